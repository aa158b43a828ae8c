"""Whatever a story holds comes back from disk as it was, and as a person can read it there."""

import json
import os
from pathlib import Path

import pytest
from factories import photo, story, story_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from curator import resources
from curator.captions.text import clean
from curator.manifest import files, form
from curator.story.table import PhotoTable
from curator.story.values import (
    SHAPES,
    AcceptedName,
    Area,
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    Place,
    QuoteBlock,
    Source,
    Story,
    TextBlock,
)

HARD = [
    "",
    "é e\u0301",
    "Prix\u00a0: 3\u202f€",
    "👩\u200d👧 🇰🇷",
    "a\n\nb\tc",
    "\u200eleft",
    "<b>&amp;",
    '"\\',
]
TEXT = st.one_of(st.sampled_from(HARD), st.text(max_size=12)).map(clean)
ANY = st.text(st.characters(exclude_categories=()), max_size=8)
FILE_NAME = st.one_of(
    st.sampled_from(["a.jpg", "IMG:1.jpg", "caf\udce9.jpg", "D.C. ", "new\nline.jpg", " a", "-rf", "%2e"]),
    st.text(st.characters(exclude_characters="/\0\\", exclude_categories=["Cs"]), min_size=1, max_size=9),
).filter(lambda name: name.strip(".") and name.split(".")[0].lower() not in ("con", "nul"))  # fmt: skip
PATH = st.builds(
    lambda folder, names: folder + "/".join(names),
    st.sampled_from(["/stories/", "/stories/below/", "/elsewhere/", "/storiesque/", "/"]),
    st.lists(FILE_NAME, min_size=1, max_size=3),
)

JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        ANY,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ANY, inner, max_size=3)),
    max_leaves=5,
)
EXTRA = st.dictionaries(ANY.map(lambda key: f"x-{key}"), JSON, max_size=2).map(
    lambda values: tuple(values.items())
)
PLACE = st.builds(Place, TEXT, TEXT, TEXT, TEXT, EXTRA)
LISTS = st.lists(TEXT, max_size=2).map(tuple)
SHARE = st.floats(0, 1)
AREAS = st.lists(
    st.builds(Area, st.sampled_from(SHAPES), SHARE, SHARE, SHARE, SHARE, EXTRA), max_size=2
).map(tuple)


@st.composite
def photos(draw: st.DrawFn, photo_id: str) -> Photo:
    refused = draw(st.sampled_from(["", "", "../../a.jpg", "C:\\a.jpg", "//server/a.jpg", "a\0b"]))
    return Photo(
        id=photo_id,
        file="" if refused else draw(PATH),
        refused_file=refused,
        digest=draw(TEXT),
        width=draw(st.integers(0, 9)),
        height=draw(st.integers(0, 9)),
        **{name: draw(TEXT) for name in ("caption", "credit", "photographer", "alt", "headline")},
        **{name: draw(TEXT) for name in ("copyright", "usage", "license_url", "taken", "mark")},
        **{name: draw(TEXT) for name in ("notes", "camera", "place_detail")},
        place=draw(PLACE),
        keywords=draw(LISTS),
        persons=draw(LISTS),
        rating=draw(st.integers(0, 5)),
        hidden=draw(AREAS),
        from_file=frozenset(draw(LISTS)),
        extra=draw(EXTRA),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    ids = draw(st.lists(ANY.filter(bool), unique=True, max_size=4))
    table = PhotoTable(draw(photos(photo_id)) for photo_id in ids)
    shown = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    cut = draw(st.integers(0, len(shown)))
    blocks = [
        *(PhotoBlock(i, draw(TEXT), draw(EXTRA)) for i in shown[:cut]),
        *(
            [GroupBlock(tuple(shown[cut:]), draw(TEXT), draw(EXTRA), draw(TEXT))]
            if shown[cut:]
            else []
        ),
        TextBlock(draw(TEXT), extra=draw(EXTRA)),
        HeadingBlock(draw(TEXT), extra=draw(EXTRA)),
        QuoteBlock(draw(TEXT), draw(TEXT), extra=draw(EXTRA)),
        OtherBlock(draw(EXTRA)),
    ]
    follows = draw(st.booleans())
    return Story(
        **{name: draw(TEXT) for name in ("title", "standfirst", "byline", "date", "language")},
        dateline=draw(TEXT),
        date_detail=draw(TEXT),
        closing_credit="" if follows else draw(TEXT),
        closing_from_photos=follows,
        corrections=draw(st.lists(st.builds(Correction, TEXT, TEXT, EXTRA), max_size=2).map(tuple)),
        dictionary=draw(LISTS),
        names=draw(st.lists(st.builds(AcceptedName, TEXT, TEXT, EXTRA), max_size=2).map(tuple)),
        source=draw(st.builds(Source, TEXT, TEXT, EXTRA)),
        links=draw(st.lists(st.builds(Link, TEXT.filter(bool), TEXT, TEXT, EXTRA), max_size=2).map(tuple)),
        defaults=draw(st.builds(Defaults, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, PLACE, EXTRA, TEXT)),
        photos=table,
        sequence=tuple(draw(st.permutations(blocks))),
        extra=draw(EXTRA),
    )  # fmt: skip


SCHEMA = Draft202012Validator(json.loads(resources.read_text("schema", "story.schema.json")))


@given(stories())
@settings(max_examples=150, deadline=None)
def test_every_story_comes_back_as_it_was(saved: Story) -> None:
    data = files.to_bytes(saved, "/stories")
    values = json.loads(data.decode("utf-8"))
    again = form.from_json(values, "/stories")[0]
    assert again == saved
    assert list(again.photos) == list(saved.photos)
    assert files.to_bytes(again, "/stories") == data
    assert data.endswith(b"}\n")
    SCHEMA.validate(values)


def test_keys_come_in_their_order_and_empty_values_are_left_out() -> None:
    bare = story_of(photo(1, caption=""), language="", title="T", byline="B")
    assert files.to_bytes(bare, "/pictures") == (
        b"{\n"
        b'  "format": "curator-story",\n'
        b'  "version": 1,\n'
        b'  "title": "T",\n'
        b'  "byline": "B",\n'
        b'  "photos": {\n'
        b'    "p1": {\n'
        b'      "file": "DSC_0001.JPG"\n'
        b"    }\n"
        b"  },\n"
        b'  "sequence": [\n'
        b"    {\n"
        b'      "photo": "p1"\n'
        b"    }\n"
        b"  ]\n"
        b"}\n"
    )


def test_a_name_of_odd_bytes_changes_nothing_in_how_the_rest_is_written(tmp_path: Path) -> None:
    def lines(file: str) -> list[str]:
        odd = story_of(photo(1, file=file, caption="é “–” \u007f\u0001", extra=(("x", [1.5, []]),)))
        return files.to_bytes(odd, "/pictures").decode().splitlines()

    plain, odd = lines("/pictures/cafe.jpg"), lines("/pictures/caf\udce9.jpg")
    assert [a for a, b in zip(plain, odd, strict=True) if a != b] == ['      "file": "cafe.jpg",']
    assert '      "file": "caf\\udce9.jpg",' in odd


def test_a_photo_below_the_story_is_named_from_there_and_others_in_full(tmp_path: Path) -> None:
    def written(file: str, folder: str) -> str:
        return form.to_json(story_of(photo(1, file=file)), folder)["photos"]["p1"]["file"]

    assert written("/stories/photos/a.jpg", "/stories") == "photos/a.jpg"
    assert written("/stories/a.jpg", "/stories/") == "a.jpg"
    assert written("/stories-old/a.jpg", "/stories") == "/stories-old/a.jpg"
    assert written("/a.jpg", "/stories") == "/a.jpg"
    assert written("/a.jpg", "/") == "a.jpg"


def test_a_folder_moved_with_its_photos_keeps_every_link(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "photos").mkdir(parents=True)
    (old / "photos" / "a.jpg").write_bytes(b"x")
    before = story_of(photo(1, file=str(old / "photos" / "a.jpg")), photo(2, file="/far/b.jpg"))
    files.save(before, str(old / "story.json"), None)
    old.rename(new)
    after = files.load(str(new / "story.json")).story
    assert os.path.isfile(after.photos["p1"].file)
    assert after.photos["p2"].file == "/far/b.jpg"


def test_a_story_saved_elsewhere_still_finds_its_photos(tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    near.mkdir()
    far.mkdir()
    original = story_of(photo(1, file=str(near / "a.jpg")))
    for folder in (near, far, near):
        path = str(folder / "story.json")
        files.save(original, path, None)
        assert files.load(path).story == original
    assert '"file": "a.jpg"' in (near / "story.json").read_text()
    assert f'"file": "{near}/a.jpg"' in (far / "story.json").read_text()


def test_a_relative_path_of_the_manifest_means_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files.save(story_of(photo(1, file=str(tmp_path / "a.jpg"))), "story.json", None)
    opened = files.load("story.json")
    assert opened.path == str(tmp_path / "story.json")
    assert opened.story.photos["p1"].file == str(tmp_path / "a.jpg")


def test_a_manifest_whose_name_is_no_text_is_saved_under_that_name(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xe9.json")
    files.save(story(1), path, None)
    assert os.listdir(os.fsencode(tmp_path)) == [b"\xff\xe9.json"]
    assert files.load(path).story == story(1)


@pytest.mark.parametrize("name", ["é" * 120 + ".json", "a" * 250 + ".json", "new\nline.json"])
def test_a_manifest_may_have_any_name_that_the_disk_takes(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    files.save(story(1), path, None)
    assert files.load(path).story == story(1)


def test_ten_thousand_photos_come_back(tmp_path: Path) -> None:
    path = str(tmp_path / "story.json")
    files.save(story(10_000), path, None)
    assert files.load(path).story == story(10_000)
