"""What is covered leaves no trace: two files that differ there alone give the very same pictures."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metadata_files import exif
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from curator.export.pictures import web_copies
from curator.photos import picture
from curator.photos.covering import cover, turned
from curator.story.values import ELLIPSE, RECTANGLE, Area

ORIENTATION = 0x0112
FACE = Area(RECTANGLE, 0.3, 0.25, 0.2, 0.3)

INVERSE: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}
"""How an upright picture is stored so that a reader who follows the orientation sees it upright."""


def scene(size: tuple[int, int]) -> Image.Image:
    """Return a picture full of detail."""
    noise = Image.effect_noise(size, 90)
    other = Image.effect_mandelbrot(size, (-3, -2.5, 2, 2.5), 60)
    return Image.merge("RGB", (noise, other, ImageChops.invert(noise)))


def with_something_in(image: Image.Image, area: Area, seed: str) -> Image.Image:
    """Return *image* with something drawn strictly inside *area*."""
    changed = image.copy()
    width, height = image.size
    box = (
        area.left * width + 1,
        area.top * height + 1,
        (area.left + area.width) * width - 2,
        (area.top + area.height) * height - 2,
    )
    pen = ImageDraw.Draw(changed)
    draw = pen.ellipse if area.shape == ELLIPSE else pen.rectangle
    draw(box, fill=seed, outline="white", width=3)
    return changed


def saved(
    image: Image.Image, path: Path, orientation: int = 1, quality: int = 90, **more: object
) -> str:
    stored = INVERSE[orientation](image)
    block = exif({ORIENTATION: orientation})
    stored.save(path, exif=block, quality=quality, **more)  # type: ignore[arg-type]
    return str(path)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("shape", [RECTANGLE, ELLIPSE])
def test_two_files_that_differ_only_where_it_is_covered_give_the_same_bytes(
    tmp_path: Path, orientation: int, shape: str
) -> None:
    area = Area(shape, 0.3, 0.25, 0.2, 0.35)
    bare = scene((450, 300))
    results = []
    for name, seed in (("one", "red"), ("two", "#00ff40")):
        drawn = with_something_in(bare, area, seed)
        path = saved(drawn, tmp_path / f"{name}.jpg", orientation)
        results.append(web_copies(path, [320, 80], 80, [area.values], 60))
    assert results[0] == results[1]
    bare_copy = web_copies(str(tmp_path / "one.jpg"), [320, 80], 80, (), 60)
    assert bare_copy[1] != results[0][1]


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize("sampling", [0, 2])
def test_it_holds_for_every_size_in_which_the_decoder_hands_the_picture_out(
    tmp_path: Path, suffix: str, sampling: int
) -> None:
    if suffix in ("webp", "tif", "png") and sampling:
        return
    bare = scene((800, 533))
    more = {"subsampling": sampling} if suffix == "jpg" else {"lossless": True}
    paths = [
        saved(with_something_in(bare, FACE, seed), tmp_path / f"{seed}.{suffix}", 1, 92, **more)
        for seed in ("black", "yellow")
    ]
    for longest in (None, 600, 399, 200, 99, 16):
        one, two = (picture.render(path, longest, [FACE]) for path in paths)
        assert one.tobytes() == two.tobytes(), longest


SHARES = st.floats(0, 1, allow_nan=False)
AREAS = st.builds(Area, st.sampled_from([RECTANGLE, ELLIPSE]), SHARES, SHARES, SHARES, SHARES)


@given(st.lists(AREAS, min_size=1, max_size=4), st.integers(1, 70), st.integers(1, 70))
@settings(max_examples=60, deadline=None)
def test_pixels_that_are_covered_have_no_influence_on_any_other(
    areas: list[Area], width: int, height: int
) -> None:
    bare = scene((width, height))
    noisy = ImageChops.invert(bare).filter(ImageFilter.GaussianBlur(1))
    mask = Image.new("L", bare.size)
    pen = ImageDraw.Draw(mask)
    for area in areas:
        box = (
            int(area.left * width),
            int(area.top * height),
            max(int(area.left * width), int((area.left + area.width) * width) - 1),
            max(int(area.top * height), int((area.top + area.height) * height) - 1),
        )
        (pen.ellipse if area.shape == ELLIPSE else pen.rectangle)(box, fill=255)
    other = Image.composite(noisy, bare, mask)
    assert cover(bare, areas, 1.0).tobytes() == cover(other, areas, 1.0).tobytes()


@given(AREAS, st.integers(1, 8))
@settings(deadline=None)
def test_an_area_turned_lies_where_the_pixels_went(area: Area, orientation: int) -> None:
    width, height = 200, 120
    marked = Image.new("L", (width, height))
    box = tuple(
        round(share * side)
        for share, side in (
            (area.left, width),
            (area.top, height),
            (min(1, area.left + area.width), width),
            (min(1, area.top + area.height), height),
        )
    )
    if box[2] - box[0] < 4 or box[3] - box[1] < 4:
        return
    ImageDraw.Draw(marked).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=255)
    stored = INVERSE[orientation](marked)
    found = stored.getbbox()
    assert found is not None
    (lies,) = turned([area], orientation)
    told = (lies.left * stored.width, lies.top * stored.height)
    far = (
        (lies.left + lies.width) * stored.width,
        (lies.top + lies.height) * stored.height,
    )
    clipped = [
        min(max(value, 0), side)
        for value, side in zip((*told, *far), (*stored.size, *stored.size), strict=True)
    ]
    assert all(abs(one - other) <= 1.01 for one, other in zip(clipped, found, strict=True))


def test_a_picture_covered_whole_is_even_and_one_without_areas_is_left_alone() -> None:
    image = scene((60, 40))
    whole = cover(image, [Area(RECTANGLE, 0, 0, 1, 1)], 1.0)
    assert len(whole.getcolors(60 * 40) or []) == 2
    assert cover(image, [], 1.0) is image


def test_what_is_around_gives_the_cover_its_colour(tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 300), "#3060c0")
    covered = cover(image, [FACE], 1.0)
    red, green, blue = covered.getpixel((160, 120))  # type: ignore[misc]
    assert blue > green > red
    out = BytesIO()
    covered.save(out, "PNG")
    assert len(out.getvalue()) < 4000
