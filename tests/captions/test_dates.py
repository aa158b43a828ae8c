"""Dates as people type them."""

import pytest

from curator.captions.dates import is_iso, read_date


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2026-03-14T07:42:10+01:00", "2026-03-14T07:42:10+01:00"),
        ("22 November 2026", "2026-11-22"),
        ("22nd November 2026", "2026-11-22"),
        ("22. November 2026", "2026-11-22"),
        ("1 Sept. 2026", "2026-09-01"),
        ("November 22, 2026", "2026-11-22"),
        ("Apr. 15, 2012", "2012-04-15"),
        ("14.3.2026", "2026-03-14"),
        ("14 March 2026, 07:42", "2026-03-14T07:42"),
        ("14 March 2026 at 07:42:10", "2026-03-14T07:42:10"),
        ("  14 march 2026 ", "2026-03-14"),
    ],
)
def test_a_date_that_means_one_day_is_read(typed, iso):
    assert read_date(typed) == iso
    assert is_iso(iso)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "yesterday",
        "3/4/2026",
        "31 February 2026",
        "14 Marz 2026",
        "2026-13-01",
        "14 March 2026, 25:00",
        "March 2026",
    ],
)
def test_what_is_no_certain_day_is_refused(typed):
    assert read_date(typed) is None
