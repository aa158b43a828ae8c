"""The story's own words in one place: title to links, and the defaults that photos inherit."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from curator.captions.dates import read_date
from curator.story import edits, reserve
from curator.window.document import StoryDocument
from curator.window.editor.corrections_editor import CorrectionsEditor
from curator.window.editor.fields import Burst, LineField, TextField
from curator.window.editor.form import Form
from curator.window.editor.languages import LanguageMenu
from curator.window.editor.links import LinksEditor
from curator.window.editor.reserving import DATES, STORY_PLACES, DetailBox


class StoryPanel(Form):
    """The fields of the story."""

    def __init__(self, document: StoryDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._burst = Burst(self)
        self._read: tuple[tuple[object, ...], str] | None = None
        self._story_fields: dict[str, LineField | TextField] = {}
        self._default_fields: dict[str, LineField | TextField] = {}
        self.source_name = LineField("Source")
        self.source_url = LineField("Address of the source")
        self._links = LinksEditor(document, self._burst)
        self._corrections = CorrectionsEditor(document, self._burst)
        self._from_photos = QToolButton()
        self._from_photos.setObjectName("link")
        self._from_photos.setText("Write it from the photos")
        self._from_photos.setToolTip(
            "Name the photographers of the story, and keep the line in step"
        )
        self._language = LanguageMenu(lambda tag: document.apply(edits.set_story("language", tag)))
        self._from_photos.clicked.connect(lambda: document.apply(edits.write_closing_from_photos()))
        self.date_detail = DetailBox(
            "What readers are told of the date",
            DATES,
            lambda detail: document.apply(reserve.set_date_detail(_chosen(detail))),
        )
        self.place_detail = DetailBox(
            "What readers are told of places",
            STORY_PLACES,
            lambda detail: document.apply(reserve.set_story_place_detail(_chosen(detail))),
        )
        self._add_story_fields()
        self._add_source()
        self.add_section("Links")
        self.add(self._links)
        self.add_section("Corrections")
        self.add(self._corrections)
        self._add_defaults()
        document.changed.connect(lambda *_: self.refresh())
        document.opened.connect(lambda _: self.refresh())
        self.refresh()

    @property
    def fields(self) -> dict[str, LineField | TextField]:
        """The text fields by the field of the story that each edits."""
        return self._story_fields

    @property
    def default_fields(self) -> dict[str, LineField | TextField]:
        """The text fields of the defaults."""
        return self._default_fields

    @property
    def links(self) -> LinksEditor:
        """The rows of links."""
        return self._links

    @property
    def corrections(self) -> CorrectionsEditor:
        """The rows of corrections."""
        return self._corrections

    @property
    def from_photos(self) -> QToolButton:
        """The button that lets the closing credit be written from the photos."""
        return self._from_photos

    @property
    def language(self) -> LanguageMenu:
        """What says and offers languages."""
        return self._language

    def focus_field(self, name: str) -> None:
        """Put the cursor into the field *name* of the story."""
        field: QWidget = self._story_fields.get(name, self._story_fields["title"])
        if name.startswith("defaults."):
            field = self._default_fields.get(name.removeprefix("defaults."), field)
        elif name == "source":
            field = self.source_url
        elif name == "links" and self._links.rows:
            field = self._links.rows[0].url
        elif name == "corrections" and self._corrections.rows:
            field = self._corrections.rows[0].text
        field.setFocus()
        self.ensureWidgetVisible(field)

    def refresh(self) -> None:
        """Show the words as the story has them now."""
        story = self._document.story
        for name, field in self._story_fields.items():
            field.show_text(getattr(story, name), _HINTS.get(name, ""))
        self._language.show_tag(story.language)
        self.date_detail.show_details({story.date_detail or reserve.ALL})
        self.place_detail.show_details({story.defaults.place_detail or reserve.ALL})
        if story.closing_from_photos:
            self._story_fields["closing_credit"].show_text("", self._written())
        self._from_photos.setVisible(not story.closing_from_photos)
        for name, field in self._default_fields.items():
            field.show_text(edits.read_field(story.defaults, name), _DEFAULT_HINTS.get(name, ""))
        self.source_name.show_text(story.source.name, "Name of the first publisher")
        self.source_url.show_text(story.source.url, "https://…")
        self._links.refresh()
        self._corrections.refresh()

    def _written(self) -> str:
        """Return the closing credit as it is written from the photos, while somebody looks at it."""
        story, last = self._document.story, self._read
        if not self.isVisible() or len(story.photos) > _MOST_READ:
            return "Written from the credits of the photos"
        made_of = (story.photos, story.sequence, story.defaults, story.language)
        if last is None or any(a is not b for a, b in zip(last[0], made_of, strict=True)):
            none = "Written from the credits of the photos, once there are any"
            from curator.story.closing import closing_credit  # Not in the start.

            last = self._read = (made_of, closing_credit(story) or none)
        return last[1]

    def _add_story_fields(self) -> None:
        self.add_field("Title", self._story_field("title", LineField("Title")))
        self.add_field("Standfirst", self._story_field("standfirst", TextField("Standfirst", 3)))
        self.add_field("Byline", self._story_field("byline", LineField("Byline")))
        self.add_row(
            ("Place with the date", self._story_field("dateline", LineField("Dateline"))),
            ("Date", self._date_field()),
        )
        self.add_row(("What readers are told of the date", self.date_detail))
        tag = self._story_field("language", LineField("Language"))
        self.add_field("Language", tag, self._language)
        closing = self._story_field("closing_credit", TextField("Closing credit", 2))
        self.add_field("Closing credit", closing, self._from_photos)

    def _add_source(self) -> None:
        for field in (self.source_name, self.source_url):
            field.edited.connect(self._take_source)
        self.add_row(("First published by", self.source_name), ("Address", self.source_url))
        self.add_field(
            "This story on the web", self._story_field("address", LineField("Web address"))
        )

    def _add_defaults(self) -> None:
        self.add_section("For every photo that has none of its own")
        self.add_row(
            self._default("credit", "Credit"), self._default("photographer", "Photographer")
        )
        self.add_row(
            self._default("place.sublocation", "Place"), self._default("place.city", "City")
        )
        self.add_row(
            self._default("place.state", "State or province"),
            self._default("place.country", "Country"),
        )
        self.add_row(("What readers are told of places", self.place_detail))
        self.add_row(
            self._default("copyright", "Copyright"),
            self._default("license_url", "Licence address"),
        )
        label, taken = self._default("taken", "Date taken")
        taken.left.connect(self._settle_default_date)
        self.add_row((label, taken))
        self.add_field(*self._default("usage", "Usage terms", lines=2))

    def _default(self, name: str, label: str, lines: int = 0) -> tuple[str, LineField | TextField]:
        named = f"{label} for every photo"
        field = TextField(named, lines) if lines else LineField(named)
        self._default_fields[name] = field
        field.parted.connect(self._burst.end)
        field.edited.connect(
            lambda: self._document.apply(
                edits.set_default(name, field.text(), self._burst.token("default", name))
            )
        )
        return label, field

    def _story_field(self, name: str, field: LineField | TextField) -> LineField | TextField:
        self._story_fields[name] = field
        field.parted.connect(self._burst.end)
        field.edited.connect(
            lambda: self._document.apply(
                edits.set_story(name, field.text(), self._burst.token("story", name))
            )
        )
        return field

    def _date_field(self) -> LineField | TextField:
        field = LineField("Date")
        field.editingFinished.connect(self._settle_date)
        return self._story_field("date", field)

    def _settle_date(self) -> None:
        """Store the date as ISO 8601 once the person leaves it, however it was typed."""
        read = read_date(self._document.story.date)
        if read is not None:
            self._document.apply(edits.set_story("date", read, self._burst.token("story", "date")))

    def _settle_default_date(self) -> None:
        read = read_date(self._document.story.defaults.taken)
        if read is not None:
            token = self._burst.token("default", "taken")
            self._document.apply(edits.set_default("taken", read, token))

    def _take_source(self) -> None:
        token = self._burst.token("source")
        name, url = self.source_name.text(), self.source_url.text()
        self._document.apply(edits.set_source(name, url, token))

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        """Show the closing credit as the photos have it now."""
        super().showEvent(event)
        self.refresh()


def _chosen(detail: str) -> str:
    """Return *detail* as the story holds it: what is usual is not written down."""
    return "" if detail == reserve.ALL else detail


_MOST_READ = 5000
# Photos whose credits are read at once for the closing credit; 5,000 take some hundredths of a second.

_DEFAULT_HINTS = {"taken": "2026-11-22", "credit": "Name/Agency"}

_HINTS = {
    "title": "What the story is called",
    "standfirst": "A sentence or two that lead the reader in",
    "byline": "Photographs by …",
    "date": "2026-11-22 14:30",
    "dateline": "London",
    "address": "https://…: where the page will be found",
    "language": "en-GB",
    "closing_credit": "Photographs by …; where the story first appeared",
}
