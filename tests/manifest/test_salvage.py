"""What is sound of a damaged manifest: read as far as it goes, value by value, and what is missing told."""

import json
from pathlib import Path

import pytest
from factories import photo, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import ManifestError
from curator.manifest import files
from curator.manifest.salvage import salvage
from curator.story.values import HeadingBlock, PhotoBlock, QuoteBlock, Story, TextBlock

PHOTOS = [
    photo(n, caption=f"Caption {n} with “quotes”, \\ and {{brackets}}]", rating=n % 6)
    for n in range(1, 9)
]
WHOLE = story_of(
    *PHOTOS,
    sequence=[
        *(PhotoBlock(p.id) for p in PHOTOS[:4]),
        TextBlock("Words, “quoted”."),
        HeadingBlock("Dawn"),
        QuoteBlock("Said", "Mina Oh"),
        *(PhotoBlock(p.id) for p in PHOTOS[4:]),
    ],
    title="Snow",
    dictionary=("Wonsan",),
)
DATA = files.to_bytes(WHOLE, "/pictures")


def changed(**values: object) -> bytes:
    return json.dumps(json.loads(DATA) | values).encode()


def test_a_whole_manifest_is_read_as_it_is() -> None:
    found = salvage(DATA, "/pictures")
    assert found is not None
    assert found.story == WHOLE
    assert found.notices == ()


@given(st.integers(1, len(DATA) - 3))
@settings(max_examples=80, deadline=None)
def test_cut_anywhere_the_photos_before_the_cut_are_there(at: int) -> None:
    found = salvage(DATA[:at], "/pictures")
    whole = DATA[:at].decode("utf-8", "ignore")
    if found is None:
        assert '"title": "Snow"' not in whole
        return
    assert "breaks off" in found.notices[0]
    for number, one in enumerate(PHOTOS):
        begun = whole.find(f'"{one.id}": {{')
        following = whole.find(f'"p{number + 2}": {{')
        if following > begun >= 0:
            assert found.story.photos[one.id] == one
    files.to_bytes(found.story, "/pictures")  # It can be saved.


def test_photos_without_a_place_in_a_cut_sequence_are_set_aside_not_lost() -> None:
    at = DATA.index(b'"sequence"')
    found = salvage(DATA[:at], "/pictures")
    assert found is not None
    assert list(found.story.photos.values()) == PHOTOS
    assert found.story.sequence == ()


@pytest.mark.parametrize("position", [0.3, 0.5, 0.9])
def test_a_file_whose_end_is_zeros_is_read_up_to_there(position: float) -> None:
    at = int(len(DATA) * position)
    found = salvage(DATA[:at] + bytes(len(DATA) - at), "/pictures")
    assert found is not None
    assert found.story.title == "Snow"


def test_values_of_wrong_types_cost_only_themselves() -> None:
    values = json.loads(DATA)
    values["photos"]["p2"]["caption"] = 5
    values["photos"]["p3"]["rating"] = 99
    values["photos"]["p4"] = "nothing"
    values["sequence"][0] = 7
    values["dictionary"] = ["Wonsan", 3]
    values["title"] = ["Snow"]
    values["source"] = {"name": 4, "url": "https://example.org"}
    found = salvage(json.dumps(values).encode(), "/pictures")
    assert found is not None
    assert found.story.photos["p1"] == PHOTOS[0]
    assert found.story.photos["p2"].rating == PHOTOS[1].rating
    assert found.story.photos["p2"].caption == ""
    assert found.story.photos["p3"].caption == PHOTOS[2].caption
    assert "p4" not in found.story.photos
    assert found.story.dictionary == ("Wonsan",)
    assert found.story.source.url == "https://example.org"
    told = "\n".join(found.notices)
    for words in ("photos.p2.caption", "photos.p3.rating", "photos.p4", "dictionary[0]", "title"):
        assert words in told
    assert len(found.story.sequence) == len(WHOLE.sequence) - 2  # 7, and the photo that is no more


def test_equal_keys_and_numbers_that_are_none_do_not_stop_it() -> None:
    data = DATA.replace(b'"title": "Snow"', b'"title": "Snow", "title": "Snow", "x-n": NaN')
    found = salvage(data, "/pictures")
    assert found is not None
    assert found.story.title == "Snow"


def test_two_photos_of_one_id_are_both_there() -> None:
    data = DATA.replace(b'"p2": {', b'"p1": {', 1)
    found = salvage(data, "/pictures")
    assert found is not None
    captions = [photo.caption for photo in found.story.photos.values()]
    assert captions == [photo.caption for photo in PHOTOS]
    assert any("“p1” stands twice" in told for told in found.notices)


def test_a_file_of_hundreds_of_megabytes_is_not_looked_into() -> None:
    assert salvage(DATA + b" " * (64 << 20), "/pictures") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(100),
        b"[1, 2]",
        b'"text"',
        b"\xff\xd8\xff\xe0 not a story",
        b'{"format": "other", "title": "Snow"}',
        changed(version=99),
        b'{"format": "curator-story", "version": 1',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
    ids=range(10),
)
def test_where_nothing_is_worth_having_nothing_is_offered(data: bytes) -> None:
    assert salvage(data, "/pictures") is None


@given(st.integers(0, len(DATA) - 1), st.binary(min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_bytes_changed_anywhere_never_break_it(at: int, other: bytes) -> None:
    data = DATA[:at] + other + DATA[at + len(other) :]
    found = salvage(data, "/pictures")
    if found is not None:
        assert isinstance(found.story, Story)
        files.to_bytes(found.story, "/pictures")


def test_files_that_lead_outside_stay_refused() -> None:
    values = json.loads(DATA)
    values["photos"]["p1"]["file"] = "../../etc/passwd"
    values["title"] = 5
    found = salvage(json.dumps(values).encode(), "/pictures")
    assert found is not None
    assert found.story.photos["p1"].file == ""


def test_the_damaged_file_is_refused_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(DATA[:300])
    with pytest.raises(ManifestError):
        files.load(str(path))
    assert path.read_bytes() == DATA[:300]
