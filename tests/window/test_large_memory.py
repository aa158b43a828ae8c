"""What is kept of large pictures, within which bounds, and whose word counts when sizes disagree."""

import pytest
from dressing import dressed
from large_pictures import Reel, WaitingThumbnails, large_photo, make_viewer
from PySide6.QtCore import QSize

from curator.window.large.photo_canvas import PhotoCanvas
from curator.window.large.pictures import Pictures, Want


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
