"""Who did what to whom, on own sentences; every noun and name counts as an actor here."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import zones
from timeline.nlp.draft import ActorDraft, Cast, EventDraft, MentionDraft
from timeline.nlp.events import argument_linker, event_extractor
from timeline.terms import ActorKind, MentionForm

Parse = Callable[[str], Doc]


def cast_of(doc: Doc) -> Cast:
    """A cast in which each name, noun and pronoun is an actor of its own, found by its head token."""
    cast = Cast()
    for token in doc:
        if token.pos_ in {"PROPN", "NOUN", "PRON"} and token.dep_ != "compound":
            mention = MentionDraft(token.i, token.i + 1, token.i, MentionForm.NAME, {})
            kind = ActorKind.PLACE if token.ent_type_ == "GPE" else ActorKind.PERSON
            cast.at[token.i] = (mention, (len(cast.actors),))
            cast.actors.append(ActorDraft(token.text, kind, [mention]))
    return cast


def linked(doc: Doc) -> dict[str, EventDraft]:
    events = event_extractor.extract(doc, zones.Zones(), [])
    argument_linker.link(doc, events, cast_of(doc))
    return {doc[event.first : event.last].text: event for event in events}


def roles(doc: Doc, trigger: str) -> set[str]:
    return {
        f"{argument.role.value} {doc[argument.token].text}" for argument in linked(doc)[trigger].arguments
    }


ROLES = [
    (
        "The exchange of prisoners between Norland and Vesland took place.",
        "exchange",
        {"patient prisoners", "participant Norland", "participant Vesland"},
    ),
    ("In Norland was postponed the vote on the pact.", "postponed", {"patient vote"}),
    ("To the meeting arrived the mayor of Orlo.", "arrived", {"agent mayor"}),
    ("In the clashes died 20 soldiers.", "died", {"patient soldiers"}),
    ("Has assured the minister that the law will pass.", "assured", {"agent minister"}),
    ("The guard has detained to the director.", "detained", {"agent guard", "participant director"}),
    ("Parliament is due to vote on Friday.", "vote", {"agent Parliament"}),
    ("Halden has declined to resign.", "declined", {"agent Halden"}),
    ("Exports declined in May.", "declined", {"patient Exports"}),
    ("The firm operating in Norland said it would pay.", "said", {"agent firm"}),
    ("Halden called on Kravets to withdraw.", "withdraw", {"agent Kravets"}),
    ("Halden waited for Kravets to speak.", "speak", {"agent Kravets"}),
    (
        "Norland provided grain to refugees.",
        "provided",
        {"agent Norland", "patient grain", "participant refugees"},
    ),
    (
        "Norland imposed a curfew in Vesland.",
        "imposed",
        {"agent Norland", "patient curfew", "participant Vesland"},
    ),
    (
        "Norland withdrew its troops from Vesland.",
        "withdrew",
        {"agent Norland", "patient troops", "participant Vesland"},
    ),
    (
        "Halden bought the ship from a broker.",
        "bought",
        {"agent Halden", "patient ship", "participant broker"},
    ),
    ("Soldiers fired on protesters.", "fired", {"agent Soldiers", "participant protesters"}),
    (
        "The union repeated its demand that Orlo resign.",
        "repeated",
        {"agent union", "patient demand", "participant Orlo"},
    ),
    ("Norland said Vesland must return the ship.", "said", {"agent Norland", "participant Vesland"}),
    ("Halden agreed to meet Kravets.", "agreed", {"agent Halden", "participant Kravets"}),
    ("The army detained up to 20 strikers.", "detained", {"agent army", "patient strikers"}),
    (
        "Norland announced the suspension of links with Vesland.",
        "suspension",
        {"agent Norland", "patient links", "participant Vesland"},
    ),
    ("Dockers held a rally in Norland against Orlo.", "rally", {"agent Dockers", "patient Orlo"}),
    (
        "Mira Halden, the head of the Norland Rail Company, who was detained, was freed.",
        "detained",
        {"patient Halden"},
    ),
    ("In 2004 Belgium joined the union.", "joined", {"agent Belgium"}),
    ("In 2004 France signed the treaty.", "signed", {"agent France"}),
    ("Halden sacked Orlo.", "sacked", {"agent Halden", "patient Orlo"}),
    ("Orlo was arrested by Brist.", "arrested", {"patient Orlo", "agent Brist"}),
    ("Halden gave Orlo a warning.", "warning", {"agent Halden", "participant Orlo"}),
    ("Halden met Kravets.", "met", {"agent Halden", "participant Kravets"}),
    ("Halden and Kravets met.", "met", {"agent Halden", "participant Kravets"}),
    ("Halden and Kravets signed it.", "signed", {"agent Halden", "agent Kravets"}),
    ("Halden spoke with Kravets.", "spoke", {"agent Halden", "participant Kravets"}),
    ("Halden promised to resign.", "resign", {"agent Halden"}),
    ("Halden urged Orlo to resign.", "resign", {"agent Orlo"}),
    ("Halden, who resigned, returned.", "resigned", {"agent Halden"}),
    ("Halden, who resigned, returned.", "returned", {"agent Halden"}),
    ("Halden returned and promised to stay.", "stay", {"agent Halden"}),
    ("Halden fled after sacking Orlo.", "sacking", {"agent Halden", "patient Orlo"}),
    ("Police freed the man arrested by guards.", "arrested", {"patient man", "agent guards"}),
    ("Halden's visit surprised the union.", "visit", {"agent Halden"}),
    ("The arrest of Orlo surprised the union.", "arrest", {"patient Orlo"}),
    ("Orlo's arrest surprised the union.", "arrest", {"patient Orlo"}),
    ("The arrival of Orlo surprised the union.", "arrival", {"agent Orlo"}),
    ("A raid by police killed two men.", "raid", {"agent police"}),
    ("Talks between Halden and Kravets failed.", "Talks", {"participant Halden", "participant Kravets"}),
    ("Halden held talks with Kravets.", "talks", {"agent Halden", "participant Kravets"}),
    ("Kravets cancelled a visit.", "visit", {"agent Kravets"}),
    ("Orlo died.", "died", {"patient Orlo"}),
    ("Halden said the firm closed the plant.", "closed", {"agent firm", "source Halden"}),
    ("The firm closed, according to Halden.", "closed", {"source Halden"}),
    ("The talks failed, she said.", "failed", {"source she"}),
    ("Scores of dockers left.", "left", {"agent Scores", "agent dockers"}),
    ("Halden demanded that Orlo resign.", "demanded", {"agent Halden", "participant Orlo"}),
    ("Halden signed a deal with Kravets.", "signed", {"agent Halden", "participant Kravets"}),
    ("The court barred Orlo from leaving.", "leaving", {"agent Orlo"}),
    ("The recently signed accord failed.", "signed", {"patient accord"}),
    ("Dockers have been on strike since March.", "strike", {"agent Dockers"}),
    ("Halden and Kravets will discuss the talks that Norland will begin.", "talks", {"agent Norland"}),
    ('"The strike is over," added the minister.', "added", {"agent minister"}),
    ("Residents shouted at him.", "shouted", {"agent Residents", "participant him"}),
    ("Scores of dockers were injured.", "injured", {"patient dockers"}),
    (
        "The president, Mira Halden, and Oleh Kravets met.",
        "met",
        {"agent president", "participant Kravets"},
    ),
    (
        "Halden repeated her demands, among them that the union should not expand, and proposed a truce.",
        "proposed",
        {"agent Halden"},
    ),
    (
        "Halden said the union should not expand and should disarm.",
        "disarm",
        {"agent union", "source Halden"},
    ),
    ("Protesters marched against Halden.", "marched", {"agent Protesters", "patient Halden"}),
]
NOT_ROLES = [
    ("The court barred Orlo from leaving.", "leaving", "agent court"),
    ("Halden said the firm closed the plant.", "closed", "agent Halden"),
    ("Halden urged Orlo to resign.", "resign", "agent Halden"),
    ("Orlo was arrested by Brist.", "arrested", "agent Orlo"),
    ("Halden sacked Orlo on Monday.", "sacked", "patient Monday"),
    ("Halden said she resigned.", "said", "source Halden"),
    ("Halden crossed France in May.", "crossed", "patient France"),
    ("Halden and Orlo met at Rensk.", "met", "participant Rensk"),
]
PLACES = [
    ("Halden and Kravets met in London on Monday.", "met", "London"),
    ("Halden travelled to Paris.", "travelled", "Paris"),
    ("Halden crossed France in May.", "crossed", "France"),
    ("The leaders held talks in New York.", "talks", "New York"),
    ("Halden sold shares to France.", "sold", None),
    ("Halden resigned on Monday.", "resigned", None),
]


UNWANTED = [
    ("Norland said Vesland returned the ship.", "said", "Vesland"),
    ("On Friday Halden was given a medal.", "given", "agent medal"),
    ("Halden stayed and was named minister.", "named", "minister"),
    ("Halden failed to meet Kravets.", "failed", "Kravets"),
    ("The council decided on Tuesday.", "decided", "Tuesday"),
    ("Halden decided on a date for the vote.", "decided", "date"),
    ("The general returned from Vesland.", "returned", "Vesland"),
    ("The firm moved its office to Vesland.", "moved", "Vesland"),
    ("The soldiers bombed Chicago on Monday.", "bombed", "Chicago"),
]


@pytest.mark.parametrize(("text", "trigger", "outsider"), UNWANTED)
def test_who_takes_no_part(nlp_parse: Parse, text: str, trigger: str, outsider: str) -> None:
    assert all(not role.endswith(outsider) for role in roles(nlp_parse(text), trigger))


@pytest.mark.parametrize(("text", "trigger", "expected"), ROLES)
def test_roles(nlp_parse: Parse, text: str, trigger: str, expected: set[str]) -> None:
    assert expected <= roles(nlp_parse(text), trigger)


@pytest.mark.parametrize(("text", "trigger", "wrong"), NOT_ROLES)
def test_not_a_role(nlp_parse: Parse, text: str, trigger: str, wrong: str) -> None:
    assert wrong not in roles(nlp_parse(text), trigger)


@pytest.mark.parametrize(("text", "trigger", "place"), PLACES)
def test_place(nlp_parse: Parse, text: str, trigger: str, place: str | None) -> None:
    assert linked(nlp_parse(text))[trigger].place == place


def test_collective_mention_brings_all_its_actors(nlp_parse: Parse) -> None:
    doc = nlp_parse("The two leaders spoke.")
    events = event_extractor.extract(doc, zones.Zones(), [])
    mention = MentionDraft(0, 3, 2, MentionForm.NOMINAL, {})
    cast = Cast([ActorDraft("Halden", ActorKind.PERSON), ActorDraft("Kravets", ActorKind.PERSON)])
    cast.at[2] = (mention, (0, 1))
    argument_linker.link(doc, events, cast)
    assert [argument.actors for argument in events[0].arguments] == [(0, 1)]


def test_participants_of_the_subject_event_pass_on(nlp_parse: Parse) -> None:
    doc = nlp_parse("Talks between Halden and Kravets collapsed.")
    events = event_extractor.extract(doc, zones.Zones(), [])
    cast = cast_of(doc)
    del cast.at[0]
    argument_linker.link(doc, events, cast)
    collapsed = next(event for event in events if event.lemma == "collapse")
    found = {(a.role.value, doc[a.token].text) for a in collapsed.arguments if a.actors}
    assert found == {("participant", "Halden"), ("participant", "Kravets")}


def test_unknown_phrase_keeps_its_role_without_actors(nlp_parse: Parse) -> None:
    doc = nlp_parse("A storm sank the ferry.")
    events = event_extractor.extract(doc, zones.Zones(), [])
    argument_linker.link(doc, events, Cast())
    sank = next(event for event in events if event.lemma == "sink")
    assert {(a.role.value, doc[a.token].text, a.actors) for a in sank.arguments} == {
        ("agent", "storm", ()),
        ("patient", "ferry", ()),
    }


def test_what_is_done_to_an_idle_place_happens_there(nlp_parse: Parse) -> None:
    assert linked(nlp_parse("The soldiers bombed Chicago on Monday."))["bombed"].place == "Chicago"


KNOWN_BY_ANOTHER_WORD = [
    ("A rival bidder, the firm Brandt Foods, dropped its offer.", "dropped", "Foods", {"bidder", "firm"}),
]


@pytest.mark.parametrize(("text", "trigger", "name", "unknown"), KNOWN_BY_ANOTHER_WORD)
def test_who_is_known_by_another_word(
    nlp_parse: Parse, text: str, trigger: str, name: str, unknown: set[str]
) -> None:
    doc = nlp_parse(text)
    cast = cast_of(doc)
    for token in doc:
        if token.text in unknown:
            cast.at.pop(token.i, None)
    events = event_extractor.extract(doc, zones.Zones(), [])
    argument_linker.link(doc, events, cast)
    event = next(event for event in events if doc[event.head].text == trigger)
    assert name in {doc[argument.token].text for argument in event.arguments if argument.actors}


def test_whom_a_verb_is_done_for_takes_part(nlp_parse: Parse) -> None:
    doc = nlp_parse("Halden proposed a date for Kravets' visit.")
    cast = cast_of(doc)
    for token in doc:
        if token.text in ("date", "visit"):
            cast.at.pop(token.i, None)
    events = event_extractor.extract(doc, zones.Zones(), [])
    argument_linker.link(doc, events, cast)
    proposed = next(event for event in events if event.lemma == "propose")
    found = {(a.role.value, doc[a.token].text) for a in proposed.arguments if a.actors}
    assert found == {("agent", "Halden"), ("participant", "Kravets")}
