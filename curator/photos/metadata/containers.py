"""Where each format keeps its metadata: the blocks of one file, found; reading them is left to the others."""

from dataclasses import dataclass, field
from typing import Any

from PIL import Image, JpegImagePlugin, TiffImagePlugin

from curator.captions.filler import is_camera_filler
from curator.photos import raw
from curator.photos.formats import Format
from curator.photos.metadata import charsets, dates, directories, jpeg, photoshop, png
from curator.photos.metadata.directories import Directories
from curator.photos.metadata.findings import Findings

_TIFF_IIM, _TIFF_PHOTOSHOP = 33723, 34377  # IPTC-NAA and Photoshop, as registered with Adobe

_GIF_XMP = b"XMP DataXMP"  # XMP, part 3, 1.1.2
_MAX_GIF = 1024 * 1024


@dataclass(slots=True)
class Containers:
    """The blocks of one file; ``others`` are findings of places without a standard, by their name.

    ``orientation`` is set where the decoder has taken it out of the EXIF block.
    """

    directories: Directories | None = None
    xmp: list[bytes] = field(default_factory=list)
    iim: bytes = b""
    digest: bytes = b""
    others: tuple[tuple[str, Findings], ...] = ()
    orientation: int = 0


def collect(path: str, image: Image.Image, kind: Format) -> Containers:
    """Return the blocks of *image*, which was opened from *path*, is of that *kind* and not decoded yet."""
    if kind.is_raw:
        return _of_raw(path, image)
    if image.format == "PNG":
        return _of_png(path)
    return _of_image(path, image)


def _of_image(path: str, image: Image.Image) -> Containers:
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        found = _of_jpeg(image)
    elif isinstance(image, TiffImagePlugin.TiffImageFile):
        found = _of_tiff(image)
    elif image.format == "GIF":
        found = _of_gif(path, image)
    else:
        found = Containers(xmp=_packets(image.info.get("xmp")))
        found.orientation = image.info.get("original_orientation") or 0
    found.directories = directories.of_image(image)
    return found


def _of_raw(path: str, preview: Image.Image) -> Containers:
    """Return the blocks of a raw file, then those of its *preview*, of which some makers keep all words."""
    found = _of_image(path, preview)
    words = raw.words(path)
    if words is None:
        return found
    own = directories.of_raw(words)
    found.directories = own.completed(found.directories) if found.directories else own
    found.xmp = [words.xmp, *found.xmp] if words.xmp else found.xmp
    found.iim = own.main.raw(_TIFF_IIM) or found.iim
    return found


def _packets(packet: Any) -> list[bytes]:
    return [packet] if isinstance(packet, bytes) else []


def _of_jpeg(image: JpegImagePlugin.JpegImageFile) -> Containers:
    """Return the blocks of a JPEG; Pillow keeps every segment, if only the last XMP packet by name."""
    resources = photoshop.read_resources(jpeg.photoshop_resources(image.applist))
    return Containers(
        xmp=jpeg.xmp_packets(image.applist),
        iim=resources.iim,
        digest=resources.digest,
        others=_comments(jpeg.comments(image.applist)),
    )


def _comments(comments: list[bytes]) -> tuple[tuple[str, Findings], ...]:
    found = Findings()
    for comment in comments[:10]:
        text = charsets.decode(comment.strip(b"\0"))
        if not is_camera_filler(text):
            found.add_text("caption", text)
    return (("comment", found),)


def _of_tiff(image: TiffImagePlugin.TiffImageFile) -> Containers:
    resources = photoshop.read_resources(_tiff_bytes(image, _TIFF_PHOTOSHOP))
    iim = _tiff_bytes(image, _TIFF_IIM)
    if iim[:1] != b"\x1c" and iim[3:4] == b"\x1c":  # Declared as LONG and swapped as such.
        iim = b"".join(iim[at : at + 4][::-1] for at in range(0, len(iim), 4))
    return Containers(
        xmp=_packets(image.info.get("xmp")), iim=iim or resources.iim, digest=resources.digest
    )


def _tiff_bytes(image: TiffImagePlugin.TiffImageFile, tag: int) -> bytes:
    """Return the bytes of *tag*, of whatever type they are declared to be.

    WORKAROUND: asked properly, Pillow gives only the first of several numbers of these tags.
    """
    data = image.tag_v2._tagdata.get(tag, b"")
    return data if isinstance(data, bytes) else b""


def _of_gif(path: str, image: Image.Image) -> Containers:
    comment = image.info.get("comment", b"")
    others = _comments([comment] if isinstance(comment, bytes) else [])
    with open(path, "rb") as file:
        head = file.read(_MAX_GIF)
    start = head.find(_GIF_XMP)
    packet = head[start + len(_GIF_XMP) :].partition(b"<?xpacket end")[0] if start >= 0 else b""
    return Containers(xmp=_packets(packet or None), others=others)


def _of_png(path: str) -> Containers:
    chunks = png.read_chunks(path)
    resources = photoshop.read_resources(chunks.photoshop)
    return Containers(
        directories=directories.of_block(chunks.exif) if chunks.exif else None,
        xmp=chunks.xmp,
        iim=chunks.iim or resources.iim,
        digest=resources.digest,
        others=(("PNG", _png_findings(chunks.texts)),),
    )


def _png_findings(texts: dict[str, bytes]) -> Findings:
    """Return what the predefined keywords say (PNG, third edition, 11.3.3.1)."""
    decoded = {key: charsets.decode(text) for key, text in texts.items()}
    found = Findings()
    found.add_text("title", decoded.get("Title", ""))
    found.add_text("caption", decoded.get("Description", ""))
    found.add_text("caption", decoded.get("Comment", ""))
    found.add_texts("photographer", [decoded.get("Author", "")])
    found.add_text("copyright", decoded.get("Copyright", ""))
    found.add_text("digitized", dates.from_xmp(decoded.get("Creation Time", "")))
    return found
