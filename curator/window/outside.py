"""The open manifest changed, removed or damaged by others: noticed here, and brought together with what is open.

It is looked at every other second, when the person comes back to the window, and when a save met something
else. Reading and merging are done in the background; what differs is told in the bar of notices.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from curator.errors import CuratorError
from curator.manifest.files import Opened, Sign
from curator.manifest.watching import Observed, State, observe
from curator.story.values import Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar, Offer
from curator.window.session import Session

if TYPE_CHECKING:  # Loaded when two stories first differ.
    from curator.story.merging import Merged

_EVERY = 2_000
# Milliseconds between two looks at the file: one ``stat`` in a thread. Watches of the system are no help
# where stories are shared: they tell nothing of what others do on a network drive.

FindBase = Callable[[str, str], Story | None]
"""Finds the story with a path and a fingerprint among the versions kept; called in the background."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Two stories held together: ours as it was then, theirs, the merge, and what is to be said of it."""

    ours: Story
    opened: Opened
    theirs: Story
    merged: "Merged"
    changed: str
    taken: str


class Outside(QObject):
    """Sees to it that the open story and its manifest do not drift apart unnoticed.

    A story without unsaved work takes over what others changed, as one step of undo. With unsaved work
    the person chooses: merge, theirs, or mine. *show_clashes* shows the values that both changed.
    """

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        find_base: FindBase,
        show_clashes: Callable[["Merged"], None],
    ) -> None:
        super().__init__()
        self._document, self._session = document, session
        self._jobs, self._notices = jobs, notices
        self._find_base, self._show_clashes = find_base, show_clashes
        self._sign: Sign | None = None
        self._damaged: Sign | None = None
        self._told = ""  # The fingerprint, or the state, of what the person was last told of.
        self._is_missing = False
        self._is_looking = False
        self._is_asked = False
        self._every = QTimer(self)
        self._every.setInterval(_EVERY)
        self._every.timeout.connect(self.look)
        session.path_changed.connect(self._begin_anew)
        session.met_another.connect(self._look_for_save)

    def look(self, *, thoroughly: bool = False) -> None:
        """Look at the file; *thoroughly*: at its bytes, even if nothing seems to have happened to it."""
        path, fingerprint = self._session.path, self._session.fingerprint
        if not path or fingerprint is None or self._is_looking or self._session.is_saving:
            return
        self._is_looking = True
        sign = None if thoroughly or self._is_asked else self._sign

        def work() -> Observed:
            seen = observe(path, fingerprint, sign)
            return replace(seen, opened=self._session.screen(seen.opened)) if seen.opened else seen

        self._jobs.call(
            work,
            lambda seen: self._see(path, fingerprint, seen),
            lambda error: self._look_later(),
        )

    def stop(self) -> None:
        """Look no more."""
        self._every.stop()

    # What was seen

    def _see(self, path: str, fingerprint: str, seen: Observed) -> None:
        self._is_looking = False
        if (path, fingerprint) != (self._session.path, self._session.fingerprint):
            return
        if self._session.is_saving:
            return
        if seen.state is State.AS_SEEN and self._is_asked:
            self.look()  # This look was under way before the save met anything.
            return
        self._sign, was_damaged = seen.sign, self._damaged
        self._damaged = None
        match seen.state:
            case State.SAME:
                self._be_well()
            case State.CHANGED if seen.opened is not None:
                self._prepare(seen.opened)
            case State.GONE | State.AWAY:
                self._miss(seen.state)
            case State.DAMAGED if seen.sign == was_damaged or self._is_asked:
                self._tell_damaged(seen.reason)
            case State.DAMAGED:
                # Somebody may be writing it just now: it is told if it is the same at the next look.
                self._sign, self._damaged = None, seen.sign
        self._is_asked = False

    def _look_later(self) -> None:
        self._is_looking = False

    def _look_for_save(self) -> None:
        """Look because a save met something: whatever it is, the person waits to be told."""
        self._is_asked = True
        self._told = ""
        self.look()

    def _begin_anew(self) -> None:
        self._sign, self._told, self._is_missing = None, "", False
        if self._session.path:
            self._every.start()
        else:
            self._every.stop()

    def _be_well(self) -> None:
        """Take back what was told: the file is as it was."""
        if self._is_missing and self._session.base is not None:
            self._document.mark_saved(self._session.base)
        if self._is_missing or self._told:
            self._notices.clear("outside")
        self._is_missing, self._told = False, ""

    @property
    def _name(self) -> str:
        return wording.file_name(self._session.path)

    # Gone, damaged

    def _miss(self, state: State) -> None:
        if not self._is_missing:
            self._is_missing = True
            self._document.mark_unsaved()
        if self._told == state:
            return
        self._told = state
        offers: list[Offer] = [("Save as…", self._session.save_as)]
        if state is State.AWAY:
            words = (
                f"The folder of {self._name} is not there; perhaps its drive was unplugged. The story is "
                "safe in this window, and can be saved when the folder is back."
            )
        else:
            words = (
                f"{self._name} was removed or moved by another program. The story is safe in this "
                "window, but no file holds it."
            )
            offers.insert(0, ("Save it there again", self._session.save_over))
        self._notices.clear("outside")
        self._notices.warn(words, offers=offers, topic="outside")

    def _tell_damaged(self, reason: str) -> None:
        if self._told == State.DAMAGED:
            return
        self._told = State.DAMAGED
        self._notices.clear("outside")
        self._notices.warn(
            f"{self._name} was changed by another program, and is damaged or not whole. Nothing of it was "
            "taken; the story is safe in this window.",
            [reason] if reason else [],
            [("Save over it", self._session.save_over), ("Save as…", self._session.save_as)],
            topic="outside",
        )

    # Changed

    def _prepare(self, opened: Opened) -> None:
        """Hold the story and the file together, in the background; then do what can be done."""
        self._with_prepared(opened, self._take_or_ask)

    def _with_prepared(self, opened: Opened, then: Callable[[Prepared], None]) -> None:
        ours, base = self._document.story, self._session.base
        known = self._session.fingerprint or ""
        path = self._session.path

        def work() -> Prepared:
            return _prepared(base or self._find_base(path, known), ours, opened)

        def receive(prepared: Prepared) -> None:
            if (path, known) != (self._session.path, self._session.fingerprint):
                return  # Saved, or another story: what is on the disk is looked at anew.
            if self._document.story is not ours:
                self._with_prepared(opened, then)  # Something was typed meanwhile: it counts.
            else:
                then(prepared)

        self._jobs.call(work, receive, self._fail)

    def _take_or_ask(self, prepared: Prepared) -> None:
        opened = prepared.opened
        if not self._document.is_modified:
            self._notices.clear("outside")
            undo = self._put(prepared, prepared.theirs)
            words = f"{self._name} was changed by another program, and is shown as it is now"
            self._notices.tell(f"{words}: {prepared.changed}.", opened.notices, [undo])
        elif self._told != opened.fingerprint:
            self._told = opened.fingerprint
            self._ask(prepared)

    def _ask(self, prepared: Prepared) -> None:
        opened = prepared.opened
        clashes = prepared.merged.conflicts.count
        both = f" {_values(clashes)} changed here as well." if clashes else ""
        self._notices.clear("outside")
        self._notices.tell(
            f"{self._name} was changed on disk by another program or person while you worked: "
            f"{prepared.changed}.{both}",
            opened.notices,
            [
                ("Merge", partial(self._with_prepared, opened, self._merge)),
                ("Use theirs", partial(self._with_prepared, opened, self._use_theirs)),
                ("Keep mine", partial(self._keep_mine, opened)),
            ],
            topic="outside",
            is_question=True,
        )

    def _merge(self, prepared: Prepared) -> None:
        self._notices.clear("outside")
        offers = [self._put(prepared, prepared.merged.story)]
        words = f"Both are in the story now. Taken from the disk: {prepared.taken}."
        clashes = prepared.merged.conflicts.count
        if clashes:
            words += f" {_values(clashes)} changed by both: yours stand."
            offers.insert(0, ("Show them…", lambda: self._show_clashes(prepared.merged)))
        self._notices.tell(words, offers=offers, topic="outside")

    def _use_theirs(self, prepared: Prepared) -> None:
        self._notices.clear("outside")
        undo = self._put(prepared, prepared.theirs)
        self._notices.tell("The story is as it is on the disk.", offers=[undo], topic="outside")

    def _keep_mine(self, opened: Opened) -> None:
        self._session.adopt(opened.story, opened.fingerprint)
        self._document.mark_saved(opened.story)
        self._begin_anew()
        self._notices.clear("outside")
        words = "Your story stands. The next save replaces what is on the disk; that is kept as a version."
        self._notices.tell(words, topic="outside")

    def _put(self, prepared: Prepared, story: Story) -> Offer:
        """Put *story* in the place of the open one, knowing what the disk holds; return what takes it back."""
        from curator.story.merging import take_merged as take

        opened = prepared.opened
        self._session.adopt(opened.story, opened.fingerprint)
        self._document.apply(take(story))
        step = self._document.undo_step
        if opened.held:
            self._session.held_back.emit(opened.held)
        is_theirs = story is prepared.theirs
        self._document.mark_saved(self._document.story if is_theirs else opened.story)
        self._begin_anew()

        def undo() -> None:
            self._document.undo_only(step)
            self._notices.clear("", "outside")

        return "Undo", undo

    def _fail(self, error: Exception) -> None:
        words = str(error) if isinstance(error, CuratorError) else f"({error!r})"
        self._notices.warn(f"{self._name} was changed on disk. {words}", topic="outside")


def _prepared(base: Story | None, ours: Story, opened: Opened) -> Prepared:
    """Hold *ours* and what was read together; in the background."""
    from curator.story.bringing_back import settled
    from curator.story.comparing import compare
    from curator.story.merging import merge
    from curator.window.keeping.telling import summary

    merged = merge(base, ours, opened.story)
    told = (summary(found) for found in (compare(base or ours, opened.story), merged.taken))
    changed, taken = (words[:1].lower() + words[1:] for words in told)
    return Prepared(ours, opened, settled(ours, opened.story), merged, changed, taken)


def _values(number: int) -> str:
    return "1 value was" if number == 1 else f"{number:,} values were"
