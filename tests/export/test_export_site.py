"""A story published: what is in the folder, and that it changes as a whole or not at all."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from PIL import Image
from publishing import run, story_of, tree

from curator.errors import ExportError, FolderNotOurs
from curator.export import segments
from curator.export.site import Options, Progress, Published, publish
from curator.photos.workers import Readers
from curator.story.values import Link, Photo, PhotoId, Place, TextBlock


def document(target):
    text = (target / "index.html").read_text(encoding="utf-8")
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(text)


def test_an_export_ends_with_a_whole_page(make_story, target, readers):
    steps = list(publish(make_story(2), str(target), readers))
    assert [(s.done, s.total) for s in steps[:-1]] == [(1, 3), (2, 3), (3, 3)]
    assert {s.what for s in steps[:2]} == {"DSC_0000.JPG".replace("JPG", "jpg"), "DSC_0001.jpg"}
    assert all(isinstance(step, Progress) for step in steps[:-1])
    end = steps[-1]
    assert end == Published(
        folder=str(target),
        index=str(target / "index.html"),
        left_out=(),
        files=len(tree(target)),
        bytes=sum(map(len, tree(target).values())),
    )
    assert [path.name for path in target.parent.iterdir()] == ["story"]


def test_everything_the_page_names_is_there_and_nothing_else(make_story, target, readers):
    run(make_story(3), target, readers)
    named = {"index.html", "credits.txt", "story.json", "export-report.json"}
    for element in document(target).iter():
        for value in (element.get("href", ""), element.get("src", "")):
            named |= {value} if value and not value.startswith("#") else set()
        named |= {part.split()[0] for part in element.get("srcset", "").split(",") if part}
    assert named == set(tree(target))


def test_sizes_told_are_those_of_the_files(make_story, target, readers):
    run(make_story(2), target, readers)
    for image in document(target).iter("img"):
        with Image.open(target / image.get("src")) as file:
            assert file.size == (int(image.get("width")), int(image.get("height")))
        for part in image.get("srcset").split(","):
            name, width = part.split()
            with Image.open(target / name) as file:
                assert width == f"{file.width}w"


def test_no_picture_carries_what_its_file_said(make_photo, target, readers):
    story = story_of(
        make_photo("a.jpg", place=Place(city="SECRET-CITY"), notes="SECRET"),
        make_photo("b.png", persons=("SECRET",)),
        make_photo("c.tif", orientation=6),
    )
    run(story, target, readers)
    for name, content in tree(target).items():
        assert b"SECRET" not in content, name
        assert b"originals" not in content, name
        if name.endswith(".jpg"):
            assert {m for m, _ in segments.segments(content)} <= {
                0xE0, 0xDB, 0xC2, 0xC4, 0xDA, 0xD9,
            }  # fmt: skip


def test_a_place_travels_by_name_when_asked(make_photo, target, readers):
    story = story_of(make_photo("a.jpg", place=Place(city="Wonsan")))
    run(story, target, readers, keep_location=True)
    pictures = [content for name, content in tree(target).items() if name.endswith(".jpg")]
    assert all(b"<photoshop:City>Wonsan<" in content for content in pictures)
    assert b"Wonsan" not in (target / "index.html").read_bytes()


def test_two_exports_have_the_same_bytes(make_story, tmp_path, readers):
    story = make_story(3)
    run(story, tmp_path / "one", readers, zip=True)
    run(story, tmp_path / "two", readers, zip=True)
    run(story, tmp_path / "two", readers, zip=True)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_processes_make_what_this_process_makes(make_story, tmp_path, readers):
    story = make_story(2)
    with Readers(2) as real:
        run(story, tmp_path / "one", real)
    run(story, tmp_path / "two", readers)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_report_names_every_other_file(make_story, target, readers):
    run(make_story(1), target, readers)
    report = json.loads((target / "export-report.json").read_bytes())
    assert report["made_by"] == "Curator"
    assert set(report["files"]) | {"export-report.json"} == set(tree(target))


def test_photos_that_cannot_be_read_are_left_out_and_named(make_photo, target, readers, tmp_path):
    broken = tmp_path / "SECRET-broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    good = make_photo("a.jpg", caption="Good")
    bad = Photo(id=PhotoId("bad"), file=str(broken), caption="Bad")
    gone = Photo(id=PhotoId("gone"), file=str(tmp_path / "SECRET-gone.jpg"), caption="Gone")
    refused = Photo(id=PhotoId("refused"), file="", refused_file="../SECRET", caption="Refused")
    end = run(story_of(bad, gone, good, refused), target, readers)
    assert [photo_id for photo_id, _ in end.left_out] == ["bad", "gone", "refused"]
    assert all(reason and "SECRET" not in reason for _, reason in end.left_out[1:])
    page = document(target)
    assert [figure.get("id") for figure in page.iter("figure")] == ["photo-1"]
    assert "Good" in "".join(page.itertext())
    assert not any(b"SECRET" in content for content in tree(target).values())
    report = json.loads((target / "export-report.json").read_bytes())
    assert [item["photo"] for item in report["left_out"]] == [1, 2, 4]


def test_an_empty_story_is_not_published(target, readers):
    with pytest.raises(ExportError):
        run(story_of(title="Only a title"), target, readers)
    assert list(target.parent.iterdir()) == []


def test_a_story_of_which_no_photo_can_be_read_is_not_published(target, readers):
    with pytest.raises(ExportError, match="none"):
        run(story_of(Photo(id=PhotoId("a"), file="/nowhere.jpg")), target, readers)
    assert list(target.parent.iterdir()) == []


def test_words_alone_can_be_published(target, readers):
    run(story_of(sequence=(TextBlock("Only words"),)), target, readers)
    assert "Only words" in "".join(document(target).itertext())
    assert not (target / "photos").exists()


def test_a_theme_that_is_not_there_is_told(make_story, target, readers):
    with pytest.raises(ExportError, match="theme"):
        run(make_story(1), target, readers, theme="../essay")


def test_a_single_file_holds_everything(make_story, target, readers):
    run(make_story(2, links=(Link("next", "Next", "https://example.org"),)), target, readers,
        single_file=True)  # fmt: skip
    assert set(tree(target)) == {"index.html", "export-report.json"}
    images = list(document(target).iter("img"))
    assert len(images) == 2
    assert all(image.get("src").startswith("data:image/jpeg;base64,") for image in images)


def test_an_archive_holds_the_page_without_dates(make_story, target, readers):
    end = run(make_story(2), target, readers, zip=True)
    assert end.archive == f"{target}.zip"
    with zipfile.ZipFile(end.archive) as archive:
        assert archive.testzip() is None
        assert {i.filename: archive.read(i) for i in archive.infolist()} == tree(target)
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o100644
            assert (entry.extra, entry.comment) == (b"", b"")


def test_files_of_others_do_not_go_into_the_archive(make_story, target, readers):
    run(make_story(1), target, readers, zip=True)
    (target / "private.txt").write_text("mine")
    end = run(make_story(1), target, readers, zip=True)
    assert "private.txt" not in zipfile.ZipFile(end.archive).namelist()


def someones_zip():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("thesis.doc", "years of work")
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"no zip", someones_zip()])
def test_an_archive_of_others_is_never_replaced(make_story, target, readers, content):
    path = Path(f"{target}.zip")
    path.write_bytes(content)
    with pytest.raises(FolderNotOurs):
        run(make_story(1), target, readers, zip=True, force=True)
    assert path.read_bytes() == content
    assert not target.exists()


def test_an_archive_that_is_a_folder_is_refused(make_story, target, readers):
    Path(f"{target}.zip").mkdir()
    with pytest.raises(FolderNotOurs):
        run(make_story(1), target, readers, zip=True)


def test_options_are_the_usual_ones_unless_said():
    assert Options() == Options("essay", False, False, False, False, False)


_PHOTOS = Path(__file__).parents[2].parent / "shared" / "photos"


@pytest.mark.skipif(not _PHOTOS.is_dir(), reason="the photos of real cameras are not here")
def test_photos_of_real_cameras_come_out_clean(target):
    files = [p for kind in ("iptc", "formats") for p in sorted((_PHOTOS / kind).iterdir())]
    story = story_of(*(Photo(id=PhotoId(str(n)), file=str(p)) for n, p in enumerate(files)))
    with Readers(2) as readers:
        end = run(story, target, readers)
    shown = document(target).findall(".//figure//img")
    assert len(shown) + len(end.left_out) == len(files)
    assert len(shown) > 60
    for name, content in tree(target).items():
        if name.endswith(".jpg"):
            assert segments.strays(content, b"") == []
