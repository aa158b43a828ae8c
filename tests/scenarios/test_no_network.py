"""The whole program from photos to page, under the eyes of the system: nothing it does leaves the machine."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
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
    strace = ["strace", "-f", "-qq", "-e", calls, "-o", str(trace)]
    done = subprocess.run(
        [*(strace if HAS_STRACE else []), sys.executable, str(DRIVEN), str(folder), *more],
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines(), trace.read_text() if HAS_STRACE else ""


@pytest.mark.timeout(240)
def test_from_photos_to_page_nothing_reaches_out_of_the_machine(
    tmp_path: Path, make_picture: Callable[..., Path]
) -> None:
    """No socket of the internet is made at all until the page is looked at.

    Then the browser engine makes some, to ask the kernel which network cards there are; none of them is
    ever used for more.
    """
    more = ["page"] if find_spec("PySide6.QtWebEngineCore") else []
    make_picture(tmp_path / "photos" / "one.jpg")
    make_picture(tmp_path / "photos" / "two.jpg", "tomato")
    steps, calls = driven(tmp_path, *more)
    assert [step for step in steps if step in STEPS] == STEPS
    assert ("looked at" in steps) == bool(more)
    before, _, engine = calls.partition("SOCK_SEQPACKET")
    assert set(re.findall(r"socket\((\w+)", before)) <= {"AF_UNIX"}
    assert set(re.findall(r"socket\((\w+)", engine)) <= {
        "AF_UNIX",
        "AF_NETLINK",
        "AF_INET",
        "AF_INET6",
    }
    assert not re.findall(r"socket\(AF_INET6?, (?!SOCK_DGRAM)", engine)
    assert set(re.findall(r"sa_family=(\w+)", calls)) <= {"AF_UNIX", "AF_NETLINK"}
