"""The commands without a window, as a person or a script calls them."""

import csv
import json
import os
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from factories import photo_file, picture_file
from metadata_files import described, jpeg, xmp_segment

from curator import __version__
from curator.cli import main
from curator.manifest import files, sheets
from curator.story import edits

WORDS = ["“Dawn” – a ferry’s wake", "é 한 <b>&amp;", "Nets & 'ropes'", "Evening at Wonsan"]


class Said:
    """What a command said: its status, machine output and messages."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> object:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _cache_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user-cache"))


@pytest.fixture
def curator(capsys: pytest.CaptureFixture[str]):
    def run(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of four photos whose names are in another order than their times."""
    folder = tmp_path / "photos"
    for name, hour in (("d.jpg", 7), ("c.jpg", 8), ("sub/b.jpg", 9), ("a.jpg", 10)):
        photo_file(folder / name, taken=f"2026:03:14 {hour:02}:00:00", offset="+01:00")
    return folder


@pytest.fixture
def made(curator, photos: Path, tmp_path: Path) -> Path:
    path = tmp_path / "story.json"
    assert curator("new", path, photos, "--title", "The river").status == 0
    return path


# ---- new


def test_new_makes_a_story_in_capture_order(curator, photos: Path, tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    said = curator("new", path, photos, "--title", "The river", "--json")
    assert said.status == 0
    assert said.json["skipped"] == []
    order = [str(photos / name) for name in ("d.jpg", "c.jpg", "sub/b.jpg", "a.jpg")]
    assert [added["file"] for added in said.json["added"]] == order
    values = json.loads(path.read_text())
    assert values["title"] == "The river"
    assert [block["photo"] for block in values["sequence"]] == [a["id"] for a in said.json["added"]]
    assert [values["photos"][a["id"]]["file"] for a in said.json["added"]] == [
        "photos/d.jpg", "photos/c.jpg", "photos/sub/b.jpg", "photos/a.jpg",
    ]  # fmt: skip
    assert "4 photos added, 0 skipped" in said.err


def test_new_names_each_file_that_it_left_out(curator, photos: Path, tmp_path: Path) -> None:
    (photos / "words.txt").write_text("words")
    said = curator("new", tmp_path / "s.json", photos, tmp_path / "gone", "--json")
    assert said.status == 1
    assert said.json["skipped"] == [
        {"file": str(photos / "words.txt"), "reason": "this is not a picture"},
        {"file": str(tmp_path / "gone"), "reason": "there is nothing here"},
    ]
    assert said.err.count("skipped") == 3
    assert len(said.json["added"]) == 4


def test_new_without_json_prints_nothing_for_machines(curator, photos, tmp_path: Path) -> None:
    assert curator("new", tmp_path / "s.json", photos).out == ""


def test_new_without_a_photo_needs_attention(curator, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = curator("new", tmp_path / "s.json", tmp_path / "empty", "--json")
    assert (said.status, said.json) == (1, {"added": [], "skipped": []})


def test_new_never_replaces_what_is_there(curator, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text("precious")
    said = curator("new", tmp_path / "s.json", photos, "--json")
    assert (said.status, said.out) == (2, "")
    assert "there already" in said.err
    assert (tmp_path / "s.json").read_text() == "precious"


def test_new_in_a_folder_that_is_not_there_does_nothing(curator, photos, tmp_path: Path) -> None:
    said = curator("new", tmp_path / "none" / "s.json", photos)
    assert said.status == 2
    assert "folder is not there" in said.err
    assert not (tmp_path / "none").exists()


ODD = [b"caf\xe9.jpg", b"new\nline.jpg", "10.30\u202fAM.jpg".encode(), b"\x1b[31m.jpg", b"-x.jpg"]


def test_machine_output_names_any_file_exactly(curator, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "odd")
    os.mkdir(folder)
    for name in ODD:
        os.rename(picture_file(tmp_path / "plain.jpg"), folder + b"/" + name)
    said = curator("new", tmp_path / "s.json", tmp_path / "odd", "--json")
    assert said.status == 0
    added = {os.fsencode(added["file"]) for added in said.json["added"]}
    assert added == {folder + b"/" + name for name in ODD}
    said = curator("inspect", tmp_path / "odd", "--json")
    assert {os.fsencode(name) for name in said.json} == set(ODD)
    said = curator("inspect", tmp_path / "odd")
    assert "\x1b" not in said.out + said.err
    opened = files.load(str(tmp_path / "s.json")).story
    assert {os.fsencode(p.file) for p in opened.photos.values()} == added


# ---- inspect


def test_inspect_prints_what_each_photo_says(curator, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    photo_file(folder / "sub" / "a.jpg", taken="2026:03:14 07:42:10", offset="+01:00")
    jpeg(folder / "b.jpg", xmp_segment(described("A ferry leaves.")))
    (folder / "c.jpg").write_text("words")
    said = curator("inspect", folder, "--json")
    assert said.status == 1
    assert sorted(said.json) == ["b.jpg", "c.jpg", "sub/a.jpg"]
    assert said.json["c.jpg"] == {"error": "this is not a picture"}
    assert said.json["b.jpg"]["caption"] == "A ferry leaves."
    facts = said.json["sub/a.jpg"]
    assert facts["taken"] == "2026-03-14T07:42:10+01:00"
    assert (facts["width"], facts["height"], facts["format"]) == (40, 30, "JPEG")
    assert "caption" not in facts
    assert "c.jpg: this is not a picture" in said.err


def test_inspect_of_single_files_uses_the_names_given(
    curator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture_file(tmp_path / "sub" / "a.jpg")
    monkeypatch.chdir(tmp_path)
    said = curator("inspect", "./sub/a.jpg", str(tmp_path / "gone.jpg"), "--json")
    assert said.status == 1
    assert list(said.json) == ["./sub/a.jpg", str(tmp_path / "gone.jpg")]


def test_inspect_loses_no_file_of_two_folders_with_equal_names(curator, tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    picture_file(first / "a.jpg", size=(10, 10))
    picture_file(second / "a.jpg", size=(20, 20))
    said = curator("inspect", first, second, "--json")
    assert said.status == 0
    assert sorted(facts["width"] for facts in said.json.values()) == [10, 20]


def test_inspect_speaks_to_people_too(curator, tmp_path: Path) -> None:
    said = curator("inspect", picture_file(tmp_path / "a.jpg"))
    assert said.status == 0
    assert "  width: 40" in said.out.splitlines()


# ---- check


def test_check_prints_every_problem_with_its_photo(curator, made: Path) -> None:
    said = curator("check", made, "--json")
    assert said.status == 1
    keys = {"rule", "level", "photo", "file", "field", "text", "message", "suggestion"}
    assert all(set(problem) == keys for problem in said.json)
    assert {problem["file"] for problem in said.json} == {"", "a.jpg", "b.jpg", "c.jpg", "d.jpg"}
    assert len([p for p in said.json if p["rule"] == "caption-missing"]) == 4
    spoken = curator("check", made)
    assert len(spoken.out.splitlines()) == len(said.json)
    assert f"{len(said.json)} problems" in spoken.err


def test_check_of_a_story_without_problems_is_done(curator, made: Path) -> None:
    values = json.loads(made.read_text())
    values |= {"standfirst": "Four boats.", "defaults": {"credit": "Mina Oh/AFP"}}
    words = ("A ferry leaves Wonsan at dawn.", "Farmers harvest rice near Kaesong.",
             "Nurses change shifts in Hamhung.", "Men race horses across the steppe.")  # fmt: skip
    for number, photo in enumerate(values["photos"].values()):
        photo |= {"caption": words[number], "alt": f"What is seen, {number}"}
        photo |= {"digest": f"sha256:{number}", "width": 1800, "height": 1200}
    made.write_text(json.dumps(values))
    said = curator("check", made, "--json")
    assert (said.status, said.json) == (0, [])
    assert "No problem found" in said.err


def test_check_goes_by_the_house_style_that_is_named(curator, made: Path) -> None:
    style = made.parent / "house.toml"
    style.write_text("[levels]\ncaption-missing = 'hint'\nalt-missing = 'off'\n")
    found = curator("check", made, "--json", "--style", style).json
    assert {p["level"] for p in found if p["rule"] == "caption-missing"} == {"hint"}
    assert "alt-missing" not in {p["rule"] for p in found}
    style.write_text("[levels]\nno-rule = 'off'\n")
    refused = curator("check", made, "--style", style)
    assert refused.status == 2
    assert "no-rule" in refused.err


def test_hints_alone_ask_for_no_attention(curator, made: Path) -> None:
    style = made.parent / "house.toml"
    rules = {p["rule"] for p in curator("check", made, "--json").json}
    style.write_text("[levels]\n" + "".join(f"{rule} = 'hint'\n" for rule in rules))
    assert curator("check", made, "--style", style).status == 0


def test_check_tells_of_files_that_are_gone_and_of_refused_ones(curator, made: Path) -> None:
    values = json.loads(made.read_text())
    first, second = list(values["photos"].values())[:2]
    os.unlink(made.parent / first["file"])
    second["file"] = "../../etc/passwd"
    made.write_text(json.dumps(values))
    said = curator("check", made, "--json")
    rules = [problem["rule"] for problem in said.json]
    assert rules.count("file-missing") == rules.count("file-refused") == 1
    assert "../../etc/passwd" in said.err


@pytest.mark.parametrize("command", ["check", "export", "captions export", "captions import"])
def test_a_story_that_cannot_be_opened_is_refused_by_every_command(
    curator, tmp_path: Path, command: str
) -> None:
    (tmp_path / "s.json").write_text('{"format": "curator-story", "version": 99}')
    more = [] if command == "check" else [tmp_path / "out"]
    said = curator(*command.split(), tmp_path / "s.json", *more)
    assert (said.status, said.out) == (2, "")
    assert "later version" in said.err
    assert os.listdir(tmp_path) == ["s.json"]
    said = curator(*command.split(), tmp_path / "none.json", *more)
    assert said.status == 2
    assert "no story here" in said.err


# ---- captions


def test_captions_go_to_the_desk_and_come_back(curator, made: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "captions.csv"
    said = curator("captions", "export", made, sheet)
    assert (said.status, said.out) == (0, "")
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["file"] for row in rows] == ["d.jpg", "c.jpg", "b.jpg", "a.jpg"]
    for row, words in zip(rows, WORDS, strict=True):
        row["caption"] = words
    with sheet.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0], delimiter=";")
        table.writeheader()
        table.writerows(rows)
    said = curator("captions", "import", made, sheet)
    assert (said.status, said.out) == (0, "")
    assert "4 rows matched, 4 photos changed" in said.err
    story = files.load(str(made)).story
    assert [story.photos[b.photo].caption for b in story.sequence] == WORDS
    before = made.stat().st_ino
    assert curator("captions", "import", made, sheet).status == 0
    assert made.stat().st_ino == before  # nothing changed, nothing written


def test_captions_that_match_nothing_are_named_and_the_others_taken(
    curator, made: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "captions.csv"
    sheet.write_text("file,caption,mood\na.jpg,Corrected,good\nnone.jpg,Lost,bad\n")
    said = curator("captions", "import", made, sheet)
    assert said.status == 1
    assert "row 3 matches no photo" in said.err
    assert "mood" in said.err
    assert "Corrected" in made.read_text()


@pytest.mark.parametrize("form", ["captions.xlsx", "captions.tsv"])
def test_captions_travel_as_a_workbook_or_with_tabs(
    curator, made: Path, tmp_path: Path, form: str
) -> None:
    sheet = tmp_path / form
    assert curator("captions", "export", made, sheet).status == 0
    before = made.read_bytes()
    said = curator("captions", "import", made, sheet)
    assert (said.status, said.out) == (0, "")
    assert "4 rows matched, 0 photos changed" in said.err
    assert made.read_bytes() == before


@pytest.mark.parametrize(
    ("more", "kept", "told"),
    [
        ([], "Theirs", "sheet’s words were taken"),
        (["--keep-mine"], "Ours", "story’s words were kept"),
    ],
)
def test_a_field_changed_on_both_sides_is_named_with_both_texts(
    curator, made: Path, tmp_path: Path, more: list[str], kept: str, told: str
) -> None:
    sheet = tmp_path / "captions.csv"
    curator("captions", "export", made, sheet)
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    rows[0] |= {"caption": "Theirs", "alt": "Theirs alone"}
    with sheet.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    story = files.load(str(made)).story
    first = next(photo.id for photo in story.photos.values() if photo.id == rows[0]["id"])
    meanwhile = edits.set_fields({first: {"caption": "Ours", "credit": "Ours alone"}}).apply(story)
    files.save(meanwhile, str(made), files.load(str(made)).fingerprint)

    said = curator("captions", "import", made, sheet, *more)
    assert (said.status, said.out) == (1, "")
    assert "row 2 (d.jpg): caption was changed on both sides" in said.err
    assert "story: “Ours”, sheet: “Theirs”" in said.err
    assert told in said.err
    after = files.load(str(made)).story.photos[first]
    assert (after.caption, after.alt, after.credit) == (kept, "Theirs alone", "Ours alone")


def test_telling_many_conflicts_compares_none_with_another(
    curator, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "captions.csv"
    story = files.load(str(made)).story
    rows = "".join(f"{name},Theirs {name},unknown\n" for name in story.photos)
    sheet.write_text(f"id,caption,fingerprint\n{rows}")
    compared = []
    monkeypatch.setattr(
        sheets.Correction, "__eq__", lambda *pair: bool(compared.append(pair)), raising=True
    )
    said = curator("captions", "import", made, sheet)
    assert said.err.count("changed on both sides") == len(story.photos) == 4
    assert not compared


def test_a_caption_too_long_for_a_cell_is_told_when_the_sheet_is_written(
    curator, made: Path, tmp_path: Path
) -> None:
    values = json.loads(made.read_text())
    next(iter(values["photos"].values()))["caption"] = "long " * 8000
    made.write_text(json.dumps(values))
    said = curator("captions", "export", made, tmp_path / "captions.xlsx")
    assert said.status == 1
    assert "caption is longer than the 32,767 characters" in said.err


def test_a_sheet_that_is_none_changes_nothing(curator, made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    for said in (
        curator("captions", "import", made, tmp_path / "none.csv"),
        curator("captions", "import", made, made),
        curator("captions", "export", made, tmp_path / "none" / "a.csv"),
    ):
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith("curator: ")
    assert made.read_bytes() == before


# ---- the whole way


class Texts(HTMLParser):
    """Gathers what a reader reads on a page, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style", "title")
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def test_from_a_folder_of_photos_to_a_page(curator, made: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "captions.csv"
    lines = "".join(f'"{words}","Seen: {n}","Oh {n}/AFP"\n' for n, words in enumerate(WORDS))
    sheet.write_text(f"caption,alt,credit\n{lines}", encoding="utf-8")
    assert curator("captions", "import", made, sheet).status == 0

    values = json.loads(made.read_text())
    values |= {
        "title": "The river & its people",
        "standfirst": "One day, from dawn to dark.",
        "closing_credit": "Photographs by Mina Oh and Jon Ek.",
        "source": {"name": "The Harbour", "url": "https://harbour.example/river"},
        "links": [{"kind": "next", "label": "The bridge", "url": "https://harbour.example/b"}],
    }
    values["sequence"].insert(2, {"text": "Between two *ferries*."})
    values["sequence"].insert(0, {"heading": "Morning"})
    made.write_text(json.dumps(values))

    said = curator("export", made, tmp_path / "page")
    assert (said.status, said.out) == (0, ""), said.err
    html = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    page = Texts(html.partition("<dialog")[0])
    read = " ".join(" ".join(page.texts).split())
    expected = [
        "The river & its people",
        "One day, from dawn to dark.",
        "Morning",
        WORDS[0],
        "Oh 0/AFP",
        WORDS[1],
        "Oh 1/AFP",
        "ferries",
        WORDS[2],
        WORDS[3],
        "Photographs by Mina Oh and Jon Ek.",
        "The Harbour",
        "The bridge",
    ]
    assert {text: read.count(text) for text in expected} == dict.fromkeys(expected, 1)
    places = [read.index(text) for text in expected]
    assert places == sorted(places)
    assert {"https://harbour.example/river", "https://harbour.example/b"} <= set(page.links)
    pictures = list((tmp_path / "page").rglob("*.jpg"))
    assert len(pictures) >= 4


def test_an_export_names_the_photos_that_it_left_out(curator, made: Path, tmp_path: Path) -> None:
    (made.parent / "photos" / "c.jpg").unlink()
    said = curator("export", made, tmp_path / "page")
    assert said.status == 1
    assert "left out c.jpg" in said.err
    assert (tmp_path / "page" / "index.html").is_file()


def test_a_draft_has_no_avif(curator, made: Path, tmp_path: Path) -> None:
    for kind, more in (("whole", ()), ("draft", ("--draft",))):
        assert curator("export", made, tmp_path / kind, *more).status in (0, 1)
        endings = {path.suffix for path in (tmp_path / kind / "photos").iterdir()}
        assert endings == ({".jpg"} if more else {".jpg", ".avif"})


def test_an_export_makes_a_book_when_asked(curator, made: Path, tmp_path: Path) -> None:
    assert curator("export", made, tmp_path / "page", "--epub", "--zip").status == 0
    assert (tmp_path / "page" / "story.epub").is_file()
    with zipfile.ZipFile(tmp_path / "page.zip") as archive:
        assert {"story.epub", "story.txt", "story.json"} <= set(archive.namelist())


def test_an_export_into_a_folder_of_others_does_nothing(curator, made: Path, tmp_path) -> None:
    said = curator("export", made, made.parent / "photos")
    assert (said.status, said.out) == (2, "")
    assert sorted(os.listdir(made.parent / "photos")) == ["a.jpg", "c.jpg", "d.jpg", "sub"]


# ---- how it speaks


@pytest.mark.parametrize(
    "arguments", [[], ["new"], ["new", "s.json"], ["captions"], ["unknown"], ["check", "--wrong"]]
)
def test_a_command_that_makes_no_sense_is_not_done(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        *([*c.split(), "--help"] for c in ("new", "inspect", "captions import", "export")),
    ],
    ids=" ".join,
)
def test_every_command_has_help(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 0
    assert "usage" in capsys.readouterr().out


def test_an_interruption_leaves_nothing_half_done(
    curator, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "save", interrupted)
    said = curator("new", tmp_path / "s.json", photos)
    assert said.status == 2
    assert "Stopped" in said.err
    assert not (tmp_path / "s.json").exists()


def test_photos_outside_a_story_from_elsewhere_are_told_once_they_are_used(
    curator, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "account"))
    path = tmp_path / "elsewhere" / "s.json"
    path.parent.mkdir()
    assert curator("new", path, photos, "--title", "The river").status == 0
    mine = curator("check", path)
    assert "outside" not in mine.err
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another-account"))
    theirs = curator("check", path)
    assert "4 photos outside the folder of the story, not added here:" in theirs.err
    assert str(photos / "a.jpg") in theirs.err
    assert theirs.status == mine.status


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "curator", *map(str, arguments)],
        capture_output=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_the_command_itself_keeps_machine_output_apart(photos: Path, tmp_path: Path) -> None:
    (photos / "caf\udce9.txt").write_text("words")
    done = run("new", tmp_path / "é.json", photos, "--json", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["added"]) == 4
    assert json.loads(done.stdout)["skipped"][0]["file"] == str(photos / "caf\udce9.txt")
    assert b"skipped" in done.stderr
    assert done.stderr.decode("utf-8")
    version = run("--version")
    assert version.stdout.decode().strip() == f"Curator {__version__}"


def test_a_reader_that_stops_listening_is_no_failure(photos: Path) -> None:
    command = f"{sys.executable} -m curator inspect {photos} --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert b"Traceback" not in done.stderr


# ---- collect and unpack


def test_a_story_is_collected_and_unpacked_again(curator, made: Path, tmp_path: Path) -> None:
    said = curator("collect", made, tmp_path / "there")
    assert (said.status, said.out) == (0, "")
    assert "the story is collected (5 files" in said.err
    assert sorted(p.name for p in (tmp_path / "there/photos").iterdir()) == [
        "a.jpg", "b.jpg", "c.jpg", "d.jpg",
    ]  # fmt: skip

    assert curator("collect", made, tmp_path / "London", "--zip").status == 0
    assert (tmp_path / "London.zip").exists()
    said = curator("unpack", tmp_path / "London.zip", tmp_path / "out")
    assert said.status == 0
    assert "story.json: the story is unpacked (5 files)" in said.err
    assert curator("check", tmp_path / "out/story.json", "--json").status == 1
    assert files.load(str(tmp_path / "out/story.json")).story.title == "The river"


def test_a_target_that_ends_in_zip_is_a_zip(curator, made: Path, tmp_path: Path) -> None:
    assert curator("collect", made, tmp_path / "London.ZIP").status == 0
    assert (tmp_path / "London.ZIP").is_file()


def test_each_photo_that_did_not_come_along_is_named(curator, made, photos, tmp_path) -> None:
    (photos / "a.jpg").unlink()
    said = curator("collect", made, tmp_path / "there")
    assert said.status == 1
    assert "left out a.jpg: the file is not there any more" in said.err
    said = curator("collect", made, tmp_path / "z.zip")
    said = curator("unpack", tmp_path / "z.zip", tmp_path / "out")
    assert said.status == 1
    assert "a.jpg is not in the zip file." in said.err


def test_each_new_name_is_told(curator, photos: Path, tmp_path: Path) -> None:
    photo_file(photos / "sub" / "a.jpg", taken="2026:03:14 11:00:00")
    curator("new", tmp_path / "s.json", photos)
    said = curator("collect", tmp_path / "s.json", tmp_path / "there")
    assert said.status == 0
    assert f"{photos / 'sub/a.jpg'} is called a (2).jpg there." in said.err


def test_what_cannot_be_collected_or_unpacked_is_not_done(curator, made, tmp_path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("x")
    assert curator("collect", made, tmp_path / "precious").status == 2
    (tmp_path / "bad.zip").write_text("words")
    said = curator("unpack", tmp_path / "bad.zip", tmp_path / "out")
    assert (said.status, said.out) == (2, "")
    assert "bad.zip: this is no zip file" in said.err
    assert not (tmp_path / "out").exists()
