"""Signs of Markdown put around words by a key, and taken away by it; how that looks is left to ``markdown``."""

import re
from dataclasses import dataclass

from curator.captions.markdown import Look, looks_of
from curator.captions.markdown_words import is_address

EMPHASIS, STRONG = "*", "**"

BEGINNING_OF_ADDRESS = "https://"
"""What stands where the address of a new link goes, selected, so that what is typed or pasted takes its place."""

_START_OF_LINE = re.compile(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)*")
_LINK = re.compile(r"\]\([ \t]*<?(?P<address>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a key makes of a text: *words* in place of the characters *start* to *end*.

    *first* to *last* are selected afterwards, or the cursor stands there if they are one.
    """

    start: int
    end: int
    words: str
    first: int
    last: int


def emphasised(text: str, start: int, end: int, sign: str) -> Rewriting:
    """Return what puts *sign* around the selection from *start* to *end*, or takes it away.

    Without a selection it is the word in which the cursor stands that is meant; at no word, an empty
    pair is put around the cursor, and the same key again leads out of it. Of several lines each gets
    its signs, since emphasis ends with a paragraph.
    """
    if start == end:
        at = start
        start, end = _word(text, at)
        if start == end:
            return _at_cursor(text, at, sign)
        kept = at
        made = _around(text, start, end, sign)
        moved = min(max(kept + made.first - start, made.first), made.last)
        return Rewriting(made.start, made.end, made.words, moved, moved)
    if "\n" not in text[start:end]:
        return _around(text, *_trimmed(text, start, end), sign)
    return _each_line(text, start, end, sign)


def _word(text: str, at: int) -> tuple[int, int]:
    """Return where the word begins and ends that the cursor stands within; *at* twice if within none."""
    start = end = at
    while start > 0 and _is_letter(text[start - 1]):
        start -= 1
    while end < len(text) and _is_letter(text[end]):
        end += 1
    return (start, end) if start < at < end else (at, at)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char in "'’\u0301\u0308"


def _at_cursor(text: str, at: int, sign: str) -> Rewriting:
    """Return what the key does where there is no word: an empty pair made, taken away, or left."""
    width = len(sign)
    ahead = len(text[at:]) - len(text[at:].lstrip("*"))
    behind = at - len(text[:at].rstrip("*"))
    if min(ahead, behind) >= width and _has(min(ahead, behind), sign):
        return Rewriting(at - width, at + width, "", at - width, at - width)
    if ahead >= width and _is_inside(text, at, sign):
        return Rewriting(at, at, "", at + width, at + width)
    return Rewriting(at, at, sign * 2, at + width, at + width)


def _is_inside(text: str, at: int, sign: str) -> bool:
    """Say whether the words that end at *at* have the look that *sign* gives."""
    look = Look.STRONG if sign == STRONG else Look.EMPHASIS
    begin = text.rfind("\n", 0, at) + 1
    line = text[begin:].partition("\n")[0]
    return any(s.look is look and s.end == at - begin for s in looks_of(line)[0])


def _has(count: int, sign: str) -> bool:
    """Say whether so many stars on both sides are *sign*, alone or with the other one."""
    return count >= 3 or count == len(sign)


def _around(text: str, start: int, end: int, sign: str) -> Rewriting:
    """Return what puts *sign* around the words from *start* to *end*, or takes it away there."""
    width, words = len(sign), text[start:end]
    inner = min(len(words) - len(words.lstrip("*")), len(words) - len(words.rstrip("*")))
    if len(words) > 2 * width and _has(inner, sign):
        bare = words[width : len(words) - width]
        return Rewriting(start, end, bare, start, start + len(bare))
    outer = min(start - len(text[:start].rstrip("*")), _stars(text, end))
    if _has(outer, sign):
        return Rewriting(start - width, end + width, words, start - width, end - width)
    return Rewriting(start, end, f"{sign}{words}{sign}", start + width, end + width)


def _stars(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == "*":
        end += 1
    return end - at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the selection without the space at its ends, around which signs would be no emphasis."""
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return start, end
    start += len(words) - len(words.lstrip())
    return start, start + len(bare)


def _each_line(text: str, start: int, end: int, sign: str) -> Rewriting:
    """Return what puts *sign* around the words of each line, behind the signs that it begins with.

    If all of them have it, it is taken away.
    """
    lines = text[start:end].split("\n")
    parts = []
    for number, line in enumerate(lines):
        begun = _START_OF_LINE.match(line) if number or _begins_line(text, start) else None
        first = begun.end() if begun else 0
        parts.append((line, *_trimmed(line, first, len(line))))
    spoken = [line[first:last] for line, first, last in parts if line[first:last].strip()]
    width = len(sign)
    have_it = all(len(s) > 2 * width and s.startswith(sign) and s.endswith(sign) for s in spoken)
    made = []
    for line, first, last in parts:
        words = line[first:last]
        if words.strip():
            words = words[width:-width] if have_it else f"{sign}{words}{sign}"
        made.append(line[:first] + words + line[last:])
    words = "\n".join(made)
    return Rewriting(start, end, words, start, start + len(words))


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def linked(text: str, start: int, end: int) -> Rewriting | None:
    """Return what makes the selection, or the word at the cursor, a link; ``None`` over several paragraphs.

    Within a link, its address is selected. What is selected and an address itself becomes the address.
    """
    address = _address_at(text, start, end)
    if address is not None:
        return Rewriting(start, start, "", *address)
    if start == end:
        start, end = _word(text, start)
    start, end = _trimmed(text, start, end)
    words = text[start:end]
    if "\n\n" in words:
        return None
    if is_address(words) and " " not in words:
        return Rewriting(start, end, f"[]({words})", start + 1, start + 1)
    if words.count("[") != words.count("]"):
        words = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)
    made = f"[{words}]({BEGINNING_OF_ADDRESS})"
    begin = start + len(words) + 3
    if not words:
        return Rewriting(start, end, made, start + 1, start + 1)
    return Rewriting(start, end, made, begin, begin + len(BEGINNING_OF_ADDRESS))


def _address_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the address of the link stands in whose words the selection lies."""
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin:].partition("\n")[0]
    for one in looks_of(line)[0]:
        if one.look is Look.LINK and one.start <= start - begin and end - begin <= one.end:
            found = _LINK.match(line, one.end)
            if found is not None:
                return begin + found.start("address"), begin + found.end("address")
    return None
