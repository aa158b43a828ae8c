"""Who photographs with which camera: learned, kept, and said only where it is certain."""

from pathlib import Path

import pytest

from curator.errors import KitError
from curator.kit import cameras
from curator.kit.cameras import Body, Cameras, Owner
from curator.kit.shelf import Shelf

MINA, JON = ("Mina Oh", "Mina Oh/AP"), ("Jon Ek", "Jon Ek/Reuters")
DAY = "2026-11-22"


def learned(*uses: tuple[Body, tuple[str, str]]) -> Cameras:
    return Cameras().learned([(body, *names) for body, names in uses], DAY)


def names(owner: Owner | None) -> tuple[str, str] | None:
    return None if owner is None else (owner.photographer, owner.credit)


def test_a_serial_number_tells_two_bodies_of_one_model_apart() -> None:
    known = learned((Body("D70", "1"), MINA), (Body("D70", "2"), JON))
    assert names(known.owner(Body("D70", "1"))) == MINA
    assert names(known.owner(Body("D70", "2"))) == JON
    assert known.owner(Body("D70", "3")) is None


def test_a_model_counts_where_files_carry_no_serial_number_and_one_person_uses_it() -> None:
    assert names(learned((Body("D70"), MINA)).owner(Body("D70"))) == MINA
    shared = learned((Body("D70", "1"), MINA), (Body("D70", "2"), JON))
    assert shared.owner(Body("D70")) is None
    alone = learned((Body("D70", "1"), MINA), (Body("D70", "2"), MINA))
    assert names(alone.owner(Body("D70"))) == MINA


def test_the_words_of_most_photos_count_and_later_ones_replace_earlier() -> None:
    body = Body("D70", "1")
    known = learned((body, MINA), (body, MINA), (body, JON))
    assert known.owner(body) == Owner(*MINA, photos=2, last=DAY)
    again = known.learned([(body, *MINA)], "2026-11-23")
    assert again.owner(body) == Owner(*MINA, photos=3, last="2026-11-23")
    assert names(again.learned([(body, *JON)], DAY).owner(body)) == JON


def test_photos_that_name_nobody_or_no_camera_teach_nothing() -> None:
    known = Cameras()
    assert known.learned([(Body("D70"), "", " "), (Body(""), "Mina Oh", "AP")], DAY) is known


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert cameras.load(shelf) == Cameras()
    known = learned((Body("D70", "1"), MINA), (Body("X-T5"), ("José", "")))
    cameras.keep(shelf, known)
    assert cameras.load(shelf) == known


def test_rows_that_say_nothing_are_passed_over_and_another_file_is_refused(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    rows = [
        None,
        {},
        {"camera": 3},
        {"camera": "D70"},
        {"camera": "D70", "credit": "AP", "photos": -1},
    ]
    shelf.write(cameras.NAME, {"format": cameras.FORMAT, "version": 1, "cameras": rows})
    assert cameras.load(shelf).owners == ((Body("D70"), Owner("", "AP")),)
    for values in (
        {"format": "something"},
        {"format": cameras.FORMAT, "version": 1, "cameras": {"D70": "AP"}},
        {"format": cameras.FORMAT, "version": 2, "cameras": []},
    ):
        shelf.write(cameras.NAME, values)
        with pytest.raises(KitError) as told:
            cameras.load(shelf)
        assert ("later version" in str(told.value)) == (values.get("version") == 2)


def test_what_is_not_understood_is_written_back_when_something_is_learned(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    row = {
        "camera": "D70", "serial": "1", "photographer": "Mina Oh", "credit": "Mina Oh/AP",
        "photos": 2, "last": DAY, "lenses": ["50 mm"],
    }  # fmt: skip
    senseless = [None, {"camera": 3}, {"camera": "X-T5", "note": "stolen"}]
    values = {"format": cameras.FORMAT, "desk": {"a": 1}, "cameras": [row, *senseless]}
    shelf.write(cameras.NAME, values)
    known = cameras.load(shelf)
    assert names(known.owner(Body("D70", "1"))) == MINA
    cameras.keep(shelf, known.learned([(Body("D70", "1"), *JON), (Body("R5"), *MINA)], DAY))
    written = shelf.read(cameras.NAME)
    assert (written["desk"], written["version"]) == ({"a": 1}, 1)
    assert written["cameras"][2:] == senseless
    assert written["cameras"][0]["lenses"] == ["50 mm"]
    assert written["cameras"][0]["photographer"] == "Jon Ek"
    again = cameras.load(shelf)
    assert hash(again.owner(Body("R5")))
    assert len(again.unread) == 3
