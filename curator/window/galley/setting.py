"""Words set into lines of one width, exactly as a text field wraps them; which words is left to others."""

import unicodedata

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

_SEEN = 1000
# Characters among which the first one with a direction is looked for.

MOST = 20_000
"""Characters set at most: far more than a caption has, and no longer than a frame takes."""


class SetText:
    """A text in lines, ready to be measured and drawn.

    The lines are those of a plain text field of the same font and width, so that nothing moves when
    one is put in their place.
    """

    def __init__(self, text: str, font: QFont, width: int) -> None:
        self.is_cut = len(text) > MOST
        self._paragraphs: list[tuple[QTextLayout, int]] = []
        self._height = 0.0
        shown = text[:MOST] + "…" if self.is_cut else text
        option = QTextOption()  # Each paragraph takes its direction from its own letters.
        option.setAlignment(alignment(text))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for paragraph in shown.split("\n"):
            layout = QTextLayout(paragraph, font)
            layout.setCacheEnabled(True)
            layout.setTextOption(option)
            self._paragraphs.append((layout, round(self._height)))
            self._height += _set(layout, width)

    @property
    def height(self) -> int:
        """The height of all lines, in logical pixels."""
        return round(self._height)

    @property
    def first_baseline(self) -> int:
        """How far below the top the first line's letters stand."""
        return round(self._paragraphs[0][0].lineAt(0).ascent())

    def draw(self, painter: QPainter, left: int, top: int, visible: QRectF) -> None:
        """Draw the lines in the painter's ink, their first at *left*, *top*; what is *visible* at least."""
        for layout, below in self._paragraphs:
            place = QPointF(left, top + below)
            if layout.boundingRect().translated(place).intersects(visible):
                layout.draw(painter, place)

    def spans(self, start: int, end: int) -> list[QRectF]:
        """Return where the characters *start* to *end*, in UTF-16 units, stand, line by line."""
        found: list[QRectF] = []
        for layout, below in self._paragraphs:
            length = len(layout.text().encode("utf-16-le", "surrogatepass")) // 2
            found.extend(
                rect.translated(0, below)
                for rect in spans_of(layout, max(start, 0), min(end, length))
            )
            start, end = start - length - 1, end - length - 1
        return found


def alignment(text: str) -> Qt.AlignmentFlag:
    """Return on which side lines of *text* begin; Qt's plain text fields leave that to their owner."""
    directions = map(unicodedata.bidirectional, text[:_SEEN])
    first = next((d for d in directions if d in ("L", "R", "AL")), "L")
    return Qt.AlignmentFlag.AlignLeft if first == "L" else Qt.AlignmentFlag.AlignRight


def _set(layout: QTextLayout, width: int) -> float:
    """Break *layout* into lines of *width* as Qt's plain text fields do; return their height."""
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height


def spans_of(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    """Return where the UTF-16 units *start* to *end* of *layout* stand, a rectangle for each line."""
    found = []
    for number in range(layout.lineCount() if start < end else 0):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            one, other = sorted((_x(line, first), _x(line, last)))
            found.append(QRectF(one, line.y(), other - one, line.ascent() + line.descent()))
        elif line.textStart() >= end:
            break
    return found


def _x(line, place: int) -> float:  # type: ignore[no-untyped-def]
    """Return where the cursor before unit *place* stands in *line*."""
    found = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def underline(painter: QPainter, spans: list[QRectF], colour: str) -> None:
    """Draw the quiet dotted line that marks repeated words below *spans*."""
    pen = QPen(QColor(colour), 1.6, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    for span in spans:
        y = round(span.bottom()) - 0.5
        painter.drawLine(QPointF(span.left() + 1, y), QPointF(span.right() - 1, y))
    painter.restore()
