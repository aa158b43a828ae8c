"""What a person can do with the photos and texts at hand, one method an action; files are left to ``session``."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from curator.check import Problem
from curator.errors import ManifestError
from curator.story import changes, cropping, edits, hiding, placing
from curator.story.carrying import arriving, take_words
from curator.story.edits import Edit, EditKind
from curator.story.times import read_span, shift_taken
from curator.story.values import Key, Photo, PhotoId, Story, Waiver
from curator.window import carrying, wording
from curator.window.arrivals import Arrivals
from curator.window.document import StoryDocument
from curator.window.editor.fields import focused_field
from curator.window.editor.panel import EditorPanel
from curator.window.grid.rows import story_rows
from curator.window.incoming import is_story, pasted_paths
from curator.window.notices import NoticeBar
from curator.window.prompts import Prompts
from curator.window.views import Views


class Desk(QObject):
    """Turns actions on the selection into edits of the story.

    Signals:
        story_dropped(path): what was dropped, by itself, is a story to be opened.
    """

    story_dropped = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        views: Views,
        editor: EditorPanel,
        arrivals: Arrivals,
        prompts: Prompts,
        notices: NoticeBar,
    ) -> None:
        super().__init__()
        self._document, self._views, self._editor = document, views, editor
        self._arrivals, self._prompts, self._notices = arrivals, prompts, notices
        self._shown_first: PhotoId | None = None
        for grid in (views.photos, views.story):
            grid.moved.connect(self._move)
            grid.dropped.connect(self.add)
            grid.carried.connect(self._unpack)
            grid.given.connect(lambda ids: document.apply(edits.remove_photos(ids)))
            grid.entered.connect(lambda: self.write("caption"))
        views.selected.connect(self._show_selection)
        views.rated.connect(
            lambda ids, stars: document.apply(edits.set_field(ids, "rating", stars))
        )
        views.marked.connect(lambda ids, mark: document.apply(edits.set_field(ids, "mark", mark)))
        views.hidden.connect(
            lambda photo, areas, burst: document.apply(hiding.set_hidden({photo: areas}, burst))
        )
        views.hiding_ended.connect(self._offer_hiding)
        views.cropped.connect(
            lambda photo, part, burst: document.apply(cropping.set_phone_crop({photo: part}, burst))
        )
        editor.stepped.connect(views.step)
        editor.opened.connect(views.open_viewer)
        arrivals.begun.connect(self._arriving)
        arrivals.finished.connect(self._arrived)
        editor.left.connect(self._focus_grid)

    @property
    def chosen(self) -> tuple[Story, tuple[PhotoId, ...]]:
        """The story, and the photos of it that are selected."""
        return self._document.story, self._views.grid.selected_photos

    # Photos in and out

    def add(self, paths: Sequence[str], before: Key | None = None) -> None:
        """Take in what lies at *paths*: into the story, or set aside while the Photos view is up."""
        if len(paths) == 1 and is_story(paths[0]):
            self.story_dropped.emit(paths[0])
            return
        self._arrivals.add(paths, in_sequence=self._views.name != "photos", before=before)

    def _unpack(self, mime: QMimeData, before: Key | None) -> None:
        """Take in photos that were dragged here from another window."""
        try:
            photos = carrying.unpacked(mime)
        except ManifestError as error:
            self._notices.warn(f"These photos cannot be taken over: {error}")
        else:
            self.bring(photos, before)

    def bring(self, photos: Sequence[Photo], before: Key | None = None) -> None:
        """Take in *photos* of another story with their words; those that are here are told, not doubled."""
        found = arriving(self._document.story, photos)
        if found.new:
            in_sequence = self._views.name != "photos"
            self._document.apply(
                edits.add_photos(found.new, in_sequence=in_sequence, before=before)
            )
            self._views.select(tuple(photo.id for photo in found.new))
        words = f"{wording.count(len(found.new), 'photo')} taken over with their words."
        if not found.known:
            self._notices.tell(words)
            return
        count = len(found.known)
        there = f"{wording.count(count, 'photo')} {'is' if count == 1 else 'are'} in this story already."
        offers = [("Take their words", lambda: self._document.apply(take_words(found.known)))]
        self._notices.tell(f"{words} {there}" if found.new else there, offers=offers, topic="bring")

    def paste(self) -> None:
        """Take in the files or paths on the clipboard."""
        paths = pasted_paths(QGuiApplication.clipboard().mimeData())
        if paths:
            self.add(paths)
        else:
            self._notices.tell(
                "The clipboard holds no files. Copy photos or folders in a file manager first."
            )

    def set_aside(self) -> None:
        """Take the selected photos out of the story, words kept; texts between photos go for good."""
        keys = self._views.grid.selected_keys
        following = self.following(keys)
        self._document.apply(edits.set_aside(keys))
        if self._views.name == "story" and following is not None:
            self._views.grid.select([following])

    def bring_back(self) -> None:
        """Take the selected photos into the story: at its end, or from the tray behind the current row."""
        views = self._views
        ids = views.grid.selected_photos
        if not views.is_beside:
            self._document.apply(edits.bring_back(ids))
            return
        following, behind = self.following(ids), views.story.current_key
        edit = edits.bring_back(ids)
        if behind is not None:
            edit = placing.bring_behind(ids, behind, EditKind.BRING_BACK)
        self._document.apply(edit)
        views.story.select(ids)  # What comes next follows these.
        if following is not None:
            views.grid.select([following])
        else:
            views.count_beside(False)
            views.focus_up()

    def remove(self) -> None:
        """Take the selected photos and their words out of the story; the files stay where they are."""
        ids = self._views.grid.selected_photos
        if not ids:
            return
        following = self.following(self._views.grid.selected_keys)
        self._document.apply(edits.remove_photos(ids))
        words = (
            "Removed from the story; the files are untouched. Undo brings photos and words back."
        )
        self._notices.tell(words)
        if following is not None:
            self._views.grid.select([following])

    def following(self, keys: Sequence[Key]) -> Key | None:
        """Return the row to select when those of *keys* go: the next that stays, else the last before."""
        rows = self._views.grid.rows.keys
        gone = set(keys)
        last = max((row for row, key in enumerate(rows) if key in gone), default=-1)
        later = (key for key in rows[last + 1 :] if key not in gone)
        earlier = (key for key in reversed(rows[: last + 1]) if key not in gone)
        return next(later, None) or next(earlier, None)

    # Order

    def _move(self, keys: Sequence[Key], before: Key | None) -> None:
        """Bring rows that were dragged to their place: from another one, or set aside until now."""
        are_new = not self._document.numbers.keys() >= {key for key in keys if isinstance(key, str)}
        self.reorder(placing.bring_before(keys, before))
        if are_new:
            self._views.select(tuple(keys))
            self._views.focus_up()

    def move_by(self, steps: int) -> None:
        """Move the selected rows by *steps* places."""
        story = self._views.story
        keys, rows, seen = story.carried_keys, story.rows, story.seen_keys
        if not keys or (not rows.is_choice and len(seen) == len(rows.keys)):
            self.reorder(edits.move_by(keys, steps))
            return
        # Past what is seen: moving by places that nobody sees would look like nothing.
        others = [key for key in seen if key not in keys]
        start = rows.index_of(keys[0]).row()
        first = sum(1 for key in others if rows.index_of(key).row() < start)
        place = min(max(first + steps, 0), len(others))
        whole = [key for key in story_rows(self._document.story) if key not in keys]
        if place < len(others):
            before: Key | None = others[place]
        elif not rows.is_choice:
            before = None
        else:
            after = whole.index(others[-1]) + 1 if others else len(whole)
            before = whole[after] if after < len(whole) else None
        self.reorder(edits.move(keys, before))

    def move_line(self, lines: int) -> None:
        """Move the selected rows by whole lines of the grid."""
        self.move_by(lines * self._views.story.columns)

    def reorder(self, edit: Edit) -> None:
        """Apply *edit*, which moves rows of the Story view; what is selected there stays selected."""
        grid = self._views.story
        kept, current = grid.selected_keys, grid.current_key
        self._document.apply(edit)
        grid.select(kept, current)

    def rate(self, stars: int) -> None:
        """Give the selected photos so many stars."""
        ids = self._views.grid.selected_photos
        self._document.apply(edits.set_field(ids, "rating", stars))

    def mark(self, mark: str) -> None:
        """Pick or reject the selected photos, or neither if *mark* is empty."""
        self._document.apply(edits.set_field(self._views.grid.selected_photos, "mark", mark))

    def shift_time(self) -> None:
        """Ask by how much, and move the dates of the selected photos."""
        ids = self._views.grid.selected_photos
        text = self._prompts.span() if ids else ""
        span = read_span(text) if text else None
        if span is not None:
            self._document.apply(shift_taken(ids, span))
        elif text:
            self._notices.warn(f"“{text[:40]}” is no span of time. Write +1:00 for an hour later.")

    # Words

    def compare(self) -> None:
        """Show the selected photos side by side."""
        if not self._views.open_compare():
            self._notices.tell("Select two to four photos to compare them side by side.")

    def write(self, field: str) -> None:
        """Put the cursor into *field* of the selected photos."""
        if self._views.is_galley and field == "caption":
            self._views.galley.write()
            return
        self._editor.show_selection()
        if self._editor.keys and isinstance(self._editor.keys[0], str):
            self._editor.photos.focus_field(field)
        elif self._editor.keys:
            self._editor.text.focus_field()

    def step(self, by: int) -> None:
        """Go to the next or the previous photo, the cursor in the same field."""
        field = self._editor.photos.field_name(QApplication.focusWidget()) or "caption"
        if self._views.is_galley:
            self._views.step(by)
        elif self._views.step(by):
            self._editor.show_selection()
            self._editor.photos.focus_field(field)

    def confirm(self) -> None:
        """Take what the files of the selected photos said as the story's own words."""
        self._document.apply(edits.confirm(self._views.grid.selected_photos))

    def mend(self, problems: Sequence[Problem]) -> None:
        """Take what *problems* suggest, in one step."""
        from curator.check.mending import mend

        edit = mend(problems)
        if edit is not None:
            self._document.apply(edit)

    def waive(self, problems: Sequence[Problem]) -> None:
        """Let *problems* be, for one reason that stays in the manifest."""
        from curator.check.mending import waive

        reason = self._prompts.reason(wording.problems(problems)).strip()
        if reason:
            self._document.apply(waive(problems, reason))

    def unwaive(self, waivers: Sequence[Waiver]) -> None:
        """Have problems told again that were let be."""
        from curator.check.mending import unwaive

        self._document.apply(unwaive(waivers))

    def lead_to(self, problem: Problem) -> None:
        """Show the words that *problem* is about."""
        if problem.photo is None:
            self._editor.show_story(problem.field)
        elif problem.photo in self._document.story.photos:
            self._views.select((problem.photo,))
            self.write(problem.field)

    # Undo

    def undo(self) -> None:
        """Go back one step, and show what it was about."""
        step = self._document.undo_step
        self._document.undo()
        if step is not None:
            self._show_step(step.edit, step.after)

    def redo(self) -> None:
        """Go forward one step, and show what it was about."""
        step = self._document.redo_step
        self._document.redo()
        if step is not None:
            self._show_step(step.edit, step.before)

    def _show_step(self, edit: Edit, other: Story) -> None:
        """Show what *edit* was about, and what came back; *other* is the story on its other side."""
        keys, come = _rows_to_show(edit, other, self._document.story)
        seen = set(self._views.grid.selected_keys)
        if keys and not (seen.intersection(keys) and seen.issuperset(come)):
            has_words = any(not isinstance(key, str) for key in keys)
            if has_words and self._views.name == "photos":
                self._views.show_view("story")
            self._views.select(keys)
        elif edit.kind in (EditKind.STORY, EditKind.DEFAULTS, EditKind.LINKS, EditKind.SOURCE):
            self._editor.reveal_story()

    def _show_selection(self) -> None:
        self._editor.show_keys(self._views.grid.selected_keys)

    def _arriving(self, ids: tuple[PhotoId, ...]) -> None:
        """Go to the first photo of a drop, unless the person is writing or looking at another."""
        is_seen = self._views.grid.rows.index_of(ids[0]).isValid()
        if (
            is_seen
            and focused_field() is None
            and not self._views.is_large
            and self._views.name != "page"
        ):
            self._views.select(ids[:1])
            self._views.grid.setFocus()
            self._shown_first = ids[0]

    def _arrived(self, ids: tuple[PhotoId, ...]) -> None:
        """Keep what is being worked on in view: the drop was put in order, and a notice came up."""
        grid = self._views.grid
        is_untouched = grid.selected_photos == (self._shown_first,) and focused_field() is None
        if ids and is_untouched:
            self._views.select(ids[:1])
        self._shown_first = None
        QTimer.singleShot(0, grid, lambda: grid.scrollTo(grid.currentIndex()))

    def hide_areas(self) -> None:
        """Show the current photo large, and let the person mark on it what to hide from readers."""
        if self._views.current_photo is not None:
            self._views.open_viewer()
            self._views.viewer.hide_areas(True)

    def crop(self) -> None:
        """Show the current photo large, and let the person choose on it the part that phones show."""
        if self._views.current_photo is not None:
            self._views.open_viewer()
            self._views.viewer.crop(True)

    def _offer_hiding(self, photo_id: PhotoId) -> None:
        """Offer to hide in photos that look like this one what is hidden here: they may show it."""
        photo = self._document.story.photos.get(photo_id)
        if photo is None or not photo.hidden:
            return
        others = [other.id for other in hiding.uncovered(self._document.story, photo)]
        if not others:
            return
        where = "1 photo looks" if len(others) == 1 else f"{len(others):,} photos look"
        words = f"{where} like this one, and may show what is hidden here."

        def hide() -> None:
            self._document.apply(hiding.hide_also(others, photo.hidden))
            self._notices.tell(
                "Hidden there as well. Look at each: the areas may lie a little off.", topic="hide"
            )

        offers = [
            ("Hide there too", hide),
            ("Show them", lambda: self._views.select(tuple(others))),
        ]
        self._notices.tell(words, offers=offers, topic="hide")

    def _focus_grid(self) -> None:
        self._views.focus_up()


def _rows_to_show(edit: Edit, other: Story, now: Story) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """Return the rows to show after a step from *other* to *now*, and which of them were not there before."""
    photos = tuple(i for i in edit.photos if i in now.photos)
    if edit.kind is EditKind.ADD:
        return photos[:1], ()
    come, changed = changes.rows_between(other, now)
    if edit.kind is EditKind.DUPLICATE and come:
        return come, come  # The copies, not what they are copies of.
    return tuple(dict.fromkeys((*photos, *changed, *come))), come
