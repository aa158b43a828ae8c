"""What the check finds in the background: when a story is checked, and when it is let alone."""

import pytest
from factories import ids, photo, story

from curator.captions.spelling import Speller
from curator.check.checker import Checker
from curator.check.style import USUAL
from curator.story import edits
from curator.window.checking.findings import Findings
from curator.window.checking.judge import Judge
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

LARGE = 3_001
# Photos from which a story is checked only while somebody looks at all that is found.


@pytest.fixture
def jobs(qapp):
    jobs = Jobs(1)
    yield jobs
    jobs.shut_down()


@pytest.fixture
def document(qapp):
    return StoryDocument()


@pytest.fixture
def judge(document):
    judge = Judge(document)
    judge.begin(USUAL)
    return judge


@pytest.fixture
def findings(document, judge, jobs):
    return Findings(document, judge, jobs)


@pytest.fixture
def checker():
    return Checker(find_speller=lambda tag: Speller(tag, (), None))


def test_a_story_is_checked_for_its_badges_although_nobody_looks(
    findings, document, checker, qtbot
):
    findings.check_with(checker)
    with qtbot.waitSignal(findings.found, timeout=20_000):
        document.open(story(3))
    assert {problem.photo for problem in findings.problems} >= set(ids(3))
    assert findings.is_current


def test_a_large_story_is_not_checked_while_nobody_looks(findings, document, checker, jobs):
    document.open(story(3))
    findings.check()  # before the rules are loaded: once they are
    document.open(story(LARGE))
    found = []
    findings.found.connect(lambda: found.append(findings.problems))
    findings.check_with(checker)
    document.apply(edits.add_photos([photo(LARGE + 1)]))
    findings.check_soon()
    assert jobs.is_idle
    assert not findings._later.isActive()
    assert found == []


def test_a_large_story_is_checked_once_somebody_looks(findings, document, checker, qtbot):
    document.open(story(LARGE))
    findings.check_with(checker)
    findings.watch(True)
    with qtbot.waitSignal(findings.found, timeout=60_000):
        findings.check()
    assert {problem.photo for problem in findings.problems} >= set(ids(LARGE))


def test_a_caption_s_own_problems_are_exchanged_before_the_story_is_checked(
    findings, document, checker, qtbot
):
    findings.check_with(checker)
    with qtbot.waitSignal(findings.found, timeout=20_000):
        document.open(story(3))
    exchanged = []
    findings.exchanged.connect(lambda: exchanged.append(1))
    document.apply(edits.set_field(["p2"], "caption", "The the wall."))
    assert exchanged == [1]
    assert not findings.is_current
    assert "doubled-word" in [p.rule for p in findings.of("p2")]
    assert "doubled-word" not in [p.rule for p in findings.of("p1")]


def test_what_was_found_in_words_that_are_gone_is_not_told_any_more(
    findings, document, checker, qtbot
):
    findings.check_with(checker)
    twins = edits.set_field(ids(2), "caption", "Two boats leave the harbour.").apply(story(3))
    with qtbot.waitSignal(findings.found, timeout=20_000):
        document.open(twins)
    assert "caption-repeated" in [p.rule for p in findings.of("p2")]
    document.apply(edits.set_field(["p2"], "caption", "One boat stays."))
    assert "caption-repeated" not in [p.rule for p in findings.of("p2")]


def test_another_story_begins_with_nothing_found(findings, document, checker, qtbot):
    findings.check_with(checker)
    with qtbot.waitSignal(findings.found, timeout=20_000):
        document.open(story(3))
    document.open(story(1))
    assert findings.problems == []
    assert not findings.is_current
