"""Copy and paste of the words of photos over the clipboard; what pasting makes of them is left to ``story.pasting``."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from curator.errors import shown
from curator.story import inherit, pasting
from curator.story.pasting import PasteMode, Words
from curator.story.values import Photo, PhotoId
from curator.window import wording
from curator.window.captioning.paste_dialog import Choice, PasteDialog
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.theme import Looks

FORMAT = "application/x-curator-words+json"
"""What the clipboard calls the words of a photo."""


class Pasting(QObject):
    """Carries words of photos over the clipboard, within one window and between two.

    *current* tells the photo that is copied, *selected* those that are pasted to; *recall* and *keep*
    read and store the last choice as one text.

    Signals:
        told(words): what was done, or why nothing was, as a sentence.
        chosen(photo, field): the preview asked to be led to a field of a photo.
    """

    told = Signal(str)
    chosen = Signal(str, str)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        looks: Looks,
        current: Callable[[], PhotoId | None],
        selected: Callable[[], Sequence[PhotoId]],
        recall: Callable[[], str],
        keep: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._looks = document, jobs, looks
        self._current, self._selected = current, selected
        self._recall, self._keep = recall, keep
        self._parent = parent
        self._dialog: PasteDialog | None = None
        document.opened.connect(lambda _: self._close())

    @property
    def dialog(self) -> PasteDialog | None:
        """The dialog, while it is up."""
        return self._dialog

    def mime(self) -> QMimeData | None:
        """Return the words of the current photo for a clipboard, which may be given more; ``None`` if it has none."""
        photo = self._current_photo()
        story = self._document.story
        words = Words() if photo is None else pasting.copied(photo, story.defaults)
        if photo is None or not words.items:
            return None
        mime = QMimeData()
        mime.setData(FORMAT, pasting.to_json(words))
        lines = (photo.caption, inherit.credit_line(photo, story.defaults))
        mime.setText("\n".join(filter(None, lines)))
        return mime

    def copy(self) -> None:
        """Put the words of the current photo on the clipboard."""
        photo, mime = self._current_photo(), self.mime()
        if photo is None:
            self.told.emit("Select a photo to copy its words.")
        elif mime is None:
            self.told.emit(f"{shown(photo.file_name)} has no words yet that could be copied.")
        else:
            QGuiApplication.clipboard().setMimeData(mime)
            self.told.emit(f"Copied the words of {shown(photo.file_name)}.")

    def can_paste(self) -> bool:
        """Say whether the clipboard claims to hold words of a photo."""
        mime = QGuiApplication.clipboard().mimeData()
        return mime is not None and mime.hasFormat(FORMAT)

    def paste(self) -> None:
        """Ask which of the words on the clipboard the selected photos get."""
        words, ids = self._words(), self._ids()
        if words is None or not ids:
            return
        self._close()
        dialog = PasteDialog(
            self._document,
            self._jobs,
            self._looks,
            words,
            ids,
            Choice.of(self._recall()),
            self._parent,
        )
        dialog.accepted.connect(lambda: self._take(dialog))
        dialog.finished.connect(lambda _: self._forget(dialog))
        dialog.chosen.connect(self.chosen)
        self._dialog = dialog
        dialog.show()

    def paste_again(self) -> None:
        """Give the selected photos the words on the clipboard as chosen last time, without asking."""
        words, ids = self._words(), self._ids()
        if words is not None and ids:
            choice = Choice.of(self._recall())
            fields = [field for field in words.fields if choice.takes(field, words)]
            self._apply(ids, words, fields, choice.mode)

    def _current_photo(self) -> Photo | None:
        photo_id = self._current()
        return None if photo_id is None else self._document.story.photos.get(photo_id)

    def _ids(self) -> tuple[PhotoId, ...]:
        photos = self._document.story.photos
        ids = tuple(photo_id for photo_id in self._selected() if photo_id in photos)
        if not ids:
            self.told.emit("Select the photos that get the words.")
        return ids

    def _words(self) -> Words | None:
        """Return the words on the clipboard; say so and return ``None`` if there are none."""
        mime = QGuiApplication.clipboard().mimeData()
        data = mime.data(FORMAT) if mime is not None else None
        is_small = data is not None and data.size() <= pasting.MAX_BYTES
        words = pasting.from_json(bytes(data.data())) if data is not None and is_small else None
        if words is None or not words.items:
            self.told.emit("The clipboard holds no words of a photo. Copy those of one first.")
            return None
        return words

    def _take(self, dialog: PasteDialog) -> None:
        self._keep(dialog.choice.text)
        self._apply(dialog.ids, dialog.words, dialog.fields, dialog.mode, dialog.skipped)

    def _apply(
        self,
        ids: Sequence[PhotoId],
        words: Words,
        fields: Sequence[str],
        mode: PasteMode,
        skip: Collection[tuple[PhotoId, str]] = (),
    ) -> None:
        before = self._document.story
        self._document.apply(pasting.paste(ids, words, fields, mode, skip))
        count = len(self._document.story.photos.differing_ids(before.photos))
        if not count:
            self.told.emit("Nothing was pasted: the photos read so already, or keep their words.")
            return
        names = ", ".join(wording.FIELD_NAMES.get(field, field) for field in fields)
        self.told.emit(f"Pasted to {wording.count(count, 'photo')}: {names}.")

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()

    def _forget(self, dialog: PasteDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
        dialog.deleteLater()
