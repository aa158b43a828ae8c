"""Help in every field of words: codes as they are typed, words to complete, marks under misspelt ones."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from curator.captions.codes import Values
from curator.story import templates
from curator.story.blocks import GROUP_CAPTION
from curator.story.values import Key, PhotoId
from curator.story.vocabulary import values_among
from curator.window.captioning.codes.code_typing import CodeTyping
from curator.window.captioning.kit import Kit
from curator.window.checking.findings import Findings
from curator.window.checking.marks import About, ProblemMarks
from curator.window.document import StoryDocument
from curator.window.editor.completion import CompletionPopup
from curator.window.editor.fields import LineField, TextField
from curator.window.editor.formatting_keys import FormattingKeys
from curator.window.editor.marks import Mark
from curator.window.editor.panel import EditorPanel
from curator.window.editor.spelling import SpellingMarks
from curator.window.theme import Looks

CODE = "unknown code"
"""The kind of mark under what looks like a code and is none."""

_UNCOMPLETED = {"taken", "date"}


class Writing(QObject):
    """Helps fields of the window; knows which photos the editor is about."""

    def __init__(
        self,
        document: StoryDocument,
        editor: EditorPanel,
        kit: Kit,
        looks: Looks,
        galley_key: Callable[[], Key | None],
        findings: Findings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._editor, self._kit = document, editor, kit
        self._galley_key = galley_key
        self._typing = CodeTyping(lambda: kit.codes.table, self._set_values, self)
        self._typing_in_galley = CodeTyping(lambda: kit.codes.table, self._set_in_galley, self)
        self._typing_elsewhere = CodeTyping(lambda: kit.codes.table, lambda values: None, self)
        self.completion = CompletionPopup(kit.words, lambda: document.story.language, self)
        self.completion.taking.connect(lambda field: field.parted.emit())
        editor.photos.turned.connect(self.completion.close)
        self.marks = SpellingMarks(kit.spelling, looks, self)
        self.marks.add_source(self._unknown_codes)
        self.marks.taking.connect(lambda field: field.parted.emit())
        self.problems = ProblemMarks(findings, looks, self)
        editor.photos.turned.connect(self.problems.refresh)
        kit.codes.changed.connect(self.marks.refresh)
        self._help_editor()

    def help_galley(self, field: LineField | TextField, kind: str) -> None:
        """Help in *field* of the galley, which holds words of *kind*: of the selected photo, or a block."""
        is_photo = kind in ("caption", "credit")
        typing = self._typing_in_galley if is_photo else self._typing_elsewhere
        self._help(field, kind, typing, lambda: (self._galley_key(), kind))
        if kind == "text" and isinstance(field, TextField):
            FormattingKeys(field)

    def complete(self) -> None:
        """Offer words for the field that has the keyboard."""
        self.completion.ask()

    def correct(self) -> bool:
        """Go to the next marked word of the field with the keyboard, or the caption; tell if there is one."""
        field = QApplication.focusWidget()
        if not isinstance(field, TextField):
            self._editor.show_selection()
            self._editor.photos.focus_field("caption")
            field = QApplication.focusWidget()
        return isinstance(field, TextField) and self.marks.correct(field)

    def _help_editor(self) -> None:
        photos, story = self._editor.photos, self._editor.story
        elsewhere = self._typing_elsewhere
        for name, field in photos.fields.items():
            about = partial(self._about_photo, name)
            self._help(field, name, self._typing, about, partial(self._among, name))
        for name, field in story.fields.items():
            self._help(field, name, elsewhere, partial(_of_story, name))
        for name, field in story.default_fields.items():
            self._help(field, name, elsewhere, partial(_of_story, f"defaults.{name}"))
        self._help(story.source_name, "source", elsewhere, partial(_of_story, "source.name"))
        self._help(photos.group_caption, "caption", elsewhere, self._about_group)
        for name, words in self._editor.text.fields.items():
            self._help(words, name, elsewhere, partial(self._about_text, name))

    def _help(
        self,
        field: LineField | TextField,
        kind: str,
        typing: CodeTyping,
        about: About,
        among: Callable[[], list[tuple[str, int]]] | None = None,
    ) -> None:
        typing.install(field, kind)
        if kind not in _UNCOMPLETED:
            self.completion.attach(field, kind, among)
        if isinstance(field, TextField):
            redraw = partial(self.marks.redraw, field)
            self.marks.attach(field, (self.problems.attach_text(field, about, redraw),))
        else:
            self.problems.attach_line(field, about)
        field.left.connect(self._kit.words.settle)

    def _about_photo(self, name: str) -> tuple[Key | None, str] | None:
        ids = self._editor.photos.ids
        return (ids[0], name) if len(ids) == 1 else None

    def _about_group(self) -> tuple[Key | None, str] | None:
        ids = self._editor.photos.ids
        group = self._document.group_of(ids[0]) if ids else None
        return None if group is None else (group.photos[0], GROUP_CAPTION)

    def _about_text(self, name: str) -> tuple[Key | None, str] | None:
        key = self._editor.text.key
        return None if key is None else (key, name)

    def _among(self, name: str) -> list[tuple[str, int]]:
        """Return the values that the selected photos have in the field *name*, most frequent first."""
        photos = self._document.story.photos
        return values_among([photos[i] for i in self._editor.photos.ids if i in photos], name)

    def _set_values(self, values: Values) -> None:
        """Give the photos being edited what a code says for other fields, within the step of typing it."""
        panel = self._editor.photos
        field = panel.field_name(QApplication.focusWidget())
        token = panel.token(field) if field else None
        self._document.apply(templates.with_values(panel.ids, values, token))

    def _set_in_galley(self, values: Values) -> None:
        """Give the photo being written in the galley what a code says for other fields."""
        key = self._galley_key()
        if isinstance(key, str):
            self._document.apply(templates.with_values([PhotoId(key)], values))

    def _unknown_codes(self, text: str) -> list[Mark]:
        return [Mark(start, end, CODE) for start, end in self._typing.unknown(text)]


def _of_story(name: str) -> tuple[Key | None, str]:
    return None, name
