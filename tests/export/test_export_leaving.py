"""What would leave with an export is told before, and an export carries nothing else of the kind."""

import json

import pytest
from publishing import run, story_of, tree

from curator.cli import main
from curator.export.leaving import leaving
from curator.manifest import files
from curator.story.values import Area, Defaults, Link, Photo, PhotoBlock, PhotoId, Place, Source


@pytest.fixture
def telling(make_photo):
    first = make_photo(
        "SECRET-a.jpg",
        credit="Mina Oh/AP",
        photographer="Mina Oh",
        place=Place(city="Wonsan", country="North Korea"),
        taken="2026-03-14T07:42:10",
        persons=("SECRET-PERSON",),
        keywords=("SECRET-KEYWORD",),
        notes="SECRET-NOTE",
        camera="SECRET-CAMERA",
        hidden=(Area("rectangle", 0, 0, 0.2, 0.2),),
    )
    second = make_photo("SECRET-b.jpg", credit="Mina Oh/AP", place=Place(city="Hamhung"))
    aside = make_photo("SECRET-c.jpg", caption="SECRET-ASIDE")
    return story_of(
        first,
        second,
        aside,
        title="T",
        byline="Jon Ek",
        date="2026-11-22",
        dateline="Seoul",
        address="https://example.org/harbour",
        source=Source("The Paper", "https://paper.example/1"),
        links=(Link("related", "More", "https://more.example/x"), Link("next", "", "javascript:x")),
        defaults=Defaults(copyright="© AP", license_url="https://licence.example/"),
        sequence=(PhotoBlock(first.id), PhotoBlock(second.id)),
    )


def texts(told, kind):
    return [item.text for item in told.leaves if item.kind == kind]


def test_everything_that_leaves_is_told_with_its_photos(telling):
    told = leaving(telling)
    assert texts(told, "Places") == ["Seoul, beside the date of the story"]
    assert texts(told, "Dates") == ["2026-11-22, of the story"]
    assert texts(told, "People") == ["Jon Ek, in the byline", "Mina Oh"]
    assert texts(told, "Credits")[0] == "Mina Oh/AP"
    assert texts(told, "Rights") == ["© AP", "https://licence.example/"]
    assert texts(told, "Addresses") == [
        "https://example.org/harbour/, of the story itself",
        "paper.example (The Paper)",
        "more.example (More)",
    ]
    credit = next(item for item in told.leaves if item.text == "Mina Oh/AP")
    assert len(credit.photos) == 2
    (covered,) = (item for item in told.leaves if item.kind == "Hidden areas")
    assert len(covered.photos) == 1


def test_places_leave_only_when_they_may(telling):
    told = leaving(telling, keep_location=True)
    assert texts(told, "Places")[1:] == ["Wonsan, North Korea", "Hamhung"]
    assert not any("the place of" in sentence for sentence in told.held)
    assert "the place of 2 photos" in leaving(telling).held


def test_what_is_held_back_is_told(telling):
    held = " ".join(leaving(telling).held)
    for words in (
        "positions, serial numbers", "the moment at which 1 photo was taken", "the persons shown on 1 photo",
        "the keywords of 1 photo", "the notes on 1 photo", "the camera of 1 photo",
        "the file name and folder of 2 photos", "1 photo set aside",
    ):  # fmt: skip
        assert words in held


@pytest.mark.parametrize("keep_location", [False, True])
def test_an_export_carries_what_is_told_and_nothing_that_is_held_back(
    telling, target, readers, keep_location
):
    run(telling, target, readers, keep_location=keep_location, markdown=True, epub=True)
    whole = b"\0".join(tree(target).values())
    told = leaving(telling, keep_location=keep_location)
    for place in (b"Wonsan", b"Hamhung"):
        assert (place in whole) is keep_location
    for item in told.leaves:
        if item.kind in ("People", "Credits", "Rights", "Places"):
            word = item.text.partition(", ")[0].rstrip(".").encode()
            assert word in whole, item
    assert b"SECRET" not in whole
    assert b"07:42" not in whole


def test_the_command_tells_and_makes_nothing(telling, tmp_path, capsys):
    path = tmp_path / "story.json"
    path.write_bytes(files.to_bytes(telling, str(tmp_path)))
    command = ["export", str(path), str(tmp_path / "page"), "--report"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "Held back:" in said
    assert "  Mina Oh/AP (2 photos)" in said
    assert not (tmp_path / "page").exists()
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"kind": "People", "text": "Jon Ek, in the byline", "photos": []} in told["leaves"]
    assert told["held"]


def test_many_values_are_told_by_their_number():
    photos = [Photo(id=PhotoId(f"p{n}"), file=f"/p{n}.jpg", credit=f"Name {n}") for n in range(40)]
    lines = list(leaving(story_of(*photos)).lines())
    assert "  and 28 more" in lines
