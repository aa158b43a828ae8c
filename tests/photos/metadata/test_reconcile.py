"""Which container is believed, field by field."""

from curator.photos.metadata.findings import MAX_ITEMS, Findings
from curator.photos.metadata.reconcile import Sources, reconcile


def _saying(**fields: str | tuple[str, ...]) -> Findings:
    found = Findings()
    for name, value in fields.items():
        if isinstance(value, tuple):
            found.add_texts(name, value)
        else:
            found.add_text(name, value)
    return found


def _best(sources: Sources, field: str) -> tuple[object, str]:
    first = dict(reconcile(sources))[field][0]
    return first.value, first.origin


def test_words_come_from_xmp_then_iim_then_exif() -> None:
    exif, iim, xmp = (_saying(caption=name) for name in ("one", "two", "three"))
    assert _best(Sources(exif=exif), "caption") == ("one", "EXIF")
    assert _best(Sources(exif=exif, iim=iim), "caption") == ("two", "IPTC")
    assert _best(Sources(exif=exif, iim=iim, xmp=xmp), "caption") == ("three", "XMP")


def test_dates_come_from_exif_then_xmp_then_iim() -> None:
    exif, xmp, iim = (_saying(taken=name) for name in ("2026-01-01", "2026-01-02", "2026-01-03"))
    assert _best(Sources(iim=iim), "taken")[1] == "IPTC"
    assert _best(Sources(iim=iim, xmp=xmp), "taken")[1] == "XMP"
    assert _best(Sources(iim=iim, xmp=xmp, exif=exif), "taken")[1] == "EXIF"


def test_a_date_of_digitizing_counts_only_where_none_says_when_it_was_taken() -> None:
    scan = _saying(digitized="2026-01-01")
    assert _best(Sources(exif=scan), "taken") == ("2026-01-01", "EXIF")
    assert _best(Sources(exif=scan, iim=_saying(taken="1953-07-27")), "taken") == (
        "1953-07-27",
        "IPTC",
    )


def test_newer_iim_is_believed_field_by_field() -> None:
    sources = Sources(
        xmp=_saying(caption="old", city="Wonsan"), iim=_saying(caption="new"), iim_is_newer=True
    )
    assert _best(sources, "caption") == ("new", "IPTC")
    assert _best(sources, "city") == ("Wonsan", "XMP")


def test_newer_iim_that_is_only_cut_off_does_not_beat_the_whole_text() -> None:
    whole = "Province of South Hamgyong (northern part)"
    cut = _saying(state=whole[:32])
    assert _best(Sources(xmp=_saying(state=whole), iim=cut, iim_is_newer=True), "state")[0] == whole
    short = _saying(state="Province")
    newer = Sources(xmp=_saying(state=whole), iim=short, iim_is_newer=True)
    assert _best(newer, "state")[0] == "Province"


def test_newer_iim_that_lost_its_letters_does_not_beat_the_text_that_has_them() -> None:
    xmp, iim = _saying(keywords=("Хужирт", "sea")), _saying(keywords=("??????", "sea"))
    assert _best(Sources(xmp=xmp, iim=iim, iim_is_newer=True), "keywords")[1] == "XMP"


def test_fields_that_nobody_speaks_of_are_left_out() -> None:
    assert reconcile(Sources(xmp=_saying(caption=" \n", keywords=("", " ")))) == ()


def test_findings_are_cleaned_as_they_enter() -> None:
    found = _saying(caption=" one\r\ntwo\0\ud800 ", city="Won\nsan", keywords=("a", "a", "", "b"))
    assert found.of("caption") == ("one\ntwo",)
    assert found.of("city") == ("Won san",)
    assert found.of("keywords") == (("a", "b"),)
    many = _saying(keywords=tuple(str(number) for number in range(MAX_ITEMS * 2)))
    assert len(many.of("keywords")[0]) == MAX_ITEMS  # type: ignore[arg-type]
