"""Harvests role facts: which office, trade or kinship a text gives whom, and what it is an office of.

Three places tell: the words before a name ("Norland's Prime Minister Mira Halden"), appositions on
either side ("Orlo, the mayor of Brist"), and copulas ("Orlo became mayor").
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from timeline.nlp.actors.entities import Entity, Fact
from timeline.nlp.actors.gazetteer import NOUNS, TITLES, WORDS, gender_of_noun, office_classes
from timeline.nlp.actors.mentions import Name, Nominal
from timeline.nlp.actors.name_clusters import NameClusters
from timeline.nlp.draft import TimexDraft
from timeline.terms import ActorKind

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_COPULAS = frozenset({"be", "become", "remain"})
_ACCESSION = frozenset(
    {"elect", "appoint", "name", "swear", "inaugurate", "become", "take", "assume", "install"}
)
_LONGEST_OFFICE = 6
_LONGEST_PHRASE = 10
_UNTITLED = frozenset(
    {"mr", "mrs", "ms", "miss", "mister", "dr", "sir", "vice", "prime", "person", "people", "man", "woman"}
)

_SPELLED_OUT = dict(pair.split(":") for pair in WORDS["short_titles"])
_OFFICE_NOUNS = (NOUNS["person"] | TITLES) - _UNTITLED


@dataclass(slots=True)
class Counterpart:
    """ "her Vesland counterpart": takes the office of whoever `owner` (a token) turns out to be."""

    entity: int
    of: int | None
    owner: int | None
    first: int
    last: int


class RoleFacts:
    """What the text says about its people. `said_of`: head of a nominal -> entity, how it is said."""

    def __init__(self, doc: Doc, clusters: NameClusters, timexes: list[TimexDraft]) -> None:
        self.doc = doc
        self.clusters = clusters
        self.named: dict[int, int] = {}
        self.said_of: dict[int, tuple[int, str]] = {}
        self.counterparts: dict[int, Counterpart] = {}
        self.titles: dict[int, tuple[int, int]] = {}
        self._since = {t.head: t.date.edtf for t in timexes if t.date is not None}

    def harvest(self, found: list[Name], nominals: list[Nominal]) -> None:
        for name in found:
            if name.first in self.clusters.of:
                for token in range(name.first, name.last):
                    self.named[token] = self.clusters.of[name.first]
        for name in found:
            if name.first in self.clusters.of:
                self._before(name)
            self._founder(name)
        for nominal in nominals:
            self._nominal(nominal)
        for entity in self.clusters.entities:
            for fact in entity.facts:
                self._governed(fact)

    def _governed(self, fact: Fact) -> None:
        """What has a prime minister or a king is a state, in no table though it be."""
        if fact.of is None or fact.office.split()[0] not in WORDS["state_offices"]:
            return
        owner = self.clusters.entities[fact.of]
        if owner.kind is not ActorKind.PERSON and owner.names and not owner.canonical:
            owner.kind = ActorKind.PLACE
            owner.state = next(iter(owner.names))

    def owners(self, nominal: Nominal) -> list[int]:
        """All names in the "of" phrase: "the leaders of Norland and Vesland"."""
        for child in self.doc[nominal.head].rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                tokens = [t for t in child.subtree if t.dep_ in ("pobj", "conj") and t.i in self.named]
                return list(dict.fromkeys(self.named[t.i] for t in tokens))
        return []

    def _founder(self, name: Name) -> None:
        """ "Ana Orlo founded Verdant" makes her its founder."""
        head = self.doc[name.head]
        if head.dep_ != "nsubj" or head.head.lemma_ not in ("found", "co-found"):
            return
        entity = self.clusters.entities[self.clusters.of[name.first]]
        founded = [self.named[c.i] for c in head.head.rights if c.dep_ == "dobj" and c.i in self.named]
        if founded and entity.kind is ActorKind.PERSON:
            entity.facts.append(Fact("founder", founded[0], name.first, name.last))

    # ---- words before a name -------------------------------------------------------------------

    def _before(self, name: Name) -> None:
        words, start = self._office_words(name.first)
        if not words:
            return
        entity = self.clusters.entities[self.clusters.of[name.first]]
        owner, of = self._owner(start)
        former = bool(WORDS["former"] & set(words)) or self._says_former(owner)
        office = " ".join(w for w in words if w not in WORDS["former"])
        if words[-1] == "counterpart":
            poss = start - 1 if of is None else start - 2
            if poss < 0 or self.doc[poss].dep_ not in ("poss", "case"):
                poss = self._subject_of(self.doc[name.head])
            self.counterparts[name.first] = Counterpart(
                self.clusters.of[name.first], of, poss if poss >= 0 else None, start, name.first
            )
            self.titles[name.first - 1] = (owner, self.clusters.of[name.first])
        elif entity.kind is ActorKind.PERSON and (words[-1] in _OFFICE_NOUNS or "of" in words):
            self.titles[name.first - 1] = (owner, self.clusters.of[name.first])
            entity.facts.append(Fact(office, of, owner, name.last, former))
            entity.heads.add(words[-1])
        elif entity.kind is ActorKind.ORGANISATION:
            entity.heads.add(words[-1])

    def _subject_of(self, token: Token) -> int:
        """The subject of the verb over a name: "Halden met Norwegian counterpart Ana Orlo"; -1 if none."""
        for _ in range(4):
            if token.pos_ == "VERB":
                return next((child.i for child in token.lefts if child.dep_ == "nsubj"), -1)
            token = token.head
        return -1

    def _office_words(self, end: int) -> tuple[list[str], int]:
        """The run of words that ends before token `end` and names an office: (words, its first token)."""
        words: list[str] = []
        index = end - 1
        if (
            index > 1
            and self.doc[index - 1].lower_ == "of"
            and self.doc[index - 2].lower_ in WORDS["heads_of"]
        ):
            words = [token.lower_ for token in self.doc[index - 2 : end]]
            index -= 3
        while index >= 0 and len(words) < _LONGEST_OFFICE and self._in_office(self.doc[index], bool(words)):
            word = self.doc[index].lower_.rstrip(".")
            words[:0] = _SPELLED_OUT.get(word, word).split("_")
            index -= 1
        return [word for word in words if word != "-"], index + 1

    def _in_office(self, token: Token, inner: bool) -> bool:
        if token.i in self.named or token.is_space:
            return False
        word = token.lower_.rstrip(".")
        if inner and token.ent_type_ in ("DATE", "TIME"):
            return False
        if not inner:
            return word in NOUNS["person"] or word in TITLES or word in NOUNS["organisation"]
        return token.pos_ in ("NOUN", "PROPN", "ADJ") or word in ("-", "ex", "then")

    def _owner(self, start: int) -> tuple[int, int | None]:
        """The name right before the office: (first token of the whole phrase, entity)."""
        index = start - 1
        if index >= 0 and self.doc[index].lower_ in _POSSESSIVE:
            index -= 1
        if index in self.named:
            entity = self.named[index]
            if self.clusters.entities[entity].kind is not ActorKind.PERSON:
                return index, entity
        return start, None

    def _says_former(self, first: int) -> bool:
        """ "Former Norwegian prime minister": the word before the state."""
        return first > 0 and self.doc[first - 1].lower_ in WORDS["former"]

    # ---- appositions and copulas ---------------------------------------------------------------

    def _nominal(self, nominal: Nominal) -> None:
        token = self.doc[nominal.head]
        if nominal.plural:
            return
        target, code = self._described(token)
        if target is None:
            return
        entity = self.clusters.entities[target]
        if not fits_kind(nominal, entity):
            return
        self.said_of[nominal.head] = target, code
        if nominal.lemma == "counterpart":
            owner = nominal.owner
            self.counterparts[nominal.head] = Counterpart(
                target, self.of(nominal), owner, nominal.first, nominal.last
            )
            return
        entity.heads.add(nominal.lemma)
        if entity.kind is ActorKind.PERSON:
            entity.gender = entity.gender or gender_of_noun(nominal.lemma)
        if entity.kind is ActorKind.PERSON and office_classes(nominal.lemma):
            entity.facts.append(self.fact(nominal, token))

    def fact(self, nominal: Nominal, token: Token) -> Fact:
        """The office that a description with this head gives somebody, with the date it began, if told."""
        left = token.head.head.lemma_ if token.head.lower_ == "as" else ""
        former = bool(WORDS["former"] & nominal.modifiers) or left in ("resign", "retire", "quit", "step")
        return Fact(nominal.lemma, self.of(nominal), nominal.first, nominal.last, former, self._start(token))

    def _start(self, token: Token) -> str | None:
        """ "who took office in May": the date under a verb of accession around the description."""
        for verb in [token.head, *(c for c in token.children if c.dep_ == "relcl")]:
            if verb.lemma_ in _ACCESSION:
                for child in verb.subtree:
                    if child.i in self._since:
                        return self._since[child.i]
        return None

    def _described(self, token: Token) -> tuple[int | None, str]:
        if (held_too := self._second_office(token)) is not None:
            return held_too, "apposition"
        if token.dep_ == "conj" and token.head.i in self.said_of:
            return self.said_of[token.head.i][0], self.said_of[token.head.i][1]
        if token.dep_ == "appos":
            named = self.named.get(token.head.i)
            return self._before_comma(token) if named is None else named, "apposition"
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.named and self._single(child):
                return self.named[child.i], "apposition"
        if (named := self._right_behind(token)) is not None or (
            named := self._side_by_side(token)
        ) is not None:
            return named, "apposition"
        if (named := self._trailing(token)) is not None or (named := self._identified(token)) is not None:
            return named, "apposition"
        if token.dep_ == "pobj" and token.head.lower_ == "as" and office_classes(token.lemma_.lower()):
            return self._called(token.head.head)
        if token.dep_ in ("attr", "oprd") and token.head.lemma_ in _COPULAS | {"elect", "appoint", "name"}:
            return self._copula(token.head)
        return None, ""

    def _before_comma(self, token: Token) -> int | None:
        """ "the trial of Ana Orlo, the baker": the person before the comma, however the parser hangs it."""
        first = token.left_edge.i
        if first < 2 or self.doc[first - 1].text != "," or self.doc[first].lower_ not in ("the", "a", "an"):
            return None
        named = self.named.get(first - 2)
        person = named is not None and self.clusters.entities[named].kind is ActorKind.PERSON
        return named if person else None

    def _right_behind(self, token: Token) -> int | None:
        """ "the trade union Verdant": the name follows; in "the firm Verdant bought" it begins a clause."""
        named = self.named.get(token.i + 1)
        if named is None or token.lower_ in NOUNS["person"]:
            return None
        name = self.doc[token.i + 1]
        while name.dep_ == "compound" and self.named.get(name.head.i) == named:
            name = name.head
        begins_clause = name.dep_ in ("nsubj", "nsubjpass") and name.head.dep_ == "relcl"
        linked = name.head == token or token.head == name or name.head == token.head
        return named if linked and not begins_clause and name.dep_ not in ("poss", "dobj") else None

    def _second_office(self, token: Token) -> int | None:
        """ "Verdant Chairman and CEO Ana Orlo", "the chairman and founder of Verdant, Ana Orlo": one person
        holds both, if the second has no article of its own."""
        after = token.i + 1
        if after + 1 >= len(self.doc) or self.doc[after].lower_ != "and" or token.lower_ not in _OFFICE_NOUNS:
            return None
        if token.text[:1].isupper() and all(child.dep_ != "det" for child in token.lefts):
            ends = (index for index in range(after + 1, min(after + _LONGEST_OFFICE, len(self.doc))))
            return next((e for i in ends for s, e in [self.titles.get(i, (0, 0))] if s == after + 1), None)
        other = next((child for child in token.rights if child.dep_ == "conj"), None)
        if other is None or other.lower_ not in _OFFICE_NOUNS or any(c.dep_ == "det" for c in other.lefts):
            return None
        return self._trailing(other)

    def _side_by_side(self, token: Token) -> int | None:
        """ "Norland's Prime Minister, Ana Orlo said": the parser may hang both on the verb."""
        after = token.i + 1
        if after + 1 >= len(self.doc) or self.doc[after].text != "," or token.lower_ not in _OFFICE_NOUNS:
            return None
        named = self.named.get(after + 1)
        if named is None or self.clusters.entities[named].kind is not ActorKind.PERSON:
            return None
        last = after + 1
        while last + 1 < len(self.doc) and self.named.get(last + 1) == named:
            last += 1
        name = self.doc[last]
        if last == after + 1:
            return None
        closed = last + 1 < len(self.doc) and self.doc[last + 1].text == ","
        beside = name.dep_ == "nsubj" and name.head == token.head and token.dep_ not in ("pobj", "dobj")
        return named if beside or (closed and name.dep_ in ("npadvmod", "dep")) else None

    def _trailing(self, token: Token) -> int | None:
        """ "the head of the Harbour Union, Ana Orlo": a full name behind all that the office is "of"."""
        doc = self.doc
        after = token.i + 1
        if after >= len(doc) or doc[after].lower_ not in ("of", "for") or token.lower_ not in _OFFICE_NOUNS:
            return None
        # "the secretary of the president of Norland, Ana Orlo": she is the secretary
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _OFFICE_NOUNS:
            return None
        for index in range(after + 1, min(after + _LONGEST_PHRASE, len(doc) - 1)):
            word = doc[index]
            named = self.named.get(index)
            if named is not None and self.clusters.entities[named].kind is ActorKind.PERSON:
                return named if self._stands_behind(index, token) else None
            if named is None and word.pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "PUNCT", "PART"):
                return None
            if word.text == "," and self.named.get(index + 1) is None:
                return None
        return None

    def _stands_behind(self, first: int, office: Token) -> bool:
        """Whether the full name from `first` on ends the phrase of an office and begins no list."""
        entity, last = self.named[first], first
        while self.named.get(last) == entity and self.doc[last].text not in _POSSESSIVE:
            last += 1
        before = self.doc[first - 1]
        closed = before.text == "," and last < len(self.doc) and self.doc[last].text == ","
        if (
            (last - first < 2 and not closed)
            or before.pos_ in ("ADP", "ADJ", "DET")
            or before.text in ("and", "or")
        ):
            return False
        # the name must not be what the office is "of" ("the lawyer of Prime Minister Ana Orlo")
        if before.text != "," and before.lower_ in _OFFICE_NOUNS:
            return False
        return last >= len(self.doc) or self.doc[last].lower_ not in ("and", "or", "'s", "’s", "'", "’")

    def _identified(self, token: Token) -> int | None:
        """ "a gunman identified as Tom Orlo": the name behind the participle."""
        for verb in token.rights:
            if verb.dep_ == "acl" and verb.lemma_ in ("identify", "name", "call", "know"):
                for word in verb.subtree:
                    if word.dep_ in ("pobj", "oprd") and word.i in self.named and word.i - verb.i < 6:
                        return self.named[word.i]
        return None

    def _single(self, token: Token) -> bool:
        return not any(c.dep_ == "conj" for c in token.children)

    def _called(self, verb: Token) -> tuple[int | None, str]:
        """Whom "described Orlo as the leader" describes; "Orlo left as leader" is about the subject."""
        if verb.lemma_ not in WORDS["calling"] or any(c.dep_ == "nsubjpass" for c in verb.lefts):
            return self._copula(verb)
        objects = (child for child in verb.rights if child.dep_ == "dobj")
        return next(((self.named[c.i], "copula") for c in objects if c.i in self.named), (None, ""))

    def _copula(self, verb: Token) -> tuple[int | None, str]:
        if any(c.dep_ == "neg" for c in verb.children):
            return None, ""
        for child in verb.lefts:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i in self.named and self._single(child):
                return self.named[child.i], "copula"
        return None, ""

    def of(self, nominal: Nominal) -> int | None:
        """The state, body or town a description is "of": adjective, possessive or "of" phrase."""
        token = self.doc[nominal.head]
        for child in token.lefts:
            if child.lower_ in WORDS["seated"]:
                continue
            for index in (child.i, child.left_edge.i):
                if index in self.named and child.dep_ in ("amod", "compound", "nmod", "poss"):
                    return self.named[index]
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "at", "for", "in"):
                for grandchild in child.rights:
                    if grandchild.dep_ == "pobj" and (found := self._governed_by(grandchild)) is not None:
                        return found
        return None

    def _governed_by(self, noun: Token) -> int | None:
        """The name that is the object of "of"; before a person's name the place in front of it."""
        found = self.named.get(noun.i)
        if found is not None and self.clusters.entities[found].kind is ActorKind.PERSON:
            before = [self.named[c.i] for c in noun.lefts if c.i in self.named and self.named[c.i] != found]
            return before[0] if before else found
        return found


def fits_kind(nominal: Nominal, entity: Entity) -> bool:
    """Whether a description may describe an entity of this kind; a rival or owner may be of any."""
    if nominal.lemma in NOUNS["either"]:
        return True
    kinds = {nominal.kind, ActorKind.OTHER}
    if nominal.kind is ActorKind.ORGANISATION:
        kinds |= {ActorKind.GROUP}
    return entity.kind in kinds
