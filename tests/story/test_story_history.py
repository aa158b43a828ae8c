"""Undo and redo over immutable stories."""

from factories import photo, story

from curator.story import edits
from curator.story.history import History


def caption(text: str, burst: object = None) -> edits.Edit:
    return edits.set_field(["p1"], "caption", text, burst)


def incoming(*numbers: int) -> edits.Edit:
    return edits.add_photos([photo(n) for n in numbers], burst="drop")


def test_a_step_goes_back_and_forth_to_the_very_stories() -> None:
    first = story()
    history = History(first)
    assert history.apply(caption("one"))
    second = history.story
    assert history.undo()
    assert history.story is first
    assert history.redo()
    assert history.story is second


def test_at_either_end_there_is_nothing_to_do() -> None:
    history = History(story())
    assert not history.undo()
    assert not history.redo()
    assert history.undo_step is None
    assert history.redo_step is None


def test_an_edit_that_changes_nothing_leaves_no_step_and_keeps_redo() -> None:
    history = History(story())
    history.apply(caption("one"))
    history.undo()
    assert not history.apply(caption("Caption 1"))
    assert history.undo_step is None
    assert history.redo_step is not None


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History(story())
    history.apply(caption("one"))
    history.undo()
    history.apply(caption("two"))
    assert not history.redo()


def test_keystrokes_of_one_burst_are_one_step() -> None:
    history = History(story())
    for text in ("o", "on", "one"):
        history.apply(caption(text, "typing"))
    assert history.undo_step.edit.burst == "typing"
    history.undo()
    assert history.story.photos["p1"].caption == "Caption 1"
    assert history.undo_step is None
    history.redo()
    assert history.story.photos["p1"].caption == "one"


def test_another_edit_a_seal_or_an_undo_ends_a_burst() -> None:
    for end in (
        lambda history: history.apply(edits.set_story("title", "T")),
        History.seal,
        lambda history: (history.undo(), history.redo()),
    ):
        history = History(story())
        history.apply(caption("o", "typing"))
        end(history)
        history.apply(caption("on", "typing"))
        history.undo()
        assert history.story.photos["p1"].caption == "o"


def test_edits_without_a_burst_never_merge() -> None:
    history = History(story())
    history.apply(caption("o"))
    history.apply(caption("on"))
    history.undo()
    assert history.story.photos["p1"].caption == "o"


def test_a_burst_that_ends_where_it_began_leaves_no_step() -> None:
    history = History(story())
    history.apply(edits.set_story("title", "T"))
    history.apply(caption("x", "typing"))
    history.apply(caption("Caption 1", "typing"))
    assert history.undo_step.edit.field == "title"


# ---- work that goes on while a person types


def test_photos_that_come_in_while_somebody_types_stay_one_step() -> None:
    history = History(story(1))
    history.apply(incoming(2))
    history.apply(caption("typed", "typing"))
    assert history.extend(incoming(3))
    assert history.extend(incoming(4))
    assert list(history.story.photos) == ["p1", "p2", "p3", "p4"]
    assert history.story.photos["p1"].caption == "typed"

    history.undo()
    assert history.story.photos["p1"].caption == "Caption 1"
    assert list(history.story.photos) == ["p1", "p2", "p3", "p4"]
    history.undo()
    assert history.story == story(1)
    history.redo()
    history.redo()
    assert history.story.photos["p1"].caption == "typed"
    assert list(history.story.photos) == ["p1", "p2", "p3", "p4"]


def test_photos_keep_coming_in_after_typing_was_undone() -> None:
    history = History(story(1))
    history.apply(incoming(2))
    history.apply(caption("typed"))
    history.undo()
    assert history.extend(incoming(3))
    assert list(history.story.photos) == ["p1", "p2", "p3"]
    history.redo()
    assert history.story.photos["p1"].caption == "typed"
    assert list(history.story.photos) == ["p1", "p2", "p3"]


def test_typing_goes_on_as_one_step_while_photos_come_in() -> None:
    history = History(story(1))
    history.apply(incoming(2))
    for number, text in enumerate(("o", "on", "one"), 3):
        history.apply(caption(text, "typing"))
        history.extend(incoming(number))
    history.undo()
    assert history.story.photos["p1"].caption == "Caption 1"
    history.undo()
    assert history.story == story(1)


def test_photos_of_an_undone_drop_do_not_come_back() -> None:
    history = History(story(1))
    history.apply(incoming(2))
    history.undo()
    assert not history.extend(incoming(3))
    assert history.story == story(1)
    assert not history.extend(edits.add_photos([photo(4)]))


def test_the_steps_stay_a_chain_after_an_extension() -> None:
    history = History(story(1))
    history.apply(incoming(2))
    history.apply(caption("a"))
    history.apply(caption("b"))
    history.undo()
    history.extend(incoming(3))
    assert history.redo_step.before is history.story
    assert history.undo_step.after is history.story
