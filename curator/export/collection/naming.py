"""Names for files of many folders in one: kept where every system takes them, and no two alike anywhere.

Files that share a folder and a name up to the ending belong together, a JPEG with its raw file and
sidecar, and get one name; files that shared none must not come to share one, or the sidecar of one
photo would be read for another.
"""

import itertools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_UNFIT = re.compile('[\x00-\x1f\x7f\ud800-\udfff<>:"/\\\\|?*]')
# What Windows takes in no name (naming files, paths and namespaces), and what is no text.

_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE
)

_LONGEST = 180
# Bytes of a name: with what is added here it stays under the 255 of most systems, and leaves Windows
# some room for the folder before it (260 characters in all).

_NUMBER = 9
# Bytes that a number takes, with its brackets.

_LONGEST_ENDING = 12
# Characters; what is longer is part of a name with a full stop in it.


def plain(name: str) -> str:
    """Return *name* as every system takes it, the same name wherever it can be."""
    stem, ending = _parts(name)
    return (_plain_stem(stem, _LONGEST - len(_fit(ending).encode())) + _fit(ending)).rstrip(". ")


def _fit(text: str) -> str:
    return _UNFIT.sub("_", text)


def _plain_stem(stem: str, longest: int) -> str:
    """Return *stem* as the beginning of a name, of at most *longest* bytes."""
    fit = _fit(stem)
    if _DEVICES.match(fit):
        fit = f"_{fit}"
    while len(fit.encode()) > longest:
        fit = fit[:-1]
    fit = fit.rstrip()  # before it is looked at: more is blank than the space alone
    return fit if fit.strip(". ") else "photo"


def _parts(name: str) -> tuple[str, str]:
    stem, ending = os.path.splitext(name)
    return (stem, ending) if len(ending) <= _LONGEST_ENDING else (name, "")


def fold(name: str) -> str:
    """Return what two names share that some system takes for one: by case or by composed letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def names_for(paths: Iterable[str]) -> dict[str, str]:
    """Return a name for each file of *paths*, in that order; those that belong together share a stem."""
    stems: set[str] = set()
    taken: set[str] = set()
    found: dict[str, str] = {}
    for members in _families(list(dict.fromkeys(paths))):
        for stem in _candidates(members):
            names = [(stem + member.plain_ending).rstrip(". ") for member in members]
            folded = {fold(name) for name in names}
            if fold(stem) not in stems and len(folded) == len(names) and taken.isdisjoint(folded):
                break
        stems.add(fold(stem))
        taken |= folded
        found.update(zip((member.path for member in members), names, strict=True))
    return found


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of a family: its path, the part of its name that all share, and the rest."""

    path: str
    stem: str
    ending: str

    @property
    def plain_ending(self) -> str:
        """The ending as it is left in a name that every system takes."""
        return _fit(self.ending).rstrip(". ")


def _families(paths: Sequence[str]) -> Iterable[list[_Member]]:
    """Return the files of *paths* that belong together; of two that some systems take for one, one."""
    there = set(paths)
    families: dict[tuple[str, str, int], list[_Member]] = {}
    for path in paths:
        folder, name = os.path.split(path)
        stem = _parts(name)[0]
        if name.lower().endswith(".xmp") and os.path.join(folder, stem) in there:
            stem = _parts(stem)[0]
        member = _Member(path, stem, name[len(stem) :])
        number = 0
        while any(
            fold(member.plain_ending) == fold(other.plain_ending)
            for other in families.get((folder, stem, number), ())
        ):
            number += 1
        families.setdefault((folder, stem, number), []).append(member)
    return families.values()


def _candidates(members: Sequence[_Member]) -> Iterator[str]:
    """Yield the stem of *members* as every system takes it, and then with numbers."""
    longest = max(len(_fit(member.ending).encode()) for member in members)
    stem = _plain_stem(members[0].stem, _LONGEST - _NUMBER - longest)
    yield stem
    for number in itertools.count(2):
        yield f"{stem} ({number})"
