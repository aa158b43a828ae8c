"""Every save is kept as a version: in order, whole, bounded, found again after a move, and never in the way."""

import errno
import json
import os
import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, story, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import VersionUnusable
from curator.manifest import files, safe_write
from curator.manifest.versions import blobs, index, pruning
from curator.manifest.versions.index import Version
from curator.manifest.versions.store import VersionStore
from curator.story import edits
from curator.story.values import GroupBlock, Story, TextBlock

DAY = 24 * 60 * 60


class Clock:
    """A clock that says what it is told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> VersionStore:
    return VersionStore(tmp_path / "state" / "versions", clock)


class Desk:
    """A story that is saved again and again, as the window does it."""

    def __init__(self, store: VersionStore, path: Path) -> None:
        self.store, self.path, self.story = store, str(path), story(2)
        self.known: str | None = None
        self.open_as = ""

    def save(self, title: str, path: Path | None = None) -> Version:
        self.story = edits.set_story("title", title).apply(self.story)
        target = str(path or self.path)
        written = files.write(self.story, target, None if path else self.known)
        version = self.store.keep(self.story, written, self.open_as)
        self.path = self.open_as = target
        self.known = written.fingerprint
        return version

    @property
    def titles(self) -> list[str]:
        return [version.title for version in self.store.versions(self.path)]


@pytest.fixture
def desk(store: VersionStore, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path / "story.json")


def home_of(store: VersionStore, path: str) -> Path:
    return store._home(os.path.realpath(path))


# ---- keeping


def test_each_save_is_a_version_the_newest_first(desk: Desk, clock: Clock) -> None:
    for title in ("One", "Two", "Three"):
        desk.save(title)
        clock.now += 60
    found = desk.store.versions(desk.path)
    assert [(v.number, v.title, v.photos) for v in found] == [
        (3, "Three", 2), (2, "Two", 2), (1, "One", 2),
    ]  # fmt: skip
    assert [v.saved_at for v in found] == [1_800_000_120, 1_800_000_060, 1_800_000_000]


def test_a_version_holds_the_very_bytes_of_the_manifest(desk: Desk, tmp_path: Path) -> None:
    desk.save("One")
    first = (tmp_path / "story.json").read_bytes()
    desk.save("Two")
    oldest = desk.store.versions(desk.path)[-1]
    assert desk.store.read(desk.path, oldest) == first
    loaded = desk.store.load(desk.path, oldest)
    assert loaded == files.load_bytes(first, desk.path, str(tmp_path)).story


def test_a_save_that_changes_nothing_keeps_nothing(desk: Desk) -> None:
    first = desk.save("One")
    assert desk.save("One") == first
    assert desk.titles == ["One"]


def test_photos_of_groups_are_counted_and_those_set_aside_are_not(store, tmp_path: Path) -> None:
    shown = [GroupBlock(("p1", "p2")), TextBlock("words")]
    whole = story_of(photo(1), photo(2), photo(3), sequence=shown)
    written = files.write(whole, str(tmp_path / "s.json"), None)
    assert store.keep(whole, written).photos == 2


def test_nothing_is_written_beside_the_manifest_and_nobody_else_may_read(desk, tmp_path) -> None:
    desk.save("One")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["state", "story.json"]
    home = home_of(desk.store, desk.path)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_what_stood_in_the_file_before_is_kept_first(desk: Desk, tmp_path: Path) -> None:
    before = edits.set_story("title", "As opened").apply(story(3))
    desk.known = files.save(before, desk.path, None)
    os.utime(desk.path, (1_700_000_000, 1_700_000_000))
    desk.save("Mine")
    found = desk.store.versions(desk.path)
    assert [(v.title, v.photos) for v in found] == [("Mine", 2), ("As opened", 3)]
    assert found[1].saved_at == 1_700_000_000


def test_what_somebody_else_wrote_meanwhile_is_kept_when_it_is_saved_over(desk: Desk) -> None:
    desk.save("One")
    files.save(edits.set_story("title", "Theirs").apply(Story()), desk.path, None)
    desk.known = None
    desk.save("Mine")
    assert desk.titles == ["Mine", "Theirs", "One"]


@pytest.mark.parametrize("data", [b"", b"[]", b'{"title": 1', b'{"format": "other"}', b"\xff"])
def test_what_was_no_story_is_no_version(desk: Desk, data: bytes) -> None:
    Path(desk.path).write_bytes(data)
    desk.save("One")
    assert desk.titles == ["One"]


def test_a_clock_that_goes_backwards_changes_nothing_in_the_order(desk: Desk, clock: Clock) -> None:
    for n in range(40):
        desk.save(f"Save {n}")
        clock.now -= 3 * DAY
    found = desk.store.versions(desk.path)
    assert [v.number for v in found] == list(range(40, 0, -1))
    assert found[0].title == "Save 39"


# ---- pruning


def version(number: int, day: float, name: str = "", size: int = 100) -> Version:
    return Version(number, round(1_800_000_000 + day * DAY), f"{number:064}", name=name, size=size)


def test_twenty_stay_and_one_of_each_day_for_sixty_days() -> None:
    many = [version(n, day=n / 10) for n in range(2_000, 0, -1)]
    stay = pruning.kept(many)
    assert [v.number for v in stay[:20]] == list(range(2_000, 1_980, -1))
    days = [time.strftime("%F", time.localtime(v.saved_at)) for v in stay[20:]]
    assert (
        len(set(days))
        == len(days)
        == pruning.DAYS - len({time.strftime("%F", time.localtime(v.saved_at)) for v in stay[:20]})
    )


def test_a_version_with_a_name_stays_for_ever() -> None:
    many = [version(n, day=0, name="As sent" if n == 3 else "") for n in range(100, 0, -1)]
    assert [v.number for v in pruning.kept(many)] == [*range(100, 80, -1), 3]


def test_beyond_the_room_the_oldest_go_but_never_the_newest_or_a_named_one() -> None:
    big = pruning.MOST_BYTES // 3
    many = [version(n, day=n, size=big, name="Sent" if n == 2 else "") for n in range(9, 0, -1)]
    assert [v.number for v in pruning.kept(many)] == [9, 8, 2]
    huge = [version(n, day=n, size=2 * pruning.MOST_BYTES) for n in range(3, 0, -1)]
    assert [v.number for v in pruning.kept(huge)] == [3]


@given(
    st.lists(st.tuples(st.floats(-400, 400), st.booleans(), st.integers(1, 2**24)), max_size=120)
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_clock_says_the_rule_holds(saves: list[tuple[float, bool, int]]) -> None:
    many = [version(n, day, "named" * named, size) for n, (day, named, size) in enumerate(saves, 1)]
    many.reverse()
    stay = pruning.kept(many)
    assert list(stay) == [v for v in many if v in stay]
    assert stay[:1] == tuple(many[:1])
    assert {v.number for v in many if v.name} <= {v.number for v in stay}
    unnamed = [v.size for v in stay[1:] if not v.name]
    assert not unnamed or sum(v.size for v in stay) <= pruning.MOST_BYTES
    assert pruning.kept(stay) == stay


def test_what_is_pruned_leaves_the_disk(desk: Desk) -> None:
    for n in range(25):
        desk.save(f"Save {n}")
    home = home_of(desk.store, desk.path)
    assert len(desk.titles) == 20
    assert len(list(home.glob("*.z"))) == 20


# ---- names


def test_a_version_is_named_and_keeps_its_name(desk: Desk) -> None:
    first = desk.save("One")
    desk.save("Two")
    desk.store.rename(desk.path, first.number, "  As sent\nto the desk ")
    assert [v.name for v in desk.store.versions(desk.path)] == ["", "As sent to the desk"]
    desk.save("Three")
    desk.store.rename(desk.path, first.number, "")
    assert [v.name for v in desk.store.versions(desk.path)] == ["", "", ""]


def test_a_version_that_is_gone_cannot_be_named(desk: Desk) -> None:
    desk.save("One")
    with pytest.raises(VersionUnusable, match="not there any more"):
        desk.store.rename(desk.path, 7, "x")


# ---- stories that move


def test_a_story_that_was_moved_finds_its_versions(desk: Desk, tmp_path: Path) -> None:
    desk.save("One")
    desk.save("Two")
    moved = tmp_path / "elsewhere" / "story.json"
    moved.parent.mkdir()
    Path(desk.path).rename(moved)
    known = files.load(str(moved)).fingerprint
    assert desk.store.versions(str(moved)) == ()
    found = desk.store.versions(str(moved), known)
    assert [v.title for v in found] == ["Two", "One"]
    photos = desk.store.load(str(moved), found[-1]).photos
    assert photos["p1"].file == "/pictures/DSC_0001.JPG"


def test_a_moved_story_finds_them_at_its_next_save_as_well(desk: Desk, tmp_path: Path) -> None:
    desk.save("One")
    moved = tmp_path / "b.json"
    Path(desk.path).rename(moved)
    desk.path = desk.open_as = str(moved)
    desk.save("Two")
    assert desk.titles == ["Two", "One"]


def test_a_copy_of_a_story_that_is_still_there_has_no_versions_yet(desk, tmp_path: Path) -> None:
    desk.save("One")
    copy = tmp_path / "copy.json"
    copy.write_bytes(Path(desk.path).read_bytes())
    assert desk.store.versions(str(copy), desk.known) == ()
    assert not home_of(desk.store, str(copy)).exists()


def test_a_story_saved_elsewhere_takes_its_versions_along(desk: Desk, tmp_path: Path) -> None:
    near = tmp_path / "near"
    near.mkdir()
    desk.path = str(near / "story.json")
    desk.story = story_of(photo(1, file=str(near / "a.jpg")))
    desk.save("One")
    desk.save("Two", tmp_path / "far.json")
    assert desk.titles == ["Two", "One"]
    oldest = desk.store.versions(desk.path)[-1]
    assert desk.store.load(desk.path, oldest).photos["p1"].file == str(near / "a.jpg")
    assert [v.title for v in desk.store.versions(str(near / "story.json"))] == ["One"]


def test_another_story_at_the_path_of_one_that_is_gone_does_not_mix_with_it(desk, tmp_path) -> None:
    desk.save("Old")
    moved = tmp_path / "moved.json"
    Path(desk.path).rename(moved)
    new = Desk(desk.store, tmp_path / "story.json")
    new.save("New")
    assert new.titles == ["New"]
    known = files.load(str(moved)).fingerprint
    assert [v.title for v in desk.store.versions(str(moved), known)] == ["Old"]


def test_a_file_that_was_deleted_under_an_open_story_keeps_its_versions(desk: Desk) -> None:
    desk.save("One")
    os.unlink(desk.path)
    desk.known = None  # Asked for: nobody makes the file anew by itself.
    desk.save("Two")
    assert desk.titles == ["Two", "One"]


def test_a_link_to_a_story_leads_to_the_same_versions(desk: Desk, tmp_path: Path) -> None:
    desk.save("One")
    (tmp_path / "link.json").symlink_to(desk.path)
    assert [v.title for v in desk.store.versions(str(tmp_path / "link.json"))] == ["One"]


def test_versions_of_stories_long_gone_go_too(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    desk.save("Gone")
    there = Desk(desk.store, tmp_path / "there.json")
    there.save("There")
    os.unlink(desk.path)
    gone = home_of(desk.store, desk.path)
    for place in (gone, home_of(desk.store, there.path)):
        os.utime(place / index.NAME, (clock.now, clock.now))
    clock.now += 500 * DAY
    Desk(VersionStore(desk.store._folder, clock), tmp_path / "new.json").save("New")
    assert not gone.exists()
    assert there.titles == ["There"]


# ---- faults


@pytest.mark.parametrize("harm", [b"", b"nonsense", "cut", "other"])
def test_a_damaged_version_is_told_and_the_others_can_be_read(desk: Desk, harm: object) -> None:
    desk.save("One")
    desk.save("Two")
    newest, oldest = desk.store.versions(desk.path)
    home = home_of(desk.store, desk.path)
    file = blobs.place(home, oldest.number, oldest.digest)
    kept = file.read_bytes()
    other = blobs.place(home, newest.number, newest.digest).read_bytes()
    file.write_bytes(harm if isinstance(harm, bytes) else kept[:-3] if harm == "cut" else other)
    with pytest.raises(VersionUnusable, match="damaged"):
        desk.store.read(desk.path, oldest)
    assert desk.store.load(desk.path, newest).title == "Two"


def test_a_version_that_unpacks_without_end_is_refused(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(blobs, "MAX_BYTES", 10_000)
    only = desk.save("One")
    home = home_of(desk.store, desk.path)
    blobs.write(blobs.place(home, only.number, only.digest), bytes(1_000_000))
    with pytest.raises(VersionUnusable):
        desk.store.read(desk.path, only)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": "curator-versions", "version": 1, "path": "", "versions": [7]}']
)  # fmt: skip
def test_a_damaged_index_is_made_anew_of_the_versions(desk: Desk, text: str) -> None:
    desk.save("One")
    desk.save("Two")
    (home_of(desk.store, desk.path) / index.NAME).write_text(text)
    assert desk.titles == ["Two", "One"]
    desk.save("Three")
    assert desk.titles == ["Three", "Two", "One"]


def test_versions_that_vanished_are_not_counted_among_the_good_ones(desk: Desk) -> None:
    for n in range(20):
        desk.save(f"Save {n}")
    home = home_of(desk.store, desk.path)
    for version in desk.store.versions(desk.path)[:19]:
        blobs.place(home, version.number, version.digest).unlink()
    desk.save("Last")
    assert desk.titles == ["Last", "Save 0"]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES], ids=os.strerror)
@pytest.mark.parametrize("at", [1, 2])
def test_whichever_write_fails_the_versions_before_are_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: int, error: int
) -> None:
    desk.save("One")
    real, calls = safe_write.write, iter(range(1, 9))

    def failing(path: str, data: bytes, *more: object) -> None:
        if path.startswith(str(desk.store._folder)) and next(calls) == at:
            raise OSError(error, os.strerror(error))
        real(path, data, *more)

    monkeypatch.setattr(safe_write, "write", failing)
    with pytest.raises(VersionUnusable, match="no version of the story was kept"):
        desk.save("Two")
    monkeypatch.undo()
    assert files.load(desk.path).story.title == "Two"
    assert desk.titles == ["One"]
    desk.known = files.load(desk.path).fingerprint
    desk.save("Three")
    assert desk.titles == ["Three", "Two", "One"]
    assert len(list(home_of(desk.store, desk.path).glob("*.z"))) == 3


def test_a_version_that_does_not_read_back_costs_no_older_one(desk: Desk, monkeypatch) -> None:
    for n in range(20):
        desk.save(f"Save {n}")
    real = safe_write.write

    def rotten(path: str, data: bytes, *more: object) -> None:
        real(path, data[:-1] if path.endswith(".z") else data, *more)

    monkeypatch.setattr(safe_write, "write", rotten)
    with pytest.raises(VersionUnusable):
        desk.save("Rotten")
    assert len(desk.titles) == 20


def test_a_window_that_holds_the_lock_for_ever_is_not_waited_for(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr("curator.manifest.versions.store._PATIENCE", 0.1)
    desk.save("One")
    with desk.store._locked(os.path.realpath(desk.path)), pytest.raises(VersionUnusable):
        desk.save("Two")
    assert desk.titles == ["One"]


def test_a_path_that_is_no_text_has_versions_too(store: VersionStore, tmp_path: Path) -> None:
    odd = Desk(store, Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.json")))
    odd.save("One")
    assert odd.titles == ["One"]
    listed = json.loads((home_of(store, odd.path) / index.NAME).read_text())
    assert listed["path"] == odd.path


def test_the_index_keeps_what_a_version_is(tmp_path: Path) -> None:
    made = index.Index("/s.json", (replace(version(2, 1, "é"), folder="/old"), version(1, 0)))
    index.write(tmp_path, made)
    assert index.read(tmp_path) == made
