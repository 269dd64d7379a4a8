"""What a window shows: what began before it first and short, its own days after; addresses of dates."""

import pytest
from django.test import Client

from tests.web.factories import join, make_actor, make_event

pytestmark = pytest.mark.django_db


def test_what_began_before_the_window_stands_under_its_own_heading(client: Client) -> None:
    make_event("The blockade holds", "2019-03-01/..")
    make_event("A tug arrived", "2024-02-03")
    page = client.get("/timeline/?from=2024-02&to=2024-02").content.decode()
    html = page[page.index('id="list"') :]
    assert html.index("Already under way") < html.index("The blockade holds") < html.index("February 2024 <")
    assert "<h2>March 2019" not in html


def test_a_year_around_the_window_is_not_said_to_be_under_way(client: Client) -> None:
    make_event("The quay was sold", "2024")
    html = client.get("/timeline/?from=2024-02&to=2024-02").content.decode()
    assert "Already under way" not in html
    assert "Under way or dated less exactly" in html


def test_named_actors_come_before_descriptions_in_the_filters(client: Client) -> None:
    described, named = make_actor("The dam's keepers", "group"), make_actor("Orla Brandt", "person")
    for day in range(1, 4):
        join(make_event(f"Meeting {day}", f"2024-02-0{day}"), described)
    join(make_event("A letter came", "2024-02-05"), named)
    html = client.get("/timeline/").content.decode()
    filters = html[html.index('id="facets"') :]
    assert filters.index("Orla Brandt") < filters.index("The dam")


def test_an_address_that_leads_nowhere_is_told_in_words(client: Client) -> None:
    html = client.get("/nowhere/").content.decode()
    assert "The address may be mistyped" in html
    assert "Resolver" not in html
