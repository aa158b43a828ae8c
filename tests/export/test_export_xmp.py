"""Which words travel inside a picture, and in what form."""

import defusedxml.ElementTree
import pytest

from curator.export import xmp
from curator.story.values import Defaults, Photo, PhotoId, Place, Source, Story

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
IPTC = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"


def read(packet):
    """Return the properties of *packet* by name."""
    described = defusedxml.ElementTree.fromstring(packet).find(f".//{RDF}Description")
    return {item.tag: "".join(item.itertext()) for item in described}


PHOTO = Photo(
    id=PhotoId("a"),
    file="/photos/SECRET.jpg",
    digest="SECRET",
    caption="A caption",
    credit="Zoë / Agency",
    photographer="Zoë",
    alt="What is seen",
    headline="A headline",
    copyright="© Zoë",
    taken="2001-02-03T04:05:06",
    place=Place("Street", "City", "State", "Country"),
    keywords=("SECRET",),
    persons=("SECRET",),
    notes="SECRET",
)
STORY = Story(
    source=Source("The Review", "https://example.org"),
    defaults=Defaults(usage="No reuse", license_url="https://example.org/licence"),
)


def test_exactly_the_listed_words_travel():
    packet = xmp.packet(xmp.travelling_words(PHOTO, STORY, keep_location=False))
    assert read(packet) == {
        f"{DC}creator": "Zoë",
        f"{DC}description": "A caption",
        f"{DC}rights": "© Zoë",
        f"{PHOTOSHOP}Headline": "A headline",
        f"{PHOTOSHOP}Credit": "Zoë / Agency",
        f"{PHOTOSHOP}Source": "The Review",
        f"{IPTC}AltTextAccessibility": "What is seen",
        f"{RIGHTS}UsageTerms": "No reuse",
        f"{RIGHTS}WebStatement": "https://example.org/licence",
    }
    assert b"SECRET" not in packet
    assert b"2001" not in packet
    assert b"Street" not in packet


def test_names_of_places_travel_only_when_asked():
    said = read(xmp.packet(xmp.travelling_words(PHOTO, STORY, keep_location=True)))
    assert said[f"{PHOTOSHOP}City"] == "City"
    assert said[f"{PHOTOSHOP}State"] == "State"
    assert said[f"{PHOTOSHOP}Country"] == "Country"
    assert said[f"{IPTC}Location"] == "Street"


def test_what_a_photo_lacks_comes_from_the_defaults():
    story = Story(defaults=Defaults(credit="The Agency", photographer="Ann", copyright="© A"))
    words = xmp.travelling_words(Photo(id=PhotoId("a"), file="/a"), story, keep_location=False)
    assert words == {"creator": "Ann", "credit": "The Agency", "copyright": "© A"}


def test_no_words_make_no_packet():
    assert xmp.packet({}) == b""


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;]]>",
        "\"'",
        "{0}{caption}",
        "a\x00b\ud800c\ufffe",
        "line\nline\ttab",
        "صورة 👩🏽‍👩🏻‍👦🏿",
    ],
)
def test_any_text_makes_well_formed_xml(text):
    said = read(xmp.packet({"caption": text, "creator": text}))
    kept = text.replace("\x00", "").replace("\ud800", "").replace("\ufffe", "")
    assert said == {f"{DC}description": kept, f"{DC}creator": kept}


@pytest.mark.parametrize("sign", ["x", "&", "é", "👩"])
def test_a_packet_always_fits_into_a_segment(sign):
    packet = xmp.packet({"caption": sign * 100_000, "credit": "Zoë", "alt": sign * 50_000})
    assert len(packet) <= 60_000
    said = read(packet)
    assert said[f"{PHOTOSHOP}Credit"] == "Zoë"
    assert set(said[f"{DC}description"]) == {sign}


def test_an_address_with_a_script_does_not_travel():
    story = Story(defaults=Defaults(license_url="javascript:alert(1)"))
    assert xmp.travelling_words(Photo(id=PhotoId("a"), file="/a"), story, keep_location=True) == {}
