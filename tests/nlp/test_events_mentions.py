"""What counts as an event mention, on own sentences: verbs, nouns, light verbs, and what does not."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import zones
from timeline.nlp.draft import EventDraft
from timeline.nlp.events import event_extractor
from timeline.nlp.records import EventMention

Parse = Callable[[str], Doc]


def found(doc: Doc) -> dict[str, EventDraft]:
    """The events of a text by trigger."""
    events = event_extractor.extract(doc, zones.Zones(), [])
    return {doc[event.first : event.last].text: event for event in events}


MENTIONS = [
    ("A mission planned for June fell through.", {"mission"}),
    ("She denied the charge in court.", {"charge"}),
    ("Orlo faces a murder charge.", {"murder"}),
    ("The league includes six states.", {"includes"}),
    ("The mayor is on medical leave.", {"leave"}),
    ("Port Mayor Picks Three Deputies After Vote", {"Picks"}),
    ("The party ended at midnight.", {"party"}),
    ("The mission failed.", {"mission"}),
    ("At a Wednesday media event, the firm showed a tram.", {"event"}),
    ("The patrol along the coast began on Monday.", {"patrol"}),
    ("He was held on suspicion of theft.", {"suspicion"}),
    ("Halden signed the accord after meeting Kravets.", {"signed", "meeting"}),
    ("The dockers walked out on Monday.", {"walked out"}),
    ("The two leaders held talks in Port Ansel.", {"talks"}),
    ("The firm made an offer for the ferry line.", {"offer"}),
    ("She gave a speech on Tuesday.", {"speech"}),
    ("He paid a visit to Orlo.", {"visit"}),
    ("The raid killed two guards.", {"raid", "killed"}),
    ("The November talks failed.", {"talks", "failed"}),
    ("The 2008 summit surprised the union.", {"summit", "surprised"}),
    ("His resignation surprised the party.", {"resignation", "surprised"}),
    ("After Friday's vote the premier resigned.", {"vote", "resigned"}),
    ("Protesters attacked and burned the station.", {"attacked", "burned"}),
    ("Orlo was arrested by port police.", {"arrested"}),
    ("An earthquake destroyed the old harbour.", {"earthquake", "destroyed"}),
    ("The merger of the two banks was announced.", {"merger", "announced"}),
    ("The trial of the mayor opened on Monday.", {"trial", "opened"}),
    ("A ban on fishing followed the spill.", {"ban", "spill"}),
    ("Deal at last on harbour", {"Deal"}),
    ("Port Police Arrest Three After Harbour Brawl", {"Arrest", "Brawl"}),
    ("The recently signed accord failed.", {"signed", "failed"}),
    ("Two guards were found dead in Orlo.", {"found", "dead"}),
    ("The Harbour Games opened on Monday.", {"Games", "opened"}),
    ("The region remains at war.", {"war"}),
]
ABSENT = [
    ("She was put in charge of the project.", {"charge"}),
    ("Divers searched for two fishermen missing since Monday.", {"missing"}),
    ("The army guarded the diplomatic missions.", {"missions"}),
    ("Halden was rushed to hospital on Thursday night after fainting.", {"hospital"}),
    ("Halden was re-elected in 2017.", {"re"}),
    ("He met lawyers of the Federal Trade Commission.", {"Trade"}),
    ("Orlo wrote a murder story.", {"murder"}),
    ("Both parties sat down in the harbour office.", {"parties"}),
    ("The diplomatic missions closed on Monday.", {"missions"}),
    ("The Congress will vote on Monday.", {"Congress"}),
    ("It cost a great deal more than expected.", {"deal"}),
    ("He met staff of the Competition and Markets Authority.", {"Competition"}),
    ("The patrol fired two shots at the boat.", {"patrol"}),
    ("Her party won the vote.", {"party"}),
    ("She was rushed to hospital.", {"hospital"}),
    ("He had to leave the port.", {"had"}),
    ("In the event of a strike, ferries stop.", {"event"}),
    ("In the event that it rains, the match will be moved.", {"event"}),
    ("They spoke by video conference.", {"conference"}),
    ("The firm, containing three units, failed.", {"containing"}),
    ("The government building stands near the river.", {"government", "building", "river"}),
    ("According to the ministry, six ships sank.", {"According", "ministry"}),
    ("Six states, including Norland, signed.", {"including"}),
    ("Wounded soldiers arrived.", {"Wounded"}),
    ("The party's chairman spoke.", {"chairman"}),
    ("The crash site was closed off.", {"crash", "site"}),
    ("The two leaders held talks in Port Ansel.", {"held"}),
    ("She has been seen.", {"has", "been"}),
    ("They would not have left.", {"would", "have"}),
    ("The organisation has its own administration.", {"organisation", "administration"}),
]
KINDS = [
    ("The firm was disappointed by the offer.", "disappointed", "state", False),
    ("Strong demand for ferries helped the firm.", "demand", "occurrence", False),
    ("Prosecutors allege that Orlo hid the money.", "allege", "reporting", False),
    ("The minister said it rained.", "said", "reporting", False),
    ("The minister warned the dockers.", "warned", "reporting", True),
    ("The premier promised to visit Orlo.", "promised", "reporting", True),
    ("The army began to withdraw.", "began", "aspectual", False),
    ("The army began to withdraw.", "withdraw", "occurrence", True),
    ("The raid began at dawn.", "began", "aspectual", False),
    ("The firm owns two ferries.", "owns", "state", False),
    ("The firm wanted to leave.", "wanted", "intention", False),
    ("The firm has owned two ferries since 2014.", "owned", "state", True),
    ("Witnesses saw the ship on Monday.", "saw", "perception", True),
    ("The mast was leaning.", "leaning", "occurrence", True),
    ("Mayor Brist appeared in court.", "appeared", "occurrence", True),
    ("The firm reported losses.", "reported", "reporting", True),
    ("The firm reported that it lost money.", "reported", "reporting", False),
    ("The firm reported in May a loss, adding that it would recover.", "reported", "reporting", True),
    ("The premier made it clear that she would stay.", "made", "reporting", False),
    ("Police halted the march.", "halted", "aspectual", True),
    ("The council held a session.", "session", "occurrence", True),
    ("Work on the bridge began.", "Work", "occurrence", True),
    ("The analysis of the samples pleased the firm.", "analysis", "occurrence", False),
    ("Witnesses see the ship.", "see", "perception", False),
    ("The council meets on the first floor.", "meets", "generic", False),
    ("The council met.", "met", "occurrence", True),
    ("The parade took place in May.", "parade", "occurrence", True),
    ("The parade took place in May.", "took", "aspectual", False),
]


@pytest.mark.parametrize(("text", "triggers"), MENTIONS)
def test_mentions(nlp_parse: Parse, text: str, triggers: set[str]) -> None:
    assert triggers <= set(found(nlp_parse(text)))


@pytest.mark.parametrize(("text", "triggers"), ABSENT)
def test_no_mention(nlp_parse: Parse, text: str, triggers: set[str]) -> None:
    assert not triggers & set(found(nlp_parse(text)))


@pytest.mark.parametrize(("text", "trigger", "kind", "timeline"), KINDS)
def test_kind(nlp_parse: Parse, text: str, trigger: str, kind: str, timeline: bool) -> None:
    event = found(nlp_parse(text))[trigger]
    assert (event.kind, event.timeline) == (kind, timeline)


def test_particle_apart_leaves_the_verb_alone(nlp_parse: Parse) -> None:
    event = found(nlp_parse("The club called the match off."))["called"]
    assert event.lemma == "call off"


def test_boilerplate_and_header_hold_no_event(nlp_parse: Parse) -> None:
    doc = nlp_parse("The firm sold two ferries.\n\nSubscribe to read more stories.")
    skipped = next(token.i for token in doc if token.text == "Subscribe")
    events = event_extractor.extract(doc, zones.Zones(boilerplate=[(skipped, len(doc))]), [])
    assert [doc[event.head].text for event in events] == ["sold"]


def test_caption_events_are_background(nlp_parse: Parse) -> None:
    doc = nlp_parse("Mayor Brist opened the bridge. She resigned on Friday.")
    events = event_extractor.extract(doc, zones.Zones(captions=[(0, 6)]), [])
    assert {doc[event.head].text: event.background for event in events} == {"opened": True, "resigned": False}


def test_governor_is_the_embedding_event(nlp_parse: Parse) -> None:
    doc = nlp_parse("The minister denied that the firm planned to sell the line.")
    events = event_extractor.extract(doc, zones.Zones(), [])
    by_trigger = {doc[event.head].text: event for event in events}
    sold = by_trigger["sell"]
    assert sold.governor is not None
    assert events[sold.governor] is by_trigger["planned"]
    assert by_trigger["denied"].governor is None


TOLD_BY_THE_VERB = [
    ("Halden won by 88 votes on Monday.", "votes", "won"),
    ("Norgas stopped deliveries to Vesland on Friday.", "deliveries", "stopped"),
    ("The regulator halted its certification of the pipe on Monday.", "certification", "halted"),
    ("Halden obtained 43 percent of the votes on Sunday.", "votes", "obtained"),
    ("The government imposed sanctions on Vesland on Monday.", "sanctions", "imposed"),
    ("The visit ended on Saturday.", "visit", "ended"),
    ("The fire destroyed two houses on Monday.", "fire", "destroyed"),
    ("The talks collapsed on Monday.", "talks", "collapsed"),
]


@pytest.mark.parametrize(("text", "noun", "verb"), TOLD_BY_THE_VERB)
def test_noun_told_by_its_verb_is_no_entry(
    nlp_event: Callable[..., EventMention], text: str, noun: str, verb: str
) -> None:
    assert not nlp_event(text, noun).timeline
    assert nlp_event(text, verb).timeline


ONE_OF_TWO = [
    ("The firm denied that it had paid the mayor.", "denied", "paid"),
    ("The mayor refused to answer questions.", "refused", "answer"),
    ("The firm helped to pay the fine.", "helped", "pay"),
]


@pytest.mark.parametrize(("text", "shell", "content"), ONE_OF_TWO)
def test_content_is_the_entry(
    nlp_event: Callable[..., EventMention], text: str, shell: str, content: str
) -> None:
    assert not nlp_event(text, shell).timeline
    assert nlp_event(text, content).timeline


NEWS = [
    ("Orlo was convicted of the murder of a guard.", "murder"),
    ("If the deal is rejected on Friday, the strike could resume.", "rejected"),
    ("A launch planned for May 2025 was postponed because of the wind.", "launch"),
    ("The launch was postponed.", "postponed"),
    ("The leaders discussed for two hours.", "discussed"),
    ("The soldiers had made known the composition of a cabinet.", "made"),
    ("The premier conceded on Sunday.", "conceded"),
    ("The ministry cancelled an auction of bonds planned for 10 May.", "auction"),
    ("The strike could resume on 15 August.", "resume"),
    ("The president extended the ceasefire.", "extended"),
    ("Norland responded with missiles.", "responded"),
    ("Norland responded by closing the border.", "responded"),
    ("Norland will respond decisively.", "respond"),
    ("The firm added a cinema to its hotel.", "added"),
    ("The mayor wrote a letter to the union.", "wrote"),
    ("The quake was felt in Port Ansel.", "felt"),
    ("Officers surrounded the man.", "surrounded"),
    ("A message posted on Monday said the office was closed.", "posted"),
    ("The crisis resurfaced in November.", "resurfaced"),
    ("A docker observed the man near the house.", "observed"),
    ("Two women were pronounced dead.", "pronounced"),
    ("Police concluded that he had fled.", "concluded"),
    ("A driver entered and spotted a car.", "spotted"),
    ("The 36-year-old champion Orlo, 58-3 with 51 knockouts, floored Brand with a big right.", "floored"),
    ("Reservists reported to their barracks.", "reported"),
    ("The chamber will discuss the budget.", "discuss"),
    ("He was tried for fraud.", "tried"),
    ("Reporters saw two burning lorries.", "saw"),
    ("Franklin was dead on Monday.", "dead"),
    ("The judge set a hearing on the request for Monday.", "hearing"),
    ("The visit on Friday was cancelled.", "visit"),
    ("A round scheduled for 8 October was suspended.", "round"),
]


@pytest.mark.parametrize(("text", "trigger"), NEWS)
def test_what_is_an_entry(nlp_event: Callable[..., EventMention], text: str, trigger: str) -> None:
    assert nlp_event(text, trigger).timeline


NO_NEWS = [
    ("Orlo was acquitted of conspiracy by the jury.", "conspiracy"),
    ("If the deal is rejected, the strike could resume.", "rejected"),
    ("A launch planned for May 2025 was postponed because of the wind.", "postponed"),
    ("The premier conceded that he had lost.", "conceded"),
    ("The glasses went on sale in May.", "sale"),
    ("Norland responded that it was ready.", "responded"),
    ("Norland responded on Monday to questions about the bridge.", "responded"),
    ("The firm added that the hotel was full.", "added"),
    ("The mayor wrote that she was ill.", "wrote"),
    ("The mayor observed that it was late.", "observed"),
    ("The name was pronounced with care.", "pronounced"),
    ("The wish to leave is felt.", "felt"),
    ("Mountains surround the town.", "surround"),
    ("A message posted by the firm said the office was closed.", "posted"),
    ("The firm tried to sell the ship.", "tried"),
    ("He has nothing to report.", "report"),
    ("The mayor sees a danger.", "sees"),
    ("Two men were found alive.", "alive"),
    ("The prices began to rise.", "began"),
]


@pytest.mark.parametrize(("text", "trigger"), NO_NEWS)
def test_what_is_no_entry(nlp_event: Callable[..., EventMention], text: str, trigger: str) -> None:
    assert not nlp_event(text, trigger).timeline


ONE_OF_TWO_STAYS = [
    ("The firm denied on Monday that it had paid the mayor.", "denied"),
    ("The mayor denied the charge.", "denied"),
    ("The mayor agreed to resign.", "agreed"),
    ("The mayor refused an interview.", "refused"),
]


@pytest.mark.parametrize(("text", "verb"), ONE_OF_TWO_STAYS)
def test_verb_that_tells_more_is_an_entry(
    nlp_event: Callable[..., EventMention], text: str, verb: str
) -> None:
    assert nlp_event(text, verb).timeline


TELLS_ITS_OWN = [
    ("Police investigated the murder of a guard.", "murder"),
    ("Kravets cancelled a visit planned for 12 February.", "visit"),
    ("Halden postponed the June summit on Monday.", "summit"),
    ("Police launched an investigation on Monday.", "investigation"),
    ("The two leaders held talks on Monday.", "talks"),
]


@pytest.mark.parametrize(("text", "noun"), TELLS_ITS_OWN)
def test_noun_that_tells_more_is_an_entry(
    nlp_event: Callable[..., EventMention], text: str, noun: str
) -> None:
    assert nlp_event(text, noun).timeline
