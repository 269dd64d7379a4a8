"""Writes kept tokens as readable text, with names for pronouns and descriptions."""

import re
from collections.abc import Iterable

from spacy.attrs import SENT_START
from spacy.tokens import Doc

from timeline.nlp.draft import Cast
from timeline.nlp.events import inflection
from timeline.nlp.summaries.mention_names import MentionNames, is_name
from timeline.nlp.summaries.words import Word
from timeline.terms import MentionForm

_LONGEST_BRACKET = 6
_PAIRS = (("“", "”"), ("«", "»"), ('"', '"'), ("(", ")"), ("[", "]"))
_NO_SPACE_BEFORE = frozenset(
    (",", ".", ";", ":", "%", "'s", "’s", "'", "’", "n't", "n’t", "-", "–", "/", ")")
)
_NO_SPACE_AFTER = frozenset(("-", "–", "/", "$", "£", "€", "#", "("))
_QUOTES = ("“", '"', "„", "«", "‘", "``")
_APOSTROPHES = ("'", "’")
_OWNING = ("'s", "’s", "'", "’")
_WHOLE = {"'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'d": "would"}
_ABBREVIATED = frozenset(("Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.", "Bros."))
_NEGATION_REACH = 3
_SPELLED = 4
_ARTICLES = frozenset(("a", "an", "A", "An"))
# words whose first sound is not that of their first letter
_SILENT = ("hour", "heir", "honest", "honor", "honour")
_CONSONANTAL = ("uni", "use", "usu", "eu", "one", "once", "ura")
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,8}")


def bracketed(words: list[Word]) -> set[int]:
    """What stands in round brackets and tells nothing by itself: an abbreviation, an age, a party."""
    found: set[int] = set()
    opened = -1
    for word in words:
        if word.text == "(":
            opened = word.i
        elif word.text == ")" and opened >= 0:
            inside = words[opened + 1 : word.i]
            if len(inside) <= _LONGEST_BRACKET and not any(one.pos in ("VERB", "AUX") for one in inside):
                found.update(range(opened, word.i + 1))
            opened = -1
    return found


class Wording:
    """Renders tokens of one Doc; `cast` says who is meant by each mention, `dropped` are the tokens of
    date phrases."""

    def __init__(self, doc: Doc, cast: Cast, words: list[Word], dropped: set[int]) -> None:
        self.doc = doc
        self.cast = cast
        self.past = -1
        self.words = words
        self.texts = [word.text for word in words]
        self.mentions = MentionNames(doc, cast, words)
        self.bracketed = bracketed(words)
        starts = doc.to_array([SENT_START]).ravel().tolist()
        self.starts = {index for index, start in enumerate(starts) if start == 1}
        self.special = {word.i for word in words if word.tag == "WP$"}
        self.special.update(self.starts)
        self.special.update(
            word.i for word in words if word.tag == "TO" or (word.pos == "AUX" and _contracted(word.text))
        )
        # "Thursday's ruling" without its day is "the ruling"
        self.dated = {i + 1 for i in dropped if i and words[i].lower in _OWNING and words[i].dep == "case"}
        self.named: set[int] = set()
        # the actors named in what stands before the text
        self.known: set[int] = set()
        # what is written for a token instead of its own text
        self.written: dict[int, str] = {}
        self.follows: dict[int, bool] = {}

    def text(
        self, groups: Iterable[list[int]], past: int = -1, link: str = "", known: Iterable[int] = ()
    ) -> str:
        """The groups of token indices one after the other, each in text order; the verb at `past` is put in
        the past, `link` stands between the groups ("was"); `known` are the actors named just before."""
        self.past = past
        pieces: list[str] = []
        named = self.named = self.known.union(known)
        for group in groups:
            if pieces and link:
                pieces.append(f" {link}")
            self._write_all(group, pieces, named)
        return "".join(pieces).strip()

    def _write_all(self, group: list[int], pieces: list[str], named: set[int]) -> None:
        kept = set(group)
        left_out = self.bracketed if not kept <= self.bracketed else frozenset[int]()
        texts, special, follows, heads = self.texts, self.special, self.follows, self.cast.at
        begun = self.mentions.starts(group, kept)
        changed = range(self.past - _NEGATION_REACH + 1, self.past + 1) if self.past >= 0 else ()
        behind = before = -1
        for index in group:
            if index < behind or index in left_out:
                continue
            if index in begun:
                behind = max(behind, self._mention(begun, index, kept, named, pieces))
            elif index in special or index in changed:
                self._append(index, self._word(self.words[index], kept, pieces), pieces)
            elif index == before + 1:
                if follows[index] if index in follows else self._follows(index):
                    pieces.append(" ")
                pieces.append(texts[index])
                before = index
            else:
                self._append(index, texts[index], pieces)
                before = index
            if index in heads and heads[index][0].form is not MentionForm.PRONOUN:
                named.update(heads[index][1])

    def _follows(self, index: int) -> bool:
        """Whether a blank stands between this token and the one before it."""
        apart = self.follows[index] = self._parted(index, self.texts[index], self.texts[index - 1])
        return apart

    def _mention(
        self, begun: dict[int, int], index: int, kept: set[int], named: set[int], pieces: list[str]
    ) -> int:
        """Write the name for the mention that begins here, or its first word; returns where it ends."""
        mention, actors = self.cast.at[begun[index]]
        name = self.mentions.instead(mention, actors, named, pieces)
        named.update(actors)
        if name is None:
            self._append(index, self._word(self.words[index], kept, pieces), pieces)
            return -1
        if is_name(name) and pieces and self._determines(index - 1, mention.head):
            del pieces[-2:]
        self._append(index, name[:1].lower() + name[1:] if pieces and not is_name(name) else name, pieces)
        return self._past_apposition(mention.last, actors, begun)

    def _determines(self, index: int, noun: int) -> bool:
        """Whether the token is the article of a description that a name is written for."""
        return self.words[index].dep == "det" and self.words[index].head.i == noun

    def _past_apposition(self, end: int, actors: tuple[int, ...], begun: dict[int, int]) -> int:
        """Where the words go on: after a name in apposition, which was written already."""
        follows = end + 1 if self.texts[end : end + 1] == [","] else end
        if follows not in begun:
            return end
        mention, named = self.cast.at[begun[follows]]
        if named != actors or mention.form is not MentionForm.NAME:
            return end
        return mention.last + (self.texts[mention.last : mention.last + 1] == [","])

    def _append(self, index: int, word: str, pieces: list[str]) -> None:
        """Add the word written for the token at `index`, with a blank before it where one belongs."""
        if index in self.dated and not (pieces and pieces[-1] == self.texts[index - 1]):
            word = f"the {word}"
        if pieces and pieces[-1] in _ARTICLES and self.texts[index - 1] != pieces[-1]:
            pieces[-1] = indefinite(pieces[-1], word)
        if pieces and self._spaced(index, word, pieces[-1]):
            pieces.append(" ")
        pieces.append(word)

    def _word(self, word: Word, kept: set[int], pieces: list[str]) -> str:
        """The token as it stands, but for its form and the capital of a sentence that begins with it."""
        if word.i in self.written:
            return self.written[word.i]
        if word.i == self.past:
            return self._in_past(word, kept)
        if word.tag == "WP$":
            return self.mentions.owner(word)
        if word.text[:1] in _APOSTROPHES and pieces and pieces[-1] != self.texts[word.i - 1]:
            return _whole(word)
        if word.dep == "neg" and word.head.i == self.past and word.i < self.past:
            return "did not"
        initial = word.i in self.starts and bool(pieces) and word.pos not in ("PROPN", "NOUN")
        return word.lower if initial and word.text[1:].islower() else word.text

    def _in_past(self, verb: Word, kept: set[int]) -> str:
        """ "Using" becomes "used", "not using" becomes "did not use"."""
        negated = any(child.dep == "neg" and child.i in kept for child in verb.lefts)
        return verb.lemma.lower() if negated else inflection.past(verb.lemma.lower())

    def _spaced(self, index: int, word: str, before: str) -> bool:
        if not index or before != self.texts[index - 1]:
            return not (word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or _contracted(word))
        if word is self.texts[index]:
            return self.follows[index] if index in self.follows else self._follows(index)
        return self._parted(index, word, before)

    def _parted(self, index: int, word: str, before: str) -> bool:
        """Whether a blank stands between a word and the token before it."""
        previous = self.doc[index - 1]
        if word in _APOSTROPHES or before in _QUOTES:
            return bool(previous.whitespace_)
        if word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or _contracted(word):
            return False
        return bool(previous.whitespace_) or previous.is_punct or previous.is_space


def _contracted(word: str) -> bool:
    return word[:1] in _APOSTROPHES and word[1:].isalpha()


def _whole(verb: Word) -> str:
    """A shortened verb in full, as it follows a name: "'ll" is "will", "'s" is "is" or "has"."""
    short = verb.lower.replace("’", "'")
    if short == "'s":
        object_follows = any(child.dep == "dobj" for child in verb.head.rights)
        perfect = verb.lemma == "have" or (object_follows and verb.head.tag == "VBN")
        return "has" if perfect else "is"
    return "had" if short == "'d" and verb.tag != "MD" else _WHOLE.get(short, verb.text)


def indefinite(written: str, word: str) -> str:
    """ "An (April) shooting" is "a shooting": the form that fits the word that follows now."""
    start = word.lower()
    spelled = word.isupper() and 1 < len(word) < _SPELLED and start[:1] in "aefhilmnorsx"
    spoken = start.startswith(_SILENT) or (start[:1] in "aeiou" and not start.startswith(_CONSONANTAL))
    vowel = (
        spelled
        or (spoken and not (word.isupper() and start[:1] == "u"))
        or start.startswith(("8", "11-", "18-"))
    )
    return written[0] + "n" * vowel


def balanced(text: str) -> str:
    """The text without quotation marks and brackets whose other half is missing."""
    if "``" in text:
        text = text.replace("``", "“").replace("''", "”")
    text = text.replace("` ", "'").replace("`", "'")
    for opening, closing in _PAIRS:
        if opening not in text and closing not in text:
            continue
        if opening == closing:
            whole = text.count(opening) % 2 == 0
        else:
            whole = text.count(opening) == text.count(closing) and text.find(opening) < text.rfind(closing)
        if not whole:
            text = text.replace(opening, "").replace(closing, "")
    return text


def sentence_case(text: str) -> str:
    """First letter capital, unless the word has capitals of its own ("iPhone"); no final stop."""
    cut = text.endswith("…")
    stop = text.rpartition(" ")[2]
    text = balanced(text).strip(" ,;:-–—.…") + "…" * cut
    if stop in _ABBREVIATED or _INITIALS.fullmatch(stop):
        text += "."
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first[:1].islower() and first[1:] == first[1:].lower() else text
