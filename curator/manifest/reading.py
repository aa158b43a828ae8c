"""Reading single values of a manifest, each refused with its place when it is not what it should be."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from curator.captions.text import clean
from curator.story.values import Extra

KINDS = {
    dict: "an object", list: "a list", str: "text", int: "a whole number", float: "a number",
    bool: "true or false", type(None): "null",
}  # fmt: skip
"""What a message calls a value of each type."""


class WrongValue(Exception):
    """A value is not what the format asks for; the sentence names its place."""


class Fields:
    """An object of a manifest while it is being read: what was asked for is taken, the rest is extra."""

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, dict):
            raise wrong(where, "an object", values)
        self._left = dict(values)
        self.where = where

    def place(self, key: str) -> str:
        """Return how a message names the value of *key*."""
        return f"{self.where}.{key}" if self.where else key

    def text(self, key: str, default: str = "") -> str:
        """Take the text at *key*, cleaned; *default* if absent."""
        value = self._left.pop(key, default)
        if type(value) is not str:
            raise wrong(self.place(key), KINDS[str], value)
        return clean(value) if value else value

    def raw_text(self, key: str) -> str:
        """Take the text at *key* exactly as it stands, as a file name has to be."""
        value: str = self._take(key, str, "")
        return value

    def number(self, key: str) -> int:
        """Take the whole number at *key*; 0 if absent."""
        value: int = self._take(key, int, 0)
        return value

    def flag(self, key: str) -> bool:
        """Take the true or false at *key*; false if absent."""
        value: bool = self._take(key, bool, False)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take the list of texts at *key*."""
        return tuple(clean(text) for text in self.raw_texts(key))

    def raw_texts(self, key: str) -> tuple[str, ...]:
        """Take the list of texts at *key* as they stand, for ids."""
        return tuple(
            _checked(value, str, f"{self.place(key)}[{n}]")
            for n, value in enumerate(self._take(key, list, []))
        )

    def objects(self, key: str) -> Iterator["Fields"]:
        """Take the list of objects at *key*."""
        for number, value in enumerate(self._take(key, list, [])):
            yield Fields(value, f"{self.place(key)}[{number}]")

    def raw_list(self, key: str) -> list[Any]:
        """Take the list at *key* as it stands; an empty one if absent."""
        values: list[Any] = self._take(key, list, [])
        return values

    def object(self, key: str) -> "Fields":
        """Take the object at *key*; an empty one if absent."""
        return Fields(self._take(key, dict, {}), self.place(key))

    def raw_object(self, key: str) -> dict[str, Any]:
        """Take the object at *key* as it stands; an empty one if absent."""
        values: dict[str, Any] = self._take(key, dict, {})
        return values

    def has(self, key: str) -> bool:
        """Say whether *key* is there and not yet taken."""
        return key in self._left

    def rest(self) -> Extra:
        """Return what nobody asked for."""
        return tuple(self._left.items())

    def _take(self, key: str, kind: type, default: Any) -> Any:
        value = self._left.pop(key, default)
        if type(value) is not kind:
            raise wrong(self.place(key), KINDS[kind], value)
        return value


def _checked(value: Any, kind: type, where: str) -> Any:
    if type(value) is not kind:
        raise wrong(where, KINDS[kind], value)
    return value


def wrong(where: str, expected: str, value: Any) -> WrongValue:
    """Return the error that says what stands at *where* instead of what was *expected*."""
    return WrongValue(
        f"{where or 'the file'} should be {expected}, but is {KINDS.get(type(value), 'something else')}"
    )


def unique_keys(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of *pairs*; refuse one that says two things under one key."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise WrongValue(f"the key “{key[:60]}” stands twice in one object")
        found[key] = value
    return found


def finite(digits: str) -> float:
    """Return the number that *digits* write; refuse one so large that it could not be written back."""
    number = float(digits)
    if math.isinf(number):
        raise WrongValue(f"{digits[:60]} is larger than any number that a manifest can hold")
    return number


def refuse_constant(name: str) -> Any:
    """Refuse ``NaN`` and ``Infinity``, which are no JSON (RFC 8259, section 6)."""
    raise WrongValue(f"{name} is not a number that a manifest can hold")
