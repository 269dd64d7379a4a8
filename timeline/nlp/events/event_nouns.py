"""Decides which nouns name something happening.

A noun counts by what it is (lexicon, deverbal ending) and by what stands around it: a date, a
participant, a preposition of time, a verb that takes events. Strong nouns count unless the context
speaks against them, weak ones only with support; see resources/en/event_nouns.toml.
"""

from spacy.tokens import Token

from timeline.nlp.events import event_words, headlines
from timeline.nlp.summaries.clause import dependents

NOMINAL = {"NOUN", "PROPN"}
_ARGUMENT_PREPOSITIONS = {
    "of",
    "by",
    "between",
    "against",
    "with",
    "among",
    "from",
    "to",
    "into",
    "on",
    "over",
    "for",
}
_NAMES = {"ORG", "PERSON", "GPE", "FAC", "PRODUCT"}
_MODIFIERS = {"compound", "nmod", "amod", "poss"}
_SUBJECTS = {"nsubj", "nsubjpass"}

_SET = {"scheduled", "planned", "set", "due", "slated", "billed", "expected", "originally"}

STRONG, LIKELY, WEAK, STATE, DERIVED, NONE = "strong", "likely", "weak", "state", "derived", "none"
_THRESHOLD = {STRONG: 0, LIKELY: 0, WEAK: 2, STATE: 2, DERIVED: 3}


def lemma_of(token: Token) -> str:
    """The lower-case lemma, a hyphenated compound's last part if the whole is unknown."""
    lemma: str = token.lemma_.lower()
    words = event_words.nouns()
    if token.tag_ == "NNPS" or (token.pos_ == "PROPN" and lemma.endswith("s") and not lemma.endswith("ss")):
        lemma = lemma if lemma in words.strong else lemma.removesuffix("s")
    if lemma in words.strong or lemma in words.likely or lemma in words.weak:
        return lemma
    return lemma.rpartition("-")[2] or lemma


def grade(token: Token) -> str:
    """How eventive the noun is by itself: a tier of the lexicon, derived (by its ending) or none."""
    words = event_words.nouns()
    lemma = lemma_of(token)
    if lemma in words.stop:
        return NONE
    if lemma in words.strong or token.lower_ in words.strong:
        return STRONG
    if lemma in words.likely:
        return LIKELY
    if lemma in words.weak:
        return WEAK
    if lemma in words.state:
        return STATE
    if token.pos_ == "NOUN" and (lemma.endswith(words.suffixes) or _gerund(token)) and len(lemma) > 6:
        return DERIVED
    return NONE


def is_event(token: Token, dated: frozenset[int], titled: frozenset[int] = frozenset()) -> bool:
    """Whether the noun is an event here.

    `dated` holds the tokens of calendar expressions, `titled` those of title-case lines, where
    what looks like a name need not be one.
    """
    found = grade(token)
    if found == NONE or token.i in dated or _adverbial(token):
        return False
    if acts(token) or _much(token) or _is_body(token) or (inside_name(token) and token.i not in titled):
        return False
    if token.i in titled and token.pos_ == "PROPN" and found in {STRONG, LIKELY}:
        return True
    return support(token, dated) >= _THRESHOLD[found] or (found == STRONG and _alleged(token))


def _adverbial(token: Token) -> bool:
    """The noun of "in the event that", and of means: "by video conference", "by vote"."""
    if token.dep_ != "pobj":
        return False
    if token.lower_ == "charge":
        return token.head.lower_ == "in" and all(child.dep_ != "det" for child in dependents(token))
    if token.lower_ in {"event", "case"}:
        return token.head.lower_ == "in" and all(child.dep_ != "compound" for child in dependents(token))
    means = token.head.lower_ in {"by", "via"} and token.head.dep_ == "prep" and token.tag_ == "NN"
    return means and all(child.dep_ in {"compound", "amod"} for child in dependents(token))


def acts(token: Token) -> bool:
    """Whether the noun names people here: "the patrol fired shots", "both parties sat down"."""
    if token.dep_ not in _SUBJECTS or lemma_of(token) not in event_words.nouns().bodies:
        return False
    verb = token.head
    lemma = verb.lemma_.lower()
    if lemma in event_words.verbs().reporting:
        return True
    if lemma in event_words.verbs().aspectual:
        return False
    if any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in dependents(verb)):
        return token.dep_ == "nsubj"
    people = lemma_of(token) in event_words.nouns().people
    return people and lemma not in event_words.nouns().subjects_of and lemma != "be"


def inside_name(token: Token) -> bool:
    """Whether a longer name goes on behind the capitalised word: "the Competition Authority"."""
    if not token.text[0].isupper() or token.ent_type_ not in {"ORG", "PERSON", "FAC"}:
        return False
    return token.i + 1 < len(token.doc) and token.nbor(1).ent_iob_ == "I"


def _alleged(token: Token) -> bool:
    """The deed before a word of the law: "a murder charge", "piracy suspects"."""
    return token.dep_ in {"compound", "nmod"} and lemma_of(token.head) in event_words.nouns().legal


def _is_body(token: Token) -> bool:
    """ "Evacuated the diplomatic missions"."""
    words = event_words.nouns()
    return lemma_of(token) in words.bodies and any(
        child.lower_ in words.missions and child.dep_ in {"amod", "compound"} for child in dependents(token)
    )


def _much(token: Token) -> bool:
    """ "A great deal more"."""
    return token.lower_ == "deal" and any(child.lower_ in {"great", "good"} for child in dependents(token))


def is_news(token: Token, dated: frozenset[int]) -> bool:
    """Whether the noun may be an entry of its own: a plain event, or a vaguer one with a date."""
    if grade(token) in {STRONG, LIKELY}:
        return not _alleged(token)
    return has_date(token, dated) or headlines.is_occasion(token)


def has_date(token: Token, dated: frozenset[int]) -> bool:
    """Whether the noun brings a date of its own: Friday's vote, the June meeting, the raid on Monday."""
    if any(_dates(child, dated) or _is_set(child, dated) for child in dependents(token)):
        return True
    return _is_due(token, dated)


def _is_set(child: Token, dated: frozenset[int]) -> bool:
    """ "A round scheduled for 8 October": a participle that only gives the date."""
    if child.dep_ != "acl" or child.lower_ not in _SET:
        return False
    return any(_dates(phrase, dated) for phrase in dependents(child))


def _is_due(token: Token, dated: frozenset[int]) -> bool:
    """ "Results are due on 2 June": what is due on a day takes place on it."""
    verb = token.head
    due = [child for child in dependents(verb) if child.lower_ == "due"]
    if token.dep_ != "nsubj" or verb.lemma_ != "be" or not due:
        return False
    return any(_dates(child, dated) for word in (verb, *due) for child in dependents(word))


def support(token: Token, dated: frozenset[int]) -> int:
    """What the context says for (and against) an event reading; each clue counts once."""
    score = 0
    if token.dep_ in {"compound", "nmod"} and token.head.pos_ in NOMINAL:
        score -= 2
    if token.ent_type_ in _NAMES and not _alone(token):
        score -= 2
    children = list(dependents(token))
    if not children and token.tag_ == "NN":
        score -= 1
    score += 2 * has_date(token, dated)
    score += 2 * any(_argument(child, dated) for child in children)
    score += any(child.dep_ == "poss" for child in children)
    score += any(
        child.dep_ == "amod" and child.lower_ in event_words.nouns().adjectives for child in children
    )
    score += any(child.dep_ == "det" for child in children)
    return score + _governed(token)


def _alone(token: Token) -> bool:
    """Whether the recogniser took this one word for a name, as it does with DUI."""
    doc = token.doc
    ends = token.i + 1 == len(doc) or doc[token.i + 1].ent_iob_ != "I"
    return token.ent_iob_ == "B" and ends


def _gerund(token: Token) -> bool:
    return token.lower_.endswith("ing") and token.tag_ == "NN"


def _dates(child: Token, dated: frozenset[int]) -> bool:
    """A date of its own: Friday's vote, the June meeting, the raid on Monday."""
    if child.dep_ == "prep":
        return any(obj.i in dated for obj in dependents(child))
    return child.i in dated and child.dep_ in _MODIFIERS | {"nummod", "npadvmod"}


def _argument(child: Token, dated: frozenset[int]) -> bool:
    """A phrase that names who or what takes part."""
    return (
        child.dep_ == "prep"
        and child.lower_ in _ARGUMENT_PREPOSITIONS
        and any(obj.dep_ in {"pobj", "pcomp"} and obj.i not in dated for obj in dependents(child))
    )


def _governed(token: Token) -> int:
    """2 if a preposition of time or a verb that takes events governs the noun, else 0."""
    words = event_words.nouns()
    head = token.head
    if token.dep_ == "conj" and head.i != token.i:
        return 2 * (grade(head) == STRONG)
    if token.dep_ == "pobj":
        described = {child.dep_ for child in dependents(token)}
        bare = head.lower_ in {"at", "on", "under"} and not described & {"det", "poss", "nummod"}
        return 2 * (head.lower_ in words.prepositions) or bare + (bare and token.tag_ == "NN")
    if token.dep_ == "dobj" or token.dep_ == "nsubjpass":
        return 2 * (head.lemma_.lower() in words.objects_of)
    if token.dep_ in _SUBJECTS:
        return 2 * (head.lemma_.lower() in words.subjects_of)
    return 0
