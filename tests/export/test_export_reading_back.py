"""A page read back: whatever a theme or a fault of ours loses, adds or breaks is found before it is published."""

import json
import re
from hashlib import sha256

import pytest
from publishing import left_behind, run, story_of, tree

from curator.errors import ExportError
from curator.export import reading_back, site
from curator.story.values import PhotoBlock, PhotoId, TextBlock

HOME = "https://example.org/harbour/"


@pytest.fixture
def written(make_photo, target, readers, monkeypatch):
    """Return a folder that was published, and what it was made of."""
    kept = []

    def keep(folder, index, material, digests):
        kept.append(material)
        return reading_back.read_back(folder, index, material, digests)

    monkeypatch.setattr(site, "read_back", keep)
    first = make_photo("a.jpg", caption="One\nand <more>", credit="Ann/Agency", alt="A & B")
    second = make_photo("b.jpg", caption="Two", credit="Bob")
    story = story_of(
        first,
        second,
        title="The harbour",
        standfirst="At dawn.",
        address=HOME,
        sequence=(
            PhotoBlock(PhotoId(first.id)),
            TextBlock("Some *words*."),
            PhotoBlock(PhotoId(second.id)),
        ),
    )
    run(story, target, readers)
    return target, kept[0]


def found(written):
    target, material = written
    digests = {name: sha256(content).hexdigest() for name, content in tree(target).items()}
    return reading_back.read_back(str(target), "index.html", material, digests)


def change(target, name, before, after):
    path = next(target.glob(name))
    content = path.read_bytes()
    assert re.search(before, content)
    path.write_bytes(re.sub(before, after, content, count=1))


def test_a_page_as_it_should_be_has_no_faults(written):
    target, _ = written
    back = found(written)
    pictures = [name for name in tree(target) if name.endswith((".jpg", ".avif"))]
    assert back.faults == ()
    assert (back.pages, back.pictures) == (3, len(pictures))
    assert back.texts > 12


def test_the_report_tells_what_was_read_back(written):
    target, _ = written
    told = json.loads((target / "export-report.json").read_bytes())["read_back"]
    back = found(written)
    assert told == {"pages": back.pages, "pictures": back.pictures, "texts": back.texts}


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("index.html", rb">Ann/Agency<", b">An/Agency<", "“Ann/Agency” is missing in photo-1"),
        ("index.html", rb"and &lt;more&gt;", b"", "“and <more>” is missing in photo-1"),
        ("index.html", rb"<p dir=\"auto\">Two</p>", b"", "“Two” is missing in photo-2"),
        ("index.html", rb'alt="A &amp; B"', b'alt="A"', "the alt text of photo 1 is missing"),
        ("index.html", rb"<h1[^>]*>[^<]*</h1>", b"", "“The harbour” is missing"),
        ("index.html", rb'id="photo-2"', b'id="photo-1"', "two places of one name"),
        ("index.html", rb'href="story.txt"', b'href="gone.txt"', "gone.txt is not beside it"),
        ("index.html", rb'href="#story"', b'href="#gone"', "#gone leads nowhere"),
        ("index.html", rb'commandfor="view-1"', b'commandfor="x"', "#x leads nowhere"),
        ("index.html", rb'src="photos/', b'src="https://e.org/', "is not beside it"),
        ("index.html", rb'src="photos/', b'src="../photos/', "is not beside it"),
        ("index.html", rb"<main>", b"<main><script>1</script>", "a script"),
        ("index.html", rb"<main>", b'<main style="top:0">', "the attribute style in main"),
        ("index.html", rb"<main>", b'<main onclick="x()">', "the attribute onclick in main"),
        ("index.html", rb'ld\+json">\{', b'ld+json">{{', "search engines cannot read"),
        ("photo/01.html", rb"Ann/Agency</p>", b"</p>", "photo/01.html: “Ann/Agency” is missing"),
        ("photo/02.html", rb"\.\./photo/01\.html", b"../photo/09.html", "09.html leads nowhere"),
        ("feed.xml", rb"(?s)<media:content.*?</media:content>", b"", "1 photos instead of 2"),
        ("photos/*.jpg", rb"$", b"trailer", "not as it was written"),
        ("photos/*.jpg", rb"^..", b"", ""),
        ("photos/01*.jpg", rb"Ann/Agency", b"An//Agency", "not as it was written"),
        ("photos/01*.avif", rb"Ann/Agency", b"An//Agency", "not as it was written"),
    ],
)
def test_what_is_lost_or_added_is_found(written, name, before, after, told):
    change(written[0], name, before, after)
    faults = found(written).faults
    assert faults
    assert told in faults[0]


def test_a_page_that_drops_a_credit_is_not_published(make_photo, target, readers, monkeypatch):
    story = story_of(make_photo("a.jpg", credit="Ann/Agency"))
    made = site.page.make

    def forgetful(*args, **options):
        page = made(*args, **options)
        return site.page.Page(page.html.replace("Ann/Agency", ""), page.beside, page.blocks)

    monkeypatch.setattr(site.page, "make", forgetful)
    with pytest.raises(ExportError, match="“Ann/Agency” is missing in photo-1"):
        run(story, target, readers)
    assert not target.exists()
    assert left_behind(target) == []
