"""Templates on photos: what each mode makes of each field, what is previewed, what is one step of undo."""

from dataclasses import replace

import pytest
from factories import ids, photo, story, story_of

from curator.captions.codes import Code, CodeTable
from curator.captions.variables import NAMES
from curator.story import templates
from curator.story.edits import PHOTO_FIELDS, EditKind, read_field, set_field
from curator.story.history import History
from curator.story.templates import Change, Entry, Mode, Template, fault_of, prepare, stamped
from curator.story.values import Defaults, Place, Story
from curator.story.variables import values_of

CODES = CodeTable(
    (Code("cr", ("{photographer}/AP",), (("headline", "never"),)), Code("Seoul", ("Jo Pak",)))
)


def after(before: object, entry: Entry, **more: object) -> object:
    """Return what *entry* makes of *before* in its field of a photo."""
    start = set_field(["p1"], entry.field, before).apply(story_of(photo(1, caption=""), **more))
    done = templates.apply(["p1"], Template("T", (entry,)), codes=CODES).apply(start)
    return read_field(done.photos["p1"], entry.field)


# Variables


def test_variables_say_what_a_photo_has_or_inherits() -> None:
    of_story = Defaults(credit="Pool", photographer="Jo Pak", copyright="© Desk", usage="Once",
                        place=Place(city="Seoul"), taken="2026-03")  # fmt: skip
    one = photo(1, headline="Rain", persons=("Oh",), camera="Canon R5", credit="AP", alt="A wall")
    values = values_of(story_of(one, defaults=of_story, title="A street", byline="Desk"), one, 7)
    assert set(values) == set(NAMES)
    assert {name: value for name, value in values.items() if value} == {
        "city": "Seoul", "date": "2026-03", "time": "2026-03", "year": "2026-03",
        "photographer": "Jo Pak", "credit": "AP", "copyright": "© Desk", "usage": "Once",
        "headline": "Rain", "caption": "Caption 1", "alt": "A wall", "persons": ("Oh",),
        "camera": "Canon R5", "filename": "DSC_0001.JPG", "name": "DSC_0001", "number": 7,
        "title": "A street", "byline": "Desk",
    }  # fmt: skip


def test_a_place_of_its_own_hides_the_place_of_the_story() -> None:
    one = photo(1, place=Place(country="Korea"))
    values = values_of(story_of(one, defaults=Defaults(place=Place(city="Seoul"))), one)
    assert (values["city"], values["country"]) == ("", "Korea")


# What each mode makes of a field


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.REPLACE, "Seoul:"),
        (Mode.BEFORE, "Seoul: A wall"),
        (Mode.AFTER, "A wall Seoul:"),
        (Mode.EMPTY, "A wall"),
    ],
)
def test_words_are_put_where_the_mode_says(mode: Mode, expected: str) -> None:
    assert after("A wall", Entry("caption", "Seoul:", mode)) == expected
    assert after("", Entry("caption", "Seoul:", mode)) == "Seoul:"


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.REPLACE, ("dawn", "sea")),
        (Mode.BEFORE, ("dawn", "sea", "war")),
        (Mode.AFTER, ("sea", "war", "dawn")),
        (Mode.EMPTY, ("sea", "war")),
    ],
)
def test_lists_are_joined_and_keep_their_order(mode: Mode, expected: tuple[str, ...]) -> None:
    assert after(("sea", "war"), Entry("keywords", "dawn, sea", mode)) == expected


def test_put_twice_words_stand_once() -> None:
    for mode in (Mode.BEFORE, Mode.AFTER):
        entry = Entry("caption", "Seoul:", mode)
        assert after(after("A wall", entry), entry) == after("A wall", entry)


def test_a_word_that_only_begins_alike_is_no_word_that_is_there() -> None:
    assert after("Seoulites wave", Entry("caption", "Seoul", Mode.BEFORE)) == "Seoul Seoulites wave"


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("rating", "4", 4),
        ("rating", "9", 1),
        ("mark", "Pick", "pick"),
        ("mark", "maybe", "reject"),
        ("taken", "14 March 2026", "2026-03-14"),
        ("taken", "3/4/2026", "2026-01-01"),
        ("persons", "Oh; Pak, Jr.", ("Oh", "Pak, Jr.")),
        ("place.city", " Seoul ", "Seoul"),
        ("license_url", "https://x.org/l", "https://x.org/l"),
        ("caption", "One\ntwo", "One\ntwo"),
        ("credit", "One\ntwo", "One two"),
    ],
)
def test_text_becomes_a_value_of_its_field_or_nothing(
    field: str, text: str, expected: object
) -> None:
    before = {"rating": 1, "mark": "reject", "taken": "2026-01-01"}.get(field, "")
    assert after(before or (() if field == "persons" else before), Entry(field, text)) == expected


def test_what_cannot_be_a_value_says_why() -> None:
    assert fault_of("rating", "9") == "a rating is a number from 0 to 5"
    assert fault_of("mark", "maybe") == "a mark is pick or reject"
    assert fault_of("taken", "soon") == "“soon” is no date"
    assert fault_of("rating", "9" * 5000) == "a rating is a number from 0 to 5"
    assert fault_of("taken", "1" + " " * 10**6 + "x").endswith("is no date")
    assert [fault_of(field, "") for field in PHOTO_FIELDS] == [""] * len(PHOTO_FIELDS)


def test_only_one_value_goes_where_one_goes() -> None:
    assert after("2026-01-01", Entry("taken", "2026-02-02", Mode.AFTER)) == "2026-02-02"
    assert after(2, Entry("rating", "4", Mode.BEFORE)) == 4


def test_an_empty_text_empties_and_a_variable_without_a_value_does_not() -> None:
    assert after("A wall", Entry("caption", "")) == ""
    assert after("A wall", Entry("caption", "{headline}")) == "A wall"
    assert after(3, Entry("rating", "")) == 0


def test_the_storys_value_does_not_make_a_field_full() -> None:
    entry = Entry("credit", "Agency", Mode.EMPTY)
    assert after("", entry, defaults=Defaults(credit="Pool")) == "Agency"


# Codes


def test_codes_come_before_variables_and_touch_no_other_field() -> None:
    before = story_of(photo(1, photographer="Mina Oh"))
    template = Template("T", (Entry("credit", "=cr="),))
    done = templates.apply(["p1"], template, codes=CODES).apply(before)
    assert done.photos["p1"].credit == "Mina Oh/AP"
    assert done.photos["p1"].headline == ""


def test_a_variable_may_name_the_code() -> None:
    before = story_of(photo(1, place=Place(city="Seoul")), photo(2))
    template = Template("T", (Entry("photographer", "={city}="),))
    done = templates.apply(ids(2), template, codes=CODES).apply(before)
    assert done.photos["p1"].photographer == "Jo Pak"


def test_what_a_photo_says_is_never_read_as_a_code_or_a_variable() -> None:
    before = story_of(photo(1, headline="=cr= {city}", place=Place(city="Seoul")))
    template = Template("T", (Entry("caption", "{headline}"),))
    done = templates.apply(["p1"], template, codes=CODES).apply(before)
    assert done.photos["p1"].caption == "=cr= {city}"


# As a whole


AGENCY = Template(
    "Agency",
    (
        Entry("caption", "{city}, {number}:", Mode.BEFORE),
        Entry("credit", "AP"),
        Entry("notes", "never", is_ticked=False),
        Entry("place.city", "Seoul"),
    ),
)


def test_each_photo_gets_its_own_values_and_a_city_that_is_filled_in_is_known() -> None:
    done = templates.apply(ids(2), AGENCY).apply(story(3))
    assert [p.caption for p in done.photos.values()] == [
        "Seoul, 1: Caption 1", "Seoul, 2: Caption 2", "Caption 3",
    ]  # fmt: skip
    assert [p.credit for p in done.photos.values()] == ["AP", "AP", ""]
    assert done.photos["p1"].notes == ""


def test_the_preview_lists_what_changes_in_the_order_of_the_template() -> None:
    before = set_field(["p2"], "credit", "AP").apply(story(2))
    assert list(templates.preview(before, ["p2", "gone"], AGENCY)) == [
        Change("p2", "caption", "Caption 2", "Seoul, 2: Caption 2"),
        Change("p2", "place.city", "", "Seoul"),
    ]


def test_what_was_previewed_is_what_is_applied() -> None:
    before = story(4)
    done = templates.apply(ids(4), AGENCY).apply(before)
    for change in templates.preview(before, ids(4), AGENCY):
        assert read_field(done.photos[change.photo], change.field) == change.after
    assert list(templates.preview(done, ids(4), replace(AGENCY, entries=AGENCY.entries[1:]))) == []


def test_only_the_rows_that_were_ticked_are_applied() -> None:
    only = {("p1", "credit"), ("p2", "caption")}
    done = templates.apply(ids(3), AGENCY, only).apply(story(3))
    assert [(p.caption, p.credit, p.place.city) for p in done.photos.values()] == [
        ("Caption 1", "AP", ""), ("Seoul, 2: Caption 2", "", ""), ("Caption 3", "", ""),
    ]  # fmt: skip


def test_a_template_is_one_step_of_undo() -> None:
    before = story(3)
    history = History(before)
    edit = templates.apply(ids(3), AGENCY)
    assert edit.kind is EditKind.TEMPLATE
    assert history.apply(edit)
    assert history.undo()
    assert history.story is before
    assert not history.undo()


def test_words_of_a_template_are_words_of_a_person() -> None:
    before = story_of(photo(1, credit="x", from_file=frozenset({"caption", "credit", "alt"})))
    template = Template("T", (Entry("credit", "AP"), Entry("caption", "", Mode.EMPTY)))
    done = templates.apply(["p1"], template).apply(before)
    assert done.photos["p1"].from_file == {"caption", "alt"}


def test_an_edit_prepared_elsewhere_does_the_same() -> None:
    before = story(5)
    only = {(photo_id, "caption") for photo_id in ids(3)}
    edit = prepare(before, ids(5), AGENCY, only)
    assert edit.apply(before) == templates.apply(ids(5), AGENCY, only).apply(before)
    assert edit.photos == tuple(ids(3))


def test_an_edit_prepared_elsewhere_keeps_what_was_typed_meanwhile() -> None:
    before = story(3)
    edit = prepare(before, ids(3), AGENCY)
    meanwhile = set_field(["p2"], "caption", "Typed").apply(before)
    done = edit.apply(meanwhile)
    assert [p.caption for p in done.photos.values()] == [
        "Seoul, 1: Caption 1", "Seoul, 2: Typed", "Seoul, 3: Caption 3",
    ]  # fmt: skip
    assert edit.apply(Story()) == Story()


def test_a_photo_that_comes_in_is_stamped() -> None:
    came = photo(9, from_file=frozenset({"caption", "credit"}), credit="From the file")
    done = stamped(came, AGENCY, story(1))
    assert (done.credit, done.caption) == ("AP", "Seoul: Caption 9")
    assert done.from_file == frozenset()
    assert stamped(came, Template("T"), story(1)) is came


def test_a_code_gives_other_fields_their_values_in_one_edit() -> None:
    before = story_of(photo(1, persons=("Oh",), credit="x"), photo(2))
    edit = templates.with_values(ids(2), {"credit": "AP", "persons": ("Pak", "Oh")}, "burst")
    done = edit.apply(before)
    assert [(p.credit, p.persons) for p in done.photos.values()] == [
        ("AP", ("Oh", "Pak")), ("AP", ("Pak", "Oh")),
    ]  # fmt: skip
    assert edit.burst == "burst"


def test_a_template_has_one_entry_a_field_in_the_order_of_the_fields() -> None:
    template = Template("T", (Entry("credit", "a"),))
    template = template.with_entry(Entry("caption", "b")).with_entry(Entry("credit", "c"))
    assert [(e.field, e.text) for e in template.entries] == [("caption", "b"), ("credit", "c")]
