"""Decides what a name names: person, organisation, place or thing, by votes over all its mentions."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from timeline.nlp.actors import gazetteer, places
from timeline.nlp.actors.entities import Words
from timeline.nlp.actors.gazetteer import NOUNS, PERSON_WORDS, WORDS
from timeline.nlp.actors.mentions import Name, words_in_lower_case
from timeline.terms import ActorKind

_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]")
_PERSON, _ORGANISATION, _PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


_FIRMS = gazetteer.SURE_ORGANISATIONS | WORDS["companies"] - NOUNS["either"]
# how much a short name tells of the long one that begins with it
_OF_SHORT = 6
# how many different words of business make a text one about firms
_BUSINESS_WORDS = 3


@dataclass(slots=True)
class NameGroup:
    """All mentions of one spelling (folded words) and the votes on what it is."""

    words: Words
    mentions: list[Name] = field(default_factory=list)
    votes: Counter[ActorKind] = field(default_factory=Counter)
    gender: str = ""
    kind: ActorKind = ActorKind.OTHER
    firm: bool = False
    # whether anything but the recogniser speaks for a person
    human: bool = False


def group(doc: Doc, found: list[Name]) -> list[NameGroup]:
    """Names that are in no table, by spelling, each with its kind; longest spellings first."""
    groups: dict[Words, NameGroup] = {}
    lower = words_in_lower_case(doc)
    alone = {name.words[0] for name in found if len(name.words) == 1}
    for name in found:
        if name.sense:
            continue
        entry = groups.setdefault(name.words, NameGroup(name.words))
        entry.mentions.append(name)
        _vote(doc, name, entry)
        if name.label is _PERSON and lower.intersection(name.words):
            entry.votes[_PERSON] -= 2
    for entry in groups.values():
        if not entry.votes[_PLACE] and _shortened_to_surname(entry.words, alone, groups):
            entry.votes[_PERSON] += 3
        short = groups.get(entry.words[:1])
        if short is not None and short is not entry and not entry.human:
            entry.votes[_ORGANISATION] += min(short.votes[_ORGANISATION], _OF_SHORT)
    sports = len(lower & WORDS["sports"]) >= _BUSINESS_WORDS
    _lend_to_short_forms(groups, WORDS["teams"] if sports else frozenset())
    business = len(lower & WORDS["business"]) >= _BUSINESS_WORDS
    for entry in groups.values():
        if business and len(entry.mentions) > 1 and len(entry.words) == 1 and not entry.human:
            # where a text is about firms, a word that is nobody's surname is a firm
            entry.votes[_ORGANISATION] += 2
        if sports and len(entry.words) > 1 and entry.words[-1] in WORDS["teams"] and not entry.human:
            entry.votes[_ORGANISATION] += 6 * len(entry.mentions)
        _decide(entry)
    return sorted(groups.values(), key=lambda g: (-len(g.words), g.mentions[0].first))


def by_title(entry: NameGroup) -> list[NameGroup]:
    """The mentions with "Mr", those with "Ms", and the rest, if a surname is used with and without."""
    parts: dict[str, list[Name]] = {}
    for name in entry.mentions:
        gender = next(filter(None, map(gazetteer.gender_of_title, name.titles)), "")
        parts.setdefault(gender, []).append(name)
    if len(parts) < 2 or len(entry.words) > 1:
        return [entry]
    return [
        replace(entry, mentions=parts[gender], gender=gender, kind=_PERSON if gender else entry.kind)
        for gender in sorted(parts, reverse=True)
    ]


def _lend_to_short_forms(groups: dict[Words, NameGroup], teams: frozenset[str]) -> None:
    """ "Orlo" beside "Orlo Foods AS" is the firm, if nothing speaks of a person of that name."""
    surnames = {words[-1] for words, entry in groups.items() if len(words) > 1 and entry.human}
    firm = NOUNS["company_designators"] | NOUNS["firm_words"] | {"party"} | teams
    for words in groups:
        if words[-1] not in firm:
            continue
        for end in range(1, min(len(words), 4)):
            short = groups.get(words[:end])
            if short is not None and not short.human and words[0] not in surnames:
                short.votes[_ORGANISATION] += 4 * len(short.mentions)


def _shortened_to_surname(words: Words, alone: set[str], groups: dict[Words, NameGroup]) -> bool:
    """People come back by their last word, firms by their first."""
    if len(words) not in (2, 3) or words[-1] not in alone or words[0] in alone or words[:-1] in groups:
        return False
    if set(words) & WORDS["little"]:
        return False
    return words[-1] not in NOUNS["organisation_words"] and words[-1] not in NOUNS["place_words"]


def _vote(doc: Doc, name: Name, entry: NameGroup) -> None:
    votes = entry.votes
    if name.label:
        votes[name.label] += 2
    words = name.words
    if name.titles:
        votes[_PERSON] += 6
        entry.human = True
        entry.gender = entry.gender or next(filter(None, map(gazetteer.gender_of_title, name.titles)), "")
    elif words[0] in gazetteer.ROYAL and len(words) > 1:
        entry.gender = entry.gender or gazetteer.gender_of_title(words[0])
    given = words[0] in gazetteer.MALE_NAMES or words[0] in gazetteer.FEMALE_NAMES
    entry.human = entry.human or given
    if given:
        votes[_PERSON] += 3 if len(words) > 1 else 0
        entry.gender = entry.gender or gazetteer.gender_of_given(words[0])
    _vote_by_words(name, votes)
    human = votes[_PERSON]
    _vote_by_context(doc, name, votes)
    # firms and teams act and speak too: that alone makes no person of a single word
    entry.human = entry.human or votes[_PERSON] > human + (len(words) == 1)


def _vote_by_words(name: Name, votes: Counter[ActorKind]) -> None:
    """What the tables and the shape of the name say."""
    words = name.words
    if gazetteer.is_place(name.text):
        votes[_PLACE] += 5
    elif gazetteer.is_company(name.text):
        votes[_ORGANISATION] += 5
    last = words[-1]
    if len(words) > 1 and gazetteer.is_place(" ".join(words[:-1]).title()):
        votes[_ORGANISATION] += 5
    if len(words) > 1 and (last in NOUNS["thing_words"] or gazetteer.names_craft(words)):
        votes[ActorKind.OTHER] += 8
    if _INITIALS.match(name.text):
        votes[_PERSON] += 4
    if firm := _firmness(name):
        votes[_ORGANISATION] += firm
    elif last in NOUNS["place_words"] and len(words) > 1:
        votes[_PLACE] += 3
    if name.text[:1].islower() and not name.text.islower():
        votes[ActorKind.OTHER] += 6
    elif len(words) > 1 and last.isdigit():
        votes[ActorKind.OTHER] += 3
    if len(words) == 1 and name.text.isupper() and 2 <= len(name.text) <= 6:
        votes[_ORGANISATION] += 2


def _firmness(name: Name) -> int:
    """How surely the last word of a name makes it a firm's or body's."""
    last = name.words[-1]
    if len(name.words) == 1:
        return 3 if last in NOUNS["organisation"] else 0
    if name.text.split()[-1].lower() in NOUNS["company_designators"]:
        return 6
    if last in NOUNS["organisation_words"] or set(name.words[:-1]) & NOUNS["body_words"]:
        return 3
    return 4 if last in NOUNS["firm_words"] else 0


def _vote_by_context(doc: Doc, name: Name, votes: Counter[ActorKind]) -> None:
    head: Token = doc[name.head]
    before = doc[name.first - 1] if name.first else None
    if before is not None and before.lower_ in _FIRMS:
        votes[_ORGANISATION] += 3
    elif before is not None and before.lower_ in gazetteer.SURE_PERSONS:
        votes[_PERSON] += 4
    if _apposed_to_person(doc, name):
        votes[_PERSON] += 3
    if has_officers(head):
        votes[_ORGANISATION] += 4
    if kind := _kind_told(doc, name):
        votes[kind] += 4
    if name.last + 1 < len(doc) and doc[name.last].text == "," and doc[name.last + 1].lower_ == "which":
        votes[_PERSON] -= 3
    if before is not None and before.lower_ == "the":
        votes[_PERSON] -= 2
    if has_age(doc, name) or _behind_office_of(doc, name):
        votes[_PERSON] += 4
    _vote_by_verb(head, votes)
    if head.dep_ == "nsubj" and (head.head.lemma_ in WORDS["speech"] or places.acts(head)):
        votes[_PERSON] += 1
    if any(c.dep_ == "relcl" and any(w.lower_ in ("who", "whom") for w in c.children) for c in head.rights):
        votes[_PERSON] += 3
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "near", "outside") and len(name.words) < 3:
        votes[_PLACE] += 3


def _vote_by_verb(head: Token, votes: Counter[ActorKind]) -> None:
    """ "Orlo was born", "they crossed the Skarn", "they met at Brist"."""
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in WORDS["lives"]:
        votes[_PERSON] += 4
    if head.dep_ == "dobj" and head.head.lemma_ in ("found", "co-found"):
        votes[_ORGANISATION] += 3
    if head.dep_ == "dobj" and head.head.lemma_ in WORDS["crossing"]:
        votes[_PLACE] += 3
    if head.dep_ == "pobj" and head.head.lower_ == "at" and head.head.head.lemma_ in WORDS["gathering"]:
        votes[_PLACE] += 3


def _behind_office_of(doc: Doc, name: Name) -> bool:
    """ "the president of Norland Ana Orlo", "the president of the trade union Ana Orlo"."""
    first = name.first - 1
    if len(name.words) < 2 or first < 2:
        return False
    if doc[first].is_lower:
        if name.words[0] not in gazetteer.GIVEN_NAMES:
            return False
        while first > 2 and first > name.first - 4 and doc[first].lower_ != "the":
            first -= 1
    return doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in PERSON_WORDS


def has_age(doc: Doc, name: Name) -> bool:
    """ "Orlo, 52, resigned", "52-year-old Orlo"."""
    if name.first and doc[name.first - 1].lower_ in ("old", "year-old"):
        return True
    if name.last + 2 >= len(doc) or doc[name.last].text != ",":
        return False
    age = doc[name.last + 1].text
    return age.isdigit() and 1 < int(age) < 110 and doc[name.last + 2].text in (",", ".")


def _apposed_to_person(doc: Doc, name: Name) -> bool:
    """ "the auditor, Tam Orlo" and "Tam Orlo, the auditor"."""
    if name.first > 1 and doc[name.first - 1].text == "," and doc[name.head].dep_ == "appos":
        before = name.first - 2
        if before > 1 and doc[before - 1].lower_ == "of":
            before -= 2
        if len(name.words) > 1 or before < name.first - 2:
            return doc[before].lower_ in gazetteer.SURE_PERSONS
    if len(name.words) < 2:
        return False
    if name.last + 2 >= len(doc) or doc[name.last].text != ",":
        return False
    return any(
        token.dep_ == "appos" and token.lower_ in gazetteer.SURE_PERSONS
        for token in doc[name.last + 1 : name.last + 5]
    )


def _kind_told(doc: Doc, name: Name) -> ActorKind | None:
    """What a noun calls it: "the town of Brist", "Orlo, a Danish company"."""
    head = doc[name.head]
    of = head.head.head.lower_ if head.dep_ == "pobj" and head.head.lower_ == "of" else ""
    if of in NOUNS["place"] or of in WORDS["heads_of_places"]:
        return _PLACE
    if name.last >= len(doc) or doc[name.last].text != ",":
        return None
    for token in doc[name.last + 1 : name.last + 5]:
        if token.dep_ == "appos" and (token.lower_ in _FIRMS or doc[token.i - 1 : token.i + 1].text == "-up"):
            return _ORGANISATION
        if token.dep_ == "appos" and token.lower_ in NOUNS["town_nouns"]:
            return _PLACE
    return None


def has_officers(head: Token) -> bool:
    """ "Orlo's chief executive", "the chairman of Orlo", "shares in Orlo"."""
    owned = head.head if head.dep_ in ("poss", "compound") else None
    if head.dep_ == "pobj" and head.head.lower_ in ("of", "in"):
        owned = head.head.head
    return owned is not None and owned.lemma_.lower() in NOUNS["of_firms"]


def _decide(entry: NameGroup) -> None:
    if not entry.votes or max(entry.votes.values()) <= 0:
        return
    if len(entry.words) == 1 and not entry.human:
        entry.votes[_PERSON] = min(entry.votes[_PERSON], 1)
        entry.votes[ActorKind.OTHER] += 1
    order = [_PERSON, _ORGANISATION, _PLACE, ActorKind.GROUP, ActorKind.OTHER]
    best = max(order, key=lambda kind: (entry.votes[kind], -order.index(kind)))
    entry.kind = best
    entry.firm = entry.votes[best] >= 4 * max(1, len(entry.mentions)) or (
        best is _PERSON and len(entry.words) > 1
    )
