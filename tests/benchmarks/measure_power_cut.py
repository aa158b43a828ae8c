"""Cut the power of a disk while stories are saved on it, and look what is there when it comes back. As root, on Linux.

``python tests/benchmarks/measure_power_cut.py [TRIALS]``. For each file system that the machine can make, a disk
lies in a file. A writer saves a story and puts work aside, over and over, and says when each is done. At a
moment of chance it is stopped, and the disk is copied as it is: what the system had not yet written is not on
it. The copy is mounted, which replays its journal, and read. The same is done with a writer that flushes nothing,
so that it is seen what the trials are worth.

What a disk does that lies about flushes, or writes in another order, is not shown by this.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from curator.manifest import files
from curator.manifest.recovery import RecoveryStore

KINDS = {
    "ext4": (64, ["mkfs.ext4", "-q"], []),
    "xfs": (320, ["mkfs.xfs", "-q"], ["nouuid"]),
    "btrfs": (128, ["mkfs.btrfs", "-q"], []),
}
"""Megabytes of a disk of each kind, what makes it, and how its copy is mounted."""

WRITER = """
import os, sys, time
from pathlib import Path
from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.story import edits
from curator.story.values import Photo, PhotoId, Story

root, flushes = Path(sys.argv[1]), sys.argv[2] == "flush"
if not flushes:
    os.fsync = lambda handle: None
photos = [Photo(PhotoId(f"p{n}"), f"{root}/DSC_{n:04}.JPG", caption="A caption. " * 9) for n in range(300)]
story = edits.add_photos(photos).apply(Story())
store, known, number = RecoveryStore(root / "state" / "recovery"), None, 0
while True:
    number += 1
    story = edits.set_story("title", str(number)).apply(story)
    known = files.save(story, str(root / "story.json"), known)
    os.write(1, f"saved {number}\\n".encode())
    store.keep(story, str(root / "story.json"), known)
    os.write(1, f"kept {number}\\n".encode())
"""


def run(*arguments: object) -> None:
    """Run a command, and fail if it does."""
    subprocess.run([str(a) for a in arguments], check=True, stdout=subprocess.DEVNULL)


def written_until_cut(disk: Path, flushes: str, copy: Path) -> dict[str, int]:
    """Let the writer write on *disk*, stop it, copy the disk's file, and return what the writer had told."""
    command = [sys.executable, "-c", WRITER, str(disk), flushes]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()  # It has begun.
        time.sleep(random.uniform(0.02, 0.6))
        writer.send_signal(signal.SIGSTOP)
        shutil.copyfile(disk.with_suffix(".img"), copy)
        os.set_blocking(writer.stdout.fileno(), False)
        told = {"saved": 1, "kept": 0}
        for line in (writer.stdout.read() or b"").splitlines():
            what, number = line.split()
            told[what.decode()] = int(number)
        writer.kill()
    return told


def found(disk: Path) -> dict[str, int]:
    """Return which save and which snapshot are on *disk*; -1 where it is none, or damaged."""
    there = {"saved": -1, "kept": -1}
    try:
        there["saved"] = int(files.load(str(disk / "story.json")).story.title)
    except Exception as error:  # noqa: BLE001 — whatever it is, the story cannot be opened
        print("   ", error)
    for recovered in RecoveryStore(disk / "state" / "recovery").found():
        there["kept"] = int(recovered.story.title)
    return there


def trial(folder: Path, kind: str, flushes: str) -> str:
    """Cut the power once, and say how it ended."""
    disk, copy = folder / "disk", folder / "copy.img"
    run("mount", "-o", "loop", disk.with_suffix(".img"), disk)
    try:
        shutil.rmtree(disk / "state", ignore_errors=True)
        (disk / "story.json").unlink(missing_ok=True)
        os.sync()
        told = written_until_cut(disk, flushes, copy)
    finally:
        run("umount", disk)
    if kind == "btrfs":
        run("btrfs", "device", "scan", "--forget")  # Else the copy is taken for the disk itself.
    run("mount", "-o", ",".join(["loop", *KINDS[kind][2]]), copy, disk)
    try:
        there = found(disk)
    finally:
        run("umount", disk)
        copy.unlink()
    if there["saved"] < 0:
        return "damaged or gone"
    if there["saved"] < told["saved"] or there["kept"] < told["kept"]:
        return "older than told"
    return "right"


def main() -> None:
    """Print for each file system how many trials ended how."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    for kind, (megabytes, make, _) in KINDS.items():
        if shutil.which(make[0]) is None:
            print(f"{kind}: there is no {make[0]} here")
            continue
        for flushes in ("flush", "no flush"):
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                (folder / "disk").mkdir()
                image = folder / "disk.img"
                with open(image, "wb") as file:
                    file.truncate(megabytes << 20)
                run(*make, image)
                ends = Counter(trial(folder, kind, flushes) for _ in range(trials))
            print(f"{kind}, {flushes}: {dict(ends)}", flush=True)


if __name__ == "__main__":
    main()
