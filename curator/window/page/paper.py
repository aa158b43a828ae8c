"""The page as it comes out on paper, in a window of its own."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


def show_pdf(data: bytes, parent: QWidget) -> QDialog:
    """Show the pages of the PDF *data* beside the work; return the dialog."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Print preview")
    buffer = QBuffer(dialog)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(dialog)
    document.load(buffer)
    view = QPdfView(dialog)
    view.setAccessibleName("Pages of the print preview")
    view.setDocument(document)
    view.setPageMode(QPdfView.PageMode.MultiPage)
    view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view)
    dialog.resize(760, 900)
    dialog.show()
    return dialog
