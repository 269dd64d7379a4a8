"""Finds the states, peoples, capitals, seats of government and bodies of the tables in a text."""

from bisect import bisect_right
from operator import attrgetter

from spacy.attrs import LOWER
from spacy.strings import StringStore
from spacy.tokens import Doc, Span, Token

from timeline.nlp.actors import gazetteer
from timeline.nlp.actors.gazetteer import GIVEN_NAMES, NOUNS, PERSON_WORDS, TITLES, WORDS
from timeline.nlp.actors.mentions import Name, make_name
from timeline.terms import ActorKind

# by the ids that the parsed text holds: its words are compared without making strings of them
_FIRST_WORDS = {StringStore()[word]: longest for word, longest in gazetteer.FIRST_WORDS.items()}
_AFTER_STATE = PERSON_WORDS | {"'s", "’s", ","}


def find(doc: Doc, taken: bytearray) -> list[Name]:
    """Table names outside `taken` tokens, the longest spelling each; their tokens become taken."""
    found = []
    skip_to = 0
    for first, word in enumerate(doc.to_array(LOWER).tolist()):
        if word not in _FIRST_WORDS or first < skip_to or taken[first]:
            continue
        longest = _FIRST_WORDS[word]
        for last in range(min(first + longest, len(doc)), first, -1):
            if name := _table_name(doc, first, last):
                if not _inside_longer_name(doc, name):
                    found.append(name)
                    taken[name.first : name.last] = b"\1" * (name.last - name.first)
                    skip_to = last
                break
    found += _halves(doc, found, taken)
    if any(name.text in gazetteer.NATIONAL_NAMES for name in found) and not _speaks_of_america(doc, found):
        return [_plain(doc, name) if name.text in gazetteer.NATIONAL_NAMES else name for name in found]
    return found


def _halves(doc: Doc, found: list[Name], taken: bytearray) -> list[Name]:
    """ "The South" in a text about "South Norland", and the first land of "North and South Norland"."""
    halves = {name.text.split()[0].lower(): name for name in found if _is_half(name)}
    if not halves:
        return []
    more = []
    for token in doc:
        word = token.lower_
        if word not in WORDS["directions"] or taken[token.i] or not token.text[:1].isupper():
            continue
        if entry := _paired(doc, token) or (halves[word].entry if word in halves and _alone(token) else ""):
            more.append(make_name(doc, token.i, token.i + 1, ActorKind.PLACE, "name", entry))
            taken[token.i] = 1
    return more


def _is_half(name: Name) -> bool:
    words = name.text.split()
    return name.sense == "name" and len(words) == 2 and words[0].lower() in WORDS["directions"]


def _alone(token: Token) -> bool:
    """Whether a direction is a name of its own: "the South said"; not "the South Coast"."""
    return token.dep_ not in ("compound", "amod") and token.i > 0 and token.nbor(-1).lower_ == "the"


def _paired(doc: Doc, token: Token) -> str:
    """The land that a direction shares the name of with the next: "North and South Norland"."""
    if token.i + 3 >= len(doc) or doc[token.i + 1].lower_ not in ("and", "or"):
        return ""
    if doc[token.i + 2].lower_ not in WORDS["directions"]:
        return ""
    entry = gazetteer.state(f"{token.text} {doc[token.i + 3].text}")
    return entry.name if entry is not None else ""


def _plain(doc: Doc, name: Name) -> Name:
    return make_name(doc, name.first, name.last, ActorKind.ORGANISATION)


def _speaks_of_america(doc: Doc, found: list[Name]) -> bool:
    """Whether a bare "Congress" is that of the United States: the text names them, or what only they have."""
    states = {other.entry for other in found if other.sense in ("name", "people", "seat")}
    if "United States" in states or any(
        other.entry.startswith("US ") for other in found if other.text != "Congress"
    ):
        return True
    return not states and any(token.lower_ in WORDS["american"] for token in doc)


def _table_name(doc: Doc, first: int, last: int) -> Name | None:
    """The table's name over exactly these tokens."""
    text = doc[first:last].text
    if "\n" in text:
        return None
    if body := gazetteer.body(text):
        return make_name(doc, first, last, ActorKind.ORGANISATION, "body", body)
    if seated := gazetteer.seated_in(text):
        return make_name(doc, first, last, ActorKind.PLACE, "body_seat", seated)
    entry = gazetteer.state(text)
    if entry is None or (last - first == 1 and doc[first].pos_ not in ("PROPN", "ADJ", "NOUN")):
        return None
    kind = ActorKind.GROUP if entry.sense == "people" else ActorKind.PLACE
    return make_name(doc, first, last, kind, entry.sense, entry.name)


def _inside_longer_name(doc: Doc, name: Name) -> bool:
    """Whether a single-word table name is part of another name: "George Washington", "Paris Hilton"."""
    if name.sense == "body" and name.first and doc[name.first - 1].lower_ in ("national", "supreme"):
        return True
    if name.last - name.first > 1 or name.sense in ("people", "body"):
        return name.sense == "people" and (_part_of_organisation(doc, name) or _surname(doc, name))
    token = doc[name.first]
    entity = _entity_around(doc, name.first)
    if entity is None or len(entity) < 2:
        return False
    if entity.label_ == "PERSON":
        return not _title_follows(entity, token)
    if _owns_office(doc, entity, token):
        return False
    last = entity[-1]
    if entity.label_ == "ORG" and token.i > entity.start and name.sense == "name":
        before = doc[token.i - 1]
        # "Council of Inland States"; a demonym or title before a state is none of its name
        if before.pos_ == "PROPN" and before.lower_ not in TITLES and not gazetteer.people(before.text):
            return before.text[:1].isupper() and before.dep_ == "compound" and before.head.i == token.i
    return (
        entity.label_ in ("ORG", "FAC", "PRODUCT") and last.i > token.i and not _title_follows(entity, token)
    )


def _owns_office(doc: Doc, entity: Span, token: Token) -> bool:
    """ "the president of Norland Ana Orlo", which the recogniser takes for one name."""
    if token.i != entity.start or token.i < 2 or len(entity) < 3 or doc[token.i - 1].lower_ != "of":
        return False
    return doc[token.i - 2].lower_ in PERSON_WORDS


def _surname(doc: Doc, name: Name) -> bool:
    """ "Ana English": a demonym behind the given name in a person's name."""
    if not name.first or doc[name.first].ent_type_ != "PERSON" or doc[name.first].ent_iob_ != "I":
        return False
    return doc[name.first - 1].lower_ in GIVEN_NAMES


def _part_of_organisation(doc: Doc, name: Name) -> bool:
    """ "American Airlines", "British Telecom": capitals follow inside one entity."""
    if name.last >= len(doc) or doc[name.last].pos_ != "PROPN":
        return False
    entity = _entity_around(doc, name.first)
    if entity is None or entity.end <= name.last or entity.label_ not in ("ORG", "FAC"):
        return False
    following = doc[name.last].lower_
    # "the Norwegian Mira Halden"
    if following in GIVEN_NAMES:
        return False
    return following not in TITLES and following not in NOUNS["state_nouns"]


def _title_follows(entity: Span, token: Token) -> bool:
    following = token.i + 1
    return following < entity.end and entity.doc[following].lower_ in _AFTER_STATE


def _entity_around(doc: Doc, index: int) -> Span | None:
    entities = doc.ents
    at = bisect_right(entities, index, key=attrgetter("start")) - 1
    return entities[at] if at >= 0 and index < entities[at].end else None
