"""Stories from elsewhere: photos outside their folder asked about once, damaged stories offered as far as they go."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from curator.errors import CuratorError, shown
from curator.manifest import files
from curator.manifest.files import Opened
from curator.manifest.foreign import OwnFiles, allow, outside, screened
from curator.story.values import PhotoId, Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar, Offer
from curator.window.session import Session

if TYPE_CHECKING:
    from curator.manifest.versions.index import Version
    from curator.manifest.versions.store import VersionStore

_MOST = 200
# Files that a question lists.


class Guarding(QObject):
    """Screens each story that is opened, and helps where one cannot be; *versions* gives those that were kept."""

    def __init__(
        self,
        own: OwnFiles,
        document: StoryDocument,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        versions: Callable[[], "VersionStore"],
    ) -> None:
        super().__init__()
        self._own, self._document, self._session = own, document, session
        self._jobs, self._notices, self._versions = jobs, notices, versions
        session.screen = lambda opened: screened(opened, own)
        session.held_back.connect(lambda ids: self._ask(ids, os.path.dirname(session.path)))
        session.unreadable.connect(self._help)
        session.saved.connect(lambda: self._remember(os.path.dirname(session.path)))

    # Photos outside

    def _ask(self, held: tuple[PhotoId, ...], folder: str) -> None:
        photos = self._document.story.photos
        files = [shown(photos[i].refused_file) for i in held[:_MOST] if i in photos]
        more = [f"and {len(held) - _MOST:,} more"] if len(held) > _MOST else []
        number = wording.count(len(held), "photo")
        lie = "lies" if len(held) == 1 else "lie"
        self._notices.clear("held")
        self._notices.tell(
            f"{number} of this story {lie} outside its folder, and you did not add them here. Curator does "
            "not look at them unless you allow it.",
            [*files, *more],
            [("Allow for this story", lambda: self._allow(held, folder))],
            topic="held",
            is_question=True,
        )

    def _allow(self, held: tuple[PhotoId, ...], folder: str) -> None:
        self._notices.clear("held")
        was_saved = not self._document.is_modified
        self._document.apply(allow(held, folder))
        story = self._document.story
        if was_saved and self._session.fingerprint:  # The file says so already.
            self._session.adopt(story, self._session.fingerprint)
            self._document.mark_saved(story)
        self._remember(folder)

    def _remember(self, folder: str) -> None:
        """Remember the files outside *folder* that the story has now: they were added or allowed here."""
        story = self._document.story
        self._jobs.call(lambda: self._own.add(outside(story, folder)), lambda _: None)

    # Damaged stories

    def _help(self, path: str, words: str) -> None:
        def work() -> "tuple[tuple[Version, Story] | None, _Sound | None]":
            return self._newest(path), self._sound_part(path)

        self._jobs.call(work, lambda found: self._offer(words, *found))

    def _newest(self, path: str) -> "tuple[Version, Story] | None":
        """Return the newest version of the manifest at *path* that can be read."""
        store = self._versions()
        for version in store.versions(path):
            try:
                return version, store.load(path, version)
            except CuratorError:
                continue
        return None

    def _offer(
        self, words: str, kept: "tuple[Version, Story] | None", sound: "_Sound | None"
    ) -> None:
        offers: list[Offer] = []
        if kept is not None:
            from curator.window.keeping.telling import version_name

            version, story = kept
            offers.append(
                (f"Open the version “{version_name(version)}”", lambda: self._open(story))
            )
        if sound is not None:
            count = wording.count(len(sound.story.photos), "photo")
            offers.append((f"Open what is sound ({count})", lambda: self._open(*sound[:3])))
        if offers:
            details = sound.notices if sound is not None else ()
            words = f"{words}. The file is left as it is."
            self._notices.warn(words, details, offers, topic="damaged")

    def _open(self, story: Story, held: tuple[PhotoId, ...] = (), folder: str = "") -> None:
        """Open *story* as unsaved work that no file holds: the damaged one is not written over by itself."""

        def take() -> None:
            self._notices.clear("damaged")
            self._session.restore(story, "", None)
            if held:
                self._ask(held, folder)

        self._session.leave(take)

    def _sound_part(self, path: str) -> "_Sound | None":
        from curator.manifest.salvage import salvage

        current, folder = files.current(path), os.path.dirname(path)
        found = salvage(current.data, folder) if current is not None else None
        if found is None:
            return None
        opened = screened(Opened(found.story, path, ""), self._own)
        return _Sound(opened.story, opened.held, folder, found.notices)


class _Sound(NamedTuple):
    """What is sound of a damaged story: what of it was held back, for which folder, and what it lacks."""

    story: Story
    held: tuple[PhotoId, ...]
    folder: str
    notices: tuple[str, ...]
