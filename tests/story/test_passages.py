"""Every text of a story with its place, found and replaced there and nowhere else."""

from dataclasses import replace

import pytest
from factories import photo, story, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.search import Search
from curator.errors import SearchError
from curator.story import blocks, edits, passages
from curator.story.edits import EditKind
from curator.story.history import History
from curator.story.passages import ADDRESSES, WORDS, Passage
from curator.story.values import (
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    PhotoBlock,
    PhotoId,
    Place,
    QuoteBlock,
    Source,
    Story,
    TextBlock,
)

TEXT, HEADING = TextBlock("text"), HeadingBlock("heading")
P1, P2 = PhotoId("p1"), PhotoId("p2")


def full_story() -> Story:
    """Return a story in which every text says which field it stands in."""
    place = Place("place.sublocation", "place.city", "place.state", "place.country")
    names = ("caption", "headline", "alt", "credit", "photographer", "copyright", "usage", "notes")
    everything = photo(
        1,
        **{name: name for name in names},
        license_url="license_url",
        place=place,
        keywords=("keywords", "more keywords"),
        persons=("persons",),
    )
    return story_of(
        photo(4, caption="set aside"),
        everything,
        photo(2),
        photo(3),
        sequence=[
            HEADING,
            PhotoBlock(P1),
            TEXT,
            OtherBlock(()),
            QuoteBlock("quote", "by"),
            GroupBlock((PhotoId("p3"), P2), caption="group.caption"),
        ],
        title="title",
        standfirst="standfirst",
        byline="byline",
        dateline="dateline",
        corrections=(Correction("2026-11-22", "corrections.text"),),
        closing_credit="closing_credit",
        source=Source("source.name", "source.url"),
        links=(Link("related", "links.label", "links.url"), Link("next", "second", "")),
        defaults=Defaults(credit="defaults.credit", place=Place(city="defaults.place.city")),
    )


def replaced(before: Story, pattern: str, replacement: str, **how: object) -> Story:
    search = Search(pattern, replacement=replacement, **how)  # type: ignore[arg-type]
    found = [one for batch in passages.found(before, search) for one in batch]
    return passages.replace({one.passage: one.after for one in found}).apply(before)


def test_texts_come_in_the_order_in_which_a_reader_meets_them():
    assert [passage.text for passage in passages.passages(full_story())] == [
        "title", "standfirst", "byline", "dateline", "defaults.credit", "defaults.place.city",
        "heading",
        "caption", "headline", "alt", "credit", "photographer", "copyright", "usage",
        "place.sublocation", "place.city", "place.state", "place.country",
        "keywords", "more keywords", "persons", "notes",
        "text", "quote", "by", "Caption 3", "Caption 2", "group.caption",
        "closing_credit", "source.name", "links.label", "second", "corrections.text", "set aside",
    ]  # fmt: skip


def test_every_text_tells_its_place():
    named = {p.text: p for p in passages.passages(full_story(), (*WORDS, *ADDRESSES))}
    assert all(p.field == text for text, p in named.items() if text in (*WORDS, *ADDRESSES))
    assert named["caption"].key == P1
    assert named["text"].key == TEXT.key
    assert named["title"].key is None
    assert named["more keywords"].item == 1
    assert named["second"].item == 1


def test_addresses_are_gone_through_only_where_asked_for():
    assert not set(ADDRESSES) & {p.field for p in passages.passages(full_story())}
    asked = [p.text for p in passages.passages(full_story(), ADDRESSES)]
    assert asked == ["license_url", "source.url", "links.url"]


def test_of_some_photos_and_texts_only_those_are_gone_through():
    found = passages.passages(full_story(), ids=[P2, TEXT.key, PhotoId("p4")])
    assert [p.text for p in found] == ["text", "Caption 2", "set aside"]


def test_captions_alone_are_gone_through():
    assert [p.text for p in passages.passages(full_story(), ["caption"])] == [
        "caption", "Caption 3", "Caption 2", "set aside",
    ]  # fmt: skip


def test_words_are_replaced_in_every_field_as_one_step():
    history = History(full_story())
    search = Search("[a-z._]+", is_regex=True, replacement="new")
    found = [one for batch in passages.found(history.story, search) for one in batch]
    edit = passages.replace({one.passage: one.after for one in found})
    assert history.apply(edit)

    after = [passage.text for passage in passages.passages(history.story)]
    assert set(after) == {"new", "new new", "new 2", "new 3"}
    assert history.story.photos[P1].keywords == ("new", "new new")
    assert history.story.links[0].url == "links.url"
    assert edit.kind is EditKind.REPLACE
    history.undo()
    assert history.story == full_story()


@pytest.mark.parametrize("field", [*WORDS, *ADDRESSES])
def test_each_field_is_replaced_by_itself(field):
    before = full_story()
    for name in edits.DEFAULT_FIELDS:
        before = edits.set_default(name, f"defaults.{name}").apply(before)
    passage = next(passages.passages(before, [field]))
    after = passages.replace({passage: "Other"}).apply(before)
    old, new = (
        [p.text for p in passages.passages(s, (*WORDS, *ADDRESSES))] for s in (before, after)
    )
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [(field, "Other")]


def test_a_text_that_was_changed_meanwhile_is_left_as_it_is():
    before = full_story()
    changes = dict.fromkeys(passages.passages(before, ["caption", "text", "title"]), "Other")
    meanwhile = edits.set_field([P1], "caption", "Typed since").apply(before)
    meanwhile = blocks.set_block_text(TEXT.key, "Typed too").apply(meanwhile)
    meanwhile = edits.set_story("title", "Typed as well").apply(meanwhile)
    meanwhile = edits.remove_photos([P2]).apply(meanwhile)

    after = passages.replace(changes).apply(meanwhile)

    texts = [p.text for p in passages.passages(after, ["caption", "text", "title"])]
    assert texts == ["Typed as well", "Typed since", "Typed too", "Other", "Other"]
    still = {p.text for p in passages.standing(meanwhile, changes)}
    assert still == {"Caption 3", "set aside"}


def test_a_keyword_is_found_again_after_others_went_before_it():
    before = story_of(photo(1, keywords=("one", "two", "three")))
    passage = Passage(P1, None, "keywords", "three", 2)
    meanwhile = edits.set_field([P1], "keywords", ("zero", "three")).apply(before)
    after = passages.replace({passage: "four"}).apply(meanwhile)
    assert after.photos[P1].keywords == ("zero", "four")
    assert Passage(P1, None, "keywords", "three", 1).address == passage.address


def test_keywords_that_become_the_same_or_nothing_are_one_or_none():
    before = story_of(photo(1, keywords=("Kiev", "Kyiv", "gone")))
    after = replaced(replaced(before, "Kiev", "Kyiv"), "gone", "")
    assert after.photos[P1].keywords == ("Kyiv",)


def test_a_link_that_moved_is_not_taken_for_another():
    before = full_story()
    passage = Passage(None, None, "links.label", "second", 1)
    meanwhile = edits.set_links((Link("next", "new"), *before.links)).apply(before)
    assert passages.replace({passage: "Other"}).apply(meanwhile) == meanwhile


def test_words_that_came_with_the_file_are_a_persons_once_replaced():
    before = story_of(photo(1, credit="Kiev", from_file=frozenset({"caption", "credit"})))
    assert replaced(before, "Kiev", "Kyiv").photos[P1].from_file == {"caption"}


def test_what_replaces_words_is_cleaned_like_what_is_typed():
    before = story_of(photo(1, caption="a", headline="a"), sequence=[TextBlock("a")])
    after = replaced(before, "a", "x\n\ty\0", is_regex=False)
    assert after.photos[P1].caption == "x\n\ty"
    assert after.photos[P1].headline == "x y"
    assert [p.text for p in passages.passages(after, ["text"])] == ["x\n\ty"]


def test_what_would_be_shown_is_what_replacing_comes_to():
    before = story_of(photo(1, caption="", headline="a b", keywords=("a",)))
    search = Search("a", replacement=" x\n")
    found = [one for batch in passages.found(before, search) for one in batch]
    after = passages.replace({one.passage: one.after for one in found}).apply(before)
    assert [p.text for p in passages.passages(after, ["headline", "keywords"])] == [
        one.after for one in found
    ]


def test_nothing_found_changes_nothing():
    before = full_story()
    assert replaced(before, "zebra", "x") is before
    assert replaced(before, "caption", "caption", match_case=True) == before


def test_places_are_counted():
    search = Search("a")
    counts = {o.passage.field: o.count for b in passages.found(story(1), search) for o in b}
    assert counts == {"caption": 1}


def test_a_search_that_would_make_too_much_text_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(passages, "MOST_CHARACTERS", 100)
    with pytest.raises(SearchError, match="shorter"):
        list(passages.found(story(20), Search("Caption", replacement="x" * 50)))


def test_a_search_that_takes_too_long_in_all_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(passages, "MOST_SECONDS", -1.0)
    with pytest.raises(SearchError, match="simpler"):
        list(passages.found(story(20), Search("x")))


@given(st.lists(st.sampled_from(["Anna", "anna ", "Kyiv", "Ko\u0301", "\U0001f600"]), max_size=5))
def test_replacing_one_word_by_another_and_back_restores_the_story(words):
    text = "".join(words)
    before = story_of(photo(1, caption=text, keywords=(text.strip() or "k",)), title=text)
    away = replaced(before, "Kyiv", "Odesa", match_case=True)
    assert "Kyiv" not in away.title
    assert replaced(away, "Odesa", "Kyiv", match_case=True) == before


def test_a_story_with_all_its_photos_set_aside_is_gone_through_once_a_photo():
    before = replace(full_story(), sequence=())
    texts = [p.text for p in passages.passages(before, ["caption"])]
    assert texts == ["set aside", "caption", "Caption 2", "Caption 3"]
