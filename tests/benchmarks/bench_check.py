"""What the check costs; run by hand: ``python tests/benchmarks/bench_check.py``.

A story of 10,000 photos checked whole, dictionaries and all, but not the disk; then again after one
caption changed. Unused cycles are looked for between the checks alone, as the window does it: on its own
thread, while nobody types.
"""

import gc
import time
from statistics import median

from measuring import Table  # isort: skip  # it knows where the makers of stories lie
from made_stories import mixed_story

from curator.check.checker import Checker
from curator.story import edits

COUNT, AGAIN = 10_000, 15

WHOLE, KEYSTROKE = 10_000.0, 150.0
"""Milliseconds that a whole check and the one after a keystroke may take."""


def main() -> None:
    """Measure, and print the table."""
    story = mixed_story(COUNT)
    checker = Checker()
    gc.disable()
    began = time.process_time()
    found = sum(len(batch) for batch in checker.check(story, with_files=False))
    whole = (time.process_time() - began) * 1000
    ids = list(story.photos)
    took = []
    for number in range(AGAIN):
        words = f"A tug passes under the bridge on a grey morning, number {number}."
        story = edits.set_field([ids[number * 600]], "caption", words).apply(story)
        gc.collect()
        began = time.process_time()
        for _ in checker.check(story, with_files=False):
            pass
        took.append((time.process_time() - began) * 1000)
    table = Table(f"The check of {COUNT:,} photos", "what", "took", "limit", "ratio", "found")
    table.judged("whole", whole, WHOLE, f"{found:,} problems")
    table.judged("after a keystroke, median", median(took), KEYSTROKE)
    table.judged("after a keystroke, worst", max(took), KEYSTROKE)
    table.show()


if __name__ == "__main__":
    main()
