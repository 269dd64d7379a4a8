"""Records as the JSON that TimelineJS 3 loads.

Its dates know no uncertainty, so our words go with each as `display_date`. What has no date has no
place there; the title says how many those are. Text fields hold HTML: every value is escaped.
"""

import json
from collections.abc import Iterable, Iterator

from django.utils.html import escape

from timeline import wording
from timeline.dates import DateInterval
from timeline.exports.date_parts import Parts, first_and_last
from timeline.exports.records import Json, best_evidence
from timeline.terms import Role

_UNITS = ("year", "month", "day", "hour", "minute")


def document(records: Iterable[Json], heading: str, text: str, lanes: str) -> Iterator[str]:
    """The whole file piece by piece; `text` is HTML, `lanes` says what groups the events."""
    title = {"text": {"headline": escape(heading), "text": text}}
    yield f'{{"scale":"human","title":{json.dumps(title)},"events":['
    separator = ""
    for record in records:
        if record["edtf"]:
            yield separator + json.dumps(slide(record, lanes), ensure_ascii=False)
            separator = ","
    yield "]}"


def slide(record: Json, lanes: str) -> Json:
    """One event; an open side is left out, or is the known side where the format needs a start."""
    date = DateInterval.parse(record["edtf"])
    first, last = first_and_last(date)
    start = first or last or ()
    found = {
        "unique_id": record["id"],
        "start_date": _named(start),
        "display_date": record["date_words"],
        "text": {"headline": escape(record["summary"]), "text": _text(record)},
        "dateline": _own(record),
    }
    if last and last != start:
        found["end_date"] = _named(last)
    group = lane(record, lanes)
    return {**found, "group": group} if group else found


def _own(record: Json) -> Json:
    """What the format can't say, for reading the file back; TimelineJS passes over it."""
    evidence = best_evidence(record) or {}
    told = (evidence.get("source") or evidence.get("title"), evidence.get("published"), evidence.get("url"))
    return {
        "edtf": record["edtf"],
        "factuality": record["factuality"],
        "place": record["place"] or "",
        "actors": [{key: part[key] for key in ("name", "kind", "role")} for part in record["actors"]],
        "evidence": evidence.get("sentence", ""),
        "source": " ".join(part for part in told if part),
    }


def _named(parts: Parts) -> dict[str, int]:
    return dict(zip(_UNITS, parts, strict=False))


def lane(record: Json, lanes: str) -> str:
    """The lane that the event stands in: its first actor, its first source or its place."""
    if lanes == "place":
        return record["place"] or ""
    if lanes == "source":
        return next((mention["source"] for mention in record["mentions"] if mention["source"]), "")
    acting = (part["name"] for part in record["actors"] if part["role"] != Role.SOURCE)
    return next((name for name in acting if wording.is_name(name)), "") if lanes == "actor" else ""


def _text(record: Json) -> str:
    word = wording.FACTUALITY[wording.DISPUTED if record["disputed"] else record["factuality"]]
    found = f"<p><b>{escape(word)}.</b>"
    evidence = best_evidence(record)
    if evidence:
        told = ", ".join(filter(None, (evidence["source"] or evidence["title"], evidence["published"])))
        found += f" “{escape(evidence['sentence'])}” — {escape(told)}"
    return found + f'</p><p><a href="{escape(record["url"])}">Evidence</a></p>'
