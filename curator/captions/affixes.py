"""Reading Hunspell's affix files: what flags mean, what is put before and after a stem; stems are left to ``stems``.

Knows flags of every kind and their aliases. Rules for numbers, syllable counts and patterns within
compounds are passed over. Lines and rules beyond the bounds below are left out, so that a file
of a stranger costs no more than a large honest one.
"""

import codecs
import functools
import re
from pathlib import Path
from typing import NamedTuple

Flags = frozenset[str]

MAX_BYTES = 32 * 2**20
"""Size of a file beyond which it is refused; the largest honest one seen has 11 MB."""

MAX_LINE = 600
"""Characters of a line that is looked at."""

NO_FLAGS: Flags = frozenset()

_MAX_RULES = 400_000
_MAX_REPLACEMENTS = 1000

_NAMED = {
    name: name
    for name in (
        "NEEDAFFIX", "ONLYINCOMPOUND", "FORBIDDENWORD", "KEEPCASE", "CIRCUMFIX", "NOSUGGEST",
        "COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND", "COMPOUNDPERMITFLAG",
        "COMPOUNDFORBIDFLAG",
    )
} | {"PSEUDOROOT": "NEEDAFFIX", "COMPOUNDLAST": "COMPOUNDEND"}  # fmt: skip
"""Options of the affix file that give a flag a meaning, with older names of theirs."""

_SWITCHES = frozenset(
    {
        "FULLSTRIP",
        "CHECKCOMPOUNDCASE",
        "CHECKCOMPOUNDDUP",
        "CHECKCOMPOUNDREP",
        "CHECKCOMPOUNDTRIPLE",
    }
)


class Affix(NamedTuple):
    """A rule: what it takes off the stem, where, and the flags of what comes out."""

    flag: str
    strip: str
    onward: Flags
    is_cross: bool
    condition: re.Pattern[str] | None

    def fits(self, stem: str) -> bool:
        """Say whether the rule may be used on *stem*."""
        return self.condition is None or self.condition.search(stem) is not None


class Rules:
    """What the affix file says: the meaning of flags, and the affixes by what they add."""

    def __init__(self, path: Path) -> None:
        data = read_bytes(path)
        named = re.search(rb"(?m)^\s*SET\s+(\S+)", data)
        self.encoding = codec(named[1].decode("ascii", "replace") if named else "ISO8859-1")
        self.named: dict[str, str] = {}
        self.switches: set[str] = set()
        self.prefixes: dict[str, list[Affix]] = {}
        self.suffixes: dict[str, list[Affix]] = {}
        self.shortest_part = 3
        self.letters = ""
        self.replacements: list[tuple[str, str]] = []
        self._input: list[tuple[str, str]] = []
        self._ignored: dict[int, None] = {}
        self._kind = "short"
        self._aliases: list[Flags] = []
        self._has_aliases = False
        self._crossing: dict[tuple[str, str], bool] = {}
        self._count = 0
        self.flags = functools.lru_cache(100_000)(self._flags)
        for line in data.decode(self.encoding, "replace").splitlines():
            if len(line) <= MAX_LINE and (fields := line.split()):
                self._take(fields)
        self.second = {flag for rules in self.suffixes.values() for r in rules for flag in r.onward}

    def normal(self, word: str) -> str:
        """Return *word* as the stems are written."""
        for one, other in self._input:
            if one in word:
                word = word.replace(one, other)
        return word.translate(self._ignored) if self._ignored else word

    def _take(self, fields: list[str]) -> None:
        option, *rest = fields
        if option in ("PFX", "SFX"):
            self._take_affix(option, rest)
        elif option == "AF" and rest:
            if self._has_aliases:
                self._aliases.append(self._split(rest[0]))
            self._has_aliases = True
        elif option in _NAMED and rest:
            self.named[_NAMED[option]] = self._one(rest[0])
        elif option in _SWITCHES:
            self.switches.add(option)
        elif rest:
            self._take_other(option, rest)

    def _take_other(self, option: str, rest: list[str]) -> None:
        if option == "FLAG":
            self._kind = rest[0].lower()
        elif option == "COMPOUNDMIN" and rest[0].isdecimal():
            self.shortest_part = max(int(rest[0]), 1)
        elif option == "IGNORE":
            self._ignored = dict.fromkeys(map(ord, rest[0]))
        elif option == "TRY":
            self.letters = "".join(c for c in dict.fromkeys(rest[0].lower()) if c.isalpha())[:80]
        elif option == "ICONV" and len(rest) > 1 and len(self._input) < 200:
            self._input.append((rest[0], rest[1].replace("0", "")))
        elif option == "REP" and len(rest) > 1 and len(self.replacements) < _MAX_REPLACEMENTS:
            self.replacements.append((rest[0].strip("^$"), rest[1].strip("^$").replace("_", " ")))

    def _take_affix(self, kind: str, fields: list[str]) -> None:
        if len(fields) < 3 or self._count >= _MAX_RULES:
            return
        flag, strip, added = fields[:3]
        if (kind, flag) not in self._crossing:
            self._crossing[kind, flag] = strip == "Y"
            return
        added, _, onward = added.partition("/")
        added = "" if added == "0" else added.translate(self._ignored)
        self._count += 1
        affix = Affix(
            self._one(flag),
            "" if strip == "0" else strip,
            self.flags(onward),
            self._crossing[kind, flag],
            _condition(fields[3] if len(fields) > 3 else ".", at_end=kind == "SFX"),
        )
        (self.suffixes if kind == "SFX" else self.prefixes).setdefault(added, []).append(affix)

    def _one(self, text: str) -> str:
        return next(iter(self._split(text)), "")

    def _flags(self, text: str) -> Flags:
        if self._has_aliases and text.isdecimal():
            number = int(text[:9])
            return self._aliases[number - 1] if 0 < number <= len(self._aliases) else NO_FLAGS
        return self._split(text)

    def _split(self, text: str) -> Flags:
        if self._kind == "long":
            return frozenset(text[i : i + 2] for i in range(0, len(text) - 1, 2))
        return frozenset(text.split(",") if self._kind == "num" else text)


def read_bytes(path: Path) -> bytes:
    """Return what the file at *path* holds; raise ``ValueError`` if it is too large."""
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES // 2**20} MB")
    return data


def codec(name: str) -> str:
    """Return Python's name of the encoding that Hunspell calls *name*; raise ``LookupError`` for none."""
    known = name.lower().removeprefix("microsoft-").replace("iso8859", "iso-8859")
    return codecs.lookup("tis-620" if known.startswith("tis620") else known).name


@functools.lru_cache(50_000)
def _condition(text: str, *, at_end: bool) -> re.Pattern[str] | None:
    """Return what a stem must look like, ``None`` if anything will do."""
    if text == ".":
        return None
    pieces = re.findall(r"\[\^?[^\]]+\]|.", text[:100])
    pattern = "".join(map(_piece, pieces))
    return re.compile(rf"{pattern}\Z" if at_end else rf"\A{pattern}", re.DOTALL)


def _piece(piece: str) -> str:
    if len(piece) == 1:
        return piece if piece == "." else re.escape(piece)
    negation = "^" if piece[1] == "^" else ""
    return f"[{negation}{re.escape(piece[1 + len(negation) : -1])}]"
