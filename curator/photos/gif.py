"""The frames of a GIF, found without decoding one; pixels are left to ``picture``."""

from typing import BinaryIO

_HEADER = 13  # GIF89a specification, sections 17 and 18; frames are in 20, extensions in 23 to 26.
_FRAME, _EXTENSION = 0x2C, 0x21
_HAS_TABLE = 0x80
_MAX_BLOCKS = 20_000


def extent(file: BinaryIO) -> tuple[int, int]:
    """Return the size that holds the canvas of the GIF in *file* and every frame, wherever it lies.

    A frame may lie far outside the canvas, which decoders then enlarge.
    """
    head = file.read(_HEADER)
    width, height = _sizes(head[6:10])
    _skip_table(file, head[10:11])
    for _ in range(_MAX_BLOCKS):
        kind = file.read(1)
        if kind == bytes([_FRAME]):
            frame = file.read(9)
            (left, top), (across, down) = _sizes(frame[:4]), _sizes(frame[4:8])
            width, height = max(width, left + across), max(height, top + down)
            _skip_table(file, frame[8:9])
        elif kind != bytes([_EXTENSION]):
            break
        file.seek(1, 1)  # the size of a code, or the label of the extension
        while (size := file.read(1)) > b"\0":
            file.seek(size[0], 1)
    return width, height


def _sizes(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little")


def _skip_table(file: BinaryIO, flags: bytes) -> None:
    if flags and flags[0] & _HAS_TABLE:
        file.seek(3 * 2 ** ((flags[0] & 7) + 1), 1)
