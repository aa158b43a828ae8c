"""A published story as a PDF: the page for paper, set by WeasyPrint in a worker process with limits.

WeasyPrint was taken because it sets real HTML with tags for screen readers, keeps the bytes of a JPEG as they
are (so that each picture carries its credit, and no more), and makes the same bytes of the same story. It needs
the Pango libraries of the system; where they are missing, the export says so and makes nothing.
"""

import hashlib
import logging
import os
from collections.abc import Mapping
from typing import Any

from PIL import ImageFile

from curator.errors import ExportError, PhotoError
from curator.export.copies import Readers
from curator.export.forms.material import Material
from curator.export.forms.paper import printed

NAME = "story.pdf"

SECONDS = 120.0
"""How long the setting of a story may take; 150 photos take some ten."""

_BASE = "https://story.invalid/"
# Never asked for: relative addresses need a base of a scheme that has folders (RFC 2606 keeps the name free).
_MISSING = (
    "a PDF needs the Pango libraries, which this system lacks: install what Debian calls "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, or export without a PDF"
)


def write(path: str, material: Material, *, readers: Readers) -> None:
    """Write a new PDF at *path*, its pictures those in the folder beside it.

    Raises :class:`ExportError` if the libraries that it takes are not there.
    """
    folder = os.path.dirname(path)
    names = [copy.address for figure in material.figures for copy in figure.copies]
    files = {n: os.path.join(folder, *n.split("/")) for n in names if not n.startswith("data:")}
    try:
        value, blobs = readers.call(set_pages, printed(material), files, seconds=SECONDS)
    except PhotoError as error:
        raise ExportError(path, f"the PDF cannot be set ({error.reason})") from error
    if not blobs:
        raise ExportError(path, str(value["missing"]))
    with open(path, "xb") as file:
        file.write(blobs[0])


def set_pages(html: str, files: Mapping[str, str]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return the PDF of *html*, whose pictures are *files* by their addresses; runs in a worker process."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError):  # OSError: the package is here, but not the libraries.
        return {"missing": _MISSING}, ()
    # It lets Pillow take half a picture for a whole one, in this process and for good.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    paths = {_BASE + name: path for name, path in files.items()}

    class Own(URLFetcher):  # type: ignore[misc]
        """Fetches the pictures of the story, and nothing else."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            """Return the picture at *url*; raise :class:`ValueError` for any other address."""
            if url.startswith("data:"):
                return super().fetch(url, headers)
            with open(paths[url], "rb") as file:
                return URLFetcherResponse(url, file.read(), {"Content-Type": "image/jpeg"})

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # It warns of what browsers know.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    fetcher = Own(allowed_protocols={"data"}, fail_on_errors=True)
    document = HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
    name = hashlib.sha256(html.encode()).digest()[:16]
    return {}, (document.write_pdf(pdf_tags=True, pdf_identifier=name),)
