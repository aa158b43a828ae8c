"""The words of one photo, or of all that are selected; every keystroke becomes an edit."""

import re
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QWidget

from curator.captions.dates import read_date
from curator.captions.text import word_count
from curator.story import edits
from curator.story.blocks import GROUP_CAPTION
from curator.story.reserve import set_place_detail
from curator.story.values import Defaults, Photo, PhotoId
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.editor.fields import SEVERAL, Burst, LineField, TextField
from curator.window.editor.form import Form
from curator.window.editor.from_file import FromFile
from curator.window.editor.placing import Placing
from curator.window.editor.preview import Preview
from curator.window.editor.reserving import PHOTO_PLACES, DetailBox

_LISTS = {"persons": "Names, separated by commas", "keywords": "Words, separated by commas"}
# Fields of several values, and what each says while it is empty.

_MOST_LINES = {"caption": 12, "alt": 6}
# Lines to which a field grows with its words.

_LABELS = {
    "persons": "Persons shown",
    "keywords": "Keywords",
    "usage": "Usage terms",
    "license_url": "Licence address",
    "credit": "Credit",
    "photographer": "Photographer",
    "headline": "Headline",
    "copyright": "Copyright",
    "place.sublocation": "Place",
    "place.city": "City",
    "place.state": "State or province",
    "place.country": "Country",
    "taken": "Date taken",
}


class PhotoPanel(Form):
    """The fields of the selected photos.

    Signals:
        turned(): they are about other photos.
    """

    turned = Signal()

    def __init__(
        self,
        document: StoryDocument,
        preview: Preview,
        from_file: FromFile,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[PhotoId, ...] = ()
        self._burst = Burst(self)
        self._placing = Placing(document, self._burst)
        self.place_detail = DetailBox(
            "What readers are told of the place",
            PHOTO_PLACES,
            lambda detail: document.apply(set_place_detail(self._ids, detail)),
        )
        self._fields: dict[str, LineField | TextField] = {}
        self._marks: dict[str, QToolButton] = {}
        self._counts = QLabel()
        self._counts.setObjectName("muted")
        self._counts.setAccessibleName("Words and characters of the caption")
        self._preview = preview
        self.add(preview)
        self._add_text("caption", "Caption", 4, self._counts)
        self.add(self._placing.group)
        self._add_text("alt", "Alt text: what a reader who cannot see it needs", 2)
        self._add_pair("credit", "photographer")
        self._add_text("headline", "Headline", 1)
        self._add_pair("persons", "keywords")
        self._add_pair("place.sublocation", "place.city")
        self._add_pair("place.state", "place.country")
        self.add_row(("What readers are told of the place", self.place_detail))
        taken = self._make_line("taken")
        taken.editingFinished.connect(self._settle_taken)
        mark = self._make_mark("taken", "file ✓")
        self.add_row(("Date taken", taken, mark), ("Layout in the story", self._placing.box, None))
        self._add_pair("copyright", "license_url")
        self._add_text("usage", "Usage terms", 2)
        self._add_text("notes", "Notes: for the desk, never exported", 2)
        self._from_file = from_file
        self.add(from_file)

    @property
    def ids(self) -> tuple[PhotoId, ...]:
        """The photos being edited."""
        return self._ids

    @property
    def fields(self) -> dict[str, LineField | TextField]:
        """The text fields by the field of a photo that each edits."""
        return self._fields

    @property
    def group_caption(self) -> TextField:
        """The field of the caption of the group that the photos are in, seen while they are in one."""
        return self._placing.caption

    def show_photos(self, ids: tuple[PhotoId, ...]) -> None:
        """Edit the photos of *ids*, which the story has."""
        if ids == self._ids:
            self.refresh()
            return
        written = self.field_name(QApplication.focusWidget())
        if written or self.group_caption.hasFocus():
            QGuiApplication.inputMethod().commit()  # What is being composed belongs to these photos.
        self._settle_taken()
        self._burst.end()
        self._ids = ids
        self.refresh()
        self.turned.emit()
        if written:
            self.focus_field(written)  # The cursor stood in the words of another photo.

    def refresh(self) -> None:
        """Show the words as the story has them now; leave a field alone that already agrees."""
        story = self._document.story
        self._ids = tuple(i for i in self._ids if i in story.photos)
        photos = [story.photos[i] for i in self._ids]
        unconfirmed = frozenset().union(*(photo.from_file for photo in photos))
        for name, field in self._fields.items():
            value, is_common = _common_value(photos, name)
            hint = _hint(story.defaults, name) if is_common else SEVERAL
            # A list being typed stays as typed: "Oh, " is more than the list it means so far.
            if not (
                name in _LISTS
                and is_common
                and field.hasFocus()
                and _typed_value(name, field.text()) == value
            ):
                field.show_text(_shown_value(name, value) if is_common else "", hint)
            if name in self._marks:
                is_open = name.partition(".")[0] in unconfirmed
                self._marks[name].setVisible(is_open and bool(value or not is_common))
        self._show_counts()
        self.place_detail.show_details({photo.place_detail for photo in photos})
        self._preview.show_photo(photos[0] if photos else None, len(photos) - 1)
        self._placing.show_photos(self._ids)
        self._from_file.show_photo(photos[0] if len(photos) == 1 else None)

    def token(self, name: str) -> tuple[object, ...]:
        """Return the token of what is being typed in the field *name*."""
        return self._burst.token("photo", name, self._ids)

    def field_name(self, widget: QWidget | None) -> str:
        """Return which field *widget* edits; ``""`` if none of these."""
        return next((name for name, field in self._fields.items() if field is widget), "")

    def focus_field(self, name: str) -> None:
        """Put the cursor at the end of the field *name*, if there is a photo to write about."""
        if not self._ids:
            return
        field = self._fields.get(name, self._fields["caption"])
        if name == GROUP_CAPTION and not self._placing.group.isHidden():
            field = self.group_caption
        self.verticalScrollBar().setValue(0)  # The picture is seen, as far as the field lets it be.
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        photos = self._document.story.photos
        if name not in _LISTS and name.partition(".")[0] in photos[self._ids[0]].from_file:
            field.selectAll()  # What the file said is more often replaced than added to.
        elif isinstance(field, TextField):
            cursor = field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            field.setTextCursor(cursor)
            field.ensureCursorVisible()
        else:
            field.end(False)
        self.ensureWidgetVisible(field)

    def _add_text(self, name: str, label: str, lines: int, counts: QLabel | None = None) -> None:
        field = TextField(label.partition(":")[0], lines, most_lines=_MOST_LINES.get(name, lines))
        self._register(name, field)
        aside = QWidget()
        row = QHBoxLayout(aside)
        row.setContentsMargins(0, 0, 0, 0)
        if name in ("caption", "alt", "headline", "usage"):
            row.addWidget(
                self._make_mark(name, "from the file ✓" if name == "caption" else "file ✓")
            )
        if counts is not None:
            row.addWidget(counts)
        self.add_field(label, field, aside)

    def _add_pair(self, one: str, other: str) -> None:
        self.add_row(self._make_pair(one), self._make_pair(other))

    def _make_pair(self, name: str) -> tuple[str, LineField, QToolButton]:
        return _LABELS[name], self._make_line(name), self._make_mark(name, "file ✓")

    def _make_line(self, name: str) -> LineField:
        field = LineField(_LABELS[name])
        self._register(name, field)
        return field

    def _make_mark(self, name: str, words: str = "from the file ✓") -> QToolButton:
        """Make the mark of words that nobody confirmed yet; a click confirms them."""
        mark = QToolButton()
        mark.setObjectName("chip")
        # No stop of Tab: the way from field to field is the same for every photo. Ctrl+Shift+C confirms.
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark.setText(words)
        mark.setToolTip("These words came with the file. Click to confirm them, or change them.")
        mark.setAccessibleName(f"Confirm the {wording.FIELD_NAMES[name]} from the file")
        mark.clicked.connect(
            lambda: self._document.apply(edits.confirm(self._ids, [name.partition(".")[0]]))
        )
        mark.hide()
        self._marks[name] = mark
        return mark

    def _register(self, name: str, field: LineField | TextField) -> None:
        self._fields[name] = field
        field.edited.connect(lambda: self._take(name))
        field.parted.connect(self._burst.end)

    def _take(self, name: str) -> None:
        if not self._ids:
            return
        value = _typed_value(name, self._fields[name].text())
        self._document.apply(edits.set_field(self._ids, name, value, self.token(name)))
        self.ensureWidgetVisible(self._fields[name])
        if name == "caption":
            self._show_counts()

    def _settle_taken(self) -> None:
        """Store the date as ISO 8601 once the person leaves it, however it was typed."""
        photos = self._document.story.photos
        values = {photos[i].taken for i in self._ids if i in photos}
        read = read_date(values.pop()) if len(values) == 1 else None
        if read is not None and any(photos[i].taken != read for i in self._ids if i in photos):
            self._document.apply(edits.set_field(self._ids, "taken", read, self.token("taken")))

    def _show_counts(self) -> None:
        field = self._fields["caption"]
        text = field.text()
        is_several = not text and field.placeholderText() == SEVERAL
        self._counts.setText(
            "" if is_several else wording.counted_words(word_count(text), len(text))
        )


def _common_value(photos: list[Photo], name: str) -> tuple[Any, bool]:
    """Return the value of field *name* that all *photos* share, and whether they share one."""
    values = set(map(attrgetter(name), photos))  # asked of thousands at once, for every field
    return (values.pop(), True) if len(values) == 1 else ("", not values)


def _hint(defaults: Defaults, name: str) -> str:
    """Return what stands grey in an empty field: what the photo inherits, or how to write."""
    if name in edits.DEFAULT_FIELDS:
        return _shown_value(name, edits.read_field(defaults, name))
    return _LISTS.get(name, "")


def _shown_value(name: str, value: Any) -> str:
    if name in _LISTS:
        # A name such as “Oh, Mina” stays one: then semicolons part them, the last one included.
        return "; ".join(value) + ";" if any("," in one for one in value) else ", ".join(value)
    is_moment = name == "taken" and value[10:11] == "T" and value[4:5] == "-"
    return str(value[:10] + " " + value[11:] if is_moment else value)


def _typed_value(name: str, text: str) -> Any:
    """Return *text* as the story stores it: ``2026-03-14 07:42`` becomes ISO 8601, names a list."""
    if name in _LISTS:
        signs = ";" if ";" in text else "[,\uff0c\u3001]"
        return edits.cleaned(name, re.split(signs, text))
    is_moment = name == "taken" and len(text) > 11 and text[4:5] == "-" and text[10] == " "
    return text[:10] + "T" + text[11:] if is_moment else text
