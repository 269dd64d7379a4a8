"""Spans become nested marks: escaped, never crossing, no link inside a link."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.highlight import Span, render


class Checker(HTMLParser):
    """Collects the text; fails on elements that cross and on links in links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([], "Crews left &lt;now&gt;"),
        ([Span(6, 10, "trigger")], 'Crews <mark class="trigger">left</mark> &lt;now&gt;'),
        (
            [Span(0, 10, "sentence", ident="s0"), Span(0, 5, "actor", href="/a/")],
            '<span class="sentence" id="s0"><a class="actor" href="/a/">Crews</a> left</span> &lt;now&gt;',
        ),
        (
            [Span(0, 8, "x"), Span(6, 10, "y")],
            '<span class="x">Crews <span class="y">le</span></span>ft &lt;now&gt;',
        ),
        ([Span(3, 3, "x"), Span(50, 60, "x")], "Crews left &lt;now&gt;"),
    ],
    ids=["none", "one", "nested", "crossing", "empty"],
)
def test_marks(spans: list[Span], html: str) -> None:
    assert render("Crews left <now>", spans) == html


def test_a_part_of_the_text_takes_the_offsets_of_the_whole() -> None:
    assert (
        render("One. Two three.", [Span(9, 14, "trigger")], 5, 15)
        == 'Two <mark class="trigger">three</mark>.'
    )


def test_titles_and_addresses_are_escaped() -> None:
    html = render("word", [Span(0, 4, "x", href='/a/?b="c', title='say "so" & <go>')])
    assert 'href="/a/?b=&quot;c"' in html
    assert "say &quot;so&quot; &amp; &lt;go&gt;" in html


spans = st.builds(
    lambda start, length, css, href: Span(start, start + length, css, href=href),
    st.integers(0, 40),
    st.integers(0, 20),
    st.sampled_from(["trigger", "date", "person"]),
    st.sampled_from(["", "/x/"]),
)


@given(st.text("ab <&\"'é", min_size=45, max_size=45), st.lists(spans, max_size=12))
def test_any_spans_give_well_formed_html_of_the_same_text(text: str, some: list[Span]) -> None:
    checker = Checker()
    checker.feed(render(text, some))
    checker.close()
    assert checker.text == text
    assert checker.open == []
