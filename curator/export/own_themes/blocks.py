"""Template blocks of a desk's own: looked through before they are compiled, and compiled only in a sandbox.

Rendering them is left to ``rendering``, which does it in a worker process.
"""

from collections.abc import Callable, Mapping

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

NAMES = ("opening", "caption", "quote", "closing")
"""The blocks of a page that a theme may write anew."""

MOST_CHARACTERS = 20_000

_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_UNESCAPED = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier, nodes.MarkSafe)


def fault(source: str) -> str:
    """Return why *source* is no block that may be rendered, ``""`` if it is one."""
    if len(source) > MOST_CHARACTERS:
        return f"longer than {MOST_CHARACTERS} characters"
    try:
        tree = environment(lambda name: source, {}).parse(source)
    except TemplateSyntaxError as error:
        return f"line {error.lineno}: {error.message}"
    for node in tree.find_all((*_OTHER_FILES, *_UNESCAPED)):
        if isinstance(node, _OTHER_FILES):
            return f"line {node.lineno}: a block names no other file"
        return f"line {node.lineno}: a block cannot turn off the escaping of words"
    for node in tree.find_all(nodes.Filter):
        if node.name in _UNSAFE:
            return f"line {node.lineno}: there is no filter “{node.name}” in a block"
    return ""


_UNSAFE = frozenset({"safe", "xmlattr", "tojson", "urlize", "attr"})
"""Filters whose result is not escaped, or that reach what dots are kept from."""


def environment(
    ours: Callable[[str], str], own: Mapping[str, str]
) -> ImmutableSandboxedEnvironment:
    """Return the sandbox in which the templates that *ours* returns are rendered with the blocks *own* in place."""

    def source(name: str) -> str:
        block = name.removeprefix("blocks/").removesuffix(".html.j2")
        return own[block] if name.startswith("blocks/") and block in own else ours(name)

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
