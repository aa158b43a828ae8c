"""Putting a template on photos, in a job where they are many; what it changes is left to ``story``."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QObject, Signal

from curator.captions.codes import CodeTable
from curator.story import templates
from curator.story.edits import Edit
from curator.story.templates import Row, Template
from curator.story.values import PhotoId
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs

AT_ONCE = 100
"""Photos up to which the work is done where it is asked for: some milliseconds."""


class Applier(QObject):
    """Puts templates on photos, each time as one step of undo.

    Signals:
        applied(template, ids): it is on these photos, those that it left as they were included.
    """

    applied = Signal(object, object)

    def __init__(
        self,
        document: StoryDocument,
        codes: Callable[[], CodeTable],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._codes, self._jobs = document, codes, jobs
        self._under_way: list[Job] = []
        document.opened.connect(lambda _: self._forget())

    def apply(
        self, ids: Iterable[PhotoId], template: Template, only: Collection[Row] | None = None
    ) -> None:
        """Put *template* on the photos of *ids*; of its changes those of *only*, if given."""
        chosen, codes = tuple(ids), self._codes()
        if len(chosen) <= AT_ONCE:
            self._put(templates.apply(chosen, template, only, codes), template, chosen)
            return
        story = self._document.story
        job = self._jobs.call(
            lambda: templates.prepare(story, chosen, template, only, codes),
            lambda edit: self._put(edit, template, chosen),
        )
        self._under_way.append(job)

    def _put(self, edit: Edit, template: Template, ids: tuple[PhotoId, ...]) -> None:
        self._document.apply(edit)
        self.applied.emit(template, ids)

    def _forget(self) -> None:
        """Stop in silence: another story is open, to which none of this belongs."""
        for job in self._under_way:
            job.cancel()
        self._under_way.clear()
