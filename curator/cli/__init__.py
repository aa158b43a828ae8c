"""The commands without a window: the same core, spoken to in words; nothing here knows Qt.

Machine output goes to standard output, messages for people to standard error. Exit status: 0 done,
1 done but something needs attention (each named), 2 not done. Each command loads only what it
needs, so that ``--help`` answers at once.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from curator import __version__
from curator.cli.collecting import add_collect, add_unpack
from curator.cli.exporting import add_export
from curator.cli.telling import ATTENTION, DONE, NOT_DONE, count, tell, told
from curator.errors import CuratorError, KitError, shown

COMMANDS = ("new", "inspect", "captions", "check", "export", "collect", "unpack")

_DESCRIPTION = """\
Curator turns a folder of pictures into a published photo story.

  curator [STORY | PHOTO | FOLDER ...]   opens the window: with a story, or with these photos
  curator COMMAND ...                    works without a window; `curator COMMAND --help` tells more
"""

_EPILOG = """\
Exit status: 0 done, 1 done but something needs attention (each named), 2 not done.
A file or folder named like a command is opened as ./new, ./check and so on.
"""


def main(arguments: list[str]) -> int:
    """Run the command that *arguments* name and return the exit status."""
    _speak_utf8()
    parsed = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except CuratorError as error:
        tell(str(error))
        return NOT_DONE
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 — so that the exit flushes in silence
        return DONE
    except OSError as error:
        tell(f"{error.filename or 'the output'}: {error.strerror or error}")
        return NOT_DONE
    except KeyboardInterrupt:
        tell("Stopped; nothing half done is left behind.")
        return NOT_DONE


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _print_json(value: Any) -> None:
    """Print *value*; bytes of a file name that are no text leave as escapes that JSON can read back."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="curator",
        usage="curator [STORY | PHOTO | FOLDER ...]\n       curator COMMAND ...",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Curator {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_new(commands)
    _add_inspect(commands)
    _add_captions(commands)
    _add_check(commands)
    add_export(commands)
    add_collect(commands)
    add_unpack(commands)
    return parser


_Commands = Any  # argparse keeps the type of its subparsers to itself


def _add_new(commands: _Commands) -> None:
    text = "make a story of every readable photo below PATH, in capture order"
    new = commands.add_parser("new", help=text, description=text)
    new.add_argument(
        "story", metavar="STORY", help="the manifest to write, for example London.json"
    )
    new.add_argument(
        "paths", metavar="PATH", nargs="+", help="a photo, or a folder of photos to any depth"
    )
    new.add_argument("--title", default="", help="the title of the story")
    new.add_argument("--json", action="store_true", help="print what was added and skipped as JSON")
    new.set_defaults(run=run_new)


def _add_inspect(commands: _Commands) -> None:
    text = "tell what Curator reads from each photo"
    inspect = commands.add_parser("inspect", help=text, description=text)
    inspect.add_argument(
        "paths", metavar="PATH", nargs="+", help="a photo, or a folder of photos to any depth"
    )
    inspect.add_argument(
        "--json", action="store_true", help="print one JSON object: each path to its values"
    )
    inspect.set_defaults(run=run_inspect)


def _add_captions(commands: _Commands) -> None:
    text = "write captions to a sheet for the copy desk, or take the corrected sheet back"
    captions = commands.add_parser("captions", help=text, description=text)
    actions = captions.add_subparsers(title="actions", metavar="ACTION", required=True)
    export = actions.add_parser("export", help="write a sheet, one row a photo")
    export.add_argument("story", metavar="STORY", help="the manifest of the story")
    export.add_argument(
        "sheet", metavar="SHEET", help="the sheet to write: .xlsx, .csv, or .tsv with tabs"
    )
    export.set_defaults(run=run_captions_export)
    take = actions.add_parser("import", help="take the corrected sheet into the story")
    take.add_argument(
        "story", metavar="STORY", help="the manifest of the story; it is saved with the corrections"
    )
    take.add_argument(
        "sheet",
        metavar="SHEET",
        help="XLSX or CSV (comma, semicolon or tab) with a head line; rows are matched by the column id, "
        "else file, else number, else by order",
    )
    take.add_argument(
        "--keep-mine",
        action="store_true",
        help="where story and sheet both changed a field, keep the story's words; else the sheet's are taken",
    )
    take.set_defaults(run=run_captions_import)


def _add_check(commands: _Commands) -> None:
    text = "list every problem of a story, each with its photo"
    check = commands.add_parser("check", help=text, description=text)
    check.add_argument("story", metavar="STORY", help="the manifest of the story")
    check.add_argument("--json", action="store_true", help="print the problems as a JSON list")
    check.add_argument(
        "--style",
        metavar="FILE",
        help="the house style to check by (TOML); else house-style.toml in Curator's settings, if there",
    )
    check.set_defaults(run=run_check)


# ---- the commands


def run_new(arguments: argparse.Namespace) -> int:
    """Make a story of the photos below the given paths."""
    from curator.manifest import files
    from curator.manifest.foreign import OwnFiles, outside
    from curator.photos.finding import Skipped, find
    from curator.photos.intake import take_in
    from curator.photos.order import in_capture_order
    from curator.photos.workers import Readers
    from curator.story import edits
    from curator.story.values import Photo, Story

    if os.path.exists(arguments.story):
        tell(f"{shown(arguments.story)} is there already; give another name or remove it first.")
        return NOT_DONE
    photos: list[Photo] = []
    skipped: list[Skipped] = []
    with Readers() as readers:
        for batch in take_in(find(arguments.paths), readers):
            photos.extend(batch.photos)
            skipped.extend(batch.skipped)
    photos = in_capture_order(photos)
    story = edits.set_story("title", arguments.title).apply(Story())
    story = edits.add_photos(photos).apply(story)
    path = os.path.abspath(arguments.story)
    files.save(story, path, None)
    OwnFiles().add(outside(story, os.path.dirname(path)))
    if arguments.json:
        _print_json(
            {
                "added": [{"id": p.id, "file": p.file} for p in photos],
                "skipped": [{"file": s.path, "reason": s.reason} for s in skipped],
            }
        )
    for item in skipped:
        tell(f"skipped {shown(item.path)}: {item.reason}")
    tell(f"{shown(path)}: {count(len(photos), 'photo')} added, {len(skipped)} skipped.")
    return ATTENTION if skipped or not photos else DONE


def run_inspect(arguments: argparse.Namespace) -> int:
    """Tell what Curator reads from each photo."""
    read = dict(_inspected(arguments.paths))
    if arguments.json:
        _print_json(read)
    else:
        for name, values in read.items():
            print(shown(name))
            for key, value in values.items():
                print(f"  {key}: {', '.join(value) if isinstance(value, list) else value}")
    failed = [name for name, values in read.items() if "error" in values]
    for name in failed:
        tell(f"{shown(name)}: {read[name]['error']}")
    return ATTENTION if failed or not read else DONE


def _inspected(paths: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each file's name as found, relative to a folder given, and what it says.

    A name that an earlier folder had, too, is told with its folder.
    """
    from concurrent.futures import ThreadPoolExecutor

    from curator.errors import PhotoError
    from curator.photos.answers import inspect
    from curator.photos.finding import Found, Skipped, find
    from curator.photos.metadata import Metadata
    from curator.photos.workers import Readers

    def values(item: Found | Skipped) -> dict[str, Any]:
        if isinstance(item, Skipped):
            return {"error": item.reason}
        try:
            return Metadata.from_json(readers.call(inspect, item.path)[0]).inspected()
        except PhotoError as error:
            return {"error": error.reason}

    seen: set[tuple[int, int]] = set()
    names: set[str] = set()
    with Readers() as readers, ThreadPoolExecutor(readers.size) as threads:
        for given in paths:
            base = os.path.abspath(given)
            items = [
                part
                for item in find([given], seen)
                for part in (
                    item,
                    *([Found(item.raw)] if isinstance(item, Found) and item.raw else []),
                )
            ]
            for item, found in zip(items, threads.map(values, items), strict=True):
                name = os.path.relpath(item.path, base) if os.path.isdir(base) else given
                if name in names:
                    name = os.path.join(given, name)
                names.add(name)
                yield name, found


def run_captions_export(arguments: argparse.Namespace) -> int:
    """Write the sheet for the copy desk."""
    from curator.cli.opening import opened_story
    from curator.manifest import sheets

    opened = opened_story(arguments.story)
    written = sheets.write(opened.story, arguments.sheet)
    tell(f"{shown(arguments.sheet)}: {count(written.rows, 'row')} written.")
    return told((*opened.notices, *written.remarks))


def run_captions_import(arguments: argparse.Namespace) -> int:
    """Take the corrected sheet into the story and save it."""
    from curator.cli.opening import opened_story
    from curator.manifest import files, sheets

    opened = opened_story(arguments.story)
    corrections = sheets.read(opened.story, arguments.sheet)
    taken = corrections.taken(keep_mine=arguments.keep_mine)
    story = sheets.taking(taken).apply(opened.story)
    if story is not opened.story:
        files.save(story, opened.path, opened.fingerprint)
    matched = count(corrections.rows, "row")
    changed = count(len({change.photo for change in taken}), "photo")
    tell(f"{shown(arguments.sheet)}: {matched} matched, {changed} changed.")
    conflicts = [
        conflict.told(opened.story, is_taken=conflict.takes_theirs and not arguments.keep_mine)
        for conflict in corrections.conflicts
    ]
    return told((*opened.notices, *conflicts, *corrections.remarks))


def run_check(arguments: argparse.Namespace) -> int:
    """List every problem of a story."""
    from curator.check import Level, check_story, style
    from curator.cli.opening import opened_story

    opened = opened_story(arguments.story)
    house = style.load(arguments.style) if arguments.style else style.own()
    problems = list(check_story(opened.story, house, _own_words(opened.story.language)))
    if arguments.json:
        _print_json([problem.told() for problem in problems])
    else:
        for problem in problems:
            print(
                f"{problem.level}: {shown(problem.file) or 'the story'}: {problem.message} [{problem.rule}]"
            )
    tell(f"{count(len(problems), 'problem')}." if problems else "No problem found.")
    told(opened.notices)
    asks = any(problem.level is not Level.HINT for problem in problems)
    return ATTENTION if asks or opened.notices else DONE


def _own_words(language: str) -> frozenset[str]:
    """Return the words of the account's own dictionary; a dictionary that cannot be read is told."""
    from curator.kit import dictionary
    from curator.kit.shelf import Shelf

    try:
        return dictionary.load(Shelf()).of(language)
    except KitError as error:
        tell(str(error))
        return frozenset()
