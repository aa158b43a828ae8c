"""The table of threats names every threat once, and only tests that are there."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
ROWS = [
    line.strip("|").split("|")
    for line in (TESTS / "threats.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]


def test_every_threat_has_a_row_and_each_row_says_what_holds_it() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 69))
    for row in ROWS:
        assert len(row) == 4
        assert "::" in row[3] or "not held" in row[3]


def test_every_test_and_program_that_the_table_names_is_there() -> None:
    for row in ROWS:
        for file, name in re.findall(r"`([\w/]+\.py)::(\w+)`", row[3]):
            assert f"def {name}(" in (TESTS / file).read_text("utf-8"), f"{file}::{name}"
        for program in re.findall(r"`(\w+\.py)[ `]", row[3]):
            assert (TESTS / "benchmarks" / program).is_file(), program
