"""Pages as arithmetic: whatever the words and the choices, each line stands once, in order, in its place."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from factories import photo, story_of
from hypothesis import given
from hypothesis import strategies as st
from test_paper_sheets import SHEETS

from curator.story.values import PhotoId
from curator.window.paper.contents import Entry, Item, Passage, contents
from curator.window.paper.layout import Frame, Page, pages
from curator.window.paper.sheets import PRESETS, Field, Heading, Kind, Margins, Sheet
from curator.window.paper.stacks import Lines
from curator.window.paper.texts import Role, Text

SLACK = 1e-6
POINT = 25.4 / 72
ADDED = {Role.NUMBER, Role.GOES_ON}


class Counted:
    """Sets texts as if every letter were as wide, and each line so many times as high as the letters."""

    def __init__(self, size: int, high: float = 1.33) -> None:
        self.letter, self.line = 0.5 * size * POINT, high * size * POINT

    def heights(self, text: Text, width: float) -> Sequence[float]:
        return [self.line] * len(self.broken(text, width))

    def broken(self, text: Text, width: float) -> list[str]:
        signs = max(1, int(width / self.letter))
        lines = [""]
        for word in text.words.split(" "):
            parts = [word[n : n + signs] for n in range(0, len(word), signs)] or [""]
            for part in parts:
                joined = f"{lines[-1]} {part}" if lines[-1] else part
                if len(joined) <= signs and part is parts[0]:
                    lines[-1] = joined
                else:
                    lines.append(part)
        return lines


def laid_out(sheet: Sheet, items: Sequence[Item], high: float = 1.33) -> list[Page]:
    return list(pages(sheet, items, Counted(sheet.text_size, high)))


WORDS = st.lists(st.sampled_from(["a", "word", "longer-word", "x" * 60]), min_size=1, max_size=40)
CAPTIONS = st.one_of(
    WORDS.map(" ".join), st.integers(100, 900).map(lambda n: " ".join(["word"] * n)), st.just("")
)
ROLES = st.sampled_from([Role.CAPTION, Role.CREDIT, Role.FACT, Role.NAME, Role.HEADLINE])


def texts(roles=ROLES) -> st.SearchStrategy[tuple[Text, ...]]:
    made = st.builds(Text, CAPTIONS.filter(bool), roles)
    return st.lists(made, max_size=4).map(tuple)


SHAPES = st.tuples(st.integers(0, 8000), st.integers(0, 8000))
ENTRIES = st.builds(
    Entry, st.just(PhotoId("p")), SHAPES, texts(), st.sampled_from(["", "7"]), st.just("7")
)
PASSAGES = st.builds(
    Passage,
    texts(st.sampled_from([Role.TITLE, Role.HEADING, Role.TEXT, Role.QUOTE])).filter(bool),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
ITEMS = st.lists(ENTRIES | PASSAGES, max_size=14)


def said(items: Sequence[Item], sheet: Sheet) -> list[Text]:
    is_list = sheet.kind.is_list
    return [text for item in items if is_list or isinstance(item, Entry) for text in item.texts]


def runs_by_text(found: Sequence[Page]) -> dict[int, list[Lines]]:
    runs = defaultdict(list)
    for page in found:
        for run in page.lines:
            runs[id(run.text)].append(run)
    return runs


def own(items: Sequence[Item], sheet: Sheet) -> list[Item]:
    """Return *items* as the sheet has them, their texts told from each other by identity."""
    has_number = sheet.kind is Kind.CAPTIONS and Field.NUMBER in sheet.fields
    found: list[Item] = []
    for item in items:
        fresh = replace(item, texts=tuple(replace(text) for text in item.texts))
        is_plain = isinstance(fresh, Passage) or has_number
        found.append(fresh if is_plain else replace(fresh, number=""))
    return found


@given(sheet=SHEETS, items=ITEMS)
def test_every_line_of_every_text_stands_once_and_in_order(sheet: Sheet, items: list[Item]) -> None:
    items = own(items, sheet)
    found = laid_out(sheet, items)
    runs = runs_by_text(found)
    setter = Counted(sheet.text_size)
    for text in said(items, sheet):
        own_runs = runs.pop(id(text))
        assert [run.first for run in own_runs] == [0, *(run.end for run in own_runs[:-1])]
        assert own_runs[-1].end == len(setter.broken(text, own_runs[0].width))
        assert len({run.width for run in own_runs}) == 1
    assert all(run.text.role in ADDED for left in runs.values() for run in left)


@given(sheet=SHEETS, items=ITEMS)
def test_texts_come_in_the_order_of_the_story(sheet: Sheet, items: list[Item]) -> None:
    items = own(items, sheet)
    place = {id(text): n for n, text in enumerate(said(items, sheet))}
    met = [
        place[id(r.text)] for p in laid_out(sheet, items) for r in p.lines if id(r.text) in place
    ]
    if sheet.kind.is_list:
        assert met == sorted(met)
    else:  # Cells of one row go on side by side: each photo in its order.
        for item in items:
            inside = {place[id(text)] for text in item.texts if id(text) in place}
            assert [n for n in met if n in inside] == sorted(n for n in met if n in inside)


@given(sheet=SHEETS, items=ITEMS, high=st.sampled_from([1.1, 1.33, 2.2]))
def test_nothing_stands_in_the_margins_or_over_something_else(
    sheet: Sheet, items: list[Item], high: float
) -> None:
    left, top, width, height = sheet.inside
    head = 0 if not sheet.header else 5
    for page in laid_out(sheet, own(items, sheet), high):
        boxes = [*page.frames, *page.lines]
        for box in boxes:
            assert box.x >= left - SLACK
            assert box.y >= top + head - SLACK
            assert box.x + box.width <= left + width + SLACK
            assert box.y + box.height <= top + height + SLACK
        for one, other in combinations(boxes, 2):
            assert not overlap(one, other)


def overlap(one: Frame | Lines, other: Frame | Lines) -> bool:
    beside = one.x + one.width <= other.x + SLACK or other.x + other.width <= one.x + SLACK
    below = one.y + one.height <= other.y + SLACK or other.y + other.height <= one.y + SLACK
    return not (beside or below)


@given(sheet=SHEETS, items=ITEMS)
def test_each_photo_has_one_frame_of_its_shape_unless_captions_stand_alone(
    sheet: Sheet, items: list[Item]
) -> None:
    entries = [replace(i, photo=PhotoId(f"p{n}")) for n, i in enumerate(items) if type(i) is Entry]
    frames = [frame for page in laid_out(sheet, entries) for frame in page.frames]
    if sheet.kind is Kind.CAPTIONS:
        assert frames == []
        return
    assert [frame.photo for frame in frames] == [entry.photo for entry in entries]
    for entry, frame in zip(entries, frames, strict=True):
        wide, high = entry.shape if min(entry.shape) else (3, 2)
        assert frame.width / frame.height == pytest.approx(wide / high, rel=1e-6)


@given(sheet=SHEETS, items=ITEMS)
def test_no_page_is_empty_but_that_of_an_empty_story(sheet: Sheet, items: list[Item]) -> None:
    found = laid_out(sheet, items)
    if said(items, sheet) or any(isinstance(item, Entry) for item in items):
        is_bare = sheet.kind is Kind.CAPTIONS and not said(items, sheet)
        assert is_bare or all(page.frames or page.lines for page in found)
    else:
        assert found == [Page((), ())]


# Single promises, on made-up sheets whose lengths can be told by hand.

SQUARE = Sheet(
    kind=Kind.CAPTIONS,
    columns=1,
    fields=frozenset({Field.CAPTION}),
    header=frozenset(),
    text_size=10,
    margins=Margins(0, 0, 0, 0),
)


def entry(caption: str, number: int = 1, shape: tuple[int, int] = (3, 2)) -> Entry:
    return Entry(PhotoId(f"p{number}"), shape, (Text(caption, Role.CAPTION),), "", f"{number}")


def passage(words: str, role: Role = Role.TEXT, **values: bool) -> Passage:
    return Passage((Text(words, role),), **values)


def filler(lines: int, width: float = 210.0) -> str:
    """Return words that fill so many lines of a text of ten points."""
    signs = int(width / (0.5 * 10 * POINT))
    return " ".join(["x" * signs] * lines)


ON_A_PAGE = int(297 / (1.33 * 10 * POINT))
# Lines of ten points on a page without margins.


def words_on(page: Page) -> list[str]:
    return [run.text.words[:12] for run in page.lines]


def test_a_caption_that_fits_on_one_page_is_not_parted() -> None:
    first, second = laid_out(SQUARE, [entry(filler(ON_A_PAGE - 5)), entry(filler(6), 2)])
    assert [run.end for run in first.lines] == [ON_A_PAGE - 5]
    assert [run.end for run in second.lines] == [6]


def test_a_caption_longer_than_a_page_goes_on_under_its_name() -> None:
    found = laid_out(SQUARE, [entry(filler(2 * ON_A_PAGE))])
    assert len(found) == 3
    assert [run.text.words for page in found[1:] for run in page.lines[:1]] == ["1 (continued)"] * 2
    assert sum(run.end - run.first for page in found for run in page.lines) == 2 * ON_A_PAGE + 2


def test_running_text_is_parted_where_the_page_ends_but_leaves_no_line_alone() -> None:
    items = [passage(filler(ON_A_PAGE - 4)), passage(filler(4))]
    first, second = laid_out(SQUARE, items)
    assert [run.end - run.first for run in first.lines] == [ON_A_PAGE - 4, 2]
    assert [run.end - run.first for run in second.lines] == [2]


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_a_heading_never_stands_alone_at_the_end(left: int) -> None:
    items = [passage(filler(ON_A_PAGE - 1 - left)), passage("At dawn", Role.HEADING, leads=True)]
    found = laid_out(SQUARE, [*items, entry(filler(3))])
    page = next(page for page in found if "At dawn" in words_on(page))
    assert page.lines[-1].text.role is Role.CAPTION


def test_a_heading_before_a_caption_longer_than_a_page_stands_over_its_beginning() -> None:
    items = [passage("At dawn", Role.HEADING, leads=True), entry(filler(ON_A_PAGE))]
    first, _ = laid_out(SQUARE, [passage(filler(10)), *items])
    assert [run.text.role for run in first.lines] == [Role.TEXT, Role.HEADING, Role.CAPTION]


def test_the_number_stands_beside_the_first_line_of_its_caption() -> None:
    sheet = replace(SQUARE, fields=frozenset({Field.CAPTION, Field.NUMBER}))
    (page,) = laid_out(sheet, [replace(entry("He mends."), number="12")])
    number, caption = page.lines
    assert (number.text.words, number.y) == ("12", caption.y)
    assert number.x < caption.x


def test_columns_of_a_list_fill_one_after_the_other() -> None:
    sheet = replace(SQUARE, columns=2)
    half = filler(ON_A_PAGE - 2, 102.5)
    (page,) = laid_out(sheet, [entry(half), entry(half, 2)])
    assert [run.x for run in page.lines] == [0, 107.5]
    assert [run.y for run in page.lines] == [0, 0]


CONTACT = replace(SQUARE, kind=Kind.CONTACT, columns=2, rows=3)


def test_a_contact_sheet_has_so_many_rows_on_a_page_as_were_chosen() -> None:
    entries = [entry("He mends.", n, (3, 2)) for n in range(14)]
    found = laid_out(CONTACT, entries)
    assert [len(page.frames) for page in found] == [6, 6, 2]
    tops = sorted({round(frame.y, 6) for frame in found[0].frames})
    assert tops[1] - tops[0] == pytest.approx(tops[2] - tops[1])


def test_pictures_of_a_row_stand_on_one_line_and_words_below_it() -> None:
    (page,) = laid_out(CONTACT, [entry("a", 1, (3, 2)), entry("b", 2, (2, 3))])
    wide, tall = page.frames
    assert wide.y + wide.height == pytest.approx(tall.y + tall.height)
    assert len({run.y for run in page.lines}) == 1
    assert page.lines[0].y > tall.y + tall.height


def test_a_long_caption_makes_its_row_higher_and_the_next_one_lower() -> None:
    few, many = (
        laid_out(CONTACT, [entry(filler(n, 102.5), 1), entry("b", 2), entry("c", 3)])[0]
        for n in (2, 20)
    )
    assert many.frames[2].y > few.frames[2].y
    caption = many.lines[0]
    assert many.frames[2].y >= caption.y + caption.height


def test_captions_of_a_row_go_on_side_by_side() -> None:
    long = filler(ON_A_PAGE, 102.5)
    first, second = laid_out(CONTACT, [entry(long, 1), entry(long, 2)])
    assert [frame.photo for frame in first.frames] == ["p1", "p2"]
    assert [run.text.words for run in second.lines if run.text.role is Role.GOES_ON] == [
        "1 (continued)",
        "2 (continued)",
    ]
    assert len({run.y for run in second.lines if run.text.role is Role.CAPTION}) == 1


def test_letters_higher_than_usual_find_room_under_the_picture() -> None:
    one = replace(CONTACT, columns=1, rows=1, fields=frozenset())
    (page,) = laid_out(one, [entry("He mends.", shape=(2, 3))])
    (words,) = page.lines
    assert page.frames[0].y + page.frames[0].height < words.y
    assert words.y + words.height <= 297


def test_a_picture_of_unknown_size_gets_room() -> None:
    (page,) = laid_out(CONTACT, [entry("a", shape=(0, 0))])
    assert page.frames[0].width == pytest.approx(page.frames[0].height * 1.5)


def test_pages_come_as_soon_as_they_are_full() -> None:
    def endless() -> Iterator[Item]:
        for number in range(1_000_000):
            yield entry(filler(20), number)

    coming = pages(SQUARE, endless(), Counted(10))
    assert next(coming).lines
    assert next(coming).lines


@pytest.mark.parametrize("name", PRESETS)
def test_the_head_of_the_page_takes_its_room_only_if_it_says_something(name: str) -> None:
    told = story_of(photo(1))
    tops = []
    for header in (frozenset(), frozenset({Heading.PAGES})):
        sheet = replace(PRESETS[name], header=header, has_texts=False)
        (page,) = laid_out(sheet, list(contents(told, sheet)))
        tops.append(min(box.y for box in (*page.frames, *page.lines)))
    assert tops[0] == pytest.approx(12)
    assert tops[1] > 12 + 5
