"""A code for a name, made of its initials; the table it goes into is that of ``codes``."""

import itertools
import re
from dataclasses import replace

from curator.captions.codes import Code, CodeTable


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
