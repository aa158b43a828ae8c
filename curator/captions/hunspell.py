"""Hunspell's dictionaries as the system has them: finding those of a language, and asking them for words.

``libhunspell`` does the asking where the system has it: it takes 2 to 10 microseconds a word, and lets
other threads go on while it looks for suggestions. Elsewhere, as on Windows and macOS, where each
program brings a copy of its own, ``stems`` reads the files, in 4 to 80 microseconds a word. Measured
over 14,000 to 22,000 words a language, right ones and ones spoilt by a slip, the two disagree on
none in English, German, Spanish, Italian, Portuguese, Polish and Russian, on 0.04 % in French,
0.02 % in Swedish, 0.3 % in Dutch and 0.5 % in Hungarian: well enough to need no other library.

A dictionary is a file of a stranger: one that is no plain file or too large is not opened, and one that
cannot be read is no dictionary. Which language to ask for is left to ``spelling``.
"""

import ctypes
import functools
import itertools
import os
import stat
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from curator.captions.affixes import MAX_BYTES, codec
from curator.captions.stems import StemDictionary

_MAX_FILES = 2000
_MAX_WORD = 60

_LIBRARIES = (
    "libhunspell-1.7.so.0", "libhunspell-1.6.so.0", "libhunspell-1.5.so.0", "libhunspell-1.4.so.0",
    "libhunspell-1.3.so.0", "libhunspell-1.7.so", "libhunspell.so",
    "/opt/homebrew/lib/libhunspell-1.7.0.dylib", "/usr/local/lib/libhunspell-1.7.0.dylib",
)  # fmt: skip
"""What the library is called, newest first; by its whole path where the loader would not look."""

_REGIONS = {
    "en": ("GB", "US"), "pt": ("PT", "BR"), "cs": ("CZ",), "da": ("DK",), "el": ("GR",), "et": ("EE",),
    "he": ("IL",), "ko": ("KR",), "nb": ("NO",), "nn": ("NO",), "sl": ("SI",), "sv": ("SE",), "uk": ("UA",),
}  # fmt: skip
"""The countries whose dictionaries together are a language without a country; else the one of its own name."""

_OTHER_NAMES = {"no": "nb", "iw": "he", "in": "id"}


class Dictionary(Protocol):
    """What can be asked of the words of one language."""

    def knows(self, word: str) -> bool:
        """Say whether *word* is spelled right."""

    def suggestions(self, word: str) -> list[str]:
        """Return words that *word* may mean, the likeliest first; may take a while."""


def dictionaries(
    language: str, region: str = "", folders: Iterable[Path] | None = None
) -> list[Dictionary]:
    """Return the dictionaries of *language* as written in *region*, none if the system has none.

    Both the British and the American where English is asked for without a country. Reads files: call it where
    waiting is no harm.
    """
    found = find(language, region, usual_folders() if folders is None else folders)
    opened = (_opened(path) for path in found)
    return [dictionary for dictionary in opened if dictionary is not None]


def find(language: str, region: str, folders: Iterable[Path]) -> list[Path]:
    """Return the ``.dic`` files to use for *language* in *region*; the earlier folder wins."""
    language = _OTHER_NAMES.get(language, language)
    by_region: dict[str, Path] = {}
    for path in _lists(folders):
        name, _, rest = path.stem.replace("-", "_").partition("_")
        if name.lower() == language:
            by_region.setdefault(rest.upper(), path)
    if region and (of_region := _of(by_region, region)):
        return [of_region]
    usual = _REGIONS.get(language, (language.upper(),))
    wanted = [of_country for country in usual if (of_country := _of(by_region, country))]
    if wanted:
        return wanted[:1] if region else wanted
    return [by_region[key] for key in sorted(by_region)][:1]


def _of(by_region: dict[str, Path], region: str) -> Path | None:
    """Return the dictionary of *region*, also one called ``DE_frami``."""
    keys = (key for key in sorted(by_region) if key.split("_")[0] == region)
    return next((by_region[key] for key in keys), None)


def _lists(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the ``.dic`` files of *folders* that have rules beside them."""
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in itertools.islice(entries, _MAX_FILES))
        except OSError:
            continue
        paths = (folder / name for name in names if name.endswith(".dic"))
        yield from (path for path in paths if path.with_suffix(".aff").exists())


def usual_folders() -> list[Path]:
    """Return where dictionaries lie on this kind of system, the person's own first."""
    home = Path.home()
    data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    shares = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    folders = [Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part]
    offices: list[Path] = []
    if sys.platform == "win32":
        for name in ("APPDATA", "LOCALAPPDATA"):
            folders += [Path(base) / "hunspell" for base in [os.environ.get(name)] if base]
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            offices += [Path(b) / "LibreOffice/share" for b in [os.environ.get(name)] if b]
    elif sys.platform == "darwin":
        folders += [home / "Library/Spelling", Path("/Library/Spelling")]
        folders += [Path("/opt/homebrew/share/hunspell"), Path("/usr/local/share/hunspell")]
        offices = [Path("/Applications/LibreOffice.app/Contents/Resources")]
    else:
        offices = [Path("/usr/lib/libreoffice/share"), Path("/usr/lib64/libreoffice/share")]
        offices += sorted(Path("/opt").glob("libreoffice*/share"))
    folders.append(Path(data) / "hunspell")
    for share in filter(None, shares):
        folders += [Path(share, name) for name in ("hunspell", "myspell", "myspell/dicts")]
    for office in offices:
        folders += sorted((office / "extensions").glob("dict-*"))
    return list(dict.fromkeys(folders))


def _opened(path: Path) -> Dictionary | None:
    """Return the dictionary at *path*, ``None`` if it cannot be used."""
    if not all(_is_sane(file) for file in (path, path.with_suffix(".aff"))):
        return None
    library = _library()
    try:
        return StemDictionary(path) if library is None else NativeDictionary(library, path)
    except (OSError, ValueError, LookupError):
        return None


def _is_sane(path: Path) -> bool:
    try:
        found = os.stat(path)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES


@functools.cache
def _library() -> ctypes.CDLL | None:
    """Return ``libhunspell``, ``None`` if the system has none."""
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
            words = ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p))
            for function, result, arguments in (
                ("create", ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_char_p]),
                ("destroy", None, [ctypes.c_void_p]),
                ("spell", ctypes.c_int, [ctypes.c_void_p, ctypes.c_char_p]),
                ("get_dic_encoding", ctypes.c_char_p, [ctypes.c_void_p]),
                ("suggest", ctypes.c_int, [ctypes.c_void_p, words, ctypes.c_char_p]),
                ("free_list", None, [ctypes.c_void_p, words, ctypes.c_int]),
            ):
                entry = getattr(library, f"Hunspell_{function}")
                entry.restype, entry.argtypes = result, arguments
        except (OSError, AttributeError):
            continue
        return library
    return None


class NativeDictionary:
    """A dictionary behind ``libhunspell``.

    Open twice, since a handle may be asked by one thread at a time, and suggesting takes long.
    """

    def __init__(self, library: ctypes.CDLL, path: Path) -> None:
        self._asked = _Handle(library, path)
        self._open_adviser = functools.cache(lambda: _Handle(library, path))

    def knows(self, word: str) -> bool:
        """Say whether *word* is spelled right, its capitals included."""
        return len(word) <= _MAX_WORD and self._asked.spell(word)

    def suggestions(self, word: str) -> list[str]:
        """Return words that *word* may mean, the likeliest first; takes up to some 100 milliseconds."""
        return [] if len(word) > _MAX_WORD else self._open_adviser().suggest(word)


class _Handle:
    """One dictionary open in ``libhunspell``."""

    def __init__(self, library: ctypes.CDLL, path: Path) -> None:
        self._library, self._lock = library, threading.Lock()
        prefix = "\\\\?\\" if sys.platform == "win32" else ""
        files = (prefix + os.fspath(file) for file in (path.with_suffix(".aff"), path))
        affixes, words = map(os.fsencode, files)
        self._handle = library.Hunspell_create(affixes, words)
        if not self._handle:
            raise ValueError("libhunspell refuses it")
        name: bytes = library.Hunspell_get_dic_encoding(self._handle) or b"UTF-8"
        self._codec = codec(name.decode("ascii", "replace"))

    def spell(self, word: str) -> bool:
        try:
            data = word.encode(self._codec)
        except UnicodeEncodeError:
            return False
        with self._lock:
            return bool(self._library.Hunspell_spell(self._handle, data))

    def suggest(self, word: str) -> list[str]:
        found = ctypes.POINTER(ctypes.c_char_p)()
        data = word.encode(self._codec, "replace")
        with self._lock:
            count = self._library.Hunspell_suggest(self._handle, ctypes.byref(found), data)
            raw: Sequence[bytes] = [found[i] or b"" for i in range(min(count, 50))]
            self._library.Hunspell_free_list(self._handle, ctypes.byref(found), count)
        return [text.decode(self._codec, "replace") for text in raw]

    def __del__(self) -> None:
        if getattr(self, "_handle", None):
            self._library.Hunspell_destroy(self._handle)
