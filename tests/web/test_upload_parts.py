"""Uploads that arrive file by file, and tables that ask what their columns hold before they are read."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.test_upload import TEXT, file, form, work
from timeline.items import State
from timeline.models import Article, Batch, IngestItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada", password="a long pass phrase"))
    return client


class TestParts:
    """An upload that a script sends file by file."""

    SENDING = "0123456789abcdef" * 2

    def send(self, admin: Client, part: int, parts: int = 3, **fields: object) -> Any:
        sent = form(sending=self.SENDING, part=part, parts=parts, **fields)
        return admin.post("/upload/part/", sent)

    def test_the_parts_make_one_job(self, admin: Client) -> None:
        answers = [
            self.send(admin, n, files=[file(f"{n}.txt", f"date 2025-02-21\n{TEXT} {n}")]) for n in range(3)
        ]
        batch = Batch.objects.get()
        assert [answer.json() for answer in answers] == 3 * [{"job": f"/jobs/{batch.pk}/"}]
        assert batch.title == "0.txt and 2 more"
        assert batch.submitted_by == User.objects.get(username="ada")
        assert [item.name for item in batch.items.all()] == ["0.txt", "1.txt", "2.txt"]

    def test_a_part_that_is_sent_again_is_stored_once(self, admin: Client) -> None:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as files:
            for n in range(3):
                files.writestr(f"{n}.txt", f"date 2025-02-2{n}\nBridge {n} opened.")
        for _ in range(2):
            self.send(admin, 1, files=[file("a.zip", archive.getvalue())])
            work()
        assert IngestItem.objects.count() == 3
        self.send(admin, 2, files=[file("b.txt", TEXT)], published="2025-02-21")
        work()
        assert set(IngestItem.objects.values_list("state", flat=True)) == {State.DONE}

    def test_a_file_that_is_too_large_to_be_sent_is_accounted_for(self, admin: Client) -> None:
        self.send(admin, 0, too_large="film.pdf")
        item = IngestItem.objects.get()
        assert (item.name, item.state, item.code) == ("film.pdf", State.REJECTED, "too_large")

    @pytest.mark.parametrize(
        "wrong", [{"part": -1}, {"part": 501}, {"sending": "x"}, {"published": "2999-01-01"}, {"files": []}]
    )
    def test_mistakes_are_told_and_nothing_is_stored(self, admin: Client, wrong: dict[str, object]) -> None:
        sent = {"sending": self.SENDING, "part": 0, "parts": 1, "files": [file("a.txt", TEXT)], **wrong}
        answer = admin.post("/upload/part/", form(**sent))
        assert answer.status_code == 422
        assert answer.json()["message"]
        assert not IngestItem.objects.exists()


class TestColumns:
    """A table shows its first rows and what its columns are taken for before anything is read."""

    TABLE = f"Wire,Words,When\nLindal Post,{TEXT},2025-02-21\nLindal Post,{TEXT} Again.,2025-02-22\n"

    def submit(self, admin: Client, content: str) -> tuple[str, IngestItem]:
        address = admin.post("/upload/", form(files=[file("a.csv", content)]))["Location"]
        return address, IngestItem.objects.get()

    def answer(self, admin: Client, address: str, item: IngestItem, *fields: str, **more: str) -> Any:
        chosen = {f"columns-{item.pk}-{index}": field for index, field in enumerate(fields)}
        return admin.post(f"{address}columns/", {**chosen, **more})

    def test_guesses_are_shown_with_the_first_rows_and_nothing_is_read(self, admin: Client) -> None:
        address, item = self.submit(admin, "Headline,Body,Rest\nMayor goes,The mayor resigned.,x\n")
        work()
        item.refresh_from_db()
        assert (item.state, item.code, Article.objects.count()) == (State.WAITING, "columns", 0)
        page = admin.get(address).text
        assert "The mayor resigned." in page
        selected = re.findall(r'<option value="(\w*)" selected>', page)
        assert selected == ["title", "text", ""]

    def test_corrected_columns_are_read(self, admin: Client) -> None:
        address, item = self.submit(admin, self.TABLE)
        headed = {f"columns-{item.pk}-headed": "on"}
        assert self.answer(admin, address, item, "source", "text", "dct", **headed).status_code == 302
        work()
        articles = Article.objects.order_by("published").select_related("source")
        assert [(str(a.published), a.source and a.source.name) for a in articles] == [
            ("2025-02-21", "Lindal Post"),
            ("2025-02-22", "Lindal Post"),
        ]
        assert "Wire as source" in admin.get(address).text

    def test_a_first_row_that_is_an_article_is_read(self, admin: Client) -> None:
        address, item = self.submit(admin, f"2025-02-21,{TEXT}\n")
        self.answer(admin, address, item, "dct", "text")
        work()
        assert str(Article.objects.get().published) == "2025-02-21"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            (("source", "", "dct"), "Choose the one column"),
            (("text", "text", ""), "Choose the one column"),
            (("dct", "text", "dct"), "Two columns are read as “publication date”"),
            (("source", "text", "nonsense"), "nonsense"),
        ],
    )
    def test_an_answer_that_cannot_be_right_is_explained(
        self, admin: Client, fields: tuple[str, ...], words: str
    ) -> None:
        address, item = self.submit(admin, self.TABLE)
        response = self.answer(admin, address, item, *fields)
        assert (response.status_code, words in response.text) == (422, True)
        item.refresh_from_db()
        assert item.state == State.WAITING

    def test_what_is_cancelled_and_retried_asks_again(self, admin: Client) -> None:
        address, item = self.submit(admin, self.TABLE)
        admin.post(f"{address}cancel/")
        admin.post(f"{address}retry/")
        item.refresh_from_db()
        assert (item.state, item.code) == (State.WAITING, "columns")

    def test_what_is_no_table_is_refused(self, admin: Client) -> None:
        _, item = self.submit(admin, "\xff")
        assert item.state == State.WAITING
        admin.post("/upload/", form(files=[file("b.csv", b"\xff\xfe\x00")]))
        assert IngestItem.objects.get(name="b.csv").state == State.REJECTED
