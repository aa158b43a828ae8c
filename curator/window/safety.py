"""What keeps the work of one window safe: put aside, held together with the disk, claimed, and screened at the door."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from curator.manifest.claims import Claims
from curator.manifest.foreign import OwnFiles
from curator.manifest.recovery import RecoveryStore
from curator.window.claiming import Claiming
from curator.window.document import StoryDocument
from curator.window.guarding import Guarding
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.outside import Outside
from curator.window.recovery import Recovery
from curator.window.session import Session

if TYPE_CHECKING:
    from curator.manifest.versions.store import VersionStore
    from curator.story.merging import Merged


class Safety:
    """All of that, which begins together and ends together.

    *disk_jobs* do what must come one after the other, *jobs* what may hang: looking at a network drive.
    """

    def __init__(
        self,
        store: RecoveryStore,
        claims: Claims,
        document: StoryDocument,
        session: Session,
        disk_jobs: Jobs,
        jobs: Jobs,
        notices: NoticeBar,
        show_clashes: Callable[["Merged"], None],
        close: Callable[[], None],
        versions: Callable[[], "VersionStore"],
    ) -> None:
        self.recovery = Recovery(store, document, session, disk_jobs, notices)
        self.outside = Outside(
            document,
            session,
            jobs,
            notices,
            lambda path, fingerprint: versions().story_of(path, fingerprint),
            show_clashes,
        )
        self.claiming = Claiming(claims, session, jobs, notices, close)
        self.guarding = Guarding(
            OwnFiles(store.account), document, session, jobs, notices, versions
        )

    def stop(self) -> None:
        """Put nothing more aside, and look at nothing; what was put aside stays."""
        self.recovery.stop()
        self.outside.stop()

    def end(self) -> None:
        """Let go of everything: the person closed the window, and nothing is lost by it."""
        self.recovery.end()
        self.claiming.end()
