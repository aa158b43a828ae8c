"""A published folder as one zip file, the same bytes each time; what stands in it is left to ``site``."""

import os
import zipfile
from collections.abc import Iterable

_STORED = (".jpg", ".avif", ".epub", ".pdf", ".zip")
"""What is compressed already."""


def write(path: str, folder: str, names: Iterable[str]) -> None:
    """Write a new zip file at *path* with the files *names* of *folder*: no dates, owners or paths."""
    with zipfile.ZipFile(path, "x") as archive:
        for name in names:
            with open(os.path.join(folder, *name.split("/")), "rb") as file:
                add(archive, name, file.read(), is_stored=name.endswith(_STORED))


def add(archive: zipfile.ZipFile, name: str, content: bytes, *, is_stored: bool = False) -> None:
    """Add *content* to *archive* as the file *name*: no dates, owners or paths; packed unless *is_stored*."""
    entry = zipfile.ZipInfo(name)  # Dated 1980, the first day that a zip can say.
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
