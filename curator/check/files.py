"""The rules that ask the disk: is the photo's file there? Whether it decodes is left to the export."""

import os
from collections.abc import Iterator

from curator.check.problem import Finding, Level
from curator.check.rule import PhotoRule, Subject
from curator.errors import shown


def _refused(subject: Subject) -> Iterator[tuple[str, Finding]]:
    photo = subject.photo
    if not photo.file:
        text = shown(photo.refused_file)
        message = (
            f"“{text[:200]}” leads outside the story and is not touched; put the photo beside it"
        )
        yield "file", Finding(message, text)


def _missing(subject: Subject) -> Iterator[tuple[str, Finding]]:
    photo = subject.photo
    if photo.file and not os.path.isfile(photo.file):
        text = shown(photo.file)
        yield "file", Finding(f"{text} is not there any more", text)


RULES = (
    PhotoRule("file-refused", Level.ERROR, "files outside the story", "safety", _refused),
    PhotoRule("file-missing", Level.ERROR, "files that are gone", "all desks", _missing),
)
