"""The rule that asks the disk: is the photo's file there? Whether it decodes is left to the export."""

import os
from collections.abc import Iterator

from curator.check.problem import Level, Problem
from curator.errors import shown
from curator.story.values import Photo


def file_problems(photo: Photo) -> Iterator[Problem]:
    """Yield what is wrong with the file of *photo*; may wait for the disk."""
    if not photo.file:
        rule, text = "file-refused", shown(photo.refused_file)
        message = (
            f"“{text[:200]}” leads outside the story and is not touched; put the photo beside it"
        )
    elif not os.path.isfile(photo.file):
        rule, text = "file-missing", shown(photo.file)
        message = f"{text} is not there any more"
    else:
        return
    yield Problem(rule, Level.ERROR, message, photo.id, photo.file_name, "file", text)
