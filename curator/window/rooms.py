"""The tools of which nothing is seen in the first picture of the window, each made when it is first used."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.kit.shelf import Shelf
from curator.photos.thumbnails import ThumbnailCache
from curator.photos.workers import Readers
from curator.window.arrivals import Arrivals
from curator.window.checking.findings import Findings
from curator.window.choosing import Choosing
from curator.window.desk import Desk
from curator.window.document import StoryDocument
from curator.window.editor.panel import EditorPanel
from curator.window.jobs import Jobs
from curator.window.main_window import MainWindow
from curator.window.neighbours import Neighbours
from curator.window.prompts import Prompts
from curator.window.session import Session
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.views import Views

# A room is loaded when it is first entered: the start of the program pays for none.
if TYPE_CHECKING:
    from curator.check.ledger import Place
    from curator.manifest.versions.store import VersionStore
    from curator.window.adding import Adding
    from curator.window.arranging import Arranging
    from curator.window.captioning.caption_desk import CaptionDesk
    from curator.window.captioning.kit import Kit
    from curator.window.checking.house import House
    from curator.window.checking.panel import ProblemPanel
    from curator.window.keeping.keeping_desk import KeepingDesk
    from curator.window.ledger.panel import LedgerPanel
    from curator.window.ordering.ordering import Ordering
    from curator.window.page.view import PageView
    from curator.window.paper.paper_desk import PaperDesk
    from curator.window.publishing import Publishing
    from curator.window.seeking.seeking import Seeking
    from curator.window.seeking.watch import FileWatch
    from curator.window.templating.templating import Templating


@dataclass(frozen=True, slots=True)
class Parts:
    """What one window is built of, for the rooms to be furnished with.

    ``account`` is the folder for what Curator keeps by itself.
    """

    document: StoryDocument
    choosing: Choosing
    findings: Findings
    neighbours: Neighbours
    session: Session
    desk: Desk
    views: Views
    editor: EditorPanel
    arrivals: Arrivals
    thumbnails: Thumbnails
    cache: ThumbnailCache
    picture_jobs: Jobs
    jobs: Jobs
    disk_jobs: Jobs
    readers: Readers
    shelf: Shelf
    looks: Looks
    settings: Settings
    prompts: Prompts
    window: MainWindow
    account: Path


class Rooms(QObject):
    """The rooms of one window: each property makes its own at the first asking, and loads its module."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        parts.session.replaced.connect(lambda: self.watch.look_soon())

    def shut_down(self) -> None:
        """Let those that were entered finish what they keep."""
        if "paper" in self.__dict__:
            self.paper.stop()
        if "kit" in self.__dict__:
            self.kit.finish()
        if "page" in self.__dict__:
            self.page.end()

    @cached_property
    def adding(self) -> "Adding":
        """What asks for photos to be added."""
        from curator.window.adding import Adding

        parts = self._parts
        return Adding(parts.desk, parts.jobs, parts.readers, parts.settings, parts.prompts)

    @cached_property
    def arranging(self) -> "Arranging":
        """What is done with the blocks of a story."""
        from curator.window.arranging import Arranging

        parts = self._parts
        return Arranging(
            parts.document, parts.views, parts.editor, parts.window.notices, parent=self
        )

    @cached_property
    def page(self) -> "PageView":
        """The page as a reader will see it, and what keeps it in step."""
        from curator.window.page.browser import BrowserCopy
        from curator.window.page.pictures import PagePictures
        from curator.window.page.rendering import Rendering
        from curator.window.page.view import PageView

        parts = self._parts
        theme = parts.settings.page_theme
        rendering = Rendering(parts.document, parts.jobs, parts.readers, theme, self)
        rendering.failed.connect(parts.window.notices.warn)
        pictures = PagePictures(parts.readers, parts.cache, parts.picture_jobs, self)
        browser = BrowserCopy(rendering, pictures, parts.jobs, self)
        return PageView(parts.document, parts.thumbnails, parts.looks, rendering, pictures, browser)

    def find_themes(self, then: Callable[[list[str]], None]) -> None:
        """Do *then* with the names of the account's own themes, once they are known."""

        def names() -> list[str]:
            from curator.export.theme import own_names

            return own_names()

        self._parts.jobs.call(names, then)

    def show_theme(self, name: str) -> None:
        """Show the page in the theme called *name*, as far as it was made."""
        if "page" in self.__dict__:
            self.page.show_theme(name)

    @cached_property
    def kit(self) -> "Kit":
        """What the desk keeps between stories."""
        from curator.window.captioning.kit import Kit

        parts = self._parts
        return Kit(
            parts.document,
            parts.session,
            parts.arrivals,
            parts.jobs,
            parts.disk_jobs,
            parts.readers,
            parts.shelf,
            parts.window.notices,
            self,
        )

    @cached_property
    def captions(self) -> "CaptionDesk":
        """What helps to write captions."""
        from curator.window.captioning.caption_desk import CaptionDesk
        from curator.window.captioning.incoming_words import IncomingWords

        parts = self._parts
        IncomingWords(parts.document, parts.arrivals, self.kit)
        desk = CaptionDesk(
            parts.document,
            parts.session,
            parts.desk,
            parts.views,
            parts.editor,
            self.kit,
            parts.findings,
            parts.jobs,
            parts.readers,
            parts.looks,
            parts.settings,
            parts.prompts,
            parts.window,
        )
        marks = desk.writing.problems
        marks.mend_asked.connect(parts.desk.mend)
        marks.waive_asked.connect(parts.desk.waive)
        marks.show_asked.connect(lambda problem: self.problems.go_to(problem))
        return desk

    @cached_property
    def problems(self) -> "ProblemPanel":
        """The list of what the check found."""
        from curator.window.checking.panel import ProblemPanel

        parts = self._parts
        panel = ProblemPanel(
            parts.document, parts.findings, parts.jobs, parts.looks, parts.settings
        )
        panel.chosen.connect(lambda problem: self.captions.lead_to_problem(problem))
        panel.mend_asked.connect(parts.desk.mend)
        panel.waive_asked.connect(parts.desk.waive)
        panel.unwaive_asked.connect(parts.desk.unwaive)
        panel.closed.connect(lambda: parts.views.grid.setFocus())
        panel.export_asked.connect(lambda: self.publishing.gate.ask())
        parts.window.add_below(panel)
        return panel

    @cached_property
    def publishing(self) -> "Publishing":
        """What exports the story."""
        from curator.window.publishing import Publishing

        parts = self._parts
        made = Publishing(
            parts.document,
            parts.session,
            parts.findings,
            parts.jobs,
            parts.readers,
            parts.prompts,
            parts.window,
            parts.settings,
            parts.cache.sibling("copies"),
        )
        made.gate.held.connect(lambda: self.check(for_export=True))
        made.problems_asked.connect(self.check)
        return made

    def check(self, *, for_export: bool = False) -> None:
        """Show what the check finds, or the errors that an export waits for."""
        if self._parts.views.is_large:
            self._parts.views.close_large()
        self._put_away("ledger")
        if for_export:
            self.problems.open_for_export()
        else:
            self.problems.open()

    @cached_property
    def ledger(self) -> "LedgerPanel":
        """The names of the story."""
        from curator.window.ledger.panel import LedgerPanel

        parts = self._parts
        panel = LedgerPanel(parts.document, parts.jobs, parts.looks)
        panel.chosen.connect(self._lead_to_name)
        panel.rename_asked.connect(lambda old, new: self.captions.replacing.rename(old, new))
        panel.decided.connect(
            lambda name, others: self.captions.offer_codes_put_right(others, name)
        )
        panel.code_asked.connect(lambda name: self.captions.make_code(name))
        panel.closed.connect(lambda: parts.views.grid.setFocus())
        parts.window.add_below(panel)
        return panel

    def show_names(self) -> None:
        """Show the names of the story."""
        self._put_away("problems")
        self.ledger.open()

    def _put_away(self, room: str) -> None:
        """Hide the list of *room* if it was made: two of them would leave no place for photos."""
        if (panel := self.__dict__.get(room)) is not None:
            panel.hide()

    def _lead_to_name(self, place: "Place") -> None:
        found = place.passage
        self.captions.lead_to(found.key, found.field, place.start, place.end)

    @cached_property
    def ordering(self) -> "Ordering":
        """What puts the story into order."""
        from curator.window.ordering.ordering import Ordering

        parts = self._parts
        return Ordering(
            parts.document,
            parts.choosing,
            parts.arrivals,
            parts.desk,
            parts.views,
            parts.thumbnails,
            parts.jobs,
            parts.readers,
            parts.looks,
            parts.settings,
            parts.prompts,
            parts.window,
            self,
        )

    @cached_property
    def watch(self) -> "FileWatch":
        """What looks at the files of the photos."""
        from curator.window.seeking.watch import FileWatch

        parts = self._parts
        notices = parts.window.notices
        return FileWatch(
            parts.document, parts.jobs, parts.readers, notices, lambda: self.seeking.open()
        )

    @cached_property
    def seeking(self) -> "Seeking":
        """What finds missing photos again."""
        from curator.window.seeking.seeking import Seeking

        parts = self._parts
        return Seeking(
            parts.document,
            parts.session,
            self.watch,
            parts.thumbnails,
            parts.jobs,
            parts.readers,
            parts.looks,
            parts.prompts,
            parts.window.notices,
            parts.window,
        )

    @cached_property
    def versions(self) -> "VersionStore":
        """The versions of stories; also asked for in the background, after a save."""
        from curator.manifest.versions.store import VersionStore

        return VersionStore(self._parts.account / "versions")

    @cached_property
    def keeping(self) -> "KeepingDesk":
        """What brings earlier versions back, collects a story, and takes one out of a zip file."""
        from curator.window.keeping.keeping_desk import KeepingDesk

        parts = self._parts
        return KeepingDesk(
            parts.document,
            parts.session,
            self.versions,
            lambda photo, field: self.captions.lead_to(photo, field, 0, 0),
            parts.thumbnails,
            parts.jobs,
            parts.disk_jobs,
            parts.looks,
            parts.settings,
            parts.prompts,
            parts.window,
            parts.cache,
            parts.account,
        )

    @cached_property
    def templating(self) -> "Templating":
        """What begins stories with others."""
        from curator.window.templating.templating import Templating

        parts = self._parts
        return Templating(
            parts.document,
            parts.session,
            parts.neighbours,
            parts.shelf,
            parts.disk_jobs,
            parts.prompts,
            parts.window.notices,
        )

    @cached_property
    def paper(self) -> "PaperDesk":
        """What brings the story to paper."""
        from curator.window.paper.paper_desk import PaperDesk

        parts = self._parts
        return PaperDesk(
            parts.document,
            parts.views,
            parts.thumbnails,
            parts.jobs,
            parts.readers,
            parts.looks,
            parts.settings,
            parts.prompts,
            parts.window,
            lambda: parts.session.path,
        )


def load_help(language: str) -> "House":
    """Load what helps writing and checking; to be called in a thread of its own."""
    importlib.import_module("curator.window.captioning.caption_desk")
    return importlib.import_module("curator.window.checking.house").load(language)  # type: ignore[no-any-return]
