"""The one door to pixels: open a photo file within limits, decode it upright in sRGB, shrink it.

Runs in a worker process (``workers``), never beside a window: decoders are handed foreign bytes.
What the file says in words is left to ``metadata``.
"""

import os
import stat
import warnings
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import cast

import pi_heif
from PIL import Image, ImageCms, UnidentifiedImageError

from curator.errors import DamagedPhoto, NotAPhoto, OversizedPhoto, PhotoError
from curator.photos.formats import HEAD_BYTES, Format, sniff

MAX_PIXELS = 220_000_000
"""Pixels beyond which a picture is refused unread: room for 200-megapixel phones, none for bombs."""

MAX_SIDE = 40_000
"""Pixels of the longer side beyond which a picture is refused."""

MAX_BYTES = 512 * 1024 * 1024
"""Size of a photo file beyond which it is refused."""

# A flat JPEG spends about a byte on 128 pixels, a flat PNG on 1,000; far beyond lies only padding.
_MAX_PIXELS_PER_BYTE = 5_000

Image.MAX_IMAGE_PIXELS = None  # Our own limit speaks first, with a message that names the file.

pi_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, as seen upright."""

    width: int
    height: int


def check_file(path: str) -> os.stat_result:
    """Return the status of the file at *path*; raise :class:`PhotoError` unless it may be read."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise PhotoError(path, _system_reason(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotAPhoto(path, "this is not a file")
    if status.st_size == 0:
        raise NotAPhoto(path, "the file is empty")
    if status.st_size > MAX_BYTES:
        raise OversizedPhoto(path, f"the file is larger than {MAX_BYTES // 2**20} MB")
    return status


def _system_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is not there any more"
    if isinstance(error, PermissionError):
        return "you have no permission to read this file"
    return f"the file cannot be read ({error.strerror or type(error).__name__})"


def read_format(path: str) -> Format:
    """Return the format of the file at *path*; raise :class:`NotAPhoto` if Curator reads none such."""
    check_file(path)
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise PhotoError(path, _system_reason(error)) from error
    found = sniff(head, path)
    if found is None:
        raise NotAPhoto(path, "this is not a picture")
    if not found.is_readable:
        raise NotAPhoto(path, f"{found.name}: Curator does not read this format")
    return found


def open_picture(path: str) -> Image.Image:
    """Return the picture at *path*, opened but not decoded, after every check that needs no pixels."""
    found = read_format(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of oddities in files; the pixels decide.
            image = Image.open(path, formats=(found.plugin,))
    except MemoryError as error:
        raise OversizedPhoto(path, "it asks for more memory than Curator grants") from error
    except Exception as error:
        raise DamagedPhoto(path, _damage(error)) from error
    try:
        _check_size(path, image)
    except PhotoError:
        image.close()
        raise
    return image


def _check_size(path: str, image: Image.Image) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise DamagedPhoto(path, "the picture has no pixels")
    tight = os.path.getsize(path) * _MAX_PIXELS_PER_BYTE < width * height
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE or tight:
        raise OversizedPhoto(
            path, f"it claims {width} × {height} pixels, more than Curator decodes"
        )


def _damage(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "the picture is damaged (its beginning makes no sense)"
    text = str(error).strip() or type(error).__name__
    return f"the picture is damaged ({text[:200]})"


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation (1 to 8) that still has to be applied to the pixels of *image*."""
    if image.format == "TIFF":
        return 1  # Pillow turns TIFF by itself, size and pixels.
    try:
        if image.format == "PNG":  # Asked for its EXIF, a PNG decodes all its pixels.
            exif = Image.Exif()
            exif.load(image.info.get("exif", b""))
        else:
            exif = image.getexif()
        value = exif.get(0x0112, 1)
    except Exception:  # noqa: BLE001 — damaged EXIF is no reason to lose the picture
        return 1
    return value if value in range(1, 9) else 1


def upright_size(image: Image.Image) -> Size:
    """Return the size of *image* as a person sees it."""
    width, height = image.size
    return Size(height, width) if orientation(image) >= 5 else Size(width, height)


def render(path: str, longest: int | None = None) -> Image.Image:
    """Return the picture at *path* in RGB and sRGB, upright, its longer side at most *longest* pixels.

    Never enlarges. The result is a new image that carries nothing of the file but its pixels.
    Raises :class:`PhotoError` if the file is no picture, damaged or too large.
    """
    with open_picture(path) as image:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _render(image, longest)
        except MemoryError as error:
            raise OversizedPhoto(path, "it asks for more memory than Curator grants") from error
        except Exception as error:
            raise DamagedPhoto(path, _damage(error)) from error


def _render(image: Image.Image, longest: int | None) -> Image.Image:
    turn = orientation(image)
    if longest is not None and image.format in ("JPEG", "MPO"):
        # The decoder shrinks by 2, 4 or 8 for next to nothing; leave it at least the wanted size.
        scale = longest / max(image.size)
        image.draft(None, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    image.load()
    profile = image.info.get("icc_profile")
    if longest is not None and max(image.size) > longest:
        # Shrink before converting colours: the same look for a fraction of the work.
        if image.mode == "P":
            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        image = _flat_depth(image)
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _to_srgb(_flat_depth(image), profile)
    if turn != 1:
        image = image.transpose(_TURNS[turn])
    fresh = Image.new("RGB", image.size)
    fresh.paste(image)
    return fresh


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


def _flat_depth(image: Image.Image) -> Image.Image:
    """Return *image* with 8 bits a channel: a plain conversion would clip 16-bit grey to white."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "F":
        low, high = cast(tuple[float, float], image.getextrema())
        span = (high - low) or 1.0
        return image.point(lambda value: value * (255 / span) + (-low * 255 / span)).convert("L")
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return *image* as RGB in sRGB, clear pixels on white."""
    if image.mode in ("LA", "PA", "RGBa", "La") or (
        image.mode in ("P", "L", "RGB") and "transparency" in image.info
    ):
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha is not None:
        image = image.convert("RGB")
    if image.mode not in ("RGB", "CMYK", "L", "LAB"):
        image = image.convert("RGB")
    image = _with_profile(image, profile)
    if alpha is not None and alpha.getextrema() != (255, 255):
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=alpha)
        return white
    return image


def _with_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and not _is_srgb(profile):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _srgb(), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None  # A broken profile, or one for other channels: show the plain colours.
        if converted is not None:
            return converted
    return image.convert("RGB")


def _is_srgb(profile: bytes) -> bool:
    return (
        b"sRGB IEC61966" in profile[:4096]
        or b"s\0R\0G\0B\0 \0I\0E\0C\0006\0001\0009\0006\0006" in profile[:4096]
    )


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def shrink(image: Image.Image, longest: int) -> Image.Image:
    """Return *image* with its longer side at most *longest* pixels."""
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def encode_jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """Return *image* as a plain JPEG without any metadata, for Curator's own screens."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
