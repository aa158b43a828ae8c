"""Live Markdown: words in a field look as on the page, their signs muted; what is a sign is left to ``captions``."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QTextCharFormat

from curator.captions.markdown import NOTHING, Look, looks_of
from curator.window.editor.fields import TextField
from curator.window.editor.highlighting import Highlighter, Units, text_of
from curator.window.theme import Looks

_HEADING = 1.25
# How much larger a heading is than the words under it.


class MarkdownLooks(QObject):
    """The looks of Markdown in one field, in the colours of the theme that is up."""

    def __init__(self, field: TextField, looks: Looks) -> None:
        super().__init__(field)
        self._field, self._looks = field, looks
        self._formats: dict[Look, QTextCharFormat] = {}
        self._highlighter = Highlighter.of(field)
        self._highlighter.add(self._draw)
        looks.changed.connect(self._dress)
        field.installEventFilter(self)

    def _dress(self) -> None:
        """Draw all anew: in other colours, or another font."""
        self._formats = {}
        self._highlighter.redraw()

    def _draw(self, highlighter: Highlighter, text: str) -> None:
        """Draw one paragraph."""
        words = text_of(text)
        styled, after = looks_of(words, max(highlighter.previousBlockState(), NOTHING))
        highlighter.setCurrentBlockState(after)
        if not styled:
            return
        units, formats = Units(words), self._formats or self._make_formats()
        # Signs last: they are muted whatever they stand in.
        for one in sorted(styled, key=lambda s: s.look in (Look.SIGN, Look.AS_TYPED)):
            highlighter.put(units.at(one.start), units.at(one.end), formats[one.look])

    def _make_formats(self) -> dict[Look, QTextCharFormat]:
        made = self._formats = {look: QTextCharFormat() for look in Look}
        theme = self._looks.theme
        made[Look.HEADING].setFontWeight(QFont.Weight.Bold)
        made[Look.HEADING].setFontPointSize(_HEADING * QFontInfo(self._field.font()).pointSizeF())
        made[Look.STRONG].setFontWeight(QFont.Weight.Bold)
        for look in (Look.EMPHASIS, Look.QUOTE):
            made[look].setFontItalic(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        made[Look.CODE].setFontFamilies(fixed.families())
        made[Look.CODE].setBackground(QColor(theme.hover))
        made[Look.LINK].setForeground(QColor(theme.accent))
        for look in (Look.SIGN, Look.AS_TYPED):
            made[look].setForeground(QColor(theme.muted))
        return made

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let headings grow with the font of the field."""
        if event.type() == QEvent.Type.FontChange and self._formats:
            self._dress()
        return super().eventFilter(watched, event)
