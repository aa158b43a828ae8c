"""XMP in all its forms, sound and hostile."""

import time

import pytest
from metadata_files import alternatives, described, xmp

from curator.photos.metadata.xmp import read_xmp
from curator.photos.metadata.xmp_tree import parse


def _found(elements: str = "", attributes: str = "", field: str = "caption") -> object:
    values = read_xmp([xmp(elements, attributes)]).findings.of(field)
    return values[0] if values else None


def test_the_default_language_is_taken_before_the_first() -> None:
    assert _found(alternatives("dc:description", de="Fähre", x_default="Ferry")) == "Ferry"
    assert _found(alternatives("dc:description", de="Fähre", fr="Bac")) == "Fähre"
    assert _found(alternatives("dc:description", x_default=" ", fr="Bac")) == "Bac"


def test_a_plain_text_where_an_array_is_due_is_read_too() -> None:
    assert _found("<dc:description>Ferry</dc:description>") == "Ferry"
    assert _found("<dc:creator>Mina Oh</dc:creator>", field="photographer") == ("Mina Oh",)


def test_attributes_and_elements_mean_the_same() -> None:
    assert _found("", 'photoshop:Headline="Dawn"', "headline") == "Dawn"
    assert _found("<photoshop:Headline>Dawn</photoshop:Headline>", "", "headline") == "Dawn"


def test_a_value_with_qualifiers_is_the_value() -> None:
    inner = (
        '<photoshop:Credit rdf:parseType="Resource"><rdf:value>AP</rdf:value></photoshop:Credit>'
    )
    assert _found(inner, field="credit") == "AP"


@pytest.mark.parametrize(
    "place",
    [
        '<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Wonsan</Iptc4xmpExt:City></rdf:li>',
        '<rdf:li Iptc4xmpExt:City="Wonsan"/>',
        '<rdf:li><rdf:Description Iptc4xmpExt:City="Wonsan"/></rdf:li>',
        "<rdf:li><rdf:Description><Iptc4xmpExt:City>Wonsan</Iptc4xmpExt:City></rdf:Description></rdf:li>",
    ],
)
def test_the_place_shown_is_taken_before_the_older_field(place: str) -> None:
    shown = f"<Iptc4xmpExt:LocationShown><rdf:Bag>{place}</rdf:Bag></Iptc4xmpExt:LocationShown>"
    found = read_xmp([xmp(shown, 'photoshop:City="Anytown"')]).findings
    assert found.of("city") == ("Wonsan", "Anytown")


def test_of_several_places_shown_none_is_put_before_the_older_field() -> None:
    places = '<rdf:li Iptc4xmpExt:City="Wonsan"/><rdf:li Iptc4xmpExt:City="Hamhung"/>'
    shown = f"<Iptc4xmpExt:LocationShown><rdf:Bag>{places}</rdf:Bag></Iptc4xmpExt:LocationShown>"
    found = read_xmp([xmp(shown, 'photoshop:City="Anytown"')]).findings
    assert found.of("city") == ("Anytown", "Wonsan", "Hamhung")


def test_persons_come_from_the_list_and_from_marked_faces() -> None:
    shown = "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Oh</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>"
    face = (
        '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>'
        '<rdf:li><rdf:Description mwg-rs:Name="Pak" mwg-rs:Type="Face"/></rdf:li>'
        '<rdf:li><rdf:Description mwg-rs:Name="Rex" mwg-rs:Type="Pet"/></rdf:li>'
        "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
    )
    assert read_xmp([xmp(shown + face)]).findings.of("persons") == (("Oh",), ("Pak",))


@pytest.mark.parametrize(
    ("text", "rating"), [("5", 5), ("-1", -1), ("3.0", 3), ("99", None), ("x", None), ("inf", None)]
)
def test_ratings_are_whole_numbers_from_rejected_to_five(text: str, rating: int | None) -> None:
    assert _found("", f'xmp:Rating="{text}"', "rating") == rating


def test_alt_text_and_camera_are_read() -> None:
    packet = xmp(
        alternatives("Iptc4xmpCore:AltTextAccessibility", x_default="A white ferry."),
        'tiff:Make="NIKON" tiff:Orientation="6" exif:GPSLatitude="39,9.3N" exif:GPSLongitude="127,26,36E"',
    )
    found = read_xmp([packet])
    assert found.findings.of("alt") == ("A white ferry.",)
    assert (found.make, found.orientation) == ("NIKON", 6)
    assert found.position == (pytest.approx(39.155), pytest.approx(127.44333))


def test_an_earlier_packet_is_believed_and_a_later_one_adds() -> None:
    found = read_xmp(
        [xmp("", 'photoshop:City="A"'), xmp("", 'photoshop:City="B" photoshop:State="C"')]
    )
    assert (found.findings.of("city"), found.findings.of("state")) == (("A",), ("C",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_encoding_is_read(encoding: str) -> None:
    packet = described("Fähre").decode().replace("\ufeff", "").encode(encoding)
    assert read_xmp([packet]).findings.of("caption") == ("Fähre",)


def test_latin1_letters_in_a_packet_are_kept() -> None:
    packet = described("Fähre").decode().replace("\ufeff", "").encode("latin-1")
    assert read_xmp([packet]).findings.of("caption") == ("Fähre",)


def test_a_packet_in_padding_or_without_its_wrapper_is_read() -> None:
    packet = described("Ferry")
    assert read_xmp([b"\0\n " + packet + b"\0" * 100]).findings.of("caption") == ("Ferry",)
    assert read_xmp([packet.replace(b"</x:xmpmeta>", b"")]).findings.of("caption") == ("Ferry",)
    declared = b'<?xml version="1.0" encoding="latin-1"?>' + packet[packet.index(b"<x:") :]
    assert read_xmp([declared]).findings.of("caption") == ("Ferry",)


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    packet = described("&b;")
    assert parse(bomb + packet[packet.index(b"<x:") :]) == {}
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert parse(outside + described("&a;")[packet.index(b"<x:") :]) == {}


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<",
        b"\0" * 50,
        b"no xml at all",
        described("x")[:200],
        described("x" * 2_000_000),
        b"<a>" * 100_000,
    ],
)
def test_what_is_no_sound_packet_says_nothing(packet: bytes) -> None:
    assert not read_xmp([packet]).findings


def test_deep_and_wide_packets_are_read_within_bounds() -> None:
    start = time.process_time()
    deep = "<dc:title>" * 5_000 + "</dc:title>" * 5_000
    wide = "<dc:subject><rdf:Bag>" + "<rdf:li>x</rdf:li>" * 40_000 + "</rdf:Bag></dc:subject>"
    parse(xmp(deep))
    assert len(read_xmp([xmp(wide)]).findings.of("keywords")) == 1
    assert time.process_time() - start < 5
