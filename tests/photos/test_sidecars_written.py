"""Sidecars on disk: which file gets the words, what is never touched, and what is told."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import photo, picture_file, story_of
from foreign_sidecars import DIGIKAM, LIGHTROOM, SPLIT
from metadata_files import xmp

from curator.manifest import safe_write
from curator.photos.answers import read_words
from curator.photos.finding import Found
from curator.photos.intake import take_in
from curator.photos.metadata import Metadata
from curator.photos.metadata.write_back import Difference
from curator.photos.metadata.xmp import read_xmp
from curator.photos.sidecar_files import MAX_BYTES
from curator.photos.sidecars import LeftAlone, NotWritten, Result, Written, words_of, write_sidecars
from curator.photos.workers import Readers
from curator.story import edits
from curator.story.values import Defaults, Photo, PhotoId, Place, Story

Write = Callable[..., list[Result]]


@pytest.fixture
def write(readers: Readers) -> Write:
    """Write the sidecars of photos, or of a whole story."""

    def do(
        *photos: Photo, story: Story | None = None, write: Any = safe_write.write
    ) -> list[Result]:
        whole = story or story_of(*photos)
        return list(write_sidecars(whole, list(whole.photos), readers, write))

    return do


def at(path: Path, number: int = 1, **words: object) -> Photo:
    """Return a photo of a picture that is made at *path*; raw files are none that anybody opens."""
    if path.suffix == ".NEF":
        path.write_bytes(b"MM\0*not opened")
    elif not path.exists():
        Path(picture_file(path.with_suffix(".jpg"))).rename(path)
    return photo(number, file=str(path), **words)


def pair(folder: Path, **words: object) -> Photo:
    """Return a photo with its raw twin."""
    at(folder / "DSC_1.NEF")
    return at(folder / "DSC_1.JPG", raw=str(folder / "DSC_1.NEF"), **words)


def said(path: Path, field: str) -> Any:
    values = read_xmp([path.read_bytes()]).findings.of(field)
    return values[0] if values else None


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_beside_a_jpeg_a_new_sidecar_has_the_full_name(tmp_path: Path, write: Write) -> None:
    made = write(at(tmp_path / "DSC_1.JPG"))
    assert made == [Written(PhotoId("p1"), str(tmp_path / "DSC_1.JPG.xmp"), is_new=True)]
    assert names(tmp_path) == ["DSC_1.JPG", "DSC_1.JPG.xmp"]
    assert said(tmp_path / "DSC_1.JPG.xmp", "caption") == "Caption 1"


def test_beside_a_raw_file_or_its_twin_a_new_sidecar_has_the_base_name(
    tmp_path: Path, write: Write
) -> None:
    for folder in ("raw", "pair"):
        (tmp_path / folder).mkdir()
    write(at(tmp_path / "raw" / "DSC_1.NEF"))
    write(pair(tmp_path / "pair"))
    for folder in ("raw", "pair"):
        made = tmp_path / folder / "DSC_1.xmp"
        assert said(made, "caption") == "Caption 1"
        assert b"<photoshop:SidecarForExtension>NEF<" in made.read_bytes()
    assert names(tmp_path / "raw") == ["DSC_1.NEF", "DSC_1.xmp"]


def test_a_raw_file_in_another_folder_is_no_twin(tmp_path: Path, write: Write) -> None:
    (tmp_path / "raw").mkdir()
    at(tmp_path / "raw" / "DSC_1.NEF")
    write(at(tmp_path / "DSC_1.JPG", raw=str(tmp_path / "raw" / "DSC_1.NEF")))
    assert names(tmp_path) == ["DSC_1.JPG", "DSC_1.JPG.xmp", "raw"]
    assert names(tmp_path / "raw") == ["DSC_1.NEF"]


def test_a_raw_twin_that_is_gone_counts_no_more(tmp_path: Path, write: Write) -> None:
    there = pair(tmp_path)
    (tmp_path / "DSC_1.NEF").unlink()
    write(there)
    assert names(tmp_path) == ["DSC_1.JPG", "DSC_1.JPG.xmp"]


@pytest.mark.parametrize(
    "there",
    [
        ["DSC_1.xmp"],
        ["DSC_1.XMP"],
        ["DSC_1.JPG.xmp"],
        ["DSC_1.NEF.xmp"],
        ["DSC_1.xmp", "DSC_1.JPG.xmp"],
    ],
)
def test_sidecars_that_are_there_are_updated_in_place(
    tmp_path: Path, write: Write, there: list[str]
) -> None:
    for name in there:
        (tmp_path / name).write_text(DIGIKAM, "utf-8")
    results = write(pair(tmp_path))
    assert sorted(os.path.basename(result.path) for result in results) == sorted(there)
    assert names(tmp_path) == sorted([*there, "DSC_1.JPG", "DSC_1.NEF"])
    for name in there:
        assert said(tmp_path / name, "caption") == "Caption 1"
        assert 'digiKam:PickLabel="3"' in (tmp_path / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("other", "sidecar"),
    [
        ("DSC_1.PNG", DIGIKAM),  # shared by two pictures
        ("DSC_1.NEF", DIGIKAM),  # the raw file's, which is no twin of this photo
        ("DSC_2.JPG", LIGHTROOM),  # says that it is of a NEF
        ("DSC_1.PNG", "damaged"),
    ],
)
def test_a_sidecar_that_is_not_the_photos_own_is_left_alone(
    tmp_path: Path, write: Write, other: str, sidecar: str
) -> None:
    (tmp_path / "DSC_1.xmp").write_text(sidecar, "utf-8")
    (tmp_path / other).write_bytes(b"another file")
    (result,) = write(at(tmp_path / "DSC_1.JPG"))
    assert result.path == str(tmp_path / "DSC_1.JPG.xmp")
    assert (tmp_path / "DSC_1.xmp").read_text("utf-8") == sidecar


def test_a_sidecar_that_says_whose_it_is_is_believed(tmp_path: Path, write: Write) -> None:
    of_jpeg = LIGHTROOM.replace('Extension="NEF"', 'Extension="jpg"')
    (tmp_path / "DSC_1.xmp").write_text(of_jpeg, "utf-8")
    both = at(tmp_path / "DSC_1.JPG"), at(tmp_path / "DSC_1.PNG", 2)
    results = write(*both)
    assert [os.path.basename(result.path) for result in results] == ["DSC_1.xmp", "DSC_1.PNG.xmp"]
    assert said(tmp_path / "DSC_1.xmp", "caption") == "Caption 1"


def test_a_sidecar_of_the_full_name_is_the_photos_whatever_it_says(
    tmp_path: Path, write: Write
) -> None:
    path = tmp_path / "DSC_1.JPG.xmp"
    path.write_text(LIGHTROOM, "utf-8")  # It says that it is of a NEF.
    assert [result.path for result in write(at(tmp_path / "DSC_1.JPG"))] == [str(path)]
    assert said(path, "caption") == "Caption 1"


def test_beside_a_base_name_that_is_taken_a_raw_file_gets_its_full_name(
    tmp_path: Path, write: Write
) -> None:
    (tmp_path / "DSC_1.xmp").write_text(LIGHTROOM.replace('="NEF"', '="CR3"'), "utf-8")
    write(at(tmp_path / "DSC_1.NEF"))
    assert said(tmp_path / "DSC_1.xmp", "caption") == "A ferry"
    made = (tmp_path / "DSC_1.NEF.xmp").read_text("utf-8")
    assert "Caption 1" in made
    assert "SidecarForExtension" not in made  # Its name tells.


def test_a_base_name_is_the_raw_files_whatever_was_made_of_it(tmp_path: Path, write: Write) -> None:
    (tmp_path / "DSC_1.xmp").write_text(DIGIKAM, "utf-8")
    results = write(at(tmp_path / "DSC_1.NEF"), at(tmp_path / "DSC_1.JPG", 2))
    assert [os.path.basename(result.path) for result in results] == ["DSC_1.xmp", "DSC_1.JPG.xmp"]


def test_a_name_within_a_name_is_told_apart(tmp_path: Path, write: Write) -> None:
    (tmp_path / "a.jpg.xmp").write_text(DIGIKAM, "utf-8")
    results = write(at(tmp_path / "a.jpg.png"), at(tmp_path / "a.jpg", 2))
    assert [os.path.basename(result.path) for result in results] == ["a.jpg.png.xmp", "a.jpg.xmp"]
    assert said(tmp_path / "a.jpg.xmp", "caption") == "Caption 2"


def test_a_photo_without_an_ending_takes_no_others_sidecar(tmp_path: Path, write: Write) -> None:
    raw, bare = at(tmp_path / "DSC_1.NEF"), at(tmp_path / "DSC_1", 2)
    (tmp_path / "DSC_1.xmp").write_text(LIGHTROOM, "utf-8")
    assert [type(result) for result in write(bare)] == [NotWritten]
    assert [type(result) for result in write(raw)] == [Written]
    (tmp_path / "scan").mkdir()
    assert [type(result) for result in write(at(tmp_path / "scan" / "DSC_1", 2))] == [Written]
    assert names(tmp_path / "scan") == ["DSC_1", "DSC_1.xmp"]


def test_two_raw_files_of_one_name_share_no_sidecar(tmp_path: Path, write: Write) -> None:
    (tmp_path / "DSC_1.DNG").write_bytes(b"II*\0not opened")
    (result,) = write(at(tmp_path / "DSC_1.NEF"))
    assert result.path == str(tmp_path / "DSC_1.NEF.xmp")


def test_what_is_written_is_what_curator_reads(
    tmp_path: Path, write: Write, readers: Readers
) -> None:
    place = Place("Pier 3", "Wonsan", "Kangwon", "North Korea")
    one = at(
        tmp_path / "DSC_1.JPG", caption="One\ntwo", headline="H", photographer="Mina Oh", credit="AP",
        copyright="©", alt="A ferry", keywords=("a", "b"), persons=("Oh",), rating=3, place=place,
        taken="2026-03-14T07:42:10+01:00",
    )  # fmt: skip
    write(one)
    read = Metadata.from_json(readers.call(read_words, one.file)[0])
    for name in ("caption", "headline", "photographer", "credit", "copyright", "alt", "taken"):
        assert read.text(name) == getattr(one, name)
        assert read.offers(name)[0].origin == "sidecar"
    for part in ("sublocation", "city", "state", "country"):
        assert read.text(part) == getattr(place, part)
    assert (read.texts("keywords"), read.texts("persons"), read.best("rating")) == (
        ("a", "b"), ("Oh",), 3,
    )  # fmt: skip


def test_words_of_the_story_are_written_where_a_photo_has_none() -> None:
    defaults = Defaults(
        credit="AP", photographer="Mina Oh", copyright="©", usage="Ask", license_url="https://x/",
        taken="2026-03-14", place=Place(city="Wonsan"),
    )  # fmt: skip
    bare, own = photo(1), photo(2, credit="AFP", usage="Mine", place=Place(country="K"))
    story = story_of(bare, own, defaults=defaults)
    assert words_of(bare, story) == {
        "caption": ("Caption 1",), "photographer": ("Mina Oh",), "credit": ("AP",),
        "copyright": ("©",), "usage": ("Ask",), "license_url": ("https://x/",),
        "taken": ("2026-03-14",), "city": ("Wonsan",),
    }  # fmt: skip
    words = words_of(own, story)
    assert (words["credit"], words["usage"], words["country"]) == (("AFP",), ("Mine",), ("K",))
    assert not {"license_url", "city"} & words.keys()


@pytest.mark.parametrize(
    ("marked", "rating"),
    [({"rating": 4}, ("4",)), ({"rating": 4, "mark": "reject"}, ("-1",)), ({"mark": "pick"}, None)],
)
def test_a_rejected_photo_is_rated_below_none(marked: dict[str, Any], rating: object) -> None:
    one = photo(1, **marked)
    assert words_of(one, story_of(one)).get("rating") == rating


def test_a_photo_without_words_gets_no_sidecar(tmp_path: Path, write: Write) -> None:
    assert write(at(tmp_path / "DSC_1.JPG", caption=" ")) == [LeftAlone(PhotoId("p1"))]
    assert names(tmp_path) == ["DSC_1.JPG"]


def test_a_sidecar_that_says_it_already_is_not_written_at_all(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "DSC_1.xmp"
    path.write_text(LIGHTROOM, "utf-8")
    before = path.stat()
    results = write(pair(tmp_path, caption="A ferry", rating=2))
    assert results == [LeftAlone(PhotoId("p1"), str(path))]
    assert path.read_text("utf-8") == LIGHTROOM
    assert path.stat().st_ino == before.st_ino


def test_what_was_replaced_and_what_was_kept_is_told(tmp_path: Path, write: Write) -> None:
    (tmp_path / "DSC_1.xmp").write_text(LIGHTROOM, "utf-8")
    unconfirmed = {"caption": "Old words", "from_file": frozenset({"caption"})}
    (result,) = write(pair(tmp_path, rating=5, **unconfirmed))
    assert isinstance(result, Written)
    assert result.replaced == (Difference("rating", "2", "5"),)
    assert result.kept == (Difference("caption", "A ferry", "Old words"),)


def test_newer_keywords_persons_and_stars_of_a_sidecar_outlive_those_of_the_file_at_intake(
    tmp_path: Path, readers: Readers, write: Write
) -> None:
    picture, sidecar = at(tmp_path / "DSC_1.JPG"), tmp_path / "DSC_1.JPG.xmp"
    persons = "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>"
    keywords = "<dc:subject><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:subject>"
    older = xmp(keywords.format("port") + persons.format("Oh"), 'xmp:Rating="2"')
    sidecar.write_bytes(older)
    (batch,) = take_in([Found(picture.file)], readers)
    (came,) = batch.photos
    assert came.from_file == {"keywords", "persons", "rating"}
    newer = xmp(keywords.format("ferry") + persons.format("Mina Oh"), 'xmp:Rating="5"')
    sidecar.write_bytes(newer)
    (result,) = write(came)
    assert result == LeftAlone(
        came.id,
        str(sidecar),
        (
            Difference("keywords", "ferry", "port"),
            Difference("persons", "Mina Oh", "Oh"),
            Difference("rating", "5", "2"),
        ),
    )
    assert sidecar.read_bytes() == newer
    (result,) = write(edits.set_field([came.id], "rating", 4).apply(story_of(came)).photos[came.id])
    assert isinstance(result, Written)
    assert result.replaced == (Difference("rating", "5", "4"),)


def test_a_photo_that_a_person_rejected_is_rejected_whatever_stars_its_file_had(
    tmp_path: Path, write: Write
) -> None:
    (tmp_path / "DSC_1.xmp").write_text(LIGHTROOM, "utf-8")
    rejected = {"mark": "reject", "rating": 2, "from_file": frozenset({"rating"})}
    (result,) = write(pair(tmp_path, caption="A ferry", **rejected))
    assert isinstance(result, Written)
    assert result.replaced == (Difference("rating", "2", "-1"),)


def test_a_date_that_no_sidecar_can_hold_is_told(tmp_path: Path, write: Write) -> None:
    (result,) = write(at(tmp_path / "DSC_1.JPG", taken="last spring"))
    assert isinstance(result, Written)
    assert result.kept == (Difference("taken", "", "last spring"),)


def test_originals_are_never_touched(tmp_path: Path, write: Write) -> None:
    one = pair(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    stamps = {name: (tmp_path / name).stat().st_mtime_ns for name in before}
    write(one)
    write(one)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in before} == stamps


def test_a_photo_that_is_called_like_a_sidecar_is_not_taken_for_one(
    tmp_path: Path, write: Write
) -> None:
    one = at(tmp_path / "odd.xmp")
    before = (tmp_path / "odd.xmp").read_bytes()
    (result,) = write(one)
    assert result.path == str(tmp_path / "odd.xmp.xmp")
    assert (tmp_path / "odd.xmp").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xd8\xff\xe0", "UTF-8"),
        (b"plain words", "damaged"),
        (LIGHTROOM.encode("utf-16"), "UTF-8"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + LIGHTROOM.encode(), "document type"),
        (b"", "damaged"),
        (xmp() + b" " * MAX_BYTES, "larger than 16 MB"),
    ],
)
def test_what_is_no_sound_sidecar_is_told_and_stays(
    tmp_path: Path, write: Write, content: bytes, reason: str
) -> None:
    path = tmp_path / "DSC_1.JPG.xmp"
    path.write_bytes(content)
    (result,) = write(at(tmp_path / "DSC_1.JPG"))
    assert isinstance(result, NotWritten)
    assert (result.path, reason in result.reason) == (str(path), True)
    assert path.read_bytes() == content
    assert names(tmp_path) == ["DSC_1.JPG", "DSC_1.JPG.xmp"]


def test_nothing_is_written_through_a_link(tmp_path: Path, write: Write) -> None:
    (tmp_path / "elsewhere.xmp").write_text(DIGIKAM, "utf-8")
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "DSC_1.JPG.xmp").symlink_to("../elsewhere.xmp")
    (photos / "DSC_2.JPG.xmp").symlink_to("../nothing.xmp")
    results = write(at(photos / "DSC_1.JPG"), at(photos / "DSC_2.JPG", 2))
    assert [isinstance(r, NotWritten) and "link" in r.reason for r in results] == [True, True]
    assert (tmp_path / "elsewhere.xmp").read_text("utf-8") == DIGIKAM
    assert not (tmp_path / "nothing.xmp").exists()


def test_a_folder_or_a_read_only_file_in_the_way_is_told(tmp_path: Path, write: Write) -> None:
    (tmp_path / "DSC_1.JPG.xmp").mkdir()
    (tmp_path / "DSC_2.JPG.xmp").write_text(DIGIKAM, "utf-8")
    (tmp_path / "DSC_2.JPG.xmp").chmod(0o444)
    results = write(at(tmp_path / "DSC_1.JPG"), at(tmp_path / "DSC_2.JPG", 2))
    reasons = [r.reason for r in results if isinstance(r, NotWritten)]
    assert reasons == ["this is not a file", "it cannot be written (the file is read-only)"]
    assert (tmp_path / "DSC_2.JPG.xmp").read_text("utf-8") == DIGIKAM


def test_photos_that_are_not_there_are_told_and_the_others_written(
    tmp_path: Path, write: Write
) -> None:
    gone = photo(2, file=str(tmp_path / "gone" / "DSC_2.JPG"))
    refused = photo(3, file="", refused_file="../DSC_3.JPG")
    results = write(gone, refused, at(tmp_path / "DSC_1.JPG"))
    assert results[:2] == [
        NotWritten(gone.id, gone.file, "the file is not there any more"),
        NotWritten(refused.id, "../DSC_3.JPG", "the story does not say where the photo is"),
    ]
    assert isinstance(results[2], Written)


def test_two_photos_of_one_file_do_not_overwrite_each_other(tmp_path: Path, write: Write) -> None:
    first, second = at(tmp_path / "DSC_1.JPG"), at(tmp_path / "DSC_1.JPG", 2)
    results = write(first, second)
    assert [type(result) for result in results] == [Written, NotWritten]
    assert said(tmp_path / "DSC_1.JPG.xmp", "caption") == "Caption 1"


def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path, write: Write) -> None:
    (tmp_path / "DSC_1.JPG.xmp").write_text(DIGIKAM, "utf-8")

    def full(path: str, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    results = write(at(tmp_path / "DSC_1.JPG"), at(tmp_path / "DSC_2.JPG", 2), write=full)
    reason = f"it cannot be written ({os.strerror(errno.ENOSPC)})"
    assert [r.reason for r in results if isinstance(r, NotWritten)] == [reason, reason]
    assert (tmp_path / "DSC_1.JPG.xmp").read_text("utf-8") == DIGIKAM


class Meddling:
    """Readers during whose first *times* answers another program writes the file that is asked about."""

    def __init__(self, readers: Readers, times: int, label: str = "Green") -> None:
        self.readers, self.times, self.label = readers, times, label

    def call(self, function: Any, path: str, *arguments: Any) -> Any:
        answer = self.readers.call(function, path, *arguments)
        if self.times:
            self.times -= 1
            text = Path(path).read_text("utf-8")
            Path(path).write_text(text.replace("Red", self.label) + "\n", "utf-8")
        return answer


def test_a_change_by_another_program_at_that_moment_is_kept(
    tmp_path: Path, readers: Readers
) -> None:
    path = tmp_path / "DSC_1.xmp"
    path.write_text(LIGHTROOM, "utf-8")
    story = story_of(pair(tmp_path))
    meddling: Any = Meddling(readers, 1)
    (result,) = write_sidecars(story, list(story.photos), meddling, safe_write.write)
    assert isinstance(result, Written)
    assert said(path, "caption") == "Caption 1"
    assert 'xmp:Label="Green"' in path.read_text("utf-8")


def test_a_program_that_keeps_writing_is_told_of(tmp_path: Path, readers: Readers) -> None:
    path = tmp_path / "DSC_1.xmp"
    path.write_text(LIGHTROOM, "utf-8")
    story = story_of(pair(tmp_path))
    meddling: Any = Meddling(readers, 9)
    (result,) = write_sidecars(story, list(story.photos), meddling, safe_write.write)
    assert isinstance(result, NotWritten)
    assert "another program" in result.reason
    assert said(path, "caption") == "A ferry"


def test_a_sidecar_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, readers: Readers
) -> None:
    story = story_of(at(tmp_path / "DSC_1.JPG"), at(tmp_path / "DSC_2.JPG", 2))
    run = write_sidecars(story, list(story.photos), readers, safe_write.write)
    next(run)
    (tmp_path / "DSC_2.JPG.xmp").write_text(DIGIKAM, "utf-8")
    assert [type(result) for result in run] == [Written]
    assert said(tmp_path / "DSC_2.JPG.xmp", "caption") == "Caption 2"
    assert "digiKam:PickLabel" in (tmp_path / "DSC_2.JPG.xmp").read_text("utf-8")


def test_a_run_that_is_closed_writes_nothing_more(tmp_path: Path, readers: Readers) -> None:
    story = story_of(*(at(tmp_path / f"DSC_{n}.JPG", n) for n in range(1, 6)))
    run = write_sidecars(story, list(story.photos), readers, safe_write.write)
    next(run), next(run)
    run.close()
    written = [name for name in names(tmp_path) if name.endswith(".xmp")]
    assert written == ["DSC_1.JPG.xmp", "DSC_2.JPG.xmp"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text exist on Linux only")
def test_names_of_any_bytes_get_sidecars(tmp_path: Path, write: Write) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg")
    Path(picture_file(tmp_path / "a.jpg")).rename(file)
    Path(f"{file}.xmp").write_text(SPLIT, "utf-8")
    (result,) = write(photo(1, file=file))
    assert isinstance(result, Written)
    assert said(Path(f"{file}.xmp"), "caption") == "Caption 1"
