"""A published story in plain text, for slow lines and screen readers, and who made its photos.

Writing the files is left to ``site``.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from markupsafe import Markup

from curator.captions.credit import read_credit
from curator.export import markup, page
from curator.export.forms.material import Material
from curator.export.layout import Figure, Step
from curator.story import inherit
from curator.story.values import TextBlock

STORY, CREDITS = "story.txt", "credits.txt"

_WIDTH = 78
"""Characters in a line: what fits the usual 80 of a terminal or a mail."""

_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
"""What ends each direction mark that opens something (Unicode Standard Annex 9, section 2)."""


def story(material: Material) -> bytes:
    """Return everything that a reader of the story reads, in order, alt texts included."""
    language = material.language
    opening = page.opening(material.story, language, len(material.figures))
    title = opening_title(material)
    when = ", ".join(filter(None, (opening["date"], opening["moment"])))
    facts = (opening["byline"], opening["dateline"], when, opening["count"])
    parts = [
        f"{_set([title])}\n{'=' * min(len(title), _WIDTH)}",
        _set(markup.lines(material.story.standfirst)),
        _set(fact for fact in facts if fact),
        *_blocks(material),
        *_closing(material),
    ]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def opening_title(material: Material) -> str:
    """Return the title of the story, or what stands in its place."""
    return markup.line(material.story.title) or str(material.language.words["untitled"])


def creators(material: Material) -> list[str]:
    """Return who made the story: its byline, else its photographers."""
    byline = markup.line(material.story.byline)
    if byline:
        return [byline]
    defaults = material.story.defaults
    names = (markup.line(inherit.photographer(f.photo, defaults)) for f in material.figures)
    return list(dict.fromkeys(filter(None, names)))


def credits_table(material: Material) -> bytes:
    """Return a line for each photo: number, photographer, credit, licence, with tabs between them."""
    defaults = material.story.defaults
    rows = []
    for figure in material.figures:
        terms, address = inherit.terms(figure.photo, defaults)
        licence = markup.safe_url(address) or markup.line(terms)
        name = (
            inherit.photographer(figure.photo, defaults) or read_credit(figure.credit).photographer
        )
        told = (_balanced(text) for text in (markup.line(name), figure.credit, licence))
        rows.append("\t".join((str(figure.number), *told)) + "\n")
    return "".join(rows).encode()


def _blocks(material: Material) -> Iterator[str]:
    source = {b.key: b.text for b in material.story.sequence if isinstance(b, TextBlock)}
    word = material.language.words["photo"]
    for step in material.blocks:
        for figure in step.photos:
            yield _photo(figure, word)
        match step.kind:
            case "heading":
                yield f"{_set([step.text])}\n{'-' * min(len(step.text), _WIDTH)}"
            case "text" if step.block is not None:
                yield _paragraphs(markup.lines(source[step.block]))
            case _:
                yield _quoted(step)


def _photo(figure: Figure, word: str) -> str:
    alt = [f"({' '.join(markup.lines(figure.alt))})"] if markup.lines(figure.alt) else []
    credit = [figure.credit] if figure.credit else []
    return _set([f"[{word} {figure.number}]", *alt, *plain(figure.caption), *credit])


def _quoted(step: Step) -> str:
    """Return the words of a quote with who said them, or the caption of a whole group."""
    by = [f"— {step.by}"] if step.by else []
    return _set([*plain(step.text), *by])


def _closing(material: Material) -> Iterator[str]:
    told = page.closing(material.story, material.language)
    yield _set(plain(told["closing"]))
    if told["source"]:
        named = f"{told['before_source']}{told['source'].label}{told['after_source']}"
        yield _set(filter(None, (named, told["source"].url)))
    for correction in told["corrections"]:
        heading = material.language.words["corrections"]
        yield _set([f"{heading}: {correction.date}", *plain(correction.text)])
    for kind in told["links"]:
        yield _set([f"{material.language.words[kind.kind]}:"])
        for link in kind.links:
            yield _set(filter(None, (link.label, link.url if link.url != link.label else "")))


def plain(paragraphs: str) -> list[str]:
    """Return what :func:`markup.paragraphs` made into HTML as plain lines again."""
    return [Markup(part).striptags() for part in paragraphs.split("\n") if part]  # noqa: S704


def _set(lines: Iterable[str]) -> str:
    return "\n".join(_wrapped(line) for line in lines)


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n\n".join(_wrapped(line) for line in lines)


def _wrapped(line: str) -> str:
    words = _balanced(line)
    return "\n".join(wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _balanced(text: str) -> str:
    """Return *text* with every direction that it opens closed, so that it turns nothing after it."""
    opened: list[str] = []
    for sign in text:
        if sign in _CLOSED_BY:
            opened.append(_CLOSED_BY[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
    return text + "".join(reversed(opened))
