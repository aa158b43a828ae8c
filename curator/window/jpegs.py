"""JPEGs of Curator's own making as Qt has them: their pixels and their size, safe to ask in any thread."""

from threading import Lock

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

QImageReader.setAllocationLimit(512)  # MB; what is decoded here are only JPEGs of our own making.

_preparing = Lock()
# WORKAROUND: a reader looks for its decoder under a lock of Qt's, and asks the buffer what it holds
# meanwhile; the buffer, made here, needs Python's lock to answer. Whoever waits for Qt's lock with
# Python's in hand then waits for ever, and with it the whole program. So one reader after the other
# looks for its decoder; none of them needs Qt's lock any more when it decodes.


def decoded(jpeg: bytes) -> QImage:
    """Return the pixels of *jpeg*, a null image if there are none; other threads run meanwhile.

    ``QImage.fromData`` would stop the window for 0.2 s with 24 megapixels.
    """
    buffer = _opened(jpeg)
    return _reader(buffer).read()


def size_of(jpeg: bytes) -> QSize:
    """Return width and height of *jpeg*, without decoding it."""
    buffer = _opened(jpeg)
    return _reader(buffer).size()


def _opened(jpeg: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _reader(buffer: QBuffer) -> QImageReader:
    """Return a reader of *buffer* that has its decoder; the buffer has to live as long."""
    reader = QImageReader(buffer, QByteArray(b"JPEG"))
    with _preparing:
        reader.canRead()
    return reader
