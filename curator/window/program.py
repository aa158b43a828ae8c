"""The parts of one window, built and connected; where files of the account lie is left to ``app``."""

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from curator import __version__
from curator.kit.shelf import Shelf
from curator.manifest.claims import Claims
from curator.manifest.recovery import RecoveryStore
from curator.photos.thumbnails import ThumbnailCache
from curator.photos.workers import Readers
from curator.story.choice import IN_STORY, Choice
from curator.window import wording
from curator.window.actions import Actions, add_look_menus, fill_recent_menu, fill_windows
from curator.window.arrivals import Arrivals
from curator.window.bar import CELL_WIDTHS, Bar
from curator.window.checking.findings import Findings
from curator.window.chips import Chips
from curator.window.choosing import Choosing
from curator.window.desk import Desk
from curator.window.document import StoryDocument
from curator.window.editor.panel import EditorPanel
from curator.window.incoming import is_story
from curator.window.jobs import Jobs
from curator.window.main_window import MainWindow
from curator.window.menus import CONTEXT, Doings, table
from curator.window.neighbours import Neighbours
from curator.window.prompts import Prompts
from curator.window.rooms import Parts, Rooms, load_help
from curator.window.safety import Safety
from curator.window.session import Session
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.views import Views
from curator.window.welcome import Welcome

if TYPE_CHECKING:
    from curator.window.captioning.caption_desk import CaptionDesk
    from curator.window.captioning.kit import Kit
    from curator.window.checking.house import House
    from curator.window.checking.panel import ProblemPanel
    from curator.window.publishing import Publishing

_LATEST = 2000
# Milliseconds after which photos come in although the kit is not read: the disk may hang.

_SOON = 500
# Milliseconds after the start until what nobody looks at yet is made.


class Program(QObject):
    """One window with everything behind it; :meth:`shut_down` ends its background work."""

    def __init__(
        self,
        settings: Settings,
        readers: Readers,
        cache: ThumbnailCache,
        store: RecoveryStore,
        shelf: Shelf,
        make_prompts: Callable[[MainWindow], Prompts] = Prompts,
        neighbours: Neighbours | None = None,
        claims: Claims | None = None,
    ) -> None:
        super().__init__()
        self.neighbours = neighbours or Neighbours()
        self.settings, self._readers, self._cache = settings, readers, cache
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
        self.choosing = Choosing(self.document, self.jobs, self)
        self.findings = Findings(self.document, self.choosing.judge, self.jobs, self)
        self.views = self._make_views()
        self.views.help_field = lambda field, kind: self.captions.writing.help_galley(field, kind)
        self.editor = EditorPanel(self.document, self.thumbnails, self.looks, readers, self.jobs)
        self.desk = Desk(
            self.document, self.views, self.editor, self.arrivals, self.prompts, notices
        )
        self.rooms = Rooms(self._parts(shelf, store), self)
        self.actions = self._make_actions()
        self.bar = Bar(self.actions["add_photos"], self.actions["check"], self.actions["export"])
        self.chips = Chips(self.choosing)
        self.window.place(self.bar, self.chips, self.views, self.editor)
        self.safety = self._make_safety(store, claims or Claims(store.account / "open"))
        self.arrivals.when_ready = self._when_ready
        self._connect()
        self.looks.show(settings.appearance)
        # What helps writing is no part of the first picture of the window; nobody writes sooner.
        QTimer.singleShot(_SOON, self, self._prepare_captions)
        self._set_cell_width(settings.cell_width)
        self._show_state()

    def _make_safety(self, store: RecoveryStore, claims: Claims) -> Safety:
        return Safety(
            store,
            claims,
            self.document,
            self.session,
            self.disk_jobs,
            self.jobs,
            self.window.notices,
            lambda merged: self.rooms.keeping.show_clashes(merged),
            self.window.closing.emit,
            lambda: self.rooms.versions,
        )

    def _make_views(self) -> Views:
        return Views(
            self.document,
            self.choosing,
            self.thumbnails,
            self.looks,
            self._make_welcome,
            lambda: self.rooms.page,
        )

    def _when_ready(self, begin: Callable[[], None]) -> None:
        """Call *begin* once the kit is read, which may put words on photos; soon in any case."""
        assert self.captions
        if self.kit.is_loaded:
            begin()
            return
        self.kit.loaded.connect(begin)
        QTimer.singleShot(_LATEST, self, begin)  # Beginning twice is beginning once.

    def _prepare_captions(self) -> None:
        """Load what helps writing in the background, and make it: on this thread it would be felt."""
        load = partial(load_help, self.document.story.language)
        self.editor.make_ready(lambda: self.jobs.call(load, self.begin_helping))

    def begin_helping(self, house: "House") -> None:
        """Make what helps writing, and check by *house*; whoever comes first."""
        assert self.captions
        judge = self.choosing.judge
        house.begin(self.findings, judge, self.kit.spelling, self.window.notices)

    @property
    def kit(self) -> "Kit":
        """What the desk keeps between stories."""
        return self.rooms.kit

    @property
    def publishing(self) -> "Publishing":
        """What exports the story."""
        return self.rooms.publishing

    @property
    def problems(self) -> "ProblemPanel":
        """The list of what the check found."""
        return self.rooms.problems

    @property
    def captions(self) -> "CaptionDesk":
        """What helps to write captions."""
        return self.rooms.captions

    def open(self, paths: Sequence[str]) -> None:
        """Open a story, or begin one with the photos at *paths*."""
        full = [os.path.abspath(path) for path in paths]
        if len(full) == 1 and is_story(full[0]):
            self.session.open(full[0])
        elif full:
            self.desk.add(full)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is under way any more."""
        return all(jobs.is_idle for jobs in self._all_jobs)

    @property
    def _all_jobs(self) -> tuple[Jobs, ...]:
        return self.picture_jobs, self.jobs, self.disk_jobs

    def stop(self) -> None:
        """Begin nothing any more, and cancel what is under way, without waiting for it."""
        self.safety.stop()
        self.arrivals.cancel()
        self.rooms.shut_down()
        for jobs in self._all_jobs:
            jobs.stop()

    def shut_down(self) -> None:
        """End everything under way, without asking; worker processes as well."""
        self.stop()
        self._readers.close()  # Whoever waits for an answer is told, and lets go.
        for jobs in self._all_jobs:
            jobs.shut_down()

    def _parts(self, shelf: Shelf, store: RecoveryStore) -> Parts:
        return Parts(
            document=self.document,
            choosing=self.choosing,
            findings=self.findings,
            neighbours=self.neighbours,
            session=self.session,
            desk=self.desk,
            views=self.views,
            editor=self.editor,
            arrivals=self.arrivals,
            thumbnails=self.thumbnails,
            cache=self._cache,
            picture_jobs=self.picture_jobs,
            jobs=self.jobs,
            disk_jobs=self.disk_jobs,
            readers=self._readers,
            shelf=shelf,
            looks=self.looks,
            settings=self.settings,
            prompts=self.prompts,
            window=self.window,
            account=store.account,
        )

    def _make_actions(self) -> Actions:
        doings = Doings(
            add_photos=lambda: self.rooms.adding.add_photos(),
            add_folder=lambda: self.rooms.adding.add_folder(),
            export=lambda: self.publishing.gate.ask(),
            check=lambda: self.rooms.check(),
            step_problem=lambda by: self.problems.step(by),
            search=self._search,
            story_words=self.editor.show_story,
            larger=lambda: self._set_cell_width(self.settings.cell_width + 40),
            smaller=lambda: self._set_cell_width(self.settings.cell_width - 40),
            about=self._tell_about,
            neighbours=self.neighbours,
            close=self.window.close,
        )
        rows = table(self.desk, self.rooms, self.session, self.views, doings)
        actions = Actions(self.window, self.window.menuBar(), rows)
        actions.add_to_grids([self.views.photos, self.views.story])
        recent = actions.menus["File"]
        menu = self._recent_menu = recent.addMenu("Open &recent")
        recent.insertMenu(actions["save"], menu)
        recent.insertSeparator(actions["save"])
        menu.aboutToShow.connect(lambda: fill_recent_menu(menu, self.session, self.settings))
        fill_recent_menu(menu, self.session, self.settings)
        windows, takers = actions.menus["Windows"], actions.menus["Copy to window"]
        windows.aboutToShow.connect(lambda: fill_windows(windows, self.neighbours.windows))
        takers.aboutToShow.connect(
            lambda: fill_windows(takers, self.neighbours.takers(*self.desk.chosen))
        )
        templates = actions.menus["Apply template"]
        templates.aboutToShow.connect(lambda: self.captions.fill_templates(templates))
        context = actions.make_context_menu(self.window, *CONTEXT)
        for view in (self.views.photos, self.views.story, self.views):
            view.menu_asked.connect(context.popup)
        of_view = actions.menus["View"]
        add_look_menus(of_view, self.window, self.looks, self.settings, self.rooms)
        return actions

    def _connect(self) -> None:
        document, views, window = self.document, self.views, self.window
        self.choosing.counted.connect(self._show_counts)
        self.choosing.changed.connect(self._show_counts)
        self.choosing.changed.connect(self._show_choice)
        self.bar.searched.connect(
            lambda words: self.choosing.choose(Choice(self.choosing.choice.wanted, words))
        )
        self.bar.search.left.connect(self._leave_search)
        views.view_changed.connect(self.chips.show_view)
        self.chips.order_chosen.connect(self._order)
        menus = self.actions.menus
        menus["Show"].aboutToShow.connect(lambda: self.chips.fill_show(menus["Show"]))
        orders = menus["Order of Photos"]
        orders.aboutToShow.connect(lambda: self.chips.fill_orders(orders))
        document.saved_changed.connect(self._show_state)
        self.session.path_changed.connect(self._show_state)
        self.session.saved.connect(lambda: window.show_saved(f"Saved {time.strftime('%H:%M')}"))
        self.session.replaced.connect(lambda: window.show_saved(""))
        self.session.is_elsewhere = self.neighbours.show_story
        self.session.keep = lambda *given: self.rooms.versions.keep(*given)
        self.session.zip_chosen.connect(lambda path: self.rooms.keeping.unpacking.open_zip(path))
        self.desk.story_dropped.connect(self.session.open)
        views.view_changed.connect(self.bar.show_view)
        views.selected.connect(self._show_selection)
        views.view_changed.connect(
            lambda name: self.bar.search.setEnabled(name in ("photos", "story"))
        )
        self.bar.view_chosen.connect(views.show_view)
        self.bar.cell_width_chosen.connect(self._set_cell_width)
        for grid in (views.photos, views.story):
            grid.files_near.connect(lambda: self.rooms.adding.make_ready())
            grid.all_asked.connect(lambda: self.choosing.choose(Choice()))
            self.findings.found.connect(lambda g=grid: g.rows.show_found(self.findings.problems))
        self.editor.join_asked.connect(lambda: self.rooms.arranging.join())
        window.dropped.connect(self.desk.add)
        window.files_near.connect(lambda: self.rooms.adding.make_ready())
        views.field_asked.connect(self.editor.show_story)
        window.returned.connect(self._look_again)
        window.closing.connect(lambda: self.session.leave(self._close))

    def _close(self) -> None:
        if self.neighbours.others:
            self.stop()  # The others need the workers, and nobody waits for what a closed window asked.
        else:
            self.shut_down()
        self.safety.end()
        self.window.close_now()
        self.neighbours.leave()

    def _make_welcome(self) -> Welcome:
        welcome = Welcome(self.settings)
        welcome.add_photos.connect(lambda: self.rooms.adding.add_photos())
        welcome.add_folder.connect(lambda: self.rooms.adding.add_folder())
        welcome.open_story.connect(lambda: self.session.open())
        welcome.open_recent.connect(self.session.open)
        return welcome

    def _search(self) -> None:
        """Put the cursor into the search field, where photos are to be seen."""
        if not self.bar.search.isEnabled():
            self.views.show_view("story")
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _leave_search(self) -> None:
        """Go to what was found, the first of it if nothing of it is selected."""
        grid = self.views.grid
        if not grid.selected_keys:
            grid.select(grid.rows.keys[:1])
        grid.setFocus()

    def _look_again(self) -> None:
        """Try files again that could not be shown: a drive may be back."""
        self.safety.outside.look(thoroughly=True)
        self.rooms.watch.look()
        self.thumbnails.retry()
        self.views.look_again()
        self.views.grid.viewport().update()

    def _tell_about(self) -> None:
        words = f"Curator {__version__}, with Qt {QtCore.qVersion()}. It makes no network request, ever."
        self.window.notices.tell(words)

    def _set_cell_width(self, width: int) -> None:
        width = min(max(width, CELL_WIDTHS[0]), CELL_WIDTHS[1])
        self.settings.cell_width = width
        self.bar.show_cell_width(width)
        for grid in (self.views.photos, self.views.story):
            grid.set_cell_width(width)

    def _order(self, name: str) -> None:
        """Show the Photos view in the order called *name*."""
        self.views.order_photos(name)
        self.chips.show_order(name)

    def _show_choice(self) -> None:
        words = self.choosing.choice.words
        if self.bar.search.text() != words:
            self.bar.search.setText(words)

    def _show_counts(self) -> None:
        counts = self.choosing.census.story_counts
        selected = len(self.views.grid.selected_rows)
        rows = self.views.grid.rows
        shown = rows.rowCount() if rows.is_choice and not self.views.is_beside else None
        self.window.show_counts(wording.progress(counts, selected, shown))
        self.bar.show_counts(len(self.document.story.photos), counts[IN_STORY])

    def _show_selection(self) -> None:
        keys = self.views.grid.selected_keys
        photos = bool(self.views.grid.selected_photos)
        self.actions.show_needs(
            has_photos=photos,
            has_rows=bool(keys) and self.views.name == "story" and not self.views.is_beside,
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
