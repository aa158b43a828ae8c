"""What worker processes are asked: each function here answers one question about one foreign file.

They run in a worker only (``worker``); whoever asks goes through ``workers`` and is given plain values.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from PIL.Image import Image

from curator.errors import DamagedPhoto
from curator.photos import picture
from curator.photos.covering import areas_of
from curator.photos.files import check_file
from curator.photos.likeness import likeness
from curator.photos.metadata import read_metadata, write_back
from curator.photos.metadata.xmp_source import UnsoundXmp
from curator.photos.sidecar_files import read_sidecar
from curator.photos.worker import Answer

_SMALL = 3_000_000
# Pixels up to which a file is decoded whole on its way in: a few milliseconds that tell of damage.

_SCAN = b"\xda"
# The marker of a JPEG after which pixels follow (ISO/IEC 10918-1, B.1.1.3).


_LARGEST_SIDE = 11_000
# Pixels of the longer side that a close look gets at most: some 100 megapixels, 400 MB on the screen.


def read_photo(path: str) -> Answer:
    """Return digest and metadata of the file at *path*; runs in a worker.

    Raises :class:`PhotoError` if the file is no picture, or is found damaged as far as that can be
    told without decoding a large picture.
    """
    check_file(path)
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = read_metadata(path)
    small = _check_whole(path, found.width * found.height) or picture.quick(path, 160)
    look = f"{likeness(small):016x}" if small is not None else ""
    return {"digest": f"sha256:{digest}", "look": look, "metadata": found.to_json()}, ()


def _check_whole(path: str, pixels: int) -> Image | None:
    """Raise if the picture at *path* is found damaged; return it if it was small enough to decode."""
    if pixels <= _SMALL:
        return picture.render(path)
    with open(path, "rb") as file:
        if file.read(2) == b"\xff\xd8" and not _has_end(file):
            raise DamagedPhoto(path, "the picture is damaged (its end is missing)")
    return None


def _has_end(file: BinaryIO) -> bool:
    """Say whether the JPEG in *file*, read past its start mark, has its end mark behind its pixels.

    Segments before the pixels are passed over, since a preview among them has an end mark, too.
    """
    while (marker := file.read(4))[:1] == b"\xff" and marker[1:2] != _SCAN:
        is_filler = marker[1:2] == b"\xff"
        file.seek(-3 if is_filler else int.from_bytes(marker[2:], "big") - 2, os.SEEK_CUR)
    kept = b""
    while chunk := file.read(1 << 20):
        if b"\xff\xd9" in kept + chunk:
            return True
        kept = chunk[-1:]
    return False


def read_words(path: str) -> Answer:
    """Return the metadata of the file at *path*, whether its pixels are whole or not."""
    return read_metadata(path).to_json(), ()


def inspect(path: str) -> Answer:
    """Return the metadata of the file at *path*; runs in a worker and raises as :func:`read_photo`."""
    found = read_metadata(path)
    _check_whole(path, found.width * found.height)
    return found.to_json(), ()


def make_thumbnail(path: str, longest: int, hidden: Sequence[Any] = ()) -> Answer:
    """Return the picture at *path* as a JPEG of at most *longest* pixels; runs in a worker.

    *hidden* are the areas to cover, each the ``values`` of one.
    """
    image = picture.render(path, longest, areas_of(hidden))
    return [image.width, image.height], (picture.encode_jpeg(image),)


def make_quick(path: str, longest: int) -> Answer:
    """Return the camera's own thumbnail of the picture at *path*, if it has a good one."""
    image = picture.quick(path, longest)
    return None, () if image is None else (picture.encode_jpeg(image),)


def make_large(path: str, longest: int | None, hidden: Sequence[Any] = ()) -> Answer:
    """Return the picture at *path* as a JPEG fit to be looked at closely; runs in a worker."""
    image = picture.render(path, min(longest or _LARGEST_SIDE, _LARGEST_SIDE), areas_of(hidden))
    return [image.width, image.height], (picture.encode_jpeg(image, quality=93),)


def merge_sidecar(path: str, values: dict[str, Any]) -> Answer:
    """Return the sidecar at *path* with the words of *values* in it; runs in a worker.

    *values* holds ``words``, those of them that stand as a file brought them (``untouched``), the
    time (``now``), the ``endings`` of files that the sidecar may say it is of, if that counts, and
    whether it ``is_ours`` where it says nothing. The blob is left out where nothing changes.
    """
    data = read_sidecar(path)
    words = {name: tuple(texts) for name, texts in values["words"].items()}
    try:
        packet = write_back.read_packet(data)
        ending = write_back.extension_of(packet).lower()
        is_told = ending and values["endings"]
        is_ours = ending in values["endings"] if is_told else values["is_ours"]
        found = {"is_ours": is_ours, "digest": hashlib.sha256(data).hexdigest()}
        if not is_ours:
            return found, ()
        merged = write_back.merge(packet, words, values["untouched"], values["now"])
    except UnsoundXmp as error:
        raise DamagedPhoto(path, str(error)) from error
    told = {"replaced": _told(merged.replaced), "kept": _told(merged.kept)}
    return found | told, () if merged.data is None else (merged.data,)


def _told(differences: Iterable[write_back.Difference]) -> list[list[str]]:
    return [[d.field, d.theirs, d.ours] for d in differences]
