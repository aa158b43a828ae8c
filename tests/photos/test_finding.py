"""Finding photo files below dropped paths, whatever lies there."""

import os
from pathlib import Path

import pytest
from factories import picture_file

from curator.photos.finding import Found, Skipped, find


def found(*paths: Path | str) -> list[str]:
    return [item.path for item in find(map(str, paths)) if isinstance(item, Found)]


def skipped(*paths: Path | str) -> dict[str, str]:
    return {
        os.path.basename(item.path): item.reason
        for item in find(map(str, paths))
        if isinstance(item, Skipped)
    }


def names(root: Path, *paths: Path | str) -> list[str]:
    return [os.path.relpath(path, root) for path in found(*(paths or (root,)))]


def test_folders_are_read_to_any_depth_in_natural_order(tmp_path: Path) -> None:
    for name in ("img10.jpg", "img2.jpg", "b/img1.jpg", "a/z/y/x.jpg", "IMG3.jpg"):
        picture_file(tmp_path / name)
    assert names(tmp_path) == [
        "a/z/y/x.jpg",
        "b/img1.jpg",
        "img2.jpg",
        "IMG3.jpg",
        "img10.jpg",
    ]


def test_paths_come_in_the_order_given_and_are_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture_file(tmp_path / "b.jpg")
    picture_file(tmp_path / "a.jpg")
    monkeypatch.chdir(tmp_path)
    assert found("b.jpg", "./a.jpg") == [str(tmp_path / "b.jpg"), str(tmp_path / "a.jpg")]


def test_a_folder_of_sixty_levels_is_read(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(60):
        folder = folder / ("d" * 20)
    picture_file(folder / "deep.jpg")
    assert names(folder, tmp_path) == ["deep.jpg"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    picture_file(tmp_path / "sub" / "a.jpg")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert names(tmp_path) == ["sub/a.jpg"]
    assert "cannot be read" in skipped(tmp_path)["self"]


def test_one_file_comes_in_once_however_often_it_is_met(tmp_path: Path) -> None:
    path = Path(picture_file(tmp_path / "photos" / "a.jpg"))
    (tmp_path / "photos" / "b-link.jpg").symlink_to(path)
    os.link(path, tmp_path / "photos" / "c-hard.jpg")
    (tmp_path / "again").symlink_to(tmp_path / "photos")
    arguments = (path, tmp_path / "photos", tmp_path, path, f"{tmp_path}/photos/../photos")
    assert names(tmp_path, *arguments) == ["photos/a.jpg"]
    assert skipped(*arguments) == {}


def test_what_is_no_picture_is_skipped_with_its_reason(tmp_path: Path) -> None:
    picture_file(tmp_path / "a.jpg")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "words.jpg").write_text("not a picture")
    (tmp_path / "story.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "._a.jpg").write_bytes(b"\0\x05\x16\x07")
    (tmp_path / "one.jpg.lnk").symlink_to("gone.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert names(tmp_path) == ["a.jpg"]
    assert skipped(tmp_path) == {
        "empty.jpg": "the file is empty",
        "words.jpg": "this is not a picture",
        "story.pdf": "PDF document: Curator does not read this format",
        "._a.jpg": "a file that macOS puts beside another, not a picture",
        "one.jpg.lnk": "there is nothing here",
        "pipe.jpg": "this is not a file",
    }


def test_a_device_is_not_read() -> None:
    assert skipped("/dev/zero") == {"zero": "this is not a file"}


def test_a_picture_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    picture_file(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.txt")
    (tmp_path / "b.jpg").write_text("%!PS-Adobe named as a picture")
    assert names(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {"b.jpg": "PostScript: Curator does not read this format"}


def test_clutter_of_systems_and_sidecars_of_photos_are_passed_over_in_silence(
    tmp_path: Path,
) -> None:
    for name in ("a.jpg", "b.jpg", "c.JPG"):
        picture_file(tmp_path / name)
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini", "a.xmp", "b.jpg.xmp", "c.XMP"):
        (tmp_path / name).write_text("<x:xmpmeta/>")
    (tmp_path / "lonely.xmp").write_text("<x:xmpmeta/>")
    assert names(tmp_path) == ["a.jpg", "b.jpg", "c.JPG"]
    assert skipped(tmp_path) == {"lonely.xmp": "XMP sidecar: Curator does not read this format"}


@pytest.mark.parametrize(
    "name",
    [
        b"caf\xe9.jpg",
        b"\xff\xfe.jpg",
        "é".encode() * 125 + b".jpg",
        b"new\nline.jpg",
        b"tab\t\x1b[31m.jpg",
        b" ",
        b"-rf",
        b"%2e%2e",
        b"back\\slash.jpg",
        "\u202egpj.exe".encode(),
    ],
)
def test_a_file_with_any_name_is_found_and_never_silently_missing(
    tmp_path: Path, name: bytes
) -> None:
    source = picture_file(tmp_path / "plain.jpg")
    folder = os.fsencode(tmp_path) + b"/odd"
    os.mkdir(folder)
    os.rename(source, folder + b"/" + name)
    (path,) = found(tmp_path)
    assert os.fsencode(path) == folder + b"/" + name
    assert os.path.isfile(path)


def test_names_that_differ_only_in_case_or_composition_are_two_photos(tmp_path: Path) -> None:
    for name in ("Photo.JPG", "photo.jpg", "caf\u00e9.jpg", "cafe\u0301.jpg"):
        picture_file(tmp_path / name)
    assert len(found(tmp_path)) == len(os.listdir(tmp_path))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    secret = Path(picture_file(tmp_path / "secret.jpg"))
    closed = tmp_path / "closed"
    closed.mkdir()
    secret.chmod(0)
    closed.chmod(0)
    try:
        assert skipped(tmp_path) == {
            "secret.jpg": "you have no permission to read this",
            "closed": "you have no permission to read this",
        }
    finally:
        closed.chmod(0o700)


def test_a_folder_that_fails_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture_file(tmp_path / "a.jpg")
    (tmp_path / "bad").mkdir()
    real = os.listdir

    def listdir(path: str) -> list[str]:
        if path.endswith("bad"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    assert names(tmp_path) == ["a.jpg"]
    assert skipped(tmp_path) == {"bad": "you have no permission to read this"}


def test_a_path_to_nothing_is_told(tmp_path: Path) -> None:
    assert skipped(tmp_path / "gone") == {"gone": "there is nothing here"}


def test_finding_can_be_left_at_any_time(tmp_path: Path) -> None:
    for n in range(5):
        picture_file(tmp_path / f"{n}.jpg")
    search = find([str(tmp_path)])
    assert next(search) == Found(str(tmp_path / "0.jpg"))
    search.close()


def test_a_page_that_curator_made_is_no_folder_of_photos(tmp_path: Path) -> None:
    picture_file(tmp_path / "a.jpg")
    picture_file(tmp_path / "story-page" / "photos" / "01-480.jpg")
    (tmp_path / "story-page" / "export-report.json").write_text("{}")

    found = list(find([str(tmp_path)]))

    assert [os.path.basename(item.path) for item in found if isinstance(item, Found)] == ["a.jpg"]
    assert [item.reason for item in found if isinstance(item, Skipped)] == [
        "a page that Curator made, not a folder of photos"
    ]
