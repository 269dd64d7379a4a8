"""The description of the API (OpenAPI 3.1); its closed sets of words come from `terms`."""

from enum import StrEnum
from typing import Any

from timeline import limits
from timeline.query import LANES, VIEWS
from timeline.terms import ActorKind, Factuality, MentionForm, Precision, Role

type Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
MAYBE: Schema = {"type": ["string", "null"]}
DAY: Schema = {"type": ["string", "null"], "description": "ISO 8601 day, signed before the year 0"}
REASON: Schema = {"type": "object", "description": "Which rule gave the date, and its parameters"}


def _one_of(words: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [word.value for word in words]}


def _record(**fields: Schema) -> Schema:
    """An object that has all of the fields and no others."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list_of(item: Schema | str) -> Schema:
    return {"type": "array", "items": _named(item) if isinstance(item, str) else item}


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Schema:
    span = {"start": WHOLE, "end": WHOLE}
    return {
        "EventMention": _record(
            article=TEXT, title=TEXT, source=MAYBE, published=DAY, url=TEXT, sentence=TEXT, **span,
            trigger=TEXT, sentence_start=WHOLE, sentence_end=WHOLE, edtf=MAYBE,
            factuality=_one_of(Factuality), background=FLAG, reason=REASON,
        ),
        "Part": _record(id=TEXT, name=TEXT, kind=_one_of(ActorKind), role=_one_of(Role), url=TEXT),
        "Event": _record(
            id=TEXT, url=TEXT, edtf=MAYBE, earliest=DAY, latest=DAY,
            precision={"type": ["string", "null"], "enum": [*(p.value for p in Precision), None]},
            date_words=TEXT, factuality=_one_of(Factuality), disputed=FLAG, reviewed=FLAG,
            confidence={"type": "number"}, summary=TEXT,
            place=MAYBE, importance={"type": "number"}, timeline=FLAG, reason=REASON,
            actors=_list_of("Part"), mentions=_list_of("EventMention"),
        ),
        "Office": _record(office=TEXT, of=MAYBE, article=TEXT, **span, **{"from": MAYBE, "to": MAYBE}),
        "ActorMention": _record(article=TEXT, **span, text=TEXT, type=_one_of(MentionForm)),
        "Actor": _record(
            id=TEXT, url=TEXT, name=TEXT, kind=_one_of(ActorKind), aliases=_list_of(TEXT),
            external_ids=_list_of(TEXT), roles=_list_of("Office"), mentions=_list_of("ActorMention"),
        ),
        "Article": _record(
            id=TEXT, public_id=TEXT, page=TEXT, title=TEXT, source=MAYBE, author=MAYBE, url=MAYBE,
            published=DAY, language=TEXT, text_sha256=TEXT, events=_list_of(TEXT),
        ),
    }  # fmt: skip


def _parameter(name: str, words: str, schema: Schema = TEXT) -> Schema:
    return {"name": name, "in": "query", "description": words, "schema": schema}


PARAMETERS = [
    _parameter("q", "Words and fields, as in the search of the timeline"),
    _parameter("from", "EDTF date of any precision: 2024, 2024-03, 2024-03-09"),
    _parameter("to", "EDTF date; the day, month or year is included"),
    _parameter("actor", "Id of an actor; with a minus in front, leave it out", _list_of(TEXT)),
    _parameter("place", "Name of a place", _list_of(TEXT)),
    _parameter("source", "Slug of a source", _list_of(TEXT)),
    _parameter("fact", "How it is reported, or “disputed”", _list_of(TEXT)),
    _parameter("precision", "How finely the date is known", _list_of(TEXT)),
    _parameter("min_sources", "At least so many articles", WHOLE),
    _parameter("is", "Undated events only", {"type": "string", "enum": ["undated"]}),
    _parameter("lanes", "Without effect here; part of every view", {"type": "string", "enum": list(LANES)}),
    _parameter("view", "Without effect here; part of every view", {"type": "string", "enum": list(VIEWS)}),
    _parameter("limit", "Rows in an answer", {"type": "integer", "minimum": 1, "maximum": limits.API_ROWS}),
    _parameter("cursor", "From the “next” of an answer"),
]


def _paths() -> Schema:
    paths: Schema = {}
    for plural, one in (("events", "Event"), ("actors", "Actor"), ("articles", "Article")):
        page = _record(
            count={"type": "integer", "description": "Rows of all pages"},
            query={"type": "string", "description": "The address of the same view for people"},
            problems={**_list_of(TEXT), "description": "What of the query could not be read"},
            next={"type": ["string", "null"], "description": "Address of the next page"},
            results=_list_of(one),
        )
        listed = f"{plural.capitalize()} of a view"
        paths[f"/api/v1/{plural}/"] = _get(f"list_{plural}", listed, page, PARAMETERS)
        ident = {"name": "id", "in": "path", "required": True, "schema": TEXT, "description": "Permanent id"}
        paths[f"/api/v1/{plural}/{{id}}/"] = _get(
            f"one_{one.lower()}", f"One {one.lower()}", _named(one), [ident]
        )
    return paths


def _get(name: str, words: str, schema: Schema, parameters: list[Schema]) -> Schema:
    answers = {
        "200": {"description": words, "content": {"application/json": {"schema": schema}}},
        "404": {"description": "There is no such thing, or no such page of it"},
    }
    return {"get": {"operationId": name, "summary": words, "parameters": parameters, "responses": answers}}


def description(site: str) -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": "1",
            "description": "Dated events with actors and evidence, read from news articles. Read only.",
        },
        "servers": [{"url": site}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }
