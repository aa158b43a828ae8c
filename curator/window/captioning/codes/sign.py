"""Choosing the sign that is typed before and after a code; what a code is is left to ``captions``."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from curator.captions.codes import is_delimiter

_SIGNS = ("=", "\\", "*", "/", "==", "::")


class SignBox(QComboBox):
    """Offers the usual signs, and takes any other of one or two characters.

    Signals:
        chosen(sign): another sign was chosen.
        refused(sign): what was typed can be no such sign.
    """

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName("Sign around codes")
        self.setToolTip("One or two signs, typed before and after a code")
        self.addItems(list(_SIGNS))
        self.setMaximumWidth(90)
        self.activated.connect(lambda _: self._choose())
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._choose)

    def show_sign(self, sign: str) -> None:
        """Show *sign* as the one in use."""
        self._sign = sign
        self.setCurrentText(sign)

    def _choose(self) -> None:
        sign = self.currentText().strip()
        if sign == self._sign:
            return
        if is_delimiter(sign):
            self._sign = sign
            self.chosen.emit(sign)
        else:
            self.setCurrentText(self._sign)
            self.refused.emit(sign)
