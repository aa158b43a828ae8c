"""IPTC's Information Interchange Model, sound and damaged, in every charset."""

import random
import struct

import pytest
from metadata_files import UTF8_DECLARED, dataset, resource, resources

from curator.photos.metadata.iim import read_iim
from curator.photos.metadata.photoshop import read_resources


def _caption(record: bytes) -> object:
    return next(iter(read_iim(record).of("caption")), None)


def test_every_field_is_read() -> None:
    numbers = {
        5: "title", 90: "city", 92: "sublocation", 95: "state", 101: "country", 105: "headline",
        110: "credit", 115: "source", 116: "copyright", 120: "caption",
    }  # fmt: skip
    record = b"".join(dataset(number, name.encode()) for number, name in numbers.items())
    found = read_iim(record)
    assert {name: found.of(name) for name in numbers.values()} == {
        name: (name,) for name in numbers.values()
    }


def test_repeated_datasets_are_lists() -> None:
    record = dataset(80, b"Oh") + dataset(80, b"Pak") + dataset(25, b"sea") + dataset(25, b"ferry")
    found = read_iim(record)
    assert found.of("photographer") == (("Oh", "Pak"),)
    assert found.of("keywords") == (("sea", "ferry"),)


@pytest.mark.parametrize(
    ("date", "time", "taken"),
    [
        (b"20260314", b"074210+0100", "2026-03-14T07:42:10+01:00"),
        (b"20260314", b"", "2026-03-14"),
        (b"20260300", b"074210", "2026-03"),
        (b"00000000", b"000000", None),
        (b"20261399", b"", None),
    ],
)
def test_date_and_time_are_joined(date: bytes, time: bytes, taken: str | None) -> None:
    found = read_iim(dataset(55, date) + dataset(60, time)).of("taken")
    assert next(iter(found), None) == taken


def test_declared_utf8_is_read_as_such() -> None:
    assert _caption(UTF8_DECLARED + dataset(120, "Zoë".encode())) == "Zoë"


def test_a_false_declaration_does_not_break_the_letters() -> None:
    assert _caption(UTF8_DECLARED + dataset(120, b"Zo\xeb Garc\xeda")) == "Zoë García"


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "Bjørn Erik Pedersen",
        "Café Élysée à Nîmes",
        "Über die Straße nach Köln",
        "María Núñez, São Paulo, mañana",
        "It’s “over”, says Zoë – at last",
    ],
)
def test_undeclared_charsets_are_told_apart(charset: str, text: str) -> None:
    assert _caption(dataset(120, text.encode(charset))) == text


def test_one_decision_is_made_for_the_whole_record() -> None:
    record = dataset(90, "Nîmes".encode("mac_roman")) + dataset(
        120, "Übermütige Mädchen, Élysée".encode("mac_roman")
    )
    assert read_iim(record).of("city") == ("Nîmes",)


def test_an_extended_dataset_is_read() -> None:
    text = b"x" * 40_000
    record = bytes((0x1C, 2, 120, 0x80, 4)) + len(text).to_bytes(4, "big") + text
    assert _caption(record + dataset(90, b"Wonsan")) == text.decode()


def test_reading_goes_on_behind_a_damaged_dataset() -> None:
    record = dataset(90, b"Wonsan") + b"\x1c\x02\x78\x7f\xff" + b"junk" + dataset(105, b"Dawn")
    found = read_iim(record)
    assert (found.of("city"), found.of("headline")) == (("Wonsan",), ("Dawn",))


def test_any_bytes_are_read_without_complaint() -> None:
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(resources(dataset(120, b"caption") * 5, b"d" * 16))
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read_iim(read_resources(bytes(data)).iim)
    assert not read_iim(b"\x1c" * 100_000)


def test_resources_with_names_and_foreign_signatures_are_passed_over() -> None:
    foreign = b"AgHg" + resource(0x0BB7, b"xyz")[4:]
    named = b"8BIM" + struct.pack(">H", 0x03ED) + b"\x05named" + struct.pack(">I", 3) + b"abc\0"
    data = foreign + named + resources(b"iim!", b"d" * 16)
    found = read_resources(data)
    assert (found.iim, found.digest) == (b"iim!", b"d" * 16)
