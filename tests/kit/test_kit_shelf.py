"""Where the kit lies: files replaced whole, set aside under a name of their own, and deleted for good."""

import json

import pytest

from curator.errors import KitError
from curator.kit.shelf import Shelf, set_aside


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "kit")


def names(shelf):
    return sorted(path.name for path in shelf.path("x").parent.iterdir())


def test_files_that_are_set_aside_never_replace_each_other(shelf):
    for number in range(3):
        shelf.write("codes", {"number": number})
        set_aside(shelf.path("codes"))
    assert names(shelf) == ["codes.unread-2.json", "codes.unread-3.json", "codes.unread.json"]
    for number, suffix in enumerate((".unread", ".unread-2", ".unread-3")):
        kept = shelf.path("codes").with_name(f"codes{suffix}.json").read_text()
        assert json.loads(kept) == {"number": number}
    assert shelf.read("codes") is None


def test_what_is_not_there_needs_not_be_set_aside(shelf):
    shelf.write("words", {})
    set_aside(shelf.path("codes"))
    assert names(shelf) == ["words.json"]


def test_what_is_deleted_takes_its_copies_with_it_and_no_other_kind(shelf, tmp_path):
    for _ in range(2):
        shelf.write("words", {"a": 1})
        set_aside(shelf.path("words"))
    elsewhere = tmp_path / "shared.json"
    elsewhere.write_text("{}")
    shelf.path("words").symlink_to(elsewhere)
    others = ["words.unread-two.json", "keywords.unread.json", "words.unreadable.json"]
    for other in others:
        shelf.path("x").with_name(other).write_text("{}")
    shelf.remove("words")
    assert names(shelf) == sorted(others)
    assert not elsewhere.exists()
    shelf.remove("words")


def test_what_cannot_be_deleted_is_told(shelf):
    (shelf.path("words") / "in the way").mkdir(parents=True)
    with pytest.raises(KitError, match="it was not deleted"):
        shelf.remove("words")


def test_what_is_too_large_to_be_read_again_is_not_written(shelf):
    shelf.write("codes", {"a": 1})
    with pytest.raises(KitError, match="it would take more than"):
        shelf.write("codes", {"a": "é" * 60}, most=100)
    assert shelf.read("codes") == {"a": 1}


def test_a_number_of_thousands_of_digits_is_damage(shelf):
    shelf.write("codes", {})
    shelf.path("codes").write_text("9" * 5000)
    with pytest.raises(KitError, match="it is damaged"):
        shelf.read("codes")
