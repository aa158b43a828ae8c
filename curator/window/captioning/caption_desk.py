"""What a person can do with captions at large: templates, codes, find and replace, paste, sheets, sidecars."""

import os
from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu

from curator.captions.name_codes import respelled, with_name
from curator.check import Problem
from curator.photos.workers import Readers
from curator.story import pasting
from curator.story.blocks import GROUP_CAPTION
from curator.story.templates import Template
from curator.story.values import Key, PhotoId
from curator.window import wording
from curator.window.captioning.codes.panel import CodesPanel
from curator.window.captioning.dictionary import DictionaryDialog
from curator.window.captioning.kit import Kit
from curator.window.captioning.pasting import Pasting
from curator.window.captioning.replacing import ReplacePanel
from curator.window.captioning.sheets import Sheets
from curator.window.captioning.templates.applier import Applier
from curator.window.captioning.templates.menu import fill_template_menu
from curator.window.captioning.templates.panel import TemplatesPanel
from curator.window.captioning.writing import Writing
from curator.window.captioning.writing_back import WritingBack
from curator.window.checking.findings import Findings
from curator.window.desk import Desk
from curator.window.document import StoryDocument
from curator.window.editor.fields import LineField, TextField
from curator.window.editor.panel import EditorPanel
from curator.window.jobs import Jobs
from curator.window.main_window import MainWindow
from curator.window.prompts import Prompts
from curator.window.session import Session
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.views import Views

_MOST_NAMED = 5
# Codes that a notice names.


class CaptionDesk(QObject):
    """The tools of captioning, each made when it is first used; what they do is one undo step each."""

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        desk: Desk,
        views: Views,
        editor: EditorPanel,
        kit: Kit,
        findings: Findings,
        jobs: Jobs,
        readers: Readers,
        looks: Looks,
        settings: Settings,
        prompts: Prompts,
        window: MainWindow,
    ) -> None:
        super().__init__()
        self._document, self._session, self._desk = document, session, desk
        self._views, self._editor, self._kit = views, editor, kit
        self._jobs, self._readers, self._looks = jobs, readers, looks
        self._settings, self._prompts, self._window = settings, prompts, window
        self._notices = window.notices
        self.writing = Writing(
            document, editor, kit, looks, lambda: views.galley.current_key, findings, self
        )
        self.applier = Applier(document, lambda: kit.codes.table, jobs, self)
        self.applier.applied.connect(self._tell_applied)
        kit.spelling.switch(settings.marks_spelling)
        kit.spelling.loaded.connect(self._tell_silent)

    # Tools

    @cached_property
    def codes(self) -> CodesPanel:
        """The table of code replacements."""
        panel = CodesPanel(self._kit.codes, self._jobs, self._looks, self._window)
        panel.import_asked.connect(lambda: self._import_codes(panel))
        panel.export_asked.connect(lambda: self._export_codes(panel))
        return panel

    @cached_property
    def dictionary(self) -> DictionaryDialog:
        """The words added to dictionaries."""
        return DictionaryDialog(self._document, self._kit.spelling, self._window)

    @cached_property
    def templates(self) -> TemplatesPanel:
        """The templates."""
        panel = TemplatesPanel(
            self._kit.templates,
            self._kit.codes,
            self._document,
            self.applier,
            self._jobs,
            self._looks,
            self._window,
        )

        def show() -> None:
            panel.show_photos(self._views.grid.selected_photos)

        self._views.selected.connect(show)
        panel.photos_wanted.connect(show)
        return panel

    @cached_property
    def replacing(self) -> ReplacePanel:
        """Find and replace."""
        panel = ReplacePanel(
            self._document, self._jobs, lambda: self._views.grid.selected_keys, self._looks
        )
        panel.chosen.connect(self.lead_to)
        panel.closed.connect(lambda: self._views.grid.setFocus())
        self._views.selected.connect(panel.follow_selection)
        self._window.add_below(panel)
        return panel

    @cached_property
    def pasting(self) -> Pasting:
        """Words of photos on the clipboard."""
        made = Pasting(
            self._document,
            self._jobs,
            self._looks,
            self._current,
            lambda: self._views.grid.selected_photos,
            lambda: self._settings.pasting,
            lambda choice: setattr(self._settings, "pasting", choice),
            self._window,
        )
        made.told.connect(self._notices.tell)
        made.chosen.connect(lambda photo_id, field: self.lead_to(PhotoId(photo_id), field, 0, 0))
        return made

    @cached_property
    def sheets(self) -> Sheets:
        """The copy desk's sheets."""
        return Sheets(
            self._document,
            self._jobs,
            self._notices,
            self._looks,
            self._prompts.sheet_target,
            self._prompts.sheet_source,
            self._session.suggestion,
            self._window,
        )

    @cached_property
    def sidecars(self) -> WritingBack:
        """Sidecars beside the photos."""
        return WritingBack(
            self._document,
            self._jobs,
            self._readers,
            self._notices,
            self._window.writing,
            self._prompts.write_beside,
        )

    # What a person does

    def fill_templates(self, menu: QMenu) -> None:
        """Fill *menu* with the templates."""
        fill_template_menu(
            menu, self._kit.templates, self._put_template, lambda: self.templates.open()
        )

    def find(self) -> None:
        """Bring up find and replace, for the words that are selected in a field."""
        field = QApplication.focusWidget()
        words = ""
        if isinstance(field, TextField):
            words = field.textCursor().selectedText()
        elif isinstance(field, LineField):
            words = field.selectedText()
        self.replacing.open(words)

    def make_code(self, name: str) -> None:
        """Put a code for *name* into the table, by its initials, and show it there."""
        codes = self._kit.codes
        codes.change(with_name(codes.table, name))
        self.codes.open()

    def offer_codes_put_right(self, spellings: Sequence[str], name: str) -> None:
        """Tell of codes that write one of *spellings*, and offer to let them write *name*."""
        kept = self._kit.codes
        codes = respelled(kept.table, spellings, name)[1]
        if not codes:
            return
        shown = ", ".join(codes[:_MOST_NAMED]) + (" …" if len(codes) > _MOST_NAMED else "")
        text = f"{wording.count(len(codes), 'code')} with another spelling of “{name}”: {shown}."

        def put_right() -> None:
            kept.change(respelled(kept.table, spellings, name)[0])
            self._notices.clear("codes")

        self._notices.tell(text, offers=(("Put right", put_right),), topic="codes")

    def paste(self) -> None:
        """Take words or files from the clipboard, whichever is there."""
        if self.pasting.can_paste():
            self.pasting.paste()
        else:
            self._desk.paste()

    def same_as_previous(self) -> None:
        """Give the selected photos what the photo before them says in the field of the cursor."""
        field = self._field_at_cursor()
        if not field:
            return
        story, ids = self._document.story, self._views.grid.selected_photos
        rows = tuple(PhotoId(key) for key in self._views.photos.rows.keys if isinstance(key, str))
        lacking = pasting.without_previous(story, ids, field, rows)
        self._document.apply(pasting.same_as_previous(story, ids, field, rows))
        if lacking:
            count = wording.count(len(lacking), "photo")
            name = wording.FIELD_NAMES[field]
            self._notices.tell(f"{count} had none before with a {name} to take.", topic="same")

    def _field_at_cursor(self) -> str:
        """Return which field of a photo has the cursor, the caption in a grid; ``""`` elsewhere."""
        focused = QApplication.focusWidget()
        if self._views.is_galley:
            return self._views.galley.field_name
        if isinstance(focused, LineField | TextField):
            return self._editor.photos.field_name(focused)
        return "caption"

    def write_sidecars(self) -> None:
        """Write what the story says into sidecars of the selected photos."""
        self.sidecars.write(self._views.grid.selected_photos)

    def fill_by_camera(self) -> None:
        """Fill in photographer and credit of the selected photos by their cameras."""
        self._kit.cameras.fill(self._views.grid.selected_photos)

    def forget_words(self) -> None:
        """Forget what was typed in recent stories."""
        self._kit.words.forget()
        words = "Words of recent stories are forgotten; this story’s own still complete."
        self._notices.tell(words)

    def switch_spelling(self) -> None:
        """Mark misspelt words, or none."""
        is_on = not self._settings.marks_spelling
        self._settings.marks_spelling = is_on
        self._kit.spelling.switch(is_on)
        self._notices.tell(f"Misspelt words are {'marked' if is_on else 'not marked any more'}.")

    def correct(self) -> None:
        """Go to the next misspelt word and offer what it may mean."""
        if not self.writing.correct():
            self._notices.tell("No word here is marked as misspelt.", topic="spelling")

    def lead_to(self, key: Key | None, field: str, start: int, end: int) -> None:
        """Show the words *start* to *end* of *field*: of a photo, a text between photos, or the story."""
        target: LineField | TextField | None
        if key is None:
            target = self._story_field(field)
        else:
            self._views.select((key,))
            self._editor.show_selection()
            target = self._editor.text.fields.get(field)
            if isinstance(key, str):
                photos = self._editor.photos
                photos.focus_field(field)
                is_shared = field == GROUP_CAPTION
                target = photos.group_caption if is_shared else photos.fields.get(field)
        if target is not None:
            target.setFocus()
            if end > start and field not in ("keywords", "persons"):
                target.select_span(start, end)

    def lead_to_problem(self, problem: Problem) -> None:
        """Show the very words that *problem* is about."""
        key: Key | None = problem.block if problem.photo is None else problem.photo
        if problem.start < 0 or not problem.field:
            self._desk.lead_to(problem)
        else:
            self.lead_to(key, problem.field, problem.start, problem.start + len(problem.text))

    # Parts

    def _story_field(self, field: str) -> LineField | TextField | None:
        panel = self._editor.story
        self._editor.show_story(field.partition(".")[0])
        if field.startswith("defaults."):
            return panel.default_fields.get(field.removeprefix("defaults."))
        if field.startswith("source."):
            return panel.source_name if field == "source.name" else panel.source_url
        return panel.fields.get(field)

    def _current(self) -> PhotoId | None:
        photo = self._views.current_photo
        return None if photo is None else photo.id

    def _tell_silent(self, tag: str, is_silent: bool) -> None:
        if is_silent and tag and self._settings.marks_spelling:
            words = f"There is no dictionary for the language “{tag[:20]}” on this computer: no word is marked."
            self._notices.tell(words, topic="spelling")

    def _put_template(self, template: Template) -> None:
        self.templates.put(template, self._views.grid.selected_photos)

    def _tell_applied(self, template: Template, ids: tuple[PhotoId, ...]) -> None:
        count = wording.count(len(ids), "photo")
        self._notices.tell(
            f"“{template.name}” is on {count}. Undo takes it back.", topic="template"
        )

    def _import_codes(self, panel: CodesPanel) -> None:
        path = self._prompts.open_codes(self._settings.folder)
        if path:
            panel.import_from(path)

    def _export_codes(self, panel: CodesPanel) -> None:
        folder = self._settings.folder or os.path.expanduser("~")
        path = self._prompts.save_codes(os.path.join(folder, "codes.txt"))
        if path:
            panel.export_to(path)
