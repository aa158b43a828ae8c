"""What one photo hides, no other photo of the page may show."""

from checking import problems
from factories import photo, story_of

from curator.story.hiding import hide_also
from curator.story.values import RECTANGLE, Area, Photo

FACE = Area(RECTANGLE, 0.1, 0.1, 0.2, 0.2)
LOOK = "f0f0f0f00f0f0f0f"


def frame(number: int, **values: object) -> Photo:
    given: dict[str, object] = {
        "look": LOOK,
        "width": 60,
        "height": 40,
        "digest": f"sha256:{number}",
    }
    return photo(number, **(given | values))


def test_a_photo_that_shows_what_its_neighbour_hides_is_told() -> None:
    story = story_of(frame(1, hidden=(FACE,)), frame(2), frame(3, look="00ff00ff3c3c0ff0"))
    (problem,) = problems(story, "hidden-elsewhere")
    assert (problem.photo, problem.level) == ("p2", "error")
    assert "photo 1" in problem.message
    mended = hide_also(["p2"], [FACE]).apply(story)
    assert problems(mended, "hidden-elsewhere") == []


def test_the_same_file_is_told_whatever_its_look() -> None:
    one, other = frame(1, hidden=(FACE,), look=""), frame(2, look="", digest="sha256:1")
    assert [p.photo for p in problems(story_of(one, other), "hidden-elsewhere")] == ["p2"]


def test_a_crop_and_a_photo_set_aside_are_not_told() -> None:
    crop = story_of(frame(1, hidden=(FACE,)), frame(2, height=60))
    assert problems(crop, "hidden-elsewhere") == []
    aside = story_of(frame(1, hidden=(FACE,)), frame(2))
    aside = story_of(*aside.photos.values(), sequence=aside.sequence[:1])
    assert problems(aside, "hidden-elsewhere") == []
