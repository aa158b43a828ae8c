"""Words that photos get as they come in: those of the template for it, and the offer of a credit by camera."""

from curator.story.templates import stamped
from curator.story.values import Photo
from curator.window.arrivals import Arrivals
from curator.window.captioning.kit import Kit
from curator.window.document import StoryDocument


class IncomingWords:
    """Prepares photos for :class:`Arrivals`."""

    def __init__(self, document: StoryDocument, arrivals: Arrivals, kit: Kit) -> None:
        self._document, self._kit = document, kit
        arrivals.prepare = self._prepare
        arrivals.tell = self._tell
        arrivals.offer_for = kit.cameras.offers

    def _tell(self) -> str:
        template = self._kit.templates.templates.for_incoming
        return "" if template is None else f"with the words of “{template.name}”"

    def _prepare(self, photo: Photo) -> Photo:
        """Return *photo* with the words of the template for incoming photos, if there is one."""
        template = self._kit.templates.templates.for_incoming
        if template is None:
            return photo
        return stamped(photo, template, self._document.story, self._kit.codes.table)
