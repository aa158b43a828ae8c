"""Reading the metadata of one photo file, from container to reconciled values; pixels are left to ``picture``."""

import hashlib
import warnings

from PIL import Image

from curator.captions.text import clean_line
from curator.photos import picture
from curator.photos.files import read_format
from curator.photos.formats import Format
from curator.photos.metadata.containers import Containers, collect
from curator.photos.metadata.exif import ExifReport, read_exif
from curator.photos.metadata.iim import read_iim
from curator.photos.metadata.reconcile import Sources, reconcile
from curator.photos.metadata.sidecar import read_sidecar
from curator.photos.metadata.values import Metadata
from curator.photos.metadata.xmp import XmpReport, read_xmp


def read_metadata(path: str) -> Metadata:
    """Return what the file at *path* says of itself, without decoding a pixel.

    Raises :class:`curator.errors.PhotoError` only if the file is no picture that Curator reads;
    whatever is damaged in its metadata is passed over. Runs in a worker process: it sets the
    process's warning filters for as long as it takes.
    """
    kind = read_format(path)
    with picture.open_as(path, kind) as image, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of oddities in files.
        return _read(path, image, kind)


def _read(path: str, image: Image.Image, kind: Format) -> Metadata:
    found = collect(path, image, kind)
    exif = read_exif(found.directories) if found.directories else ExifReport()
    xmp = read_xmp(found.xmp)
    beside = read_sidecar(path)
    place = beside.position or exif.position or xmp.position or (None, None)
    size = _upright_size(image, exif.orientation or xmp.orientation)
    return Metadata(
        width=size.width,
        height=size.height,
        orientation=found.orientation or exif.orientation or xmp.orientation or 1,
        format=kind.name,
        make=_line(exif.make or xmp.make),
        model=_line(exif.model or xmp.model),
        lens=_line(exif.lens or xmp.lens),
        serial=_line(exif.serial),
        software=_line(exif.software),
        focal_length_mm=exif.focal_length_mm,
        aperture=exif.aperture,
        exposure_time=exif.exposure_time,
        iso=exif.iso,
        lat=place[0],
        lon=place[1],
        candidates=reconcile(_sources(found, exif, xmp, beside)),
    )


def _sources(found: Containers, exif: ExifReport, xmp: XmpReport, beside: XmpReport) -> Sources:
    return Sources(
        sidecar=beside.findings,
        xmp=xmp.findings,
        iim=read_iim(found.iim),
        exif=exif.findings,
        others=found.others,
        iim_is_newer=_is_changed(found.iim, found.digest),
    )


def _is_changed(iim: bytes, digest: bytes) -> bool:
    """Say whether *iim* was changed after XMP was last brought into step with it (MWG 2.0, 3.4)."""
    if not iim or not digest.strip(b"\0"):
        return False
    return hashlib.md5(iim, usedforsecurity=False).digest() != digest


def _upright_size(image: Image.Image, orientation: int) -> picture.Size:
    if image.format != "PNG":
        return picture.upright_size(image)
    width, height = image.size  # Asking Pillow for the orientation of a PNG would decode it.
    return picture.Size(height, width) if orientation >= 5 else picture.Size(width, height)


def _line(text: str) -> str:
    return clean_line(text).strip()
