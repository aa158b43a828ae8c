"""The open story changed, damaged, removed or brought back on the disk by somebody else: noticed, told, merged."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, story_of
from pressing import press

from curator.manifest import files
from curator.story import edits
from curator.story.edits import set_field
from curator.window.prompts import Unsaved
from curator.window.seeking.watch import FileWatch


def made(folder: Path, numbers):
    """Return a story of photos in *folder* that have no files."""
    return story_of(
        *(photo(n, file=str(folder / f"{n}.jpg"), caption="As it was.") for n in numbers)
    )


@pytest.fixture(autouse=True)
def _files_of_photos_are_nobodys_concern(monkeypatch):
    """The photos of these stories have no files, which would be told as well."""
    monkeypatch.setattr(FileWatch, "look", lambda _: None)


@pytest.fixture
def path(qtbot, program, tmp_path) -> Path:
    """A story of three photos, open in the window and saved."""
    path = tmp_path / "stories" / "London.json"
    path.parent.mkdir()
    files.save(made(path.parent, (1, 2, 3)), str(path), None)
    with qtbot.waitSignal(program.session.replaced):
        program.session.open(str(path))
    return path


def theirs(path: Path, *changes: edits.Edit) -> None:
    """Change the story on the disk as somebody else would."""
    opened = files.load(str(path))
    story = opened.story
    for change in changes:
        story = change.apply(story)
    files.save(story, str(path), opened.fingerprint)


def captioned(number: int, words: str) -> edits.Edit:
    return set_field([f"p{number}"], "caption", words)


def captions(program) -> list[str]:
    return [photo.caption for photo in program.document.story.photos.values()]


@pytest.fixture
def look(qtbot, program):
    """Look at the disk as when the person comes back to the window, until *words* are told."""

    def do(words: str) -> None:
        program.window.returned.emit()
        qtbot.waitUntil(lambda: words in program.window.notices.text)

    return do


def test_a_change_is_taken_over_where_nothing_is_unsaved_and_undo_takes_it_back(
    program, path, look
):
    theirs(path, captioned(2, "By a colleague."))
    look("was changed by another program, and is shown as it is now: 1 caption")
    assert captions(program) == ["As it was.", "By a colleague.", "As it was."]
    assert not program.document.is_modified
    press(program, "Undo")
    assert captions(program) == ["As it was."] * 3
    assert program.document.is_modified
    assert not program.window.notices.text


def test_a_change_of_the_same_size_and_time_is_noticed(program, path, look):
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"As it was.", b"As it is!!"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    look("shown as it is now")
    assert captions(program) == ["As it is!!"] * 3


def test_a_change_is_noticed_without_leaving_the_window(qtbot, program, path):
    assert program.safety.outside._every.isActive()
    program.safety.outside._every.setInterval(20)
    theirs(path, captioned(1, "Noticed."))
    qtbot.waitUntil(lambda: captions(program)[0] == "Noticed.")


def test_changes_of_both_are_merged_in_one_step_of_undo(qtbot, program, path, look):
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(3, "Theirs."), edits.set_story("title", "Their title"))
    look("while you worked: ")
    assert captions(program) == ["Mine.", "As it was.", "As it was."]

    press(program, "Merge")
    qtbot.waitUntil(lambda: "Both are in the story now" in program.window.notices.text)
    assert captions(program) == ["Mine.", "As it was.", "Theirs."]
    assert program.document.story.title == "Their title"
    assert program.document.is_modified
    program.document.undo()
    assert captions(program) == ["Mine.", "As it was.", "As it was."]
    program.document.redo()

    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    saved = files.load(str(path)).story
    assert [p.caption for p in saved.photos.values()] == ["Mine.", "As it was.", "Theirs."]


def test_a_value_changed_by_both_stands_as_mine_and_can_be_taken_from_theirs(
    qtbot, program, path, look
):
    program.document.apply(captioned(1, "Mine."))
    program.document.apply(captioned(2, "Mine, too."))
    theirs(path, captioned(1, "Theirs."), captioned(2, "Theirs, too."))
    look("2 values were changed here as well")
    press(program, "Merge")
    qtbot.waitUntil(lambda: "yours stand" in program.window.notices.text)
    assert captions(program)[:2] == ["Mine.", "Mine, too."]

    press(program, "Show them…")
    dialog = program.rooms.keeping.clashes
    qtbot.waitUntil(dialog.isVisible)
    lines = dialog.changes.rows.lines
    assert [(line.before, line.after) for line in lines if not line.is_head] == [
        ("Theirs.", "Mine."),
        ("Theirs, too.", "Mine, too."),
    ]
    spoken = dialog.changes.rows.data(dialog.changes.rows.index(1), 11)
    assert "On the disk: Theirs." in spoken
    assert "Here: Mine." in spoken
    dialog.changes.setCurrentIndex(dialog.changes.rows.index(1))
    assert dialog.full.toPlainText() == "On the disk  Theirs.\nHere  Mine."
    dialog.take.click()
    assert captions(program)[:2] == ["Theirs.", "Mine, too."]
    assert len(dialog.changes.rows.lines) == 2  # The other photo, and its caption.
    dialog.keep.click()
    assert not dialog.isVisible()


def test_a_save_over_a_change_waits_for_an_answer(qtbot, program, path):
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(3, "Theirs."))
    there = path.read_bytes()
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "while you worked" in program.window.notices.text)
    assert path.read_bytes() == there
    assert program.document.is_modified

    press(program, "Keep mine")
    with qtbot.waitSignal(program.session.kept):
        program.actions["save"].trigger()
    saved = files.load(str(path)).story
    assert [p.caption for p in saved.photos.values()] == ["Mine.", "As it was.", "As it was."]
    versions = program.rooms.versions
    kept = [versions.load(str(path), one) for one in versions.versions(str(path))]
    assert "Theirs." in [p.caption for story in kept for p in story.photos.values()]


def test_theirs_can_be_used_whole_and_taken_back(qtbot, program, path, look):
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(3, "Theirs."))
    look("while you worked")
    press(program, "Use theirs")
    qtbot.waitUntil(lambda: captions(program)[2] == "Theirs.")
    assert captions(program)[0] == "As it was."
    assert not program.document.is_modified
    press(program, "Undo")
    assert captions(program) == ["Mine.", "As it was.", "As it was."]


def test_what_is_typed_while_the_disk_is_looked_at_counts(qtbot, program, path):
    theirs(path, captioned(3, "Theirs."))
    program.window.returned.emit()
    program.document.apply(captioned(1, "Typed meanwhile."))
    qtbot.waitUntil(lambda: "while you worked" in program.window.notices.text)
    press(program, "Merge")
    program.document.apply(captioned(2, "And after that."))
    qtbot.waitUntil(lambda: captions(program)[2] == "Theirs.")
    assert captions(program)[:2] == ["Typed meanwhile.", "And after that."]


def test_a_question_closed_is_not_asked_again_until_a_save_needs_it(qtbot, program, path, look):
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(3, "Theirs."))
    look("while you worked")
    program.window.notices._take_down()
    program.safety.outside.look(thoroughly=True)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert not program.window.notices.text
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "while you worked" in program.window.notices.text)


def test_an_old_offer_of_undo_takes_back_nothing_that_came_after(qtbot, program, path, look):
    theirs(path, captioned(2, "By a colleague."))
    look("shown as it is now")
    program.document.apply(captioned(3, "Typed since."))
    press(program, "Undo")
    assert captions(program) == ["As it was.", "By a colleague.", "Typed since."]


def test_what_was_taken_is_told_and_not_what_stood_against_it(qtbot, program, path, look):
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(1, "Theirs."), edits.set_story("title", "Their title"))
    look("1 caption, title")
    press(program, "Merge")
    words = "Taken from the disk: title. 1 value was changed by both: yours stand."
    qtbot.waitUntil(lambda: words in program.window.notices.text)


def test_a_save_that_meets_a_change_while_the_disk_is_looked_at_is_answered(
    qtbot, program, path, look
):
    """The look under way may be one that has nothing new to tell: its question was closed."""
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(3, "Theirs."))
    look("while you worked")
    program.window.notices._take_down()
    program.safety.outside.look()
    program.session.met_another.emit()  # As the save does.
    qtbot.waitUntil(lambda: "while you worked" in program.window.notices.text)


def test_closing_with_save_stays_open_for_the_answer(qtbot, program, path, answers):
    answers.unsaved_answer = Unsaved.SAVE
    program.document.apply(captioned(1, "Mine."))
    theirs(path, captioned(3, "Theirs."))
    program.window.close()
    qtbot.waitUntil(lambda: "while you worked" in program.window.notices.text)
    assert program.window.isVisible()


@pytest.mark.parametrize("name", ["Save it there again", "Save as…"])
def test_a_removed_story_is_unsaved_and_made_again_only_if_asked(
    qtbot, program, path, look, answers, name
):
    os.unlink(path)
    look("“London.json” was removed or moved")
    assert program.document.is_modified
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: not program.session.is_saving)
    assert not path.exists()
    answers.save_path = str(path.with_name("Elsewhere.json"))
    with qtbot.waitSignal(program.session.saved):
        press(program, name)
    assert path.exists() == (name == "Save it there again")
    assert not program.document.is_modified
    assert not program.window.notices.text


def test_a_story_moved_away_and_back_is_saved_as_before(qtbot, program, path, look):
    path.rename(path.with_name("Away.json"))
    look("was removed or moved")
    path.with_name("Away.json").rename(path)
    program.window.returned.emit()
    qtbot.waitUntil(lambda: "removed or moved" not in program.window.notices.text)
    assert not program.document.is_modified


def test_a_drive_unplugged_is_told_and_saved_to_when_it_is_back(qtbot, program, path, look):
    away = path.parent.with_name("unplugged")
    path.parent.rename(away)
    look("perhaps its drive was unplugged")
    program.document.apply(captioned(1, "Typed without the drive."))
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "folder is not there" in program.window.notices.text)
    assert not path.parent.exists()

    away.rename(path.parent)
    program.window.returned.emit()
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    assert b"Typed without the drive." in path.read_bytes()


def test_half_a_file_is_never_taken(qtbot, program, path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    program.safety.outside.look(thoroughly=True)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert not program.window.notices.text  # Perhaps somebody is just writing it.
    program.safety.outside.look()
    qtbot.waitUntil(lambda: "damaged or not whole" in program.window.notices.text)
    assert captions(program) == ["As it was."] * 3
    theirs_whole = files.to_bytes(
        captioned(1, "Whole again.").apply(files.load_bytes(whole, "", str(path.parent)).story),
        str(path.parent),
    )
    path.write_bytes(theirs_whole)
    program.safety.outside.look()
    qtbot.waitUntil(lambda: captions(program)[0] == "Whole again.")


def test_a_save_over_a_damaged_file_asks(qtbot, program, path):
    program.document.apply(captioned(1, "Mine."))
    path.write_bytes(b"{}")
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "damaged or not whole" in program.window.notices.text)
    assert path.read_bytes() == b"{}"
    with qtbot.waitSignal(program.session.saved):
        press(program, "Save over it")
    assert b"Mine." in path.read_bytes()


def test_work_brought_back_after_a_crash_is_merged_by_the_version_it_began_with(
    qtbot, program, path, look
):
    with qtbot.waitSignal(program.session.kept):
        program.session.save_over()
    base, fingerprint = program.document.story, program.session.fingerprint
    theirs(path, captioned(3, "Theirs."))
    recovered = captioned(1, "Mine, before the crash.").apply(base)
    program.session.restore(replace(recovered), str(path), fingerprint)
    look("while you worked: 1 caption")
    press(program, "Merge")
    qtbot.waitUntil(lambda: captions(program)[2] == "Theirs.")
    assert captions(program)[0] == "Mine, before the crash."
