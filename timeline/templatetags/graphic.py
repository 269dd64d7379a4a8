"""Draws marks, bars and cells. Strings are joined here, since hundreds of template nodes a page cost more."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from timeline import wording
from timeline.layout.heat import Cell, Heat, HeatLane, is_rest
from timeline.layout.lanes import Lane, LaneName
from timeline.layout.marks import WIDTH, Mark, span_style
from timeline.layout.strip import Bar, Strip
from timeline.layout.units import Tick, span_words, words, x_of
from timeline.models import Event
from timeline.query import TimelineQuery
from timeline.terms import Factuality
from timeline.windows import Window

register = template.Library()


class Actor(Protocol):
    """What the rail needs of an actor of a row."""

    @property
    def key(self) -> str: ...


class Listed(Protocol):
    """What the rail needs of a row of the list."""

    @property
    def event(self) -> Event: ...
    @property
    def mark(self) -> str: ...
    @property
    def actors(self) -> Sequence[Actor]: ...


BASE = 76
ROW_MIDDLE = 4
DIGIT = 7.5


class Ranges:
    """Addresses of the view with another range; the rest of the address is written once."""

    FIRST, LAST = "range-first-7f3a", "range-last-9c1e"

    def __init__(self, query: TimelineQuery) -> None:
        self.pattern = escape(query.with_(start=self.FIRST, end=self.LAST).url())

    def at(self, first: str, last: str) -> str:
        """`first` and `last` are EDTF of days, months or years: digits and hyphens, nothing to escape."""
        return self.pattern.replace(self.FIRST, first).replace(self.LAST, last)


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(  # noqa: S308 names are written in the templates
        f'<svg class="i" viewBox="-9 -9 18 18" aria-hidden="true"><use href="#{name}"/></svg>'
    )


@register.simple_tag
def strip_svg(strip: Strip, query: TimelineQuery, window: Window | None) -> SafeString:
    """The whole strip, x in thousandths of the width; stretched by preserveAspectRatio none.

    `data-bars` stays the same as long as nothing but the window differs.
    """
    told = {"span": words(strip.span), "unit": strip.unit.words}
    label = _("Events over time, %(span)s, one bar is %(unit)s") % told
    ranges = Ranges(query)
    parts = [_bar(bar, ranges) for bar in strip.bars]
    parts.append(f'<line class="base" x1="0" x2="1000" y1="{BASE}.5" y2="{BASE}.5"/>')
    parts += [
        f'<rect class="soft" x="{band.x * 10:.2f}" y="79" width="{band.width * 10:.2f}"'
        f' height="{band.height}">'
        f"<title>{escape(_coarse(band.count, strip))}</title></rect>"
        for band in strip.bands
    ]
    drawn = "".join(parts)
    same = hashlib.blake2b(f"{label}{drawn}".encode(), digest_size=8).hexdigest()
    brush = _brush(x_of(strip.span, window.begins) * 10, x_of(strip.span, window.ends) * 10) if window else ""
    return mark_safe(  # noqa: S308 every value is escaped or a number
        f'<svg class="strip" id="strip" viewBox="0 0 1000 88" preserveAspectRatio="none" role="group"'
        f' aria-label="{escape(label)}" data-begins="{strip.span.begins}" data-ends="{strip.span.ends}"'
        f' data-bars="{same}" hx-boost:inherited="false">{drawn}<g id="brush">{brush}</g></svg>'
    )


def _coarse(number: int, strip: Strip) -> str:
    told = {"events": wording.count(number, "event"), "unit": strip.unit.words}
    return _("%(events)s dated to more than %(unit)s") % told


def _bar(bar: Bar, ranges: Ranges) -> str:
    first, last = bar.window.start_edtf(), bar.window.end_edtf()
    name = f"{span_words(first, last)}: {wording.count(bar.count, 'event')}"
    if bar.later:
        name += f", {_('%(number)s after the last article') % {'number': f'{bar.later:,}'}}"
    if bar.coarser:
        name += f"; {_('%(number)s more dated less exactly') % {'number': f'{bar.coarser:,}'}}"
    x, width = bar.x * 10, bar.width * 10
    inner = width * 0.86 if width > 2 else width
    top = BASE - bar.height
    drawn = f'<rect class="n" x="{x:.2f}" y="{top:.1f}" width="{inner:.2f}" height="{bar.height:.1f}"/>'
    if bar.later:
        drawn = drawn if bar.height else ""
        drawn += (
            f'<rect class="future" x="{x:.2f}" y="{top - bar.later_height:.1f}" width="{inner:.2f}"'
            f' height="{bar.later_height:.1f}"/>'
        )
    return (
        f'<a href="{ranges.at(first, last)}" aria-label="{escape(name)}">'
        f"<title>{escape(name)}</title>"
        f'<rect class="hit" x="{x:.2f}" y="0" width="{width:.2f}" height="{BASE}"/>{drawn}</a>'
    )


def _brush(left: float, right: float) -> str:
    right = max(right, left + 2)
    return (
        f'<path class="shade" d="M0 0H{left:.1f}V88H0Z M{right:.1f} 0H1000V88H{right:.1f}Z"/>'
        f'<rect class="win" x="{left:.1f}" y="1" width="{right - left:.1f}" height="86"/>'
        + "".join(
            f'<path class="handle" d="M{x:.1f} 32V52"/><path class="grip" d="M{x:.1f} 4V84"/>'
            for x in (left, right)
        )
    )


class Drawn(Protocol):
    """What the axis needs of a graphic."""

    @property
    def ticks(self) -> Sequence[Tick]: ...
    @property
    def height(self) -> int: ...
    @property
    def beyond(self) -> float: ...
    @property
    def last_article_x(self) -> float | None: ...
    @property
    def last_article(self) -> str: ...


@register.simple_tag
def axis_svg(drawn: Drawn) -> SafeString:
    """What lies behind the lanes: labelled lines, and the time after the last article."""
    parts = []
    at = drawn.last_article_x
    if at:
        parts.append(
            f'<rect class="beyond" x="{at}%" y="48" width="{drawn.beyond}%" height="{drawn.height - 48}"/>'
        )
    for tick in drawn.ticks:
        parts.append(f'<line class="grid" x1="{tick.x}%" x2="{tick.x}%" y1="8" y2="{drawn.height}"/>')
        if tick.x < 96:
            parts.append(
                f'<svg x="{tick.x}%"><text class="tick" x="6" y="18">{escape(tick.label)}</text></svg>'
            )
    if at:
        end, x = (" end", -6) if at > 20 else ("", 6)
        words = escape(_("last article, %(day)s") % {"day": drawn.last_article})
        parts.append(f'<line class="now" x1="{at}%" x2="{at}%" y1="24" y2="{drawn.height}"/>')
        parts.append(f'<svg x="{at}%"><text class="nowlab{end}" x="{x}" y="38">{words}</text></svg>')
    return mark_safe("".join(parts))  # noqa: S308 every value is escaped or a number


@register.simple_tag
def lane_svg(lane: Lane) -> SafeString:
    head = _lane_head(lane.top, 21, lane.name, lane.url, lane.note)
    return mark_safe(head + "".join(map(_mark, lane.marks)))  # noqa: S308


def _lane_head(top: int, y: int, name: str, url: str, note: str = "") -> str:
    more = f'<tspan class="note" dx="10">{note}</tspan>' if note else ""
    text = f'<text class="lanelab" x="6" y="{top + y}">{escape(name)}{more}</text>'
    if url:
        hit = f'<rect class="hit" x="0" y="{top + y - 17}" width="{len(name) * 7 + 12}" height="24"/>'
        text = f'<a href="{escape(url)}">{hit}{text}</a>'
    return f'<line class="lane" x1="0" x2="100%" y1="{top}" y2="{top}"/>' + text


def _mark(mark: Mark) -> str:
    name = escape(mark.entry.name)
    return (
        f'<a href="{escape(mark.entry.url)}" aria-label="{name}"><title>{name}</title>'
        f"{_SHAPES[mark.shape](mark)}{_symbol(mark)}{_label(mark)}</a>"
    )


def _span(mark: Mark) -> str:
    end = mark.x + mark.width
    unsure = " unsure" if mark.uncertain else ""
    parts = [
        f'<rect class="span {mark.style}{unsure}" x="{mark.x}%" y="{mark.y - 4}"'
        f' width="{mark.width}%" height="8"/>'
    ]
    if mark.style == "range-day":
        parts += [
            f'<line class="cap" x1="{x:.3f}%" x2="{x:.3f}%" y1="{mark.y - 7}" y2="{mark.y + 7}"/>'
            for x, leaves in ((mark.x, mark.leaves_left), (end, mark.leaves_right))
            if not leaves
        ]
    if mark.leaves_right:
        parts.append(f'<svg x="{end:.3f}%" y="{mark.y}"><path class="arrow" d="M-10 -6L-1 0L-10 6Z"/></svg>')
    if mark.leaves_left:
        parts.append(f'<svg x="{mark.x}%" y="{mark.y}"><path class="arrow" d="M10 -6L1 0L10 6Z"/></svg>')
    return "".join(parts)


def _dot(mark: Mark) -> str:
    """The mark itself is the symbol; a time of day has a tick, a day that is only about right fades."""
    if mark.style == "clock":
        return f'<line class="cap" x1="{mark.x}%" x2="{mark.x}%" y1="{mark.y - 11}" y2="{mark.y + 11}"/>'
    if mark.style == "about":
        place = f'x="{mark.x}%" y="{mark.y - 4}" width="36" height="8" transform="translate(-18)"'
        return f'<rect class="span about" {place}/>'
    return ""


def _dots(mark: Mark) -> str:
    first, last = mark.points[0], mark.points[-1]
    line = f'<line class="join" x1="{first}%" x2="{last}%" y1="{mark.y}" y2="{mark.y}"/>'
    return line + "".join(f'<circle class="either" cx="{x}%" cy="{mark.y}" r="4.5"/>' for x in mark.points)


_SHAPES: dict[str, Callable[[Mark], str]] = {"dot": _dot, "span": _span, "set": _dots}


def _symbol(mark: Mark) -> str:
    """Plain elements with x in percent and an offset in pixels: nested drawings cost the browser too much."""
    if mark.symbol_at is None:
        return ""
    at = f'x="{mark.symbol_at}%" y="{mark.y}"'
    if mark.shape != "dot":
        beside = f'{at} transform="translate({_beside(mark)})"'
        under = (
            f'<circle class="under" r="8.5" c{beside.replace(" y=", " cy=")}/>'
            if mark.shape == "span"
            else ""
        )
        return f'{under}<use href="#m-{mark.entry.mark}" {beside}/>'
    circle = f'cx="{mark.symbol_at}%" cy="{mark.y}"'
    ring = f'<circle class="uncertain" {circle} r="10"/>' if mark.uncertain else ""
    caret = f'<use href="#i-caret" {at}/>' if mark.entry.inferred else ""
    if mark.entry.mark == Factuality.OCCURRED:
        return f'{ring}<circle class="m m-occurred" {circle} r="4.5"/>{caret}'
    return f'{ring}<use href="#m-{mark.entry.mark}" {at}/>{caret}'


def _beside(mark: Mark) -> int:
    """Pixels to the right of its place: on a bar, and clear of the arrow that says it began before."""
    if mark.shape != "span":
        return 0
    return 22 if mark.leaves_left else 9


def _label(mark: Mark) -> str:
    """The label and the transparent box that takes clicks, at least 24 pixels high and wide."""
    right, width = mark.x + mark.width, mark.label_width
    if mark.over:
        shift = 18 if mark.symbol_at is None else 46
        return _box(mark, mark.x, 0, width + shift + 10) + _text(mark, mark.x, shift, ROW_MIDDLE)
    if mark.caption and mark.to_the_left:
        return _box(mark, right, -16 - width, width + 16, 34) + _text(mark, right, -12, 19)
    if mark.caption:
        return _box(mark, mark.x, 0, width + 8, 34) + _text(mark, mark.x, 4, 19)
    if mark.to_the_left:
        return _box(mark, mark.x, -14 - width, 26 + width) + _text(mark, mark.x, -13, ROW_MIDDLE)
    return _box(mark, right, -12, 26 + width) + _text(mark, right, 13, ROW_MIDDLE)


def _box(mark: Mark, at: float, shift: int, width: int, height: int = 24) -> str:
    top = mark.y - (12 if height == 24 else 10)
    return (
        f'<rect class="hit" x="{at:.3f}%" y="{top}" width="{width}" height="{height}"'
        f' transform="translate({shift})"/>'
    )


def _text(mark: Mark, at: float, shift: int, y: int) -> str:
    if not mark.label:
        return ""
    css = "lab" + " end" * mark.to_the_left + " over" * mark.over + " minor" * mark.minor
    return f'<text class="{css}" x="{at:.3f}%" dx="{shift}" y="{mark.y + y}">{escape(mark.label)}</text>'


@register.simple_tag
def heat_svg(heat: Heat, query: TimelineQuery) -> SafeString:
    parts: list[str] = []
    ranges = Ranges(query)
    buckets = {cell.window for lane in heat.lanes for cell in lane.cells}
    links = {bucket: _bucket(bucket, ranges) for bucket in buckets}
    for lane in heat.lanes:
        parts.append(_lane_head(lane.top, 14, lane.name, lane.url, lane.note))
        rest = " rest" * (is_rest(lane.key) and len(heat.lanes) > 1)
        parts += [_cell(lane, cell, *links[cell.window], rest) for cell in lane.cells]
    return mark_safe("".join(parts))  # noqa: S308 every value is escaped or a number


def _bucket(window: Window, ranges: Ranges) -> tuple[str, str]:
    """Address and words of a bucket, the same in every lane."""
    first, last = window.start_edtf(), window.end_edtf()
    return ranges.at(first, last), span_words(first, last)


def _cell(lane: HeatLane, cell: Cell, url: str, words: str, rest: str) -> str:
    label = f"{words}: {wording.count(cell.count, 'event')}"
    name = escape(f"{lane.name}, {label}" if lane.name else label)
    wide = cell.width * WIDTH / 100 >= 6 + len(str(cell.count)) * DIGIT
    at = f'x="{cell.x + cell.width / 2:.3f}%" y="{lane.top + 36}"'
    number = f'<text class="num n{cell.level}" {at}>{cell.count}</text>' if wide else ""
    return (
        f'<a href="{url}" aria-label="{name}"><title>{name}</title>'
        f'<rect class="cell h{cell.level}{rest}" x="{cell.x}%" y="{lane.top + 20}"'
        f' width="{cell.width}%" height="24"/>'
        f"{number}</a>"
    )


@register.simple_tag
def scale_svg(strip: Strip) -> SafeString:
    """Year labels under the strip, in a drawing of their own so that they don't stretch."""
    marks = "".join(
        f"<g{' class=minor' if index % 2 else ''}>"
        f'<line class="grid" x1="{tick.x}%" x2="{tick.x}%" y1="0" y2="20"/>'
        f'<svg x="{tick.x}%"><text class="tick" x="4" y="14">{escape(tick.label)}</text></svg></g>'
        for index, tick in enumerate(strip.ticks)
        if tick.x < 97
    )
    return mark_safe(f'<svg class="scale" aria-hidden="true">{marks}</svg>')  # noqa: S308


RAIL = (9, 27, 45)
RAIL_Y = 24


@register.filter
def rail(row: Listed, columns: list[LaneName]) -> SafeString:
    """The event's mark in the column of its actor, a bar for what spans more than a day; phones only."""
    keys = [column.key for column in columns]
    x = RAIL[next((keys.index(actor.key) for actor in row.actors if actor.key in keys), len(keys) - 1)]
    style = span_style(row.event.edtf, row.event.precision)
    bar = f'<rect class="span {style}" x="{x - 4}" y="0" width="8" height="100%"/>' if style else ""
    sure = row.event.edtf.endswith(("?", "%"))
    ring = f'<circle class="uncertain" cx="{x}" cy="{RAIL_Y}" r="9"/>' if sure else ""
    use = f'<use href="#m-{row.mark}" x="{x}" y="{RAIL_Y}"/>'
    return mark_safe(f'<svg class="rail" aria-hidden="true">{bar}{ring}{use}</svg>')  # noqa: S308 made here


@register.simple_tag
def rail_numbers(columns: list[LaneName]) -> SafeString:
    texts = "".join(
        f'<text x="{x}" y="38">{n}</text>' for n, (x, _) in enumerate(zip(RAIL, columns, strict=False), 1)
    )
    return mark_safe(f'<svg class="rail" aria-hidden="true">{texts}</svg>')  # noqa: S308 numbers only


@register.filter
def facet_value(label: str, facet: str) -> str:
    """A facet's value in words."""
    return wording.value(facet, label)


@register.filter
def commas(number: int) -> str:
    return f"{number:,}"


@register.filter
def facet_words(facet: str) -> str:
    return wording.FACETS[facet]
