"""How commands speak to people: sentences on standard error, and what the exit status says."""

import sys
from collections.abc import Iterable

DONE, ATTENTION, NOT_DONE = 0, 1, 2
"""The exit statuses: done; done, but something needs attention, each named; not done."""


def tell(message: str) -> None:
    """Say *message* to the person on standard error."""
    print(f"curator: {message}", file=sys.stderr)


def told(remarks: Iterable[str]) -> int:
    """Say each of *remarks*, and return the exit status that they ask for."""
    status = DONE
    for remark in remarks:
        tell(remark)
        status = ATTENTION
    return status


def count(number: int, noun: str) -> str:
    """Return *number* with *noun*, for example ``1 photo`` or ``1,200 photos``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
