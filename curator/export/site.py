"""A story published: the whole folder built aside and swapped in, as a generator of small steps.

What the page says is left to ``page``, what the pictures are to ``pictures``, and which folder may
be replaced, and how, to ``folder``.
"""

import base64
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial

from curator.errors import (
    DamagedPhoto,
    ExportError,
    ExportNotWritten,
    NotAPhoto,
    OversizedPhoto,
    PhotoError,
    ReadingStopped,
    shown,
)
from curator.export import (
    archive,
    copies,
    folder,
    layout,
    markup,
    page,
    refusals,
    report,
    theme,
    xmp,
)
from curator.export.copies import Copies, CopyCache, Readers, Recipe
from curator.export.forms import epub, manifest, markdown, paper, pdf, text
from curator.export.forms.material import Material
from curator.export.layout import Copy, Picture
from curator.export.reading_back import read_back
from curator.export.rendering import rendered
from curator.export.theme import Theme
from curator.story.reserve import reserved
from curator.story.values import Photo, PhotoId, Story, WordBlock

INDEX = "index.html"
_PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chooses for an export.

    ``single_file`` puts everything into index.html; ``zip`` adds an archive beside the folder,
    ``epub`` a book in it, ``pdf`` the story on paper, ``markdown`` the story for a site builder;
    ``draft`` makes pictures quickly, as JPEG alone; ``keep_location`` lets names of places travel
    in the pictures; ``force`` overwrites files of an earlier export that somebody changed.
    """

    theme: str = "essay"
    single_file: bool = False
    zip: bool = False
    epub: bool = False
    pdf: bool = False
    markdown: bool = False
    draft: bool = False
    keep_location: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """A step was done: ``done`` of ``total``, the last of them *what* (a name fit to be shown)."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class Published:
    """The page stands: where, which photos are not on it and why, how many files and bytes it has.

    ``archive`` is the path of the zip file, ``""`` if none was asked for.
    """

    folder: str
    index: str
    left_out: tuple[tuple[PhotoId, str], ...]
    files: int
    bytes: int
    archive: str = ""


def publish(
    story: Story,
    target: str,
    readers: Readers,
    options: Options | None = None,
    cache: CopyCache | None = None,
) -> Generator[Progress | Published, None, None]:
    """Publish *story* in the folder *target*: yield steps of :class:`Progress`, then :class:`Published`.

    The folder changes as a whole at the very end; closing the generator before, or any error,
    leaves everything as it was. Raises :class:`FolderNotOurs` if the folder must not be replaced,
    :class:`ExportNotWritten` if the file system refuses, :class:`ExportError` if there is nothing to
    publish. Photos that cannot be read are left out of the page and told at the end. Copies of photos
    that *cache* has are not made anew; the bytes are the same.
    """
    path = os.path.abspath(target)
    job = _Job(reserved(story), path, readers, options or Options(), cache)
    try:
        yield from job.steps()
    except OSError as error:
        raise ExportNotWritten(path, _refusal(error)) from error


class _Job:
    """One export under way: what it knows of the pictures so far."""

    def __init__(
        self,
        story: Story,
        path: str,
        readers: Readers,
        options: Options,
        cache: CopyCache | None,
    ) -> None:
        self._story = story
        self._path = path
        self._readers, self._cache = readers, cache
        self._options = options
        self._theme = _theme(options.theme, path)
        self._recipe = _recipe(self._theme, options)
        self._archive = f"{path}.zip" if options.zip else ""
        self._photos = layout.shown_photos(story)
        self._pictures: dict[PhotoId, Picture] = {}
        self._refused: dict[PhotoId, PhotoError] = {}

    def steps(self) -> Iterator[Progress | Published]:
        """Do everything in order, yielding after each step."""
        folder.tidy(self._path)
        self._inspect()
        if not self._photos and not _has_words(self._story):
            raise ExportError(self._path, "the story has nothing to publish yet: no photo, no text")
        forms = list(self._forms())
        total = len(self._photos) + 1 + len(forms) + bool(self._archive)
        with folder.sibling(self._path) as work:
            for done, photo in enumerate(self._copied(work), 1):
                yield Progress(done, total, shown(photo.file_name))
            if not self._pictures and not _has_words(self._story):
                raise ExportError(self._path, "none of the story's photos can be read")
            material = self._write_page(work)
            yield Progress(len(self._photos) + 1, total, INDEX)
            for done, (name, write) in enumerate(forms, len(self._photos) + 2):
                write(os.path.join(work, name), material)
                yield Progress(done, total, name)
            names = self._write_report(work, material)
            size = sum(os.path.getsize(os.path.join(work, name)) for name in names)
            if self._archive:
                archive.write(folder.archive_beside(work), work, names)
                yield Progress(total, total, shown(os.path.basename(self._archive)))
            self._swap_in(work)
        if self._cache is not None:
            deque(self._cache.prune(), 0)
        left_out = (
            (p.id, self._refused[p.id].reason) for p in self._photos if p.id in self._refused
        )
        yield Published(
            folder=self._path,
            index=os.path.join(self._path, INDEX),
            left_out=tuple(left_out),
            files=len(names),
            bytes=size,
            archive=self._archive,
        )

    def _forms(self) -> Iterator[tuple[str, Callable[[str, Material], None]]]:
        """Yield the names of the other forms that are wanted, each with what writes it."""
        if self._options.epub:
            yield epub.NAME, epub.write
        if self._options.markdown:
            yield markdown.NAME, markdown.write
        if self._options.pdf:
            yield pdf.NAME, partial(pdf.write, readers=self._readers)

    def _inspect(self) -> folder.Target:
        if self._archive:
            folder.inspect_archive(self._archive)
        files = (photo.file for photo in self._story.photos.values() if photo.file)
        return folder.inspect(self._path, files, force=self._options.force)

    def _copied(self, work: str) -> Iterator[Photo]:
        """Yield each photo when its copies are written, or it is known that there will be none."""
        os.mkdir(os.path.join(work, _PHOTOS))
        pool = ThreadPoolExecutor(max(1, self._readers.size), thread_name_prefix="export")
        try:
            running = {
                pool.submit(self._picture, work, number, photo): photo
                for number, photo in enumerate(self._photos, 1)
            }
            for future in as_completed(running):
                photo = running[future]
                try:
                    self._pictures[photo.id] = future.result()
                except PhotoError as error:
                    self._refused[photo.id] = error
                yield photo
        finally:
            pool.shutdown(cancel_futures=True)

    def _picture(self, work: str, number: int, photo: Photo) -> Picture:
        """Return the picture of *photo*, its copies written; runs in a thread of its own."""
        if not photo.file:
            raise PhotoError(photo.file_name, "the story names a file that Curator does not touch")
        words = xmp.travelling_words(photo, self._story, keep_location=self._options.keep_location)
        bare = copies.make(photo.file, photo.hidden, self._recipe, self._readers, self._cache)
        made = bare.saying(xmp.packet(words), photo.file)
        if self._options.single_file:
            addresses = [page.data_url("image/jpeg", blob) for blob in made.jpegs]
            inside = (Copy(a, *size) for a, size in zip(addresses, made.sizes, strict=True))
            return Picture(tuple(inside), made.colour)
        whole = self._written(work, f"{number:02}", made)
        if photo.phone_crop is None:
            return whole
        recipe = replace(self._recipe, widths=layout.PHONE_WIDTHS)
        part = copies.make(
            photo.file, photo.hidden, recipe, self._readers, self._cache, photo.phone_crop
        )
        spoken = part.saying(xmp.packet(words), photo.file)
        return replace(whole, phone=self._written(work, f"{number:02}-phone", spoken))

    def _written(self, work: str, stem: str, made: Copies) -> Picture:
        """Write the copies *made*, their names beginning with *stem*; return the picture that they are."""
        avifs = self._write(work, stem, made.sizes, made.avifs, "avif") if made.avifs else ()
        return Picture(self._write(work, stem, made.sizes, made.jpegs, "jpg"), made.colour, avifs)

    @staticmethod
    def _write(
        work: str,
        stem: str,
        sizes: Sequence[tuple[int, int]],
        blobs: Sequence[bytes],
        ending: str,
    ) -> tuple[Copy, ...]:
        """Write copies whose names begin with *stem*, and return them with their addresses."""
        written = []
        for (width, height), blob in zip(sizes, blobs, strict=True):
            name = page.hashed_name(f"{stem}-{width}", blob, ending)
            folder.write_file(work, f"{_PHOTOS}/{name}", blob)
            written.append(Copy(f"{_PHOTOS}/{name}", width, height))
        return tuple(written)

    def _write_page(self, work: str) -> Material:
        """Write the page and what belongs to it; return what its other forms are made of."""
        single = self._options.single_file
        made = rendered(self._story, self._pictures, self._theme, self._readers, single_file=single)
        material = Material(
            self._story,
            self._pictures,
            made.blocks,
            lambda copy: _bytes_of(copy, work),
            self._options.keep_location,
        )
        beside = {**made.beside, INDEX: made.html.encode()}
        if not single:
            beside[paper.NAME] = paper.printed(material).encode()
            beside[text.STORY] = text.story(material)
            beside[text.CREDITS] = text.credits_table(material)
            beside[manifest.NAME] = manifest.published(material, work)
        for name, content in beside.items():
            folder.write_file(work, name, content)
        if not os.listdir(os.path.join(work, _PHOTOS)):
            os.rmdir(os.path.join(work, _PHOTOS))
        return material

    def _write_report(self, work: str, material: Material) -> list[str]:
        """Read all files of the folder back, and write the report on them; return their names and its own."""
        digests = {name: report.digest_of(entry.path) for name, entry in report.walk(work)}
        found = read_back(work, INDEX, material, digests)
        if found.faults:
            told = f"the page would not be what the story says ({found.faults[0]})"
            fault = "nothing was published. This is a fault of the theme or of Curator"
            raise ExportError(self._path, f"{told}; {fault}")
        left_out = [
            report.LeftOut(number, _word(self._refused[photo.id]))
            for number, photo in enumerate(self._photos, 1)
            if photo.id in self._refused
        ]
        folder.write_file(work, report.NAME, report.build(digests, left_out, found))
        return [*digests, report.NAME]

    def _swap_in(self, work: str) -> None:
        """Put the new page in place; the folder is looked at once more, for this may have taken long."""
        folder.carry_over(self._inspect(), work, force=self._options.force)
        folder.swap_in(work, self._path, self._archive)


def _bytes_of(copy: Copy, work: str) -> bytes:
    """Return the JPEG of *copy*, from the folder *work* or out of its own address."""
    if copy.address.startswith("data:"):
        return base64.b64decode(copy.address.partition(",")[2])
    with open(os.path.join(work, *copy.address.split("/")), "rb") as file:
        return file.read()


def _theme(name: str, path: str) -> Theme:
    try:
        return theme.load(name)
    except LookupError as error:
        raise ExportError(path, f"there is no theme called {shown(name)}") from error


def _recipe(theme: Theme, options: Options) -> Recipe:
    if options.single_file:
        return Recipe(theme.single_file_widths, theme.quality)
    return Recipe(theme.widths, theme.quality, 0 if options.draft else theme.avif_quality)


def _has_words(story: Story) -> bool:
    """Say whether *story* is worth a page without any photo."""
    texts = [story.standfirst]
    texts += [block.words for block in story.sequence if isinstance(block, WordBlock)]
    return any(markup.lines(text) for text in texts)


def _word(error: PhotoError) -> str:
    """Return why a photo was left out, in a word of ours: reasons may name files and folders."""
    for kind, word in _WORDS.items():
        if isinstance(error, kind):
            return word
    return "not readable"


_WORDS: Mapping[type[PhotoError], str] = {
    NotAPhoto: "not a picture",
    DamagedPhoto: "damaged",
    OversizedPhoto: "too large",
    ReadingStopped: "took too long",
}


def _refusal(error: OSError) -> str:
    return f"the page cannot be written: {refusals.said(error)}; nothing was changed"
