"""The open manifest claimed for its window; told where another Curator has it, or where it cannot be saved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from curator.manifest.claims import Claims, Wish, key_of
from curator.manifest.safe_write import why_not_writable
from curator.window import wording
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.session import Session


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a manifest once it is open: whether it is ours, and why it cannot be saved."""

    key: str
    is_ours: bool
    was_shown: bool = False
    refusal: str = ""


class Claiming(QObject):
    """Claims what the session opens, one manifest at a time, in the background; *close* closes the window."""

    def __init__(
        self,
        claims: Claims,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        close: Callable[[], None],
    ) -> None:
        super().__init__()
        self._claims, self._session, self._jobs = claims, session, jobs
        self._notices, self._close = notices, close
        self._path = self._key = ""
        session.path_changed.connect(self._follow)
        session.met_claim.connect(self._tell_read_only)
        session.is_claimed_elsewhere = claims.is_elsewhere
        session.reclaim = claims.take

    @property
    def key(self) -> str:
        """What names the claimed manifest to other processes; ``""`` while there is none."""
        return "" if self._session.is_read_only else self._key

    def give_up(self) -> None:
        """Let another window take the story over: here it is read-only from now on."""
        path = self._path
        self._claims.let_go(path)
        self._session.set_read_only(True)
        offers = [("Save as…", self._session.save_as), ("Take over", self._take_over)]
        self._notices.clear("claim")
        self._notices.tell(
            f"{wording.file_name(path)} was taken over by another window of Curator. Here it is read-only; what is "
            "unsaved here can be saved elsewhere.",
            offers=offers,
            topic="claim",
        )

    def end(self) -> None:
        """Give the claim up: the window is closed."""
        if self._path:
            self._claims.let_go(self._path)
            self._path = self._key = ""

    def _follow(self) -> None:
        path, before = self._session.path, self._path
        if path == before and not self._session.is_read_only:
            return
        self._path, self._key = path, ""
        self._session.set_read_only(False)
        self._notices.clear("claim")

        def work() -> _Found:
            if before and before != path:
                self._claims.let_go(before)
            if not path:
                return _Found("", True)
            key = key_of(path)
            if self._claims.take(path):
                return _Found(key, True, refusal=why_not_writable(path))
            return _Found(key, False, self._claims.ask(path, Wish.SHOW))

        self._jobs.call(work, lambda found: self._tell(path, found))

    def _tell(self, path: str, found: _Found) -> None:
        if path != self._session.path:
            return
        self._key = found.key
        if not found.is_ours:
            self._session.set_read_only(True)
            self._tell_read_only(", which was brought to the front" if found.was_shown else "")
        elif found.refusal:
            self._notices.tell(
                f"{wording.file_name(path)} can be changed here, but saved only elsewhere: {found.refusal}.",
                offers=[("Save as…", self._session.save_as)],
                topic="claim",
            )

    def _tell_read_only(self, more: str = "") -> None:
        self._notices.clear("claim")
        self._notices.tell(
            f"{wording.file_name(self._path)} is open in another window of Curator{more}. Here it is read-only.",
            offers=[("Take over", self._take_over), ("Close this window", self._close)],
            topic="claim",
        )

    def _take_over(self) -> None:
        path = self._session.path
        self._jobs.call(
            lambda: self._claims.take_over(path), lambda answered: self._taken_over(path, answered)
        )

    def _taken_over(self, path: str, has_answered: bool) -> None:
        if path != self._session.path:
            return
        self._session.set_read_only(False)
        there = "The other window shows it read-only now" if has_answered else _SILENT
        self._notices.clear("claim")
        self._notices.tell(f"{wording.file_name(path)} is yours. {there}.", topic="claim")


_SILENT = "The other window does not answer; should it save, that is noticed here"
