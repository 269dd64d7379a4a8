"""One address, one set of events: parsing, filtering, searching and paging on the real database."""

import pytest
from django.http import QueryDict

from timeline.dates import DateInterval
from timeline.facets import facets, filters
from timeline.models import Actor, Alias, Article, Event, EventActor, EventMention, Source
from timeline.query import TimelineQuery

pytestmark = pytest.mark.django_db


def add(title: str, edtf: str = "", *, place: str = "", text: str = "", **fields: object) -> Event:
    date = DateInterval.parse(edtf) if edtf else None
    values: dict[str, object] = {
        "public_id": f"e{Event.objects.count():05d}",
        "title": title,
        "slug": "x",
        "edtf": edtf,
        "begins": date.begins if date else None,
        "ends": date.ends if date else None,
        "precision": date.precision if date else "",
        "factuality": "occurred",
        "place": place,
        "search_text": f"{title} {text}",
        "article_count": 1,
    }
    return Event.objects.create(**(values | fields))


@pytest.fixture
def harbour() -> dict[str, Event]:
    """A small corpus: a strike, its talks, a subsidy known to the year, and an undated resignation."""
    events = {
        "strike": add("Dockers strike at Pier 4", "2025-02-18/2025-02-20", place="Maren"),
        "talks": add("Wage talks in Lindhavn", "2025-03", article_count=3),
        "subsidy": add("Port subsidy under review", "2025", factuality="planned"),
        "claim": add("Berths reopened", "2025-03-01", factuality="claimed", disputed=True),
        "resignation": add("Union leader resigns"),
        "word": add("is known", "2025-03-01", timeline=False),
    }
    union = Actor.objects.create(public_id="u1", name="Dockworkers' Union", slug="u", kind="organisation")
    Alias.objects.create(actor=union, name="the Dockers' Union", key="dockers union", form="name")
    port = Actor.objects.create(public_id="p1", name="Maren Port Authority", slug="p", kind="organisation")
    for name, actor in (("strike", union), ("talks", union), ("talks", port)):
        EventActor.objects.create(event=events[name], actor=actor, role="agent", begins=events[name].begins)
    wire = Source.objects.create(name="Northern Wire", slug="northern-wire")
    article = Article.objects.create(
        public_id="a1", title="Strike", text="x", text_sha256="1", published="2025-02-21", source=wire
    )
    EventMention.objects.create(
        article=article, event=events["strike"], start=0, end=1, sentence_start=0, sentence_end=1,
        lemma="strike", factuality="occurred", summary="x",
    )  # fmt: skip
    return events


def titles(query: str) -> list[str]:
    return [event.title.split()[0] for event in TimelineQuery.parse(QueryDict(query)).events()]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Port", "Dockers", "Wage", "Berths"]),
        ("from=2025-02&to=2025-02", ["Port", "Dockers"]),
        ("from=2025-02-20&to=2025-02-20", ["Port", "Dockers"]),
        ("to=2024", []),
        ("from=2025-03-01", ["Port", "Wage", "Berths"]),
        ("q=strike", ["Dockers"]),
        ("q=strikes", ["Dockers"]),
        ("q=-strike", ["Port", "Wage", "Berths"]),
        ("q=strike OR subsidy", ["Port", "Dockers"]),
        ('q="wage talks"', ["Wage"]),
        ('q="talks wage"', []),
        ("q=subsid*", ["Port"]),
        ("q=actor:union", ["Dockers", "Wage"]),
        ('q=actor:"the dockers\' union" talks', ["Wage"]),
        ("q=date:2025-03", ["Port", "Wage", "Berths"]),
        ("q=date:>=2025-03-01 -fact:planned", ["Wage", "Berths"]),
        ("q=precision:>=day", ["Berths"]),
        ("q=precision:month", ["Wage"]),
        ("q=has:conflict", ["Berths"]),
        ("q=sources:>=1", ["Dockers"]),
        ("q=source:northern-wire", ["Dockers"]),
        ("q=pub:2025-02", ["Dockers"]),
        ("q=place:maren", ["Dockers"]),
        ("q=is:undated", ["Union"]),
        ("q=is:undated -union", []),
        ("q=-is:undated&fact=planned", ["Port"]),
        ("actor=u1", ["Dockers", "Wage"]),
        ("actor=u1&actor=p1", ["Wage"]),
        ("actor=u1&actor=-p1", ["Dockers"]),
        ("fact=planned", ["Port"]),
        ("fact=disputed", ["Berths"]),
        ("fact=claimed", []),
        ("fact=-planned", ["Dockers", "Wage", "Berths"]),
        ("precision=month&precision=year", ["Port", "Wage"]),
        ("source=northern-wire", ["Dockers"]),
        ("place=Maren", ["Dockers"]),
        ("min_sources=2", ["Wage"]),
        ("is=undated", ["Union"]),
    ],
)
def test_the_address_decides_what_is_shown(
    harbour: dict[str, Event], query: str, expected: list[str]
) -> None:
    assert titles(query) == expected


def test_canonical_addresses_are_sorted_and_hold_no_empty_parameter() -> None:
    query = TimelineQuery.parse(
        QueryDict("to=2025-05&q=&from=2025-02&view=lanes&fact=planned&actor=b&actor=a")
    )
    assert query.url() == "/timeline/?actor=a&actor=b&fact=planned&from=2025-02&to=2025-05"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2025-13", "no month 13"),
        ("from=31 May", "is not a date like"),
        ("fact=sure", "use one of"),
        ("colour=red", "Unknown filter"),
        ("min_sources=two", "needs a number"),
        ("q=dat:2025", "did you mean"),
        ("q=sources:many", "needs a number"),
        ("q=date:soon", "is not a date like"),
    ],
)
def test_what_cannot_be_read_is_named_in_words(query: str, words: str) -> None:
    parsed = TimelineQuery.parse(QueryDict(query))
    assert any(words in problem for problem in parsed.problems), parsed.problems
    list(parsed.events())


@pytest.mark.parametrize(
    "value",
    [
        "%00",
        "9999-12-31",
        "-0044-03-15",
        "0000",
        "99999",
        "'",
        "AND",
        "NEAR(",
        "%ED%A0%80",
        "1e9",
        "(((",
        "*",
    ],
)
@pytest.mark.parametrize("key", ["q", "from", "to", "actor", "fact", "place", "source", "after", "lanes"])
def test_no_value_breaks_a_view(key: str, value: str) -> None:
    query = TimelineQuery.parse(QueryDict(f"{key}={value}"))
    query.page(after=value)
    list(query.events())
    query.default_window()


def test_from_after_to_is_swapped(harbour: dict[str, Event]) -> None:
    assert TimelineQuery.parse(QueryDict("from=2025-05&to=2025-02")).start == "2025-02"


def test_paging_meets_every_event_once_in_both_directions(harbour: dict[str, Event]) -> None:
    query = TimelineQuery()
    first = query.page(size=3)
    rest = query.page(after=first.later or "", size=3)
    assert [e.pk for e in first.events + rest.events] == [e.pk for e in query.events()]
    assert rest.later is None
    back = query.page(before=rest.earlier or "", size=2)
    assert back.events == first.events[1:]


def test_facets_count_what_is_shown(harbour: dict[str, Event]) -> None:
    found = {facet.name: {row.label: row.count for row in facet.rows} for facet in facets(TimelineQuery())}
    assert found["actor"] == {"Dockworkers' Union": 2, "Maren Port Authority": 1}
    assert found["fact"] == {"occurred": 2, "planned": 1, "disputed": 1}
    assert found["precision"] == {"day": 1, "month": 1, "year": 1, "range": 1}
    assert found["source"] == {"Northern Wire": 1}


def test_a_facet_row_toggles_its_value(harbour: dict[str, Event]) -> None:
    query = TimelineQuery.parse(QueryDict("fact=planned"))
    row = next(facet for facet in facets(query) if facet.name == "fact").rows[0]
    assert row.selected
    assert row.url == "/timeline/"
    assert row.exclude_url == "/timeline/?q=-fact:planned"


@pytest.mark.parametrize("facet", ["actor", "fact", "precision", "source"])
def test_a_click_writes_what_a_reader_could_type_and_finds_what_was_counted(
    harbour: dict[str, Event], facet: str
) -> None:
    query = TimelineQuery.parse("-nothing")
    rows = next(found for found in facets(query) if found.name == facet).rows
    assert rows
    for row in rows:
        on = TimelineQuery.parse(row.url.partition("?")[2])
        assert not on.problems
        assert on.text.startswith(f"-nothing {facet}:")
        assert on.events().count() == row.count
        off = TimelineQuery.parse(row.exclude_url.partition("?")[2])
        assert off.events().count() == query.events().count() - row.count
        again = next(found for found in facets(on) if found.name == facet).rows
        assert next(found for found in again if found.value == row.value).url == "/timeline/?q=-nothing"


def test_a_name_that_two_actors_go_by_is_asked_for_by_id(harbour: dict[str, Event]) -> None:
    union = Actor.objects.get(name="Dockworkers' Union")
    other = Actor.objects.create(public_id="z9", name="The other union", slug="other", kind="organisation")
    for actor in (union, other):
        Alias.objects.create(actor=actor, name=union.name, key="k", form="name", reason={})
    rows = next(facet for facet in facets(TimelineQuery()) if facet.name == "actor").rows
    assert rows[0].url == f"/timeline/?q=actor:{union.public_id}"
    (chip,) = filters(TimelineQuery(text=f"actor:{union.public_id}"))
    assert (chip.label, chip.value) == ("Actor", union.name)


def test_chips_speak_in_names(harbour: dict[str, Event]) -> None:
    query = TimelineQuery.parse(QueryDict("actor=u1&source=-northern-wire&q=strike"))
    assert [(f.label, f.value) for f in filters(query)] == [
        ("Search", "strike"),
        ("Actor", "Dockworkers' Union"),
        ("Not: source", "Northern Wire"),
    ]
