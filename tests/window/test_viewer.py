"""Situations of one photo large: what is shown when, zooming, stepping, and answers that come late."""

from dataclasses import replace

import pytest
from dressing import dressed
from large_pictures import Reel, WaitingThumbnails, large_photo, make_viewer
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from curator.errors import PhotoError, ReadingStopped
from curator.photos.thumbnails import ThumbnailCache
from curator.story.values import Photo, PhotoId
from curator.window.jobs import Jobs
from curator.window.large.photo_canvas import PhotoCanvas
from curator.window.thumbnails import Thumbnails

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def looks(qapp):
    return dressed("dark")


@pytest.fixture
def thumbnails(qapp):
    return WaitingThumbnails()


@pytest.fixture
def viewer(qtbot, thumbnails, looks):
    return make_viewer(qtbot, thumbnails, looks)


@pytest.fixture
def canvas(viewer):
    return viewer.findChild(PhotoCanvas)


@pytest.fixture
def reel(viewer):
    return Reel(viewer, [large_photo(number) for number in range(20)])


def colour_in_the_middle(canvas):
    return canvas.grab().toImage().pixelColor(canvas.rect().center()).name()


# What is shown, and when


def test_the_thumbnail_shows_at_once_and_the_sharp_picture_when_it_comes(qtbot, looks):
    thumbnails = WaitingThumbnails("#ff0000")
    viewer = make_viewer(qtbot, thumbnails, looks)
    canvas = viewer.findChild(PhotoCanvas)

    viewer.show_photo(large_photo(1))
    assert colour_in_the_middle(canvas) == "#ff0000"
    assert viewer.picture_size.isEmpty()

    thumbnails.answer(colour="#00ff00")
    assert colour_in_the_middle(canvas) == "#00ff00"
    assert viewer.picture_size == QSize(900, 600)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_fitted_picture_has_a_pixel_for_each_of_the_screen(
    monkeypatch, viewer, canvas, thumbnails, ratio
):
    monkeypatch.setattr(PhotoCanvas, "devicePixelRatioF", lambda _: ratio)

    viewer.show_photo(large_photo(1))
    viewer.show_photo(large_photo(2, size=(4000, 6000)))
    thumbnails.answer_all()

    wide, tall = thumbnails.asked
    assert wide == ("p1", 900 * ratio)
    assert tall == ("p2", round(canvas.height() * ratio))


def test_a_change_of_size_brings_one_new_picture_when_it_has_ended(qtbot, viewer, thumbnails):
    viewer.show_photo(large_photo(1))
    thumbnails.answer_all()

    for width in range(901, 960):
        viewer.resize(width, 700)
    qtbot.waitUntil(lambda: thumbnails.waiting != [])

    assert thumbnails.asked == [("p1", 900), ("p1", 959)]


def test_neighbours_are_asked_for_one_by_one_once_the_photo_is_there(reel, thumbnails):
    reel.go(5)
    assert thumbnails.waiting_for == ["p5"]
    for expected in ("p6", "p7", "p4"):
        thumbnails.answer()
        assert thumbnails.waiting_for == [expected]
    thumbnails.answer()
    assert thumbnails.waiting_for == []


def test_going_back_two_are_asked_for_behind_and_one_ahead(qtbot, viewer, reel, thumbnails):
    reel.go(5)
    thumbnails.answer_all()
    del thumbnails.asked[:]

    qtbot.keyClick(viewer, KEY.Key_Left)
    thumbnails.answer_all()

    assert viewer.photo.id == "p4"
    assert [photo for photo, _ in thumbnails.asked] == ["p3", "p2"]


def test_a_neighbour_that_is_there_is_sharp_at_once(qtbot, viewer, reel, thumbnails):
    reel.go(5)
    thumbnails.answer_all()

    qtbot.keyClick(viewer, KEY.Key_Right)

    assert viewer.photo.id == "p6"
    assert viewer.picture_size == QSize(900, 600)


def test_a_photo_in_view_does_not_wait_for_a_neighbour(viewer, reel, thumbnails):
    reel.go(5)
    thumbnails.answer()
    assert thumbnails.waiting_for == ["p6"]

    reel.go(12)

    assert thumbnails.waiting_for == ["p6", "p12"]


def test_nothing_is_asked_for_while_nobody_looks(viewer, thumbnails):
    viewer.hide()
    viewer.show_photo(large_photo(1))
    assert thumbnails.asked == []

    viewer.show()
    assert thumbnails.waiting_for == ["p1"]


# Answers that come late, out of order or never


def test_the_answer_for_a_photo_one_has_left_is_never_shown(viewer, canvas, reel, thumbnails):
    reel.go(1)
    reel.go(9)

    thumbnails.answer_late(0, "#ff0000")
    assert viewer.picture_size.isEmpty()
    assert colour_in_the_middle(canvas) != "#ff0000"

    thumbnails.answer_late(0, "#00ff00")
    assert colour_in_the_middle(canvas) == "#00ff00"


def test_answers_may_come_in_any_order(viewer, canvas, reel, thumbnails):
    reel.go(1)
    reel.go(9)

    thumbnails.answer_late(1, "#00ff00")
    thumbnails.answer_late(0, "#ff0000")

    assert viewer.photo.id == "p9"
    assert colour_in_the_middle(canvas) == "#00ff00"


def test_a_photo_one_has_left_is_passed_over(reel, thumbnails):
    reel.go(1)
    assert thumbnails.waiting[0].is_wanted()
    reel.go(9)
    assert not thumbnails.waiting[0].is_wanted()


def test_a_held_key_queues_nothing_and_its_last_photo_comes_next(qtbot, viewer, reel, thumbnails):
    reel.go(0)
    for _ in range(18):
        qtbot.keyClick(viewer, KEY.Key_Right)
    assert viewer.photo.id == "p18"
    assert len(thumbnails.asked) == 2

    thumbnails.answer()

    assert thumbnails.asked[-1][0] == "p18"


def test_coming_back_to_a_photo_that_was_passed_over_asks_again(reel, viewer, thumbnails):
    reel.go(1)
    given_up = thumbnails.waiting[0]
    reel.go(9)
    was_wanted = given_up.is_wanted()
    reel.go(1)

    thumbnails.waiting.remove(given_up)
    given_up.on_result(QImage())  # its turn came while it was not wanted

    assert not was_wanted
    assert "p1" in thumbnails.waiting_for
    thumbnails.answer_all()
    assert viewer.picture_size == QSize(900, 600)


def test_a_file_that_vanished_says_so_and_stepping_goes_on(qtbot, viewer, reel, thumbnails):
    reel.go(3)
    thumbnails.fail(PhotoError("/pictures/DSC_0003.JPG", "the file is not there any more"))

    said = viewer.accessibleDescription()
    assert "cannot be shown" in said
    assert viewer._canvas._note == ("DSC_0003.JPG cannot be shown: the file is not there any more")
    qtbot.keyClick(viewer, KEY.Key_Right)
    thumbnails.answer_all()
    assert viewer.picture_size == QSize(900, 600)


def test_a_file_that_came_back_is_shown_when_looked_at_again(viewer, reel, thumbnails):
    reel.go(3)
    thumbnails.fail(PhotoError("/pictures/DSC_0003.JPG", "the file is not there any more"))
    thumbnails.answer_all()
    assert viewer.picture_size.isEmpty()

    viewer.look_again()
    thumbnails.answer_all()

    assert viewer.picture_size == QSize(900, 600)
    assert "cannot be shown" not in viewer.accessibleDescription()


def test_a_file_that_vanished_before_the_zoom_keeps_its_fitted_picture(viewer, thumbnails):
    viewer.show_photo(large_photo(1))
    thumbnails.answer_all()
    viewer.show_full_size(True)

    thumbnails.fail(PhotoError("/pictures/DSC_0001.JPG", "the file is not there any more"))

    assert "100 %, not sharp: the file is not there any more" in viewer.accessibleDescription()
    viewer.show_full_size(False)
    assert viewer.picture_size == QSize(900, 600)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ReadingStopped("/pictures/DSC_0001.JPG", "reading it took too long"), "took too long"),
        (RuntimeError("0x7f"), "it cannot be shown"),
    ],
)
def test_an_error_of_the_reader_is_told_in_words(viewer, canvas, thumbnails, error, reason):
    viewer.show_photo(large_photo(1))
    thumbnails.fail(error)
    assert canvas.reason.endswith(reason)
    assert thumbnails.waiting == []


def test_a_refused_file_says_why_and_is_not_asked_for(viewer, canvas, thumbnails):
    viewer.show_photo(replace(large_photo(1), file="", refused_file="../../secret.jpg"))

    assert canvas.reason == "the file is refused: it leads outside the story"
    assert thumbnails.asked == []


# Keys and words


@pytest.mark.parametrize("stars", range(6))
def test_digits_rate(qtbot, viewer, stars):
    viewer.show_photo(large_photo(1))
    with qtbot.waitSignal(viewer.rated) as rated:
        qtbot.keyClick(viewer, KEY(KEY.Key_0 + stars))
    assert rated.args == [stars]


@pytest.mark.parametrize(
    ("key", "mark"), [(KEY.Key_P, "pick"), (KEY.Key_X, "reject"), (KEY.Key_U, "")]
)
def test_letters_mark(qtbot, viewer, key, mark):
    viewer.show_photo(large_photo(1))
    with qtbot.waitSignal(viewer.marked) as marked:
        qtbot.keyClick(viewer, key)
    assert marked.args == [mark]


def test_keys_of_the_menus_and_held_keys_judge_nothing(qtbot, viewer):
    viewer.show_photo(large_photo(1))
    with qtbot.assertNotEmitted(viewer.rated), qtbot.assertNotEmitted(viewer.marked):
        qtbot.keyClick(viewer, KEY.Key_1, CTRL)
        qtbot.keyClick(viewer, KEY.Key_X, Qt.KeyboardModifier.AltModifier)
        none = Qt.KeyboardModifier.NoModifier
        for key, text in ((KEY.Key_3, "3"), (KEY.Key_P, "p")):
            held = QKeyEvent(QEvent.Type.KeyPress, key, none, text, True)
            QApplication.sendEvent(viewer, held)


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_Space, KEY.Key_Return])
def test_escape_space_and_enter_close(qtbot, viewer, key):
    with qtbot.waitSignal(viewer.closed):
        qtbot.keyClick(viewer, key)


def test_the_footer_tells_what_is_known_of_the_photo(viewer, thumbnails):
    photo = large_photo(1, rating=3, mark="pick", caption="\nA ferry leaves.\nMore.")
    viewer.show_photo(photo)
    assert viewer._footer.facts == "DSC_0001.JPG · No. 7 · ★★★☆☆ · Picked · loading…"
    assert viewer._footer.caption == "A ferry leaves."

    thumbnails.answer_all()
    assert viewer._footer.facts.endswith("fitted, 15 %")
    assert viewer.accessibleDescription() == (
        "DSC_0001.JPG, number 7, 3 stars, picked, fitted, 15 %: A ferry leaves."
    )


def test_the_footer_follows_words_and_stars_without_asking_for_the_picture_again(
    viewer, thumbnails
):
    viewer.show_photo(large_photo(1))
    thumbnails.answer_all()

    viewer.show_photo(large_photo(1, rating=5, caption="Dawn."))

    assert "★★★★★" in viewer._footer.facts
    assert viewer._footer.caption == "Dawn."
    assert len(thumbnails.asked) == 1


def test_hostile_names_and_ratings_do_no_harm(qtbot, thumbnails, looks):
    viewer = make_viewer(qtbot, thumbnails, looks, number=lambda photo: None)
    name = "/pictures/" + "<b>\n" + "x" * 200 + ".JPG"
    viewer.show_photo(replace(large_photo(1), file=name, rating=10**9, caption="y" * 10**6))
    viewer.grab()

    facts = viewer._footer.facts
    assert facts.startswith("<b>\\x0axxx")
    assert facts.endswith(".JPG · set aside · ★★★★★ · loading…")


# With real files


@pytest.fixture
def real(readers, tmp_path, qtbot):
    jobs = Jobs(2)
    yield Thumbnails(readers, ThumbnailCache(tmp_path / "cache"), jobs)
    jobs.shut_down()


def test_every_pixel_of_a_real_file_stands_on_one_of_the_screen(qtbot, real, looks, tmp_path):
    path = tmp_path / "squares.png"
    image = Image.new("RGB", (1600, 1200), "white")
    image.paste("black", (800, 600, 816, 616))
    image.save(path)
    viewer = make_viewer(qtbot, real, looks)
    canvas = viewer.findChild(PhotoCanvas)
    viewer.show_photo(Photo(PhotoId("p"), str(path), width=1600, height=1200))
    qtbot.waitUntil(lambda: not viewer.picture_size.isEmpty(), timeout=10_000)
    assert viewer.picture_size.width() == round(canvas.height() * 4 / 3)

    viewer.show_full_size(True, QPointF(0.5, 0.5))
    qtbot.waitUntil(lambda: viewer.picture_size == QSize(1600, 1200), timeout=10_000)

    seen = canvas.grab().toImage()
    corner = canvas.target.topLeft().toPoint() + QPoint(800, 600)
    dark = [x for x in range(-20, 40) if seen.pixelColor(corner + QPoint(x, 8)).lightness() < 128]
    assert dark == list(range(16))


def test_a_picture_that_nobody_wants_any_more_is_not_read(qtbot, real):
    came = []
    real.large(large_photo(1), 500, came.append, came.append, lambda: False)
    qtbot.waitUntil(lambda: came != [])
    assert came[0].isNull()


def test_a_real_file_that_is_gone_says_so(qtbot, real, looks):
    viewer = make_viewer(qtbot, real, looks)
    viewer.show_photo(large_photo(1))
    canvas = viewer.findChild(PhotoCanvas)
    qtbot.waitUntil(lambda: canvas.reason != "", timeout=10_000)
    assert canvas.reason == "the file is not there any more"
    qtbot.waitUntil(lambda: real.reason(large_photo(1)) != "", timeout=10_000)
