"""Parsing: sentences, chunks, odd input, batches."""

from collections.abc import Callable, Iterator

import pytest
from spacy.tokens import Doc

from timeline import limits
from timeline.nlp import pipeline
from timeline.nlp.records import Extraction

type Parse = Callable[[str], Doc]


def _sentences(doc: Doc) -> list[str]:
    return [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "The vote on Sept. 27 failed in Orlo.",
        "Gen. Orlo Brist left the port at 5 p.m. on Monday.",
        "The fire destroyed building No. 10 of the port.",
        "The minister , who had resigned . , returned to Lakeport.",
        "Mr. Kravets met Dr. Halden of Harbour Corp. in Port Ansel.",
        "The war has lasted since April of that year. with the support of Vesland.",
    ],
)
def test_abbreviations_and_slips_do_not_break_a_sentence(nlp_parse: Parse, text: str) -> None:
    assert _sentences(nlp_parse(text)) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Minister quits\n\nMira Halden resigned on Friday.", 2),
        ("date 2024-03-04 Ana Brist (left) in Orlo. Pool / NPA\n\nDockers went home.", 4),
        ("Dockers left.\nOwners stayed.", 2),
        ('"We won." The mayor left.', 2),
    ],
)
def test_layout_breaks_sentences(nlp_parse: Parse, text: str, count: int) -> None:
    assert len(_sentences(nlp_parse(text))) == count


def test_a_hard_wrapped_line_is_no_sentence(nlp_parse: Parse) -> None:
    text = "Mira Halden signed the accord in\nthe town hall of Lakeport and left\nfor Orlo in the evening."
    assert len(_sentences(nlp_parse(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "A\x00B signed on Friday.\x00",
        "😀 Halden signed 👩‍👩‍👧 on Friday. 😀",
        "\ud800 Halden met \udfff Kravets.",
        "HALDEN SIGNS ACCORD ON FRIDAY, MARCH 4",
        "#" * 3000,
        "." * 3000,
        "\n" * 3000,
        "Cafe\u0301 owners met\u200b in Orlo\u00a0on Friday.\r\nThey left.",
    ],
    ids=["empty", "blank", "nul", "emoji", "surrogate", "capitals", "signs", "dots", "lines", "blanks"],
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    extraction = pipeline.extract(text, "2024-03-04")
    for event in extraction.events:
        assert text[event.start : event.end] == event.trigger
    for timex in extraction.timexes:
        assert text[timex.start : timex.end] == timex.text


def test_offsets_count_code_points_of_the_text_as_given(nlp_read: Callable[..., Extraction]) -> None:
    text = "😀 👩‍👩‍👧 Mira Halden signed the accord on Friday."
    signed = next(event for event in nlp_read(text).events if event.trigger == "signed")
    assert text[signed.start : signed.end] == "signed"


def test_a_long_text_is_parsed_in_chunks_with_the_same_offsets() -> None:
    text = "Dockers left. " * (limits.CHUNK_CHARACTERS // 14 + 200)
    doc = pipeline.parse(text)
    assert doc.text == text
    assert doc[len(doc) - 2].idx == text.rindex("left") or doc[len(doc) - 1].idx >= text.rindex("left")


def test_a_chunk_without_blanks_is_cut_anyway() -> None:
    text = "x" * (limits.CHUNK_CHARACTERS + 10)
    assert pipeline.parse(text).text == text


def test_batches_give_what_single_texts_give() -> None:
    articles = [
        ("Halden resigned on Friday.", "2024-03-04"),
        ("", None),
        ("Kravets left.", "2023-01-02"),
    ] * 13
    together = list(pipeline.extract_many(iter(articles)))
    assert together[:3] == [pipeline.extract(text, dct) for text, dct in articles[:3]]
    assert len(together) == len(articles)


def test_batches_are_taken_as_needed() -> None:
    taken = []

    def articles() -> Iterator[tuple[str, None]]:
        for number in range(1000):
            taken.append(number)
            yield "Halden left.", None

    next(pipeline.extract_many(articles()))
    assert len(taken) < 200


@pytest.mark.parametrize(
    ("dct", "read"),
    [
        ("2024-03-04", "2024-03-04"),
        ("2024-03-04T18:05:00Z", "2024-03-04"),
        ("not a date", None),
        ("2024-02-31", None),
        (None, None),
    ],
)
def test_the_publication_day_is_read_or_unknown(dct: str | None, read: str | None) -> None:
    assert pipeline.extract("Halden left.", dct).dct == read


def test_the_clock_part_of_the_publication_date_changes_nothing() -> None:
    text = "Halden resigned on Friday. She will return tomorrow night."
    assert pipeline.extract(text, "2024-03-04T00:01:00") == pipeline.extract(text, "2024-03-04T23:59:00")


def test_a_header_dates_a_record_without_a_date() -> None:
    extraction = pipeline.extract("Published: 4 March 2024\n\nHalden resigned yesterday.", None)
    assert extraction.dct == "2024-03-04"
    assert [event.date.edtf for event in extraction.events if event.date] == ["2024-03-03"]


def test_the_given_date_wins_over_the_header() -> None:
    assert pipeline.extract("Published: 6 March 2024\n\nHalden left.", "2024-03-04").dct == "2024-03-04"
