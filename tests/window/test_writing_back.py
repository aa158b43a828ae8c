"""Writing sidecars from the window: asked about once, watched, stopped, and accounted for."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from factories import photo, story_of
from foreign_sidecars import LIGHTROOM
from PySide6.QtWidgets import QToolButton

from curator.manifest import safe_write
from curator.photos.workers import Readers
from curator.story.values import Photo, PhotoId
from curator.window.captioning.writing_back import WritingBack
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine


class Desk:
    """What writing back needs around it, and a person who answers."""

    def __init__(self, readers: Readers) -> None:
        self.document, self.jobs = StoryDocument(), Jobs(2)
        self.notices, self.progress = NoticeBar(), ProgressLine()
        self.answer = True
        self.asked: list[Sequence[str]] = []
        self.writing = WritingBack(
            self.document, self.jobs, readers, self.notices, self.progress, self._ask
        )

    def _ask(self, folders: Sequence[str]) -> bool:
        self.asked.append(folders)
        return self.answer

    def open(self, *photos: Photo) -> list[PhotoId]:
        self.document.open(story_of(*photos))
        return [one.id for one in photos]


@pytest.fixture
def desk(qapp: object, readers: Readers) -> Iterator[Desk]:
    desk = Desk(readers)
    yield desk
    desk.jobs.shut_down()
    for thing in (desk.notices, desk.progress, desk.writing, desk.jobs, desk.document):
        thing.deleteLater()


@pytest.fixture
def write(qtbot: Any, desk: Desk) -> Callable[[Sequence[PhotoId]], Any]:
    """Write sidecars, and wait until the run is over."""

    def do(ids: Sequence[PhotoId]) -> Any:
        with qtbot.waitSignal(desk.writing.finished, timeout=20_000) as done:
            desk.writing.write(ids)
        return done.args[0]

    return do


def photos_in(folder: Path, names: Sequence[str]) -> list[Photo]:
    for name in names:
        (folder / name).write_bytes(b"a picture")
    return [photo(n, file=str(folder / name)) for n, name in enumerate(names, 1)]


def sidecars(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name.endswith(".xmp"))


def test_the_account_counts_what_was_written_and_names_what_was_not(
    desk: Desk, write: Callable[..., Any], tmp_path: Path
) -> None:
    three = photos_in(tmp_path, ["DSC_1.JPG", "DSC_2.JPG", "DSC_3.JPG"])
    (tmp_path / "DSC_2.JPG").unlink()
    write(desk.open(*three))
    assert sidecars(tmp_path) == ["DSC_1.JPG.xmp", "DSC_3.JPG.xmp"]
    assert desk.notices.text == "Sidecars written for 2 photos · 1 could not be written"
    assert desk.notices.details == "DSC_2.JPG: the file is not there any more"
    assert desk.progress.isHidden()
    assert not desk.writing.is_busy


def test_values_of_other_programs_are_not_replaced_in_silence(
    desk: Desk, write: Callable[..., Any], tmp_path: Path
) -> None:
    (one,) = photos_in(tmp_path, ["DSC_1.NEF"])
    (tmp_path / "DSC_1.xmp").write_text(LIGHTROOM, "utf-8")
    kept = {"headline": "H", "from_file": frozenset({"caption"})}
    words = tuple(f"word {number}" for number in range(20))
    write(desk.open(photo(1, file=one.file, rating=5, keywords=words, **kept)))
    told = "Sidecars written for 1 photo · 2 values of other programs replaced"
    assert desk.notices.text == told
    replaced, rating, caption = desk.notices.details.splitlines()
    assert replaced.startswith("DSC_1.xmp: keywords: replaced “ferry, winter” by “word 0, word 1")
    assert replaced.endswith("…”")
    assert rating == "DSC_1.xmp: rating: replaced “2” by “5”"
    assert caption == (
        "DSC_1.xmp: caption: kept “A ferry”; "
        "here it is “Caption 1”, from the file and not confirmed"
    )


def test_a_second_run_finds_nothing_to_change(
    desk: Desk, write: Callable[..., Any], tmp_path: Path
) -> None:
    ids = desk.open(*photos_in(tmp_path, ["DSC_1.JPG", "DSC_2.JPG"]))
    write(ids)
    write(ids)
    assert desk.notices.text == "Sidecars written for 0 photos · 2 needed no change"


def test_a_photo_of_two_sidecars_is_counted_once(
    desk: Desk, write: Callable[..., Any], tmp_path: Path
) -> None:
    (one,) = photos_in(tmp_path, ["DSC_1.NEF"])
    (tmp_path / "DSC_1.xmp").write_text(LIGHTROOM, "utf-8")
    (tmp_path / "DSC_1.NEF.xmp").write_text(LIGHTROOM.replace("A ferry", "A boat"), "utf-8")
    write(desk.open(photo(1, file=one.file, caption="A ferry")))
    told = "Sidecars written for 1 photo · 1 value of other programs replaced"
    assert desk.notices.text == told
    assert desk.notices.details == "DSC_1.NEF.xmp: caption: replaced “A boat” by “A ferry”"


def test_the_person_is_asked_once_for_each_folder_before_anything_is_written(
    qtbot: Any, desk: Desk, write: Callable[..., Any], tmp_path: Path
) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    one, two = (photos_in(folder, ["DSC_1.JPG"])[0] for folder in folders)
    ids = desk.open(one, photo(2, file=two.file))

    desk.answer = False
    desk.writing.write(ids)
    assert not desk.writing.is_busy
    assert [sidecars(folder) for folder in folders] == [[], []]

    desk.answer = True
    write(ids[:1])
    write(ids)
    write(ids)
    both = [str(folder) for folder in folders]
    assert desk.asked == [both, both[:1], both]


def test_a_run_can_be_stopped_and_tells_how_far_it_came(
    qtbot: Any, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()
    really_write = safe_write.write

    def write(path: str, data: bytes) -> None:
        if path.endswith("DSC_3.JPG.xmp"):
            assert stopped.wait(20)
        really_write(path, data)

    monkeypatch.setattr(safe_write, "write", write)
    ids = desk.open(*photos_in(tmp_path, [f"DSC_{n}.JPG" for n in range(1, 10)]))
    cancel = desk.progress.findChild(QToolButton)
    with qtbot.waitSignal(desk.writing.finished, timeout=20_000) as done:
        desk.writing.write(ids)
        assert desk.progress.text == "Writing sidecars…"
        cancel.click()
        assert desk.progress.text == "Stopping…"
        stopped.set()
    written = len(sidecars(tmp_path))
    assert len(done.args[0]) == written <= 3
    word = "photo" if written == 1 else "photos"
    assert desk.notices.text == f"Stopped: sidecars written for {written} {word}"


def test_what_is_typed_meanwhile_waits_for_the_next_run(
    qtbot: Any, desk: Desk, tmp_path: Path
) -> None:
    from curator.story import edits

    ids = desk.open(*photos_in(tmp_path, ["DSC_1.JPG"]))
    with qtbot.waitSignal(desk.writing.finished, timeout=20_000):
        desk.writing.write(ids)
        desk.document.apply(edits.set_field(ids, "caption", "Later"))
        desk.writing.write(ids)  # One run at a time.
    assert "Caption 1" in (tmp_path / "DSC_1.JPG.xmp").read_text("utf-8")
    assert len(desk.asked) == 1


def test_a_fault_is_told_with_what_was_done(
    qtbot: Any, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    from curator.photos import sidecars as module

    def broken(*_: object) -> Iterator[Any]:
        yield module.Written(PhotoId("p1"), str(tmp_path / "DSC_1.JPG.xmp"), is_new=True)
        raise ValueError("a fault")

    monkeypatch.setattr(module, "write_sidecars", broken)
    ids = desk.open(*photos_in(tmp_path, ["DSC_1.JPG"]))
    with qtbot.waitSignal(desk.writing.finished, timeout=20_000):
        desk.writing.write(ids)
    caplog.clear()
    assert "stopped" in desk.notices.text
    assert not desk.writing.is_busy
