"""Rules about the story as a whole; what one photo's words lack is left to ``photos``."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from curator.captions.dates import is_iso, read_date
from curator.captions.text import is_blank
from curator.check.addresses import is_web_address
from curator.check.problem import Level, Problem
from curator.story import sequence as order
from curator.story.looks import alike
from curator.story.values import Photo, Story


def story_problems(story: Story) -> Iterator[Problem]:
    """Yield what is wrong with *story* as a whole."""
    yield from _title_missing(story)
    yield from _no_photos(story)
    yield from _date_unclear(story)
    yield from _default_date_unclear(story)
    yield from _links_without_address(story)
    yield from _equal_captions(story)
    yield from _same_file_twice(story)
    yield from _alike(story)


def _title_missing(story: Story) -> Iterator[Problem]:
    if is_blank(story.title):
        yield Problem("title-missing", Level.ERROR, "The story has no title yet", field="title")


def _date_unclear(story: Story) -> Iterator[Problem]:
    if story.date and not is_iso(story.date):
        message = f"“{story.date[:40]}” is no date that other programs read; write it as 2026-11-22"
        suggestion = read_date(story.date) or ""
        yield Problem(
            "date-unclear",
            Level.WARNING,
            message,
            field="date",
            text=story.date,
            suggestion=suggestion,
        )


def _default_date_unclear(story: Story) -> Iterator[Problem]:
    taken = story.defaults.taken
    if taken and not is_iso(taken):
        message = f"“{taken[:40]}”, the date of all photos without their own, is no date that other programs read"
        suggestion = read_date(taken) or ""
        yield Problem(
            "date-unclear", Level.WARNING, message, field="taken", text=taken, suggestion=suggestion
        )


def _no_photos(story: Story) -> Iterator[Problem]:
    if next(order.photo_ids(story.sequence), None) is None:
        yield Problem("photos-missing", Level.ERROR, "The story shows no photo yet")


def _links_without_address(story: Story) -> Iterator[Problem]:
    addresses = [("source", story.source.name, story.source.url)]
    addresses += [("links", link.label, link.url) for link in story.links]
    addresses.append(("license_url", "", story.defaults.license_url))
    for field, label, url in addresses:
        if url and not is_web_address(url):
            message = (
                f"“{(label or url)[:80]}” leads nowhere: the page shows it as text, not as a link"
            )
            yield Problem("link-unsafe", Level.WARNING, message, field=field, text=url)


def _shown_photos(story: Story) -> Iterator[Photo]:
    return (story.photos[photo_id] for photo_id in order.photo_ids(story.sequence))


def _folded(text: str) -> str:
    """Return *text* without case, spaces and punctuation, for telling filler from captions."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _equal_captions(story: Story) -> Iterator[Problem]:
    numbers = order.numbers(story.sequence)
    first: dict[str, Photo] = {}
    for photo in _shown_photos(story):
        folded = _folded(photo.caption)
        earlier = first.setdefault(folded, photo) if folded else photo
        if earlier is not photo:
            message = f"The same caption as photo {numbers[earlier.id]}"
            problem = Problem("caption-repeated", Level.ERROR, message, photo.id, photo.file_name)
            yield replace(problem, field="caption", text=photo.caption)


def _same_file_twice(story: Story) -> Iterator[Problem]:
    numbers = order.numbers(story.sequence)
    first: dict[str, Photo] = {}
    for photo in _shown_photos(story):
        earlier = first.setdefault(photo.digest, photo) if photo.digest else photo
        if earlier is not photo:
            message = f"The same picture as photo {numbers[earlier.id]}"
            yield Problem(
                "picture-repeated", Level.WARNING, message, photo.id, photo.file_name, "file"
            )


def _alike(story: Story) -> Iterator[Problem]:
    """Find pictures that look the same although their files differ: one saved twice."""
    numbers = order.numbers(story.sequence)
    for earlier, photo in alike(_shown_photos(story)):
        is_same_shape = (earlier.width > earlier.height) == (photo.width > photo.height)
        if earlier.digest != photo.digest and is_same_shape:
            message = f"It looks the same as photo {numbers[earlier.id]}: one picture saved twice?"
            yield Problem("picture-alike", Level.HINT, message, photo.id, photo.file_name, "file")
