"""Which stars and underscores of a line are emphasis: the rules of CommonMark 0.31, section 6.2, in linear time."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.captions.markdown_words import PUNCTUATION, Level, Told


@dataclass(slots=True)
class _Run:
    """Signs of one kind beside each other; those from *start* to *end* are not used yet."""

    sign: str
    length: int
    start: int
    end: int
    opens: bool
    closes: bool

    def goes_with(self, closer: "_Run") -> bool:
        """Say whether *closer* may end what begins here (the rule of three)."""
        is_odd = (self.closes or closer.opens) and (self.length + closer.length) % 3 == 0
        are_threes = self.length % 3 == 0 and closer.length % 3 == 0
        return self.sign == closer.sign and (not is_odd or are_threes)


def emphasis(text: str, level: Level) -> Iterator[Told]:
    """Yield what is emphasised by the signs of *level* in *text*, and the signs that do it."""
    openers: list[_Run] = []
    # How many of the openers are known to go with no closer of a kind: none is asked twice.
    hopeless: dict[tuple[str, bool, int], int] = {}
    for run in _runs(text[: level.end], level.places):
        kind = (run.sign, run.opens, run.length % 3)
        while run.closes and run.start < run.end:
            least = hopeless.get(kind, 0)
            fitting = (
                i for i in range(len(openers) - 1, least - 1, -1) if openers[i].goes_with(run)
            )
            at = next(fitting, None)
            if at is None:
                hopeless[kind] = len(openers)
                break
            yield from _paired(openers[at], run)
            del openers[at + 1 :]
            if openers[at].start == openers[at].end:
                openers.pop()
            hopeless = {key: min(count, len(openers)) for key, count in hopeless.items()}
        if run.opens and run.start < run.end:
            openers.append(run)


def _paired(opener: _Run, closer: _Run) -> Iterator[Told]:
    """Yield what stands between *opener* and *closer*, and use up their signs."""
    count = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
    opener.end -= count
    closer.start += count
    yield opener.end + count, closer.start - count, "strong" if count == 2 else "emphasis"
    yield opener.end, opener.end + count, "sign"
    yield closer.start - count, closer.start, "sign"


def _runs(text: str, places: Sequence[int]) -> Iterator[_Run]:
    nth = 0
    while nth < len(places):
        start = places[nth]
        sign, end = text[start], start + 1
        nth += 1
        while nth < len(places) and places[nth] == end and text[end] == sign:
            end, nth = end + 1, nth + 1
        yield _run(text, sign, start, end)


def _run(text: str, sign: str, start: int, end: int) -> _Run:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    is_left = _flanks(before, after)
    is_right = _flanks(after, before)
    if sign == "*":
        return _Run(sign, end - start, start, end, is_left, is_right)
    opens = is_left and (not is_right or _is_punctuation(before))
    closes = is_right and (not is_left or _is_punctuation(after))
    return _Run(sign, end - start, start, end, opens, closes)


def _flanks(outer: str, inner: str) -> bool:
    """Say whether signs between *outer* and *inner* belong to what is on the inner side."""
    if inner.isspace():
        return False
    return not _is_punctuation(inner) or outer.isspace() or _is_punctuation(outer)


def _is_punctuation(char: str) -> bool:
    return char in PUNCTUATION or unicodedata.category(char)[0] in "PS"
