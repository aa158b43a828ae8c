"""The account's templates on its shelf: read whole or told, changed by name, nothing lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import KitError
from curator.kit.shelf import Shelf
from curator.kit.templates import TemplateSet, from_json, keep, load, to_json
from curator.story.templates import Entry, Mode, Template

AGENCY = Template(
    "Agency", (Entry("caption", "{city}:\nnext", Mode.BEFORE), Entry("notes", "x", is_ticked=False))
)
KEPT = TemplateSet((AGENCY, Template("Pool")), incoming="Pool")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "kit")


def test_templates_come_back_from_the_shelf(shelf: Shelf) -> None:
    assert load(shelf).templates == TemplateSet()
    keep(shelf, KEPT)
    assert load(shelf).templates == KEPT
    assert load(shelf).templates.for_incoming == Template("Pool")


def test_the_file_reads_as_the_template_does(shelf: Shelf) -> None:
    keep(shelf, KEPT)
    assert shelf.read("templates")["templates"][0]["entries"][0] == {
        "field": "caption", "text": "{city}:\nnext", "mode": "before", "ticked": True,
    }  # fmt: skip


def test_damaged_templates_and_entries_are_told_and_written_back(shelf: Shelf) -> None:
    entries = [
        {"field": "caption", "text": "fine"}, {"field": "shoe size", "text": "44"}, 5,
        {"field": "credit", "mode": "sideways"}, {"field": "caption", "text": "twice"},
    ]  # fmt: skip
    shelf.write(
        "templates", {"templates": [{"name": "A", "entries": entries}, {"entries": []}, "x"]}
    )
    found = load(shelf)
    assert [t.name for t in found.templates.templates] == ["A"]
    assert found.templates.templates[0].entries == (Entry("caption", "fine"),)
    assert len(found.remarks) == 6
    assert "Entry 2 of the template “A” is damaged" in found.remarks[0]
    keep(shelf, found.templates)
    written = shelf.read("templates")["templates"]
    assert written[0]["entries"][1:] == entries[1:]
    assert written[1:] == [{"entries": []}, "x"]


def test_what_a_later_version_adds_stays(shelf: Shelf) -> None:
    values = {
        "format": "curator-templates", "version": 1, "colour": "red",
        "templates": [{"name": "A", "entries": [
            {"field": "credit", "text": "AP", "mode": "empty", "ticked": True, "why": [1]}], "by": {}}],
    }  # fmt: skip
    shelf.write("templates", values)
    keep(shelf, load(shelf).templates)
    assert shelf.read("templates") == values


@pytest.mark.parametrize("values", [[], {}, {"templates": 1}, {"templates": [], "version": 9}])
def test_a_file_that_holds_no_templates_of_this_version_is_refused_whole(
    shelf: Shelf, values: object
) -> None:
    shelf.write("templates", values)
    with pytest.raises(KitError, match=r"templates\.json"):
        load(shelf)


def test_two_templates_of_one_name_get_two_names() -> None:
    found = from_json({"templates": [{"name": "A"}, {"name": "A"}, {"name": " "}]})
    assert [t.name for t in found.templates.templates] == ["A", "A 2", "Template"]
    assert len(found.remarks) == 2


def test_templates_are_changed_by_name() -> None:
    renamed = KEPT.changed("Pool", Template("Press pool"))
    assert [t.name for t in renamed.templates] == ["Agency", "Press pool"]
    assert renamed.incoming == "Press pool"
    assert renamed.removed("Press pool") == TemplateSet((AGENCY,))
    assert [t.name for t in KEPT.added(Template("B"), "Agency").templates] == [
        "Agency",
        "B",
        "Pool",
    ]
    assert KEPT.free_name(" Pool\n") == "Pool 2"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["credit", "before", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "entries", "field", "text", "mode", "ticked", "z"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_is_read_and_nothing_of_it_lost(values: list[object]) -> None:
    once = from_json({"templates": values}).templates
    again = from_json(json.loads(json.dumps(to_json(once)))).templates
    assert again == once
    assert len(once.templates) + len(once.unread) == len(values)
