"""Header, dateline, headline, captions and boilerplate of a news text."""

import pytest

from timeline.nlp import zones

BODY = "The harbour council approved the plan. Dockers went home."


def _text(text: str, span: tuple[int, int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date 2024-03-04", "2024-03-04"),
        ("  date 2024-03-04", "2024-03-04"),
        ("Published: 4 March 2024, 18:05", "2024-03-04"),
        ("Published on March 4th, 2024", "2024-03-04"),
        ("Posted: Monday, 4 March 2024 | 06:15 GMT", "2024-03-04"),
        ("March 04, 2024", "2024-03-04"),
        ("04.03.2024", "2024-03-04"),
        ("Published 23/03/2024", "2024-03-23"),
    ],
)
def test_a_date_line_gives_the_publication_day(line: str, day: str) -> None:
    found = zones.locate(f"{line}\n\n{BODY}")
    assert found.header_date == day
    assert _text(f"{line}\n\n{BODY}", found.header) == line.strip()


@pytest.mark.parametrize(
    "line",
    [
        "Updated at 14:05 on 6 March 2024",
        "Published 03/04/2024",
        "Published: 31 February 2024",
        "Date night ends in tears",
        "On 4 March 2024 the council met",
        "4 March 2024 was a cold day in Orlo",
    ],
)
def test_other_lines_give_none(line: str) -> None:
    assert zones.locate(f"{line}\n\n{BODY}").header_date is None


def test_an_update_does_not_move_the_publication_day() -> None:
    text = f"Published: 4 March 2024\nUpdated: 6 March 2024, 09:10\nMinister quits\n\n{BODY}"
    found = zones.locate(text)
    assert found.header_date == "2024-03-04"
    assert _text(text, found.headline) == "Minister quits"


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Posted: 4 March 2024", "2024-03-04"),
        ("Published 10:17 am, Monday, March 4, 2024", "2024-03-04"),
        ("March 4, 2024 11:12 AM", "2024-03-04"),
        ("Updated: 6 March 2024, 09:10", None),
    ],
)
def test_a_date_between_headline_and_text_parts_them(header: str, day: str | None) -> None:
    text = f"Council sells harbour mill {header} {BODY}"
    found = zones.locate(text)
    assert found.header_date == day
    assert _text(text, found.headline) == "Council sells harbour mill"
    assert text.index(BODY) in found.breaks


@pytest.mark.parametrize(
    "line",
    [
        "The council sold the mill on 4 March 2024 at 10:30 and went home.",
        "A letter posted 4 March 2024 was never delivered to the mill.",
        "Norvell closed the mill in March 2024 after the fire.",
    ],
)
def test_a_date_within_a_sentence_parts_nothing(line: str) -> None:
    found = zones.locate(f"{line} {BODY}")
    assert found.header is None
    assert found.headline is None


def test_header_and_caption_share_a_line() -> None:
    text = f" date 2024-03-04 Mayor Ana Brist (left) at the pier in September. Pool / NPA\n\n{BODY}"
    found = zones.locate(text)
    assert _text(text, found.header) == "date 2024-03-04"
    assert [_text(text, span) for span in found.captions] == [
        "Mayor Ana Brist (left) at the pier in September. Pool / NPA"
    ]
    assert [_text(text, span) for span in found.boilerplate] == ["Pool / NPA"]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("LAKEPORT, March 4 (NPA) - ", "Lakeport"),
        ("LAKEPORT (NPA) -- ", "Lakeport"),
        ("Lakeport, March 4 – ", "Lakeport"),
        ("PORT ANSEL, Norland — ", "Port Ansel"),
        ("ORLO, N.L. _ ", "Orlo"),
        ("PORT-AU-BRIS, March 4 - ", "Port-Au-Bris"),
    ],
)
def test_a_dateline_gives_the_place(opening: str, place: str) -> None:
    found = zones.locate(opening + BODY)
    assert found.dateline_place == place
    assert found.dateline is not None
    assert found.dateline[1] <= len(opening)


@pytest.mark.parametrize(
    "opening",
    [
        "BREAKING - ",
        "Exclusive – ",
        "The mayor - a teacher - ",
        "Fire, smoke - ",
        "He said: no - ",
        "UPDATE 1 - ",
    ],
)
def test_other_dashes_open_no_dateline(opening: str) -> None:
    assert zones.locate(opening + BODY).dateline is None


def test_a_dateline_with_a_year_dates_the_article() -> None:
    assert zones.locate(f"LAKEPORT, March 4, 2024 (NPA) - {BODY}").header_date == "2024-03-04"


@pytest.mark.parametrize(
    "line", ["Minister quits after vote", "Will the port close?", "“We won,” says Brist"]
)
def test_the_headline_is_a_first_line_without_a_stop(line: str) -> None:
    text = f"{line}\n\n{BODY}"
    assert _text(text, zones.locate(text).headline) == line


@pytest.mark.parametrize("text", [BODY, f"{BODY}\n\n{BODY}", "Minister quits after vote"])
def test_a_text_may_have_no_headline(text: str) -> None:
    assert zones.locate(text).headline is None


@pytest.mark.parametrize(
    "line",
    [
        "Dockers at the gate. Photo: Ana Brist",
        "File photo of the harbour at night",
        "Mira Halden, right, and (left) Oleh Kravets (right) in Orlo",
        "The burned depot. Getty Images",
    ],
)
def test_captions_are_found(line: str) -> None:
    assert len(zones.locate(f"Headline here\n\n{BODY}\n\n{line}\n\n{BODY}").captions) == 1


@pytest.mark.parametrize(
    "line",
    ["Pool closed after accident", "The image problem stays. Photographers left.", "Turn right (at Orlo)."],
)
def test_ordinary_lines_are_no_captions(line: str) -> None:
    assert zones.locate(f"{line}\n\n{BODY}").captions == []


@pytest.mark.parametrize(
    "line",
    [
        "By Orlo Brist and Ana Halden",
        "Read more: the harbour in pictures",
        "https://news.example/harbour",
        "© 2024 Norland Press. All rights reserved.",
        "Subscribe to our newsletter",
    ],
)
def test_boilerplate_is_found(line: str) -> None:
    text = f"{line}\n\n{BODY}"
    assert [_text(text, span) for span in zones.locate(text).boilerplate] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By noon the port was shut.",
        "Related claims were rejected by the court on Friday.",
        "Shares in the port rose.",
        "Registered nurses walked out.",
    ],
)
def test_sentences_are_no_boilerplate(line: str) -> None:
    assert zones.locate(f"{line}\n\n{BODY}").boilerplate == []


def test_find_gives_token_ranges(nlp_parse) -> None:  # type: ignore[no-untyped-def]
    doc = nlp_parse(f"Minister quits\n\nLAKEPORT, March 4 (NPA) - {BODY}")
    found = zones.find(doc)
    assert found.headline is not None
    assert found.dateline is not None
    assert doc[found.headline[0] : found.headline[1]].text.strip() == "Minister quits"
    assert doc[found.dateline[0] : found.dateline[1]].text.startswith("LAKEPORT, March 4")


@pytest.mark.parametrize("text", ["", "\n\n \n", "\x00", "😀", "—", "- - -", "2024-03-04", "(left)"])
def test_odd_texts_do_no_harm(text: str) -> None:
    zones.locate(text)


def test_long_texts_take_linear_time() -> None:
    text = f"{BODY}\n" * 8000 + "LAKEPORT " * 20000
    assert len(zones.locate(text).breaks) > 8000
