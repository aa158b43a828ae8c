"""Duplicates of the open story, and templates: kept, chosen, begun with; files are left to ``kit``."""

from functools import cached_property, partial

from PySide6.QtCore import QObject

from curator.errors import KitError
from curator.kit import story_templates
from curator.kit.shelf import Shelf
from curator.kit.story_templates import StoryTemplate
from curator.story.values import Story
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.neighbours import Neighbours
from curator.window.notices import NoticeBar
from curator.window.prompts import Prompts
from curator.window.session import Session
from curator.window.templating.dialog import TemplateDialog

_TOPIC = "story template"


class Templating(QObject):
    """Turns actions on whole stories into other stories."""

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        neighbours: Neighbours,
        shelf: Shelf,
        jobs: Jobs,
        prompts: Prompts,
        notices: NoticeBar,
    ) -> None:
        super().__init__()
        self._document, self._session, self._neighbours = document, session, neighbours
        self._shelf, self._jobs = shelf, jobs
        self._prompts, self._notices = prompts, notices

    @cached_property
    def dialog(self) -> TemplateDialog:
        """The templates to choose from."""
        dialog = TemplateDialog(self._notices.window())
        dialog.chosen.connect(self._begin_with)
        dialog.delete_asked.connect(self._delete)
        dialog.rename_asked.connect(self._rename)
        return dialog

    def duplicate(self) -> None:
        """Open a copy of the story in a window of its own; the file of this one stays as it is."""
        self._neighbours.open(self._document.story)

    def keep(self) -> None:
        """Ask for a name, and keep what the story would be for others as a template."""
        name = self._prompts.template_name(self._session.name).strip()
        if not name:
            return
        story = self._document.story
        self._jobs.call(
            lambda: story_templates.keep(self._shelf, name, story),
            lambda kept: self._notices.tell(
                f"Kept as the template “{kept}”: language, byline, defaults, links of the house and texts.",
                topic=_TOPIC,
            ),
            self._tell,
        )

    def begin(self) -> None:
        """Show the templates to begin a story with."""
        self._look(self._show)

    def _look(self, then: object) -> None:
        assert callable(then)
        self._jobs.call(partial(story_templates.listed, self._shelf), lambda found: then(*found))

    def _show(self, templates: tuple[StoryTemplate, ...], complaints: tuple[str, ...]) -> None:
        if complaints:
            self._notices.warn("Some templates cannot be read.", complaints, topic=_TOPIC)
        if not templates:
            if not complaints:
                self._notices.tell(
                    "There is no template yet. File › Keep as template… makes one of this story.",
                    topic=_TOPIC,
                )
            return
        self.dialog.show_templates(templates)
        self.dialog.open()

    def _begin_with(self, story: Story) -> None:
        """Begin with *story*: here while nothing is here yet, else in a window of its own."""
        here = self._document.story
        if not here.photos and not here.sequence and not self._session.path:
            self._session.begin_with(story)
        else:
            self._neighbours.open(story)

    def _delete(self, template: StoryTemplate) -> None:
        def deleted(_: object) -> None:
            self._look(lambda templates, _: self.dialog.show_templates(templates))
            self._notices.tell(
                f"The template “{template.name}” is deleted.",
                offers=[("Undo", lambda: self._bring_back(template))],
                topic=_TOPIC,
            )

        self._jobs.call(
            partial(story_templates.delete, self._shelf, template.name), deleted, self._tell
        )

    def _bring_back(self, template: StoryTemplate) -> None:
        self._jobs.call(
            lambda: story_templates.keep(self._shelf, template.name, template.story),
            lambda _: self._notices.clear(_TOPIC),
            self._tell,
        )

    def _rename(self, template: StoryTemplate) -> None:
        name = self._prompts.template_name(template.name).strip()
        if name:
            self._jobs.call(
                partial(story_templates.rename, self._shelf, template.name, name),
                lambda _: self._look(lambda templates, _: self.dialog.show_templates(templates)),
                self._tell,
            )

    def _tell(self, error: Exception) -> None:
        words = str(error) if isinstance(error, KitError) else f"The template failed ({error})"
        self._notices.warn(words, topic=_TOPIC)
