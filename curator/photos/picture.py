"""The one door to pixels: open a photo file within limits, decode it upright in sRGB, shrink it.

Runs in a worker process (``workers``), never beside a window: decoders are handed foreign bytes.
What the file says in words is left to ``metadata``.
"""

import math
import os
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

import pi_heif
from PIL import Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.TiffImagePlugin import TiffImageFile

from curator.errors import DamagedPhoto, NotAPhoto, OversizedPhoto, PhotoError
from curator.photos import colours, gif, raw
from curator.photos.covering import cover, turned
from curator.photos.files import read_format
from curator.photos.formats import GIF, JPEG, Format
from curator.story.values import Area

MAX_PIXELS = 220_000_000
"""Pixels beyond which a picture is refused unread: room for 200-megapixel phones, none for bombs."""

MAX_SIDE = 40_000
"""Pixels of the longer side beyond which a picture is refused."""

# A flat JPEG spends about a byte on 128 pixels, a flat PNG on 1,000; far beyond lies only padding.
_MAX_PIXELS_PER_BYTE = 5_000

_QUICK_SIDE, _QUICK_SLACK = 160, 0.02
# What a camera's thumbnail must have to be shown first: its longer side, and the photo's proportions.

Image.MAX_IMAGE_PIXELS = None  # Our own limit speaks first, with a message that names the file.

pi_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, as seen upright."""

    width: int
    height: int


def open_picture(path: str) -> Image.Image:
    """Return the picture at *path*, opened but not decoded, after every check that needs no pixels.

    Of a raw file this is the preview inside, its orientation that of the file.
    """
    return open_as(path, read_format(path))


def open_as(path: str, kind: Format) -> Image.Image:
    """Return the picture at *path* as :func:`open_picture` does, its *kind* known already."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of oddities in files; the pixels decide.
            image = _open_raw(path) if kind.is_raw else Image.open(path, formats=(kind.plugin,))
    except PhotoError:
        raise
    except MemoryError as error:
        raise OversizedPhoto(path, "it asks for more memory than Curator grants") from error
    except Exception as error:
        raise DamagedPhoto(path, _damage(error)) from error
    try:
        _check_size(path, image.size)
        if kind is GIF:
            with open(path, "rb") as file:
                _check_size(path, gif.extent(file))
    except PhotoError:
        image.close()
        raise
    return image


def _open_raw(path: str) -> Image.Image:
    try:
        found = raw.preview(path)
    except NotAPhoto as error:
        return _open_first_directory(path, error)
    image = Image.open(BytesIO(found.jpeg), formats=("JPEG",))
    if found.orientation:
        with suppress(Exception):  # Damaged EXIF of the preview is no reason to lose it.
            image.getexif()
        image.getexif()[_ORIENTATION] = found.orientation
    return image


def _open_first_directory(path: str, no_preview: NotAPhoto) -> Image.Image:
    """Return the plain small picture that old cameras put first, or raise *no_preview*."""
    try:
        image = Image.open(path, formats=("TIFF",))
    except Exception as error:
        raise no_preview from error
    is_small = isinstance(image, TiffImageFile) and image.tag_v2.get(_SUBFILE_TYPE) == 1
    if is_small and image.mode in ("RGB", "L"):
        return image
    image.close()
    raise no_preview


_ORIENTATION, _SUBFILE_TYPE = 0x0112, 0x00FE  # TIFF 6.0, section 8


def _check_size(path: str, size: tuple[int, int]) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise DamagedPhoto(path, "the picture has no pixels")
    tight = os.path.getsize(path) * _MAX_PIXELS_PER_BYTE < width * height
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE or tight:
        raise OversizedPhoto(
            path, f"it claims {width} × {height} pixels, more than Curator decodes"
        )


def _damage(error: Exception) -> str:
    """Return what is wrong in words of ours: the decoder's own speak of its inside."""
    if isinstance(error, UnidentifiedImageError):
        return "the picture is damaged (its beginning makes no sense)"
    if "truncated" in str(error).lower():
        return "the picture is damaged (its end is missing)"
    return "the picture is damaged (its data make no sense)"


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation (1 to 8) that still has to be applied to the pixels of *image*.

    A PNG may say so behind its pixels, and is known only when decoded.
    """
    if image.format == "TIFF":
        return 1  # Pillow turns TIFF by itself, size and pixels.
    try:
        if image.format == "PNG" and _is_undecoded(image):  # It would decode all its pixels.
            exif = Image.Exif()
            exif.load(image.info.get("exif", b""))
        else:
            exif = image.getexif()
        value = exif.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 — damaged EXIF is no reason to lose the picture
        return 1
    return value if value in range(1, 9) else 1


def _is_undecoded(image: Image.Image) -> bool:
    return isinstance(image, ImageFile) and bool(image.tile)


def upright_size(image: Image.Image) -> Size:
    """Return the size of *image* as a person sees it."""
    width, height = image.size
    return Size(height, width) if orientation(image) >= 5 else Size(width, height)


def render(path: str, longest: int | None = None, hidden: Sequence[Area] = ()) -> Image.Image:
    """Return the picture at *path* in RGB and sRGB, upright, its longer side at most *longest* pixels.

    The areas *hidden* are covered before anything is shrunk. Never enlarges. The result is a new
    image that carries nothing of the file but its pixels.
    Raises :class:`PhotoError` if the file is no picture, damaged or too large.
    """
    with open_picture(path) as image:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _render(image, longest, hidden)
        except MemoryError as error:
            raise OversizedPhoto(path, "it asks for more memory than Curator grants") from error
        except Exception as error:
            raise DamagedPhoto(path, _damage(error)) from error


def quick(path: str, longest: int) -> Image.Image | None:
    """Return the thumbnail that the camera put into the JPEG at *path*, for a first look only.

    ``None`` where there is none, or one too small or of other proportions: cameras pad theirs with
    black, and programs crop a photo and forget its thumbnail. Upright, in sRGB, at most *longest*
    pixels long; takes less than a millisecond, since nothing of the photo itself is decoded.
    """
    kind = read_format(path)
    if kind is not JPEG:
        return None
    with open_as(path, kind) as photo:
        found = raw.thumbnail(photo.info.get("exif", b""))
        if not found:
            return None
        try:
            with Image.open(BytesIO(found), formats=("JPEG",)) as small:
                if max(small.size) < _QUICK_SIDE or not _is_alike(small.size, photo.size):
                    return None
                small.load()
                image = colours.plain(shrink(small, longest))
                image = _bare(colours.to_srgb(image, colours.profile_of(photo)))
        except Exception:  # noqa: BLE001 — a damaged thumbnail is none
            return None
        turn = orientation(photo)
        return image.transpose(_TURNS[turn]) if turn != 1 else image


def _is_alike(size: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(size[0] * other[1] / (size[1] * other[0]) - 1) <= _QUICK_SLACK


def _render(image: Image.Image, longest: int | None, hidden: Sequence[Area]) -> Image.Image:
    stored = max(image.size)
    if longest is not None:
        _shrink_in_decoder(image, longest)
    image.load()
    turn, profile = orientation(image), colours.profile_of(image)
    image = colours.plain(image)
    if hidden:
        scale = max(image.size) / stored
        image = colours.to_srgb(image, profile)
        image, profile = cover(image, turned(hidden, turn), scale), None
    if longest is not None:
        image = shrink(image, longest)  # Before the colours: the same look for less work.
    image = colours.to_srgb(image, profile)
    if turn != 1:
        image = image.transpose(_TURNS[turn])
    return _bare(image)


def _shrink_in_decoder(image: Image.Image, longest: int) -> None:
    """Have the decoder shrink by 2, 4 or 8 for next to nothing, to no less than is wanted."""
    scale = longest / max(image.size)
    if image.format in ("JPEG", "MPO"):
        image.draft(None, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    elif isinstance(image, Jpeg2KImageFile):
        image.reduce = min(3, max(0, int(math.log2(1 / scale)))) if scale < 1 else 0


def _bare(image: Image.Image) -> Image.Image:
    """Return *image* as a plain one that carries nothing of the file but its pixels."""
    if type(image) is not Image.Image:
        image = image.copy()
    image.info = {}
    return image


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What to do to pixels stored with each EXIF orientation (EXIF 3.0, tag 0x0112)."""


def shrink(image: Image.Image, longest: int) -> Image.Image:
    """Return *image* with its longer side at most *longest* pixels."""
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    if isinstance(image, Jpeg2KImageFile):
        image = (
            image.copy()
        )  # WORKAROUND: its attribute ``reduce`` hides the method that resizing needs.
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def encode_jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """Return *image* as a plain JPEG without any metadata, for Curator's own screens."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
