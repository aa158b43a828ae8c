"""The XMP sidecar that lies beside a photo; what it says is left to ``xmp``."""

import os
import stat

from curator.photos.metadata.xmp import XmpReport, read_xmp
from curator.photos.metadata.xmp_tree import MAX_BYTES


def read_sidecar(path: str) -> XmpReport:
    """Return what the sidecars of the photo at *path* say; nothing if there is none.

    ``DSC_0048.JPG.xmp`` belongs to this file alone and is believed before ``DSC_0048.xmp``, which
    a raw file of the same name may share.
    """
    stem = os.path.splitext(path)[0]
    packets = [_packet(f"{name}{end}") for name in (path, stem) for end in (".xmp", ".XMP")]
    return read_xmp(packet for packet in packets if packet)


def _packet(path: str) -> bytes:
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return b""
        with open(path, "rb") as file:
            return file.read(MAX_BYTES)
    except OSError:
        return b""
