"""Text as it is compared when somebody looks for it; what is done with it is left to those who look."""

import re
import unicodedata

_GAPS = re.compile(r"[\s\-‐‑–]+")
_MARKS = re.compile("['’ʼ‘`]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
# Letters of which Unicode knows no parts to take them apart into.


def folded(text: str) -> str:
    """Return *text* as it is compared: without case, accents and apostrophes, hyphens as spaces."""
    if text.isascii():
        plain = text.lower()
    else:
        apart = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)
    return _GAPS.sub(" ", _MARKS.sub("", plain)).lstrip()
