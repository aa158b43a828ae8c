"""A theme: template, style, icon and the sizes of pictures that go with them; filling it is left to ``page``."""

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
    """

    name: str
    template: Template
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
    return Theme(
        name=name,
        template=_environment(name).get_template("page.html.j2"),
        style=resources.read_text("themes", name, "style.css"),
        icon=resources.read_bytes("themes", name, "icon.svg"),
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
