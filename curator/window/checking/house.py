"""The house style of this account, read with the rules that go by it; slow, so for a thread of its own."""

from dataclasses import dataclass

from curator.check import style
from curator.check.checker import Checker
from curator.check.single import make_ready
from curator.check.style import Style
from curator.errors import StyleError
from curator.window.checking.findings import Findings
from curator.window.checking.judge import Judge
from curator.window.editor.spelling import Spelling
from curator.window.notices import NoticeBar


@dataclass(frozen=True, slots=True)
class House:
    """The style to check by; ``complaint`` says why it is not the house's own, if that cannot be read."""

    style: Style
    complaint: str = ""

    def begin(
        self, findings: Findings, judge: Judge, spelling: Spelling, notices: NoticeBar
    ) -> None:
        """Let what is found and the badges go by this style; only the first beginning counts."""
        if judge.has_begun:
            return
        if self.complaint:
            notices.warn(self.complaint)
        findings.check_with(Checker(self.style, own_words=lambda tag: spelling.personal.of(tag)))
        spelling.personal_changed.connect(findings.check_soon)
        judge.begin(self.style)


def load(language: str) -> House:
    """Return the account's own house style, or the usual one, with the rules ready for a story in *language*."""
    make_ready(language)  # Here, since a badge that asks first would ask on the window's thread.
    try:
        return House(style.own())
    except StyleError as error:
        return House(style.USUAL, str(error))
