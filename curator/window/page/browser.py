"""The page in a folder for the reader's own browser, which follows by looking what lies there."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject

from curator import resources
from curator.errors import PhotoError
from curator.export.preview import Preview
from curator.window.jobs import Job, Jobs
from curator.window.page.pictures import PagePictures
from curator.window.page.rendering import Rendering
from curator.window.publishing import show_path

_POLICY = 'http-equiv="Content-Security-Policy" content="'
_OUR_SCRIPT = "script-src 'self' file:; "
# The page forbids every script; the one that lets it follow lies beside it.


class BrowserCopy(QObject):
    """A private folder with the page as it stands, written anew after each edit once it is open."""

    def __init__(
        self,
        rendering: Rendering,
        pictures: PagePictures,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rendering, self._pictures, self._jobs = rendering, pictures, jobs
        self._versions = count(1)
        self._folder: Path | None = None
        self._job: Job | None = None
        self._waiting: Preview | None = None
        self._is_shown = False
        rendering.rendered.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether a browser was given the page, and so may look for newer ones."""
        return self._folder is not None

    @property
    def folder(self) -> Path | None:
        """The folder of the page, once it is open."""
        return self._folder

    def open(self) -> None:
        """Show the page in the browser."""
        self._is_shown = False
        if self._folder is None:
            self._folder = Path(
                tempfile.mkdtemp(prefix="curator-page-")
            )  # readable by its owner alone
        self._rendering.want(is_wanted=True)
        if self._rendering.latest is not None:
            self._follow(self._rendering.latest)

    def end(self) -> None:
        """Take the folder away."""
        if self._job is not None:
            self._job.cancel()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _follow(self, preview: Preview) -> None:
        if self._folder is None:
            return
        if self._job is not None:
            self._waiting = preview  # The latest of those that wait counts.
            return
        version = next(self._versions)
        work = self._written(self._folder, preview, version)
        self._job = self._jobs.start(work, self._show, self._done, lambda _: self._done())

    def _show(self, index: Path) -> None:
        if not self._is_shown:
            self._is_shown = True
            show_path(os.fspath(index))

    def _done(self) -> None:
        self._job = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._follow(waiting)

    def _written(self, folder: Path, preview: Preview, version: int) -> Iterator[Path]:
        """Write the page, and yield once a browser can show it; then its pictures, as readers meet them."""
        (folder / "photos").mkdir(exist_ok=True)
        for name, content in preview.files.items():
            _write(folder / name, content)
        follow = resources.read_text("page", "exchange.js") + resources.read_text(
            "page", "follow.js"
        )
        _write(folder / "follow.js", follow.encode())
        html = preview.html.replace(_POLICY, f"{_POLICY}{_OUR_SCRIPT}", 1)
        script = f'<script src="follow.js" data-version="{version}"></script>'
        _write(
            folder / "index.html", html.replace("</body>", f"{script}\n</body>", 1).encode("utf-8")
        )
        _write(folder / "page.js", f"curatorPage({_text(preview.html)});".encode())
        _write(folder / "version.js", f'curatorVersion("{version}");'.encode())
        yield folder / "index.html"
        for name, photo in preview.pictures.items():
            if not (folder / name).exists():
                try:
                    _write(folder / name, self._pictures.make(photo))
                except PhotoError:
                    continue
                yield folder / "index.html"


def _text(html: str) -> str:
    """Return *html* as a text of JavaScript."""
    return json.dumps(html).replace("<", "\\u003c")


def _write(path: Path, content: bytes) -> None:
    """Put *content* at *path* whole: a browser may be looking."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
