"""What rules about the whole story would look for anew after every keystroke, kept in step instead.

Which captions open alike, which are nearly equal, and how often names are spelled how: all cost as
much as the caption that changed, however many others there are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from operator import is_

from rapidfuzz.fuzz import ratio

from curator.captions.openings import Openings
from curator.check.facts import Facts
from curator.check.rule import About
from curator.story.values import PhotoId

NEARLY = 90.0
"""Hundredths in which two captions are equal from which on they say the same (rapidfuzz's ratio)."""

_MOST_NEIGHBOURS = 12
# Captions of nearly the same words that one is compared with: one of them is enough.

_MOST_ANEW = 200
# Captions compared anew after one changed: a story of captions that are all alike has been told so.


class Told:
    """What one rule found of each photo, good as long as all that it goes by is the very same."""

    def __init__(self) -> None:
        self._known: dict[PhotoId, tuple[tuple[object, ...], tuple[About, ...]]] = {}
        self._common: object = None

    def of(
        self, photo: PhotoId, goes_by: tuple[object, ...], find: Callable[[], Iterable[About]]
    ) -> tuple[About, ...]:
        """Return what *find* finds of *photo*, asked again only if another thing is among *goes_by*."""
        known = self._known.get(photo)
        if known is not None and all(map(is_, known[0], goes_by)):
            return known[1]
        found = tuple(find())
        self._known[photo] = (goes_by, found)
        return found

    def same(self, common: object) -> object:
        """Return what was the same for all photos the last time, if *common* is equal to it."""
        if self._common != common:
            self._common = common
        return self._common

    def forget(self, photo: PhotoId) -> None:
        """Let go of what was found of *photo*."""
        self._known.pop(photo, None)


class Kept:
    """The openings, the near captions and the names of one story.

    ``names`` counts the photos in whose words each spelling of a name stands, ``told`` is what rules
    found of single photos, by the name of the rule.
    """

    def __init__(self) -> None:
        self.openings: Openings[PhotoId] = Openings()
        self.names: Counter[str] = Counter()
        self.told: defaultdict[str, Told] = defaultdict(Told)
        self._by_mark: dict[int, dict[PhotoId, None]] = defaultdict(dict)
        self._facts: dict[PhotoId, Facts] = {}
        self._places: Mapping[PhotoId, int] = {}
        self._near: dict[PhotoId, PhotoId] = {}

    @property
    def near(self) -> Mapping[PhotoId, PhotoId]:
        """For each photo whose caption is nearly that of an earlier one, that one."""
        return self._near

    def follow(self, facts: Mapping[PhotoId, Facts], places: Mapping[PhotoId, int]) -> None:
        """Take over what is known of the photos now, and where they stand."""
        gone = [photo_id for photo_id in self._facts if photo_id not in facts]
        come = [i for i, known in facts.items() if self._facts.get(i) is not known]
        is_reordered = self._places != places
        self._places = places
        if is_reordered:
            self.openings.arrange(places)
        touched: dict[PhotoId, None] = {}
        for photo_id in gone:
            self._take_out(photo_id, touched)
            self.openings.drop(photo_id)
            del self._facts[photo_id]
            for told in self.told.values():
                told.forget(photo_id)
        for photo_id in come:
            self._take_out(photo_id, touched)
            self._put(facts[photo_id], touched)
        if is_reordered:
            touched = dict.fromkeys(facts)
        elif len(touched) > _MOST_ANEW and len(come) < _MOST_ANEW:
            touched = dict.fromkeys([*come, *list(touched)[:_MOST_ANEW]])
        self._compare(touched)

    def _take_out(self, photo_id: PhotoId, touched: dict[PhotoId, None]) -> None:
        self._near.pop(photo_id, None)
        known = self._facts.get(photo_id)
        for name in _names(known) if known else ():
            self.names[name] -= 1
            if not self.names[name]:
                del self.names[name]
        for mark in known.marks if known else ():
            others = self._by_mark[mark]
            others.pop(photo_id, None)
            touched.update(others)
            if not others:
                del self._by_mark[mark]

    def _put(self, facts: Facts, touched: dict[PhotoId, None]) -> None:
        photo_id = facts.photo.id
        self._facts[photo_id] = facts
        self.openings.put(photo_id, facts.photo.caption)
        self.names.update(_names(facts))
        touched[photo_id] = None
        for mark in facts.marks:
            touched.update(self._by_mark[mark])
            self._by_mark[mark][photo_id] = None

    def _compare(self, ids: Iterable[PhotoId]) -> None:
        for photo_id in ids:
            if photo_id not in self._facts:
                continue
            near = self._earlier_alike(self._facts[photo_id])
            if near is None:
                self._near.pop(photo_id, None)
            else:
                self._near[photo_id] = near

    def _earlier_alike(self, facts: Facts) -> PhotoId | None:
        place = self._places.get(facts.photo.id, 0)
        found: dict[PhotoId, None] = {}
        for mark in facts.marks:
            found.update(self._before(self._by_mark.get(mark, {}), place))
        for other_id in found:
            other = self._facts[other_id]
            if other.folded == facts.folded:
                continue
            if ratio(other.photo.caption, facts.photo.caption, score_cutoff=NEARLY) >= NEARLY:
                return other_id
        return None

    def _before(self, ids: Collection[PhotoId], place: int) -> dict[PhotoId, None]:
        earlier: dict[PhotoId, None] = {}
        for photo_id in ids:
            if self._places.get(photo_id, 0) < place:
                earlier[photo_id] = None
                if len(earlier) == _MOST_NEIGHBOURS:
                    break
        return earlier


def _names(facts: Facts) -> set[str]:
    return {spelled.name for spelled in facts.names}
