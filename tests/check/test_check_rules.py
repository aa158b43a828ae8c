"""Each rule of the check: what it catches, and what it leaves alone."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from factories import photo, picture_file, story, story_of

from curator.check import Level, check_story, file_problems, photo_problems, story_problems
from curator.story import edits
from curator.story.values import Defaults, Link, Photo, Source, Story

GOOD = photo(1, caption="A ferry leaves Wonsan.", alt="A white ferry", credit="Mina Oh/AFP")


def rules(subject: Photo, defaults: Defaults | None = None) -> list[str]:
    return [problem.rule for problem in photo_problems(subject, defaults or Defaults())]


def story_rules(subject: Story) -> list[str]:
    return [problem.rule for problem in story_problems(subject)]


def test_a_photo_with_words_of_its_own_has_no_problem() -> None:
    assert rules(GOOD) == []


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "\u00a0"])
def test_a_caption_that_shows_nothing_is_missing(text: str) -> None:
    assert rules(replace(GOOD, caption=text)) == ["caption-missing"]


@pytest.mark.parametrize(
    "text", ["OLYMPUS DIGITAL CAMERA", "DSC_0001.JPG", "DSC_0001", " IMG_2231.JPG ", "Untitled"]
)
def test_a_caption_by_a_camera_is_filler(text: str) -> None:
    (problem,) = photo_problems(replace(GOOD, caption=text), Defaults())
    assert (problem.rule, problem.level, problem.text) == ("caption-filler", Level.ERROR, text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("=dd13= scores.", "=dd13="),
        ("Seen on {date:%A} in town", "{date:%A}"),
        ("In {city}", "{city}"),
    ],
)
def test_a_code_or_variable_left_standing_is_an_error(text: str, left: str) -> None:
    (problem,) = photo_problems(replace(GOOD, caption=text), Defaults())
    assert (problem.rule, problem.level, problem.text) == ("code-unexpanded", Level.ERROR, left)


@pytest.mark.parametrize("text", ["x = y = z", "E=mc²", "He said {sic} so.", "{}"])
def test_signs_that_are_no_code_are_left_alone(text: str) -> None:
    assert rules(replace(GOOD, caption=text)) == []


def test_the_address_of_a_licence_must_lead_somewhere() -> None:
    assert rules(replace(GOOD, license_url="javascript:alert(1)")) == ["link-unsafe"]
    assert rules(replace(GOOD, license_url="https://example.org/terms")) == []
    unsafe = story(1, title="T", defaults=Defaults(license_url="no address", taken="some day"))
    assert story_rules(unsafe) == ["date-unclear", "link-unsafe"]


def test_the_files_own_name_is_filler_whatever_it_is() -> None:
    odd = replace(GOOD, file="/pictures/Harbour view.jpg")
    assert rules(replace(odd, caption="Harbour view")) == ["caption-filler"]
    assert rules(replace(odd, caption="Harbour view.jpg")) == ["caption-filler"]
    assert rules(replace(odd, caption="A harbour view")) == []


@pytest.mark.parametrize("field", ["credit", "photographer"])
def test_a_credit_may_come_from_the_photo_or_the_defaults(field: str) -> None:
    bare = replace(GOOD, credit="")
    assert rules(bare) == ["credit-missing"]
    assert rules(replace(bare, **{field: "Mina Oh"})) == []
    assert rules(bare, Defaults(**{field: "Mina Oh"})) == []
    assert rules(replace(bare, credit=" "), Defaults()) == ["credit-missing"]


def test_alt_text_is_asked_for_and_must_say_something_else_than_the_caption() -> None:
    assert rules(replace(GOOD, alt=" ")) == ["alt-missing"]
    assert rules(replace(GOOD, alt=GOOD.caption + " ")) == ["alt-is-caption"]
    assert rules(replace(GOOD, caption="", alt="")) == ["caption-missing", "alt-missing"]


def test_alt_text_is_long_beyond_what_iptc_grants() -> None:
    assert rules(replace(GOOD, alt="x" * 250)) == []
    assert rules(replace(GOOD, alt="x" * 251)) == ["alt-long"]


def test_a_caption_that_nobody_confirmed_is_a_hint_until_somebody_does() -> None:
    unconfirmed = story_of(replace(GOOD, from_file=frozenset({"caption", "credit"})))
    (problem,) = photo_problems(unconfirmed.photos["p1"], Defaults())
    assert (problem.rule, problem.level) == ("caption-unconfirmed", Level.HINT)
    for edit in (edits.confirm(["p1"]), edits.set_field(["p1"], "caption", "New words.")):
        assert rules(edit.apply(unconfirmed).photos["p1"]) == []
    assert rules(replace(GOOD, from_file=frozenset({"credit"}))) == []


# ---- the story


def good_story(**values: object) -> Story:
    return replace(story(2), title="The river", **values)


def test_a_story_with_a_title_and_photos_has_no_problem() -> None:
    assert story_rules(good_story()) == []


def test_a_story_needs_a_title_and_a_photo() -> None:
    assert story_rules(Story()) == ["title-missing", "photos-missing"]
    aside = edits.set_aside(["p1", "p2"]).apply(good_story())
    assert story_rules(aside) == ["photos-missing"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:void(0)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/x",
        "harbour.example",
        "http://",
        "http://[broken",
        "vbscript:x",
    ],
)
def test_an_address_that_the_page_would_not_link_is_told(url: str) -> None:
    linked = good_story(links=(Link("next", "More", url),))
    (problem,) = story_problems(linked)
    assert (problem.rule, problem.level, problem.text) == ("link-unsafe", Level.WARNING, url)
    assert story_rules(good_story(source=Source("Paper", url))) == ["link-unsafe"]


@pytest.mark.parametrize(
    "url",
    ["", "https://a.example/x?y=1", "http://a.example", "mailto:a@b.example", "HTTPS://A.EXAMPLE"],
)
def test_an_address_of_the_web_or_of_mail_is_fine(url: str) -> None:
    assert story_rules(good_story(links=(Link("next", "More", url),))) == []


def test_one_caption_under_two_photos_is_told_at_the_second() -> None:
    def captions(*texts: str) -> Story:
        photos = [photo(n, caption=text) for n, text in enumerate(texts, 1)]
        return story_of(*photos, title="T")

    (problem,) = story_problems(captions("A boat leaves.", "Another", "a boat, LEAVES"))
    assert (problem.rule, problem.photo) == ("caption-repeated", "p3")
    assert "photo 1" in problem.message
    assert story_rules(captions("x", "x", "x")) == ["caption-repeated"] * 2
    assert story_rules(captions("", "", " ")) == []
    assert story_rules(captions("—", "…")) == []
    aside = edits.set_aside(["p2"]).apply(captions("x", "x"))
    assert story_rules(aside) == []


def test_one_picture_shown_twice_is_told_by_its_digest() -> None:
    twice = story_of(photo(1, digest="sha256:a"), photo(2, digest="sha256:a"), photo(3), title="T")
    (problem,) = story_problems(twice)
    assert (problem.rule, problem.photo, problem.field) == ("picture-repeated", "p2", "file")
    assert story_rules(story_of(photo(1), photo(2), title="T")) == []


# ---- the disk


def test_a_photo_whose_file_is_gone_or_refused_is_told(tmp_path: Path) -> None:
    there = replace(GOOD, file=picture_file(tmp_path / "a.jpg"))
    assert list(file_problems(there)) == []
    (gone,) = file_problems(replace(GOOD, file=str(tmp_path / "b.jpg")))
    assert (gone.rule, gone.level, gone.file) == ("file-missing", Level.ERROR, "b.jpg")
    (folder,) = file_problems(replace(GOOD, file=str(tmp_path)))
    assert folder.rule == "file-missing"
    (refused,) = file_problems(replace(GOOD, file="", refused_file="../../etc/passwd"))
    assert (refused.rule, refused.text) == ("file-refused", "../../etc/passwd")


# ---- all together


def test_the_whole_check_meets_the_story_first_and_photos_in_their_order(tmp_path: Path) -> None:
    checked = story_of(photo(1, caption=""), photo(2), photo(3, caption=""))
    checked = edits.move(["p3"], "p1").apply(edits.set_aside(["p2"]).apply(checked))
    about = [problem.photo for problem in check_story(checked)]
    assert list(dict.fromkeys(about)) == [None, "p3", "p1"]


def test_a_problem_travels_as_the_contract_says() -> None:
    for problem in check_story(story_of(photo(1, caption=""), links=(Link(url="x:y"),))):
        values = json.loads(json.dumps(asdict(problem)))
        assert set(values) == {
            "rule", "level", "photo", "file", "field", "text", "message", "suggestion",
        }  # fmt: skip
        assert values["level"] in ("error", "warning", "hint")
        assert values["message"]
        assert values["photo"] in ("p1", None)
        assert (values["file"] == "DSC_0001.JPG") == (values["photo"] == "p1")


def test_messages_show_no_bytes_that_a_terminal_would_obey(tmp_path: Path) -> None:
    hostile = photo(1, file=f"{tmp_path}/\x1b[2J\udce9\n.jpg", caption="")
    for problem in check_story(story_of(hostile)):
        assert problem.message.isprintable()
