"""What would leave with an export, and what is held back: told before anything is published, from the story alone.

Publishing is left to ``site``. What is told here follows the allow-lists of ``xmp``, ``page`` and
``forms.manifest``: what none of them names stays.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from curator.captions.credit import read_credit
from curator.captions.text import is_blank
from curator.export import layout, markup, sharing
from curator.story import inherit
from curator.story.closing import closing_credit
from curator.story.reserve import place_told, reserved
from curator.story.values import Photo, PhotoId, Story

_MOST_SHOWN = 12
"""Values of one kind that are told one by one; a story with more of them tells how many more."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that leaves: its ``kind``, the ``text`` as readers get it, and the photos it belongs to."""

    kind: str
    text: str
    photos: tuple[PhotoId, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves, in the order of kinds, and what is held back, a sentence each."""

    leaves: tuple[Item, ...]
    held: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield the report as lines to be read: kinds with what belongs to them, then what stays."""
        kinds = dict.fromkeys(item.kind for item in self.leaves)
        for kind in kinds:
            items = [item for item in self.leaves if item.kind == kind]
            yield f"{kind}:"
            for item in items[:_MOST_SHOWN]:
                count = len(item.photos)
                where = f" ({count} photo{'' if count == 1 else 's'})" if count else ""
                yield f"  {item.text}{where}"
            if len(items) > _MOST_SHOWN:
                yield f"  and {len(items) - _MOST_SHOWN:,} more"
        yield "Held back:"
        yield from (f"  {sentence}" for sentence in self.held)


def leaving(story: Story, *, keep_location: bool = False) -> Leaving:
    """Return what an export of *story* carries, and what it does not."""
    whole = {photo.id: photo for photo in layout.shown_photos(story)}
    told = reserved(story)
    coarser = [
        photo
        for photo in whole.values()
        if place_told(photo, story.defaults) != inherit.place(photo, story.defaults)
    ]
    more = _coarser(story, told, coarser, keep_location=keep_location)
    story, photos = told, layout.shown_photos(told)
    leaves = (
        *_places(story, photos, keep_location=keep_location),
        *_dates(story),
        *_people(story, photos),
        *_credits(story, photos),
        *_terms(story, photos),
        *_hosts(story),
        *_files(photos),
    )
    held = _held(story, photos, keep_location=keep_location)
    return Leaving(leaves, (*more, *held))


def _coarser(
    story: Story, told: Story, photos: list[Photo], *, keep_location: bool
) -> tuple[str, ...]:
    """Return what is held back of the places of *photos* and of the story's date, by somebody's choice."""
    held = []
    if photos and keep_location:
        count = f"{len(photos):,} photo{'' if len(photos) == 1 else 's'}"
        held.append(f"the place of {count}, or what is more exact of it than you chose to tell")
    if told.date != story.date:
        shown = f": {told.date} is told" if told.date else ""
        held.append(f"the date of the story{shown}")
    return tuple(held)


def _grouped(kind: str, photos: Iterable[Photo], text_of: Callable[[Photo], str]) -> Iterator[Item]:
    """Yield an item for each text that *text_of* says of *photos*, with the photos that have it."""
    found: dict[str, list[PhotoId]] = {}
    for photo in photos:
        text = markup.line(text_of(photo))
        if text:
            found.setdefault(text, []).append(photo.id)
    for text, ids in found.items():
        yield Item(kind, text, tuple(ids))


def _places(story: Story, photos: list[Photo], *, keep_location: bool) -> Iterator[Item]:
    if markup.line(story.dateline):
        yield Item("Places", f"{markup.line(story.dateline)}, beside the date of the story")
    if keep_location:
        yield from _grouped("Places", photos, lambda p: inherit.place(p, story.defaults).line)


def _dates(story: Story) -> Iterator[Item]:
    if markup.line(story.date):
        yield Item("Dates", f"{markup.line(story.date)}, of the story")
    for correction in story.corrections:
        if markup.line(correction.date) and markup.lines(correction.text):
            yield Item("Dates", f"{markup.line(correction.date)}, of a correction")


def _people(story: Story, photos: list[Photo]) -> Iterator[Item]:
    if markup.line(story.byline):
        yield Item("People", f"{markup.line(story.byline)}, in the byline")
    yield from _grouped("People", photos, lambda photo: _maker(photo, story))


def _maker(photo: Photo, story: Story) -> str:
    named = inherit.photographer(photo, story.defaults)
    return named or read_credit(inherit.credit_line(photo, story.defaults)).photographer


def _credits(story: Story, photos: list[Photo]) -> Iterator[Item]:
    yield from _grouped("Credits", photos, lambda p: inherit.credit_line(p, story.defaults))
    for line in markup.lines(closing_credit(story)):
        yield Item("Credits", f"{line}, at the end")


def _terms(story: Story, photos: list[Photo]) -> Iterator[Item]:
    yield from _grouped("Rights", photos, lambda p: inherit.copyright_notice(p, story.defaults))
    yield from _grouped("Rights", photos, lambda p: " ".join(inherit.terms(p, story.defaults)))


def _hosts(story: Story) -> Iterator[Item]:
    home = sharing.home(story).address
    if home:
        yield Item("Addresses", f"{home}, of the story itself")
    for label, url in [
        (story.source.name, story.source.url),
        *((k.label, k.url) for k in story.links),
    ]:
        safe = markup.safe_url(url)
        if safe:
            host = urlsplit(safe).hostname or safe
            yield Item("Addresses", f"{host} ({markup.line(label) or safe})")


def _files(photos: list[Photo]) -> Iterator[Item]:
    if photos:
        yield Item("File names", f"photos/01-… to {len(photos):02}-…, by number, width and content")
        covered = tuple(photo.id for photo in photos if photo.hidden)
        if covered:
            yield Item("Hidden areas", "covered in every size of the picture", covered)


def _held(story: Story, photos: list[Photo], *, keep_location: bool) -> Iterator[str]:
    yield (
        "positions, serial numbers, owners, embedded previews, maker notes and histories of all files: "
        "pictures are made anew and carry the words listed here, captions, headlines and alt texts alone"
    )
    counts = (
        (lambda p: not keep_location and p.place.line, "the place of {}"),
        (lambda p: p.taken, "the moment at which {} was taken"),
        (lambda p: p.persons, "the persons shown on {}, as a list"),
        (lambda p: p.keywords, "the keywords of {}"),
        (lambda p: not is_blank(p.notes), "the notes on {}"),
        (lambda p: p.camera, "the camera of {}"),
        (lambda p: p.file_name, "the file name and folder of {}"),
    )
    for is_there, sentence in counts:
        count = sum(1 for photo in photos if is_there(photo))
        if count:
            yield sentence.format(f"{count:,} photo{'' if count == 1 else 's'}")
    aside = len(story.photos) - len(photos)
    if aside:
        yield f"{aside:,} photo{'' if aside == 1 else 's'} set aside, with all words"
