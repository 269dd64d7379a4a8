"""A fresh installation is safe without any configuration."""

import stat
import subprocess
import sys

import pytest

from tests.process.manage import ROOT, Installation

SHOW = (
    "import os; os.environ['DJANGO_SETTINGS_MODULE']='newsapp.settings'; from django.conf import settings; {}"
)


def show(here: Installation, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(code)],
        cwd=ROOT,
        env=here.environment | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_key_is_made_once_and_is_nobody_elses(here: Installation) -> None:
    first = show(here, "print(settings.SECRET_KEY)").stdout.strip()
    assert len(first) >= 50
    assert show(here, "print(settings.SECRET_KEY)").stdout.strip() == first
    file = here.folder / "data" / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


def test_simultaneous_starts_get_one_key(here: Installation) -> None:
    code = SHOW.format("print(settings.SECRET_KEY)")
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=here.environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    assert len({start.communicate(timeout=60)[0] for start in starts}) == 1


def test_the_environment_overrides(here: Installation) -> None:
    key = "x7Jd93kfLw0qPzmV8aYtRb2NcH5sGe1UoTi6KlQvXyZ4DfMhWn"
    assert show(here, "print(settings.SECRET_KEY)", DATELINE_SECRET_KEY=key).stdout.strip() == key
    assert not (here.folder / "data" / "secret_key").exists()


@pytest.mark.parametrize(
    "key", ["short", "a" * 60, "django-insecure-" + "x7Jd93kfLw0qPzmV8aYtRb2NcH5sGe1UoTi6KlQvXyZ4", ""]
)
def test_weak_keys_stop_the_start(here: Installation, key: str) -> None:
    done = show(here, "settings.SECRET_KEY", DATELINE_SECRET_KEY=key)
    assert done.returncode != 0
    assert "DATELINE_SECRET_KEY is too weak" in done.stderr


def test_a_damaged_key_file_stops_the_web_server(here: Installation) -> None:
    here.write("data/secret_key", "abc")
    done = show(here, "import newsapp.wsgi")
    assert done.returncode != 0
    assert "too weak" in done.stderr


def test_defaults_are_the_safe_ones(here: Installation) -> None:
    code = "print(settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECURE_CSP['default-src'])"
    assert (
        show(here, code).stdout.strip()
        == "False ['localhost', '127.0.0.1', '[::1]'] [<CSP.NONE: \"'none'\">]"
    )


def test_a_public_host_gets_secure_cookies(here: Installation) -> None:
    code = "print(settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_NAME, settings.SECURE_SSL_REDIRECT)"
    assert show(here, code).stdout.split() == ["False", "dateline_session", "False"]
    public = show(here, code, DATELINE_HOSTS="news.example")
    assert public.stdout.split() == ["True", "__Host-session", "True"]


@pytest.mark.parametrize("hosts", ["", "news.example"])
def test_the_deployment_check_is_clean(here: Installation, hosts: str) -> None:
    chosen = {"DATELINE_HOSTS": hosts} if hosts else {}
    done = here.run("check", "--deploy", "--fail-level", "WARNING", **chosen)
    assert done.returncode == 0, done.stderr


def test_other_databases_are_refused(here: Installation) -> None:
    done = show(here, "settings.DATABASES", DATABASE_URL="mysql://x@localhost/y")
    assert done.returncode != 0
    assert "must begin with postgres:// or sqlite://" in done.stderr


@pytest.mark.parametrize("url", ["nonsense", "postgres://ada:hunter2@h:port/x"])
def test_an_unreadable_database_address_is_told_without_its_password(here: Installation, url: str) -> None:
    done = here.run("ingest", "x.txt", DATABASE_URL=url)
    assert done.returncode == 1
    assert "The configuration is wrong: DATABASE_URL" in done.stderr
    assert "hunter2" not in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_database_address_is_none(here: Installation) -> None:
    code = "print(settings.DATABASES['default']['ENGINE'], settings.EMBEDDED)"
    assert show(here, code, DATABASE_URL="").stdout.split() == ["django.db.backends.sqlite3", "True"]


def test_the_data_folder_is_its_owners_alone(here: Installation) -> None:
    here.ok("migrate", "-v0")
    assert stat.S_IMODE((here.folder / "data").stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_made(here: Installation) -> None:
    here.write("taken", "")
    done = here.run("migrate", DATELINE_DATA_DIR=str(here.folder / "taken" / "data"))
    assert done.returncode == 1
    assert "DATELINE_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_does_not_answer_is_named(here: Installation) -> None:
    done = Installation(here.folder, "postgres://nobody@127.0.0.1:1/x").run("canonical_dump")
    assert done.returncode != 0
    assert "does not answer" in done.stderr
