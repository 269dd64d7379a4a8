"""Dates as editors write them."""

import pytest

from timeline.dates import DateError
from timeline.written_dates import edtf

READ = [
    ("2024-03", "2024-03"),
    ("21 February 2024", "2024-02-21"),
    ("21st of Feb 2024", "2024-02-21"),
    ("February 3, 2024", "2024-02-03"),
    ("Feb. 3 2024, 14:05", "2024-02-03T14:05:00"),
    ("3 Sept 2024", "2024-09-03"),
    ("March 2024", "2024-03"),
    ("spring 2024", "2024-21"),
    ("fall of 2024", "2024-23"),
    ("the 1990s", "199X"),
    ("44 BC", "-0043"),
    ("about 1990", "1990~"),
    ("c. March 1990", "1990-03~"),
    ("1990?", "1990?"),
    ("May 1990?", "1990-05?"),
    ("until May 2024", "../2024-05"),
    ("before 3 May 2024", "../2024-05-03"),
    ("since May 2024", "2024-05/.."),
    ("18–20 February 2025", "2025-02-18/2025-02-20"),
    ("18 to 20 February 2025", "2025-02-18/2025-02-20"),
    ("from 28 February to 3 March 2025", "2025-02-28/2025-03-03"),
    ("March – May 2024", "2024-03/2024-05"),
    ("2019 to 2021", "2019/2021"),
    ("between 2019 and 2021", "2019/2021"),
    ("about 2019–2021", "2019~/2021~"),
    ("30 December 2024 to 2 January 2025", "2024-12-30/2025-01-02"),
]


@pytest.mark.parametrize(("written", "wanted"), READ)
def test_dates_are_read(written: str, wanted: str) -> None:
    assert edtf(written) == wanted
    assert edtf(f"  {written.upper() if 'X' not in wanted and 'T' not in wanted else written} ") == wanted


@pytest.mark.parametrize(
    "written",
    [
        "soon",
        "",
        "31 February 2024",
        "Mars 2024",
        "21 2024",
        "3/4/2024",
        "to 2024",
        "25 May 2024, 25:61",
        "1" * 99,
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(DateError):
        edtf(written)
