"""Whatever is done in whatever order: undo reaches the first story, redo the last, and each can be saved."""

from datetime import timedelta

from factories import photo, reloaded, story
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from curator.photos.interleaving import interleave
from curator.story import blocks, edits, pictures
from curator.story import sequence as order
from curator.story.history import History
from curator.story.values import (
    Correction,
    GroupBlock,
    HeadingBlock,
    Link,
    PhotoBlock,
    QuoteBlock,
    TextBlock,
)

TEXTS = st.one_of(
    st.sampled_from(["", "x", "a\r\nb", "Prix\u00a0: 3", "e\u0301", "👩‍👧", "\ud800", "'=1"]),
    st.text(st.characters(exclude_categories=()), max_size=8),
)
FIELDS = st.sampled_from([f for f in edits.PHOTO_FIELDS if f not in ("rating",)])
BURSTS = st.sampled_from([None, None, "typing", "drop"])
NUMBERS = st.integers(1, 9)
IDS = st.lists(NUMBERS.map(lambda n: f"p{n}"), max_size=4)
LISTS = ("keywords", "persons")


def words_and_pictures(story) -> tuple[list, list]:
    """Return every caption and every picture that there is, whatever belongs to what."""
    photos = story.photos.values()
    return sorted(p.caption for p in photos), sorted((p.file, p.digest) for p in photos)


class Editing(RuleBasedStateMachine):
    """One person at work on one story."""

    @initialize(count=st.integers(0, 4), grouped=st.booleans())
    def open_a_story(self, count: int, grouped: bool) -> None:
        first = story(count)
        if grouped and count > 2:
            blocks = (PhotoBlock("p1"), GroupBlock(("p2", "p3"), "pair"), *first.sequence[3:])
            first = story(count).__class__(photos=first.photos, sequence=blocks)
        self.first = first
        self.history = History(first)

    def rows(self) -> list:
        return [*order.rows(self.history.story.sequence), "gone"]

    def text_keys(self) -> list:
        return [k for k in order.rows(self.history.story.sequence) if isinstance(k, int)] + [-1]

    @rule(ids=IDS, field=FIELDS, text=TEXTS, burst=BURSTS)
    def type_words(self, ids: list[str], field: str, text: str, burst: str | None) -> None:
        value = [text, text] if field in LISTS else text
        self.history.apply(edits.set_field(ids, field, value, burst))

    @rule(ids=IDS, rating=st.integers(0, 5))
    def rate(self, ids: list[str], rating: int) -> None:
        self.history.apply(edits.set_field(ids, "rating", rating))

    @rule(field=st.sampled_from(edits.STORY_FIELDS), text=TEXTS, burst=BURSTS)
    def type_into_the_story(self, field: str, text: str, burst: str | None) -> None:
        self.history.apply(edits.set_story(field, text, burst))

    @rule(field=st.sampled_from(edits.DEFAULT_FIELDS), text=TEXTS)
    def type_a_default(self, field: str, text: str) -> None:
        self.history.apply(edits.set_default(field, text))

    @rule(name=TEXTS, url=TEXTS)
    def name_the_source_and_a_link(self, name: str, url: str) -> None:
        self.history.apply(edits.set_source(name, url))
        self.history.apply(edits.set_links([Link("next", name, url)]))

    @rule(ids=IDS)
    def confirm(self, ids: list[str]) -> None:
        self.history.apply(edits.confirm(ids))

    @rule(numbers=st.lists(NUMBERS, max_size=3), burst=BURSTS, shown=st.booleans())
    def add(self, numbers: list[int], burst: str | None, shown: bool) -> None:
        new = [photo(n, from_file=frozenset({"caption"})) for n in numbers]
        self.history.apply(edits.add_photos(new, in_sequence=shown, burst=burst))

    @rule(numbers=st.lists(NUMBERS, max_size=3))
    def go_on_adding(self, numbers: list[int]) -> None:
        self.history.extend(edits.add_photos([photo(n) for n in numbers], burst="drop"))

    @rule(ids=IDS, what=st.sampled_from(["remove", "aside", "back", "arrange", "layout"]))
    def choose(self, ids: list[str], what: str) -> None:
        edit = {
            "remove": edits.remove_photos(ids),
            "aside": edits.set_aside(ids),
            "back": edits.bring_back(ids),
            "arrange": edits.arrange(ids),
            "layout": blocks.set_layout(ids, "wide"),
        }[what]
        self.history.apply(edit)

    @rule(ids=IDS, hours=st.integers(-99, 99), corrects=st.booleans())
    def interleave(self, ids: list[str], hours: int, corrects: bool) -> None:
        shifts = {one: timedelta(hours=hours * n) for n, one in enumerate(ids)}
        self.history.apply(interleave(shifts, corrects_dates=corrects))

    @rule(ids=IDS, what=st.sampled_from(["group", "ungroup", "part", "lead", "duplicate", "grid"]))
    def put_together(self, ids: list[str], what: str) -> None:
        one = ids[0] if ids else "gone"
        edit = {
            "group": blocks.group(ids, "row"),
            "ungroup": blocks.ungroup(ids),
            "part": blocks.split_group(one),
            "lead": blocks.make_lead(one),
            "duplicate": pictures.duplicate(ids[:1]),
            "grid": blocks.set_layout(ids, "grid"),
        }[what]
        self.history.apply(edit)

    @rule(ids=IDS, other=NUMBERS, what=st.sampled_from(["pictures", "words", "new"]))
    def part_pictures_from_words(self, ids: list[str], other: int, what: str) -> None:
        one = ids[0] if ids else "gone"
        edit = {
            "pictures": pictures.swap_pictures(one, f"p{other}"),
            "words": pictures.swap_words(one, f"p{other}"),
            "new": pictures.replace_picture(one, photo(other, file=f"/photos/new-{other}.jpg")),
        }[what]
        before = words_and_pictures(self.history.story)
        self.history.apply(edit)
        if what != "new":
            assert words_and_pictures(self.history.story) == before

    @rule(data=st.data(), place=st.integers(-1, 9))
    def work_on_words(self, data: st.DataObject, place: int) -> None:
        keys = data.draw(st.lists(st.sampled_from(self.text_keys()), max_size=3))
        kind = data.draw(st.sampled_from([TextBlock, HeadingBlock, QuoteBlock]))
        for edit in (
            blocks.turn_into(keys, kind),
            *(blocks.split_text(key, place) for key in keys[:1]),
            blocks.join(keys),
            pictures.duplicate(keys[:1]),
            blocks.move_after(keys, data.draw(st.sampled_from(self.rows()))),
        ):
            self.history.apply(edit)

    @rule(ids=IDS, text=TEXTS, burst=BURSTS)
    def caption_a_group_and_name_a_speaker(self, ids: list[str], text: str, burst: str) -> None:
        for one in ids[:1]:
            self.history.apply(blocks.set_group_caption(one, text, burst))
        self.history.apply(blocks.set_quote_by(self.text_keys()[0], text, burst))

    @rule(text=TEXTS)
    def correct_and_write_the_closing_credit(self, text: str) -> None:
        self.history.apply(edits.set_corrections([Correction("2026-11-22", text)]))
        self.history.apply(edits.write_closing_from_photos())

    @rule(data=st.data(), steps=st.integers(-5, 5))
    def move(self, data: st.DataObject, steps: int) -> None:
        keys = data.draw(st.lists(st.sampled_from(self.rows()), max_size=3))
        before = data.draw(st.sampled_from([*self.rows(), None]))
        for edit in (
            edits.move(keys, before),
            edits.move_by(keys, steps),
            edits.move_to(keys, steps),
        ):
            self.history.apply(edit)

    @rule(text=TEXTS, kind=st.sampled_from([TextBlock, HeadingBlock, QuoteBlock]), data=st.data())
    def insert_words(self, text: str, kind: type, data: st.DataObject) -> None:
        block = kind(text)
        before = data.draw(st.sampled_from([*self.rows(), None]))
        self.history.apply(blocks.insert_block(block, before))
        self.history.apply(blocks.insert_after(kind(text), before))

    @rule(text=TEXTS, data=st.data(), burst=BURSTS)
    def change_words(self, text: str, data: st.DataObject, burst: str | None) -> None:
        key = data.draw(st.sampled_from(self.text_keys()))
        self.history.apply(blocks.set_block_text(key, text, burst))

    @rule(data=st.data())
    def remove_words(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.text_keys()))
        self.history.apply(edits.set_aside([key]))

    @rule()
    def seal(self) -> None:
        self.history.seal()

    @rule()
    def undo(self) -> None:
        expected = self.history.undo_step
        assert self.history.undo() == (expected is not None)
        assert expected is None or self.history.story is expected.before

    @rule()
    def redo(self) -> None:
        expected = self.history.redo_step
        assert self.history.redo() == (expected is not None)
        assert expected is None or self.history.story is expected.after

    @rule()
    def undo_all_and_redo_all(self) -> None:
        before = self.history.story
        back = 0
        while self.history.undo():
            back += 1
        assert self.history.story is self.first
        for _ in range(back):
            self.history.redo()
        assert self.history.story is before
        while self.history.redo():
            pass
        last = self.history.story
        while self.history.undo():
            pass
        assert self.history.story is self.first
        while self.history.redo():
            pass
        assert self.history.story is last

    @invariant()
    def every_photo_stands_in_the_sequence_at_most_once(self) -> None:
        shown = list(order.photo_ids(self.history.story.sequence))
        assert len(shown) == len(set(shown))
        assert set(shown) <= set(self.history.story.photos)

    @invariant()
    def the_story_saved_and_opened_again_is_equal(self) -> None:
        assert reloaded(self.history.story) == self.history.story


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
