"""Photos, stories and readers for the tests of export."""

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from publishing import HOSTILE, story_of

from curator.story.values import (
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Source,
    TextBlock,
)


class PlainReaders:
    """Reads photos here and now, without processes."""

    size = 2

    def call(self, function, *arguments, seconds):
        return function(*arguments)


@pytest.fixture
def readers():
    return PlainReaders()


def _exif():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-MAKE"
    exif[0x0132] = "1999:01:02 03:04:05"
    exif[0x013B] = "SECRET-ARTIST"
    exif.get_ifd(0x8769)[0xA431] = "SECRET-SERIAL"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 1.0, 30.0), 3: "E", 4: (125.0, 45.0, 0.0)})
    return exif


@pytest.fixture
def make_photo(tmp_path):
    """Make a photo file: red left half, blue right half, as seen upright."""

    def make(name, size=(900, 600), orientation=1, **words):
        folder = tmp_path / "originals"
        folder.mkdir(exist_ok=True)
        image = Image.new("RGB", size, (200, 30, 30))
        image.paste((30, 30, 200), (size[0] // 2, 0, *size))
        exif = _exif()
        if orientation == 6:
            image = image.transpose(Image.Transpose.ROTATE_90)
            exif[0x0112] = 6
        path = folder / name
        if path.suffix == ".png":
            info = PngInfo()
            info.add_text("Comment", "SECRET-TEXT")
            image.save(path, pnginfo=info, exif=exif)
        else:
            image.save(path, exif=exif, comment=b"SECRET-COMMENT", xmp=b"<x>SECRET-XMP</x>")
            path.write_bytes(path.read_bytes() + b"SECRET-TRAILER")
        return Photo(id=PhotoId(name), file=str(path), width=size[0], height=size[1], **words)

    return make


@pytest.fixture
def make_story(make_photo):
    """Make a story of some photos, each with a caption that names its number in a word."""

    def make(count=2, **values):
        photos = [
            make_photo(f"DSC_{n:04}.jpg", caption=f"Caption {'abcdefgh'[n]}") for n in range(count)
        ]
        values.setdefault("title", "A day")
        return story_of(*photos, **values)

    return make


@pytest.fixture
def target(tmp_path):
    """Return a folder to publish to, in a folder of its own."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "story"


@pytest.fixture
def rich(make_photo):
    """Return a story with a block of every kind, hostile words, and one photo set aside."""
    first, second, third, aside = (
        make_photo(f"SECRET-{n}.jpg", size=(1800, 1200), caption=caption, alt=alt)
        for n, caption, alt in (
            ("a", "The river at dawn", "A grey river"),
            ("b", HOSTILE, "Two boats"),
            ("c", "새벽의 강\nنهر", ""),
            ("d", "SECRET-ASIDE", ""),
        )
    )
    return story_of(
        first,
        second,
        third,
        aside,
        title=f"Walls & bridges {HOSTILE}",
        standfirst="One.\nTwo.",
        byline="Mina Oh",
        date="2026-11-22",
        source=Source("The Paper", "https://example.org/"),
        links=(
            Link("related", "More", "https://example.org/?a=1&b=2"),
            Link("next", "", "javascript:x"),
        ),
        corrections=(Correction("2026-11-23", "A name was put right."),),
        defaults=Defaults(credit="Mina Oh/AP", copyright="© AP"),
        sequence=(
            PhotoBlock(first.id, "wide"),
            HeadingBlock(f"Later {HOSTILE}"),
            GroupBlock((second.id, third.id), "pair", caption="Both & more"),
            TextBlock(f"Some *words*, [a link](https://example.org/?a=1&b=2).\n\n---\n\n{HOSTILE}"),
            QuoteBlock("We waited.", "Ann"),
        ),
    )
