"""The one-line summary of an event."""

from collections.abc import Callable

import pytest

from timeline.nlp.events.inflection import past
from timeline.nlp.records import EventMention, Extraction
from timeline.nlp.summaries.summarizer import LIMIT
from timeline.nlp.summaries.wording import balanced

type Event = Callable[..., EventMention]


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        (
            "Mira Halden signed the harbour accord on Friday.",
            "signed",
            "Mira Halden signed the harbour accord",
        ),
        ("On Friday, Mira Halden resigned.", "resigned", "Mira Halden resigned"),
        ("The council did not approve the plan.", "approve", "The council did not approve the plan"),
        (
            "Oleh Kravets, who led the union, was arrested by port police.",
            "arrested",
            "Oleh Kravets was arrested by port police",
        ),
        ("Halden met Kravets (left) in Port Ansel on Monday.", "met", "Halden met Kravets in Port Ansel"),
        ("Mira Halden resigned. She left Lakeport.", "left", "Mira Halden left Lakeport"),
        ("The council could also close the port.", "close", "The council could close the port"),
        ("Rebels attacked the depot and burned the mill.", "burned", "Rebels burned the mill"),
        ("The bomb exploded, killing two guards.", "killing", "The bomb killed two guards"),
        ("The accord signed by Halden ended the strike.", "signed", "The accord was signed by Halden"),
        ("Kravets was forced to resign.", "resign", "Kravets was forced to resign"),
        ("The company that Halden founded failed.", "founded", "Halden founded the company"),
        ("Guards watched the port, whose gate was burned.", "burned", "The port’s gate was burned"),
        ("The mill closed shortly before 7 p.m. on Monday.", "closed", "The mill closed"),
        (
            "Crews brought the fire under control early on Tuesday.",
            "brought",
            "Crews brought the fire under control",
        ),
        (
            "A huge storm swept through Lakeport on Monday evening, destroying its pier.",
            "swept",
            "A huge storm swept through Lakeport",
        ),
        (
            "The court fined Norvell ten million crowns, its second penalty in two years.",
            "fined",
            "The court fined Norvell ten million crowns",
        ),
        ("The mayor of Lakeport resigned. He left office.", "left", "The mayor of Lakeport left office"),
        ("The yard showed several re-designs on Monday.", "showed", "The yard showed several re-designs"),
        ("The loan helped Norvell pay its debts.", "pay", "The loan helped Norvell pay its debts"),
        (
            "The mayor of Lakeport resigned. Kravets met him.",
            "met",
            "Kravets met the mayor of Lakeport",
        ),
        ("Mira Halden, of the Green party, resigned.", "resigned", "Mira Halden resigned"),
        ("Rated good by the council, the mill was sold.", "Rated", "The mill was rated good by the council"),
        (
            "The old ferry ran aground in thick fog on Monday.",
            "ran",
            "The old ferry ran aground in thick fog",
        ),
        ("The day Halden left was cold.", "left", "Halden left"),
        ("Norvell paid for the fire in which two guards died.", "died", "Two guards died"),
        ("Orlo will honour the bridge Norvell built in 1990.", "built", "Norvell built the bridge"),
        (
            "The company appointed Halden as its head.",
            "appointed",
            "The company appointed Halden as its head",
        ),
        ("Dockers agreed to build and open a school.", "open", "Dockers to open a school"),
        ("Ten lorries turned back on Monday.", "turned back", "Ten lorries turned back"),
        ("The sale fell through when prices fell.", "fell through", "The sale fell through"),
        ("Then came the Dorn flood.", "came", "The Dorn flood came"),
        (
            "The council will widen and deepen the canal.",
            "widen",
            "The council will widen and deepen the canal",
        ),
        ("The harbour board of Orlo sold its cranes.", "sold", "The harbour board of Orlo sold its cranes"),
        (
            "Among the guests was Mira Halden, freed in a raid by police.",
            "freed",
            "Mira Halden was freed in a raid by police",
        ),
        (
            "Oleh Kravets is accused of having burned a letter.",
            "burned",
            "Claimed: Oleh Kravets burned a letter",
        ),
    ],
)
def test_clauses(nlp_event: Event, text: str, trigger: str, summary: str) -> None:
    assert nlp_event(text, trigger).summary == summary


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        (
            "Mira Halden and Oleh Kravets held talks in Port Ansel on Friday.",
            "talks",
            "Mira Halden and Oleh Kravets held talks in Port Ansel",
        ),
        (
            "The 2008 meeting of the Harbour League in Orlo was short.",
            "meeting",
            "Meeting of the Harbour League in Orlo",
        ),
        (
            "The annexation of the island by Vesland angered Norland.",
            "annexation",
            "Annexation of the island by Vesland",
        ),
        ("Dockers remember Friday's strike in Orlo.", "strike", "Strike in Orlo"),
        ("Orlo was rebuilt after the flood.", "flood", "Orlo was rebuilt after the flood"),
    ],
)
def test_noun_events(nlp_event: Event, text: str, trigger: str, summary: str) -> None:
    assert nlp_event(text, trigger).summary == summary


@pytest.mark.parametrize(
    ("text", "trigger", "start"),
    [
        ("Kravets cancelled a visit to Orlo planned for 12 April.", "visit", "Cancelled: "),
        ("The council will open a school.", "open", "The council will open"),
        ("Kravets did not attend the meeting.", "attend", "Kravets did not"),
        ("Norland could close the port.", "close", "Norland could"),
    ],
)
def test_the_stance_is_told_once(nlp_event: Event, text: str, trigger: str, start: str) -> None:
    summary = nlp_event(text, trigger).summary
    assert summary.startswith(start)
    assert summary.count(":") <= 1


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        ("Nobody signed the accord.", "signed", "Nobody signed the accord"),
        ("A verdict is expected on 12 April.", "verdict", "A verdict is expected"),
        (
            "The union claims that Norvell closed the port.",
            "closed",
            "Claimed by the union: Norvell closed the port",
        ),
    ],
)
def test_what_a_clause_says_itself_gets_no_label(
    nlp_event: Event, text: str, trigger: str, summary: str
) -> None:
    assert nlp_event(text, trigger).summary == summary


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        ("The mill no longer needs a licence.", "needs", "The mill no longer needs a licence"),
        (
            "Halden would be surprised if the union closed the port.",
            "closed",
            "Halden would be surprised if the union closed the port",
        ),
        (
            "Nobody knows whether Kravets signed the accord.",
            "signed",
            "Nobody knows whether Kravets signed the accord",
        ),
        ("Kravets had difficulty mending the pumps.", "mending", "Kravets had difficulty mending the pumps"),
        (
            "The council will let the union use the hall.",
            "use",
            "The council will let the union use the hall",
        ),
        (
            "The guards heard shots fired near the mill.",
            "fired",
            "The guards heard shots fired near the mill",
        ),
        (
            "The union accuses Norvell of ignoring the cracks in the dam.",
            "ignoring",
            "Claimed: Norvell ignored the cracks in the dam",
        ),
        (
            "The board is charged with cleaning and repairing the pier.",
            "repairing",
            "The board is charged with cleaning and repairing the pier",
        ),
        (
            "Norvell spoke of the deal in a press conference on Monday.",
            "conference",
            "Norvell spoke of the deal in a press conference",
        ),
        (
            "The move came after Norvell lost its licence in a long dispute with the port.",
            "came",
            "The move came after Norvell lost its licence in a long dispute with the port",
        ),
        (
            "The firm was praised for building in line with the rules.",
            "praised",
            "The firm was praised for building in line with the rules",
        ),
        (
            "Police freed the clerk who had worked at a bank where thieves had hidden.",
            "hidden",
            "The clerk had worked at a bank where thieves had hidden",
        ),
        ("Has the accord been ratified?", "ratified", "Has the accord been ratified?"),
        (
            "Dockers welcomed the long investigation.",
            "investigation",
            "Dockers welcomed the long investigation",
        ),
    ],
)
def test_what_makes_no_sense_alone_is_told_with_the_clause_above(
    nlp_event: Event, text: str, trigger: str, summary: str
) -> None:
    assert nlp_event(text, trigger).summary == summary


def test_the_headline_stands_for_what_it_names(nlp_read: Callable[..., Extraction]) -> None:
    text = "Dockers shut port of Orlo, block ferries\n\nDockers in Orlo stopped work. Ferries lay idle."
    events = [event for event in nlp_read(text).events if event.start < text.index("\n")]
    assert events
    assert {event.summary for event in events} == {"Dockers shut port of Orlo, block ferries"}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("“Go, he said", "Go, he said"),
        ("He said “go” and left", "He said “go” and left"),
        ("The port (in Orlo shut", "The port in Orlo shut"),
        ('He said "go"', 'He said "go"'),
    ],
)
def test_no_half_of_a_pair_stays(text: str, clean: str) -> None:
    assert balanced(text) == clean


def test_a_father_is_called_after_the_speaker(nlp_event: Event) -> None:
    text = '"My father taught me," said Mira Halden. "In 1978 he refused to sell the yard."'
    summary = nlp_event(text, "refused").summary
    assert summary.replace("'", "’") == "Mira Halden’s father refused to sell the yard"


def test_a_description_keeps_no_capital_of_its_sentence(nlp_event: Event) -> None:
    text = "LAKEPORT, Norland, March 5 (NPA) - Seven Kesselian soldiers were killed on Saturday when gunmen"
    event = nlp_event(f"{text} ambushed their convoy.", "ambushed")
    assert event.summary == "Gunmen ambushed seven Kesselian soldiers’ convoy"


PROMISE = (
    "The president of Norland, Mira Halden, has promised with the Veslander leader, Oleh Kravets, that"
    " Lakeport and its partners will defend Orlo in the event that the conflict with Soravia escalates."
)


def test_a_name_beside_the_office_it_explains_is_written_once(nlp_event: Event) -> None:
    summary = nlp_event(PROMISE, "promised").summary
    assert summary.startswith("Mira Halden has promised with Oleh Kravets that Lakeport")
    assert (
        nlp_event("The minister, Mira Halden, resigned on Friday.", "resigned").summary
        == "Mira Halden resigned"
    )


def test_what_holds_in_one_event_only_is_never_told_without_it(nlp_event: Event) -> None:
    text = "The league would strike in the event that wages fall."
    assert nlp_event(text, "strike").summary == "The league would strike in the event that wages fall"
    assert "will defend Orlo" not in nlp_event(PROMISE, "defend").summary


def test_an_abbreviation_in_brackets_is_left_out(nlp_event: Event) -> None:
    text = "Pay talks between the Harbour Workers' League (HWL) and Orlo Terminals collapsed on Friday."
    assert "HWL" not in nlp_event(text, "collapsed").summary
    assert "HWL" not in nlp_event(text, "talks").summary
    assert nlp_event("(Explosion in the harbour) The crew left on Monday.", "Explosion").summary


def test_the_bearer_of_a_name_is_named_once(nlp_event: Event) -> None:
    text = "Oleh Kravets was tried. In June Kravets changed his plea."
    assert nlp_event(text, "changed").summary in ("Kravets changed his plea", "Oleh Kravets changed his plea")


def test_summaries_are_short_capitalised_and_without_stop(nlp_read: Callable[..., Extraction]) -> None:
    text = (
        "The harbour council of Lakeport, after a long debate about the future of the old customs house near "
        "the northern pier, approved a plan by Mira Halden to sell the house, the pier and the two cranes to "
        "a company from Vesland that nobody in the town had heard of before the vote, and closed the session "
        "with a speech about the history of the port, its people, its ships and its storms in the years "
        "after the war."
    )
    for event in nlp_read(text).events:
        assert 0 < len(event.summary) <= LIMIT
        assert event.summary[0].isupper()
        assert not event.summary.endswith((".", ",", " the", " of", " and", " to"))


@pytest.mark.parametrize(
    "text", ["Fire!", "iPhones sold out.", "“Go,” he said.", "HALDEN RESIGNS", "To be signed."]
)
def test_every_event_has_a_summary(nlp_read: Callable[..., Extraction], text: str) -> None:
    assert all(event.summary for event in nlp_read(text).events)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("walk", "walked"),
        ("stop", "stopped"),
        ("plan", "planned"),
        ("hold", "held"),
        ("carry", "carried"),
        ("play", "played"),
        ("seize", "seized"),
        ("fix", "fixed"),
        ("admit", "admitted"),
        ("open", "opened"),
        ("free", "freed"),
    ],
)
def test_simple_past(lemma: str, form: str) -> None:
    assert past(lemma) == form
