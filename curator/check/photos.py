"""Rules about one photo's words; pure and quick, so that a badge can follow every keystroke.

Sources: the caption rules of AP and Reuters (every picture says who, what, where and when, and
carries a credit), WCAG 2.2 success criterion 1.1.1 (text alternatives), IPTC Photo Metadata 2025.1
(alt text of at most 250 characters).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace

from curator.captions.credit import credit_in_caption
from curator.captions.dates import is_iso
from curator.captions.filler import is_camera_filler, is_filler_credit
from curator.captions.text import is_blank
from curator.check.addresses import is_web_address
from curator.check.problem import Level, Problem
from curator.story import inherit
from curator.story.values import Defaults, Photo

_VARIABLE = re.compile(r"\{(\w+)(:[^{}]*)?\}")

ALT_LENGTH = 250
"""Characters that IPTC grants the alt text (AltTextAccessibility)."""


def photo_problems(photo: Photo, defaults: Defaults) -> Iterator[Problem]:
    """Yield what is wrong with the words of *photo* in a story with *defaults*."""
    yield from _caption_missing(photo)
    yield from _caption_filler(photo)
    yield from _credit_missing(photo, defaults)
    yield from _credit_filler(photo)
    yield from _credit_in_caption(photo)
    yield from _alt_missing(photo)
    yield from _alt_is_caption(photo)
    yield from _alt_long(photo)
    yield from _date_unclear(photo)
    yield from _unexpanded(photo)
    yield from _licence_unsafe(photo)
    yield from _photographer_unnamed(photo, defaults)
    yield from _unconfirmed(photo)


def _about(photo: Photo, rule: str, level: Level, message: str, field: str) -> Problem:
    text = getattr(photo, field, "")
    return Problem(
        rule,
        level,
        message,
        photo.id,
        photo.file_name,
        field,
        text if isinstance(text, str) else "",
    )


def _caption_missing(photo: Photo) -> Iterator[Problem]:
    if is_blank(photo.caption):
        yield _about(photo, "caption-missing", Level.ERROR, "No caption yet", "caption")


def _caption_filler(photo: Photo) -> Iterator[Problem]:
    text = photo.caption.strip()
    stem = os.path.splitext(photo.file_name)[0]
    if text and (is_camera_filler(text) or text in (photo.file_name, stem)):
        message = "The caption is what a camera wrote, not a person"
        yield _about(photo, "caption-filler", Level.ERROR, message, "caption")


def _credit_missing(photo: Photo, defaults: Defaults) -> Iterator[Problem]:
    if is_blank(inherit.credit_line(photo, defaults)):
        yield _about(photo, "credit-missing", Level.ERROR, "No credit: nobody is named", "credit")


def _credit_filler(photo: Photo) -> Iterator[Problem]:
    if not is_blank(photo.credit) and is_filler_credit(photo.credit):
        message = "The credit names nobody: say who took the picture, or whom it came from"
        yield _about(photo, "credit-filler", Level.WARNING, message, "credit")


def _credit_in_caption(photo: Photo) -> Iterator[Problem]:
    found = credit_in_caption(photo.caption)
    if found is not None:
        message = "The caption ends with a credit, which the page would print twice"
        problem = _about(photo, "credit-in-caption", Level.WARNING, message, "caption")
        tail = photo.caption[len(found[0]) :].strip()
        yield replace(problem, text=tail, suggestion=found[0])


def _alt_missing(photo: Photo) -> Iterator[Problem]:
    if is_blank(photo.alt):
        message = "No alt text: a reader who cannot see the picture gets nothing"
        yield _about(photo, "alt-missing", Level.ERROR, message, "alt")


def _alt_is_caption(photo: Photo) -> Iterator[Problem]:
    if not is_blank(photo.alt) and photo.alt.strip() == photo.caption.strip():
        message = "The alt text repeats the caption: say what is seen instead"
        yield _about(photo, "alt-is-caption", Level.WARNING, message, "alt")


def _alt_long(photo: Photo) -> Iterator[Problem]:
    if len(photo.alt) > ALT_LENGTH:
        message = f"The alt text has {len(photo.alt)} characters; {ALT_LENGTH} are what readers' programs take"
        yield _about(photo, "alt-long", Level.WARNING, message, "alt")


def _date_unclear(photo: Photo) -> Iterator[Problem]:
    if photo.taken and not is_iso(photo.taken):
        message = f"“{photo.taken[:40]}” is no date that other programs read; write it as 2026-11-22 07:42"
        yield _about(photo, "date-unclear", Level.WARNING, message, "taken")


def _unexpanded(photo: Photo) -> Iterator[Problem]:
    """Find codes and variables that stand where the words they are for should."""
    for field in ("caption", "headline", "alt", "credit", "photographer", "copyright"):
        text = getattr(photo, field)
        if "=" not in text and "{" not in text:
            continue
        from curator.captions.codes import CodeTable, unknown_codes  # Not in the window's start.
        from curator.captions.variables import NAMES

        codes = [text[start:end] for start, end in unknown_codes(text, CodeTable())]
        for left in codes + [found[0] for found in _VARIABLE.finditer(text) if found[1] in NAMES]:
            message = f"“{left[:40]}” stands where the words that it is for should"
            problem = _about(photo, "code-unexpanded", Level.ERROR, message, field)
            yield replace(problem, text=left)


def _licence_unsafe(photo: Photo) -> Iterator[Problem]:
    if photo.license_url and not is_web_address(photo.license_url):
        message = "The address of the licence leads nowhere: the page leaves it out"
        yield _about(photo, "link-unsafe", Level.WARNING, message, "license_url")


def _photographer_unnamed(photo: Photo, defaults: Defaults) -> Iterator[Problem]:
    """Find a photographer whom the story's credit leaves out: readers would not learn who took it."""
    line = inherit.credit_line(photo, defaults)
    is_left_out = is_blank(photo.credit) and photo.photographer.casefold() not in line.casefold()
    if not is_blank(photo.photographer) and is_left_out:
        message = (
            f"The credit “{line[:60]}” does not name the photographer, {photo.photographer[:60]}"
        )
        problem = _about(photo, "photographer-unnamed", Level.WARNING, message, "credit")
        yield replace(problem, text=line, suggestion=f"{photo.photographer}/{line}")


def _unconfirmed(photo: Photo) -> Iterator[Problem]:
    if "caption" in photo.from_file:
        message = "The caption stands as the file brought it; confirm or change it"
        yield _about(photo, "caption-unconfirmed", Level.HINT, message, "caption")
