"""What is placed anew after an edit is what would be placed from scratch; and badges come a few at a time."""

from dataclasses import replace

import pytest
from factories import photo
from PySide6.QtGui import QFont

from curator.story.values import GroupBlock, HeadingBlock, PhotoBlock, PhotoId, TextBlock
from curator.window.board.measures import Measures
from curator.window.board.plan import Asked, Plan
from curator.window.grid.judging import Judging
from curator.window.grid.rewriting import rewritten

P = [PhotoId(f"p{number}") for number in range(7)]
HEADING, TEXT = HeadingBlock("Dawn"), TextBlock("A few words.")
STORY = (
    PhotoBlock(P[0]), HEADING, PhotoBlock(P[1]), PhotoBlock(P[2]), TEXT,
    GroupBlock((P[3], P[4]), "pair"), PhotoBlock(P[5]),
)  # fmt: skip


@pytest.fixture
def measures(qapp):
    return Measures(640, 2, QFont())


def asked(measures, sequence, *, folded=frozenset(), is_choice=False):
    keys = []
    for block in sequence:
        match block:
            case PhotoBlock(photo=one):
                keys.append(one)
            case GroupBlock(photos=several):
                keys.extend(several)
            case _:
                keys.append(block.key)
    return Asked(tuple(keys), sequence, is_choice, measures, folded)


LONG = replace(TEXT, text="Many words in a row. " * 60)
AFTERWARDS = {
    "longer words": (*STORY[:4], LONG, *STORY[5:]),
    "a heading made of a text": (*STORY[:4], HeadingBlock("Noon", TEXT.key), *STORY[5:]),
    "a photo moved": (STORY[6], *STORY[:6]),
    "a group parted": (*STORY[:5], PhotoBlock(P[3]), PhotoBlock(P[4]), STORY[6]),
    "a layout": (*STORY[:5], replace(STORY[5], layout="row"), STORY[6]),
    "a photo more": (*STORY, PhotoBlock(P[6])),
}


@pytest.mark.parametrize("folded", [frozenset(), frozenset({HEADING.key})], ids=["open", "folded"])
@pytest.mark.parametrize("after", AFTERWARDS.values(), ids=AFTERWARDS)
def test_after_an_edit_all_lies_as_if_placed_from_scratch(measures, after, folded):
    kept, fresh = Plan(), Plan()
    kept.follow(asked(measures, STORY, folded=folded))
    kept.follow(asked(measures, after, folded=folded))
    fresh.follow(asked(measures, after, folded=folded))
    assert kept.placing.strips == fresh.placing.strips
    assert kept.told == fresh.told
    kept.follow(asked(measures, STORY))
    fresh.follow(asked(measures, STORY))
    assert kept.placing.strips == fresh.placing.strips


def test_words_that_take_no_more_room_move_nothing(measures):
    plan = Plan()
    assert plan.follow(asked(measures, STORY))
    before = plan.placing
    others = (*STORY[:4], replace(TEXT, text="Other words."), *STORY[5:])
    assert not plan.follow(asked(measures, others))
    assert plan.placing is before
    assert plan.told.words[TEXT.key].words == "Other words."


def test_another_width_places_everything_anew(measures):
    plan = Plan()
    plan.follow(asked(measures, STORY))
    before = plan.placing
    assert plan.follow(asked(replace(measures, width=900, columns=3), STORY))
    assert plan.placing.strips != before.strips


def test_words_alone_are_told_from_any_other_change():
    other = replace(TEXT, text="Other words.")
    assert rewritten(STORY, STORY) == {}
    assert rewritten(STORY, (*STORY[:4], other, *STORY[5:])) == {TEXT.key: other}
    assert rewritten(STORY, (*STORY[:4], TextBlock("New"), *STORY[5:])) is None
    assert rewritten(STORY, STORY[:-1]) is None
    assert rewritten(STORY, (*STORY[:5], replace(STORY[5], caption="Two"), STORY[6])) is None


class Slow:
    """A judge that counts whom it judged."""

    check = object()

    def __init__(self):
        self.judged = []

    def problems(self, one):
        self.judged.append(one.id)
        return [f"problem of {one.id}"]


def test_a_screen_of_new_photos_is_judged_over_several_turns(qtbot):
    judge, asked_again = Slow(), []
    photos = {one.id: one for one in map(photo, range(10))}

    def repaint(photo_id):
        asked_again.append(photo_id)
        judging.so_far(photos[photo_id])

    judging = Judging(judge, repaint)
    first = [judging.so_far(one) for one in photos.values()]
    assert 0 < len(judge.judged) < 10
    assert [bool(found) for found in first] == [one in judge.judged for one in photos]
    qtbot.waitUntil(lambda: len(judge.judged) == 10)
    assert all(judging.so_far(one) for one in photos.values())
    assert len(judge.judged) == 10  # each of them once
    assert set(asked_again) == {*photos} - {*judge.judged[:4]}
