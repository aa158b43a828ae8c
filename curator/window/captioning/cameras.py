"""Photographer and credit by camera: learned when a story is saved, offered when photos come in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from curator.captions.text import is_blank
from curator.errors import PhotoError
from curator.kit import cameras
from curator.kit.cameras import Body, Cameras, Owner
from curator.kit.shelf import Shelf
from curator.photos.workers import Readers
from curator.story import edits
from curator.story.edits import Edit
from curator.story.values import Photo, PhotoId, Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar, Offer

_TOPIC = "cameras"
_NOTHING = (
    "Nothing to fill in: these photos name somebody already, or nobody is known for their cameras. "
    "A camera is learned when you save photos of it with a photographer or credit that you typed."
)
Serials = Mapping[PhotoId, str]


class CreditByCamera(QObject):
    """Knows who photographs with which camera; fills in nothing that nobody asked for.

    Signals:
        learned(): more is known, and kept.
        failed(error): what is known could not be read or kept.
    """

    learned = Signal()
    failed = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        disk_jobs: Jobs,
        readers: Readers,
        shelf: Shelf,
        notices: NoticeBar,
        serials: Serials,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._disk_jobs = document, jobs, disk_jobs
        self._readers, self._shelf, self._notices = readers, shelf, notices
        self._serials = serials
        self._known = Cameras()
        self._may_write = False
        self._filling_job: Job | None = None
        self._taught: Story = document.story
        document.opened.connect(self._begin)

    @property
    def known(self) -> Cameras:
        """What is known."""
        return self._known

    def load(self) -> None:
        """Read what earlier stories taught."""
        self._disk_jobs.call(lambda: cameras.load(self._shelf), self._take, self.failed.emit)

    def offers(self, ids: Sequence[PhotoId]) -> list[Offer]:
        """Return what to offer for photos that have just come in and name nobody."""
        _, owners = self._filling(ids, self._serials)
        if not owners:
            return []
        words = f"Fill in by camera: {_names(owners)}"
        # Worked out anew when asked for: some may have been written meanwhile.
        return [(words, lambda: self._fill(*self._filling(ids, self._serials)))]

    def fill(self, ids: Sequence[PhotoId]) -> None:
        """Fill in what is known of the cameras of the photos of *ids*, where they name nobody."""
        story = self._document.story
        photos = [story.photos[i] for i in ids if i in story.photos]
        self._filling_job = self._jobs.call(
            lambda: _serials(photos, self._readers, self._serials),
            lambda serials: self._fill(*self._filling(ids, serials)),
        )

    def learn(self) -> None:
        """Learn from what was typed since this was last done: the story was saved."""
        story, before = self._document.story, self._taught
        self._taught = story
        changed = story.photos.differing_ids(before.photos)
        photos = [
            story.photos[i]
            for i in changed
            if i in story.photos and _names_somebody(story.photos[i])
        ]
        if not photos or not self._may_write:
            return

        known, day = self._known, date.today().isoformat()

        def work() -> Cameras:
            found = _serials(photos, self._readers, self._serials)
            uses = [(Body(p.camera, found.get(p.id, "")), p.photographer, p.credit) for p in photos]
            learned = known.learned(uses, day)
            if learned is not known:
                cameras.keep(self._shelf, learned)
            return learned

        self._jobs.call(work, self._learned, self.failed.emit)

    def _begin(self, story: Story) -> None:
        self._taught = story
        if self._filling_job is not None:
            self._filling_job.cancel()  # The same pictures may have the same ids there.

    def _take(self, known: Cameras) -> None:
        self._known, self._may_write = known, True

    def _learned(self, known: Cameras) -> None:
        self._known = known
        self.learned.emit()

    def _filling(self, ids: Sequence[PhotoId], serials: Serials) -> tuple[Edit, Counter[Owner]]:
        """Return the edit that fills in what is known, and for how many photos each owner counts."""
        values: dict[PhotoId, dict[str, str]] = {}
        owners: Counter[Owner] = Counter()
        for photo_id in ids:
            photo = self._document.story.photos.get(photo_id)
            if photo is None or not (photo.camera or serials.get(photo_id)):
                continue
            owner = self._known.owner(Body(photo.camera, serials.get(photo_id, "")))
            words = _lacking(photo, owner) if owner is not None else {}
            if owner is not None and words:
                values[photo_id] = words
                owners[owner] += 1
        return edits.set_fields(values), owners

    def _fill(self, edit: Edit, owners: Counter[Owner]) -> None:
        if not owners:
            self._notices.tell(_NOTHING, topic=_TOPIC)
            return
        self._document.apply(edit)
        filled = wording.count(owners.total(), "photo")
        self._notices.tell(
            f"Filled in for {filled}: {_names(owners)}. Undo takes it back.", topic=_TOPIC
        )


def _names_somebody(photo: Photo) -> bool:
    """Say whether a person, not a file, said who took *photo*."""
    typed = {"photographer": photo.photographer, "credit": photo.credit}
    return any(not is_blank(text) and name not in photo.from_file for name, text in typed.items())


def _lacking(photo: Photo, owner: Owner) -> dict[str, str]:
    """Return what *owner* fills in for *photo*, which names nobody yet."""
    if not (is_blank(photo.photographer) and is_blank(photo.credit)):
        return {}
    words = {"photographer": owner.photographer, "credit": owner.credit}
    return {name: text for name, text in words.items() if text}


def _names(owners: Counter[Owner]) -> str:
    shown = [
        f"{owner.photographer or owner.credit} ({count:,})"
        for owner, count in owners.most_common(3)
    ]
    return ", ".join(shown) + (" …" if len(owners) > 3 else "")


def _serials(photos: Sequence[Photo], readers: Readers, known: Serials) -> dict[PhotoId, str]:
    """Return the serial numbers of the cameras of *photos*, read from their files where not known; blocks."""
    return dict(_each_serial(photos, readers, known))


def _each_serial(
    photos: Sequence[Photo], readers: Readers, known: Serials
) -> Iterator[tuple[PhotoId, str]]:
    from curator.photos import answers  # Not in the start: it brings every decoder.

    for photo in photos:
        if photo.id in known:
            yield photo.id, known[photo.id]
        elif photo.file:
            try:
                yield photo.id, readers.call(answers.read_words, photo.file)[0]["serial"]
            except PhotoError:
                continue  # Without it, the model alone counts.
