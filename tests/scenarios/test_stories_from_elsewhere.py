"""Stories that were not made here: photos outside are asked about once, damaged ones offered as far as they go."""

from pathlib import Path

import pytest
from factories import photo, picture_file, story_of
from pressing import press

from curator.manifest import files
from curator.story import edits


@pytest.fixture
def path(tmp_path) -> Path:
    """A story of two photos, one of which lies outside."""
    folder = tmp_path / "story"
    inside = picture_file(folder / "in.jpg")
    away = picture_file(tmp_path / "away" / "secret.jpg", colour="red")
    files.save(story_of(photo(1, file=inside), photo(2, file=away)), str(folder / "s.json"), None)
    return folder / "s.json"


def opened(qtbot, program, path) -> None:
    with qtbot.waitSignal(program.session.replaced):
        program.session.open(str(path))
    qtbot.waitUntil(lambda: program.jobs.is_idle)


def saved(qtbot, program) -> None:
    with qtbot.waitSignal(program.session.kept):
        program.actions["save"].trigger()
    qtbot.waitUntil(lambda: program.jobs.is_idle)


def test_a_photo_outside_is_told_and_not_looked_at(qtbot, program, path, tmp_path):
    opened(qtbot, program, path)
    notices = program.window.notices
    assert notices.text.startswith("1 photo of this story lies outside its folder")
    assert str(tmp_path / "away" / "secret.jpg") in notices.details
    held = program.document.story.photos["p2"]
    assert held.file == ""
    assert "refused" in program.thumbnails.reason(held)
    assert not program.document.is_modified


def test_once_allowed_it_is_never_asked_again(qtbot, program, path, tmp_path):
    opened(qtbot, program, path)
    press(program, "Allow for this story")
    assert program.document.story.photos["p2"].file == str(tmp_path / "away" / "secret.jpg")
    assert not program.window.notices.text
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    program.document.undo()
    assert program.document.story.photos["p2"].file == ""
    program.document.redo()
    saved(qtbot, program)
    program.session.new()
    opened(qtbot, program, path)
    assert not program.window.notices.text
    assert program.document.story.photos["p2"].file


def test_a_save_without_an_answer_keeps_what_the_story_said(qtbot, program, path, tmp_path):
    before = files.load(str(path)).story
    opened(qtbot, program, path)
    program.window.notices._take_down()
    program.document.apply(edits.set_story("title", "Changed"))
    saved(qtbot, program)
    assert files.load(str(path)).story.photos == before.photos
    program.session.new()
    opened(qtbot, program, path)
    assert "lies outside" in program.window.notices.text


def test_photos_that_were_added_here_are_never_asked_about(qtbot, program, drop, tmp_path, answers):
    drop(Path(picture_file(tmp_path / "mine" / "a.jpg")))
    answers.save_path = str(tmp_path / "elsewhere" / "s.json")
    (tmp_path / "elsewhere").mkdir()
    saved(qtbot, program)
    program.session.new()
    opened(qtbot, program, answers.save_path)
    assert not program.window.notices.text
    assert [p.file for p in program.document.story.photos.values()] == [
        str(tmp_path / "mine" / "a.jpg")
    ]


def test_photos_outside_that_somebody_else_put_in_are_held_back_too(qtbot, program, path, tmp_path):
    opened(qtbot, program, path)
    press(program, "Allow for this story")
    saved(qtbot, program)
    here = files.load(str(path))
    third = photo(3, file=picture_file(tmp_path / "away" / "other.jpg", colour="blue"))
    files.save(edits.add_photos([third]).apply(here.story), str(path), here.fingerprint)
    program.window.returned.emit()
    qtbot.waitUntil(lambda: "p3" in program.document.story.photos)
    assert program.document.story.photos["p3"].file == ""
    assert program.document.story.photos["p2"].file
    assert "1 photo of this story lies outside" in program.window.notices.text


def test_photos_outside_that_come_with_a_merge_are_asked_about(qtbot, program, path, tmp_path):
    opened(qtbot, program, path)
    press(program, "Allow for this story")
    saved(qtbot, program)
    program.document.apply(edits.set_story("title", "Mine"))
    here = files.load(str(path))
    third = photo(3, file=picture_file(tmp_path / "away" / "other.jpg", colour="blue"))
    files.save(edits.add_photos([third]).apply(here.story), str(path), here.fingerprint)
    program.window.returned.emit()
    qtbot.waitUntil(lambda: "while you worked" in program.window.notices.text)
    press(program, "Merge")
    qtbot.waitUntil(lambda: "p3" in program.document.story.photos)
    assert program.document.story.photos["p3"].file == ""
    assert program.document.story.title == "Mine"
    asked = program.window.notices
    qtbot.waitUntil(lambda: "1 photo of this story lies outside" in asked.text)


@pytest.fixture
def damaged(qtbot, program, tmp_path, answers) -> Path:
    """A story that was saved here, and then cut in half."""
    for number in range(3):
        picture_file(tmp_path / "photos" / f"{number}.jpg", colour=("red", "blue", "gold")[number])
    photos = [
        photo(n, file=str(tmp_path / "photos" / f"{n}.jpg"), caption=f"Words {n}") for n in range(3)
    ]
    program.session.begin_with(story_of(*photos, title="Snow"))
    answers.save_path = str(tmp_path / "s.json")
    saved(qtbot, program)
    program.session.new()
    path = tmp_path / "s.json"
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b'"p2": {')])
    return path


def test_a_damaged_story_offers_the_version_that_was_kept(qtbot, program, damaged):
    before = damaged.read_bytes()
    program.session.open(str(damaged))
    notices = program.window.notices
    qtbot.waitUntil(lambda: "The file is left as it is." in notices.text)
    assert "breaks off or is damaged at line" in notices.text
    press(program, "Open the version")
    assert program.document.story.title == "Snow"
    assert len(program.document.story.photos) == 3
    assert program.document.is_modified
    assert program.session.path == ""
    assert damaged.read_bytes() == before


def test_a_damaged_story_offers_what_is_sound(qtbot, program, damaged):
    program.session.open(str(damaged))
    notices = program.window.notices
    qtbot.waitUntil(lambda: "The file is left as it is." in notices.text)
    assert "breaks off" in notices.details
    press(program, "Open what is sound (2 photos)")
    captions = [p.caption for p in program.document.story.photos.values()]
    assert captions == ["Words 0", "Words 1"]
    assert program.document.story.title == "Snow"


def test_a_damaged_story_from_elsewhere_shows_nothing_outside(qtbot, program, path, tmp_path):
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b'"sequence"')])
    program.session.open(str(path))
    notices = program.window.notices
    qtbot.waitUntil(lambda: "The file is left as it is." in notices.text)
    press(program, "Open what is sound")
    assert program.document.story.photos["p2"].file == ""
    assert "lies outside its folder" in notices.text
    press(program, "Allow for this story")
    assert program.document.story.photos["p2"].file == str(tmp_path / "away" / "secret.jpg")


def test_where_nothing_is_left_it_is_only_told(qtbot, program, tmp_path):
    (tmp_path / "empty.json").write_bytes(b"")
    program.session.open(str(tmp_path / "empty.json"))
    qtbot.waitUntil(lambda: "the file is empty" in program.window.notices.text)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert "left as it is" not in program.window.notices.text
