"""Histories take the year from the date told last and ignore the publication date."""

import pytest

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


@pytest.mark.parametrize(
    ("sentence", "bare", "value"),
    [
        # a year that something began or will end in is no date of the story
        ("The league had ruled since 1790. The following year it fell.", "The following year", "1863"),
        ("The league would leave the coast by 1899. In March it rained.", "March", "1862-03"),
        # but what takes the year up goes on from it
        ("Papers of the harbour office were burned in 1899. In May of that year a clerk left.",
         "May of that year", "1899-05"),
        # the year after its own day does not make the date a coarser one
        ("On 7 December (8 December farther east), 1862, the fleet sailed. In January it landed.",
         "January", "1863-01"),
        # before the date told, and the story goes on from where it was
        ("On 7 December 1862 the fleet sailed to meet a rebel who had spent the summer in the hills. In "
         "January it landed.", "the summer", "1862-SU"),
        ("On 7 March 1862 it met a rebel who had spent the autumn in the hills.", "the autumn", "1861-FA"),
        # the same month with its year follows
        ("At the end of February the snow melted, and on 26 February 1862 the pass was free.",
         "the end of February", "1862-02"),
        ("In October 1862 the king promised that he would go next summer.", "next summer", "1863-SU"),
        ("In October 1862 the king asked who had come last spring.", "last spring", "1862-SP"),
        ("In August/September 1862 the council met.", "August", "1862-08"),
    ],
)  # fmt: skip
def test_where_a_story_goes_on_from(read: Read, sentence: str, bare: str, value: str) -> None:
    text = CHRONICLE.replace("The siege of 1862 was long.", sentence)
    assert dict(shown(text, read(text)))[bare] == value


def test_a_text_without_a_date_goes_by_what_it_tells(read: Read) -> None:
    text = "On 3 May 2014 he came. In June he left."
    assert [value for _, value in shown(text, read(text, None))] == ["2014-05-03", "2014-06"]


def test_a_history_may_begin_with_today(read: Read) -> None:
    text = "The city sued its port this week. " + CHRONICLE
    assert shown(text, read(text))[0] == ("this week", "2024-W10")


def test_histories_alone_mark_vague_attributes(read: Read) -> None:
    sentence = "The former governor feared future wars, and his recent defeat; of two, he chose the former."
    text = CHRONICLE.replace("The siege of 1862 was long.", sentence)
    words = [word for word, value in shown(text, read(text)) if value and value.endswith("_REF")]
    assert words == ["former", "future", "recent"]
    assert shown(sentence, read(sentence)) == []


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
