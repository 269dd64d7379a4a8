"""Admins upload in the browser and follow their job; others can't. Every page works without JavaScript."""

import csv
import io
import json
import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.stub_reader import StubReader
from timeline import ingest, items, limits
from timeline.items import State
from timeline.models import Article, Batch, Event, IngestItem, Worker

pytestmark = pytest.mark.django_db

TEXT = "Mayor Ilse Brandt of Lindal resigned."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def admin() -> Client:
    User.objects.create_superuser("ada", password="a long pass phrase")
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    return client


@pytest.fixture
def reader() -> Client:
    User.objects.create_user("rita", password="a long pass phrase")
    client = Client()
    client.force_login(User.objects.get(username="rita"))
    return client


def form(**fields: object) -> dict[str, object]:
    return {"key": str(uuid.uuid4()), **fields}


def file(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def work() -> None:
    ingest.work(StubReader())
    ingest.settle_if_due()


class TestAccess:
    ADDRESSES = ("/upload/", "/jobs/", "/jobs/1/")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_anonymous_people_are_sent_to_the_login(self, client: Client, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"] == f"/accounts/login/?next={address}"

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_readers_are_refused(self, reader: Client, address: str) -> None:
        response = reader.get(address)
        assert response.status_code == 403
        assert "rita" in response.text

    @pytest.mark.parametrize("address", ["/upload/", "/jobs/1/dates/", "/jobs/1/retry/"])
    def test_nobody_else_can_post(self, client: Client, reader: Client, address: str) -> None:
        assert client.post(address, form(text=TEXT)).status_code == 302
        assert reader.post(address, form(text=TEXT)).status_code == 403
        assert not Batch.objects.exists()

    def test_staff_with_the_permission_may_upload(self) -> None:
        from django.contrib.auth.models import Permission

        user = User.objects.create_user("stella", password="a long pass phrase", is_staff=True)
        client = Client()
        client.force_login(user)
        assert client.get("/upload/").status_code == 403
        user.user_permissions.add(Permission.objects.get(codename="add_batch"))
        assert client.get("/upload/").status_code == 200

    def test_a_form_without_the_token_is_refused(self, admin: Client) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = admin.cookies
        response = strict.post("/upload/", form(text=TEXT))
        assert response.status_code == 403
        assert "reload the page and send it again" in response.text
        assert not Batch.objects.exists()

    def test_staff_pages_are_never_cached(self, admin: Client) -> None:
        assert "no-store" in admin.get("/upload/")["Cache-Control"]

    def test_login_leads_back_and_logout_ends_it(self) -> None:
        User.objects.create_superuser("ada", password="a long pass phrase")
        client = Client()
        login = {"username": "ada", "password": "a long pass phrase", "next": "/jobs/"}
        assert client.post("/accounts/login/", login)["Location"] == "/jobs/"
        assert client.get("/jobs/").status_code == 200
        client.post("/accounts/logout/")
        assert client.get("/jobs/").status_code == 302

    @pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
    def test_login_stays_on_this_host(self, address: str) -> None:
        User.objects.create_superuser("ada", password="a long pass phrase")
        login = {"username": "ada", "password": "a long pass phrase", "next": address}
        assert Client().post("/accounts/login/", login)["Location"] == "/timeline/"

    def test_a_wrong_password_says_so_in_one_message(self) -> None:
        response = Client().post("/accounts/login/", {"username": "ada", "password": "no"})
        assert response.status_code == 200
        assert "correct username and password" in response.text


class TestUpload:
    def test_pasted_text_becomes_an_article_with_events(self, admin: Client) -> None:
        sent = form(text=TEXT, title="Mayor goes", source="Lindal Post", published="2025-02-21")
        response = admin.post("/upload/", sent)
        batch = Batch.objects.get()
        assert response["Location"] == f"/jobs/{batch.pk}/"
        assert batch.submitted_by == User.objects.get(username="ada")
        work()
        article = Article.objects.select_related("source").get()
        assert article.source is not None
        assert (article.title, article.source.name, str(article.published)) == (
            "Mayor goes",
            "Lindal Post",
            "2025-02-21",
        )
        page = admin.get(response["Location"]).text
        assert f"/articles/{article.public_id}" in page
        assert f"/events/{Event.objects.get().public_id}" in page

    def test_line_ends_of_the_browser_are_no_blanks_in_the_text(self, admin: Client) -> None:
        admin.post("/upload/", form(text="One resigned.\r\n\r\nTwo resigned.", published="2025-02-21"))
        work()
        assert Article.objects.get().text == "One resigned.\n\nTwo resigned."

    def test_pasted_text_may_carry_its_own_date(self, admin: Client) -> None:
        admin.post("/upload/", form(text=f"date 2025-02-21\n\n{TEXT}", published="2024-01-01"))
        work()
        assert str(Article.objects.get().published) == "2025-02-21"

    def test_many_files_of_both_formats(self, admin: Client) -> None:
        lines = "\n".join(json.dumps({"id": n, "dct": "2025-02-21", "text": f"{TEXT} {n}"}) for n in range(3))
        files = [file("a.txt", f"date 2025-02-20\n{TEXT}"), file("b.jsonl", lines)]
        admin.post("/upload/", form(files=files))
        assert [item.name for item in Batch.objects.get().items.all()] == [
            "a.txt",
            "b.jsonl, line 1",
            "b.jsonl, line 2",
            "b.jsonl, line 3",
        ]
        work()
        assert Article.objects.count() == 4

    def test_bad_files_are_named_and_the_good_ones_go_on(self, admin: Client) -> None:
        files = [
            file("empty.txt", ""),
            file("scan.pdf", "%PDF"),
            file("latin.txt", b"caf\xe9"),
            file("long.txt", "word " * 400_000),
            file("broken.jsonl", "{oops"),
            file("good.txt", f"date 2025-02-21\n{TEXT}"),
        ]
        response = admin.post("/upload/", form(files=files), follow=True)
        work()
        assert list(IngestItem.objects.order_by("ordinal").values_list("state", flat=True)) == [
            *[State.REJECTED] * 5,
            State.DONE,
        ]
        page = admin.get(response.redirect_chain[-1][0]).text
        for words in (
            "empty.txt",
            "The file is empty",
            "scan.pdf",
            "byte 3",
            "2,000,000",
            "broken.jsonl, line 1",
        ):
            assert words in page

    def test_a_double_click_is_one_job(self, admin: Client) -> None:
        sent = form(text=TEXT, published="2025-02-21")
        first, second = admin.post("/upload/", sent), admin.post("/upload/", sent)
        assert first["Location"] == second["Location"]
        assert IngestItem.objects.count() == 1

    def test_a_sent_form_that_is_changed_is_another_job(self, admin: Client) -> None:
        """A browser that goes back shows the same form, with the same key."""
        sent = form(text=TEXT, published="2025-02-21")
        changes: list[dict[str, object]] = [{"text": "Port Lindal closed."}, {"published": "2025-02-20"}]
        changes += [{"files": [file("a.txt", content)]} for content in ("one", "two")]
        jobs = {admin.post("/upload/", sent)["Location"]}
        jobs |= {admin.post("/upload/", {**sent, **change})["Location"] for change in changes}
        assert len(jobs) == 5
        texts = [json.loads(item.payload)["text"] for item in IngestItem.objects.filter(name="a.txt")]
        assert sorted(texts) == ["one", "two"]

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({}, "Paste a text, choose files"),
            ({"text": "  \n "}, "Paste a text, choose files"),
            ({"text": TEXT, "published": "2999-01-01"}, "not come yet"),
            ({"text": TEXT, "published": "2025-02-30"}, "no such day"),
            ({"text": TEXT, "published": "<b>soon</b>"}, "&lt;b&gt;soon"),
        ],
    )
    def test_mistakes_are_explained_and_nothing_typed_is_lost(
        self, admin: Client, fields: dict[str, str], words: str
    ) -> None:
        response = admin.post("/upload/", form(source="Lindal Post", **fields))
        assert response.status_code == 422
        assert words in response.text
        assert "Lindal Post" in response.text
        assert fields.get("text", "").strip() in response.text
        assert not Batch.objects.exists()

    def test_an_upload_beyond_the_limit_is_refused_before_it_is_read(
        self, admin: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "REQUEST_BYTES", 1000)
        response = admin.post("/upload/", form(files=[file("a.txt", "x" * 2000)]))
        assert response.status_code == 413
        assert not Batch.objects.exists()

    def test_too_many_files_are_refused_in_words(self, admin: Client) -> None:
        files = [file(f"{number}.txt", "x") for number in range(limits.UPLOAD_FILES + 1)]
        response = admin.post("/upload/", form(files=files))
        assert (response.status_code, "At most 500 files" in response.text) == (413, True)

    def test_a_pasted_book_is_refused_in_words(self, admin: Client) -> None:
        response = admin.post("/upload/", form(text="word " * 600_000))
        assert (response.status_code, "at most 500,000 characters" in response.text) == (413, True)
        assert not Batch.objects.exists()


class TestJob:
    def submit(self, admin: Client, **fields: object) -> str:
        return admin.post("/upload/", form(**fields))["Location"]

    def test_the_live_part_polls_until_all_is_done(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT, published="2025-02-21")
        assert 'hx-trigger="every 1s"' in admin.get(address).text
        work()
        page = admin.get(address).text
        assert "hx-trigger" not in page.partition("<main")[2]
        assert "1 of 1 article is finished." in page

    def test_htmx_gets_the_live_part_alone(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT, published="2025-02-21")
        part = admin.get(address, headers=HTMX)
        assert part.text.strip().startswith('<section id="job"')
        assert "<html" not in part.text
        assert "HX-Request" in part["Vary"]

    def test_going_back_gets_a_full_page(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT, published="2025-02-21")
        headers = {**HTMX, "HX-History-Restore-Request": "true"}
        assert "<html" in admin.get(address, headers=headers).text

    def test_the_states_add_up(self, admin: Client) -> None:
        files = [file("a.txt", f"date 2025-02-21\n{TEXT}"), file("b.txt", f"date 2025-02-21\n{TEXT}")]
        files += [file("c.txt", "CRASH"), file("d.txt", ""), file("e.txt", "No date here.")]
        address = self.submit(admin, files=files)
        work()
        page = admin.get(address).text
        account = re.findall(r"<li><b>(\d+)</b> ([a-z ]+)</li>", page)
        assert sum(int(number) for number, _ in account) == 5
        assert {word: int(number) for number, word in account} == {
            "done": 1,
            "duplicate": 1,
            "rejected": 1,
            "waiting": 2,
        }

    def test_a_waiting_article_is_read_once_its_date_is_given(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT)
        item = IngestItem.objects.get()
        assert f'name="date-{item.pk}"' in admin.get(address).text
        admin.post(f"{address}dates/", {f"date-{item.pk}": "2025-02-21"})
        work()
        assert str(Article.objects.get().published) == "2025-02-21"
        assert "date-" not in admin.get(address).text

    def test_the_date_may_be_unknown(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT)
        admin.post(f"{address}dates/", {f"unknown-{IngestItem.objects.get().pk}": "on"})
        work()
        assert Article.objects.get().published is None

    def test_an_impossible_answer_is_explained(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT)
        answer = {f"date-{IngestItem.objects.get().pk}": "2025-02-30"}
        response = admin.post(f"{address}dates/", answer)
        assert response.status_code == 422
        assert "no such day" in response.text
        assert IngestItem.objects.get().state == State.WAITING

    def test_no_answer_leaves_it_waiting(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT)
        response = admin.post(f"{address}dates/", {}, follow=True)
        assert "go on waiting" in response.text

    def test_what_was_set_aside_is_retried(self, admin: Client) -> None:
        address = self.submit(admin, text="CRASH", published="2025-02-21")
        work()
        assert "Retry what was quarantined or cancelled (1)" in admin.get(address).text
        admin.post(f"{address}retry/")
        assert IngestItem.objects.get().state == State.QUEUED

    def test_without_a_worker_the_page_says_what_to_do(self, admin: Client) -> None:
        address = self.submit(admin, text=TEXT, published="2025-02-21")
        assert "manage.py worker" in admin.get(address).text
        Worker.objects.create(name="w", seen=timezone.now() - timedelta(seconds=5))
        assert "manage.py worker" not in admin.get(address).text

    def test_unknown_jobs(self, admin: Client) -> None:
        for number in ("999", "9" * 30):
            assert admin.get(f"/jobs/{number}/").status_code == 404

    @pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5000])
    def test_odd_page_numbers(self, admin: Client, number: str) -> None:
        address = self.submit(admin, text=TEXT, published="2025-02-21")
        assert admin.get(address, {"page": number}).status_code == 200
        assert admin.get("/jobs/", {"page": number}).status_code == 200

    def test_hostile_names_are_shown_as_text(self, admin: Client) -> None:
        name = "<script>alert(1)</script>.txt"
        items.submit(name, [], key="x")
        address = self.submit(admin, files=[file("<img src=x onerror=alert(1)>.txt", "")])
        assert "<script>alert" not in admin.get("/jobs/").text
        assert "<img" not in admin.get(address).text

    def test_many_articles_take_no_more_queries(
        self, admin: Client, django_assert_max_num_queries: object
    ) -> None:
        lines = "\n".join(json.dumps({"dct": "2025-02-21", "text": f"{TEXT} {n}"}) for n in range(60))
        address = self.submit(admin, files=[file("b.jsonl", lines)])
        work()
        with django_assert_max_num_queries(14):  # type: ignore[operator]
            assert admin.get(address).text.count('class="state done"') == 60


class TestSteering:
    def submit(self, admin: Client, *texts: str) -> str:
        files = [file(f"{n}.txt", f"date 2025-02-21\n{text}") for n, text in enumerate(texts)]
        return admin.post("/upload/", form(files=files))["Location"]

    def test_a_paused_job_is_not_begun_and_goes_on(self, admin: Client) -> None:
        address = self.submit(admin, TEXT)
        assert admin.post(f"{address}pause/").status_code == 302
        work()
        assert IngestItem.objects.get().state == "queued"
        assert "Paused since" in admin.get(address).text
        other = self.submit(admin, f"{TEXT} Again.")
        work()
        assert "1 of 1 article is finished." in admin.get(other).text
        admin.post(f"{address}resume/")
        work()
        assert set(IngestItem.objects.values_list("state", flat=True)) == {"done"}

    def test_what_is_cancelled_adds_up_and_can_be_retried(self, admin: Client) -> None:
        address = self.submit(admin, TEXT, f"{TEXT} Again.")
        page = admin.post(f"{address}cancel/", follow=True).text
        assert "Cancelled: 2 articles will not be read." in page
        assert "2 of 2 articles are finished" in page
        work()
        assert set(IngestItem.objects.values_list("state", "code")) == {("rejected", "cancelled")}
        admin.post(f"{address}retry/")
        work()
        assert set(IngestItem.objects.values_list("state", flat=True)) == {"done"}

    def test_finished_articles_are_not_cancelled(self, admin: Client) -> None:
        address = self.submit(admin, TEXT)
        work()
        assert "Cancelled: 0 articles" in admin.post(f"{address}cancel/", follow=True).text
        assert IngestItem.objects.get().state == "done"

    def test_outcomes_are_a_table(self, admin: Client) -> None:
        files = [
            file("0.txt", f"date 2025-02-21\n{TEXT}"),
            file("1.txt", ""),
            file("2.txt", f"date 2024-01-02\n{TEXT}"),
        ]
        address = admin.post("/upload/", form(files=files))["Location"]
        work()
        answer = admin.get(f"{address}outcomes.csv")
        rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
        assert [row["state"] for row in rows] == ["done", "rejected", "done"]
        assert [row["name"] for row in rows] == ["0.txt", "1.txt", "2.txt"]
        assert rows[1]["message"]
