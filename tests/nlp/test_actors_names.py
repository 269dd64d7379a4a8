"""Where names begin and end, what they name, and which descriptions stand for them."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import zones
from timeline.nlp.actors import actor_resolver
from timeline.nlp.draft import ActorDraft
from timeline.terms import ActorKind

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE

type Parse = Callable[[str], Doc]
type Reader = Callable[[str], dict[str, tuple[ActorDraft, list[str]]]]


@pytest.fixture
def read(nlp_parse: Parse) -> Reader:
    """Name of an actor -> the actor and the words of its mentions."""

    def actors(text: str) -> dict[str, tuple[ActorDraft, list[str]]]:
        doc = nlp_parse(text)
        cast = actor_resolver.resolve(doc, zones.find(doc), [])
        return {a.name: (a, [doc[m.first : m.last].text for m in a.mentions]) for a in cast.actors}

    return actors


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The court fined Danish brewer Tarvona 84 million euros on Friday.", "Tarvona", ORGANISATION),
        ("The president of Chile elect, Rodrigo Salvatierra, spoke.", "Rodrigo Salvatierra", PERSON),
        ("The minister of transport of Corvane Irina Drozd resigned.", "Irina Drozd", PERSON),
        ("Brokers at Halm & Orvik expect a rise. Halm & Orvik is from Oslo.", "Halm & Orvik", ORGANISATION),
        ("President Park Min-ho flew to Tokyo. Park is 61.", "Park Min-ho", PERSON),
        ("The leader of Adelantados said that he would run again.", "Adelantados", ORGANISATION),
        (
            "The auditor, Tamsin Orlebar, quit. Tamsin Orlebar had warned them, and Orlebar was right.",
            "Tamsin Orlebar",
            PERSON,
        ),
        (
            "Merrivale's chief executive quit. Merrivale Shipyards lost money.",
            "Merrivale Shipyards",
            ORGANISATION,
        ),
        ("Corvenna, a Danish company, said it would sell.", "Corvenna", ORGANISATION),
        ("Soldiers entered the town of Merrick on Friday.", "Merrick", PLACE),
        ("Hadley attacked Wilbur Stone on Truth Social.", "Wilbur Stone", PERSON),
        ("Veldmark Seafood ASA cut jobs. Veldmark said it would sell.", "Veldmark Seafood ASA", ORGANISATION),
        ("Tanaka Motors Co. Ltd. lost money. Tanaka will pay.", "Tanaka Motors Co. Ltd.", ORGANISATION),
        ("The fire at Orbital Works was put out.", "Orbital Works", ORGANISATION),
        ("Brikka bought its rival Holzwerk GmbH. Brikka paid in cash.", "Brikka", ORGANISATION),
        ("The striker Paul Dane scored.", "Paul Dane", PERSON),
        ("President of the trade union Ana Brandvolt , who signed it, left.", "Ana Brandvolt", PERSON),
        ("The president of the trade union Verdi left.", "Verdi", ORGANISATION),
        ("Halden, 52, left early.", "Halden", PERSON),
        ("The mayor of Ludlow, Tom Harker, resigned.", "Ludlow", PLACE),
    ],
)
def test_extent_and_kind_of_names(read: Reader, text: str, name: str, kind: ActorKind) -> None:
    found = read(text)
    assert name in found
    assert found[name][0].kind is kind


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("The chairwoman of the Union, Ana Orlo, resigned.", "Ana Orlo", "The chairwoman of the Union"),
        ("Veldmark Seafood ASA cut jobs. Veldmark said it would sell.", "Veldmark Seafood ASA", "Veldmark"),
        ("The mayor of Ludlow, Tom Harker, resigned.", "Tom Harker", "The mayor of Ludlow"),
        ("Cristina Salas de Quiroga won. Salas de Quiroga thanked them.", "Cristina Salas de Quiroga",
         "Salas de Quiroga"),
        ("Freya Lindgren-Sato came. Lindgren-Sato left early.", "Freya Lindgren-Sato", "Lindgren-Sato"),
        ("The developer, Leo Castor, lost. Castor appealed.", "Leo Castor", "The developer"),
        ("The mayor of Lisbon, who won easily, thanked the voters.", "The mayor of Lisbon", "who"),
    ],
)  # fmt: skip
def test_descriptions_and_short_names(read: Reader, text: str, name: str, mention: str) -> None:
    assert mention in read(text)[name][1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She was sworn in and took office.", "office"),
        ("Troops hold the western bank of the river.", "the western bank"),
        ("She won the presidency in 2014.", "the presidency"),
        ("A majority of 74 per cent voted for it.", "A majority"),
        ("Defence Minister Ana Orlo resigned.", "Defence"),
        ("The crane fell. Cranes are checked every year, and no crane had fallen before.", "Cranes"),
    ],
)
def test_words_that_are_no_actors(read: Reader, text: str, word: str) -> None:
    assert all(word not in mentions for _, mentions in read(text).values())


def test_a_list_is_no_apposition(read: Reader) -> None:
    found = read("The chairwoman of the Union, Ana Orlo and Tom Brist resigned.")
    assert "The chairwoman of the Union" not in found["Ana Orlo"][1]


def test_both_leaders_over_some_sentences(read: Reader) -> None:
    text = (
        "Norwegian Prime Minister Mira Halden met the Portuguese president, Oleh Kravets. It rained. "
        "It was cold. Nothing worked. The heating had failed. Both leaders smiled."
    )
    found = read(text)
    assert "Both leaders" in found["Mira Halden"][1]
    assert "Both leaders" in found["Oleh Kravets"][1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bill goes to Congress. Peru needs it, said the Peruvian minister.", "Congress"),
        ("The bill goes to Congress. The United States needs it.", "US Congress"),
        ("The bill goes to Congress on Monday.", "Congress"),
        ("Two Republicans spoke. The bill goes to Congress on Monday.", "US Congress"),
    ],
)
def test_a_congress_is_that_of_the_state_in_question(read: Reader, text: str, name: str) -> None:
    assert name in read(text)


def test_a_president_is_not_whom_the_text_mentions_by_the_way(read: Reader) -> None:
    found = read("Berlin backs Anna Orlo. The Polish president agreed.")
    assert "The Polish president" not in found["Anna Orlo"][1]


def test_the_company_is_another_than_the_subject_of_its_clause(read: Reader) -> None:
    text = "Tarvona Corp. owns shares in Melber Inc. of Oslo. Tarvona has invested in the company."
    assert "the company" not in read(text)["Tarvona Corp."][1]


def test_a_founder_and_the_firm_of_that_name(read: Reader) -> None:
    text = (
        "Orlo is for sale. Orlo Shipping Corp. employs 900 people. Its founder, Anna Orlo, voted for it. "
        "Orlo said she was pleased. Orlo's chairman resigned."
    )
    found = read(text)
    assert found["Orlo Shipping Corp."][0].kind is ORGANISATION
    assert found["Orlo Shipping Corp."][1].count("Orlo") == 2
    assert found["Anna Orlo"][1].count("Orlo") == 1


def test_a_prosecutor_is_not_the_lawyer_of_the_accused(read: Reader) -> None:
    text = "Prosecutor Anna Brist accused Tom Halden. Halden's lawyer denied everything."
    assert "Halden's lawyer" not in read(text)["Anna Brist"][1]
