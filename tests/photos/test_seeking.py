"""Photos whose files are gone, found again: moved, renamed, exported anew; with the reason, and never at a guess."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from factories import telling_picture
from PIL import Image

from curator.photos import seeking
from curator.photos.finding import find
from curator.photos.intake import take_in
from curator.photos.seeking import Match, Progress, Reason
from curator.photos.workers import Readers
from curator.story.values import Photo


@pytest.fixture
def readers():
    with Readers(2) as made:
        yield made


@pytest.fixture
def photos(tmp_path: Path, readers: Readers) -> list[Photo]:
    """Six photos of a trip, as they came in."""
    for number in range(6):
        telling_picture(tmp_path / "Photos" / f"day{number % 2}" / f"DSC_{number:04}.jpg", number)
    found = find([str(tmp_path / "Photos")])
    return [photo for batch in take_in(found, readers) for photo in batch.photos]


def sought(lost: list[Photo], place: Path, readers: Readers, **more: object) -> list[Match]:
    *_, last = seeking.seek(lost, [str(place)], readers, **more)
    assert isinstance(last, list)
    return last


def test_a_folder_that_moved_explains_all_its_photos(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    (tmp_path / "Archive").mkdir()
    (tmp_path / "Photos").rename(tmp_path / "Archive" / "Photos")
    lost = seeking.missing(photos)
    assert lost == photos
    found = sought(lost, tmp_path, readers)
    assert [m.photo.id for m in found] == [p.id for p in photos]
    assert {m.reason for m in found} == {Reason.SAME_BYTES}
    assert all(m.is_sure for m in found)
    moved = (str(tmp_path / "Photos"), str(tmp_path / "Archive" / "Photos"))
    assert seeking.moved_folders(found) == {moved: 6}


def test_renamed_files_are_known_by_their_bytes(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    for number, photo in enumerate(photos):
        os.rename(photo.file, tmp_path / f"Ferry {number}.jpg")
    found = sought(photos, tmp_path, readers)
    assert {m.photo.file: os.path.basename(m.picture.file) for m in found} == {
        p.file: f"Ferry {n}.jpg" for n, p in enumerate(photos)
    }
    assert {m.reason for m in found} == {Reason.SAME_BYTES}


def test_files_exported_anew_are_known_by_name_and_look(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    for photo in photos:
        image = Image.open(photo.file).resize((160, 100))
        image.save(tmp_path / (Path(photo.file).stem + ".webp"), quality=60)
    shutil.rmtree(tmp_path / "Photos")
    found = sought(photos, tmp_path, readers)
    assert {m.reason for m in found} == {Reason.SAME_NAME_AND_LOOK}
    assert all(m.is_sure for m in found)
    assert len(found) == 6


def test_another_picture_under_the_name_is_offered_with_doubt(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    lost = photos[0]
    os.unlink(lost.file)
    telling_picture(tmp_path / "elsewhere" / os.path.basename(lost.file), 99)
    (match,) = sought([lost], tmp_path / "elsewhere", readers)
    assert (match.reason, match.is_sure) == (Reason.SAME_NAME, False)


def test_a_renamed_picture_saved_anew_is_known_by_look_and_time(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    lost = replace(photos[0], taken="2026-03-01T07:42:10")
    there = replace(lost, file="/x/other.jpg", digest="sha256:new")
    other = replace(there, file="/x/another.jpg", taken="2026-03-02T07:42:10", digest="sha256:o")
    (match,) = seeking.matches([lost], [other, there])
    assert (match.picture, match.reason, match.is_sure) == (
        there,
        Reason.SAME_LOOK_AND_TIME,
        True,
    )
    (match,) = seeking.matches([lost], [other])
    assert (match.reason, match.is_sure) == (Reason.SAME_LOOK, False)


def test_where_no_look_is_known_name_and_time_tell_a_picture_saved_anew() -> None:
    lost = Photo("a", "/old/a.jpg", digest="sha256:a", taken="2026-03-01T07:42:10")
    there = replace(lost, file="/new/A.png", digest="sha256:b", look="0f1e2d3c4b5a6978")
    (match,) = seeking.matches([lost], [there])
    assert (match.reason, match.is_sure) == (Reason.SAME_NAME_AND_TIME, True)
    (match,) = seeking.matches([lost], [replace(there, taken="2026-03-01T07:42:11")])
    assert (match.reason, match.is_sure) == (Reason.SAME_NAME, False)
    known = replace(lost, look="f0e1d2c3b4a59687")  # It is another picture, whatever its time.
    (match,) = seeking.matches([known], [there])
    assert (match.reason, match.is_sure) == (Reason.SAME_NAME, False)


def test_of_several_the_one_in_the_folder_of_the_same_name_is_taken(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    lost = next(p for p in photos if "day1" in p.file)
    for folder in ("Backup/other", "Backup/day1"):
        target = tmp_path / folder / os.path.basename(lost.file)
        target.parent.mkdir(parents=True)
        shutil.copy(lost.file, target)
    os.unlink(lost.file)
    (match,) = sought([lost], tmp_path / "Backup", readers)
    assert match.is_sure
    assert "Backup/day1" in match.picture.file


def test_two_that_may_both_be_it_are_left_to_the_person() -> None:
    lost = Photo("a", "/old/a.jpg", look="0f1e2d3c4b5a6978", digest="sha256:a")
    one, other = (
        replace(lost, id=i, file=f"/new/{i}/a.jpg", digest=f"sha256:{i}") for i in ("one", "other")
    )
    (match,) = seeking.matches([lost], [one, other])
    assert match.reason is Reason.SAME_NAME_AND_LOOK
    assert not match.is_sure


def test_one_file_is_not_two_different_photos() -> None:
    look = "0f1e2d3c4b5a6978"
    lost = [Photo(i, f"/old/{i}.jpg", look=look, digest=f"sha256:{i}") for i in ("a", "b")]
    there = Photo("x", "/new/a.jpg", look=look, digest="sha256:x")
    (match,) = seeking.matches(lost, [there])
    assert match.photo.id == "a"


def test_plain_pictures_are_not_known_by_look() -> None:
    lost = Photo("a", "/old/a.jpg", look="0000000000000000")
    there = Photo("x", "/new/b.jpg", look="0000000000000000")
    assert seeking.matches([lost], [there]) == []


def test_files_of_other_photos_are_left_alone(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    shutil.copy(photos[0].file, tmp_path / "Photos" / "copy.jpg")
    os.unlink(photos[0].file)
    known = [str(tmp_path / "Photos" / "copy.jpg")]
    assert sought([photos[0]], tmp_path, readers, known_files=known) == []


def test_once_all_are_found_by_name_the_rest_is_not_read(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    for number in range(10, 40):
        telling_picture(tmp_path / "Photos" / f"more{number}.jpg", number)
    (tmp_path / "Photos").rename(tmp_path / "New")
    told = list(seeking.seek(photos, [str(tmp_path / "New")], readers))
    assert max(item.read for item in told if isinstance(item, Progress)) == 6


def test_a_search_can_be_left_at_any_time(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    search = seeking.seek(photos, [str(tmp_path)], readers)
    next(search)
    search.close()


def test_broken_files_and_folders_that_are_gone_are_passed_over(
    tmp_path: Path, photos: list[Photo], readers: Readers
) -> None:
    os.rename(photos[0].file, tmp_path / "kept.jpg")
    (tmp_path / os.path.basename(photos[1].file)).write_bytes(b"\xff\xd8\xff\xe0broken")
    places = [str(tmp_path / "gone"), str(tmp_path)]
    *_, found = seeking.seek([photos[0]], places, readers)
    assert [m.reason for m in found] == [Reason.SAME_BYTES]


def test_places_to_look_in_are_there_and_none_lies_in_another(tmp_path: Path) -> None:
    for name in ("story", "story/photos", "trip", "trip/day2"):
        (tmp_path / name).mkdir()
    lost = [Photo("a", str(tmp_path / "trip" / "day1" / "a.jpg"))]
    others = [Photo("b", str(tmp_path / "story" / "photos" / "b.jpg"))]
    places = seeking.likely_places(lost, others, str(tmp_path / "story"))
    assert places == [str(tmp_path / "story"), str(tmp_path / "trip")]
    assert seeking.likely_places([Photo("a", "/nowhere/at/all.jpg")], [], "") == []


def test_thousands_are_not_held_against_thousands() -> None:
    looks = [f"{(n * 0x9E3779B97F4A7C15) % 2**64:016x}" for n in range(6000)]
    lost = [Photo(f"p{n}", f"/old/{n}.jpg", look=look) for n, look in enumerate(looks)]
    new = [replace(p, file=f"/new/x{p.id}.jpg", digest=p.id) for p in lost]
    found = seeking.matches(lost, new)
    right = [m for m in found if m.picture.look == m.photo.look]
    assert len(right) > 5500
