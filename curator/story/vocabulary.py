"""The values and names of a story, for completing what is typed; which of them fit is left to ``captions``.

What is just being typed is no word to complete with: an edit is taken in once the next one is about
something else, or on :meth:`Vocabulary.settle`.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from curator.captions.completion import NAMES, Lexicon
from curator.captions.credit import read_credit
from curator.captions.names import names, names_in_credit
from curator.captions.text import is_blank
from curator.story.changes import Change
from curator.story.edits import DEFAULT_FIELDS, PHOTO_FIELDS, read_field
from curator.story.sequence import apart
from curator.story.values import BlockKey, Defaults, Photo, PhotoId, QuoteBlock, Story, TextBlock

VALUE_FIELDS = (
    "credit", "photographer", "headline", "copyright", "usage", "license_url",
    "place.sublocation", "place.city", "place.state", "place.country",
)  # fmt: skip
"""Fields of a photo whose values complete each other, beside keywords and persons."""

_DEFAULT_VALUES = tuple(field for field in VALUE_FIELDS if field in DEFAULT_FIELDS)
_NAMED = frozenset({"photographer", *(f for f in VALUE_FIELDS if f.startswith("place."))})

Word = tuple[str, str]
"""A kind of words, and one of them."""

_STEP = 50  # photos between two places where building can be stopped
_SHARE = 0.002  # seconds that an edit may take at once
_FRAME = None  # stands for what the story has beside its photos
_FRAME_FIELDS = (
    "standfirst", "byline", "closing_credit", "language", "source", "defaults", "sequence", "names",
)  # fmt: skip


class Vocabulary:
    """The words of one story by kind, with how often and how lately they are used.

    Notes are left out: what a desk tells itself must not turn up under a picture. Belongs to one
    thread at a time: built in the background, then followed in the window's.
    """

    def __init__(self) -> None:
        self._lexicons: dict[str, Lexicon] = {}
        self._photos: dict[PhotoId, tuple[Photo, tuple[Word, ...]]] = {}
        self._frame: list[Word] = []
        self._texts: dict[BlockKey, tuple[str, tuple[Word, ...]]] = {}
        self._story = Story()
        self._typed: tuple[object, ...] = ()
        self._fresh: set[PhotoId | None] = set()
        self._due: set[PhotoId | None] = set()
        self._clock = 0

    def lexicons(self, kind: str) -> Sequence[Lexicon]:
        """Return the words of *kind*."""
        return (self._lexicon(kind),)

    def used(self) -> dict[str, tuple[str, ...]]:
        """Return every word by kind, as they stand now; costs as much as there are words."""
        return {kind: tuple(lexicon) for kind, lexicon in self._lexicons.items() if len(lexicon)}

    def follow(self, before: Story, after: Story, change: Change) -> None:
        """Take note of an edit; what it changed is taken in once it is no longer being typed."""
        typed = _what_was_typed(before, after, change)
        if typed != self._typed:
            self.settle()
            self._typed = typed
        self._story = after
        if change.membership:
            self._due |= change.photos
            self.catch_up(_SHARE)
        else:
            self._fresh |= change.photos
        if any(getattr(before, f) is not getattr(after, f) for f in _FRAME_FIELDS):
            self._fresh.add(_FRAME)

    def settle(self) -> None:
        """Take what was typed for finished: the person went on to something else."""
        self._due |= self._fresh
        self._fresh.clear()
        self._typed = ()
        self.catch_up(_SHARE)

    def catch_up(self, seconds: float = float("inf")) -> bool:
        """Take in finished edits for about as long as *seconds*; return whether none is left."""
        until = time.perf_counter() + seconds
        while self._due:
            changed = self._due.pop()
            if changed in self._fresh:
                continue  # Comes again once it is finished.
            if changed is _FRAME:
                self._take_frame()
            else:
                self._take_photo(changed)
            if time.perf_counter() > until:
                break
        for lexicon in self._lexicons.values():
            lexicon.sort()  # Bit by bit, or the next completion would pay for all.
        return not self._due

    def _take_photo(self, photo_id: PhotoId) -> None:
        photo = self._story.photos.get(photo_id)
        before, named = self._photos.pop(photo_id, (None, ()))
        old = [*_values(before), *named] if before else []
        if photo is None:
            self._exchange(old, ())
            return
        if before is None or (before.caption, before.alt) != (photo.caption, photo.alt):
            named = _names_of(self._story.language, photo.caption, photo.alt)
        self._photos[photo_id] = (photo, named)
        self._exchange(old, [*_values(photo), *named])

    def _take_frame(self) -> None:
        story = self._story
        lines = {f: getattr(story, f).strip() for f in ("byline", "closing_credit", "language")}
        lines["source"] = story.source.name.strip()
        words = [*_values(story.defaults), *((f, text) for f, text in lines.items() if text)]
        words += _names_of(story.language, story.standfirst, story.byline, story.closing_credit)
        words += [(NAMES, accepted.name) for accepted in story.names]
        texts = {}
        for block in apart(story.sequence):
            if isinstance(block, TextBlock | QuoteBlock):
                known = self._texts.get(block.key)
                if known is None or known[0] != block.words:
                    known = (block.words, _names_of(story.language, block.words))
                texts[block.key] = known
                words += known[1]
            if isinstance(block, QuoteBlock) and (by := block.by.strip()):
                words.append((NAMES, by))
        self._exchange(self._frame, words)
        self._frame, self._texts = words, texts

    def _exchange(self, old: Sequence[Word], new: Sequence[Word]) -> None:
        if old == new:
            return
        gone, come = Counter(old), Counter(new)
        self._clock += 1
        for kind, value in (come - gone).elements():
            self._lexicon(kind).add(value, self._clock)
        for kind, value in (gone - come).elements():
            self._lexicon(kind).remove(value)

    def _lexicon(self, kind: str) -> Lexicon:
        found = self._lexicons.get(kind)
        if found is None:
            found = self._lexicons[kind] = Lexicon()
        return found

    def _begin(self, story: Story) -> Iterator[None]:
        self._story = story
        for number, (photo_id, photo) in enumerate(story.photos.items(), 1):
            named = _names_of(story.language, photo.caption, photo.alt)
            self._photos[photo_id] = (photo, named)
            self._clock += 1
            for kind, value in (*_values(photo), *named):
                self._lexicon(kind).add(value, self._clock)
            if not number % _STEP:
                yield
        self._take_frame()
        for lexicon in self._lexicons.values():
            lexicon.sort()
            yield


def vocabularies(story: Story) -> Iterator[Vocabulary | None]:
    """Build the vocabulary of *story*: yield ``None`` between steps, and it at the end."""
    vocabulary = Vocabulary()
    yield from vocabulary._begin(story)
    yield vocabulary


def values_among(photos: Iterable[Photo], field: str) -> list[tuple[str, int]]:
    """Return the different values that *photos* have in *field*, with how many have each, most first."""
    values = Counter(map(attrgetter(field), photos))
    counts: Counter[str] = Counter()
    for value, count in values.items():
        for one in value if isinstance(value, tuple) else (value,):
            counts[one] += count
    return [(value, count) for value, count in counts.most_common() if not is_blank(value)]


def _what_was_typed(before: Story, after: Story, change: Change) -> tuple[object, ...]:
    """Return what tells an edit from one that goes on with the same words."""
    fields: list[str] = []
    for photo_id in islice(change.photos, 1):  # What is typed goes into the same field of all.
        one, other = before.photos.get(photo_id), after.photos.get(photo_id)
        if one is not None and other is not None:
            fields += [f for f in PHOTO_FIELDS if read_field(one, f) != read_field(other, f)]
    fields += [f for f in _FRAME_FIELDS if getattr(before, f) is not getattr(after, f)]
    if change.defaults:
        pair = before.defaults, after.defaults
        fields += [f for f in DEFAULT_FIELDS if read_field(pair[0], f) != read_field(pair[1], f)]
    return (change.photos, *fields)


def _values(owner: Photo | Defaults) -> list[Word]:
    """Return the words in the short fields of *owner*."""
    fields = VALUE_FIELDS if isinstance(owner, Photo) else _DEFAULT_VALUES
    words = [(f, text) for f in fields if (text := read_field(owner, f).strip())]
    words += [(NAMES, text) for field, text in words if field in _NAMED]
    if owner.credit:
        words += _credited(owner.credit, owner.photographer)
    if isinstance(owner, Photo):
        words += [("keywords", value) for value in owner.keywords]
        for person in owner.persons:
            words += (("persons", person), (NAMES, person))
    return words


@lru_cache(maxsize=4096)
def _credited(line: str, photographer: str) -> tuple[Word, ...]:
    """Return whom the credit *line* names, beside the *photographer* whom another field names."""
    credited = read_credit(line).photographer
    people = [("photographer", credited)] if credited and credited != photographer else []
    return (*people, *((NAMES, name) for name in names_in_credit(line) if name != photographer))


def _names_of(language: str, *texts: str) -> tuple[Word, ...]:
    """Return the names in running *texts*."""
    return tuple((NAMES, name.text) for text in texts if text for name in names(text, language))
