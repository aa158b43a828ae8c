"""The check over a corpus of captions: quiet where all is well, and each fault found under its rule."""

import pytest
from corpus_reading import Fault, clean_stories, faults, found_in, planted, told

from curator.check import Level

PER_HUNDRED = 2
"""Warnings that a hundred good captions may bring."""

LEAST = {"en": 60, "de": 20, "fr": 20}


@pytest.mark.parametrize("language", LEAST)
def test_good_captions_bring_no_error_and_hardly_a_warning(language: str) -> None:
    stories = clean_stories(f"clean-{language}.toml")
    captions = sum(len(story.photos) for story in stories)
    assert captions >= LEAST[language]
    found = [problem for story in stories for problem in found_in(story)]
    assert [p.message for p in found if p.level is Level.ERROR] == []
    warnings = [p.message for p in found if p.level is Level.WARNING]
    assert len(warnings) * 100 <= PER_HUNDRED * captions, warnings


FAULTS = faults("faulty.toml")


def test_there_are_faults_enough() -> None:
    assert len(FAULTS) >= 150
    assert len({fault.rule for fault in FAULTS}) >= 55


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{FAULTS.index(fault)}")
def test_a_fault_is_found_under_its_rule(fault: Fault) -> None:
    found = [problem for problem in found_in(fault.story) if problem.rule == fault.rule]
    assert found, fault.rule
    wanted = (fault.text or "").strip()
    assert not wanted or any(
        not problem.text or wanted in problem.text or problem.text.strip() in wanted
        for problem in found
    )


def test_every_planted_fault_of_an_essay_is_found_and_none_is_invented() -> None:
    story, expected = planted("planted.toml")
    assert len(story.photos) == 26
    assert told(story) == expected
