"""Files of finished events: dates as people write them, tables, TimelineJS, and what is refused."""

import json

import pytest

from timeline.readers import events
from timeline.readers.events import dates
from timeline.readers.events.slides import plain
from timeline.readers.records import Refused


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("", ""),
        ("2025", "2025"),
        ("2025-05", "2025-05"),
        ("2025-05-12", "2025-05-12"),
        ("2025-5-2", "2025-05-02"),
        ("2024-03-09T14:05:00", "2024-03-09T14:05:00"),
        ("2024-03-09 14:05", "2024-03-09T14:05:00"),
        ("2023-06~", "2023-06~"),
        ("2025-05-25/..", "2025-05-25/.."),
        ("[2025-02-18,2025-02-20]", "[2025-02-18,2025-02-20]"),
        ("12 May 2025", "2025-05-12"),
        ("12th May, 2025", "2025-05-12"),
        ("May 12, 2025", "2025-05-12"),
        ("Sept. 2025", "2025-09"),
        ("c. 1850", "1850~"),
        ("about May 2025", "2025-05~"),
        ("1850s", "185X"),
        ("52 BC", "-0051"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("4/4/2025", "2025-04-04"),
        ("12 May 2025 - 14 May 2025", "2025-05-12/2025-05-14"),
        ("2019 to 2021", "2019/2021"),
        ("2019–2021", "2019/2021"),
    ],
)
def test_dates_as_people_write_them(cell: str, edtf: str) -> None:
    assert dates.edtf(cell) == edtf


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("03/04/2025", "“03/04/2025” can be read in two ways; write 2025-04-03 or 2025-03-04."),
        ("soon", "“soon” is no date; write it as 2025, 2025-05 or 2025-05-12."),
        ("31 April 2025", "There is no such day as “31 April 2025”"),
        ("2025-02-30", "There is no such day as “2025-02-30”"),
        ("12 Smarch 2025", "is no date"),
        ("2021 to 2019", "is no date"),
    ],
)
def test_dates_that_nobody_can_place_are_refused_in_words(cell: str, words: str) -> None:
    with pytest.raises(Refused, match=words.replace("(", r"\(")):
        dates.edtf(cell)


def table(text: str) -> events.EventFile:
    return events.read("harbour.csv", text.encode())


def test_a_table_by_hand() -> None:
    found = table(
        "date;title;actors;place;status;text\n"
        "2025-02-20;Crews walk out;Harbour Union (agent); Maren ;reported;At noon the cranes stopped.\n"
        "\n"
        "2025-05;Talks resume;Port Office, Harbour Union;;planned;\n"
    )
    first, second = found.rows
    assert (first.where, first.title, first.edtf, first.place) == (
        "row 2",
        "Crews walk out",
        "2025-02-20",
        "Maren",
    )
    assert first.parts == (("agent", "", "Harbour Union"),)
    assert (first.factuality, second.factuality) == ("occurred", "planned")
    assert second.parts == (("participant", "", "Port Office, Harbour Union"),)
    assert found.troubles == ()


def test_rows_with_troubles_are_named_and_the_others_kept() -> None:
    found = table(
        "date,title,factuality\n"
        "2025-02-20,Crews walk out,\n"
        "03/04/2025,Talks resume,\n"
        "2025,,\n"
        "2025,Pier opens,maybe\n"
    )
    assert [row.title for row in found.rows] == ["Crews walk out"]
    assert [(one.where, one.message.split(";")[0]) for one in found.troubles] == [
        ("row 3", "“03/04/2025” can be read in two ways"),
        ("row 4", "It doesn’t say what happened"),
        ("row 5", "“maybe” is no way in which events are reported"),
    ]


def test_the_sheet_of_timelinejs() -> None:
    found = table(
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
        "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
        "2024,,,,,,,,,The year of the harbour,,,,,,title,,\n"
        "2024,3,9,14:05,,,,,,Crews walk out,The cranes stopped.,,Sandray Echo,,,,Strike,\n"
        "2024,3,,,2024,5,,,spring,Talks,,,,,,,,\n"
        "1990,,,,1999,,,,,The nineties,,,,,,era,,\n"
    )
    assert found.title == "The year of the harbour"
    walkout, talks = found.rows
    assert (walkout.edtf, walkout.source) == ("2024-03-09T14:05:00", "Sandray Echo")
    assert (talks.edtf, talks.date_words) == ("2024-03/2024-05", "spring")
    assert [(one.where, one.message[:12]) for one in found.troubles] == [("row 5", "An era is no")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("when,where\n2025,Maren\n", "No column says what happened: there are “when”, “where”"),
        ("title\nCrews walk out\n", "No column says when"),
        ("title,date\n", "There is no event in it"),
        ('title,date\n"Crews' + "x" * 600_000 + '",2025\n', "This is no table"),
    ],
)
def test_a_table_that_holds_no_events(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        table(text)


def slides(*found: object, **more: object) -> events.EventFile:
    return events.read("harbour.json", json.dumps({"events": found, **more}).encode())


def test_slides_of_timelinejs() -> None:
    found = slides(
        {
            "start_date": {"year": "2024", "month": "3", "day": "9", "hour": ""},
            "text": {"headline": "Crews <b>walk&nbsp;out</b>", "text": "<p>At noon.</p><p>All of them.</p>"},
            "media": {"url": "https://echo.example/1", "credit": "<i>Echo</i>"},
        },
        {
            "start_date": {"year": 2019},
            "end_date": {"year": 2021, "month": None},
            "text": {"headline": "The works"},
        },
        {"start_date": {"year": -51}, "display_date": "52 BC", "text": {"headline": "First wall"}},
        title={"text": {"headline": "The <i>harbour</i>"}},
    )
    assert found.title == "The harbour"
    assert [row.title for row in found.rows] == ["Crews walk out", "The works", "First wall"]
    assert [row.edtf for row in found.rows] == ["2024-03-09", "2019/2021", "-0051"]
    assert found.rows[0].text == "At noon. All of them."
    assert found.rows[0].source == "Echo https://echo.example/1"


def test_slides_with_troubles_are_named() -> None:
    found = slides(
        {"text": {"headline": "Undated"}},
        {"start_date": {"year": 2024, "month": 2, "day": 30}, "text": {"headline": "Leap"}},
        {"start_date": {"year": "next"}, "text": {"headline": "Soon"}},
        {"start_date": {"year": 2024}, "text": "no object"},
        "no object",
        {"start_date": {"year": 2024}, "text": {"headline": "x" * 301}},
    )
    told = [f"{one.where}: {one.message}" for one in found.troubles]
    assert found.rows == ()
    assert told[0] == "event 1 “Undated”: It has no “start_date”; give at least its year."
    assert told[1].startswith("event 2 “Leap”: There is no such day as “start_date: 2024 2 30”")
    assert "“next” is no whole number" in told[2]
    assert told[3] == "event 4: “text” must be an object {…}."
    assert told[4] == "event 5: It is no object {…}."
    assert "has 301 characters" in told[5]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "Not JSON: .* in line 1, column 2"),
        (b"[" * 100_000, "Not JSON: too deeply nested"),
        (b"[]", "no list “events”"),
        (b'{"events": {}}', "no list “events”"),
        (b'{"events": [], "scale": "cosmological"}', "cosmological"),
        (b'{"events": []}', "There is no event in it"),
        (b"", "The file is empty"),
        (b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_json_that_is_no_timelinejs(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        events.read("x.json", content)


def test_other_files_are_refused() -> None:
    with pytest.raises(Refused, match=r"not from “\.pdf”"):
        events.read("x.pdf", b"%PDF")


def test_a_row_as_a_line_of_an_article() -> None:
    (row,) = table(
        "date,title,actors,place,text,source\n2025-02-20,Crews walk out,Union (agent),Maren,At noon.,Echo\n"
    ).rows
    line, start, end = events.line_of(row)
    assert line == "20 February 2025: Crews walk out. At noon. Who: Union. Where: Maren. Source: Echo."
    assert line[start:end] == "Crews walk out"


def test_html_as_a_reader_sees_it() -> None:
    assert plain("<p>A &amp; B</p><script>alert(1)</script><br>C<") == "A & B C<"
