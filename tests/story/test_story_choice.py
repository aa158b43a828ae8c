"""The census of a story stays what a fresh count would find, whatever edits come."""

from factories import ids, photo, story
from hypothesis import given
from hypothesis import strategies as st

from curator.story import changes, choice, edits
from curator.story.choice import Census, Choice
from curator.story.values import Story

NUMBERS = st.integers(1, 8)
CHOSEN = st.lists(NUMBERS, max_size=4).map(lambda numbers: [f"p{n}" for n in numbers])
EDITS = st.one_of(
    st.builds(edits.set_field, CHOSEN, st.just("mark"), st.sampled_from(["", "pick", "reject"])),
    st.builds(edits.set_field, CHOSEN, st.just("rating"), st.integers(0, 5)),
    st.builds(edits.set_field, CHOSEN, st.sampled_from(["caption", "alt", "credit", "photographer"]),
              st.sampled_from(["", " ", "Mina Oh", "Jo"])),
    st.builds(edits.set_field, CHOSEN, st.just("taken"), st.sampled_from(["", "2026-03-14T10:00", "2026"])),
    st.builds(edits.set_aside, CHOSEN),
    st.builds(edits.bring_back, CHOSEN),
    st.builds(edits.remove_photos, CHOSEN),
    st.builds(lambda n: edits.add_photos([photo(n)]), NUMBERS),
    st.builds(lambda n: edits.add_photos([photo(n)], in_sequence=False), NUMBERS),
)  # fmt: skip


def counted(value: Story) -> Census:
    *_, census = Census.counting(value)
    return census


def positive(counter: dict) -> dict:
    assert all(n >= 0 for n in counter.values())
    return {trait: n for trait, n in counter.items() if n}


@given(st.lists(EDITS, max_size=12))
def test_following_every_edit_comes_to_the_same_as_counting_anew(steps: list) -> None:
    now = story(4)
    census = counted(now)
    for edit in steps:
        before, now = now, edit.apply(now)
        census.follow(now, changes.between(before, now))
    fresh = counted(now)
    assert census.traits == fresh.traits
    assert positive(census.counts) == positive(fresh.counts)
    assert positive(census.story_counts) == positive(fresh.story_counts)


def test_problems_are_told_once_and_survive_other_edits() -> None:
    now = story(2)
    census = counted(now)
    for _ in range(2):
        census.tell_problems(ids(1)[0], has_problems=True)
    after = edits.set_field(ids(1), "rating", 3).apply(now)
    census.follow(after, changes.between(now, after))
    assert census.counts[choice.WITH_PROBLEMS] == 1
    census.tell_problems(ids(1)[0], has_problems=False)
    assert census.counts[choice.WITH_PROBLEMS] == 0


def test_a_choice_keeps_the_order_and_what_must_stay() -> None:
    now = edits.set_field(["p3", "p1"], "mark", "pick").apply(story(4))
    picked = Choice(frozenset({choice.PICKED}))
    census = counted(now)
    assert list(picked.among(ids(4), census, now)) == ["p1", "p3"]
    assert list(picked.among(ids(4), census, now, {"p4"})) == ["p1", "p3", "p4"]


def test_words_are_found_in_any_field_and_any_order() -> None:
    now = edits.set_fields(
        {"p1": {"caption": "Straße in Łódź", "keywords": ["dawn"]}, "p2": {"place.city": "Zürich"}}
    ).apply(story(2))
    census = counted(now)

    def found(words: str) -> list:
        return list(Choice(words=words).among(ids(2), census, now))

    assert found("strasse DAWN") == ["p1"]
    assert found("lodz") == ["p1"]
    assert found("zurich") == ["p2"]
    assert found("dsc_0002") == ["p2"]
    inherited = edits.set_default("photographer", "Mina Oh").apply(now)
    assert list(Choice(words="mina").among(ids(2), census, inherited)) == ids(2)
    assert found("dawn zurich") == []
