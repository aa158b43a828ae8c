"""Which regular expressions become too large to be compiled or matched; compiling is left to ``search``.

The ``regex`` library writes counted parts out: ``a{3000000}`` takes a gigabyte before anything is looked
for. It also lets a pattern call itself, which takes as much while it is matched. Neither is of use in a
caption. What is read here is rough: where brackets do not close, the library says so itself.
"""

import re
from dataclasses import dataclass
from enum import Enum

MAX_COUNT = 1_000
"""How often a part may be repeated by a count in braces."""

MAX_PRODUCT = 10_000
"""How often a part may be repeated by counts inside one another."""

MAX_SIZE = 100_000
"""Parts of a pattern when all that is counted is written out; they take some 30 megabytes."""


class Excess(Enum):
    """What is beyond the bounds, as a reason for the person who wrote it."""

    COUNT = (
        f"A count in braces is above {MAX_COUNT:,}, which takes too much memory. "
        "Write a smaller one, or + for any number."
    )
    PRODUCT = (
        f"Counts in braces inside one another come to more than {MAX_PRODUCT:,} repetitions, "
        "which takes too much memory. Write smaller ones."
    )
    SIZE = (
        "The counts in braces make the pattern too large, which takes too much memory. "
        "Write fewer or smaller ones."
    )
    CALL = (
        "The pattern calls itself or one of its groups, as (?R), (?1) and (?&name) do, "
        "which can take all memory. Write the part out where it is called."
    )


_TOKEN = re.compile(
    r"\\[pPN]\{[^}]*\}?|\\.?"  # Something escaped.
    r"|\(\?#[^)]*\)?"  # A comment.
    r"|(?P<call>\(\?(?:R|[+-]?\d+|P?&|P>))"
    r"|\{(?P<count>[\s\d,]*\d[\s\d,]*)\}"
    r"|.",
    re.DOTALL,
)
_VERBOSE = re.compile(r"\(\?[a-zA-Z01]*x")
_COMMENT = re.compile(r"#[^\n]*")
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Part:
    """How large a part of a pattern is when it is written out, and how often the most repeated of it stands there."""

    size: int = 0
    product: int = 1

    def repeated(self, times: int) -> "_Part":
        return _Part(self.size * times, self.product * times)

    def take(self, part: "_Part") -> None:
        self.size += part.size
        self.product = max(self.product, part.product)


def excess(pattern: str) -> Excess | None:
    """Say in what *pattern* is beyond the bounds; ``None`` if it is not."""
    found = _excess(pattern, is_verbose=False)
    if found is None and _VERBOSE.search(pattern):
        return _excess(pattern, is_verbose=True)
    return found


def _excess(pattern: str, *, is_verbose: bool) -> Excess | None:
    is_nested = "V1" in pattern
    groups, last, at = [_Part()], _Part(), 0
    while at < len(pattern):
        token = (is_verbose and _COMMENT.match(pattern, at)) or _TOKEN.match(pattern, at)
        assert token is not None, "any character is a token"
        at = _class_end(pattern, at, is_nested) if token[0] == "[" else token.end()
        if token.re is _COMMENT or (is_verbose and token[0].isspace()):
            continue
        if token["call"]:
            return Excess.CALL
        if token["count"]:
            times = max(map(_number, _NUMBER.findall(token["count"])))
            if times > MAX_COUNT:
                return Excess.COUNT
            last = last.repeated(times)
        else:
            groups[-1].take(last)
            last = _Part(1)
        if token[0] == "(":
            groups.append(_Part(1))
            last = _Part()
        elif token[0] == ")" and len(groups) > 1:
            last = groups.pop()
        if max(last.product, groups[-1].product) > MAX_PRODUCT:
            return Excess.PRODUCT
        if max(last.size, groups[-1].size) > MAX_SIZE:
            return Excess.SIZE
    return Excess.SIZE if sum(group.size for group in groups) + last.size > MAX_SIZE else None


def _number(digits: str) -> int:
    """Return the number of *digits*, or one beyond all bounds: thousands of digits are slow to read."""
    return int(digits) if len(digits) < 10 else MAX_COUNT + 1


def _class_end(pattern: str, start: int, is_nested: bool) -> int:
    """Return where the set of characters ends that begins at *start*: behind its bracket."""
    at = start + (2 if pattern.startswith("[^", start) else 1)
    at += pattern.startswith("]", at)
    depth = 1
    while at < len(pattern):
        char = pattern[at]
        at += 2 if char == "\\" else 1
        depth += char == "[" and is_nested
        depth -= char == "]"
        if not depth:
            break
    return at
