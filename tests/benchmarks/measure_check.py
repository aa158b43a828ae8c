"""How right the check is; run by hand: ``python tests/benchmarks/measure_check.py``.

Prints, as Markdown, what each rule finds of the faults in the corpus and what it says of captions in
which all is well; then the same of the part that the rules were never tuned to.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "check"))

from corpus_reading import Fault, clean_stories, faults, found_in, planted, told

from curator.check import Level, Problem
from curator.story.values import Story


def main() -> None:
    """Print the tables."""
    clean = [story for tag in ("en", "de", "fr") for story in clean_stories(f"clean-{tag}.toml")]
    _show("The corpus", clean, faults("faulty.toml"))
    _show_planted("planted-second.toml")
    _show("Held out", clean_stories("held-out.toml"), faults("held-out.toml"))


def _show(title: str, clean: list[Story], wanted: list[Fault]) -> None:
    alarms = [problem for story in clean for problem in found_in(story)]
    asked, found, missed = Counter[str](), Counter[str](), list[Fault]()
    for fault in wanted:
        asked[fault.rule] += 1
        if is_found(fault, found_in(fault.story)):
            found[fault.rule] += 1
        else:
            missed.append(fault)
    false = Counter(problem.rule for problem in alarms if problem.level is not Level.HINT)
    hints = Counter(problem.rule for problem in alarms if problem.level is Level.HINT)
    captions = sum(len(story.photos) for story in clean)
    print(f"\n## {title}: {captions} good captions, {len(wanted)} faults\n")
    print("| rule | faults | found | recall | false alarms | precision |")
    print("|---|---|---|---|---|---|")
    for rule in sorted({*asked, *false}):
        right, wrong = found[rule], false[rule]
        recall = f"{right / asked[rule]:.2f}" if asked[rule] else "–"
        precision = f"{right / (right + wrong):.2f}" if right + wrong else "–"
        print(f"| {rule} | {asked[rule]} | {right} | {recall} | {wrong} | {precision} |")
    total, all_found = sum(asked.values()), sum(found.values())
    print(f"\nFound {all_found} of {total} ({all_found / total:.1%}).")
    print(f"Errors and warnings on good captions: {sum(false.values())}; hints: {dict(hints)}")
    for problem in alarms:
        if problem.level is not Level.HINT:
            print(f"- false: {problem.rule}: {problem.message} | {problem.held[:120]}")
    for fault in missed:
        words = " / ".join(photo.caption or photo.credit for photo in fault.story.photos.values())
        print(f"- missed: {fault.rule}: {fault.text!r} | {words[:150]}")


def _show_planted(name: str) -> None:
    story, expected = planted(name)
    found = told(story)
    print(f"\n## {name}: {len(expected)} places of faults, {len(found & expected)} found\n")
    print(f"- missed: {sorted(expected - found)}\n- invented: {sorted(found - expected)}")


def is_found(fault: Fault, problems: list[Problem]) -> bool:
    """Say whether *problems* hold the *fault*, in the very words where they are marked."""
    return any(
        problem.rule == fault.rule and (not fault.text or overlaps(problem, fault.text))
        for problem in problems
    )


def overlaps(problem: Problem, text: str) -> bool:
    """Say whether *problem* is in the words *text*, or about all of the field that has them."""
    if not problem.text:
        return True
    return text.strip() in problem.text or problem.text.strip() in text


if __name__ == "__main__":
    main()
