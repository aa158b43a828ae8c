"""Rules about a story as a whole and about its order, and the check that runs them all."""

import json
from dataclasses import replace

import pytest
from checking import problems
from factories import photo, story, story_of

from curator.check import Level, check_story
from curator.check.checker import Checker
from curator.check.style import Style
from curator.story import edits
from curator.story.values import (
    Correction,
    HeadingBlock,
    Link,
    Place,
    Source,
    Story,
    TextBlock,
    Waiver,
)

WORDS = (
    "A ferry leaves Wonsan for Niigata at dawn.",
    "Two girls in red scarves run down the steps of the library.",
    "Farmers harvest rice by hand near Kaesong.",
    "Nurses change shifts at the hospital of Hamhung.",
    "Workers repair the roof of a church in Whitby.",
    "Men race horses across the steppe near Ulaanbaatar.",
    "A woman sells roasted chestnuts outside the station.",
    "Children play football with a plastic bottle in Kibera.",
    "Herds cross the Mara river in the rain.",
    "Monks sweep the courtyard of a temple in Kyoto.",
)


def told(*captions: str, **values: object) -> Story:
    photos = [
        photo(n, caption=caption, alt=f"Seen from the window of train {n}", credit="Mina Oh/AFP")
        for n, caption in enumerate(captions, 1)
    ]
    return story_of(*photos, **{"title": "The river", "standfirst": "From dawn to dark.", **values})


def with_photos(whole: Story, **values: list) -> Story:
    """Return *whole*, photo by photo with the values at its place."""
    changed = [
        replace(p, **{name: given[n] for name, given in values.items()})
        for n, p in enumerate(whole.photos.values())
    ]
    return replace(whole, photos=whole.photos.with_photos(changed))


def names(whole: Story) -> list[str]:
    return [problem.rule for problem in problems(whole)]


def test_a_good_story_has_no_problem() -> None:
    assert names(told(*WORDS)) == []


def test_a_story_needs_title_standfirst_and_a_photo() -> None:
    assert names(Story()) == ["title-missing", "photos-missing"]
    assert names(told(*WORDS, standfirst="")) == ["standfirst-missing"]
    aside = edits.set_aside(["p1", "p2"]).apply(story(2, title="T"))
    assert names(aside) == ["photos-missing"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:void(0)", "data:text/html,x", "file:///etc/passwd",
        "//host/x", "harbour.example", "http://", "http://[broken", "vbscript:x",
    ],
)  # fmt: skip
def test_an_address_that_the_page_would_not_link_is_told(url: str) -> None:
    (problem,) = problems(told(*WORDS, links=(Link("next", "More", url),)))
    assert (problem.rule, problem.level, problem.text) == ("link-unsafe", Level.WARNING, url)
    assert names(told(*WORDS, source=Source("Paper", url))) == ["link-unsafe"]


@pytest.mark.parametrize(
    "url",
    ["", "https://a.example/x?y=1", "http://a.example", "mailto:a@b.example", "HTTPS://A.EXAMPLE"],
)
def test_an_address_of_the_web_or_of_mail_is_fine(url: str) -> None:
    assert names(told(*WORDS, links=(Link("next", "More", url),))) == []


def test_dates_and_the_language_of_a_story_have_to_be_such() -> None:
    (date,) = problems(told(*WORDS, date="14 March 2026"))
    assert (date.rule, date.mended) == ("date-unclear", "2026-03-14")
    corrected = told(*WORDS, corrections=(Correction("soon", "It was 1964."),))
    assert names(corrected) == ["date-unclear"]
    assert names(told(*WORDS, language="English (UK)")) == ["language-unknown"]


def test_one_caption_under_two_photos_is_told_at_the_second() -> None:
    (problem,) = problems(told(WORDS[0], WORDS[1], WORDS[0].upper()), "caption-repeated")
    assert (problem.rule, problem.photo) == ("caption-repeated", "p3")
    assert "photo 1" in problem.message
    assert len(problems(told("x", "x", "x"), "caption-repeated")) == 2
    assert problems(told("", "", " ", "—", "…"), "caption-repeated") == []
    aside = edits.set_aside(["p2"]).apply(told("x", "x"))
    assert problems(aside, "caption-repeated") == []


def test_captions_of_nearly_the_same_words_are_told_at_the_later() -> None:
    one = "Women in white dresses wave flags on Kim Il Sung Square at noon."
    other = "Women in white dresses wave flags on Kim Il Sung Square at one."
    (problem,) = problems(told(one, WORDS[0], other), "caption-near")
    assert (problem.photo, problem.level) == ("p3", Level.WARNING)
    moved = edits.move(["p3"], "p1").apply(told(one, WORDS[0], other))
    assert [p.photo for p in problems(moved, "caption-near")] == ["p1"]


def test_a_caption_that_repeats_title_or_headline_is_told() -> None:
    repeats = told("From dawn to dark", *WORDS[1:4])
    assert names(repeats) == ["caption-thin", "caption-repeats-story", "full-stops"] or (
        "caption-repeats-story" in names(repeats)
    )


def test_one_picture_shown_twice_is_told_by_its_digest() -> None:
    twice = with_photos(told(*WORDS[:3]), digest=["sha256:a", "sha256:a", ""])
    (problem,) = problems(twice)
    assert (problem.rule, problem.photo, problem.field) == ("picture-repeated", "p2", "file")


def test_full_stops_are_used_as_in_most_captions() -> None:
    most = told(*WORDS[:4], WORDS[4].rstrip("."))
    (without,) = problems(most)
    assert (without.rule, without.photo) == ("full-stops", "p5")
    assert without.mended == WORDS[4]
    few = told(*(words.rstrip(".") for words in WORDS[:4]), WORDS[4])
    (extra,) = problems(few)
    assert extra.mended == WORDS[4].rstrip(".")
    assert names(told(WORDS[0], WORDS[1].rstrip("."), WORDS[2].rstrip("."), WORDS[3])) == []


def test_an_agency_has_one_name_in_one_story() -> None:
    credited = with_photos(
        told(*WORDS[:4]), credit=["Oh/AP", "Oh/AP", "Oh/Associated Press", "Ek/Getty Images"]
    )
    (problem,) = problems(credited, "credit-forms")
    assert (problem.photo, problem.mended) == ("p3", "Oh/AP")
    house = Style(agencies={"The AP": ("AP", "Associated Press")})
    assert len(problems(credited, "credit-forms", style=house)) == 3


def test_a_caption_that_names_another_photos_city_is_told() -> None:
    placed = with_photos(
        told(*WORDS[:4]), place=[Place(city=c) for c in ("Wonsan", "", "Hamhung", "Hamhung")]
    )
    (problem,) = problems(placed, "place-contradicts")[:1] or [None]
    assert problem is None
    wrong = edits.set_field(["p3"], "caption", "Boats wait in Wonsan.").apply(placed)
    (problem,) = problems(wrong, "place-contradicts")
    assert (problem.photo, problem.field) == ("p3", "place.city")


def test_texts_of_the_story_and_its_blocks_are_read_as_well() -> None:
    block = TextBlock("The the boats leave.")
    written = told(*WORDS, byline="Name to come")
    written = replace(written, sequence=(HeadingBlock("At  sea"), block, *written.sequence))
    found = {(p.rule, p.field, p.block) for p in problems(written)}
    assert ("placeholder", "byline", None) in found
    assert ("space-doubled", "heading", written.sequence[0].key) in found
    assert ("doubled-word", "text", block.key) in found


def test_words_that_no_dictionary_has_are_told_and_names_of_the_story_are_not() -> None:
    spelled = told("A soldeir waits for Mina Okonkwo in the rain at dawn.", *WORDS[1:])
    (problem,) = problems(spelled)
    assert (problem.rule, problem.text, problem.start) == ("spelling", "soldeir", 2)
    accepted = replace(spelled, dictionary=("soldeir",))
    assert names(accepted) == []


# ---- order


def test_neighbours_that_look_alike_are_hinted_at() -> None:
    looks = ["00ff00ff00ff00ff", "00ff00ff00ff00f0", "ffff00000000ffff", "0f0f0f0f0f0f0f0f"]
    alike = with_photos(told(*WORDS[:4]), look=looks, digest=list("abcd"))
    found = problems(alike, "neighbours-alike")
    assert [(p.photo, p.level) for p in found] == [("p2", Level.HINT)]


def test_long_runs_are_hinted_at_unless_all_photos_are_so() -> None:
    many = told(*WORDS)
    sizes = {"width": [3000] * 7 + [2000] * 3, "height": [2000] * 7 + [3000] * 3}
    (run,) = problems(with_photos(many, **sizes), "orientation-run")
    assert "7 photos in a row are landscapes (1 to 7)" in run.message
    assert problems(many, "orientation-run") == []
    people = ["Mina Oh"] * 6 + ["Jon Ek"] * 4
    (run,) = problems(with_photos(many, photographer=people), "photographer-run")
    assert "6 photos in a row are by Mina Oh" in run.message
    places = [Place(city="Wonsan")] * 8 + [Place(city="Hamhung")] * 2
    assert len(problems(with_photos(many, place=places), "place-run")) == 1


def test_captions_that_open_alike_and_a_small_lead_are_hinted_at() -> None:
    alike = told("A man rows.", "A man eats.", "A man sleeps.", *WORDS[:2])
    assert [p.photo for p in problems(alike, "openings-alike")] == ["p1", "p2", "p3"]
    small = with_photos(told(*WORDS[:2]), width=[1500, 800], height=[1000, 600])
    assert [p.photo for p in problems(small, "lead-small")] == ["p1"]


def test_one_step_back_in_a_story_told_in_time_is_hinted_at() -> None:
    times = [f"2026-03-14T{hour:02}:00" for hour in (7, 8, 9, 10, 8, 12, 13, 14, 15, 16)]
    (back,) = problems(with_photos(told(*WORDS), taken=times), "time-backwards")
    assert back.photo == "p5"
    shuffled = [times[n] for n in (3, 1, 5, 0, 9, 2, 8, 4, 7, 6)]
    assert problems(with_photos(told(*WORDS), taken=shuffled), "time-backwards") == []


# ---- all together


def test_the_whole_check_meets_the_story_first_and_photos_in_their_order() -> None:
    checked = story_of(photo(1, caption=""), photo(2), photo(3, caption=""))
    checked = edits.move(["p3"], "p1").apply(edits.set_aside(["p2"]).apply(checked))
    about = [problem.photo for problem in check_story(checked)]
    assert list(dict.fromkeys(about)) == [None, "p3", "p1"]


def test_a_problem_travels_as_the_contract_says() -> None:
    for problem in check_story(story_of(photo(1, caption=""), links=(Link(url="x:y"),))):
        values = json.loads(json.dumps(problem.told()))
        assert set(values) == {
            "rule", "level", "photo", "file", "field", "text", "message", "suggestion",
        }  # fmt: skip
        assert values["level"] in ("error", "warning", "hint")
        assert values["message"]
        assert values["photo"] in ("p1", None)
        assert (values["file"] == "DSC_0001.JPG") == (values["photo"] == "p1")


def test_a_waived_problem_is_silent_as_long_as_the_words_stand() -> None:
    short = told("Dawn.", *WORDS[1:])
    (problem,) = problems(short)
    assert problem.rule == "caption-thin"
    waived = replace(short, waivers=(Waiver(*problem.place, reason="It says all."),))
    assert problems(waived) == []
    changed = edits.set_field(["p1"], "caption", "Dusk.").apply(waived)
    assert [p.rule for p in problems(changed)] == ["caption-thin"]


def test_checking_again_finds_what_checking_anew_finds() -> None:
    checker = Checker()

    def again(whole: Story) -> list:
        return [p for batch in checker.check(whole, with_files=False) for p in batch]

    steps: list = [
        edits.set_field(["p2"], "caption", WORDS[0]),
        edits.set_field(["p3"], "caption", "A man rows past Mina Okonkow."),
        edits.set_field(["p4", "p5"], "credit", "Oh/Associated Press"),
        edits.set_field(["p6"], "caption", "A man rows past Mina Okonkwo, who waits."),
        edits.move(["p6"], "p1"),
        edits.set_story("title", "The the river"),
        edits.set_aside(["p2"]),
        edits.set_default("place.city", "Wonsan"),
        edits.set_field(["p7"], "place.city", "Hamhung"),
        edits.bring_back(["p2"]),
        edits.set_story("language", "de"),
        edits.remove_photos(["p8"]),
    ]
    whole = told(*WORDS)
    for edit in steps:
        whole = edit.apply(whole)
        assert again(whole) == problems(whole)
        assert again(whole) == problems(whole)


def test_photos_of_two_stories_do_not_mix_in_one_checker() -> None:
    checker = Checker()
    one = told(*WORDS)
    other = story_of(*(replace(p, caption="x") for p in one.photos.values()), title="T")
    for whole in (one, other, one):
        found = [p for batch in checker.check(whole, with_files=False) for p in batch]
        assert found == problems(whole)


def test_a_word_that_is_accepted_later_is_told_no_more() -> None:
    words: list[str] = []
    checker = Checker(own_words=lambda tag: words)

    def spelled(whole: Story) -> list[str]:
        batches = checker.check(whole, with_files=False)
        return [p.text for batch in batches for p in batch if p.rule == "spelling"]

    whole = told("A soldeir waits in the rian near Wonsan at dawn.", *WORDS[1:])
    assert spelled(whole) == ["soldeir", "rian"]
    assert spelled(replace(whole, dictionary=("soldeir",))) == ["rian"]
    words.append("rian")
    assert spelled(replace(whole, dictionary=("soldeir",))) == []
    assert spelled(whole) == ["soldeir"]


def test_dates_are_read_anew_when_the_language_is_another() -> None:
    checker = Checker()
    german = [f"Ein Boot am {n}. März 2026." for n in (1, 2, 3)] + ["Ein Boot am März 4, 2026."]
    whole = told(*german)
    for language in ("en", "de", "en", "de"):
        spoken = replace(whole, language=language)
        found = [p for b in checker.check(spoken, with_files=False) for p in b]
        assert found == problems(spoken)
    assert "date-styles" in {p.rule for p in found}
