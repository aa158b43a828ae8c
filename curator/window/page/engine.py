"""The engine that lays the page out, shut in: no network, no script of the page's, nothing kept.

Importing this module fails with :class:`ImportError` where no engine is installed. Making the page is
left to ``rendering``, what the scripts do is told in ``resources/page``.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from curator import resources
from curator.export.preview import Preview
from curator.window.page.pictures import PagePictures

SCHEME = b"curator-page"
_HOST = "curator-page://story/"
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_TOLD = "curator:"

_LOOK_AGAIN, _MOST_LOOKS = 200, 150
# Milliseconds between two looks whether all pictures are there for printing, and how often to look.

_TYPES = {"html": b"text/html", "css": b"text/css", "svg": b"image/svg+xml"}


def prepare() -> None:
    """Make our scheme known, and let the engine run as root; before the first profile is made."""
    if not QWebEngineUrlScheme.schemeByName(SCHEME).name():
        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
        QWebEngineUrlScheme.registerScheme(scheme)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if is_root and sys.platform == "linux" and "--no-sandbox" not in flags:
        # Chromium refuses to start as root with its sandbox; containers know no other user.
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --no-sandbox".strip()


class _Gate(QWebEngineUrlRequestInterceptor):
    """Refuses every request but those to our own scheme, and remembers what was refused."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refused: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802
        """Let nothing leave."""
        if info.requestUrl().scheme().encode() not in (SCHEME, b"data"):
            self.refused.append(info.requestUrl().toString())
            info.block(True)


class _Shelf(QWebEngineUrlSchemeHandler):
    """Answers requests to our scheme from memory: the page, its style, its pictures."""

    def __init__(self, pictures: PagePictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.preview: Preview | None = None

    def requestStarted(self, request: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        """Answer now, or when the picture is made."""
        name = request.requestUrl().path().removeprefix("/")
        preview = self.preview
        if preview is None or request.requestMethod() != b"GET":
            request.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif name == "index.html":
            _reply(request, b"text/html; charset=utf-8", preview.html.encode("utf-8"))
        elif name in preview.files:
            _reply(request, _TYPES[name.rpartition(".")[2]], preview.files[name])
        elif name in preview.pictures:
            self._pictures.get(preview.pictures[name], lambda jpeg: _picture(request, jpeg))
        else:
            request.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def _picture(request: QWebEngineUrlRequestJob, jpeg: bytes) -> None:
    if not shiboken6.isValid(request):
        return  # The page went on meanwhile.
    if jpeg:
        _reply(request, b"image/jpeg", jpeg)
    else:
        request.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def _reply(request: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
    buffer = QBuffer(request)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    request.reply(kind, buffer)


class _Page(QWebEnginePage):
    """The page in the engine: it goes nowhere, opens nothing, and tells what our script says.

    Signals:
        told(values): our script tells of a click, or a link under the pointer.
    """

    told = Signal(object)

    def acceptNavigationRequest(  # noqa: N802
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main: bool
    ) -> bool:
        """Go to the page itself and nowhere else."""
        return QUrl(url).toString() == f"{_HOST}index.html" and is_main

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:  # noqa: N802
        """Open no window."""
        return None  # type: ignore[return-value]

    def javaScriptConsoleMessage(  # noqa: N802
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Take what our script tells; there is no other script that could."""
        if not message.startswith(_TOLD):
            return
        try:
            values = json.loads(message.removeprefix(_TOLD))
        except ValueError:
            return
        if isinstance(values, dict):
            self.told.emit(values)


class Engine(QWebEngineView):
    """The page laid out, following what it is shown.

    Signals:
        told(values): see :class:`_Page`.
        shown(): the page stands as it was last shown.
    """

    told = Signal(object)
    shown = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = QWebEngineProfile(self)  # off the record: it has no name
        self._shelf = _Shelf(pictures, self._profile)
        self._gate = _Gate(self._profile)
        self._profile.installUrlSchemeHandler(QByteArray(SCHEME), self._shelf)
        self._profile.setUrlRequestInterceptor(self._gate)
        self._profile.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        self._profile.downloadRequested.connect(lambda item: item.cancel())
        self._add_script()
        self._page = _Page(self._profile, self._profile)
        self._page.told.connect(self.told)
        self._page.loadFinished.connect(self._loaded)
        self._confine()
        self.setPage(self._page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName("Page")
        self._is_loading = self._is_loaded = False
        self._place: dict[str, int] | None = None

    @property
    def refused(self) -> list[str]:
        """What the engine asked for and did not get."""
        return self._gate.refused

    def show_preview(self, preview: Preview, place: dict[str, int] | None) -> None:
        """Show *preview*, what stands exchanged where it differs; *place* is marked."""
        self._shelf.preview, self._place = preview, place
        if self._is_loaded:
            call = f"curator.show({json.dumps(preview.html)}, {json.dumps(place)})"
            self._page.runJavaScript(call, _WORLD.value, lambda _: self.shown.emit())
        elif not self._is_loading:
            self._is_loading = True
            self.load(QUrl(f"{_HOST}index.html"))

    def end(self) -> None:
        """Take the page away before its profile goes, as the engine wants it."""
        if shiboken6.isValid(self._page):
            shiboken6.delete(self._page)

    def choose(self, place: dict[str, int] | None) -> None:
        """Mark *place* and bring it into view."""
        self._place = place
        if self._is_loaded:
            self._page.runJavaScript(f"curator.choose({json.dumps(place)}, true)", _WORLD.value)

    def ask(self, expression: str, on_answer: Callable[[Any], object]) -> None:
        """Evaluate *expression* in our script's world, for what a test wants to know."""
        self._page.runJavaScript(expression, _WORLD.value, on_answer)

    def print_pdf(self, on_pdf: Callable[[bytes], object]) -> None:
        """Lay the page out for paper and hand it on as a PDF, once all its pictures are there."""
        self._looks_left = _MOST_LOOKS

        def look(is_there: object) -> None:
            self._looks_left -= 1
            if is_there or self._looks_left <= 0:
                self._page.printToPdf(lambda data: on_pdf(bytes(data.data())))
            else:
                QTimer.singleShot(
                    _LOOK_AGAIN, self, lambda: self.ask("curator.picturesAreThere()", look)
                )

        self.ask("curator.picturesAreThere()", look)

    def _loaded(self, is_ok: bool) -> None:
        self._is_loading, self._is_loaded = False, is_ok
        preview = self._shelf.preview
        if is_ok and preview is not None:  # It may have been edited while it was loaded.
            self.show_preview(preview, self._place)
            if (
                self._place is not None and self._place["block"] > 0
            ):  # else it opens as for a reader
                self.choose(self._place)

    def _add_script(self) -> None:
        script = QWebEngineScript()
        script.setName("curator")
        script.setSourceCode(
            resources.read_text("page", "exchange.js") + resources.read_text("page", "engine.js")
        )
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setWorldId(_WORLD.value)
        script.setRunsOnSubFrames(False)
        self._profile.scripts().insert(script)

    def _confine(self) -> None:
        attributes = QWebEngineSettings.WebAttribute
        settings = self._page.settings()
        for attribute in (
            attributes.JavascriptEnabled,  # of the page; ours has a world of its own
            attributes.LocalStorageEnabled,
            attributes.PluginsEnabled,
            attributes.FullScreenSupportEnabled,
            attributes.LocalContentCanAccessRemoteUrls,
            attributes.LocalContentCanAccessFileUrls,
            attributes.JavascriptCanOpenWindows,
            attributes.JavascriptCanAccessClipboard,
            attributes.HyperlinkAuditingEnabled,
            attributes.DnsPrefetchEnabled,
            attributes.WebGLEnabled,
            attributes.PdfViewerEnabled,
        ):
            settings.setAttribute(attribute, False)
        self._page.featurePermissionRequested.connect(
            lambda origin, feature: self._page.setFeaturePermission(
                origin, feature, QWebEnginePage.PermissionPolicy.PermissionDeniedByUser
            )
        )
