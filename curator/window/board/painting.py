"""Painting the bands and frames of a board, and the picture of what is dragged over it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from curator.captions.text import first_line
from curator.story.values import GroupBlock, HeadingBlock, QuoteBlock, WordBlock
from curator.window import wording
from curator.window.theme import Theme

FOLD = 26
"""Logical pixels at the left end of a band or frame that fold it."""

_LINES = 3
# Of a text at most: the board shows where it stands, the editor what it says.

_PADDING = 8
_KIND = 66
# Logical pixels for what a band says it is.

_LAYOUTS = {"pair": "Pair", "row": "Row", "diptych": "Diptych", "grid": "Grid"}


def band_height(block: WordBlock, width: int, font: QFont) -> int:
    """Return how high the band of *block* is, for texts in *font*: one to three lines."""
    metrics = QFontMetrics(_font_of(block, font))
    if isinstance(block, HeadingBlock):
        return metrics.height() + 2 * _PADDING + 2
    room = width - FOLD - _KIND - 3 * _PADDING
    words = _shown(block)[: room * _LINES]  # Nothing is narrower than a pixel.
    flags = int(Qt.TextFlag.TextWordWrap)
    height = metrics.boundingRect(QRect(0, 0, max(room, 40), 10_000), flags, words or " ").height()
    lines = min(max(round(height / max(metrics.lineSpacing(), 1)), 1), _LINES)
    return lines * metrics.lineSpacing() + 2 * _PADDING


def frame_head(font: QFont) -> int:
    """Return how high the line over a frame is."""
    return QFontMetrics(font).height() + 10


def paint_band(
    painter: QPainter,
    rect: QRect,
    block: WordBlock | None,
    theme: Theme,
    *,
    is_folded: bool,
    hides: int,
) -> None:
    """Paint the band of *block* into *rect*; its ground is painted already."""
    painter.save()
    is_heading = isinstance(block, HeadingBlock)
    if is_heading or is_folded:
        _paint_fold(painter, rect, theme, is_folded=is_folded)
    kind = wording.block_kind(block) if block is not None else ""
    place = rect.adjusted(FOLD, _PADDING, -_PADDING, -_PADDING)
    painter.setPen(QColor(theme.muted))
    top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(place, top, kind)
    place.setLeft(place.left() + _KIND)
    more = f"{wording.count(hides, 'photo')} folded away" if hides else ""
    if more:
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, more)
        place.setRight(place.right() - painter.fontMetrics().horizontalAdvance(more) - 12)
    words = _shown(block) if block is not None else ""
    if block is not None:
        painter.setFont(_font_of(block, painter.font()))
    painter.setPen(QColor(theme.text if words.strip() else theme.attention))
    metrics = painter.fontMetrics()
    if is_heading or is_folded:
        line = metrics.elidedText(
            first_line(words)[:400], Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, top, line or "No words yet")
    else:
        painter.drawText(
            place,
            int(top) | int(Qt.TextFlag.TextWordWrap),
            words[: place.width() * _LINES] or "No text yet",
        )
    painter.restore()


def paint_frame(
    painter: QPainter,
    rect: QRect,
    head: QRect,
    group: GroupBlock | None,
    theme: Theme,
    *,
    is_folded: bool,
) -> None:
    """Paint the frame of *group* into *rect*, and the line *head* over it."""
    painter.save()
    painter.setPen(QPen(QColor(theme.line), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 7, 7)
    _paint_fold(painter, head, theme, is_folded=is_folded)
    place = head.adjusted(FOLD, 0, -_PADDING, 0)
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    layout = _LAYOUTS.get(group.layout, "Group") if group is not None else "Group"
    count = len(group.photos) if group is not None else 0
    kind = f"{layout} of {count}"
    painter.setPen(QColor(theme.muted))
    painter.drawText(place, middle, kind)
    place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(kind) + 14)
    caption = first_line(group.caption) if group is not None else ""
    painter.setPen(QColor(theme.text))
    elided = painter.fontMetrics().elidedText(
        caption[:400], Qt.TextElideMode.ElideRight, place.width()
    )
    painter.drawText(place, middle, elided)
    painter.restore()


def _paint_fold(painter: QPainter, rect: QRect, theme: Theme, *, is_folded: bool) -> None:
    painter.setPen(QColor(theme.muted))
    place = QRect(rect.left(), rect.top(), FOLD, rect.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "▸" if is_folded else "▾")


def _shown(block: WordBlock) -> str:
    """Return the words of *block*, with whoever says them if it is a quote."""
    by = first_line(block.by) if isinstance(block, QuoteBlock) else ""
    return f"{block.words} — {by}" if by and block.words.strip() else block.words


def _font_of(block: WordBlock, font: QFont) -> QFont:
    dressed = QFont(font)
    if isinstance(block, HeadingBlock):
        dressed.setBold(True)
        dressed.setPointSizeF(dressed.pointSizeF() * 1.25)
    elif isinstance(block, QuoteBlock):
        dressed.setItalic(True)
    return dressed


def pile(pictures: list[QPixmap], count: int, theme: Theme) -> QPixmap:
    """Return the picture of *count* rows that are dragged as one: at most three, one over the other."""
    shown = pictures[:3]
    step = 9
    size = max((picture.deviceIndependentSize().toSize() for picture in shown), key=_area)
    room = QSize(size.width() + step * (len(shown) - 1), size.height() + step * (len(shown) - 1))
    canvas = QPixmap(room)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, picture in reversed(list(enumerate(shown))):
        painter.setOpacity(1 - 0.2 * number)
        painter.drawPixmap(QPoint(step * number, step * number), picture)
    painter.setOpacity(1)
    if count > 1:
        words = f"{count:,}"
        width = max(painter.fontMetrics().horizontalAdvance(words) + 12, 24)
        badge = QRect(4, 4, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(badge, 11, 11)
        painter.setPen(QColor(theme.accent_text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return canvas


def _area(size: QSize) -> int:
    return size.width() * size.height()
