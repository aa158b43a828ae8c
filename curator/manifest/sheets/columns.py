"""The columns of a sheet: what they are called, what a cell says of a photo, and what a cell means for it.

How rows are matched and merged is left to ``matching`` and ``merging``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from curator.manifest.sheets.moments import is_same_moment, settled_moment
from curator.story.edits import PLACE_PARTS, cleaned, read_field
from curator.story.values import Photo

FIELDS = (
    "headline", "caption", "alt", "credit", "photographer", "copyright", "usage", "license_url",
    "taken", *PLACE_PARTS, "keywords", "persons", "notes",
)  # fmt: skip
"""The columns that carry words, in their order; ``id``, ``number`` and ``file`` stand before them.

All words of a photo, terms and the licence's address included. Stars and marks are no words but the
picture editor's choice, which a slip of the hand in a long table must not undo: they stay at home.
"""

NAMING = ("id", "number", "file")
"""The columns by which a row finds its photo."""

FINGERPRINT = "fingerprint"
"""The last column: what each field said when the sheet was written, see ``merging``."""

HEAD = (*NAMING, *FIELDS, FINGERPRINT)

LISTS = ("keywords", "persons")

_ALIASES = {
    "filename": "file", "file name": "file", "photo": "file",
    "no": "number", "no.": "number", "nr": "number", "#": "number",
    "alt text": "alt", "alt_text": "alt", "place": "sublocation", "location": "sublocation", "date": "taken",
    "date taken": "taken", "text": "caption", "description": "caption",
    "usage terms": "usage", "licence": "license_url", "license": "license_url",
    "licence address": "license_url", "license url": "license_url",
}  # fmt: skip


def field_of(column: str) -> str:
    """Return the field of a photo that *column* carries."""
    return f"place.{column}" if column in PLACE_PARTS else column


def joined(value: Any) -> str:
    """Return the *value* of a field as the one text that a cell holds."""
    return value if isinstance(value, str) else "; ".join(value)


def cell_text(photo: Photo, column: str) -> str:
    """Return what *photo* says in *column*."""
    return joined(read_field(photo, field_of(column)))


def value_of(column: str, text: str) -> Any:
    """Return the value that a cell of *column* stands for, as the field stores it."""
    if column in LISTS:
        return cleaned(column, [part for part in text.split(";") if part.strip()])
    return cleaned(field_of(column), settled_moment(text) if column == "taken" else text)


def settled(column: str, text: str) -> str:
    """Return *text* in the one dress that all cells of *column* with this value share."""
    return joined(value_of(column, text))


def is_same(column: str, told: str, known: str) -> bool:
    """Say whether a sheet's text says what the story's does, whatever a spreadsheet did to its dress."""
    if told == known or settled(column, told) == settled(column, known):
        return True
    return column == "taken" and is_same_moment(told, known)


def meanings(head: Sequence[str]) -> tuple[str, ...]:
    """Return the column that each name of *head* stands for; of several for one column, the first."""
    names = [name.strip().lower() for name in head]
    meant: list[str] = []
    for name in names:
        alias = _ALIASES.get(name, name)
        meaning = name if alias in names else alias
        meant.append(f"{name} (again)" if meaning and meaning in meant else meaning)
    return tuple(meant)


def known(columns: Iterable[str]) -> list[str]:
    """Return those of *columns* that mean something."""
    return [column for column in columns if column in HEAD]
