"""Finds descriptions of actors ("the two Norlander leaders", "300 dockers") and pronouns."""

from spacy.attrs import LOWER, POS
from spacy.strings import StringStore
from spacy.symbols import NOUN, PROPN
from spacy.tokens import Doc, Token

from timeline.nlp.actors.gazetteer import DEMONYM_NOUNS, NOUNS, PEOPLE, PERSON_WORDS, WORDS
from timeline.nlp.actors.mentions import LAYOUT, Found, Name, Nominal, Pronoun
from timeline.terms import ActorKind

_KINDS = (
    (ActorKind.PERSON, NOUNS["person"]),
    (ActorKind.ORGANISATION, NOUNS["organisation"]),
    (ActorKind.PLACE, NOUNS["place"]),
    (ActorKind.GROUP, NOUNS["group"]),
)
_KIND_OF = {noun: kind for kind, nouns in reversed(_KINDS) for noun in nouns}
_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_LONGEST = 10
# what makes its head the head of a state or of a government
_RULED = {"state": "state", "government": "government", "executive": "government"}
_PREFIXES = frozenset({"co", "half", "step", "vice", "mid", "sub", "non", "anti", "pro"})
# "proposed a fund": nothing yet that could act
_UNFORMED = frozenset({"fund", "coalition", "government", "cabinet", "alliance", "force"})
# words that take somebody up, and how many tokens before them the article stands: "the 52-year-old"
_WORDS_AGO = {"old": 5, "latter": 1}
_PRONOUNS = frozenset(StringStore()[word] for word in WORDS["pronouns"])
_TAKING_UP = frozenset(StringStore()[word] for word in _WORDS_AGO)
# nouns that stand for somebody when they are written like names, too: "the President", "the Council"
_CAPITALISED = PERSON_WORDS | WORDS["common_bodies"]
# "dockworker", "shopkeeper", "harbourmaster"
_OCCUPATIONS = (
    "worker",
    "keeper",
    "fighter",
    "herder",
    "grower",
    "dealer",
    "goer",
    "shopper",
    "master",
    "smith",
    "monger",
    "woman",
)


def find(doc: Doc, skipped: bytearray, found_names: list[Name]) -> Found:
    """Names as given, and every nominal and pronoun outside them, in text order."""
    found = Found(names=found_names)
    covered = bytearray(skipped)
    for name in found_names:
        covered[name.first : name.last] = b"\1" * (name.last - name.first)
    tails = frozenset(name.words[-1] for name in found_names if len(name.words) > 1)
    for name in found_names:
        if name.sense == "people" and _is_national(doc, name):
            found.nominals.append(
                Nominal(
                    name.first - 1,
                    name.last,
                    name.head,
                    "national",
                    ActorKind.PERSON,
                    determiner="the",
                    modifiers=frozenset({name.entry}),
                )
            )
    for index, (pos, word) in enumerate(doc.to_array([POS, LOWER]).tolist()):
        if covered[index]:
            continue
        if word in _TAKING_UP or (pos != NOUN and word in _PRONOUNS):
            _closed(doc[index], found)
        elif pos == NOUN or (pos == PROPN and doc[index].lower_ in _CAPITALISED):
            _noun(doc, doc[index], covered, found, tails)
    return found


def _closed(token: Token, found: Found) -> None:
    """A pronoun, or a word that takes somebody up like one."""
    if token.lower_ in WORDS["pronouns"]:
        if not (token.lower_ == "us" and token.text.isupper()):
            found.pronouns.append(Pronoun(token.i, token.lower_))
    elif _takes_up(token):
        first = token.i - _WORDS_AGO[token.lower_]
        nominal = Nominal(first, token.i + 1, token.i, token.lower_, ActorKind.PERSON, determiner="the")
        found.nominals.append(nominal)


def _indefinite(token: Token) -> bool:
    return any(child.lower_ in ("a", "an") for child in token.lefts)


def _takes_up(token: Token) -> bool:
    """ "The 52-year-old said", "the latter left": with the article so many tokens before."""
    first = token.i - _WORDS_AGO[token.lower_]
    if first < 0 or token.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "agent"):
        return False
    aged = token.lower_ == "latter" or token.doc[token.i - 2].lower_ == "year"
    return aged and token.doc[first].lower_ == "the"


def _is_national(doc: Doc, name: Name) -> bool:
    """ "The Italian scored": one person of that people, taken up again."""
    token = doc[name.head]
    return (
        token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "agent")
        and token.tag_ in ("NN", "NNP", "JJ")
        and name.first > 0
        and doc[name.first - 1].lower_ == "the"
        and name.text in DEMONYM_NOUNS
    )


def _noun(doc: Doc, token: Token, covered: bytearray, found: Found, tails: frozenset[str]) -> None:
    if token.dep_ in ("compound", "amod", "nmod"):
        return
    kind = _kind(token)
    known = token.lower_ in tails or token.lower_ in NOUNS["product"] or token.lower_ in NOUNS["craft"]
    if kind is None and ((known and _definite(token)) or is_craft_at_work(token)):
        kind = ActorKind.OTHER
    if kind is None:
        if token.dep_ != "appos":
            found.things.append(token.i)
        return
    if _titles_a_name(token, covered) or _no_referent(token, kind):
        return
    nominal = _nominal(doc, token, kind)
    nominal.first = _behind_layout(nominal.first, token.i, covered)
    found.nominals.append(nominal)


def is_craft_at_work(token: Token) -> bool:
    """Whether a vessel or an aircraft does something as those aboard do, or a column of them undergoes it."""
    lemma = token.lemma_.lower()
    if lemma in WORDS["columns"]:
        return token.dep_ in ("nsubj", "nsubjpass")
    return (
        lemma in NOUNS["craft"]
        and token.dep_ == "nsubj"
        and token.head.pos_ == "VERB"
        and token.head.lemma_ not in WORDS["travelling"]
        and all(child.tag_ != "WP$" for child in token.lefts)
    )


def _behind_layout(first: int, head: int, covered: bytearray) -> int:
    """Where the phrase starts behind a dateline that the parser hung on it."""
    return max((i + 1 for i in range(first, head) if covered[i] == LAYOUT), default=first)


def _definite(token: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that") for child in token.lefts)


def _kind(token: Token) -> ActorKind | None:
    """By the noun tables, else what speaks or is referred to with "who" is a person."""
    word, lemma = token.lower_, token.lemma_.lower()
    kind = _KIND_OF.get(word) or _KIND_OF.get(lemma) or _kind_by_form(token, word, lemma)
    if kind is ActorKind.PERSON and _plural(token):
        return ActorKind.GROUP
    if word in ("party", "parties") and any(c.lower_ in NOUNS["party_kinds"] for c in token.lefts):
        return None
    if word == "host" and any(child.lower_ == "of" for child in token.rights):
        return None
    return kind


def _kind_by_form(token: Token, word: str, lemma: str) -> ActorKind | None:
    """Of a noun that no table of kinds holds."""
    if word in WORDS["crowds"]:
        return ActorKind.GROUP if _stands_for_people(token) else None
    if lemma == "head" and _heads_body(token):
        return ActorKind.PERSON
    if lemma == "service":
        bodies = any(c.lower_ in WORDS["services"] and c.dep_ in _LEFT for c in token.lefts)
        return ActorKind.ORGANISATION if bodies else None
    stem = lemma.rpartition("-")[2]
    if kind := _KIND_OF.get(stem):
        return kind
    if (lemma in PEOPLE and token.is_lower) or stem.endswith(_OCCUPATIONS) or _acts_like_person(token):
        return ActorKind.PERSON
    return None


def _heads_body(token: Token) -> bool:
    """ "The head of the Executive", "heads of state", but not "a head of cattle"."""
    of = next((child for child in token.rights if child.lower_ == "of" and child.i == token.i + 1), None)
    led = next((child for child in of.rights if child.dep_ == "pobj"), None) if of is not None else None
    if led is None or (token.dep_ == "pobj" and token.head.lower_ == "at"):
        return False
    return led.pos_ == "PROPN" or led.lemma_.lower() in NOUNS["organisation"] | WORDS["led"]


def _stands_for_people(token: Token) -> bool:
    """ "Thousands marched", but not "thousands of tons" and "thousands more"."""
    subject = token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "NNS"
    return subject and not any(child.dep_ == "prep" for child in token.rights)


def _acts_like_person(token: Token) -> bool:
    if any(c.dep_ == "relcl" and any(w.lower_ in ("who", "whom") for w in c.children) for c in token.rights):
        return True
    if token.dep_ != "nsubj" or token.tag_ not in ("NN", "NNS") or not _common(token):
        return False
    verb = token.head.lemma_
    return verb in WORDS["speech"] or (token.tag_ == "NNS" and verb in WORDS["mutual"] | WORDS["deeds"])


def _common(token: Token) -> bool:
    """Reports and figures also "say"; only nouns that look like agents count."""
    word = token.lemma_.lower()
    return word.endswith(("er", "or", "ist", "ian", "man", "eer", "ee", "ant"))


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _no_referent(token: Token, kind: ActorKind) -> bool:
    """ "on board", "in general": a bare singular after a preposition names nobody."""
    if token.lower_ in NOUNS["held"] and token.dep_ in ("dobj", "pobj", "attr"):
        return True
    if token.lower_ in _UNFORMED and token.dep_ in ("dobj", "pobj") and _indefinite(token):
        return True
    if token.lower_ == "offices" or (token.lower_ == "banks" and token.head.lemma_ in ("break", "burst")):
        return True
    if token.lower_ == "bank" and any(child.lower_ in WORDS["riversides"] for child in token.lefts):
        return True
    if _plural(token) or kind is ActorKind.GROUP or token.dep_ != "pobj" or token.head.lower_ == "as":
        return False
    return token.pos_ != "PROPN" and token.i == token.left_edge.i and token.lower_ not in _MASS


_MASS = frozenset({"police", "congress", "parliament", "government", "management", "council"})


def _titles_a_name(token: Token, covered: bytearray) -> bool:
    """ "the Norlander leader Mira Halden": the noun is part of the name's own phrase."""
    following = token.i + 1
    if following >= len(covered) or covered[following] != 1:
        return False
    return token.dep_ in ("compound", "nmod", "appos") or _names_its_person(token)


def _names_its_person(token: Token) -> bool:
    """ "named the former judge Mira Halden": an office right before a name that is no subject of a clause."""
    name = token.nbor(1)
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    if token.lower_ not in PERSON_WORDS or name.ent_type_ != "PERSON" or token.tag_ == "NNS":
        return False
    return name.dep_ in ("oprd", "appos", "attr", "dep") or name.head == token


def _nominal(doc: Doc, token: Token, kind: ActorKind) -> Nominal:
    determiner, owner, count, modifiers = "", None, 0, set()
    first = token.i
    for child in token.lefts:
        if child.dep_ not in _LEFT and child.lower_ not in ("both", "all"):
            continue
        first = min(first, child.left_edge.i)
        if child.dep_ == "poss":
            owner, determiner = child.i, "poss"
        elif child.dep_ == "det" or child.lower_ in ("both", "all"):
            determiner = child.lower_
            count = _NUMBERS.get(child.lower_, count)
        elif child.dep_ == "nummod":
            count = _NUMBERS.get(child.lower_, -1)
        else:
            modifiers.add(child.lower_)
    if token.i > 1 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ == "ex":
        modifiers.add("ex")
        first = min(first, token.i - 2)
        if first and doc[first - 1].dep_ == "det":
            first, determiner = first - 1, doc[first - 1].lower_
    first = _before_prefix(doc, token.i, first)
    return Nominal(
        first=max(first, token.i - 20),
        last=_right_end(token),
        head=token.i,
        lemma=_lemma(token),
        kind=kind,
        plural=_plural(token),
        determiner=determiner,
        owner=owner,
        modifiers=frozenset(modifiers),
        count=count,
    )


def _before_prefix(doc: Doc, head: int, first: int) -> int:
    """Where "a male co-worker" begins, of which the parser may have cut the prefix off."""
    if (
        head < 2
        or doc[head - 1].text != "-"
        or doc[head - 1].whitespace_
        or doc[head - 2].lower_ not in _PREFIXES
    ):
        return first
    start = head - 2
    for child in doc[start].lefts:
        if child.dep_ in _LEFT:
            start = min(start, child.i)
    return min(first, start)


def _lemma(token: Token) -> str:
    """The noun with the word that makes it an office: "prime minister", "spokesman"."""
    lemma = token.lemma_.lower()
    before = [c.lower_ for c in token.lefts if c.dep_ in ("compound", "amod")]
    if lemma == "head":
        led = next((c.lower_ for c in token.doc[token.i + 1 : token.i + 4] if c.lower_ in _RULED), "")
        return f"head of {_RULED[led]}" if led else lemma
    if lemma in ("minister", "secretary", "executive", "chief", "general") and before:
        return f"{before[-1]} {lemma}"
    return lemma


def _before_comma(token: Token, edge: int) -> int:
    """An apposition behind a comma is no part of the description."""
    inside = token.doc[token.i : min(edge, token.i + _LONGEST)]
    return next((part.i for part in inside if part.text == ","), edge)


def _right_end(token: Token) -> int:
    """The end of the phrase with the prepositions that belong to the noun, if it stays short."""
    end = token.i + 1
    for child in token.rights:
        if child.dep_ != "prep" or child.i != end or not any(c.dep_ == "pobj" for c in child.rights):
            break
        edge = _before_comma(token, child.right_edge.i + 1)
        if edge - token.i > _LONGEST:
            break
        end = edge
    return end
