"""Who takes part in an event as a reader finds it: the whole reading of own sentences, names of actors."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import pipeline
from timeline.terms import Role

type Parse = Callable[[str], Doc]
type Partakers = Callable[[str, str], set[str]]


@pytest.fixture
def partakers(nlp_parse: Parse) -> Partakers:
    """(text, trigger) -> the actors of the last event with that trigger, speakers left out."""

    def named(text: str, trigger: str) -> set[str]:
        said = pipeline.read(nlp_parse(text), text, "2024-05-14")
        event = [event for event in said.events if event.trigger == trigger][-1]
        parts = (part for part in event.participants if part.role is not Role.SOURCE)
        return {said.actors[part.actor].name for part in parts}

    return named


CLAUSES = [
    # a clause about the place or the occasion has no gap for its noun; one about the thing has
    ("Officials in Oslo, where Maria Orlo arrived next, hoped for aid.", "arrived", {"Maria Orlo"}),
    ("The firm whose boat Maria Orlo rented went bankrupt.", "rented", {"Maria Orlo"}),
    ("The driver that Maria Orlo hired resigned.", "hired", {"Maria Orlo", "The driver"}),
    # who is asked does it; who asks to do it, does it
    ("Maria Orlo asked Norway to send boats.", "send", {"Norway"}),
    ("Maria Orlo asked to see Tom Brand.", "see", {"Maria Orlo", "Tom Brand"}),
    # who outdoes somebody becomes or wins what follows
    ("Norway beat Sweden to win the match.", "win", {"Norway"}),
]

NO_PARTIES = [
    ("Maria Orlo won the Nobel Prize in 2019.", "won", {"Maria Orlo"}),
    ("The Brist Agreement was signed by Norway.", "signed", {"Norway"}),
    ("The Norwegian Civil War was fought by dockers.", "fought", {"dockers"}),
    # a prize is given, its committee acts
    ("The Nobel Prize Committee thanked Maria Orlo.", "thanked", {"Nobel Prize Committee", "Maria Orlo"}),
]

GROUPS = [
    ("A group of dockers marched to Oslo.", "marched", {"A group of dockers"}),
    ("Dozens of dockers marched to Oslo.", "marched", {"dockers"}),
]

WORDS_ABOUT_DEEDS = [
    # who speaks of a deed had no part in it; who begins or ends one has
    ("Norway condemned the bombing of a Swedish embassy.", "condemned", {"Norway"}),
    ("Norway stopped the talks between Sweden and Denmark.", "stopped", {"Norway", "Sweden", "Denmark"}),
]

CRAFT_AND_LANDS = [
    # craft act like those aboard, but as mere means of travel they don't
    ("Pirate skiffs fired at the harbour.", "fired", {"Pirate skiffs"}),
    ("A convoy was attacked near Oslo.", "attacked", {"A convoy"}),
    ("The first plane landed in Oslo on Friday.", "landed", set()),
    (
        "Indian Naval Ship Lantern left. The ship met a boat. She challenged it.",
        "challenged",
        {"Indian Naval Ship Lantern"},
    ),
    ("Maria Orlo sailed on HMS Lantern. She wrote a book.", "wrote", {"Maria Orlo"}),
    # a direction alone, and the first of two lands
    ("South Korea waited. The South retaliated on Friday.", "retaliated", {"South Korea"}),
    ("North and South Korea exchanged fire.", "exchanged", {"North Korea", "South Korea"}),
    ("Snow fell in the north. The North retaliated on Friday.", "retaliated", {"North"}),
    ("Only five countries recognised the republic.", "recognised", {"Only five countries"}),
    ("Norway sold the ships to five countries.", "sold", {"Norway"}),
]

PEOPLE = [
    ("Thousands marched on Friday.", "marched", {"Thousands"}),
    ("Thousands of tons burned on Friday.", "burned", set()),
    ("About 500 people marched. The seven people were hurt.", "hurt", {"The seven people"}),
    ("Three dockers wept. The three dockers left.", "left", {"Three dockers"}),
    ("A jogger saw Maria Orlo.", "saw", {"A jogger", "Maria Orlo"}),
    ("They found a host of ladders. The host left.", "left", {"The host"}),
    ("The police found a host of ladders.", "found", {"The police"}),
    # titles that are given names, too; bodies that are not the United Nations'
    ("Foreign Minister Don Kessler resigned.", "resigned", {"Don Kessler"}),
    (
        "Maria Orlo asked the National Security Council for help.",
        "asked",
        {"Maria Orlo", "National Security Council"},
    ),
    ("The U.N. Security Council met.", "met", {"UN Security Council"}),
    ("The U.S. Embassy in Oslo closed on Friday.", "closed", {"U.S. Embassy"}),
    ("Police found 12 Ladders on Friday.", "found", {"Police"}),
]


REFERENCES = [
    # "it" is not whoever was named before if it is called a deed
    ("Brand sued Norway. It was a move that angered Sweden.", "angered", {"Sweden"}),
    ("Norway cut taxes. It was a country that surprised Sweden.", "surprised", {"Norway", "Sweden"}),
    # who says a quote is not told of within it
    ('Ana Benson wept. "I saw him and his wife," she said. She left.', "left", {"Ana Benson"}),
    # "its" is who the clause around it tells of
    ("The Council kept the sanctions imposed on Norway after its invasion.", "invasion", {"Norway"}),
    ("The firm that fined Norway after its invasion of Sweden closed.", "fined", {"The firm", "Norway"}),
    # who is described first and named in the next sentence
    ("Police arrested a docker. Tom Orlo, 34, was charged.", "arrested", {"Police", "Tom Orlo"}),
    ("Police arrested a docker. Tom Orlo, 34, a lawyer, was charged.", "arrested", {"Police", "a docker"}),
    ("Police arrested a docker. Tom Orlo, 34, said he saw it.", "arrested", {"Police", "a docker"}),
    ("A captain of a team returned. Tom Orlo led his team home.", "returned", {"Tom Orlo"}),
    ("A docker returned. Tom Orlo led his team home.", "returned", {"A docker"}),
    # an office before the name, wherever the parser hangs it; two offices of one person
    ("Verdant Chairman and CEO Ana Orlo resigned.", "resigned", {"Ana Orlo"}),
    ("The chairman and founder of Verdant, Ana Orlo, resigned.", "resigned", {"Ana Orlo"}),
    ("The President and Prime Minister Tom Brand met.", "met", {"The President", "Tom Brand"}),
    # a number of people, and then their names
    ("Two men, Tom Orlo and Ivo Brand, fled. They returned.", "returned", {"Tom Orlo", "Ivo Brand"}),
    ("Two countries, Norway and Sweden, signed the pact.", "signed", {"Norway", "Sweden"}),
    ("Three dockers, neighbours of Tom Orlo, fled.", "fled", {"Three dockers"}),
]

TELLING = [
    # a warning of what will come asks nothing of anybody
    ("The king warned Tom Orlo that Norway will leave.", "warned", {"The king", "Tom Orlo"}),
    ("The king demanded that Norway withdraw.", "demanded", {"The king", "Norway"}),
    # a participle where the main verb should be
    (
        "The governor, Tom Orlo, citing raids, proclaimed with Ivo Brand a war.",
        "proclaimed",
        {"Tom Orlo", "Ivo Brand"},
    ),
]

NOUNS = [
    ("The agreement reached between Norway and Sweden in 1991 failed.", "agreement", {"Norway", "Sweden"}),
    ("The speech made by Tom Orlo on Friday angered Norway.", "speech", {"Tom Orlo"}),
    ("The raid seen by Tom Orlo on Friday failed.", "raid", set()),
    ("Tom Orlo led his team on a tour of three sites on Friday.", "tour", {"Tom Orlo"}),
    ("Tom Orlo was arrested during a visit to Norway on Friday.", "visit", {"Tom Orlo", "Norway"}),
    ("Tom Orlo was arrested during a raid on Friday.", "raid", set()),
]

LEADS = [
    # a lead that describes at length, a name with an age or of the same office further on
    (
        "The woman who shot two guards fled. A judge, Tom Brand, freed 43-year-old Maria Orlo.",
        "fled",
        {"Maria Orlo"},
    ),
    ("The young activist from Oslo fled. Tom Orlo, 44, was seen.", "fled", {"Tom Orlo"}),
    (
        "The commander of a Norwegian army said he has sent a team. Gen. Tom Orlo said he was well.",
        "sent",
        {"Tom Orlo", "a team"},
    ),
    (
        "The mayor of Brist said he has sent a team. Gen. Tom Orlo said he was well.",
        "sent",
        {"The mayor of Brist", "a team"},
    ),
    ("Ivo Brand fled. The activist from Oslo fell. Maria Orlo, 43, slept.", "fell", {"The activist"}),
    # a land is no "himself"; a mother is not just any woman; who is named to say whose is not meant first
    ("Tom Orlo's father meant to flee Cuba himself. He wept.", "wept", {"Tom Orlo's father"}),
    ("Georgina Orlo fled. Tom Brand was told that the mother had perished.", "perished", {"the mother"}),
    ("Georgina Orlo fled. Tom Brand was told that the woman had perished.", "perished", {"Georgina Orlo"}),
    ("President Ana Orlo wept. The previous president had fled.", "fled", {"The previous president"}),
    ("President Ana Orlo wept. The president fled.", "fled", {"Ana Orlo"}),
    # whom somebody is called something; who goes by the given name; the name before a body
    ("Gail Brand described Maria Orlo as a killer who waved a gun.", "waved", {"Maria Orlo"}),
    ("Gail Brand resigned as a lawyer who had lost.", "lost", {"Gail Brand"}),
    ("Elian Orlo fled. Elian wept. Juan Orlo was told. Elian slept. Orlo left.", "left", {"Juan Orlo"}),
    ("Norway praised the Sinn Orlo party on Friday.", "praised", {"Norway", "Sinn Orlo"}),
    ("Two women fled, and a male co-worker was wounded.", "wounded", {"a male co-worker"}),
    ("The 36-year-old slipped on Friday.", "slipped", {"The 36-year-old"}),
    ("It followed the defection of one of its leaders, Ana Orlo.", "defection", {"Ana Orlo"}),
]

TRANSLATED = [
    (
        "The decision was criticised on the part of the European Commission.",
        "criticised",
        {"European Commission"},
    ),
    ("The decision was postponed on the basis of the law.", "postponed", set()),
    ("The head of the delegation fled.", "fled", {"The head of the delegation"}),
    ("A head of cattle fled.", "fled", set()),
    ("Prime Minister Ana Orlo won. The head of Government wept.", "wept", {"Ana Orlo"}),
    (
        "Tom Orlo met this Friday with his Polish counterpart, Jan Kowal, in Oslo.",
        "met",
        {"Tom Orlo", "Jan Kowal"},
    ),
    ("The king denied that Moscow had bombed the bridge.", "bombed", {"Russia"}),
]

HUNG_ELSEWHERE = [
    # on the year, on a gerund before it, on the dateline's town
    ("In 490 BC, the king of Norway, Brand, launched a raid.", "launched", {"the king of Norway"}),
    ("The king spoke of leaving and was arrested.", "arrested", {"The king"}),
    ("The king lifted the ban on fish after hearing Tom Orlo.", "hearing", {"The king", "Tom Orlo"}),
    ("The court ruled that he must be freed and set a deadline.", "set", {"The court"}),
    ("The king said that Norway should leave and was cheered.", "cheered", {"The king"}),
    ("The docker is expected to be charged.", "charged", {"The docker"}),
    (
        "In 498, supported by troops from Norway, the Danes marched on, captured, and burnt it.",
        "captured",
        {"Denmark"},
    ),
    ("OSLO, Norway (AP) _ A leader of a team returned. Tom Orlo led his team.", "returned", {"Tom Orlo"}),
    # a name before a thing that undergoes something takes no part
    ("Verdant sold Norway Fund shares.", "sold", {"Verdant"}),
    ("He thanked Sweden. Tom Brand, in his New Year's speech, thanked Norway.", "speech", {"Tom Brand"}),
    # some "of them", both "of whom"
    ("Norway had an army. The skiffs fired. Two of them fled.", "fled", {"The skiffs"}),
    (
        "Except Norway and Sweden, both of whom executed the envoys, all left.",
        "executed",
        {"Norway", "Sweden", "the envoys"},
    ),
    ("One of the victims, Ana Orlo, fled.", "fled", {"Ana Orlo"}),
    # what sorts of services act
    ("The intelligence services warned Tom Orlo.", "warned", {"The intelligence services", "Tom Orlo"}),
    ("The parliament extended military service.", "extended", {"The parliament"}),
    ("The plant was seized by the state.", "seized", {"the state"}),
]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        *CLAUSES,
        *NOUNS,
        *LEADS,
        *TRANSLATED,
        *HUNG_ELSEWHERE,
        *REFERENCES,
        *TELLING,
        *CRAFT_AND_LANDS,
        *PEOPLE,
        *NO_PARTIES,
        *GROUPS,
        *WORDS_ABOUT_DEEDS,
    ],
)
def test_those_who_take_part(partakers: Partakers, text: str, trigger: str, expected: set[str]) -> None:
    assert partakers(text, trigger) == expected
