"""Which photos somebody looks at: what can be said of each in a word, and a choice; showing is the window's.

A trait is a kind and a value, for example ``("mark", "pick")`` or ``("day", "2026-03-14")``. Values of
one kind exclude each other but for the kinds of what is lacking, so a choice takes any of the
wanted values of a kind, and asks that of every kind.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
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

    def holding(self, words: Sequence[str], ids: Iterable[PhotoId], story: Story) -> list[PhotoId]:
        """Return those of *ids* in whose words each of *words*, which are folded, is found, in their order."""
        first, *others = words
        texts, defaults = self._texts, story.defaults
        found = []
        for photo in story.photos.of(ids):
            known = texts.get(photo.id)
            if known is not None and known[0] is photo and known[1] is defaults:
                text = known[2]
            else:
                text = self.text(photo, defaults)
            if first in text and (not others or all(word in text for word in others)):
                found.append(photo.id)
        return found

    def keep_text(self, photo: Photo, defaults: Defaults, text: str) -> None:
        """Keep what :func:`searched` made of *photo* elsewhere, so that a search need not wait for it."""
        self._texts[photo.id] = (photo, defaults, text)

    def take_texts(self, other: "Census") -> None:
        """Keep what *other* knows of the words of photos; where they changed, they are looked at again."""
        self._texts = other._texts

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
    ) -> list[PhotoId]:
        """Return those of *ids* that it takes, and those of *always*, in their order."""
        offered = chosen = list(ids)
        if self.wanted:
            known, none, takes = census.traits, frozenset[Trait](), _Verdicts(self.wanted)
            chosen = [i for i in offered if takes[known.get(i, none)]]
        if words := folded(self.words).split():
            chosen = census.holding(words, chosen, story)
        if not always or chosen is offered:
            return chosen
        taken = {*chosen, *always}
        return [i for i in offered if i in taken]


class _Verdicts(dict[frozenset[Trait], bool]):
    """Whether photos with some traits are wanted: thousands of photos have a few dozen sets of traits."""

    def __init__(self, wanted: Iterable[Trait]) -> None:
        super().__init__()
        self._kinds: dict[str, set[Trait]] = {}
        for trait in wanted:
            self._kinds.setdefault(trait[0], set()).add(trait)

    def __missing__(self, found: frozenset[Trait]) -> bool:
        is_wanted = self[found] = not any(map(found.isdisjoint, self._kinds.values()))
        return is_wanted


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
