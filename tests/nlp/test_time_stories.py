"""A story of another year, told inside the news, keeps its year over paragraphs until today speaks again."""

import pytest

from timeline.nlp import pipeline

DCT = "2022-04-12"

TRIAL = (
    "A cellar thief was jailed on Monday.\n\n"
    "Otto Brandt broke into the vaults of Vellmar on November 28, 2020.\n\n"
    "The guard saw nothing. Brandt was seen in the harbour on December 2, with a case.\n\n"
    "His sister, who lied for him on December 5, broke down in court.\n\n"
)

INQUIRY = (
    "The lamp of Corran Point will be lit again on Saturday.\n\n"
    "The trouble started on 3 October 1987, when a trawler ran aground.\n\n"
    "The inquiry opened on 9 November. In December its chairman resigned, and on 14 January another came.\n\n"
    "His report came out in April. It blamed the keeper.\n\n"
    "On 2 May the widows marched to the gates.\n\n"
)

FEATURE = (
    "Fifty years ago this week the river Sarn turned white.\n\n"
    "The dye works had never been inspected. On 14 April the factory closed its gates, and a week later the "
    "minister came.\n\n"
    "He promised a law. In August a bill was laid before parliament; it passed on 19 January.\n\n"
    "The works reopened in 1975. In May 1983 the first salmon were caught."
)


def values(text: str, dct: str = DCT) -> list[str | None]:
    return [timex.value for timex in pipeline.extract(text, dct).timexes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TRIAL, ["2020-11-28", "2020-12-02", "2020-12-05"]),
        (INQUIRY, ["1987-11-09", "1987-12", "1988-01-14", "1988-04", "1988-05-02"]),
        (FEATURE, ["1972-04-14", "1972-W16", "1972-08", "1973-01-19", "1975", "1983-05"]),
    ],
)
def test_a_story_keeps_its_year_over_paragraphs(text: str, expected: list[str]) -> None:
    told = [value for value in values(text) if value and value[:1] != "P"]
    assert told[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # one date of years ago, and the news goes on
        ("The ban was voted in March 2019.\n\nA court struck it down in February.", "2022-02"),
        # far behind the date told, and near the publication date
        ("The bank failed on 3 May 2019.\n\nOn March 20 its gates were sold.", "2022-03-20"),
        # today has spoken since
        (TRIAL + "The trial should have begun in June last year. In November it was put off.", "2021-11"),
        (INQUIRY + "The lamp was tested on Friday. In March the tower was painted.", "2022-03"),
        (INQUIRY + "The new keeper was named in March and moved in on Monday.", "2022-04-11"),
        (INQUIRY + "Tickets will be sold in May.", "2022-05"),
        (INQUIRY + "The tower was sold in March 2022.\n\nIn February it had been empty.", "2022-02"),
    ],
)
def test_the_news_comes_back(text: str, last: str) -> None:
    assert values(text)[-1] == last


def test_dates_of_a_paragraph_that_today_speaks_in_are_news() -> None:
    text = INQUIRY + "The new keeper was named in March and moved in on Monday."
    assert values(text)[-2:] == ["2022-03", "2022-04-11"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The mill was sold in April 2019, and a protest failed that November.", "2019-11"),
        ("The loss of the mill in August 2019 hurt. On 2 September the workers left.", "2019-09-02"),
        ("The loss of the mill in August 2019 hurt. On 2 September the workers will leave.", "2022-09-02"),
        ("The loss of the mill in April 2019 hurt. On 2 March the workers left.", "2022-03-02"),
        ("The mill closed in 1987. It burned on Monday and reopens in May.", "2022-05"),
    ],
)
def test_what_follows_closely_on_a_date_of_years_ago(text: str, last: str) -> None:
    assert values(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # a year told in passing before the day of the story itself
        (
            "A thief was jailed on Monday. Rosa Lind, who had run the shop since 1998, was robbed on 3 "
            "November 2019. Two days later she died. Her son had left that summer.",
            "2019-SU",
        ),
        ("The pumps failed on 3 May 1987. By the end of the year the mine stood empty.", "1987"),
        ("The pumps failed on 3 May 1987. By the end of the year the mine will reopen.", "2022"),
        ("The pumps failed on 3 May 1987.\n\nThe city lost money by the end of the year.", "2022"),
    ],
)
def test_what_goes_on_from_the_story(text: str, last: str) -> None:
    assert values(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # published on a Tuesday
        ("The council will vote next Thursday.", "2022-04-21"),
        ("The council will vote next Friday.", "2022-04-15"),
        ("The council will vote on Thursday.", "2022-04-14"),
    ],
)
def test_next_thursday_is_not_the_day_after_tomorrow(text: str, last: str) -> None:
    assert values(text) == [last]


def test_the_news_above_a_life_counts_from_the_publication_date() -> None:
    text = (
        "Hedda Moe, the harbour engineer, died on Sunday. She will be buried on Friday. Born on 3 May 1921, "
        "she left school in 1937, went to sea in 1939 and came home in 1946. In 1950 she built her first "
        "quay. In 1955 she moved to Ostrel, and in 1961 she drew the great mole. It was opened in June 1968. "
        "She retired in 1981 and wrote her memoirs in 1990."
    )
    assert values(text)[:2] == ["2022-04-10", "2022-04-15"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # a month of years ago, a day behind it, and a month behind that
        ("The loss of the mill in May 2017 hurt. On 5 June it was sold. In August it burned.", "2017-08"),
        # the coming 2 May is near, but what happened on it is told
        ("The loss of the mill in April 2020 hurt. The workers left on May 2.", "2020-05-02"),
        # what had happened before is not what the sentence counts from
        (
            "The Aurora left Ostrel on 16 November 2019, after two tests had failed that summer, and landed "
            "25 days later.",
            "2019-12-11",
        ),
        # the words of a speaker do not move the story
        ('The port fell on Saturday. "Today is a great day," said Rae. Ostrel fell two days earlier.',
         "2022-04-07"),
        ("The port fell on Saturday. The fleet came back today. Ostrel fell two days earlier.", "2022-04-10"),
    ],
)  # fmt: skip
def test_what_a_date_is_counted_from(text: str, last: str) -> None:
    assert values(text)[-1] == last


def test_later_that_month_is_no_third_of_it() -> None:
    text = "The raid took place on 2 May 2011. Later that month he fled. He died at the end of that month."
    dates = [timex.date.edtf for timex in pipeline.extract(text, DCT).timexes if timex.date]
    assert dates == ["2011-05-02", "2011-05", "2011-05-21/2011-05-31"]


def test_a_clock_time_in_a_story_belongs_to_its_day() -> None:
    assert (
        values("On 4 May 1949 the pact was signed. The guns fell silent at 11 p.m.")[-1] == "1949-05-04T23:00"
    )
    assert values("On 4 May 1949 the pact was signed. The station opens at 11 p.m.")[-1] == "2022-04-12T23:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank in January. Two months later the inquiry opened.", ["2024-01", "2024-03"]),
        ("It sank in January. Three weeks later divers found it.", ["2024-01", None]),
        ("Three weeks later divers found it.", [None]),
        ("It sank on 12 February. The next month it was raised.", ["2024-02-12", "2024-03"]),
        ("It sank on 12 January. The next week it was raised.", ["2024-01-12", "2024-W03"]),
        ("It sank on 12 January. Next month it will be raised.", ["2024-01-12", "2024-04"]),
        ("It closed in 2010. A quarter of a century earlier it was repaired.", ["2010", "1985"]),
        ("A quarter of an hour passed.", ["PT15M"]),
        ("The union called for a strike on 1 June.", ["2024-06-01"]),
        ("The union began a strike on 1 June.", ["2023-06-01"]),
    ],
)
def test_what_comes_later_counts_from_what_was_told(text: str, expected: list[str | None]) -> None:
    assert values(text, "2024-03-04") == expected
