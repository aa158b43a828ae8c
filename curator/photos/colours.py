"""Whatever colours a file has, as 8 bits of sRGB on white; opening and shrinking is left to ``picture``."""

import struct
from functools import cache, lru_cache
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms

from curator.photos import tiff

_SHOWN = {"RGB", "RGBA", "CMYK", "L", "LA", "LAB"}
_WITH_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}
_SRGB = "sRGB IEC61966"
_SRGB_NAMES = (_SRGB.encode("ascii"), _SRGB.encode("utf-16-be"))


_EXIF, _INTEROPERABILITY, _COLOUR_SPACE = 0x8769, 0xA005, 0xA001  # EXIF 3.0, 4.6.3 and 4.6.5


def profile_of(image: Image.Image) -> bytes | None:
    """Return the profile of the colours of *image*: the embedded one, or what EXIF says instead.

    Cameras set to Adobe RGB embed none; they mark the file as DCF option file ``R03`` (DCF 2.0).
    """
    embedded = image.info.get("icc_profile")
    exif = image.info.get("exif")
    if embedded or not isinstance(exif, bytes) or b"R03" not in exif:
        return embedded or None
    block = exif.removeprefix(b"Exif\0\0")
    own = tiff.read_below(block, tiff.read_tags(block), _EXIF)
    index = tiff.read_below(block, own, _INTEROPERABILITY).get(1, b"")
    is_adobe = own.get(_COLOUR_SPACE) != (1,) and index == b"R03\0"
    return _adobe_rgb() if is_adobe else None


@cache
def _adobe_rgb() -> bytes:
    """Return Adobe RGB (1998) as a profile of the plainest kind (ICC.1:2010, 8.3): three colours, one curve."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, 0x0233)  # gamma 2.2
    tags = [(b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    for name, *numbers in _ADOBE_COLOURS:
        tags.append(
            (name, b"XYZ " + bytes(4) + struct.pack(">3i", *(round(65536 * n) for n in numbers)))
        )
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags:
        table += name + struct.pack(">II", 132 + 12 * len(tags) + len(body), len(data))
        body += data.ljust(20, b"\0")
    head = struct.pack(
        ">II4s4s4s4s", 132 + 12 * len(tags) + len(body), 0, b"\2\x10\0\0", b"mntr", b"RGB ", b"XYZ "
    )
    return (head.ljust(36, b"\0") + b"acsp").ljust(128, b"\0") + table + body


# Adobe RGB (1998) Color Image Encoding, its primaries adapted to D50, and D50.
_ADOBE_COLOURS = (
    (b"rXYZ", 0.60974, 0.31111, 0.01947),
    (b"gXYZ", 0.20528, 0.62567, 0.06087),
    (b"bXYZ", 0.14919, 0.06322, 0.74457),
    (b"wtpt", 0.9642, 1.0, 0.8249),
)


def plain(image: Image.Image) -> Image.Image:
    """Return *image* in a mode that shrinks well: 8 bits a channel, no palette, clear pixels as alpha.

    A plain conversion would clip 16-bit grey to white and forget which colour of a PNG is clear.
    """
    if image.mode.startswith("I") or image.mode == "F":
        return _flat_depth(image)
    if image.mode in _SHOWN and "transparency" not in image.info:
        return image
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _flat_depth(image: Image.Image) -> Image.Image:
    low, high = cast(tuple[float, float], image.getextrema())
    if image.mode == "F":
        span = (high - low) or 1.0
        return image.point(lambda value: value * (255 / span) + (-low * 255 / span)).convert("L")
    scale = 1 / 256 if high <= 0xFFFF else 255 / high
    return image.convert("I").point(lambda value: value * scale).convert("L")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return *image*, made :func:`plain`, as RGB in sRGB, clear pixels on white."""
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    if alpha is not None:
        image = image.convert("L" if image.mode == "LA" else "RGB")
    image = _with_profile(image, profile)
    if alpha is None or alpha.getextrema() == (255, 255):
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=alpha)
    return white


def _with_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    if (profile and not _is_srgb(profile)) or image.mode == "LAB":
        try:
            transform = _transform(profile if image.mode != "LAB" else None, image.mode)
            converted = ImageCms.applyTransform(image, transform)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None  # A broken profile, or one for other channels: show the plain colours.
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _is_srgb(profile: bytes) -> bool:
    head = profile[:4096]
    return any(name in head for name in _SRGB_NAMES)


@lru_cache(maxsize=8)
def _transform(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform:
    """Return the way from *profile* (CIELAB if there is none) to sRGB; the photos of a folder share theirs."""
    source = (
        ImageCms.ImageCmsProfile(BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
    )
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
