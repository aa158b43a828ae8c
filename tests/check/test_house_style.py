"""A house style: read from its file, or refused with the place of what is wrong."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.check.problem import Level
from curator.check.style import USUAL, Lengths, load
from curator.errors import StyleError

WHOLE = """
[levels]
caption-thin = "off"
alt-missing = "warning"
[lengths]
caption_least_words = 3
[required]
photo = ["place.city"]
story = ["byline"]
[words]
avoid = ["stunning"]
prefer = { "Peking" = "Beijing" }
[credit]
agencies = { "AP" = ["A.P.", "Associated Press"] }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_part_of_a_house_style_arrives_where_it_belongs(tmp_path: Path) -> None:
    style = load(written(tmp_path, WHOLE))
    assert style.level("caption-thin", Level.WARNING) is None
    assert style.level("alt-missing", Level.ERROR) is Level.WARNING
    assert style.level("caption-missing", Level.ERROR) is Level.ERROR
    assert style.lengths == Lengths(caption_least_words=3)
    assert (style.required_of_photos, style.required_of_story) == (("place.city",), ("byline",))
    assert (style.avoid, dict(style.prefer)) == (("stunning",), {"Peking": "Beijing"})
    assert dict(style.agency_of) == {"a.p.": "AP", "associated press": "AP"}


def test_an_empty_house_style_is_the_usual_one(tmp_path: Path) -> None:
    assert load(written(tmp_path, "# nothing yet\n")) == USUAL


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[levels]\ncaption-thinn = 'off'", "no rule called “caption-thinn”"),
        ("[levels]\ncaption-thin = 'loud'", "error, warning, hint or off"),
        ("[length]\n", "“length” is not known; there are levels, lengths"),
        ("[lengths]\nwords = 3", "“words” is not known"),
        ("[lengths]\ncaption_least_words = -1", "whole number"),
        ("[lengths]\ncaption_least_words = true", "whole number"),
        ("[required]\nphoto = 'alt'", "list of words"),
        ("[words]\navoid = ['']", "list of words"),
        ("[words]\nprefer = { a = 3 }", "“a” should have better words"),
        ("[credit]\nagencies = ['AP']", "table of lists"),
        ("levels = 3", "should be a table"),
        ("[levels", "it is no TOML"),
    ],
)
def test_what_is_wrong_in_a_house_style_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(StyleError, match=r"house\.toml") as caught:
        load(written(tmp_path, text))
    assert told in str(caught.value)


def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "large.toml").write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(StyleError, match="larger"):
        load(tmp_path / "large.toml")


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("style") / "house.toml"
    path.write_bytes(data)
    with contextlib.suppress(StyleError):
        load(path)
