"""JPEGs of Curator's own making: how large they are, and their pixels; a part of pressing pages."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader


def size_of(jpeg: bytes) -> QSize:
    """Return width and height of *jpeg*, without decoding it."""
    buffer = _opened(jpeg)
    return QImageReader(buffer, QByteArray(b"JPEG")).size()


def decoded(jpeg: bytes) -> QImage:
    """Return the pixels of *jpeg*; other threads run meanwhile."""
    buffer = _opened(jpeg)
    return QImageReader(buffer, QByteArray(b"JPEG")).read()


def _opened(jpeg: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer
