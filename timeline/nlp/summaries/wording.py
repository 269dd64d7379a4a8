"""Writes kept tokens as readable text, with names for pronouns and descriptions."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from timeline.nlp.draft import ActorDraft, Cast, MentionDraft
from timeline.nlp.events import inflection
from timeline.terms import ActorKind, MentionForm

_DESCRIBING = ("the", "some")
_LONGEST_DESCRIPTION = 6
_PAIRS = (("“", "”"), ("«", "»"), ('"', '"'), ("(", ")"), ("[", "]"))
_DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "some"}
_SPEAKING = ("my", "our")
_DETERMINERS.update(_SPEAKING)
_DETERMINERS.update(("many", "most", "several", "all", "both", "other", "others", "more", "former"))
_DETERMINERS.update(("two", "three", "four", "five", "six"))
_NO_SPACE_BEFORE = frozenset(
    (",", ".", ";", ":", "%", "'s", "’s", "'", "’", "n't", "n’t", "-", "–", "/", ")")
)
_NO_SPACE_AFTER = frozenset(("-", "–", "/", "$", "£", "€", "#", "("))
_PERSONAL = frozenset(("he", "him", "his", "she", "her", "hers"))
_PRONOUN_KEPT = {"it", "its", "itself", "himself", "herself", "themselves", "each", "one", "this", "that"}


class Wording:
    """Renders tokens of one Doc; `cast` says who is meant by each mention."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.doc = doc
        self.cast = cast
        self.past = -1
        self.mention_at = _innermost(cast)
        self.words = [token.text for token in doc]
        self.special = {token.i for token in doc if token.is_sent_start or token.tag_ == "WP$"}
        self.special.update(self.mention_at, cast.at)
        self.for_name: dict[int, str | None] = {}

    def text(self, groups: Iterable[list[int]], past: Token | None = None, link: str = "") -> str:
        """The groups of token indices one after the other, each in text order; `past` is put in the past,
        `link` stands between the groups ("was")."""
        self.past = -1 if past is None else past.i
        pieces: list[str] = []
        named: set[int] = set()
        for group in groups:
            if pieces and link:
                pieces.append(f" {link}")
            kept = set(group)
            covered: set[int] = set()
            for index in sorted(kept):
                if index in covered:
                    continue
                if index in self.special or (self.past >= 0 and self.past - 3 < index <= self.past):
                    self._write(self.doc[index], kept, covered, named, pieces)
                else:
                    self._append(index, self.words[index], pieces)
        return "".join(pieces).strip()

    def names(self, pronoun: int) -> bool:
        """Whether a name or a clear description can stand for the pronoun at this token."""
        found = self.cast.at.get(pronoun)
        drafts = [self.cast.actors[actor] for actor in found[1]] if found else []
        return bool(drafts) and all(_has_name(draft) or _describes(draft) for draft in drafts)

    def _write(
        self, token: Token, kept: set[int], covered: set[int], named: set[int], pieces: list[str]
    ) -> None:
        name = None
        mention = self._mention(token, kept)
        if mention is not None:
            name = self._name(mention[0], mention[1], named, pieces)
            named.update(mention[1])
        if mention is not None and name is not None:
            covered.update(range(mention[0].first, mention[0].last))
            word = name[:1].lower() + name[1:] if pieces and not is_name(name) else name
        elif token.i == self.past:
            word = self._in_past(token, kept)
        else:
            word = self._word(token, pieces)
        self._append(token.i, word, pieces)
        headed = self.cast.at.get(token.i)
        if headed is not None and headed[0].form is not MentionForm.PRONOUN:
            named.update(headed[1])

    def _in_past(self, verb: Token, kept: set[int]) -> str:
        """ "Using" becomes "used", "not using" becomes "did not use"."""
        negated = any(child.dep_ == "neg" and child.i in kept and child.i < verb.i for child in verb.lefts)
        return verb.lemma_.lower() if negated else inflection.past(verb.lemma_.lower())

    def _append(self, index: int, word: str, pieces: list[str]) -> None:
        """Add the word written for the token at `index`, with a blank before it where one belongs."""
        if pieces and self._spaced(index, word, pieces[-1]):
            pieces.append(" ")
        pieces.append(word)

    def _word(self, token: Token, pieces: list[str]) -> str:
        """The token as it stands, but for a capital that only marks the start of its sentence."""
        if token.tag_ == "WP$":
            return self._owner(token)
        if token.dep_ == "neg" and token.head.i == self.past and token.i < self.past:
            return "did not"
        initial = token.is_sent_start and bool(pieces) and token.pos_ not in ("PROPN", "NOUN")
        return token.text.lower() if initial and token.text[1:].islower() else token.text

    def _owner(self, whose: Token) -> str:
        """ "Whose" as the name or noun that the relative clause belongs to."""
        clause = next((above for above in whose.ancestors if above.dep_ == "relcl"), None)
        if clause is None:
            return "the"
        found = self.cast.at.get(clause.head.i)
        named = found is not None and len(found[1]) == 1 and _has_name(self.cast.actors[found[1][0]])
        words = [
            *(t.text for t in clause.head.lefts if t.dep_ in ("det", "amod", "compound")),
            clause.head.text,
        ]
        owner = self.cast.actors[found[1][0]].name if found is not None and named else " ".join(words)
        return _possessive(owner)

    def _spaced(self, index: int, word: str, before: str) -> bool:
        if word in ("'", "’") and index and before == self.words[index - 1]:
            return bool(self.doc[index - 1].whitespace_)
        if word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or _contracted(word):
            return False
        if not index or before != self.words[index - 1]:
            return True
        previous = self.doc[index - 1]
        return bool(previous.whitespace_) or previous.is_punct or previous.is_space

    def _mention(self, token: Token, kept: set[int]) -> tuple[MentionDraft, tuple[int, ...]] | None:
        """The mention that begins with this kept token, if it is to be written as a whole."""
        head = self.mention_at.get(token.i)
        if head is None or head not in kept:
            return None
        mention, actors = self.cast.at[head]
        first = next(index for index in range(mention.first, mention.last) if index in kept)
        return (mention, actors) if first == token.i else None

    def _name(
        self, mention: MentionDraft, actors: tuple[int, ...], named: set[int], pieces: list[str]
    ) -> str | None:
        """The name to write instead of the mention; None to leave the words as they are."""
        if mention.form is not MentionForm.NAME:
            known = all(actor in named or _surname(self.cast.actors[actor]) in pieces for actor in actors)
            return self._told(mention, actors, known)
        if mention.head not in self.for_name:
            self.for_name[mention.head] = self._told(mention, actors, known=False)
        return self.for_name[mention.head]

    def _told(self, mention: MentionDraft, actors: tuple[int, ...], known: bool) -> str | None:
        """What `_name` says; for a mention by name it depends on the mention alone."""
        drafts = [self.cast.actors[actor] for actor in actors]
        if not drafts or not self._replaceable(mention, drafts, known):
            return None
        name = joined([self._called(draft) for draft in drafts])
        words = self.doc[mention.first : mention.last]
        if name == words.text:
            return None
        possessive = self.doc[mention.head].dep_ == "poss"
        ends_with_case = words[-1].lower_ in ("'s", "’s", "'", "’")
        case = possessive and (ends_with_case or mention.form is MentionForm.PRONOUN)
        return _possessive(name) if case else name

    def _called(self, draft: ActorDraft) -> str:
        """The actor's name; "My father" is called after the one who says "my"."""
        if not draft.name.lower().startswith(_SPEAKING) or " " not in draft.name:
            return draft.name
        for mention in draft.mentions:
            speaker = self.cast.at.get(mention.first)
            if speaker and self.doc[mention.first].lower_ in _SPEAKING and len(speaker[1]) == 1:
                owner = self.cast.actors[speaker[1][0]].name
                return f"{_possessive(owner)} {draft.name.partition(' ')[2]}"
        return draft.name

    def _replaceable(self, mention: MentionDraft, drafts: list[ActorDraft], known: bool) -> bool:
        if mention.form is MentionForm.NAME:
            return len(drafts) == 1 and self._is_short_name(mention, drafts[0])
        head = self.doc[mention.head]
        if head.dep_ in ("compound", "appos", "nmod"):
            return False
        if mention.form is MentionForm.PRONOUN:
            told = all(is_name(self._called(draft)) or _describes(draft) for draft in drafts)
            told = told and all(_may_mean(head.lower_, draft) for draft in drafts)
            return told and not known and self._fits(head, len(drafts) == 1)
        if not all(_has_name(draft) for draft in drafts):
            return False
        return not known and not any(child.lower_ in ("a", "an", "former", "ex") for child in head.lefts)

    def _is_short_name(self, mention: MentionDraft, draft: ActorDraft) -> bool:
        """A person's surname or first name alone."""
        if draft.kind is not ActorKind.PERSON or not _has_name(draft):
            return False
        text = self.doc[mention.first : mention.last].text
        return " " not in text.strip() and text in draft.name and text != draft.name

    def _fits(self, pronoun: Token, one: bool) -> bool:
        """Whether a name in its place keeps the verb right ("I am", "it" for a state of affairs)."""
        if pronoun.lower_ in _PRONOUN_KEPT and pronoun.lower_ not in ("it", "its"):
            return False
        verbs = (pronoun.head, *pronoun.head.lefts)
        plural = any(verb.tag_ == "VBP" or verb.lower_ == "were" for verb in verbs)
        return not (plural and pronoun.dep_ in ("nsubj", "nsubjpass") and one)


def _may_mean(pronoun: str, draft: ActorDraft) -> bool:
    """Whether a pronoun can stand for this kind of actor: "she" for no firm, "it" for no person."""
    if pronoun in _PERSONAL:
        return draft.kind in (ActorKind.PERSON, ActorKind.OTHER) or not _has_name(draft)
    return not (pronoun in ("it", "its") and draft.kind is ActorKind.PERSON)


def _contracted(word: str) -> bool:
    return word[:1] in ("'", "’") and word[1:].isalpha()


def _innermost(cast: Cast) -> dict[int, int]:
    """For each token inside a mention the head of the shortest such mention."""
    found: dict[int, int] = {}
    longest_first = sorted(cast.at.items(), key=lambda item: item[1][0].first - item[1][0].last)
    for head, (mention, _) in longest_first:
        for index in range(mention.first, mention.last):
            found[index] = head
    return found


def _possessive(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def _surname(draft: ActorDraft) -> str:
    return draft.name.rpartition(" ")[2]


def _has_name(draft: ActorDraft) -> bool:
    return is_name(draft.name)


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


def balanced(text: str) -> str:
    """The text without quotation marks and brackets whose other half is missing."""
    text = text.replace("` ", "'").replace("`", "'")
    for opening, closing in _PAIRS:
        first, last = text.find(opening), text.rfind(closing)
        whole = text.count(opening) == text.count(closing) and first <= last
        if opening == closing:
            whole = text.count(opening) % 2 == 0
        if not whole:
            text = text.replace(opening, "").replace(closing, "")
    return text


def sentence_case(text: str) -> str:
    """First letter capital, unless the word has capitals of its own ("iPhone"); no final stop."""
    cut = text.endswith("…")
    text = balanced(text).strip(" ,;:-–—.…") + "…" * cut
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first[:1].islower() and first[1:] == first[1:].lower() else text
