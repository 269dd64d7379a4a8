"""Who a text talks about: mentions of actors, clustered within the document."""

from spacy.tokens import Doc

from timeline.nlp import quotes
from timeline.nlp.actors import mentions, name_spans, nominals
from timeline.nlp.actors.cast_names import canonical_name
from timeline.nlp.actors.described_things import is_craft
from timeline.nlp.actors.descriptions import Descriptions
from timeline.nlp.actors.entities import Entity, Fact, Span
from timeline.nlp.actors.gazetteer import NOUNS, WORDS, gender_of_noun, office_classes
from timeline.nlp.actors.introductions import Introductions
from timeline.nlp.actors.mentions import Found, Name, Nominal, Pronoun
from timeline.nlp.actors.name_clusters import NameClusters
from timeline.nlp.actors.pronouns import FIRST, FIRST_PLURAL, PronounResolver, gender
from timeline.nlp.actors.recency import Recency
from timeline.nlp.actors.role_facts import RoleFacts, fits_kind
from timeline.nlp.draft import ActorDraft, Cast, MentionDraft, TimexDraft
from timeline.nlp.records import Reason, RoleFact
from timeline.nlp.zones import Zones
from timeline.terms import ActorKind, MentionForm

_FORMER = "XXXX"  # EDTF: some year unspecified

_LONGEST_LIST = 12
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def resolve(doc: Doc, zones: Zones, timexes: list[TimexDraft]) -> Cast:
    """The actors of a text with all their mentions; `Cast.at` leads from head tokens to them."""
    skipped = mentions.skipped_tokens(doc, zones, timexes)
    names = name_spans.find(doc, skipped)
    found = nominals.find(doc, skipped, names)
    reader = _Reader(doc, found, timexes)
    reader.read()
    return reader.cast(zones.dateline_place)


class _Reader:
    """Goes through the mentions once, in text order, and decides what each refers to."""

    def __init__(self, doc: Doc, found: Found, timexes: list[TimexDraft]) -> None:
        self.doc = doc
        self.found = found
        self.clusters = NameClusters(doc, found.names)
        self.entities = self.clusters.entities
        self.heads: dict[int, tuple[int, ...]] = {
            name.head: (self.clusters.of[name.first],)
            for name in found.names
            if name.first in self.clusters.of
        }
        self.spans: dict[int, MentionDraft] = {}
        for entity in self.entities:
            for first, last, head, form, reason in entity.spans:
                self.spans.setdefault(head, MentionDraft(first, last, head, form, reason))
        self.facts = RoleFacts(doc, self.clusters, timexes)
        self.facts.harvest(found.names, found.nominals)
        for head, (first, index) in self.facts.titles.items():
            if head not in self.heads:
                self._mention(first, head + 1, head, MentionForm.NOMINAL, (index,), {"code": "title"})
        self.recency = Recency(doc)
        self.descriptions = Descriptions(doc, self.entities, self.facts, self.recency, self.heads)
        self.introductions = Introductions(doc, self.entities, self.recency)
        self.spoken = quotes.find(doc)
        self.pronouns = PronounResolver(doc, self.entities, self.recency, self.heads, self.spoken)

    def read(self) -> None:
        items: list[tuple[int, Name | Nominal | Pronoun | int]] = []
        items += [(name.head, name) for name in self.found.names if name.first in self.clusters.of]
        items += [(nominal.head, nominal) for nominal in self.found.nominals]
        items += [(pronoun.head, pronoun) for pronoun in self.found.pronouns]
        items += [(token, token) for token in self.found.things]
        first_person = []
        for token, item in sorted(items, key=lambda pair: pair[0]):
            if isinstance(item, Name):
                self._name(item)
            elif isinstance(item, Nominal):
                self._nominal(item)
            elif isinstance(item, Pronoun):
                if item.lemma in FIRST | FIRST_PLURAL:
                    first_person.append(item)
                else:
                    self._pronoun(item)
            else:
                self.recency.note(token, (), None, self.doc[token].tag_ == "NNS")
        self._first_person(first_person)

    # ---- one mention after the other -----------------------------------------------------------

    def _name(self, name: Name) -> None:
        index = self.clusters.of[name.first]
        if counterpart := self.facts.counterparts.get(name.first):
            self._take_office(counterpart.entity, counterpart.owner, counterpart.of, name.first, name.last)
        if (described := self.introductions.named(name, index)) is not None:
            self._unite(index, described)
        entity = self.entities[index]
        if not name.adjective or self.doc[name.head].pos_ != "ADJ":
            self.recency.note(name.head, (index,), entity.kind, entity.plural)
        else:
            self.recency.note(name.head, (index,), entity.kind, False)
        self._coordination(name.head)

    def _unite(self, kept: int, gone: int) -> None:
        """All that was said of `gone` so far was said of `kept`."""
        for span in self.entities[gone].spans:
            actors = self.heads.get(span[2], ())
            self.heads[span[2]] = tuple(dict.fromkeys(kept if actor == gone else actor for actor in actors))
        self.recency.replace(gone, kept)
        self.clusters.unite(kept, gone)

    def _take_office(self, index: int, owner: int | None, of: int | None, first: int, last: int) -> None:
        """ "her Vesland counterpart Oleh Kravets": he holds in Vesland what she holds at home."""
        if owner is None or of is None:
            return
        for holder in self.heads.get(owner, ()):
            for fact in self.entities[holder].facts[:1]:
                self.entities[index].facts.append(Fact(fact.office, of, first, last))

    def _coordination(self, token: int) -> None:
        """ "Orlo and Brist" is also what "they" may mean: noted once, at the last conjunct."""
        head = self.doc[token]
        if head.dep_ != "conj":
            return
        chain = [head]
        while head.dep_ == "conj" and len(chain) < 6:
            head = head.head
            chain.append(head)
        actors = [a for t in reversed(chain) for a in self.heads.get(t.i, ())]
        if len(set(actors)) > 1 and all(self.heads.get(t.i) for t in chain):
            self.recency.note(token, tuple(dict.fromkeys(actors)), None, True)

    def _nominal(self, nominal: Nominal) -> None:
        found = (
            self._ruled(nominal)
            or self._named_one_by_one(nominal)
            or self._named_before(nominal)
            or self._predicated(nominal)
        )
        actors, reason = found or self.descriptions.resolve(nominal)
        if not actors:
            index = self._stands_alone(nominal)
            if index is None:
                self.recency.note(nominal.head, (), None, nominal.plural)
                return
            actors, reason = (index,), {"code": "description", "noun": nominal.lemma}
            self.introductions.described(nominal, index)
        if len(actors) == 1:
            self.descriptions.remember(nominal, actors[0])
            of = self.facts.of(nominal)
            told = reason["code"] == "copula" and office_classes(nominal.lemma)
            if told or ("office" in reason and reason["code"] == "nominal" and of is not None):
                self.entities[actors[0]].facts.append(self.facts.fact(nominal, self.doc[nominal.head]))
            self._counterpart_fact(nominal)
        self._mention(nominal.first, nominal.last, nominal.head, MentionForm.NOMINAL, actors, reason)
        if self.doc[nominal.head].dep_ == "attr" and reason["code"] == "description":
            return
        kind = self.entities[actors[0]].kind
        self.recency.note(nominal.head, actors, kind, nominal.plural or kind is ActorKind.GROUP)
        self._coordination(nominal.head)

    def _counterpart_fact(self, nominal: Nominal) -> None:
        if counterpart := self.facts.counterparts.get(nominal.head):
            self._take_office(
                counterpart.entity, counterpart.owner, counterpart.of, nominal.first, nominal.last
            )

    def _stands_alone(self, nominal: Nominal) -> int | None:
        """A description of nobody known is an actor by itself; unnamed places are not."""
        if nominal.kind in (ActorKind.PLACE, ActorKind.OTHER) and not self._acts_unnamed(nominal):
            return None
        if self._only_called(nominal):
            return None
        if self._of_nobody(nominal) or nominal.lemma in ("national", "latter"):
            return None
        gender_ = gender_of_noun(nominal.lemma)
        entity = Entity(
            nominal.kind, gender=gender_, plural=nominal.plural or nominal.kind is ActorKind.GROUP
        )
        entity.owner = self._named_owner(nominal)
        first = nominal.first if entity.owner is None else nominal.first + 1
        entity.canonical = " ".join(self.doc[first : self._name_end(nominal)].text.split())
        entity.heads.add(nominal.lemma)
        entity.count = self._count(nominal)
        of = self.facts.of(nominal)
        if of is not None and nominal.kind is ActorKind.PERSON:
            entity.facts.append(self.facts.fact(nominal, self.doc[nominal.head]))
        self.entities.append(entity)
        return len(self.entities) - 1

    def _acts_unnamed(self, nominal: Nominal) -> bool:
        """ "Five countries recognised it", "a warship fired": lands counted, and craft, that do something."""
        token = self.doc[nominal.head]
        if nominal.lemma in NOUNS["state_nouns"] and nominal.plural:
            counted = nominal.count and nominal.determiner in ("", "all")
            return bool(counted) and token.dep_ == "nsubj"
        if nominal.lemma == "state" and token.dep_ == "pobj" and token.head.dep_ == "agent":
            return True
        return nominals.is_craft_at_work(token)

    def _named_owner(self, nominal: Nominal) -> int | None:
        """Who "his" is in "his company", if the phrase begins with it and he has a name."""
        if nominal.owner != nominal.first or not self.doc[nominal.first].tag_.endswith("P$"):
            return None
        owners = self.heads.get(nominal.first, ())
        if self.doc[nominal.first].lower_ == "my":
            owners = self.pronouns.speaker(self.doc[nominal.first])
        known = len(owners) == 1 and (self.entities[owners[0]].names or self.entities[owners[0]].state)
        return owners[0] if known else None

    def _predicated(self, nominal: Nominal) -> tuple[tuple[int, ...], Reason] | None:
        """ "She was elected chairwoman": what the subject is, when it has just been resolved."""
        token = self.doc[nominal.head]
        if nominal.plural or nominal.head in self.facts.said_of or token.dep_ not in ("attr", "oprd"):
            return None
        verb = token.head
        if verb.lemma_ not in WORDS["becoming"] or any(child.dep_ == "neg" for child in verb.children):
            return None
        subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None and verb.dep_ == "acl":
            # "Ana Orlo, appointed minister in May"
            subject = verb.head
        actors = self.heads.get(subject.i, ()) if subject is not None else ()
        if len(actors) != 1 or not fits_kind(nominal, self.entities[actors[0]]):
            return None
        return actors, {"code": "copula"}

    def _count(self, nominal: Nominal) -> str:
        """The number in "the seven people", as written."""
        return next((c.lower_ for c in self.doc[nominal.head].lefts if c.dep_ == "nummod"), "")

    def _of_nobody(self, nominal: Nominal) -> bool:
        """ "some people", "one man", "my father": nobody a reader could look for."""
        if nominal.owner is not None and self.doc[nominal.owner].lower_ in ("my", "our", "your"):
            return self._named_owner(nominal) is None
        first = self.doc[nominal.first].lower_
        if first in ("no", "neither"):
            return True
        counted = nominal.count and first != "one"
        return nominal.lemma in WORDS["vague"] and first in WORDS["indefinite"] and not counted

    def _ruled(self, nominal: Nominal) -> tuple[tuple[int, ...], Reason] | None:
        """ "Vesland, whose regime": the state it governs."""
        owner = self.doc[nominal.first]
        if owner.lower_ != "whose" or nominal.lemma not in WORDS["regimes"]:
            return None
        states = self.heads.get(owner.i, ())
        ruled = states and all(self.entities[index].kind is ActorKind.PLACE for index in states)
        return (states, {"code": "nominal", "noun": nominal.lemma}) if ruled else None

    def _named_before(self, nominal: Nominal) -> tuple[tuple[int, ...], Reason] | None:
        """ "The Verdant party" is Verdant."""
        if nominal.plural or nominal.determiner != "the" or nominal.lemma not in WORDS["called_bodies"]:
            return None
        actors = self.heads.get(nominal.head - 1, ())
        if len(actors) != 1 or self.doc[nominal.head - 1].dep_ != "compound":
            return None
        body = self.entities[actors[0]]
        fits = body.kind is ActorKind.ORGANISATION and body.names
        return (actors, {"code": "apposition"}) if fits else None

    def _named_one_by_one(self, nominal: Nominal) -> tuple[tuple[int, ...], Reason] | None:
        """ "Two dockers, Tom Orlo and Ivo Brand, fled": those whose names follow."""
        if not nominal.plural:
            return None
        part = next((child for child in self.doc[nominal.head].rights if child.dep_ == "appos"), None)
        tokens: list[int] = []
        while part is not None and len(tokens) < _LONGEST_LIST:
            tokens.append(part.i)
            part = next((child for child in part.rights if child.dep_ == "conj"), None)
        actors = tuple(dict.fromkeys(a for token in tokens for a in self.heads.get(token, ())))
        if len(tokens) < 2 or len(actors) != len(tokens) or nominal.count not in (0, -1, len(tokens)):
            return None
        return actors, {"code": "collective", "noun": nominal.lemma, "count": len(actors)}

    def _only_called(self, nominal: Nominal) -> bool:
        """ "acts as a mediator" says what somebody is."""
        head = self.doc[nominal.head]
        if head.dep_ == "oprd" and not nominal.determiner and not nominal.plural:
            return True
        return head.dep_ == "pobj" and head.head.lower_ == "as" and not nominal.plural

    def _name_end(self, nominal: Nominal) -> int:
        """Where a description may end as a name: after the noun and what it is "of"."""
        after = nominal.head + 1
        return nominal.last if after < nominal.last and self.doc[after].lower_ == "of" else after

    def _pronoun(self, pronoun: Pronoun) -> None:
        token = self.doc[pronoun.head]
        actors = self.pronouns.resolve(token)
        if not actors:
            return
        entity = self.entities[actors[0]]
        known = entity.state or is_craft(entity)
        if len(actors) == 1 and gender(pronoun.lemma) and not known:
            # "he" makes a person of a name of which nothing else was known
            entity.kind = ActorKind.PERSON
            entity.gender = entity.gender or gender(pronoun.lemma)
        self._mention(token.i, token.i + 1, token.i, MentionForm.PRONOUN, actors, {"code": "pronoun"})
        if pronoun.lemma not in ("who", "whom", "whose", "which"):
            self.recency.note(token.i, actors, entity.kind, len(actors) > 1 or entity.plural)

    def _first_person(self, pronouns: list[Pronoun]) -> None:
        """ "I" and "we" in a quote are its speaker."""
        spoken = self.spoken
        position = 0
        for pronoun in pronouns:
            while position < len(spoken) and spoken[position].last <= pronoun.head:
                position += 1
            if position == len(spoken) or spoken[position].first > pronoun.head:
                continue
            speaker = spoken[position].speaker
            actors = self.heads.get(speaker, ()) if speaker is not None else ()
            if actors:
                token = pronoun.head
                self._mention(token, token + 1, token, MentionForm.PRONOUN, actors, {"code": "speaker"})

    def _mention(
        self, first: int, last: int, head: int, form: MentionForm, actors: tuple[int, ...], reason: Reason
    ) -> None:
        self.heads[head] = actors
        self.spans[head] = MentionDraft(first, last, head, form, reason)
        for index in actors:
            self.entities[index].add(first, last, head, form, reason)

    # ---- the result ----------------------------------------------------------------------------

    def cast(self, default_place: str | None) -> Cast:
        """Entities with mentions, in the order of their first mention."""
        kept = [i for i, entity in enumerate(self.entities) if entity.spans]
        kept.sort(key=lambda i: min(span[:2] for span in self.entities[i].spans))
        place = {old: new for new, old in enumerate(kept)}
        names = [self._shown(entity) for entity in self.entities]
        cast = Cast(default_place=default_place)
        cast.actors = [self._draft(self.entities[i], names) for i in kept]
        for head, actors in self.heads.items():
            if mention := self.spans.get(head):
                cast.at[head] = mention, tuple(place[i] for i in actors if i in place)
        return cast

    def _draft(self, entity: Entity, names: list[str]) -> ActorDraft:
        spans = self._mentions(entity)
        return ActorDraft(
            name=self._shown(entity),
            kind=entity.kind,
            mentions=[MentionDraft(*span) for span in spans],
            roles=[self._role(fact, names) for fact in _distinct(entity.facts)],
            aliases=set(entity.names) or ({entity.state} if entity.state else set()),
            gender=entity.gender or None,
        )

    def _shown(self, entity: Entity) -> str:
        name = canonical_name(entity)
        if entity.owner is None:
            return name
        owner = canonical_name(self.entities[entity.owner])
        ending = "’" if owner.endswith("s") and " " in owner else "’s"
        return f"{owner}{ending} {name}"

    def _mentions(self, entity: Entity) -> list[Span]:
        """An adjective ("Norlander troops") is a mention of the state only where nothing better is."""
        spans = sorted({span[:2]: span for span in entity.spans}.values(), key=lambda span: span[:2])
        nouns = [s for s in spans if s[4]["code"] != "demonym" or self.doc[s[2]].dep_ not in _MODIFIERS]
        return nouns or spans[:1]

    def _role(self, fact: Fact, names: list[str]) -> RoleFact:
        span = self.doc[fact.first : fact.last]
        return RoleFact(
            office=fact.office,
            of=names[fact.of] if fact.of is not None else None,
            valid_from=fact.since,
            valid_to=_FORMER if fact.former else None,
            start=span.start_char,
            end=span.end_char,
        )


def _distinct(facts: list[Fact]) -> list[Fact]:
    """Each office once, the first telling of it; "president" alone says nothing beside "president of X"."""
    owned = {fact.office for fact in facts if fact.of is not None}
    kept: dict[tuple[str, int | None, bool], Fact] = {}
    for fact in facts:
        if fact.of is not None or fact.office not in owned:
            kept.setdefault((fact.office, fact.of, fact.former), fact)
    return list(kept.values())
