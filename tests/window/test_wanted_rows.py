"""Which rows a view should have: what is remembered of the last choice never shows in the next."""

from types import SimpleNamespace

from factories import photo, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.story import edits
from curator.story.choice import PICKED, Census, Choice
from curator.window.grid.rows import story_rows
from curator.window.grid.wanted import Wanted

captions = st.text("ab ", max_size=4)
choices = st.builds(
    Choice, st.sampled_from([frozenset(), frozenset({PICKED})]), st.text("abA ", max_size=3)
)
steps = st.lists(
    st.tuples(choices, st.none() | st.tuples(st.integers(0, 3), captions), st.booleans()),
    min_size=2,
    max_size=5,
)


def rows(wanted, choosing, story, held):
    """Return the rows by a *wanted* that may remember, the census brought up to date."""
    *_, choosing.census = Census.counting(story)
    return wanted.rows(story, held)


@settings(max_examples=150, deadline=None)
@given(st.lists(captions, min_size=4, max_size=4), steps)
def test_a_choice_takes_the_same_after_any_other(given_captions, taken):
    marks = ("pick", "", "pick", "")
    photos = [
        photo(n, caption=caption, mark=mark)
        for n, (caption, mark) in enumerate(zip(given_captions, marks, strict=True))
    ]
    story, ids = story_of(*photos), [p.id for p in photos]
    choosing = SimpleNamespace(choice=Choice(), census=Census())
    remembering = Wanted(story_rows, choosing)
    for choice, edit, is_held in taken:
        choosing.choice = choice
        if edit is not None:
            story = edits.set_field([ids[edit[0]]], "caption", edit[1]).apply(story)
        held = frozenset(ids[:1]) if is_held else frozenset()
        found = rows(remembering, choosing, story, held)
        assert found == rows(Wanted(story_rows, choosing), choosing, story, held)
