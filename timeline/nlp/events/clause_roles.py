"""Who does what to whom in a clause: a verb's own arguments and those it inherits.

Labels are those of the ClearNLP dependency scheme spaCy's English models use.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.nlp.events import argument_words, event_nouns, event_words, misparses
from timeline.nlp.events.subjects import RELATIVE, SUBJECTS, antecedent, is_passive, subject
from timeline.nlp.summaries.clause import dependents
from timeline.terms import Role

type Filler = tuple[Role, Token]

_OBJECT_PREPOSITIONS = {"against", "with", "by", "between", "among", "to", "from", "for", "on", "of"}
_SURE_PREPOSITIONS = {"against", "with", "by", "between"}
_TEMPORAL = {"DATE", "TIME"}
_PARTIES = {"PERSON", "ORG", "GPE", "NORP"}
_AFTER_SPEECH = {",", '"', "”", "“", "''", "»", "’", "—"}
# Longer coordinations are lists, of which the first members stand for the rest.
_MAX_PARTS = 30
_MODALS = {"will", "would", "may", "might", "can", "could", "'ll", "'d"}
_SETTING = {"prep", "nsubj", "nsubjpass"}
_PARTNER_PREPOSITIONS = {"with", "alongside", "between", "among"}


def arguments(verb: Token) -> list[Filler]:
    """The phrase heads that fill the verb's roles, coordinated ones spread out.

    In "A and B met" the first acts and the others take part.
    """
    mutual = event_words.verb_lemma(verb) in argument_words.words().mutual
    found: list[Filler] = []
    for role, head in _fillers(verb):
        parts = spread(head)
        shared = mutual and role == Role.AGENT
        found += [(Role.PARTICIPANT if shared and i else role, part) for i, part in enumerate(parts)]
    return found


def spread(head: Token) -> list[Token]:
    """A phrase head, what is coordinated with it ("Halden, Orlo and Brist") and what it measures
    ("scores of dockers"); calendar expressions fill no role, but "In 2004 Norland joined" has a subject."""
    parts = [head]
    for part in parts:
        if len(parts) > _MAX_PARTS:
            break
        parts += [child for child in dependents(part) if child.dep_ == "conj" and child.pos_ != "VERB"]
        parts += _beside_name(part)
        parts += _sharing_noun(part)
        parts += _measured(part)
    return [part for part in parts if part.ent_type_ not in _TEMPORAL or _named_subject(part)]


def _beside_name(head: Token) -> list[Token]:
    """Names coordinated with a name put behind the noun: "the president, Orlo, and Ana Brist met"."""
    found: list[Token] = []
    for _ in range(3):
        name = next((child for child in dependents(head) if child.dep_ == "appos"), None)
        if name is None:
            break
        found += [child for child in dependents(name) if child.dep_ == "conj" and child.pos_ == "PROPN"]
        head = name
    return found


def _sharing_noun(head: Token) -> list[Token]:
    """The first half of "North and South Norland", which the parser makes a modifier."""
    return [
        child
        for child in dependents(head)
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and any(c.dep_ == "cc" for c in dependents(child))
    ]


def _named_subject(token: Token) -> bool:
    """A name the recogniser ran together with the date before it, or "the 36-year-old"."""
    if token.lower_ == "old":
        return True
    return token.dep_ in SUBJECTS and token.pos_ == "PROPN" and token.ent_iob_ == "I"


def _measured(head: Token) -> list[Token]:
    if any(child.dep_ == "appos" for child in dependents(head)):
        return []  # "one of the dockers, Tom Orlo"
    if head.pos_ != "NUM" and event_words.verb_lemma(head) not in argument_words.words().quantity:
        return []
    return [
        _named_member(head, obj)
        for child in dependents(head)
        if child.dep_ == "prep" and child.lower_ == "of"
        for obj in dependents(child)
        if obj.dep_ == "pobj"
    ]


def _named_member(one: Token, all_of_them: Token) -> Token:
    """The name in "one of its leaders, Ana Orlo", which the parser puts beside the leaders."""
    if one.lower_ != "one":
        return all_of_them
    named = (c for c in dependents(all_of_them) if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next(named, all_of_them)


def object_of(verb: Token) -> Token | None:
    """The direct object, also the gap of a relative clause: "the deal they signed"."""
    own = next((child for child in dependents(verb) if child.dep_ == "dobj"), None)
    if own is not None:
        return antecedent(own)
    if (some := _up_to(verb)) is not None:
        return some
    if misparses.is_misread_past(verb):
        return verb.head
    if verb.dep_ == "relcl" and _subject_is_own(verb) and not is_passive(verb) and not _about_setting(verb):
        return verb.head
    following = next(
        (child for child in dependents(verb) if child.dep_ == "conj" and child.i - verb.i <= 2), None
    )
    if following is not None and not any(
        child.dep_ in {"prep", "ccomp", "xcomp"} for child in dependents(verb)
    ):
        return next((child for child in dependents(following) if child.dep_ == "dobj"), None)
    return None


def _about_setting(verb: Token) -> bool:
    """Whether a relative clause tells what happened there or then: "Brist, where she arrived next", "the
    vote in which he lost", "the man whose dog bit a child"."""
    for child in dependents(verb):
        if child.tag_ == "WRB":
            return True
        if child.dep_ in _SETTING and any(below.tag_ in {"WDT", "WP$", "WP"} for below in dependents(child)):
            return True
    return False


def _up_to(verb: Token) -> Token | None:
    """The noun of "detained up to 20 strikers", which the parser reads as a particle and a phrase."""
    for up in dependents(verb):
        if up.lower_ == "up" and up.dep_ in {"prt", "prep", "advmod"}:
            for to in dependents(up):
                found = (obj for obj in dependents(to) if obj.dep_ == "pobj" and to.lower_ == "to")
                return next((obj for obj in found if _numbered(obj)), None)
    return None


def _numbered(noun: Token) -> bool:
    return any(child.dep_ == "nummod" for child in dependents(noun))


def _fillers(verb: Token) -> Iterator[Filler]:
    lemma = event_words.verb_lemma(verb)
    words = argument_words.words()
    passive = is_passive(verb)
    actor = subject(verb)
    if actor is not None:
        undergoes = passive or _undergoes(verb, lemma, actor)
        yield (Role.PATIENT if undergoes else Role.AGENT), actor
    thing = None if passive else object_of(verb)
    thing = None if thing is not None and thing == actor else thing
    if actor is None and thing is not None and _speaker_follows(verb, thing):
        yield Role.AGENT, thing
        return
    if thing is not None:
        shared = lemma in words.mutual or lemma in words.addressed
        yield (Role.PARTICIPANT if shared else Role.PATIENT), thing
        yield from _about(thing)
        yield from _beyond(thing, lemma)
    if (told := _told(verb)) is not None:
        yield Role.PARTICIPANT, told
    for child in dependents(verb):
        yield from _oblique(child, lemma)


def _undergoes(verb: Token, lemma: str, actor: Token) -> bool:
    words = argument_words.words()
    if lemma in words.experienced:
        return True
    has_content = any(c.dep_ in {"dobj", "xcomp"} and c.i != actor.i for c in dependents(verb))
    return lemma in words.patient_subject and not has_content


def _speaker_follows(verb: Token, thing: Token) -> bool:
    """Whether what looks like the object is the speaker: '"...," added the mayor'."""
    words, lemma = event_words.verbs(), event_words.verb_lemma(verb)
    if thing.i < verb.i or (lemma not in words.reporting and lemma not in words.speech_act):
        return False
    first = next((child for child in dependents(verb) if child.dep_ == "aux"), verb)
    if first.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    if first.is_sent_start:
        return first.i != verb.i
    return first.i > 0 and first.nbor(-1).text in _AFTER_SPEECH


def speaker(verb: Token) -> Token | None:
    """Who speaks in a clause of speech."""
    found = subject(verb)
    if found is None and (thing := object_of(verb)) is not None and _speaker_follows(verb, thing):
        return thing
    return found


def _oblique(child: Token, lemma: str) -> Iterator[Filler]:
    """Roles of prepositional phrases and datives."""
    if child.dep_ == "dative" and child.pos_ != "ADP":
        yield Role.PARTICIPANT, child
        return
    if child.dep_ not in {"agent", "prep", "dative"}:
        return
    if (doer := on_the_part_of(child)) is not None:
        yield Role.AGENT, doer
        return
    role = _prepositional(child, lemma)
    for obj in dependents(child):
        if obj.dep_ == "pobj" and (role is not None or _concerned(child.lower_, obj, lemma)):
            yield role or Role.PARTICIPANT, obj


def on_the_part_of(preposition: Token) -> Token | None:
    """Who acts in "was criticised on the part of the ministry"."""
    if preposition.lower_ not in {"on", "by"}:
        return None
    part = next((c for c in dependents(preposition) if c.dep_ == "pobj" and c.lower_ == "part"), None)
    of = next((c for c in dependents(part) if c.lower_ == "of"), None) if part is not None else None
    return next((c for c in dependents(of) if c.dep_ == "pobj"), None) if of is not None else None


def _concerned(word: str, obj: Token, lemma: str) -> bool:
    """Whether a phrase that as often tells the place or the time names a party here."""
    words = argument_words.words()
    if word == "in":
        return lemma in words.imposing and obj.ent_type_ == "GPE"
    if word == "from" and lemma in words.imposing:
        return obj.pos_ == "PROPN" and obj.ent_type_ not in _TEMPORAL
    if word == "from" and obj.ent_type_ in {"GPE", "LOC", "FAC"}:
        return False
    if word == "at" and lemma not in words.mutual:
        return obj.ent_type_ == "PERSON" or obj.pos_ == "PRON"
    return lemma in words.facing.get(word, ()) and obj.ent_type_ not in _TEMPORAL


def _about(thing: Token, within: bool = False) -> Iterator[Filler]:
    """Parties named inside an event object: "rejected Orlo's offer", "signed a deal with Vesland", also one
    step further within ("the end of links with Vesland")."""
    eventive = event_nouns.grade(thing) in {event_nouns.STRONG, event_nouns.LIKELY}
    for child in dependents(thing):
        if child.dep_ == "poss" and eventive:
            yield Role.PARTICIPANT, child
        elif child.dep_ == "prep" and child.lower_ in _OBJECT_PREPOSITIONS:
            role = Role.PATIENT if child.lower_ == "against" else Role.PARTICIPANT
            sure = child.lower_ in _SURE_PREPOSITIONS
            for obj in dependents(child):
                if obj.dep_ == "pobj" and (sure or obj.ent_type_ in _PARTIES):
                    yield role, obj
                elif obj.dep_ == "pobj" and child.lower_ == "of" and not within:
                    yield from _about(obj, within=True)


def _beyond(thing: Token, lemma: str) -> Iterator[Filler]:
    """A party the parser hangs on the object: "bought the ship from Orlo", "withdrew troops from Vesland"."""
    for child in dependents(thing):
        if child.dep_ == "prep":
            for obj in dependents(child):
                if obj.dep_ == "pobj" and _concerned(child.lower_, obj, lemma):
                    yield Role.PARTICIPANT, obj


def _told(verb: Token) -> Token | None:
    """Who is to act in "demanded that Orlo resign", "repeated its demand that Orlo resign" and "said that
    Orlo must resign"."""
    directive = argument_words.words().directive
    lemma = event_words.verb_lemma(verb)
    demands, says = lemma in directive, lemma in event_words.verbs().reporting
    for child in dependents(verb):
        if child.dep_ == "dobj" and event_words.verb_lemma(child) in directive:
            demands = True
            clause = next((part for part in dependents(child) if part.dep_ in {"acl", "ccomp"}), None)
            if clause is not None:
                return _own_subject(clause)
        if child.dep_ == "ccomp" and ((demands and _is_wanted(child)) or (says and _is_duty(child))):
            return _own_subject(child)
    return None


def _is_wanted(verb: Token) -> bool:
    """Whether a clause says what shall be done, not what will: "urged that it be closed"."""
    helpers = {child.lower_ for child in dependents(verb) if child.dep_ == "aux"}
    return not helpers & _MODALS


def _is_duty(verb: Token) -> bool:
    return any(
        child.dep_ == "aux" and child.lower_ in {"must", "ought", "should"} for child in dependents(verb)
    )


def _own_subject(verb: Token) -> Token | None:
    return next((sub for sub in dependents(verb) if sub.dep_ in SUBJECTS), None)


def _prepositional(preposition: Token, lemma: str) -> Role | None:
    words = argument_words.words()
    word = preposition.lower_
    if preposition.dep_ == "agent":
        return Role.AGENT
    if preposition.dep_ == "dative" or word in _PARTNER_PREPOSITIONS:
        return Role.PARTICIPANT
    if word in {"to", "from"} and lemma in words.addressed:
        return Role.PARTICIPANT
    if word == "to" and lemma in words.giving:
        return Role.PARTICIPANT
    if word in {"against", "upon"}:
        return Role.PATIENT
    return None


def _subject_is_own(verb: Token) -> bool:
    """Whether the clause has a subject other than a relative pronoun."""
    subjects = [child for child in dependents(verb) if child.dep_ in SUBJECTS]
    return bool(subjects) and subjects[0].lower_ not in RELATIVE
