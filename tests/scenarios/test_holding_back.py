"""How much readers are told of places and dates, chosen in the editor: one photo, several, the whole story."""

import pytest
from factories import photo, story_of

from curator.story.values import Place


@pytest.fixture
def ids(program):
    photos = [photo(n, place=Place(city="Wonsan")) for n in (1, 2, 3)]
    program.session.begin_with(story_of(*photos, date="2026-03-14"))
    return [p.id for p in photos]


def choose(box, words: str) -> None:
    """Choose an entry as the keyboard does."""
    row = box.findText(words)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_one_photo_has_a_choice_of_its_own_and_undo_takes_it_back(program, ids):
    panel = program.editor.photos
    program.views.select((ids[0],))
    assert panel.place_detail.currentText() == "As for the whole story"
    choose(panel.place_detail, "The country")
    assert [p.place_detail for p in program.document.story.photos.values()] == ["country", "", ""]
    program.views.select((ids[1],))
    assert panel.place_detail.currentText() == "As for the whole story"
    program.views.select((ids[0],))
    assert panel.place_detail.currentText() == "The country"
    program.document.undo()
    assert panel.place_detail.currentText() == "As for the whole story"


def test_several_photos_show_where_they_differ_and_take_one_choice(program, ids):
    panel = program.editor.photos
    program.views.select((ids[0],))
    choose(panel.place_detail, "Nothing")
    program.views.select(tuple(ids))
    assert panel.place_detail.currentIndex() == -1
    assert panel.place_detail.placeholderText() == "Several"
    choose(panel.place_detail, "State and country")
    assert {p.place_detail for p in program.document.story.photos.values()} == {"region"}


def test_the_story_says_what_is_told_of_all_places_and_of_its_date(program, ids):
    program.editor.show_story()
    panel = program.editor.story
    assert panel.place_detail.currentText() == "All of it"
    choose(panel.place_detail, "Nothing")
    choose(panel.date_detail, "The month")
    story = program.document.story
    assert (story.defaults.place_detail, story.date_detail) == ("none", "month")
    choose(panel.place_detail, "All of it")
    assert program.document.story.defaults.place_detail == ""
    program.document.undo()
    assert panel.place_detail.currentText() == "Nothing"


def test_the_choices_have_names_for_those_who_do_not_see_them(program, ids):
    boxes = {
        program.editor.photos.place_detail: "What readers are told of the place",
        program.editor.story.place_detail: "What readers are told of places",
        program.editor.story.date_detail: "What readers are told of the date",
    }
    for box, name in boxes.items():
        assert box.accessibleName() == name
