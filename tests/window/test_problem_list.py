"""The list of all problems: when a story is checked for it, and when it is let alone."""

import pytest
from factories import ids, photo, story

from curator.captions.spelling import Speller
from curator.check.checker import Checker
from curator.story import edits
from curator.window.checking.panel import ProblemPanel
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

LARGE = 3_001
# Photos from which a story is checked only while the list is up.


@pytest.fixture
def jobs(qapp):
    jobs = Jobs(1)
    yield jobs
    jobs.shut_down()


@pytest.fixture
def document(qapp):
    return StoryDocument()


@pytest.fixture
def panel(qtbot, document, jobs):
    panel = ProblemPanel(document, jobs)
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def checker():
    return Checker(find_speller=lambda tag: Speller(tag, (), None))


def test_a_story_is_checked_for_its_badges_without_the_list(panel, document, checker, qtbot):
    panel.check_with(checker)
    with qtbot.waitSignal(panel.listed, timeout=20_000):
        document.open(story(3))
    assert {problem.photo for problem in panel.problems} >= set(ids(3))


def test_a_large_story_is_not_checked_while_the_list_is_closed(
    panel, document, checker, jobs, qtbot
):
    document.open(story(3))
    panel.check()  # before the rules are loaded: once they are
    document.open(story(LARGE))
    listed = []
    panel.listed.connect(lambda: listed.append(panel.problems))
    panel.check_with(checker)
    document.apply(edits.add_photos([photo(LARGE + 1)]))
    panel.check_soon()
    assert jobs.is_idle
    assert not panel._later.isActive()
    assert listed == []


def test_a_large_story_is_checked_once_the_list_is_up(panel, document, checker, qtbot):
    document.open(story(LARGE))
    panel.check_with(checker)
    with qtbot.waitSignal(panel.listed, timeout=60_000):
        panel.open()
    assert {problem.photo for problem in panel.problems} >= set(ids(LARGE))
    panel.hide()
