"""Tables of events: our own CSV export, the sheet of TimelineJS, and what people write by hand.

The columns are known by their names; one must say what happened.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping

from timeline import limits
from timeline.cells import plain_cell
from timeline.readers.clean import clean_line
from timeline.readers.events import dates, rows
from timeline.readers.events.rows import EventFile, EventRow, Trouble
from timeline.readers.records import Refused

# What other tools call the columns; the first of each is ours. Of several, the first in this order counts.
_NAMES = {
    "title": ("summary", "title", "headline", "event", "what", "name"),
    "date": ("edtf", "date", "when", "start", "start_date", "begin", "begins", "from"),
    "end": ("end", "end_date", "ends", "to", "until"),
    "date_words": ("date_words", "display_date"),
    "factuality": ("factuality", "status"),
    "place": ("place", "location", "where"),
    "actors": ("actors", "who", "actor", "people", "participants"),
    "text": ("evidence", "text", "description", "details", "body"),
    "source": ("evidence_source", "source", "media_credit"),
    "url": ("evidence_url", "link", "media", "url"),
    "type": ("type",),
    **{
        name: (name,)
        for name in ("year", "month", "day", "time", "end_year", "end_month", "end_day", "end_time")
    },
}
_ERA = "era"

type Cells = Mapping[str, str]


def read(text: str) -> EventFile:
    """Raises Refused without a column of titles."""
    csv.field_size_limit(limits.TEXT_CHARACTERS + 1)
    heading = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=heading.count))
    title, found, troubles = "", list[EventRow](), list[Trouble]()
    try:
        columns = _columns(next(reader, []))
        for number, cells in enumerate(_cells(reader, columns), 2):
            if number > limits.JSONL_ROWS + 1:
                raise Refused("too_many", f"A file may hold {limits.JSONL_ROWS:,} rows; split it.")
            where = f"row {number}"
            if cells.get("type", "").lower() == "title":
                title = clean_line(cells.get("title", ""))
            elif any(cells.values()):
                _take(where, lambda where=where, cells=cells: _row(where, cells), found, troubles)  # type: ignore[misc]
    except csv.Error as error:
        raise Refused("malformed", f"This is no table: {error}.") from None
    return EventFile(tuple(found), tuple(troubles), title)


def _take(where: str, make: Callable[[], EventRow], found: list[EventRow], troubles: list[Trouble]) -> None:
    try:
        found.append(make())
    except Refused as error:
        troubles.append(Trouble(where, str(error)))


def _columns(heading: list[str]) -> dict[str, int]:
    """Our field -> index. Raises Refused."""
    keys = [cell.strip().lower().replace(" ", "_").replace("-", "_") for cell in heading]
    found = {
        field: keys.index(name) for field, names in _NAMES.items() for name in reversed(names) if name in keys
    }
    if "title" not in found:
        shown = ", ".join(f"“{cell.strip()}”" for cell in heading[:12] if cell.strip()) or "no columns"
        raise Refused(
            "no_title", f"No column says what happened: there are {shown}. Name one of them “title”."
        )
    if not {"date", "year"} & set(found):
        raise Refused("no_date", "No column says when: name one of them “date” (2025, 2025-05, 2025-05-12).")
    return found


def _cells(reader: Iterator[list[str]], columns: Mapping[str, int]) -> Iterator[Cells]:
    for line in reader:
        yield {
            field: plain_cell(line[index]).strip() for field, index in columns.items() if index < len(line)
        }


def _row(where: str, cells: Cells) -> EventRow:
    """Raises Refused."""
    if cells.get("type", "").lower() == _ERA:
        raise Refused("era", "An era is no event; leave the row out, or take “era” out of its column “type”.")
    named = clean_line(cells.get("source", ""))
    address = clean_line(cells.get("url", ""))
    return EventRow(
        where=where,
        title=rows.title(cells.get("title", "")),
        edtf=_date(cells),
        date_words=clean_line(cells.get("date_words", ""))[:120],
        factuality=rows.factuality(cells.get("factuality", "")),
        place=clean_line(cells.get("place", ""))[:200],
        parts=rows.parts(cells.get("actors", "")),
        text=rows.prose(cells.get("text", "")),
        source=" ".join(part for part in (named, address) if part)[:500],
    )


def _date(cells: Cells) -> str:
    if cells.get("year"):
        first, last = _of_sheet(cells, ""), _of_sheet(cells, "end_") if cells.get("end_year") else ""
        return dates.span(first, last, f"{first} to {last}")
    first, last = dates.edtf(cells.get("date", "")), dates.edtf(cells.get("end", ""))
    if last and not first:
        return dates.checked(f"../{last}", last)
    return dates.span(first, last, f"{first} to {last}")


def _of_sheet(cells: Cells, side: str) -> str:
    """A date of the TimelineJS sheet: a column each for year, month, day and time."""
    shown = " ".join(cells.get(f"{side}{name}", "") for name in ("year", "month", "day", "time")).strip()
    return dates.of_parts(
        dates.numbers(
            [cells.get(f"{side}{n}", "") for n in ("year", "month", "day")],
            cells.get(f"{side}time", ""),
            shown,
        ),
        shown,
    )
