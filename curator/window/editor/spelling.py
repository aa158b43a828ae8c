"""Spelling while typing: marks, suggestions by menu and keys; checking words is left to ``captions.spelling``.

Loading a language, when the first words are seen, and looking for suggestions are jobs; a check of
what is typed takes less than a millisecond and happens at the keystroke. Where there are many unknown
words at once, a job looks what they are close to, and they are marked when it has. Until language and
story are known, nothing is marked.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from curator.captions.spelling import Speller, speller
from curator.captions.words import plain
from curator.kit import dictionary
from curator.kit.dictionary import PersonalDictionary
from curator.kit.shelf import Shelf
from curator.story.changes import Change
from curator.story.dictionary import add_word
from curator.story.known_names import KnownNames
from curator.story.values import Story
from curator.window.document import StoryDocument
from curator.window.editor.corrections import MenuPart, SuggestionList
from curator.window.editor.fields import TextField
from curator.window.editor.marks import SPELLING, Mark, Marker, Source
from curator.window.editor.settling import Settling
from curator.window.jobs import Job, Jobs
from curator.window.theme import Looks

_PAUSE = 300
"""Milliseconds after the last change before what it means for other words is shown."""

_AT_ONCE = 40
"""Photos whose names are learnt in one go, in some milliseconds."""


class Spelling(QObject):
    """What is misspelt in the open story: its language, names and dictionaries, kept up to date as they change.

    Signals:
        changed(): words may have changed their standing; look at all texts again.
        loaded(tag, is_silent): the language is ready; silent if there is no dictionary of it.
        personal_changed(): the personal dictionary was read or changed.
        failed(error): the personal dictionary could not be read or kept.
    """

    changed = Signal()
    loaded = Signal(str, bool)
    personal_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        disk_jobs: Jobs,
        shelf: Shelf,
        folders: Iterable[Path] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._disk_jobs, self._shelf = document, jobs, disk_jobs, shelf
        self._folders = folders
        self._is_on = True
        self._tag = ""
        self._speller: Speller | None = None
        self._loading: Job | None = None
        self._names = KnownNames(Story())
        self._is_acquainted = False
        self._personal = PersonalDictionary()
        self._settling = Settling(jobs, self)
        self._settling.settled.connect(self.changed)
        self._learning = self._timer(0, self._learn)
        self._pausing = self._timer(_PAUSE, self.changed.emit)
        self._language = self._timer(_PAUSE, lambda: self.set_language(document.story.language))
        document.changed.connect(self._follow)
        document.opened.connect(self._open)
        self._open(document.story)
        disk_jobs.call(partial(dictionary.load, shelf), self._show_personal, self.failed.emit)

    @property
    def personal(self) -> PersonalDictionary:
        """The personal dictionary, as last read or kept."""
        return self._personal

    @property
    def is_on(self) -> bool:
        """Whether misspelt words are marked at all."""
        return self._is_on

    def switch(self, is_on: bool) -> None:
        """Mark misspelt words, or none."""
        self._is_on = is_on
        self.changed.emit()

    def set_language(self, tag: str) -> None:
        """Check words by the language of *tag* once it is loaded; till then all are right."""
        if tag == self._tag:
            return
        self._tag, self._speller = tag, None
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        self._settling.stop()
        self.changed.emit()

    def misspelt(self, text: str) -> list[Mark]:
        """Return marks under the misspelt words of *text*; none until language and story are known.

        Words of which that takes long to say are not among them; once a job has looked, :attr:`changed` tells.
        """
        if text and self._speller is None:
            self._load()
        if self._speller is None or not (text and self._is_on and self._is_acquainted):
            return []
        spans = self._settling.check(text, self._speller, self._names)
        return [Mark(start, end) for start, end in spans]

    def suggest(self, word: str, show: Callable[[list[str]], None]) -> Job | None:
        """Look for what *word* may mean, in a job, and *show* it."""
        if self._speller is None:
            return None
        near = self._names.near(plain(word)) if word[:1].isupper() else ""
        search = partial(self._speller.suggestions, word, near)
        return self._jobs.call(search, show, lambda _: show([near] if near else []))

    def add_to_story(self, word: str) -> None:
        """Let *word* be right in this story; undo takes it back."""
        self._document.apply(add_word(word))
        self.changed.emit()

    def add_to_mine(self, word: str) -> None:
        """Let *word* be right in every story: a name in every language, another word in this one."""
        language = dictionary.ALL if word[:1].isupper() else self._tag
        self._change_personal(
            lambda words: words.with_word(word, language),
            partial(dictionary.add, self._shelf, word, language),
        )

    def remove_from_mine(self, word: str, language: str) -> None:
        """Take *word* of *language* out of the personal dictionary."""
        self._change_personal(
            lambda words: words.without_word(word, language),
            partial(dictionary.remove, self._shelf, word, language),
        )

    def _change_personal(
        self,
        change: Callable[[PersonalDictionary], PersonalDictionary],
        keep: Callable[[], PersonalDictionary],
    ) -> None:
        """Make a change here and now, and keep it in a job; where that fails it holds until the program ends."""
        self._show_personal(change(self._personal))
        self._disk_jobs.call(keep, self._show_personal, self.failed.emit)

    def _show_personal(self, words: PersonalDictionary) -> None:
        self._personal = words
        self._names.accept(words.of(self._tag))
        self.personal_changed.emit()
        self.changed.emit()

    def _load(self) -> None:
        if self._loading is None and self._is_on:
            work = partial(speller, self._tag, self._folders)
            self._loading = self._jobs.call(work, self._show_speller)

    def _show_speller(self, loaded: Speller) -> None:
        self._speller, self._loading = loaded, None
        self._names.accept(self._personal.of(self._tag))
        self.loaded.emit(loaded.tag, loaded.is_silent)
        self.changed.emit()

    def _open(self, story: Story) -> None:
        self._settling.stop()
        self._names = KnownNames(Story())
        self._names.accept(self._personal.of(self._tag))
        self._is_acquainted = False
        self._language.stop()
        self.set_language(story.language)
        self._names.follow(story)
        self.changed.emit()
        self._learn()

    def _follow(self, before: Story, after: Story, change: Change) -> None:
        if after.language != before.language:
            self._language.start()  # Not at each letter of a tag.
        self._names.follow(after)
        self._learn()

    def _learn(self) -> None:
        """Learn the names of some photos, and go on in a moment where there are more."""
        has_changed = self._names.catch_up(_AT_ONCE)
        if self._names.is_behind:
            self._learning.start()
        elif not self._is_acquainted:
            self._is_acquainted = True
            self.changed.emit()
        if has_changed:
            self._pausing.start()

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer


class SpellingMarks(QObject):
    """Marks in fields, and what is offered at them.

    Signals:
        marked(field): the marks of a field may be others than before.
        taking(field): a word of *field* is about to be corrected; what follows is a step of its own.
    """

    marked = Signal(object)
    taking = Signal(object)

    def __init__(self, spelling: Spelling, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spelling, self._looks = spelling, looks
        self._sources: list[Source] = [spelling.misspelt]
        self._markers: dict[TextField, Marker] = {}
        self._asked_at: int | None = None
        self._left_at = -1
        spelling.changed.connect(self.refresh)
        looks.changed.connect(self.refresh)

    def attach(self, field: TextField, own: Sequence[Source] = ()) -> None:
        """Mark the words of *field* from now on, also those that its *own* sources tell of."""
        marker = Marker(field, self._sources, self._looks, own)
        self._markers[field] = marker
        marker.marked.connect(lambda: self.marked.emit(field))
        field.menu_asked.connect(partial(self._extend_menu, field))
        field.destroyed.connect(lambda: self._markers.pop(field, None))
        for widget in (field, field.viewport()):
            widget.installEventFilter(self)
        marker.refresh()

    def add_source(self, source: Source) -> None:
        """Let *source* mark words as well, in every field."""
        self._sources.append(source)
        self.refresh()

    def refresh(self) -> None:
        """Look at the words of all fields again."""
        for marker in self._markers.values():
            marker.refresh()

    def redraw(self, field: TextField) -> None:
        """Look at the words of *field* again."""
        if field in self._markers:
            self._markers[field].refresh()

    def marks(self, field: TextField) -> list[Mark]:
        """Return the marks of *field*, with places in its text."""
        return self._markers[field].marks() if field in self._markers else []

    def correct(self, field: TextField) -> bool:
        """Go to the next marked word after the cursor and offer what it may mean; return whether there is one.

        Goes round at the end of the text. Asked again while a word is offered or selected, goes to the one after it.
        """
        place, chosen = field.cursor_place(), field.textCursor().selectedText()
        marks = self.marks(field)
        if not marks:
            return False
        is_done = chosen or place == self._left_at
        ahead = [m for m in marks if m.end >= place and not (is_done and m.end == place)]
        mark = (ahead or marks)[0]
        field.select_span(mark.start, mark.end)
        if mark.kind == SPELLING:
            self._offer(field, mark)
        return True

    def _offer(self, field: TextField, mark: Mark) -> None:
        """Show a list of what the word of *mark* may mean, at the word."""
        word = field.text()[mark.start : mark.end]
        offer = SuggestionList(word, field)
        job = self._spelling.suggest(word, offer.show_suggestions)
        offer.chosen.connect(lambda near: self._put(field, mark, word, near))
        offer.story_chosen.connect(lambda: self._spelling.add_to_story(word))
        offer.mine_chosen.connect(lambda: self._spelling.add_to_mine(word))
        offer.next_asked.connect(lambda: self.correct(field))
        offer.closed.connect(lambda: job.cancel() if job else None)
        offer.closed.connect(lambda: self._leave_word(field, mark))
        offer.closed.connect(offer.deleteLater)
        cursor = QTextCursor(field.textCursor())
        cursor.setPosition(cursor.selectionStart())
        line = field.cursorRect(cursor)
        line.moveTo(field.viewport().mapTo(field.window(), line.topLeft()))
        offer.show_at(line)

    def _leave_word(self, field: TextField, mark: Mark) -> None:
        """Put the cursor behind the word: left selected, the next key would take it away."""
        self._left_at = mark.end
        field.select_span(mark.end, mark.end)

    def _extend_menu(self, field: TextField, menu: QMenu) -> None:
        """Put what a misspelt word may mean at the head of the *menu* of *field*."""
        asked_at, self._asked_at = self._asked_at, None
        place = field.cursor_place() if asked_at is None else asked_at
        mark = next(
            (m for m in self.marks(field) if m.kind == SPELLING and m.start <= place <= m.end), None
        )
        if mark is None:
            return
        word = field.text()[mark.start : mark.end]
        part = MenuPart(
            menu,
            lambda near: self._put(field, mark, word, near),
            lambda: self._spelling.add_to_story(word),
            lambda: self._spelling.add_to_mine(word),
        )
        job = self._spelling.suggest(word, part.show_suggestions)
        if job is not None:
            menu.destroyed.connect(job.cancel)

    def _put(self, field: TextField, mark: Mark, word: str, near: str) -> None:
        """Put *near* in place of *word*, if that still stands there."""
        if field.text()[mark.start : mark.end] == word:
            self.taking.emit(field)
            field.put(mark.start, mark.end, near)

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note where a menu is asked for: at the mouse, else at the cursor."""
        if isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            field = next((f for f in self._markers if f.viewport() is watched), None)
            if by_mouse and field is not None:
                units = field.cursorForPosition(event.pos()).position()
                self._asked_at = _characters(field.text(), units)
        return super().eventFilter(watched, event)


def _characters(text: str, units: int) -> int:
    """Return how many characters of *text* the first *units* UTF-16 units hold."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(encoded.decode("utf-16-le", "replace"))
