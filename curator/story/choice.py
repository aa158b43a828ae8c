"""Which photos somebody looks at: what can be said of each in a word, and a choice; showing is the window's.

A trait is a kind and a value, for example ``("mark", "pick")`` or ``("day", "2026-03-14")``. Values of
one kind exclude each other but for the kinds of what is lacking, so a choice takes any of the
wanted values of a kind, and asks that of every kind.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from curator.captions.folding import folded
from curator.captions.text import is_blank
from curator.story import inherit
from curator.story import sequence as order
from curator.story.changes import Change
from curator.story.values import Defaults, Photo, PhotoId, Story

Trait = tuple[str, str]
"""A kind, and its value."""

IN_STORY: Trait = ("place", "in the story")
SET_ASIDE: Trait = ("place", "set aside")
PICKED: Trait = ("mark", "pick")
REJECTED: Trait = ("mark", "reject")
NO_CAPTION: Trait = ("caption", "none")
NO_CREDIT: Trait = ("credit", "none")
NO_ALT: Trait = ("alt", "none")
WITH_PROBLEMS: Trait = ("problems", "some")

_STEP = 500
# Photos after which counting lets others have a turn.


def traits(photo: Photo, defaults: Defaults, *, is_shown: bool) -> frozenset[Trait]:
    """Return what can be said of *photo*, which the sequence shows or not."""
    found = [IN_STORY if is_shown else SET_ASIDE]
    if photo.mark:
        found.append(("mark", photo.mark))
    if photo.rating:
        found.append(("stars", str(photo.rating)))
    if is_blank(photo.caption):
        found.append(NO_CAPTION)
    if is_blank(photo.alt):
        found.append(NO_ALT)
    if is_blank(inherit.credit_line(photo, defaults)):
        found.append(NO_CREDIT)
    if name := inherit.photographer(photo, defaults):
        found.append(("photographer", name))
    if day := inherit.taken(photo, defaults)[:10]:
        found.append(("day", day))
    return _shared(frozenset(found))


@lru_cache(maxsize=4096)
def _shared(found: frozenset[Trait]) -> frozenset[Trait]:
    """Return one and the same set for equal ones: thousands of photos have a few dozen among them."""
    return found


class Census:
    """The traits of every photo of a story and how many photos have each, kept up by what changes.

    ``counts`` are of all photos, ``story_counts`` of those that the sequence shows. The words of
    photos that were searched are kept as well.
    Photos about which there are problems are told from outside, by :meth:`tell_problems`.
    """

    def __init__(self) -> None:
        self.traits: dict[PhotoId, frozenset[Trait]] = {}
        self.counts: Counter[Trait] = Counter()
        self.story_counts: Counter[Trait] = Counter()
        self._texts: dict[PhotoId, tuple[Photo, Defaults, str]] = {}
        self._shown: set[PhotoId] = set()

    @classmethod
    def counting(cls, story: Story) -> Iterator["Census"]:
        """Count *story*, yielding the same census now and then until it is whole."""
        census = cls()
        census._shown = set(order.photo_ids(story.sequence))
        for number, photo in enumerate(story.photos.values(), 1):
            census._take(photo, story)
            if number % _STEP == 0:
                yield census
        yield census

    def follow(self, story: Story, change: Change) -> None:
        """Bring the census up to date with *story*, after *change*; defaults that changed need a count anew."""
        fresh = set(change.photos)
        if change.sequence:
            shown = set(order.photo_ids(story.sequence))
            fresh |= shown ^ self._shown
            self._shown = shown
        for photo_id in fresh:
            photo = story.photos.get(photo_id)
            if photo is not None:
                self._take(photo, story)
            elif (gone := self.traits.pop(photo_id, None)) is not None:
                self._count(gone, -1)
                self._texts.pop(photo_id, None)

    def text(self, photo: Photo, defaults: Defaults) -> str:
        """Return all words of *photo*, folded for searching; made once for each photo as it stands."""
        known = self._texts.get(photo.id)
        if known is None or known[0] is not photo or known[1] is not defaults:
            known = self._texts[photo.id] = (photo, defaults, searched(photo, defaults))
        return known[2]

    def keep_text(self, photo: Photo, defaults: Defaults, text: str) -> None:
        """Keep what :func:`searched` made of *photo* elsewhere, so that a search need not wait for it."""
        self._texts[photo.id] = (photo, defaults, text)

    def tell_problems(self, photo_id: PhotoId, *, has_problems: bool) -> None:
        """Take note whether there are problems with a photo."""
        known = self.traits.get(photo_id)
        if known is not None and has_problems is not (WITH_PROBLEMS in known):
            self._put(photo_id, known ^ {WITH_PROBLEMS})

    def _take(self, photo: Photo, story: Story) -> None:
        found = traits(photo, story.defaults, is_shown=photo.id in self._shown)
        known = self.traits.get(photo.id)
        if known is not None and WITH_PROBLEMS in known:
            found |= {WITH_PROBLEMS}
        self._put(photo.id, found)

    def _put(self, photo_id: PhotoId, found: frozenset[Trait]) -> None:
        found = _shared(found)
        known = self.traits.get(photo_id)
        if known is not found:
            if known is not None:
                self._count(known, -1)
            self.traits[photo_id] = found
            self._count(found, 1)

    def _count(self, found: frozenset[Trait], by: int) -> None:
        for trait in found:
            self.counts[trait] += by
        if IN_STORY in found:
            for trait in found:
                self.story_counts[trait] += by


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see: any of the wanted values of each kind, and every one of the words."""

    wanted: frozenset[Trait] = frozenset()
    words: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.wanted and not self.words.strip()

    def toggled(self, trait: Trait) -> "Choice":
        """Return the choice with *trait* wanted, or not if it was."""
        return Choice(self.wanted ^ {trait}, self.words)

    def only(self, kind: str, value: str | None) -> "Choice":
        """Return the choice with *value* as the only one wanted of *kind*; any if ``None``."""
        rest = {trait for trait in self.wanted if trait[0] != kind}
        return Choice(
            frozenset(rest | ({(kind, value)} if value is not None else set())), self.words
        )

    def among(
        self,
        ids: Iterable[PhotoId],
        census: Census,
        story: Story,
        always: Collection[PhotoId] = (),
    ) -> Iterator[PhotoId]:
        """Yield those of *ids* that it takes, and those of *always*, in their order."""
        groups: dict[str, set[Trait]] = {}
        for trait in self.wanted:
            groups.setdefault(trait[0], set()).add(trait)
        words = folded(self.words).split()
        known, none = census.traits, frozenset[Trait]()
        verdicts: dict[frozenset[Trait], bool] = {}
        for photo_id in ids:
            found = known.get(photo_id, none)
            is_taken = verdicts.get(found)
            if is_taken is None:
                is_taken = verdicts[found] = not any(
                    group.isdisjoint(found) for group in groups.values()
                )
            if photo_id in always or (
                is_taken
                and (
                    not words or _holds(census.text(story.photos[photo_id], story.defaults), words)
                )
            ):
                yield photo_id


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def searched(photo: Photo, defaults: Defaults) -> str:
    """Return all words of *photo*, those it inherits included, folded, as one text to be searched."""
    place = inherit.place(photo, defaults)
    return folded(
        "\n".join(
            (
                photo.caption, photo.headline, photo.alt, inherit.credit_line(photo, defaults),
                inherit.photographer(photo, defaults), photo.file_name, place.line,
                inherit.copyright_notice(photo, defaults), inherit.terms(photo, defaults)[0], photo.notes,
                photo.camera, inherit.taken(photo, defaults), *photo.keywords, *photo.persons,
            )
        )
    )  # fmt: skip
