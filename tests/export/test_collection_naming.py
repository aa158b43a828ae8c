"""Names in a collection: kept, taken by every system, none alike, and those that belong together stay so."""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.export.collection.naming import fold, names_for, plain
from curator.manifest.paths import to_path

STEM = st.one_of(
    st.sampled_from(
        ["a", "A", "é", "e\u0301", "CON", "a (2)", "a.", "a ", " a", "", "..", "caf\udce9", "a:b?", "x" * 300]
    ),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1, max_size=6),
)  # fmt: skip
ENDING = st.sampled_from(
    [".jpg", ".JPG", ".nef", ".xmp", ".jpg.xmp", "", ".tar.gz", "." + "y" * 20]
)
PATH = st.builds(
    lambda folder, stem, ending: f"/{folder}/{(stem + ending) or 'x'}",
    st.sampled_from(["one", "two", "three"]),
    STEM,
    ENDING,
)

FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


@given(st.lists(PATH, unique=True, max_size=12))
@settings(max_examples=300, deadline=None)
def test_every_system_takes_the_names_and_takes_no_two_for_one(paths: list[str]) -> None:
    names = names_for(paths)
    assert set(names) == set(paths)
    assert len({fold(name) for name in names.values()}) == len(paths)
    for name in names.values():
        assert name == name.rstrip(". ")
        assert 0 < len(name.encode("utf-8")) <= 220
        assert not FORBIDDEN.search(name)
        assert to_path(f"photos/{name}", "/story") == f"/story/photos/{name}"
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name, re.IGNORECASE)


@given(st.lists(PATH, unique=True, max_size=12))
@settings(max_examples=200, deadline=None)
def test_files_of_other_folders_never_come_to_share_a_name(paths: list[str]) -> None:
    names = names_for(paths)
    stems: dict[str, set[str]] = {}
    for path, name in names.items():
        folder, own = os.path.split(path)
        if not own.endswith(".xmp") and len(os.path.splitext(own)[1]) <= 12:
            stems.setdefault(fold(os.path.splitext(name)[0]), set()).add(folder)
    assert all(len(folders) == 1 for folders in stems.values())


def test_files_whose_endings_are_one_when_they_are_plain_get_names_of_their_own() -> None:
    paths = ["/a/x", "/a/x.", "/a/x ", "/a/x. .", "/a/y.a:", "/a/y.a?", "/a/y.a_"]
    names = names_for(paths)
    assert len({fold(name) for name in names.values()}) == len(paths)


def test_names_that_are_free_are_kept() -> None:
    paths = ["/a/DSC_1.JPG", "/a/DSC_1.NEF", "/a/DSC_1.xmp", "/a/DSC_1.JPG.xmp", "/b/é 한.webp"]
    assert names_for(paths) == {path: os.path.basename(path) for path in paths}


def test_a_family_gets_a_new_name_as_a_whole() -> None:
    paths = ["/a/DSC_1.JPG", "/b/DSC_1.JPG", "/b/DSC_1.NEF", "/b/DSC_1.xmp", "/b/DSC_1.JPG.xmp"]
    assert list(names_for(paths).values()) == [
        "DSC_1.JPG", "DSC_1 (2).JPG", "DSC_1 (2).NEF", "DSC_1 (2).xmp", "DSC_1 (2).JPG.xmp",
    ]  # fmt: skip


def test_a_picture_never_takes_the_sidecar_of_another_folder() -> None:
    names = names_for(["/a/DSC_1.NEF", "/a/DSC_1.xmp", "/b/DSC_1.JPG"])
    assert names["/b/DSC_1.JPG"] == "DSC_1 (2).JPG"


def test_names_that_differ_by_case_or_by_composed_letters_are_told_apart() -> None:
    paths = ["/a/x.jpg", "/a/X.JPG", "/a/x.JPG", "/a/\u00e9.jpg", "/a/e\u0301.jpg"]
    names = list(names_for(paths).values())
    assert names == ["x.jpg", "X (2).JPG", "x (3).JPG", "\u00e9.jpg", "e\u0301 (2).jpg"]


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("CON.jpg", "_CON.jpg"),
        ("lpt1", "_lpt1"),
        ("console.jpg", "console.jpg"),
        ("10:30?.jpg", "10_30_.jpg"),
        ("end. ", "end"),
        ("...", "photo"),
        ("caf\udce9.jpg", "caf_.jpg"),
        ("a\nb.jpg", "a_b.jpg"),
    ],
)
def test_a_name_that_some_system_refuses_becomes_the_nearest_one(name: str, fit: str) -> None:
    assert plain(name) == fit
