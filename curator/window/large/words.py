"""What is said of a large photo in a line, for eyes and for screen readers."""

from curator.captions.text import first_line
from curator.errors import shown
from curator.story.values import Photo

_MOST_STARS = 5
_LONGEST_NAME = 40
# Characters of a file name beyond which its middle gives way, or stars and mark would.

_MARKS = {"pick": "Picked", "reject": "Rejected"}


def stars(rating: int) -> str:
    """Return *rating* as stars, for example ``★★★☆☆``."""
    count = min(max(rating, 0), _MOST_STARS)
    return "★" * count + "☆" * (_MOST_STARS - count)


def named(photo: Photo, number: int | None) -> list[str]:
    """Return the name of *photo* and its number in the story, as they stand on the screen.

    Of a *number* of 0, which nobody counted, nothing is said; ``None`` is a photo set aside.
    """
    place = "set aside" if number is None else f"No. {number}" if number else ""
    name = _shortened(shown(photo.file_name))
    return [name, place] if place else [name]


def judged(photo: Photo) -> list[str]:
    """Return stars and mark of *photo*, as they stand on the screen."""
    mark = _MARKS.get(photo.mark, "")
    return [stars(photo.rating), mark] if mark else [stars(photo.rating)]


def covered(photo: Photo) -> list[str]:
    """Return how much of *photo* is hidden from readers, and whether phones show a part; nothing if neither."""
    count = len(photo.hidden)
    told = [f"{count} area{'' if count == 1 else 's'} hidden"] if count else []
    return [*told, "cropped for phones"] if photo.phone_crop else told


def spoken(photo: Photo, number: int | None) -> str:
    """Return what a screen reader says of *photo*: its name, its number, its stars and its mark."""
    count = min(max(photo.rating, 0), _MOST_STARS)
    rating = f"{count} star{'' if count == 1 else 's'}" if count else "no stars"
    place = "set aside" if number is None else f"number {number}" if number else ""
    mark = _MARKS.get(photo.mark, "not marked").lower()
    said = (shown(photo.file_name), place, rating, mark, *covered(photo))
    return ", ".join(fact for fact in said if fact)


def described(photo: Photo) -> str:
    """Return what *photo* shows in words, for those who do not see it."""
    return first_line(photo.alt) or first_line(photo.caption) or "no caption yet"


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    half = _LONGEST_NAME // 2
    return f"{name[:half]}…{name[1 - half :]}"
