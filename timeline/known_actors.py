"""Actors listed in a file, JSONL or CSV, -> KnownActor rows, which each settling obeys."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from timeline import limits
from timeline.models import KnownActor
from timeline.terms import ActorKind

COLUMNS = ("id", "name", "kind", "aliases")
_ID_CHARACTERS = 64
_NAME_CHARACTERS = 300
_KINDS = {kind.value: kind.value for kind in ActorKind} | {"organization": ActorKind.ORGANISATION.value}
_FIELDS = ("name", "kind", "aliases")


class Bad(ValueError):
    """Why a line can't be taken, in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file by its number: either a row to keep or the reason why there is none."""

    number: int
    row: KnownActor | None
    problem: str = ""


@dataclass(slots=True)
class Account:
    """How many rows came, changed, stayed as they were, or went."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


def read(content: bytes, form: str) -> Iterator[Line]:
    """The lines of a file of `form` "jsonl" or "csv"; an id that stands twice counts once, the first time."""
    first: dict[str, int] = {}
    parsed = _csv(content) if form == "csv" else _jsonl(content)
    for number, fields in parsed:
        try:
            row = _row(fields)
            before = first.setdefault(row.external_id, number)
            if before != number:
                raise Bad(f"The id {row.external_id} stands in line {before} already.")
            yield Line(number, row)
        except Bad as problem:
            yield Line(number, None, str(problem))


@transaction.atomic
def store(rows: Iterable[KnownActor], *, replace: bool = False) -> Account:
    """Write the rows by their ids; with `replace`, rows of other ids go."""
    existing = {row.external_id: row for row in KnownActor.objects.all()}
    account = Account()
    kept = set()
    for row in rows:
        kept.add(row.external_id)
        old = existing.get(row.external_id)
        if old is None:
            account.new += 1
            row.save()
        elif any(getattr(old, field) != getattr(row, field) for field in _FIELDS):
            account.changed += 1
            KnownActor.objects.filter(pk=old.pk).update(**{field: getattr(row, field) for field in _FIELDS})
        else:
            account.unchanged += 1
    if replace:
        account.removed, _ = KnownActor.objects.exclude(external_id__in=kept).delete()
    return account


def _jsonl(content: bytes) -> Iterator[tuple[int, dict[str, Any] | Bad]]:
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield number, _object(line)


def _object(line: bytes) -> dict[str, Any] | Bad:
    try:
        fields = json.loads(line.decode())
    except UnicodeDecodeError:
        return Bad("Not UTF-8.")
    except (ValueError, RecursionError):
        return Bad("Not JSON.")
    return fields if isinstance(fields, dict) else Bad("Not a JSON object: each line is one {…} record.")


def _csv(content: bytes) -> Iterator[tuple[int, dict[str, Any] | Bad]]:
    text = content.decode("utf-8-sig", errors="surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, Bad(f"Not CSV: {error}.")
            continue
        if not header:
            header = [cell.strip().casefold() for cell in cells]
            if missing := [name for name in COLUMNS[:3] if name not in header]:
                yield reader.line_num, Bad(f"The first line must name the columns; {missing[0]} is missing.")
                return
        elif any(cell.strip() for cell in cells):
            yield reader.line_num, _cells(header, cells)


def _cells(header: list[str], cells: list[str]) -> dict[str, Any] | Bad:
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
        return Bad("Not UTF-8.")
    if len(cells) > len(header):
        return Bad(f"{len(cells)} cells, but {len(header)} columns; aliases are divided by | within a cell.")
    fields: dict[str, Any] = dict(zip(header, cells, strict=False))
    fields["aliases"] = [alias for alias in fields.get("aliases", "").split("|") if alias.strip()]
    return fields


def _row(fields: dict[str, Any] | Bad) -> KnownActor:
    if isinstance(fields, Bad):
        raise fields
    external_id = _words(fields.get("id"), "id", _ID_CHARACTERS)
    name = _words(fields.get("name"), "name", _NAME_CHARACTERS)
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind.strip().casefold() not in _KINDS:
        raise Bad(f"The kind must be one of {', '.join(kind.value for kind in ActorKind)}.")
    aliases = fields.get("aliases") or []
    if not isinstance(aliases, list) or len(aliases) > limits.ACTOR_ALIASES:
        raise Bad(f"The aliases must be a list of no more than {limits.ACTOR_ALIASES} names.")
    names = [_words(alias, "alias", _NAME_CHARACTERS) for alias in aliases]
    return KnownActor(
        external_id=external_id,
        name=name,
        kind=_KINDS[kind.strip().casefold()],
        aliases=[alias for alias in dict.fromkeys(names) if alias != name],
    )


def _words(value: object, what: str, longest: int) -> str:
    """A name or id in one line: blanks at the ends and in a row don't count."""
    if isinstance(value, int) and not isinstance(value, bool) and what == "id":
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise Bad(f"The {what} is missing or no text.")
    words = " ".join(value.split())
    if len(words) > longest:
        raise Bad(f"The {what} has more than {longest} characters.")
    if not words.isprintable() or not any(char.isalnum() for char in words):
        raise Bad(f"The {what} holds characters that can't be printed, or no letter.")
    return words
