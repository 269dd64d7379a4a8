"""Every word of the pages is marked for translation, those of the scripts too; dates follow the locale."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from tests.require import require
from timeline import script_words
from timeline.date_words import date_words
from timeline.dates import DateInterval
from timeline.layout.units import ticks, words
from timeline.windows import Window

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

_MARKED = re.compile(
    r"\{% (?:blocktranslate|blocktrans)\b.*?\{% end(?:blocktranslate|blocktrans) %\}|\{#.*?#\}", re.DOTALL
)
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_VERBATIM = re.compile(r"<(code|kbd|pre|script|style)\b.*?</\1>", re.DOTALL)
_SPOKEN = re.compile(r"\s(?:alt|aria-label|placeholder|title|content)=(\"[^\"]*\"|'[^']*')")
_ELEMENT = re.compile(r"<[^>]*>")
_LETTERS = re.compile(r"(?<![#A-Za-z])[A-Za-z]{2,}")
# Names, units and what machines read.
_SAME_EVERYWHERE = {"Dateline", "MB", "kB", "width", "device", "initial", "scale", "light", "dark", "noindex"}
_SAME_EVERYWHERE |= {
    "defaultTimeout",
    "includeIndicatorCSS",
    "false",
    "BibTeX",
    "EDTF",
    "JSON",
    "LD",
    "OpenAPI",
    "RIS",
    "UTC",
    "iCalendar",
}


def unmarked(source: str) -> list[str]:
    """Words in text and spoken attributes that no translation tag holds."""
    left = _VERBATIM.sub(" ", _TAGS.sub(" ", _MARKED.sub(" ", source)))
    attributes = [value.strip("\"'") for value in _SPOKEN.findall(left)]
    text = [re.sub(r"&[a-z]+;", " ", _ELEMENT.sub(" ", left)), *attributes]
    return [word for part in text for word in _LETTERS.findall(part) if word not in _SAME_EVERYWHERE]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_mark_their_words(template: Path) -> None:
    assert unmarked(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Plain words</p>", ["Plain", "words"]),
        ("<a title='Say it'>{{ x }}</a>", ["Say", "it"]),
        ('<p title="{% translate \'Say it\' %}">{% translate "Say" %} <code>say</code> · {{ n }} MB</p>', []),
        ("{% blocktranslate %}Some <b>words</b>{% endblocktranslate %}", []),
    ],
)
def test_what_counts_as_unmarked(source: str, found: list[str]) -> None:
    assert unmarked(source) == found


def test_words_of_the_scripts_are_in_the_catalogue() -> None:
    keys = (ROOT / "static/keys.js").read_text(encoding="utf-8")
    assert set(re.findall(r'"words": "([^"]*)"', keys)) == set(script_words.KEY_WORDS)
    script = (ROOT / "static/dateline.js").read_text(encoding="utf-8")
    assert set(re.findall(r'\bt\("([^"]*)"\)', script)) == set(script_words.SCRIPT_WORDS)


def test_pages_in_another_language_carry_the_words_of_the_script() -> None:
    with translation.override("en-gb"):
        assert script_words.translated() == ""
    with translation.override("de"):
        assert '"Search": "Suchen"' in script_words.translated()  # Django's own catalogue knows it


def test_dates_are_written_by_locale() -> None:
    quarter = Window.of(DateInterval.parse("2025-01"), DateInterval.parse("2025-03"))
    with translation.override("de"):
        assert date_words("2025-02-20") == "20. Februar 2025"
        assert words(quarter) == "Januar 2025 – März 2025"
        assert [tick.label for tick in ticks(quarter)] == ["Jan 2025", "Feb", "Mär"]


def test_makemessages_gathers_the_words_of_templates_and_modules(tmp_path: Path) -> None:
    require(shutil.which("xgettext"), "gettext")
    for name in ("timeline", "templates", "newsapp"):
        skipped = shutil.ignore_patterns("__pycache__", "samples", "resources")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "locale").mkdir()
    command = [sys.executable, "manage.py", "makemessages", "-l", "en", "--no-location", "--no-wrap"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    made = (tmp_path / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    for word in ("Skip to event list", "Other actors", "one month", "Copied", "There is a ( without its )."):
        assert f'msgid "{word}"' in made
