"""Pictures and words that part: swapped, replaced, each without losing the other."""

from factories import photo, story, story_of

from curator.story import pictures
from curator.story.history import History
from curator.story.pictures import OF_PICTURE
from curator.story.values import GroupBlock, Photo, PhotoBlock


def two() -> tuple[Photo, Photo]:
    """Return two photos that differ in everything."""
    one = photo(1, digest="sha256:1", width=60, height=40, taken="2026-03-14", look="0f", notes="n")
    other = photo(2, digest="sha256:2", width=40, height=60, raw="/2.nef", camera="D850", rating=4)
    return one, other


def picture_of(one: Photo) -> list[object]:
    return [getattr(one, name) for name in OF_PICTURE]


def words_of(one: Photo) -> dict[str, object]:
    names = set(Photo.__dataclass_fields__) - set(OF_PICTURE) - {"id"}
    return {name: getattr(one, name) for name in names}


def test_pictures_swap_under_words_that_stay() -> None:
    one, other = two()
    before = story_of(one, other, sequence=[PhotoBlock("p2", "wide"), GroupBlock(("p1",))])
    after = pictures.swap_pictures("p1", "p2").apply(before)
    assert after.sequence is before.sequence
    assert (picture_of(after.photos["p1"]), picture_of(after.photos["p2"])) == (
        picture_of(other),
        picture_of(one),
    )
    assert words_of(after.photos["p1"]) == words_of(one)
    assert pictures.swap_pictures("p2", "p1").apply(after) == before


def test_whether_a_file_told_the_date_goes_along_with_the_date() -> None:
    one = photo(1, taken="2026-03-14", from_file=frozenset({"taken", "caption"}))
    after = pictures.swap_pictures("p1", "p2").apply(story_of(one, photo(2))).photos
    assert (after["p1"].from_file, after["p2"].from_file) == ({"caption"}, {"taken"})
    after = pictures.swap_words("p1", "p2").apply(story_of(one, photo(2))).photos
    assert (after["p1"].from_file, after["p2"].from_file) == ({"taken"}, {"caption"})


def test_words_swap_under_pictures_that_stay() -> None:
    one, other = two()
    before = story_of(one, other)
    after = pictures.swap_words("p1", "p2").apply(before)
    assert words_of(after.photos["p1"]) == words_of(other)
    assert words_of(after.photos["p2"]) == words_of(one)
    assert [picture_of(p) for p in after.photos.values()] == [picture_of(one), picture_of(other)]
    assert list(after.photos) == ["p1", "p2"]


def test_nothing_swaps_with_itself_or_with_what_is_gone() -> None:
    before = story(2)
    for edit in (pictures.swap_pictures, pictures.swap_words):
        assert edit("p1", "p1").apply(before) is before
        assert edit("p1", "gone").apply(before) is before


def test_another_picture_comes_under_the_words() -> None:
    one, other = two()
    history = History(story_of(one))
    history.apply(pictures.replace_picture("p1", other))
    now = history.story.photos["p1"]
    assert (picture_of(now), words_of(now)) == (picture_of(other), words_of(one))
    assert list(history.story.photos) == ["p1"]
    history.undo()
    assert history.story.photos["p1"] == one


def test_a_picture_that_the_story_has_already_changes_places() -> None:
    one, other = two()
    before = story_of(one, other)
    after = pictures.replace_picture("p1", other).apply(before)
    assert after == pictures.swap_pictures("p1", "p2").apply(before)


def test_a_file_that_was_retouched_is_read_anew() -> None:
    one, _ = two()
    again = photo(9, file=one.file, digest="sha256:new", width=61, caption="as the file has it")
    after = pictures.replace_picture("p1", again).apply(story_of(one)).photos["p1"]
    assert (after.digest, after.width, after.caption) == ("sha256:new", 61, one.caption)


def test_a_second_photo_of_the_same_file_is_left_alone_when_one_is_read_anew() -> None:
    one, _ = two()
    before = story_of(photo(3, file=one.file, digest="sha256:1"), one)
    after = pictures.replace_picture("p1", photo(9, file=one.file, digest="sha256:new"))
    assert [p.digest for p in after.apply(before).photos.values()] == ["sha256:1", "sha256:new"]


def test_the_picture_that_is_there_replaces_nothing() -> None:
    one, other = two()
    before = story_of(one)
    assert pictures.replace_picture("p1", one).apply(before) is before
    assert pictures.replace_picture("gone", other).apply(before) is before
