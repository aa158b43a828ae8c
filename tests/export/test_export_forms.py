"""The other forms of a published story: its twins in plain text, its manifest, and the book."""

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from defusedxml import ElementTree
from PIL import Image
from publishing import run, story_of, tree

from curator.captions.text import clean
from curator.errors import FolderNotOurs
from curator.export import segments
from curator.export.forms import epub
from curator.export.site import Options, publish
from curator.manifest import files
from curator.story.values import (
    Area,
    Defaults,
    GroupBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    Place,
    Source,
    Waiver,
)

XHTML = "{http://www.w3.org/1999/xhtml}"


def book(target):
    with zipfile.ZipFile(target / "story.epub") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_twin_says_everything_that_a_reader_reads_in_order(rich, target, readers):
    run(rich, target, readers)
    text = (target / "story.txt").read_text(encoding="utf-8")
    words = [
        "Walls & bridges", "One.", "Two.", "Mina Oh", "22 November 2026",
        "[Photo 1]", "(A grey river)", "The river at dawn", "Mina Oh/AP", "Later",
        "[Photo 2]", "(Two boats)", "<script>", "[Photo 3]", "새벽의 강", "نهر", "Both & more",
        "Some *words*", "We waited.", "— Ann", "The Paper", "put right", "https://example.org/?a=1&b=2",
    ]  # fmt: skip
    places = []
    for word in words:
        places.append(text.index(word, places[-1] if places else 0))
    assert places == sorted(places)
    assert len(text.encode()) < 4096
    assert "SECRET" not in text
    assert "\x0b" not in text


def test_no_direction_reaches_beyond_the_text_that_turns_it(make_photo, target, readers):
    run(story_of(make_photo("a.jpg", credit="A\u202eB\u2067C")), target, readers)
    for name in ("story.txt", "credits.txt"):
        assert "A\u202eB\u2067C\u2069\u202c" in (target / name).read_text(encoding="utf-8")


def test_credits_tell_who_made_which_photo(make_photo, target, readers):
    story = story_of(
        make_photo("a.jpg", photographer="Jon\tEk", credit="Jon Ek/AFP"),
        make_photo("c.jpg", credit="Mina Oh/AP"),
        make_photo("b.jpg", license_url="https://example.org/by"),
    )
    run(story, target, readers)
    assert (target / "credits.txt").read_text(encoding="utf-8") == (
        "1\tJon Ek\tJon Ek/AFP\t\n2\tMina Oh\tMina Oh/AP\t\n3\t\t\thttps://example.org/by\n"
    )


def test_a_page_leads_to_its_twin_unless_it_is_one_file(make_story, target, readers):
    run(make_story(1), target, readers)
    assert (
        b'<link rel="alternate" type="text/plain" href="story.txt">' in tree(target)["index.html"]
    )
    run(make_story(1), target, readers, single_file=True)
    assert set(tree(target)) == {"index.html", "export-report.json"}
    assert b"story.txt" not in tree(target)["index.html"]


def test_a_story_as_published_opens_and_makes_the_same_page(rich, target, readers, tmp_path):
    run(rich, target, readers)
    opened = files.load(str(target / "story.json"))
    assert opened.notices == ()
    assert all(os.path.isfile(photo.file) for photo in opened.story.photos.values())
    again = tmp_path / "again"
    assert run(opened.story, again, readers).left_out == ()
    for name in ("story.txt", "credits.txt"):
        assert (again / name).read_bytes() == (target / name).read_bytes()
    for key in (
        "title",
        "standfirst",
        "byline",
        "date",
        "source",
        "links",
        "corrections",
        "language",
    ):
        told, meant = getattr(opened.story, key), getattr(rich, key)
        assert told == (clean(meant) if isinstance(meant, str) else meant)


def test_nothing_but_what_readers_see_is_in_a_story_as_published(make_photo, target, readers):
    secret = (("SECRET-KEY", "SECRET"),)
    photo = make_photo(
        "SECRET-NAME.jpg", notes="SECRET", raw="/SECRET.NEF", camera="SECRET", look="5ec4e75ec4e75ec4",
        keywords=("SECRET",), persons=("SECRET",), place=Place(city="SECRET"), digest="SECRET",
        taken="1987-01-02", hidden=(Area("rectangle", 0.1, 0.1, 0.2, 0.2),), extra=secret,
        rating=4, mark="pick", caption="Seen",
    )  # fmt: skip
    aside = make_photo("SECRET-ASIDE.jpg", caption="SECRET")
    story = story_of(
        photo,
        aside,
        sequence=(PhotoBlock(photo.id, extra=secret),),
        defaults=Defaults(place=Place(country="SECRET"), taken="1987-01-02", extra=secret),
        source=Source("Paper", extra=secret),
        dictionary=("SECRET",),
        waivers=(Waiver("rule", reason="SECRET"),),
        extra=secret,
    )
    run(story, target, readers, epub=True)
    contents = {**tree(target), **{f"epub/{name}": data for name, data in book(target).items()}}
    for name, content in contents.items():
        for word in (b"SECRET", b"originals", b"1987", b'hidden"', b"5ec4e7", b"rating", b"pick"):
            assert word not in content or name.endswith(".css"), (name, word)


def test_a_place_is_published_by_name_when_it_may_travel(make_photo, target, readers):
    story = story_of(make_photo("a.jpg"), defaults=Defaults(place=Place(city="Wonsan")))
    run(story, target, readers, keep_location=True)
    opened = files.load(str(target / "story.json")).story
    assert [photo.place.city for photo in opened.photos.values()] == ["Wonsan"]


def test_photos_that_cannot_be_read_are_not_in_the_story_as_published(
    make_photo, target, readers, tmp_path
):
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    bad = Photo(PhotoId("bad"), str(tmp_path / "bad.jpg"), caption="Gone")
    good = make_photo("a.jpg")
    blocks = (GroupBlock((bad.id, good.id), "pair"), GroupBlock((bad.id,)))
    run(story_of(bad, good, sequence=blocks), target, readers)
    assert "Gone" not in (target / "story.json").read_text(encoding="utf-8")
    assert files.load(str(target / "story.json")).story.sequence == (
        GroupBlock((PhotoId("1"),), "pair"),
    )


def test_a_book_is_a_container_of_epub(rich, target, readers):
    run(rich, target, readers, epub=True)
    with zipfile.ZipFile(target / "story.epub") as archive:
        first, *others = archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )
    assert {entry.date_time for entry in others} == {(1980, 1, 1, 0, 0, 0)}
    held = book(target)
    assert held["mimetype"] == b"application/epub+zip"
    package = ElementTree.fromstring(held["EPUB/package.opf"])
    opf = "{http://www.idpf.org/2007/opf}"
    told = {f"EPUB/{item.get('href')}" for item in package.iter(f"{opf}item")}
    assert told == set(held) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    covers = [
        i.get("href") for i in package.iter(f"{opf}item") if i.get("properties") == "cover-image"
    ]
    assert covers == ["photos/0001.jpg"]


def test_a_book_says_what_the_page_says_and_nothing_in_it_runs(rich, target, readers):
    run(rich, target, readers, epub=True)
    held = book(target)
    tree_of_story = ElementTree.fromstring(held["EPUB/story.xhtml"])
    names = {element.tag.removeprefix(XHTML) for element in tree_of_story.iter()}
    assert not names & {"script", "iframe", "object", "style", "form"}
    assert not any(key.startswith("on") for e in tree_of_story.iter() for key in e.attrib)
    assert [i.get("alt") for i in tree_of_story.iter(f"{XHTML}img")] == [
        "A grey river",
        "Two boats",
        "",
    ]
    text = "".join(tree_of_story.itertext())
    for word in (
        "<script>alert(1)</script>",
        "새벽의 강",
        "We waited.",
        "Both & more",
        "put right",
    ):
        assert word in text
    heads = [e.text for e in ElementTree.fromstring(held["EPUB/nav.xhtml"]).iter(f"{XHTML}a")]
    assert len(heads) == 2
    assert heads[1].startswith("Later <script>")


def test_a_book_of_a_right_to_left_story_turns_its_pages_that_way(make_story, target, readers):
    run(make_story(1, language="ar"), target, readers, epub=True)
    held = book(target)
    assert b'page-progression-direction="rtl"' in held["EPUB/package.opf"]
    assert ElementTree.fromstring(held["EPUB/story.xhtml"]).get("dir") == "rtl"


def test_a_book_tells_only_that_all_photos_can_be_read_where_they_can(make_photo, target, readers):
    run(story_of(make_photo("a.jpg", alt="A wall")), target, readers, epub=True)
    assert b"alternativeText" in book(target)["EPUB/package.opf"]
    run(
        story_of(make_photo("a.jpg", alt="A wall"), make_photo("b.jpg")), target, readers, epub=True
    )
    assert b"alternativeText" not in book(target)["EPUB/package.opf"]


@pytest.mark.parametrize("single", [False, True])
def test_a_book_is_the_same_each_time_and_holds_clean_copies(
    rich, target, readers, tmp_path, single
):
    run(rich, target, readers, epub=True, single_file=single)
    run(rich, tmp_path / "other", readers, epub=True, single_file=single)
    assert (target / "story.epub").read_bytes() == (tmp_path / "other/story.epub").read_bytes()
    pictures = [data for name, data in book(target).items() if name.endswith(".jpg")]
    assert len(pictures) == 3
    for data in pictures:
        with Image.open(BytesIO(data)) as image:
            assert 1000 <= image.width <= 1600
        assert b"Mina Oh/AP" in data
        assert b"SECRET" not in data
        assert 0xFE not in {marker for marker, _ in segments.segments(data)}


def test_a_book_stopped_half_way_leaves_the_folder_as_it_was(
    make_story, target, readers, monkeypatch
):
    run(make_story(1), target, readers)
    before = tree(target)
    steps = publish(make_story(2), str(target), readers, Options(epub=True))
    for step in steps:
        if step.what == epub.NAME:
            break
    steps.close()
    assert tree(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["story"]


def test_a_book_of_somebody_else_in_the_folder_stays(make_story, target, readers):
    run(make_story(1), target, readers)
    (target / "story.epub").write_bytes(b"mine")
    with pytest.raises(FolderNotOurs, match=r"story\.epub"):
        run(make_story(1), target, readers, epub=True)
    assert (target / "story.epub").read_bytes() == b"mine"


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="EPUBCheck is not on this machine")
@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_a_book_passes_epubcheck(rich, target, readers, language):
    run(replace(rich, language=language), target, readers, epub=True)
    program = shutil.which("epubcheck")
    command = ["java", "-jar", program] if zipfile.is_zipfile(program) else [program]
    # Who runs for four seconds gains nothing by being compiled twice.
    quick = os.environ | {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}
    checked = subprocess.run(
        [*command, str(target / "story.epub")],
        capture_output=True,
        text=True,
        check=False,
        env=quick,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "WARNING" not in checked.stderr
