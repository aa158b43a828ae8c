"""What a block of words becomes when it is rewritten, turned into another kind, parted or joined.

Blocks alone; where they stand in a sequence is left to ``blocks``. No words are lost by it: what has
no place in the new form goes into the text, and comes out of it again on the way back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from curator.captions.text import MAX_LENGTH, clean, clean_line, is_blank
from curator.story.values import Extra, HeadingBlock, QuoteBlock, TextBlock, WordBlock

_SPEAKER = re.compile(r"(?:\A|\n[ \t]*\n)— ?(?P<by>[^\n]{1,200})\s*\Z")
# How the text of a quote ends, as :func:`_spoken` writes it.

_HEADING_LINE = re.compile(r"\s*#{1,6}[ \t]+(?P<heading>[^\n]*?)(?:[ \t]+#+)?\s*\Z")
# A text that is nothing but a heading, as :func:`_in_markdown` writes it.

_MOST_OF_A_HEADING = 1000
# Characters beyond which nobody means a heading; the pattern is slow in long runs of spaces.

_QUOTED_LINE = re.compile(r"(?m)^>[ \t]?")

_OF_KINDS = frozenset({"text", "heading", "quote", "by"})
"""Keys by which a manifest tells what kind of words a block is; see the format in ``manifest.form``."""


def with_words(block: WordBlock, words: str) -> WordBlock:
    """Return *block* with other *words*, cleaned; headings are one line."""
    match block:
        case HeadingBlock():
            return replace(block, heading=clean_line(words))
        case QuoteBlock():
            return replace(block, quote=clean(words))
        case TextBlock():
            return replace(block, text=clean(words))


def turned(block: WordBlock, kind: type[WordBlock]) -> WordBlock:
    """Return *block* as one of *kind*: the very same if it is one.

    Who said a quote goes into the words where the new form has no place for it. A text that is
    written as a heading or a quote in Markdown loses the signs that the new form makes needless.
    """
    if isinstance(block, kind):
        return block
    extra = _kept_by_all(block.extra)
    if kind is QuoteBlock:
        is_text = isinstance(block, TextBlock)
        quote, by = _parted_speech(block.words) if is_text else (block.words, "")
        return QuoteBlock(clean(quote), clean_line(by), block.key, extra)
    if kind is HeadingBlock:
        return HeadingBlock(clean_line(_as_heading(block)), block.key, extra)
    return TextBlock(clean(_spoken(block)), block.key, extra)


def _kept_by_all(extra: Extra) -> Extra:
    """Return *extra* without what a manifest would take for the words of another kind of block."""
    return tuple(pair for pair in extra if pair[0] not in _OF_KINDS)


def _spoken(block: WordBlock) -> str:
    """Return the words of *block* and who said them."""
    if isinstance(block, QuoteBlock) and not is_blank(block.by):
        return f"{block.quote}\n\n— {block.by}" if block.quote else f"— {block.by}"
    return block.words


def _as_heading(block: WordBlock) -> str:
    """Return the words of *block* for a heading."""
    is_short = isinstance(block, TextBlock) and len(block.words) <= _MOST_OF_A_HEADING
    written = _HEADING_LINE.match(block.words) if is_short else None
    return written["heading"] if written else _spoken(block)


def _parted_speech(text: str) -> tuple[str, str]:
    """Return the words of *text*, and who said them if it ends with a line that tells."""
    said = [line for line in text.split("\n") if not is_blank(line)]
    if said and all(line.startswith(">") for line in said):
        text = _QUOTED_LINE.sub("", text)
    speaker = _SPEAKER.search(text)
    if speaker is None or is_blank(speaker["by"]):
        return text, ""
    return text[: speaker.start()].rstrip(), speaker["by"].strip()


def halves(block: WordBlock, place: int) -> tuple[WordBlock, ...]:
    """Return *block* parted before the character number *place*; alone where either part were blank."""
    place = max(place, 0)
    first, second = block.words[:place].rstrip(), block.words[place:].lstrip()
    if is_blank(first) or is_blank(second):
        return (block,)
    match block:
        case HeadingBlock():
            return (with_words(block, first), HeadingBlock(second))
        case QuoteBlock():  # Who said it stands under the end of it.
            return (replace(block, quote=clean(first), by=""), QuoteBlock(second, block.by))
        case TextBlock():
            return (with_words(block, first), TextBlock(second))


def joined(parts: Sequence[WordBlock]) -> WordBlock | None:
    """Return one block of all the words of *parts*, with the key of the first.

    Headings alone make a heading, quotes of one person a quote; else all become one text, headings
    and quotes as its Markdown. ``None`` if that is longer than a text can be.
    """
    first, last = parts[0], parts[-1]
    shown = [part for part in parts if not is_blank(part.words)]
    one: WordBlock
    if all(isinstance(part, HeadingBlock) for part in parts):
        words = " ".join(part.words.strip() for part in shown)
        one = with_words(first, words)
    elif isinstance(last, QuoteBlock) and all(_can_say(part, last.by) for part in parts):
        words = "\n\n".join(part.words.strip("\n") for part in shown)
        one = QuoteBlock(clean(words), last.by, first.key, first.extra)
    else:
        words = "\n\n".join(filter(None, map(_in_markdown, parts)))
        extra = first.extra if isinstance(first, TextBlock) else _kept_by_all(first.extra)
        one = TextBlock(clean(words), first.key, extra)
    return one if len(words) <= MAX_LENGTH else None


def _can_say(part: WordBlock, by: str) -> bool:
    """Say whether *part* is a quote that nobody but *by* is told to have said."""
    return isinstance(part, QuoteBlock) and part.by in ("", by)


def _in_markdown(block: WordBlock) -> str:
    """Return the words of *block* as part of a text, ``""`` if they show nothing."""
    words = _spoken(block).strip("\n")
    if is_blank(words):
        return ""
    match block:
        case HeadingBlock():
            return f"## {words.strip()}"
        case QuoteBlock():
            return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
    return words
