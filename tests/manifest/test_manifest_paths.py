"""The one door between a manifest's text for a file and a path of this machine."""

import os

import pytest
from factories import photo, story_of
from hypothesis import example, given
from hypothesis import strategies as st

from curator.manifest import form, paths

REFUSED = [
    "",
    "../outside.jpg",
    "../../../../outside.jpg",
    "..\\..\\outside.jpg",
    "photos/../../outside.jpg",
    "photos/..",
    "..",
    "Z:\\outside.jpg",
    "C:secret.jpg",
    "c:/a.jpg",
    "\\\\evil.invalid\\share\\a.jpg",
    "//evil.invalid/share/a.jpg",
    "\\rooted.jpg",
    "NUL.jpg",
    "nul",
    "photos/CON",
    "photos\\com1.txt",
    "a.jpg:hidden.jpg",
    "file:///etc/passwd",
    "FILE:a.jpg",
    "http://evil.invalid/a.jpg",
    "data:image/png;base64,AA",
    "a.jpg\0.exe",
]


@pytest.mark.parametrize("text", REFUSED)
def test_a_text_that_leads_outside_is_refused_kept_and_written_back(text: str) -> None:
    assert paths.to_path(text, "/stories") is None
    values = {"format": "curator-story", "version": 1, "photos": {"a": {"file": text}}}
    story, notices = form.from_json(values, "/stories")
    assert story.photos["a"].file == ""
    assert len(notices) == 1
    assert form.to_json(story, "/elsewhere")["photos"]["a"].get("file", "") == text


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a.jpg", "/stories/a.jpg"),
        ("./a.jpg", "/stories/a.jpg"),
        ("photos//b/./c.jpg", "/stories/photos/b/c.jpg"),
        ("/archive/a.jpg", "/archive/a.jpg"),
        ("%2e%2e/outside.jpg", "/stories/%2e%2e/outside.jpg"),
        ("-rf.jpg", "/stories/-rf.jpg"),
        ("...jpg", "/stories/...jpg"),
        ("nullify/console.jpg", "/stories/nullify/console.jpg"),
        ("Washington D.C./a.jpg", "/stories/Washington D.C./a.jpg"),
        ("/archive/St. Ives. /a.jpg", "/archive/St. Ives. /a.jpg"),
        ("./IMG:1.jpg", "/stories/IMG:1.jpg"),
        ("caf\udce9.jpg", "/stories/caf\udce9.jpg"),
        ("~/a.jpg", "/stories/~/a.jpg"),
        ("$HOME/a.jpg", "/stories/$HOME/a.jpg"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
def test_any_other_text_names_what_lies_there(text: str, path: str) -> None:
    assert paths.to_path(text, "/stories") == path


@given(st.text(st.characters(exclude_categories=()), max_size=30))
@example("a/../../b")
@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
def test_no_relative_text_ever_leaves_the_folder(text: str) -> None:
    path = paths.to_path(text, "/stories")
    if path is not None and not text.startswith("/"):
        assert path == "/stories" or path.startswith("/stories/")


@pytest.mark.parametrize(
    "path",
    [
        "/stories/IMG:1.jpg",
        "/stories/photos/Photo: dawn.jpg",
        "/stories/back\\slash.jpg",
        "/stories/\\start.jpg",
        "/stories/ends with a dot.",
        "/stories/ ",
        "/else/where:1.jpg",
        "/else/ends. /a.jpg",
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
def test_a_file_that_this_machine_can_name_comes_back(path: str) -> None:
    saved = story_of(photo(1, file=path))
    assert form.from_json(form.to_json(saved, "/stories"), "/stories")[0] == saved


@pytest.mark.skipif(os.name != "posix", reason="paths of POSIX")
def test_two_slashes_at_the_start_are_one() -> None:
    assert paths.to_text("//archive/a.jpg", "/stories") == "/archive/a.jpg"
