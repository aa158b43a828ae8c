"""A whole photo essay built in the window from an empty start, saved and exported: every part in its place."""

import json

import html5lib
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from curator.story import edits

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

COUNT = 26


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "card"
    folder.mkdir()
    for number in range(1, COUNT + 1):
        size = (1500, 1000) if number % 4 else (1000, 1500)
        Image.new("RGB", size, (number * 9, 90, 255 - number * 9)).save(
            folder / f"P{number:03}.JPG"
        )
    return folder


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def of_class(root, name):
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def test_an_essay_of_a_newspapers_form_is_built_saved_and_exported(
    qtbot, program, drop, press, write, answers, settle, pictures, tmp_path
):
    drop(pictures)
    ids = program.views.story.rows.keys
    assert len(ids) == COUNT
    program.editor.show_story()
    panel = program.editor.story
    typed = {
        "title": "The river at work",
        "standfirst": "A day with the people who keep the river open.",
        "byline": "Words by Ann Able",
        "dateline": "London",
        "date": "22 November 2026 14:30",
    }
    for name, words in typed.items():
        panel.fields[name].setFocus()
        write(words)
    panel.default_fields["credit"].setFocus()
    write("Mina Oh/AFP")
    qtbot.mouseClick(panel.from_photos, Qt.MouseButton.LeftButton)
    panel.source_name.setFocus()
    write("The Harbour")
    panel.source_url.setFocus()
    write("https://harbour.example/river")
    links = (
        ("related", "The bridges", "https://harbour.example/bridges"),
        ("previous", "Paris", "https://harbour.example/paris"),
        ("next", "Rome", "https://harbour.example/rome"),
        ("support", "Support us", "https://harbour.example/give"),
        ("contact", "Write to the desk", "mailto:desk@harbour.example"),
    )
    for kind, label, url in links:
        panel.links._add()
        row = panel.links.rows[-1]
        row.kind.setCurrentIndex(row.kind.findData(kind))
        row.kind.activated.emit(row.kind.currentIndex())
        write(label)
        row.url.setFocus()
        write(url)

    program.views.story.setFocus()
    program.views.select((ids[0],))
    press(KEY.Key_F2)
    for number in range(1, COUNT + 1):
        write(f"Boat {number} waits.")
        press(KEY.Key_Return, CTRL)
    program.document.apply(edits.set_field([ids[6]], "credit", "Jon Ek/AFP"))
    program.views.select((ids[0],))
    program.actions["lead"].trigger()
    program.views.select((ids[1],))
    program.actions["insert_text"].trigger()
    write("By six the *pilots* are out.")

    answers.save_path = str(pictures.parent / "river.json")
    with qtbot.waitSignal(program.session.saved, timeout=10_000):
        program.actions["save"].trigger()
    saved = json.loads((pictures.parent / "river.json").read_text("utf-8"))
    assert {name: saved[name] for name in ("title", "standfirst", "byline", "dateline")} == {
        name: typed[name] for name in ("title", "standfirst", "byline", "dateline")
    }
    assert saved["date"] == "2026-11-22T14:30"
    assert saved["closing_credit"] == "Photographs by Mina Oh and Jon Ek/AFP"
    assert saved["source"] == {"name": "The Harbour", "url": "https://harbour.example/river"}
    assert [(link["kind"], link["label"], link["url"]) for link in saved["links"]] == list(links)
    assert saved["sequence"][0] == {"photo": ids[0], "layout": "lead"}
    assert saved["sequence"][2] == {"text": "By six the *pilots* are out."}
    assert [b["photo"] for b in saved["sequence"] if "photo" in b] == list(ids)
    own = {i: p["credit"] for i, p in saved["photos"].items() if "credit" in p}
    assert own == {ids[6]: "Jon Ek/AFP"}

    settle()
    answers.export_path = str(tmp_path / "page")
    with qtbot.waitSignal(program.publishing.finished, timeout=90_000):
        program.actions["export"].trigger()
    html = (tmp_path / "page" / "index.html").read_text("utf-8")
    root = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html)
    figures = of_class(root, "photo")
    assert len(figures) == COUNT
    assert "full" in figures[0].get("class").split()
    assert words_of(of_class(root, "credit")[6]) == "Jon Ek/AFP"
    story = next(e for e in root.iter() if e.get("id") == "story")
    assert [child.get("class").split()[0] for child in list(story)[:4]] == [
        "photo",
        "photo",
        "text",
        "photo",
    ]
    said = words_of(root.find("body"))
    order = [
        "The river at work", "A day with the people", "Words by Ann Able", "London",
        "22 November 2026, 14:30", "Boat 1 waits.", "Boat 2 waits.", "By six the pilots are out.",
        "Boat 3 waits.", f"Boat {COUNT} waits.", "Photographs by Mina Oh and Jon Ek/AFP",
        "First published by The Harbour", "The bridges", "Paris", "Rome", "Support us",
        "Write to the desk",
    ]  # fmt: skip
    assert sorted(order, key=said.index) == order
    addresses = {a.get("href") for a in root.iter("a")}
    assert {url for *_, url in links} | {"https://harbour.example/river"} <= addresses
