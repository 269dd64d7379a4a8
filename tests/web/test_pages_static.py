"""The files that pages load: vendored htmx, budgets, contrast from the stylesheet itself, template lint."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
import tinycss2

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
HTMX = "Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_htmx_is_the_file_that_was_vendored() -> None:
    content = (STATIC / "vendor/htmx-4.0.1/htmx.min.js").read_bytes()
    assert base64.b64encode(hashlib.sha384(content).digest()).decode() == HTMX
    assert HTMX in (STATIC / "vendor/htmx-4.0.1/VENDOR.md").read_text()
    assert (STATIC / "vendor/htmx-4.0.1/LICENSE").exists()


def test_budgets() -> None:
    fonts = sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2"))
    scripts = [STATIC / "vendor/htmx-4.0.1/htmx.min.js", STATIC / "dateline.js", STATIC / "keys.js"]
    assert fonts <= 120_000
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= 25_000
    assert len(gzip.compress((STATIC / "dateline.css").read_bytes())) <= 15_000


def tokens() -> dict[str, tuple[str, str]]:
    """Name -> (light, dark) of every colour that is written as light-dark(#..., #...)."""
    found = {}
    sheet = tinycss2.parse_stylesheet(
        (STATIC / "dateline.css").read_text(), skip_comments=True, skip_whitespace=True
    )
    for rule in sheet:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for item in tinycss2.parse_blocks_contents(rule.content):
                pair = (
                    re.findall(r"#[0-9A-Fa-f]{6}", tinycss2.serialize(item.value))
                    if item.type == "declaration"
                    else []
                )
                if len(pair) == 2:
                    found[item.name.removeprefix("--")] = (pair[0], pair[1])
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = ["ink", "ink-2", "ink-3", "accent", "ok", "person"]
FACTS = [
    *("f-occurred", "f-ongoing", "f-planned", "f-hypothetical"),
    *("f-claimed", "f-denied", "f-cancelled", "f-disputed"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("background", ["paper", "surface", "surface-2"])
@pytest.mark.parametrize(
    ("name", "least"),
    [(name, 4.5) for name in TEXT + FACTS]
    + [("rule-strong", 3), ("focus", 3), ("density", 3), ("density-future", 3)],
)
def test_contrast(name: str, least: float, background: str, scheme: int) -> None:
    colours = tokens()
    assert ratio(colours[name][scheme], colours[background][scheme]) >= least


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_highlighted_words_can_be_read(scheme: int) -> None:
    assert ratio(tokens()["ink"][scheme], tokens()["mark"][scheme]) >= 4.5


def test_every_factuality_has_a_symbol_and_a_colour() -> None:
    base = (ROOT / "templates/sprite.html").read_text()
    for name in FACTS:
        assert f'id="m-{name[2:]}"' in base
        assert name in tokens()


def test_other_modes_have_rules() -> None:
    css = (STATIC / "dateline.css").read_text()
    for query in (
        "forced-colors: active",
        "prefers-reduced-motion: reduce",
        "@media print",
        ":focus-visible",
    ):
        assert query in css


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_to_the_content_policy(path: Path) -> None:
    source = path.read_text()
    for forbidden in (
        " style=",
        "hx-on",
        "js:",
        "javascript:",
        "onclick",
        "<style",
        "|safe",
        "autoescape off",
    ):
        assert forbidden not in source
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"hx-trigger=\"[^\"]*\[", source)
