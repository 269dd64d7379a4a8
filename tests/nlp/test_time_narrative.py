"""Histories take the year from the date told last and ignore the publication date."""

from tests.nlp.time_reading import Read, read_fixture, shown

__all__ = ["read_fixture"]

CHRONICLE = (
    "The harbour war began in April 1861. In May 1861 the fleet blocked the river. In July the first battle "
    "was fought. On 3 November 1861 the fort fell. In January the army marched south. The siege of 1862 was "
    "long. In June 1862 the city surrendered. Three days later the bridges burned. In the winter of 1862 "
    "many starved. Peace talks opened in March 1863 and closed in May 1863. In 1864 the last troops left, "
    "and in 1870 the port was rebuilt."
)


def test_the_year_moves_forward_with_the_story(read: Read) -> None:
    values = dict(shown(CHRONICLE, read(CHRONICLE)))
    assert values["July"] == "1861-07"
    assert values["January"] == "1862-01"


def test_a_history_ignores_the_publication_date(read: Read) -> None:
    one, other = read(CHRONICLE, "2009-06-01"), read(CHRONICLE, "2021-12-24")
    assert shown(CHRONICLE, one) == shown(CHRONICLE, other)


def test_a_year_told_in_passing_does_not_move_the_story(read: Read) -> None:
    text = CHRONICLE.replace(
        "The siege of 1862 was long.",
        "The papers that a clerk released in 1999 tell of mutiny. In February the rain came.",
    )
    assert dict(shown(text, read(text)))["February"] == "1862-02"


def test_a_heading_gives_its_section_the_year(read: Read) -> None:
    text = CHRONICLE + "\n\n1871: The harbour opens\n\nIn August the first ship came in.\n"
    assert dict(shown(text, read(text)))["August"] == "1871-08"


def test_years_count_down_before_christ(read: Read) -> None:
    text = (
        "In 492 BC the fleet sailed. In 490 BC it landed. By 485 BC the king was dead. In 483 BC a canal "
        "was dug. In 481 BC envoys met, and in 480 BC the pass fell. In 479 BC the army left. In 478 the "
        "walls rose. The following year the league was founded."
    )
    values = [value for _, value in shown(text, read(text, "2009-06-01"))]
    assert values[-2:] == ["BC0478", "BC0477"]


def test_news_keeps_its_mode_around_a_story(read: Read) -> None:
    text = "In May 2014 rebels took the town. In August they lost it.\n\nThe mayor resigned in November."
    assert [value for _, value in shown(text, read(text))] == ["2014-05", "2014-08", "2023-11"]
