"""Words put into XMP packets: every field where it belongs, every byte of other programs where it was."""

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from foreign_sidecars import ALL, DIGIKAM, LIGHTROOM, SPLIT, WORDS
from hypothesis import given, settings
from hypothesis import strategies as st
from metadata_files import RDF, alternatives, xmp

from curator.photos.metadata.write_back import (
    PROPERTIES,
    Difference,
    Merged,
    merge,
    new_packet,
    read_packet,
)
from curator.photos.metadata.xmp import read_xmp
from curator.photos.metadata.xmp_source import UnsoundXmp

NOW = "2026-11-22T10:00:00+01:00"
R = f"{{{RDF}}}"


def merged(packet: str | bytes, untouched: tuple[str, ...] = (), **words: Any) -> Merged:
    """Return *packet* with *words* in it; a word may be one text or several."""
    data = packet.encode() if isinstance(packet, str) else packet
    given = {n: (text,) if isinstance(text, str) else tuple(text) for n, text in words.items()}
    return merge(read_packet(data), given, untouched, NOW)


def text(result: Merged) -> str:
    assert result.data is not None
    return result.data.decode()


def found(data: bytes | None, field: str) -> Any:
    """Return what Curator itself reads for *field*."""
    assert data is not None
    values = read_xmp([data]).findings.of(field)
    return values[0] if values else None


def check_words(data: bytes | None, words: dict[str, tuple[str, ...]] = WORDS) -> None:
    for name, values in words.items():
        if name in ("usage", "license_url"):
            continue  # Curator does not read terms from files.
        expected: Any = values if name in ("photographer", "keywords", "persons") else values[0]
        assert found(data, name) == (4 if name == "rating" else expected), name


def test_a_new_sidecar_says_every_word() -> None:
    data = new_packet(WORDS, NOW, "NEF")
    check_words(data)
    root = ET.fromstring(data)
    names = Counter(child.tag for child in root.iter(f"{R}Description") for child in child)
    assert {PROPERTIES[name].key for name in WORDS} <= names.keys()
    assert set(names.values()) == {1}


@pytest.mark.parametrize("kind", ALL)
def test_a_foreign_sidecar_says_every_word_and_keeps_the_rest(kind: str) -> None:
    before = ALL[kind].encode()
    result = merge(read_packet(before), WORDS, (), NOW)
    check_words(result.data)
    assert others(result.data) == others(before)


@pytest.mark.parametrize("kind", ALL)
def test_words_that_a_sidecar_says_already_change_nothing(kind: str) -> None:
    once = merge(read_packet(ALL[kind].encode()), WORDS, (), NOW).data
    assert once is not None
    assert merge(read_packet(once), WORDS, (), "2027-01-01") == Merged(None)
    assert merged(ALL[kind]) == Merged(None)


def test_only_the_lines_of_changed_words_differ() -> None:
    after = text(merged(LIGHTROOM, rating="5", caption="A white ferry")).splitlines()
    before = LIGHTROOM.splitlines()
    assert len(after) == len(before)
    changed = {b.strip(): a.strip() for b, a in zip(before, after, strict=True) if a != b}
    assert changed == {
        'xmp:Rating="2"': 'xmp:Rating="5"',
        'xmp:MetadataDate="2026-03-15T10:00:00+09:00"': f'xmp:MetadataDate="{NOW}"',
        '<rdf:li xml:lang="x-default">A ferry</rdf:li>': (
            '<rdf:li xml:lang="x-default">A white ferry</rdf:li>'
        ),
    }


@pytest.mark.parametrize(
    "packet",
    [
        xmp("", "photoshop:Credit='AP'"),
        xmp("<photoshop:Credit>AP</photoshop:Credit>"),
        xmp("<photoshop:Credit/>"),
        xmp("<photoshop:Credit><![CDATA[A&P]]><!-- c --></photoshop:Credit>"),
        xmp('<photoshop:Credit rdf:resource="urn:AP"/>'),
        xmp("<photoshop:Credit>AP</photoshop:Credit>", 'photoshop:Credit="AFP"'),
        xmp("<photoshop:Credit><rdf:Bag><rdf:li>AP</rdf:li></rdf:Bag></photoshop:Credit>"),
        xmp(
            '<photoshop:Credit rdf:parseType="Resource"><xmpNote:by>AP</xmpNote:by>'
            "</photoshop:Credit>"
        ),
    ],
)
def test_a_text_is_replaced_in_whatever_form_it_is_and_never_doubled(packet: bytes) -> None:
    after = text(merged(packet, credit='Mina\'s "R" & <B>'))
    assert found(after.encode(), "credit") == 'Mina\'s "R" & <B>'
    assert after.count("photoshop:Credit") in (1, 2)  # an attribute, or two tags
    assert "AP" not in after
    assert "Resource" not in after


def test_qualifiers_of_a_value_stay() -> None:
    packet = xmp(
        '<photoshop:Credit rdf:parseType="Resource"><rdf:value>AP</rdf:value>'
        "<xmpNote:by>desk</xmpNote:by></photoshop:Credit>"
    )
    after = text(merged(packet, credit="Reuters"))
    assert "<rdf:value>Reuters</rdf:value><xmpNote:by>desk</xmpNote:by>" in after


def test_a_property_in_two_descriptions_is_one_afterwards() -> None:
    twice = LIGHTROOM.replace(
        " </rdf:RDF>",
        '  <rdf:Description rdf:about="" xmlns:a="http://ns.adobe.com/xap/1.0/" a:Rating="1"/>\n </rdf:RDF>',
    )
    after = text(merged(twice, rating="5"))
    assert after.count(":Rating=") == 1
    assert 'xmp:Rating="5"' in after


def test_prefixes_that_mean_something_else_are_not_taken() -> None:
    packet = LIGHTROOM.replace("xmlns:lr=", 'xmlns:xmpRights="urn:mine" xmpRights:a="1" xmlns:lr=')
    after = text(merged(packet, license_url="https://x.example/"))
    assert "<xmpRights2:WebStatement>https://x.example/</xmpRights2:WebStatement>" in after
    assert 'xmpRights:a="1"' in after


def test_a_packet_that_needs_no_prefix_for_rdf_is_changed_too() -> None:
    packet = (
        f'<RDF xmlns="{RDF}"><Description xmlns:r="{RDF}" r:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:subject><Bag><li>ferry</li></Bag></dc:subject></Description></RDF>"
    )
    after = merged(packet, keywords=("ferry", "sea"), caption="Dawn").data
    assert found(after, "keywords") == ("ferry", "sea")
    assert found(after, "caption") == "Dawn"


def test_a_description_that_is_one_tag_is_opened() -> None:
    packet = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\r\n <rdf:RDF xmlns:rdf="{RDF}">\r\n'
        '  <rdf:Description rdf:about=""/>\r\n </rdf:RDF>\r\n</x:xmpmeta>\r\n'
    )
    after = text(merged(packet, **WORDS))
    check_words(after.encode())
    assert after.count("\n") == after.count("\r\n") + 1  # the caption's own


def test_other_languages_stay_and_copies_of_the_default_follow_it() -> None:
    packet = xmp(alternatives("dc:description", en_GB="Ferry", x_default="Ferry", ko="연락선"))
    after = ET.fromstring(text(merged(packet, caption="Dawn")).strip("\ufeff"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    said = {item.get(lang): item.text for item in after.iter(f"{R}li")}
    assert said == {"en-GB": "Dawn", "x-default": "Dawn", "ko": "연락선"}


def test_a_default_is_put_before_other_languages() -> None:
    packet = xmp(alternatives("dc:description", ko="연락선"))
    after = text(merged(packet, caption="Ferry"))
    assert (
        '<rdf:li xml:lang="x-default">Ferry</rdf:li><rdf:li xml:lang="ko">연락선</rdf:li>' in after
    )


@pytest.mark.parametrize(
    "form", ['dc:description="Ferry"', "", "<dc:description>Ferry</dc:description>"]
)
def test_a_caption_that_is_no_language_alternative_becomes_one(form: str) -> None:
    packet = xmp("", form) if form.startswith("dc") else xmp(form)
    after = text(merged(packet, caption="Dawn"))
    assert after.count("dc:description") == 2
    assert "Ferry" not in after
    assert found(after.encode(), "caption") == "Dawn"


def test_items_that_stay_are_as_they_were_written() -> None:
    packet = xmp(
        "<dc:subject><rdf:Seq>\n <!-- a --><rdf:li>one</rdf:li>\n"
        ' <rdf:li xmpNote:by="desk">two</rdf:li>\n <!-- b --></rdf:Seq></dc:subject>'
    )
    after = text(merged(packet, keywords=("two", "three", "four")))
    assert (
        '<rdf:Seq>\n <!-- a --><rdf:li xmpNote:by="desk">two</rdf:li>\n <rdf:li>three</rdf:li>\n'
        " <rdf:li>four</rdf:li>\n <!-- b --></rdf:Seq>"
    ) in after


def test_what_the_story_does_not_say_stays() -> None:
    after = merged(SPLIT, headline="Dawn")
    assert after.replaced == after.kept == ()
    for field, value in (("rating", 2), ("city", "Paris"), ("state", "Île-de-France")):
        assert found(after.data, field) == value
    assert "https://old.example/licence" in text(after)
    assert text(after).count("xmlns:") == SPLIT.count("xmlns:")  # It went where it is at home.


def test_values_that_are_gone_are_told() -> None:
    result = merged(LIGHTROOM, rating="5", keywords=("ferry",), caption="Dawn", headline="New")
    assert result.replaced == (
        Difference("caption", "A ferry", "Dawn"),
        Difference("keywords", "ferry, winter", "ferry"),
        Difference("rating", "2", "5"),
    )
    unrated = LIGHTROOM.replace('Rating="2"', 'Rating="0"')
    assert merged(unrated, rating="5").replaced == ()


def test_words_that_nobody_confirmed_replace_nothing() -> None:
    result = merged(LIGHTROOM, ("caption", "headline"), caption="Old words", headline="Dawn")
    assert found(result.data, "caption") == "A ferry"
    assert found(result.data, "headline") == "Dawn"
    assert result.kept == (Difference("caption", "A ferry", "Old words"),)
    assert result.replaced == ()


def test_lists_and_stars_that_nobody_confirmed_replace_nothing_either() -> None:
    names = ("keywords", "persons", "rating")
    result = merged(LIGHTROOM, names, keywords=("port",), persons=("Mina Oh",), rating="4")
    assert found(result.data, "keywords") == ("ferry", "winter")
    assert found(result.data, "rating") == 2
    assert found(result.data, "persons") == ("Mina Oh",)  # The sidecar named nobody.
    assert result.kept == (
        Difference("keywords", "ferry, winter", "port"),
        Difference("rating", "2", "4"),
    )
    assert result.replaced == ()


def test_stars_and_keywords_that_the_intake_only_tidied_are_not_told() -> None:
    items = "<rdf:li>ferry</rdf:li><rdf:li>at\nsea</rdf:li>"
    packet = xmp(f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>", 'xmp:Rating="3.6"')
    untouched = ("keywords", "rating")
    assert merged(packet, untouched, keywords=("ferry", "at sea"), rating="4") == Merged(None)


def test_a_credit_that_was_only_taken_apart_is_not_told() -> None:
    packet = xmp("", 'photoshop:Credit="Mina Oh/Reuters"')
    assert merged(packet, ("credit",), credit="Reuters") == Merged(None)


def test_a_place_shown_is_brought_into_step() -> None:
    result = merged(SPLIT, city="Wonsan", country="North Korea")
    after = text(result)
    assert found(result.data, "city") == "Wonsan"
    assert found(result.data, "state") is None
    assert "<Iptc4xmpExt:City>Lyon</Iptc4xmpExt:City>" in after  # where the camera stood
    assert "Paris" not in after
    assert "Île" not in after
    old = "Paris, Île-de-France, France"
    assert result.replaced == (Difference("place", old, "Wonsan, North Korea"),)


@pytest.mark.parametrize(
    "place",
    [
        '<rdf:li Iptc4xmpExt:City="Paris" Iptc4xmpExt:LocationId="1"/>',
        '<rdf:li><rdf:Description Iptc4xmpExt:City="Paris" Iptc4xmpExt:LocationId="1"/></rdf:li>',
    ],
)
def test_a_place_shown_as_attributes_is_brought_into_step(place: str) -> None:
    shown = f"<Iptc4xmpExt:LocationShown><rdf:Bag>{place}</rdf:Bag></Iptc4xmpExt:LocationShown>"
    result = merged(xmp(shown, 'photoshop:City="Paris"'), city="Wonsan", country="North Korea")
    assert found(result.data, "city") == "Wonsan"
    assert found(result.data, "country") == "North Korea"
    assert 'Iptc4xmpExt:LocationId="1"' in text(result)
    has_fields_beside = 'CountryName="North Korea"' in text(result)
    assert has_fields_beside != ("Description" in place)
    assert "Paris" not in text(result)


def test_of_several_places_shown_none_is_lost() -> None:
    places = '<rdf:li Iptc4xmpExt:City="Paris"/><rdf:li Iptc4xmpExt:City="Lyon"/>'
    shown = f"<Iptc4xmpExt:LocationShown><rdf:Bag>{places}</rdf:Bag></Iptc4xmpExt:LocationShown>"
    after = merged(xmp(shown), city="Wonsan").data
    assert after is not None
    cities = read_xmp([after]).findings.of("city")
    assert cities == ("Wonsan", "Paris", "Lyon")
    assert after.index(b"<Iptc4xmpExt:City>Wonsan") < after.index(b'Iptc4xmpExt:City="Paris"')


def test_a_place_that_only_lacks_something_is_added_to() -> None:
    packet = xmp("", 'photoshop:City="Wonsan" photoshop:State="Kangwon"')
    result = merged(packet, city="Wonsan", country="North Korea")
    assert found(result.data, "state") == "Kangwon"
    assert found(result.data, "country") == "North Korea"
    assert result.replaced == ()


def test_a_place_that_nobody_confirmed_replaces_no_other() -> None:
    result = merged(SPLIT, ("place",), city="Wonsan")
    assert result.data is None
    assert result.kept == (Difference("place", "Paris, Île-de-France, France", "Wonsan"),)
    either = SPLIT.replace("<photoshop:City>Paris", "<photoshop:City>Anytown")
    assert merged(either, ("place",), city="Paris") == Merged(None)
    agreed = merged(SPLIT, ("place",), city="Paris", sublocation="Pont Neuf")
    assert found(agreed.data, "sublocation") == "Pont Neuf"


def test_terms_never_stand_beside_the_licence_of_something_else() -> None:
    result = merged(SPLIT, usage="All rights reserved")
    assert "old.example" not in text(result)
    assert "\n  </xmpRights:UsageTerms>\n </rdf:Description>" in text(result)
    assert result.replaced == (
        Difference("usage", "Ask", "All rights reserved"),
        Difference("license_url", "https://old.example/licence", ""),
    )
    assert "old.example" in text(merged(SPLIT, usage="Ask", headline="Dawn"))


def test_a_corrected_date_is_corrected_in_both_places() -> None:
    result = merged(LIGHTROOM, taken="2026-03-14T08:42:10+09:00")
    assert found(result.data, "taken") == "2026-03-14T08:42:10+09:00"
    assert "07:42:10.25" in text(result)  # when the file was made
    alone = LIGHTROOM.replace("photoshop:DateCreated", "exif:SubSecTime")
    told = merged(alone, taken="2026-03-14T08:42:10+09:00").replaced
    old = "2026-03-14T07:42:10.25"
    assert told == (Difference("taken", old, "2026-03-14T08:42:10+09:00"),)


def test_a_date_that_is_told_more_exactly_stays() -> None:
    assert merged(LIGHTROOM, taken="2026-03-14T07:42:10") == Merged(None)
    day = xmp("", 'photoshop:DateCreated="2026-03-14" exif:DateTimeOriginal="2026-03-14T07:42:10"')
    assert merged(day, taken="2026-03-14") == Merged(None)


def test_the_date_of_the_exposure_is_left_alone_unless_it_is_wrong() -> None:
    packet = xmp("", 'exif:DateTimeOriginal="2026-03-14T07:42:10"')
    for taken, untouched in (("2026-03-14T07:42:10+09:00", ()), ("2020-01-01", ("taken",))):
        result = merged(packet, untouched, taken=taken)
        assert 'exif:DateTimeOriginal="2026-03-14T07:42:10"' in text(result)
        assert f"<photoshop:DateCreated>{taken}<" in text(result)


def test_words_that_stand_there_twice_are_still_the_same_words() -> None:
    twice = "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>a </rdf:li></rdf:Bag></dc:subject>"
    assert merged(xmp(twice), keywords=("a",)) == Merged(None)


@pytest.mark.parametrize(
    ("packet", "reason"),
    [
        (LIGHTROOM.encode("utf-16"), "UTF-8"),
        (DIGIKAM.encode("utf-16-le"), "UTF-8"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>' + LIGHTROOM.encode(), "UTF-8"),
        (LIGHTROOM.replace("연락선", "Fähre").encode("latin-1"), "UTF-8"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + LIGHTROOM.encode(), "document type"),
        (LIGHTROOM.replace("A ferry", "&a;").encode(), "damaged"),
        (LIGHTROOM.replace("crs:Version", "other:Version").encode(), "damaged"),
        (LIGHTROOM[:900].encode(), "damaged"),
        (b"", "damaged"),
        (b"\xff\xd8\xff\xe0 a picture", "UTF-8"),
        (b"<svg/>", "no XMP"),
        (f'<x><rdf:RDF xmlns:rdf="{RDF}"/></x>'.encode(), "describes nothing"),
        (xmp("<dc:subject>" * 60_000 + "</dc:subject>" * 60_000), "more than"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(packet: bytes, reason: str) -> None:
    with pytest.raises(UnsoundXmp, match=reason):
        merged(packet, caption="Dawn")


# Foreign packets made of parts: properties of ours in any form, other people's between them.

OURS = {known.key for known in PROPERTIES.values()} | {
    "{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}LocationShown",
    "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
}


def others(data: bytes | None) -> list[str]:
    """Return every attribute and property of a packet that is not Curator's to write, canonical."""
    assert data is not None
    kept = []
    for description in ET.fromstring(data.decode().strip("\ufeff\0 \n")).iter(f"{R}Description"):
        kept += [f"{k}={v}" for k, v in description.attrib.items() if k not in OURS]
        kept += [ET.canonicalize(ET.tostring(c)).strip() for c in description if c.tag not in OURS]
    return kept


_FOREIGN = st.sampled_from(
    [
        "<!-- a comment: <dc:description> -->",
        "<?desk an instruction?>",
        '<exif:Flash rdf:parseType="Resource"><exif:Fired>False</exif:Fired></exif:Flash>',
        '<tiff:Model xmlns:tiff="urn:not-tiff">K</tiff:Model>',
        "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>dc:subject</rdf:li></rdf:Alt></dc:title>",
        "<my:dc xmlns:my='urn:my'><my:Rating>7</my:Rating><dc:creator>nested</dc:creator></my:dc>",
        '<photoshop:History>&lt;photoshop:City/&gt; <![CDATA[<a b="c">]]></photoshop:History>',
    ]
)
_OURS = st.sampled_from(
    [
        alternatives("dc:description", x_default="Old", ko="옛"),
        "<dc:description>Old</dc:description>",
        "<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>",
        "<dc:subject><rdf:Bag/></dc:subject>",
        "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li/></rdf:Bag></dc:subject>",
        "<xmp:Rating>3</xmp:Rating>",
        "<photoshop:City/>",
        "<photoshop:Country rdf:resource='urn:x'/>",
        '<Iptc4xmpExt:LocationShown rdf:parseType="Resource"><Iptc4xmpExt:City>C</Iptc4xmpExt:City>'
        "</Iptc4xmpExt:LocationShown>",
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City='D'/></rdf:Bag></Iptc4xmpExt:LocationShown>",
    ]
)
_ATTRIBUTES = st.sampled_from(
    ["xmp:Rating='1'", 'photoshop:City = "a&amp;b>"', "photoshop:Urgency='2'", 'tiff:Make="N"']
)
_WORD = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"
    ),
    min_size=1,
    max_size=12,
).filter(lambda word: word.strip() == word and word.isprintable())
_WORDS = st.fixed_dictionaries(
    {},
    optional={
        "caption": st.tuples(_WORD),
        "photographer": st.tuples(_WORD),
        "keywords": st.lists(_WORD, min_size=1, max_size=4, unique=True).map(tuple),
        "rating": st.tuples(st.sampled_from(["-1", "1", "5"])),
        "city": st.tuples(_WORD),
        "country": st.tuples(_WORD),
        "usage": st.tuples(_WORD),
    },
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(_FOREIGN, _OURS), max_size=6),
    st.sets(_ATTRIBUTES, max_size=3),
    st.sampled_from(["", "\n   ", "\r\n\t", " "]),
    _WORDS,
)
def test_whatever_a_packet_holds_words_go_in_and_the_rest_stays(
    parts: list[str], attributes: set[str], blank: str, words: dict[str, tuple[str, ...]]
) -> None:
    elements = "".join(blank + part for part in parts) + blank
    before = xmp(elements, blank.join(["", *sorted(attributes)]) if blank else "")
    result = merge(read_packet(before), words, (), NOW)
    after = before if result.data is None else result.data
    for name, values in words.items():
        if name != "usage":
            said = read_xmp([after]).findings.of(name)
            first: Any = values if name in ("photographer", "keywords") else values[0]
            assert said[0] == (int(first) if name == "rating" else first), name
    assert sorted(others(after)) == sorted(others(before))
    place = 0
    for part in parts:
        if part.startswith(("<!--", "<?")):
            place = after.decode().index(part, place)
    assert merge(read_packet(after), words, (), NOW).data is None


# What other programs read.

needs_exiftool = pytest.mark.skipif(
    not shutil.which("exiftool"), reason="exiftool is not installed"
)

IN_EXIFTOOL = {
    "caption": "XMP-dc:Description",
    "headline": "XMP-photoshop:Headline",
    "photographer": "XMP-dc:Creator",
    "credit": "XMP-photoshop:Credit",
    "copyright": "XMP-dc:Rights",
    "usage": "XMP-xmpRights:UsageTerms",
    "license_url": "XMP-xmpRights:WebStatement",
    "alt": "XMP-iptcCore:AltTextAccessibility",
    "keywords": "XMP-dc:Subject",
    "persons": "XMP-iptcExt:PersonInImage",
    "rating": "XMP-xmp:Rating",
    "taken": "XMP-photoshop:DateCreated",
    "sublocation": "XMP-iptcCore:Location",
    "city": "XMP-photoshop:City",
    "state": "XMP-photoshop:State",
    "country": "XMP-photoshop:Country",
}
IN_STEP = {"XMP-exif:DateTimeOriginal", "XMP-iptcExt:LocationShown", "XMP-xmp:MetadataDate"}


def told_by_exiftool(folder: Path, *packets: bytes) -> list[dict[str, Any]]:
    """Return what exiftool reads from each of *packets*."""
    paths = [folder / f"{number}.xmp" for number in range(len(packets))]
    for path, packet in zip(paths, packets, strict=True):
        path.write_bytes(packet)
    command = ["exiftool", "-json", "-G1", "-a", "-struct", "-n", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return [
        {name: value for name, value in one.items() if name.startswith("XMP-")}
        for one in json.loads(done.stdout)
    ]


@needs_exiftool
def test_exiftool_reads_every_word_and_finds_every_other_field_unchanged(tmp_path: Path) -> None:
    before = [packet.encode() for packet in ALL.values()]
    after = [merge(read_packet(packet), WORDS, (), NOW).data or b"" for packet in before]
    told = told_by_exiftool(tmp_path, *before, *after, new_packet(WORDS, NOW))
    lists = ("photographer", "keywords", "persons")
    expected = {IN_EXIFTOOL[n]: list(w) if n in lists else w[0] for n, w in WORDS.items()}
    expected |= {"XMP-xmp:Rating": 4, "XMP-photoshop:DateCreated": "2026:03:14 08:42:10+09:00"}
    for one in told[len(ALL) :]:
        assert {name: one.get(name) for name in expected} == expected
    written = {*IN_EXIFTOOL.values(), *IN_STEP, "XMP-xmpRights:UsageTerms-en-GB"}
    for old, new in zip(told[: len(ALL)], told[len(ALL) : -1], strict=True):
        foreign = {name: value for name, value in old.items() if name not in written}
        assert foreign
        assert {name: new.get(name) for name in foreign} == foreign
        assert new.keys() - old.keys() <= written


@needs_exiftool
def test_exiftool_in_the_order_of_mwg_reads_the_same_place(tmp_path: Path) -> None:
    (tmp_path / "a.xmp").write_bytes(
        merged(SPLIT, city="Wonsan", country="North Korea").data or b""
    )
    command = ["exiftool", "-json", "-use", "MWG", "-City", "-State", "-Country", "a.xmp"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, cwd=tmp_path)
    told = json.loads(done.stdout)[0]
    assert told == {"SourceFile": "a.xmp", "City": "Wonsan", "Country": "North Korea"}
