"""Sheets through a real spreadsheet: opened in LibreOffice, corrected there, saved in the same form, read back."""

import json
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import photo, story_of

from curator.manifest import sheets
from curator.story.values import Place, Story

# Runs under whichever Python the distribution gave LibreOffice's bridge to.
DESK = r"""
import json, sys, time, uno
from com.sun.star.beans import PropertyValue

def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())

job = json.load(sys.stdin)
local = uno.getComponentContext()
find = "com.sun.star.bridge.UnoUrlResolver"
resolver = local.ServiceManager.createInstanceWithContext(find, local)
for attempt in range(150):
    try:
        address = f"uno:pipe,name={job['pipe']};urp;StarOffice.ComponentContext"
        context = resolver.resolve(address)
        break
    except Exception:
        time.sleep(0.1)
manager = context.ServiceManager
desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
for path, how in job["files"]:
    url = uno.systemPathToFileUrl(path)
    document = desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True, **how))
    page = document.Sheets.getByIndex(0)
    columns = {page.getCellByPosition(n, 0).String: n for n in reversed(range(60))}
    for column, row, text in job["corrections"]:
        page.getCellByPosition(columns[column], row).String = text
    document.storeToURL(url, properties(**how))
    document.close(True)
desktop.terminate()
"""

PYTHONS = ("/usr/bin/python3", "python3", "/usr/lib/libreoffice/program/python")
TEXT, XLSX = "Text - txt - csv (StarCalc)", "Calc MS Excel 2007 XML"
FORMS = {
    "captions.csv": {"FilterName": TEXT, "FilterOptions": "44,34,76,1"},
    "german.csv": {"FilterName": TEXT, "FilterOptions": "44,34,76,1,,1031,false,true,false"},
    "captions.tsv": {"FilterName": TEXT, "FilterOptions": "9,34,76,1"},
    "captions.xlsx": {"FilterName": XLSX},
}
HARD = [
    *("0012", "12e4", "1/2", "TRUE", "2026-03-14", "=1+1", "'quoted", "@SUM(A1)", "  spaces  "),
    *(
        "no\u00a0break",
        "_x000D_",
        "_x0041_",
        "שלום عالم",
        "😀 👩‍👩‍👧",
        "a\nb\n",
        "tab\tx",
        "-",
        "50%",
    ),
    *("“it’s” – …", "May 1", "\u200fabc", '"', '""', "a;b,c", "+44 20", "#N/A", "(5)", "1,000"),
    *("14 March 2026", "$5", "10:30", "x" * 32_000),
]
MOMENTS = ["2026-03-14T07:42:10+01:00", "2026-03-14T07:42:10", "2026-03-14T07:42", "2026-03-14"]
CORRECTIONS = {
    ("p1", "caption"): 'He said: “Now”, "yes"\nand went.',
    ("p2", "credit"): "",
    ("p3", "headline"): "Рассвет 夜明け فجر",
    ("p4", "notes"): "=1+1 is two",
    ("p5", "alt"): "first\nsecond\n\nfourth",
}


@pytest.fixture(scope="module")
def bridge() -> str:
    """Return the Python that can speak to LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine (Debian: libreoffice-calc)")
    for python in PYTHONS:
        found = shutil.which(python)
        if (
            found
            and not subprocess.run([found, "-c", "import uno"], capture_output=True).returncode
        ):
            return found
    pytest.skip("no Python here can speak to LibreOffice (Debian: python3-uno)")


@pytest.fixture(scope="module")
def pipe(bridge: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a LibreOffice of our own, without a window; return where it listens."""
    name = f"curator-{secrets.token_hex(4)}"
    profile = tmp_path_factory.mktemp("office").as_uri()
    office = subprocess.Popen(
        (
            *("soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}"),
            f"--accept=pipe,name={name};urp;",
        ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield name
    try:
        office.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait(10)


def told_story() -> Story:
    photos = (
        photo(
            n,
            caption=text,
            alt=text[:99],
            headline=text[:99].replace("\n", " ").replace("\t", " "),
            credit="Oh/AFP",
            taken=MOMENTS[n % len(MOMENTS)],
            keywords=("2026", "sea", "1/2"),
            place=Place(city="Wonsan"),
            notes=text[:99],
        )
        for n, text in enumerate(HARD, 1)
    )
    return story_of(*photos)


def test_what_was_corrected_in_libreoffice_comes_back_and_nothing_else(
    bridge: str, pipe: str, tmp_path: Path
) -> None:
    before = told_story()
    for name in FORMS:
        assert sheets.write(before, str(tmp_path / name)).remarks == ()
    job = {
        "pipe": pipe,
        "files": [(str(tmp_path / name), how) for name, how in FORMS.items()],
        "corrections": [(f, int(i[1:]), text) for (i, f), text in CORRECTIONS.items()],
    }
    subprocess.run([bridge, "-c", DESK], input=json.dumps(job), text=True, check=True, timeout=60)
    for name in FORMS:
        corrections = sheets.read(before, str(tmp_path / name))
        found = {(change.photo, change.field): change.theirs for change in corrections.changes}
        assert (name, found) == (name, CORRECTIONS)
        assert (corrections.conflicts, corrections.remarks) == ((), ())
        assert corrections.rows == len(HARD)
