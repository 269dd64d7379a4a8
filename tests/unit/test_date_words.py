"""Dates in the reader's language; English as `dates` writes it."""

import pytest
from django.conf import settings
from django.utils import translation

from timeline import wording
from timeline.date_words import date_words
from timeline.dates import DateError
from timeline.terms import Factuality


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("en-gb", "2024-03-09", "9 March 2024"),
        ("en", "2025-02-18/2025-02-20", "18–20 February 2025"),
        ("de", "2024-03-09", "9. März 2024"),
        ("de", "2024-03", "März 2024"),
        ("de", "2024", "2024"),
        ("fr", "2024-03-09", "9 mars 2024"),
        ("ja", "2024-03-09", "2024年3月9日"),
        ("de", "2024-03-09T14:05:00", "9. März 2024, 14:05"),
        ("de", "2024-03~", "about März 2024"),
        ("de", "2024-03-09?", "9. März 2024?"),
        ("de", "2025-02-18/2025-02-20", "18. Februar 2025 – 20. Februar 2025"),
        ("de", "2023-05/..", "since Mai 2023"),
        ("de", "[2024-03-09,2024-03-10]", "9. März 2024 or 10. März 2024"),
        ("de", "-0051-03", "März 52 BC"),
        ("de", "2024-22", "summer 2024"),
        ("de", "201X", "2010s"),
        ("de", "19XX", "century 20"),
    ],
)
def test_dates_are_written_by_locale(language: str, edtf: str, words: str) -> None:
    with translation.override(language):
        assert date_words(edtf) == words
        assert wording.date_words(edtf) == words


def test_what_is_no_date_is_no_words() -> None:
    with translation.override("de"), pytest.raises(DateError):
        date_words("soon")


def test_words_are_looked_up_in_the_language_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "gettext", lambda text: f"<{text}>")
    assert wording.FACTUALITY[Factuality.DENIED] == "<Denied>"
    assert wording.FACTUALITY.get("nothing", "?") == "?"
    assert dict(wording.ROLES.items())["agent"] == "<acts>"
    assert wording.KINDS["person"] == ("<Person>", "<People>")
    assert wording.date_words("") == "<Undated>"


def test_the_catalogue_holds_the_words_and_is_well_formed() -> None:
    catalogue = (settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    for word in (*wording.FACTUALITY.values(), *wording.PRECISION.values(), "Data quality", "Undated"):
        assert f'msgid "{word}"\n' in catalogue
    assert catalogue.count("\nmsgid ") == catalogue.count("\nmsgstr ") + catalogue.count("\nmsgstr[0] ")
    assert "fuzzy" not in catalogue
