"""What a sheet corrects, as values; how it is found is left to ``reading`` and ``merging``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curator.errors import shown
from curator.manifest.sheets.columns import joined
from curator.story.edits import Edit, EditKind, read_field, set_fields
from curator.story.values import PhotoId, Story


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one photo for which a sheet has other words.

    ``mine`` is the story's value, ``theirs`` the sheet's; ``field`` is a field of a photo, such as
    ``place.city``. In a conflict the story changed the field, too, since the sheet was written.
    """

    photo: PhotoId
    field: str
    mine: Any
    theirs: Any
    is_conflict: bool = False
    row: int = 0

    @property
    def takes_theirs(self) -> bool:
        """Whether the sheet's words are taken unless somebody chooses: not where nothing would replace new words."""
        return bool(self.theirs) or not self.is_conflict

    def told(self, story: Story, *, is_taken: bool) -> str:
        """Say as a sentence what both sides wrote, whole, since the words not taken are kept nowhere else."""
        name = shown(story.photos[self.photo].file_name)
        mine, theirs = _quoted(self.mine), _quoted(self.theirs)
        outcome = "the sheet’s words were taken" if is_taken else "the story’s words were kept"
        return (
            f"row {self.row} ({name}): {self.field.rpartition('.')[2]} was changed on both sides; "
            f"story: {mine}, sheet: {theirs}; {outcome}"
        )


def _quoted(value: Any) -> str:
    return f"“{joined(value).replace(chr(10), ' ⏎ ')}”"


def taking(corrections: Iterable[Correction]) -> Edit:
    """Make the one edit that takes the sheet's words for *corrections*."""
    values: dict[PhotoId, dict[str, Any]] = {}
    for correction in corrections:
        values.setdefault(correction.photo, {})[correction.field] = correction.theirs
    return set_fields(values, EditKind.SHEET)


def against(correction: Correction, story: Story) -> Correction | None:
    """Return *correction* as it stands against *story*, which may be a later one.

    The very same while its field says what it said; a conflict where it says something else; ``None``
    where it says what the sheet does, or the photo is gone.
    """
    photo = story.photos.get(correction.photo)
    if photo is None:
        return None
    now = read_field(photo, correction.field)
    if now == correction.mine:
        return correction
    return None if now == correction.theirs else replace(correction, mine=now, is_conflict=True)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a sheet changes, how many of its rows found their photo, and what somebody should look at, as sentences."""

    changes: tuple[Correction, ...] = ()
    rows: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Correction, ...]:
        """Those that the story changed, too."""
        return tuple(change for change in self.changes if change.is_conflict)

    def taken(self, *, keep_mine: bool = False) -> tuple[Correction, ...]:
        """Return those that are taken unless somebody chooses; with *keep_mine* no conflict is."""
        return tuple(
            change
            for change in self.changes
            if change.takes_theirs and not (keep_mine and change.is_conflict)
        )

    @property
    def values(self) -> Mapping[PhotoId, Mapping[str, Any]]:
        """The new values by photo and field of all that is taken unless somebody chooses."""
        values: dict[PhotoId, dict[str, Any]] = {}
        for change in self.taken():
            values.setdefault(change.photo, {})[change.field] = change.theirs
        return values

    def edit(self, *, keep_mine: bool = False) -> Edit:
        """Make the one edit that takes the corrections into a story."""
        return taking(self.taken(keep_mine=keep_mine))
