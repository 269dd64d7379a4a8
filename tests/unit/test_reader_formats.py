"""Files of every format become records; broken and oversized ones become refusals that say what to do."""

import io
import json
import subprocess
import time
import zipfile
from email.message import EmailMessage

import docx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from timeline import limits, readers
from timeline.readers import formats, isolated, table
from timeline.readers.records import Defaults, Record, Refusal, Refused

LEAD = (
    "A crane fell into the harbour of Lindal on Sunday, and two dockers were hurt, the harbour office said."
)
SECOND = (
    "It had been checked in January and found sound, said Mira Halden, who leads the office of the harbour."
)
PAGE = f"""<!doctype html><html><head><title>Crane falls | Lindal Post</title>
<meta property="og:site_name" content="Lindal Post"><link rel="canonical" href="https://post.example/crane">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Crane falls into harbour", "datePublished": "2024-03-04T08:00:00+01:00"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Crane falls into harbour</h1>
<p>{LEAD}</p><p>{SECOND}</p></article><footer>Imprint and privacy</footer></body></html>"""


def read(name: str, content: bytes | str, defaults: Defaults | None = None) -> list[Record | Refusal]:
    return list(readers.read(name, content.encode() if isinstance(content, str) else content, defaults))


def one(name: str, content: bytes | str) -> Record:
    (found,) = read(name, content)
    assert isinstance(found, Record), found
    return found


def codes(found: list[Record | Refusal]) -> list[str]:
    return [one.code if isinstance(one, Refusal) else "read" for one in found]


def pdf(*pages: str) -> bytes:
    """A small PDF of one text line for each line of a page."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    numbers = []
    for page in pages:
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 40 800 Td {lines}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects)} 0 R >>")
        numbers.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>"
    parts, offsets = ["%PDF-1.4\n"], []
    for number, body in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{body}\nendobj\n")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = sum(map(len, parts))
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}")
    parts.append(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF")
    return "".join(parts).encode()


def word(title: str, *paragraphs: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def packed(**files: bytes | str) -> bytes:
    """A ZIP archive; in names `__` stands for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return stream.getvalue()


def test_every_format_that_is_offered_has_a_reader() -> None:
    assert all(formats.reader(ending) for ending in isolated.EXTENSIONS)


class TestWebPages:
    def test_the_article_is_taken_and_the_rest_left(self) -> None:
        found = one("crane.html", PAGE)
        assert found.text.endswith(f"{LEAD}\n\n{SECOND}")
        assert "Imprint" not in found.text
        assert "Sport" not in found.text

    def test_what_the_page_says_of_itself(self) -> None:
        found = one("crane.html", PAGE)
        assert (found.published, found.title) == ("2024-03-04", "Crane falls into harbour")
        assert (found.source, found.url) == ("Lindal Post", "https://post.example/crane")

    def test_a_date_in_the_words_is_no_publication_date(self) -> None:
        page = PAGE.replace('"datePublished": "2024-03-04T08:00:00+01:00"', '"about": "harbours"')
        found = one("crane.html", page.replace("on Sunday", "on 3 March 2024"))
        assert found.published is None
        assert not found.undated

    def test_a_page_without_an_article(self) -> None:
        assert codes(read("a.html", "<html><body></body></html>")) == ["no_text"]


class TestDocuments:
    def test_pdf_lines_become_paragraphs(self) -> None:
        found = one("a.pdf", pdf("A crane fell into the har-\nbour of Lindal on\nSunday.", "Two were hurt."))
        assert found.text == "A crane fell into the harbour of Lindal on Sunday.\n\nTwo were hurt."

    def test_pdf_of_pictures(self) -> None:
        (found,) = read("a.pdf", pdf(""))
        assert isinstance(found, Refusal)
        assert "OCR" in found.message

    def test_word(self) -> None:
        found = one("a.docx", word("Crane falls", LEAD, SECOND))
        assert (found.title, found.text, found.published) == ("Crane falls", f"{LEAD}\n\n{SECOND}", None)

    def test_markdown_loses_its_marks(self) -> None:
        words = "# Crane *falls*\n\nA [crane](https://x.example) fell\nin **Lindal**.\n"
        found = one("a.md", f"---\ndate: 2024-03-04\n---\n{words}")
        assert (found.title, found.published) == ("Crane falls", "2024-03-04")
        assert found.text == "Crane falls\n\nA crane fell in Lindal."


class TestMail:
    def test_the_text_is_the_article_and_the_sending_day_its_date(self) -> None:
        message = EmailMessage()
        message["From"], message["Subject"] = "Lindal Post <news@post.example>", "Crane falls"
        message["Date"] = "Mon, 04 Mar 2024 08:00:00 +0100"
        message.set_content(LEAD)
        message.add_alternative(f"<p>{LEAD}</p>", subtype="html")
        found = one("a.eml", message.as_bytes())
        assert (found.title, found.source, found.published) == ("Crane falls", "Lindal Post", "2024-03-04")
        assert found.text.strip() == LEAD

    def test_html_only(self) -> None:
        message = EmailMessage()
        message["Subject"] = "Crane"
        message.set_content(f"<style>p {{}}</style><p>{LEAD}</p><p>It <b>sank</b>.</p>", subtype="html")
        assert one("a.eml", message.as_bytes()).text == f"{LEAD}\n\nIt sank."


class TestUpdated:
    """The day of the last change is kept apart from that of publication, and no date is counted from it."""

    def test_of_a_page(self) -> None:
        changed = PAGE.replace('"datePublished"', '"dateModified": "2024-03-09T10:00:00Z", "datePublished"')
        found = one("a.html", changed)
        assert (found.published, found.updated) == ("2024-03-04", "2024-03-09")
        assert one("b.html", PAGE).updated is None

    @pytest.mark.parametrize(
        ("updated", "kept"),
        [("2024-03-09", "2024-03-09"), ("2024-03-04", None), ("2024-01-01", None), ("soon", None)],
    )
    def test_of_a_record(self, updated: str, kept: str | None) -> None:
        row = {"text": LEAD, "dct": "2024-03-04", "updated": updated}
        assert one("a.jsonl", json.dumps(row)).updated == kept
        assert one("a.txt", f"---\ndate: 2024-03-04\nupdated: {updated}\n---\n{LEAD}").updated == kept


class TestTables:
    def test_columns_are_known_by_name(self) -> None:
        found = one("a.csv", f'Headline;Body;Published;Outlet\nCrane falls;"{LEAD}";2024-03-04;Lindal Post\n')
        assert (found.title, found.text, found.published) == ("Crane falls", LEAD, "2024-03-04")
        assert found.note.startswith("Columns read: Headline as title, Body as text")

    def test_no_column_of_texts(self) -> None:
        (found,) = read("a.csv", "name,age\nMira,44\n")
        assert isinstance(found, Refusal)
        assert "“name”, “age”" in found.message

    def test_columns_may_be_told(self) -> None:
        told = Defaults(columns=("", "text", "dct"))
        (found,) = read("a.csv", "no,words,day\n1,The pier opened.,2024-03-04\n", told)
        assert isinstance(found, Record)
        assert (found.text, found.published) == ("The pier opened.", "2024-03-04")
        assert found.note == "Columns read: words as text, day as date."
        unheaded = Defaults(columns=("dct", "text"), headed=False)
        rows = read("a.csv", "2024-03-04,The pier opened.\n2024-03-05,It closed.\n", unheaded)
        assert [row.text for row in rows if isinstance(row, Record)] == ["The pier opened.", "It closed."]
        assert rows[1].name == "a.csv, row 2"

    def test_the_top_is_shown_with_guesses(self) -> None:
        shown = table.preview(b"no;story;when;url\n1;" + b"The pier opened. " * 20 + b";2024;x\n" * 9)
        assert shown.columns == ("", "text", "", "url")
        assert len(shown.rows) == 4
        assert max(len(cell) for row in shown.rows for cell in row) <= 121
        with pytest.raises(Refused):
            table.preview(b"\xff\xfe\x00")

    def test_a_bad_row_is_named_and_the_others_read(self) -> None:
        found = read("a.csv", f"text,date\n{LEAD.replace(',', '')},2024-02-30\nTwo were hurt.,2024-03-04\n")
        assert codes(found) == ["bad_date", "read"]
        assert found[0].name == "a.csv, row 2"


class TestFeedsAndArchives:
    RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lindal Post</title><item>
    <title>Crane &amp; harbour</title><link>https://post.example/crane</link><guid>crane-1</guid>
    <description>&lt;p&gt;A crane &lt;b&gt;fell&lt;/b&gt;.&lt;/p&gt;</description>
    <pubDate>Mon, 04 Mar 2024 08:00:00 GMT</pubDate></item>
    <item><title>Empty</title></item></channel></rss>"""

    def test_entries_of_a_feed(self) -> None:
        found, empty = read("a.rss", self.RSS)
        assert isinstance(found, Record)
        assert (found.title, found.text, found.published) == (
            "Crane & harbour",
            "A crane fell.",
            "2024-03-04",
        )
        assert (found.source, found.url) == ("Lindal Post", "https://post.example/crane")
        assert "summary" in found.note
        assert codes([empty]) == ["empty"]

    def test_files_of_an_archive(self) -> None:
        content = packed(
            a__txt=f"date 2024-03-04\n{LEAD}", b__html=PAGE, c__zip=packed(), d__exe=b"MZ", __hidden="x"
        )
        found = read("a.zip", content)
        assert codes(found) == ["read", "read", "nested", "format"]
        assert [one.name for one in found][:2] == ["a.zip, a.txt", "a.zip, b.html"]

    def test_pages_of_a_web_archive(self) -> None:
        stream = io.BytesIO()
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        address = "https://post.example/crane"
        payload = io.BytesIO(PAGE.encode())
        writer.write_record(
            writer.create_warc_record(address, "response", payload=payload, http_headers=headers)
        )
        found = one("a.warc", stream.getvalue())
        assert (found.url, found.published) == (address, "2024-03-04")


class TestHostileFiles:
    @pytest.mark.parametrize("kind", sorted(isolated.EXTENSIONS - {".html", ".htm", ".xhtml"}))
    def test_noise_is_refused_in_words(self, kind: str) -> None:
        found = read(f"noise{kind}", b"\x00\x01noise \xff\xfe" * 50)
        assert [one.code for one in found if isinstance(one, Refusal)], found
        assert all(isinstance(one, Refusal) and one.message.endswith(".") for one in found)

    def test_a_bomb_is_not_unpacked(self) -> None:
        assert codes(read("bomb.zip", packed(a__txt="0" * 20_000_000))) == ["too_large"]
        assert codes(read("bomb.docx", packed(a__xml="0" * 20_000_000))) == ["too_large"]

    def test_entities_are_not_expanded(self) -> None:
        entities = (
            '<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "'
            + "&a;" * 1000
            + '"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
        )
        feed = TestFeedsAndArchives.RSS.replace("?><rss", f"?>{entities}<rss").replace(
            "A crane", "&s; &b; A crane"
        )
        assert all("root:" not in one.text for one in read("a.rss", feed) if isinstance(one, Record))

    def test_a_reader_that_hangs_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "READER_WALL_SECONDS", 0.05)
        started = time.monotonic()
        assert codes(read("a.html", PAGE)) == ["too_slow"]
        assert time.monotonic() - started < 5

    def test_whoever_waits_can_end_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop() -> None:
            raise InterruptedError

        monkeypatch.setattr(isolated, "_BEAT_SECONDS", 0.01)
        with pytest.raises(InterruptedError):
            list(isolated.read("a.html", PAGE.encode(), Defaults(), stop))

    def test_what_was_read_before_a_crash_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        row = json.dumps({"name": "a.zip, a.txt", "text": LEAD}).encode()
        fault = ("unreadable", "Reading it failed.")
        monkeypatch.setattr(isolated, "_run", lambda message, beat: (row + b"\n" + b'{"name": "a.zi', fault))
        assert codes(read("a.zip", b"PK")) == ["read", "unreadable"]

    def test_the_child_gets_no_secrets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgres://secret")
        seen: list[dict[str, str]] = []

        def start(*_: object, env: dict[str, str], **__: object) -> object:
            seen.append(env)
            raise OSError("not started")

        monkeypatch.setattr(subprocess, "Popen", start)
        with pytest.raises(OSError, match="not started"):
            read("a.html", PAGE)
        assert "DATABASE_URL" not in seen[0]


GERMAN = (
    "Der Minister ist am Freitag zurückgetreten, nachdem die Opposition ihm vorgeworfen hatte, er habe das"
    " Parlament belogen. Die Regierung sucht nun einen Nachfolger, der bald ernannt werden soll."
)
RUSSIAN = (
    "Министр подал в отставку в пятницу после того, как оппозиция обвинила его во лжи. Правительство ищет"
    " преемника, который будет назначен в ближайшее время, сообщила пресс-служба."
)


class TestLanguages:
    @pytest.mark.parametrize(("text", "language"), [(GERMAN, "German"), (RUSSIAN, "Russian")])
    def test_other_languages_are_named(self, text: str, language: str) -> None:
        (found,) = read("a.txt", f"date 2024-03-04\n{text}")
        assert isinstance(found, Refusal)
        assert (found.code, language in found.message) == ("language", True)

    @pytest.mark.parametrize(
        "text",
        [
            "Der Minister trat zurück.",
            "DOCKERS WALK OUT IN LINDAL. CRANES STAND STILL. " * 6,
            f"{LEAD} “Wir gehen nicht zurück”, said Halden. {SECOND}",
            "Lindal 3, Orlo 1; Port Ansel 2, Brist 2; Vesland 0, Norland 4; Maren 1, Hollin 1. " * 4,
        ],
    )
    def test_short_english_and_doubtful_texts_are_read(self, text: str) -> None:
        assert codes(read("a.txt", f"date 2024-03-04\n{text}")) == ["read"]
