"""Which photo stands where on the page and how wide; what that looks like is left to the theme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from curator.captions.text import clean
from curator.export import markup
from curator.export.language import Language
from curator.export.theme import Span, Theme
from curator.story import inherit
from curator.story.sequence import photo_ids, photos_of
from curator.story.values import (
    BlockKey,
    GroupBlock,
    HeadingBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Story,
    TextBlock,
)

_DRAWN = {"column": "column", "wide": "wide", "full": "full", "tall": "tall", "lead": "full"}
# What the style calls each layout of one photo: the lead fills the window.

_IN_A_ROW = {"pair": 2, "row": 4, "diptych": 2, "grid": 3}
# How many photos stand side by side at most, by the layout of the group; without one it is a pair, a
# row or a grid by the number of its photos.

LEAD_RATIO = 1.2
LEAD_WIDTH = 1000
"""From which shape and width on the story's first photo fills the window unasked."""

_TALLEST = 92
"""Hundredths of the window's height that a photo takes at most, as in the style."""

_PHONE = "(max-width: 600px) and (min-resolution: 2.5dppx)"
_PHONE_SHARE = 2 / 3
# Phones with three pixels for one of the page get two: at the distance of a hand nobody sees more, and the
# third doubles the bytes. Every picture fills the window there.

_MAIN_WIDTH = 1120

PHONE_WIDTHS = (480, 800, 1120)
"""Pixels of width of what phones alone show: the widest of them is 412 CSS pixels at 2.6."""

PHONE_WINDOW = "(max-width: 600px)"
"""The windows in which the crop for phones is shown, as CSS asks for them."""

_PHONE_SIZES = f"(min-resolution: 2.5dppx) {round(100 * _PHONE_SHARE, 1):g}vw, 100vw"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a photo as the page finds it: its address and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page knows of a photo's pixels: the copies, small to large, and a colour (#rrggbb).

    ``avif`` are the same copies as AVIF, for browsers that read it; none for a page of JPEGs alone.
    ``phone`` is the part of it that phones show, if that is not all.
    """

    copies: tuple[Copy, ...]
    colour: str = ""
    avif: tuple[Copy, ...] = ()
    phone: "Picture | None" = None

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.copies[-1].width / self.copies[-1].height


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo on the page, with the words that stand under it; ``layout`` is its style's classes."""

    number: int
    photo: Photo
    picture: Picture
    layout: str
    sizes: str
    alt: str
    caption: Markup
    credit: str
    full_size: str

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The copies, small to large."""
        return self.picture.copies

    @property
    def largest(self) -> Copy:
        """The copy that opens on its own."""
        return self.copies[-1]

    @property
    def main(self) -> Copy:
        """The copy for browsers that do not choose, and the measure of the rest."""
        fitting = [copy for copy in self.copies if copy.width <= _MAIN_WIDTH]
        return fitting[-1] if fitting else self.copies[0]

    @property
    def phone(self) -> Picture | None:
        """What phones show of it, if that is not all."""
        return self.picture.phone

    @property
    def phone_sizes(self) -> str:
        """How wide that stands there."""
        return _PHONE_SIZES

    @property
    def full_sizes(self) -> str:
        """How wide it stands where it is alone: as large as the window shows it whole."""
        tallest = 100 * self.picture.ratio
        phone = f"{_PHONE} {_limited(100 * _PHONE_SHARE, 'vw', tallest * _PHONE_SHARE)}"
        return f"{phone}, {_limited(100, 'vw', tallest)}"

    @property
    def page(self) -> str:
        """The name of the page that it has for itself, beside that of the story."""
        return f"photo/{self.number:02}.html"

    @property
    def is_first(self) -> bool:
        """Whether it is the first photo of the page, which must not wait."""
        return self.number == 1


@dataclass(frozen=True, slots=True)
class Step:
    """One block of the page: ``kind`` is photo, group, text, heading or quote; a photo is one row of one.

    ``block`` names the block of words that it is of. ``text`` is the caption of a whole group, ``by``
    who said a quote.
    """

    kind: str
    layout: str = ""
    rows: tuple[tuple[Figure, ...], ...] = ()
    text: str = ""
    by: str = ""
    block: BlockKey | None = None

    @property
    def photos(self) -> tuple[Figure, ...]:
        """The photos of all rows."""
        return tuple(figure for row in self.rows for figure in row)


def shown_photos(story: Story) -> list[Photo]:
    """Return the photos of the sequence, each once, in the order in which readers meet them."""
    ids = dict.fromkeys(photo_ids(story.sequence))
    return [story.photos[photo_id] for photo_id in ids if photo_id in story.photos]


def steps(
    story: Story, pictures: Mapping[PhotoId, Picture], theme: Theme, language: Language
) -> Iterator[Step]:
    """Yield the blocks of the page: photos that have a picture, each once, and words that show."""
    draft = _Draft(story, pictures, theme, language)
    for block in story.sequence:
        match block:
            case PhotoBlock() | GroupBlock():
                yield from draft.photos(block)
            case TextBlock(text=text) if markup.lines(text):
                yield Step("text", text=markup.markdown(text), block=block.key)
            case HeadingBlock(heading=heading) if markup.line(heading):
                yield Step("heading", text=markup.line(heading), block=block.key)
            case QuoteBlock(quote=quote, by=by) if markup.lines(quote):
                words, said_by = markup.paragraphs(quote), markup.line(by)
                yield Step("quote", text=words, by=said_by, block=block.key)


class _Draft:
    """A page being laid out: knows which photos are still to be shown, and counts them."""

    def __init__(
        self,
        story: Story,
        pictures: Mapping[PhotoId, Picture],
        theme: Theme,
        language: Language,
    ) -> None:
        self._defaults = story.defaults
        self._left = {
            photo.id: (photo, pictures[photo.id])
            for photo in shown_photos(story)
            if photo.id in pictures
        }
        self._theme = theme
        self._language = language
        self._shown = 0

    def photos(self, block: PhotoBlock | GroupBlock) -> Iterator[Step]:
        """Yield the step that shows the photos of *block*, none if no picture is left to show."""
        found = [self._left.pop(i) for i in photos_of(block) if i in self._left]
        caption = markup.paragraphs(block.caption) if isinstance(block, GroupBlock) else ""
        if len(found) == 1 and not caption:
            layout = block.layout if isinstance(block, PhotoBlock) else ""
            yield Step("photo", rows=((self._single(*found[0], layout),),))
        elif found:
            layout = block.layout if block.layout in _IN_A_ROW else _usual_group(len(found))
            rows = _rows(found, _IN_A_ROW[layout])
            frame = "column" if layout in ("pair", "diptych") else "wide"
            figures = tuple(tuple(self._row(row, frame)) for row in rows)
            yield Step("group", layout, figures, caption)

    def _row(self, row: list[tuple[Photo, Picture]], frame: str) -> Iterator[Figure]:
        """Yield the figures of *row*, which together fill *frame*, all of one height."""
        total = sum(picture.ratio for _, picture in row)
        for photo, picture in row:
            sizes = self._sizes(frame, picture.ratio / total, stacks=True)
            yield self._figure(photo, picture, "", sizes)

    def _single(self, photo: Photo, picture: Picture, layout: str) -> Figure:
        is_lead = self._shown == 0 and layout == "" and _can_lead(picture)
        layout = "full" if is_lead else _DRAWN.get(layout, "column")
        is_upright = layout == "full" and picture.ratio < 1
        is_seen_whole = is_upright or layout in ("column", "wide")
        sizes = self._sizes(layout, tallest=_TALLEST * picture.ratio if is_seen_whole else 0)
        return self._figure(photo, picture, f"{layout} upright" if is_upright else layout, sizes)

    def _figure(self, photo: Photo, picture: Picture, layout: str, sizes: str) -> Figure:
        self._shown += 1
        return Figure(
            number=self._shown,
            photo=photo,
            picture=picture,
            layout=layout,
            sizes=sizes,
            alt=clean(photo.alt).strip(),
            caption=markup.paragraphs(photo.caption),
            credit=markup.line(inherit.credit_line(photo, self._defaults)),
            full_size=self._language.words["full_size"].format(number=self._shown),
        )

    def _sizes(
        self, frame: str, share: float = 1, *, stacks: bool = False, tallest: float = 0
    ) -> str:
        """Return the ``sizes`` of a picture with this *share* of a frame, at most *tallest* vh wide."""
        spans = [*self._theme.frames[frame]]
        if stacks:
            spans.append(Span(self._theme.stacks_below, 100, "vw"))
        told = [
            f"(min-width: {span.from_width}px) {_limited(span.size * share, span.unit, tallest)}"
            for span in spans
        ]
        phone = f"{_PHONE} {_limited(100 * _PHONE_SHARE, 'vw', tallest * _PHONE_SHARE)}"
        return ", ".join([phone, *told, _limited(100, "vw", tallest)])


def _limited(size: float, unit: str, tallest: float) -> str:
    width = f"{round(size, 1):g}{unit}"
    return f"min({width}, {round(tallest, 1):g}vh)" if tallest else width


def _can_lead(picture: Picture) -> bool:
    return picture.ratio >= LEAD_RATIO and picture.copies[-1].width >= LEAD_WIDTH


def _usual_group(size: int) -> str:
    if size <= 2:
        return "pair"
    return "row" if size == 3 else "grid"


def _rows(
    photos: list[tuple[Photo, Picture]], longest: int
) -> Iterator[list[tuple[Photo, Picture]]]:
    """Yield *photos* in as few rows as hold *longest* each, as even as may be, longer ones first."""
    left = list(photos)
    for rows in range(-(-len(photos) // longest), 0, -1):
        size = -(-len(left) // rows)
        yield left[:size]
        left = left[size:]
