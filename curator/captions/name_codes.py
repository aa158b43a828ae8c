"""Codes that write names: one made of the initials of a name, and those that spell it otherwise put right."""

import itertools
import re
from collections.abc import Collection
from dataclasses import replace

from curator.captions.codes import Code, CodeTable, Line


def with_name(table: CodeTable, name: str) -> CodeTable:
    """Return *table* with a code for *name*, its initials as far as they are free; the same if one has it."""
    codes = [line for line in table.lines if isinstance(line, Code)]
    if any(name in code.forms for code in codes):
        return table
    words = re.findall(r"\w+", name)
    initials = "".join(word[0] for word in words).lower() or "n"
    taken = {code.code for code in codes}
    tries = itertools.chain([initials], (f"{initials}{number}" for number in itertools.count(2)))
    free = next(code for code in tries if code not in taken)
    return replace(table, lines=(*table.lines, Code(free, (name,))))


def respelled(
    table: CodeTable, spellings: Collection[str], name: str
) -> tuple[CodeTable, tuple[str, ...]]:
    """Return *table* writing *name* where its codes write one of *spellings* as a whole, and those codes."""
    others = {spelling for spelling in spellings if spelling.strip()} - {name}
    if not others:
        return table, ()
    # The name itself as well: what contains a spelling may be right already.
    either = "|".join(map(re.escape, sorted(others | {name}, key=len, reverse=True)))
    whole = re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    def put_right(text: str) -> str:
        return whole.sub(lambda _: name, text)

    lines: list[Line] = []
    changed = []
    for line in table.lines:
        after = line
        if isinstance(line, Code):
            fields = tuple((field, put_right(text)) for field, text in line.fields)
            after = replace(line, forms=tuple(map(put_right, line.forms)), fields=fields)
            if after != line:
                changed.append(line.code)
        lines.append(after)
    return (replace(table, lines=tuple(lines)) if changed else table), tuple(changed)
