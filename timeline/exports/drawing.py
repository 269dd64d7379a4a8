"""The graphic as a picture of its own (SVG): colours and type stand in it, links lead to the site.

The styles are those of the style sheet, in the light colours, so that page and picture can't differ.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

WIDTH = 1000
MARGIN = 20
HEAD = 64
FOOT = 30
STRIP = 96
_COLOUR = re.compile(r"--([\w-]+):\s*light-dark\(([^,]+),")
_TYPE = re.compile(r"--(serif|sans):\s*([^;]+);")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MIXED = re.compile(r"color-mix\(in srgb, #(\w{6}) (\d+)%, #(\w{6})\)")
_FROM, _TO = "/* ---- density strip ---- */", "/* ---- event list ---- */"
# What htmx reads on the page; XML knows no such prefix.
_PAGE_ONLY = ' hx-boost:inherited="false"'
_OWN = """.sheet { fill: #fff; } .head { font: 600 22px var(--serif); fill: var(--ink); }
.sub { font: 13px var(--sans); fill: var(--ink-2); } .sprite { display: none; }"""


def document(heading: str, told: str, address: str, base: str, strip: str, lanes: str, height: int) -> str:
    """`strip` and `lanes` are drawn already; `told` is one line about them, `address` that of the view."""
    wide = WIDTH - 2 * MARGIN
    top = HEAD + STRIP
    drawn = f'<svg x="{MARGIN}" y="{HEAD}" width="{wide}" height="{STRIP}">{strip}</svg>'
    drawn += f'<svg class="lanes" x="{MARGIN}" y="{top}" width="{wide}" height="{height}">{lanes}</svg>'
    drawn = drawn.replace(_PAGE_ONLY, "").replace(' href="/', f' href="{escape(base)}/')
    whole = top + height + FOOT
    sprite = render_to_string("sprite.html")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}"'
        f' viewBox="0 0 {WIDTH} {whole}" role="img" aria-labelledby="title">'
        f'<title id="title">{escape(heading)}</title><desc>{escape(told)} {escape(address)}</desc>'
        f"<style>{styles()}</style>{sprite}"
        f'<rect class="sheet" width="{WIDTH}" height="{whole}"/>'
        f'<text class="head" x="{MARGIN}" y="34">{escape(heading)}</text>'
        f'<text class="sub" x="{MARGIN}" y="54">{escape(told)}</text>'
        f"{drawn}"
        f'<text class="sub" x="{MARGIN}" y="{whole - 10}">{escape(address)}</text></svg>\n'
    )


@cache
def styles() -> str:
    """The rules of the graphic with their colours filled in."""
    css = (Path(settings.BASE_DIR) / "static/dateline.css").read_text(encoding="utf-8")
    values = dict(_COLOUR.findall(css)) | dict(_TYPE.findall(css))
    rules = _COMMENT.sub("", css[css.index(_FROM) : css.index(_TO)]) + _OWN
    for name, value in values.items():
        rules = rules.replace(f"var(--{name})", value)
    mixed = _MIXED.sub(_mixed, " ".join(rules.split()))
    return mixed.replace("&", "&amp;").replace("<", "&lt;")


def _mixed(found: re.Match[str]) -> str:
    """Both colours in their shares, for programs that can't mix."""
    share = int(found[2]) / 100
    first, second = (bytes.fromhex(found[group]) for group in (1, 3))
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in zip(first, second, strict=True)).hex()
