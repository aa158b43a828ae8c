"""Makes the page after every change, in the background; who shows it is left to whoever listens."""

from PySide6.QtCore import QObject, QTimer, Signal

from curator.errors import CuratorError
from curator.export.preview import Preview, preview
from curator.export.theme import Theme, load
from curator.photos.workers import Readers
from curator.story.values import Story
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs

_WAIT = 40
# Milliseconds of quiet before the page is made: a burst of keys makes one page, and nobody sees it.


class Rendering(QObject):
    """The page of the open story as it stands, made while somebody looks at it.

    Signals:
        rendered(preview): the page as the story stands now.
        failed(reason): it cannot be made in its theme.
    """

    rendered = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        readers: Readers,
        theme: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._readers = document, jobs, readers
        self._job: Job | None = None
        self._is_wanted = False
        self._made_of: tuple[Story, str, str] | None = None
        self._theme = theme
        self.scheme = "system"
        self.latest: Preview | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._render)
        document.changed.connect(self._follow)
        document.opened.connect(self._follow)

    @property
    def is_settled(self) -> bool:
        """Whether the page is that of the story as it stands."""
        return self._job is None and not self._later.isActive()

    def want(self, *, is_wanted: bool) -> None:
        """Make pages from now on, or no more; nobody pays for a page that nobody sees."""
        self._is_wanted = is_wanted
        if is_wanted and self._made_of != (
            self._document.story,
            self.scheme,
            self._theme,
        ):
            self._render()

    def show_scheme(self, scheme: str) -> None:
        """Make the page as it shows in *scheme*, one of :data:`preview.SCHEMES`."""
        self.scheme = scheme
        if self._is_wanted:
            self._render()

    def show_theme(self, theme: str) -> None:
        """Make the page in *theme*."""
        self._theme = theme
        if self._is_wanted:
            self._render()

    def _follow(self, *_: object) -> None:
        if self._is_wanted and not self._later.isActive():
            # Not begun anew by each key: who types on and on sees the page follow all the same.
            self._later.start()

    def _render(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
        story, scheme, theme = self._document.story, self.scheme, self._theme
        self._job = self._jobs.call(
            lambda: preview(story, _theme(theme), scheme, self._readers),
            lambda made: self._take((story, scheme, theme), made),
            self._give_up,
        )

    def _take(self, made_of: tuple[Story, str, str], made: Preview) -> None:
        self._job = None
        self._made_of, self.latest = made_of, made
        self.rendered.emit(made)

    def _give_up(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, CuratorError):  # A theme of the desk's own that is not sound.
            self.failed.emit(str(error))


def _theme(name: str) -> Theme:
    """Return the theme called *name*, the plain one if the account has it no more."""
    try:
        return load(name)
    except LookupError:
        return load("essay")
