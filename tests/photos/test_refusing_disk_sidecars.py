"""Words written beside photos on a disk that refuses: a sidecar is as it was or says all, its photo is untouched."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from factories import photo, picture_file, story_of
from faulty_disk import Disk, refusing
from foreign_sidecars import LIGHTROOM

from curator.manifest import safe_write
from curator.photos.metadata.xmp import read_xmp
from curator.photos.sidecars import NotWritten, Result, Written, write_sidecars

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINTR)


class Alone:
    """Reads here and now, without processes."""

    size = 1

    def call(self, function, *arguments, seconds=8.0):
        return function(*arguments)


@pytest.fixture(params=["there", "new"])
def kept(request, tmp_path: Path) -> Path:
    """A folder with a photo, and with a foreign sidecar of it or without one."""
    folder = tmp_path / "kept"
    folder.mkdir()
    picture_file(folder / "DSC_1.jpg")
    if request.param == "there":
        (folder / "DSC_1.jpg.xmp").write_text(LIGHTROOM, "utf-8")
    return folder


def written(folder: Path) -> list[Result]:
    """Write the words of the photo in *folder* beside it."""
    story = story_of(photo(1, file=str(folder / "DSC_1.jpg"), caption="A ferry", credit="Ana/Desk"))
    return list(write_sidecars(story, list(story.photos), Alone(), safe_write.write))


def seen(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def is_said(data: bytes) -> bool:
    return read_xmp([data]).findings.of("caption") == ("A ferry",)


def test_whichever_call_the_disk_refuses_no_word_of_a_sidecar_is_lost(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)  # No plug is pulled here.
    folder, before = tmp_path / "photos", seen(kept)
    for at in range(1, 1_000):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        disk = Disk(folder, ERRORS[at % len(ERRORS)], at=at, short=True)
        with refusing(disk):
            (result,) = written(folder)
        after = seen(folder)
        assert after["DSC_1.jpg"] == before["DSC_1.jpg"]
        assert set(after) <= {"DSC_1.jpg", "DSC_1.jpg.xmp"}
        sidecar = after.get("DSC_1.jpg.xmp")
        if isinstance(result, Written):
            assert sidecar is not None
            assert is_said(sidecar)
        else:
            assert isinstance(result, NotWritten)
            assert result.reason
            # Where the rename went through and only its flush did not, the new one stands there.
            assert sidecar == before.get("DSC_1.jpg.xmp") or is_said(sidecar or b"")
        if not disk.failed:
            break
    assert 15 < at < 999


def test_a_full_disk_leaves_a_sidecar_as_it_was(kept: Path, tmp_path: Path) -> None:
    folder, before = tmp_path / "photos", seen(kept)
    shutil.copytree(kept, folder)
    for room in range(0, 100_000, 29):
        with refusing(Disk(folder, errno.ENOSPC, room=room)):
            (result,) = written(folder)
        if isinstance(result, Written):
            break
        assert "No space" in result.reason
        assert seen(folder) == before
    assert room > 500
