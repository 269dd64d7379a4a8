"""Who may ask for which address, by which method: every address has a row, one without fails."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import BasePasswordHasher, MD5PasswordHasher
from django.contrib.auth.models import Group, User
from django.core import mail
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.factories import World, make_world
from timeline import apps, decide, feeds, items
from timeline.models import Actor, Article, Batch, Event, Source
from timeline.readers import Record

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "reader", "editor", "admin")
EVERYBODY, EDITORS, ADMINS, SIGNED_IN = ROLES, ROLES[2:], ROLES[3:], ROLES[1:]
ALLOWED: dict[str, tuple[str, ...]] = {
    "home": EVERYBODY,
    "review": EDITORS,
    "review_list": EDITORS,
    "review_verdicts": EDITORS,
    "pair_verdict": EDITORS,
    "audit": EDITORS,
    "event_edit": EDITORS,
    "event_history": EDITORS,
    "event_verdict": EDITORS,
    "event_merge": EDITORS,
    "event_split": EDITORS,
    "article_add": EDITORS,
    "article_add_actor": EDITORS,
    "actor_edit": EDITORS,
    "actor_change": EDITORS,
    "actor_verdict": EDITORS,
    "actor_merge": EDITORS,
    "actor_split": EDITORS,
    "take_back": EDITORS,
    "upload": ADMINS,
    "import_events": ADMINS,
    "upload_part": ADMINS,
    "jobs": ADMINS,
    "job": ADMINS,
    "job_dates": ADMINS,
    "job_columns": ADMINS,
    "job_retry": ADMINS,
    "job_pause": ADMINS,
    "job_resume": ADMINS,
    "job_cancel": ADMINS,
    "job_outcomes": ADMINS,
    "metrics": ADMINS,
    "article_apart": EDITORS,
    "feeds": ADMINS,
    "feed_pause": ADMINS,
    "feed_resume": ADMINS,
    "feed_remove": ADMINS,
    "outdated": ADMINS,
    "outdated_read": ADMINS,
    "outdated_apply": ADMINS,
    "outdated_discard": ADMINS,
    "password_change": SIGNED_IN,
}
# Addresses that anybody may read; those of OPEN take forms that change nothing but the sender's own session.
PUBLIC = {
    *("about", "actor", "actors", "article", "articles", "day", "embed", "event", "healthz", "keys_help"),
    *(
        "methods",
        "month",
        "password_changed",
        "quality",
        "readyz",
        "search_help",
        "share",
        "source",
        "sources",
    ),
    *("timeline", "year"),
}
OPEN = {"login", "logout", "password_forgotten", "password_reset_confirm", "settings"}


# Django's form views take PUT as POST, token and all.
DJANGOS_OWN = {"password_change"}


def names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


NAMES = sorted(set(names()))


@pytest.fixture
def world() -> World:
    made = make_world()
    items.submit("test", [Record(name="a", text="The bridge opened.", published="2025-02-21")])
    return made


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def client(role: str) -> Client:
    client = Client()
    if role != "anonymous":
        make = User.objects.create_superuser if role == "admin" else User.objects.create_user
        user = make(role, password="a long pass phrase")
        if role == "editor":
            user.groups.add(Group.objects.get(name=apps.EDITORS))
        client.force_login(user)
    return client


def address(name: str) -> str:
    event = Event.objects.filter(mentions__isnull=False).distinct()[0]
    if name == "take_back":
        return reverse(name, args=["verdict", decide.judge(event, True, "", None).pk])
    if name.startswith("event_"):
        return reverse(name, args=[event.public_id])
    if name.startswith("feed_"):
        return reverse(name, args=[feeds.add("https://post.example/feed", "", 60, True, None)[0].pk])
    if name.startswith("article_"):
        return reverse(name, args=[Article.objects.all()[0].public_id])
    if name.startswith("actor_"):
        return reverse(name, args=[Actor.objects.filter(tellings__isnull=False)[0].public_id])
    return reverse(name, args=[Batch.objects.get().pk] if name == "job" or name.startswith("job_") else [])


def refused(answer: HttpResponseBase) -> bool:
    return answer.status_code == 403 or "/accounts/login/" in answer.headers.get("Location", "")


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_the_table(world: World, client: Client, role: str, name: str) -> None:
    for method in ("get", "post", "put", "delete"):
        answer = getattr(client, method)(address(name))
        if role in ALLOWED[name]:
            assert not refused(answer), (method, answer.status_code)
            if method == "delete" or (method == "put" and name not in DJANGOS_OWN):
                assert answer.status_code == 405
        else:
            assert refused(answer) or answer.status_code == 405, (method, answer.status_code)


def test_every_address_has_a_row() -> None:
    assert set(NAMES) == set(ALLOWED) | PUBLIC | OPEN


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_addresses_only_read(name: str, world: World) -> None:
    arguments = {
        "actor": Actor.objects.all()[0].public_id,
        "article": Article.objects.all()[0].public_id,
        "day": "2024-03-09",
        "event": Event.objects.all()[0].public_id,
        "month": "2024-03",
        "source": Source.objects.all()[0].slug,
        "year": "2024",
    }
    path = reverse(name, args=[arguments[name]] if name in arguments else [])
    assert Client().get(path).status_code in (200, 301, 302, 503)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)(path).status_code == 405, method


def test_nothing_is_read_without_a_login_where_readers_log_in(world: World) -> None:
    required = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, required]):
        assert refused(Client().get("/timeline/"))
        assert Client().get("/healthz").status_code == 200
        assert Client().get("/accounts/login/").status_code == 200


class TestGuessing:
    def tries(self, client: Client, number: int, name: str = "ada") -> list[int]:
        sent = [{"username": name, "password": f"wrong {n}"} for n in range(number)]
        return [client.post("/accounts/login/", fields).status_code for fields in sent]

    def test_too_many_wrong_passwords_have_to_wait(self) -> None:
        User.objects.create_user("ada", password="a long pass phrase")
        answers = self.tries(Client(), 30)
        assert answers[0] == 200
        assert answers.count(429) >= 20
        late = Client().post("/accounts/login/", {"username": "ada", "password": "a long pass phrase"})
        assert (late.status_code, "Wait" in late.content.decode()) == (429, True)

    def test_others_are_let_in_meanwhile(self) -> None:
        User.objects.create_user("jon", password="a long pass phrase")
        self.tries(Client(), 10)
        sent = {"username": "jon", "password": "a long pass phrase"}
        assert Client().post("/accounts/login/", sent).status_code == 302
        User.objects.create_user("ada", password="a long pass phrase")
        elsewhere = Client(REMOTE_ADDR="203.0.113.9")
        sent["username"] = "ada"
        assert elsewhere.post("/accounts/login/", sent).status_code == 302

    @pytest.mark.parametrize(
        ("proxy", "forwarded", "counted"),
        [
            (True, "203.0.113.5", "203.0.113.5"),
            (True, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
            (True, "203.0.113.5, nonsense", "127.0.0.1"),
            (True, "", "127.0.0.1"),
            (False, "203.0.113.5", "127.0.0.1"),
        ],
    )
    def test_the_address_behind_a_proxy_counts_only_where_a_setting_says_so(
        self, proxy: bool, forwarded: str, counted: str
    ) -> None:
        sent = {"username": "ada", "password": "wrong"}
        with override_settings(DATELINE_BEHIND_PROXY=proxy):
            Client().post("/accounts/login/", sent, headers={"X-Forwarded-For": forwarded})
        assert AccessAttempt.objects.get().ip_address == counted


class TestPasswords:
    NEW = {"new_password1": "another pass phrase", "new_password2": "another pass phrase"}

    def test_its_owner_changes_it_and_other_sessions_end(self) -> None:
        ada = User.objects.create_user("ada", password="a long pass phrase")
        here, elsewhere = Client(), Client()
        for client in (here, elsewhere):
            client.force_login(ada)
        wrong = here.post("/accounts/password/", {"old_password": "wrong", **self.NEW})
        assert wrong.status_code == 200
        right = here.post("/accounts/password/", {"old_password": "a long pass phrase", **self.NEW})
        assert right.status_code == 302
        assert not refused(here.get("/accounts/password/"))
        assert refused(elsewhere.get("/accounts/password/"))

    def test_a_link_that_an_admin_makes_works_once(self) -> None:
        ada = User.objects.create_user("ada", password="a long pass phrase")
        admin = Client()
        admin.force_login(User.objects.create_superuser("root", password="a long pass phrase"))
        chosen = {"action": "make_reset_links", "_selected_action": [ada.pk]}
        page = admin.post("/admin/auth/user/", chosen, follow=True).content.decode()
        (link,) = re.findall(r"/accounts/reset/[^\s<]+", page)
        visitor = Client()
        form = visitor.get(link, follow=True)
        assert visitor.post(form.request["PATH_INFO"], self.NEW).status_code == 302
        ada.refresh_from_db()
        assert ada.check_password("another pass phrase")
        assert "used already" in Client().get(link, follow=True).content.decode()


MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


class TestForgotten:
    def test_without_a_mail_server_an_admin_is_asked(self) -> None:
        assert Client().get("/accounts/forgotten/").status_code == 404
        assert "/accounts/forgotten/" not in Client().get("/accounts/login/").content.decode()

    @override_settings(MAILERS=MAILERS, SENDS_MAIL=True)
    def test_a_mail_brings_a_link_that_works_once(self) -> None:
        User.objects.create_user("ada", email="ada@news.example", password="a long pass phrase")
        known, unknown = (
            Client().post("/accounts/forgotten/", {"email": email}, follow=True).content.decode()
            for email in ("ada@news.example", "nobody@news.example")
        )
        assert "If an account has this address" in known
        assert re.sub(r"[A-Za-z0-9]{64}", "", known) == re.sub(r"[A-Za-z0-9]{64}", "", unknown)
        (sent,) = mail.outbox
        assert sent.to == ["ada@news.example"]
        (link,) = re.findall(r"/accounts/reset/\S+", str(sent.body))
        visitor = Client()
        form = visitor.get(link, follow=True)
        assert visitor.post(form.request["PATH_INFO"], TestPasswords.NEW).status_code == 302
        assert "used already" in Client().get(link, follow=True).content.decode()


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password() -> None:
    """As much work is done for both: the password is hashed either way."""
    User.objects.create_user("ada", password="a long pass phrase")
    hashed: list[str] = []

    def hash_it(self: BasePasswordHasher, password: str, *rest: Any) -> str:
        hashed.append(password)
        return encode(self, password, *rest)

    encode = MD5PasswordHasher.encode
    with patch.object(MD5PasswordHasher, "encode", hash_it):
        for name in ("ada", "nobody"):
            Client().post("/accounts/login/", {"username": name, "password": f"wrong for {name}"})
    assert [hashed.count(f"wrong for {name}") for name in ("ada", "nobody")] == [1, 1]
