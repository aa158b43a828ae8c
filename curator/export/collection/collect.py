"""A story collected with its photos in one folder or zip file: built aside, checked, and put in place by one rename.

What goes along is left to ``contents``, how it is copied to ``copying``. The story that is collected,
and every file of it, is only read.
"""

import errno
import hashlib
import os
import shutil
import stat
import zipfile
from collections.abc import Generator, Iterator
from typing import BinaryIO, TypeVar, cast

from curator.errors import ExportNotWritten, FolderNotOurs, PhotoError, shown
from curator.export import folder as folders
from curator.export import refusals
from curator.export.collection import listing, packing
from curator.export.collection.contents import PHOTOS, Contents, Item, look
from curator.export.collection.copying import copy_bytes, copy_file, waiting_room
from curator.export.collection.naming import plain
from curator.export.collection.steps import Collected, LeftOut, Progress
from curator.manifest.files import to_bytes
from curator.story.values import Story

ResultT = TypeVar("ResultT")

Steps = Generator[Progress | Collected, None, None]

_ROOM = 4 * 1024 * 1024
# Bytes that must stay free beyond those of the files: the story itself, and what a disk needs for names.

_NAMELESS = "story.json"

_PACK = "collection.zip"
# What a zip file is called while it is built.

_SOMEWHERE = os.path.abspath(os.sep + "collection")
# The folder that the manifest in a zip file is written for; no matter which, since it names photos from there.


def collect(story: Story, target: str, origin: str = "", *, as_zip: bool = False) -> Steps:
    """Collect *story* in the folder *target*, or the zip file: yield :class:`Progress`, then :class:`Collected`.

    *origin* is the path of its manifest, ``""`` if it has none. The target appears, or changes, as a
    whole at the very end; closing the generator before, or any error, leaves everything as it was.
    Raises :class:`FolderNotOurs` if the target must not be replaced and :class:`ExportNotWritten` if
    the file system refuses. Files that are missing or refused are told at the end.
    """
    path = os.path.abspath(target)
    try:
        yield from _Collecting(story, path, origin, as_zip).steps()
    except OSError as error:
        raise ExportNotWritten(path, _refusal(error)) from error
    except zipfile.BadZipFile as error:
        raise ExportNotWritten(path, _refusal(OSError(errno.EIO, str(error)))) from error


class _Collecting:
    """One collection under way."""

    def __init__(self, story: Story, path: str, origin: str, as_zip: bool) -> None:
        self._story, self._path, self._as_zip = story, path, as_zip
        self._origin, self._name = origin, _story_name(origin)
        self._digests: dict[str, str] = {}
        self._failed: list[LeftOut] = []
        self._bytes = 0

    def steps(self) -> Steps:
        """Do everything in order, yielding after each step."""
        folders.tidy(self._path)
        yield from self._inspect()
        contents = yield from look(self._story)
        self._check_room(contents.bytes)
        with folders.sibling(self._path) as work:
            yield from (
                self._packed(work, contents) if self._as_zip else self._copied(work, contents)
            )
            yield from self._inspect()  # Once more: this may have taken long.
            if self._as_zip:
                os.replace(os.path.join(work, _PACK), self._path)
            else:
                folders.swap_in(work, self._path)
        failed = {left_out.name for left_out in self._failed}
        yield Collected(
            path=self._path,
            story="" if self._as_zip else os.path.join(self._path, self._name),
            files=len(self._digests),
            bytes=self._bytes,
            left_out=(*contents.left_out, *self._failed),
            renamed=tuple(
                (old, new)
                for old, new in contents.renamed
                if shown(os.path.basename(old)) not in failed
            ),
            bare=sum(1 for photo in self._story.photos.values() if photo.hidden),
        )

    # The target

    def _inspect(self) -> Iterator[Progress]:
        """Raise :class:`FolderNotOurs` unless the target may be made or replaced."""
        path = self._path
        if os.path.islink(path):
            raise FolderNotOurs(path, "this is a link; name what it leads to")
        if self._as_zip:
            if os.path.lexists(path) and not _is_our_zip(path):
                raise FolderNotOurs(
                    path, "Curator did not make this file, and so does not replace it"
                )
            return
        if os.path.lexists(path) and not os.path.isdir(path):
            raise FolderNotOurs(path, "this is a file, not a folder")
        if os.path.dirname(path) == path:
            raise FolderNotOurs(path, "a collection needs a folder of its own")
        photos = self._story.photos.values()
        named = (file for photo in photos for file in (photo.file, photo.raw) if file)
        folders.refuse_photos(path, named)
        if self._origin and _lies_below(self._origin, path):
            raise FolderNotOurs(path, "the story itself lies in this folder; choose another")
        if os.path.isdir(path) and os.listdir(path):
            for name in listing.check(path):
                yield Progress(0, 0, shown(name))

    def _check_room(self, needed: int) -> None:
        """Raise :class:`ExportNotWritten` if the disk has less room than is needed."""
        above = os.path.dirname(self._path)
        while not os.path.isdir(above):
            above = os.path.dirname(above)
        usage = shutil.disk_usage(above)
        if usage.total and usage.free < needed + _ROOM:
            reason = (
                f"the disk has {_megabytes(usage.free)} free, and the story takes "
                f"{_megabytes(needed + _ROOM)}; nothing was changed"
            )
            raise ExportNotWritten(self._path, reason)

    # The copies

    def _copied(self, work: str, contents: Contents) -> Iterator[Progress]:
        """Copy everything into the folder *work*."""
        os.mkdir(os.path.join(work, PHOTOS))
        total = len(contents.items)
        for done, item in enumerate(contents.items):
            yield Progress(done, total, shown(os.path.basename(item.source)))
            copying = copy_file(item.source, os.path.join(work, *item.name.split("/")))
            try:
                copied = yield from _paused(copying, done, total, item)
            except PhotoError as error:
                self._leave_out(item, error)
                continue
            self._digests[item.name] = copied.digest
            self._bytes += copied.size
        if not contents.items:
            os.rmdir(os.path.join(work, PHOTOS))
        manifest = to_bytes(contents.story(self._story, work), work)
        self._note(self._name, manifest)
        for name, content in ((self._name, manifest), (listing.NAME, listing.build(self._digests))):
            folders.write_file(work, name, content)

    def _packed(self, work: str, contents: Contents) -> Iterator[Progress]:
        """Pack everything into a zip file in the folder *work*, and read it back."""
        top = plain(os.path.splitext(os.path.basename(self._path))[0])
        total = len(contents.items)
        pack_path = os.path.join(work, _PACK)
        manifest = to_bytes(contents.story(self._story, _SOMEWHERE), _SOMEWHERE)
        self._note(self._name, manifest)
        with packing.Pack(pack_path, top) as pack:
            pack.add(self._name, manifest)
            for done, item in enumerate(contents.items):
                yield Progress(done, total, shown(os.path.basename(item.source)))
                with waiting_room(work) as room:
                    spool = cast(BinaryIO, room)
                    try:
                        copied = yield from _paused(
                            copy_bytes(item.source, spool), done, total, item
                        )
                    except PhotoError as error:
                        self._leave_out(item, error)
                        continue
                    adding = pack.add_copy(item.name, spool, copied)
                    yield from _paused(adding, done, total, item)
                self._digests[item.name] = copied.digest
                self._bytes += copied.size
            pack.add(listing.NAME, listing.build(self._digests))
        total = len(self._digests)
        for done, name in enumerate(packing.check(pack_path, self._digests, top)):
            yield Progress(done, total, shown(os.path.basename(name)), is_check=True)

    def _note(self, name: str, content: bytes) -> None:
        self._digests[name] = hashlib.sha256(content).hexdigest()
        self._bytes += len(content)

    def _leave_out(self, item: Item, error: PhotoError) -> None:
        name = shown(os.path.basename(item.source))
        self._failed.append(LeftOut(item.photo, name, error.reason))


def _paused(
    work: Generator[None, None, ResultT], done: int, total: int, item: Item
) -> Generator[Progress, None, ResultT]:
    """Drive *work* on *item* to its end, telling at each of its pauses that it is not there yet."""
    try:
        while True:
            try:
                next(work)
            except StopIteration as end:
                return cast(ResultT, end.value)
            yield Progress(done, total, shown(os.path.basename(item.source)))
    finally:
        work.close()


def _story_name(origin: str) -> str:
    """Return what the manifest is called in a collection: as where it comes from."""
    name = plain(os.path.basename(origin)) if origin else ""
    is_fit = name.lower().endswith(".json") and name.lower() != listing.NAME
    return name if is_fit else _NAMELESS


def _lies_below(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def _is_our_zip(path: str) -> bool:
    return stat.S_ISREG(os.lstat(path).st_mode) and listing.is_our_archive(path)


def _megabytes(number: int) -> str:
    return f"{max(number, 0) / 1_000_000:,.0f} MB"


def _refusal(error: OSError) -> str:
    instead = "; collect into a folder instead" if error.errno == errno.EFBIG else ""
    return (
        f"the story cannot be collected here: {refusals.said(error)}{instead}; nothing was changed"
    )
