"""Small drawings of the reading pages: a mark with its word, a row of columns."""

from collections.abc import Sequence
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline import script_words

register = template.Library()

HEIGHT = 60


@register.simple_tag
def words_of_script() -> str:
    """The translations that the script needs, as JSON; empty in English."""
    return script_words.translated()


class Marked(Protocol):
    """Anything that carries a mark and the words that go with it."""

    @property
    def mark(self) -> str: ...
    @property
    def mark_words(self) -> str: ...


class Column(Protocol):
    """One column of a chart; without an address it is no link."""

    @property
    def words(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def url(self) -> str: ...


@register.simple_tag
def mark(row: Marked) -> SafeString:
    """Mark and word of a row, always together."""
    return mark_words(row.mark, row.mark_words)


@register.simple_tag
def mark_words(mark: str, words: str) -> SafeString:
    return format_html(
        '<span class="mk {mark}"><svg class="i" viewBox="-9 -9 18 18" aria-hidden="true">'
        '<use href="#m-{mark}"/></svg> {words}</span>',
        mark=mark,
        words=words,
    )


@register.simple_tag
def spark(bars: Sequence[float]) -> SafeString:
    """A chart as small as a word; the numbers beside it say the same."""
    drawn = format_html_join(
        "",
        '<rect class="n" x="{}" y="{}" width="3" height="{}"/>',
        (
            (4 * at, f"{16 - height:.1f}", f"{height:.1f}")
            for at, bar in enumerate(bars)
            if (height := bar * 16)
        ),
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 {} 16" aria-hidden="true">{}</svg>', 4 * max(len(bars), 1), drawn
    )


@register.simple_tag
def columns(label: str, found: Sequence[Column]) -> SafeString:
    """Columns over one base line, each as high as its share of the largest."""
    most = max((column.number for column in found), default=0)
    if not most:
        return SafeString("")
    width = 1000 / len(found)
    drawn = format_html_join(
        "",
        '<a{}><title>{}</title><rect class="hit" x="{}" y="0" width="{}" height="{}"/>'
        '<rect class="n" x="{}" y="{}" width="{}" height="{}"/></a>',
        (
            (
                format_html(' href="{}" aria-label="{}"', column.url, column.words) if column.url else "",
                column.words,
                f"{index * width:.2f}",
                f"{width:.2f}",
                HEIGHT,
                f"{index * width:.2f}",
                f"{HEIGHT - height:.1f}",
                f"{width * 0.86:.2f}",
                f"{height:.1f}",
            )
            for index, column in enumerate(found)
            if (height := max(2, column.number / most * HEIGHT) if column.number else 0)
        ),
    )
    return format_html(
        '<svg class="strip columns" viewBox="0 0 1000 {}" preserveAspectRatio="none" role="group"'
        ' aria-label="{}">{}</svg>',
        HEIGHT,
        label,
        drawn,
    )
