"""What a drag of rows offers to whatever it is dropped on: this program's views, other windows, other programs."""

import os
from collections.abc import Iterable
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QMimeData

from curator.story.values import Key, Photo, PhotoId, Story
from curator.window import carrying

ROWS = "application/x-curator-rows"
"""Marks a drag of this program's own rows; which ones, the source view knows."""


def offered(story: Story, keys: Iterable[Key]) -> QMimeData:
    """Return what is offered with the rows of *keys*: their photos as files, and with all their words."""
    mime = QMimeData()
    mime.setData(ROWS, b"1")
    photos = story.photos.of(PhotoId(key) for key in keys if isinstance(key, str))
    mime.setData("text/uri-list", b"".join(_uri(photo) + b"\r\n" for photo in photos))
    if 0 < len(photos) <= carrying.MOST:
        mime.setData(carrying.FORMAT, carrying.packed(story, [photo.id for photo in photos]))
    return mime


def _uri(photo: Photo) -> bytes:
    return b"file://" + quote_from_bytes(os.fsencode(photo.file)).encode("ascii")
