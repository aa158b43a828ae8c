"""Situations of putting a whole story into order, and of parting pictures from words."""

import pytest
from PIL import Image

from curator.story import edits
from curator.story import sequence as order
from curator.story.values import TextBlock


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.views.story.setFocus()
    return program.views.story.rows.keys


def numbers(program, ids):
    """Return the order as the numbers that the photos had at first."""
    return [ids.index(i) + 1 for i in order.photo_ids(program.document.story.sequence)]


def said(program):
    return program.window.notices.text


# ---- orders


def test_the_order_is_set_by_stars_those_of_one_rating_as_they_stood(program, ids):
    for number, stars in ((9, 5), (3, 2), (5, 5)):
        program.document.apply(edits.set_field([ids[number - 1]], "rating", stars))
    program.document.apply(edits.set_field([ids[0]], "mark", "reject"))

    program.actions["by_rating"].trigger()

    assert numbers(program, ids) == [5, 9, 3, 2, 4, 6, 7, 8, 10, 1]
    assert said(program) == "10 photos ordered by rating. Undo takes it back."
    program.actions["by_rating"].trigger()
    assert said(program) == "10 photos: in order by rating already."
    program.actions["undo"].trigger()
    assert numbers(program, ids) == list(range(1, 11))


def test_only_the_photos_selected_are_ordered_if_they_are_several(program, ids):
    program.desk.reorder(edits.arrange(reversed(ids)))
    program.views.story.select([ids[9], ids[5], ids[0]])

    program.actions["by_name"].trigger()

    assert numbers(program, ids) == [1, 9, 8, 7, 6, 5, 4, 3, 2, 10]
    assert set(program.views.story.selected_photos) == {ids[9], ids[5], ids[0]}


def test_the_story_takes_the_order_of_the_photos_view(program, ids):
    for number, stars in ((9, 5), (3, 2)):
        program.document.apply(edits.set_field([ids[number - 1]], "rating", stars))
    program._order("rating")
    program.document.apply(edits.set_aside([ids[1]]))

    program.actions["as_photos"].trigger()
    assert numbers(program, ids) == [9, 3, 1, 4, 5, 6, 7, 8, 10]

    program._order("came")
    program.views.show_view("photos")
    program.views.photos.select([ids[8], ids[2], ids[0], ids[1]])
    program.actions["as_photos"].trigger()
    assert numbers(program, ids) == [1, 3, 9, 4, 5, 6, 7, 8, 10]


def test_what_a_choice_leaves_out_takes_part_in_an_order_of_all(program, ids):
    program.document.apply(edits.set_field([ids[9]], "rating", 5))
    program.bar.search.setText("DSC_0003")
    assert len(program.views.story.rows.keys) == 1
    program.actions["by_rating"].trigger()
    assert numbers(program, ids)[0] == 10


def test_photos_are_brought_behind_a_photo_by_its_number(program, ids, answers):
    text = TextBlock("Words")
    from curator.story import blocks

    program.document.apply(blocks.insert_block(text, ids[0]))
    program.views.story.select([ids[8], ids[9]])
    answers.after_answer = 2
    program.actions["after"].trigger()
    assert answers.asked == ["after 8 of 10"]
    assert numbers(program, ids)[:5] == [1, 2, 9, 10, 3]

    answers.after_answer = 0
    program.actions["after"].trigger()
    assert order.rows(program.document.story.sequence)[:3] == (ids[8], ids[9], text.key)


def test_photos_set_aside_come_in_behind_a_photo_by_its_number(program, ids, answers):
    program.document.apply(edits.set_aside([ids[3], ids[4]]))
    program.views.show_view("photos")
    program.views.photos.select([ids[3], ids[4], ids[9]])
    answers.after_answer = 1
    program.actions["after"].trigger()
    assert numbers(program, ids) == [1, 10, 4, 5, 2, 3, 6, 7, 8, 9]
    program.actions["undo"].trigger()
    assert numbers(program, ids) == [1, 2, 3, 6, 7, 8, 9, 10]


def test_a_place_is_the_number_on_the_cell_whatever_texts_stand_before(program, ids, answers):
    from curator.story import blocks

    program.document.apply(blocks.insert_block(TextBlock("Words"), ids[0]))
    program.views.story.select([ids[8]])
    answers.place_answer = 2
    program.actions["send"].trigger()
    assert answers.asked == ["place 9 of 10"]
    assert program.document.numbers[ids[8]] == 2


# ---- pictures and words


def test_two_photos_change_pictures_and_the_words_stay(program, ids):
    for i in ids[:2]:
        program.document.apply(edits.set_field([i], "caption", f"Words of {i}"))
    names = [program.document.story.photos[i].file_name for i in ids[:2]]
    program.views.story.select(ids[:2])

    program.actions["swap_pictures"].trigger()

    photos = [program.document.story.photos[i] for i in ids[:2]]
    assert [p.file_name for p in photos] == names[::-1]
    assert [p.caption for p in photos] == [f"Words of {i}" for i in ids[:2]]
    assert said(program).startswith("“DSC_0001.JPG” and “DSC_0002.JPG” changed pictures;")
    program.actions["undo"].trigger()
    assert program.document.story.photos[ids[0]].file_name == names[0]


def test_two_photos_change_words_and_the_pictures_stay(program, ids):
    program.document.apply(edits.set_field([ids[4]], "caption", "Mine"))
    program.views.story.select([ids[4], ids[7]])
    program.actions["swap_words"].trigger()
    photos = program.document.story.photos
    assert (photos[ids[4]].caption, photos[ids[7]].caption) == ("", "Mine")
    assert photos[ids[7]].file_name == "DSC_0008.JPG"
    assert program.editor.keys == (ids[4], ids[7])


@pytest.mark.parametrize("count", [1, 3])
def test_only_two_photos_change_places(program, ids, count):
    before = program.document.story
    program.views.story.select(ids[:count])
    program.actions["swap_words"].trigger()
    assert program.document.story is before
    assert said(program) == "Select two photos to swap their words."


def replace(qtbot, program, answers, photo_id, path):
    program.views.story.select([photo_id])
    answers.replacement_path = str(path)
    with qtbot.waitSignal(program.rooms.ordering.pictures.replaced, timeout=20_000):
        program.actions["replace_picture"].trigger()


def test_another_picture_comes_under_the_words(
    qtbot, program, ids, answers, tmp_path, make_picture
):
    program.document.apply(edits.set_field([ids[2]], "caption", "Mine"))
    path = make_picture(tmp_path / "new.jpg", "red", (40, 60))

    replace(qtbot, program, answers, ids[2], path)

    photo = program.document.story.photos[ids[2]]
    assert (photo.file, photo.width, photo.caption) == (str(path), 40, "Mine")
    assert answers.asked == ["replacement of DSC_0003.JPG"]
    assert said(program).startswith("“new.jpg” stands in place of “DSC_0003.JPG”, under the same")
    assert program.editor.where == "3 of 10 · new.jpg"
    qtbot.waitUntil(lambda: program.thumbnails.at_hand(photo) is not None, timeout=10_000)
    colour = program.thumbnails.at_hand(photo).toImage().pixelColor(5, 5)
    assert (colour.red() > 240, colour.blue() < 20) == (True, True)
    program.actions["undo"].trigger()
    assert program.document.story.photos[ids[2]].file_name == "DSC_0003.JPG"


def test_a_picture_of_the_story_changes_places_with_the_one_it_replaces(
    qtbot, program, ids, answers, folder, tmp_path
):
    program.document.apply(edits.set_field([ids[2]], "caption", "Mine"))
    link = tmp_path / "link.jpg"
    link.symlink_to(folder / "DSC_0007.JPG")

    replace(qtbot, program, answers, ids[2], link)

    photos = program.document.story.photos
    assert (photos[ids[2]].file_name, photos[ids[6]].file_name) == ("DSC_0007.JPG", "DSC_0003.JPG")
    assert photos[ids[2]].caption == "Mine"
    assert len(photos) == 10
    assert "is in the story already" in said(program)


def test_a_picture_retouched_in_place_is_seen_at_once(qtbot, program, ids, answers, folder):
    photo = program.document.story.photos[ids[0]]
    qtbot.waitUntil(lambda: program.thumbnails.at_hand(photo) is not None, timeout=10_000)
    Image.new("RGB", (60, 40), "red").save(folder / "DSC_0001.JPG")

    replace(qtbot, program, answers, ids[0], folder / "DSC_0001.JPG")

    assert said(program).startswith("“DSC_0001.JPG” was read anew")
    photo = program.document.story.photos[ids[0]]
    qtbot.waitUntil(lambda: program.thumbnails.at_hand(photo) is not None, timeout=10_000)
    assert program.thumbnails.at_hand(photo).toImage().pixelColor(5, 5).red() > 240
    replace(qtbot, program, answers, ids[0], folder / "DSC_0001.JPG")
    assert said(program) == "“DSC_0001.JPG” is the picture that stands there already."


def test_what_is_no_picture_replaces_nothing(qtbot, program, ids, answers, tmp_path):
    before = program.document.story
    (tmp_path / "notes.txt").write_text("no picture")
    for path, why in (
        (tmp_path / "notes.txt", "this is not a picture"),
        (tmp_path, "this is a folder"),
        (tmp_path / "gone.jpg", "there is nothing here"),
    ):
        replace(qtbot, program, answers, ids[0], path)
        assert program.document.story is before
        assert said(program).startswith("The picture was not replaced.")
        assert why in said(program)


def test_several_selected_have_no_one_picture_to_replace(program, ids, answers):
    program.views.story.select(ids[:2])
    program.actions["replace_picture"].trigger()
    assert answers.asked == []
    assert said(program) == "Select one photo to replace its picture."


def test_a_picture_that_comes_too_late_is_told(
    qtbot, program, ids, answers, tmp_path, make_picture
):
    path = make_picture(tmp_path / "new.jpg", "red")
    program.views.story.select([ids[0]])
    answers.replacement_path = str(path)
    with qtbot.waitSignal(program.rooms.ordering.pictures.replaced, timeout=20_000):
        program.actions["replace_picture"].trigger()
        program.document.apply(edits.remove_photos([ids[0]]))
    assert said(program) == "“new.jpg” was not put in: its photo is gone from the story."
    assert str(path) not in [p.file for p in program.document.story.photos.values()]
