"""Colours and keys as chosen: cookies only for those who choose, back to the site alone, one table."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.web.factories import make_event

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def test_a_choice_is_kept_and_leads_back(client: Client) -> None:
    response = client.post("/settings/", {"theme": "dark", "next": "/timeline/?q=storm"})
    assert response.headers["Location"] == "/timeline/?q=storm"
    assert 'data-theme="dark"' in client.get("/timeline/").content.decode()
    client.post("/settings/", {"theme": "auto"})
    assert "data-theme" not in client.get("/timeline/").content.decode()


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_a_form_leads_to_no_other_site(client: Client, wanted: str) -> None:
    assert client.post("/settings/", {"theme": "dark", "next": wanted}).headers["Location"] == "/timeline/"


@pytest.mark.parametrize("value", ['dark"><script>', "purple", ""])
def test_what_is_no_choice_changes_nothing(client: Client, value: str) -> None:
    assert not client.post("/settings/", {"theme": value}).cookies
    client.cookies["theme"] = value
    assert "data-theme" not in client.get("/timeline/").content.decode()


def test_reading_sets_no_cookie(client: Client) -> None:
    for path in ("/timeline/", "/help/keys/", "/actors/"):
        assert not client.get(path).cookies


def test_pages_vary_by_the_choice(client: Client) -> None:
    for path in ("/timeline/", "/help/keys/", "/about/"):
        assert "Cookie" in client.get(path).headers["Vary"]


def table() -> list[dict[str, object]]:
    text = (ROOT / "static/keys.js").read_text(encoding="utf-8")
    rows: list[dict[str, object]] = json.loads(text.removeprefix("export default ").rstrip(";\n"))
    return rows


def test_the_help_lists_every_key_of_the_table(client: Client) -> None:
    html = client.get("/help/keys/").content.decode()
    assert html.count("<dt>") == len(table())
    for row in table():
        assert str(row["words"]).replace("'", "&#x27;") in html


def test_what_the_keys_act_on_is_on_the_page(client: Client) -> None:
    make_event("Pier opened", "2024-03-09")
    html = client.get("/timeline/?from=2024&to=2024").content.decode()
    known = set(re.findall(r'id="([\w-]+)"', html)) | {"list", "facets"}
    rows = [row for row in table() if "in the review" not in str(row["words"])]
    for row in rows:
        for name in re.findall(r"#([\w-]+)", str(row["target"])):
            assert name in known, row


def test_every_action_of_the_table_is_in_the_script() -> None:
    script = (ROOT / "static/dateline.js").read_text(encoding="utf-8")
    actions = script[script.index("const ACTIONS") : script.index('document.addEventListener("keydown"')]
    for row in table():
        if "action" in row:
            assert re.search(rf"\b{row['action']}\b", actions), row
