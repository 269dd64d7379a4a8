"""Lists of actors: what a line may hold, what settling makes of it, and taking it back."""

import pytest

from tests.web.story_rows import add_article
from timeline import known_actors
from timeline.models import Actor, Judgement, KnownActor
from timeline.settle import settle
from timeline.terms import ActorKind

ROW = b'{"id": "Q1", "name": "Mira Halden-Orlo", "kind": "person", "aliases": ["Mira Halden", "Ana Brist"]}\n'


def problems(content: bytes, form: str = "jsonl") -> dict[int, str]:
    return {line.number: line.problem for line in known_actors.read(content, form) if line.row is None}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (ROW, "jsonl"),
        (b"\xef\xbb\xbf" + ROW + b"\n", "jsonl"),
        (b"id,name,kind,aliases\nQ1,Mira Halden-Orlo,person,Mira Halden|Ana Brist\n", "csv"),
        (
            b'\xef\xbb\xbfName,ID,Kind,Aliases\r\n"Mira  Halden-Orlo",Q1,Person,Mira Halden|Ana Brist|\r\n',
            "csv",
        ),
    ],
)
def test_both_forms_say_the_same(content: bytes, form: str) -> None:
    (line,) = known_actors.read(content, form)
    assert line.row is not None
    assert (line.row.external_id, line.row.name, line.row.kind) == ("Q1", "Mira Halden-Orlo", "person")
    assert line.row.aliases == ["Mira Halden", "Ana Brist"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "Not JSON."),
        (b"[1]", "Not a JSON object"),
        (b'{"id": "\xff"}', "Not UTF-8."),
        (b'{"name": "A", "kind": "person"}', "The id is missing"),
        (b'{"id": "Q2", "kind": "person"}', "The name is missing"),
        (b'{"id": "Q2", "name": "A", "kind": "ship"}', "The kind must be one of person"),
        (b'{"id": "Q2", "name": "A", "kind": "person", "aliases": "B"}', "The aliases must be a list"),
        (b'{"id": "Q2", "name": "A", "kind": "person", "aliases": [7]}', "The alias is missing or no text."),
        (b'{"id": "Q2", "name": "\\u0007A", "kind": "person"}', "characters that can't be printed"),
        (b'{"id": "Q2", "name": "' + b"A" * 301 + b'", "kind": "person"}', "more than 300 characters"),
        (b'{"id": "Q1", "name": "A", "kind": "person"}', "stands in line 1 already"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_taken(line: bytes, why: str) -> None:
    last = ROW.replace(b"Q1", b"Q9")
    found = problems(ROW + line + b"\n" + last)
    assert list(found) == [2]
    assert why in found[2]


@pytest.mark.parametrize(
    ("content", "number", "why"),
    [
        (b"id,kind\nQ1,person\n", 1, "name is missing"),
        (b"id,name,kind\nQ1,A,person\nQ2,B,person,C,D\n", 3, "5 cells, but 3 columns"),
        (b"id,name,kind\nQ1,A,person\nQ2,\xff,person\n", 3, "Not UTF-8."),
        (b'id,name,kind\nQ1,"A"x,person\n', 2, "Not CSV"),
    ],
)
def test_bad_lines_of_csv(content: bytes, number: int, why: str) -> None:
    found = problems(content, "csv")
    assert list(found) == [number]
    assert why in found[number]


def take(content: bytes, *, replace: bool = False) -> known_actors.Account:
    rows = [line.row for line in known_actors.read(content, "jsonl") if line.row is not None]
    account = known_actors.store(rows, replace=replace)
    settle()
    return account


def shown() -> dict[str, int]:
    return dict(Actor.objects.exclude(kind=ActorKind.PLACE).values_list("name", "article_count"))


@pytest.fixture
def tellings(db: None) -> None:
    add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03-01")
    add_article("Ana Brist opened a bridge.", "2024-05-02", day="2024-05-01", lemma="open")
    settle()


@pytest.mark.usefixtures("tellings")
def test_a_listed_actor_unites_its_names_and_taking_it_back_parts_them() -> None:
    assert {"Mira Halden", "Ana Brist"} <= set(shown())
    assert take(ROW).new == 1
    assert shown()["Mira Halden-Orlo"] == 2
    actor = Actor.objects.get(name="Mira Halden-Orlo")
    assert [row.external_id for row in actor.known.all()] == ["Q1"]
    assert set(actor.aliases.values_list("name", flat=True)) == {
        "Mira Halden-Orlo",
        "Mira Halden",
        "Ana Brist",
    }
    assert take(b"", replace=True).removed == 1
    assert {"Mira Halden", "Ana Brist"} <= set(shown())


@pytest.mark.usefixtures("tellings")
def test_the_same_list_again_changes_nothing() -> None:
    take(ROW)
    before = list(Actor.objects.values()), list(KnownActor.objects.values())
    account = take(ROW)
    assert (account.new, account.changed, account.unchanged) == (0, 0, 1)
    assert (list(Actor.objects.values()), list(KnownActor.objects.values())) == before
    assert take(ROW.replace(b"Mira Halden-Orlo", b"M. Orlo")).changed == 1
    assert "M. Orlo" in shown()


def test_taking_back_a_judgement_on_actors_joins_again(db: None) -> None:
    left = add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03-01")
    right = add_article("Mira Halden opened a bridge.", "2024-05-02", day="2024-05-01", lemma="open")
    settle()
    first = Actor.objects.get(name="Mira Halden")
    spans = [(a.text_sha256, m.start, m.end) for a in (left, right) for m in [a.actor_mentions.get()]]
    judgement = Judgement.objects.create(
        **dict(zip(("left_text", "left_start", "left_end"), spans[0], strict=True)),
        **dict(zip(("right_text", "right_start", "right_end"), spans[1], strict=True)),
        about="actors",
        same=False,
    )
    settle()
    assert sorted(Actor.objects.values_list("article_count", flat=True)) == [1, 1]
    judgement.retracted_at = judgement.created
    judgement.save()
    settle()
    again = Actor.objects.get(name="Mira Halden")
    assert again.article_count == 2
    ids = {again.public_id, *again.former_ids.values_list("public_id", flat=True)}
    assert first.public_id in ids
