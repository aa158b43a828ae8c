"""Making photos of found files: ids, first words, order of capture, and files that resist."""

import hashlib
import io
import os
import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from factories import photo, photo_file, picture_file
from hostile_files import slow_jpeg
from hypothesis import given
from hypothesis import strategies as st
from metadata_files import described, exif, jpeg, jpeg_with_exif, segment, xmp_segment
from PIL import Image

from curator.errors import DamagedPhoto
from curator.photos import workers
from curator.photos.finding import Found, Skipped, find
from curator.photos.intake import (
    Batch,
    make_id,
    make_photo,
    read_photo,
    take_in,
)
from curator.photos.metadata import Candidate, Metadata
from curator.photos.order import in_capture_order
from curator.photos.workers import Readers
from curator.story.values import Photo


def taken_in(readers: Readers, *paths: Path | str, **known: object) -> Batch:
    """Return all that comes in from *paths*, as one batch."""
    batches = list(take_in(find(map(str, paths)), readers, **known))
    done = [batch.done for batch in batches]
    assert done == sorted(done)
    return Batch(
        tuple(p for batch in batches for p in batch.photos),
        tuple(s for batch in batches for s in batch.serials),
        tuple(s for batch in batches for s in batch.skipped),
        done[-1],
    )


def names(batch: Batch) -> list[str]:
    return [os.path.basename(p.file) for p in batch.photos]


def test_photos_come_in_the_order_in_which_they_were_found(
    readers: Readers, tmp_path: Path
) -> None:
    for n in range(30):
        side = 400 if n % 7 == 0 else 20
        picture_file(tmp_path / f"{n}.jpg", size=(side, side))
    batch = taken_in(readers, tmp_path)
    assert names(batch) == [f"{n}.jpg" for n in range(30)]
    assert batch.done == 30


def test_a_photo_carries_the_files_words_size_and_digest(readers: Readers, tmp_path: Path) -> None:
    path = jpeg(tmp_path / "a.jpg", xmp_segment(described("A ferry\r\nleaves.")))
    (found,) = taken_in(readers, path).photos
    assert (found.file, found.caption, found.from_file) == (path, "A ferry\nleaves.", {"caption"})
    assert (found.width, found.height) == (40, 30)
    assert found.digest == f"sha256:{hashlib.sha256(Path(path).read_bytes()).hexdigest()}"


def test_files_that_resist_are_skipped_with_a_reason_and_the_others_come_in(
    readers: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(6):
        picture_file(tmp_path / f"{n}.jpg")
    (tmp_path / "words.jpg").write_text("words")
    cut = tmp_path / "2-cut.png"
    picture_file(cut, size=(200, 200))
    cut.write_bytes(cut.read_bytes()[:200])
    batch = taken_in(readers, tmp_path)
    assert names(batch) == [f"{n}.jpg" for n in range(6)]
    reasons = {os.path.basename(item.path): item.reason for item in batch.skipped}
    assert sorted(reasons) == ["2-cut.png", "words.jpg"]
    assert "damaged" in reasons["2-cut.png"]


def test_a_file_that_loops_its_reader_is_skipped_and_the_others_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(workers.Readers.call.__kwdefaults__, "seconds", 0.6)
    for n in (0, 2, 3, 4):
        picture_file(tmp_path / f"{n}.jpg")
    slow_jpeg(tmp_path / "1.jpg", side=1700)
    with Readers(2) as readers:
        batch = taken_in(readers, tmp_path)
    assert names(batch) == ["0.jpg", "2.jpg", "3.jpg", "4.jpg"]
    (skipped,) = batch.skipped
    assert skipped.path.endswith("1.jpg")
    assert "too long" in skipped.reason


def large_jpeg(path: Path) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2100, 1600), "grey").save(out, "JPEG")
    preview = io.BytesIO()
    Image.new("RGB", (16, 16)).save(preview, "JPEG")
    data = out.getvalue()
    # A preview within the file has an end mark, too; fill bytes may stand before a marker.
    data = data[:2] + segment(0xE1, b"Exif\0\0" + preview.getvalue()) + b"\xff\xff" + data[2:]
    path.write_bytes(data)
    return data


def test_a_large_picture_without_its_end_is_found_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    data = large_jpeg(path)
    assert read_photo(str(path))[0]["digest"].startswith("sha256:")
    path.write_bytes(data + b"a video follows" * 10_000)
    assert read_photo(str(path))
    for length in (len(data) - 2, len(data) - 500, len(data) // 2):
        path.write_bytes(data[:length])
        with pytest.raises(DamagedPhoto, match="end is missing"):
            read_photo(str(path))


def test_a_file_that_the_story_has_is_passed_over_in_silence(
    readers: Readers, tmp_path: Path
) -> None:
    first, second = (picture_file(tmp_path / name) for name in ("a.jpg", "b.jpg"))
    (tmp_path / "link.jpg").symlink_to(first)
    batch = taken_in(readers, tmp_path / "link.jpg", second, known_files=[first])
    assert (names(batch), batch.skipped) == (["b.jpg"], ())


def test_leaving_early_leaves_the_readers_ready(readers: Readers, tmp_path: Path) -> None:
    for n in range(20):
        picture_file(tmp_path / f"{n}.jpg")
    work = take_in(find([str(tmp_path)]), readers)
    next(work, None)
    work.close()
    assert len(taken_in(readers, tmp_path).photos) == 20


def test_nothing_found_is_one_empty_batch(readers: Readers) -> None:
    assert list(take_in([], readers)) == [Batch((), (), (), 0)]
    skipped = Skipped("/a", "why")
    assert list(take_in([skipped], readers)) == [Batch((), (), (skipped,), 1)]


def test_a_file_gone_since_it_was_found_is_told(readers: Readers, tmp_path: Path) -> None:
    (batch,) = take_in([Found(str(tmp_path / "gone.jpg"))], readers)
    assert batch.skipped == (Skipped(str(tmp_path / "gone.jpg"), "the file is not there any more"),)


# ---- ids


def test_an_id_can_be_read_and_is_the_same_for_everybody() -> None:
    assert make_id("/a/DSC_0048.JPG", "sha256:1a2b3c4d") == "dsc-0048-1a2b3c"
    assert make_id("/other/DSC_0048.JPG", "sha256:1a2b3c4d") == "dsc-0048-1a2b3c"
    assert make_id("/a/Café Ñandú (2).jpg", "sha256:ff00ff00") == "cafe-nandu-2-ff00ff"
    assert make_id("/a/김철수.jpg", "sha256:ff00ff00") == "photo-ff00ff"
    assert make_id("/a/caf\udce9\n.jpg", "sha256:ff00ff00") == "caf-ff00ff"


def test_an_id_is_never_given_twice(readers: Readers, tmp_path: Path) -> None:
    for folder in "abc":
        picture_file(tmp_path / folder / "DSC_1.jpg")
    first = taken_in(readers, tmp_path)
    ids = [p.id for p in first.photos]
    assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]
    assert [p.id for p in taken_in(readers, tmp_path).photos] == ids
    later = taken_in(readers, tmp_path / "a", known_ids=ids)
    assert [p.id for p in later.photos] == [f"{ids[0]}-4"]


# ---- the order of capture


def ordered(*moments: str) -> list[str]:
    photos = [photo(n, file=f"/{n}.jpg", taken=moment) for n, moment in enumerate(moments)]
    return [p.taken for p in in_capture_order(photos)]


def test_photos_are_ordered_by_the_instant_and_not_by_the_clock_on_the_wall() -> None:
    in_order = [
        "2026-03-14T09:00:00+09:00",
        "2026-03-14T00:00:00.100+00:00",
        "2026-03-14T00:00:00.250+00:00",
        "2026-03-14T00:00:01Z",
        "2026-03-13T20:00:02-04:00",
    ]
    assert ordered(*reversed(in_order)) == in_order


def test_a_time_without_offset_is_in_the_zone_that_most_name() -> None:
    assert ordered(
        "2026-03-14T10:00:00",
        "2026-03-14T09:30:00+09:00",
        "2026-03-14T10:30:00+09:00",
        "2026-03-14T01:15:00+00:00",
    ) == [
        "2026-03-14T09:30:00+09:00",
        "2026-03-14T10:00:00",
        "2026-03-14T01:15:00+00:00",
        "2026-03-14T10:30:00+09:00",
    ]


def test_undated_photos_come_last_in_the_order_of_their_names() -> None:
    named = ["IMG_10.jpg", "img_9.jpg", "b.jpg"]
    photos = [photo(n, file=f"/{name}") for n, name in enumerate(named)]
    photos.insert(1, photo(9, file="/z.jpg", taken="2026-03-14"))
    photos.insert(0, photo(8, file="/a.jpg", taken="some day"))
    result = [p.file for p in in_capture_order(photos)]
    assert result == ["/z.jpg", "/a.jpg", "/b.jpg", "/img_9.jpg", "/IMG_10.jpg"]


def test_photos_of_one_instant_are_ordered_by_name() -> None:
    photos = [photo(n, file=f"/{n}.jpg", taken="2026-03-14T07:42:10") for n in (10, 9, 1)]
    assert [p.file for p in in_capture_order(photos)] == ["/1.jpg", "/9.jpg", "/10.jpg"]


def test_a_date_that_holds_a_line_end_is_not_taken_for_two() -> None:
    one = "2026-03-14T09:00:00"
    photos = [photo(1, taken=one), photo(2, taken="2026-03-14T08:00:00")]
    broken = photo(3, taken=f"{one}\n{one}")
    assert [p.id for p in in_capture_order([*photos, broken])] == ["p2", "p1", "p3"]


ZONES = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.datetimes(timezones=ZONES) | st.datetimes(
    datetime(2026, 3, 14), datetime(2026, 3, 14, 0, 0, 1)
)


@given(st.lists(MOMENTS, max_size=6))
def test_any_times_can_be_ordered(moments: list[datetime]) -> None:
    result = ordered(*(moment.isoformat() for moment in moments))
    assert sorted(result) == sorted(moment.isoformat() for moment in moments)
    if all(moment.tzinfo for moment in moments):
        parsed = [datetime.fromisoformat(text) for text in result]
        assert parsed == sorted(parsed)
    if not any(moment.tzinfo for moment in moments):
        parsed = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in result]
        assert parsed == sorted(parsed)


def test_sub_seconds_and_offsets_of_files_decide(readers: Readers, tmp_path: Path) -> None:
    photo_file(tmp_path / "c.jpg", taken="2026:03:14 07:42:10", sub_seconds="25", offset="+01:00")
    photo_file(tmp_path / "b.jpg", taken="2026:03:14 07:42:10", sub_seconds="5", offset="+01:00")
    photo_file(tmp_path / "a.jpg", taken="2026:03:14 08:42:10", sub_seconds="3", offset="+02:00")
    photo_file(tmp_path / "d.jpg")
    batch = taken_in(readers, tmp_path)
    assert [os.path.basename(p.file) for p in in_capture_order(batch.photos)] == [
        "c.jpg", "a.jpg", "b.jpg", "d.jpg",
    ]  # fmt: skip


def test_metadata_without_anything_makes_a_photo_without_words() -> None:
    bare = make_photo(
        Found("/a.jpg"),
        {"digest": "sha256:0", "look": "", "metadata": Metadata(width=4, height=3).to_json()},
    )
    assert (bare.caption, bare.from_file, bare.width) == ("", frozenset(), 4)


def test_a_raw_file_and_the_photo_beside_it_are_one_photo(readers: Readers, tmp_path: Path) -> None:
    picture_file(tmp_path / "DSC_1.JPG")
    shutil.copy(tmp_path / "DSC_1.JPG", tmp_path / "DSC_2.JPG")
    (tmp_path / "DSC_1.NEF").write_bytes(b"MM\x00*raw data")

    batch = taken_in(readers, tmp_path)

    assert names(batch) == ["DSC_1.JPG", "DSC_2.JPG"]
    assert [os.path.basename(p.raw) for p in batch.photos] == ["DSC_1.NEF", ""]
    assert batch.skipped == ()


def test_of_several_raw_files_of_one_name_none_is_taken_for_the_twin(
    readers: Readers, tmp_path: Path
) -> None:
    picture_file(tmp_path / "a.jpg")
    (tmp_path / "a.NEF").write_bytes(b"MM\x00*raw data")
    (tmp_path / "a.CR2").write_bytes(b"II*\x00raw data")

    batch = taken_in(readers, tmp_path)

    assert [p.raw for p in batch.photos] == [""]
    assert len(batch.skipped) == 2


def test_the_credit_line_is_taken_apart_and_a_cameras_words_are_left_out() -> None:
    def photo_with(**words: str) -> Photo:
        candidates = tuple((name, (Candidate(text, "IPTC"),)) for name, text in words.items())
        found = Metadata(width=4, height=3, candidates=candidates)
        answer = {"digest": "sha256:0", "look": "", "metadata": found.to_json()}
        return make_photo(Found("/a.jpg"), answer)

    photo = photo_with(credit="Photo by Mina Oh via Agency", caption="0.9.138")
    assert (photo.photographer, photo.credit, photo.caption) == ("Mina Oh", "Agency", "")
    assert photo_with(copyright="KODAK DC240 ZOOM DIGITAL CAMERA").copyright == ""
    assert photo_with(copyright="© 2026 Mina Oh").copyright == "© 2026 Mina Oh"


def test_a_damaged_photo_with_a_damaged_raw_file_is_named_itself(
    readers: Readers, tmp_path: Path
) -> None:
    picture_file(tmp_path / "a.jpg")
    whole = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "a.NEF").write_bytes(b"MM\x00*raw data")

    batch = taken_in(readers, tmp_path)

    assert batch.photos == ()
    assert [os.path.basename(s.path) for s in batch.skipped] == ["a.jpg"]


def test_the_serial_numbers_of_cameras_come_beside_the_photos(
    readers: Readers, tmp_path: Path
) -> None:
    tags = exif({0x0110: "NIKON D70"}, {0xA431: "2001234"})
    jpeg_with_exif(tmp_path / "1.jpg", tags)
    picture_file(tmp_path / "2.jpg")
    batch = taken_in(readers, tmp_path)
    assert batch.serials == ("2001234", "")
    assert [photo.camera for photo in batch.photos] == ["NIKON D70", ""]
    assert "2001234" not in repr(batch.photos)


def test_names_with_accents_stand_beside_those_without() -> None:
    names = ["Zoe.jpg", "Édith.jpg", "E\u0301dith2.jpg", "Eva.jpg", "anna10.jpg", "anna9.jpg"]
    photos = [photo(n, file=f"/{name}", taken="") for n, name in enumerate(names)]
    ordered = [p.file_name for p in in_capture_order(photos)]
    assert ordered == [
        "anna9.jpg",
        "anna10.jpg",
        "Eva.jpg",
        "Édith.jpg",
        "E\u0301dith2.jpg",
        "Zoe.jpg",
    ]
