"""Merging a row with its photo field by field: what the sheet changed is taken, what the story changed stays.

The last column of a sheet, ``fingerprint``, holds a digest of each field as it stood when the sheet
was written: ``v2:``, then ten digits of sixteen a field in the order of ``_FINGERPRINTED``. It begins
with a letter, so that no spreadsheet takes it for a number, and its case does not count; 40 bits a
field, so that a correction is overlooked once in a million million. Sheets of the first form, one
digest for the whole row (``v`` and twelve digits), are still read. Matching is left to ``matching``.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from curator.manifest.sheets.columns import (
    FIELDS,
    FINGERPRINT,
    cell_text,
    field_of,
    is_same,
    settled,
    value_of,
)
from curator.manifest.sheets.corrections import Correction
from curator.manifest.sheets.moments import other_reading
from curator.manifest.sheets.table import Cell, Moment, Unread
from curator.story.edits import PLACE_PARTS, read_field
from curator.story.values import Photo

_FINGERPRINTED = FIELDS
# A column that comes later is counted last here, wherever it stands in the sheet: older sheets come back, too.

_LENGTH = 10
_LEFT_OUT = "-" * _LENGTH
# Stands for a field that no cell holds whole.

_FIRST_FORM_FIELDS = (
    "headline", "caption", "alt", "credit", "photographer", "copyright", "taken",
    *PLACE_PARTS, "keywords", "persons", "notes",
)  # fmt: skip
_FIRST_FORM = re.compile("v[0-9a-f]{12}")
_SECOND_FORM = re.compile(f"v2:(?:[0-9a-f-]{{{_LENGTH}}})*")

_SHORT = 100

_CUT = 32_000
# Characters from which on a text that ends early was cut by a spreadsheet, not by a person.


def fingerprint(photo: Photo, left_out: Collection[str] = ()) -> str:
    """Return what tells on return which fields of *photo* were changed; *left_out* are not in the sheet."""
    digests = (
        _LEFT_OUT if column in left_out else _digest(column, cell_text(photo, column))
        for column in _FINGERPRINTED
    )
    return f"v2:{''.join(digests)}"


def _digest(column: str, text: str) -> str:
    """Return what stands for *text*; the column counts, so that two columns put in each other's place differ."""
    # Most fields of most photos say the same: nothing, one credit, one place.
    return _short_digest(column, text) if len(text) <= _SHORT else _made_digest(column, text)


def _made_digest(column: str, text: str) -> str:
    told = f"{column}\0{settled(column, text)}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=_LENGTH // 2).hexdigest()


_short_digest = lru_cache(4096)(_made_digest)


@dataclass(frozen=True, slots=True)
class _Base:
    """What the fields said when the sheet was written: digests by column, as far as that is known."""

    is_told: bool = False
    digests: Mapping[str, str] = field(default_factory=dict)

    def says(self, column: str, text: str) -> bool | None:
        """Say whether *column* said *text*; ``None`` if nobody knows."""
        digest = self.digests.get(column)
        return None if digest is None else digest == _digest(column, text)


def _base(told: str, photo: Photo, cells: Mapping[str, str]) -> _Base:
    told = told.strip().lower()
    if _SECOND_FORM.fullmatch(told):
        digests = [told[at : at + _LENGTH] for at in range(3, len(told), _LENGTH)]
        return _Base(True, dict(zip(_FINGERPRINTED, digests, strict=False)))
    if _FIRST_FORM.fullmatch(told):
        for side in ({c: cell_text(photo, c) for c in _FIRST_FORM_FIELDS}, cells):
            if told == _first_form([side.get(column, "") for column in _FIRST_FORM_FIELDS]):
                return _Base(True, {c: _digest(c, side.get(c, "")) for c in _FIRST_FORM_FIELDS})
    return _Base(bool(told))


def _first_form(words: list[str]) -> str:
    return f"v{hashlib.sha256(json.dumps(words).encode()).hexdigest()[:12]}"


def merged(photo: Photo, cells: Mapping[str, Cell], row: int) -> tuple[list[Correction], list[str]]:
    """Return what row number *row* corrects in *photo*, and what should be said about its cells.

    What both sides changed, each in its own way, is a conflict, and so is every difference in a row
    whose fingerprint tells nothing. In a row without one an empty cell leaves the field alone.
    """
    texts = {column: _text(column, cell) for column, cell in cells.items()}
    base = _base(texts.get(FINGERPRINT, ""), photo, texts)
    corrections, remarks = [], []
    for column in FIELDS:
        cell = cells.get(column, "")
        if isinstance(cell, Unread):
            remarks.append(f"row {row}: {column} {cell.why} and was left out")
            continue
        text, known = texts.get(column, ""), cell_text(photo, column)
        if column not in cells or text == known:
            continue
        if is_same(column, text, known):
            remarks += _doubts(base, column, text, known, row)
            continue
        is_left_out = base.digests.get(column) == _LEFT_OUT
        if (is_left_out and text) or _is_cut(text, known):
            remarks.append(f"row {row}: {column} is too long for a spreadsheet and was left out")
        elif not is_left_out and (text or base.says(column, text) is not None):
            is_conflict = _is_conflict(base, column, text, known)
            if is_conflict is not None:
                mine, theirs = read_field(photo, field_of(column)), value_of(column, text)
                corrections.append(
                    Correction(photo.id, field_of(column), mine, theirs, is_conflict, row)
                )
    return corrections, remarks


def _doubts(base: _Base, column: str, text: str, known: str, row: int) -> list[str]:
    """Return what should be said of *text*, a date that is *known* only by one of two readings."""
    other = other_reading(text, known) if column == "taken" else ""
    if not other or base.says(column, text):
        return []
    return [
        f"row {row}: the date “{text[:40]}” could be read two ways and was left alone; "
        f"write it as {other} if that is meant"
    ]


def _is_conflict(base: _Base, column: str, text: str, known: str) -> bool | None:
    """Say whether *known* of the story was changed beside *text* of the sheet; ``None`` if only the story was."""
    match base.says(column, text):
        case True:
            return None
        case False:
            return not base.says(column, known)
        case _:
            return base.is_told


def _text(column: str, cell: Cell) -> str:
    """Return the text of *cell*: a date in ISO 8601 where dates are kept, elsewhere as it was seen."""
    match cell:
        case Moment():
            return cell.iso if column == "taken" else cell.seen
        case Unread():
            return ""
        case _:
            return cell


def _is_cut(text: str, known: str) -> bool:
    return _CUT <= len(text) < len(known) and known.startswith(text)
