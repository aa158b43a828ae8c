"""The values of a theme as CSS, and CSS that came with one looked through for whatever leads outside."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tinycss2

_AT_RULES = frozenset({"media", "supports", "page", "keyframes", "layer", "container", "property"})
"""What a style may say beside plain rules; ``import``, ``font-face`` and ``namespace`` name addresses."""

_LOADING = frozenset(
    {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element"}
)
"""Functions of CSS that load something (CSS Values 4, Images 4)."""

_GENERIC = {
    "serif": 'Georgia, "Noto Serif", serif',
    "sans": 'system-ui, "Noto Sans", sans-serif',
}

TEXT_CONTRAST = 4.5
"""What WCAG 2.2 asks of text (1.4.3), for the smallest of the page."""


def faults(css: str) -> Iterator[str]:
    """Yield what *css* says that no theme may, each with its line."""
    if "<" in css:
        yield "“<” has no place in a style: it could end the element that it stands in"
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    yield from _faults(rules)


def _faults(nodes: Sequence[Any] | None) -> Iterator[str]:
    for node in nodes or ():
        line = f"line {node.source_line}"
        if node.type == "error":
            yield f"{line}: {node.message}"
        elif node.type == "at-rule" and node.lower_at_keyword not in _AT_RULES:
            yield f"{line}: @{node.at_keyword} is not for a theme; fonts are listed in theme.json"
        elif node.type == "url":
            yield f"{line}: a style names no address; fonts are listed in theme.json"
        elif node.type == "function" and node.lower_name in _LOADING:
            yield f"{line}: {node.name}() loads something, and a page loads only what is its own"
        for part in ("prelude", "content", "arguments"):
            yield from _faults(getattr(node, part, None))


def colours(told: Mapping[Any, Mapping[str, str]], scheme: str) -> str:
    """Return the colours of the schemes in *told* as CSS, behind a ``color-scheme`` of *scheme*."""
    schemes = [_properties(told[name]) for name in ("light", "dark") if name in told]
    dark = f"@media (prefers-color-scheme: dark){{:root{{{schemes[-1]}}}}}\n"
    return f":root{{color-scheme:{scheme};{schemes[0]}}}\n{dark}"


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def families(told: Mapping[str, Sequence[str]]) -> str:
    """Return the font families of *told* as CSS, each list ended by what every system has."""
    text = ""
    for name, names in told.items():
        quoted = "".join(f'"{family}", ' for family in names)
        text += f"--{name}:{quoted}{_GENERIC[name]};"
    return f":root{{{text}}}\n" if text else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb`` (WCAG 2.2, contrast ratio)."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def is_family(name: str) -> bool:
    """Say whether *name* may stand between quotes as a font family."""
    return re.fullmatch(r"[\w][\w .'&+-]{0,79}", name) is not None
