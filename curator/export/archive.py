"""A published folder as one zip file, the same bytes each time; what stands in it is left to ``site``."""

import os
import zipfile
from collections.abc import Iterable

_STORED = (".jpg", ".epub")
"""What is compressed already."""


def write(path: str, folder: str, names: Iterable[str]) -> None:
    """Write a new zip file at *path* with the files *names* of *folder*: no dates, owners or paths."""
    with zipfile.ZipFile(path, "x") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)  # Dated 1980, the first day that a zip can say.
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            is_stored = name.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            with open(os.path.join(folder, *name.split("/")), "rb") as file:
                archive.writestr(entry, file.read())
