"""Judging single photos for badges and counts: as their story has them, and at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, story_of

from curator.check.speech import _tables, speech
from curator.check.style import USUAL, Style
from curator.story import edits
from curator.story.values import GroupBlock, Waiver
from curator.window.checking import house
from curator.window.checking.judge import Judge
from curator.window.document import StoryDocument

ONE = photo(
    1, caption="Ein Boot wartet so so lange im Hafen von Kiel.", alt="Ein Boot", credit="Oh"
)


@pytest.fixture
def document(qapp):
    made = StoryDocument()
    made.open(story_of(ONE, photo(2, caption="", alt="Seen", credit="Oh"), language="de"))
    return made


@pytest.fixture
def judge(document):
    made = Judge(document)
    made.begin(USUAL)
    return made


def rules(judge, document, photo_id):
    return [p.rule for p in judge.problems(document.story.photos[photo_id])]


def test_nothing_is_found_before_the_rules_are_loaded(document):
    waiting = Judge(document)
    assert waiting.problems(ONE) == []
    assert not waiting.has_problems(ONE)


def test_a_photo_is_judged_in_the_language_of_its_story(judge, document):
    assert rules(judge, document, "p1") == ["doubled-word"]
    document.apply(edits.set_story("language", "en"))
    assert rules(judge, document, "p1") == []  # So so, in English.


def test_a_caption_of_the_group_and_a_waiver_count(judge, document, qtbot):
    assert rules(judge, document, "p2") == ["caption-missing"]
    story = document.story
    grouped = replace(story, sequence=(GroupBlock(("p1", "p2"), caption="Boote in Kiel."),))
    document.open(grouped)
    assert rules(judge, document, "p2") == []
    (problem,) = judge.problems(document.story.photos["p1"])
    waived = replace(grouped, waivers=(Waiver(*problem.place, reason="So sagt man."),))
    document.open(waived)
    assert rules(judge, document, "p1") == []


def test_the_house_style_counts_and_typing_keeps_the_same_check(judge, document, qtbot):
    with qtbot.waitSignal(judge.changed):
        judge.begin(Style(levels={"doubled-word": None}))
    assert rules(judge, document, "p1") == []
    check = judge.check
    with qtbot.assertNotEmitted(judge.changed):
        document.apply(edits.set_field(["p1"], "caption", "Ein Boot wartet im Hafen von Kiel."))
    assert judge.check is check
    with qtbot.waitSignal(judge.changed):
        document.apply(edits.set_default("credit", "Oh/AFP"))


def test_a_badge_that_asks_first_reads_no_file(document, monkeypatch):
    speech.cache_clear()
    _tables.cache_clear()
    style = house.load("de").style
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("a file is read"))
    judge = Judge(document)
    judge.begin(style)
    assert rules(judge, document, "p1") == ["doubled-word"]
