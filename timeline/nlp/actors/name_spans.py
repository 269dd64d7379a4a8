"""Finds names: those of the tables, the recogniser's, and what is left of capitals; none overlap."""

import re
from collections.abc import Iterator

from spacy.attrs import IS_LOWER, IS_PUNCT
from spacy.tokens import Doc, Span, Token

from timeline.nlp.actors import gazetteer, name_parts, table_names
from timeline.nlp.actors.gazetteer import GIVEN_NAMES, NOUNS, PERSON_WORDS, TITLES, WORDS
from timeline.nlp.actors.mentions import Name, make_name, words_in_lower_case
from timeline.terms import ActorKind

NAME_LABELS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "GPE": ActorKind.PLACE,
    "NORP": ActorKind.GROUP,
    "LOC": ActorKind.PLACE,
    "FAC": ActorKind.PLACE,
    "PRODUCT": ActorKind.OTHER,
    "WORK_OF_ART": ActorKind.OTHER,
}
SKIPPED_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "EVENT", "LAW"})
_LONGEST_NAME = 12
# words that no name of a person or thing goes on after
_CUTS = frozenset({"on", "at", "from", "with", "by", "after", "before", "during", "against", "over"})
_NO_END = _CUTS | {"'s", "’s", "'", "’", "the", "of", "and"}
_OFFICES = NOUNS["person"] - NOUNS["relations"]
_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_SCORE = re.compile(r"\d+[-–]\d+")
# titles that are common surnames too
_SURNAMES = frozenset({"king", "prince", "justice", "marshal", "count", "elder", "pope", "judge"})
# what may follow a person's name
_LETTERS = frozenset({"KC", "QC", "Jr", "Jr.", "Sr", "Sr.", "MP", "MEP"})
_CLOSING = frozenset(f"{word.rstrip('.')}." for word in NOUNS["company_designators"])
_MARKERS = frozenset({"right", "left", "centre", "center", "r", "l", "c", "photo", "image", "file"})


def find(doc: Doc, skipped: bytearray) -> list[Name]:
    """Names in text order, never overlapping: table names first, then the recogniser, then capitals."""
    taken = bytearray(skipped)
    found = table_names.find(doc, taken)
    surnames = frozenset(e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1) | _defined(doc)
    for entity in doc.ents:
        if entity.label_ in NAME_LABELS:
            found.extend(_entity_names(doc, entity, taken, surnames))
        elif entity.label_ in SKIPPED_LABELS:
            end = _before_subject(doc, entity)
            taken[entity.start : end] = b"\1" * (end - entity.start)
    found.extend(_capital_runs(doc, taken, surnames))
    found.sort(key=lambda name: name.first)
    lower = words_in_lower_case(doc, frozenset(("NOUN", "VERB", "ADJ")))
    return name_parts.joined(
        doc, [name for name in found if not _is_noise(doc, name) and not _is_common(doc, name, lower)]
    )


def _defined(doc: Doc) -> set[str]:
    """Abbreviations told in brackets, "(SDT)": elsewhere the tagger may take them for nouns."""
    return set(_BRACKETED.findall(doc.text))


def _before_subject(doc: Doc, entity: Span) -> int:
    """The end of a date without the name behind it: "In 2004 Norland joined" has a subject."""
    last = doc[entity.end - 1]
    swallowed = len(entity) > 1 and last.pos_ == "PROPN" and last.dep_ in ("nsubj", "nsubjpass")
    return int(entity.end - 1 if swallowed and last.nbor(-1).like_num else entity.end)


def _entity_names(doc: Doc, entity: Span, taken: bytearray, surnames: frozenset[str]) -> Iterator[Name]:
    """The free stretches of an entity, without articles, titles and possessives."""
    first = entity.start
    person = _person_after_place(doc, entity)
    if person:
        if name := _trimmed(doc, person, entity.end, ActorKind.PERSON, surnames):
            yield name
        taken[person : entity.end] = b"\1" * (entity.end - person)
    for index in range(entity.start, entity.end + 1):
        closed = index < entity.end and _closes_firm(doc, first, index)
        if (
            closed
            or index == entity.end
            or taken[index]
            or doc[index].text in (":", ";", "(", ")")
            or "\n" in doc[index].text
        ):
            if name := _trimmed(doc, first, index, NAME_LABELS[entity.label_], surnames):
                yield name
            first = index + (not closed)
    taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)


def _closes_firm(doc: Doc, first: int, index: int) -> bool:
    """Whether "Orlo GmbH." ended before this token: the recogniser may run on into the next sentence."""
    if index == first:
        return False
    last, word = doc[index - 1].text, doc[index].lower_
    return last.endswith(".") and last.lower() in _CLOSING and word not in NOUNS["company_designators"]


def _person_after_place(doc: Doc, entity: Span) -> int:
    """Where "Oksana Reyl" begins in "the minister of Corvane Oksana Reyl"; 0 if nowhere."""
    if len(entity) < 3 or doc[entity.start - 1].lower_ != "of":
        return 0
    given = entity[-2].lower_
    first = entity[0].lower_
    if given not in GIVEN_NAMES or first in GIVEN_NAMES:
        return 0
    office = any(token.lower_ in _OFFICES for token in doc[max(entity.start - 5, 0) : entity.start])
    return int(entity.end - 2) if office else 0


def _capital_runs(doc: Doc, taken: bytearray, surnames: frozenset[str]) -> Iterator[Name]:
    """Runs of proper nouns that the recogniser passed over."""
    index, size = 0, len(doc)
    small = doc.to_array([IS_LOWER, IS_PUNCT]).any(axis=1).tolist()
    while index < size:
        if small[index] or taken[index] or not _is_written_as_name(doc[index], surnames):
            index += 1
            continue
        last = index + 1
        while last < size and not taken[last] and _is_written_as_name(doc[last], surnames):
            last += 1
        if name := _trimmed(doc, index, last, None, surnames):
            yield name
        index = last


def _is_written_as_name(token: Token, surnames: frozenset[str]) -> bool:
    """A proper noun with a capital, a surname told before, or a trade name with its capital inside."""
    text = token.text
    if text.islower():
        return False
    if text[:1].isupper() and (token.pos_ == "PROPN" or text in surnames):
        return True
    return text.isalpha() and not text.isupper() and any(char.isupper() for char in text[1:])


def _with_tail(doc: Doc, first: int, last: int, label: ActorKind | None) -> int:
    """The end of a name with what the recogniser may have left out: number, syllable, legal form, letters."""
    last = _with_number(doc, first, last)
    last = _with_syllable(doc, first, last, label)
    last = _with_designator(doc, first, last)
    lettered = last < len(doc) and doc[last].text in _LETTERS and label is ActorKind.PERSON
    return last + 1 if lettered else last


def _with_number(doc: Doc, first: int, last: int) -> int:
    """ "Lantern 4": a model number after the name belongs to it; a year does not."""
    if last < len(doc) and doc[last].is_digit and len(doc[last].text) < 4:
        token = doc[last]
        if token.dep_ == "nummod" and first <= token.head.i < last:
            return last + 1
    return last


def _trimmed(
    doc: Doc, first: int, last: int, label: ActorKind | None, surnames: frozenset[str]
) -> Name | None:
    """Strip what is not part of the name; None if nothing capitalised is left."""
    while first < last and not _may_begin(doc[first]):
        first += 1
    while first < last and first and doc[first - 1].like_num and doc[first].is_upper and len(doc[first]) <= 3:
        first += 1
    while last > first and not _may_end(doc[last - 1]):
        last -= 1
    last = _without_amount(doc, first, _without_score(doc, first, last))
    titles: list[str] = []
    last = _without_office(doc, first, last, label)
    first = _behind_letters(doc, _behind_trade(doc, first, last), last, label, surnames)
    last = _before_article(doc, first, last, label)
    if _names_an_office(doc, first, last, label) and not (last > first and doc[last - 1].text in surnames):
        return None
    while last - first > 1 and _is_title(doc, first, last, label):
        if last - first == 2 and doc[first].lower_ in gazetteer.ROYAL:
            break
        titles.append(doc[first].lower_.rstrip("."))
        first += 1
    while first < last and not _may_begin(doc[first]):
        first += 1
    if (
        titles
        and last - first == 1
        and doc[first].text not in surnames
        and _names_an_office(doc, first, last, None)
    ):
        return None
    if first >= last or last - first > _LONGEST_NAME:
        return None
    if first and not titles and label is not ActorKind.ORGANISATION:
        before = doc[first - 1]
        if before.text[:1].isupper() and gazetteer.gender_of_title(before.lower_.rstrip(".")):
            titles.append(before.lower_.rstrip("."))
    last = _with_tail(doc, first, last, label)
    name = make_name(doc, first, last, label, titles=tuple(titles))
    return name if name.words else None


def _behind_letters(
    doc: Doc, first: int, last: int, label: ActorKind | None, surnames: frozenset[str]
) -> int:
    """Where "Orlo" begins behind an office in capitals: "ADA Orlo", "DCI Orlo"."""
    if last - first != 2 or label is not ActorKind.PERSON or doc[last - 1].text not in surnames:
        return first
    text = doc[first].text
    letters = text.isupper() and text.isalpha() and 2 <= len(text) <= 4
    return first + 1 if letters and text.lower() not in NOUNS["ship_prefixes"] else first


def _with_syllable(doc: Doc, first: int, last: int, label: ActorKind | None) -> int:
    """The end of "Park Min-ho", of which the recogniser may have left out the last syllable."""
    if label is not ActorKind.PERSON or last - first != 2 or last + 1 >= len(doc):
        return last
    hyphen, syllable = doc[last], doc[last + 1]
    joined = hyphen.text == "-" and not hyphen.whitespace_ and not doc[last - 1].whitespace_
    return last + 2 if joined and syllable.is_lower and 2 <= len(syllable) <= 5 else last


def _with_designator(doc: Doc, first: int, last: int) -> int:
    """The end of "Orlo Foods AS", of which the recogniser may have left out the legal form."""
    free = last < len(doc) and not doc[last].ent_type and (doc[last].pos_ != "PROPN" or doc[last].is_lower)
    return last + 1 if last > first and free and doc[last].text in name_parts.DESIGNATORS else last


def _without_score(doc: Doc, first: int, last: int) -> int:
    """The end of "Tarn City" in "Tarn City 3-1"."""
    if last - first < 4 or doc[last - 2].text not in ("-", "–"):
        return last
    return last - 3 if doc[last - 1].is_digit and doc[last - 3].is_digit else last


def _without_amount(doc: Doc, first: int, last: int) -> int:
    """The end of "Orlo" in "Orlo 12 million", as in "fined Orlo 12 million euros"."""
    if last - first < 3 or doc[last - 1].lower_ not in ("thousand", "million", "billion", "trillion"):
        return last
    last -= 1
    while last - first > 1 and doc[last - 1].like_num:
        last -= 1
    return last


def _behind_trade(doc: Doc, first: int, last: int) -> int:
    """Where "Astrova" begins in "Tarn company Astrova"."""
    for index in range(last - 2, first, -1):
        if doc[index].is_lower and doc[index].lower_ in gazetteer.SURE_ORGANISATIONS:
            return index + 1
    return first


def _without_office(doc: Doc, first: int, last: int, label: ActorKind | None) -> int:
    """The end of "Harbour Agency" in "Harbour Agency Administrator"."""
    if label is not ActorKind.ORGANISATION:
        return last
    end = last
    while end - first > 1 and doc[end - 1].lower_ in PERSON_WORDS:
        end -= 1
    return end


def _before_article(doc: Doc, first: int, last: int, label: ActorKind | None) -> int:
    """A person's name ends before "the", but for epithets ("Ivo the Great") that close the name."""
    if label not in (ActorKind.PERSON, ActorKind.OTHER):
        return last
    for index in range(first + 1, last - 1):
        epithet = label is not ActorKind.PERSON or index >= last - 2
        if doc[index].lower_ in _CUTS or (doc[index].lower_ == "the" and not epithet):
            return index
    return last


def _names_an_office(doc: Doc, first: int, last: int, label: ActorKind | None) -> bool:
    """ "Defence Secretary", "President", "CEO": an office in capitals, not a name."""
    if first >= last or label not in (None, ActorKind.ORGANISATION, ActorKind.PERSON, ActorKind.OTHER):
        return False
    word = doc[last - 1].lower_.rstrip(".")
    if last - first == 1:
        stop = doc[first].is_stop and not doc[first].is_upper
        return word in TITLES or word in NOUNS["person"] or stop
    return label is not ActorKind.ORGANISATION and word in TITLES and word not in _SURNAMES


def _is_title(doc: Doc, first: int, last: int, label: ActorKind | None) -> bool:
    word = doc[first].lower_.rstrip(".")
    if word not in TITLES and (word not in NOUNS["person"] or word in GIVEN_NAMES):
        return False
    if word in gazetteer.ROYAL and doc[last - 1].lower_ in NOUNS["place_words"]:
        return False
    # "Foreign Minister Don Orlo"
    if word in GIVEN_NAMES and first and doc[first - 1].lower_.rstrip(".") in PERSON_WORDS:
        return False
    return label in (ActorKind.PERSON, None) and doc[first + 1].pos_ in ("PROPN", "NOUN")


def _may_begin(token: Token) -> bool:
    if token.pos_ in ("DET", "ADP", "PRON") or token.lower_ in ("'s", "’s", "the"):
        return False
    return any(c.isupper() for c in token.text) or token.text[:1].isdigit() or token.pos_ == "PROPN"


def _may_end(token: Token) -> bool:
    if token.lower_ in _NO_END or token.is_space:
        return False
    return (not token.is_punct or token.text == ".") and not _SCORE.fullmatch(token.text)


def _is_noise(doc: Doc, name: Name) -> bool:
    """Place markers of captions, agency credits, lone letters and numbers."""
    if name.sense:
        return False
    if name.text.islower():
        return True
    if name.text in gazetteer.AGENCIES and _in_credit(doc, name):
        return True
    if (
        name.first > 1
        and doc[name.first - 1].lower_ == "of"
        and doc[name.first - 2].lower_ in WORDS["heads_of"]
    ):
        return True
    if _ends_pair(doc, name):
        return True
    if _is_portfolio(doc, name) or _is_common_body(doc, name) or name.text.lower() in _CLOSING:
        return True
    if name.words[-1] in WORDS["currencies"] or _is_counted(name):
        return True
    joined = "".join(name.words)
    if name.first and doc[name.first - 1].like_num and len(name.text) <= 3 and name.text.isupper():
        return True
    return joined in _MARKERS or len(joined) < 2 or not any(c.isalpha() for c in joined)


def _is_counted(name: Name) -> bool:
    """ "12 Magazines": things counted, with a capital."""
    return len(name.words) == 2 and name.words[0].isdigit() and name.words[1].endswith("s")


def _is_portfolio(doc: Doc, name: Name) -> bool:
    """ "Defence" in "Defence Minister Ana Orlo"."""
    if name.words[-1] not in WORDS["portfolios"] or name.last >= len(doc) or len(name.words) > 1:
        return False
    return doc[name.last].lower_ in ("minister", "secretary", "ministry", "chief")


def _is_common_body(doc: Doc, name: Name) -> bool:
    """ "the Government", "the Commission": a description in capitals."""
    if len(name.words) > 1 or not name.first or name.text.isupper():
        return False
    return name.words[0] in WORDS["common_bodies"] and doc[name.first - 1].lower_ == "the"


def _ends_pair(doc: Doc, name: Name) -> bool:
    """The bare "Council" of "the Norland-Vesland Council", whose members are names of their own."""
    if len(name.words) > 1 or name.first < 3 or name.words[0] not in NOUNS["organisation_words"]:
        return False
    return doc[name.first - 2].text in ("-", "–") and doc[name.first - 1].text[:1].isupper()


def _is_common(doc: Doc, name: Name, lower: set[str]) -> bool:
    """A word that has its capital from the start of a sentence or headline alone, or an address."""
    token = doc[name.first]
    if token.like_url:
        return True
    if name.sense or name.titles or name.last - name.first > 1 or name.text.lower() not in lower:
        return False
    return name.label is not ActorKind.PERSON and (
        token.is_sent_start or name.first == 0 or doc[name.first - 1].is_space
    )


def _in_credit(doc: Doc, name: Name) -> bool:
    """Agencies in brackets, after a slash or a dash: "(NPA)", "Pool / NPA"."""
    before = doc[name.first - 1].text if name.first else ""
    after = doc[name.last].text if name.last < len(doc) else ""
    return before in {"(", "/", "—", "-", "–", "©"} or after in {"/", ")", "-", "–", "—"}
