"""Which sidecar files belong to a photo, and how one is read for writing; what is in them is left to ``metadata``.

Two customs are in use. Adobe's programs, Photo Mechanic and Capture One call the sidecar of
``DSC_1.NEF`` ``DSC_1.xmp`` (the base name); digiKam and darktable call it ``DSC_1.NEF.xmp`` (the full
name), and darktable reads the other one besides. Of a JPEG, Adobe's programs read no sidecar at all,
whatever its name: for them its words stand within. Therefore:

* A sidecar that is there is written to, whatever its name; if both are there, both are.
* Beside a raw file, or a photo with its raw twin, a new one gets the base name.
* Beside any other photo a new one gets the full name: digiKam looks for no other by itself, darktable
  and exiftool take it, and it can be nobody else's.
* A base name that several files of a folder share belongs to none of them, unless just one is raw:
  then it is the raw file's. A sidecar that says itself whose it is (``photoshop:SidecarForExtension``)
  is believed before that.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from curator.errors import NotAPhoto, OversizedPhoto, PhotoError
from curator.photos.formats import RAW_SUFFIXES, TWIN_SUFFIXES
from curator.story.values import Photo

MAX_BYTES = 16 * 1024 * 1024
"""Size beyond which a sidecar is not touched; develop settings with masks reach some megabytes."""

_RAW = RAW_SUFFIXES | {".fff", ".srf"}

# What may have a sidecar of its own, and so be meant by one of its base name.
_OWNERS = (
    _RAW
    | TWIN_SUFFIXES
    | frozenset((".png", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".jp2", ".jxl", ".psd"))
    | frozenset((".jpe", ".jfif", ".mov", ".mp4", ".m4v", ".avi", ".mts"))
)


_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A sidecar that is there, and whether it is the photo's.

    It is if it says so by one of ``endings``, in small letters; without those its name has said enough.
    ``is_ours`` holds where it says nothing.
    """

    path: str
    is_ours: bool = True
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a photo go: sidecars that are there, and the names that a new one may get.

    ``new`` are paths, the best first. ``ending`` is the ending of the file for which the first of them
    is, where its name does not tell.
    """

    there: tuple[Place, ...]
    new: tuple[str, ...]
    ending: str


class Folders:
    """The names in folders, each folder listed once, when it is first asked about."""

    def __init__(self) -> None:
        self._listed: dict[str, dict[str, list[str]]] = {}

    def named(self, folder: str, stem: str) -> list[str]:
        """Return the names in *folder* that are *stem* and one ending; raise :class:`OSError`."""
        if folder not in self._listed:
            stems = self._listed[folder] = {}
            for name in sorted(os.listdir(folder)):
                stems.setdefault(os.path.splitext(name)[0], []).append(name)
        return self._listed[folder].get(stem, [])


def places(photo: Photo, folders: Folders) -> Places:
    """Return where the words of *photo* go; raise :class:`OSError` if its folder cannot be listed."""
    folder, own = os.path.split(photo.file)
    raw = _raw_beside(photo, folders)
    files = [name for name in (own, raw) if name]
    there = [
        place
        for place in _sidecars(folder, files, folders)
        if os.path.basename(place.path) not in files
    ]
    lead = raw or own
    base, ending = os.path.splitext(lead)
    new = [f"{own}.xmp"]
    if ending.lower() in _RAW and _is_base_ours(folder, base, files, folders):
        new.insert(0, f"{base}.xmp")
    return Places(
        tuple(there),
        tuple(os.path.join(folder, name) for name in new if name not in files),
        ending[1:] if len(new) > 1 else "",
    )


def _raw_beside(photo: Photo, folders: Folders) -> str:
    """Return the name of the raw file of the same frame if it is there, beside the photo."""
    folder, raw = os.path.split(photo.raw)
    is_beside = raw and folder == os.path.dirname(photo.file)
    return raw if is_beside and raw in folders.named(folder, os.path.splitext(raw)[0]) else ""


def _sidecars(folder: str, files: list[str], folders: Folders) -> Iterator[Place]:
    """Yield the sidecars that may be those of *files*: the full names, then the base names."""
    endings = tuple(os.path.splitext(name)[1][1:].lower() for name in files)
    for stem in dict.fromkeys((*files, *(os.path.splitext(name)[0] for name in files))):
        is_full = stem in files and bool(os.path.splitext(stem)[1])
        for name in folders.named(folder, stem):
            path = os.path.join(folder, name)
            if name.lower().endswith(".xmp") and is_full:
                yield Place(path)
            elif name.lower().endswith(".xmp"):
                yield Place(path, _is_base_ours(folder, stem, files, folders), endings)


def _is_base_ours(folder: str, stem: str, files: list[str], folders: Folders) -> bool:
    """Say whether ``stem.xmp`` is about the photo of *files*, and no other."""
    if stem not in files and stem in folders.named(folder, os.path.splitext(stem)[0]):
        return False  # It is the full name of the sidecar of another file.
    names = folders.named(folder, stem)
    owners = [name for name in names if os.path.splitext(name)[1].lower() in _OWNERS]
    raws = [name for name in owners if os.path.splitext(name)[1].lower() in _RAW]
    return all(name in files for name in raws or owners)


def read_sidecar(path: str) -> bytes:
    """Return what the file at *path* holds; raise :class:`PhotoError` if it is none to be written to."""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            raise PhotoError(path, "it is a link to another file, and Curator writes through none")
        if not stat.S_ISREG(status.st_mode):
            raise NotAPhoto(path, "this is not a file")
        handle = os.open(path, _FLAGS)
        with open(handle, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PhotoError(path, f"it cannot be read ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise OversizedPhoto(path, f"it is larger than {MAX_BYTES // 2**20} MB")
    return data
