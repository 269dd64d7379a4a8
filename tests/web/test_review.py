"""Reviewing and correcting on the pages: who may, what it does, how it is taken back."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.web.stub_reader import StubReader
from timeline import apps, decide, ingest, items
from timeline.models import Correction, Event, EventMention, Judgement, Verdict
from timeline.readers import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    texts = ["The bridge opened.", "The mayor resigned."]
    records = [Record(name=text, text=text, published="2025-02-21") for text in texts]
    items.submit("test", records)
    ingest.work(StubReader())
    ingest.settle_if_due()
    return Event.objects.get(title__startswith="The bridge")


def signed_in(name: str, *groups: str) -> Client:
    user = User.objects.create_user(name, password="a long pass phrase")
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in("mira", apps.EDITORS)


def form(event: Event, **changes: str) -> dict[str, str]:
    """What the page of the form sends if nothing but this is changed; nobody takes part."""
    shown = {"title": event.title, "edtf": event.edtf, "factuality": event.factuality, "place": event.place}
    return shown | {"seen": decide.state(event), "part-TOTAL_FORMS": "0", "part-INITIAL_FORMS": "0"} | changes


def edit(client: Client, event: Event, **changes: str) -> int:
    status = client.post(reverse("event_edit", args=[event.public_id]), form(event, **changes)).status_code
    event.refresh_from_db()
    return status


def judge(client: Client, event: Event, **fields: str) -> str:
    sent = {"accepted": "yes", "seen": decide.state(event), **fields}
    answer = client.post(reverse("event_verdict", args=[event.public_id]), sent, follow=True)
    event.refresh_from_db()
    return answer.content.decode()


PAGES = ("event_edit", "event_history", "event_verdict", "event_merge", "event_split")


@pytest.mark.parametrize("name", ["review", "audit", *PAGES])
def test_only_editors_get_in(event: Event, name: str) -> None:
    address = reverse(name, args=[event.public_id] if name in PAGES else [])
    for method in ("get", "post"):
        assert getattr(Client(), method)(address).status_code in (302, 405)
        reader = signed_in(f"reader {method}")
        assert getattr(reader, method)(address).status_code in (403, 405)
    assert not Correction.objects.exists()


def test_readers_are_not_shown_what_they_may_not_do(event: Event, editor: Client) -> None:
    address = f"/events/{event.public_id}-{event.slug}/"
    assert "/edit/" not in Client().get(address).content.decode()
    assert "/edit/" in editor.get(address).content.decode()


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("21 February 2024", "2024-02-21"),
        ("February 3, 2024", "2024-02-03"),
        ("March 2024", "2024-03"),
        (" 2024-03~ ", "2024-03~"),
        ("2024-02-18/2024-02-20", "2024-02-18/2024-02-20"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(event: Event, editor: Client, written: str, edtf: str) -> None:
    assert edit(editor, event, edtf=written) == 302
    assert event.edtf == edtf


def test_a_date_that_is_none_changes_nothing_and_keeps_what_was_typed(event: Event, editor: Client) -> None:
    page = editor.post(
        reverse("event_edit", args=[event.public_id]), form(event, edtf="soon", title="Opened")
    )
    assert page.status_code == 422
    assert "“soon” is no date" in page.content.decode()
    assert 'value="Opened"' in page.content.decode()
    assert not Correction.objects.exists()


def test_only_what_was_changed_is_a_correction(event: Event, editor: Client) -> None:
    before = event.title
    assert edit(editor, event, title="Bridge reopens", note="its second opening") == 302
    row = Correction.objects.get()
    assert (row.field, row.value, row.machine_value) == ("title", "Bridge reopens", before)
    assert (str(row.author), row.note) == ("mira", "its second opening")


def test_the_event_page_says_who_decided(event: Event, editor: Client) -> None:
    edit(editor, event, edtf="2024-03")
    page = Client().get(f"/events/{event.public_id}-{event.slug}/").content.decode()
    assert "an editor put right: date" in page
    assert "March 2024" in page


def test_a_stale_form_overwrites_nothing(event: Event, editor: Client) -> None:
    late = form(event, title="Late title")
    edit(signed_in("jon", apps.EDITORS), event, title="Early title")
    page = editor.post(reverse("event_edit", args=[event.public_id]), late)
    event.refresh_from_db()
    assert page.status_code == 409
    assert event.title == "Early title"
    text = page.content.decode()
    assert "Late title" in text
    assert "changed by jon" in text


def test_a_stale_verdict_is_refused(event: Event, editor: Client) -> None:
    assert "changed by somebody else" in judge(editor, event, seen="0")
    assert not Verdict.objects.exists()


def test_accepted_events_leave_the_queue(event: Event, editor: Client) -> None:
    assert editor.get("/review/").content.decode().count("bridge opened") > 0
    judge(editor, event, queue="confidence")
    assert event.reviewed
    page = editor.get("/review/").content.decode()
    assert "bridge opened" not in page
    assert "mayor resigned" in page


def test_a_hidden_event_is_gone_for_readers_and_comes_back(event: Event, editor: Client) -> None:
    address = f"/events/{event.public_id}-{event.slug}/"
    judge(editor, event, accepted="no", reason="trivial", queue="confidence")
    assert Client().get(address).status_code in (404, 410)
    assert (
        "not worth an entry" in editor.get(reverse("event_history", args=[event.public_id])).content.decode()
    )
    verdict = Verdict.objects.get()
    assert editor.post(reverse("take_back", args=["verdict", verdict.pk])).status_code == 302
    assert Client().get(address).status_code == 200


def test_taking_back_restores_what_was_read_and_stays_on_record(event: Event, editor: Client) -> None:
    before = event.edtf
    edit(editor, event, edtf="2024-03")
    row = Correction.objects.get()
    editor.post(reverse("take_back", args=["correction", row.pk]))
    event.refresh_from_db()
    row.refresh_from_db()
    assert event.edtf == before
    assert str(row.retracted_by) == "mira"
    assert "taken back" in editor.get(reverse("event_history", args=[event.public_id])).content.decode()
    assert "taken back" in editor.get("/audit/").content.decode()


def test_two_events_become_one_and_one_becomes_two(event: Event, editor: Client) -> None:
    other = Event.objects.exclude(pk=event.pk).get()
    address = f"https://dateline.example/events/{other.public_id}-{other.slug}/"
    editor.post(reverse("event_merge", args=[event.public_id]), {"other": address})
    ingest.settle_if_due()
    merged = Event.objects.get()
    telling = EventMention.objects.filter(event=merged).last()
    assert telling is not None
    editor.post(reverse("take_back", args=["judgement", Judgement.objects.get().pk]))
    editor.post(reverse("event_split", args=[merged.public_id]), {"telling": telling.pk})
    ingest.settle_if_due()
    assert Event.objects.count() == 2


def test_an_unknown_event_is_not_merged(event: Event, editor: Client) -> None:
    address = reverse("event_merge", args=[event.public_id])
    page = editor.post(address, {"other": "https://dateline.example/events/zzz/"}, follow=True)
    assert "No other entry has this address" in page.content.decode()
    assert not Judgement.objects.exists()


def test_skipping_shows_the_next_one(event: Event, editor: Client) -> None:
    first = editor.get("/review/").context["event"]
    second = editor.get("/review/", {"skip": first.public_id}).context["event"]
    assert {first, second} == set(Event.objects.all())
    none = editor.get("/review/", {"skip": f"{first.public_id},{second.public_id}"})
    assert "Nothing to review" in none.content.decode()


def test_every_queue_answers(event: Event, editor: Client) -> None:
    for name in ("confidence", "conflicts", "undated"):
        assert editor.get("/review/", {"queue": name}).status_code == 200
    assert editor.get("/review/", {"queue": "other"}).status_code == 404


def test_the_list_of_decisions_goes_back_to_the_first(
    event: Event, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.views.editing.AUDIT_PAGE", 2)
    for n in range(3):
        edit(editor, event, title=f"Title {n}")
        judge(editor, event)
    pages = [editor.get("/audit/", {"page": n}).context["entries"] for n in (1, 2, 3)]
    assert [len(entries) for entries in pages] == [2, 2, 2]
    told = [entry.row for entries in pages for entry, _about in entries]
    assert [str(row) for row in told if isinstance(row, Correction)] == [
        f"Title: Title {n}" for n in (2, 1, 0)
    ]
    assert sorted((row.created for row in told), reverse=True) == [row.created for row in told]


def test_an_event_that_is_merged_away_meanwhile_is_told_of(
    event: Event, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merged_away(found: Event) -> Event | None:
        Event.objects.filter(pk=found.pk).delete()
        return hold(found)

    hold = decide.hold
    monkeypatch.setattr(decide, "hold", merged_away)
    sent = form(event, title="Too late")
    page = editor.post(reverse("event_edit", args=[event.public_id]), sent, follow=True)
    assert "was merged into another entry meanwhile" in page.content.decode()
    assert not Correction.objects.exists()
