"""The window of templates: their names, the editor of one, and putting it on the selected photos."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator.errors import shown
from curator.story.templates import Template
from curator.story.values import PhotoId
from curator.window import wording
from curator.window.captioning.codes.book import CodeBook
from curator.window.captioning.templates.applier import Applier
from curator.window.captioning.templates.book import TemplateBook
from curator.window.captioning.templates.editor import TemplateEditor
from curator.window.captioning.templates.names import TemplateNames
from curator.window.captioning.templates.review import Review
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst
from curator.window.jobs import Jobs
from curator.window.theme import Looks


class TemplatesPanel(QDialog):
    """The account's templates; it stays open beside the work.

    Signals:
        photos_wanted(): it is coming up; tell it by :meth:`show_photos` which photos are selected.
    """

    photos_wanted = Signal()

    def __init__(
        self,
        book: TemplateBook,
        codes: CodeBook,
        document: StoryDocument,
        applier: Applier,
        jobs: Jobs,
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Templates")
        self._book, self._codes, self._document = book, codes, document
        self._applier = applier
        self._ids: tuple[PhotoId, ...] = ()
        self._is_for_review = False
        self._burst = Burst(self)
        # From the outside in: to put a whole tree of widgets somewhere else dresses all of it anew.
        self._pages = QStackedWidget(self)
        QVBoxLayout(self).addWidget(self._pages)
        self._page = QWidget()
        self._pages.addWidget(self._page)
        self.review = Review(document, lambda: codes.table, jobs, looks, self._pages)
        self._pages.addWidget(self.review)
        self._split = QSplitter(self._page)
        self.names = TemplateNames(book, self._split)
        self._right = QWidget(self._split)
        self.editor = TemplateEditor(looks, self._right)
        self.incoming = QComboBox(self._page)
        self.incoming.setAccessibleName("Template for photos as they come in")
        self.incoming.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.incoming.setMaximumWidth(260)
        self.apply_button = QPushButton(self._page)
        self.apply_button.setObjectName("primary")
        self.apply_button.setAutoDefault(False)
        self.status = _muted(self._page)
        self.status.setWordWrap(True)
        self._head = _muted(self._right)
        self._place()
        self._connect()
        self._show_book()
        self.resize(1060, 680)

    @property
    def template(self) -> Template | None:
        """The current template."""
        return self._book.templates.named(self.names.current)

    def open(self) -> None:
        """Show the window, for the photos that are selected."""
        self.photos_wanted.emit()
        self._is_for_review = False
        self.review.leave()
        self.show()
        self.activateWindow()
        self.names.list.setFocus()

    def show_photos(self, ids: Sequence[PhotoId]) -> None:
        """Take note of which photos are selected; the first stands beside the template."""
        self._ids = tuple(ids)
        self._show_photo()

    def apply(self) -> None:
        """Put the current template on the selected photos; where they are several, show first what would change."""
        if self.template is not None:
            self.put(self.template, self._ids)

    def put(self, template: Template, ids: Sequence[PhotoId]) -> None:
        """Put *template* on the photos of *ids*, at once on one, else after a look at what would change."""
        if len(ids) > 1:
            self._is_for_review = self._is_for_review or not self.isVisible()
            self._pages.setCurrentWidget(self.review)
            self.show()
            self.activateWindow()
            self.review.show_changes(tuple(ids), template)
        elif ids:
            self._applier.apply(ids, template)

    def _place(self) -> None:
        hint = _muted(self._right)
        hint.setText("Tick the fields that the template fills in. Type { for variables.")
        column = QVBoxLayout(self._right)
        column.setContentsMargins(8, 0, 0, 0)
        top = QHBoxLayout()
        column.addLayout(top)
        top.addWidget(hint)
        top.addStretch(1)
        top.addWidget(self._head)
        column.addWidget(self.editor, 1)
        self._split.addWidget(self.names)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([210, 850])
        self._split.setChildrenCollapsible(False)
        label = QLabel("Put on photos as they come &in", self._page)
        label.setBuddy(self.incoming)
        whole = QVBoxLayout(self._page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._split, 1)
        foot = QHBoxLayout()
        whole.addLayout(foot)
        foot.addWidget(label)
        foot.addWidget(self.incoming)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.apply_button)

    def _connect(self) -> None:
        self._book.changed.connect(self._show_book)
        self._book.told.connect(lambda sentences: self.status.setText(" ".join(sentences)[:500]))
        self._codes.changed.connect(self._show_photo)
        self._codes.changed.connect(self.review.look_again)
        self._document.changed.connect(lambda *_: self._show_photo())
        self._document.opened.connect(lambda _: self.show_photos(()))
        self.names.chosen.connect(self._show_template)
        self.editor.edited.connect(self._take)
        self.incoming.activated.connect(self._choose_incoming)
        self.apply_button.clicked.connect(self.apply)
        self.review.left.connect(self._end_review)
        self.review.accepted.connect(self._accept)
        self._applier.applied.connect(self._applied)
        standard = QKeySequence.StandardKey
        for words, key, do in (
            ("Undo", standard.Undo, self._book.undo),
            ("Redo", standard.Redo, self._book.redo),
        ):
            action = QAction(words, self)
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.triggered.connect(lambda _=False, do=do: do())
            self.addAction(action)

    def _show_book(self) -> None:
        """Show the templates as the book has them now."""
        self.setEnabled(self._book.is_loaded)
        templates = self._book.templates
        names = [template.name for template in templates.templates]
        if [self.incoming.itemData(row) for row in range(self.incoming.count())] != ["", *names]:
            self.incoming.clear()
            self.incoming.addItem("No template", "")
            for name in names:
                self.incoming.addItem(name, name)
        self.incoming.setCurrentIndex(max(self.incoming.findData(templates.incoming), 0))
        self._show_template()

    def _show_template(self) -> None:
        template = self.template
        if template is None or template.name != self.editor.template.name:
            self._burst.end()
        self.editor.setEnabled(template is not None)
        self.editor.show_template(template or Template(""))
        self._show_button()

    def _show_photo(self) -> None:
        """Show beside the template what the first selected photo would say."""
        story = self._document.story
        self._ids = tuple(i for i in self._ids if i in story.photos)
        photo = story.photos[self._ids[0]] if self._ids else None
        self._head.setText(f"In {shown(photo.file_name)}:" if photo else "No photo is selected.")
        number = self._document.numbers.get(photo.id, 0) if photo else 0
        if self.isVisible():
            self.editor.show_photo(story, photo, number, self._codes.table)
        self._show_button()

    def _show_button(self) -> None:
        count = wording.count(len(self._ids), "photo")
        self.apply_button.setText(f"&Apply to {count}" + ("…" if len(self._ids) > 1 else ""))
        self.apply_button.setEnabled(self.template is not None and bool(self._ids))

    def _take(self, template: Template, field: str) -> None:
        """Take what a person changed in the editor."""
        token = self._burst.token("template", template.name, field)
        self._book.change(self._book.templates.changed(template.name, template), token)

    def _choose_incoming(self, row: int) -> None:
        name = str(self.incoming.itemData(row))
        self._book.change(replace(self._book.templates, incoming=name))

    def _accept(self, ids: tuple[PhotoId, ...], template: Template, rows: object) -> None:
        self._end_review()
        self._applier.apply(ids, template, rows)  # type: ignore[arg-type]

    def _end_review(self) -> None:
        """Go back to the templates, or away if only the table was wanted."""
        self._pages.setCurrentIndex(0)
        if self._is_for_review:
            self._is_for_review = False
            self.hide()

    def _applied(self, template: Template, ids: Sequence[PhotoId]) -> None:
        self.status.setText(f"“{template.name}” is on {wording.count(len(ids), 'photo')}.")

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        """Show beside the template what the photo says by now."""
        super().showEvent(event)
        self._show_photo()


def _muted(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
