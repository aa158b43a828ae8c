"""A theme: template, style, icon and the sizes of pictures that go with them; filling it is left to ``page``.

A theme may be based on another one: its facts take the place of that one's, its style comes behind, and
template and icon are shared. Those that a desk makes for itself are read by ``own_themes``.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from platformdirs import user_config_path

from curator import resources
from curator.export.own_themes import blocks, reading

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Span:
    """How wide a frame is from ``from_width`` CSS pixels of window on: ``size`` in ``unit`` (px or vw)."""

    from_width: int
    size: float
    unit: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What a page looks like.

    ``frames`` say, for each layout, how wide pictures stand, widest window first; below
    ``stacks_below`` CSS pixels everything fills the window and groups stand in one column.
    ``color_scheme`` is what CSS calls so, ``papers`` the colour behind the page in each scheme of it.
    With ``has_fonts`` fonts of its own stand in the style; ``house`` is a footer in Markdown.
    With ``has_blocks`` its templates are partly those of a desk, and are rendered in a worker process alone.
    """

    name: str
    title: str
    color_scheme: str
    papers: Mapping[str, str]
    template: Template
    photo_template: Template
    style: str
    icon: bytes
    widths: tuple[int, ...]
    single_file_widths: tuple[int, ...]
    quality: int
    avif_quality: int
    stacks_below: int
    frames: Mapping[str, tuple[Span, ...]]
    has_fonts: bool = False
    house: str = ""
    has_blocks: bool = False


def own_folder() -> Path:
    """Return the folder of the account in which a desk keeps themes of its own."""
    return user_config_path("curator", appauthor=False) / "themes"


def own_names() -> list[str]:
    """Return the names of the themes that the account has, sound or not."""
    try:
        found = sorted(path.parent.name for path in own_folder().glob("*/theme.json"))
    except OSError:
        return []
    return [name for name in found if _NAME.fullmatch(name) and name not in theme_names()]


def theme_names() -> list[str]:
    """Return the names of the themes that Curator brings along."""
    folder = resources.root() / "themes"
    return sorted(path.parent.name for path in folder.glob("*/theme.json"))


def load(name: str) -> Theme:
    """Return the theme called *name*; raise :class:`LookupError` if there is none.

    Raises :class:`ThemeError` if it is the account's, and not sound.
    """
    if name in theme_names():
        return _ours(name)
    if name not in own_names():
        raise LookupError(name)
    return _own(name)


@cache
def _ours(name: str) -> Theme:
    told, style, base = _told(name)
    return _made(
        name, told, style, base, _environment(partial(resources.read_text, "themes", base))
    )


def _told(name: str) -> tuple[dict[str, Any], str, str]:
    """Return the facts and the style of one of our themes, and the name of the one it is based on."""
    told = json.loads(resources.read_text("themes", name, "theme.json"))
    style = resources.read_text("themes", name, "style.css")
    base = told.get("based_on", name)
    if base != name:
        told = json.loads(resources.read_text("themes", base, "theme.json")) | told
        style = resources.read_text("themes", base, "style.css") + style
    return told, style, base


def _own(name: str) -> Theme:
    """Return a theme of the account, read anew each time: whoever works on it sees what it is now."""
    own = reading.read(own_folder() / name, dict.fromkeys(theme_names()))
    told, style, base = _told(own.based_on)
    frames = told["frames"] | own.facts.get("frames", {})
    source = partial(resources.read_text, "themes", base)
    environment = blocks.environment(source, own.blocks) if own.blocks else _environment(source)
    made = _made(name, told | own.facts | {"frames": frames}, style + own.css, base, environment)
    return replace(made, has_fonts=own.has_fonts, house=own.footer, has_blocks=bool(own.blocks))


def _made(
    name: str, told: Mapping[str, Any], style: str, base: str, environment: Environment
) -> Theme:
    return Theme(
        name=name,
        title=told["title"],
        color_scheme=told["color_scheme"],
        papers=told["papers"],
        template=environment.get_template("page.html.j2"),
        photo_template=environment.get_template("photo.html.j2"),
        style=style,
        icon=resources.read_bytes("themes", base, "icon.svg"),
        widths=tuple(told["widths"]),
        single_file_widths=tuple(told["single_file_widths"]),
        quality=told["quality"],
        avif_quality=told["avif_quality"],
        stacks_below=told["stacks_below"],
        frames={
            layout: tuple(Span(*span) for span in spans) for layout, spans in told["frames"].items()
        },
    )


def _environment(source: Callable[[str], str]) -> Environment:
    return Environment(
        loader=FunctionLoader(source),
        autoescape=True,  # For every template: select_autoescape does not know the ending .j2.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
