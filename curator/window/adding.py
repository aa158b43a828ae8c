"""Asking for photos to be added; taking them in is left to ``desk``."""

import os
from collections.abc import Sequence

from curator.photos.workers import Readers
from curator.window.desk import Desk
from curator.window.jobs import Jobs
from curator.window.prompts import Prompts
from curator.window.settings import Settings


class Adding:
    """Asks for files or a folder, and wakes the readers meanwhile."""

    def __init__(
        self, desk: Desk, jobs: Jobs, readers: Readers, settings: Settings, prompts: Prompts
    ) -> None:
        self._desk, self._jobs, self._readers = desk, jobs, readers
        self._settings, self._prompts = settings, prompts

    def make_ready(self) -> None:
        """Start the readers: photos will come in a second or so."""
        self._jobs.call(self._readers.warm, lambda _: None)

    def add_photos(self) -> None:
        """Ask for photos, and add them."""
        self.make_ready()
        self._add(self._prompts.add_photos(self._settings.folder))

    def add_folder(self) -> None:
        """Ask for a folder of photos, and add what is in it."""
        self.make_ready()
        folder = self._prompts.add_folder(self._settings.folder)
        self._add([folder] if folder else [])

    def _add(self, paths: Sequence[str]) -> None:
        if paths:
            self._settings.folder = os.path.dirname(paths[0])
            self._desk.add(paths)
