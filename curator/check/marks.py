"""Rules about the signs of a text: spaces, punctuation, quotes, capitals, and what is no text at all.

Source of these: the house rules that proof-readers of all desks share; typography by language as the
Chicago Manual, Duden and the Imprimerie nationale have it. Mojibake is UTF-8 read as Windows-1252.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from curator.check.problem import Finding, Level
from curator.check.rule import EVERY, READ, Kind, TextRule
from curator.check.speech import Speech
from curator.check.style import Style

_SHARED = "proof-reading"

_WORD = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_DOUBLED = re.compile(rf"(?<![\w’'-])({_WORD})(\s+)(\1)(?![\w’'-])", re.IGNORECASE)
_WORDS = re.compile(_WORD)
_BETWEEN_TWINS = frozenset((
    "after", "against", "and", "as", "at", "by", "de", "en", "et", "für", "in", "mit", "nach", "nor",
    "of", "on", "or", "ou", "par", "pour", "sur", "to", "um", "und", "upon", "à", "an", "auf", "aus",
    "bei", "bis", "over", "versus", "vs", "zu",
))  # fmt: skip
# What stands between a word and itself in what is said so: face to face, year after year.

_ECHO_REACH = 2
# Words between two that echo at most: the same noun twice within three words.

_ECHO_LETTERS = 5
# Shorter words are articles, pronouns and verbs, which must come again.

_SPACE_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_SPACE_BEFORE = re.compile(
    r"(?<=[\w)\]”’\"»])[ \t]+([,;](?=\s|$|[”\"’]|[^\W\d_])|(?:[:!?]|\.(?!\.|\d))(?=\s|$|[”\"’]))"
)
_SPACE_BEFORE_IN_FRENCH = re.compile(
    r"(?<=[\w)\]”’\"»])[ \t]+(,(?=\s|$|[^\W\d_])|\.(?!\.|\d)(?=\s|$))"
)
_SPACE_MISSING = re.compile(r"(?<=[^\W\d_])(,|;|[.!?](?=[^\W\d_][^\W\d_’]))(?=[^\W\d_])")
_TWICE = re.compile(r"([,;:])\s?\1+|(?<!\.)\.\.(?!\.)|[,;]\.|\.,(?!\s?[a-z\d])|!{2,}|\?{3,}")
_ADDRESS = re.compile(
    r"https?:\S+|www\.\S+|\S+@\S+|\b[\w-]+\.(?:com|org|net|co|uk|de|fr|eu|info|gov|edu)\b\S*"
)

_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\u0152\u0153\u02dc\u2013-\u203a\u2122\u20ac]?|ï¿½|Ð[\u0080-\u00bf]{1}Ñ"
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARKS_OF_DIRECTION = re.compile("[\u200e\u200f]")
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[nm]dash|hellip|[a-z]{1,3}(?:uml|acute|grave|circ)|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)

_RUN_OF_WORDS = re.compile(r"(?:\b[^\W\d_]{2,}\b[\s,]+){4,}\b[^\W\d_]{2,}\b")

_FEWEST_CAPITALS = 3
# Words all in capitals from which on it is shouting: NATO and KCNA are none.

_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"))
_INCH = re.compile(r"(?<=\d)[\"”″]")


def _outside_addresses(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    spans = [found.span() for found in _ADDRESS.finditer(text)] if "." in text else []
    for found in pattern.finditer(text):
        if not any(start <= found.start() < end for start, end in spans):
            yield found


def _doubled(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for found in _DOUBLED.finditer(text):
        word, lower = found[1], found[1].lower()
        is_name = word[0].isupper() and found[3][0].isupper()
        is_granted = lower in speech.doubled_granted or (len(word) < 2 and word != "a")
        if (
            lower in speech.doubled_after_comma
        ):  # A clause and its subject: “…, die die Boote flicken”.
            is_granted = text[: found.start()].rstrip().endswith(",")
        if "\n" in found[2] or is_name or is_granted:
            continue
        yield Finding(f"“{word}” stands twice", found[0], found.start(), word)


def _echo(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    words = list(_WORDS.finditer(text))
    for place, found in enumerate(words):
        word = found[0]
        if len(word) < _ECHO_LETTERS or not word[0].islower():
            continue
        for other in words[place + 2 : place + 2 + _ECHO_REACH]:
            if not _is_echo(word, other[0]):
                continue
            between = text[found.end() : other.start()]
            inner = _WORDS.findall(between)
            is_pair = len(inner) == 1 and inner[0].lower() in _BETWEEN_TWINS
            if not is_pair and not re.search(r"[,;:.!?()“”\"\n–—-]", between):
                message = f"“{other[0]}” comes again at once: say it another way"
                yield Finding(message, text[found.start() : other.end()], found.start())
            break


def _is_echo(word: str, other: str) -> bool:
    """Say whether *other* is *word* again, one of them in the plural perhaps."""
    one, two = word.lower(), other.lower()
    return one == two or (one.rstrip("s") == two.rstrip("s") and abs(len(one) - len(two)) == 1)


def _space_doubled(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for found in _SPACE_DOUBLED.finditer(text):
        yield Finding("Two spaces where one should be", found[0], found.start(), " ")


def _space_before(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    pattern = _SPACE_BEFORE_IN_FRENCH if speech.code == "fr" else _SPACE_BEFORE
    for found in pattern.finditer(text):
        yield Finding(f"A space before “{found[1]}”", found[0], found.start(), found[1])


def _space_missing(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for found in _outside_addresses(_SPACE_MISSING, text):
        before, after = text[: found.start()], text[found.end() :]
        sign = found[1]
        if sign == "." and not _begins_sentence(before, after):
            continue
        yield Finding(f"No space after “{sign}”", sign, found.start(), f"{sign} ")


def _begins_sentence(before: str, after: str) -> bool:
    """Say whether the full stop between *before* and *after* ends a sentence: ``sea.The``, not ``U.N.``."""
    return (
        before[-2:].islower() and len(before) > 2 and after[:1].isupper() and after[1:2].islower()
    )


def _punctuation_twice(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for found in _outside_addresses(_TWICE, text):
        suggestion = found[0][0] if found[0][0] in ",;:!?" and len(set(found[0])) == 1 else "."
        yield Finding("Punctuation stands twice", found[0], found.start(), suggestion)


def _unbalanced(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for opening, closing in _PAIRS:
        if kind is Kind.PROSE and opening == "[":
            continue  # Links of Markdown.
        at = _unpaired(text, opening, closing)
        if at >= 0:
            yield Finding(f"“{text[at]}” has no partner", text[at], at)
    yield from _unbalanced_quotes(text)


def _unpaired(text: str, opening: str, closing: str) -> int:
    """Return where a bracket stands that has no partner, -1 if all have one; lists as ``a)`` are let be."""
    open_at: list[int] = []
    for at, sign in enumerate(text):
        if sign == opening:
            open_at.append(at)
        elif sign == closing:
            if open_at:
                open_at.pop()
            elif not (closing == ")" and re.search(r"(?:^|\s)\w$|[:;=]-?$", text[:at])):
                return at
    return open_at[-1] if open_at else -1


def _unbalanced_quotes(text: str) -> Iterator[Finding]:
    plain = _INCH.sub(" ", text)
    if plain.count('"') % 2:
        at = plain.rindex('"')
        yield Finding("A quotation mark has no partner", '"', at)
    low, opening, closing = plain.count("„"), plain.count("“"), plain.count("”")
    is_uneven = (low != opening + closing) if low else (opening != closing)
    if is_uneven:
        at = max(plain.rfind(sign) for sign in "„“”")
        yield Finding("A quotation mark has no partner", text[at], at)


def _mojibake(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    if "\ufffd" in text:
        at = text.index("\ufffd")
        yield Finding("A letter was lost on the way here", "\ufffd", at)
    found = _MOJIBAKE.search(text)
    if found:
        message = "The letters were read wrongly on the way here"
        whole = _read_again(text)
        seen = Finding(message, found[0], found.start())
        yield Finding(message, text, 0, whole) if whole else seen


def _read_again(text: str) -> str | None:
    """Return *text* as it was before its bytes were read as Windows-1252; ``None`` if it was not."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _invisible(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    if text.isascii():
        return
    found = _INVISIBLE.search(text)
    if found is None and (mark := _MARKS_OF_DIRECTION.search(text)):
        is_right_to_left = any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
        found = None if is_right_to_left else mark
    if found is not None:
        name = unicodedata.name(found[0], "a control character").lower()
        clean = _INVISIBLE.sub("", text)
        yield Finding(f"An invisible character ({name}) hides in the text", text, 0, clean)


def _markup(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for found in _ENTITY.finditer(text):
        message = "Markup of a web page stands in the text"
        yield Finding(message, found[0], found.start(), html.unescape(found[0]))
    for found in _TAG.finditer(text):
        yield Finding("Markup of a web page stands in the text", found[0], found.start(), "")


def _capitals(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    words = [word for word in _WORDS.findall(text) if len(word) > 1]
    shouted = [word for word in words if word.isupper()]
    if len(shouted) >= _FEWEST_CAPITALS and len(shouted) * 5 >= len(words) * 4:
        is_caption = kind in (Kind.CAPTION, Kind.PROSE, Kind.ALT)
        if is_caption or len("".join(shouted)) > 12:
            yield Finding("All in capitals: it reads as shouting, and hides the names", text, 0)
        return
    run = _RUN_OF_WORDS.search(text)
    if run and run[0].isupper() and kind is Kind.CAPTION:
        yield Finding("A whole phrase in capitals", run[0], run.start())


def _lower_start(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    found = re.match(r"\s*([“\"„«(]?)([^\W\d_]+)(?=[\s,])", text)
    if not found or not speech.is_known or not found[2].islower() or "\n" in text[: found.end()]:
        return
    if found[2] in (
        "de",
        "di",
        "da",
        "van",
        "von",
        "al",
        "el",
        "bin",
        "ibn",
        "le",
        "la",
        "du",
        "d",
        "ter",
        "zu",
        "af",
    ):
        return
    word = found[2]
    better = word[0].upper() + word[1:]
    yield Finding("It begins with a small letter", word, found.start(2), better)


RULES = (
    TextRule("doubled-word", Level.WARNING, "a word that stands twice", _SHARED, READ, _doubled),
    TextRule(
        "echoing-word", Level.WARNING, "the same noun twice within three words", _SHARED,
        frozenset({Kind.CAPTION, Kind.ALT, Kind.PROSE}), _echo,
    ),
    TextRule("space-doubled", Level.WARNING, "two spaces in a row", _SHARED, EVERY, _space_doubled),
    TextRule(
        "space-before-punctuation", Level.WARNING, "a space before a comma or full stop",
        "typography by language", READ, _space_before,
    ),
    TextRule(
        "space-missing", Level.WARNING, "no space after a comma or full stop", _SHARED, READ,
        _space_missing,
    ),
    TextRule(
        "punctuation-doubled", Level.WARNING, "a comma or full stop that stands twice", _SHARED,
        READ, _punctuation_twice,
    ),
    TextRule(
        "unbalanced", Level.WARNING, "quotation marks and brackets without a partner", _SHARED,
        EVERY, _unbalanced,
    ),
    TextRule(
        "mojibake", Level.ERROR, "letters that were read in the wrong encoding", "Unicode", EVERY,
        _mojibake,
    ),
    TextRule(
        "invisible-character", Level.WARNING, "characters that nobody sees", "Unicode", EVERY,
        _invisible,
    ),
    TextRule("markup", Level.WARNING, "tags and entities of web pages", _SHARED, EVERY, _markup),
    TextRule(
        "all-capitals", Level.WARNING, "texts all in capitals", "AP", READ, _capitals
    ),
    TextRule(
        "small-letter-first", Level.WARNING, "captions that begin with a small letter", _SHARED,
        frozenset({Kind.CAPTION}), _lower_start,
    ),
)  # fmt: skip
