"""Words of one photo taken to others: what is copied, what a clipboard may bring, what pasting makes of it."""

import json

import pytest
from factories import ids, photo, story, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.story import edits
from curator.story.edits import PHOTO_FIELDS, PLACE_PARTS, EditKind
from curator.story.pasting import (
    MAX_BYTES,
    PasteMode,
    Words,
    copied,
    from_json,
    outcome,
    paste,
    same_as_previous,
    to_json,
    without_previous,
)
from curator.story.values import Defaults, PhotoBlock, PhotoId, Place

P1, P2, P3 = ids(3)
NO_DEFAULTS = Defaults()
PLACE = tuple(f"place.{part}" for part in PLACE_PARTS)

FULL = photo(
    9,
    caption="A caption",
    alt="Alt",
    credit="Mina Oh/Agency",
    photographer="Mina Oh",
    headline="Headline",
    copyright="© Mina Oh",
    usage="One use",
    license_url="https://example.org",
    taken="2026-03-14",
    notes="Notes",
    place=Place("Bridge", "Kyiv", "Oblast", "Ukraine"),
    keywords=("bridge", "winter"),
    persons=("Anna",),
    rating=3,
    mark="pick",
)
WORDS = copied(FULL, NO_DEFAULTS)


def values(of_photo):
    return {field: edits.read_field(of_photo, field) for field in PHOTO_FIELDS}


def pasted(onto, words=WORDS, fields=PHOTO_FIELDS, mode=PasteMode.REPLACE, **of_story):
    after = paste([onto.id], words, fields, mode).apply(story_of(onto, **of_story))
    return after.photos[onto.id]


def test_every_field_is_copied_and_pasted():
    assert WORDS.fields == PHOTO_FIELDS
    assert values(pasted(photo(1))) == values(FULL)


def test_a_field_that_holds_nothing_is_not_copied_and_so_empties_none():
    words = copied(photo(1, caption="", credit="A"), NO_DEFAULTS)
    assert words.fields == ("credit",)
    assert pasted(photo(2, caption="Mine"), words).caption == "Mine"


def test_only_chosen_fields_are_pasted():
    after = pasted(photo(1, caption="Mine"), fields=["credit"])
    assert (after.caption, after.credit) == ("Mine", "Mina Oh/Agency")
    assert after.place == Place()


def test_what_a_photo_takes_from_its_story_comes_along_marked_as_such():
    defaults = Defaults(
        credit="Agency", photographer="Jo", usage="Any", place=Place("", "Lviv", "", "Ukraine")
    )
    words = copied(photo(1, photographer="Mina", license_url="https://x"), defaults)
    assert words.inherited == {"credit", *PLACE}
    assert words.values["photographer"] == "Mina"
    assert words.values["usage"] == "", "terms and licence are never one of each"


def test_a_place_of_its_own_takes_nothing_from_the_storys():
    words = copied(photo(1, place=Place(city="Paris")), Defaults(place=Place(country="Ukraine")))
    assert words.values == {
        "caption": "Caption 1",
        **dict.fromkeys(PLACE, ""),
        "place.city": "Paris",
    }
    assert words.inherited == frozenset()


SEOUL = Place("", "Seoul", "", "South Korea")
LOUVRE = Place("Louvre", "Paris", "", "France")
AGENCYS = ("Agency terms", "https://agency.example")


def test_a_place_is_pasted_as_one_value_whatever_the_photo_had_or_followed():
    story_in_seoul = Defaults(place=SEOUL)
    words = copied(photo(9), story_in_seoul)
    for onto in (Place(city="Paris"), LOUVRE, Place(country="France")):
        assert pasted(photo(1, place=onto), words, defaults=story_in_seoul).place == SEOUL
        one_part = pasted(photo(1, place=onto), words, ["place.city"], defaults=story_in_seoul)
        assert one_part.place == SEOUL
    assert pasted(photo(1), words, defaults=story_in_seoul).place == Place(), "goes on following"
    elsewhere = Defaults(place=LOUVRE)
    assert pasted(photo(1), words, defaults=elsewhere).place == SEOUL


def test_a_place_that_only_resembles_the_storys_is_not_left_to_it():
    words = copied(photo(9), Defaults(place=SEOUL))
    seoul_and_more = Defaults(place=Place("Port", "Seoul", "", "South Korea"))
    assert pasted(photo(1), words, defaults=seoul_and_more).place == SEOUL


def test_terms_and_licence_are_pasted_as_one_value():
    defaults = Defaults(usage=AGENCYS[0], license_url=AGENCYS[1])
    words = copied(photo(9), defaults)
    for usage, licence in (("", "https://own"), ("Own", ""), ("Own", "https://own")):
        onto = photo(1, usage=usage, license_url=licence)
        for fields in (PHOTO_FIELDS, ["usage"], ["license_url"]):
            after = pasted(onto, words, fields, defaults=defaults)
            assert (after.usage, after.license_url) == AGENCYS
    only_terms = copied(photo(9, usage="One use"), defaults)
    after = pasted(photo(1, usage="Own", license_url="https://own"), only_terms, defaults=defaults)
    assert (after.usage, after.license_url) == ("One use", "")


def test_a_part_that_is_skipped_leaves_the_whole_place_alone():
    edit = paste([P1, P2], WORDS, PHOTO_FIELDS, skip=[(P1, "place.country")])
    after = edit.apply(story_of(photo(1, place=LOUVRE), photo(2, place=LOUVRE)))
    assert [p.place for p in after.photos.values()] == [LOUVRE, FULL.place]


PLACES = st.builds(Place, *[st.sampled_from(["", " ", "a", "b"])] * 4)


@given(PLACES, PLACES, PLACES, st.sets(st.sampled_from(PLACE)))
def test_no_place_comes_of_pasting_that_neither_photo_nor_story_named(source, onto, shared, fields):
    defaults = Defaults(place=shared)
    words = copied(photo(9, place=source), defaults)
    after = pasted(photo(1, place=onto), words, fields, defaults=defaults)
    known = (source, onto, shared, Place())
    tidied = [Place(*(part.strip() for part in parts_of(place))) for place in known]
    assert Place(*(part.strip() for part in parts_of(after.place))) in tidied


def parts_of(place):
    return (place.sublocation, place.city, place.state, place.country)


def test_blanks_are_as_good_as_nothing():
    blank = photo(1, caption=" \n", photographer="\u200b", place=Place(city=" "), keywords=())
    assert copied(blank, NO_DEFAULTS) == Words()
    words = copied(blank, Defaults(photographer="Jo", place=SEOUL))
    assert words.values["photographer"] == "Jo"
    assert words.values["place.city"] == "Seoul"
    for mode in PasteMode:
        assert values(pasted(blank, mode=mode)) == values(FULL)


def test_what_is_inherited_alike_stays_inherited():
    defaults = Defaults(credit="Agency")
    words = copied(photo(1), defaults)
    assert pasted(photo(2), words, defaults=defaults).credit == ""
    assert pasted(photo(2), words, defaults=Defaults(credit="Other")).credit == "Agency"
    assert pasted(photo(2, credit="Own"), words, defaults=defaults).credit == "Agency"


def test_only_empty_fields_are_filled_where_asked_for():
    onto = photo(1, caption="Mine", keywords=("own",), rating=1)
    after = pasted(onto, mode=PasteMode.WHERE_EMPTY)
    assert (after.caption, after.keywords, after.rating) == ("Mine", ("own",), 1)
    assert (after.credit, after.persons, after.mark) == ("Mina Oh/Agency", ("Anna",), "pick")


def test_a_place_is_filled_whole_or_not_at_all():
    paris = photo(1, place=Place(city="Paris"))
    assert pasted(paris, mode=PasteMode.WHERE_EMPTY).place == Place(city="Paris")
    only_country = pasted(paris, fields=["place.country"], mode=PasteMode.WHERE_EMPTY)
    assert only_country.place == Place(city="Paris", country="Ukraine")


def test_terms_are_filled_with_their_licence_or_not_at_all():
    licensed = photo(1, license_url="https://other")
    after = pasted(licensed, mode=PasteMode.WHERE_EMPTY)
    assert (after.usage, after.license_url) == ("", "https://other")


@pytest.mark.parametrize(
    ("mode", "caption", "keywords"),
    [
        (PasteMode.BEFORE, "A caption Mine", ("bridge", "winter", "own")),
        (PasteMode.AFTER, "Mine A caption", ("own", "winter", "bridge")),
    ],
)
def test_words_are_put_before_or_after_and_lists_united(mode, caption, keywords):
    onto = photo(1, caption="Mine", keywords=("own", "winter"))
    once = pasted(onto, mode=mode)
    assert (once.caption, once.keywords) == (caption, keywords)
    twice = pasted(once, mode=mode)
    assert (twice.caption, twice.keywords) == (caption, keywords)


@pytest.mark.parametrize("mode", [PasteMode.BEFORE, PasteMode.AFTER])
def test_what_cannot_be_joined_only_fills_what_is_empty(mode):
    onto = photo(1, rating=1, taken="2020", license_url="https://own", mark="reject")
    after = pasted(onto, mode=mode)
    assert (after.rating, after.taken, after.mark) == (1, "2020", "reject")
    assert after.license_url == "https://own"
    assert pasted(photo(2), mode=mode).rating == 3


def test_no_space_is_put_where_there_is_one_and_no_words_are_cut_off():
    words = Words((("caption", "Kyiv. "),))
    assert pasted(photo(1, caption="Mine"), words, mode=PasteMode.BEFORE).caption == "Kyiv. Mine"
    long = "x" * 999_999
    assert pasted(photo(1, caption=long), mode=PasteMode.BEFORE).caption == long


def test_pasted_words_are_a_persons_own():
    onto = photo(1, from_file=frozenset({"caption", "alt"}))
    assert pasted(onto, fields=["caption"]).from_file == {"alt"}


def test_pasting_is_one_edit_and_none_where_nothing_changes():
    before = story(3)
    edit = paste([P1, P2, P1], WORDS, ["credit"])
    after = edit.apply(before)
    assert (edit.kind, edit.photos) == (EditKind.PASTE, (P1, P2))
    assert [p.credit for p in after.photos.values()] == ["Mina Oh/Agency"] * 2 + [""]
    assert edit.apply(after) is after
    assert paste([PhotoId("gone")], WORDS, ["credit"]).apply(before) is before


def test_what_is_told_beforehand_is_what_comes_of_it_but_for_what_is_skipped():
    before = story_of(photo(1, credit="Own"), photo(2), photo(3, caption="A caption"))
    fields = ["caption", "credit"]
    told = list(outcome(before, ids(3), WORDS, fields, PasteMode.REPLACE))
    assert [(one.photo, one.field, one.before) for one in told] == [
        (P1, "caption", "Caption 1"),
        (P1, "credit", "Own"),
        (P2, "caption", "Caption 2"),
        (P2, "credit", ""),
        (P3, "credit", ""),
    ]
    after = paste(ids(3), WORDS, fields, skip=[(P1, "credit")]).apply(before)
    for one in told:
        kept = (one.photo, one.field) == (P1, "credit")
        now = edits.read_field(after.photos[one.photo], one.field)
        assert now == (one.before if kept else one.after)


def test_words_survive_the_clipboard():
    words = copied(FULL, Defaults())
    assert from_json(to_json(words)) == words
    inherited = copied(photo(1), Defaults(credit="Agency"))
    assert from_json(to_json(inherited)) == inherited


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"format": "other", "fields": {}}',
        b'{"format": "curator-words", "fields": []}',
        b"[" * 200_000,
        b'{"format": "curator-words", "fields": {"rating": ' + b"9" * 10_000 + b"}}",
        b" " * (MAX_BYTES + 1),
    ],
    ids=range(10),
)
def test_what_is_no_words_is_none(data):
    assert from_json(data) is None


def test_a_hostile_clipboard_brings_in_nothing_that_a_field_would_not_hold():
    fields = {
        "caption": "a\0b\ud800",
        "headline": "a\nb",
        "credit": 7,
        "photographer": ["x"],
        "keywords": ["a", "a", 7, " ", None, "b\n"],
        "persons": "Anna",
        "rating": 6,
        "mark": "<b>",
        "file": "/etc/passwd",
        "extra": {"x": 1},
        "place": {"city": "x"},
        "place.city": "Kyiv",
    }
    data = {"format": "curator-words", "fields": fields, "inherited": ["file", "caption", 7]}
    words = from_json(json.dumps(data).encode())
    assert words == Words(
        (
            ("caption", "ab"), ("headline", "a b"), ("place.sublocation", ""), ("place.city", "Kyiv"),
            ("place.state", ""), ("place.country", ""), ("keywords", ("a", "b")),
        )
    )  # fmt: skip


def test_words_of_another_version_and_what_is_no_date_are_not_taken():
    whole = json.loads(to_json(WORDS))
    for version in (2, 0, "1", None):
        assert from_json(json.dumps(whole | {"version": version}).encode()) is None
    for said, taken in (
        ("14 March 2026", "2026-03-14"), ("soon", None), (2026, None), ("2026" + " " * 10**6, None),
        ("a" + " " * 10**6 + "b", None),
    ):  # fmt: skip
        fields = whole["fields"] | {"taken": said}
        words = from_json(json.dumps(whole | {"fields": fields}).encode())
        assert words.values.get("taken") == taken
        assert words.values["caption"] == "A caption"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*PHOTO_FIELDS, "file"]), inner, max_size=4)
        ),
        max_leaves=8,
    )
)
def test_whatever_a_clipboard_brings_can_be_pasted_and_copied_again(fields):
    data = json.dumps({"format": "curator-words", "fields": fields, "inherited": fields})
    words = from_json(data.encode())
    if not isinstance(fields, dict):
        assert words is None
    else:
        after = pasted(photo(1, caption="", file="/kept.jpg"), words)
        assert after.file == "/kept.jpg"
        assert copied(after, NO_DEFAULTS).items == words.items


def same(before, chosen, field="caption", photos_order=None):
    after = same_as_previous(before, chosen, field, photos_order).apply(before)
    return [edits.read_field(p, field) for p in after.photos.values()]


def test_a_photo_takes_a_field_from_the_photo_before_it_in_the_story():
    before = story_of(
        *(photo(n) for n in (1, 2, 3)), sequence=[PhotoBlock(i) for i in (P3, P1, P2)]
    )
    assert same(before, [P1]) == ["Caption 3", "Caption 2", "Caption 3"]


def test_photos_that_follow_each_other_all_take_it_from_the_one_before_the_first():
    assert same(story(5), ids(5)[1:3] + ids(5)[4:]) == [
        "Caption 1", "Caption 1", "Caption 1", "Caption 4", "Caption 4",
    ]  # fmt: skip


def test_a_photo_set_aside_takes_it_in_the_order_of_the_photos():
    before = edits.set_aside([P2]).apply(story(3))
    assert same(before, [P2]) == ["Caption 1", "Caption 1", "Caption 3"]
    assert same(before, [P2], photos_order=[P3, P2, P1])[1] == "Caption 3"
    assert same(before, [P3]) == ["Caption 1", "Caption 2", "Caption 1"]


def test_who_has_no_photo_before_that_says_anything_is_told_and_left_alone():
    before = story_of(photo(1), photo(2, caption=""), photo(3))
    assert without_previous(before, [P1, P3], "caption") == (P1, P3)
    assert same(before, [P1, P3]) == ["Caption 1", "", "Caption 3"]
    edit = same_as_previous(before, ids(3), "caption")
    assert edit.apply(before) is before
    assert (edit.kind, edit.photos) == (EditKind.PASTE, ())


def test_an_empty_field_that_inherits_is_the_same_by_inheriting():
    before = story_of(photo(1), photo(2, credit="Own"), defaults=Defaults(credit="Agency"))
    assert same(before, [P2], "credit") == ["", ""]
    assert without_previous(before, [P2], "credit") == ()


def test_lists_and_parts_of_places_are_taken_too():
    before = story_of(photo(1, keywords=("a",), place=Place(city="Kyiv")), photo(2))
    assert same(before, [P2], "keywords") == [("a",), ("a",)]
    assert same(before, [P2], "place.city") == ["Kyiv", "Kyiv"]
