"""The frozen values that make a story; how they change is left to ``edits``, how they are stored to the manifest."""

import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NewType

from curator.story.table import PhotoTable

PhotoId = NewType("PhotoId", str)
"""Names a photo within its story, for ever; any non-empty text."""

BlockKey = NewType("BlockKey", int)
"""Names a block of words while the story is open; never written to a manifest."""

Key = PhotoId | BlockKey
"""What stands in one row of the sequence."""

Extra = tuple[tuple[str, Any], ...]
"""Keys and values of a manifest object that this version does not know, in their order."""

_block_keys = itertools.count(1)


def _new_block_key() -> BlockKey:
    return BlockKey(next(_block_keys))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo was taken, in the IPTC's four names, from near to far."""

    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    extra: Extra = ()

    @property
    def line(self) -> str:
        """The place as one line, for example ``Tower Bridge, London, United Kingdom``."""
        return ", ".join(filter(None, (self.sublocation, self.city, self.state, self.country)))


RECTANGLE, ELLIPSE = SHAPES = ("rectangle", "ellipse")
"""The shapes of an :class:`Area`."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a photo that no reader may see: a face, a number plate, a sign.

    All four lengths are shares of the picture's width or height as it is seen upright, from 0 to 1,
    so that they hold for every size of it; an ellipse fills the box that they describe.
    """

    shape: str
    left: float
    top: float
    width: float
    height: float
    extra: Extra = ()

    @property
    def values(self) -> tuple[str, float, float, float, float]:
        """What makes an area of it again, as values that every process understands."""
        return self.shape, self.left, self.top, self.width, self.height


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture's place in a story: identity, file and words.

    ``file`` is an absolute path (bytes that are no UTF-8 as surrogates, as Python's file functions
    have it), or ``""`` where the manifest named a file that Curator refuses to touch; then
    ``refused_file`` holds what it said. ``raw`` is the path of the camera's raw file of the same
    frame, ``look`` the likeness of the picture as 16 hexadecimal digits, ``camera`` make and model as
    one name; the serial number stays in the file, since a manifest travels. ``width`` and ``height`` are
    pixels as seen upright, 0 if unknown. ``taken`` is ISO 8601, with offset where known.
    ``hidden`` holds the areas that are covered wherever the photo is shown to readers, ``phone_crop`` the
    rectangle of it that phones show, ``None`` for all of it.
    ``place_detail`` is how much of the place readers are told, one of ``reserve.PLACE_DETAILS``; ``""`` leaves
    that to the story.
    ``from_file`` names the fields whose words still stand as the file brought them and nobody has
    confirmed.
    """

    id: PhotoId
    file: str
    digest: str = ""
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    alt: str = ""
    headline: str = ""
    copyright: str = ""
    usage: str = ""
    license_url: str = ""
    taken: str = ""
    place: Place = Place()
    keywords: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    rating: int = 0
    mark: str = ""
    notes: str = ""
    raw: str = ""
    look: str = ""
    camera: str = ""
    hidden: tuple[Area, ...] = ()
    phone_crop: Area | None = None
    place_detail: str = ""
    from_file: frozenset[str] = frozenset()
    refused_file: str = ""
    extra: Extra = ()

    @property
    def file_name(self) -> str:
        """The name of the file without its folder, as Python's file functions have it."""
        return self.file.rpartition(os.sep)[2] or self.refused_file

    def with_values(self, values: Mapping[str, Any]) -> "Photo":
        """Return the photo with *values* by name; thousands at once, in half the time of ``replace``."""
        all_values = list(_values_of(self))
        for name, value in values.items():
            all_values[_AT[name]] = value
        return Photo(*all_values)


_AT = {name: at for at, name in enumerate(Photo.__match_args__)}
_values_of = attrgetter(*_AT)
# The place of each value of a photo among all of them, and all of them in their order.


@dataclass(frozen=True, slots=True)
class PhotoBlock:
    """A step of the sequence that shows one photo."""

    photo: PhotoId
    layout: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A step of the sequence that shows several photos side by side.

    ``caption`` is one for all of them, beside what each has of its own. While it holds words, one
    photo alone can be a group.
    """

    photos: tuple[PhotoId, ...]
    layout: str = ""
    extra: Extra = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A step of the sequence that is running text, in Markdown."""

    text: str
    key: BlockKey = field(default_factory=_new_block_key, compare=False)
    extra: Extra = ()

    @property
    def words(self) -> str:
        """What a reader reads."""
        return self.text


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A step of the sequence that is a heading of one line."""

    heading: str
    key: BlockKey = field(default_factory=_new_block_key, compare=False)
    extra: Extra = ()

    @property
    def words(self) -> str:
        """What a reader reads."""
        return self.heading


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A step of the sequence that is a pull quote: plain words of somebody, and who said them."""

    quote: str
    by: str = ""
    key: BlockKey = field(default_factory=_new_block_key, compare=False)
    extra: Extra = ()

    @property
    def words(self) -> str:
        """What a reader reads."""
        return self.quote


@dataclass(frozen=True, slots=True)
class OtherBlock:
    """A step of a kind that this version does not know: kept, shown to nobody."""

    extra: Extra
    key: BlockKey = field(default_factory=_new_block_key, compare=False)


WordBlock = TextBlock | HeadingBlock | QuoteBlock
"""A step of the sequence that is words alone."""

Block = PhotoBlock | GroupBlock | WordBlock | OtherBlock


@dataclass(frozen=True, slots=True)
class Source:
    """Where the story first appeared."""

    name: str = ""
    url: str = ""
    extra: Extra = ()


LINK_KINDS = ("related", "previous", "next", "support", "contact")
"""The kinds of links a story carries, in the order in which the page shows them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link at the end of the story; ``kind`` is one of :data:`LINK_KINDS`."""

    kind: str = "related"
    label: str = ""
    url: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right after the story was published, told to its readers; ``date`` is ISO 8601."""

    date: str = ""
    text: str = ""
    extra: Extra = ()


NAME_KINDS = PERSON, PLACE, ORGANISATION = ("person", "place", "organisation")
"""What a name may be of."""


@dataclass(frozen=True, slots=True)
class AcceptedName:
    """A name as the story has decided to spell it; ``kind`` is one of :data:`NAME_KINDS`, ``""`` if nobody said."""

    name: str
    kind: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A problem that somebody looked at and let be, and why.

    It holds for the rule ``rule`` as long as ``field`` of ``photo`` (``None`` for the story itself)
    has the words ``text`` in it.
    """

    rule: str
    photo: PhotoId | None = None
    field: str = ""
    text: str = ""
    reason: str = ""
    extra: Extra = ()

    @property
    def place(self) -> tuple[str, PhotoId | None, str, str]:
        """What names the problem that it is about."""
        return self.rule, self.photo, self.field, self.text


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values that every photo inherits until it has its own."""

    credit: str = ""
    photographer: str = ""
    copyright: str = ""
    usage: str = ""
    license_url: str = ""
    taken: str = ""
    place: Place = Place()
    extra: Extra = ()
    place_detail: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A photo story: its words, its photos by id, and the sequence in which readers meet them.

    ``date`` is ISO 8601 (a day, or a day and time), ``date_detail`` how much of it readers are told, one of
    ``reserve.DATE_DETAILS`` (``""``: all), ``dateline`` the place that stands with it;
    ``address`` is where the page will be found on the web; ``language`` a BCP 47 tag; ``dictionary``
    holds words that are spelled right in this story, ``names`` the names whose spelling is decided,
    ``waivers`` problems that somebody let be. With ``closing_from_photos`` the closing credit is
    written from the credits of the photos, and ``closing_credit`` is empty: see ``closing``. Photos in
    ``photos`` that no block of ``sequence`` names are set aside. The order of ``photos`` is the order
    in which they came in.
    """

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    date: str = ""
    date_detail: str = ""
    language: str = "en"
    dateline: str = ""
    address: str = ""
    closing_credit: str = ""
    closing_from_photos: bool = False
    source: Source = Source()
    links: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    defaults: Defaults = Defaults()
    dictionary: tuple[str, ...] = ()
    names: tuple[AcceptedName, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    photos: PhotoTable = field(default_factory=PhotoTable)
    sequence: tuple[Block, ...] = ()
    extra: Extra = ()
