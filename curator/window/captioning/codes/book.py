"""The account's code replacements while the program runs; the table itself is left to ``captions``."""

from PySide6.QtCore import QObject

from curator.captions.codes import CodeTable
from curator.kit import codes
from curator.kit.shelf import Shelf
from curator.window.captioning.codes.kept import Kept
from curator.window.jobs import Jobs


class CodeBook(Kept):
    """Owns the table of codes."""

    def __init__(self, shelf: Shelf, jobs: Jobs, parent: QObject | None = None) -> None:
        def load() -> tuple[CodeTable, list[str]]:
            found = codes.load(shelf)
            found.table.find("")  # Works the index out here: typing never waits for it.
            return found.table, [str(remark) for remark in found.remarks]

        super().__init__(CodeTable(), load, lambda table: codes.keep(shelf, table), jobs, parent)

    @property
    def table(self) -> CodeTable:
        """The table as it stands now."""
        table = self.value
        assert isinstance(table, CodeTable)
        return table
