"""Real photos whole through the program, and what of them its page gives away.

By hand: ``python tests/benchmarks/measure_leaks.py PHOTOS [PAYLOADS]``. Needs ``exiftool``. PHOTOS is a folder
of any files; PAYLOADS has hostile texts, tab-separated, a JSON string in the fourth column, that go into
captions, credits, alt texts and headlines. A window takes all files in, is typed into, saves and exports folder,
zip file and book. In everything that came out, the bytes of each position, serial number, owner, unique number
and file name that exiftool finds in PHOTOS are looked for, packed parts unpacked, and exiftool reads every picture.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import PATHS, ROOT, Table  # isort: skip

DRIVEN = ROOT / "tests/scenarios/driven_program.py"

_TELLING = re.compile(
    r"GPS|Serial|Owner|UniqueID|DocumentID|InstanceID|HostComputer|RawFileName|PreservedFileName"
    r"|PersonInImage|RegionName|CameraID|MediaUniqueID|HistoryInstanceID"
)
_HARMLESS = re.compile(
    r"GPSVersionID|GPS\w+Ref$|Composite|Unknown|GPSMapDatum|GPSStatus|GPSMeasureMode"
)
_SHORTEST = 6
# Characters below which a value is found anywhere by chance.

_ALLOWED = re.compile(
    r"(XMP-(dc|photoshop|xmpRights|iptcCore):(Creator|Description|Rights|Title|Headline|Credit|Source|"
    r"UsageTerms|WebStatement|AltTextAccessibility)(-\w+)?|XMP-x:XMPToolkit)$"
)


def exiftool(*arguments: str) -> list[dict[str, object]]:
    """Return what exiftool says of each file, all tags with their groups."""
    command = ["exiftool", "-j", "-a", "-G1", "-n", "-q", "-q", "-r", *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    found: list[dict[str, object]] = json.loads(done.stdout or b"[]")
    return found


def secrets(photos: Path) -> dict[str, str]:
    """Return each value that must not travel, and of which tag it is."""
    found = {}
    for told in exiftool(str(photos)):
        for tag, value in told.items():
            if _TELLING.search(tag) and not _HARMLESS.search(tag):
                for text in value if isinstance(value, list) else [value]:
                    if len(str(text)) >= _SHORTEST and len(set(str(text))) > 3:
                        found[str(text)] = tag
        name = Path(str(told["SourceFile"])).stem
        if len(name) >= _SHORTEST and re.search(r"\d", name):  # Else it may be any word.
            found[name] = "file name"
    return found


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield *data*, and what is in it if it is an archive."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inside in archive.namelist():
                yield from unpacked(f"{name}/{inside}", archive.read(inside))


def main() -> None:
    """Drive, search, and print what was found."""
    photos = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as root:
        home = Path(root) / "CANARY-HOME"
        shutil.copytree(photos, home / "photos", ignore=shutil.ignore_patterns("*.md", "*.json"))
        if len(sys.argv) > 2:
            lines = Path(sys.argv[2]).read_text("utf-8").splitlines()
            texts = [json.loads(x.split("\t")[3]) for x in lines if x and x[0] != "#"]
            (home / "words.json").write_text(json.dumps(texts), "utf-8")
        count = sum(1 for path in (home / "photos").rglob("*") if path.is_file())
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, str(DRIVEN), str(home), "page"],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(PATHS), "HOME": root},
        )
        table = Table(f"{count} files through a window", "what", "found")
        table.add("steps done", ", ".join(done.stdout.split("\n")[:-1]))
        table.add("ended with", f"{done.returncode}, {time.monotonic() - began:.0f} s")
        if done.returncode:
            print(done.stderr[-3000:])
        story = json.loads((home / "story.json").read_text("utf-8"))
        table.add("photos in the story", f"{len(story['photos'])}")
        said = json.dumps(_said(story), ensure_ascii=False)
        planted = {t: tag for t, tag in secrets(home / "photos").items() if t not in said}
        hits, wrong, files = searched(home, planted)
        table.add("parts searched", f"{files['parts']:,}")
        table.add("values looked for", f"{files['values']:,}")
        for what, number in (hits | wrong).items():
            table.add(f"  {what}"[:100], f"{number}")
        table.add("leaks", f"{sum(hits.values()) + sum(wrong.values())}")
        table.show()


def _said(story: dict[str, Any]) -> list[object]:
    """Return the words of *story* that are for its readers: what they say, nobody else has to hide."""
    words = ("caption", "credit", "photographer", "copyright", "headline", "alt", "usage")
    return [photo.get(word, "") for photo in story["photos"].values() for word in words]


def searched(
    home: Path, planted: dict[str, str]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return the values found in what was exported to *home*, tags that have no place there, and counts."""
    planted |= {"CANARY-HOME": "folder", str(home): "path"}
    needles = [(text, text.encode("utf-8", "surrogatepass"), tag) for text, tag in planted.items()]
    hits, files, wrong = Counter[str](), Counter[str](values=len(needles)), Counter[str]()
    pictures = home / "pictures"
    pictures.mkdir()
    outputs = [*(home / "page").rglob("*"), home / "page.zip"]
    for path in filter(Path.is_file, outputs):
        for name, data in unpacked(path.name, path.read_bytes()):
            files["parts"] += 1
            for text, needle, tag in needles:
                if needle in data:
                    hits[f"{tag} “{text[:40]}” in {name[:40]}"] += 1
            if name.endswith((".jpg", ".avif")):
                (pictures / f"{files['parts']}{Path(name).suffix}").write_bytes(data)
    for told in exiftool(str(pictures)):
        for tag in told:
            group, _, _ = tag.partition(":")
            is_words = group.startswith(
                ("XMP", "IPTC", "EXIF", "IFD", "ExifIFD", "GPS", "Photoshop")
            )
            if (is_words and not _ALLOWED.match(tag)) or "GPS" in tag or "Serial" in tag:
                wrong[f"exiftool reads {tag}"] += 1
    return hits, wrong, files


if __name__ == "__main__":
    main()
