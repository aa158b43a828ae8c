"""Situations that the window outlives: a disk that answers late, settings that are garbage, kills at any moment."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.story import edits
from curator.window.settings import Settings


def test_typing_goes_on_while_the_disk_takes_its_time(
    qtbot, program, answers, tmp_path, monkeypatch, drop, folder
):
    drop(folder)
    answers.save_path = str(tmp_path / "story.json")
    program.document.apply(edits.set_story("title", "Slow"))
    may_go_on = threading.Event()
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (may_go_on.wait(60), real(handle))[1])
    program.actions["save"].trigger()
    program.desk.write("caption")
    taken = []
    for letter in "Typed while it is saved":
        began = time.thread_time()
        QTest.keyClicks(QApplication.focusWidget(), letter)
        QApplication.processEvents()
        taken.append(time.thread_time() - began)
    assert not (tmp_path / "story.json").exists()
    ids = program.views.grid.selected_photos
    assert program.document.story.photos[ids[0]].caption == "Typed while it is saved"
    assert (
        sorted(taken)[len(taken) // 2] < 0.05
    )  # This thread's own work on a letter, half of them.

    with qtbot.waitSignal(program.session.saved, timeout=10_000):
        may_go_on.set()
    assert "Typed while" not in (tmp_path / "story.json").read_text("utf-8")
    assert program.document.is_modified


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 5_000, b"[window\n=\x00@Variant(\xff", b"\xff\xfe" * 99]
)
def test_settings_that_are_garbage_are_as_good_as_none(qapp, tmp_path, data):
    path = tmp_path / "settings.ini"
    path.write_bytes(data)
    settings = Settings(QSettings(str(path), QSettings.Format.IniFormat))
    assert settings.recent == []
    assert settings.appearance == "system"
    assert settings.cell_width > 0
    settings.remember_story("/stories/a.json")
    assert settings.recent == ["/stories/a.json"]


def test_settings_that_cannot_be_written_hurt_nobody(qapp, tmp_path):
    (tmp_path / "settings.ini").mkdir()
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    settings.remember_story("/stories/a.json")
    settings.cell_width = 300
    assert settings.cell_width == 300


@pytest.mark.timeout(150)
def test_kills_while_somebody_types_cost_nothing_that_was_put_aside():
    """A few; ``benchmarks/measure_window_kills.py`` does hundreds, and measures how old the lost letters are."""
    program = Path(__file__).resolve().parents[1] / "benchmarks" / "measure_window_kills.py"
    done = subprocess.run(
        [sys.executable, str(program), "3", "1"], capture_output=True, text=True, timeout=140
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_folder_that_is_gone_is_never_made_anew_and_the_save_goes_through_when_it_is_back(
    qtbot, program, answers, tmp_path
):
    drive = tmp_path / "drive"
    drive.mkdir()
    answers.save_path = str(drive / "story.json")
    program.document.apply(edits.set_story("title", "On the drive"))
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()

    drive.rename(tmp_path / "pulled out")
    program.document.apply(edits.set_story("title", "Typed without it"))
    program.actions["save"].trigger()
    # The save says so, or whoever looks at the disk every other second.
    qtbot.waitUntil(lambda: "is not there" in program.window.notices.text)
    assert not drive.exists()
    assert program.document.is_modified
    qtbot.waitUntil(
        lambda: any(
            b"Typed without it" in path.read_bytes()
            for path in (tmp_path / "recovery").glob("*.json")
        )
    )

    (tmp_path / "pulled out").rename(drive)
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    assert "Typed without it" in (drive / "story.json").read_text("utf-8")
