"""Situations of one photo large: what is shown when, zooming, stepping, and answers that come late."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from large_pictures import WaitingThumbnails, large_photo
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from curator.errors import PhotoError, ReadingStopped
from curator.photos.thumbnails import ThumbnailCache
from curator.story.values import Photo, PhotoId
from curator.window.jobs import Jobs
from curator.window.large import sights
from curator.window.large.photo_canvas import PhotoCanvas
from curator.window.large.pictures import Pictures, Want
from curator.window.large.sights import FITTED, Sight
from curator.window.large.viewer import Viewer
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def looks(qapp):
    return Looks("dark")


@pytest.fixture
def thumbnails(qapp):
    return WaitingThumbnails()


class Reel:
    """Twenty photos in a row, and the one that is up."""

    def __init__(self, viewer, photos):
        self.viewer, self.photos, self.place = viewer, photos, 0
        viewer._neighbour = self.neighbour
        viewer.stepped.connect(self.step)

    def neighbour(self, by):
        place = self.place + by
        return self.photos[place] if 0 <= place < len(self.photos) else None

    def step(self, by):
        self.go(min(max(self.place + by, 0), len(self.photos) - 1))

    def go(self, place):
        self.place = place
        self.viewer.show_photo(self.photos[place])


def make_viewer(qtbot, thumbnails, looks, number=lambda photo: 7):
    viewer = Viewer(thumbnails, looks, number=number)
    qtbot.addWidget(viewer)
    viewer.resize(900, 700)
    viewer.show()
    return viewer


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


def turn(canvas, steps, at, modifier=Qt.KeyboardModifier.NoModifier):
    where = QPointF(at)
    event = QWheelEvent(
        where,
        canvas.mapToGlobal(where),
        QPoint(),
        QPoint(0, steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def part_at(canvas, point):
    return sights.part_at(QPointF(point) * canvas.devicePixelRatioF(), canvas.target)


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


# Memory


def wants(photos, longest=1000):
    return [Want(photo, longest) for photo in photos]


def test_pictures_stay_within_their_bounds_and_the_oldest_go(thumbnails):
    photos = [large_photo(number) for number in range(30)]
    each = 1000 * 667 * 4
    pictures = Pictures(thumbnails.large, memory=5 * each)
    for photo in photos:
        pictures.want(wants([photo]))
        thumbnails.answer_all()
        assert pictures.bytes_kept <= 5 * each

    kept = [photo for photo in photos if pictures.sharp(photo, 1000) is not None]
    assert kept == photos[-5:]


def test_what_is_in_view_stays_whatever_it_takes(thumbnails):
    photos = [large_photo(number) for number in range(4)]
    pictures = Pictures(thumbnails.large, memory=1000)

    pictures.want(wants(photos))
    thumbnails.answer_all()
    assert all(pictures.sharp(photo, 1000) is not None for photo in photos)

    pictures.want([])
    assert pictures.bytes_kept == 0


def test_what_was_pushed_out_is_not_asked_for_again_and_again(thumbnails):
    now, later = [large_photo(1)], [large_photo(2), large_photo(3)]
    pictures = Pictures(thumbnails.large, memory=1000 * 667 * 4 + 10)

    pictures.want(wants(now), wants(later))
    thumbnails.answer_all()

    assert [photo for photo, _ in thumbnails.asked] == ["p1", "p2", "p3"]
    assert pictures.sharp(now[0], 1000) is not None


def test_closing_lets_go_of_most(viewer, canvas, thumbnails):
    viewer.show_photo(large_photo(1))
    viewer.show_full_size(True)
    thumbnails.answer_all()
    assert viewer._pictures.bytes_kept > 6000 * 4000 * 4

    viewer.hide()

    assert viewer._pictures.bytes_kept == 900 * 600 * 4
    assert all(layer.width() <= 900 for layer in canvas._layers)


def test_at_full_size_the_next_photo_is_kept_whole_too_within_the_bounds(viewer, reel, thumbnails):
    reel.go(0)
    viewer.show_full_size(True)
    thumbnails.answer_all()
    assert (thumbnails.asked[-1][0], thumbnails.asked[-1][1] > 6000) == ("p1", True)

    for place in range(1, 7):
        reel.go(place)
        thumbnails.answer_all()
        assert viewer.picture_size == QSize(6000, 4000)
        assert viewer._pictures.bytes_kept <= 256 * 1024 * 1024


def test_a_next_photo_that_the_memory_cannot_hold_whole_is_not_asked_for_whole(viewer, thumbnails):
    reel = Reel(viewer, [large_photo(number, size=(8000, 5000)) for number in range(3)])
    reel.go(0)
    viewer.show_full_size(True)
    thumbnails.answer_all()
    assert [photo for photo, longest in thumbnails.asked if longest > 8000] == ["p0"]


# Sizes that are wrong, unknown or enormous


@pytest.mark.parametrize(
    "told", [(0, 0), (-5, 3), (10**12, 10**12), (4000, 6000), (100, 66), (12_000, 8_000)]
)
def test_a_wrong_size_in_the_story_gives_way_to_the_pixels(viewer, canvas, thumbnails, told):
    true = large_photo(1)
    viewer.show_photo(large_photo(1, size=told))
    for _ in range(3):
        for asked in list(thumbnails.waiting):
            asked.photo = true
        thumbnails.answer_all()
    viewer.show_full_size(True)
    for asked in list(thumbnails.waiting):
        asked.photo = true
    thumbnails.answer_all()

    assert viewer.picture_size == QSize(6000, 4000)
    assert canvas.target.size().toSize() == QSize(6000, 4000)
    assert canvas.how == "100 %"


def test_a_picture_beyond_the_largest_says_from_how_many_pixels_it_is_shown(viewer, thumbnails):
    viewer.show_photo(large_photo(1, size=(20_000, 1_000)))
    viewer.show_full_size(True)
    thumbnails.answer_all()

    assert viewer.picture_size == QSize(11_000, 550)
    assert "from a picture reduced to 11,000 pixels" in viewer.accessibleDescription()


def test_a_small_picture_is_not_enlarged(viewer, canvas, thumbnails):
    viewer.show_photo(large_photo(1, size=(60, 40)))
    thumbnails.answer_all()
    assert canvas.target.size().toSize() == QSize(60, 40)
    assert len(thumbnails.asked) == 1

    viewer.show_full_size(True)

    assert thumbnails.waiting == []
    assert viewer.picture_size == QSize(60, 40)


# Zooming and moving


@pytest.fixture
def shown(viewer, canvas, thumbnails):
    """A viewer with a photo of 24 megapixels up, fitted."""
    viewer.show_photo(large_photo(1))
    thumbnails.answer_all()
    return canvas


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_click_goes_to_100_percent_and_what_was_under_it_stays(
    qtbot, monkeypatch, viewer, shown, ratio
):
    monkeypatch.setattr(PhotoCanvas, "devicePixelRatioF", lambda _: ratio)
    point = QPoint(200, 500)
    before = part_at(shown, point)

    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point)

    assert viewer.is_full_size
    assert shown.target.size().toSize() == QSize(6000, 4000)
    after = part_at(shown, point)
    assert abs(after.x() - before.x()) * 6000 <= 1
    assert abs(after.y() - before.y()) * 4000 <= 1
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point)
    assert shown.sight == FITTED


def test_z_zooms_where_the_pointer_is(qtbot, viewer, shown):
    point = QPoint(700, 130)
    QCursor.setPos(shown.mapToGlobal(point))
    before = part_at(shown, point)

    qtbot.keyClick(viewer, KEY.Key_Z)

    assert viewer.is_full_size
    assert abs(part_at(shown, point).x() - before.x()) * 6000 <= 1
    qtbot.keyClick(viewer, KEY.Key_Z)
    assert not viewer.is_full_size


def test_z_zooms_into_the_middle_while_the_pointer_is_elsewhere(qtbot, viewer, shown):
    QCursor.setPos(shown.mapToGlobal(QPoint(-50, -50)))
    qtbot.keyClick(viewer, KEY.Key_Z)
    assert (shown.sight.x, shown.sight.y) == pytest.approx((0.5, 0.5), abs=0.001)


def test_a_double_click_zooms_once(qtbot, viewer, shown):
    point = QPoint(400, 300)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseDClick(shown, Qt.MouseButton.LeftButton, pos=point)
    assert viewer.is_full_size


def drag(qtbot, canvas, start, by, modifier=Qt.KeyboardModifier.NoModifier):
    """Drag from *start*; QTest's own moves carry no button and no modifier."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, point, button, buttons in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, start + by, none, left),
        (QEvent.Type.MouseButtonRelease, start + by, left, none),
    ):
        place = QPointF(point)
        event = QMouseEvent(kind, place, canvas.mapToGlobal(place), button, buttons, modifier)
        QApplication.sendEvent(canvas, event)


def test_a_drag_moves_the_picture_with_the_pointer_and_zooms_nothing(qtbot, viewer, shown):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(450, 300))
    before = shown.target

    drag(qtbot, shown, QPoint(450, 300), QPoint(-120, 45))

    assert viewer.is_full_size
    assert shown.target.topLeft() - before.topLeft() == QPointF(-120, 45)


def test_a_drag_goes_no_further_than_the_edge(qtbot, shown):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(450, 300))
    for _ in range(40):
        drag(qtbot, shown, QPoint(100, 100), QPoint(600, 500))
    assert shown.target.topLeft() == QPointF(0, 0)


def test_shift_and_arrows_move_while_arrows_step(qtbot, viewer, reel, shown):
    reel.go(5)
    qtbot.keyClick(viewer, KEY.Key_Z)
    before = shown.sight.x

    qtbot.keyClick(viewer, KEY.Key_Right, SHIFT)
    assert shown.sight.x > before
    assert viewer.photo.id == "p5"

    qtbot.keyClick(viewer, KEY.Key_Right)
    assert viewer.photo.id == "p6"


def test_the_zoom_stays_at_its_place_from_photo_to_photo(qtbot, viewer, reel, thumbnails, canvas):
    reel.go(5)
    thumbnails.answer_all()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 500))
    seen = canvas.sight

    qtbot.keyClick(viewer, KEY.Key_Right)

    assert viewer.is_full_size
    assert canvas.sight == seen


def test_ctrl_and_the_wheel_zoom_about_the_pointer_between_fitted_and_400_percent(viewer, shown):
    point = QPoint(300, 350)
    before, scales = part_at(shown, point), []
    for _ in range(20):
        turn(shown, 120, point, CTRL)
        scales.append(shown.scale)
        assert abs(part_at(shown, point).x() - before.x()) * shown.target.width() <= 1.5
    assert scales == sorted(scales)
    assert 1.0 in scales
    assert scales[-1] == 4.0

    for _ in range(30):
        turn(shown, -120, point, CTRL)
    assert shown.sight == FITTED
    assert viewer.photo.id == "p1"


def test_plus_and_minus_zoom_too(qtbot, viewer, shown):
    fitted = shown.scale
    qtbot.keyClick(viewer, KEY.Key_Plus)
    assert shown.scale == pytest.approx(fitted * 1.25)
    qtbot.keyClick(viewer, KEY.Key_Minus)
    assert shown.sight == FITTED


def test_a_small_photo_between_zoomed_ones_stays_in_the_middle(qtbot, viewer, shown, thumbnails):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    viewer.show_photo(large_photo(2, size=(60, 40)))
    assert (QRectF(shown.rect()).center() - shown.target.center()).manhattanLength() <= 2


@given(
    st.tuples(st.integers(1, 12_000), st.integers(1, 12_000)),
    st.tuples(st.integers(50, 4_000), st.integers(50, 4_000)),
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(st.floats(1.0, 3.0), min_size=1, max_size=5),
)
def test_zooming_in_keeps_any_point_of_any_picture_in_its_place(whole, room, x, y, factors):
    whole, room = QSize(*whole), QSize(*room)
    place = sights.target(FITTED, whole, room)
    assume(min(place.width(), place.height()) >= 4)  # A line of pixels has no inside to point at.
    point = QPointF(place.left() + x * place.width(), place.top() + y * place.height())
    part = sights.part_at(point, place)
    sight = FITTED
    for factor in factors:
        scale = sights.scale_of(sight, whole, room) * factor
        sight = sights.zoomed(sight, whole, room, scale, point)
    place = sights.target(sight, whole, room)
    held = QPointF(place.left() + part.x() * place.width(), place.top() + part.y() * place.height())
    assert (held - point).manhattanLength() <= 3


@given(
    st.tuples(st.integers(1, 12_000), st.integers(1, 12_000)),
    st.tuples(st.integers(50, 4_000), st.integers(50, 4_000)),
    st.lists(st.tuples(st.integers(-9_000, 9_000), st.integers(-9_000, 9_000)), max_size=6),
    st.floats(0.5, 4.0),
)
def test_moving_never_takes_the_picture_out_of_its_place(whole, room, moves, scale):
    whole, room = QSize(*whole), QSize(*room)
    sight = Sight(scale)
    for x, y in moves:
        sight = sights.panned(sight, whole, room, QPointF(x, y))
    place = sights.target(sight, whole, room)
    for start, end, length in (
        (place.left(), place.right(), room.width()),
        (place.top(), place.bottom(), room.height()),
    ):
        assert start <= 2 or end <= length + 2
        assert end >= min(length, end - start) - 2
        assert start <= max(0, length - (end - start)) + 2


# Keys, wheel and words


def test_small_turns_of_the_wheel_add_up_to_steps(viewer, shown):
    steps = []
    viewer.stepped.connect(steps.append)
    for _ in range(17):
        turn(shown, -15, QPoint(300, 300))
    assert steps == [1, 1]


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
