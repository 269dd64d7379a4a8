"""What looks like a time expression but is something else: names, counts, verbs. Asks the parse."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from timeline.nlp.timexes.time_atoms import SYMBOLS, Atoms, context
from timeline.nlp.timexes.time_hits import Found
from timeline.nlp.timexes.time_tense import governing_verb, is_past
from timeline.nlp.zones import Zones

_ADDRESS = 200
_DIGITS = {"three", "number", "day"}
# what may touch a year on its left
_OPENERS = {"", "(", "'", "’", "-", "–", "—", "/", '"', "“", "‘", "["}


class Checker:
    """Decides whether a reading is kept, from the tokens under and around it."""

    def __init__(self, doc: Doc, atoms: Atoms, starts: list[int], zones: Zones) -> None:
        self.doc = doc
        self.atoms = atoms
        self.starts = starts
        self.zones = zones
        self.words = context()
        self.counts_bc = SYMBOLS["era_bc"] in atoms.symbols

    def token(self, atom: int) -> Token:
        return self.doc[max(bisect_right(self.starts, self.atoms.starts[atom]) - 1, 0)]

    def keeps(self, one: Found) -> bool:
        reading = one.reading
        if self._in_address(one):
            return False
        match reading.kind:
            case "month":
                return self._month(one)
            case "year":
                return self._year(one)
            case "season":
                return self._season(one)
            case "weekday":
                return self._weekday(one)
            case "holiday":
                return self._holiday(one)
            case "set":
                return self._set(one)
            case "ref":
                return self._ref(one)
            case "duration":
                return self._duration(one)
            case "unit" | "deictic" | "clock":
                return not self._titled(one)
        return True

    def _word(self, atom: int) -> str:
        return self.atoms.raw(atom).lower() if 0 <= atom < len(self.atoms.symbols) else ""

    def _last_of(self, one: Found, name: str) -> int:
        return next((i for i in range(one.last, one.first - 1, -1) if self.atoms.name(i) == name), one.last)

    def _month(self, one: Found) -> bool:
        """May said, March on the capital, August the adjective."""
        if one.reading.year is not None or one.reading.of:
            return True
        atom = self._last_of(one, "month")
        token = self.token(atom)
        raw = self.atoms.raw(atom)
        led = one.first < atom or self._word(atom - 1) in self.words["month_leads"]
        if raw[0].islower():
            return False
        if raw.lower() not in self.words["name_months"]:
            return True
        if len(raw) == 3 and raw != "May":
            return led and token.ent_type_ == "DATE"
        if raw == "March" and not self._is_month_of_march(atom):
            return False
        subject = token.dep_ == "nsubj" and token.head.pos_ == "VERB"
        if led and not (subject and one.reading.rel == "that"):
            return token.ent_type_ != "PERSON"
        return token.pos_ not in ("VERB", "AUX") and token.ent_type_ in ("DATE", "") and not subject

    def _is_month_of_march(self, atom: int) -> bool:
        """The Long March, a March to the sea, the March for Peace."""
        if self._word(atom - 1) in self.words["month_leads"]:
            return True
        before, after = self.atoms.raw(atom - 1) if atom else "", self._word(atom + 1)
        named = before[:1].isupper() and self.token(atom - 1).pos_ in ("PROPN", "ADJ")
        alone = before.lower() == "the" and not after.isalpha()
        return not named and not alone and after not in ("to", "for", "on")

    def _season(self, one: Found) -> bool:
        """A fall in prices, the spring of a clock, to summer abroad."""
        atom = self._last_of(one, "season")
        token = self.token(atom)
        if one.reading.year is not None or one.reading.of:
            return True
        if token.pos_ == "VERB" or self._in_name(atom):
            return False
        if one.reading.rel not in (None, "the"):
            return True
        if token.lower_ in ("fall", "spring"):
            led = one.first < atom or self._word(atom - 1) in ("in", "by", "until", "since", "during")
            led = led or (token.ent_type_ == "DATE" and token.dep_ == "compound")
            if token.dep_ in ("dobj", "nsubj") and token.head.lemma_ not in self.words["spending_verbs"]:
                return False  # "saw the fall", "the fall broke two ribs"
            apart = self._word(atom + 1) not in ("in", "of", "from", "to")
            hurt = governing_verb(token)
            falls = token.lower_ == "fall" and hurt is not None and hurt.lemma_ in self.words["falling_verbs"]
            return led and apart and not falls and token.ent_type_ in ("DATE", "")
        return token.ent_type_ in ("DATE", "", "TIME", "EVENT", "CARDINAL")

    def _in_name(self, atom: int) -> bool:
        """The Winter Games, the Autumn Tower: a capital inside a sentence and one after it."""
        token, after = (
            self.token(atom),
            self.atoms.raw(atom + 1) if atom + 1 < len(self.atoms.symbols) else "",
        )
        if not self.atoms.raw(atom)[0].isupper() or token.is_sent_start:
            return False
        return after[:1].isupper() and not after.isupper() and token.pos_ == "PROPN"

    def _holiday(self, one: Found) -> bool:
        """Easter Island; a Mrs Christmas."""
        token = self.token(one.first)
        if token.i and token.ent_type_ == "WORK_OF_ART":
            return False
        if token.i and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).head.i == token.i:
            return False
        after = self.token(one.last).i + 1
        if after >= len(self.doc) or not self.doc[after].text[:1].isupper():
            return True
        return self.doc[after].ent_type_ not in ("GPE", "LOC", "FAC") or self.doc[after].ent_iob_ == "B"

    def _year(self, one: Found) -> bool:
        """2000 troops, Route 1990, flight 2024, 1,998 seats."""
        if one.reading.notes.get("digits") == 3:
            return self._short_year(one)
        if one.last > one.first or one.reading.bc or "until" in one.reading.notes:
            return True
        atom = one.last
        year = one.reading.year or 0
        before, after = self._word(atom - 1), self._word(atom + 1)
        if self.atoms.name(atom) == "short_year":
            return before in self.words["year_leads"]
        if self._numbers_something(atom, year) or self._glued(atom):
            return False
        if 1900 <= year <= 2049 or before in self.words["year_leads"]:
            return True
        if before == "." and self._word(atom - 2) in ("c", "ca"):
            return True
        return not before.strip() or after == ":"

    def _numbers_something(self, atom: int, year: int) -> bool:
        """Route 1990, $2015, 2000 troops, about 2000."""
        before, after = self._word(atom - 1), self._word(atom + 1)
        if before in self.words["numbered"] or after in ("%", "percent"):
            return True
        if atom and self.atoms.name(atom - 1) in ("money", "number"):
            return True
        token = self.token(atom)
        if token.ent_type_ in ("ORG", "PRODUCT") and token.ent_iob_ == "I" and token.nbor(-1).pos_ == "PROPN":
            return True  # Agenda 2030
        if token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i:
            return year % 100 == 0 or not 1900 <= year <= 2100
        return before in self.words["roughly"] and year % 100 == 0

    def _glued(self, atom: int) -> bool:
        """Part of a longer sign: MD1990, 2008-1, 1990er."""
        if self.atoms.touch(atom) and self._word(atom - 1).strip() not in _OPENERS:
            return True
        if self.atoms.touch(atom) and self.atoms.touch(atom - 1) and self.atoms.name(atom - 2) in _DIGITS:
            return True  # a telephone number
        if atom + 1 >= len(self.atoms.symbols) or not self.atoms.touch(atom + 1):
            return False
        after = self._word(atom + 1)
        return after[:1].isalpha() or (
            after == "-" and self._word(atom + 2).isdigit() and self.atoms.touch(atom + 2)
        )

    def _short_year(self, one: Found) -> bool:
        """492, in a text that counts years BC, after a word that leads to a date."""
        if not self.counts_bc:
            return False
        token = self.token(one.last)
        lead = self._word(one.first - 1) in self.words["short_year_leads"]
        return (lead or one.last > one.first) and token.dep_ != "nummod"

    def _weekday(self, one: Found) -> bool:
        """Black Friday Inc., the Sunday Times."""
        atom = self._last_of(one, "weekday")
        token = self.token(atom)
        raw = self.atoms.raw(atom)
        if one.first == one.last and one.reading.of is None and self._is_person(token):
            return False
        if len(raw) <= 5:
            return token.ent_type_ in ("DATE", "TIME")
        if token.ent_type_ in ("ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "GPE"):
            following = self.atoms.raw(atom + 1) if atom + 1 < len(self.atoms.symbols) else ""
            return not (token.dep_ == "compound" and following[:1].isupper())
        return True

    def _is_person(self, token: Token) -> bool:
        """Inspector Friday; Friday said."""
        if token.i and token.nbor(-1).lower_.rstrip(".") in self.words["titles"]:
            return True
        verb = token.head
        if verb.i != token.i + 1 or verb.lemma_ not in self.words["speaking_verbs"]:
            return False
        return not any(child.dep_ == "nsubj" and child.i != token.i for child in verb.children)

    def _set(self, one: Found) -> bool:
        raw = self.atoms.raw(one.first)
        token = self.token(one.first)
        if self.atoms.name(one.first) == "often":
            if token.pos_ == "NOUN" or (raw.lower() == "quarterly" and token.pos_ == "ADJ"):
                return False
            if token.tag_ == "RB" and one.first and self._amount_before(one.first):
                return False
            return not (raw[0].isupper() and token.pos_ == "PROPN")
        return True

    def _in_address(self, one: Found) -> bool:
        """Part of a web address, .../2019/feb/02/...: the blank-free chunk around it names a host."""
        text, start = self.atoms.text, self.atoms.starts[one.first]
        if start == 0 or text[start - 1] not in "/-_=.":
            return False
        chunk = text[max(start - _ADDRESS, 0) : start].split()
        return bool(chunk) and ("://" in chunk[-1] or "www." in chunk[-1])

    def _titled(self, one: Found) -> bool:
        """USA Today, High Noon, "This Week" the programme: capitals inside a sentence."""
        last = self.token(one.last)
        if not self.atoms.raw(one.last)[0].isupper() or last.text.isupper():
            return False
        if one.first == one.last:
            return not last.is_sent_start and last.i > 0 and last.nbor(-1).pos_ in ("PROPN", "ADJ")
        if self.atoms.name(one.last) != "unit":
            return False
        return self.atoms.raw(one.first)[0].isupper() or self.atoms.name(one.first) == "the"

    def _amount_before(self, atom: int) -> bool:
        """10,000 units annually, 8.5% annually: a rate."""
        before = self.token(atom - 1)
        return before.pos_ in ("NOUN", "NUM", "SYM") or before.text == "%"

    def _ref(self, one: Found) -> bool:
        """As soon as; now that; "the future" is a noun, "future wars" are meant here."""
        if "attribute" in one.reading.notes:
            token = self.token(one.first)
            return token.pos_ == "ADJ" and token.dep_ == "amod"
        word, before, after = self._word(one.first), self._word(one.first - 1), self._word(one.first + 1)
        if word == "soon":
            if before in ("as", "too", "how") or after in ("as", "after", "afterward", "afterwards"):
                return False
            return not is_past(self.token(one.first))
        return not (word == "recently" and before == "as")

    def _is_named_after_length(self, one: Found) -> bool:
        """The Thirty Years' War, the Six-Day War."""
        rest = self.atoms.text[self.atoms.ends[one.last] : self.atoms.ends[one.last] + 4].lstrip("'’s ")
        if not self.atoms.raw(one.last)[0].isupper() or not rest[:1].isupper():
            return False
        return self.token(one.last).pos_ == "PROPN"

    def _duration(self, one: Found) -> bool:
        """Four flights a week, 30 attacks a day: a rate is no length."""
        if self._is_named_after_length(one):
            return False
        if self.atoms.name(one.first) != "a" or one.first == 0:
            return True
        before = self.token(one.first - 1)
        return not (
            before.tag_ in ("NNS", "CD") and before.idx + len(before) + 1 == self.atoms.starts[one.first]
        )
