"""Reading the photos of a manifest, ten thousand as readily as ten; the rest of it is left to ``form``.

Opening a story is mostly this, so all photos are judged at once, but those in which nothing can be
wrong are made only when somebody asks for them; a photo is read in one pass over the keys that it
has, values that repeat (a place, a list of keywords) are made once, and a place in the file gets its
name only when something is wrong there.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from curator.captions.text import MAX_LENGTH, clean
from curator.manifest import paths
from curator.manifest.area_reading import read_areas, read_crop
from curator.manifest.reading import KINDS, WrongValue, wrong
from curator.story.edits import PLACE_PARTS
from curator.story.table import Later, Paths, PhotoTable
from curator.story.values import Photo, PhotoId, Place

MadeT = TypeVar("MadeT")

_TEXTS = (
    "digest", "caption", "credit", "photographer", "alt", "headline", "copyright", "usage",
    "license_url", "taken", "mark", "notes", "look", "camera", "place_detail",
)  # fmt: skip
_TYPES: dict[str, type[Any]] = {
    **dict.fromkeys(_TEXTS, str),
    "file": str, "raw": str, "width": int, "height": int, "rating": int,
    "keywords": list, "persons": list, "from_file": list, "hidden": list, "place": dict, "phone_crop": dict,
}  # fmt: skip
"""Of what type the value of each known key is."""


_STARS = frozenset(range(6))

PLACE_KEYS = frozenset(PLACE_PARTS)


def read_photos(photos: dict[str, Any], folder: str) -> tuple[PhotoTable, list[str]]:
    """Return the photos that a manifest in *folder* holds by id, and the files it names that are refused.

    Raises :class:`WrongValue`, as if all photos were made now. Nobody changes *photos* any more.
    """
    reader = PhotoReader(folder)
    refused: list[str] = []

    def tell(ids: tuple[PhotoId, ...]) -> tuple[Photo, ...] | Later:
        some = {photo_id: photos[photo_id] for photo_id in ids}
        if reader.is_ordinary(some):
            return Later(lambda: tuple(reader.photos(some)), lambda: reader.paths(some))
        made = tuple(reader.photos(some))
        refused.extend(photo.refused_file for photo in made if not photo.file)
        return made

    return PhotoTable.told(map(PhotoId, photos), tell), refused


class PhotoReader:
    """Reads photos of one manifest, and remembers values that photos share."""

    def __init__(self, folder: str) -> None:
        self._folder = paths.Folder(folder)
        path = self._folder.path
        places: dict[Any, Place] = {}
        lists: dict[Any, tuple[str, ...]] = {}
        sets: dict[Any, frozenset[str]] = {}
        self._makers: dict[str, Callable[[str, Any], Any]] = {
            "file": lambda where, value: path(value),
            "raw": lambda where, value: path(value) or "",
            "rating": _stars,
            "width": _side,
            "height": _side,
            "place": lambda where, value: _place(places, where, value),
            "hidden": read_areas,
            "phone_crop": read_crop,
            "keywords": lambda where, value: _once(lists, tuple(value), _texts, where, value),
            "persons": lambda where, value: _once(lists, tuple(value), _texts, where, value),
            "from_file": lambda where, value: _once(
                sets, tuple(value), lambda w, v: frozenset(_texts(w, v)), where, value
            ),
        }
        self._judges: dict[str, Callable[[tuple[Any, ...]], bool]] = {
            "file": self._folder.takes,
            "raw": lambda values: True,  # One that is refused is left out.
            "rating": lambda values: set(values) <= _STARS,
            "width": lambda values: min(values) >= 0,
            "height": lambda values: min(values) >= 0,
            "place": lambda values: _are_texts(map(dict.values, values)),
            **dict.fromkeys(("keywords", "persons", "from_file"), _are_texts),
        }
        self._careful = self._makers.keys() - self._judges.keys()
        # Wherever there is one of these, a photo is made at once: areas, which hide the wrong thing if misread.

    def is_ordinary(self, photos: dict[PhotoId, Any]) -> bool:
        """Say whether nothing in *photos* is refused, all told within two microseconds for each.

        A photo with a value that is not judged by itself, such as something hidden, is none of these.
        """
        if "" in photos or {type(values) for values in photos.values()} != {dict}:
            return False
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for values in photos.values():
            alike.setdefault(tuple(values), []).append(values)
        return all(
            "file" in keys
            and self._careful.isdisjoint(keys)
            and all(map(self._are_sound, keys, zip(*map(dict.values, some), strict=True)))
            for keys, some in alike.items()
        )

    def _are_sound(self, key: str, values: tuple[Any, ...]) -> bool:
        """Say whether none of the *values* that *key* has in several photos is refused."""
        expected = _TYPES.get(key)
        if expected is None:
            return True
        judge = self._judges.get(key)
        return set(map(type, values)) == {expected} and (judge is None or judge(values))

    def paths(self, photos: dict[PhotoId, Any]) -> Iterator[Paths]:
        """Yield the ids, files and raw files of *photos*, of which none is refused."""
        path = self._folder.path
        for photo_id, values in photos.items():
            raw = values.get("raw")
            yield photo_id, path(values["file"]) or "", (path(raw) or "") if raw else ""

    def photos(self, photos: dict[PhotoId, Any]) -> Iterator[Photo]:
        """Yield *photos* one by one; raise :class:`WrongValue`."""
        for name, values in photos.items():
            if not name:
                raise WrongValue("a photo has an empty id")
            if type(values) is not dict:
                raise wrong(f"photos.{name}", KINDS[dict], values)
            yield self.photo(name, values)

    def photo(self, name: str, values: dict[str, Any]) -> Photo:
        """Return the photo of the id *name* that *values* describe."""
        given: dict[str, Any] = {}
        extra = []
        for key, value in values.items():
            expected = _TYPES.get(key)
            if expected is None:
                extra.append((key, value))
            elif type(value) is not expected:
                raise wrong(f"photos.{name}.{key}", KINDS[expected], value)
            elif (make := self._makers.get(key)) is not None:
                try:
                    given[key] = make(key, value)
                except WrongValue as error:
                    raise WrongValue(f"photos.{name}.{error}") from error
            else:
                is_plain = value.isascii() and value.isprintable() and len(value) <= MAX_LENGTH
                given[key] = value if is_plain else clean(value)
        if given.get("file") is None:
            given["file"], given["refused_file"] = "", values.get("file", "")
        return Photo(id=PhotoId(name), extra=tuple(extra), **given)


def _are_texts(values: Iterable[Iterable[Any]]) -> bool:
    """Say whether there are nothing but texts in *values*, many of which are alike."""
    try:
        distinct = set(map(tuple, values))
    except TypeError:  # A list or an object, where a text should be, has no hash.
        return False
    return all(type(text) is str for some in distinct for text in some)


def _once(
    known: dict[Any, MadeT], key: Any, make: Callable[[str, Any], MadeT], where: str, value: Any
) -> MadeT:
    """Return what *make* makes of *value*, the very same for values of equal *key*."""
    try:
        found = known.get(key)
    except (
        TypeError
    ):  # A list or an object stands in it, so it has no hash: told by its maker, or rare.
        return make(where, value)
    if found is None:
        found = known[key] = make(where, value)
    return found


def _place(known: dict[Any, Place], where: str, values: dict[str, Any]) -> Place:
    """Return the place of *values*; one that is nothing but texts is made once."""
    if not PLACE_KEYS.issuperset(values):
        return read_place(where, values)
    return _once(known, tuple(values.items()), read_place, where, values)


def _stars(where: str, value: int) -> int:
    if not 0 <= value <= 5:
        raise WrongValue(f"{where} should be 0 to 5, but is {value}")
    return value


def _side(where: str, value: int) -> int:
    if value < 0:
        raise WrongValue(f"{where} should be 0 or more, but is {value}")
    return value


def _texts(where: str, values: list[Any]) -> tuple[str, ...]:
    return tuple(_text(f"{where}[{n}]", text) for n, text in enumerate(values))


def _text(where: str, value: Any) -> str:
    if type(value) is not str:
        raise wrong(where, KINDS[str], value)
    return clean(value)


def read_place(where: str, values: dict[str, Any]) -> Place:
    """Return the place that *values* at *where* of a manifest describe; raise :class:`WrongValue`."""
    given = {key: _text(f"{where}.{key}", v) for key, v in values.items() if key in PLACE_PARTS}
    extra = tuple((key, v) for key, v in values.items() if key not in PLACE_PARTS)
    return Place(**given, extra=extra)
