"""Says what to write for a mention: the actor's name instead of a pronoun, a description or a surname."""

from spacy.tokens import Doc

from timeline.nlp.draft import ActorDraft, Cast, MentionDraft
from timeline.nlp.summaries.words import Word
from timeline.terms import ActorKind, MentionForm

_DESCRIBING = ("the", "some")
_LONGEST_DESCRIPTION = 6
_SPEAKING = ("my", "our")
_DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "some"}
_DETERMINERS.update(_SPEAKING)
_DETERMINERS.update(("many", "most", "several", "all", "both", "other", "others", "more", "former"))
_DETERMINERS.update(("two", "three", "four", "five", "six"))
_PERSONAL = frozenset(("he", "him", "his", "she", "her", "hers"))
_KEPT = frozenset(("itself", "himself", "herself", "themselves", "each", "one", "this", "that"))
_OF_ONESELF = ("am", "'m", "’m")
# "made it clear", "made it two": no actor
_STATES = ("ADJ", "NUM", "ADV")
_CASES = ("'s", "’s", "'", "’")
_NOT_ALONE = ("a", "an", "former", "ex")


class MentionNames:
    """Answers for one Doc; each mention is looked at once."""

    def __init__(self, doc: Doc, cast: Cast, words: list[Word]) -> None:
        self.doc = doc
        self.cast = cast
        self.words = words
        self.around = _innermost(cast)
        self.written: dict[tuple[int, bool], str | None] = {}

    def starts(self, group: list[int], kept: set[int]) -> dict[int, int]:
        """The heads of the mentions whose heads are kept, at the first kept token of each."""
        found: dict[int, int] = {}
        for head in group:
            if head in self.cast.at:
                first = self.cast.at[head][0].first
                while first not in kept:
                    first += 1
                if self.around[first] == head:
                    found[first] = head
        return found

    def instead(
        self, mention: MentionDraft, actors: tuple[int, ...], named: set[int], pieces: list[str]
    ) -> str | None:
        """The name to write instead of the mention; None to leave the words as they are."""
        known = mention.form is not MentionForm.NAME and all(
            actor in named or _surname(self.cast.actors[actor]) in pieces for actor in actors
        )
        key = (mention.head, known)
        if key not in self.written:
            self.written[key] = self._instead(mention, actors, known)
        return self.written[key]

    def _instead(self, mention: MentionDraft, actors: tuple[int, ...], known: bool) -> str | None:
        drafts = [self.cast.actors[actor] for actor in actors]
        if not drafts or not self._replaceable(mention, drafts, known):
            return None
        name = joined([self._called(draft) for draft in drafts])
        if name == self.doc[mention.first : mention.last].text:
            return None
        possessive = self.words[mention.head].dep == "poss"
        ends_with_case = self.words[mention.last - 1].lower in _CASES
        case = possessive and (ends_with_case or mention.form is MentionForm.PRONOUN)
        return as_owner(name) if case else name

    def stands_for(self, pronoun: int) -> bool:
        """Whether a name or a clear description can stand for the pronoun at this token."""
        found = self.cast.at.get(pronoun)
        drafts = [self.cast.actors[actor] for actor in found[1]] if found else []
        return bool(drafts) and all(is_name(draft.name) or _describes(draft) for draft in drafts)

    def _small(self, draft: ActorDraft) -> str:
        """Its name, with a small letter where only a sentence's beginning gave a description a capital."""
        for mention in draft.mentions:
            if self.doc[mention.first : mention.last].text == draft.name:
                first = self.doc[mention.first]
                if mention.form is MentionForm.NAME or first.pos_ == "PROPN":
                    break
                return draft.name[0].lower() + draft.name[1:]
        return draft.name

    def _called(self, draft: ActorDraft) -> str:
        """The actor's name; "My father" is called after the one who says "my"."""
        if not draft.name.lower().startswith(_SPEAKING) or " " not in draft.name:
            return self._small(draft)
        for mention in draft.mentions:
            speaker = self.cast.at.get(mention.first)
            if speaker and self.words[mention.first].lower in _SPEAKING and len(speaker[1]) == 1:
                owner = self.cast.actors[speaker[1][0]].name
                return f"{as_owner(owner)} {draft.name.partition(' ')[2]}"
        return draft.name

    def _is_told(self, draft: ActorDraft) -> bool:
        """Whether what the actor is called names somebody, whatever the size of its first letter."""
        called = self._called(draft)
        return is_name(draft.name if called.lower() == draft.name.lower() else called)

    def _replaceable(self, mention: MentionDraft, drafts: list[ActorDraft], known: bool) -> bool:
        if mention.form is MentionForm.NAME:
            return len(drafts) == 1 and self._is_short_name(mention, drafts[0])
        head = self.words[mention.head]
        if known or head.dep in ("compound", "appos", "nmod"):
            return False
        if mention.form is MentionForm.PRONOUN:
            if head.lower == "it" and head.dep == "nsubj" and head.head.pos in _STATES:
                return False
            told = all(self._is_told(draft) or _describes(draft) for draft in drafts)
            told = told and all(_may_mean(head.lower, draft) for draft in drafts)
            return told and _fits(head, len(drafts) == 1)
        described = any(child.lower in _NOT_ALONE for child in head.lefts)
        return not described and all(is_name(draft.name) for draft in drafts)

    def _is_short_name(self, mention: MentionDraft, draft: ActorDraft) -> bool:
        """A person's surname or first name alone."""
        if draft.kind is not ActorKind.PERSON or not is_name(draft.name):
            return False
        text = self.doc[mention.first : mention.last].text
        return " " not in text.strip() and text in draft.name and text != draft.name

    def owner(self, whose: Word) -> str:
        """ "Whose" as the name or noun that the relative clause belongs to."""
        clause = next((above for above in whose.above(len(self.words)) if above.dep == "relcl"), None)
        if clause is None:
            return "the"
        noun = clause.head
        found = self.cast.at.get(noun.i)
        if found is not None and len(found[1]) == 1 and is_name(self.cast.actors[found[1][0]].name):
            return as_owner(self.cast.actors[found[1][0]].name)
        before = [child.text for child in noun.lefts if child.dep in ("det", "amod", "compound")]
        return as_owner(" ".join((*before, noun.text)))


def _fits(pronoun: Word, one: bool) -> bool:
    """Whether a name in its place keeps the verb right ("I am", "it" for a state of affairs)."""
    if pronoun.lower in _KEPT:
        return False
    verbs = (pronoun.head, *pronoun.head.lefts)
    if any(verb.lower in _OF_ONESELF for verb in verbs):
        return False
    plural = any(verb.tag == "VBP" or verb.lower == "were" for verb in verbs)
    return not (plural and pronoun.dep in ("nsubj", "nsubjpass") and one)


def _may_mean(pronoun: str, draft: ActorDraft) -> bool:
    """Whether a pronoun can stand for this kind of actor: "she" for no firm, "it" for no person."""
    if pronoun in _PERSONAL:
        return draft.kind in (ActorKind.PERSON, ActorKind.OTHER) or not is_name(draft.name)
    return not (pronoun in ("it", "its") and draft.kind is ActorKind.PERSON)


def _innermost(cast: Cast) -> dict[int, int]:
    """For each token inside a mention the head of the shortest such mention."""
    found: dict[int, int] = {}
    longest_first = sorted(cast.at.items(), key=lambda item: item[1][0].first - item[1][0].last)
    for head, (mention, _) in longest_first:
        for index in range(mention.first, mention.last):
            found[index] = head
    return found


def as_owner(name: str) -> str:
    """ "Halden" -> "Halden’s", "Kravets" -> "Kravets’"."""
    return name + ("’" if name.endswith("s") else "’s")


def _surname(draft: ActorDraft) -> str:
    return draft.name.rpartition(" ")[2]


def _describes(draft: ActorDraft) -> bool:
    """Whether a description is short and clear enough to stand for a pronoun ("The mayor of Lakeport")."""
    words = draft.name.lower().split()
    return words[0] in _DESCRIBING and 1 < len(words) <= _LONGEST_DESCRIPTION


def is_name(name: str) -> bool:
    """Whether an actor goes by a name, not by a description ("The company")."""
    return name[:1].isupper() and name.split(" ", 1)[0].lower() not in _DETERMINERS


def joined(names: list[str]) -> str:
    """Names in a list: "Halden, Kravets and Brist"."""
    if len(names) < 2:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]
