"""Who a text talks about: names, descriptions and pronouns, each with its reason."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import zones
from timeline.nlp.actors import actor_resolver
from timeline.nlp.draft import ActorDraft, Cast
from timeline.terms import ActorKind

type Parse = Callable[[str], Doc]


class Read:
    """A text and its cast, asked by the words of a mention."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.cast: Cast = actor_resolver.resolve(doc, zones.find(doc), [])

    def who(self, words: str, nth: int = 0) -> list[str]:
        """The names of the actors that the nth mention with exactly these words refers to."""
        heads = [
            head
            for head, (mention, _) in sorted(self.cast.at.items())
            if self.doc[mention.first : mention.last].text == words
        ]
        if nth >= len(heads):
            return []
        return [self.cast.actors[i].name for i in self.cast.at[heads[nth]][1]]

    def code(self, words: str) -> object:
        for mention, _ in self.cast.at.values():
            if self.doc[mention.first : mention.last].text == words:
                return mention.reason["code"]
        return None

    def actor(self, name: str) -> ActorDraft:
        return next(actor for actor in self.cast.actors if actor.name == name)

    def names(self) -> set[str]:
        return {actor.name for actor in self.cast.actors}


@pytest.fixture
def read(nlp_parse: Parse) -> Callable[[str], Read]:
    return lambda text: Read(nlp_parse(text))


type Reader = Callable[[str], Read]

LEADERS = (
    "Norway's Prime Minister Mira Halden met the Portuguese president, Oleh Kravets, in Geneva on Friday. "
    "The two leaders signed an accord. The Norwegian leader said she was pleased. "
    "Kravets thanked his Norwegian counterpart."
)


def test_descriptions_follow_the_role_facts(read: Reader) -> None:
    text = read(LEADERS)
    assert text.who("The two leaders") == ["Mira Halden", "Oleh Kravets"]
    assert text.who("The Norwegian leader") == ["Mira Halden"]
    assert text.who("she") == ["Mira Halden"]
    assert text.who("his Norwegian counterpart") == ["Mira Halden"]
    assert text.code("The Norwegian leader") == "role-fact"
    assert [(role.office, role.of) for role in text.actor("Mira Halden").roles] == [
        ("prime minister", "Norway")
    ]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Volodymyr Kovalsky spoke. Kovalski then left for home.", "Kovalski", "Volodymyr Kovalsky"),
        ("Robert Orlo and Ana Brist spoke. Bob Orlo then left.", "Bob Orlo", "Robert Orlo"),
        (
            "The Organization for Harbour Safety (OHS) met on Friday. OHS inspectors said little.",
            "OHS",
            "Organization for Harbour Safety",
        ),
        ("The Atlantic Alliance met in Oslo. NATO members agreed.", "Atlantic Alliance", "NATO"),
        (
            "Brist Shipping Corp. lost money. Brist Shipping blamed the weather.",
            "Brist Shipping",
            "Brist Shipping Corp",
        ),
    ],
)
def test_variants_of_a_name_are_one_actor(read: Reader, text: str, mention: str, name: str) -> None:
    assert [found.removesuffix(".") for found in read(text).who(mention)] == [name]


def test_two_people_of_one_surname_stay_apart(read: Reader) -> None:
    text = read("Mira Halden argued with Tom Halden. Mr Halden shouted. Ms Halden walked out.")
    assert {"Mira Halden", "Tom Halden"} <= text.names()
    assert text.who("Halden", 0) == ["Tom Halden"]
    assert text.who("Halden", 1) == ["Mira Halden"]


def test_a_short_name_stays_with_its_bearer_beside_a_namesake(read: Reader) -> None:
    text = read("Tom Orlo resigned. A judge heard Orlo's cousin Karl Orlo on Monday. Orlo protested.")
    assert text.who("Orlo", 1) == ["Tom Orlo"]


def test_a_king_is_not_the_citizen_of_that_name(read: Reader) -> None:
    text = read("Tom Ivo wrote a letter. King Ivo of Norway answered it.")
    assert text.who("King Ivo") == ["King Ivo"]


@pytest.mark.parametrize(
    ("sentence", "mention", "state"),
    [
        ("Lisbon accused Madrid of spying.", "Lisbon", "Portugal"),
        ("Lisbon accused Madrid of spying.", "Madrid", "Spain"),
        ("The Kremlin said it would wait.", "Kremlin", "Russia"),
        ("Talks between Oslo and Stockholm failed.", "Oslo", "Norway"),
        ("Brussels proposed new rules.", "Brussels", "European Union"),
        ("Downing Street refused to comment.", "Downing Street", "United Kingdom"),
        ("The minister praised Oslo's decision.", "Oslo", "Norway"),
        ("Norwegian troops crossed the river.", "Norwegian", "Norway"),
        ("The Norwegians refused the offer.", "Norwegians", "Norway"),
    ],
)
def test_capitals_seats_and_peoples_stand_for_the_state(
    read: Reader, sentence: str, mention: str, state: str
) -> None:
    assert read(sentence).who(mention) == [state]


@pytest.mark.parametrize(
    ("sentence", "mention", "name"),
    [
        ("The ministers met in Lisbon.", "Lisbon", "Lisbon"),
        ("The ministers met in Brussels.", "Brussels", "Brussels"),
        ("Rain fell on Oslo all day.", "Oslo", "Oslo"),
        ("They dined at the White House.", "White House", "White House"),
        ("The mayor of Stockholm resigned.", "Stockholm", "Stockholm"),
        ("Paris Orlo sang in the choir.", "Paris Orlo", "Paris Orlo"),
    ],
)
def test_places_and_people_are_not_taken_for_states(
    read: Reader, sentence: str, mention: str, name: str
) -> None:
    assert read(sentence).who(mention) == [name]


@pytest.mark.parametrize(
    ("text", "mention", "names"),
    [
        ("Mira Halden arrived late. He had waited.", "He", []),
        ("Mira Halden met Tom Orlo. She thanked him.", "She", ["Mira Halden"]),
        ("Mira Halden met Tom Orlo. She thanked him.", "him", ["Tom Orlo"]),
        ("In her speech to the farmers, Mira Halden promised help.", "her", ["Mira Halden"]),
        ("Tom Orlo, who had resigned, returned.", "who", ["Tom Orlo"]),
        ("Tom Orlo left. He was ill, his sister Anna said.", "He", ["Tom Orlo"]),
        ("It was clear that Tom Orlo would win.", "It", []),
        ("Norway closed its border.", "its", ["Norway"]),
        ("Tom Orlo and Ana Brist sang. They left early.", "They", ["Tom Orlo", "Ana Brist"]),
        ('"I am tired," said Tom Orlo.', "I", ["Tom Orlo"]),
        ('"He lied to us," said Tom Orlo.', "He", []),
        ("Temur was born in Sarai. In 1340 his father, Aslan, took him to Khiva.", "him", ["Temur"]),
        ("Tom Orlo fell ill. His brother, Karl, made him rest.", "him", ["Tom Orlo"]),
        (
            "Norway will respond if Portugal invades again, it said in a statement on an invasion that "
            "began with its air raids.",
            "its",
            ["Portugal"],
        ),
        (
            "Anna Brist won in Norway. In Portugal Tom Orlo won a year later. They met in June.",
            "They",
            ["Anna Brist", "Tom Orlo"],
        ),
        ("Norway announced a summit. Portugal opened a road and then cancelled it.", "it", []),
        ("Belgium, whose regime sent troops, protested.", "whose regime", ["Belgium"]),
        ("Norway acts as a mediator in the dispute.", "a mediator in the dispute", []),
        ("It spoke at the Norland-Vesland Council on Monday.", "Council", []),
        ("In his talk with Tom Orlo on Monday, Karl Brist warned him.", "him", ["Tom Orlo"]),
        ("Karl Brist met Tom Orlo. He rose and thanked him.", "him", ["Tom Orlo"]),
        ("Norway praised Portugal after an attack that began with its raids.", "its", ["Norway"]),
    ],
)
def test_pronouns(read: Reader, text: str, mention: str, names: list[str]) -> None:
    assert read(text).who(mention) == names


@pytest.mark.parametrize(
    ("text", "mention", "names"),
    [
        (
            "Norway and Sweden signed a treaty. Both countries had waited.",
            "Both countries",
            ["Norway", "Sweden"],
        ),
        ("Norway is small. That country has many fjords.", "That country", ["Norway"]),
        (
            "Brist Shipping Corp. lost money. The company blamed the weather.",
            "The company",
            ["Brist Shipping Corp."],
        ),
        ("The Harbour Union met. The union voted to strike.", "The union", ["Harbour Union"]),
        ("A driver was hurt. The driver is recovering.", "The driver", ["A driver"]),
        ("Tom Orlo, the mayor of Oslo, resigned. The mayor gave no reason.", "The mayor", ["Tom Orlo"]),
        ("Tom Orlo, the mayor of Oslo, resigned. The king was surprised.", "The king", ["The king"]),
        (
            "President Tom Orlo spoke. The French president did not.",
            "The French president",
            ["The French president"],
        ),
        (
            "Former president Tom Orlo spoke. The president of Norway did not.",
            "The president of Norway",
            ["The president of Norway"],
        ),
        ("A gunman identified as Tom Orlo fled. The gunman was armed.", "The gunman", ["Tom Orlo"]),
        ("The Norwegian government fell.", "The Norwegian government", ["Norway"]),
        ("About 300 dockers walked out.", "About 300 dockers", ["About 300 dockers"]),
    ],
)
def test_descriptions(read: Reader, text: str, mention: str, names: list[str]) -> None:
    assert read(text).who(mention) == names


def test_a_counterpart_takes_the_office_over(read: Reader) -> None:
    text = read(
        "US President Tom Orlo called his Swedish counterpart Ana Brist. The Swedish president was brief."
    )
    assert ("president", "Sweden") in [(role.office, role.of) for role in text.actor("Ana Brist").roles]
    assert text.who("The Swedish president") == ["Ana Brist"]


FICTION = (
    "Norland's Prime Minister Mira Halden signed the accord. The Norlander leader will meet "
    "Vesland's Premier Oleh Kravets. The leaders of Norland and Vesland agreed on little. "
    "Both countries had waited."
)


def test_countries_that_no_table_knows(read: Reader) -> None:
    text = read(FICTION)
    assert text.who("The Norlander leader") == ["Mira Halden"]
    assert text.who("Norlander") == ["Norland"]
    assert text.who("The leaders of Norland and Vesland") == ["Mira Halden", "Oleh Kravets"]
    assert text.who("Both countries") == ["Norland", "Vesland"]
    assert text.actor("Norland").kind is ActorKind.PLACE


@pytest.mark.parametrize(
    ("text", "office", "of"),
    [
        ("U.S. Secretary of State Ana Brist spoke.", "secretary of state", "United States"),
        ("Ana Brist, the mayor of Oslo, spoke.", "mayor", "Oslo"),
        ("Ana Brist became chancellor of Austria.", "chancellor", "Austria"),
        ("Ana Brist serves as ambassador of Chile.", "ambassador", "Chile"),
        ("Orlo Bank chairwoman Ana Brist spoke.", "chairwoman", "Orlo Bank"),
    ],
)
def test_role_facts(read: Reader, text: str, office: str, of: str) -> None:
    (role,) = read(text).actor("Ana Brist").roles
    assert (role.office, role.of, role.valid_to) == (office, of, None)


def test_no_role_fact_from_a_denial(read: Reader) -> None:
    assert read("Ana Brist is not the mayor of Oslo.").actor("Ana Brist").roles == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Norway's ex-mayor Ana Brist spoke.", "mayor"),
        ("Former finance minister Ana Brist spoke.", "finance minister"),
    ],
)
def test_past_offices(read: Reader, text: str, office: str) -> None:
    (role,) = read(text).actor("Ana Brist").roles
    assert (role.office, role.valid_to) == (office, "XXXX")


def test_adjectives_are_mentions_only_where_nothing_better_is(read: Reader) -> None:
    text = read("Norwegian troops left. Norway thanked them. Swedish troops stayed.")
    words = {text.doc[m.first : m.last].text for m in text.actor("Norway").mentions}
    assert words == {"Norway"}
    assert [text.doc[m.first : m.last].text for m in text.actor("Sweden").mentions] == ["Swedish"]
    assert text.who("Norwegian") == ["Norway"]


def test_awards_and_ships_are_no_people(read: Reader) -> None:
    text = read("Tom Orlo won the Anna Award. MV Orlo sank off Norway.")
    kinds = {actor.name: actor.kind for actor in text.cast.actors}
    assert kinds["Anna Award"] is ActorKind.OTHER
    assert kinds["MV Orlo"] is ActorKind.OTHER


def test_captions_and_credits_are_no_actors(read: Reader) -> None:
    text = read("Mayor Ana Brist (right) opens the bridge. Pool / AFP")
    assert "Ana Brist" in text.names()
    assert not {"right", "AFP"} & text.names()


def test_a_dateline_is_no_part_of_a_description(read: Reader) -> None:
    text = read("RENSK, May 22 - A driver who worked for Ana Brist said that he had waited.")
    assert text.who("he") == ["A driver"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Temur was born in winter.", "Temur", ActorKind.PERSON),
        ("The army crossed the Skarn.", "Skarn", ActorKind.PLACE),
        ("The two sides met at Rensk.", "Rensk", ActorKind.PLACE),
    ],
)
def test_what_happens_to_a_name_tells_its_kind(read: Reader, text: str, name: str, kind: ActorKind) -> None:
    assert read(text).actor(name).kind is kind


def test_leaders_without_a_number_are_the_two_just_named(read: Reader) -> None:
    start = "Leaders make peace\n\nThe president of Norway, Ana Brist, called Prime Minister Tom Orlo. "
    assert read(start + "The leaders agreed to meet.").who("The leaders") == ["Ana Brist", "Tom Orlo"]
    unions = read(start + "The leaders of the unions agreed to meet.")
    assert unions.who("The leaders of the unions") != ["Ana Brist", "Tom Orlo"]


def test_a_name_behind_a_year_is_an_actor(read: Reader) -> None:
    assert "Vardania" in read("In 2004 Vardania joined the Council of Europe.").names()


def test_kinds(read: Reader) -> None:
    text = read("Ana Brist left Orlo Bank for Norway. About 300 dockers cheered. She bought an iCar 4.")
    kinds = {actor.name: actor.kind for actor in text.cast.actors}
    assert kinds["Ana Brist"] is ActorKind.PERSON
    assert kinds["Orlo Bank"] is ActorKind.ORGANISATION
    assert kinds["Norway"] is ActorKind.PLACE
    assert kinds["About 300 dockers"] is ActorKind.GROUP
    assert kinds["iCar 4"] is ActorKind.OTHER


def test_a_former_office_is_marked_as_past(read: Reader) -> None:
    (role,) = read("Former mayor Tom Orlo spoke.").actor("Tom Orlo").roles
    assert (role.office, role.valid_to) == ("mayor", "XXXX")


def test_heads_lead_to_mentions_also_in_possessives(read: Reader) -> None:
    text = read("Halden's visit to Oslo was brief, Mira Halden said.")
    token = next(t for t in text.doc if t.text == "Halden")
    mention, actors = text.cast.at[token.i]
    assert text.doc[mention.first : mention.last].text == "Halden"
    assert [text.cast.actors[i].name for i in actors] == ["Mira Halden"]
