"""Thousands of broken files, the same ones each time: every reader reads them or names what is wrong."""

import random
import warnings

import fuzzing
import pytest

MUTANTS = 3_000


@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_a_reader_reads_any_bytes_or_says_what_is_wrong_with_them(name: str) -> None:
    target = fuzzing.TARGETS[name]
    seeds = target.seeds()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of oddities in files.
        for seed in seeds:
            target.ask(seed)
        for data in fuzzing.mutants(seeds, MUTANTS, random.Random(name)):
            target.ask(data)


def test_what_was_once_found_stays_mended() -> None:
    for name, data in FOUND:
        fuzzing.TARGETS[name].ask(data)


_TIFF = b"II*\0\x08\0\0\0"
_BEHIND_THE_END = _TIFF + b"\1\0" + b"\x12\x01\3\0" + b"\x05\0\0\0" + b"\xff\xff\0\0" + bytes(4)

FOUND = [
    ("metadata", b"\4" + _BEHIND_THE_END),  # numbers that stand behind the end of the file
]
