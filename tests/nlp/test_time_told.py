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
        ("The mine had closed in January.", "2023-01"),
        ("The mine will close in January.", "2024-01"),
    ],
)
def test_year_of_a_day(text: str, value: str) -> None:
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == [value]


def test_a_later_year_moves_an_open_story_on() -> None:
    text = (
        "The bank lost money again on Friday. In May 2011 it bought the mill of Ostrel. The mill stopped "
        "work in January 2013, sold its looms in March and closed on November 30."
    )
    values = [timex.value for timex in pipeline.extract(text, DCT).timexes]
    assert values == ["2023-12-08", "2011-05", "2013-01", "2013-03", "2013-11-30"]


RETROSPECT = (
    "On Saturday the town will remember the mine. It was dug in May 1901, flooded in June 1923 and closed "
    "in March 1954. Its owners left in July 1955.\n\n"
    "The end had begun early. In August 1953 the pumps failed.\n\n"
    "In the town the anger grew. On October 9 the miners marched to the gates."
)


NEWS = (
    "On Saturday the miners will vote again. In August 1953 the pumps of the old mine failed.\n\n"
    "In the town the anger grew. On October 9 the miners marched to the gates."
)


@pytest.mark.parametrize(("text", "last"), [(RETROSPECT, "1953-10-09"), (NEWS, "2023-10-09")])
def test_stories_go_on_over_paragraphs_in_a_retrospect_only(text: str, last: str) -> None:
    assert pipeline.extract(text, DCT).timexes[-1].value == last


@pytest.mark.parametrize(
    ("phrase", "values"),
    [("the next day", ["1953-05-02", "1953-09"]), ("next week", ["2023-W51", "2023-09"])],
)
def test_only_words_that_speak_from_today_end_a_story(phrase: str, values: list[str]) -> None:
    text = f"On May 1, 1953, the pumps failed. New ones were promised for {phrase}. In September they came."
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes][1:] == values


def test_the_following_month_comes_after_the_date_told() -> None:
    text = "The purchase was announced in November 2019 and completed the following July."
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == ["2019-11", "2020-07"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Police came on Monday. The clerk was arrested in May 2011. He confessed the same day. "
            "A week later he fled. The following month a court sentenced him. In October he died.",
            ["2023-12-11", "2011-05", "2011-05", None, "2011-06", "2011-10"],
        ),
        (
            "The yard, opened on 3 May 2011, burned on Monday. It reopened the same day.",
            ["2011-05-03", "2023-12-11", "2023-12-11"],
        ),
        (
            "The clerk was arrested in May 2011.\n\nPolice came on Monday and left the same day.",
            ["2011-05", "2023-12-11", "2023-12-11"],
        ),
    ],
)
def test_a_recalled_story_counts_from_the_date_it_told_last(text: str, values: list[str | None]) -> None:
    dates = [timex.date for timex in pipeline.extract(text, DCT).timexes]
    assert [date.edtf if date else None for date in dates] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Talks broke down on Saturday. They resumed at 2 a.m.", "2023-12-09T02:00"),
        ("Talks broke down on Saturday. They will resume at 2 p.m.", "2023-12-12T14:00"),
        ("Talks broke down on November 2. They resumed at 2 a.m.", "2023-12-12T02:00"),
    ],
)
def test_a_clock_time_alone_belongs_to_the_day_of_the_story(text: str, value: str) -> None:
    assert pipeline.extract(text, DCT).timexes[-1].value == value


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (RETROSPECT + "\n\nThe bank failed in June 2021.\n\nOn October 3 the gates were sold.", "2023-10-03"),
        ("In June 2019 the mill was sold. It burned last May and reopened on September 14.", "2023-09-14"),
    ],
)
def test_stories_end_near_the_present(text: str, last: str) -> None:
    assert pipeline.extract(text, DCT).timexes[-1].value == last


def test_later_counts_from_the_year_told_in_passing() -> None:
    text = "The trial opened on Tuesday. He sailed in 1985 and led a strike in 2003. Two years later he left."
    assert pipeline.extract(text, DCT).timexes[-1].value == "2005"


def test_later_counts_from_the_date_beside_it() -> None:
    text = "The council met on Monday. Talks had opened in May 2012 and moved to the coast a month later."
    assert pipeline.extract(text, DCT).timexes[-1].value == "2012-06"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("An inquiry opened in March 2019, and the offices were raided that summer.", "2019-SU"),
        ("The mill was sold in May 2011 and reopened the following summer.", "2011-SU"),
        ("The mill was sold in October 2011 and reopened the following summer.", "2012-SU"),
        ("Talks broke down on Saturday. Late in the evening the rebels left.", "2023-12-09TEV"),
        ("It burned on Friday evening and early on Saturday. Two men fled the same night.", "2023-12-08TNI"),
        (
            "It burned on Thursday evening. On Saturday talks failed. Two men fled the same night.",
            "2023-12-09TNI",
        ),
        ("Talks broke down in May 2011. Late in the evening the rebels left.", "2023-12-12TEV"),
    ],
)
def test_that_summer_and_the_evening_belong_to_the_story(text: str, last: str) -> None:
    assert pipeline.extract(text, DCT).timexes[-1].value == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The mill closed in 1950 after a fire in March.", "1950-03"),
        ("The mayor, in office since 1994, won the August 9 vote.", "2023-08-09"),
        ("The guild, a member in 1950, left in October.", "2023-10"),
        ("The guild, which left the pact in 1950, will return on February 12.", "2024-02-12"),
        ("The mill closed in 2022 after a fire in November.", "2022-11"),
    ],
)
def test_a_year_long_ago_holds_for_its_clause(text: str, last: str) -> None:
    assert pipeline.extract(text, DCT).timexes[-1].value == last


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The team plays Norland on Saturday.", "2023-12-16"),
        ("Voters go to the polls Sunday.", "2023-12-17"),
        ("The final is on Saturday.", "2023-12-16"),
        ("A report released on Friday says that the mill is safe.", "2023-12-08"),
        ("The mill, which burned on Friday, makes wool.", "2023-12-08"),
        ("The minister says on Friday he knew nothing.", "2023-12-08"),
        ("It wants to find a buyer under an August agreement.", "2023-08"),
        ("The goods seized on April 3 are to be sold.", "2023-04-03"),
        ("The sale scheduled on April 3 is to be put off.", "2024-04-03"),
    ],
)
def test_present_tense_and_participles(text: str, value: str) -> None:
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == [value]


def test_a_headline_tells_the_past_in_the_present() -> None:
    text = "Ferry sinks on Sunday\n\nThe ferry sank off Ostrel, the coast guard said."
    assert pipeline.extract(text, DCT).timexes[0].value == "2023-12-10"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            '"We will build a bridge this year", the mayor had said in a speech on December 30.',
            ["2022", "2022-12-30"],
        ),
        ('"We will vote tomorrow," the speaker said on Friday.', ["2023-12-09", "2023-12-08"]),
        ('In May 2019 he wrote: "The mill will open next year."', ["2019-05", "2020"]),
        ('In 2019 he said: "We will leave tomorrow, my friends."', ["2019", None]),
        ('"We will build a bridge this year", the mayor said.', ["2023"]),
        ("He said on Friday that the mill would open tomorrow.", ["2023-12-08", "2023-12-13"]),
        ('The mill was sold in 2019. "We open tomorrow morning," he said.', ["2019", "2023-12-13TMO"]),
    ],
)
def test_direct_speech_counts_from_the_time_of_speaking(text: str, values: list[str | None]) -> None:
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The dam burst in August 2021. In October an inquiry opened, and it reported in May. The trial "
            "begins on 12 December.",
            ["2021-08", "2021-10", "2022-05", "2023-12-12"],
        ),
        ("The bank was founded in August 2021. In October it failed.", ["2021-08", "2023-10"]),
        ("The dam, mended in August 2021, burst. In October an inquiry opened.", ["2021-08", "2023-10"]),
        ("The dam burst in August 2021.\n\nIn October a mine burned.", ["2021-08", "2023-10"]),
        (
            "In the spring of 2019 the strikes began. In the summer they spread. In winter talks will open.",
            ["2019-SP", "2019-SU", "2023-WI"],
        ),
        (
            "He was tried in 2014. He was freed the following year and left in July.",
            ["2014", "2015", "2015-07"],
        ),
    ],
)
def test_the_date_of_a_sentence_opens_a_story(text: str, values: list[str]) -> None:
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == values
