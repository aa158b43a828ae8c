"""The house style of this account, read with the rules that go by it; slow, so for a thread of its own."""

from dataclasses import dataclass

from curator.check import style
from curator.check.checker import Checker
from curator.check.single import PhotoCheck
from curator.check.style import Style
from curator.errors import StyleError
from curator.story.values import Photo, PhotoId, Story
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


_EXAMPLE = Photo(
    PhotoId("example"),
    "",
    caption="Mina Oh, left, reads to Jon Pak at the window, March 14, 2026.",
    headline="Reading at the window",
    alt="A woman reads aloud to a boy",
    credit="Mina Oh/Agency",
)
# Of which rules have something to look at.


def load(language: str) -> House:
    """Return the account's own house style, or the usual one, with the rules ready for a story in *language*.

    Rules make their words and patterns at their first use; that is here, since a badge that asks first
    would ask on the window's thread.
    """
    PhotoCheck(Story(language=language)).problems(_EXAMPLE)
    try:
        return House(style.own())
    except StyleError as error:
        return House(style.USUAL, str(error))
