"""A desk's own theme read from its folder: every value checked, every fault named with its place.

What the values look like as CSS is left to ``style``; what templates may hold, to ``blocks``.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from curator.errors import ThemeError
from curator.export.own_themes import blocks, style

_KEYS = frozenset(
    {"title", "based_on", "colors", "fonts", "font_files", "sizes", "switches", "footer", "css"}
)
_COLOURS = ("paper", "ink", "soft", "line", "link")
_MOST_BYTES = 200_000
_MOST_FONT, _MOST_FONTS = 2 * 1024 * 1024, 8
"""Bytes of a font file, and how many there may be: a family of four styles in two cuts."""

_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.(woff2|woff|ttf|otf)")
_MAGIC = {"woff2": (b"wOF2",), "woff": (b"wOFF",), "otf": (b"OTTO",), "ttf": (b"\0\1\0\0", b"true")}
_CSS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.css")

SIZES = {
    "text": (0.875, 2.0),
    "measure": (24.0, 70.0),
    "column": (480.0, 2000.0),
    "wide": (480.0, 2800.0),
}
"""What a theme may set, and from where to where: text and measure in rem, widths of pictures in CSS pixels."""

SWITCHES = {
    "numbers": ".number{display:none}\n",
    "count": ".byline .count{display:none}\n",
    "rule": ".closing{border:0}\n",
}
"""What can be switched off, and how: numbers beside captions, the count of photos, the rule above the closing."""


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """What a desk's theme says, checked: facts that take the place of another theme's, and what comes with it.

    ``css`` goes behind the style of ``based_on``; with ``has_fonts`` fonts stand in it. ``footer`` is Markdown,
    ``blocks`` are sources of templates by :data:`blocks.NAMES`.
    """

    based_on: str
    facts: dict[str, Any]
    css: str
    has_fonts: bool = False
    footer: str = ""
    blocks: Mapping[str, str] = field(default_factory=dict)


def read(folder: Path, bases: Mapping[str, Any]) -> OwnTheme:
    """Return the theme in *folder*, based on one of *bases*; raise :class:`ThemeError` for its first fault."""
    return _Reading(folder, bases).theme()


class _Reading:
    """One theme being read."""

    def __init__(self, folder: Path, bases: Mapping[str, Any]) -> None:
        self._folder, self._bases = folder, bases
        self._file = folder / "theme.json"

    def theme(self) -> OwnTheme:
        told = self._object(self._parsed(), "the file")
        unknown = sorted(set(told) - _KEYS)
        if unknown:
            self._refuse(
                f"“{unknown[0]}” is no part of a theme; these are: {', '.join(sorted(_KEYS))}"
            )
        base = str(told.get("based_on", "essay"))
        if base not in self._bases:
            self._refuse(f"based_on: there is no theme “{base}”; write {' or '.join(self._bases)}")
        facts: dict[str, Any] = {"title": self._text(told, "title", 60) or self._folder.name}
        parts = [self._faces(told), self._colours(told, facts), self._families(told)]
        parts += [self._sizes(told, facts), self._switches(told), self._css(told)]
        return OwnTheme(
            base,
            facts,
            "".join(parts),
            bool(parts[0]),
            self._text(told, "footer", 2000),
            self._blocks(),
        )

    def _refuse(self, reason: str, path: Path | None = None) -> NoReturn:
        raise ThemeError(path or self._file, reason)

    def _parsed(self) -> Any:
        data = self._bytes(self._file, _MOST_BYTES)
        try:
            return json.loads(data.decode("utf-8"))
        except UnicodeDecodeError:
            self._refuse("is not UTF-8")
        except json.JSONDecodeError as error:
            self._refuse(f"line {error.lineno}, column {error.colno}: {error.msg}")
        except RecursionError:
            self._refuse("is nested too deeply")

    def _bytes(self, path: Path, most: int) -> bytes:
        """Return what is in the file at *path* within the folder; a link leads nowhere."""
        try:
            if path.is_symlink() or not path.is_file():
                self._refuse("is not there, or no plain file", path)
            if path.stat().st_size > most:
                self._refuse(f"is larger than {most // 1000} kB", path)
            return path.read_bytes()
        except OSError as error:
            raise ThemeError(path, f"cannot be read: {error.strerror}") from error

    def _object(self, value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._refuse(f"{name}: expected an object in braces")
        return dict(value)

    def _part(self, told: Mapping[str, Any], name: str, known: Any) -> dict[str, Any]:
        """Return the object under *name*, whose keys are all *known*; empty if there is none."""
        part = self._object(told.get(name, {}), name)
        for key in part:
            if key not in known:
                self._refuse(f"{name}: “{key[:40]}” is not known; these are: {', '.join(known)}")
        return part

    def _text(self, told: Mapping[str, Any], name: str, most: int) -> str:
        value = told.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            self._refuse(f"{name}: expected a text of at most {most} characters")
        return str(value)

    def _colours(self, told: Mapping[str, Any], facts: dict[str, Any]) -> str:
        schemes = self._part(told, "colors", ("light", "dark"))
        if not schemes:
            return ""
        found = {
            name: self._scheme(name, schemes[name]) for name in ("light", "dark") if name in schemes
        }
        facts["color_scheme"] = " ".join(found)
        facts["papers"] = {name: colours["paper"] for name, colours in found.items()}
        return style.colours(found, facts["color_scheme"])

    def _scheme(self, name: str, value: Any) -> dict[str, str]:
        colours = self._part({name: value}, name, _COLOURS)
        for colour in _COLOURS:
            if not re.fullmatch("#[0-9a-fA-F]{6}", str(colours.get(colour, ""))):
                self._refuse(f"colors.{name}.{colour}: expected a colour such as #1b1a18")
        for colour in ("ink", "soft", "link"):
            found = style.contrast(colours[colour], colours["paper"])
            if found < style.TEXT_CONTRAST:
                self._refuse(
                    f"colors.{name}.{colour}: its contrast on the paper is {found:.1f} to 1, "
                    f"and text needs {style.TEXT_CONTRAST} (WCAG 2.2, 1.4.3)"
                )
        return {colour: str(colours[colour]) for colour in _COLOURS}

    def _families(self, told: Mapping[str, Any]) -> str:
        part = self._part(told, "fonts", ("serif", "sans"))
        for name, value in part.items():
            is_list = isinstance(value, list) and 0 < len(value) <= 10
            if not is_list or not all(isinstance(v, str) and style.is_family(v) for v in value):
                self._refuse(f"fonts.{name}: expected a list of names of fonts")
        return style.families(part)

    def _listed(
        self, told: Mapping[str, Any]
    ) -> Iterator[tuple[dict[str, Any], str, re.Match[str]]]:
        value = told.get("font_files", [])
        if not isinstance(value, list) or len(value) > _MOST_FONTS:
            self._refuse(f"font_files: expected a list of at most {_MOST_FONTS}")
        for number, entry in enumerate(value, 1):
            place = f"font_files, number {number}"
            font = self._part({place: entry}, place, ("family", "file", "weight", "style"))
            name = _FONT.fullmatch(str(font.get("file", "")))
            if name is None:
                self._refuse(f"{place}: file: expected a name such as text.woff2 in this folder")
            else:
                yield font, place, name

    def _font(self, name: re.Match[str]) -> str:
        """Return the font file called *name* as an address that holds it."""
        content = self._bytes(self._folder / name[0], _MOST_FONT)
        if not content.startswith(_MAGIC[name[1]]):
            self._refuse(f"is no {name[1]} font", self._folder / name[0])
        return f"data:font/{name[1]};base64,{base64.b64encode(content).decode('ascii')}"

    def _faces(self, told: Mapping[str, Any]) -> str:
        text = ""
        for font, place, name in self._listed(told):
            family, weight = str(font.get("family", "")), str(font.get("weight", 400))
            slant = str(font.get("style", "normal"))
            if not style.is_family(family):
                self._refuse(f"{place}: family: expected the name of a font")
            if not re.fullmatch("[1-9]00( [1-9]00)?", weight):
                self._refuse(f"{place}: weight: expected 100 to 900, or a range such as 400 700")
            if slant not in ("normal", "italic"):
                self._refuse(f"{place}: style: expected normal or italic")
            text += (
                f'@font-face{{font-family:"{family}";src:url("{self._font(name)}");font-weight:{weight};'
                f"font-style:{slant};font-display:block}}\n"
            )
        return text

    def _sizes(self, told: Mapping[str, Any], facts: dict[str, Any]) -> str:
        part = self._part(told, "sizes", SIZES)
        for name, value in part.items():
            least, most = SIZES[name]
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if not is_number or not least <= value <= most:
                self._refuse(f"sizes.{name}: expected a number from {least:g} to {most:g}")
        text = f"body{{font-size:{part['text']}rem}}\n" if "text" in part else ""
        if "measure" in part:
            text += f":root{{--measure:{part['measure']}rem}}\n"
        frames = {}
        for name in ("column", "wide"):
            if name in part:
                width = part[name]
                text += (
                    f"@media screen{{:root{{--{name}:min(100% - 2*var(--gutter),{width}px)}}}}\n"
                )
                # The gutters are a twentieth of the window on both sides, at most 80 pixels each.
                frames[name] = [[round(min(width / 0.9, width + 160)), width, "px"]]
        if frames:
            facts["frames"] = frames
        return text

    def _switches(self, told: Mapping[str, Any]) -> str:
        part = self._part(told, "switches", SWITCHES)
        for name, value in part.items():
            if not isinstance(value, bool):
                self._refuse(f"switches.{name}: expected true or false")
        return "".join(SWITCHES[name] for name, is_on in part.items() if not is_on)

    def _css(self, told: Mapping[str, Any]) -> str:
        name = told.get("css", "")
        if not name:
            return ""
        if not isinstance(name, str) or not _CSS.fullmatch(name):
            self._refuse("css: expected a name such as style.css in this folder")
        path = self._folder / name
        text = self._decoded(path)
        for fault in style.faults(text):
            self._refuse(fault, path)
        return text + "\n"

    def _decoded(self, path: Path) -> str:
        try:
            return self._bytes(path, _MOST_BYTES).decode("utf-8")
        except UnicodeDecodeError as error:
            raise ThemeError(path, "is not UTF-8") from error

    def _blocks(self) -> dict[str, str]:
        folder = self._folder / "blocks"
        found: dict[str, str] = {}
        if not folder.is_dir():
            return found
        for path in sorted(folder.iterdir()):
            name = path.name.removesuffix(".html.j2")
            if name not in blocks.NAMES or not path.name.endswith(".html.j2"):
                known = ", ".join(f"{n}.html.j2" for n in blocks.NAMES)
                self._refuse(f"there is no such block; these are: {known}", path)
            source = self._decoded(path)
            fault = blocks.fault(source)
            if fault:
                self._refuse(fault, path)
            found[name] = source
        return found
