"""The parts of one window, built and connected; where files of the account lie is left to ``app``."""

import os
import time
from collections.abc import Callable, Sequence

from PySide6 import QtCore
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from curator import __version__
from curator.manifest.recovery import RecoveryStore
from curator.photos.thumbnails import ThumbnailCache
from curator.photos.workers import Readers
from curator.story.changes import Change
from curator.story.values import Story
from curator.window import wording
from curator.window.actions import Actions, Doings, add_appearance_menu, fill_recent_menu, table
from curator.window.arrivals import Arrivals
from curator.window.bar import CELL_WIDTHS, Bar
from curator.window.checking.panel import ProblemPanel
from curator.window.desk import Desk
from curator.window.document import StoryDocument
from curator.window.editor.from_file import FromFile
from curator.window.editor.panel import EditorPanel
from curator.window.jobs import Jobs
from curator.window.main_window import MainWindow
from curator.window.prompts import Prompts
from curator.window.publishing import Publishing
from curator.window.recovery import Recovery
from curator.window.session import Session
from curator.window.settings import Settings
from curator.window.tally import Tally
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.views import Views


class Program(QObject):
    """One window with everything behind it; :meth:`shut_down` ends its background work."""

    def __init__(
        self,
        settings: Settings,
        readers: Readers,
        cache: ThumbnailCache,
        store: RecoveryStore,
        make_prompts: Callable[[MainWindow], Prompts] = Prompts,
    ) -> None:
        super().__init__()
        self.settings, self._readers = settings, readers
        self.looks = Looks(settings.appearance, self)
        self.document = StoryDocument(self)
        self.jobs = Jobs(6, self)
        # A save never waits behind a read that hangs, and saves come one after the other.
        self.disk_jobs = Jobs(1, self)
        self.picture_jobs = Jobs(readers.size, self)
        self.thumbnails = Thumbnails(readers, cache, self.picture_jobs, self)
        self.window = MainWindow(settings)
        self.prompts = make_prompts(self.window)
        notices = self.window.notices
        self.session = Session(self.document, self.disk_jobs, settings, self.prompts, notices)
        self.arrivals = Arrivals(self.document, self.jobs, readers, notices, self.window.importing)
        self.publishing = Publishing(
            self.document, self.jobs, readers, notices, self.window.exporting
        )
        self.views = Views(self.document, self.thumbnails, self.looks, settings)
        from_file = FromFile(self.document, readers, self.jobs)
        self.editor = EditorPanel(self.document, self.thumbnails, self.looks, from_file)
        self.problems = ProblemPanel(self.document, self.jobs)
        self.desk = Desk(
            self.document, self.views, self.editor, self.arrivals, self.prompts, notices
        )
        self.actions = self._make_actions()
        self.bar = Bar(self.actions["add_photos"], self.actions["check"], self.actions["export"])
        self.window.place(self.bar, self.views, self.problems, self.editor)
        self._tally = Tally(self.document.story)
        self.recovery = Recovery(store, self.document, self.session, self.disk_jobs, notices)
        self._connect()
        self._set_cell_width(settings.cell_width)
        self._show_state()

    def open(self, paths: Sequence[str]) -> None:
        """Open a story, or begin one with the photos at *paths*."""
        if len(paths) == 1 and paths[0].lower().endswith(".json"):
            self.session.open(os.path.abspath(paths[0]))
        elif paths:
            self.desk.add([os.path.abspath(path) for path in paths])

    def shut_down(self) -> None:
        """End everything under way, without asking."""
        self.recovery.stop()
        self.arrivals.cancel()
        self._readers.close()
        for jobs in (self.picture_jobs, self.jobs, self.disk_jobs):
            jobs.shut_down()

    def _make_actions(self) -> Actions:
        doings = Doings(
            add_photos=self._add_photos,
            add_folder=self._add_folder,
            export=self._export,
            check=self._check,
            story_words=self.editor.show_story,
            larger=lambda: self._set_cell_width(self.settings.cell_width + 40),
            smaller=lambda: self._set_cell_width(self.settings.cell_width - 40),
            about=self._tell_about,
            quit=self.window.close,
        )
        rows = table(self.desk, self.session, self.views, doings)
        actions = Actions(self.window, self.window.menuBar(), rows)
        actions.add_to_grids([self.views.photos, self.views.story])
        recent = actions.menus["File"]
        menu = self._recent_menu = recent.addMenu("Open &recent")
        recent.insertMenu(actions["save"], menu)
        recent.insertSeparator(actions["save"])
        menu.aboutToShow.connect(lambda: fill_recent_menu(menu, self.session, self.settings))
        fill_recent_menu(menu, self.session, self.settings)
        names = ("large", "caption", "confirm", "", "earlier", "later", "send", "")
        context = actions.make_context_menu(
            self.window, *names, "set_aside", "bring_back", "remove"
        )
        for grid in (self.views.photos, self.views.story):
            grid.menu_asked.connect(context.popup)
        add_appearance_menu(actions.menus["View"], self.window, self.looks, self.settings)
        return actions

    def _connect(self) -> None:
        document, views, window = self.document, self.views, self.window
        document.changed.connect(self._tally_changed)
        document.opened.connect(self._tally_opened)
        document.saved_changed.connect(self._show_state)
        self.session.path_changed.connect(self._show_state)
        self.session.saved.connect(lambda: window.show_saved(f"Saved {time.strftime('%H:%M')}"))
        self.session.replaced.connect(lambda: window.show_saved(""))
        views.view_changed.connect(self.bar.show_view)
        views.selected.connect(self._show_selection)
        views.welcome.add_photos.connect(self._add_photos)
        views.welcome.add_folder.connect(self._add_folder)
        views.welcome.open_story.connect(lambda: self.session.open())
        views.welcome.open_recent.connect(self.session.open)
        self.bar.view_chosen.connect(views.show_view)
        self.bar.cell_width_chosen.connect(self._set_cell_width)
        self.problems.chosen.connect(self.desk.lead_to)
        for grid in (views.photos, views.story):
            self.problems.listed.connect(lambda g=grid: g.rows.show_found(self.problems.problems))
        self.problems.closed.connect(lambda: views.grid.setFocus())
        self.publishing.errors_asked.connect(self._check)
        window.dropped.connect(self.desk.add)
        window.returned.connect(self._look_again)
        window.closing.connect(lambda: self.session.leave(self._close))

    def _close(self) -> None:
        self.shut_down()
        self.recovery.end()
        self.window.close_now()

    def _add_photos(self) -> None:
        self._add(self.prompts.add_photos(self.settings.folder))

    def _add_folder(self) -> None:
        folder = self.prompts.add_folder(self.settings.folder)
        self._add([folder] if folder else [])

    def _add(self, paths: Sequence[str]) -> None:
        if paths:
            self.settings.folder = os.path.dirname(paths[0])
            self.desk.add(paths)

    def _export(self) -> None:
        base = self.session.path or os.path.join(
            self.settings.folder or os.path.expanduser("~"), "story.json"
        )
        stem = os.path.splitext(os.path.basename(base))[0]
        folder = self.prompts.export_folder(os.path.join(os.path.dirname(base), f"{stem}-page"))
        if folder:
            self.publishing.export(folder)

    def _check(self) -> None:
        if self.views.is_large:
            self.views.close_viewer()
        self.problems.open()

    def _look_again(self) -> None:
        """Try files again that could not be shown: a drive may be back."""
        self.thumbnails.retry()
        self.views.grid.viewport().update()

    def _tell_about(self) -> None:
        qt = QtCore.qVersion()
        self.window.notices.tell(
            f"Curator {__version__}, with Qt {qt}. It makes no network request, ever."
        )

    def _set_cell_width(self, width: int) -> None:
        width = min(max(width, CELL_WIDTHS[0]), CELL_WIDTHS[1])
        self.settings.cell_width = width
        self.bar.show_cell_width(width)
        for grid in (self.views.photos, self.views.story):
            grid.set_cell_width(width)

    def _tally_changed(self, before: Story, after: Story, change: Change) -> None:
        self._tally.follow(after, change)
        self._show_counts()

    def _tally_opened(self, story: Story) -> None:
        self._tally = Tally(story)
        self._show_counts()

    def _show_counts(self) -> None:
        self.window.show_counts(
            self._tally.words(len(self.views.grid.selectionModel().selectedIndexes()))
        )
        self.bar.show_counts(len(self.document.story.photos), self._tally.in_story)

    def _show_selection(self) -> None:
        keys = self.views.grid.selected_keys
        photos = bool(self.views.grid.selected_photos)
        self.actions.show_needs(
            has_photos=photos, has_rows=bool(keys) and self.views.name == "story"
        )
        self._show_counts()

    def _show_state(self) -> None:
        """Show title, saved state, and what undo and redo would do."""
        self.window.show_name(self.session.name, is_modified=self.document.is_modified)
        self.bar.show_view(self.views.name)
        for name, words, step in (
            ("undo", "&Undo", self.document.undo_step),
            ("redo", "&Redo", self.document.redo_step),
        ):
            action: QAction = self.actions[name]
            action.setEnabled(step is not None)
            what = wording.edit_name(step.edit, step.after, step.before) if step else ""
            action.setText(f"{words}: {what.replace('&', '&&')}" if what else words)
        self.actions["export"].setEnabled(bool(self.document.story.sequence))
        self._show_selection()
