"""A line of text that gives way where there is no room; what it says is left to whoever owns it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.window.theme import Looks
from curator.window.wording import tool_tip

_MARGIN, _GAP = 12, 24
_LONGEST = 400
# Characters of which only the head could ever show; eliding more would cost a frame.


class Line(QWidget):
    """Shows one thing on the left and another on the right; the whole is in the tool tip.

    *share* is the part of the width that the left keeps when both want more than there is. The
    right is muted unless it *is_equal*.
    """

    def __init__(
        self,
        looks: Looks,
        parent: QWidget | None = None,
        *,
        share: float = 1.0,
        is_equal: bool = False,
    ) -> None:
        super().__init__(parent)
        self._looks, self._share, self._is_equal = looks, share, is_equal
        self._left, self._right = "", ""
        self._is_lacking = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        looks.changed.connect(self.update)

    @property
    def words(self) -> tuple[str, str]:
        """What stands on the left and on the right, before it gives way."""
        return self._left, self._right

    def show_words(self, left: str, right: str = "", *, is_lacking: bool = False) -> None:
        """Show *left* and *right*; *is_lacking* marks a *left* that stands for something missing."""
        self._left, self._right, self._is_lacking = left[:_LONGEST], right, is_lacking
        self.setToolTip(tool_tip("\n".join(filter(None, (left[:_LONGEST], right)))))
        self.update()

    # Qt's methods

    def sizeHint(self) -> QSize:
        """Ask for the height of a line."""
        return QSize(120, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for, on the ground of a panel."""
        theme = self._looks.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.panel))
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(self._left)
        free = room.width() - _GAP - min(taken, round(room.width() * self._share))
        right = metrics.elidedText(self._right, Qt.TextElideMode.ElideRight, max(free, 0))
        width = metrics.horizontalAdvance(right)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.text if self._is_equal else theme.muted))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, right)
        left_room = QRect(room)
        left_room.setWidth(room.width() - (width + _GAP if width else 0))
        left = metrics.elidedText(self._left, Qt.TextElideMode.ElideRight, left_room.width())
        painter.setPen(QColor(theme.attention if self._is_lacking else theme.text))
        painter.drawText(left_room, middle | Qt.AlignmentFlag.AlignLeft, left)
