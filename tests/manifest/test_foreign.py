"""Photos outside the folder of a story: known if this account added them, else held back and written back unchanged."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, picture_file, story_of

from curator.manifest import files
from curator.manifest.foreign import OwnFiles, allow, held_back, outside, screened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "story"
    made.mkdir()
    return made


@pytest.fixture
def own(tmp_path: Path) -> OwnFiles:
    return OwnFiles(tmp_path / "account")


def names(photos) -> list[str]:
    return [one.id for one in photos]


def test_outside_is_what_a_path_or_a_link_leads_to(folder: Path, tmp_path: Path) -> None:
    inside = picture_file(folder / "photos" / "in.jpg")
    away = picture_file(tmp_path / "away" / "out.jpg")
    (folder / "link.jpg").symlink_to(away)
    (folder / "linked").symlink_to(tmp_path / "away")
    (folder / "near.jpg").symlink_to(inside)
    paths = [inside, away, folder / "link.jpg", folder / "linked" / "out.jpg", folder / "near.jpg"]
    photos = [photo(n, file=str(path)) for n, path in enumerate(paths)]
    photos.append(photo(5, file=inside, raw=str(tmp_path / "away" / "out.nef")))
    photos.append(photo(6, file="", refused_file="../x.jpg"))
    photos.append(photo(7, file=str(folder) + "-other/x.jpg"))
    assert names(outside(story_of(*photos), str(folder))) == ["p1", "p2", "p3", "p5", "p7"]


@pytest.mark.parametrize("is_hidden", [False, True], ids=["a folder", "one that lists nothing"])
def test_one_link_among_thousands_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_hidden: bool
) -> None:
    away = picture_file(tmp_path / "away" / "out.jpg")
    photos = [photo(n, file=str(folder / f"{n}.jpg")) for n in range(300)]
    photos += [photo(n, file=str(tmp_path / "away" / f"{n}.jpg")) for n in range(300, 600)]
    photos += [photo(n, file=str(tmp_path / "gone" / f"{n}.jpg")) for n in range(600, 750)]
    assert names(outside(story_of(*photos), str(folder))) == [f"p{n}" for n in range(300, 750)]
    (folder / "250.jpg").symlink_to(away)
    (tmp_path / "away" / "400.jpg").symlink_to(picture_file(folder / "in.jpg"))
    if is_hidden:
        monkeypatch.setattr("os.scandir", _refuse)
    found = names(outside(story_of(*photos), str(folder)))
    assert found == ["p250", *(f"p{n}" for n in range(300, 750) if n != 400)]


def _refuse(path: str) -> None:
    raise PermissionError(13, "Permission denied", path)


def test_a_story_in_a_linked_folder_has_its_photos_inside(folder: Path, tmp_path: Path) -> None:
    picture_file(folder / "in.jpg")
    (tmp_path / "way").symlink_to(folder)
    story = story_of(photo(1, file=str(tmp_path / "way" / "in.jpg")))
    assert list(outside(story, str(tmp_path / "way"))) == []


def test_what_is_held_back_is_written_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    away = picture_file(tmp_path / "away" / "out.jpg")
    (folder / "link.jpg").symlink_to(away)
    story = story_of(
        photo(1, file=away, raw=away[:-3] + "nef", extra=(("x-n", 1),)),
        photo(2, file=str(folder / "link.jpg")),
    )
    path = str(folder / "story.json")
    files.save(story, path, None)
    before = Path(path).read_bytes()
    held = held_back(story, outside(story, str(folder)), str(folder))
    assert [p.file for p in held.photos.values()] == ["", ""]
    assert files.to_bytes(held, str(folder)) != b""
    files.save(held, path, None)
    again = files.load(path).story
    assert again == files.load_bytes(before, path, str(folder)).story
    assert allow(held.photos, str(folder)).apply(held) == story


def test_what_is_refused_for_its_text_is_never_allowed(folder: Path) -> None:
    story = story_of(*(photo(n, file="", refused_file=t) for n, t in enumerate(("../x", "//a/b"))))
    assert allow(story.photos, str(folder)).apply(story) is story


def test_files_are_asked_about_until_they_are_known(
    folder: Path, tmp_path: Path, own: OwnFiles
) -> None:
    away = picture_file(tmp_path / "away" / "out.jpg")
    story = story_of(photo(1, file=away), photo(2, file=picture_file(folder / "in.jpg")))
    path = str(folder / "story.json")
    files.save(story, path, None)
    opened = screened(files.load(path), own)
    assert opened.held == ("p1",)
    assert opened.story.photos["p1"].file == ""
    assert opened.story.photos["p2"].file
    own.add(outside(story, str(folder)))
    again = screened(files.load(path), own)
    assert again.held == ()
    assert again.story == story
    own.forget(story.photos.values())
    assert screened(files.load(path), own).held == ("p1",)


def test_another_raw_file_makes_a_photo_unknown(tmp_path: Path, own: OwnFiles) -> None:
    one = photo(1, file="/away/a.jpg")
    own.add([one])
    assert own.unknown([one]) == []
    other = replace(one, raw="/etc/shadow")
    assert own.unknown([other]) == [other]


def test_no_path_is_told_and_nobody_else_can_look(tmp_path: Path, own: OwnFiles) -> None:
    own.add([photo(1, file="/away/secret-place/a.jpg"), photo(2, file="/away/b.jpg")])
    (kept,) = (tmp_path / "account").iterdir()
    assert "secret" not in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_what_is_remembered_twice_is_kept_once(tmp_path: Path, own: OwnFiles) -> None:
    for _ in range(3):
        own.add([photo(1, file="/away/a.jpg")])
    (kept,) = (tmp_path / "account").iterdir()
    assert len(kept.read_text().split()) == 1


def test_where_nothing_can_be_remembered_it_is_asked_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    own = OwnFiles(tmp_path / "file" / "account")
    own.add([photo(1, file="/away/a.jpg")])
    assert len(own.unknown([photo(1, file="/away/a.jpg")])) == 1


def test_names_of_any_bytes_are_remembered(own: OwnFiles) -> None:
    odd = photo(1, file=os.fsdecode(b"/away/\xff.jpg"))
    own.add([odd])
    assert own.unknown([odd]) == []
