"""What a menu does beyond the desk, the session and the rooms."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.window.actions import Do
from curator.window.neighbours import Neighbours


@dataclass(frozen=True, slots=True)
class Doings:
    """What the table's actions do beyond the desk and the session."""

    add_photos: Do
    add_folder: Do
    export: Do
    check: Do
    step_problem: Callable[[int], object]
    search: Do
    story_words: Do
    larger: Do
    smaller: Do
    about: Do
    neighbours: Neighbours
    close: Do
