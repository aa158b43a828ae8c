"""How the selected photos stand in the story: the layout of each, or of their group, and the caption of that group."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from curator.story import blocks
from curator.story import sequence as order
from curator.story.values import GroupBlock, PhotoBlock, PhotoId
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst, TextField
from curator.window.editor.form import labelled

USUAL = {"": ("Usual", "As the page has it where nothing else is chosen")}

LAYOUTS: Mapping[str, tuple[str, str]] = USUAL | {
    "column": ("Column", "As wide as the text"),
    "wide": ("Wide", "Wider than the text"),
    "full": ("Full width", "From edge to edge of the window"),
    "tall": ("Full height", "As high as the window"),
    "lead": ("Lead photo", "Opens the story: comes first, and no other photo is it"),
}
"""The layouts of one photo: what each is called, and what it means."""

GROUP_LAYOUTS: Mapping[str, tuple[str, str]] = USUAL | {
    "pair": ("Pair", "Two side by side"),
    "row": ("Row", "Three or four side by side"),
    "diptych": ("Diptych of portraits", "Two upright photos, as one picture"),
    "grid": ("Grid", "Rows below each other"),
}
"""The layouts of a group."""

_WITHOUT_LEAD = {name: words for name, words in LAYOUTS.items() if name != "lead"}


class LayoutBox(QComboBox):
    """The layout of the selected photos, and those that they can have."""

    def __init__(self, document: StoryDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[PhotoId, ...] = ()
        self._offered: Mapping[str, tuple[str, str]] = {}
        self.setAccessibleName("Layout in the story")
        self._offer(LAYOUTS)
        self.activated.connect(self._take)

    def show_blocks(
        self, ids: tuple[PhotoId, ...], shown: Collection[PhotoBlock | GroupBlock]
    ) -> None:
        """Show the layout that *shown*, the blocks of the photos *ids*, have in common."""
        self._ids = ids
        layouts = {block.layout for block in shown}
        known = layouts.pop() if len(layouts) == 1 else None
        offered = _layouts(shown)
        if known is not None and known not in offered:
            offered = {**offered, known: (known, "")}  # A theme may know it.
        self._offer(offered)
        self.setCurrentIndex(-1 if known is None else self.findData(known))
        self.setEnabled(bool(shown))
        self.setToolTip("" if shown or not ids else "Photos set aside have no layout")

    def _offer(self, layouts: Mapping[str, tuple[str, str]]) -> None:
        if layouts == self._offered:
            return
        self._offered = layouts
        self.clear()
        for row, (layout, (words, meaning)) in enumerate(layouts.items()):
            self.addItem(words, layout)
            self.setItemData(row, meaning, Qt.ItemDataRole.ToolTipRole)

    def _take(self, row: int) -> None:
        self._document.apply(blocks.set_layout(self._ids, str(self.itemData(row))))


def _layouts(shown: Collection[PhotoBlock | GroupBlock]) -> Mapping[str, tuple[str, str]]:
    """Return the layouts that all of *shown* can have; one photo alone can be the lead."""
    groups = sum(1 for block in shown if isinstance(block, GroupBlock))
    if not groups:
        return LAYOUTS if len(shown) <= 1 else _WITHOUT_LEAD
    return GROUP_LAYOUTS if groups == len(shown) else USUAL


class Placing:
    """The two fields of how the selected photos stand in the story, for the panel to arrange.

    ``box`` is the layout; ``group``, with ``caption`` in it, is there while photos of one group alone
    are selected.
    """

    def __init__(self, document: StoryDocument, burst: Burst) -> None:
        self._document, self._burst = document, burst
        self._shown: tuple[tuple[PhotoId, ...], order.Sequence] | None = None
        self._first: PhotoId | None = None
        self.box = LayoutBox(document)
        self.caption = TextField("Caption of the group", 2, most_lines=6)
        self.group = labelled("Caption of the group", self.caption)[0]
        self.group.hide()
        self.caption.edited.connect(self._take)
        self.caption.parted.connect(burst.end)

    def show_photos(self, ids: tuple[PhotoId, ...]) -> None:
        """Show how the photos of *ids* stand in the story now."""
        sequence = self._document.story.sequence
        last = self._shown
        if last is not None and last[0] == ids and last[1] is sequence:
            return
        self._shown = (ids, sequence)
        chosen = set(ids)
        shown = list(order.showing(sequence, chosen)) if ids else []
        self.box.show_blocks(ids, shown)
        group = shown[0] if len(shown) == 1 else None
        is_whole = isinstance(group, GroupBlock) and chosen.issubset(group.photos)
        self._first = ids[0] if is_whole else None
        if isinstance(group, GroupBlock):
            self.caption.show_text(group.caption, "One for all photos of the group")
        self.group.setVisible(is_whole)

    def _take(self) -> None:
        if self._first is not None:
            token = self._burst.token("group caption", self._first)
            self._document.apply(blocks.set_group_caption(self._first, self.caption.text(), token))
