"""Resolves pronouns of the third person and relative pronouns; "I" and "we" go through quotes."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from timeline.nlp.actors import event_owners
from timeline.nlp.actors.described_things import is_craft
from timeline.nlp.actors.entities import Entity
from timeline.nlp.actors.gazetteer import NOUNS, WORDS
from timeline.nlp.actors.recency import Recency, Recent
from timeline.nlp.events import event_words
from timeline.nlp.quotes import Quote
from timeline.terms import ActorKind

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_NOUNS_OF_EVENTS = event_words.nouns()
_ABSTRACT = (_NOUNS_OF_EVENTS.strong | _NOUNS_OF_EVENTS.likely) - NOUNS["organisation"] - NOUNS["group"]
_OF_THINGS = frozenset({"its", "their"})
_WEATHER = frozenset({"seem", "appear", "turn", "happen", "rain", "snow"})
_REACH = 3
_SUBJECT_BONUS = 10
_NAMED_BONUS = 14
_GENDER_BONUS = 6
# who is only described, in a clause beside the main one, is seldom talked of further
_ASIDE = 20
_ASIDE_BONUS = 30
_SUBORDINATE = frozenset({"advcl", "relcl", "ccomp", "acl", "pcomp"})
# "he ... he": who was taken up before is still talked of
_CONTINUED_BONUS = 10
# "it" as an object likes to take up an object
_OBJECT_BONUS = {2: 6, 1: 14, 0: 4, -1: -12}
_RANK_BONUS = {2: 16, 1: 6, 0: 0, -1: -12}


def gender(lemma: str) -> str:
    if lemma in MALE:
        return "male"
    return "female" if lemma in FEMALE else ""


class PronounResolver:
    """Chooses antecedents by sentence distance, subjecthood, agreement and how often an actor was named."""

    def __init__(
        self,
        doc: Doc,
        entities: list[Entity],
        recency: Recency,
        heads: dict[int, tuple[int, ...]],
        spoken: list[Quote],
    ) -> None:
        self.doc = doc
        self.spoken = spoken
        # whoever says a quote is not told of within it
        self._own_words = {quote.speaker: quote for quote in spoken if quote.speaker is not None}
        self.entities = entities
        self.recency = recency
        self.heads = heads

    def resolve(self, token: Token) -> tuple[int, ...]:
        """The actors a pronoun refers to; empty if none is safe."""
        word = token.lower_
        if word in RELATIVE:
            return self._relative(token)
        if word in NEUTER and (_pleonastic(token) or _is_told_what(token)):
            return ()
        if word in _REFLEXIVE and token.i and self.doc[token.i - 1].pos_ in ("NOUN", "PROPN"):
            beside = self.heads.get(token.i - 1, ())
            # "meant to flee Norland himself"
            if word not in MALE | FEMALE or not beside or not self.entities[beside[0]].state:
                return beside
        if word == "its" and (owner := self._event_agent(token)):
            return owner
        best, best_score = self._best(token, word)
        if word not in NEUTER | PLURAL:
            ahead = self._cataphora(token, word)
            if ahead and best_score < 95:
                return ahead
        return self._two(token, best) or (best.actors if best else ())

    def _best(self, token: Token, word: str) -> tuple[Recent | None, float]:
        """The mention within reach that fits best, and its score."""
        speaker = self.speaker(token)
        beside = self._beside(token) if word in _POSSESSIVE else self._partners(token)
        subject = _clause_subject(token)
        only_events = word == "it" and _takes_events(token)
        some = word == "them" and _is_partitive(token)
        own_words = self._own_words.get(token.i)
        best: Recent | None = None
        best_score = -1.0
        for age, entry in enumerate(self.recency.back(token.i, _REACH)):
            if not self._agrees(entry, word) or self._clashes(entry, token, word):
                continue
            if speaker and entry.actors == speaker and word in MALE | FEMALE:
                continue
            if some and not self._several(entry):
                continue
            if own_words is not None and own_words.first <= entry.token < own_words.last:
                continue
            if not beside.isdisjoint(entry.actors) or (only_events and entry.actors):
                continue
            score = self._score(entry, token, age) + (_SUBJECT_BONUS if entry.token == subject else 0)
            if score > best_score:
                best, best_score = entry, score
        return best, best_score

    def _two(self, token: Token, best: Recent | None) -> tuple[int, ...]:
        """ "They met" of two people that the sentences before named one after the other."""
        if token.lower_ != "they" or token.head.lemma_ not in WORDS["mutual"]:
            return ()
        if best is not None and (len(best.actors) > 1 or best.kind is not ActorKind.ORGANISATION):
            return ()
        for reach in range(1, _REACH + 1):
            entries = self.recency.back(token.sent.start, reach)
            people = {e.actors[0] for e in entries if e.kind is ActorKind.PERSON and len(e.actors) == 1}
            if len(people) >= 2:
                return tuple(sorted(people)) if len(people) == 2 else ()
        return ()

    def _event_agent(self, token: Token) -> tuple[int, ...]:
        """ "an attack that began with its raids": who attacked, if that is no person."""
        actors = event_owners.agent(token, self.heads)
        fits = len(actors) == 1 and self.entities[actors[0]].kind is not ActorKind.PERSON
        return actors if fits else ()

    def speaker(self, token: Token) -> tuple[int, ...]:
        """Who says the quote around a pronoun: "he" in it is somebody else."""
        index = bisect_right(self.spoken, token.i, key=lambda quote: quote.first) - 1
        if index < 0 or token.i >= self.spoken[index].last:
            return ()
        speaker = self.spoken[index].speaker
        return self.heads.get(speaker, ()) if speaker is not None else ()

    def _beside(self, token: Token) -> frozenset[int]:
        """ "his talk with Orlo": Orlo is not he."""
        noun = token.head
        end = min(noun.right_edge.i, noun.i + 8)
        return frozenset(a for i in range(noun.i + 1, end + 1) for a in self.heads.get(i, ()))

    def _partners(self, token: Token) -> frozenset[int]:
        """ "Orlo called and thanked him": who does it is not he, however he was mentioned before."""
        if token.lower_ not in ("him", "her") or token.dep_ not in ("dobj", "dative", "nsubj"):
            return frozenset()
        verb = _governor(token)
        for _ in range(4):
            subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
            if subject is not None or verb.dep_ != "conj":
                return frozenset(self.heads.get(subject.i, ())) if subject is not None else frozenset()
            verb = verb.head
        return frozenset()

    def _score(self, entry: Recent, token: Token, age: int) -> float:
        distance = self.recency.sentence[token.i] - entry.sentence
        ranks = _OBJECT_BONUS if token.dep_ == "dobj" and token.lower_ == "it" else _RANK_BONUS
        score = 100.0 - 25 * distance + ranks[entry.rank] - 0.5 * age
        if entry.actors:
            entity = self.entities[entry.actors[0]]
            score += 2 * min(len(entity.spans), 6)
            if (
                entity.names
                and token.lower_ in MALE | FEMALE
                and not self._owns_person(self.doc[entry.token])
            ):
                score += _NAMED_BONUS
            if not entity.names and self.doc[entry.token].head.dep_ in _SUBORDINATE:
                score -= _ASIDE
            if entity.gender and entity.gender == gender(token.lower_):
                score += _GENDER_BONUS
            before = self.doc[entry.token].lower_
            if gender(before) and gender(before) == gender(token.lower_):
                score += _CONTINUED_BONUS
        if token.lower_ in _OF_THINGS and _in_same_aside(token, self.doc[entry.token]):
            score += _ASIDE_BONUS
        if entry.plural and token.lower_ in PLURAL and _inside_phrase_of(token, entry.token):
            score += 30
        if token.lower_ in _POSSESSIVE and distance == 0 and self.doc[entry.token].head == token.head.head:
            score += 4
        return score

    def _owns_person(self, token: Token) -> bool:
        """ "the mother of Orlo", "Orlo's mother": who is named only to say whose."""
        if token.dep_ == "poss":
            owned = token.head.i
        elif token.dep_ == "pobj" and token.head.lower_ == "of":
            owned = token.head.head.i
        else:
            return False
        actors = self.heads.get(owned, ())
        return len(actors) == 1 and self.entities[actors[0]].kind is ActorKind.PERSON

    def _agrees(self, entry: Recent, word: str) -> bool:
        if word in MALE | FEMALE:
            if len(entry.actors) != 1 or entry.plural or not self._may_be_human(entry, word):
                return False
            return self.entities[entry.actors[0]].gender in ("", gender(word))
        if word in NEUTER:
            return not entry.plural and len(entry.actors) < 2 and entry.kind is not ActorKind.PERSON
        if len(entry.actors) > 1 or entry.plural:
            return True
        return entry.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)

    def _several(self, entry: Recent) -> bool:
        """What some may be "of them": no single body."""
        return len(entry.actors) > 1 or entry.plural

    def _may_be_human(self, entry: Recent, word: str) -> bool:
        """People, names of one word that the text says nothing else of; a ship may be "she"."""
        entity = self.entities[entry.actors[0]]
        if word in FEMALE and is_craft(entity):
            return True
        if entity.kind is ActorKind.OTHER:
            return entry.rank == 2 and bool(entity.names) and len(entity.words) == 1
        return entity.kind is ActorKind.PERSON

    def _clashes(self, entry: Recent, token: Token, word: str) -> bool:
        """Two arguments of one verb are two actors, unless the pronoun is reflexive or possessive."""
        if word in _REFLEXIVE or (word in _POSSESSIVE and token.dep_ == "poss"):
            return self.doc[entry.token] == token.head
        other = _phrase_head(self.doc[entry.token])
        if other.head == _governor(token):
            return True
        return token.dep_ == "pobj" and token.head.head == other.head and other.dep_ == "nsubj"

    def _cataphora(self, token: Token, word: str) -> tuple[int, ...]:
        """ "In his talk with Orlo, Halden warned": the subject of the main clause that follows."""
        root = token.sent.root
        subject = next((c for c in root.lefts if c.dep_ == "nsubj" and c.i > token.i), None)
        if subject is None or subject.i - token.i > 20:
            return ()
        actors = self.heads.get(subject.i, ())
        if len(actors) != 1 or self.entities[actors[0]].kind is not ActorKind.PERSON:
            return ()
        return actors if self.entities[actors[0]].gender in ("", gender(word)) else ()

    def _at(self, token: Token) -> tuple[int, ...]:
        return self.heads.get(token.i, ())

    def _person_behind(self, noun: Token) -> tuple[int, ...]:
        """ "the mayor of Brist, who": a town is no "who", the noun it is "of" may be."""
        actors = self._at(noun)
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and (owners := self._at(noun.head.head)):
            kinds = {self.entities[actor].kind for actor in actors}
            people = {ActorKind.PERSON, ActorKind.GROUP}
            if not kinds & people and self.entities[owners[0]].kind in people:
                return owners
        return actors

    def _all_named(self, token: Token, before: int) -> tuple[int, ...]:
        """The actors of a coordination, by one of its members, up to a token."""
        while token.dep_ == "conj":
            token = token.head
        chain = [token]
        while following := [c for c in chain[-1].rights if c.dep_ == "conj" and c.i < before]:
            chain.append(following[0])
        return tuple(dict.fromkeys(actor for part in chain for actor in self._at(part)))

    def _relative(self, token: Token) -> tuple[int, ...]:
        """The noun that the relative clause is attached to."""
        node = token
        for _ in range(6):
            if node.dep_ == "relcl":
                if token.lower_ == "whom" and _is_partitive(token):
                    return self._all_named(node.head, token.i)
                return self._person_behind(node.head) if token.lower_ == "who" else self._at(node.head)
            if node.head == node:
                break
            node = node.head
        return ()


def _is_partitive(token: Token) -> bool:
    """ "two of them", "both of whom"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    whole = token.head.head
    return whole.pos_ == "NUM" or whole.lower_ in (
        "all",
        "both",
        "each",
        "either",
        "many",
        "most",
        "some",
        "several",
    )


def _takes_events(token: Token) -> bool:
    """ "cancelled it", "it was put off": what is cancelled is an event, no actor."""
    return token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in WORDS["event_verbs"]


def _phrase_head(token: Token) -> Token:
    """The noun that an apposition or a coordinated noun belongs to: "her father, Orlo"."""
    for _ in range(4):
        if token.dep_ not in ("appos", "conj"):
            break
        token = token.head
    return token


def _governor(token: Token) -> Token:
    """The verb a pronoun is an argument of; "him" in "made him swear" is one of "made"."""
    if token.dep_ == "nsubj" and token.lower_ in ("him", "her", "them") and token.head.dep_ == "ccomp":
        return token.head.head
    return token.head


def _clause_subject(token: Token) -> int | None:
    """The subject of the clause a pronoun stands in; for "that" and "who" the noun they follow."""
    start = token.i
    for _ in range(8):
        if token.head == token:
            return None
        token = token.head
        for child in token.lefts:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < start:
                relative = child.lower_ in ("that", "which", "who") and token.dep_ == "relcl"
                return int(token.head.i if relative else child.i)
    return None


def _in_same_aside(pronoun: Token, noun: Token) -> bool:
    """ "sanctions imposed on Norland after its raid": both stand in a clause that describes a noun."""
    clause = _clause(pronoun)
    return clause is not None and clause.dep_ == "acl" and clause.tag_ == "VBN" and _clause(noun) == clause


def _clause(token: Token) -> Token | None:
    """The verb of the clause a token stands in."""
    for _ in range(6):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _inside_phrase_of(token: Token, noun: int) -> bool:
    """ "states with their own army": the pronoun hangs below the noun."""
    for _ in range(5):
        if token.head == token:
            return False
        token = token.head
        if token.i == noun:
            return True
    return False


def _is_told_what(token: Token) -> bool:
    """ "It was a move that surprised many": what is no person, body, place or product, "it" is not either."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ != "be":
        return False
    said = next((child for child in verb.rights if child.dep_ == "attr"), None)
    return said is not None and said.pos_ == "NOUN" and said.lemma_.lower() in _ABSTRACT


def _pleonastic(token: Token) -> bool:
    """ "It is clear that", "it rained": no antecedent."""
    if token.dep_ == "expl":
        return True
    after = token.i + 1
    doc = token.doc
    if after + 1 < len(doc) and doc[after].pos_ == "ADJ" and doc[after + 1].lower_ in ("that", "to"):
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if verb.lemma_ in _WEATHER:
        return True
    if verb.lemma_ != "be" and token.dep_ != "nsubjpass":
        return False
    clause = any(c.dep_ in ("ccomp", "xcomp", "advcl", "csubj") for c in verb.rights)
    adjective = any(
        c.dep_ == "acomp" and any(g.dep_ in ("ccomp", "xcomp") for g in c.rights) for c in verb.rights
    )
    return clause or adjective
