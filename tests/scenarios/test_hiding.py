"""Situations of hiding: an editor covers a face, is shown where else it may be, and publishes."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from curator.photos.thumbnails import ThumbnailCache
from curator.story import hiding
from curator.story.values import RECTANGLE, Area
from curator.window.jobs import Jobs
from curator.window.page.pictures import PagePictures

KEY = Qt.Key
FACE = Area(RECTANGLE, 0.25, 0.25, 0.5, 0.5)


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.views.grid.setFocus()
    return program.views.story.rows.keys


def hidden(program, photo_id):
    return program.document.story.photos[photo_id].hidden


def offer(program, words):
    from PySide6.QtWidgets import QPushButton

    buttons = program.window.notices.findChildren(QPushButton)
    return next(button for button in buttons if button.text() == words)


def test_a_face_is_hidden_by_keys_alone_kept_in_the_manifest_and_undone(program, ids, press):
    program.views.story.select(ids[:1])
    press(KEY.Key_H)
    assert program.views.viewer.is_hiding
    press(KEY.Key_Return)
    press(KEY.Key_Left)
    press(KEY.Key_Left)
    (area,) = hidden(program, ids[0])
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert not program.views.is_large
    program.document.undo()
    program.document.undo()
    assert hidden(program, ids[0]) == ()
    program.document.redo()
    program.document.redo()
    assert hidden(program, ids[0]) == (area,)


def test_photos_that_look_like_it_are_offered_the_same_areas(program, drop, folder, press, qtbot):
    first, second = (folder / name for name in ("twin.jpg", "other.jpg"))
    scene = Image.radial_gradient("L").resize((320, 240)).rotate(20)
    scene.save(first, quality=95)
    scene.save(second, quality=60)
    drop(first, second)
    one, other = program.views.story.rows.keys[-2:]
    program.views.story.select([one])
    program.views.grid.setFocus()
    press(KEY.Key_H)
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    assert "1 photo looks like this one" in program.window.notices.text
    offer(program, "Hide there too").click()
    assert hidden(program, other) == hidden(program, one) != ()


def test_the_page_is_made_of_covered_pictures_although_bare_ones_are_in_the_cache(
    program, ids, readers, tmp_path
):
    pictures = PagePictures(readers, ThumbnailCache(tmp_path / "cache"), Jobs(1))
    bare = pictures.make(program.document.story.photos[ids[0]])
    program.document.apply(hiding.set_hidden({ids[0]: [FACE]}))
    covered = pictures.make(program.document.story.photos[ids[0]])
    assert covered != bare
    assert pictures.make(program.document.story.photos[ids[0]]) == covered


def test_what_is_exported_is_covered_in_every_size(
    program, ids, answers, settle, qtbot, tmp_path: Path
):
    noisy = Path(program.document.story.photos[ids[0]].file)
    Image.effect_noise((900, 600), 120).convert("RGB").save(noisy, quality=95)
    program.document.apply(hiding.set_hidden({i: [FACE] for i in ids}))
    settle()
    answers.export_path = str(tmp_path / "page")
    with qtbot.waitSignal(program.publishing.finished, timeout=30_000):
        program.actions["export"].trigger()
    found = sorted((tmp_path / "page" / "photos").glob("01-*.jpg"))
    assert found
    for path in found:
        with Image.open(path) as image:
            width, height = image.size
            inside = (width * 3 // 8, height * 3 // 8, width * 5 // 8, height * 5 // 8)
            low, high = image.convert("L").crop(inside).getextrema()
            assert high - low < 60, path.name
            low, high = image.convert("L").crop((0, 0, width // 8, height // 8)).getextrema()
            assert high - low > 100, path.name
