"""Photos with their words on their way from window to window, as the bytes of a manifest of them alone."""

import os
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from curator.manifest.files import load_bytes, to_bytes
from curator.story.carrying import carried
from curator.story.values import Photo, PhotoId, Story

FORMAT = "application/x-curator-photos"
"""What the photos of a drag are called."""

MOST = 500
"""Photos that a drag carries words of; more of them come as files."""

_MAX_BYTES = 32 * 1024 * 1024
_ROOT = os.path.abspath(os.sep)


def packed(story: Story, ids: Iterable[PhotoId]) -> bytes:
    """Return the photos of *ids* with their words, fit for another window or another program."""
    return to_bytes(carried(story, ids), _ROOT)


def unpacked(mime: QMimeData) -> tuple[Photo, ...]:
    """Return the photos that *mime* holds, read as strictly as any manifest; raise :class:`ManifestError`."""
    data = bytes(mime.data(FORMAT).data())
    if len(data) > _MAX_BYTES:
        return ()
    return tuple(load_bytes(data, "what was dragged", _ROOT).story.photos.values())
