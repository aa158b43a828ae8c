"""The words of the selected text, heading or quote; of several, what they are and that they can be joined."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from curator.captions.markdown import typed_tags
from curator.story import blocks
from curator.story.edits import Edit
from curator.story.values import BlockKey, HeadingBlock, QuoteBlock, TextBlock, WordBlock
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst, LineField, TextField
from curator.window.editor.form import Form, labelled
from curator.window.editor.formatting_keys import FormattingKeys
from curator.window.editor.markdown_looks import MarkdownLooks
from curator.window.theme import Looks

KINDS: dict[str, type[WordBlock]] = {
    "text": TextBlock,
    "heading": HeadingBlock,
    "quote": QuoteBlock,
}
"""The kinds of blocks of words by the field that holds theirs."""

_LABELS = {"text": "Text between photos", "heading": "Heading", "quote": "Quote", "by": "Said by"}

_HELP = (
    "Markdown: *emphasis* Ctrl+I, **strong** Ctrl+B, [link](https://…) Ctrl+K, "
    "an empty line between paragraphs."
)

_MOST_LOOKED_THROUGH = 20_000
# Characters of a text that are looked through for HTML at a keystroke: ten milliseconds at most.

_MOST_SHOWN = 40
# Characters of a tag that are repeated under the field.


class TextPanel(Form):
    """The fields of the selected blocks of words.

    Signals:
        join_asked(): the person asked for one block of all that are selected.
    """

    join_asked = Signal()

    def __init__(
        self, document: StoryDocument, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._keys: tuple[BlockKey, ...] = ()
        self._burst = Burst(self)
        self._several = QLabel()
        self._several.setObjectName("section")
        self._several.setIndent(0)
        self._join = QPushButton("&Join into one (Ctrl+J)")
        self._join.setAccessibleName("Join into one")
        self._join.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._join.clicked.connect(self.join_asked)
        self._buttons = {name: self._make_button(name) for name in KINDS}
        self._fields: dict[str, LineField | TextField] = {
            "text": TextField(_LABELS["text"], 14, most_lines=24),
            "heading": LineField(_LABELS["heading"]),
            "quote": TextField(_LABELS["quote"], 4, most_lines=12),
            "by": LineField(_LABELS["by"]),
        }
        self._help, self._tags = _muted(_HELP), _muted("")
        self._parts: dict[str, QWidget] = {}
        self._arrange()
        self._help_writing(looks)

    @property
    def fields(self) -> dict[str, LineField | TextField]:
        """The fields by what each edits: ``text``, ``heading``, ``quote``, and ``by``, who said it."""
        return self._fields

    @property
    def field(self) -> LineField | TextField:
        """The field of the words themselves, of the kind that is shown."""
        block = self._block()
        return self._fields["text" if block is None else blocks.field_of(type(block))]

    @property
    def key(self) -> BlockKey | None:
        """The block that is being written; ``None`` if it is none, or several."""
        return self._keys[0] if len(self._keys) == 1 else None

    def show_blocks(self, keys: Sequence[BlockKey]) -> None:
        """Edit the block of words that *keys* has; of several, say how many there are."""
        if tuple(keys) != self._keys:
            self._burst.end()
            self._keys = tuple(keys)
        self.refresh()

    def focus_field(self, name: str = "") -> None:
        """Put the cursor into the field *name*, that of the words unless it is shown."""
        is_shown = name in self._parts and not self._parts[name].isHidden()
        field = self._fields[name] if is_shown else self.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field)

    def refresh(self) -> None:
        """Show the words as the story has them now."""
        chosen = self._blocks()
        block = chosen[0] if len(chosen) == 1 else None
        kinds = {blocks.field_of(type(one)) for one in chosen}
        for name, button in self._buttons.items():
            button.setChecked(kinds == {name})
        self._several.setText(wording.counted_blocks(chosen))
        for widget in (self._several, self._join):
            widget.setVisible(len(chosen) > 1)
        had_keyboard = QApplication.focusWidget() in self._fields.values()
        shown = _values(block)
        for name, part in self._parts.items():
            if name in shown:
                self._fields[name].show_text(shown[name], _HINTS.get(name, ""))
            part.setVisible(name in shown)
        if had_keyboard and block is not None and not self._has_keyboard(shown):
            self.focus_field()  # The words went on into a field of another kind.
        self._help.setVisible("text" in shown)
        self._show_tags(shown.get("text", ""))

    def _has_keyboard(self, names: dict[str, str]) -> bool:
        return any(self._fields[name] is QApplication.focusWidget() for name in names)

    def _show_tags(self, text: str) -> None:
        """Say of HTML in a text what becomes of it."""
        looked_through = text[:_MOST_LOOKED_THROUGH] if "<" in text else ""
        tag = next(typed_tags(looked_through), "")
        cut = f"{tag[:_MOST_SHOWN]}…" if len(tag) > _MOST_SHOWN else tag
        self._tags.setText(f"HTML such as {cut} will appear as typed." if tag else "")
        self._tags.setVisible(bool(tag))

    def _blocks(self) -> list[WordBlock]:
        wanted = set(self._keys)
        sequence = self._document.story.sequence if wanted else ()
        return [b for b in sequence if isinstance(b, WordBlock) and b.key in wanted]

    def _block(self) -> WordBlock | None:
        """Return the one block whose words are edited; ``None`` while several are selected."""
        found = self._blocks()
        return found[0] if len(found) == 1 else None

    def _take(self, name: str) -> None:
        if len(self._keys) == 1:
            self._document.apply(self._edit(name, self._keys[0], self._fields[name].text()))

    def _edit(self, name: str, key: BlockKey, text: str) -> Edit:
        token = self._burst.token(name, key)
        if name == "by":
            return blocks.set_quote_by(key, text, token)
        return blocks.set_block_text(key, text, token)

    def _turn(self, name: str) -> None:
        self._burst.end()
        self._document.apply(blocks.turn_into(self._keys, KINDS[name]))
        self.refresh()  # Also where it was of this kind, and the button was let go of.

    # Parts

    def _make_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(name.capitalize())
        button.setCheckable(True)
        button.setObjectName("tab")
        button.setAccessibleName(f"Turn into a {name}")
        button.setToolTip(f"Turn into a {name}")
        button.clicked.connect(lambda: self._turn(name))
        return button

    def _arrange(self) -> None:
        self.add(self._several)
        self.add(self._join)
        kinds = QWidget()
        kinds.setObjectName("views")
        kinds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(kinds)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for button in self._buttons.values():
            row.addWidget(button)
        self.add(kinds)
        for name, field in self._fields.items():
            self._parts[name] = labelled(_LABELS[name], field)[0]
            self.add(self._parts[name])
        self.add(self._help)
        self.add(self._tags)

    def _help_writing(self, looks: Looks) -> None:
        text = self._fields["text"]
        if isinstance(text, TextField):
            MarkdownLooks(text, looks)
            FormattingKeys(text)
        for name, field in self._fields.items():
            field.edited.connect(lambda name=name: self._take(name))
            field.parted.connect(self._burst.end)


_HINTS = {"by": "Who said it", "quote": "What was said"}


def _values(block: WordBlock | None) -> dict[str, str]:
    """Return the words of *block* by the field that shows them."""
    if block is None:
        return {}
    own = {blocks.field_of(type(block)): block.words}
    return own | {"by": block.by} if isinstance(block, QuoteBlock) else own


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
