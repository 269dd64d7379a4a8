"""A day that dates a past verb lies in the past, however near the coming one is."""

import pytest

from timeline.nlp import pipeline

DCT = "2023-12-12"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council dissolved itself on January 11.", "2023-01-11"),
        ("On January 11 the miners of Brevik published their demands.", "2023-01-11"),
        ("The ferry was sold on February 20 to a bank.", "2023-02-20"),
        ("The ferry will be sold on February 20.", "2024-02-20"),
        ("The council is to meet on January 11.", "2024-01-11"),
        ("The board declared a dividend payable January 5.", "2024-01-05"),
        ("The mine closed on November 30.", "2023-11-30"),
    ],
)
def test_year_of_a_day(text: str, value: str) -> None:
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == [value]
