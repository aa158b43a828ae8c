"""What of a story goes on paper: its photos and words in the order in which readers meet them."""

from dataclasses import replace

from factories import photo, story, story_of

from curator.story.values import (
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    OtherBlock,
    PhotoBlock,
    PhotoId,
    Place,
    QuoteBlock,
    Story,
    TextBlock,
)
from curator.window.paper import prose
from curator.window.paper.contents import Entry, Passage, contents, spoken_date
from curator.window.paper.sheets import PRESETS, Field, Kind, Sheet, Which
from curator.window.paper.texts import MOST, Mark, Role, Tone

DESK = PRESETS["Captions for the copy desk"]
PLAIN = Sheet(kind=Kind.PICTURES, fields=frozenset({Field.CAPTION}))
EVERYTHING = replace(PLAIN, fields=frozenset(Field), has_texts=True)


def words_of(story: Story, sheet: Sheet, selected=()) -> list[str]:
    return [text.words for item in contents(story, sheet, selected) for text in item.texts]


def photos_of(story: Story, sheet: Sheet, selected=()) -> list[str]:
    return [item.photo for item in contents(story, sheet, selected) if isinstance(item, Entry)]


def mixed() -> Story:
    """Return a story of every kind of block, and a photo that is set aside."""
    return story_of(
        *(photo(number) for number in range(1, 7)),
        sequence=[
            PhotoBlock(PhotoId("p2")),
            HeadingBlock("At *dawn*"),
            TextBlock("Some *words*.\n\nAnd more."),
            GroupBlock((PhotoId("p1"), PhotoId("p5")), caption="Both at once."),
            OtherBlock((("video", "x"),)),
            QuoteBlock("We counted.", "Mina Oh"),
            PhotoBlock(PhotoId("p3")),
        ],
        title="Nets",
        standfirst="Three winters.",
        byline="Anna Berg",
        dateline="Bergen",
        date="2026-11-22",
        closing_credit="Photographs by Oh",
        corrections=(Correction("2026-11-23", "Not 34."), Correction("", "Nor 35.")),
    )


def test_everything_stands_in_the_order_in_which_readers_meet_it() -> None:
    assert words_of(mixed(), replace(PLAIN, has_texts=True)) == [
        "Nets",
        "Three winters.",
        "Anna Berg · Bergen · 22 November 2026",
        "Caption 2",
        "At *dawn*",
        "Some words.",
        "And more.",
        "Caption 1",
        "Caption 5",
        "Together, 2 to 3",
        "Both at once.",
        "We counted.",
        "Mina Oh",
        "Caption 3",
        "Photographs by Oh",
        "Correction, 23 November 2026: Not 34.",
        "Correction: Nor 35.",
    ]


def test_a_contact_sheet_has_photos_alone_and_the_caption_of_a_group_with_its_last() -> None:
    items = list(contents(mixed(), replace(PLAIN, kind=Kind.CONTACT, has_texts=True)))
    assert all(isinstance(item, Entry) for item in items)
    assert [item.photo for item in items] == ["p2", "p1", "p5", "p3"]
    assert [text.words for text in items[2].texts] == [
        "Caption 5",
        "Together, 2 to 3",
        "Both at once.",
    ]


def test_what_is_set_aside_comes_last_under_its_own_heading() -> None:
    everything = replace(PLAIN, which=Which.ALL)
    assert photos_of(mixed(), everything) == ["p2", "p1", "p5", "p3", "p4", "p6"]
    assert words_of(mixed(), everything)[-3:] == ["Set aside", "Caption 4", "Caption 6"]
    contact = replace(everything, kind=Kind.CONTACT)
    assert "Set aside" not in words_of(mixed(), contact)


def test_a_selection_keeps_the_order_of_the_story_and_its_chosen_texts() -> None:
    told = mixed()
    quote = next(block for block in told.sequence if isinstance(block, QuoteBlock))
    chosen = {PhotoId("p3"), PhotoId("p4"), PhotoId("p1"), quote.key}
    sheet = replace(PLAIN, which=Which.SELECTION, has_texts=True)
    assert words_of(told, sheet, chosen) == [
        "Caption 1",
        "Together, 2 to 3",
        "Both at once.",
        "We counted.",
        "Mina Oh",
        "Caption 3",
        "Set aside",
        "Caption 4",
    ]
    assert words_of(told, sheet) == []


def test_each_field_is_said_only_if_it_is_wanted() -> None:
    told = story_of(
        photo(
            1,
            caption="He mends.",
            credit="Mina Oh/AFP",
            photographer="Mina Oh",
            alt="A man.",
            headline="Nets",
            taken="2026-03-14T07:42:10+01:00",
            place=Place("Quay", "Bergen", "", "Norway"),
            keywords=("nets", "harbour"),
            rating=3,
            notes="Ask for\nhis age",
        )
    )
    said = {
        Field.NUMBER: ["1"],
        Field.FILE: ["DSC_0001.JPG"],
        Field.RATING: ["★★★☆☆"],
        Field.HEADLINE: ["Nets"],
        Field.CAPTION: ["He mends."],
        Field.CREDIT: ["Mina Oh/AFP"],
        Field.PHOTOGRAPHER: ["Photographer: Mina Oh"],
        Field.DATE: ["14 March 2026, 07:42"],
        Field.PLACE: ["Quay, Bergen, Norway"],
        Field.ALT: ["Alt text: A man."],
        Field.KEYWORDS: ["Keywords: nets, harbour"],
        Field.NOTES: ["Notes: Ask for", "his age"],
    }
    for field, words in said.items():
        assert words_of(told, replace(PLAIN, fields=frozenset({field}))) == words
    assert words_of(told, EVERYTHING) == [
        "1  DSC_0001.JPG  ★★★☆☆",
        "Nets",
        "He mends.",
        "Mina Oh/AFP",
        "Photographer: Mina Oh",
        "14 March 2026, 07:42 · Quay, Bergen, Norway",
        *said[Field.ALT],
        *said[Field.KEYWORDS],
        *said[Field.NOTES],
    ]
    assert words_of(told, replace(PLAIN, fields=frozenset())) == []


def test_what_a_photo_inherits_is_said_as_its_own() -> None:
    told = replace(story(1), defaults=Defaults(credit="AFP", place=Place(city="Bergen")))
    fields = frozenset({Field.CREDIT, Field.PHOTOGRAPHER, Field.PLACE})
    assert words_of(told, replace(PLAIN, fields=fields)) == ["AFP", "Bergen"]


def test_a_photographer_who_is_the_credit_is_said_once() -> None:
    told = story_of(photo(1, photographer="Mina Oh"))
    fields = frozenset({Field.CREDIT, Field.PHOTOGRAPHER})
    assert words_of(told, replace(PLAIN, fields=fields)) == ["Mina Oh"]


def test_a_list_says_where_a_caption_is_missing_and_a_contact_sheet_does_not() -> None:
    told = story_of(photo(1, caption=" \u200b"))
    assert words_of(told, PLAIN) == ["No caption yet"]
    assert words_of(told, replace(PLAIN, kind=Kind.CONTACT)) == []


def test_the_number_stands_beside_captions_alone_and_among_the_words_elsewhere() -> None:
    beside = next(contents(story(1), DESK))
    assert isinstance(beside, Entry)
    assert (beside.number, beside.texts[0].words) == ("1", "DSC_0001.JPG")
    among = next(contents(story(1), Sheet()))
    assert isinstance(among, Entry)
    assert (among.number, among.texts[0].words) == ("", "1  DSC_0001.JPG")


def test_a_photo_named_twice_is_printed_once() -> None:
    ids = [PhotoId("p1"), PhotoId("p2")]
    told = story_of(
        photo(1), photo(2), sequence=[GroupBlock((ids[0], ids[0], ids[1])), PhotoBlock(ids[0])]
    )
    assert photos_of(told, PLAIN) == ids


def test_paragraphs_of_a_caption_stay_apart_and_lines_that_show_nothing_go() -> None:
    told = story_of(photo(1, caption="One\u2028two\n \u00a0\n\tthree\x07\n"))
    assert words_of(told, PLAIN) == ["One", "two", "three"]


def test_no_path_is_ever_printed() -> None:
    told = story_of(photo(1, file="/home/secret/DSC_1.JPG"), photo(2, file="", refused_file="../x"))
    assert not any("secret" in words for words in words_of(told, EVERYTHING))


def test_a_paragraph_without_end_is_set_in_parts_and_loses_no_letter() -> None:
    words = " ".join(f"word{n}" for n in range(20_000))
    entry = next(contents(story_of(photo(1, caption=words)), PLAIN))
    assert max(len(text.words) for text in entry.texts) <= MOST
    assert " ".join(text.words for text in entry.texts) == words
    solid = next(contents(story_of(photo(1, caption="x" * 50_001)), PLAIN))
    assert "".join(text.words for text in solid.texts) == "x" * 50_001


def test_markdown_becomes_paragraphs_with_their_tones() -> None:
    texts = prose.read(
        "A *b* **c**\nd\\\ne\n\n# Head\n\n- one\n- two\n\n  1. deep\n\n> said\n\n"
        "[an archive](https://example.org/a) <b>&amp;</b> `x*y`"
    )
    assert [(text.words, text.role, text.indent) for text in texts] == [
        ("A b c d", Role.TEXT, 0),
        ("e", Role.TEXT, 0),
        ("Head", Role.HEADING, 0),
        ("• one", Role.TEXT, 1),
        ("• two", Role.TEXT, 1),
        ("1. deep", Role.TEXT, 2),
        ("said", Role.TEXT, 1),
        ("an archive (https://example.org/a) <b>&</b> x*y", Role.TEXT, 0),
    ]
    assert texts[0].marks == (Mark(2, 3, Tone.EMPHASIS), Mark(4, 5, Tone.STRONG))


def test_emphasis_over_the_end_of_a_line_goes_on_in_the_next() -> None:
    first, second = prose.read("a *b\\\nc* d")
    assert first.marks == (Mark(2, 3, Tone.EMPHASIS),)
    assert second.marks == (Mark(0, 1, Tone.EMPHASIS),)


def test_headings_and_the_opening_lead_and_quotes_stay_whole() -> None:
    passages = [
        i for i in contents(mixed(), replace(PLAIN, has_texts=True)) if isinstance(i, Passage)
    ]
    leading = [passage.texts[0].words for passage in passages if passage.leads]
    whole = [passage.texts[0].words for passage in passages if passage.is_whole]
    assert leading == ["Nets", "At *dawn*"]
    assert whole == ["At *dawn*", "Together, 2 to 3", "We counted.", "Photographs by Oh"]


def test_dates_are_written_as_people_write_them_and_others_stay() -> None:
    assert spoken_date("2026-03-04") == "4 March 2026"
    assert spoken_date("2026-03-04T07:05") == "4 March 2026, 07:05"
    assert spoken_date("2026-03") == "2026-03"
    assert spoken_date("soon") == "soon"
