"""The part of a photo that phones show: chosen, taken back, kept in the manifest, gone with another picture."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import ManifestUnreadable
from curator.manifest import files
from curator.story import cropping, pictures
from curator.story.table import PhotoTable
from curator.story.values import Area, Photo, PhotoId, Story

PART = Area("rectangle", 0.25, 0.1, 0.4, 0.8)


def story(**words):
    photo = Photo(id=PhotoId("a"), file="/photos/a.jpg", width=600, height=400, **words)
    return Story(photos=PhotoTable([photo]))


def test_a_part_is_chosen_and_given_up_again():
    chosen = cropping.set_phone_crop({"a": PART}).apply(story())
    assert chosen.photos["a"].phone_crop == PART
    assert cropping.set_phone_crop({"a": PART}).apply(chosen) is chosen
    assert cropping.set_phone_crop({"gone": PART}).apply(chosen) is chosen
    assert cropping.set_phone_crop({"a": None}).apply(chosen) == story()


@given(st.floats(0.1, 10), st.floats(0, 1), st.floats(0, 1))
def test_the_largest_part_of_a_shape_lies_inside_and_touches_two_edges(ratio, x, y):
    part = cropping.largest(ratio, x, y)
    assert part.width / part.height == pytest.approx(ratio, rel=0.01)
    assert max(part.width, part.height) == 1
    assert part.left >= 0
    assert part.left + part.width <= 1 + 1e-9
    assert part.top + part.height <= 1 + 1e-9


def test_the_manifest_keeps_it():
    kept = files.to_bytes(story(phone_crop=PART), "/photos")
    told = json.loads(kept)["photos"]["a"]["phone_crop"]
    assert told == {"shape": "rectangle", "left": 0.25, "top": 0.1, "width": 0.4, "height": 0.8}
    assert files.load_bytes(kept, "s.json", "/photos").story.photos["a"].phone_crop == PART
    assert b"phone_crop" not in files.to_bytes(story(), "/photos")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"shape": "ellipse"}, "phone_crop.shape should be rectangle"),
        ({"left": 0.7}, "should lie within the picture"),
        ({"width": "wide"}, "phone_crop.width"),
        ({"top": -1}, "phone_crop.top"),
    ],
)
def test_a_part_that_is_none_is_told_with_its_place(wrong, said):
    values = json.loads(files.to_bytes(story(phone_crop=PART), "/photos"))
    values["photos"]["a"]["phone_crop"] |= wrong
    with pytest.raises(ManifestUnreadable, match=said):
        files.load_bytes(json.dumps(values).encode(), "s.json", "/photos")


def test_another_picture_under_the_words_brings_its_own_part_or_none():
    before = story(phone_crop=PART, caption="Words")
    fresh = Photo(id=PhotoId("b"), file="/photos/b.jpg", width=400, height=600)
    after = pictures.replace_picture("a", fresh).apply(
        replace(before, photos=PhotoTable([*before.photos.values(), fresh]))
    )
    assert after.photos["a"].file == "/photos/b.jpg"
    assert after.photos["a"].phone_crop is None
