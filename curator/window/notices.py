"""Telling what happened without getting in the way: one bar over the panes, its details copyable."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

Offer = tuple[str, Callable[[], None]]
"""A button of a notice: its words and what it does."""


_Notice = tuple[str, str, Sequence[str], Sequence[Offer], str, bool]
# Kind, text, details, offers, topic, and whether it asks something.

_PATIENCE = 12_000
# Milliseconds that a notice stays which only tells.


class NoticeBar(QWidget):
    """The latest notice; hidden when there is none, and until the next comes after it was closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._topic = ""
        self._is_question = False
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_PATIENCE)
        self._fading.timeout.connect(self._take_down)
        self._waiting: list[_Notice] = []
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers = QHBoxLayout()
        self._show_details = QPushButton("Details")
        self._show_details.setCheckable(True)
        self._show_details.toggled.connect(self._toggle_details)
        self._copy = QPushButton("Copy")
        self._copy.setAccessibleName("Copy the notice and its details")
        self._copy.clicked.connect(self._copy_all)
        close = QToolButton()
        close.setObjectName("plain")
        close.setText("✕")
        close.setToolTip("Close this notice")
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self._take_down)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Details of the notice")
        self._details.setFixedHeight(140)
        self._details.setTabChangesFocus(True)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addLayout(self._offers)
        for widget in (self._show_details, self._copy, close):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 6)
        column.addLayout(row)
        column.addWidget(self._details)
        self.hide()

    @property
    def text(self) -> str:
        """What the notice says; ``""`` while none is up."""
        return "" if self.isHidden() else self._text.text()

    @property
    def details(self) -> str:
        """The details of the notice, one a line."""
        return self._details.toPlainText()

    def tell(
        self,
        text: str,
        details: Sequence[str] = (),
        offers: Sequence[Offer] = (),
        *,
        topic: str = "",
        is_question: bool = False,
        is_patient: bool = False,
    ) -> None:
        """Show a notice in place of the last; *topic* is what :meth:`clear` may name.

        A question stays until it is answered or closed; what comes meanwhile waits for that. A patient
        notice waits until whatever is up has gone.
        """
        if is_patient and not self.isHidden():
            self._wait(("", text, details, offers, topic, is_question))
        else:
            self._put("", text, details, offers, topic, is_question)

    def warn(
        self,
        text: str,
        details: Sequence[str] = (),
        offers: Sequence[Offer] = (),
        *,
        topic: str = "",
    ) -> None:
        """Show a notice of something that went wrong."""
        self._put("error", text, details, offers, topic, False)

    def clear(self, *topics: str) -> None:
        """Take down the notice if it is of one of *topics*, which no longer holds; any if none is named."""
        self._waiting = [notice for notice in self._waiting if notice[4] not in topics]
        if self._topic in topics or not (topics or self._is_question):
            self._take_down()

    def _put(
        self,
        kind: str,
        text: str,
        details: Sequence[str],
        offers: Sequence[Offer],
        topic: str,
        is_question: bool,
    ) -> None:
        if self._is_question and not self.isHidden():
            self._wait((kind, text, details, offers, topic, is_question))
            return
        self._topic, self._is_question = topic, is_question
        self._show(kind, text, details, offers)
        # What only tells goes by itself; what went wrong, or offers something, stays.
        if kind or details or offers:
            self._fading.stop()
        else:
            self._fading.start()

    def _take_down(self) -> None:
        self.hide()
        self._fading.stop()
        self._is_question = False
        if self._waiting:
            self._put(*self._waiting.pop(0))

    def _wait(self, notice: _Notice) -> None:
        """Let *notice* come once the one that is up has gone, in place of an older one of its topic."""
        self._waiting = [*(n for n in self._waiting if n[4] != notice[4]), notice]

    def _show(self, kind: str, text: str, details: Sequence[str], offers: Sequence[Offer]) -> None:
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.setText(text)
        self._details.setPlainText("\n".join(details))
        self._show_details.setVisible(bool(details))
        self._show_details.setChecked(False)
        self._details.hide()
        while (item := self._offers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for words, do in offers:
            button = QPushButton(words)
            button.clicked.connect(lambda _, do=do: do())  # Not told that it is no check box.
            self._offers.addWidget(button)
        self._copy.setVisible(bool(details) or kind == "error")
        self.show()

    def _toggle_details(self, is_shown: bool) -> None:
        self._details.setVisible(is_shown)
        self._show_details.setText("Hide details" if is_shown else "Details")

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(
            "\n".join(filter(None, (self._text.text(), self.details)))
        )
