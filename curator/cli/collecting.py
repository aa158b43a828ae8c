"""The commands that put a story with its photos into one folder or zip file, and take it out again."""

import argparse
import os
from typing import Any

from curator.cli.telling import count, tell, told
from curator.errors import shown

_Commands = Any  # argparse keeps the type of its subparsers to itself


def add_collect(commands: _Commands) -> None:
    """Add ``collect`` to the *commands*."""
    text = "copy a story with all its photos into one folder or zip file that opens anywhere"
    collect = commands.add_parser(
        "collect",
        help=text,
        description=f"{text}; photos set aside, raw files and XMP sidecars come along, nothing is changed",
    )
    collect.add_argument("story", metavar="STORY", help="the manifest of the story")
    collect.add_argument(
        "target",
        metavar="TARGET",
        help="the folder to make, or the zip file; an earlier collection is replaced, nothing else ever",
    )
    collect.add_argument(
        "--zip",
        action="store_true",
        help="make one zip file; so does a TARGET that ends in .zip, and without the ending it gets it",
    )
    collect.set_defaults(run=run_collect)


def add_unpack(commands: _Commands) -> None:
    """Add ``unpack`` to the *commands*."""
    text = "take a story with its photos out of a zip file"
    unpack = commands.add_parser(
        "unpack",
        help=text,
        description=f"{text}; what else the file holds stays in it, and a file that is unsound is refused",
    )
    unpack.add_argument("zip", metavar="ZIP", help="the zip file")
    unpack.add_argument("folder", metavar="FOLDER", help="the folder to make, or an empty one")
    unpack.set_defaults(run=run_unpack)


def run_collect(arguments: argparse.Namespace) -> int:
    """Collect a story in one folder or zip file."""
    from curator.cli.opening import opened_story
    from curator.export.collection.collect import collect
    from curator.export.collection.steps import Collected

    opened = opened_story(arguments.story)
    target = os.path.abspath(arguments.target)
    is_named_so = target.lower().endswith(".zip")
    as_zip = arguments.zip or is_named_so
    if as_zip and not is_named_so:
        target = f"{target}.zip"
    *_, result = collect(opened.story, target, opened.path, as_zip=as_zip)
    assert isinstance(result, Collected)
    for old, new in result.renamed:
        tell(f"{shown(old)} is called {new} there.")
    remarks = [f"left out {item.name}: {item.reason}" for item in result.left_out]
    if result.bare:
        remarks.append(
            f"areas that are hidden on the page show in {count(result.bare, 'file')} of it"
        )
    status = told((*opened.notices, *remarks))
    size = f"{count(result.files, 'file')}, {result.bytes / 1e6:,.1f} MB"
    tell(f"{shown(result.path)}: the story is collected ({size}).")
    return status


def run_unpack(arguments: argparse.Namespace) -> int:
    """Take a story out of a zip file."""
    from curator.export.collection.steps import Unpacked
    from curator.export.collection.unpack import unpack

    *_, result = unpack(arguments.zip, arguments.folder)
    assert isinstance(result, Unpacked)
    status = told(
        (
            *(f"{name} is not in the zip file." for name in result.missing),
            *(f"left in the zip file: {name}" for name in result.left),
        )
    )
    tell(f"{shown(result.story)}: the story is unpacked ({count(result.files, 'file')}).")
    return status
