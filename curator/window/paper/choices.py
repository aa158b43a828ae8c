"""The choices for paper as a form: what a person sets, and what becomes of it; the pages are left to ``proof``."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from curator.window.paper.sheets import (
    COLUMNS,
    MARGINS,
    PAPERS,
    PRESETS,
    ROWS,
    TEXT_SIZES,
    Field,
    Heading,
    Kind,
    Margins,
    Sheet,
    Which,
    preset_of,
    with_preset,
)

OWN = "Your own choices"

_KINDS = {
    Kind.CONTACT: "Contact sheet",
    Kind.PICTURES: "Captions beside pictures",
    Kind.CAPTIONS: "Captions alone",
}
_FIELDS = {
    Field.NUMBER: "Number",
    Field.FILE: "File name",
    Field.RATING: "Stars",
    Field.HEADLINE: "Headline",
    Field.CAPTION: "Caption",
    Field.CREDIT: "Credit",
    Field.PHOTOGRAPHER: "Photographer",
    Field.DATE: "Date taken",
    Field.PLACE: "Place",
    Field.ALT: "Alt text",
    Field.KEYWORDS: "Keywords",
    Field.NOTES: "Notes",
}
_HEADINGS = {Heading.TITLE: "Title", Heading.DATE: "Today’s date", Heading.PAGES: "Page numbers"}


_LABEL_WIDTH = 56
# Logical pixels that labels take at least, so that fields stand under each other.


class Choices(QWidget):
    """The form. What is set is :attr:`sheet`.

    Signals:
        edited(): the person chose something else.
    """

    edited = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.preset = _combo({OWN: OWN, **{name: name for name in PRESETS}})
        self.kind = _combo(_KINDS)
        self.which = _combo(dict.fromkeys(Which, ""))
        self.texts = QCheckBox("&Texts of the story")
        self.texts.setToolTip("Title, standfirst, headings, quotes and the texts between photos")
        self.texts.setAccessibleDescription(self.texts.toolTip())
        self.paper = _combo({name: name for name in PAPERS})
        self.orientation = _combo({False: "Upright", True: "Lying"})
        self.columns = _spin(COLUMNS)
        self.rows = _spin(ROWS)
        self.text_size = _spin(TEXT_SIZES, " pt")
        self.margins = [_spin(MARGINS, " mm") for _ in range(4)]
        self.fields = {field: QCheckBox(words) for field, words in _FIELDS.items()}
        self.header = {part: QCheckBox(words) for part, words in _HEADINGS.items()}
        self.remark = QLabel()
        self.remark.setObjectName("muted")
        self.remark.setWordWrap(True)
        self._arrange()
        self._connect()
        self.show_selection(0)
        self.show_sheet(sheet)

    @property
    def sheet(self) -> Sheet:
        """What is chosen."""
        return self._sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show *sheet* as what is chosen."""
        self._sheet = sheet
        widgets = self.findChildren(QWidget)
        blockers = [QSignalBlocker(widget) for widget in widgets]
        _choose(self.preset, preset_of(sheet) or OWN)
        _choose(self.kind, sheet.kind)
        _choose(self.which, sheet.which)
        _choose(self.paper, sheet.paper)
        _choose(self.orientation, sheet.is_landscape)
        for spin, value in zip(self._spins, self._numbers(sheet), strict=True):
            spin.setValue(value)
        for field, box in self.fields.items():
            box.setChecked(field in sheet.fields)
        for part, box in self.header.items():
            box.setChecked(part in sheet.header)
        self.texts.setChecked(sheet.has_texts)
        self.texts.setEnabled(sheet.kind.is_list)
        self.rows.setEnabled(not sheet.kind.is_list)
        self._remark()
        del blockers

    def show_selection(self, count: int) -> None:
        """Say how many photos and texts are selected."""
        words = {
            Which.STORY: "The story, in its order",
            Which.SELECTION: f"The selection ({count:,})",
            Which.ALL: "All, also what is set aside",
        }
        for which, said in words.items():
            self.which.setItemText(self.which.findData(which), said)

    @property
    def _spins(self) -> list[QSpinBox]:
        return [self.columns, self.rows, self.text_size, *self.margins]

    @staticmethod
    def _numbers(sheet: Sheet) -> list[int]:
        m = sheet.margins
        return [sheet.columns, sheet.rows, sheet.text_size, m.left, m.right, m.top, m.bottom]

    def _remark(self) -> None:
        """Tell where not all can be had that is chosen."""
        fits = self._sheet.columns_that_fit
        is_less = fits < self._sheet.columns
        self.remark.setText(
            f"There is room for {fits} column{'s' * (fits != 1)} at this size of paper and text."
            if is_less
            else ""
        )
        self.remark.setVisible(is_less)

    def _take(self) -> None:
        """Make what the form says the choice, and tell."""
        left, right, top, bottom = (spin.value() for spin in self.margins)
        sheet = Sheet(
            kind=Kind(self.kind.currentData()),
            paper=str(self.paper.currentData()),
            is_landscape=bool(self.orientation.currentData()),
            margins=Margins(left, top, right, bottom),
            columns=self.columns.value(),
            rows=self.rows.value(),
            fields=frozenset(field for field, box in self.fields.items() if box.isChecked()),
            which=Which(self.which.currentData()),
            header=frozenset(part for part, box in self.header.items() if box.isChecked()),
            text_size=self.text_size.value(),
            has_texts=self.texts.isChecked(),
        )
        if sheet != self._sheet:
            self.show_sheet(sheet)
            self.edited.emit()

    def _take_preset(self) -> None:
        name = str(self.preset.currentData())
        sheet = with_preset(self._sheet, name) if name in PRESETS else self._sheet
        is_other = sheet != self._sheet
        self.show_sheet(sheet)
        if is_other:
            self.edited.emit()

    def _connect(self) -> None:
        self.preset.activated.connect(self._take_preset)
        for combo in (self.kind, self.which, self.paper, self.orientation):
            combo.activated.connect(self._take)
        for spin in self._spins:
            spin.valueChanged.connect(self._take)
        for box in (self.texts, *self.fields.values(), *self.header.values()):
            box.toggled.connect(self._take)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addLayout(_grid([[("&Preset", self.preset)]]))
        column.addWidget(_section("What"))
        column.addLayout(_grid([[("&Kind", self.kind)], [("P&hotos", self.which)]]))
        column.addWidget(self.texts)
        column.addWidget(_section("Paper"))
        left, right, top, bottom = self.margins
        column.addLayout(
            _grid(
                [
                    [("P&aper", self.paper), ("&Lies", self.orientation)],
                    [("&Columns", self.columns), ("&Rows", self.rows)],
                    [("Te&xt", self.text_size)],
                ]
            )
        )
        column.addWidget(self.remark)
        column.addWidget(_section("Margins"))
        column.addLayout(
            _grid([[("L&eft", left), ("R&ight", right)], [("T&op", top), ("&Bottom", bottom)]])
        )
        column.addWidget(_section("With each photo"))
        column.addLayout(_ticks(self.fields.values(), 2))
        column.addWidget(_section("At the head of each page"))
        column.addLayout(_ticks(self.header.values(), 3))
        column.addStretch(1)


def _combo(words: Mapping[Any, str]) -> QComboBox:
    combo = QComboBox()
    for value, said in words.items():
        combo.addItem(said, value)
    return combo


def _choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))


def _spin(values: range, suffix: str = "") -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(values.start, values.stop - 1)
    spin.setSuffix(suffix)
    return spin


def _section(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("section")
    return label


def _grid(rows: list[list[tuple[str, QWidget]]]) -> QGridLayout:
    """Return labelled fields in rows of one or two."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for y, row in enumerate(rows):
        for x, (words, field) in enumerate(row):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, y, 2 * x)
            grid.addWidget(field, y, 2 * x + 1)
    for x in range(max(map(len, rows))):
        grid.setColumnMinimumWidth(2 * x, _LABEL_WIDTH)
        grid.setColumnStretch(2 * x + 1, 1)
    return grid


def _ticks(boxes: Iterable[QCheckBox], columns: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    for n, box in enumerate(boxes):
        grid.addWidget(box, n // columns, n % columns)
    return grid
