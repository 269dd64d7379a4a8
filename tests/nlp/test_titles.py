"""Titles that make sense alone: who did what, whole, and said by whom."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp.draft import EventDraft
from timeline.nlp.records import EventMention, Extraction
from timeline.nlp.summaries.verb_forms import after_names
from timeline.nlp.summaries.wording import indefinite, sentence_case
from timeline.nlp.summaries.words import gather
from timeline.terms import Factuality

type Event = Callable[..., EventMention]


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        (
            "Guards had to use a net to subdue the driver.",
            "subdue",
            "Guards had to use a net to subdue the driver",
        ),
        (
            "Mira Halden will direct an effort to reduce waste.",
            "reduce",
            "Mira Halden will direct an effort to reduce waste",
        ),
        (
            "The crash of a bus that killed ten people shocked Lakeport.",
            "killed",
            "The crash of a bus killed ten people",
        ),
        ("Halden hired a firm that killed the deal.", "killed", "A firm killed the deal"),
        (
            "Halden released a map of the islands that shows the border.",
            "shows",
            "A map of the islands shows the border",
        ),
        (
            "The ship received a direct hit on the bridge, killing the captain.",
            "killing",
            "The ship received a direct hit on the bridge, killing the captain",
        ),
        ("The mayor opposed Thursday's ruling.", "opposed", "The mayor opposed the ruling"),
        ("The mayor opposed Halden's ruling.", "opposed", "The mayor opposed Halden’s ruling"),
        (
            "Halden became the fifth coach dismissed this season by the league.",
            "became",
            "Halden became the fifth coach dismissed this season by the league",
        ),
        (
            "On March 3, a report found that the attacks were averaging 960 a week, the highest since 2005.",
            "found",
            "A report found that the attacks were averaging 960 a week, the highest",
        ),
        ("About $60 million streamed out last week alone.", "streamed out", "About $60 million streamed out"),
        ("Halden lost the cup last season.", "lost", "Halden lost the cup"),
        ("The union accused Norvell of having hidden the loss.", "hidden", "Claimed: Norvell hid the loss"),
        (
            "The council fined Kravets for failing to report a trip.",
            "report",
            "Kravets failed to report a trip",
        ),
        ("Mira Halden used the cash for building a mill.", "building", "Mira Halden built a mill"),
        ("The company asked the court to ban the pickets.", "ban", "The court could ban the pickets"),
        ("The Alder Party threatened to leave.", "leave", "The Alder Party could leave"),
        ("Norvell tried to grow.", "grow", "Norvell tried to grow"),
        (
            "Halden could not show where the money was coming from.",
            "show",
            "Halden could not show where the money was coming from",
        ),
        (
            "The airlift was put under Oleh Kravets, a cold man who had supplied Orlo during the siege.",
            "supplied",
            "Oleh Kravets had supplied Orlo during the siege",
        ),
        (
            "A dam at Orlo, 12 km upstream, burst before dawn, sending a wall of water into the town.",
            "sending",
            "A dam at Orlo sent a wall of water into the town",
        ),
        (
            "The minister, Dmitro Halden, warned this Saturday from Orlo that the siege continues.",
            "warned",
            "Dmitro Halden warned from Orlo that the siege continues",
        ),
        (
            "The soldiers in power in Orlo had made known the composition of a cabinet.",
            "made",
            "The soldiers in power in Orlo had made known the composition of a cabinet",
        ),
        (
            "The chiefs of the armies will meet in Orlo in order to agree on the disarmament.",
            "agree",
            "The chiefs of the armies will meet in Orlo in order to agree on the disarmament",
        ),
        ("Shops warned that they could run out of fruit.", "run", "Shops could run out of fruit"),
        ("A doctor said they had left.", "left", "They had left"),
        (
            "A jury convicted a man charged in an April shooting at a firm.",
            "charged",
            "A man was charged in a shooting at a firm",
        ),
        (
            "Halden stressed to the command his great concern: the siege goes on.",
            "stressed",
            "Halden stressed to the command his great concern",
        ),
        (
            "A jury at Orlo Crown Court had found Oleh Kravets guilty of the murder of Ana Brist last Friday"
            " after deliberating for nearly nine hours.",
            "found",
            "A jury had found Oleh Kravets guilty of the murder of Ana Brist",
        ),
        (
            "The retreat made Mira Halden leader of the union.",
            "made",
            "The retreat made Mira Halden leader of the union",
        ),
        (
            "Norvell bought a tool. The tool made it easier to sort letters.",
            "made",
            "The tool made it easier to sort letters",
        ),
        ("Mira Halden came home. She'll sell the mill.", "sell", "Mira Halden will sell the mill"),
        ("Mira Halden came home. She's sold the mill.", "sold", "Mira Halden has sold the mill"),
    ],
)
def test_titles(nlp_event: Event, text: str, trigger: str, summary: str) -> None:
    assert nlp_event(text, trigger).summary.replace("'s", "’s") == summary


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        (
            '"We are going to move the archive," said Mira Halden.',
            "move",
            "Mira Halden: We are going to move the archive",
        ),
        ('"I am closing the mill," Oleh Kravets said.', "closing", "Oleh Kravets: I am closing the mill"),
        ('"The mill will close," Oleh Kravets said.', "close", "The mill will close"),
        (
            '"We will rebuild the mill," said Oleh Kravets.',
            "said",
            "Oleh Kravets said: We will rebuild the mill",
        ),
    ],
)
def test_who_speaks_of_us_is_named(nlp_event: Event, text: str, trigger: str, summary: str) -> None:
    assert nlp_event(text, trigger).summary == summary


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        (
            "Only if Brist fails and Norvell continues to grow will Orlo win.",
            "grow",
            "Possible: Norvell continues to grow",
        ),
        ("Norvell tried to grow.", "grow", "Norvell tried to grow"),
        ("Halden insisted she had resigned.", "insisted", "Halden insisted she had resigned"),
    ],
)
def test_labels(nlp_event: Event, text: str, trigger: str, summary: str) -> None:
    assert nlp_event(text, trigger).summary == summary


LONG = (
    "The regional court of Port Ansel has been asked by the national government of Norland to suspend a"
    " ruling by one of its judges that prevents the removal of the boy."
)


@pytest.mark.parametrize(
    ("text", "trigger", "summary"),
    [
        (
            LONG,
            "asked",
            "The regional court has been asked by the national government to suspend a ruling",
        ),
        (
            "The union ruled that only the girl's father has the right to speak for the girl in all the"
            " questions before the northern courts.",
            "has",
            "Only the girl's father has the right to speak for the girl in all the questions",
        ),
        (
            "The council of the northern harbour towns vowed on Friday to hunt down and bring to justice all"
            " the smugglers who robbed the depot at the pier.",
            "vowed",
            "The council of the harbour towns vowed to hunt down and bring to justice all the smugglers",
        ),
    ],
)
def test_too_long_a_clause_loses_what_it_can_spare(
    nlp_event: Event, text: str, trigger: str, summary: str
) -> None:
    assert nlp_event(text, trigger).summary == summary


@pytest.mark.parametrize(
    ("article", "word", "fitting"),
    [
        ("an", "shooting", "a"),
        ("a", "attack", "an"),
        ("A", "hour", "An"),
        ("an", "union", "a"),
        ("a", "FBI", "an"),
        ("an", "UN", "a"),
        ("a", "8-mile", "an"),
        ("an", "1812", "a"),
    ],
)
def test_the_article_fits_the_word_behind_it(article: str, word: str, fitting: str) -> None:
    assert indefinite(article, word) == fitting


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("the mill was sold to Norvell Corp.", "The mill was sold to Norvell Corp."),
        ("the mill moved to the U.S.", "The mill moved to the U.S."),
        ("the mill closed.", "The mill closed"),
        ("a ``pattern'' of threats", "A “pattern” of threats"),
    ],
)
def test_marks(text: str, clean: str) -> None:
    assert sentence_case(text) == clean


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The council built a dam to protect the town.", ["The council built a dam to protect the town"]),
        (
            "The crew scuttled the ship in order to save the port.",
            ["The crew scuttled the ship in order to save the port"],
        ),
        (
            "The company agreed to buy the mill.",
            ["The company agreed to buy the mill", "The company to buy the mill"],
        ),
    ],
)
def test_a_purpose_is_told_with_the_deed(
    nlp_read: Callable[..., Extraction], text: str, titles: list[str]
) -> None:
    assert [event.summary for event in nlp_read(text).events if event.timeline] == titles


def test_no_article_of_a_description_stays_before_the_name(nlp_event: Event) -> None:
    text = (
        "Although it was late, the treasurer Ana Orlo, the warden Oleh Kravets and Ivo Brist voted for peace."
    )
    assert not nlp_event(text, "voted").summary.startswith("The Ana")


@pytest.mark.parametrize(
    ("factuality", "text", "names", "link"),
    [
        (Factuality.PLANNED, "to leave", 1, "to"),
        (Factuality.HYPOTHETICAL, "to leave", 2, "could"),
        (Factuality.OCCURRED, "left", 1, ""),
        (Factuality.OCCURRED, "leaves", 2, None),
        (Factuality.PLANNED, "leaving", 1, None),
        (Factuality.OCCURRED, "was left", 1, None),
    ],
)
def test_what_stands_behind_names(
    nlp_parse: Callable[[str], Doc], factuality: Factuality, text: str, names: int, link: str | None
) -> None:
    doc = nlp_parse(f"They wanted {text} it." if text.startswith("to") else f"Halden {text} it.")
    verb = next(word for word in gather(doc) if word.pos == "VERB" and word.lemma == "leave")
    event = EventDraft(verb.i, verb.i, verb.i + 1, "leave", factuality=factuality)
    assert after_names(event, verb, names) == link
