"""What differs between two versions as it is told and painted: words, marks, ten thousand photos."""

import time
from dataclasses import replace

import pytest
from dressing import dressed
from factories import photo, reloaded, story, story_of
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QListView

from curator.manifest.versions.index import Version
from curator.story import edits
from curator.story.comparing import compare
from curator.story.values import (
    Correction,
    GroupBlock,
    HeadingBlock,
    Link,
    PhotoBlock,
    Place,
    QuoteBlock,
    Source,
    TextBlock,
)
from curator.window.keeping import telling
from curator.window.keeping.change_lines import bringing_back, lines_of
from curator.window.keeping.change_list import ChangeList
from curator.window.keeping.full_text import FullText
from curator.window.keeping.version_list import VersionList


class NoThumbnails(QObject):
    """Thumbnails of which none ever comes."""

    ready = Signal(str)

    def fitted(self, *_: object) -> None:
        """Have none."""


def said(before, after):
    return [
        (line.title, line.note or (line.before, line.after))
        for line in lines_of(compare(before, after))
    ]


# ---- when


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-03-14 09:05", "today at 09:05"),
        ("2026-03-13 23:59", "yesterday at 23:59"),
        ("2026-03-10 12:00", "Tuesday at 12:00"),
        ("2026-03-07 12:00", "7 March at 12:00"),
        ("2025-12-31 18:30", "31 December 2025 at 18:30"),
        ("2026-03-15 08:00", "15 March at 08:00"),
    ],
)
def test_a_time_is_told_as_a_person_says_it(at, words):
    def seconds(text):
        return time.mktime(time.strptime(text, "%Y-%m-%d %H:%M"))

    assert telling.when(seconds(at), seconds("2026-03-14 16:00")) == words


def test_a_version_is_called_by_its_name_or_by_its_time():
    version = Version(1, round(time.time()), "x")
    assert telling.version_name(version).startswith("Saved today at ")
    assert telling.version_name(replace(version, name="As sent")) == "As sent"


# ---- in words


def test_every_value_is_told_in_words():
    before = story_of(photo(1, rating=2, keywords=("snow",)), title="T")
    changed = replace(
        before.photos["p1"],
        rating=4,
        keywords=("snow", "dawn"),
        place=Place(city="Wonsan"),
        mark="pick",
        extra=(("x-desk", {"id": 7}),),
    )
    after = replace(
        before,
        photos=before.photos.with_photos([changed]),
        links=(Link("related", "More", "https://example.org"),),
        corrections=(Correction("2026-01-02", "A name"),),
        source=Source("The Paper", ""),
        defaults=replace(before.defaults, place=Place(country="North Korea")),
    )
    assert said(before, after) == [
        ("The story", "Source, links, corrections and country for all photos"),
        ("Source", ("", "The Paper")),
        ("Links", ("", "related · More · https://example.org")),
        ("Corrections", ("", "2026-01-02 · A name")),
        ("Country for all photos", ("", "North Korea")),
        ("DSC_0001.JPG", "Number 1 · city, keywords, rating, mark and values of other programs"),
        ("City", ("", "Wonsan")),
        ("Keywords", ("snow", "snow, dawn")),
        ("Rating", ("★★", "★★★★")),
        ("Mark", ("", "pick")),
        ("Values of other programs", ("", 'x-desk: {"id": 7}')),
    ]


def test_what_became_of_photos_is_told():
    before = story(5)
    after = edits.set_aside(["p2"]).apply(before)
    after = edits.remove_photos(["p3"]).apply(after)
    after = edits.move(["p5"], "p1").apply(after)
    after = edits.add_photos([photo(6)]).apply(after)
    assert said(before, after) == [
        ("DSC_0005.JPG", "Moved from 5 to 1"),
        ("Place", "Moved from 5 to 1"),
        ("DSC_0006.JPG", "Added as number 4"),
        ("DSC_0002.JPG", "Set aside, was number 2"),
        ("Place", "Set aside, was number 2"),
        ("DSC_0003.JPG", "Removed, was number 3"),
    ]
    assert telling.summary(compare(before, after)) == (
        "1 photo added, 1 photo removed, 1 photo set aside, …"
    )


def test_layouts_pictures_and_confirmed_words_are_told():
    one = photo(1, digest="sha256:a", from_file=frozenset({"caption"}))
    before = story_of(one, photo(2), photo(3))
    swapped = replace(one, digest="sha256:b", file="/new/B.JPG", from_file=frozenset())
    blocks = (PhotoBlock("p1", "wide"), GroupBlock(("p2", "p3"), "pair"))
    after = replace(before, photos=before.photos.with_photos([swapped]), sequence=blocks)
    assert said(before, after) == [
        ("B.JPG", "Number 1 · picture, from the file and layout"),
        ("Picture", ("DSC_0001.JPG", "B.JPG")),
        ("From the file", "Confirmed: caption"),
        ("Layout", ("plain", "wide")),
        ("DSC_0002.JPG", "Number 2 · layout"),
        ("Layout", ("plain", "group of 2, pair")),
    ]


def test_texts_between_photos_are_told_with_their_kind():
    text, heading = TextBlock("The ferry leaves at dawn."), HeadingBlock("Dawn")
    before = story_of(
        photo(1), photo(2), sequence=[text, heading, PhotoBlock("p1"), PhotoBlock("p2")]
    )
    blocks = (
        replace(text, text="The ferry leaves at noon."),
        PhotoBlock("p1"),
        PhotoBlock("p2"),
        heading,
        QuoteBlock("Nobody speaks", "Kim"),
    )
    assert said(reloaded(before), replace(before, sequence=blocks)) == [
        ("Texts between photos", "Text, heading and quote"),
        ("Text", ("The ferry leaves at dawn.", "The ferry leaves at noon.")),
        ("Heading", "Moved: Dawn"),
        ("Quote", ("", "Nobody speaks")),
    ]


def test_a_summary_names_the_weightiest_first():
    before = story(8)
    after = edits.set_field(["p1", "p2"], "caption", "New").apply(before)
    after = edits.set_field(["p1"], "headline", "New").apply(after)
    after = edits.set_story("title", "New").apply(after)
    assert telling.summary(compare(before, after)) == "2 captions, headline, title"
    assert telling.summary(compare(before, before)) == "Nothing changed"


def test_lines_of_many_photos_come_back_as_one_edit_quickly():
    before = story(3_000)
    after = replace(reloaded(before), sequence=tuple(reversed(before.sequence)))
    after = edits.set_field(list(after.photos), "credit", "Mina Oh").apply(after)
    lines = lines_of(compare(before, after))
    began = time.perf_counter()
    whole = bringing_back(before, [line for line in lines if line.is_head]).apply(after)
    assert time.perf_counter() - began < 3
    assert compare(before, whole).is_empty


# ---- as it looks


@pytest.fixture(params=["light", "dark"])
def looks(qapp, request):
    return dressed(request.param)


@pytest.fixture
def changes(qtbot, looks):
    made = ChangeList(looks, NoThumbnails())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def colours(view: QListView, row: int) -> set[str]:
    rect = view.visualRect(view.model().index(row, 0))
    picture = view.viewport().grab(rect).toImage()
    return {
        picture.pixelColor(QPoint(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_words_taken_out_and_put_in_are_marked_in_both_appearances(changes, looks):
    before = story_of(photo(1, caption="A teal wall in the sun"))
    after = edits.set_field(["p1"], "caption", "A teal wall in the rain").apply(before)
    changes.show_lines(lines_of(compare(before, after)))
    changes.setCurrentIndex(changes.rows.index(0))
    assert {looks.theme.attention, looks.theme.accent} <= colours(changes, 1)
    assert looks.theme.attention not in colours(changes, 0)


def test_the_full_text_shows_line_ends_and_markup_as_they_are(qtbot, looks):
    full = FullText(looks)
    qtbot.addWidget(full)
    before = story_of(photo(1, caption="<b>One</b>\n\nTwo & three"))
    after = edits.set_field(["p1"], "caption", "<b>One</b>\n\nTwo & four").apply(before)
    full.show_line(lines_of(compare(before, after))[1])
    assert full.toPlainText() == (
        "Before  <b>One</b>\n\nTwo & three\nAfter  <b>One</b>\n\nTwo & four"
    )
    full.show_line(None)
    assert full.toPlainText() == ""


def test_what_is_read_out_says_before_and_after(changes):
    before = story_of(photo(1, caption="Sun"))
    after = edits.set_field(["p1"], "caption", "Rain").apply(before)
    changes.show_lines(lines_of(compare(before, after)))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert changes.rows.index(0).data(role) == "DSC_0001.JPG. Number 1 · caption"
    assert changes.rows.index(1).data(role) == "Caption. Before: Sun. After: Rain"


def test_ten_thousand_changed_photos_are_shown_without_delay(changes):
    before = story(10_000)
    after = edits.set_field(list(before.photos), "credit", "Mina Oh").apply(before)
    lines = lines_of(compare(before, after))
    assert len(lines) == 20_000
    began = time.perf_counter()
    changes.show_lines(lines)
    changes.grab()
    changes.scrollToBottom()
    changes.grab()
    changes.selectAll()
    assert time.perf_counter() - began < 1.0


def test_the_lists_keep_the_rules_of_qt(qtbot, looks, changes):
    versions = VersionList(looks)
    qtbot.addWidget(versions)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(view.rows, mode) for view in (versions, changes)]
    kept = tuple(Version(n, 1_800_000_000, "x", "T", n) for n in range(5, 0, -1))
    for some in (kept, kept[1:], (), kept[:1]):
        versions.rows.show_versions(some, {3: "1 caption"})
        versions.rows.refresh(3)
        versions.rows.show_modified(True)
    changes.show_lines(lines_of(compare(story(1), story(3))))
    changes.show_lines(())
    assert len(testers) == 2


def test_rows_of_the_list_of_versions_stand_for_what_is_compared(qtbot, looks):
    versions = VersionList(looks)
    qtbot.addWidget(versions)
    versions.rows.show_versions(tuple(Version(n, 0, "x") for n in (4, 3, 2, 1)), {})
    versions.select([3])
    assert versions.pair == (3, 0)
    versions.select([0])
    assert versions.pair == (1, 0)
    versions.select([1, 2, 4])
    assert versions.pair == (4, 1)
    versions.select([])
    assert versions.pair is None


def test_everything_in_the_window_of_versions_has_a_name(qtbot, program):
    program.actions["versions"].trigger()
    dialog = program.rooms.keeping.versions
    for widget in (
        *dialog.findChildren(QAbstractButton),
        *dialog.findChildren(QListView),
        dialog.pane.full,
    ):
        assert widget.accessibleName() or widget.text(), widget
    mnemonics = [
        b.text()[b.text().index("&") + 1].lower() for b in dialog.findChildren(QAbstractButton)
    ]
    assert len(set(mnemonics)) == len(mnemonics)
