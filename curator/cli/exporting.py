"""The command that exports a story as a page, or tells what would leave with it."""

import argparse
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from curator.cli.telling import ATTENTION, DONE, count, tell, told
from curator.errors import shown

if TYPE_CHECKING:
    from curator.story.values import Story

_Commands = Any  # argparse keeps the type of its subparsers to itself


def add_export(commands: _Commands) -> None:
    """Add ``export`` to the *commands*."""
    text = "export a story as an HTML page with web-sized pictures"
    export = commands.add_parser("export", help=text, description=text)
    export.add_argument("story", metavar="STORY", help="the manifest of the story")
    export.add_argument(
        "folder",
        metavar="FOLDER",
        help="the folder to make; an earlier export in it is replaced, nothing else ever",
    )
    _add_forms(export)
    export.add_argument(
        "--report",
        action="store_true",
        help="tell what would leave and what is held back, and make nothing",
    )
    export.add_argument("--json", action="store_true", help="with --report: print it as JSON")
    export.add_argument("--draft", action="store_true", help="make pictures quickly, as JPEG alone")
    export.add_argument(
        "--theme",
        metavar="T",
        default="essay",
        help="the look of the page: essay, black, newspaper, or one of your own (default: essay)",
    )
    export.add_argument(
        "--keep-location",
        action="store_true",
        help="let names of places travel in the pictures; coordinates never do",
    )
    export.add_argument(
        "--force",
        action="store_true",
        help="replace an earlier export although files of it were changed by hand",
    )
    export.set_defaults(run=run_export)


def _add_forms(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "--single-file", action="store_true", help="put everything into one index.html"
    )
    export.add_argument("--zip", action="store_true", help="also pack the folder as FOLDER.zip")
    export.add_argument(
        "--epub",
        action="store_true",
        help="also make FOLDER/story.epub, a book for e-readers and phones",
    )
    export.add_argument(
        "--pdf", action="store_true", help="also make FOLDER/story.pdf, the story on paper"
    )
    export.add_argument(
        "--markdown",
        action="store_true",
        help="also make FOLDER/story-markdown.zip, text and pictures for a site builder",
    )


def _tell_leaving(story: "Story", arguments: argparse.Namespace) -> int:
    """Print what an export of *story* would carry."""
    from curator.export.leaving import leaving

    told = leaving(story, keep_location=arguments.keep_location)
    if arguments.json:
        print(json.dumps(asdict(told), ensure_ascii=False, indent=2))
    else:
        print("\n".join(told.lines()))
    return DONE


def run_export(arguments: argparse.Namespace) -> int:
    """Export a story as a page."""
    from curator.check import Level, check_story
    from curator.cli.opening import opened_story
    from curator.export.copies import CopyCache
    from curator.export.site import Options, Published, publish
    from curator.photos.workers import Readers

    opened = opened_story(arguments.story)
    if arguments.report:
        return _tell_leaving(opened.story, arguments)
    options = Options(
        theme=arguments.theme,
        single_file=arguments.single_file,
        zip=arguments.zip,
        epub=arguments.epub,
        pdf=arguments.pdf,
        markdown=arguments.markdown,
        draft=arguments.draft,
        keep_location=arguments.keep_location,
        force=arguments.force,
    )
    result: Published | None = None
    with Readers() as readers:
        folder = os.path.abspath(arguments.folder)
        for step in publish(opened.story, folder, readers, options, CopyCache()):
            if isinstance(step, Published):
                result = step
    if result is None:
        raise RuntimeError("the export ended without a result")
    for photo_id, reason in result.left_out:
        tell(f"left out {shown(opened.story.photos[photo_id].file_name)}: {reason}")
    open_problems = sum(1 for p in check_story(opened.story) if p.level is Level.ERROR)
    if open_problems:
        tell(f"{count(open_problems, 'problem')} open; `curator check` lists them.")
    tell(f"{shown(result.index)}: the page is ready.")
    return max(told(opened.notices), ATTENTION if result.left_out else DONE)
