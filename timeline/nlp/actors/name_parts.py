"""Puts names together that were found in two parts: "Orlo & Brist", "Bank of Norland", "Orlo Foods AS"."""

from spacy.tokens import Doc

from timeline.nlp.actors.gazetteer import GIVEN_NAMES, NOUNS, TITLES, WORDS
from timeline.nlp.actors.mentions import Name, make_name
from timeline.terms import ActorKind

# designators as written behind a firm's name, of which the tagger makes something else
DESIGNATORS = frozenset({"AS", "ASA", "A/S", "ApS", "SE", "SA", "AB", "AG", "NV", "BV", "Oyj", "plc", "PLC"})


def joined(doc: Doc, found: list[Name]) -> list[Name]:
    """Join a name that was cut in two: a given name left outside its entity."""
    joined: list[Name] = []
    for name in found:
        if joined and _continues(doc, joined[-1], name):
            previous = joined.pop()
            label = name.label or previous.label
            if previous.words[-1] in WORDS["particles"]:
                label = previous.label
            if name.first > previous.last:
                label = (
                    ActorKind.PLACE if previous.words[-1] in NOUNS["place_words"] else ActorKind.ORGANISATION
                )
            joined.append(make_name(doc, previous.first, name.last, label, titles=previous.titles))
        else:
            joined.append(name)
    return joined


def _continues(doc: Doc, left: Name, right: Name) -> bool:
    if _of_place(doc, left, right) or _firm_of_two(doc, left, right):
        return True
    behind = left.last == right.first and not left.sense
    if behind and (right.text in DESIGNATORS or right.text.lower() in WORDS["teams"]):
        return True
    if left.last == right.first and left.label is ActorKind.PERSON and left.words[-1] in WORDS["particles"]:
        return True
    if left.last != right.first or left.sense or right.sense or (left.titles and right.titles):
        return False
    person = ActorKind.PERSON
    given = len(left.words) == 1 and left.words[0] in GIVEN_NAMES
    if (
        given
        and left.label in (person, None)
        and not right.titles
        and len(right.words) == 1
        and doc[left.head].dep_ == "compound"
    ):
        return True
    if right.label is None and (len(left.words) > 1 or left.words[0] not in GIVEN_NAMES):
        return False
    if right.titles or not (left.label in (person, None) and right.label in (person, None)):
        return False
    if left.label is None and left.text.isupper() and len(left.text) > 1 and "." not in left.text:
        return False
    if left.words[-1] in TITLES or left.words[-1] in NOUNS["person"]:
        return False
    return doc[left.head].head.i in range(right.first, right.last) or doc[right.head].head.i in range(
        left.first, left.last
    )


def _firm_of_two(doc: Doc, left: Name, right: Name) -> bool:
    """ "Orlo & Brist"."""
    return right.first == left.last + 1 and doc[left.last].text == "&" and not left.sense and not right.sense


def _of_place(doc: Doc, left: Name, right: Name) -> bool:
    """ "Gulf of Norland", "Bank of Norland": one name of three parts."""
    if right.first != left.last + 1 or doc[left.last].lower_ != "of" or left.sense or right.sense == "people":
        return False
    word = left.words[-1]
    return (
        word in NOUNS["place_words"]
        or word in NOUNS["organisation_words"]
        or word in ("bank", "horn", "cape")
    )
