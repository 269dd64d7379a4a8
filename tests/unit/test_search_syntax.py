"""What readers type into the search box, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.search.fulltext import fts5, tsquery
from timeline.search.syntax import And, Field, Not, Or, Words, parse


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("harbour", Words("harbour")),
        ("harbour strike", And((Words("harbour"), Words("strike")))),
        ('"wage talks"', Words("wage talks")),
        ("dock*", Words("dock", prefix=True)),
        ("-subsidy", Not(Words("subsidy"))),
        ("strike OR walkout", Or((Words("strike"), Words("walkout")))),
        ("(strike OR walkout) port", And((Or((Words("strike"), Words("walkout"))), Words("port")))),
        ("actor:Halden", Field("actor", "Halden")),
        ('actor:"Port Authority"', Field("actor", "Port Authority")),
        ("-actor:Halden", Not(Field("actor", "Halden"))),
        ("date:2025-02..2025-05", Field("date", "2025-02..2025-05")),
        ("sources:>=2", Field("sources", "2", ">=")),
        ("work-to-rule", Words("work to rule")),
        ("", None),
        ("***", None),
    ],
)
def test_reads_the_syntax(text: str, node: object) -> None:
    parsed = parse(text)
    assert parsed.node == node
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "node", "problem"),
    [
        ("dat:2025 strike", Words("strike"), "did you mean “date:”"),
        ("fact:certain", None, "use one of"),
        ('"wage talks', Words("wage talks"), "quotation mark"),
        ("(strike", Words("strike"), "without its )"),
        ("strike) port", And((Words("strike"), Words("port"))), "without its ("),
        ("a" * 500, Words("a" * 400), "400 characters"),
        ("(" * 21 + "strike", Words("strike"), "20 brackets"),
    ],
)
def test_names_what_it_cannot_read_and_runs_the_rest(text: str, node: object, problem: str) -> None:
    parsed = parse(text)
    assert parsed.node == node
    assert any(problem in words for words in parsed.problems)


@pytest.mark.parametrize("text", ["NEAR(", "AND", "foo-bar", "'; DROP", "a & b | !c", ":*", "ﬁnancé"])
def test_nothing_a_reader_types_is_database_syntax(text: str) -> None:
    node = parse(text).node
    if isinstance(node, Words | And | Or):
        assert fts5(node).count('"') % 2 == 0
        assert all(
            part.startswith("'") for part in tsquery(node).replace("(", "").replace(")", "").split(" & ")
        )


@given(st.text(max_size=260))
def test_any_text_is_answered(text: str) -> None:
    parse(text)
