"""Hidden areas burnt into the pixels of a picture; which areas a photo hides is the story's.

What takes their place is made of what lies around them alone, never of what they cover: a blur or
a coarse mosaic of the face itself can be undone by comparing it with candidates (Hill et al., *On the
(In)effectiveness of Mosaicing and Blurring as Tools for Document Redaction*, 2016). It is drawn as
large tiles of two tones, so that every reader sees that something was covered.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageStat

from curator.story.values import ELLIPSE, Area

_SPILL = 18
"""Pixels of the file by which an area grows on each side.

A JPEG's colours are coded in squares of up to 16 pixels, and its decoder blends each with its
neighbour's edge: closer than this, pixels outside an area may tell of those inside.
"""

_TILES = 6
# Of the mosaic, along the longer side of an area.

_TONES = 0.86, 1.0
# How light the two kinds of tiles are, beside the colours around.

_RING = 0.25
# Of the longer side of an area: how far around it colours are looked at.

Colour = tuple[float, float, float]
_GREY: Colour = (128.0, 128.0, 128.0)

Box = tuple[int, int, int, int]


def cover(image: Image.Image, areas: Sequence[Area], scale: float) -> Image.Image:
    """Return *image*, as seen upright, in RGB, with *areas* covered.

    *scale* is how many pixels of it stand for one of the file, 1 or less: it may have been shrunk in
    the decoder. The pixels of an area, and those so close to it that they may tell of it, have no
    influence on any pixel of what is returned.
    """
    if not areas:
        return image
    covered = image.copy()
    grown = [(area.shape, _grown(area, image.size, scale)) for area in areas]
    mask = Image.new("L", image.size)
    for shape, box in grown:
        _draw(mask, shape, box)
    for shape, box in grown:
        inside = _clipped(box, image.size)
        patch = _mosaic(image, mask, inside)
        stencil = Image.new("L", patch.size)
        left, top = inside[:2]
        _draw(stencil, shape, (box[0] - left, box[1] - top, box[2] - left, box[3] - top))
        covered.paste(patch, (left, top), stencil)
    return covered


def areas_of(values: Iterable[Sequence[Any]]) -> list[Area]:
    """Return the areas whose ``values`` a worker process was given."""
    return [Area(*value) for value in values]


def turned(areas: Iterable[Area], orientation: int) -> list[Area]:
    """Return *areas* of an upright picture as they lie in the pixels of a file of this EXIF *orientation*."""
    return [_turned(area, orientation) for area in areas]


def _turned(area: Area, orientation: int) -> Area:
    left, top, width, height = area.left, area.top, area.width, area.height
    right, bottom = 1 - left - width, 1 - top - height
    lies = {
        2: (right, top, width, height),
        3: (right, bottom, width, height),
        4: (left, bottom, width, height),
        5: (top, left, height, width),
        6: (top, right, height, width),
        7: (bottom, right, height, width),
        8: (bottom, left, height, width),
    }.get(orientation, (left, top, width, height))
    return Area(area.shape, *lies)


def _grown(area: Area, size: tuple[int, int], scale: float) -> Box:
    """Return the pixels that *area* takes in a picture of *size*, with all that may tell of it.

    They may lie outside: an ellipse that is cut off by the edge is still the same ellipse.
    """
    width, height = size
    spill = math.ceil(_SPILL * scale) + 1
    left, top = math.floor(area.left * width), math.floor(area.top * height)
    right = max(left + 1, math.ceil((area.left + area.width) * width))
    bottom = max(top + 1, math.ceil((area.top + area.height) * height))
    if area.shape == ELLIPSE:
        # One of wider and higher box is closer than that to the old one between its corners, by at
        # most this ratio of the arithmetic and the geometric mean of its sides.
        across, down = right - left, bottom - top
        spill = math.ceil(spill * (across + down) / (2 * math.sqrt(across * down)))
    return left - spill, top - spill, right + spill, bottom + spill


def _clipped(box: Box, size: tuple[int, int]) -> Box:
    """Return what of *box* lies in a picture of *size*, a pixel of its edge at least."""
    width, height = size
    left, top = min(max(0, box[0]), width - 1), min(max(0, box[1]), height - 1)
    return left, top, max(left + 1, min(width, box[2])), max(top + 1, min(height, box[3]))


def _draw(mask: Image.Image, shape: str, box: Box) -> None:
    inner = (box[0], box[1], box[2] - 1, box[3] - 1)
    pen = ImageDraw.Draw(mask)
    if shape == ELLIPSE:
        pen.ellipse(inner, fill=255)
    else:
        pen.rectangle(inner, fill=255)


def _mosaic(image: Image.Image, mask: Image.Image, box: Box) -> Image.Image:
    """Return tiles to lay over *box*, in the colours that lie around it outside of *mask*."""
    width, height = box[2] - box[0], box[3] - box[1]
    sides = _sides(image, mask, box)
    tile = max(1, math.ceil(max(width, height) / _TILES))
    patch = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(patch)
    for row, y in enumerate(range(0, height, tile)):
        for column, x in enumerate(range(0, width, tile)):
            place = (x + tile / 2) / max(width, tile), (y + tile / 2) / max(height, tile)
            tone = _TONES[(row + column) % 2]
            red, green, blue = (round(tone * part) for part in _blend(sides, *place))
            pen.rectangle((x, y, x + tile - 1, y + tile - 1), fill=(red, green, blue))
    return patch


def _sides(image: Image.Image, mask: Image.Image, box: Box) -> tuple[Colour, ...]:
    """Return the mean colours left of, above, right of and below *box*, of what no area covers."""
    left, top, right, bottom = box
    ring = max(2, round(_RING * max(right - left, bottom - top)))
    strips = (
        (left - ring, top, left, bottom),
        (left, top - ring, right, top),
        (right, top, right + ring, bottom),
        (left, bottom, right, bottom + ring),
    )
    found = [_mean(image, mask, strip) for strip in strips]
    known = [colour for colour in found if colour is not None]
    if not known:
        return (_GREY,) * 4
    usual = tuple(sum(part) / len(known) for part in zip(*known, strict=True))
    return tuple(colour or (usual[0], usual[1], usual[2]) for colour in found)


def _mean(image: Image.Image, mask: Image.Image, strip: Box) -> Colour | None:
    """Return the mean colour of what is bare in *strip*; ``None`` if nothing is."""
    width, height = image.size
    box = max(0, strip[0]), max(0, strip[1]), min(width, strip[2]), min(height, strip[3])
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    bare = ImageChops.invert(mask.crop(box))
    if bare.getbbox() is None:
        return None
    red, green, blue = ImageStat.Stat(image.crop(box).convert("RGB"), bare).mean
    return red, green, blue


def _blend(sides: tuple[Colour, ...], x: float, y: float) -> Colour:
    """Return the colour at the place *x*, *y* (0 to 1) between four *sides*: the nearer, the more of it."""
    x, y = min(x, 1.0), min(y, 1.0)
    weights = 1 - x, 1 - y, x, y
    whole = sum(weights)
    red, green, blue = (
        sum(weight * side[part] for weight, side in zip(weights, sides, strict=True)) / whole
        for part in range(3)
    )
    return red, green, blue
