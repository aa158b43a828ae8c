"""The Markdown of a text block as paragraphs for paper: emphasis, lists and headings stay, markup goes.

An address stands behind the words that it is linked from, since paper has no links.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from curator.captions.text import clean, is_blank
from curator.window.paper.texts import MOST, Mark, Role, Text, Tone, in_parts

_TONES = {"strong": Tone.STRONG, "em": Tone.EMPHASIS}


def read(markdown: str) -> tuple[Text, ...]:
    """Return the paragraphs of *markdown*."""
    found = list(_Reader().texts(_parser().parse(clean(markdown))))
    return tuple(text for text in found if not is_blank(text.words))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")


class _Reader:
    """A text block as it is being read: knows how deep in lists and quotes it is."""

    def __init__(self) -> None:
        self._indent = 0
        self._counts: list[int | None] = []
        self._label = ""
        self._role = Role.TEXT

    def texts(self, tokens: Sequence[Token]) -> Iterator[Text]:
        """Yield the paragraphs that *tokens* of blocks make."""
        for token in tokens:
            match token.type:
                case "inline":
                    yield from self._lines(_Line.read(token.children or ()))
                case "fence" | "code_block":
                    yield from self._lines([_Line(token.content.rstrip("\n"))])
                case _:
                    self._step(token)

    def _step(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._role = Role.HEADING
            case "heading_close":
                self._role = Role.TEXT
            case "bullet_list_open" | "ordered_list_open":
                is_numbered = token.type == "ordered_list_open"
                self._counts.append(int(token.attrGet("start") or 1) if is_numbered else None)
            case "bullet_list_close" | "ordered_list_close":
                self._counts.pop()
            case "list_item_open":
                self._open_point()
            case "list_item_close" | "blockquote_close":
                self._indent -= 1
            case "blockquote_open":
                self._indent += 1

    def _open_point(self) -> None:
        count = self._counts[-1]
        self._label = "• " if count is None else f"{count}. "
        if count is not None:
            self._counts[-1] = count + 1
        self._indent += 1

    def _lines(self, lines: Sequence["_Line"]) -> Iterator[Text]:
        for line in lines:
            for part in line.split():
                yield part.text(self._role, self._indent, self._label)
                self._label = ""


class _Line:
    """A line of running text with the tones of its words."""

    def __init__(self, words: str = "", marks: Sequence[Mark] = ()) -> None:
        self.words, self.marks = words, list(marks)

    @staticmethod
    def read(tokens: Sequence[Token]) -> list["_Line"]:
        """Return the lines that *tokens* of running text make."""
        lines, open_tones, address = [_Line()], list[tuple[Tone, int]](), ""
        for token in tokens:
            line, name = lines[-1], token.type.partition("_")[0]
            if token.type == "hardbreak":
                open_tones = [(line._close(tone, start), 0) for tone, start in open_tones]
                lines.append(_Line())
            elif name in _TONES:
                if token.nesting == 1:
                    open_tones.append((_TONES[name], len(line.words)))
                elif open_tones:
                    line._close(*open_tones.pop())
            elif token.type == "link_open":
                address = str(token.attrGet("href") or "")
            elif token.type == "link_close":
                line._tell(address)
            else:
                line.words += "\n" if token.type == "softbreak" else token.content
                line.words = line.words.replace("\n", " ")
        return lines

    def split(self) -> Iterator["_Line"]:
        """Yield the line, or what it holds line by line; one too long in parts without their tones."""
        for line in self.words.split("\n"):
            if len(line) <= MOST and line == self.words:
                yield self
            elif not is_blank(line):
                yield from map(_Line, in_parts(line))

    def text(self, role: Role, indent: int, label: str) -> Text:
        """Return the line as a paragraph behind *label*."""
        moved = [Mark(m.start + len(label), m.end + len(label), m.tone) for m in self.marks]
        return Text(label + self.words, role, tuple(moved), indent)

    def _close(self, tone: Tone, start: int) -> Tone:
        if start < len(self.words):
            self.marks.append(Mark(start, len(self.words), tone))
        return tone

    def _tell(self, address: str) -> None:
        """Add *address* behind the words that are linked to it, unless they are the address."""
        plain = address.removeprefix("mailto:")
        if plain and not self.words.endswith(plain):
            self.words += f" ({plain})"
