"""What ``curator inspect --json`` tells of other people's pictures, compared with reference values.

Asked as a person asks: the real command, once for all folders. The pictures are optional: the tests
are skipped where they are not at hand.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_metadata_reference import (
    BEYOND_REFERENCE,
    FIELDS,
    OUR_NAMES,
    PHOTOS,
    REFERENCE_IS_WRONG,
    _agree,
)

pytestmark = pytest.mark.skipif(not PHOTOS.is_dir(), reason="the reference pictures are not here")

FOLDERS = ("camera/", "iptc/", "formats/", "large/")

# Sound pictures that Curator refuses by decision; ``photos.formats`` says why.
REFUSED = {"formats/hopper.psd"}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What the command says of each file."""
    done = subprocess.run(
        [sys.executable, "-m", "curator", "inspect", "--json", str(PHOTOS)],
        capture_output=True,
        check=False,
        timeout=110,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.returncode == 1, done.stderr  # Some are bad, and each is named.
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    files = json.loads((PHOTOS / "expected.json").read_text(encoding="utf-8"))["files"]
    return dict(files)


def _differences(name: str, told: dict[str, Any], accepted: dict[str, Any]) -> Iterator[str | None]:
    """Yield ``None`` for each value that agrees, and a line for each that does not."""
    for field in FIELDS:
        ours = told.get(OUR_NAMES.get(field, field))
        if field not in accepted and (not ours or name in BEYOND_REFERENCE):
            continue
        theirs = [one["value"] for one in accepted.get(field, [])]
        agrees = any(_agree(field, ours, one) for one in theirs)
        yield None if agrees else f"{name}: {field} is {ours!r}, expected one of {theirs!r}"


def test_inspect_agrees_with_the_reference(told: dict[str, Any], expected: dict[str, Any]) -> None:
    compared, differing = 0, []
    for name, values in told.items():
        if not name.startswith(FOLDERS):
            continue
        facts = expected[name]
        if "error" in values:
            assert set(facts["status_accept"]) != {"readable"} or name in REFUSED, (name, values)
            continue
        assert set(facts["status_accept"]) & {"readable", "damaged"}, name
        sizes = {"width", "height"} if facts["kind"] == "raw" else set()
        for line in _differences(name, values, facts["accept"]):
            if line is None or line.split(": ")[1].split(" is ")[0] not in sizes:
                compared += 1
                differing += [line] if line else []
    assert set(expected) - set(told) <= {"formats/XMP.xmp"}
    assert compared > 900
    assert len(differing) <= compared * 0.005, "\n".join(differing)
    explained = {f"{name}: {field}" for name, field in REFERENCE_IS_WRONG}
    assert [line for line in differing if line.split(" is ")[0] not in explained] == []


def test_inspect_names_each_bad_file_and_no_sound_one(
    told: dict[str, Any], expected: dict[str, Any]
) -> None:
    wrong = []
    for name, values in told.items():
        if not name.startswith("broken/"):
            continue
        accepted = set(expected[name]["status_accept"])
        if "error" in values:
            assert values["error"]
            wrong += [(name, values["error"])] if accepted == {"readable"} else []
        else:
            wrong += [] if "readable" in accepted else [(name, "shown", sorted(accepted))]
    assert wrong == []
