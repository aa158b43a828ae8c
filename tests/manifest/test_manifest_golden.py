"""Manifests of every version of the format, as they lie on people's disks, and the schema that describes them."""

import json
import shutil
from pathlib import Path

import pytest
from factories import story
from jsonschema import Draft202012Validator

from curator import resources
from curator.manifest import files
from curator.manifest.form import VERSION
from curator.story.values import (
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    Place,
    QuoteBlock,
    Source,
    Story,
    TextBlock,
)

VERSIONS = sorted(Path(__file__).parent.joinpath("versions").glob("*.json"))


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    text = json.loads(resources.read_text("schema", "story.schema.json"))
    Draft202012Validator.check_schema(text)
    return Draft202012Validator(text)


def golden(tmp_path: Path, name: str = "1.json") -> Path:
    return Path(shutil.copy(Path(__file__).parent / "versions" / name, tmp_path))


def test_there_is_a_golden_manifest_of_every_version() -> None:
    assert [path.stem for path in VERSIONS] == [str(n) for n in range(1, VERSION + 1)]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_opening_a_manifest_of_any_version_leaves_its_bytes_alone(
    version: Path, tmp_path: Path
) -> None:
    path = golden(tmp_path, version.name)
    assert files.load(str(path)).story.title
    assert path.read_bytes() == version.read_bytes()
    assert [entry.name for entry in tmp_path.iterdir()] == [version.name]


def test_saving_the_golden_manifest_again_changes_no_byte(tmp_path: Path) -> None:
    path = golden(tmp_path)
    before = path.read_bytes()
    opened = files.load(str(path))
    files.save(opened.story, opened.path, opened.fingerprint)
    assert path.read_bytes() == before


def test_every_value_of_the_golden_manifest_arrives_where_it_belongs(tmp_path: Path) -> None:
    opened = files.load(str(golden(tmp_path)))
    expected = Photo(
        id="dsc-0048-1a2b3c",
        file=str(tmp_path / "photos" / "DSC_0048.JPG"),
        digest="sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        width=6000,
        height=4000,
        caption="A ferry leaves Wonsan – “at dawn”.\nMarch 14.",
        credit="Jon Ek via Reuters",
        photographer="Jon Ek",
        alt="A white ferry under a low sun",
        headline="Ferry at dawn",
        copyright="© Jon Ek",
        usage="One use",
        license_url="https://harbour.example/licence",
        taken="2026-03-14T07:42:10+01:00",
        place=Place("Harbour", "Wonsan", "Kangwon", "North Korea", (("x-code", "PRK"),)),
        keywords=("ferry", "dawn"),
        persons=("김철수",),
        rating=4,
        mark="pick",
        notes="Call the port before we run this",
        camera="NIKON D70",
        from_file=frozenset({"copyright", "place"}),
        extra=(("x-crop", [0.1, 0, 1, True]),),
    )
    photos = opened.story.photos
    assert photos["dsc-0048-1a2b3c"] == expected
    assert photos["é 👩‍👧/.."].file == "/archive/2019/Neue Brücke.tif"
    assert photos["bytes"].file == f"{tmp_path}/photos/caf\udce9.jpg"
    assert (photos["refused"].file, photos["refused"].refused_file) == ("", "../secret/a.jpg")
    assert opened.notices == ("the file “../secret/a.jpg” is refused: it leads outside the story",)
    assert opened.story == Story(
        title="Lights on the Taedong",
        standfirst="A day by the river,\nfrom dawn to dark.",
        byline="Mina Oh",
        date="2026-11-22",
        dateline="Pyongyang",
        language="en-GB",
        closing_credit="Photographs by Mina Oh and Jon Ek",
        source=Source("The Harbour", "https://harbour.example/river", (("x-issue", 12),)),
        links=(
            Link("related", "The ferries", "https://harbour.example/ferries"),
            Link("previous", "Yesterday", "https://harbour.example/1"),
            Link("next", "Tomorrow", "https://harbour.example/3"),
            Link("support", "Support us", "https://harbour.example/give"),
            Link(
                "contact",
                "Write to us",
                "mailto:desk@harbour.example",
                (("x-hours", {"from": 9, "to": 17.5}),),
            ),
        ),
        corrections=(
            Correction("2026-11-23", "The bridge was built in 1964.", (("x-by", "desk"),)),
        ),
        defaults=Defaults(
            credit="Oh/Harbour",
            photographer="Mina Oh",
            copyright="© 2026 The Harbour",
            usage="Editorial use only",
            license_url="https://creativecommons.org/licenses/by/4.0/",
            taken="2026-11-22",
            place=Place(
                "Kim Il Sung Square", "Pyongyang", "Pyongyang", "North Korea", (("x-code", "PRK"),)
            ),
            extra=(("x-fee", None),),
        ),
        dictionary=("Taedong", "Oh"),
        photos=photos,
        sequence=(
            HeadingBlock("Morning", extra=(("x-level", 2),)),
            PhotoBlock("dsc-0048-1a2b3c", "wide", (("x-zoom", 1.5),)),
            TextBlock("Some *running* text.\n\nTwo paragraphs.", extra=(("x-drop-cap", False),)),
            QuoteBlock("We row every day.", "Kim Chol-su", extra=(("x-side", "left"),)),
            GroupBlock(("é 👩‍👧/..", "refused"), "pair", (("x-gap", 4),), "Two bridges"),
            OtherBlock((("map", {"lat": 39.0}),)),
            PhotoBlock("bytes"),
        ),
        extra=(("x-desk", {"slug": "river", "": []}),),
    )


# ---- the schema


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_golden_manifests_fit_the_schema(version: Path, schema: Draft202012Validator) -> None:
    schema.validate(json.loads(version.read_text(encoding="utf-8")))


def test_what_curator_saves_fits_the_schema(schema: Draft202012Validator) -> None:
    for saved in (Story(), story(3, language="")):
        schema.validate(json.loads(files.to_bytes(saved, "/stories")))


def test_every_key_that_curator_writes_is_described_by_the_schema(
    schema: Draft202012Validator,
) -> None:
    written = json.loads(VERSIONS[-1].read_text(encoding="utf-8"))
    described = schema.schema["properties"]
    inner = schema.schema["$defs"]

    def unknown(values: dict, properties: dict) -> list[str]:
        for key, value in properties.items():
            assert value.get("title") or "$ref" in value, key
            assert value.get("description") or "$ref" in value, key
        return [key for key in values if key not in properties]

    assert unknown(written, described) == ["x-desk"]
    assert unknown(written["source"], described["source"]["properties"]) == ["x-issue"]
    assert unknown(written["links"][-1], described["links"]["items"]["properties"]) == ["x-hours"]
    assert unknown(written["defaults"], described["defaults"]["properties"]) == ["x-fee"]
    photo = next(iter(written["photos"].values()))
    assert unknown(photo, inner["photo"]["properties"]) == ["x-crop"]
    assert unknown(photo["place"], inner["place"]["properties"]) == ["x-code"]
    blocks = [key for b in written["sequence"] for key in unknown(b, inner["block"]["properties"])]
    assert blocks == ["x-level", "x-zoom", "x-drop-cap", "x-side", "x-gap", "map"]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"title": 3},
        {"photos": []},
        {"photos": {"": {}}},
        {"photos": {"a": {"rating": 6}}},
        {"photos": {"a": {"width": -1}}},
        {"photos": {"a": {"keywords": "sea"}}},
        {"photos": {"a": {"place": "London"}}},
        {"sequence": [{"photo": 3}]},
        {"sequence": ["a"]},
        {"links": {}},
    ],
    ids=str,
)
def test_schema_and_curator_refuse_the_same(
    change: dict, schema: Draft202012Validator, tmp_path: Path
) -> None:
    values = {"format": "curator-story", "version": 1} | change
    assert not schema.is_valid(values)
    path = tmp_path / "story.json"
    path.write_text(json.dumps(values))
    with pytest.raises(
        files.ManifestUnreadable if "version" not in change else files.ManifestTooNew
    ):
        files.load(str(path))
