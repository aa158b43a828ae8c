"""Situations in which the editor tells what the file says, and a person takes some of it."""

import pytest
from PIL import Image

from curator.story import edits


@pytest.fixture
def photo(qtbot, program, drop, tmp_path, make_picture):
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "NIKON CORPORATION", "NIKON D70"
    exif[0x010E] = "Camera's own words"
    exif[0x013B] = "Mina Oh"
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        b'<rdf:li xml:lang="x-default">The desk\'s words</rdf:li></rdf:Alt></dc:description>'
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    drop(make_picture(tmp_path / "lions.jpg", exif=exif, xmp=xmp))
    photo_id = program.views.story.selected_photos[0]
    section = program.editor.photos._from_file
    qtbot.waitUntil(lambda: "NIKON D70" in section.head.text(), timeout=10_000)
    return photo_id, section


def test_the_camera_and_differing_sources_are_told(photo):
    _, section = photo
    assert section.head.text() == "From the file: NIKON D70 · sources differ: caption"


def test_every_source_is_offered_and_one_click_takes_it(program, photo):
    photo_id, section = photo
    section.head.setChecked(True)
    names = [b.accessibleName() for b in section.buttons if b.isEnabled()]
    assert names == ["Take the caption from EXIF"]

    next(b for b in section.buttons if b.isEnabled()).click()

    assert program.document.story.photos[photo_id].caption == "Camera's own words"
    assert program.actions["undo"].text() == "&Undo: caption of lions.jpg"


def test_a_field_that_was_changed_can_be_taken_back_from_the_file(program, photo):
    photo_id, section = photo
    program.document.apply(edits.set_field([photo_id], "photographer", "Somebody else"))
    section.head.setChecked(True)

    take = [b for b in section.buttons if b.accessibleName() == "Take the photographer from EXIF"]
    assert [b.text() for b in take] == ["Take"]
    take[0].click()

    assert program.document.story.photos[photo_id].photographer == "Mina Oh"


def test_several_photos_show_no_file(program, photo, drop, tmp_path, make_picture):
    _, section = photo
    drop(make_picture(tmp_path / "second.jpg", "red"))
    program.views.story.selectAll()
    assert not section.isVisible()
