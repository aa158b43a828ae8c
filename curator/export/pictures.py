"""The copies of a photo that a page shows: sizes, encoding, and the proof that nothing else went along.

Runs in a worker process, and knows no words, so that others under a photo need no new pixels. Opening
the file is left to :mod:`curator.photos.picture`, keeping the copies and their words to ``copies``.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pi_heif
import PIL
from PIL import Image, _avif, features

from curator.errors import PhotoError
from curator.export import boxes, segments
from curator.photos import picture
from curator.photos.covering import areas_of
from curator.story.values import Area

_STEP = 0.9
"""A copy that would be hardly smaller than the largest is not worth its bytes."""


_AVIF_SPEED = 9
"""Of 0 to 10. Measured on thirteen copies of five photos at quality 60, beside JPEG's 80 with 1,109 KiB: speed 6
took 4.2 s for 574 KiB, 8 took 1.3 s for 603, 9 took 0.44 s for 647; JPEG 0.13 s."""

_SMALL, _SMALL_AVIF = 800, 60
"""Copies up to this many pixels of width are those of phones, whose pixels nobody tells apart: there, this quality
will do. Larger ones have that of the theme: at 76 the SSIM of twelve real photos at 1,600 pixels is 0.9885 with
0.89 bits a pixel, where galleries of JPEGs have 0.9865 with 1.02 to 1.05; at 60 it is 0.9772 with 0.55."""


def web_copies(
    path: str,
    widths: list[int],
    quality: int,
    hidden: Sequence[Any] = (),
    avif_quality: int = 0,
    crop: Sequence[float] = (),
) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return the sizes and the colour of the copies of the photo at *path*, and their JPEGs.

    With an *avif_quality* the AVIFs of the same copies follow the JPEGs.

    Copies go from small to large: one for each of *widths* that is smaller than the largest copy,
    whose longer side is the greatest of *widths*, or as the file has it if that is less. Nothing is
    enlarged. *hidden* are the areas to cover, each the ``values`` of one: in every copy, and
    in the colour. With *crop*, left, top, width and height as shares, the copies are of that part alone; what
    is hidden is covered before. Raises :class:`PhotoError` if the file cannot be decoded whole.
    """
    largest = _cropped(path, max(widths), areas_of(hidden), crop)
    copies = [_fresh(copy) for copy in _ladder(largest, widths)][::-1]
    blobs = tuple(_jpeg(copy, quality) for copy in copies)
    avifs = tuple(_avif_of(c, _fitting(c, avif_quality)) for c in copies) if avif_quality else ()
    check(path, blobs, avifs)
    value = {
        "copies": [{"width": copy.width, "height": copy.height} for copy in copies],
        "colour": _colour(copies[0]),
    }
    return value, blobs + avifs


def _cropped(path: str, longest: int, hidden: Sequence[Area], crop: Sequence[float]) -> Image.Image:
    """Return the photo at *path*, or the part of it that *crop* says, its longer side at most *longest*."""
    if not crop:
        return picture.render(path, longest, hidden)
    left, top, width, height = crop
    # So large that the part has the pixels wanted, whichever of its sides is the longer one.
    whole = picture.render(path, min(_MOST_PIXELS, round(longest / min(width, height))), hidden)
    box = (
        round(left * whole.width),
        round(top * whole.height),
        max(round((left + width) * whole.width), round(left * whole.width) + 1),
        max(round((top + height) * whole.height), round(top * whole.height) + 1),
    )
    part = whole.crop(box)
    part.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return part


_MOST_PIXELS = 12_000
# Of the longer side of a photo of which a part is cut out: more than that no camera of the desk has.


def check(path: str, jpegs: Iterable[bytes], avifs: Iterable[bytes], packet: bytes = b"") -> None:
    """Raise :class:`PhotoError` if a copy of the photo at *path* carries more than pixels and *packet*."""
    found = [stray for blob in jpegs for stray in segments.strays(blob, packet)]
    found += [stray for blob in avifs for stray in boxes.strays(blob, packet)]
    if found:
        raise PhotoError(path, f"its copy would carry more than the picture ({found[0]})")


@cache
def codecs() -> str:
    """Return the versions of all that turns files into pixels and pixels into copies."""
    versions = [f"{name} {features.version(name)}" for name in _CODECS]
    told = ["Pillow", PIL.__version__, "pi_heif", pi_heif.__version__, *versions]
    return " ".join([*told, _avif.codec_versions()])


_CODECS = "jpg", "libjpeg_turbo", "jpg_2000", "libtiff", "zlib", "webp", "littlecms2", "avif"


def _ladder(largest: Image.Image, widths: Iterable[int]) -> Iterator[Image.Image]:
    """Yield *largest* and its smaller copies, each made from the one before: quicker, as sharp."""
    yield largest
    step = largest
    for width in sorted(set(widths), reverse=True):
        if width > largest.width * _STEP:
            continue
        height = max(1, round(largest.height * width / largest.width))
        step = step.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        yield step


def _fresh(image: Image.Image) -> Image.Image:
    """Return the pixels of *image* in a new picture: what its file said survives any resizing."""
    fresh = Image.new("RGB", image.size)
    fresh.paste(image)
    return fresh


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(
        out,
        "JPEG",
        quality=quality,
        progressive=True,
        optimize=True,
        subsampling="4:2:0",
        # Pillow takes each of these from the picture where it is not told otherwise.
        exif=b"",
        comment=b"",
        icc_profile=None,
        xmp=b"",
        dpi=(0, 0),
    )
    return out.getvalue()


def _fitting(image: Image.Image, quality: int) -> int:
    """Return the quality of AVIF that the copy *image* needs, where larger ones have *quality*."""
    return min(quality, _SMALL_AVIF) if image.width <= _SMALL else quality


def _avif_of(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(
        out,
        "AVIF",
        quality=quality,
        speed=_AVIF_SPEED,
        subsampling="4:2:0",
        codec="aom",
        max_threads=1,  # Photos are encoded side by side; and more would make other bytes.
        exif=b"",
        icc_profile=None,
        xmp=b"",
    )
    return out.getvalue()


def _colour(image: Image.Image) -> str:
    """Return the colour of which *image* holds most, as ``#rrggbb``: the page shows it meanwhile."""
    small = image.resize((32, 32), Image.Resampling.BOX).quantize(6, Image.Quantize.MEDIANCUT)
    counts = small.histogram()
    index = counts.index(max(counts))
    red, green, blue = (small.getpalette() or [0, 0, 0])[index * 3 :][:3]
    return f"#{red:02x}{green:02x}{blue:02x}"
