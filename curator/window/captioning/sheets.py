"""The copy desk's sheet from the window: written in the background, read back, its corrections offered for a look."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from curator.errors import CuratorError, shown
from curator.story.values import Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.editor.fields import focused_field
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.publishing import show_path
from curator.window.theme import Looks

if TYPE_CHECKING:
    from curator.manifest.sheets import Correction, Corrections, Written
    from curator.window.captioning.correcting import CorrectingDialog

_TOPIC = "sheet"


class Sheets(QObject):
    """Sends the open story's words to the copy desk and takes them back, one sheet at a time.

    ``ask_target`` gets a suggested path and returns where to write, ``ask_source`` a folder and returns
    which sheet to read, each ``""`` for none; ``where`` returns the path of the manifest, ``""`` while
    there is none.

    Signals:
        written(path): the sheet is there, whole.
        offered(dialog): the corrections of a sheet are on screen; ``None`` if it corrects nothing.
        failed(): neither; the notice says why.
    """

    written = Signal(str)
    offered = Signal(object)
    failed = Signal()

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        notices: NoticeBar,
        looks: Looks,
        ask_target: Callable[[str], str],
        ask_source: Callable[[str], str],
        where: Callable[[], str],
        over: QWidget,
    ) -> None:
        super().__init__()
        self._document, self._jobs, self._notices, self._looks = document, jobs, notices, looks
        self._ask_target, self._ask_source, self._where = ask_target, ask_source, where
        self._over = over
        self._reading: Job | None = None
        self._dialog: CorrectingDialog | None = None
        document.opened.connect(self._forget)

    def export(self) -> None:
        """Ask where, and write the sheet of the story as it stands now."""
        folder, name = os.path.split(self._where())
        stem = os.path.splitext(name)[0] or "story"
        folder = folder or os.path.expanduser("~")
        path = self._ask_target(os.path.join(folder, f"{stem}-captions.xlsx"))
        if path:
            story = self._document.story
            self._jobs.call(
                lambda: _write(story, path),
                lambda written: self._tell_written(path, written),
                lambda error: self._fail(path, "was not written", error),
            )

    def take(self) -> None:
        """Ask which sheet, read it and show what it corrects."""
        path = self._ask_source(os.path.dirname(self._where()) or os.path.expanduser("~"))
        if not path:
            return
        if self._reading is not None:
            self._reading.cancel()
        story = self._document.story
        self._reading = self._jobs.call(
            lambda: _read(story, path),
            lambda found: self._offer(path, found),
            lambda error: self._fail(path, "cannot be read", error),
        )

    def _forget(self, *_: object) -> None:
        """Drop what is being read or shown: it belongs to another story."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._close_dialog()

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    def _tell_written(self, path: str, written: "Written") -> None:
        words = f"{wording.count(written.rows, 'row')} written to {shown(path)}."
        if written.remarks:
            words = f"{words} {wording.count(len(written.remarks), 'text')} too long for a cell."
        folder = os.path.dirname(path)
        offers = [("Show folder", lambda: show_path(folder))]
        self._notices.tell(words, written.remarks, offers, topic=_TOPIC)
        self.written.emit(path)

    def _offer(self, path: str, found: "Corrections") -> None:
        from curator.manifest.sheets import against
        from curator.window.captioning.correcting import CorrectingDialog

        self._reading = None
        name = shown(os.path.basename(path))
        if not any(against(change, self._document.story) for change in found.changes):
            rows = wording.count(found.rows, "row")
            words = f"Nothing to take from {name}: {rows} matched, all as in the story."
            if found.remarks:
                words = f"{words} {wording.count(len(found.remarks), 'remark')} on the sheet."
            self._notices.tell(words, found.remarks, topic=_TOPIC)
            self.offered.emit(None)
            return
        self._close_dialog()
        dialog = CorrectingDialog(self._document, found, name, self._looks, self._over)
        dialog.taken.connect(lambda taken, kept: self._tell_taken(name, taken, kept, found.remarks))
        dialog.finished.connect(self._let_go)
        self._dialog = dialog
        # Who is writing goes on writing: it comes up beside them and takes no key.
        dialog.setAttribute(
            Qt.WidgetAttribute.WA_ShowWithoutActivating, focused_field() is not None
        )
        dialog.show()
        self.offered.emit(dialog)

    def _let_go(self) -> None:
        self._dialog = None

    def _tell_taken(
        self, name: str, taken: list["Correction"], kept: int, remarks: tuple[str, ...]
    ) -> None:
        words = f"{wording.count(len(taken), 'correction')} taken from {name}."
        if kept:
            words = f"{words} In {wording.count(kept, 'conflict')} the story’s words were kept."
        self._notices.tell(words, remarks, topic=_TOPIC)

    def _fail(self, path: str, what: str, error: Exception) -> None:
        self._reading = None
        is_ours = isinstance(error, CuratorError)
        words = str(error) if is_ours else f"{shown(path)}: the sheet {what} ({error})"
        self._notices.warn(words, topic=_TOPIC)
        self.failed.emit()


def _write(story: Story, path: str) -> Any:
    from curator.manifest import sheets  # Not before a sheet is asked for.

    return sheets.write(story, path)


def _read(story: Story, path: str) -> Any:
    from curator.manifest import sheets

    return sheets.read(story, path)
