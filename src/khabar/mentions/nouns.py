"""The noun phrase of a party, word by word: its head, its adjectives, whom it belongs to and the person it names."""

from __future__ import annotations

from collections.abc import Callable

from khabar.language import ActorName, Entry, NameHit, PlaceName, Text, fold
from khabar.mentions.naming import Naming
from khabar.mentions.noun_adjectives import read_adjective, read_stranger
from khabar.mentions.noun_ends import read_anonymity, read_apposition, read_group
from khabar.mentions.noun_genitives import read_name, read_noun, read_seat
from khabar.mentions.noun_phrase import HEADS, STOPS, Phrase
from khabar.mentions.persons import name_end
from khabar.mentions.shapes import Shape, shape

_LONGEST = 24  # words that one phrase may take
_HAMZAS = "أإ"  # they fold alike, but «أمام» is no «إمام»
_BEFORE_PLACE = 3  # nouns and directions before the name of a place


class Reader:
    """Reads the noun phrases of one text."""

    def __init__(self, text: Text, naming: Naming) -> None:
        self.text, self.naming = text, naming
        self.words = text.words
        self.closing = {}
        stack: list[int] = []
        for word in self.words:
            if "open_bracket" in word.look.tags:
                stack.append(word.index)
            elif "close_bracket" in word.look.tags and stack:
                self.closing[stack.pop()] = word.index
        self.closing |= dict(text.quotes)
        self.opening = {close: start for start, close in text.quotes}

    def read(self, first: int, limit: int, *, inner: bool = False) -> Phrase | None:
        """Return the noun phrase that starts at a word and ends before `limit`, or None where none does."""
        limit = min(limit, len(self.words), first + _LONGEST)
        if first >= limit:
            return None
        start, part = self._skip_parts(first, limit)
        phrase = self._head(start, limit)
        if phrase is None:
            return None
        phrase.first, phrase.part = first, part
        self._extend(phrase, limit, inner)
        return phrase

    def _skip_parts(self, first: int, limit: int) -> tuple[int, bool]:
        """Step over quotation marks, numbers and words such as «أحد» and «عدد من» before the noun."""
        at, part = first, False
        while at < limit:
            word = shape(self.words[at].look)
            if word.role(*HEADS):
                break
            if "part" in word.roles or "number" in word.tags or "number_word" in word.tags:
                part = True
            elif not (
                "open_quote" in word.tags
                or "straight_quote" in word.tags
                or (part and "from" in word.roles)
                or "number_bound" in word.tags
            ):
                break
            at += 1
        return (at, part) if at < limit else (first, False)

    def _head(self, at: int, limit: int) -> Phrase | None:
        record, hit = self.record(at, limit)
        entry, last, word = self.entry(at, limit)
        if hit and record and (entry is None or hit.last >= last) and record.needs != "capital":
            return self.named(at, record, hit)
        if entry:
            return self._nouned(at, entry, last, word)
        if hit and record:
            return self.named(at, record, hit)
        end = name_end(self.text, at, limit, self.naming.registry, titled=False)
        if end > at:
            return Phrase(at, end, head=at, person_at=(at, end), definite=True)
        return None

    def named(self, at: int, record: ActorName, hit: NameHit) -> Phrase:
        """Return the phrase that a name of a record begins."""
        phrase = Phrase(
            at,
            hit.last,
            head=at,
            closed=hit.last,
            record=record,
            definite=True,
            country=record.country,
            entries=[record.id],
        )
        if record.person:
            phrase.person, phrase.person_at = record, (hit.first, hit.last)
        title = shape(self.words[at].look).role("title")
        if title and not record.person:
            phrase.entry = title[1]
        return phrase

    def _nouned(self, at: int, entry: Entry, last: int, word: Shape) -> Phrase:
        phrase = Phrase(at, last, head=at, head_end=last, entry=entry, entries=[entry.id])
        phrase.definite = word.definite or (
            entry.kind == "phrase" and any(shape(self.words[i].look).definite for i in range(at, last))
        )
        phrase.plural = word.number in ("p", "d") or bool(entry.fields.get("many"))
        phrase.suffix = word.suffix
        phrase.country = str(entry.fields.get("country", ""))
        phrase.portfolio = str(entry.fields.get("portfolio", ""))
        return phrase

    def entry(self, at: int, limit: int) -> tuple[Entry | None, int, Shape]:
        """Return the entry that makes a word the head of a party, with the index after its words."""
        word = shape(self.words[at].look)
        for hit in self.text.phrases.get(at, ()):
            if hit.entry.domain == "actors" and hit.entry.fields.get("role") in HEADS and hit.last <= limit:
                return hit.entry, hit.last, word
        if (
            "preposition" in word.tags and not word.definite and self.text.raw[self.words[at].end - 1] != "ي"
        ) or self._mine(at, word):
            return None, at, word
        unknown = word.role("unknown")
        if unknown and unknown[0].number == "p" and not unknown[0].suffix:
            return unknown[1], at + 1, word
        if word.finite and not word.definite and (word.prefix or not word.roles):
            return None, at, word
        title = word.roles.get("title")
        ranked = title and len(word.roles) > 1 and (title[1].fields.get("rank") or title[1].fields.get("address"))
        if title and ranked and self._bears_name(at + 1, limit):
            return title[1], at + 1, word
        found = next((pair for role, pair in word.roles.items() if role in HEADS), None)
        if found is None or self._misspelt(at, found[1]):
            return None, at, word
        return found[1], at + 1, word

    def _bears_name(self, at: int, limit: int) -> bool:
        """Tell whether a name or a further rank follows a rank («اللواء الركن سالم»)."""
        further = shape(self.words[at].look).role("title") if at < limit else None
        if further and further[1].fields.get("rank"):
            return True
        return name_end(self.text, at, limit, self.naming.registry, titled=True) > at

    def _misspelt(self, at: int, entry: Entry) -> bool:
        """Tell whether a word is another one that folds alike: «قوي» is not the plural «قوى»."""
        word, raw = self.words[at], self.text.raw
        final = str(entry.fields.get("final", ""))
        if final and word.form.endswith(fold(final)) and raw[word.end - 1] != final:
            return True
        first = str(entry.fields.get("noun", " "))[0]
        written = raw[word.start + len(shape(word.look).prefix)]
        return first in _HAMZAS and written in _HAMZAS and first != written and not shape(word.look).definite

    def _mine(self, at: int, word: Shape) -> bool:
        """Tell whether the pronoun of a reading is none: «محافظة» is not «محافظه», «تلفزيوني» an adjective."""
        return bool(word.suffix) and (word.suffix == "ي" or self.text.raw[self.words[at].end - 1] == "ة")

    def record(self, at: int, limit: int) -> tuple[ActorName | None, NameHit | None]:
        """Return the actor whose name starts at a word, with the hit."""
        for hit in self.text.names.get(at, ()):
            if hit.last <= limit:
                record = self.naming.actor(hit)
                if record:
                    return record, hit
        return None, None

    def place(self, at: int, limit: int) -> tuple[PlaceName | None, str, int]:
        """Return the place told from a word on, the prefix of its first word and the index after its last."""
        start, words = at, 0
        while at < limit and words < _BEFORE_PLACE and shape(self.words[at].look).placing:
            at, words = at + 1, words + 1
        for hit in self.text.names.get(at, ()) if at < limit else ():
            if hit.last <= limit:
                place = self.naming.place(hit)
                if place:
                    return place, hit.prefix if at == start else shape(self.words[start].look).prefix, hit.last
        return None, "", at

    def _extend(self, phrase: Phrase, limit: int, inner: bool) -> None:
        """Take in what follows the head, one piece after another, until nothing belongs to it any more."""
        steps = _steps(phrase)
        while phrase.last < limit:
            word = shape(self.words[phrase.last].look)
            if "comma" in word.tags:
                end = read_apposition(self, phrase, limit, inner)
            elif word.tags & STOPS and not word.roles:
                end = read_anonymity(self, phrase, limit, inner)
            else:
                end = next((e for e in (step(self, phrase, limit, inner) for step in steps) if e), 0)
            if not end:
                break
            phrase.last = end
            if phrase.person_at or phrase.anonymous:
                steps = _PERSON_STEPS

    def is_open(self, phrase: Phrase) -> bool:
        """Tell whether the last word waits for a genitive: a noun without article and adjective."""
        last = shape(self.words[phrase.last - 1].look)
        if phrase.last == phrase.closed:
            return False
        if phrase.last == phrase.head_end:
            return not last.definite and not last.suffix
        return (
            not last.definite
            and not last.suffix
            and not last.role("nationality", "quality", "unknown")
            and "punct" not in last.tags
        )

    def number(self, phrase: Phrase) -> str:
        """Return the number of the head: "s", "d", "p" or ""."""
        return shape(self.words[phrase.head].look).number if phrase.entry else ""

    def has_prefix(self, at: int) -> bool:
        """Tell whether a word begins with «ل» or «ب», by its entry or as a name."""
        prefixes = ("ل", "ب")
        return shape(self.words[at].look).prefix in prefixes or any(
            hit.prefix in prefixes for hit in self.text.names.get(at, ())
        )


Step = Callable[[Reader, Phrase, int, bool], int]
_STEPS: tuple[Step, ...] = (read_anonymity, read_group, read_adjective, read_seat, read_name, read_noun, read_stranger)
_PERSON_STEPS: tuple[Step, ...] = (read_anonymity, read_group)
_UNKNOWN_STEPS: tuple[Step, ...] = (read_seat,)


def _steps(phrase: Phrase) -> tuple[Step, ...]:
    """Return the ways in which a phrase with this head can go on."""
    if phrase.person and phrase.role == "name":
        return _PERSON_STEPS
    return _UNKNOWN_STEPS if phrase.role == "unknown" else _STEPS
