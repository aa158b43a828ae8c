"""How fast the Page view follows a keystroke; run by hand: ``python tests/benchmarks/bench_page.py``.

A story of 150 blocks, 60 of them photos of 24 megapixels and the others words. A letter is typed into
a caption of the middle; it took until the engine's own document holds it. Then the memory that all
processes of the program and the engine hold.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench_window import build
from made_photos import camera_photos
from measuring import Table, memory, until

LIMIT = 300.0
"""Milliseconds from a keystroke to the page that holds it."""

KEYS = 50


def main() -> None:
    """Measure, and print the table."""
    from time import perf_counter

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from curator.export.preview import preview
    from curator.export.theme import load
    from curator.story import blocks, edits
    from curator.story.values import HeadingBlock, QuoteBlock, TextBlock

    with tempfile.TemporaryDirectory() as folder:
        photos = Path(folder) / "photos"
        photos.mkdir()
        camera_photos(photos, 60)
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
        _, program = build(str(Path(folder) / "account"), None)
        program.window.resize(1440, 900)
        program.window.show()
        program.window.activateWindow()
        until(lambda: "captions" in program.rooms.__dict__)
        done: list[object] = []
        program.arrivals.finished.connect(done.append)
        program.desk.add([str(photos)])
        until(lambda: done)
        ids = list(program.document.story.photos)
        words = "Words that stand between the photos, and tell what they do not. " * 6
        for number in range(90):
            kind = (TextBlock(words), HeadingBlock("Morning"), QuoteBlock("Never.", "Ann"))[
                number % 3
            ]
            program.document.apply(blocks.insert_block(kind, ids[number * 2 // 3]))
        program.document.apply(edits.set_field(ids, "caption", "A tug passes the bridge. " * 4))
        began = perf_counter()
        story = program.document.story
        preview(story, load("essay"))
        made = (perf_counter() - began) * 1000
        program.views.show_view("page")
        page = program.views.page
        state: list[object] = []
        page.engine.told.connect(state.append)
        until(lambda: page.engine._is_loaded)
        program.views.select((ids[30],))
        program.desk.write("caption")
        field = program.editor.photos.fields["caption"]
        took = [_key(page, field, number, QTest, perf_counter) for number in range(KEYS)]
        title = "The page follows: 150 blocks, 60 photos of 24 megapixels"
        table = Table(title, "what", "took", "limit", "ratio")
        table.judged("page made anew, in the background", made, LIMIT)
        table.judged("keystroke to the page, median", median(took), LIMIT)
        table.judged("keystroke to the page, worst", max(took), LIMIT)
        table.show()
        print(f"memory: the program {memory():.0f} MB, the engine’s processes {_engines():.0f} MB")
        sys.stdout.flush()
        os._exit(0)


def _key(page, field, number, press, clock) -> float:  # type: ignore[no-untyped-def]
    """Return the milliseconds from one keystroke to the document of the page that holds it."""
    text = f"{field.text()}{number % 10}"
    began = clock()
    press.keyClicks(field, str(number % 10))
    answers: list[object] = []
    probe = f"document.getElementById('story').textContent.includes({text.strip()!r})"

    def is_there() -> bool:
        page.engine.ask(probe, answers.append)
        return bool(answers and answers[-1])

    until(is_there, 10)
    return float((clock() - began) * 1000)


def _engines() -> float:
    """Return the megabytes that the processes of the engine hold."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return sum(memory(int(line.split()[0])) for line in listed if "QtWebEngineProcess" in line)


if __name__ == "__main__":
    main()
