"""The whole program from photos to page, under the eyes of the system: nothing it does leaves the machine."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

DRIVEN = Path(__file__).with_name("driven_program.py")
STEPS = ["photos came in", "typed", "checked", "saved", "exported"]

HAS_STRACE = shutil.which("strace") is not None


def driven(folder: Path, *more: str) -> tuple[list[str], str]:
    """Drive the program in *folder*; return the steps it took, and its calls about sockets.

    Python's own the program watches itself, and ends at the first; where strace is missing, those of
    Qt go unseen.
    """
    trace = folder / "sockets"
    calls = "trace=socket,connect,bind,sendto,sendmsg,sendmmsg"
    strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", calls, "-o", str(trace)]
    done = subprocess.run(
        [*(strace if HAS_STRACE else []), sys.executable, str(DRIVEN), str(folder), *more],
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines(), trace.read_text() if HAS_STRACE else ""


@pytest.mark.timeout(240)
def test_no_socket_of_the_internet_is_made_from_photos_to_page(folder: Path) -> None:
    steps, calls = driven(folder.parent)
    assert [step for step in steps if step in STEPS] == STEPS
    assert set(re.findall(r"socket\((\w+)", calls)) <= {"AF_UNIX"}


@pytest.mark.skipif(not find_spec("PySide6.QtWebEngineCore"), reason="no browser engine")
@pytest.mark.timeout(240)
def test_the_view_of_the_page_reaches_nobody(folder: Path) -> None:
    """The engine makes sockets to ask the kernel which network cards there are; none is ever used for more."""
    steps, calls = driven(folder.parent, "page")
    assert "looked at" in steps
    assert set(re.findall(r"socket\((\w+, \w+)", calls)) <= {
        "AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC",
        "AF_UNIX, SOCK_STREAM",
        "AF_UNIX, SOCK_SEQPACKET",
        "AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC",
        "AF_NETLINK, SOCK_RAW",
        "AF_INET6, SOCK_DGRAM",
        "AF_INET, SOCK_DGRAM",
    }
    others = {"AF_UNIX", "AF_NETLINK"}
    assert set(re.findall(r"sa_family=(\w+)", calls)) <= others
