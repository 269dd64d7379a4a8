"""Mentions of one event within an article, and the date they share.

A later mention joins an earlier one if both name the same kind of happening (one lemma, or a verb and its
noun), their participants agree and their dates do not contradict. Only the last few mentions of
each kind are compared, so the cost is linear.
"""

from collections import defaultdict
from functools import lru_cache

from spacy.tokens import Token

from timeline.nlp import resources
from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import Cast, EventDraft
from timeline.terms import Factuality, Role

_WORDS = resources.load("anchoring")
_NOUNS = {noun: frozenset(verbs.split()) for noun, verbs in _WORDS["nouns_of_verbs"].items()}
_ANAPHORS = frozenset(_WORDS["event_anaphors"].split())
_SHELLS = frozenset(_WORDS["shell_nouns"].split())
_COMMON = frozenset(_WORDS["common_verbs"].split())
_OTHER = frozenset(_WORDS["other_markers"].split())
_SUFFIXES = ("ations", "ation", "ition", "ion", "ment", "ance", "ence", "al", "ure", "ery", "ing", "y", "s")
_DEMONSTRATIVES = {"that", "this", "these", "those", "same"}
_DEFINITE = {"the", *_DEMONSTRATIVES}
_UNREAL = {Factuality.CANCELLED, Factuality.HYPOTHETICAL, Factuality.PLANNED, Factuality.DENIED}
_BEHIND = {"after", "following", "since", "during", "at", "in"}
_RECENT = 4
_NEAR = 8


def find(story: Story, cast: Cast) -> None:
    """Set `same_as` where a later mention repeats an earlier event."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for index, event in enumerate(story.events):
        kinds = _kinds(event.lemma, event.nominal)
        if _may_repeat(story, index):
            candidates = {i for kind in kinds for i in by_kind[kind][-_RECENT:]}
            earlier = _best(story, index, sorted(candidates, reverse=True))
            if earlier is not None:
                event.same_as = earlier
                _inherit_participants(event, story.events[earlier])
        for kind in kinds:
            by_kind[kind].append(index)


@lru_cache(maxsize=4096)
def _kinds(lemma: str, nominal: bool) -> frozenset[str]:
    """Keys under which a happening is filed: its verb, and for a noun the verbs it may come from."""
    word = lemma.lower()
    if not nominal:
        return frozenset((word,))
    keys = {word, *_NOUNS.get(word, ())}
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            stem = word.removesuffix(suffix)
            keys |= {stem, stem + "e", stem + "t"}
    return frozenset(keys)


def _may_repeat(story: Story, index: int) -> bool:
    """Nouns that point back, and verbs with content of their own."""
    event = story.events[index]
    token = story.head(index)
    if event.kind in ("generic", "state", "aspectual") or set_apart(token):
        return False
    if event.nominal:
        return points_back(token) or story.in_headline(index)
    return event.lemma not in _COMMON and not story.reporting(index)


def set_apart(token: Token) -> bool:
    """ "Another attack": not the one told before."""
    return any(child.lower_ in _OTHER for child in token.lefts)


def points_back(token: Token) -> bool:
    """Whether a determiner or an owner ties the noun to something told before."""
    return any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in token.lefts)


def _best(story: Story, index: int, candidates: list[int]) -> int | None:
    """The earlier mention with most participants in common, the nearest of several."""
    people = _people(story.events[index])
    agreeing = [earlier for earlier in candidates if _agree(story, index, earlier)]
    if agreeing:
        return max(agreeing, key=lambda i: (len(people & _people(story.events[i])), i))
    event, token = story.events[index], story.head(index)
    if not event.nominal or event.date is not None or _described(token):
        return None
    determiners = {child.lower_ for child in token.lefts}
    shell = event.lemma in _SHELLS and "the" in determiners
    return (
        _just_told(story, index)
        if shell or (event.lemma in _ANAPHORS and determiners & _DEMONSTRATIVES)
        else None
    )


def _just_told(story: Story, index: int) -> int | None:
    """ "That attack": the main event of the sentence before, whatever its word."""
    for earlier in range(index - 1, max(index - 12, -1), -1):
        distance = story.sentences[index] - story.sentences[earlier]
        if distance > 1:
            return None
        if distance == 1 and story.head(earlier).dep_ == "ROOT" and not story.reporting(earlier):
            return earlier
    return None


def _agree(story: Story, index: int, earlier: int) -> bool:
    """Same factual status, dates that overlap, participants that do not contradict."""
    one, other = story.events[index], story.events[earlier]
    if one.date is not None and other.date is not None and not one.date.overlaps(other.date):
        return False
    if other.kind in ("generic", "state") or story.sentences[index] == story.sentences[earlier]:
        return False
    if _lies_behind(story, index) and _lies_ahead(story, other):
        return False  # "a hearing on 19 April ... after the hearing they left"
    if one.nominal and other.nominal and _is_plural(story.head(index)) != _is_plural(story.head(earlier)):
        return False
    if one.factuality != other.factuality and (not one.nominal or other.factuality in _UNREAL):
        return False
    recalled = one.date is not None and not story.fresh(one.date)
    if recalled and other.date is None and story.in_lead(earlier) and not other.nominal:
        return False
    if story.in_headline(earlier) and story.in_lead(index):
        return True
    first, second = _people(one), _people(other)
    if first and second:
        return bool(first & second) and not _swapped(one, other)
    if one.date is not None and other.date is None and not _same_word(one, other):
        return False
    near = story.sentences[index] - story.sentences[earlier] <= _NEAR
    return story.in_headline(earlier) or (one.nominal and near and not _described(story.head(index)))


def _same_word(one: EventDraft, other: EventDraft) -> bool:
    """Whether both are one word, or two nouns for one thing ("quake", "earthquake")."""
    nouns = one.nominal and other.nominal and other.lemma in _NOUNS.get(one.lemma, ())
    return one.lemma == other.lemma or nouns


def _lies_behind(story: Story, index: int) -> bool:
    """Whether what is told in the past happened at the event or after it."""
    governor = story.governors[index]
    if governor is None or story.tenses[governor.event] is not Tense.PAST:
        return False
    return governor.word in _BEHIND


def _lies_ahead(story: Story, event: EventDraft) -> bool:
    return story.dct is not None and event.date is not None and event.date.begins > story.dct.begins


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS")


def _described(noun: Token) -> bool:
    """Whether the noun says itself which event it is: "the summit in Orlo", "the 2008 meeting"."""
    return any(child.dep_ in ("prep", "acl", "relcl", "nummod") for child in noun.children)


def _people(event: EventDraft) -> set[int]:
    return {a for argument in event.arguments if argument.role is not Role.SOURCE for a in argument.actors}


def _swapped(one: EventDraft, other: EventDraft) -> bool:
    """Whether both name who did it and to whom, and disagree."""
    for role in (Role.AGENT, Role.PATIENT):
        first, second = _in_role(one, role), _in_role(other, role)
        if first and second and not first & second:
            return True
    return not one.nominal and not other.nominal and (_turned(one, other) or _turned(other, one))


def contradict(one: EventDraft, other: EventDraft) -> bool:
    """Whether both name who did it, or to whom, and not the same."""
    return _swapped(one, other)


def _turned(one: EventDraft, other: EventDraft) -> bool:
    """ "Was fired from the bank" and "fired a shot": who did the one suffered the other."""
    return bool(_in_role(one, Role.AGENT) & _in_role(other, Role.PATIENT))


def _in_role(event: EventDraft, role: Role) -> set[int]:
    return {a for argument in event.arguments if argument.role is role for a in argument.actors}


def _inherit_participants(event: EventDraft, earlier: EventDraft) -> None:
    """ "In that conversation": those who took part are known from the first telling."""
    if event.nominal and not _people(event):
        event.arguments.extend(a for a in earlier.arguments if a.role is not Role.SOURCE)


def share(story: Story) -> None:
    """Copy dates between mentions of one event, in both directions."""
    for index, event in enumerate(story.events):
        if event.same_as is not None:
            story.copy(index, event.same_as, {"code": "same-event"})
    for index in range(len(story.events) - 1, -1, -1):
        earlier = story.events[index].same_as
        if earlier is not None:
            story.copy(earlier, index, {"code": "same-event"})
