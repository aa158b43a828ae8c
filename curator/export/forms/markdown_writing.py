"""Words as Markdown in which nothing is markup but what was meant; the story as a whole is left to ``markdown``.

Site builders allow raw HTML, and run templates (Liquid, Nunjucks, Go) over a text before they read it as
Markdown. So every sign that one of them could take for more is escaped by a backslash, which CommonMark
allows before any ASCII punctuation (2.4), and code that holds a template's brackets becomes plain text.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from curator.export import markup

_ALWAYS = re.compile(
    r"[\\`*_{}\[\]<>&|~$^%]|(?<=\{)[#]|[#](?=\})|:(?=//|[a-z0-9_+-]+:)|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\."
)
"""Signs of CommonMark and its common extensions: tables, strikes, mathematics, emoji, dashes, templates."""

_FIRST = re.compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([#+\-=:!])(?!\\))")
"""What begins a list, a heading, a rule, a definition or a picture when it stands first in a line."""

_BRACKETS = re.compile(r"\{[{%#]|[}%#]\}")
"""What templates look for, also within code."""


_LEANING = "\x00"
"""Stands for the sign of emphasis, of which there are two: within strong words only the other one is read as such."""


def escaped(line: str) -> str:
    """Return *line*, one line of plain words, as Markdown that reads as it was typed."""
    return _FIRST.sub(_held, _ALWAYS.sub(r"\\\g<0>", line.strip()))


def destination(url: str) -> str:
    """Return *url* for a link, without what templates and entities begin with; so written it means the same."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("&", "&amp;")


def written(text: str) -> str:
    """Return *text*, a text block of the story, as Markdown that every builder shows as the page does.

    Where emphasis cannot be written so that it is read back the same, the words stand without any.
    """
    tokens = list(_without_templates(markup.parsed(text)))
    for sign in ("*", "_"):
        told = _joined(tokens).replace(_LEANING, sign)
        if _shown(markup.parsed(told)) == _shown(tokens):
            return told
    return "\n\n".join(
        "\n".join(escaped(line) for line in _words(token).split("\n"))
        for token in tokens
        if token.type in ("inline", "fence", "code_block")
    )


def _without_templates(tokens: list[Token]) -> Iterator[Token]:
    """Yield *tokens* with code that holds a template's brackets as plain words: there, nothing can be escaped."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "code_inline" and _BRACKETS.search(child.content):
                child.type, child.tag = "text", ""
        if token.type not in ("fence", "code_block") or not _BRACKETS.search(token.content):
            yield token
            continue
        children = []
        for line in filter(None, (part.strip() for part in token.content.split("\n"))):
            children += [Token("hardbreak", "br", 0), Token("text", "", 0, content=line)]
        yield Token("paragraph_open", "p", 1, level=token.level)
        yield Token("inline", "", 0, children=children[1:])
        yield Token("paragraph_close", "p", -1, level=token.level)


def _shown(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """Return what a reader gets of *tokens*: blocks, words and looks, adjacent texts as one."""
    found: list[tuple[str, ...]] = []
    for token in tokens:
        for part in token.children if token.type == "inline" and token.children else [token]:
            facts = (part.attrGet("href"), part.attrGet("start"), part.hidden)
            told = (part.type, part.tag, part.content, str(facts))
            if found and found[-1][0] == part.type == "text":
                told = (*told[:2], found.pop()[2] + part.content, *told[3:])
            found.append(told)
    return found


def _words(token: Token) -> str:
    if token.type != "inline":
        return token.content.strip("\n")
    breaks = ("softbreak", "hardbreak")
    return "".join("\n" if c.type in breaks else c.content for c in token.children or ())


def _joined(tokens: list[Token]) -> str:
    return "\n\n".join(_blocks(tokens))


def _blocks(tokens: list[Token]) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        yield _block(tokens[at], tokens[at + 1 : end])
        at = end + 1


def _block(token: Token, inside: list[Token]) -> str:
    match token.type:
        case "paragraph_open":
            return _inline(inside[0])
        case "heading_open":
            return f"{'#' * int(token.tag[1:])} {_inline(inside[0])}".replace("\n", " ")
        case "blockquote_open":
            return _indented(_joined(inside), "> ", "> ")
        case "bullet_list_open":
            return _list(inside, None)
        case "ordered_list_open":
            return _list(inside, int(token.attrGet("start") or 1))
        case "hr":
            return "* * *"
    return _code(token.content.removesuffix("\n"))


def _end(tokens: list[Token], at: int) -> int:
    """Return where the block that begins at *at* ends."""
    depth: int = tokens[at].nesting
    while depth > 0:
        at += 1
        depth += tokens[at].nesting
    return at


def _list(tokens: list[Token], start: int | None) -> str:
    """Return the items of a list, numbered from *start* on if it is a number."""
    items: list[str] = []
    is_tight = all(
        t.hidden for t in tokens if t.type == "paragraph_open" and t.level == _level(tokens)
    )
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        mark = "- " if start is None else f"{start + len(items)}. "
        inside = _blocks(tokens[at + 1 : end])
        text = ("\n" if is_tight else "\n\n").join(inside)
        items.append(_indented(text, mark, " " * len(mark)))
        at = end + 1
    return ("\n" if is_tight else "\n\n").join(items)


def _level(tokens: list[Token]) -> int:
    return tokens[0].level + 1 if tokens else 0


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    told = [first + lines[0], *(rest + line for line in lines[1:])]
    return "\n".join(line.rstrip() for line in told)


def _inline(token: Token) -> str:
    """Return the words of a paragraph with their looks."""
    told, addresses = "", []
    for child in token.children or ():
        if child.type == "link_open":
            addresses.append(str(child.attrGet("href")))
            if told.endswith("!"):  # Before a bracket it would make a picture of the link.
                told = f"{told[:-1]}\\!"
            told += "["
        elif child.type == "link_close":
            told += f"](<{destination(addresses.pop())}>)"
        else:
            told += _part(child)
    return "\n".join(_FIRST.sub(_held, line.strip(" ")) for line in told.split("\n"))


def _held(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[0]}"


def _part(token: Token) -> str:
    match token.type:
        case "text":
            return _ALWAYS.sub(r"\\\g<0>", token.content)
        case "softbreak":
            return "\n"
        case "hardbreak":
            return "\\\n"
        case "em_open" | "em_close":
            return _LEANING
        case "strong_open" | "strong_close":
            return "**"
        case "code_inline":
            return _ticked(token.content)
    return _ALWAYS.sub(r"\\\g<0>", token.content)


def _ticked(code: str) -> str:
    """Return *code* between as many ticks as it does not hold itself (CommonMark 6.1)."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", code)), default=0) + 1)
    space = " " if code[:1] in ("`", " ") or code[-1:] in ("`", " ") else ""
    return f"{ticks}{space}{code}{space}{ticks}"


def _code(content: str) -> str:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", content)), default=0) + 1)
    return f"{fence}\n{content}\n{fence}"
