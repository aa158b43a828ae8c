"""The log tells where in the program something went wrong, and nothing of what somebody was working on."""

import logging
import sys
from pathlib import Path

import pytest

from curator.logs import LogFile

SECRETS = ("/home/mina/Wonsan/DSC_0001.JPG", "A caption that is nobody's business")


class Log:
    """The log in a file; records are given to it as loggers do."""

    def __init__(self, path: Path) -> None:
        self.path, self.handler = path, LogFile(path)

    def say(self, name: str, words: str, *values: object) -> None:
        fault = sys.exc_info()
        record = logging.LogRecord(name, logging.ERROR, __file__, 7, words, values, fault)
        self.handler.handle(record)

    def told(self) -> str:
        return self.path.read_text("utf-8")


@pytest.fixture
def log(tmp_path: Path):
    made = Log(tmp_path / "log")
    yield made
    made.handler.close()


def _fail() -> None:
    try:
        open(SECRETS[0]).close()
    except OSError as error:
        raise ValueError(SECRETS[1]) from error


def test_a_fault_is_told_by_its_kind_and_its_places(log: Log) -> None:
    try:
        _fail()
    except ValueError:
        log.say("curator.tests", "work failed")
    told = log.told()
    assert "ERROR curator.tests: work failed (test_logs.py:" in told
    assert "builtins.ValueError" in told
    assert "builtins.FileNotFoundError" in told
    assert "_fail" in told
    assert not any(secret in told for secret in SECRETS)
    assert str(Path(__file__).parent) not in told


def test_what_is_put_into_our_own_sentences_is_left_out(log: Log) -> None:
    log.say("curator.tests", "no room for %s", SECRETS[0])
    told = log.told()
    assert "no room for %s" in told
    assert SECRETS[0] not in told


def test_libraries_are_not_quoted(log: Log) -> None:
    log.say("a_library", f"cannot read {SECRETS[0]}")
    told = log.told()
    assert "ERROR a_library: said something (test_logs.py:" in told
    assert SECRETS[0] not in told


def test_while_nothing_goes_wrong_there_is_no_log(log: Log) -> None:
    assert not log.path.exists()
