"""Bytes of unknown charset made text; which bytes hold text is left to the readers of each container."""

import unicodedata


def decode(raw: bytes) -> str:
    """Return *raw* as text: UTF-8 where it is valid, else the more plausible of the old charsets."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(guess(raw), "replace")


def repair(text: str) -> str:
    """Return *text*, which was decoded as Latin-1 without being asked, with the letters it should have."""
    if text.isascii():
        return text
    try:
        return decode(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text


def decode_utf16(raw: bytes, *, big_endian: bool = False) -> str:
    """Return *raw* as text, its byte order by mark, then by where the zero bytes stand, then as told.

    Writers disagree about the order in EXIF's ``UNICODE`` comments, and some write UTF-8 there.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if not even and not odd and raw.isascii():
        return raw.decode("ascii")
    if even != odd:
        big_endian = even > odd
    return raw[: len(raw) // 2 * 2].decode("utf-16-be" if big_endian else "utf-16-le", "replace")


def guess(raw: bytes) -> str:
    """Return ``cp1252`` or ``mac_roman``, whichever makes better words of *raw*.

    Until 2001 Photoshop on a Macintosh wrote captions in Mac Roman and said so nowhere. Read in the
    wrong one of the two, a letter becomes a symbol within a word or a capital after a small letter.
    """
    windows = raw.decode("cp1252", "replace")
    mac = raw.decode("mac_roman")
    return "mac_roman" if _plausibility(mac) > _plausibility(windows) else "cp1252"


def _plausibility(text: str) -> float:
    padded = f" {text[:20_000]} "
    return sum(
        _fit(char, padded[at - 1], padded[at + 1], padded[at + 2 : at + 4])
        for at, char in enumerate(padded[:-2])
        if not char.isascii()
    )


def _fit(char: str, before: str, after: str, rest: str) -> float:
    """Return how well *char* stands between its neighbours: 1 for well, -1 for hardly possible."""
    if char == "\ufffd":
        return -2
    if char.isalpha():
        return _letter_fit(char, before, after)
    if char in "‘’":
        return _apostrophe_fit(before, after, rest)
    if char in "“„«":
        return 1 if not before.isalnum() and not after.isspace() else -1
    if char in "”»":
        return 1 if not before.isspace() and not after.isalnum() else -1
    if char in "–—…":
        return 1 if before.isspace() == after.isspace() or before.isalnum() else 0
    if before.isalpha() and after.isalpha():
        return -1
    return 0.5 if unicodedata.category(char) in ("Sc", "Zs") or char in "©®™°" else -0.5


def _letter_fit(char: str, before: str, after: str) -> float:
    if char in "ªº":
        return 0 if before.isdigit() else -1
    if char.isupper():
        return -1 if before.islower() else 1 if after.isalpha() else 0
    if after.isupper():
        return -1
    return 1 if before.isalpha() or after.isalpha() else -0.5


def _apostrophe_fit(before: str, after: str, rest: str) -> float:
    """Tell ``it’s`` and ``O’Neil`` from ``Mar’a``, which is Mac Roman for ``María``."""
    if not (before.isalpha() and after.isalpha()):
        return 1 if before.isspace() or not after.isalnum() else 0
    ending = (after + rest).lower()
    is_short = not ending[1:2].isalpha() and after in "stdmSTDM"
    return 1 if is_short or ending[:2] in ("re", "ve", "ll") or before in "lLdDOnNcC" else 0
