"""One highlighter for each field, since Qt lets a document have but one; what is drawn, several may say.

Whoever has something to draw adds a layer: the looks of Markdown, waves under words.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat

from curator.window.editor.fields import TextField

Layer = Callable[["Highlighter", str], None]
"""Draws its share of one paragraph with :meth:`Highlighter.put`; asked at every keystroke in it."""

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Highlighter(QSyntaxHighlighter):
    """Draws the layers of one field over each other, in the order in which they were added."""

    def __init__(self, field: TextField) -> None:
        super().__init__(field.document())
        self._field = field
        self._layers: list[Layer] = []
        self._is_bare = True

    @staticmethod
    def of(field: TextField) -> "Highlighter":
        """Return the highlighter of *field*, made at the first asking."""
        found = field.document().findChild(Highlighter)
        return found if found is not None else Highlighter(field)

    def add(self, layer: Layer) -> None:
        """Draw *layer* over the others from now on; :meth:`redraw` shows it."""
        self._layers.append(layer)

    def redraw(self, block: QTextBlock | None = None) -> None:
        """Draw one paragraph anew, or all of them."""
        with QSignalBlocker(self._field):  # Qt calls new colours a change of the text.
            if block is None:
                self.rehighlight()
            else:
                self.rehighlightBlock(block)

    def put(self, first: int, last: int, drawn: QTextCharFormat) -> None:
        """Draw the UTF-16 units *first* to *last* of the paragraph so, beside what they have already."""
        if self._is_bare:
            self._is_bare = False
            self.setFormat(first, last - first, drawn)
            return
        while first < last:
            under, end = self.format(first), first + 1
            while end < last and self.format(end) == under:
                end += 1
            under.merge(drawn)
            self.setFormat(first, end - first, under)
            first = end

    # Qt's methods

    def highlightBlock(self, text: str) -> None:
        """Draw one paragraph."""
        self._is_bare = True
        for layer in self._layers:
            layer(self, text)


def text_of(block: str) -> str:
    """Return the text of a paragraph as :meth:`TextField.text` has it."""
    return block.replace("\u2028", "\n")


class Units:
    """The places of one text as Qt counts them, in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]

    def at(self, place: int) -> int:
        """Return where the character *place* begins."""
        return place + bisect_left(self._wide, place)
