"""Photos of a manifest that are judged when it is opened and made when somebody asks for them."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.manifest.photo_reading import PhotoReader, read_photos
from curator.manifest.reading import WrongValue
from curator.story.values import Photo

FOLDER = "/stories"
ANYTHING = st.one_of(
    st.sampled_from([None, True, 1, 1.0, -1, 6, "", "a", "a\r\nb", "\ud800", [], {}]),
    st.lists(st.sampled_from(["a", 1, [], None]), max_size=2),
    st.dictionaries(st.sampled_from(["city", "x"]), st.sampled_from(["a", 1, []]), max_size=2),
)
SOUND: dict[str, st.SearchStrategy[Any]] = {
    "file": st.sampled_from(["a.jpg", "below/b.jpg", "/elsewhere/c.jpg", "./IMG:1.jpg", "é.jpg"]),
    "raw": st.sampled_from(["a.nef", "../a.nef"]),
    "caption": st.sampled_from(["", "A ferry leaves.", "é\u2028\ufeff", "a" * 1_000_001]),
    "width": st.integers(0, 2),
    "rating": st.integers(0, 5),
    "keywords": st.lists(st.sampled_from(["a", "é\r"]), max_size=2),
    "from_file": st.lists(st.sampled_from(["alt", "caption"]), max_size=2),
    "place": st.dictionaries(st.sampled_from(["city", "country"]), st.sampled_from(["a", "é\r"])),
    "phone_crop": st.just({"shape": "rectangle", "left": 0, "top": 0, "width": 1, "height": 0.5}),
    "x-other": ANYTHING,
    "id": ANYTHING,
}
WILD = {
    key: ANYTHING for key in (*SOUND, "height", "persons", "hidden", "alt") if key != "x-other"
} | {"file": st.sampled_from(["../a.jpg", "", "C:\\a.jpg", "con", None])}
# Sound values but for one key of one photo in some: what is wrong must not hide among what is not.


@st.composite
def manifests(draw: st.DrawFn) -> dict[str, Any]:
    others = {key: values for key, values in SOUND.items() if key != "file"}
    plain = st.fixed_dictionaries({"file": SOUND["file"]}, optional=others)
    found = draw(st.dictionaries(st.sampled_from(["p1", "p2", "p3", "é"]), plain))
    if found and draw(st.booleans()):
        broken = draw(st.sampled_from(list(found)))
        key = draw(st.sampled_from(list(WILD)))
        found[broken][key] = draw(WILD[key])
    if draw(st.integers(0, 9)) == 0:
        found[draw(st.sampled_from(["", "p4"]))] = draw(ANYTHING)
    return found


Outcome = tuple[list[Photo], list[str]] | str


def one_by_one(values: dict[str, Any]) -> Outcome:
    photos = list(PhotoReader(FOLDER).photos(values))
    return photos, [photo.refused_file for photo in photos if not photo.file]


def later(values: dict[str, Any]) -> Outcome:
    table, refused = read_photos(values, FOLDER)
    try:
        return list(table.values()), refused
    except WrongValue as error:
        pytest.fail(f"told only when the photos were looked at: {error}")


def outcome(read: Callable[[dict[str, Any]], Outcome], values: dict[str, Any]) -> Outcome:
    try:
        return read(values)
    except WrongValue as error:
        return str(error)


@given(manifests())
def test_photos_and_complaints_are_those_of_reading_one_by_one(values: dict[str, Any]) -> None:
    assert outcome(later, values) == outcome(one_by_one, values)


ODD = [
    None, True, 1, 1.0, -1, 6, 10**20, "", "a", "a\r\nb", "../a.jpg", "C:\\a.jpg", "//a/b.jpg", "con",
    [], [1], ["a", 1], [None], [["a"]], [{}], {}, {"x": "a"}, {"x": [1]},
    {"city": 1}, {"city": ["a"]}, {"city": "a", "x": True}, {"shape": "rectangle"},
]  # fmt: skip


@pytest.mark.parametrize("key", [*SOUND, "height", "persons", "hidden", "alt"])
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_no_odd_value_of_any_key_slips_through(key: str, value: object) -> None:
    values = {"p1": {"file": "a.jpg"}, "p2": {"file": "b.jpg", key: value}, "p3": {"file": "c.jpg"}}
    assert outcome(later, values) == outcome(one_by_one, values)


@pytest.mark.parametrize(
    "values", [{"p1": {}}, {"p1": {"caption": "a"}}, {"": {"file": "a"}}, {"p1": 5}, {}]
)
def test_neither_does_a_photo_that_lacks_something(values: dict[str, Any]) -> None:
    assert outcome(later, values) == outcome(one_by_one, values)


@given(manifests())
def test_paths_are_those_of_the_photos_made_or_not(values: dict[str, Any]) -> None:
    try:
        table, _ = read_photos(values, FOLDER)
    except WrongValue:
        return
    told = list(table.paths())
    assert told == [(photo.id, photo.file, photo.raw) for photo in table.values()]
    assert list(table.paths()) == told


def many() -> dict[str, Any]:
    return {f"p{n}": {"file": f"{n}.jpg", "caption": f"Ferry {n}"} for n in range(600)}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    photo = PhotoReader.photo

    def noted(self: PhotoReader, name: str, values: dict[str, Any]) -> Photo:
        names.append(name)
        return photo(self, name, values)

    monkeypatch.setattr(PhotoReader, "photo", noted)
    return names


def test_a_long_story_makes_the_photos_that_are_looked_at(made: list[str]) -> None:
    table, _ = read_photos(many(), FOLDER)
    assert not made
    assert list(table) == [f"p{n}" for n in range(600)]
    assert table["p300"].caption == "Ferry 300"
    assert 0 < len(made) < 300
    assert list(table.values())[599].file == "/stories/599.jpg"
    assert sorted(made) == sorted(table), "each is made once"


def test_one_photo_with_something_hidden_does_not_hold_up_the_others(made: list[str]) -> None:
    values = many()
    area = {"shape": "ellipse", "left": 0, "top": 0, "width": 0.5, "height": 0.5}
    values["p300"]["hidden"] = [area]
    table, _ = read_photos(values, FOLDER)
    assert 0 < len(made) < 300
    assert len(table["p300"].hidden) == 1


@pytest.mark.parametrize(
    ("name", "key", "value", "words"),
    [
        ("p599", "caption", 5, "photos.p599.caption should be text, but is a whole number"),
        ("p300", "rating", 6, "photos.p300.rating should be 0 to 5, but is 6"),
        ("p0", "keywords", ["a", 1], "photos.p0.keywords[1] should be text, but is a whole number"),
    ],
)
def test_what_is_wrong_far_down_is_told_when_the_story_is_opened(
    name: str, key: str, value: object, words: str
) -> None:
    values = many()
    values[name][key] = value
    with pytest.raises(WrongValue) as caught:
        read_photos(values, FOLDER)
    assert str(caught.value) == words
