"""Records as JSON-LD in the vocabulary of schema.org.

Dates are ISO 8601 of the precision that the text gives; the EDTF string stands beside them as a property.
"""

import json
from collections.abc import Iterable, Iterator

from timeline import wording
from timeline.dates import DateInterval
from timeline.exports.date_parts import first_and_last, iso
from timeline.exports.records import Json
from timeline.terms import ActorKind, Factuality, Role

CONTEXT = {"@vocab": "https://schema.org/", "edtf": "http://id.loc.gov/datatypes/edtf/EDTF"}
_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.PLACE: "Place",
    ActorKind.GROUP: "Organization",
    ActorKind.OTHER: "Thing",
}
_STATUS = {Factuality.CANCELLED: "EventCancelled", Factuality.PLANNED: "EventScheduled"}


def document(records: Iterable[Json], heading: str, url: str) -> Iterator[str]:
    """The whole file piece by piece; undated events stand in it without dates."""
    head = {"@context": CONTEXT, "@id": url, "@type": "Dataset", "name": heading}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "hasPart": ['
    separator = ""
    for record in records:
        yield separator + json.dumps(event(record), ensure_ascii=False)
        separator = ",\n"
    yield "]}\n"


def alone(record: Json) -> Json:
    return {"@context": CONTEXT, **event(record)}


def event(record: Json) -> Json:
    told_as = wording.DISPUTED if record["disputed"] else record["factuality"]
    found: Json = {
        "@type": "Event",
        "@id": record["url"],
        "identifier": record["id"],
        "name": record["summary"],
        "description": f"{wording.FACTUALITY[told_as]}. {record['date_words']}.",
        "additionalProperty": [{"@type": "PropertyValue", "name": "factuality", "value": told_as}],
        "about": [_actor(part) for part in record["actors"] if part["role"] != Role.SOURCE],
        "subjectOf": [_article(mention) for mention in record["mentions"]],
    }
    if record["edtf"]:
        found |= _dates(record["edtf"])
    if record["place"]:
        found["location"] = {"@type": "Place", "name": record["place"]}
    if record["factuality"] in _STATUS:
        found["eventStatus"] = f"https://schema.org/{_STATUS[record['factuality']]}"
    return found


def _dates(edtf: str) -> Json:
    first, last = first_and_last(DateInterval.parse(edtf))
    found: Json = {"temporalCoverage": {"@type": "edtf", "@value": edtf}}
    if first:
        found["startDate"] = iso(first)
    if last and last != first:
        found["endDate"] = iso(last)
    return found


def _actor(part: Json) -> Json:
    return {"@type": _TYPES[ActorKind(part["kind"])], "@id": part["url"], "name": part["name"]}


def _article(mention: Json) -> Json:
    found = {"@type": "NewsArticle", "url": mention["url"], "headline": mention["title"]}
    found["citation"] = mention["sentence"]
    if mention["published"]:
        found["datePublished"] = mention["published"]
    if mention["source"]:
        found["publisher"] = {"@type": "Organization", "name": mention["source"]}
    return found
