"""Situations after a crash: what was typed is offered again, the saved file is never touched by itself."""

import os

import pytest

from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.story import edits
from curator.story.values import Story


@pytest.fixture
def store(tmp_path):
    """The store of another window, which is no more once the test lets go of its lock."""
    return RecoveryStore(tmp_path / "recovery")


def crash(store):
    """Let go of the lock as the system does when a process ends."""
    os.close(store._lock)
    store._lock = None


def kept(program, tmp_path):
    return list((tmp_path / "recovery").glob("*.json"))


def test_every_edit_is_put_aside_within_a_second(qtbot, program, drop, folder, tmp_path, write):
    drop(folder)
    program.desk.write("caption")
    write("Never saved")

    qtbot.waitUntil(
        lambda: any(b"Never saved" in p.read_bytes() for p in kept(program, tmp_path)),
        timeout=3_000,
    )


def test_unsaved_work_of_a_crash_is_offered_and_restored(
    qtbot, program, store, tmp_path, folder, drop
):
    drop(folder)
    story = edits.set_story("title", "Typed before the crash").apply(program.document.story)
    program.document.undo()
    store.keep(story, "", None)
    crash(store)

    program.safety.recovery.offer()
    notices = program.window.notices
    qtbot.waitUntil(lambda: "Typed before the crash" in notices.text, timeout=5_000)
    restore = next(b for b in notices.findChildren(type(notices._copy)) if b.text() == "Restore")
    with qtbot.waitSignal(program.session.replaced):
        restore.click()

    assert program.document.story == story
    assert program.document.is_modified
    qtbot.waitUntil(lambda: len(kept(program, tmp_path)) == 1, timeout=5_000)


def test_it_is_shown_in_what_the_work_differs_from_the_saved_file(
    qtbot, program, store, tmp_path, folder, drop
):
    drop(folder)
    saved = program.document.story
    path = str(tmp_path / "story.json")
    fingerprint = files.save(saved, path, None)
    first = next(iter(saved.photos))
    story = edits.set_field([first], "caption", "Typed before the crash").apply(saved)
    store.keep(edits.set_story("title", "Snow").apply(story), path, fingerprint)
    crash(store)
    program.safety.recovery.offer()
    notices = program.window.notices
    qtbot.waitUntil(lambda: "“Snow” is safe: 1 caption, title." in notices.text)
    words = "Caption: “Typed before the crash” when Curator ended, nothing in the file"
    assert words in notices.details
    assert files.load(path).story == saved


def test_work_of_several_windows_is_offered_one_after_the_other(qtbot, program, tmp_path):
    for title in ("One", "Other"):
        store = RecoveryStore(tmp_path / "recovery")
        store.keep(edits.set_story("title", title).apply(Story()), "", None)
        crash(store)
    program.safety.recovery.offer()
    notices, seen = program.window.notices, set()
    for _ in range(2):
        qtbot.waitUntil(lambda: "is safe, but was never saved" in notices.text, timeout=5_000)
        seen.add(notices.text)
        restore = [b for b in notices.findChildren(type(notices._copy)) if b.text() == "Restore"]
        program.document.mark_saved(program.document.story)
        with qtbot.waitSignal(program.session.replaced):
            restore[-1].click()
    assert len(seen) == 2


def test_a_second_crash_finds_the_work_again(qtbot, program, store, tmp_path):
    story = edits.set_story("title", "Twice").apply(program.document.story)
    store.keep(story, "/some/story.json", "abc")
    crash(store)
    found = next(program.safety.recovery._store.found())
    program.safety.recovery._restore(found)
    qtbot.waitUntil(lambda: not found.snapshot.exists(), timeout=5_000)

    assert [r.story.title for r in RecoveryStore(tmp_path / "recovery").found()] == []
    crash(program.safety.recovery._store)
    again = list(RecoveryStore(tmp_path / "recovery").found())
    assert [(r.story.title, r.path, r.fingerprint) for r in again] == [
        ("Twice", "/some/story.json", "abc")
    ]


def test_work_of_a_window_still_open_is_not_offered(program, store):
    store.keep(edits.set_story("title", "Open elsewhere").apply(program.document.story), "", None)
    assert list(program.safety.recovery._store.found()) == []
    store.drop()


def test_saving_and_closing_leave_nothing_behind(qtbot, program, answers, drop, folder, tmp_path):
    drop(folder)
    qtbot.waitUntil(lambda: len(kept(program, tmp_path)) == 1, timeout=5_000)
    answers.save_path = str(tmp_path / "story.json")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    qtbot.waitUntil(lambda: kept(program, tmp_path) == [], timeout=5_000)

    program.document.apply(edits.set_story("title", "More"))
    qtbot.waitUntil(lambda: len(kept(program, tmp_path)) == 1, timeout=5_000)
    program.safety.recovery.end()
    assert list((tmp_path / "recovery").iterdir()) == []


def test_a_damaged_snapshot_hurts_nobody(program, store, tmp_path):
    (tmp_path / "recovery").mkdir()
    (tmp_path / "recovery/0000.json").write_bytes(
        b'{"format": "curator-recovery", "version": 1, "of": {'
    )
    store.keep(edits.set_story("title", "Sound").apply(program.document.story), "", None)
    crash(store)
    assert [r.story.title for r in program.safety.recovery._store.found()] == ["Sound"]


def test_the_saved_file_is_never_changed_by_itself(qtbot, program, answers, drop, folder, tmp_path):
    drop(folder)
    path = tmp_path / "story.json"
    answers.save_path = str(path)
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    before = path.read_bytes()
    program.document.apply(edits.set_story("title", "Only put aside"))
    qtbot.waitUntil(lambda: len(kept(program, tmp_path)) == 1, timeout=5_000)
    assert path.read_bytes() == before
