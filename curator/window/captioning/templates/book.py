"""The account's templates while the program runs; what one does to a photo is left to ``story``."""

from PySide6.QtCore import QObject

from curator.kit import templates
from curator.kit.shelf import Shelf
from curator.kit.templates import TemplateSet
from curator.window.captioning.codes.kept import Kept
from curator.window.jobs import Jobs


class TemplateBook(Kept):
    """Owns the named templates, and which of them is for photos as they come in."""

    def __init__(self, shelf: Shelf, jobs: Jobs, parent: QObject | None = None) -> None:
        def load() -> tuple[TemplateSet, tuple[str, ...]]:
            found = templates.load(shelf)
            return found.templates, found.remarks

        def keep(value: TemplateSet) -> None:
            templates.keep(shelf, value)

        super().__init__(TemplateSet(), load, keep, jobs, parent)

    @property
    def templates(self) -> TemplateSet:
        """The templates as they stand now."""
        value = self.value
        assert isinstance(value, TemplateSet)
        return value
