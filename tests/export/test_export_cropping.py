"""The part of a photo that phones show, on the page: cut out after covering, with the words, for phones alone."""

from dataclasses import replace

import html5lib
import pytest
from PIL import Image, ImageDraw
from publishing import run, story_of, tree

from curator.export import boxes, pictures, segments, xmp
from curator.story.values import Area, Photo, PhotoId

PART = Area("rectangle", 0.5, 0.25, 0.25, 0.5)


@pytest.fixture
def quartered(tmp_path):
    """Return a photo whose quarters have colours of their own, 1600 by 800 pixels."""
    image = Image.new("RGB", (1600, 800), "#ff0000")
    draw = ImageDraw.Draw(image)
    draw.rectangle((800, 0, 1600, 400), "#00ff00")
    draw.rectangle((800, 400, 1600, 800), "#0000ff")
    image.save(tmp_path / "q.jpg", quality=95, subsampling=0)
    return Photo(
        id=PhotoId("q"), file=str(tmp_path / "q.jpg"), width=1600, height=800, caption="Cap", credit="Ann"
    )  # fmt: skip


def cropped(photo, part=PART, **words):
    return replace(photo, phone_crop=part, **words)


def page_of(target):
    html = (target / "index.html").read_text(encoding="utf-8")
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html)


def near(pixel, colour):
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def test_the_copies_are_of_the_part_never_enlarged(quartered, target, readers):
    run(story_of(cropped(quartered)), target, readers)
    names = sorted(n for n in tree(target) if "-phone-" in n and n.endswith(".jpg"))
    with Image.open(target / names[-1]) as image:
        assert image.size == (400, 400)
        assert near(image.getpixel((10, 10)), (0, 255, 0))
        assert near(image.getpixel((390, 390)), (0, 0, 255))
    assert len(names) == 1


def test_a_part_of_a_large_photo_is_as_sharp_as_phones_need(readers, tmp_path):
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(tmp_path / "l.jpg", quality=90)
    value, _ = pictures.web_copies(
        str(tmp_path / "l.jpg"), [480, 800, 1120], 80, (), 0, (0.25, 0.25, 0.5, 0.5)
    )
    assert [copy["width"] for copy in value["copies"]] == [480, 800, 1120]


def test_what_is_hidden_is_covered_in_the_part_too(quartered, target, readers):
    face = Area("rectangle", 0.5, 0.25, 0.25, 0.25)
    run(story_of(cropped(quartered, hidden=(face,))), target, readers)
    (name,) = (n for n in tree(target) if "-phone-" in n and n.endswith(".jpg"))
    with Image.open(target / name) as image:
        assert not near(image.getpixel((200, 60)), (0, 255, 0))
        assert near(image.getpixel((200, 390)), (0, 0, 255))


def test_the_part_carries_the_same_words_and_no_more(quartered, target, readers):
    story = story_of(cropped(quartered))
    run(story, target, readers)
    photo = story.photos["q"]
    packet = xmp.packet(xmp.travelling_words(photo, story, keep_location=False))
    found = {n: data for n, data in tree(target).items() if "-phone-" in n}
    assert {n.rpartition(".")[2] for n in found} == {"jpg", "avif"}
    for name, data in found.items():
        strays = segments.strays if name.endswith(".jpg") else boxes.strays
        assert strays(data, packet) == []


def test_phones_are_offered_the_part_before_anything_else_with_its_size(quartered, target, readers):
    run(story_of(cropped(quartered)), target, readers)
    sources = page_of(target).findall(".//figure//source")
    assert [(s.get("media"), s.get("type")) for s in sources] == [
        ("(max-width: 600px)", "image/avif"), ("(max-width: 600px)", None), (None, "image/avif"),
    ]  # fmt: skip
    assert (sources[0].get("width"), sources[0].get("height")) == ("400", "400")
    assert "-phone-" in sources[0].get("srcset")
    assert "-phone-" not in sources[2].get("srcset")
    style = next(target.glob("style.*.css")).read_text("utf-8")
    assert "@media (max-width: 600px){figure.p1{--r:1.0000;--w:400px}}" in style


def test_the_full_view_the_photo_page_and_print_show_all_of_it(quartered, target, readers):
    run(story_of(cropped(quartered)), target, readers)
    html = (target / "index.html").read_text("utf-8")
    assert "-phone-" not in html.partition("<dialog")[2]
    for name in ("photo/01.html", "print.html"):
        assert "-phone-" not in (target / name).read_text("utf-8")


def test_a_photo_without_a_part_has_nothing_for_phones_alone(quartered, target, readers):
    run(story_of(quartered), target, readers)
    assert not [name for name in tree(target) if "-phone-" in name]
    assert 'max-width: 600px)"' not in (target / "index.html").read_text("utf-8")


def test_in_a_single_file_the_browser_cuts_it_out_if_it_can(quartered, target, readers):
    run(story_of(cropped(quartered)), target, readers, single_file=True)
    html = (target / "index.html").read_text("utf-8")
    assert "@supports (object-view-box:inset(0))" in html
    assert "inset(25.00% 25.00% 25.00% 50.00%);aspect-ratio:1.0000" in html
