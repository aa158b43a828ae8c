"""Small builders that tests share: picture files, photos, stories."""

from collections.abc import Iterable
from pathlib import Path

from metadata_files import exif, jpeg_with_exif
from PIL import Image, ImageDraw

from curator.manifest import form
from curator.story.table import PhotoTable
from curator.story.values import Block, Photo, PhotoBlock, PhotoId, Story

TAKEN, OFFSET, SUB_SECONDS, ORIENTATION = 0x9003, 0x9011, 0x9291, 0x0112


def picture_file(path: Path, *, size: tuple[int, int] = (40, 30), colour: str = "grey") -> str:
    """Write a picture of one colour, in the format of its suffix, and return its path as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return str(path)


def telling_picture(path: Path, number: int, size: tuple[int, int] = (320, 200)) -> Path:
    """Write a picture that looks like no other number's, and return *path*."""
    image = Image.new("RGB", (320, 200), "white")
    draw = ImageDraw.Draw(image)
    for at in range(40):
        x, y = (at * 61 * (number + 3)) % 300, (at * 37 * (number + 5)) % 180
        shade = (at * 53 * (number + 7)) % 255
        draw.rectangle((x, y, x + 60, y + 40), fill=(shade, 255 - shade, (shade * 3) % 255))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.resize(size).save(path)
    return path


def photo_file(path: Path, *, taken: str = "", offset: str = "", sub_seconds: str = "") -> str:
    """Write a JPEG that says when it was taken (``2026:03:14 07:42:10``); return its path as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {TAKEN: taken, OFFSET: offset, SUB_SECONDS: sub_seconds}
    return jpeg_with_exif(path, exif(below={tag: text for tag, text in given.items() if text}))


def photo(number: int = 1, **values: object) -> Photo:
    """Return a photo whose id, file and caption carry its number."""
    given: dict[str, object] = {
        "id": PhotoId(f"p{number}"),
        "file": f"/pictures/DSC_{number:04}.JPG",
        "caption": f"Caption {number}",
    }
    return Photo(**(given | values))  # type: ignore[arg-type]


def story_of(*photos: Photo, sequence: Iterable[Block] | None = None, **values: object) -> Story:
    """Return a story that shows *photos* one after the other."""
    blocks = [PhotoBlock(p.id) for p in photos] if sequence is None else sequence
    return Story(photos=PhotoTable(photos), sequence=tuple(blocks), **values)  # type: ignore[arg-type]


def story(count: int = 3, **values: object) -> Story:
    """Return a story that shows *count* photos one after the other."""
    return story_of(*(photo(number) for number in range(1, count + 1)), **values)


def ids(count: int) -> list[PhotoId]:
    """Return the ids of the first *count* photos that :func:`photo` makes."""
    return [PhotoId(f"p{number}") for number in range(1, count + 1)]


def reloaded(saved: Story, folder: str = "/stories") -> Story:
    """Return *saved* after it went into the values of a manifest and back."""
    return form.from_json(form.to_json(saved, folder), folder)[0]
