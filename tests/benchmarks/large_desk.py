"""A program with a large story and a full kit, for the benchmarks of the caption desk; they do the measuring."""

from pathlib import Path
from typing import Any

from bench_window import build
from made_stories import mixed_story, people
from measuring import Cost, cost, rest, until
from PySide6.QtTest import QTest

from curator.captions.codes import Code, CodeTable
from curator.kit.codes import keep
from curator.kit.shelf import Shelf
from curator.window.prompts import Prompts

PHOTOS, CODES, FILES = 10_000, 5_000, 300
"""Photos of the story, codes of the account, and photos whose files are there."""

MISSPELT = (
    "harbur", "ferrry", "morningg", "recieve", "goverment", "seperate", "ocurred", "childern",
    "villege", "firefigters", "demonstraters", "neccessary", "accomodation", "buildng", "soldeirs",
    "evacuatd", "mountian", "thousends", "resturant", "beatiful",
)  # fmt: skip


class _Answers(Prompts):
    """Says at once where a sheet lies, and that sidecars may be written."""

    def __init__(self, window: Any, desk: "Desk") -> None:
        super().__init__(window)
        self._desk = desk

    def sheet_target(self, suggestion: str) -> str:
        return self._desk.sheet

    def sheet_source(self, folder: str) -> str:
        return self._desk.sheet

    def write_beside(self, folders: object) -> bool:
        return True


class Desk:
    """A program with a large story and a full kit, and a person who says where files go."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sheet = folder, ""
        self.names = people(CODES)
        codes = (Code(f"p{n}", (name, f"{name}, mayor")) for n, name in enumerate(self.names))
        keep(Shelf(folder / "account/kit"), CodeTable(tuple(codes)))
        photos = folder / "photos"
        photos.mkdir()
        paths = [photos / f"DSC_{n:05}.JPG" for n in range(PHOTOS)]
        for path in paths[:FILES]:
            path.write_bytes(b"a picture")
        self.application, self.program = build(
            str(folder / "account"), lambda window: _Answers(window, self)
        )
        self.program.window.show()
        self.program.window.activateWindow()
        until(
            lambda: "captions" in self.program.rooms.__dict__ and self.program.kit.codes.is_loaded
        )
        self.program.document.open(mixed_story(PHOTOS, list(map(str, paths))))
        self.program.desk.write("caption")
        self.field = self.program.editor.photos.fields["caption"]
        self.spelling = self.program.kit.spelling
        until(lambda: self.spelling._is_acquainted and self.spelling._speller is not None)
        self.program.kit.words.lexicons("caption")  # As the first letter would.
        until(lambda: self.program.kit.words.is_settled)
        rest(1.7)
        until(lambda: self.program.choosing.is_settled)

    def type(self, words: str) -> Cost:
        """Type *words* into the caption, and return what the last key took until all is drawn."""
        QTest.keyClicks(self.field, words[:-1])
        self.application.processEvents()

        def press() -> None:
            QTest.keyClicks(self.field, words[-1])
            self.application.processEvents()

        return cost(press)

    def clear(self) -> None:
        """Make the caption empty."""
        self.field.put(0, len(self.field.text()), "")
        rest(0.02)

    def long_caption(self, seed: int) -> str:
        """Return a caption of 100 words of the story, of which two are misspelt."""
        photos = list(self.program.document.story.photos.values())
        words: list[str] = []
        while len(words) < 98:
            words += photos[(seed := seed + 1) * 13 % PHOTOS].caption.split()
        return " ".join([*words[:98], "harbur", MISSPELT[seed % len(MISSPELT)]])
