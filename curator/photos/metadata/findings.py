"""What one container says, cleaned as it enters; which container is believed is left to ``reconcile``."""

from collections.abc import Iterable

from curator.captions.text import clean, clean_line, is_blank
from curator.photos.metadata.values import Value

MAX_ITEMS = 1_000
"""Names or keywords that one field holds at most."""

_MULTILINE = {"caption", "alt", "copyright"}


class Findings:
    """The values that one container offers, by field, best first; nothing blank gets in.

    Beside the fields of a photo it may hold ``digitized``: a date that counts only where nobody
    says when the picture was taken.
    """

    def __init__(self) -> None:
        self._values: dict[str, list[Value]] = {}

    def add_text(self, field: str, text: str) -> None:
        """Offer *text* for *field*."""
        kept = (clean(text) if field in _MULTILINE else clean_line(text)).strip()
        if not is_blank(kept):
            self._add(field, kept)

    def add_texts(self, field: str, texts: Iterable[str]) -> None:
        """Offer several texts for *field*: those that are not blank, each once, in their order."""
        cleaned = (clean_line(text).strip() for text in texts)
        kept = tuple(dict.fromkeys(text for text in cleaned if not is_blank(text)))[:MAX_ITEMS]
        if kept:
            self._add(field, kept)

    def add_number(self, field: str, number: int) -> None:
        """Offer *number* for *field*."""
        self._add(field, number)

    def _add(self, field: str, value: Value) -> None:
        values = self._values.setdefault(field, [])
        if value not in values:
            values.append(value)

    def of(self, field: str) -> tuple[Value, ...]:
        """Return what is offered for *field*, best first."""
        return tuple(self._values.get(field, ()))

    def __bool__(self) -> bool:
        return bool(self._values)
