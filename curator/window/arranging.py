"""What a person does with the blocks of a story: insert, group, split, join, duplicate; writing is left to the editor.

After each action what it made is selected and in view, and the keyboard is in its words if it was in
words before. What cannot be done is told in a notice, since a key that does nothing teaches nothing.

Decisions
---------
* Join makes one of several of a kind: texts become one text, photos one group. With both selected
  each kind is joined for itself, in one step. One text alone is joined with the text behind it, else
  with the one before it: so what was split a moment ago is joined again by one key.
* Split acts where the keyboard is: at the cursor in a text; else before the first selected photo of a
  group.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from curator.story import blocks, changes, pictures
from curator.story import sequence as order
from curator.story.edits import Edit, EditKind
from curator.story.values import BlockKey, GroupBlock, Key, PhotoId, Story, WordBlock
from curator.window.document import StoryDocument
from curator.window.editor.fields import LineField, TextField
from curator.window.editor.panel import EditorPanel
from curator.window.notices import NoticeBar
from curator.window.views import Views

_TOPIC = "arranging"


class Arranging(QObject):
    """Turns actions on blocks into edits of the story."""

    def __init__(
        self,
        document: StoryDocument,
        views: Views,
        editor: EditorPanel,
        notices: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._views = document, views
        self._editor, self._notices = editor, notices

    def insert(self, block: WordBlock) -> None:
        """Put a block of words behind the current row, and the cursor into it."""
        if not self._views.is_galley:
            self._views.show_view("story")
        self._document.apply(blocks.insert_after(block, self._views.story.current_key))
        self._write(block.key)

    def group(self) -> None:
        """Show the selected photos as one group."""
        photos = self._views.grid.selected_photos
        sequence = self._document.story.sequence
        if len(photos) < 2:
            self._tell("Select two or more photos to group them.")
        elif _is_group(sequence, photos):
            self._tell("These photos are a group already.")
        elif self._apply(blocks.group(photos)):
            self._show(photos)
            if self._views.name == "photos":
                self._tell(f"These {len(photos):,} photos are a group in the story now.")
        else:
            self._tell_too_long()

    def ungroup(self) -> None:
        """Show the photos of the groups that are selected on their own again."""
        before = self._document.story
        chosen = set(self._views.grid.selected_photos)
        groups = [
            block
            for block in before.sequence
            if isinstance(block, GroupBlock) and not chosen.isdisjoint(block.photos)
        ]
        if not groups:
            self._tell("Select photos of a group to ungroup them.")
            return
        photos = tuple(photo for block in groups for photo in block.photos)
        self._document.apply(blocks.ungroup(photos))
        texts = self._new_rows(before)
        self._show((*photos, *texts) if self._views.name != "photos" else photos)
        if texts:
            self._tell("The caption of the group is a text behind its photos now.")
        elif any(block.caption for block in groups):
            self._tell("The caption of the group is that of its first photo now.")

    def split(self) -> None:
        """Part the text at the cursor, or the group before the selected photo."""
        writing = self._writing()
        if writing is not None:
            self._split_text(*writing)
            return
        keys = self._views.grid.selected_keys
        photo = next((PhotoId(key) for key in keys if isinstance(key, str)), None)
        if photo is not None:
            self._split_group(photo)
        elif keys:
            self._write(BlockKey(int(keys[0])))
            self._tell("Put the cursor where the text is to be split.")
        else:
            self._tell(
                "Put the cursor into a text, or select a photo of a group, to split it there."
            )

    def join(self) -> None:
        """Make one text of the selected texts, one group of the selected photos."""
        keys = self._views.grid.selected_keys
        words = tuple(BlockKey(key) for key in keys if not isinstance(key, str))
        photos = tuple(PhotoId(key) for key in keys if isinstance(key, str))
        if len(words) == 1 and not photos:
            words = self._with_neighbour(words[0])
            if len(words) == 1:
                self._tell("No text stands beside this one. Select two or more texts to join them.")
                return
        if len(words) < 2 and len(photos) > 1:
            self.group()
        elif len(words) < 2:
            self._tell("Select two or more texts, or two or more photos, to join them.")
        elif len(photos) < 2 or _is_group(self._document.story.sequence, photos):
            self._join_words(words)
        elif self._apply(_joined_apart(words, photos)):
            self._show((*photos, words[0]))
        else:
            self._tell_too_long()

    def duplicate(self) -> None:
        """Put copies of the selected blocks behind the last of them."""
        before = self._document.story
        keys = self._views.grid.selected_keys
        if self._apply(pictures.duplicate(keys)):
            self._show(self._new_rows(before))
        elif keys:
            self._tell("Photos set aside have no copies: bring them into the story first.")
        else:
            self._tell("Select what is to be duplicated.")

    def lead(self) -> None:
        """Let the story begin with the selected photo, large."""
        photos = self._views.grid.selected_photos
        if len(photos) != 1:
            self._tell("Select one photo: only one can lead the story.")
        elif self._apply(blocks.make_lead(photos[0])):
            self._show(photos)
        else:
            self._tell("This photo leads the story already.")

    # Words

    def _split_text(self, key: BlockKey, place: int) -> None:
        before = self._document.story
        if not self._apply(blocks.split_text(key, place)):
            self._tell("Put the cursor between the words where the text is to be split.")
            return
        (second,) = self._new_rows(before)
        self._write(BlockKey(int(second)), 0)

    def _join_words(self, words: tuple[BlockKey, ...]) -> None:
        was_writing = self._writing() is not None
        last = _words_of(self._document.story, words[-1]).strip()
        if not self._apply(blocks.join(words)):
            self._tell_too_long()
        elif was_writing:
            one = _words_of(self._document.story, words[0])
            self._write(words[0], len(one) - len(last) if one.endswith(last) else len(one))
        else:
            self._show((words[0],))

    def _with_neighbour(self, key: BlockKey) -> tuple[BlockKey, ...]:
        """Return *key* with that of the words behind it, else with that before it, as they stand."""
        sequence = self._document.story.sequence
        at = next(n for n, block in enumerate(sequence) if key in order.keys_of(block))
        behind, ahead = sequence[at + 1 : at + 2], sequence[max(at - 1, 0) : at]
        for pair in ((sequence[at], *behind), (*ahead, sequence[at])):
            found = tuple(block.key for block in pair if isinstance(block, WordBlock))
            if len(found) == 2:
                return found
        return (key,)

    def _writing(self) -> tuple[BlockKey, int] | None:
        """Return in which block of words the cursor stands, and before which character."""
        focused = QApplication.focusWidget()
        if self._views.is_galley and focused is self._views.galley.field:
            keys: Sequence[Key | None] = (self._views.galley.current_key,)
        elif focused is self._editor.text.field:
            keys = self._editor.keys
        else:
            return None
        if len(keys) != 1 or not isinstance(keys[0], int):
            return None
        assert isinstance(focused, LineField | TextField)
        return BlockKey(keys[0]), focused.cursor_place()

    def _write(self, key: BlockKey, place: int | None = None) -> None:
        """Put the cursor into the words of *key*, before the character number *place*, else where it is."""
        self._show((key,))
        field: LineField | TextField | None
        if self._views.is_galley:
            self._views.galley.write()
            field = self._views.galley.field
        else:
            self._editor.show_selection()
            self._editor.text.focus_field()
            field = self._editor.text.field
        if place is not None and field is not None:
            field.select_span(place, place)

    # Groups

    def _split_group(self, photo: PhotoId) -> None:
        group = self._document.group_of(photo)
        if group is None:
            self._tell(
                "This photo is in no group. A group is split before the photo selected in it."
            )
        elif group.photos[0] == photo:
            self._tell(
                "The group begins with this photo. Select the one that the next begins with."
            )
        else:
            self._document.apply(blocks.split_group(photo))
            self._show(group.photos[group.photos.index(photo) :])

    # Telling and showing

    def _apply(self, edit: Edit) -> bool:
        """Take the story one edit further; return whether it changed."""
        before = self._document.story
        self._document.apply(edit)
        return self._document.story is not before

    def _new_rows(self, before: Story) -> tuple[Key, ...]:
        """Return the rows that the story has now and did not have *before*."""
        return changes.rows_between(before, self._document.story)[0]

    def _show(self, keys: tuple[Key, ...]) -> None:
        """Select *keys*, in a view that has them."""
        has_words = any(not isinstance(key, str) for key in keys)
        if has_words and (self._views.name == "photos" or self._views.is_large):
            self._views.show_view("story")
        self._notices.clear(_TOPIC)
        self._views.select(keys)

    def _tell(self, words: str) -> None:
        self._notices.tell(words, topic=_TOPIC)

    def _tell_too_long(self) -> None:
        self._tell("Together the words would be more than one block can hold.")


def _is_group(sequence: order.Sequence, photos: Sequence[PhotoId]) -> bool:
    """Say whether *photos* are all those of one group."""
    group = order.groups(sequence).get(photos[0])
    return group is not None and set(group.photos) == set(photos)


def _joined_apart(words: tuple[BlockKey, ...], photos: tuple[PhotoId, ...]) -> Edit:
    """Make the edit that joins texts and groups photos in one step; none of it if one is not to be done."""
    join, group = blocks.join(words), blocks.group(photos)

    def apply(story: Story) -> Story:
        one = join.apply(story)
        both = group.apply(one)
        return story if one is story or both is one else both

    return Edit(EditKind.JOIN, apply, photos)


def _words_of(story: Story, key: BlockKey) -> str:
    return next(b.words for b in story.sequence if isinstance(b, WordBlock) and b.key == key)
