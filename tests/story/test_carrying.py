"""Photos carried with their words into another story: readers meet the same words, nothing is doubled."""

from factories import photo, story, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.story import edits, inherit
from curator.story.carrying import arriving, carried, take_words
from curator.story.values import Defaults, GroupBlock, Photo, PhotoBlock, Place

HOUSE = Defaults(
    credit="The Harbour", photographer="Mina Oh", copyright="© The Harbour", usage="One use",
    license_url="https://harbour.example", taken="2026-03-14", place=Place(city="Wonsan"),
)  # fmt: skip


def read(one: Photo, defaults: Defaults) -> tuple[object, ...]:
    """Return what readers meet of the words that photos may inherit."""
    return (
        inherit.credit_line(one, defaults), inherit.copyright_notice(one, defaults),
        inherit.terms(one, defaults), inherit.taken(one, defaults), inherit.place(one, defaults),
    )  # fmt: skip


def test_what_was_inherited_is_the_photo_s_own_on_the_way() -> None:
    here = story_of(photo(1), photo(2, credit="Jo Pak/AFP"), defaults=HOUSE)
    on_the_way = carried(here, ["p1", "p2"])
    for photo_id in ("p1", "p2"):
        there = on_the_way.photos[photo_id]
        assert read(there, Defaults()) == read(here.photos[photo_id], HOUSE)


def test_what_it_would_inherit_there_is_left_to_be_inherited() -> None:
    here = story_of(photo(1), defaults=HOUSE)
    there = story_of(photo(5), defaults=HOUSE)
    (new,) = arriving(there, carried(here, ["p1"]).photos.values()).new
    assert (new.credit, new.copyright, new.place) == ("", "", Place())
    assert read(new, HOUSE) == read(here.photos["p1"], HOUSE)


def test_photos_come_in_the_order_of_the_story_groups_as_well() -> None:
    blocks = [PhotoBlock("p3"), GroupBlock(("p2", "p1"))]
    here = story_of(photo(1), photo(2), photo(3), photo(4), sequence=blocks)
    assert list(carried(here, ["p1", "p2", "p3", "p4"]).photos) == ["p3", "p2", "p1", "p4"]


def test_ids_that_are_taken_become_others() -> None:
    here = story_of(photo(1, file="/a.jpg"), photo(2, file="/b.jpg"))
    there = story_of(photo(1, file="/c.jpg"), photo(2, file="/d.jpg"))
    found = arriving(there, here.photos.values())
    assert [one.id for one in found.new] == ["p1-2", "p2-2"]
    after = edits.add_photos(found.new).apply(there)
    assert len(after.photos) == 4


def test_the_same_picture_is_known_by_its_file_or_its_bytes() -> None:
    there = story_of(photo(1, file="/a.jpg"), photo(2, file="/b.jpg", digest="sha256:b"))
    coming = [photo(7, file="/a.jpg"), photo(8, file="/copy.jpg", digest="sha256:b"), photo(9)]
    found = arriving(there, coming)
    assert [(known, one.id) for known, one in found.known] == [("p1", "p7"), ("p2", "p8")]
    assert [one.id for one in found.new] == ["p9"]


def test_the_words_of_a_known_photo_are_taken_where_there_are_any() -> None:
    there = story_of(photo(1, caption="Old.", alt="A boat"))
    after = take_words([("p1", photo(7, caption="New.", alt=""))]).apply(there)
    assert (after.photos["p1"].caption, after.photos["p1"].alt) == ("New.", "A boat")
    assert after.photos["p1"].file == there.photos["p1"].file
    assert take_words([("p1", after.photos["p1"])]).apply(after) is after
    assert take_words([("gone", photo(7))]).apply(after) is after


def test_terms_are_taken_with_their_licence_or_the_lack_of_one() -> None:
    there = story_of(photo(1, usage="Old terms", license_url="https://old.example"))
    after = take_words([("p1", photo(7, usage="One use"))]).apply(there)
    assert (after.photos["p1"].usage, after.photos["p1"].license_url) == ("One use", "")


WORDS = st.sampled_from(["", "Mina Oh", "Jo Pak/AFP"])
DEFAULTS = st.builds(
    Defaults, WORDS, WORDS, WORDS, WORDS, WORDS, st.sampled_from(["", "2026-03-14"])
)


@given(DEFAULTS, DEFAULTS, WORDS, WORDS, WORDS)
def test_readers_meet_the_same_words_wherever_a_photo_goes(
    here: Defaults, there: Defaults, credit: str, photographer: str, notice: str
) -> None:
    one = photo(1, credit=credit, photographer=photographer, copyright=notice)
    source, target = story_of(one, defaults=here), story(0, defaults=there)
    (new,) = arriving(target, carried(source, ["p1"]).photos.values()).new
    lacking = ("", Place())
    for before, after in zip(flat(read(one, here)), flat(read(new, there)), strict=True):
        assert before == after or before in lacking


def flat(values: tuple[object, ...]) -> list[object]:
    """Return *values*, those of pairs one by one."""
    return [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
