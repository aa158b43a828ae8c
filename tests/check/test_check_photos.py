"""Rules about one photo's fields: what each catches, and what it leaves alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from checking import photo_problems, problems, rules_of
from factories import photo, picture_file, story_of

from curator.check import Level, check_story
from curator.check.checker import Checker
from curator.check.style import Style
from curator.story import edits
from curator.story.values import Defaults, GroupBlock, Photo, Place

GOOD = photo(
    1,
    caption="A ferry leaves Wonsan for Niigata at dawn.",
    alt="A white ferry",
    credit="Mina Oh/AFP",
)


def test_a_photo_with_words_of_its_own_has_no_problem() -> None:
    assert rules_of(GOOD) == []


BAD = [
    ("caption-missing", {"caption": ""}),
    ("caption-missing", {"caption": " \n "}),
    ("caption-missing", {"caption": "\u200b"}),
    ("caption-filler", {"caption": "OLYMPUS DIGITAL CAMERA"}),
    ("caption-filler", {"caption": "DSC_0001.JPG"}),
    ("caption-filler", {"alt": "IMG_2231.JPG"}),
    ("caption-filler", {"headline": "Untitled"}),
    ("credit-filler", {"credit": "Handout"}),
    ("credit-elsewhere", {"credit": "(Credit too long, see caption)"}),
    ("credit-in-caption", {"caption": "A ferry leaves Wonsan for Niigata. (Photo by Mina Oh/AFP)"}),
    ("credit-contradicts", {"caption": "A ferry leaves Wonsan for Niigata. (Photo by Jon Ek/Reuters)"}),
    ("credit-dressed", {"credit": "© Mina Oh"}),
    ("credit-dressed", {"photographer": "Photo by Mina Oh"}),
    ("copyright-year", {"copyright": "© 2009 Mina Oh", "taken": "2012-04-15"}),
    ("alt-missing", {"alt": " "}),
    ("alt-is-caption", {"alt": "A ferry leaves Wonsan for Niigata at dawn"}),
    ("alt-long", {"alt": "x" * 251}),
    ("alt-opening", {"alt": "Photo of a white ferry"}),
    ("date-unclear", {"taken": "last spring"}),
    ("code-unexpanded", {"caption": "=dd13= leaves Wonsan for Niigata at dawn."}),
    ("code-unexpanded", {"caption": "A ferry leaves {city} for Niigata at dawn."}),
    ("link-unsafe", {"license_url": "javascript:alert(1)"}),
    ("person-unnamed", {"persons": ("Pak Sun-hi",)}),
    ("side-twice", {"caption": "Mina Oh, left, and Pak Sun-hi, left, share a bench."}),
    ("place-unsaid", {"place": Place(city="Hamhung")}),
    ("picture-small", {"width": 640, "height": 480}),
]  # fmt: skip

FINE = [
    {"caption": "A harbour view of Wonsan at dawn, with ferries"},
    {"caption": "Signs say x = y = z on a wall in Wonsan harbour."},
    {"credit": "Korea Tourism handout via AFP"},
    {"credit": "Mina Oh/AFP", "photographer": "Mina Oh"},
    {"copyright": "© 2012–2013 Mina Oh", "taken": "2012-04-15"},
    {"alt": "A photographer takes a picture of a ferry"},
    {"persons": ("Captain Wonsan",)},
    {"caption": "Mina Oh, left, and Pak Sun-hi, right, share a bench."},
    {"caption": "Mina Oh, left, and Pak Sun-hi, second from left, share a bench."},
    {"place": Place(city="Wonsan")},
    {"width": 0, "height": 0},
    {"license_url": "https://example.org/terms"},
    {"taken": "2026-03-14T07:42:10+01:00"},
]


@pytest.mark.parametrize(("rule", "values"), BAD, ids=str)
def test_a_fault_is_found_under_its_rule(rule: str, values: dict) -> None:
    assert rule in rules_of(replace(GOOD, **values))


@pytest.mark.parametrize("values", FINE, ids=str)
def test_what_is_right_is_left_alone(values: dict) -> None:
    assert rules_of(replace(GOOD, **values)) == []


def test_the_files_own_name_is_filler_whatever_it_is() -> None:
    odd = replace(GOOD, file="/pictures/Harbour view.jpg")
    assert "caption-filler" in rules_of(replace(odd, caption="Harbour view"))
    assert "caption-filler" in rules_of(replace(odd, caption="Harbour view.jpg"))


@pytest.mark.parametrize("field", ["credit", "photographer"])
def test_a_credit_may_come_from_the_photo_or_the_defaults(field: str) -> None:
    bare = replace(GOOD, credit="")
    assert rules_of(bare) == ["credit-missing"]
    assert rules_of(replace(bare, **{field: "Mina Oh"})) == []
    assert rules_of(bare, Defaults(**{field: "Mina Oh"})) == []
    assert rules_of(replace(bare, credit=" "), Defaults()) == ["credit-missing"]


def test_a_storys_credit_that_leaves_out_the_photographer_is_told() -> None:
    shared = Defaults(credit="The Harbour")
    (problem,) = photo_problems(replace(GOOD, credit="", photographer="Mina Oh"), shared)
    assert (problem.rule, problem.suggestion) == ("photographer-unnamed", "Mina Oh/The Harbour")
    assert problem.mended == "Mina Oh/The Harbour"


def test_from_left_has_to_name_everybody_who_is_listed() -> None:
    two = replace(
        GOOD,
        caption="From left, Mina Oh and Pak Sun-hi rest in Wonsan.",
        persons=("Mina Oh", "Pak Sun-hi", "Ri Yong-ho"),
    )
    assert set(rules_of(two)) == {"list-incomplete", "person-unnamed"}


def test_a_caption_that_nobody_confirmed_is_a_hint_until_somebody_does() -> None:
    unconfirmed = story_of(replace(GOOD, from_file=frozenset({"caption", "credit"})))
    (problem,) = photo_problems(unconfirmed.photos["p1"], Defaults())
    assert (problem.rule, problem.level) == ("caption-unconfirmed", Level.HINT)
    words = "A ferry leaves Wonsan harbour at noon."
    for edit in (edits.confirm(["p1"]), edits.set_field(["p1"], "caption", words)):
        assert rules_of(edit.apply(unconfirmed).photos["p1"]) == []


def test_a_caption_of_the_group_speaks_for_a_photo_without_one() -> None:
    bare = [replace(photo(n), caption="") for n in (1, 2)]
    group = GroupBlock(("p1", "p2"), caption="Ferries leave Wonsan for Niigata at dawn.")
    grouped = replace(story_of(*bare, title="T"), sequence=(group,))
    assert problems(grouped, "caption-missing") == []
    assert len(problems(story_of(*bare), "caption-missing")) == 2


def test_the_house_asks_for_fields_and_sets_levels() -> None:
    style = Style(required_of_photos=("place.city",), levels={"alt-missing": None})
    one = story_of(replace(GOOD, alt=""), title="T", standfirst="S")
    found = problems(one, style=style)
    assert [(p.rule, p.field) for p in found] == [("required-missing", "place.city")]


# ---- the disk


def on_disk(subject: Photo) -> list:
    rules = ("file-missing", "file-refused")
    return [p for p in check_story(story_of(subject)) if p.rule in rules]


def test_a_photo_whose_file_is_gone_or_refused_is_told(tmp_path: Path) -> None:
    assert on_disk(replace(GOOD, file=picture_file(tmp_path / "a.jpg"))) == []
    (gone,) = on_disk(replace(GOOD, file=str(tmp_path / "b.jpg")))
    assert (gone.rule, gone.level, gone.file) == ("file-missing", Level.ERROR, "b.jpg")
    (folder,) = on_disk(replace(GOOD, file=str(tmp_path)))
    assert folder.rule == "file-missing"
    (refused,) = on_disk(replace(GOOD, file="", refused_file="../../etc/passwd"))
    assert (refused.rule, refused.text) == ("file-refused", "../../etc/passwd")


def test_the_disk_is_left_alone_where_nobody_asked() -> None:
    found = [p for b in Checker().check(story_of(GOOD), with_files=False) for p in b]
    assert "file-missing" not in {p.rule for p in found}


def test_messages_show_no_bytes_that_a_terminal_would_obey(tmp_path: Path) -> None:
    hostile = photo(1, file=f"{tmp_path}/\x1b[2J\udce9\n.jpg", caption="")
    for problem in check_story(story_of(hostile)):
        assert problem.message.isprintable()
