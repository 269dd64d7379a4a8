"""Each value of factuality on own sentences, with the traps that look like it."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.dates import DateInterval
from timeline.nlp import zones
from timeline.nlp.draft import Cast, EventDraft
from timeline.nlp.events import argument_linker, event_extractor, factuality
from timeline.nlp.records import EventMention
from timeline.terms import Factuality


def judged(doc: Doc) -> dict[str, EventDraft]:
    """The events of a text by trigger (the last of equal ones)."""
    found = zones.Zones()
    events = event_extractor.extract(doc, found, [])
    argument_linker.link(doc, events, Cast())
    factuality.judge(doc, events, found)
    return {doc[event.first : event.last].text: event for event in events}


OCCURRED = [
    ("Orlo is no longer negotiating with the king.", "negotiating"),
    ("Orlo lived close to the palace after signing the deal.", "signing"),
    ("More people left than stayed.", "stayed"),
    ("The firm claims that the shop violates an agreement signed in 1991.", "agreement"),
    # who chose to do it did it
    ("The king chose to incite the Danes.", "incite"),
    ("The report on the raid was published.", "raid"),
    ("The guard was being treated in Orlo.", "treated"),
    ("He read out the report she had written.", "written"),
    ("The trial of Orlo opened in May; he denies any part in it.", "opened"),
    ("Halden struck the table; the palace denied that he had left.", "struck"),
    ("The parties did not meet until October.", "meet"),
    ("The firm did not pay until the strike ended.", "pay"),
    ("In May wept the mayor.", "wept"),
    ("Reports that Kravets left are not false.", "left"),
    ("Lakeport beat Orlo 2-1 on Sunday to win the cup.", "win"),
    ("Gail Orlo becomes the first woman to win the cup.", "win"),
    ("His team suggested in 2018 that the glacier melted early.", "melted"),
    ("Mira Halden signed the harbour accord on Friday.", "signed"),
    ("The ministry said dockers walked out in Port Ansel.", "walked out"),
    ("Dockers walked out, according to the ministry.", "walked out"),
    ("The council told reporters that the bridge had collapsed.", "collapsed"),
    ("She managed to leave the city.", "leave"),
    ("The talks failed.", "failed"),
    ("The talks failed.", "talks"),
    ("The army did not fail to notice the raid.", "raid"),
    ("The mayor was forced to resign.", "resign"),
    ("Halden not only signed the accord but published it.", "signed"),
    ("Police began to search the harbour on Monday.", "search"),
    ("He was the first to resign.", "resign"),
    ("Halden did not attend the talks.", "talks"),
    ("Parliament will debate the raid next week.", "raid"),
    ("The premier condemned the attack.", "attack"),
    ("Halden held talks with Kravets on Tuesday.", "talks"),
]
ONGOING = [
    ("Cook was urged to take over as chief and has been serving as chief since.", "serving"),
    ("The guard is being treated in Orlo.", "treated"),
    ("Dockers have been striking since 4 March.", "striking"),
    ("Police are searching the harbour.", "searching"),
    ("The two sides continue to negotiate.", "negotiate"),
    ("The army has occupied the island since 2014.", "occupied"),
    ("The ongoing strike worries traders.", "strike"),
    ("The two states are at war.", "war"),
    ("The dockers have been on strike since 4 March.", "strike"),
    ("The tunnel links the two islands.", "links"),
]
PLANNED = [
    ("Orlo was about to leave the palace.", "leave"),
    ("Norland commits itself to name an envoy by May.", "name"),
    ("Talks on a second phase are due to open in May.", "Talks"),
    ("The pact is meant to end the war.", "end"),
    ("The judge set a hearing for Monday.", "hearing"),
    ("The museum will not open until May.", "open"),
    ("Negotiations on a trade pact are to begin in March.", "Negotiations"),
    ("Flags will fly until her funeral, which will be held on Friday.", "funeral"),
    ("The trial is due on Friday.", "trial"),
    ("The glasses are supposed to appear in May.", "appear"),
    ("The ferry was due to sail on 3 May but was not put off.", "sail"),
    ("Dockers voted on Monday to strike.", "strike"),
    ("She flew to Orlo to win support.", "win"),
    ("Halden will meet Kravets next month.", "meet"),
    ("Halden will hold talks with Kravets.", "talks"),
    ("The firm plans to sell its ferry line.", "sell"),
    ("The minister is expected to resign on Monday.", "resign"),
    ("The team will try to wake the probe on 4 October.", "wake"),
    ("The ferry should arrive on 18 March.", "arrive"),
    ("The council called a meeting for Thursday.", "meeting"),
    ("The court is due to rule on Friday.", "rule"),
    ("The two states agreed to reopen the border.", "reopen"),
    ("She promised to visit Orlo.", "visit"),
    ("The firm said it would close the plant in May.", "close"),
    ("The committee is going to vote on Thursday.", "vote"),
    ("The fleet is to leave the bay on Sunday.", "leave"),
    ("Halden is meeting Kravets tomorrow.", "meeting"),
    ("The planned visit worried the guards.", "visit"),
    ("They announced a visit planned for 12 February.", "visit"),
    ("Halden will meet Kravets and sign the accord.", "sign"),
    ("Her plan to leave the union surprised the party.", "leave"),
    ("Minister to visit Orlo", "visit"),
    ("The talks to take place in January worry the union.", "talks"),
    ("There will be talks in May.", "talks"),
    ("The vote for next Monday worries the union.", "vote"),
    ("The envoys prepared the talks that Halden will open in May.", "talks"),
]
HYPOTHETICAL = [
    ("The king may choose to incite the Danes.", "incite"),
    ("He tried to visit the palace.", "visit"),
    ("The union did not rule out a strike.", "strike"),
    ("Had the vote been lost, the king would have stepped in.", "lost"),
    ("The port will close should the army attack it.", "attack"),
    ("Any attack on our ships would be met with force, the admiral warned.", "met"),
    ("Passengers can claim refunds from Friday.", "refunds"),
    ("If no deal is reached, prices will rise.", "deal"),
    ("If no accord is reached, prices will rise.", "reached"),
    ("The agency will decide whether to extend the search.", "extend"),
    ("Any deliberate attack would be met with force.", "attack"),
    ("Any deliberate attack would be met with force.", "met"),
    ("Halden suggested that the mayor should leave.", "leave"),
    ("The minister could resign.", "resign"),
    ("The bridge may collapse.", "collapse"),
    ("If the army invades the island, the alliance will respond.", "invades"),
    ("If the army invades the island, the alliance will respond.", "respond"),
    ("The alliance will defend the port in the event that the army attacks it.", "attacks"),
    ("The alliance will defend the port in the event that the army attacks it.", "defend"),
    ("Halden urged the dockers to return.", "return"),
    ("The general threatened to bomb the port.", "bomb"),
    ("The rowers threatened on Sunday to boycott the games.", "boycott"),
    ("The court ordered the firm to pay.", "pay"),
    ("The party called for talks.", "talks"),
    ("Residents feared an attack.", "attack"),
    ("The threat of a strike grew.", "strike"),
    ("Did the minister resign?", "resign"),
    ("The rebels want to capture the port.", "capture"),
    ("She would have resigned.", "resigned"),
    ("The firm considered closing the plant.", "closing"),
    ("Perhaps the ship sank.", "sank"),
    ("If there is an attack, the port will close.", "attack"),
    ("Wolves attack sheep.", "attack"),
    ("The council usually meets in the old school.", "meets"),
]
DENIED = [
    ("Orlo came close to signing the deal.", "signing"),
    ("Far from resigning, Orlo attacked the king.", "resigning"),
    ("Orlo chose to leave rather than sign the deal.", "sign"),
    ("Orlo was barred from entering the palace.", "entering"),
    ("He would not try to visit the palace.", "visit"),
    ("The president stopped short of promising a veto.", "promising"),
    ("The union ruled out a strike.", "strike"),
    ("The army denied at once having attacked the camp.", "attacked"),
    ("Claims that the minister sold the yard are false.", "sold"),
    ("Brandt rejected an allegation that he bribed the clerk.", "bribed"),
    ("Two ministers have yet to confirm the deal.", "confirm"),
    ("He said he had nothing to hide.", "hide"),
    ("Orlo rejected accusations that he bribed the mayor.", "bribed"),
    ("Kravets did not attend the funeral.", "attend"),
    ("The minister never visited Orlo.", "visited"),
    ("The guards failed to stop the convoy.", "stop"),
    ("Halden refused to sign the accord.", "sign"),
    ("Orlo denied having sold the shares.", "sold"),
    ("Orlo denied that he had sold the shares.", "sold"),
    ("He left without signing the accord.", "signing"),
    ("No talks took place.", "talks"),
    ("The mediators averted a strike.", "strike"),
    ("Nobody attended the ceremony.", "attended"),
    ("The two sides did not meet or speak.", "speak"),
    ("The wall nearly collapsed.", "collapsed"),
    ("The premier will not resign.", "resign"),
    ("The ministry dismissed reports of an attack.", "attack"),
    ("The firm signed no contract with the port.", "signed"),
    ("The envoys refused on Sunday to sign the accord.", "sign"),
    ("The minister denied that the army planned to attack.", "attack"),
    ("She was unable to attend.", "attend"),
    ("The raid did not lead to any arrests.", "arrests"),
    ("The firm did not sell the line, nor did it close the plant.", "close"),
    ("No progress was made and the minister is not aware of the raid.", "aware"),
]
CANCELLED = [
    ("The trial was due to open in March but was put off.", "trial"),
    ("A service planned for Saturday has been moved to Sunday.", "service"),
    ("The trial should have started in June.", "started"),
    ("Norland was meant to adopt the coin in 2024.", "adopt"),
    ("He had planned to fly to Geneva on Tuesday but had called off the trip.", "fly"),
    ("The glasses were supposed to appear in May.", "appear"),
    ("Orlo was scheduled to testify on Friday but cancelled the night before.", "testify"),
    ("Talks scheduled for Friday were suspended.", "Talks"),
    ("The ferry was due to sail on 3 May but was put off.", "sail"),
    ("The union called off talks planned for Monday.", "talks"),
    ("Kravets cancelled a visit planned for 12 February.", "visit"),
    ("The summit was postponed on Monday.", "summit"),
    ("The club called off the match.", "match"),
    ("The firm abandoned plans to sell the ferry line.", "sell"),
    ("The president was to have visited Orlo.", "visited"),
    ("The cancelled concert cost the town dear.", "concert"),
]
CLAIMED = [
    ("There were reports that the two had met in Orlo.", "met"),
    ("She left following rumours he had cheated on her.", "cheated"),
    ("Kravets accused her that winter of having stolen the letters.", "stolen"),
    ("The rebels denounced that the army had bombed the town.", "bombed"),
    ("The army said it had taken the town, something that could not be verified.", "taken"),
    ("The report renewed accusations that Orlo bribed the mayor.", "bribed"),
    ("Prosecutors allege that Orlo hid the money.", "hid"),
    ("The rebels claimed that they shot down a plane.", "shot down"),
    ("The union accused the firm of burning the ballots.", "burning"),
    ("The ship reportedly sank in the storm.", "sank"),
    ("The opposition alleged that officials burned ballots.", "burned"),
    ("The alleged attack took place in Orlo.", "attack"),
    ("The rebels said they captured the port. Neither account could be independently verified.", "captured"),
]
NOT_THE_VALUE = [
    ("The bomb set a fire in the hall.", "fire", "planned"),
    ("The mayor denounced the attack on Monday.", "attack", "claimed"),
    ("The factory suspended deliveries.", "deliveries", "cancelled"),
    ("Orlo was scheduled to testify on Friday and cancelled a dinner.", "testify", "cancelled"),
    ("The council will not meet on Friday.", "meet", "planned"),
    ("Orlo denied that he attended the funeral.", "funeral", "denied"),
    ("The firm denied that the strike cost millions.", "strike", "denied"),
    ("Army rebels claimed responsibility for the bombing.", "bombing", "claimed"),
    ("The general threatened to cancel the visit.", "visit", "cancelled"),
    ("The firm did not cancel the match.", "match", "cancelled"),
    ("The minister said the ship sank.", "sank", "claimed"),
    ("The delegation no longer attended the talks.", "talks", "denied"),
    ("He did not attend and sent a deputy.", "sent", "denied"),
    ("The army occupied the island in 2014.", "occupied", "ongoing"),
]
TABLE = [
    (text, trigger, value)
    for value, rows in (
        ("occurred", OCCURRED),
        ("ongoing", ONGOING),
        ("planned", PLANNED),
        ("hypothetical", HYPOTHETICAL),
        ("denied", DENIED),
        ("cancelled", CANCELLED),
        ("claimed", CLAIMED),
    )
    for text, trigger in rows
]


@pytest.mark.parametrize(("text", "trigger", "value"), TABLE)
def test_value(nlp_parse: Callable[[str], Doc], text: str, trigger: str, value: str) -> None:
    events = judged(nlp_parse(text))
    assert trigger in events, sorted(events)
    event = events[trigger]
    assert event.factuality.value == value, event.factuality_reason
    if value != "occurred":
        assert event.factuality_reason["code"] == "cue"
        assert event.factuality_reason["value"] == value


@pytest.mark.parametrize(("text", "trigger", "value"), NOT_THE_VALUE)
def test_trap(nlp_parse: Callable[[str], Doc], text: str, trigger: str, value: str) -> None:
    assert judged(nlp_parse(text))[trigger].factuality.value != value


def test_cue_names_the_word(nlp_parse: Callable[[str], Doc]) -> None:
    reason = judged(nlp_parse("Halden will meet Kravets next month."))["meet"].factuality_reason
    assert reason == {"code": "cue", "word": "will", "value": "planned"}


@pytest.mark.parametrize(
    ("text", "day", "dct", "value"),
    [
        ("The council meets again.", "2024-03-14", "2024-03-04", "planned"),
        ("The council meets again.", "2024-03-14", "2024-03-14", "occurred"),
        ("The council meets again.", "2024-03-14", "2024-03-20", "occurred"),
        ("The council meets again.", "2024-03-14", None, "occurred"),
        ("The council met again.", "2024-03-14", "2024-03-04", "occurred"),
    ],
)
def test_a_later_date_makes_a_plan(
    nlp_parse: Callable[[str], Doc], text: str, day: str, dct: str | None, value: str
) -> None:
    event = EventDraft(head=2, first=2, last=3, lemma="meet", date=DateInterval.parse(day))
    factuality.reconsider(nlp_parse(text), [event], dct)
    assert event.factuality.value == value


def test_a_later_date_leaves_a_cancelled_event_cancelled(nlp_parse: Callable[[str], Doc]) -> None:
    event = EventDraft(head=2, first=2, last=3, lemma="meet", date=DateInterval.parse("2024-03-14"))
    event.factuality = Factuality.CANCELLED
    factuality.reconsider(nlp_parse("The council meets again."), [event], "2024-03-04")
    assert event.factuality is Factuality.CANCELLED


def test_endless_coordination_is_read(nlp_parse: Callable[[str], Doc]) -> None:
    events = judged(nlp_parse("They did not run " + "and run " * 400))
    assert events["run"].lemma == "run"


NARRATED = (
    "In 1867, the engineer Brenner comes to Lakeport. He founds a company. Workers are dying of fever. "
    "He promises to return.\n\nThe canal earns good money. Ships are waiting in line."
)


@pytest.mark.parametrize(
    ("trigger", "value"),
    [
        ("comes", "occurred"),
        ("founds", "occurred"),
        ("dying", "occurred"),
        ("return", "planned"),
        ("earns", "ongoing"),
        ("waiting", "ongoing"),
    ],
)
def test_narrative_present(nlp_event: Callable[..., EventMention], trigger: str, value: str) -> None:
    assert nlp_event(NARRATED, trigger).factuality.value == value


def test_narrative_present_is_no_news(nlp_event: Callable[..., EventMention]) -> None:
    date = nlp_event(NARRATED, "dying").date
    assert date is None or date.edtf.startswith("1867")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The firm, which was founded in 1950, operates three ports.", "operates"),
        ("Since 2019, the firm operates three ports. It employs 200 people.", "employs"),
        ("The treaty of 1867 still binds the council.", "binds"),
    ],
)
def test_present_beside_an_old_date_holds_now(
    nlp_event: Callable[..., EventMention], text: str, trigger: str
) -> None:
    assert nlp_event(text, trigger).factuality is Factuality.ONGOING


def test_entries_of_a_chronicle_occurred(nlp_event: Callable[..., EventMention]) -> None:
    text = (
        "February 2020: Norland and Vesland sign a truce.\n\n"
        "2014: The alliance ends its mission. Troops leave the city.\n\n"
        "October 2021: The council says that it will hold a vote.\n"
    )
    for trigger in ("sign", "ends", "leave"):
        event = nlp_event(text, trigger)
        assert event.factuality is Factuality.OCCURRED, trigger
        assert event.timeline, trigger
    assert nlp_event(text, "vote").factuality is Factuality.PLANNED
