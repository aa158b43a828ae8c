"""Situations on a disk that refuses: the window says so, keeps every word, and is well again when the disk is."""

import errno
import os

from curator.manifest.recovery import RecoveryStore
from curator.story import edits
from curator.window import recovery


def title(program, words):
    program.document.apply(edits.set_story("title", words))


def kept(tmp_path):
    return [path.read_bytes() for path in (tmp_path / "recovery").glob("*.json")]


def test_work_that_could_not_be_put_aside_is_once_the_disk_has_room_again(
    qtbot, program, tmp_path, monkeypatch
):
    monkeypatch.setattr(recovery, "_AGAIN", 200)
    real = RecoveryStore.keep
    refusals = []

    def refused(*arguments):
        refusals.append(arguments)
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _full)
            real(*arguments)

    monkeypatch.setattr(RecoveryStore, "keep", refused)
    title(program, "Typed on a full disk")
    notices = program.window.notices
    qtbot.waitUntil(lambda: "could not be put aside" in notices.text, timeout=10_000)
    qtbot.waitUntil(
        lambda: len(refusals) > 2, timeout=10_000
    )  # and nobody typed anything meanwhile
    assert kept(tmp_path) == []

    monkeypatch.setattr(RecoveryStore, "keep", real)
    qtbot.waitUntil(lambda: any(b"Typed on a full disk" in data for data in kept(tmp_path)))
    qtbot.waitUntil(lambda: not notices.text, timeout=5_000)


def _full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_save_that_the_disk_may_not_keep_is_told_and_the_next_one_goes_through_unasked(
    qtbot, program, answers, tmp_path, monkeypatch
):
    path = tmp_path / "story.json"
    answers.save_path = str(path)
    title(program, "First")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()

    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: _full() if _is_folder(handle) else real(handle))
    title(program, "Second")
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "does not say that it keeps" in program.window.notices.text)
    assert program.document.is_modified
    monkeypatch.undo()

    title(program, "Third")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    assert b"Third" in path.read_bytes()
    assert not program.window.notices.text


def _is_folder(handle):
    return os.path.isdir(f"/proc/self/fd/{handle}")


def test_a_failed_save_leaves_undo_and_the_mark_of_unsaved_work_as_they_were(
    qtbot, program, answers, tmp_path, monkeypatch
):
    answers.save_path = str(tmp_path / "story.json")
    for words in ("One", "Two", "Three"):
        title(program, words)
    before = program.document.story
    monkeypatch.setattr(os, "replace", _full)
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "disk is full" in program.window.notices.text)
    assert program.document.story is before
    assert program.document.is_modified

    program.document.undo()
    assert program.document.story.title == "Two"
    program.document.redo()
    assert program.document.story == before
    assert program.document.is_modified
