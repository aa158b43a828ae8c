"""Everything that can go wrong, as one tree; how it is shown is left to the command line and the window.

::

    CuratorError
    ├── PhotoError            a photo file cannot be used (carries the path)
    │   ├── NotAPhoto             by its content it is no picture that Curator reads
    │   ├── DamagedPhoto          it is one, but cannot be decoded whole
    │   ├── OversizedPhoto        it asks for more pixels, bytes or memory than Curator grants
    │   └── ReadingStopped        reading it took too long or brought the reader down
    ├── ManifestError         a manifest cannot be used (carries the path)
    │   ├── ManifestUnreadable    it is not a story, or is damaged
    │   ├── ManifestTooNew        a later version of Curator wrote it
    │   ├── ManifestChanged       somebody else changed it since it was opened
    │   ├── ManifestGone          it was removed or moved since it was opened
    │   ├── ManifestNotWritten    the file system refused; the old file is whole
    │   └── VersionUnusable       an earlier version of a story cannot be kept or read
    ├── SheetError            a sheet for the copy desk cannot be read or written
    ├── KitError              codes, templates or words kept between stories cannot be read or kept
    ├── StyleError            a desk's house style cannot be read
    ├── PaperError            pages cannot be printed, or kept as a PDF
    ├── SearchError           what is looked for is no pattern, or takes too long (carries no path)
    ├── ExportError           a page cannot be made, or a story not be collected
    │   ├── FolderNotOurs         the folder holds files that Curator did not make
    │   └── ExportNotWritten      the file system refused; what stood there is whole
    └── ArchiveError          no story can be taken out of a zip file, or not to there

Each error carries data (the path, the reason) and ``str(error)`` is one English sentence that names
the file and, where there is something to do, what to do. The sentence lives here, not in the
window, because the command line speaks the same sentences and knows no window.
"""

import os


def shown(path: str | os.PathLike[str]) -> str:
    """Return *path* fit for a person to read: bytes that are no text and control characters escaped."""
    text = os.fsdecode(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


class CuratorError(Exception):
    """The root of all errors that Curator raises on purpose."""


class FileError(CuratorError):
    """Something about one file; ``path`` names it and ``reason`` says what, without the path."""

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        super().__init__(path, reason)
        self.path = os.fsdecode(path)
        self.reason = reason

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.reason}"


class PhotoError(FileError):
    """A photo file cannot be used."""


class NotAPhoto(PhotoError):
    """By its content the file is no picture that Curator reads."""


class DamagedPhoto(PhotoError):
    """The file is a picture, but cannot be decoded whole."""


class OversizedPhoto(PhotoError):
    """The picture asks for more pixels, bytes or memory than Curator grants."""


class ReadingStopped(PhotoError):
    """Reading took longer than allowed, or brought the reader down."""


class ManifestError(FileError):
    """A manifest cannot be used."""


class ManifestUnreadable(ManifestError):
    """The file is not a story, or is damaged."""


class ManifestTooNew(ManifestError):
    """A later version of Curator wrote the file."""


class ManifestChanged(ManifestError):
    """Somebody else changed the file since it was opened."""


class ManifestGone(ManifestError):
    """The file was there when it was opened or last written, and is no more."""


class ManifestNotWritten(ManifestError):
    """The file system refused the write; the old file is whole.

    ``standing`` is the fingerprint of the new one where that is in place, but the disk would not say
    that it keeps it; else ``""``.
    """

    def __init__(self, path: str | os.PathLike[str], reason: str, standing: str = "") -> None:
        super().__init__(path, reason)
        self.standing = standing


class VersionUnusable(ManifestError):
    """An earlier version of a story cannot be kept or read; the story itself is not touched."""


class SheetError(FileError):
    """A sheet for the copy desk cannot be read or written."""


class KitError(FileError):
    """Codes, templates or words kept between stories cannot be read or kept."""


class StyleError(FileError):
    """A desk's house style cannot be read; the sentence names the place."""


class PaperError(FileError):
    """Pages cannot be printed, or kept as a PDF; what stood at the path before is whole."""


class SearchError(CuratorError):
    """What is looked for is no pattern, or takes too long to look for; the sentence says which."""


class ExportError(FileError):
    """A page cannot be made, or a story not be collected."""


class ThemeError(ExportError):
    """A theme of the account cannot be used; ``path`` is the file of it that is at fault."""


class FolderNotOurs(ExportError):
    """The folder holds files that Curator did not make, or that were changed since."""


class ExportNotWritten(ExportError):
    """The file system refused; the page or collection that stood there before is whole."""


class ArchiveError(FileError):
    """No story can be taken out of a zip file, or not to where it should go; nothing was unpacked."""
