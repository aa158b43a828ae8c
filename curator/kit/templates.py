"""The account's templates on its shelf, as JSON that a person can read; what a template does is left to ``story``.

::

    {"format": "curator-templates", "version": 1, "incoming": "Agency",
     "templates": [{"name": "Agency", "entries": [
         {"field": "credit", "text": "{photographer}/Agency", "mode": "empty", "ticked": true}]}]}

``incoming`` names the template that is put on photos as they come in.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curator.captions.codes import MAX_FORM
from curator.captions.text import clean, clean_line
from curator.errors import KitError
from curator.kit.shelf import Shelf
from curator.story.edits import PHOTO_FIELDS
from curator.story.templates import Entry, Mode, Template
from curator.story.values import Extra

NAME = "templates"
"""What the templates are called on the shelf."""

FORMAT, VERSION = "curator-templates", 1
MAX_TEMPLATES = 1000
MAX_NAME = 200

_KNOWN = ("format", "version", "incoming", "templates")
_KNOWN_IN_TEMPLATE = ("name", "entries")
_KNOWN_IN_ENTRY = ("field", "text", "mode", "ticked")
_LATER = "a later version of Curator wrote it"


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """All named templates, and the name of the one for photos as they come in, ``""`` for none.

    ``unread`` holds templates of the file that make no sense here; they are written back.
    """

    templates: tuple[Template, ...] = ()
    incoming: str = ""
    extra: Extra = ()
    unread: tuple[Any, ...] = ()

    @property
    def for_incoming(self) -> Template | None:
        """The template for photos as they come in."""
        return self.named(self.incoming) if self.incoming else None

    def named(self, name: str) -> Template | None:
        """Return the template called *name*."""
        return next((t for t in self.templates if t.name == name), None)

    def added(self, template: Template, after: str = "") -> "TemplateSet":
        """Return the set with *template* after the one called *after*, at the end if there is none."""
        names = [t.name for t in self.templates]
        place = names.index(after) + 1 if after in names else len(names)
        new = (*self.templates[:place], template, *self.templates[place:])
        return replace(self, templates=new)

    def changed(self, name: str, template: Template) -> "TemplateSet":
        """Return the set with *template* in place of the one called *name*, wherever it is named."""
        new = tuple(template if t.name == name else t for t in self.templates)
        incoming = template.name if self.incoming == name else self.incoming
        return replace(self, templates=new, incoming=incoming)

    def removed(self, name: str) -> "TemplateSet":
        """Return the set without the template called *name*."""
        new = tuple(t for t in self.templates if t.name != name)
        return replace(self, templates=new, incoming="" if self.incoming == name else self.incoming)

    def free_name(self, wanted: str) -> str:
        """Return *wanted*, with a number if a template is called so already."""
        return free_name(wanted, {t.name for t in self.templates})


@dataclass(frozen=True, slots=True)
class TemplatesRead:
    """The templates as read, and a sentence for each that is damaged."""

    templates: TemplateSet
    remarks: tuple[str, ...] = ()


def free_name(wanted: str, taken: Collection[str]) -> str:
    """Return *wanted* as a name, with a number after it if it is among *taken*."""
    name = clean_line(wanted).strip()[: MAX_NAME - 6] or "Template"
    if name not in taken:
        return name
    return next(f"{name} {n}" for n in range(2, len(taken) + 3) if f"{name} {n}" not in taken)


def load(shelf: Shelf) -> TemplatesRead:
    """Return the account's templates, none if there are none yet; raise :class:`KitError`."""
    values = shelf.read(NAME)
    if values is None:
        return TemplatesRead(TemplateSet())
    if not isinstance(values, dict) or not isinstance(values.get("templates"), list):
        raise KitError(shelf.path(NAME), "there are no templates in it")
    if values.get("version", VERSION) != VERSION:
        raise KitError(shelf.path(NAME), _LATER)
    return from_json(values)


def keep(shelf: Shelf, templates: TemplateSet) -> None:
    """Keep *templates* as the account's; raise :class:`KitError`."""
    shelf.write(NAME, to_json(templates))


def to_json(templates: TemplateSet) -> dict[str, Any]:
    """Return *templates* as values of JSON."""
    incoming = {"incoming": templates.incoming} if templates.incoming else {}
    return {
        "format": FORMAT,
        "version": VERSION,
        **incoming,
        **dict(templates.extra),
        "templates": [*map(_template_to_json, templates.templates), *templates.unread],
    }


def _template_to_json(template: Template) -> dict[str, Any]:
    entries = [*map(_entry_to_json, template.entries), *template.unread]
    return {"name": template.name, "entries": entries, **dict(template.extra)}


def _entry_to_json(entry: Entry) -> dict[str, Any]:
    return {
        "field": entry.field,
        "text": entry.text,
        "mode": str(entry.mode),
        "ticked": entry.is_ticked,
        **dict(entry.extra),
    }


def from_json(values: Mapping[str, Any]) -> TemplatesRead:
    """Return the templates that *values* hold; what cannot be read is told, and kept to be written back."""
    found: list[Template] = []
    unread: list[Any] = []
    remarks: list[str] = []
    names: set[str] = set()
    for number, value in enumerate(values["templates"], 1):
        template = _template_from_json(value, remarks) if len(found) < MAX_TEMPLATES else None
        if template is None:
            unread.append(value)
            remarks.append(f"Template {number:,} is damaged; it is kept unread.")
            continue
        name = free_name(template.name, names)
        if name != template.name:
            remarks.append(f"Template {number:,}, “{template.name[:40]}”, is now called “{name}”.")
        names.add(name)
        found.append(replace(template, name=name))
    incoming = values.get("incoming", "")
    extra = _extra(values, _KNOWN)
    kept = TemplateSet(
        tuple(found), incoming if isinstance(incoming, str) else "", extra, tuple(unread)
    )
    return TemplatesRead(kept, tuple(remarks))


def _template_from_json(value: Any, remarks: list[str]) -> Template | None:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return None
    given = value.get("entries", [])
    if not isinstance(given, list):
        return None
    entries: dict[str, Entry] = {}
    unread: list[Any] = []
    for number, item in enumerate(given, 1):
        entry = _entry_from_json(item)
        if entry is None or entry.field in entries:
            unread.append(item)
            name = value["name"][:40]
            remarks.append(
                f"Entry {number:,} of the template “{name}” is damaged; it is kept unread."
            )
        else:
            entries[entry.field] = entry
    extra = _extra(value, _KNOWN_IN_TEMPLATE)
    return Template(value["name"], tuple(entries.values()), extra, tuple(unread))


def _entry_from_json(value: Any) -> Entry | None:
    if not isinstance(value, dict) or value.get("field") not in PHOTO_FIELDS:
        return None
    text, mode, ticked = (
        value.get("text", ""),
        value.get("mode", "replace"),
        value.get("ticked", True),
    )
    if not isinstance(text, str) or not isinstance(ticked, bool) or len(text) > MAX_FORM:
        return None
    if not isinstance(mode, str) or mode not in set(Mode):
        return None
    extra = _extra(value, _KNOWN_IN_ENTRY)
    return Entry(value["field"], clean(text), Mode(mode), ticked, extra)


def _extra(values: Mapping[str, Any], known: Collection[str]) -> Extra:
    return tuple((key, value) for key, value in values.items() if key not in known)
