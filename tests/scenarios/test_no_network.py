"""The whole program from photos to page, under the eyes of the kernel: nothing it does leaves the machine."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

DRIVEN = Path(__file__).with_name("driven_program.py")
STEPS = ["photos came in", "typed", "checked", "saved", "exported"]


@pytest.fixture
def place(tmp_path: Path, make_picture: Callable[..., Path]) -> Path:
    """A folder with two photos to come in."""
    make_picture(tmp_path / "photos" / "one.jpg")
    make_picture(tmp_path / "photos" / "two.jpg", "tomato")
    return tmp_path


def driven(place: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Drive the program in *place*; return how it ended."""
    command = [sys.executable, str(DRIVEN), str(place), *more]
    return subprocess.run(command, capture_output=True, text=True, timeout=100)


def test_no_socket_of_the_internet_is_made_from_photos_to_page(place: Path) -> None:
    done = driven(place)
    assert done.returncode == 0, done.stderr[-2000:]
    assert [step for step in done.stdout.splitlines() if step in STEPS] == STEPS


def test_one_such_socket_would_have_ended_it(place: Path) -> None:
    assert driven(place, "prove").returncode == -31  # SIGSYS


@pytest.mark.skipif(not find_spec("PySide6.QtWebEngineCore"), reason="no browser engine")
def test_the_view_of_the_page_needs_no_network_at_all(place: Path) -> None:
    done = driven(place, "page")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "looked at" in done.stdout.splitlines()
