"""A theme: template, style, icon and the sizes of pictures that go with them; filling it is left to ``page``.

A theme may be based on another one: its facts take the place of that one's, its style comes behind, and
template and icon are shared.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from curator import resources

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


def theme_names() -> list[str]:
    """Return the names of the themes there are."""
    folder = resources.root() / "themes"
    return sorted(path.parent.name for path in folder.glob("*/theme.json"))


@cache
def load(name: str) -> Theme:
    """Return the theme called *name*; raise :class:`LookupError` if there is none."""
    if not _NAME.fullmatch(name) or name not in theme_names():
        raise LookupError(name)
    told = json.loads(resources.read_text("themes", name, "theme.json"))
    style = resources.read_text("themes", name, "style.css")
    base = told.get("based_on", name)
    if base != name:
        told = json.loads(resources.read_text("themes", base, "theme.json")) | told
        style = resources.read_text("themes", base, "style.css") + style
    environment = _environment(base)
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


def _environment(name: str) -> Environment:
    return Environment(
        loader=FunctionLoader(lambda part: resources.read_text("themes", name, part)),
        autoescape=True,  # For every template: select_autoescape does not know the ending .j2.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
