"""A collection as one zip file, from the same files the same bytes; what stands in it is left to ``collect``."""

import hashlib
import struct
import time
import zipfile
from collections.abc import Generator
from typing import BinaryIO

from curator.export.collection.copying import Copied

_EPOCH = 315_532_800.0  # 1980-01-01, the first day that a zip can say
_CHUNK = 1024 * 1024
_BREATH = 16


class Pack:
    """A zip file that is being written: every name below one folder, every file as it is."""

    def __init__(self, path: str, top: str) -> None:
        self._archive = zipfile.ZipFile(path, "x", zipfile.ZIP_STORED, allowZip64=True)
        self._top = top

    def __enter__(self) -> "Pack":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def add(self, name: str, content: bytes) -> None:
        """Add a file of Curator's own, without a date: what it says depends on no clock."""
        entry = self._entry(name, 0)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, content)

    def add_copy(self, name: str, file: BinaryIO, copied: Copied) -> Generator[None, None, None]:
        """Add what *file* holds, which was *copied* there, with its time; pause now and then."""
        entry = self._entry(name, copied.changed_ns)
        entry.file_size = copied.size
        file.seek(0)
        with self._archive.open(entry, "w") as target:
            chunks = 0
            while chunk := file.read(_CHUNK):
                target.write(chunk)
                chunks += 1
                if chunks % _BREATH == 0:
                    yield

    def _entry(self, name: str, changed_ns: int) -> zipfile.ZipInfo:
        seconds = changed_ns // 1_000_000_000
        # The old field knows no time zones: UTC here, so that it is the same wherever it is written.
        moment = time.gmtime(max(seconds, _EPOCH))[:6]
        entry = zipfile.ZipInfo(
            f"{self._top}/{name}", moment if moment[0] < 2108 else (1980, 1, 1, 0, 0, 0)
        )
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        if 0 < seconds < 2**31:
            # The extended timestamp of Info-ZIP: the second it was changed, in UTC, for all who read it.
            entry.extra = struct.pack("<HHBi", 0x5455, 5, 1, seconds)
        return entry


def check(path: str, digests: dict[str, str], top: str) -> Generator[str, None, None]:
    """Read the zip file at *path* and yield each of its files once it reads as its digest says.

    Raises :class:`OSError` at one that does not.
    """
    with zipfile.ZipFile(path) as archive:
        for name, digest in digests.items():
            found = hashlib.sha256()
            with archive.open(f"{top}/{name}") as file:
                while chunk := file.read(_CHUNK):
                    found.update(chunk)
            if found.hexdigest() != digest:
                raise OSError(5, "the disk does not keep what is written to it", path)
            yield name
