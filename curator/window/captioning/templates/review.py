"""What a template would change in many photos, a row a change with a tick; making the edit is left to the applier."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator.captions.codes import CodeTable
from curator.errors import shown
from curator.story import sequence as order
from curator.story.templates import Row as ChangedRow
from curator.story.templates import Template, preview
from curator.story.values import PhotoId, Story
from curator.window import wording
from curator.window.buttons import press_by_enter
from curator.window.captioning.before_after import BeforeAfter, Row
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.theme import Looks

_BATCH = 500
# Changes after which the preview can be cancelled.

Found = list[tuple[ChangedRow, Row]]


class Review(QWidget):
    """A table of all that would change; unticked rows are left out.

    Signals:
        accepted(ids, template, rows): put the template on these photos; of its changes those of *rows*.
        left(): the person went back.
        listed(): the table is whole.
    """

    accepted = Signal(object, object, object)
    left = Signal()
    listed = Signal()

    def __init__(
        self,
        document: StoryDocument,
        codes: Callable[[], CodeTable],
        jobs: Jobs,
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._codes, self._jobs = document, codes, jobs
        self._template = Template("")
        self._ids: tuple[PhotoId, ...] = ()
        self._rows: list[ChangedRow] = []
        self._left_out: set[ChangedRow] = set()
        self._job: Job | None = None
        self._title = QLabel()
        self._title.setObjectName("section")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.table = BeforeAfter(looks, "Changes that the template would make")
        self.table.ticked_changed.connect(self._show_count)
        back = QPushButton("&Back")
        back.setAutoDefault(False)
        back.clicked.connect(self.leave)
        self.accept_button = QPushButton()
        self.accept_button.setObjectName("primary")
        self.accept_button.setAutoDefault(False)
        self.accept_button.clicked.connect(self._accept)
        press_by_enter(back, self.accept_button)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        document.changed.connect(lambda *_: self.look_again())
        document.opened.connect(lambda _: self.leave())
        self._show_count()

    def show_changes(self, ids: tuple[PhotoId, ...], template: Template) -> None:
        """List what *template* would change in the photos of *ids*."""
        self._ids, self._template = ids, template
        self._left_out.clear()
        self._look()
        self.table.view.setFocus()

    def look_again(self) -> None:
        """List anew what is listed: the story or the codes changed under it."""
        if self.isVisible():
            self._note_left_out()
            self._look()

    def leave(self) -> None:
        """Go back without a change."""
        self._cancel()
        self.left.emit()

    def _look(self) -> None:
        self._cancel()
        story, ids, template = self._document.story, self._ids, self._template
        self._title.setText(f"“{template.name}” on {wording.count(len(ids), 'photo')}…")
        self.accept_button.setEnabled(False)
        found: Found = []
        self._job = self._jobs.start(
            _found(story, ids, template, self._codes()), found.extend, lambda: self._list(found)
        )

    def _list(self, found: Found) -> None:
        self._job = None
        self._rows = [row for row, _ in found]
        unticked = [at for at, row in enumerate(self._rows) if row in self._left_out]
        self.table.show_rows([shown_row for _, shown_row in found], unticked)
        photos = wording.count(len({photo for photo, _ in self._rows}), "photo")
        changes = wording.count(len(self._rows), "text")
        name = self._template.name
        self._title.setText(
            f"“{name}” changes {changes} in {photos} of {len(self._ids):,}"
            if found
            else f"“{name}” changes nothing in {wording.count(len(self._ids), 'photo')}"
        )
        self._show_count()
        self.listed.emit()

    def _show_count(self) -> None:
        ticked = len(self.table.ticked)
        self.accept_button.setText(f"&Change {wording.count(ticked, 'text')}")
        self.accept_button.setEnabled(ticked > 0 and self._job is None)

    def _note_left_out(self) -> None:
        ticked = set(self.table.ticked)
        self._left_out.update(row for at, row in enumerate(self._rows) if at not in ticked)
        self._left_out.difference_update(self._rows[at] for at in ticked)

    def _accept(self) -> None:
        rows = [self._rows[at] for at in self.table.ticked]
        ids = tuple(dict.fromkeys(photo for photo, _ in rows))
        self._cancel()
        self.accepted.emit(ids, self._template, frozenset(rows))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _found(
    story: Story, ids: tuple[PhotoId, ...], template: Template, codes: CodeTable
) -> Iterator[Found]:
    """Yield what would change, some at a time, each as the table shows it."""
    numbers = order.numbers(story.sequence)
    batch: Found = []
    for change in preview(story, ids, template, codes):
        name = shown(story.photos[change.photo].file_name)
        number = numbers.get(change.photo)
        title = f"{number} · {name}" if number else name
        field = wording.FIELD_NAMES[change.field]
        row = Row(title, field, _as_text(change.before), _as_text(change.after))
        batch.append(((change.photo, change.field), row))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _as_text(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")
