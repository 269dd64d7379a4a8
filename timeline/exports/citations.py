"""How to cite one event: as text, BibTeX and RIS, always with the permanent address."""

import re
from datetime import date as Date

from timeline import wording
from timeline.dates import DateInterval
from timeline.exports.date_parts import first_and_last, iso
from timeline.exports.records import Json

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "#$%&_"},
}  # fmt: skip
_SPACE = re.compile(r"\s+")


def text(record: Json, accessed: Date) -> str:
    """One line for a footnote."""
    word = wording.FACTUALITY[wording.DISPUTED if record["disputed"] else record["factuality"]].lower()
    return (
        f"“{record['summary']}” ({record['date_words']}; {word}), read from {_sources(record)} by Dateline. "
        f"{record['url']}, accessed {wording.date_words(accessed.isoformat())}."
    )


def bibtex(record: Json, accessed: Date) -> str:
    fields = {
        "title": f"{{{_latex(record['summary'])}}}",
        "year": _first(record)[:1] and str(_first(record)[0]),
        "howpublished": f"\\url{{{record['url']}}}",
        "note": _latex(f"{record['date_words']}; read from {_sources(record)} by Dateline"),
        "urldate": accessed.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{dateline-{record['id']},", *lines, "}", ""])


def ris(record: Json, accessed: Date) -> str:
    """Lines as reference managers read them; TY first and ER last."""
    first = _first(record)
    date = "/".join(iso(first[:3]).split("-")) if first and first[0] > 0 else ""
    lines = [
        ("TY", "ELEC"),
        ("TI", record["summary"]),
        ("PY", str(first[0]) if date else ""),
        ("DA", f"{date}{'/' * (3 - date.count('/'))}" if date else ""),
        ("AB", f"{record['date_words']}; read from {_sources(record)}"),
        ("PB", "Dateline"),
        ("UR", record["url"]),
        ("Y2", accessed.strftime("%Y/%m/%d/")),
    ]
    written = [f"{tag}  - {_SPACE.sub(' ', value)}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", ""])


def _first(record: Json) -> tuple[int, ...]:
    return (first_and_last(DateInterval.parse(record["edtf"]))[0] or ()) if record["edtf"] else ()


def _sources(record: Json) -> str:
    """“Title”, Outlet, date; or how many articles, when there are several."""
    articles = {mention["article"]: mention for mention in record["mentions"]}
    if len(articles) != 1:
        return wording.count(len(articles), "article")
    (one,) = articles.values()
    published = wording.date_words(one["published"]) if one["published"] else ""
    return ", ".join(filter(None, (f"“{one['title']}”", one["source"], published)))


def _latex(words: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _SPACE.sub(" ", words))
