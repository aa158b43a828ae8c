"""Builds the program and runs Qt: the one place where its parts meet the account and the display."""

import faulthandler
import gc
import logging
import os
import signal
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from curator import __version__
from curator.logs import LogFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from curator.manifest.claims import Claims
    from curator.window.windows import Windows

_log = logging.getLogger(__name__)

NO_DISPLAY = (
    "curator: there is no display to open a window on. Log in to a desktop, or use the commands "
    "that need no window: curator --help lists them."
)


def main(paths: list[str]) -> int:
    """Open the window with *paths* and return the exit status once it is closed."""
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 2
    _start_log()

    from curator.manifest.claims import Claims

    claims = Claims()
    rest = [path for path in paths if not _is_shown_elsewhere(claims, path)]
    return 0 if paths and not rest else _run(rest, claims)


def _run(paths: list[str], claims: "Claims") -> int:
    """Make the windows, and return the exit status once the last is closed."""
    gc.disable()  # Till there is a collector: nothing of what is loaded now is ever garbage.

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from curator.kit.shelf import Shelf
    from curator.manifest.recovery import RecoveryStore
    from curator.photos.thumbnails import ThumbnailCache
    from curator.photos.workers import Readers
    from curator.window.collecting import Collector
    from curator.window.program import Program
    from curator.window.settings import Settings
    from curator.window.windows import Windows

    # What a browser engine wants to find before there is an application; it is loaded when looked at.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication([sys.argv[0]])
    collector = Collector(application)
    _name(application)
    cache = ThumbnailCache()
    settings, readers, shelf = Settings(), Readers(), Shelf()
    windows = Windows(
        lambda neighbours: Program(
            settings, readers, cache, RecoveryStore(), shelf, neighbours=neighbours, claims=claims
        )
    )
    windows.listen(claims)
    _tell_faults(windows)
    signal.signal(signal.SIGINT, lambda *_: windows.quit())
    alarm = QTimer()  # Lets Python look at signals now and then.
    alarm.start(500)
    alarm.timeout.connect(lambda: None)
    windows.open_paths(paths)
    first = windows.programs[0]
    first.jobs.start(cache.prune(), lambda _: None)
    first.safety.recovery.offer()
    status = application.exec()
    windows.shut_down()
    claims.close()
    collector.collect()
    return status


def _name(application: "QApplication") -> None:
    application.setApplicationName("curator")
    application.setApplicationDisplayName("Curator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("curator")


def _is_shown_elsewhere(claims: "Claims", path: str) -> bool:
    """Say whether another Curator has *path* open and brought its window up, and tell it."""
    from curator.errors import shown
    from curator.manifest.claims import Wish

    if not claims.is_elsewhere(path) or not claims.ask(path, Wish.SHOW):
        return False
    print(f"{shown(path)} is open already; its window was brought to the front.", file=sys.stderr)
    return True


def has_display() -> bool:
    """Say whether Qt will find a display: without one it would abort the process."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if sys.platform in ("win32", "darwin") or platform in ("offscreen", "minimal", "vnc"):
        return True
    if os.environ.get("WAYLAND_DISPLAY") and platform != "xcb" and _wayland_answers():
        return True
    return bool(os.environ.get("DISPLAY")) and _x_server_answers()


def _wayland_answers() -> bool:
    """Say whether something listens at the socket that the environment names."""
    import socket

    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(os.path.join(folder, os.environ["WAYLAND_DISPLAY"]))
        except OSError:
            return False
    return True


def _x_server_answers() -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Nothing to ask with; Qt will say what is missing.
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    has_failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not has_failed


def _start_log() -> None:
    """Keep faults of the program in a small rotating file; captions and places never go there."""
    faulthandler.enable()
    folder = user_log_path("curator", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return  # A program without a log still works.
    logging.getLogger().addHandler(LogFile(folder / "curator.log"))


def _tell_faults(windows: "Windows") -> None:
    """Log what escapes from a slot and say so in the window, which goes on."""

    def tell(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        _log.error("a fault in the program", exc_info=(kind, fault, trace))
        words = f"Something in Curator went wrong ({kind.__name__}). Your words are still here: save them now."
        program = windows.current
        if program is not None:
            program.window.notices.warn(words, [f"{kind.__name__}: {fault}"])

    sys.excepthook = tell
