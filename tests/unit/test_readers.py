"""Bytes become records or refusals that tell a person what to do; offsets stay those of the input."""

import json
from datetime import date as Date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import limits, readers
from timeline.readers.clean import clean_line, clean_text, damage
from timeline.readers.records import Defaults, Record, Refusal, Refused, day, web_address

TEXT = "The harbour of Lindal froze over on Monday."


def one(name: str, content: bytes | str, defaults: Defaults | None = None) -> Record | Refusal:
    (found,) = readers.read(name, content.encode() if isinstance(content, str) else content, defaults)
    return found


def record(name: str, content: bytes | str, defaults: Defaults | None = None) -> Record:
    found = one(name, content, defaults)
    assert isinstance(found, Record), found
    return found


def refusal(name: str, content: bytes | str) -> Refusal:
    found = one(name, content)
    assert isinstance(found, Refusal), found
    return found


def line(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields})


class TestText:
    def test_date_line_is_read_and_stays_part_of_the_text(self) -> None:
        content = f"date 2025-02-21 Ice in the harbour.\n\n{TEXT}"
        found = record("a.txt", content)
        assert found.published == "2025-02-21"
        assert found.text == content

    def test_date_line_after_a_blank_and_a_byte_order_mark(self) -> None:
        found = record("a.txt", b"\xef\xbb\xbf date 2025-02-21 Ice.\n" + TEXT.encode())
        assert found.published == "2025-02-21"
        assert found.text.startswith(" date 2025-02-21")

    @pytest.mark.parametrize(
        "block", ["---\n{}\n---\n\n", "---\r\n{}\r\n---\r\n", "{}\n\n"], ids=["fenced", "windows", "bare"]
    )
    def test_front_matter_is_taken_off(self, block: str) -> None:
        fields = "title: Ice: a winter's tale\ndate: 2025-02-21\nsource: Lindal Post\nurl: https://post.example/ice"
        found = record("a.txt", block.format(fields) + TEXT)
        assert found.text == TEXT
        assert (found.title, found.source) == ("Ice: a winter's tale", "Lindal Post")
        assert (found.published, found.url) == ("2025-02-21", "https://post.example/ice")

    @pytest.mark.parametrize(
        ("written", "title"),
        [
            ('"Ice in the harbour"', "Ice in the harbour"),
            ("'Ice'", "Ice"),
            ('Pilot says "no"', 'Pilot says "no"'),
            ('"No" says pilot', '"No" says pilot'),
        ],
    )
    def test_quotes_within_a_title_belong_to_it(self, written: str, title: str) -> None:
        assert record("a.txt", f"title: {written}\ndate: 2025-02-21\n\n{TEXT}").title == title

    @pytest.mark.parametrize(
        "content",
        [
            "Warning: ice ahead.\n\nThe pilots stayed ashore.",
            "title: only a first line",
            "---\ntitle: never closed\n\nThe pilots stayed ashore.",
            "---\nThe pilots: stayed ashore.\n---\n",
        ],
    )
    def test_what_only_looks_like_front_matter_is_text(self, content: str) -> None:
        found = record("a.txt", content)
        assert found.text == content
        assert found.title == ""

    def test_no_date_anywhere_is_no_refusal(self) -> None:
        found = record("a.txt", TEXT)
        assert (found.published, found.undated) == (None, False)

    def test_defaults_hold_where_the_text_says_nothing(self) -> None:
        defaults = Defaults("2025-01-02", "Lindal Post")
        assert record("a.txt", TEXT, defaults).published == "2025-01-02"
        assert record("a.txt", TEXT, defaults).source == "Lindal Post"
        assert record("a.txt", f"date 2025-02-21\n{TEXT}", defaults).published == "2025-02-21"

    def test_utf16_with_mark(self) -> None:
        assert record("a.txt", TEXT.encode("utf-16")).text == TEXT

    def test_a_few_control_characters_are_replaced_and_counted(self) -> None:
        found = record("a.txt", TEXT.replace("froze", "fr\x00ze"))
        assert found.text == TEXT.replace("froze", "fr\N{REPLACEMENT CHARACTER}ze")
        assert found.note == "1 unreadable character was replaced."

    @pytest.mark.parametrize(
        ("name", "content", "code", "words"),
        [
            ("a.txt", b"", "empty", "empty"),
            ("a.txt", b" \n\t ", "empty", "empty"),
            ("a.txt", "caf\xe9 closed".encode("latin-1"), "encoding", "byte 3"),
            ("a.txt", b"%PDF-1.7 rest", "not_text", "PDF"),
            ("a.txt", b"PK\x03\x04rest", "not_text", "zip"),
            ("a.txt", bytes(range(1, 9)) * 20, "not_text", "control characters"),
            ("a.txt", b"\x00" * 400, "not_text", "control characters"),
            ("a.txt", b"word " * 400_000, "too_long", "2,000,000 characters"),
            ("a.txt", f"date 2025-02-30\n{TEXT}".encode(), "bad_date", "no such day as 2025-02-30"),
            ("a.txt", f"date 2999-01-01\n{TEXT}".encode(), "future_date", "not come yet"),
            ("a.rtf", b"anything", "format", ".rtf"),
            ("a.tar.gz", b"anything", "format", ".gz"),
        ],
    )
    def test_bad_input_says_what_is_wrong(self, name: str, content: bytes, code: str, words: str) -> None:
        found = refusal(name, content)
        assert (found.name, found.code) == (name, code)
        assert words in found.message

    def test_file_limit_is_met_exactly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "FILE_BYTES", len(TEXT))
        assert record("a.txt", TEXT).text == TEXT
        assert refusal("a.txt", TEXT + "!").code == "too_large"

    def test_text_limit_is_met_exactly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "TEXT_CHARACTERS", len(TEXT))
        assert record("a.txt", TEXT).text == TEXT
        assert refusal("a.txt", TEXT + "!").code == "too_long"


class TestJsonLines:
    def test_all_fields(self) -> None:
        found = record(
            "a.jsonl",
            line(
                id="x-1",
                dct="2025-02-21",
                title="Ice",
                source="Post",
                url="http://p.example",
                author="I. Berg",
            ),
        )
        assert (found.record_id, found.published, found.title) == ("x-1", "2025-02-21", "Ice")
        assert (found.source, found.url, found.author, found.language) == (
            "Post",
            "http://p.example",
            "I. Berg",
            "en",
        )

    def test_text_is_taken_as_given(self) -> None:
        text = "  \n Ice.\r\n  In the harbour. \n\n"
        assert record("a.jsonl", line(text=text, dct=None)).text == text.replace("\r", " ")

    def test_null_dct_is_an_answer_and_none_is_a_question(self) -> None:
        assert record("a.jsonl", line(dct=None)).undated
        assert record("a.jsonl", line(dct=None), Defaults("2025-01-01")).published is None
        asked = record("a.jsonl", line())
        assert not asked.undated
        assert asked.published is None
        assert record("a.jsonl", line(), Defaults("2025-01-01")).published == "2025-01-01"

    @pytest.mark.parametrize(
        ("dct", "published"),
        [
            ("2025-02-21T23:59:00", "2025-02-21"),
            ("2025-02-21 04:00", "2025-02-21"),
            ("20250221", "2025-02-21"),
        ],
    )
    def test_clock_part_changes_nothing(self, dct: str, published: str) -> None:
        assert record("a.jsonl", line(dct=dct)).published == published

    def test_a_date_that_names_no_day_is_told_and_not_guessed(self) -> None:
        coarse = record("a.jsonl", line(dct="2006"))
        assert (coarse.published, coarse.undated) == (None, True)
        assert "names no day" in coarse.note

    def test_what_is_no_date_at_all_waits_for_one(self) -> None:
        found = record("a.txt", f"---\ndate: last May\n---\n{TEXT}")
        assert (found.published, found.undated) == (None, False)
        assert "YYYY-MM-DD" in found.note

    def test_number_as_id(self) -> None:
        assert record("a.jsonl", line(id=17)).record_id == "17"

    def test_bad_lines_are_named_and_good_ones_go_on(self) -> None:
        lines = [
            line(id="a"),
            "{broken",
            "",
            "[1]",
            '{"id": "no text"}',
            line(dct="2025-13-01"),
            line(id="b"),
        ]
        found = list(readers.read("news.jsonl", "\n".join(lines).encode()))
        assert [isinstance(item, Record) for item in found] == [True, False, False, False, False, True]
        assert [item.name for item in found] == [f"news.jsonl, line {n}" for n in (1, 2, 4, 5, 6, 7)]
        assert [item.code for item in found if isinstance(item, Refusal)] == [
            "malformed", "malformed", "no_text", "bad_date",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            (line(text=""), "empty"),
            (line(text=7), "no_text"),
            (line(title=["a"]), "malformed"),
            (line(id={"a": 1}), "malformed"),
            (line(dct=20250221), "malformed"),
            ("[" * 100_000, "malformed"),
            (line(id="x" * 301), "malformed"),
            (f'{{"id": {"9" * 5000}, "text": "x"}}', "malformed"),
        ],
    )
    def test_refused_records(self, row: str, code: str) -> None:
        assert refusal("a.jsonl", row).code == code

    def test_line_separators_inside_a_string_end_no_record(self) -> None:
        text = "Ice.\u2028Snow.\u0085Rain."
        row = json.dumps({"text": text, "dct": None}, ensure_ascii=False)
        assert record("a.jsonl", row).text == text.replace("\u0085", " ")

    def test_rows_beyond_the_limit_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "JSONL_ROWS", 2)
        found = list(readers.read("a.jsonl", "\n".join([line()] * 5).encode()))
        assert len(found) == 3
        assert isinstance(found[2], Refusal)
        assert "last 3" in found[2].message


class TestClean:
    @given(st.text(alphabet=st.characters()))
    def test_cleaning_keeps_length_and_is_idempotent(self, text: str) -> None:
        cleaned = clean_text(text)
        assert len(cleaned) == len(text)
        assert clean_text(cleaned) == cleaned
        assert damage(cleaned) == 0
        cleaned.encode()

    @pytest.mark.parametrize("kept", ["\n\t", "é", "e\u0301", "\u202e", "\u200b", "🏛", "\ufeff"])
    def test_what_a_text_may_hold(self, kept: str) -> None:
        assert clean_text(kept) == kept

    @pytest.mark.parametrize(
        ("code_point", "becomes"),
        [("\r", " "), ("\x0b", " "), ("\x00", "\ufffd"), ("\ud800", "\ufffd"), ("\x9f", "\ufffd")],
    )
    def test_what_it_may_not(self, code_point: str, becomes: str) -> None:
        assert clean_text(f"a{code_point}b") == f"a{becomes}b"

    def test_names_are_one_composed_line(self) -> None:
        assert clean_line(" A\u202elbe\u0301rt\n\x00 Moreau ") == "Albért Moreau"

    @given(st.text(alphabet=st.characters()))
    def test_record_survives_the_queue(self, text: str) -> None:
        before = Record(name="x", text=clean_text(text), title=clean_line(text))
        assert Record.from_json(before.as_json()) == before


def test_short_day() -> None:
    assert day("2025-2-1") == "2025-02-01"


@pytest.mark.parametrize("value", ["2025-02-21", " 2025-02-21 ", "1612-03-01", "0099-01-01"])
def test_day(value: str) -> None:
    assert day(value) == value.strip()


def test_tomorrow_is_today_somewhere() -> None:
    tomorrow = Date.today() + timedelta(days=1)
    assert day(tomorrow.isoformat()) == tomorrow.isoformat()
    with pytest.raises(Refused):
        day((tomorrow + timedelta(days=1)).isoformat())


@pytest.mark.parametrize(
    "value",
    ["0000-01-01", "2025-02", "2025-021", "21.02.2025", "1/2/2025", "9" * 5000, "2025-02-21" + "T" * 99],
)
def test_no_day(value: str) -> None:
    with pytest.raises(Refused):
        day(value)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example", "http://a b", "x" * 3000],
)
def test_only_web_addresses_are_kept(address: str) -> None:
    assert web_address(address) == ""
    assert web_address("https://post.example/a?b=1") == "https://post.example/a?b=1"
