"""Telling what a file is by its first bytes."""

import io

import pytest
from PIL import Image

from curator.photos import formats
from curator.photos.formats import HEAD_BYTES, sniff


def encoded(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "grey").save(out, kind)
    return out.getvalue()[:HEAD_BYTES]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("JPEG", formats.JPEG),
        ("PNG", formats.PNG),
        ("GIF", formats.GIF),
        ("WEBP", formats.WEBP),
        ("TIFF", formats.TIFF),
        ("BMP", formats.BMP),
        ("AVIF", formats.AVIF),
    ],
)
def test_the_formats_that_curator_reads_are_known(kind: str, expected: formats.Format) -> None:
    assert sniff(encoded(kind)) is expected
    assert expected.is_readable


def box(brand: bytes, *more: bytes) -> bytes:
    brands = b"".join(more)
    return (16 + len(brands)).to_bytes(4, "big") + b"ftyp" + brand + b"\0\0\0\0" + brands


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (box(b"heic", b"mif1"), "HEIC"),
        (box(b"mif1", b"heic"), "HEIC"),
        (box(b"mif1", b"avif", b"miaf"), "AVIF"),
        (box(b"isom", b"mp42"), "video or other media file"),
        (b"\0\0\0\0ftyp", "video or other media file"),
        (b"\xff\xff\xff\xffftypheic", "HEIC"),
        (b"RIFF\0\0\0\0WAVE", "RIFF file"),
        (b"RIFF", "RIFF file"),
        (b"%!PS-Adobe", "PostScript"),
        (b"<svg xmlns", "SVG drawing"),
        (b"PK\3\4", "zip archive"),
    ],
)
def test_others_are_told_by_name(head: bytes, name: str) -> None:
    assert sniff(head).name == name


@pytest.mark.parametrize("head", [b"", b"\xff", b"hello", b"\0" * 64, b"#!/bin/sh"])
def test_what_nobody_knows_is_nothing(head: bytes) -> None:
    assert sniff(head) is None


@pytest.mark.parametrize("plugin", ["EPS", "WMF", "FITS", "GD", "PDF", "MPO", "ICNS", "FPX"])
def test_decoders_with_a_history_are_never_asked(plugin: str) -> None:
    known = [f for f in vars(formats).values() if isinstance(f, formats.Format)]
    assert plugin not in {f.plugin for f in [*known, *(f for _, f in formats._MAGIC)]}
