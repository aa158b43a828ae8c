"""The check of a story, run again and again while it is written: what did not change is not looked at anew.

What one photo's words settle is kept as long as the photo and what it inherits are the very same;
rules about the whole story go by the facts kept of each photo. A :class:`Checker` belongs to one
thread at a time.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from curator.captions.spelling import MAX_TEXT, Names, Speller, speller
from curator.check import rules
from curator.check.facts import Facts, facts_of
from curator.check.gathered import KINDS, Gathered, StoryRule
from curator.check.kept import Kept
from curator.check.problem import Finding, Level, Problem
from curator.check.rule import About, Kind, Rule, Subject, problem_of
from curator.check.single import PHOTO_TEXTS, captioned, in_text, problems_of, run, value_of
from curator.check.speech import Speech, speech
from curator.check.style import USUAL, Style
from curator.story import passages
from curator.story import sequence as order
from curator.story.known_names import KnownNames
from curator.story.passages import Passage
from curator.story.values import GroupBlock, Photo, PhotoId, Story

_PAUSE = 0.02
# Seconds after which others get a turn.

_STORY_FIELDS = frozenset(field for field in KINDS if field not in PHOTO_TEXTS)
_SPELLED = frozenset({Kind.CAPTION, Kind.LINE, Kind.ALT, Kind.PROSE})
_NOT_SPELLED = frozenset({"byline", "by", "dateline"})
# Lines that are names.


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was found of one photo, and for what it was found."""

    subject: Subject
    facts: Facts
    problems: tuple[Problem, ...]


class Checker:
    """The check of one story after another, quick where they are nearly the same."""

    def __init__(
        self,
        style: Style = USUAL,
        find_speller: Callable[[str], Speller] = speller,
        own_words: Callable[[str], Iterable[str]] = lambda tag: (),
    ) -> None:
        """Make a check by *style*; *own_words* tells what else is spelled right in the language of a tag."""
        self._style, self._find_speller, self._own_words = style, find_speller, own_words
        self._kept: dict[PhotoId, _Kept] = {}
        self._spelled: dict[PhotoId, tuple[Photo, tuple[Problem, ...]]] = {}
        self._accepted: frozenset[str] = frozenset()
        self._near = Kept()
        self._gathered: Gathered | None = None
        self._frame: object = None
        self._by_rule: dict[str, tuple[Problem, ...]] = {}
        self._told: dict[str, dict[int, tuple[About, Photo | None, Problem]]] = {}
        self._names: KnownNames | None = None
        self._speller: Speller | None = None

    def check(self, story: Story, *, with_files: bool = True) -> Iterator[list[Problem]]:
        """Yield the problems of *story* in batches, one at least every few hundredths of a second.

        First those of the story and its blocks, then photo by photo as readers meet them; photos set
        aside are not checked: no reader meets them. What was waived is left out.
        """
        waived = {waiver.place for waiver in story.waivers}
        for batch in self._batches(story, with_files=with_files):
            yield [problem for problem in batch if problem.place not in waived] if waived else batch

    def _batches(self, story: Story, *, with_files: bool) -> Iterator[list[Problem]]:
        speaking = speech(story.language)
        numbers = order.numbers(story.sequence)
        has_group_caption = captioned(story)
        paused = time.monotonic()
        facts: dict[PhotoId, Facts] = {}
        frame = (story.defaults, speaking, story.date, has_group_caption)
        is_same_frame, self._frame = frame == self._frame, frame
        photos = story.photos
        for photo_id in numbers:
            photo, kept = photos[photo_id], self._kept.get(photo_id)
            if kept is not None and is_same_frame and kept.subject.photo is photo:
                facts[photo_id] = kept.facts
                continue
            has_caption = photo_id in has_group_caption
            subject = Subject(photo, story.defaults, speaking, self._style, has_caption, story.date)
            facts[photo_id] = self._look(subject).facts
            if time.monotonic() - paused > _PAUSE:
                yield []
                paused = time.monotonic()
        self._forget(story)
        of_story, of_photos = self._of_whole(story, facts, numbers, speaking)
        yield of_story
        yield from self._photo_by_photo(story, of_photos, with_files=with_files)

    def _photo_by_photo(
        self, story: Story, of_photos: dict[PhotoId, list[Problem]], *, with_files: bool
    ) -> Iterator[list[Problem]]:
        spell = self._prepare_spelling(story)
        batch: list[Problem] = []
        paused = time.monotonic()
        for photo_id in order.photo_ids(story.sequence):
            kept = self._kept[photo_id]
            batch += kept.problems
            batch += of_photos.get(photo_id, ())
            batch += self._spelling_of(kept.subject.photo, spell)
            if with_files:
                batch += run(rules.OF_FILES, kept.subject)
            if time.monotonic() - paused > _PAUSE:
                yield batch
                batch, paused = [], time.monotonic()
        yield batch

    def _look(self, subject: Subject) -> _Kept:
        photo = subject.photo
        kept = self._kept.get(photo.id)
        if kept is not None and _is_same(kept.subject, subject):
            return kept
        before = kept.subject if kept is not None else None
        holds = before is not None and before.photo is photo and before.speech is subject.speech
        facts = kept.facts if kept and holds else facts_of(photo, subject.speech)
        kept = self._kept[photo.id] = _Kept(subject, facts, tuple(problems_of(subject)))
        return kept

    def _forget(self, story: Story) -> None:
        """Let go of photos that are gone, once there are many of them."""
        if len(self._kept) > 2 * len(story.photos) + 100:
            for known in (self._kept, self._spelled):
                for photo_id in [i for i in known if i not in story.photos]:
                    del known[photo_id]

    def _of_whole(
        self,
        story: Story,
        facts: dict[PhotoId, Facts],
        numbers: dict[PhotoId, int],
        speaking: Speech,
    ) -> tuple[list[Problem], dict[PhotoId, list[Problem]]]:
        """Return what rules about the whole story find: of the story itself, and by photo."""
        texts = tuple(_story_texts(story))
        self._near.follow(facts, numbers)
        gathered = Gathered(story, facts, numbers, texts, self._near, speaking, self._style)
        of_story: list[Problem] = []
        of_photos: dict[PhotoId, list[Problem]] = defaultdict(list)
        for problems in self._found_by_rule(gathered).values():
            for problem in problems:
                mine = of_story if problem.photo is None else of_photos[problem.photo]
                mine.append(problem)
        of_story += self._in_story_texts(texts, story, speaking)
        return of_story, of_photos

    def _found_by_rule(self, gathered: Gathered) -> dict[str, tuple[Problem, ...]]:
        """Return what each rule about the whole finds, as before where it reads what it read before."""
        before, self._gathered = self._gathered, gathered
        changed = None if before is None else _changed(before, gathered)
        found = {}
        for rule in rules.OF_STORY:
            level = self._style.level(rule.name, rule.level)
            if level is None:
                continue
            if changed is None or any(map(_reading(rule.reads), changed)):
                found[rule.name] = self._problems_of(rule, level, gathered)
            else:
                found[rule.name] = self._by_rule[rule.name]
        self._by_rule = found
        return found

    def _problems_of(
        self, rule: StoryRule, level: Level, gathered: Gathered
    ) -> tuple[Problem, ...]:
        """Return what *rule* finds as problems, those of the last time where it found the very same."""
        before = self._told.get(rule.name, {})
        now: dict[int, tuple[About, Photo | None, Problem]] = {}
        photos = gathered.story.photos
        for about in rule.find(gathered):
            photo = photos[about.photo] if about.photo is not None else None
            known = before.get(id(about))
            if known is None or known[0] is not about or photo is None or known[1] is not photo:
                known = (about, photo, _of_whole(rule, level, gathered, about))
            now[id(about)] = (
                known  # It holds on to what was found, so that the number stays its own.
            )
        self._told[rule.name] = now
        return tuple([problem for *_, problem in now.values()])

    def _in_story_texts(
        self, texts: tuple[Passage, ...], story: Story, speaking: Speech
    ) -> Iterator[Problem]:
        spell = self._prepare_spelling(story)
        for passage in texts:
            kind = KINDS[passage.field]
            photo = story.photos[passage.photo] if passage.photo is not None else None
            found = in_text(passage.text, kind, speaking, self._style)
            for rule, level, finding in (
                *found,
                *self._misspelt(passage.text, passage.field, spell),
            ):
                problem = problem_of(rule, level, finding, passage.field, passage.text, photo)
                yield replace(problem, block=passage.block)

    # Spelling

    def _prepare_spelling(self, story: Story) -> tuple[Speller, Names] | None:
        if self._style.level(rules.SPELLING.name, rules.SPELLING.level) is None:
            return None
        if self._speller is None or self._speller.tag != story.language:
            self._speller = self._find_speller(story.language)
            self._spelled.clear()
            self._names = None
        if self._speller.is_silent:
            return None
        if self._names is None:
            self._names = KnownNames(story)
        else:
            self._names.follow(story)
        self._names.catch_up()
        accepted = frozenset((*story.dictionary, *self._own_words(story.language)))
        if not accepted >= self._accepted:  # A word was taken out: what was right may not be.
            self._spelled.clear()
        self._accepted = accepted
        self._names.accept(accepted)
        return self._speller, self._names

    def _spelling_of(
        self, photo: Photo, spell: tuple[Speller, Names] | None
    ) -> tuple[Problem, ...]:
        known = self._spelled.get(photo.id)
        # What was misspelt is looked at again: a dictionary may have it by now, or a name of the story.
        if known is not None and known[0] is photo and not known[1]:
            return ()
        found = []
        for field in ("caption", "headline", "alt"):
            text = getattr(photo, field)
            for rule, level, finding in self._misspelt(text, field, spell) if text else ():
                found.append(problem_of(rule, level, finding, field, text, photo))
        self._spelled[photo.id] = (photo, tuple(found))
        return self._spelled[photo.id][1]

    def _misspelt(
        self, text: str, field: str, spell: tuple[Speller, Names] | None
    ) -> Iterator[tuple[Rule, Level, Finding]]:
        if spell is None or field in _NOT_SPELLED or KINDS[field] not in _SPELLED:
            return
        rule = rules.SPELLING
        level = self._style.level(rule.name, rule.level)
        assert level is not None
        spelling, names = spell
        if not spelling.is_thorough and level is Level.WARNING:
            level = Level.HINT
        for start, end in spelling.misspelt(text[:MAX_TEXT], names):
            word = text[start:end]
            yield rule, level, Finding(f"“{word[:40]}” is in no dictionary", word, start)


def _is_same(one: Subject, other: Subject) -> bool:
    return (
        one.photo is other.photo
        and one.defaults is other.defaults
        and one.speech is other.speech
        and one.has_group_caption == other.has_group_caption
        and one.story_date == other.story_date
    )


_MOST_CHANGED = 50
# Photos that may have changed for it to be worth asking which rules read what changed.


def _changed(before: Gathered, now: Gathered) -> list[tuple[Facts, Facts]] | None:
    """Return the facts that differ, each before and now; ``None`` if more differs than a few photos."""
    is_same_frame = (
        before.numbers == now.numbers
        and before.texts == now.texts
        and before.speech is now.speech
        and _frame(before.story) == _frame(now.story)
    )
    if not is_same_frame:
        return None
    pairs = [
        (before.facts[i], facts) for i, facts in now.facts.items() if before.facts[i] is not facts
    ]
    return pairs if len(pairs) <= _MOST_CHANGED else None


def _frame(story: Story) -> tuple[object, ...]:
    """Return what rules about the whole read of the story apart from photos and texts."""
    own = (story.date, story.language, story.source, story.links, story.corrections)
    return (*own, story.defaults, story.dictionary, story.names, story.closing_from_photos)


@cache
def _reading(names: tuple[str, ...]) -> Callable[[tuple[Facts, Facts]], bool]:
    """Return what says whether two facts of one photo differ in *names*."""
    if not names:
        return lambda pair: False
    read = attrgetter(*names)
    return lambda pair: read(pair[0]) != read(pair[1])


def _of_whole(rule: Rule, level: Level, gathered: Gathered, about: About) -> Problem:
    story = gathered.story
    photo = story.photos[about.photo] if about.photo is not None else None
    value = _value(story, photo, about.field)
    return problem_of(rule, level, about.finding, about.field, value, photo)


def _story_texts(story: Story) -> Iterator[Passage]:
    """Yield the texts of the story itself and of its blocks."""
    bare = replace(story, photos=_NO_PHOTOS) if not _has_group_captions(story) else story
    for passage in passages.passages(bare, _STORY_FIELDS):
        if passage.field in KINDS:
            yield passage


def _has_group_captions(story: Story) -> bool:
    return any(isinstance(block, GroupBlock) and block.caption for block in story.sequence)


_NO_PHOTOS = Story().photos


def _value(story: Story, photo: Photo | None, field: str) -> str:
    """Return what *field* of *photo*, or of the story itself, holds, if it is one text."""
    if photo is not None:
        return value_of(photo, field)
    head, _, rest = field.partition(".")
    value = getattr(story.defaults, rest, "") if head == "defaults" else getattr(story, head, "")
    return value if isinstance(value, str) else ""
