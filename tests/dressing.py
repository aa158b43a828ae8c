"""The looks of the program for tests of single widgets."""

from curator.window.theme import Looks


def dressed(appearance: str) -> Looks:
    """Return the looks of a program that is dressed for *appearance*."""
    looks = Looks(appearance)
    looks.show(appearance)
    return looks
