"""Work that goes on in turn: one piece computes at a time, each gets its turn, what is cancelled gets none."""

from threading import Event

import pytest

from curator.window.jobs import _COMPUTING, Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs(4)
    yield made
    made.shut_down()


def test_one_piece_computes_at_a_time_and_each_gets_its_turn(jobs, qtbot):
    at_work, together, turns = [], [], []

    def work(name):
        for _ in range(10):
            at_work.append(name)
            sum(range(20_000))  # Long enough for others to come in, if they could.
            together.append(len(at_work))
            at_work.remove(name)
            turns.append(name)
            yield

    with _COMPUTING:
        for number, name in enumerate("abc", 1):
            jobs.start(work(name), lambda _: None, in_turn=True)
            qtbot.waitUntil(lambda n=number: len(_COMPUTING._waiting) == n)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert set(together) == {1}
    assert turns[:3] == ["a", "b", "c"], "in the order in which they came"
    assert len(turns) == 30


def test_what_is_in_no_turn_waits_for_nobody(jobs, qtbot):
    gate, done = Event(), []

    def long():
        gate.wait(10)
        yield

    jobs.start(long(), lambda _: None, in_turn=True)
    jobs.call(lambda: "done", done.append)
    qtbot.waitUntil(lambda: done == ["done"])
    gate.set()


def test_work_that_is_cancelled_before_its_turn_never_begins(jobs, qtbot):
    begun = []

    def work():
        begun.append("work")
        yield

    with _COMPUTING:
        job = jobs.start(work(), lambda _: None, in_turn=True)
        qtbot.waitUntil(lambda: len(_COMPUTING._waiting) == 1)
        job.cancel()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert begun == []


def test_a_fault_in_one_piece_lets_the_next_go_on(jobs, qtbot, caplog):
    failed, came = [], []

    def broken():
        yield from ()
        raise ValueError("broken")

    jobs.start(broken(), lambda _: None, on_failed=failed.append, in_turn=True)
    qtbot.waitUntil(lambda: bool(failed))
    jobs.start(iter(["next"]), came.append, in_turn=True)
    qtbot.waitUntil(lambda: came == ["next"])
    caplog.clear()
