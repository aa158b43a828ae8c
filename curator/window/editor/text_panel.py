"""The words of a text or a heading between photos."""

from PySide6.QtWidgets import QLabel, QWidget

from curator.story import blocks
from curator.story.values import BlockKey, TextBlock, WordBlock
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst, TextField
from curator.window.editor.form import Form


class TextPanel(Form):
    """The field of the selected text or heading."""

    def __init__(self, document: StoryDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._key: BlockKey | None = None
        self._burst = Burst(self)
        self._field = TextField("Text between photos", 14)
        self._field.edited.connect(self._take)
        self._field.parted.connect(self._burst.end)
        self._label = self.add_field("Text", self._field)
        help_text = QLabel(
            "Markdown: *emphasis*, **strong**, [link](https://…), an empty line between paragraphs."
        )
        help_text.setObjectName("muted")
        help_text.setWordWrap(True)
        self._help = help_text
        self.add(help_text)

    @property
    def field(self) -> TextField:
        """The field itself."""
        return self._field

    def show_block(self, key: BlockKey) -> None:
        """Edit the block of *key*."""
        if key != self._key:
            self._burst.end()
            self._key = key
        self.refresh()

    def refresh(self) -> None:
        """Show the words as the story has them now."""
        block = self._block()
        if block is not None:
            kind = wording.block_kind(block)
            self._label.setText("Text between photos" if kind == "Text" else kind)
            self._field.show_text(block.words)
        self._help.setVisible(isinstance(block, TextBlock))

    def _block(self) -> WordBlock | None:
        return next(
            (
                block
                for block in self._document.story.sequence
                if isinstance(block, WordBlock) and block.key == self._key
            ),
            None,
        )

    def _take(self) -> None:
        if self._key is not None:
            token = self._burst.token("text", self._key)
            self._document.apply(blocks.set_block_text(self._key, self._field.text(), token))
