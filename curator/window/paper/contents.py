"""What of a story goes on paper, in order: photos with their words, and the words between them.

Pure: where each stands is left to ``layout``, what it looks like to ``typesetting``.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from curator.captions.text import clean_line, is_blank
from curator.errors import shown
from curator.story import inherit
from curator.story import sequence as order
from curator.story.closing import closing_credit
from curator.story.values import (
    Block,
    GroupBlock,
    HeadingBlock,
    Key,
    OtherBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Story,
    TextBlock,
)
from curator.window.large.words import stars
from curator.window.paper import prose
from curator.window.paper.sheets import Field, Kind, Sheet, Which
from curator.window.paper.texts import Mark, Role, Text, Tone, paragraphs

NO_CAPTION = "No caption yet"
SET_ASIDE = "Set aside"


@dataclass(frozen=True, slots=True)
class Entry:
    """A photo with what is said of it.

    ``shape`` is width and height of the picture in pixels, 0 where nobody knows. ``number`` stands
    beside the words and is ``""`` where it stands among them, or is not wanted; ``name`` is what
    the photo is called where its words go on elsewhere.
    """

    photo: PhotoId
    shape: tuple[int, int]
    texts: tuple[Text, ...]
    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the story itself.

    A heading ``leads`` what follows and never stands alone; what ``is_whole`` is not parted if a page
    can hold it; what is ``of_photos`` stands where the words of photos do.
    """

    texts: tuple[Text, ...]
    leads: bool = False
    is_whole: bool = False
    of_photos: bool = False


Item = Entry | Passage


def contents(story: Story, sheet: Sheet, selected: Collection[Key] = ()) -> Iterator[Item]:
    """Yield what of *story* goes on *sheet*, in the order in which readers meet it.

    *selected* are the keys of what is selected, in case the sheet is for that.
    """
    draft = _Draft(story, sheet)
    is_selection = sheet.which is Which.SELECTION
    has_texts = sheet.has_texts and sheet.kind.is_list
    if has_texts and not is_selection:
        yield from _opening(story)
    wanted = set(selected) if is_selection else None
    for block in story.sequence:
        yield from draft.block(block, wanted, has_texts=has_texts)
    if has_texts and not is_selection:
        yield from _ending(story)
    if sheet.which is not Which.STORY:
        yield from draft.set_aside(wanted)


def _opening(story: Story) -> Iterator[Passage]:
    by = " · ".join(
        part
        for part in (clean_line(story.byline), clean_line(story.dateline), spoken_date(story.date))
        if not is_blank(part)
    )
    texts = (
        *paragraphs(story.title, Role.TITLE),
        *paragraphs(story.standfirst, Role.STANDFIRST),
        *paragraphs(by, Role.BYLINE),
    )
    if texts:
        yield Passage(texts, leads=True)


def _ending(story: Story) -> Iterator[Passage]:
    closing = tuple(paragraphs(closing_credit(story), Role.CREDIT))
    if closing:
        yield Passage(closing, is_whole=True)
    for correction in story.corrections:
        day = spoken_date(correction.date)
        label = f"Correction, {day}: " if day else "Correction: "
        texts = tuple(_labelled(label, correction.text, Role.TEXT))
        if texts:
            yield Passage(texts)


class _Draft:
    """The photos of a story as they are being put on a sheet: knows which are there already."""

    def __init__(self, story: Story, sheet: Sheet) -> None:
        self._story, self._sheet = story, sheet
        self._numbers = order.numbers(story.sequence)
        self._placed: set[PhotoId] = set()

    def block(
        self, block: Block, wanted: Collection[Key] | None, *, has_texts: bool
    ) -> Iterator[Item]:
        """Yield what of *block* goes on paper: all of it, or what is *wanted*."""
        match block:
            case PhotoBlock() | GroupBlock():
                ids = [i for i in block_photos(block) if wanted is None or i in wanted]
                yield from self._photos(block, [i for i in ids if i not in self._placed])
            case OtherBlock():
                return
            case _ if has_texts and (wanted is None or block.key in wanted):
                yield from _passage(block)

    def set_aside(self, wanted: Collection[Key] | None) -> Iterator[Item]:
        """Yield the photos that the story does not show, under a heading of their own in a list."""
        ids = [
            i
            for i in self._story.photos
            if i not in self._numbers and (wanted is None or i in wanted)
        ]
        if ids and self._sheet.kind.is_list:
            yield Passage((Text(SET_ASIDE, Role.HEADING),), leads=True)
        for photo_id in ids:
            yield self._entry(self._story.photos[photo_id])

    def _photos(self, block: PhotoBlock | GroupBlock, ids: list[PhotoId]) -> Iterator[Item]:
        together = self._together(block) if ids else ()
        for photo_id in ids:
            self._placed.add(photo_id)
            entry = self._entry(self._story.photos[photo_id])
            if together and photo_id == ids[-1] and not self._sheet.kind.is_list:
                entry = replace(entry, texts=(*entry.texts, *together))
            yield entry
        if together and self._sheet.kind.is_list:
            yield Passage(together, is_whole=True, of_photos=True)

    def _together(self, block: PhotoBlock | GroupBlock) -> tuple[Text, ...]:
        """Return the caption that the photos of *block* share, under the numbers that it is for."""
        if isinstance(block, PhotoBlock) or Field.CAPTION not in self._sheet.fields:
            return ()
        caption = tuple(paragraphs(block.caption, Role.CAPTION))
        numbers = sorted(self._numbers[i] for i in block.photos if i in self._numbers)
        if not caption or not numbers:
            return ()
        told = f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        return (Text(f"Together, {told}", Role.NAME), *caption)

    def _entry(self, photo: Photo) -> Entry:
        number = self._numbers.get(photo.id)
        has_number = Field.NUMBER in self._sheet.fields and number is not None
        is_beside = self._sheet.kind is Kind.CAPTIONS
        told = f"{number}" if has_number else ""
        texts = tuple(self._texts(photo, "" if is_beside else told))
        return Entry(
            photo.id,
            (photo.width, photo.height),
            texts,
            told if is_beside else "",
            told or _file_name(photo),
        )

    def _texts(self, photo: Photo, number: str) -> Iterator[Text]:
        fields, defaults = self._sheet.fields, self._story.defaults
        yield from self._name(photo, number)
        if Field.HEADLINE in fields:
            yield from paragraphs(photo.headline, Role.HEADLINE)
        if Field.CAPTION in fields:
            caption = tuple(paragraphs(photo.caption, Role.CAPTION))
            yield from caption
            if not caption and self._sheet.kind.is_list:
                yield Text(NO_CAPTION, Role.BLANK)
        credit = inherit.credit_line(photo, defaults) if Field.CREDIT in fields else ""
        yield from paragraphs(credit, Role.CREDIT)
        by = inherit.photographer(photo, defaults)
        if Field.PHOTOGRAPHER in fields and by.strip() != credit.strip():
            yield from _labelled("Photographer: ", by)
        yield from self._facts(photo)

    def _name(self, photo: Photo, number: str) -> Iterator[Text]:
        """Yield the line that tells a photo from others: number, file name, stars."""
        fields = self._sheet.fields
        name = _file_name(photo) if Field.FILE in fields else ""
        rating = stars(photo.rating) if Field.RATING in fields and photo.rating > 0 else ""
        line = "  ".join(filter(None, (number, name, rating)))
        if line:
            marks = (Mark(0, len(number), Tone.STRONG),) if number else ()
            yield Text(line, Role.NAME, marks)

    def _facts(self, photo: Photo) -> Iterator[Text]:
        fields, defaults = self._sheet.fields, self._story.defaults
        taken = spoken_date(inherit.taken(photo, defaults)) if Field.DATE in fields else ""
        place = clean_line(inherit.place(photo, defaults).line) if Field.PLACE in fields else ""
        yield from paragraphs(
            " · ".join(part for part in (taken, place) if not is_blank(part)), Role.FACT
        )
        if Field.ALT in fields:
            yield from _labelled("Alt text: ", photo.alt)
        if Field.KEYWORDS in fields:
            yield from _labelled("Keywords: ", ", ".join(photo.keywords))
        if Field.NOTES in fields:
            yield from _labelled("Notes: ", photo.notes)


def block_photos(block: PhotoBlock | GroupBlock) -> tuple[PhotoId, ...]:
    """Return the photos of *block*, each once."""
    return tuple(dict.fromkeys(order.photos_of(block)))


def _passage(block: TextBlock | HeadingBlock | QuoteBlock) -> Iterator[Passage]:
    match block:
        case HeadingBlock(heading=words):
            texts = tuple(paragraphs(words, Role.HEADING))
        case QuoteBlock(quote=words, by=by):
            texts = (*paragraphs(words, Role.QUOTE), *paragraphs(by, Role.SAID_BY))
        case TextBlock(text=words):
            texts = prose.read(words)
    if texts:
        is_text = isinstance(block, TextBlock)
        yield Passage(texts, leads=isinstance(block, HeadingBlock), is_whole=not is_text)


def spoken_date(iso: str) -> str:
    """Return a date of ISO 8601 as people write it, for example ``14 March 2026, 07:42``.

    What is no whole date stays as it is.
    """
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return clean_line(iso)
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{day}, {moment:%H:%M}" if "T" in iso or " " in iso.strip() else day


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _file_name(photo: Photo) -> str:
    return shown(photo.file_name)


def _labelled(label: str, words: str, role: Role = Role.FACT) -> Iterator[Text]:
    """Yield *words* with *label* before the first of them; nothing if there are none."""
    for number, text in enumerate(paragraphs(words, role)):
        if number:
            yield text
        else:
            mark = Mark(0, len(label.rstrip()), Tone.STRONG)
            yield Text(label + text.words, role, (mark,))
