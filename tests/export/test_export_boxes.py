"""What an exported AVIF carries: the plain form passes, everything that says more is found."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from curator.export import boxes, xmp

PACKET = xmp.packet({"caption": "A boat"})
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def avif(**more):
    image = Image.linear_gradient("L").resize((90, 60)).convert("RGB")
    out = BytesIO()
    wanted = {"xmp": PACKET, "exif": b"", "icc_profile": None} | more
    image.save(out, "AVIF", quality=60, speed=10, codec="aom", max_threads=1, **wanted)
    return out.getvalue()


PLAIN = avif()
BARE = avif(xmp=b"")


def with_part(data, part):
    """Return the AVIF *data* with *part* at the end of its coded picture, every length put right."""
    store = data.index(b"mdat") - 4
    grown = bytearray(data) + part
    length = int.from_bytes(grown[store : store + 4], "big") + len(part)
    grown[store : store + 4] = length.to_bytes(4, "big")
    item = data.index(b"iloc") + 4 + 8 + 10
    length = int.from_bytes(grown[item : item + 4], "big") + len(part)
    grown[item : item + 4] = length.to_bytes(4, "big")
    return bytes(grown)


@pytest.mark.parametrize("packet", [PACKET, b""])
def test_a_plain_picture_carries_nothing_else(packet):
    assert boxes.strays(avif(xmp=packet), packet) == []


def test_other_words_than_those_that_may_travel_are_found():
    assert boxes.strays(PLAIN, PACKET[:-1] + b"?")
    assert boxes.strays(PLAIN, b"")
    assert boxes.strays(avif(xmp=b""), PACKET)


@pytest.mark.parametrize(
    "more",
    [
        {"exif": Image.Exif().tobytes()},
        {"icc_profile": SRGB},
        {"xmp": PACKET + b" "},
    ],
    ids=["exif", "profile", "words"],
)
def test_what_a_file_may_say_beside_is_found(more):
    assert boxes.strays(avif(**more), PACKET)


def test_transparency_is_a_picture_of_its_own():
    image = Image.new("RGBA", (40, 30), (1, 2, 3, 4))
    out = BytesIO()
    image.save(out, "AVIF", speed=10, xmp=PACKET)
    assert boxes.strays(out.getvalue(), PACKET)


def test_metadata_and_padding_within_the_coded_picture_are_found():
    frame_header_of_nothing = b"\x1a\x00"  # of a kind that pictures have
    assert boxes.strays(with_part(PLAIN, frame_header_of_nothing), PACKET) == []
    for part in (b"\x2a\x05Wonsa", b"\x7a\x05Wonsa"):
        assert boxes.strays(with_part(PLAIN, part), PACKET)
    assert boxes.strays(with_part(PLAIN, b"\x1a\x7f"), PACKET)


@given(st.integers(0, len(PLAIN)), st.binary(min_size=1, max_size=40))
def test_whatever_is_put_between_is_found(place, more):
    assert boxes.strays(PLAIN[:place] + more + PLAIN[place:], PACKET)


@given(st.integers(0, len(PLAIN) - 1))
def test_a_part_of_a_file_is_none(length):
    assert boxes.strays(PLAIN[:length], PACKET)


@given(st.binary(max_size=200))
def test_other_bytes_are_told(data):
    assert boxes.strays(data, PACKET)
    assert boxes.strays(PLAIN[:40] + data, PACKET)


@given(st.binary(min_size=1, max_size=70_000))
def test_words_put_in_make_the_bytes_that_the_encoder_makes_with_words(packet):
    made = boxes.with_packet(BARE, packet)
    assert made == avif(xmp=packet)
    assert boxes.strays(made, packet) == []


def test_no_words_leave_the_file_as_it_is():
    assert boxes.with_packet(BARE, b"") == BARE


@given(st.integers(0, len(BARE) - 1))
def test_no_words_are_put_into_a_part_of_a_file(length):
    with pytest.raises(boxes.BrokenAvif):
        boxes.with_packet(BARE[:length], PACKET)


def test_a_second_packet_is_not_put_in():
    with pytest.raises(boxes.BrokenAvif):
        boxes.with_packet(PLAIN, PACKET)
