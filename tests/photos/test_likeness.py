"""Telling the same picture in another file."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageEnhance, ImageOps

from curator.photos.likeness import likeness

SAME = 10  # what the measurement that likeness.py quotes went by


def distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def picture(seed: int, size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Return soft patches of light and shade, others for each seed."""
    chance = random.Random(seed)
    small = Image.new("RGB", (12, 8))
    small.putdata([(chance.randrange(256), chance.randrange(256), 90) for _ in range(96)])
    return small.resize(size, Image.Resampling.BICUBIC)


def recompressed(image: Image.Image) -> Image.Image:
    out = BytesIO()
    image.save(out, "JPEG", quality=40)
    return Image.open(out)


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_of_a_picture_is_told(seed: int) -> None:
    whole = picture(seed)
    known = likeness(whole)
    copies = (
        recompressed(whole),
        whole.resize((300, 200)),
        ImageEnhance.Brightness(whole).enhance(1.2),
        ImageOps.grayscale(whole),
        whole.resize((151, 101), Image.Resampling.NEAREST),
    )
    assert known == likeness(whole.copy())
    assert [distance(known, likeness(copy)) <= SAME for copy in copies] == [True] * 5


def test_other_pictures_are_far_away() -> None:
    known = [likeness(picture(seed)) for seed in range(8)]
    pairs = [(a, b) for at, a in enumerate(known) for b in known[at + 1 :]]
    assert all(distance(a, b) > SAME for a, b in pairs)
    turned = [likeness(ImageOps.mirror(picture(seed))) for seed in range(8)]
    assert sum(distance(a, b) > SAME for a, b in zip(known, turned, strict=True)) >= 7


def test_the_smallest_pictures_have_a_likeness_too() -> None:
    assert likeness(Image.new("RGB", (1, 1), "teal")) == 0
    assert 0 <= likeness(picture(1, (3, 700))) < 2**64
