"""A published story for a site builder: Markdown with its facts in front, and the pictures, in one zip file.

``index.md`` and ``photos/`` are what Hugo calls a page bundle and what Jekyll and Eleventy take as they are.
The facts in front are YAML whose every value is a quoted string; how words are written is left to
``markdown_writing``.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator

from curator.export import archive, markup, page
from curator.export.forms import paper
from curator.export.forms.markdown_writing import destination, escaped, written
from curator.export.forms.material import Material
from curator.export.forms.text import creators, opening_title, plain
from curator.export.layout import Figure, Step
from curator.export.page import Address
from curator.export.sharing import home
from curator.story.values import BlockKey, TextBlock

NAME = "story-markdown.zip"
INDEX = "index.md"

_BREAKING = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029\ufeff"}
"""Signs that JSON leaves as they are and YAML 1.1 does not allow in a line, or breaks it at."""


def write(path: str, material: Material) -> None:
    """Write a new zip file at *path*: the text, and a JPEG of every photo."""
    with zipfile.ZipFile(path, "x") as bundle:
        archive.add(bundle, INDEX, text(material).encode())
        for figure in material.figures:
            copy = paper.printed_copy(figure)
            archive.add(bundle, _picture(figure), material.read(copy), is_stored=True)


def text(material: Material) -> str:
    """Return the story as Markdown."""
    parts = [_facts(material), *_paragraphs(material.story.standfirst)]
    words = {b.key: b.text for b in material.story.sequence if isinstance(b, TextBlock)}
    for block in material.blocks:
        parts += _block(block, words)
    return "\n\n".join(filter(None, [*parts, *_closing(material)])) + "\n"


def _facts(material: Material) -> str:
    story, language = material.story, material.language
    day, _ = language.day(story.date)
    moment = language.moment(story.date)
    values = {
        "title": opening_title(material),
        "description": page.description(story),
        "author": ", ".join(creators(material)),
        "date": f"{day}T{moment}" if moment else day,
        "place": markup.line(story.dateline),
        "lang": language.tag,
        "canonical_url": home(story).address,
        "image": _picture(material.figures[0]) if material.figures else "",
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in values.items() if value]
    return "\n".join(["---", *lines, "---"])


def _quoted(value: str) -> str:
    """Return *value* as a string of YAML; those of JSON are, with these few signs escaped (YAML 1.2.2, 5.7)."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKING)


def _block(block: Step, words: dict[BlockKey, str]) -> Iterator[str]:
    match block.kind:
        case "photo" | "group":
            for figure in block.photos:
                yield from _photo(figure)
            yield from _plain(block.text)
        case "text" if block.block is not None:
            yield written(words[block.block])
        case "heading":
            yield f"## {escaped(block.text)}"
        case "quote":
            lines = [*_plain(block.text), *([f"— {escaped(block.by)}"] if block.by else [])]
            yield "\n>\n".join(f"> {line}" for line in lines)


def _photo(figure: Figure) -> Iterator[str]:
    alt = " ".join(markup.lines(figure.alt))
    yield f"![{escaped(alt)}]({_picture(figure)})"
    yield from _paragraphs(figure.photo.caption)
    if figure.credit:
        yield f"*{escaped(figure.credit)}*" if _can_lean(figure.credit) else escaped(figure.credit)


def _can_lean(line: str) -> bool:
    """Say whether *line* may stand in emphasis: signs at its ends could keep it from being read as such."""
    return line[:1].isalnum() and line[-1:].isalnum()


def _picture(figure: Figure) -> str:
    return f"photos/{figure.number:02}.jpg"


def _paragraphs(words: str) -> list[str]:
    return [escaped(line) for line in markup.lines(words)]


def _plain(html: str) -> list[str]:
    """Return what :func:`markup.paragraphs` made into HTML as Markdown."""
    return [escaped(line) for line in plain(html)]


def _closing(material: Material) -> Iterator[str]:
    closing = page.closing(material.story, material.language)
    yield from _plain(closing["closing"])
    source = closing["source"]
    if source:
        yield closing["before_source"] + _link(source) + closing["after_source"]
    if closing["corrections"]:
        yield f"## {escaped(str(material.language.words['corrections']))}"
        for correction in closing["corrections"]:
            if correction.date:
                yield escaped(correction.date)
            yield from _plain(correction.text)
    for kind in closing["links"]:
        yield f"## {escaped(str(material.language.words[kind.kind]))}"
        yield _listed(kind.links)


def _listed(links: Iterable[Address]) -> str:
    return "\n".join(f"- {_link(link)}" for link in links)


def _link(address: Address) -> str:
    if address.url:
        return f"[{escaped(address.label)}](<{destination(address.url)}>)"
    told = escaped(address.label)
    return f"{told} ({escaped(address.refused)})" if address.refused else told
