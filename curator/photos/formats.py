"""What a file is, told by its first bytes and never by its name alone; decoding is left to ``picture``.

Raw files are read by the preview that the camera put inside (``raw``), JPEG 2000 by Pillow, which
keeps its decoder fresh. Refused by name:

* JPEG XL. Of what decodes it from PyPI, pillow-jxl-plugin is under the GPL, imagecodecs brings 82 MB
  and numpy, jxlpy ships a libjxl of 2024 that nobody renews, pylibjxl and pyjpegxl are young and one
  person's: no decoder to hand foreign bytes to. It is one line here once Pillow reads it.
* Photoshop's documents. The flattened picture that Pillow shows is optional in them, so that a
  retouched photo may come out blank; and its reader has written out of bounds before (12.1.0).
"""

import os
from dataclasses import dataclass

HEAD_BYTES = 64
"""Bytes from the start of a file that :func:`sniff` wants."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its usual ``name``, and the Pillow plug-in that decodes it (``""``: none does).

    ``is_raw`` marks a camera's raw data, of which the preview is shown.
    """

    name: str
    plugin: str = ""
    is_raw: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether Curator decodes this kind of file."""
        return self.is_raw or bool(self.plugin)


JPEG = Format("JPEG", "JPEG")
PNG = Format("PNG", "PNG")
GIF = Format("GIF", "GIF")
WEBP = Format("WebP", "WEBP")
TIFF = Format("TIFF", "TIFF")
BMP = Format("BMP", "BMP")
AVIF = Format("AVIF", "AVIF")
HEIC = Format("HEIC", "HEIF")
JPEG_2000 = Format("JPEG 2000", "JPEG2000")
PHOTOSHOP = Format("Photoshop document")

RAW_SUFFIXES = frozenset(
    (
        ".3fr", ".arw", ".cr2", ".cr3", ".dcr", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos",
        ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".rwl", ".sr2", ".srw", ".x3f",
    )
)  # fmt: skip
"""Endings of raw files, by which one is told to be the twin of a photo beside it."""

TWIN_SUFFIXES = frozenset((".jpg", ".jpeg", ".heic", ".heif", ".hif"))
"""Endings of what a camera writes beside its raw file."""

_MAGIC = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"FUJIFILMCCD-RAW", Format("Fujifilm raw (RAF)", is_raw=True)),
    (b"II*\x00\x10\x00\x00\x00CR", Format("Canon raw (CR2)", is_raw=True)),
    (b"IIRO", Format("Olympus raw (ORF)", is_raw=True)),
    (b"IIRS", Format("Olympus raw (ORF)", is_raw=True)),
    (b"MMOR", Format("Olympus raw (ORF)", is_raw=True)),
    (b"IIU\x00", Format("Panasonic raw (RW2)", is_raw=True)),
    (b"FOVb", Format("Sigma raw (X3F)", is_raw=True)),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", Format("BigTIFF")),
    (b"MM\x00+", Format("BigTIFF")),
    (b"BM", BMP),
    (b"\xff\x0a", Format("JPEG XL")),
    (b"\x00\x00\x00\x0cJXL ", Format("JPEG XL")),
    (b"\x00\x00\x00\x0cjP  ", JPEG_2000),
    (b"\xff\x4f\xff\x51", JPEG_2000),
    (b"8BPS", PHOTOSHOP),
    (b"%PDF", Format("PDF document")),
    (b"%!PS", Format("PostScript")),
    (b"PK\x03\x04", Format("zip archive")),
    (b"icns", Format("Apple icon")),
    (b"\x00\x00\x01\x00", Format("Windows icon")),
    (b"\x01\xda", Format("SGI picture")),
    (b"FORM", Format("AIFF or IFF file")),
    (b"\x1aE\xdf\xa3", Format("Matroska video")),
    (b"<svg", Format("SVG drawing")),
    (b"<?xml", Format("XML text")),
    (b"<x:xmpmeta", Format("XMP sidecar")),
)

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}
_AVIF_BRANDS = {b"avif", b"avis"}

# Raw files that begin like any TIFF; Pillow would open them at the size of a tiny preview.
_TIFF_RAW_SUFFIXES = {
    ".3fr": "Hasselblad raw (3FR)", ".arw": "Sony raw (ARW)", ".dcr": "Kodak raw", ".dng": "DNG raw",
    ".erf": "Epson raw", ".fff": "Hasselblad raw", ".iiq": "Phase One raw (IIQ)", ".kdc": "Kodak raw",
    ".mef": "Mamiya raw", ".mos": "Leaf raw", ".nef": "Nikon raw (NEF)", ".nrw": "Nikon raw (NRW)",
    ".pef": "Pentax raw (PEF)", ".rwl": "Leica raw (RWL)", ".sr2": "Sony raw (SR2)", ".srf": "Sony raw",
    ".srw": "Samsung raw (SRW)",
}  # fmt: skip


def sniff(head: bytes, path: str = "") -> Format | None:
    """Return the format of a file that starts with *head*; ``None`` if nothing is known of it.

    *path* only tells raw files from the TIFF that they are made of.
    """
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    if head[:4] == b"RIFF":
        return WEBP if head[8:12] == b"WEBP" else Format("RIFF file")
    found = next((f for magic, f in _MAGIC if head.startswith(magic)), None)
    if found is TIFF:
        raw = _TIFF_RAW_SUFFIXES.get(os.path.splitext(path)[1].lower())
        return Format(raw, is_raw=True) if raw else TIFF
    return found


def _sniff_boxes(head: bytes) -> Format:
    """Tell the families of ISO base media files by their brands (ISO/IEC 14496-12, 4.3)."""
    size = int.from_bytes(head[:4], "big")
    brands = {head[8:12], *(head[i : i + 4] for i in range(16, min(size, len(head)) - 3, 4))}
    if head[8:12] == b"crx ":
        return Format("Canon raw (CR3)", is_raw=True)
    if brands & _AVIF_BRANDS:
        return AVIF
    if brands & _HEIC_BRANDS:
        return HEIC
    return Format("video or other media file")
