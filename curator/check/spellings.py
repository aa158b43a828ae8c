"""Names in more than one spelling: which of them may be one name, and how it is spelled most often.

Two spellings are taken for one name when they differ by hyphens, spaces, accents or a usual way of
writing sounds in another alphabet (``ll`` and ``l``, ``ou`` and ``u``), by one letter in a name of
several words or a long one, or by a short form of the given name beside the same family name. Names
of which one letter more makes another word (Korea, Korean) are left alone.

Compared are only names that share a key, so ten thousand captions cost little more than reading them.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from curator import resources
from curator.story.values import Story

_LEAST = 5
# Letters of a word of a name from which on one letter of difference is a slip.

_LEAST_ALONE = 7
# Letters of a name of one word from which on it is.

_SOUNDS = (
    ("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("kh", "h"), ("gh", "g"), ("sch", "sh"),
    ("tch", "ch"), ("ck", "k"), ("q", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("ae", "a"),
    ("oe", "o"), ("ue", "u"), ("x", "ks"), ("dz", "z"), ("eo", "o"),
)  # fmt: skip
# How one sound of another alphabet is written by one desk and by the next.


def variants(names: Mapping[str, int], accepted: Iterable[str] = ()) -> dict[str, str]:
    """Return for each spelling that is likely another name's the spelling that counts.

    *names* tell how often each spelling stands somewhere; that of *accepted* counts, else the most
    frequent one, else the longer one.
    """
    right = set(accepted)
    found: dict[str, str] = {}
    for one, other in _pairs(names, right):
        if one in right and other in right:
            continue
        better, worse = sorted((one, other), key=lambda n: (n in right, names.get(n, 0), len(n)))[
            ::-1
        ]
        if worse not in found or names.get(found[worse], 0) < names.get(better, 0):
            found[worse] = better
    # A spelling of a spelling counts as the one that counts in the end.
    return {worse: _end(better, found) for worse, better in found.items()}


def accepted(story: Story) -> tuple[str, ...]:
    """Return the names that are spelled right in *story* because somebody said so."""
    return (*(decided.name for decided in story.names), *story.dictionary)


def _end(name: str, found: Mapping[str, str]) -> str:
    seen = {name}
    while (further := found.get(name)) and further not in seen:
        seen.add(further)
        name = further
    return name


def _pairs(names: Mapping[str, int], also: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each two names that may be one, every pair once."""
    by_key: dict[str, list[str]] = defaultdict(list)
    words: Counter[str] = Counter()
    everything = dict.fromkeys([*names, *also])
    for name in everything:
        for key in _keys(name):
            by_key[key].append(name)
        if " " in name:
            words.update({word: 1 for word in name.split() if len(word) >= _LEAST_ALONE - 1})
    seen: set[tuple[str, str]] = set()
    for bucket in by_key.values():
        for place, one in enumerate(bucket[:_MOST_COMPARED]):
            for other in bucket[place + 1 : _MOST_COMPARED]:
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen:
                    seen.add(pair)
                    if is_variant(one, other):
                        yield pair


_MOST_COMPARED = 200
# Names of one key that are compared; a family name of more people than that tells nothing.


@lru_cache(maxsize=65536)
def _keys(name: str) -> tuple[str, ...]:
    """Return what a name is found by: its letters as sounds, each word of several, each letter left out."""
    parts = _parts(name)
    if not parts:
        return ()
    whole = sounds("".join(parts))
    keys = {f"={whole}"}
    if len(parts) > 1:
        keys.update(f"{len(parts)}:{part}" for part in parts if len(part) > 2)
    elif len(whole) >= _LEAST_ALONE - 1:
        keys.update(f"-{whole[:at]}{whole[at + 1 :]}" for at in range(1, len(whole)))
        keys.add(f"-{whole}")
    return tuple(keys)


@lru_cache(maxsize=65536)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _plain(name)))


def _plain(text: str) -> str:
    """Return *text* in small letters without accents, apostrophes closed up."""
    decomposed = unicodedata.normalize(
        "NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    )
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’ʼ‘`")


@lru_cache(maxsize=65536)
def sounds(letters: str) -> str:
    """Return *letters* as sounds: what desks write in two ways made one, doubled letters single."""
    for written, sound in _SOUNDS:
        letters = letters.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", letters)


@lru_cache(maxsize=65536)  # Asked of the same names after every keystroke.
def is_variant(one: str, other: str) -> bool:
    """Say whether two spellings, which differ, are likely one name."""
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return False
    if "".join(first) == "".join(second):
        return (
            one.replace("’", "'") != other.replace("’", "'") and one.casefold() != other.casefold()
        )
    if len(first) != len(second):
        return (
            sounds("".join(first)) == sounds("".join(second)) and min(len(first), len(second)) > 1
        )
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return len(first) > 2 and sounds("".join(first)) == sounds("".join(second))
    a, b = differing[0]
    if any(sign.isdigit() for sign in a + b):
        return False
    if len(first) == 1:
        return _is_slip(a, b, _LEAST_ALONE)
    is_given = first[0] != second[0]
    return _is_slip(a, b, _LEAST) or (is_given and _is_short_form(a, b))


def _is_slip(a: str, b: str, least: int) -> bool:
    """Say whether *a* and *b* are one word, of which one is misspelt."""
    if min(len(a), len(b)) < least:
        return False
    if _is_ending(a, b):
        return False
    if sounds(a) == sounds(b):
        return True
    return OSA.distance(a, b, score_cutoff=1) <= 1


def _is_ending(a: str, b: str) -> bool:
    """Say whether one is the other with an ending that makes another word: Korea, Korean; Roman, Romans."""
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and long[len(short) :] in (
        "s",
        "n",
        "an",
        "e",
        "er",
        "i",
        "in",
        "en",
        "a",
        "o",
    ):
        return True
    return (
        len(short) == len(long) and short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"}
    )


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    groups = json.loads(resources.read_text("words", "given-names.json"))
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for name in group:
            found[name].update(group)
    return {name: frozenset(others) for name, others in found.items()}


def _is_short_form(a: str, b: str) -> bool:
    return b in _short_forms().get(a, ())
