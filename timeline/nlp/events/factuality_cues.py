"""What a word's own clause says about whether it happened: auxiliaries, negation, mood, tense."""

from dataclasses import dataclass

from spacy.tokens import Token

from timeline.nlp.events import embedding, event_verbs, event_words
from timeline.nlp.events.factuality_words import words
from timeline.nlp.summaries.clause import Clause, Part, dependents, first_conjunct, is_present
from timeline.terms import Factuality

_SUBJECTS = {"nsubj", "nsubjpass"}
_NOMINAL = {"NOUN", "PROPN"}
_PRESENT = {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "has", "have", "'ve", "’ve"}
_MODIFIERS = {"amod", "acl", "advmod", "compound"}
# before a gerund: what was not done
_UNDONE_AFTER = {"instead of", "rather than", "short of", "far from", "close to"}
_NO = {"no", "neither"}
_NOT = {"not", "n't", "n’t"}
_ENDS = {"until", "till"}
# "at war with its neighbour since April": how many tokens may stand between
_SINCE_REACH = 5


@dataclass(frozen=True, slots=True)
class Stance:
    """A factuality and the word that says so; no word for what simply occurred."""

    value: Factuality
    word: str | None = None


OCCURRED = Stance(Factuality.OCCURRED)


class Stances:
    """The stances of one text's words, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, Stance] = {}
        self._parents: dict[int, Token | None] = {}

    def of(self, token: Token) -> Stance:
        known = self._known.get(token.i)
        if known is None:
            known = self._known[token.i] = of(token)
        return known

    def parent(self, token: Token) -> Token | None:
        """The word that embeds `token`, as `embedding.content_parent` finds it."""
        if token.i not in self._parents:
            self._parents[token.i] = embedding.content_parent(token)
        return self._parents[token.i]


def of(token: Token) -> Stance:
    """The stance of a verb, event noun or predicate adjective, its embedding left aside."""
    if token.pos_ in _NOMINAL:
        return _of_noun(Clause.of(token))
    if token.dep_ in {"acomp", "oprd"} and token.head.i != token.i:
        token = token.head
    clause = Clause.of(token)
    if (opener := _opener(clause)) is not None:
        return Stance(Factuality.HYPOTHETICAL, opener.text)
    for judge in (_negated, _conditional, _modal, _infinitive, _adverbial, _asked, _ongoing):
        stance = judge(clause)
        if stance is not None:
            return stance
    return OCCURRED


def _negated(clause: Clause) -> Stance | None:
    negator = _negator(clause)
    if negator is None:
        return None
    modals = (helper.lower_ for helper in clause.auxiliaries)
    modal = next((modal for modal in modals if modal in words().auxiliaries), None)
    if modal is not None and modal not in words().firm:
        return Stance(Factuality.HYPOTHETICAL, modal)
    if negator.lower_ in _NOT and _until(clause):
        late = modal is not None or clause.is_present
        return Stance(Factuality.PLANNED, modal or negator.text) if late else OCCURRED
    return Stance(Factuality.DENIED, negator.text)


def _until(clause: Clause) -> bool:
    """Whether something happens after all: "did not meet until October"."""
    return any(
        (part.role == "prep" and part.word in _ENDS)
        or (part.role == "advcl" and Clause.of(part.token).find({"mark"}, _ENDS) is not None)
        for part in clause.parts
    )


def _negator(clause: Clause) -> Token | None:
    """The word that negates the clause, also from the verb before in a coordination."""
    for part in clause.parts:
        if part.role == "neg" or (part.role in {"preconj", "advmod"} and part.word in {"never", "neither"}):
            return None if _harmless(part.token) else part.token
        if part.role in {"nsubj", "nsubjpass", "dobj"} and _negative_phrase(part):
            return part.token
    governed = _negative_preposition(clause.token)
    if governed is not None:
        return governed
    if (nor := _nor(clause.token)) is not None:
        return nor
    partner = clause.partner
    return _own_negator(partner) if partner is not None and not _contrasted(partner) else None


def _own_negator(clause: Clause) -> Token | None:
    return next((p.token for p in clause.parts if p.role == "neg" and not _harmless(p.token)), None)


def _nor(token: Token) -> Token | None:
    """The conjunction of "nor has it ..."."""
    if token.dep_ != "conj":
        return None
    nor = Clause.of(token.head).find({"cc"}, {"nor"})
    return nor if nor is not None and nor.i < token.i else None


def _negative_preposition(token: Token) -> Token | None:
    """Without, instead of, short of, far from, close to: before a gerund; "stay rather than leave"."""
    if token.dep_ == "conj":
        than = next((c for c in dependents(token.head) if c.lower_ == "than" and c.i < token.i), None)
        return than if than is not None and than.i > 0 and than.nbor(-1).lower_ == "rather" else None
    if token.dep_ != "pcomp":
        return None
    preposition = token.head
    if preposition.lower_ == "without":
        return preposition
    before = preposition.nbor(-1) if preposition.i > 0 else preposition
    return before if f"{before.lower_} {preposition.lower_}" in _UNDONE_AFTER else None


def _harmless(negator: Token) -> bool:
    doc = negator.doc
    return negator.i + 1 < len(doc) and doc[negator.i + 1].lower_ in words().harmless


def _contrasted(clause: Clause) -> bool:
    """Whether "but" ends the reach of a negation over what follows."""
    return clause.find({"cc"}, {"but", "yet"}) is not None


def _negative_phrase(part: Part) -> bool:
    if part.word in words().negative_subjects:
        return True
    return any(child.dep_ in {"det", "neg"} and child.lower_ in _NO for child in dependents(part.token))


def _conditional(clause: Clause) -> Stance | None:
    """What is coordinated with a clause after "if", or depends on such a clause and has no date."""
    token, own = clause.token, None
    if token.dep_ == "conj" and token.head.dep_ == "advcl":
        own = _opener(Clause.of(token.head))
    if own is None:
        condition = condition_of(clause)
        if condition is not None and _is_future(clause) and not _dated(clause):
            own = condition
    return Stance(Factuality.HYPOTHETICAL, own.text) if own is not None else None


def _opener(clause: Clause) -> Token | None:
    """The "if" or inverted auxiliary that opens a conditional clause."""
    mark = clause.find({"mark", "advmod"}, words().conditional)
    if mark is not None and mark.i < clause.token.i:
        return mark
    that = clause.find({"mark"}, {"that"})
    if that is not None and that.i > 0 and that.nbor(-1).lower_ in {"event", "case"}:
        return that.nbor(-1)
    return _inverted(clause) if clause.token.dep_ != "ROOT" else None


def is_condition(token: Token) -> bool:
    """Whether this is the undated verb of "if the deal is rejected"."""
    if token.pos_ != "VERB":
        return False
    clause = Clause.of(token)
    return clause.find({"mark"}, {"if", "unless"}) is not None and not _dated(clause)


def _inverted(clause: Clause) -> Token | None:
    """The auxiliary of "had the vote been lost" and "should they attack": before its subject."""
    helper = clause.find({"aux", "auxpass"}, {"should", "had", "were"})
    subject = next((part.token for part in clause.parts if part.role in _SUBJECTS), None)
    return helper if helper is not None and subject is not None and helper.i < subject.i else None


def condition_of(clause: Clause) -> Token | None:
    """The "if" or "in the event" the clause depends on."""
    for part in clause.parts:
        if part.role == "advcl":
            mark = Clause.of(part.token).find({"mark"}, {"if", "unless", "provided", "should"})
            if mark is not None:
                return mark
        if part.role == "prep" and part.word == "in":
            case = Clause.of(part.token).find({"pobj"}, {"event", "case"})
            if case is not None:
                return case
    return None


def _is_future(clause: Clause) -> bool:
    return any(helper.lower_ in words().auxiliaries for helper in clause.auxiliaries)


def _dated(clause: Clause) -> bool:
    return any(
        part.token.ent_type_ == "DATE"
        or (part.role == "prep" and any(obj.ent_type_ == "DATE" for obj in dependents(part.token)))
        for part in clause.parts
    )


def _modal(clause: Clause) -> Stance | None:
    helpers = clause.auxiliaries
    for helper in helpers:
        effect = words().auxiliaries.get(helper.lower_)
        past = clause.token.tag_ == "VBD" or (helper.lower_ == "'d" and clause.token.tag_ == "VBN")
        if effect is None or past:
            continue  # "'d" is "had"; a modal before a past tense is a name: "May wept"
        if helper.lower_ == "would" and _reported_future(clause, helpers):
            effect = "planned"
        if helper.lower_ == "should" and _dated(clause):
            effect = "cancelled" if any(other.lower_ == "have" for other in helpers) else "planned"
        return Stance(Factuality(effect), helper.text)
    return None


def _reported_future(clause: Clause, helpers: list[Token]) -> bool:
    """Said it would close: the future seen from a past report."""
    if any(helper.lower_ in {"have", "'ve"} for helper in helpers) or condition_of(clause) is not None:
        return False
    if any(part.role in _SUBJECTS and _any(part.token) for part in clause.parts):
        return False
    token = first_conjunct(clause.token)
    verbs = event_words.verbs()
    lemma = event_words.verb_lemma(token.head)
    return token.dep_ in {"ccomp", "parataxis"} and (lemma in verbs.reporting or lemma in verbs.speech_act)


def _any(noun: Token) -> bool:
    """A thing that need not be: "any attack"."""
    return any(child.dep_ == "det" and child.lower_ == "any" for child in dependents(noun))


def _infinitive(clause: Clause) -> Stance | None:
    """A purpose or a headline's future: "flew in to sign", "Minister to visit Orlo"."""
    token = clause.token
    if token.dep_ not in {"advcl", "ROOT", "relcl"} or _superlative(token.head) or _results(token):
        return None
    to = clause.find({"aux"}, {"to"})
    if to is None:
        return None
    nothing = token.dep_ == "relcl" and token.head.lower_ in words().negative_subjects
    return Stance(Factuality.DENIED if nothing else Factuality.PLANNED, to.text)


def _results(verb: Token) -> bool:
    """Whether the infinitive tells an outcome: "beat Orlo to win the cup"."""
    main = verb.head
    return main.tag_ == "VBD" and event_words.verb_lemma(main) in words().resulting


def _superlative(noun: Token) -> bool:
    """What follows "the first" and "the first woman" occurred: "to win the title"."""
    return any(word.lower_ in {"first", "last", "only"} for word in (noun, *dependents(noun)))


def _adverbial(clause: Clause) -> Stance | None:
    for part in clause.parts:
        effect = words().adverbs.get(part.word) if part.role in {"advmod", "neg"} else None
        if effect is not None and (effect != "ongoing" or clause.is_present):
            return Stance(Factuality(effect), part.token.text)
    return None


def _asked(clause: Clause) -> Stance | None:
    """The main clause of a question."""
    root = first_conjunct(clause.token)
    asked = root.dep_ == "ROOT" and root.right_edge.text == "?"
    return Stance(Factuality.HYPOTHETICAL, "?") if asked else None


def _ongoing(clause: Clause) -> Stance | None:
    """Progressive told in the present, or present and perfect with "since"; not what is done "no longer"."""
    helpers = clause.auxiliaries
    if clause.find({"advmod"}, {"longer"}) is not None:
        return None
    if clause.token.tag_ == "VBG" and _progressive(clause, helpers):
        soon = next((part.token for part in clause.parts if _comes(part)), None)
        if soon is not None:
            return Stance(Factuality.PLANNED, soon.text)
        return Stance(Factuality.ONGOING, helpers[0].text if helpers else clause.token.text)
    if clause.is_present and any(helper.lower_ == "being" for helper in helpers):
        return Stance(Factuality.ONGOING, helpers[0].text)
    since = since_of(clause)
    if since is not None and clause.is_present:
        return Stance(Factuality.ONGOING, since.text)
    return None


def _progressive(clause: Clause, helpers: list[Token]) -> bool:
    if not helpers:
        return clause.token.dep_ == "ROOT" and any(part.role in _SUBJECTS for part in clause.parts)
    return helpers[0].lower_ in _PRESENT


def _comes(part: Part) -> bool:
    """A date that lies ahead: tomorrow, next week."""
    if part.word in words().future:
        return True
    return part.token.ent_type_ == "DATE" and any(
        child.lower_ in words().future for child in dependents(part.token)
    )


def since_of(clause: Clause) -> Token | None:
    """The "since" that opens a span up to now."""
    return clause.find({"prep", "mark"}, {"since"})


def _of_noun(clause: Clause) -> Stance:
    for part in clause.parts:
        if part.role in {"det", "neg"} and part.word in _NO:
            opener = _opener(Clause.of(clause.token.head))
            value = Factuality.DENIED if opener is None else Factuality.HYPOTHETICAL
            return Stance(value, (opener or part.token).text)
        if part.role == "prep" and any(_comes(Part("", obj.lower_, obj)) for obj in dependents(part.token)):
            return Stance(Factuality.PLANNED, part.token.text)
        if part.role == "acl" and (to := _coming(part.token)) is not None:
            return Stance(Factuality.PLANNED, to.text)
        effect = words().modifiers.get(part.word) if part.role in _MODIFIERS else None
        if effect is not None:
            return Stance(Factuality(effect), part.token.text)
    token = clause.token
    if (due := _due(token)) is not None:
        return Stance(Factuality.PLANNED, due.text)
    if token.dep_ in _SUBJECTS and _any(token) and _is_future(Clause.of(token.head)):
        return Stance(Factuality.HYPOTHETICAL, "any")
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return Stance(Factuality.DENIED, token.head.text)
    return _lasting(clause) or OCCURRED


def _due(noun: Token) -> Token | None:
    """The word for a date that is set: "results are due on 2 June", "the trial was scheduled for May"."""
    verb = noun.head
    if noun.dep_ not in _SUBJECTS or verb.i == noun.i:
        return None
    said = [verb, *(child for child in dependents(verb) if child.dep_ == "acomp")]
    if any(child.dep_ in {"neg", "xcomp"} for word in said for child in dependents(word)):
        return None
    return next((w for w in said if w.tag_ != "VBD" and words().adjectives.get(w.lower_) == "planned"), None)


def _coming(verb: Token) -> Token | None:
    """The "to" of "talks to take place in May", "a vote to be held"."""
    verbs = event_words.verbs()
    lemma = event_words.verb_lemma(verb)
    phase = lemma in verbs.occurring or lemma in verbs.aspectual or event_verbs.takes_place(verb)
    if not phase and not (verb.tag_ == "VBN" and lemma in verbs.light):
        return None
    return Clause.of(verb).find({"aux"}, {"to"})


def _lasting(clause: Clause) -> Stance | None:
    """What still holds: "the war since April", "is at war", "on strike since Monday"."""
    noun = clause.token
    since = since_of(clause)
    if since is None and noun.dep_ == "pobj" and noun.head.lower_ in {"at", "on", "under"}:
        verb = noun.head.head
        if verb.lemma_ in {"be", "remain", "stay"} and is_present(verb):
            return Stance(Factuality.ONGOING, verb.text)
        since = since_of(Clause.of(verb))
        if since is not None and not noun.i < since.i <= noun.i + _SINCE_REACH:
            since = None
    return Stance(Factuality.ONGOING, since.text) if since is not None else None
