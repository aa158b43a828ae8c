"""Sets up what a checkout of Curator needs, then starts the program or its tests.

It leaves the choice of libraries to ``pyproject.toml`` and everything the program does to
``curator.__main__``. Only the standard library is imported, and the file parses on Python 3.7, so
that somebody with an old Python is told so in one sentence.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "curator-bootstrap.txt"  # a key, then the steps that were done under it
OLDEST_PYTHON = (3, 11)
QT_PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 "
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
PAPER_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PAPER_PROBE = "import weasyprint"
QT_PROBE = """
import ctypes, os, pathlib, PySide6
from PySide6.QtWidgets import QApplication
application = QApplication([])
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
os._exit(0)
"""
ENGINE_PACKAGES = (
    "libnss3 libnspr4 libgbm1 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1"
)
ENGINE_PROBE = "from PySide6 import QtWebEngineWidgets, QtPdfWidgets"
WHOLE_SUITE = ["-n", "2", "--dist", "loadfile"]
# Two processes, each with windows of its own: half the time, and the memory of either stays small.
INTERRUPTED = "installing"


class SetupError(Exception):
    """Something a person has to do or decide before Curator can start."""


def say(message: str) -> None:
    """Tell the person at the terminal which step is being taken."""
    print(message, file=sys.stderr, flush=True)


def run(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command quietly, keeping all it printed."""
    return subprocess.run(  # noqa: S603 - every command is put together in this file
        command,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def python_complaint(version: tuple[int, int]) -> str:
    """Return the sentence for a Python that is too old, or nothing."""
    if version >= OLDEST_PYTHON:
        return ""
    return "Curator needs Python {}.{} or newer, and this is Python {}.{}.".format(
        *OLDEST_PYTHON, *version
    )


def stamp_key() -> str:
    """Return a text that changes whenever the steps have to be taken again."""
    parts = f"{sys.version_info[:2]}\n{VENV}\n{os.path.realpath(PYTHON)}\n"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(os.fsencode(parts) + wanted).hexdigest()


def steps_done() -> list[str]:
    """Return the steps remembered for exactly this checkout, Python and ``pyproject.toml``."""
    if not (PYTHON.exists() and STAMP.is_file()):
        return []
    key, *steps = STAMP.read_text("utf-8").split() or [""]
    return steps if key == stamp_key() else []


def remember(*steps: str) -> None:
    """Write down which steps are done."""
    STAMP.write_text("\n".join((stamp_key(), *steps)) + "\n", "utf-8")


def venv_is_usable() -> bool:
    """Tell whether the virtual environment is whole, of this Python, and was made in this place."""
    try:
        made_here = os.fsencode(VENV) in PYTHON.with_name("pip").read_bytes()
        interrupted = STAMP.is_file() and STAMP.read_text("utf-8") == INTERRUPTED
        found = run([str(PYTHON), "-c", "import pip, sys; print(sys.version_info[:2])"])
    except OSError:
        return False
    return made_here and not interrupted and str(sys.version_info[:2]) in found.stdout


def install_packages(packages: str, purpose: str) -> None:
    """Install system packages as root or by sudo on a terminal; otherwise say the line to run."""
    if not shutil.which("apt-get"):
        raise SetupError(f"{purpose} missing. Please install what Debian calls: {packages}")
    root = os.geteuid() == 0
    prefix = ["sudo"] if shutil.which("sudo") and not root else []
    update = [*prefix, "apt-get", "update"]
    install = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *packages.split()]
    line = " ".join([*update, "&&", *install])
    if not root and not (prefix and sys.stdin.isatty()):
        who = "Please run" if prefix else "Please run as root"
        raise SetupError(f"{purpose} missing. {who}, then start again:\n{line}")
    say(f"{purpose} missing. Running: {line}")
    # A failed update is no reason to stop: what is known already may be enough.
    updated = run(update)
    installed = run(install, DEBIAN_FRONTEND="noninteractive")
    if installed.returncode:
        output = updated.stdout + installed.stdout
        raise SetupError(f"{output}That did not work. Please run, then start again:\n{line}")


def make_venv() -> None:
    """Make the virtual environment, in place of any broken one."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info)
        install_packages(package, "Python's module for virtual environments is")
    again = " anew: the one here is incomplete, moved or of another Python" if VENV.exists() else ""
    say(f"Making a virtual environment{again}…")
    # When this runs inside the broken .venv, only the Python below it can make another.
    python = getattr(sys, "_base_executable", None) or sys.executable
    made = run([python, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise SetupError(f"{made.stdout}The virtual environment {VENV} could not be made.")


def install_libraries() -> None:
    """Install Curator and its libraries into the virtual environment."""
    say("Installing Curator's libraries (this takes a minute or two)…")
    STAMP.write_text(INTERRUPTED, "utf-8")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    variables = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    installed = run([*pip, "--editable", f"{ROOT}[page,test]"], **variables)
    if installed.returncode:  # The browser engine is not made for every machine.
        installed = run([*pip, "--editable", f"{ROOT}[test]"], **variables)
    STAMP.unlink()
    if installed.returncode:
        raise SetupError(f"{installed.stdout}Curator's libraries could not be installed.")


def qt_complaint() -> str:
    """Return why Qt cannot start on this machine, or nothing."""
    probe = run([str(PYTHON), "-c", QT_PROBE], QT_QPA_PLATFORM="offscreen")
    if probe.returncode == 0:
        return ""
    return (probe.stdout.strip().splitlines() or [f"status {probe.returncode}"])[-1]


def ensure_qt_starts() -> None:
    """Install the system libraries that Qt loads, if Qt cannot start without them."""
    if sys.platform != "linux" or not qt_complaint():
        return
    install_packages(QT_PACKAGES, "Some system libraries that Qt needs are")
    complaint = qt_complaint()
    if complaint:
        raise SetupError(f"Qt cannot start on this machine: {complaint}")


def engine_complaint() -> str:
    """Return why the browser engine of the Page view cannot be loaded, or nothing."""
    probe = run([str(PYTHON), "-c", ENGINE_PROBE])
    return (probe.stdout.strip().splitlines() or [""])[-1] if probe.returncode else ""


def offer_engine() -> None:
    """Install the system libraries of the browser engine where they are missing and may be.

    The program runs without: then the page opens in the reader's browser.
    """
    complaint = engine_complaint()
    if sys.platform == "linux" and ".so" in complaint:
        for sound in ("libasound2", "libasound2t64"):  # Debian's name before and since 2024
            try:
                install_packages(
                    f"{ENGINE_PACKAGES} {sound}", "Libraries of the browser engine are"
                )
            except SetupError:
                continue
            break
        complaint = engine_complaint()
    if complaint:
        say(f"The Page view will show a sketch, and the page in your browser: {complaint}")


def offer_paper() -> None:
    """Install the system libraries that a PDF of the page needs, where they are missing and may be."""

    def complaint() -> str:
        probe = run([str(PYTHON), "-c", PAPER_PROBE])
        return (probe.stdout.strip().splitlines() or [""])[-1] if probe.returncode else ""

    told = complaint()
    if sys.platform == "linux" and told:
        try:
            install_packages(PAPER_PACKAGES, "Libraries that set a PDF are")
        except SetupError as error:
            say(str(error))
        told = complaint()
    if told:
        say(f"Exports will be without a PDF: {told}")


def take_steps() -> None:
    """Take every step that was not taken before."""
    done = steps_done()
    if "libraries" not in done:
        if not venv_is_usable():
            make_venv()
        install_libraries()
        remember("libraries")
    if "qt" not in done:
        ensure_qt_starts()
        offer_engine()
        offer_paper()
        remember("libraries", "qt")


def set_up() -> None:
    """Make everything ready; two starts at once in one checkout take turns."""
    if not (ROOT / "pyproject.toml").is_file():
        raise SetupError(f"{ROOT} is not a checkout of Curator; start the program with: curator")
    if "qt" not in steps_done():
        checkout = os.open(ROOT, os.O_RDONLY)
        try:
            fcntl.flock(checkout, fcntl.LOCK_EX)
            take_steps()
        finally:
            os.close(checkout)


def start(module: str, arguments: list[str]) -> NoReturn:
    """Become ``python -m module`` of the virtual environment, so that its status is ours."""
    command = [str(PYTHON), "-m", module, *arguments]
    os.execv(command[0], command)  # noqa: S606 - the Python made above, and no shell is wanted


def parse(arguments: list[str]) -> tuple[bool, list[str]]:
    """Return whether the tests are wanted, and what follows ``--``."""
    parser = argparse.ArgumentParser(
        prog="python3 -m curator.bootstrap",
        usage="%(prog)s [test] [-- ARGUMENTS...]",
        description="Set up everything Curator needs, then start it or run its tests.",
        epilog="What follows -- goes to the program (files to open, options) or to pytest.",
    )
    parser.add_argument(
        "command", nargs="?", choices=["test"], help="run the tests instead of the program"
    )
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    return parser.parse_args(arguments[:cut]).command == "test", arguments[cut + 1 :]


def main(arguments: list[str] | None = None) -> int:
    """Set up everything and become the program or the tests; return a status if that fails."""
    testing, rest = parse(sys.argv[1:] if arguments is None else arguments)
    complaint = python_complaint(sys.version_info[:2])
    if complaint:
        say(complaint)
        return 1
    try:
        set_up()
        if testing:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of locales it cannot use; that fails tests
            os.chdir(ROOT)
            rest = rest or WHOLE_SUITE
        start("pytest" if testing else "curator", rest)
    except (SetupError, OSError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
