"""Texts set into lines and drawn, the same for a screen, a file and a printer; which stand where is left to ``layout``.

Letters are set at 1,200 dots an inch, whatever they are shown on, so that lines break everywhere at
the same places. May be used in any thread, each with a typesetter of its own.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from curator.window.galley.setting import alignment
from curator.window.paper.stacks import Lines
from curator.window.paper.texts import Mark, Role, Text, Tone

DOTS = 1200 / 25.4
"""Dots in a millimetre."""

INK, QUIET_INK = "#141414", "#5a5a5a"
"""Black and grey of the words: on paper, whatever the window looks like."""

_DOTS_IN_POINT = 1200 / 72
_KEPT = 256
# Texts kept set: those of some pages.


@dataclass(frozen=True, slots=True)
class _Look:
    """What the letters of a role look like; ``size`` counts in sizes of the captions' letters."""

    size: float = 1.0
    weight: QFont.Weight = QFont.Weight.Normal
    is_italic: bool = False
    is_serif: bool = False
    ink: str = INK


_BOLD = QFont.Weight.Bold

_LOOKS: Mapping[Role, _Look] = {
    Role.TITLE: _Look(2.2, _BOLD, is_serif=True),
    Role.STANDFIRST: _Look(1.25, is_serif=True),
    Role.BYLINE: _Look(0.92, ink=QUIET_INK),
    Role.HEADING: _Look(1.4, _BOLD, is_serif=True),
    Role.TEXT: _Look(is_serif=True),
    Role.QUOTE: _Look(1.4, is_italic=True, is_serif=True),
    Role.SAID_BY: _Look(0.92, ink=QUIET_INK),
    Role.NUMBER: _Look(0.92, _BOLD),
    Role.NAME: _Look(0.92, ink=QUIET_INK),
    Role.HEADLINE: _Look(1.0, _BOLD),
    Role.CAPTION: _Look(),
    Role.CREDIT: _Look(0.9, ink=QUIET_INK),
    Role.FACT: _Look(0.9, ink=QUIET_INK),
    Role.BLANK: _Look(is_italic=True, ink=QUIET_INK),
    Role.GOES_ON: _Look(0.85, is_italic=True, ink=QUIET_INK),
}

_SERIF = ("Georgia", "Charter", "Source Serif 4", "Noto Serif", "Liberation Serif", "DejaVu Serif")
# The faces of the page's own running text, as far as this machine has them.


class Typesetter:
    """Sets and draws texts of which captions have *size* points; keeps the latest of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._fonts: dict[Role, QFont] = {}
        self._set: OrderedDict[tuple[Text, float], QTextLayout] = OrderedDict()

    def heights(self, text: Text, width: float) -> Sequence[float]:
        """Return how high each line of *text* is, *width* wide; all in millimetres."""
        layout = self._layout(text, width)
        return tuple(layout.lineAt(n).height() / DOTS for n in range(layout.lineCount()))

    def draw(self, painter: QPainter, lines: Lines) -> None:
        """Draw *lines* where they stand; *painter* counts in dots."""
        layout = self._layout(lines.text, lines.width)
        painter.setPen(QColor(_LOOKS[lines.text.role].ink))
        top = layout.lineAt(lines.first).y()
        for number in range(lines.first, lines.end):
            layout.lineAt(number).draw(painter, QPointF(lines.x * DOTS, lines.y * DOTS - top))

    def _font(self, role: Role) -> QFont:
        font = self._fonts.get(role)
        if font is None:
            look = _LOOKS[role]
            font = self._fonts[role] = letters(look.size * self._size, is_serif=look.is_serif)
            font.setWeight(look.weight)
            font.setItalic(look.is_italic)
        return font

    def _layout(self, text: Text, width: float) -> QTextLayout:
        key = (text, width)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = self._break(text, width)
            if len(self._set) > _KEPT:
                self._set.popitem(last=False)
        self._set.move_to_end(key)
        return found

    def _break(self, text: Text, width: float) -> QTextLayout:
        layout = QTextLayout(text.words, self._font(text.role))
        option = QTextOption(alignment(text.words) | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([_format(text, mark) for mark in text.marks])
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width * DOTS)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout


def letters(size: float, *, is_serif: bool = False) -> QFont:
    """Return plain letters of *size* points, their size in dots."""
    made = QFont()
    if is_serif:
        made.setFamilies([*_SERIF, *made.families()])
        made.setStyleHint(QFont.StyleHint.Serif)
    made.setPixelSize(max(1, round(size * _DOTS_IN_POINT)))
    # At so many dots hinting has nothing to do, and would move letters where a page is shown small.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _format(text: Text, mark: Mark) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = _units(text.words[: mark.start])
    found.length = _units(text.words[mark.start : mark.end])
    form = QTextCharFormat()
    match mark.tone:
        case Tone.STRONG:
            form.setFontWeight(_BOLD)
            if text.role is Role.NAME:  # The number, by which people find their way.
                form.setForeground(QColor(INK))
        case Tone.EMPHASIS:
            form.setFontItalic(True)
    found.format = form
    return found


def _units(words: str) -> int:
    """Return how many UTF-16 units *words* are, in which Qt counts."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
