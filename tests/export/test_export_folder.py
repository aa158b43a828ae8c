"""The folder of a page changes as a whole or not at all, and only if it is ours."""

import errno
import json
import os

import pytest
from publishing import left_behind, run, story_of, tree

from curator.errors import ExportNotWritten, FolderNotOurs
from curator.export import folder as folders
from curator.export.site import publish
from curator.story.values import Photo, PhotoId


def test_cancelling_leaves_nothing(make_story, target, readers):
    steps = publish(make_story(3), str(target), readers)
    next(steps)
    assert left_behind(target) != []
    steps.close()
    assert list(target.parent.iterdir()) == []


def test_cancelling_leaves_the_old_page(make_story, target, readers):
    run(make_story(1), target, readers)
    before = tree(target)
    steps = publish(make_story(3, title="New"), str(target), readers)
    next(steps)
    steps.close()
    assert tree(target) == before
    assert left_behind(target) == []


def test_cancelling_leaves_no_folder_above_either(make_story, tmp_path, readers):
    steps = publish(make_story(2), str(tmp_path / "new" / "deep" / "story"), readers)
    next(steps)
    steps.close()
    assert not (tmp_path / "new").exists()


def test_folders_above_are_made(make_story, tmp_path, readers):
    run(make_story(1), tmp_path / "new" / "deep" / "story", readers)
    assert (tmp_path / "new" / "deep" / "story" / "index.html").exists()


@pytest.mark.parametrize("call", range(10))
def test_a_full_disk_changes_nothing(make_story, target, readers, monkeypatch, call):
    run(make_story(1), target, readers, zip=True)
    before, archive = tree(target), target.with_name("story.zip").read_bytes()
    calls = iter(range(100))
    write = folders.write_file

    def write_until_full(*arguments):
        if next(calls) >= call:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*arguments)

    monkeypatch.setattr(folders, "write_file", write_until_full)
    with pytest.raises(ExportNotWritten, match="the disk is full"):
        run(make_story(2, title="New"), target, readers, zip=True)
    assert tree(target) == before
    assert target.with_name("story.zip").read_bytes() == archive
    assert left_behind(target) == ["story.zip"]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_swap_that_fails_puts_the_old_page_back(
    make_story, target, readers, monkeypatch, failing
):
    run(make_story(1), target, readers)
    before = tree(target)
    rename = os.rename
    calls = iter(range(1, 100))

    def rename_but_once(*arguments):
        if next(calls) == failing:
            raise PermissionError(errno.EACCES, "Permission denied")
        rename(*arguments)

    monkeypatch.setattr(folders.os, "rename", rename_but_once)
    with pytest.raises(ExportNotWritten, match="permission"):
        run(make_story(1, title="New"), target, readers)
    monkeypatch.undo()
    assert tree(target) == before
    assert left_behind(target) == []


def test_a_page_is_replaced_whole(make_story, target, readers):
    run(make_story(3), target, readers)
    run(make_story(1, title="New"), target, readers)
    assert {path.name[:2] for path in (target / "photos").iterdir()} == {"01"}
    assert "New" in (target / "index.html").read_text(encoding="utf-8")


def test_an_empty_folder_is_taken(make_story, target, readers):
    target.mkdir()
    run(make_story(1), target, readers)
    assert (target / "index.html").exists()


@pytest.mark.parametrize("report", [None, "{}", "nonsense", '{"made_by": "Curator"}', "[" * 9999])
@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_others_is_never_touched(make_story, target, readers, report, force):
    target.mkdir()
    (target / "thesis.doc").write_text("years of work")
    if report is not None:
        (target / "export-report.json").write_text(report)
    before = tree(target)
    with pytest.raises(FolderNotOurs):
        run(make_story(1), target, readers, force=force)
    assert tree(target) == before
    assert left_behind(target) == []


def test_files_of_others_in_a_page_stay(make_story, target, readers):
    run(make_story(2), target, readers)
    (target / "CNAME").write_text("example.org")
    (target / "photos" / "extra").mkdir()
    (target / "photos" / "extra" / "own.txt").write_text("mine")
    (target / "empty").mkdir()
    (target / "link").symlink_to("CNAME")
    os.utime(target / "CNAME", (1_000_000, 1_000_000))
    run(make_story(1, title="New"), target, readers)
    assert (target / "CNAME").read_text() == "example.org"
    assert (target / "CNAME").stat().st_mtime == 1_000_000
    assert (target / "photos" / "extra" / "own.txt").read_text() == "mine"
    assert (target / "empty").is_dir()
    assert os.readlink(target / "link") == "CNAME"
    report = json.loads((target / "export-report.json").read_bytes())
    assert "CNAME" not in report["files"]


def test_a_file_that_was_changed_stops_the_export(make_story, target, readers):
    run(make_story(1), target, readers)
    index = target / "index.html"
    index.write_text(index.read_text() + "<!-- mine -->")
    before = tree(target)
    with pytest.raises(FolderNotOurs, match=r"index\.html was changed"):
        run(make_story(1, title="New"), target, readers)
    assert tree(target) == before
    run(make_story(1, title="New"), target, readers, force=True)
    assert "mine" not in index.read_text()


def test_a_file_changed_while_the_page_is_made_stops_the_export(make_story, target, readers):
    run(make_story(1), target, readers)
    steps = publish(make_story(2, title="New"), str(target), readers)
    next(steps)
    (target / "index.html").write_text("mine")
    with pytest.raises(FolderNotOurs):
        list(steps)
    assert (target / "index.html").read_text() == "mine"
    assert left_behind(target) == []


def test_a_file_that_was_deleted_comes_back(make_story, target, readers):
    run(make_story(1), target, readers)
    (target / "index.html").unlink()
    run(make_story(1), target, readers)
    assert (target / "index.html").exists()


def test_a_file_of_others_in_the_way_is_not_overwritten(make_story, target, readers):
    run(make_story(1), target, readers, single_file=True)
    (target / "photos").write_text("mine")
    with pytest.raises(FolderNotOurs, match="photos"):
        run(make_story(1), target, readers)
    assert (target / "photos").read_text() == "mine"


def test_a_file_or_a_link_is_no_target(make_story, target, readers, tmp_path):
    target.write_text("a file")
    with pytest.raises(FolderNotOurs, match="file"):
        run(make_story(1), target, readers)
    target.unlink()
    (tmp_path / "elsewhere").mkdir()
    target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderNotOurs, match="link"):
        run(make_story(1), target, readers)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_photos_are_never_in_the_target(make_story, tmp_path, readers):
    story = make_story(1)
    before = tree(tmp_path)
    for folder in (tmp_path / "originals", tmp_path, tmp_path / "originals" / ".." / "originals"):
        with pytest.raises(FolderNotOurs, match="photos of the story"):
            run(story, folder, readers, force=True)
    linked = tmp_path / "linked"
    linked.symlink_to(tmp_path)
    with pytest.raises(FolderNotOurs):
        run(story, linked / "originals", readers)
    linked.unlink()
    assert tree(tmp_path) == before


def test_a_folder_beside_or_below_the_photos_is_fine(make_story, tmp_path, readers):
    run(make_story(1), tmp_path / "originals" / "page", readers)
    run(make_story(1), tmp_path / "originals-page", readers)


def test_what_a_killed_export_left_is_cleared_away(make_story, target, readers):
    story = make_story(1)
    gone = "999999999"
    stray = target.parent / f".story.curator-{gone}-0123abcd"
    (stray / "photos").mkdir(parents=True)
    running = target.parent / f".story.curator-{os.getpid()}-0123abcd"
    running.mkdir()
    others = target.parent / f".story2.curator-{gone}-0123abcd"
    others.mkdir()
    stray.with_name(stray.name + ".zip").write_bytes(b"half")
    run(story, target, readers)
    assert left_behind(target) == sorted([running.name, others.name])


def test_a_page_that_a_killed_export_set_aside_comes_back(make_story, target, readers):
    run(make_story(1), target, readers)
    (target / "CNAME").write_text("example.org")
    target.rename(target.parent / ".story.curator-999999999-0123abcd.old")
    run(make_story(1), target, readers)
    assert (target / "CNAME").read_text() == "example.org"
    assert left_behind(target) == []


def test_a_link_to_a_photo_in_the_target_counts_as_that_photo(make_photo, tmp_path, readers):
    real = make_photo("a.jpg")
    link = tmp_path / "link.jpg"
    link.symlink_to(real.file)
    with pytest.raises(FolderNotOurs, match="photos of the story"):
        run(story_of(Photo(id=PhotoId("l"), file=str(link))), tmp_path / "originals", readers)
