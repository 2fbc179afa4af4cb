"""The noun phrase of a party, word by word: its head, its adjectives, whom it belongs to and the person it names."""

from __future__ import annotations

from khabar.language import ActorName, Entry, NameHit, PlaceName, Text, fold
from khabar.mentions.naming import Naming
from khabar.mentions.noun_adjectives import is_another, read_adjective, read_stranger
from khabar.mentions.noun_ends import read_anonymity, read_apposition, read_group
from khabar.mentions.noun_genitives import read_name, read_noun, read_seat
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.persons import name_end
from khabar.mentions.shapes import DOMAIN, HAMZAS, HEADS, Shape

_SEATED = "ئ"  # ends no noun of a party: «فوجئ»
_LONGEST = 24  # words that one phrase may take
_BEFORE_PLACE = 3  # nouns and directions before the name of a place


class Reader:
    """Reads the noun phrases of one text."""

    def __init__(self, text: Text, naming: Naming) -> None:
        self.text, self.naming = text, naming
        self.words = text.words
        self.shapes = naming.shapes
        self.closing = {}
        stack: list[int] = []
        for at in text.at("bracket"):
            if "open_bracket" in self.shapes[at].tags:
                stack.append(at)
            elif stack:
                self.closing[stack.pop()] = at
        self.closing |= dict(text.quotes)
        self.opening = {close: start for start, close in text.quotes}
        self._records: dict[int, list[tuple[ActorName, NameHit]]] = {}

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
            word = self.shapes[at]
            if word.head or not (word.leads or part):
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
        end = name_end(self.naming, at, limit, titled=False)
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
        title = self.shapes[at].roles.get("title")
        if title and not record.person:
            phrase.take(title[1])
        return phrase

    def _nouned(self, at: int, entry: Entry, last: int, word: Shape) -> Phrase:
        phrase = Phrase(at, last, head=at, head_end=last, entry=entry, entries=[entry.id])
        phrase.definite = word.definite or (
            entry.kind == "phrase" and any(self.shapes[i].definite for i in range(at, last))
        )
        phrase.plural = word.number in ("p", "d") or bool(entry.fields.get("many"))
        phrase.suffix = word.suffix
        phrase.grouped = bool(entry.fields.get("named"))
        phrase.country = str(entry.fields.get("country", ""))
        phrase.portfolio = str(entry.fields.get("portfolio", ""))
        return phrase

    def entry(self, at: int, limit: int) -> tuple[Entry | None, int, Shape]:
        """Return the entry that makes a word the head of a party, with the index after its words."""
        word = self.shapes[at]
        for hit in self.text.phrases.get(at, ()):
            if hit.entry.domain == "actors" and hit.entry.fields.get("role") in HEADS and hit.last <= limit:
                return hit.entry, hit.last, word
        if word.head is None and "unknown" not in word.roles:
            return None, at, word
        if (
            "preposition" in word.tags and not word.definite and self.text.raw[self.words[at].end - 1] != "ي"
        ) or self._mine(at, word):
            return None, at, word
        unknown = word.roles.get("unknown")
        if unknown and unknown[0].number == "p" and not unknown[0].suffix:
            return unknown[1], at + 1, word
        if word.finite and not word.definite and (word.prefix or not word.roles):
            return None, at, word
        title = word.roles.get("title")
        ranked = title and len(word.roles) > 1 and (title[1].fields.get("rank") or title[1].fields.get("address"))
        if title and ranked and self._bears_name(at + 1, limit):
            return title[1], at + 1, word
        if word.head is None or (word.twofold and self._misspelt(at, word.head[1])):
            return None, at, word
        return word.head[1], at + 1, word

    def _bears_name(self, at: int, limit: int) -> bool:
        """Tell whether a name or a further rank follows a rank («اللواء الركن سالم»)."""
        further = self.shapes[at].roles.get("title") if at < limit else None
        if further and further[1].fields.get("rank"):
            return True
        record, _ = self.record(at, limit)
        return (record is not None and record.person) or name_end(self.naming, at, limit, titled=True) > at

    def titled_by_phrase(self, at: int) -> bool:
        """Tell whether a title of several words starts here («حجة الإسلام»)."""
        hits = self.text.phrases.get(at)
        return hits is not None and any(
            h.entry.domain == DOMAIN and h.entry.fields.get("role") == "title" for h in hits
        )

    def _misspelt(self, at: int, entry: Entry) -> bool:
        """Tell whether a word is another one that folds alike: «قوي» is not the plural «قوى»."""
        word, raw = self.words[at], self.text.raw
        final = str(entry.fields.get("final", ""))
        if final and word.form.endswith(fold(final)) and raw[word.end - 1] != final:
            return True
        first = str(entry.fields.get("noun", " "))[0]
        written = raw[word.start + len(self.shapes[at].prefix)]
        return first in HAMZAS and written in HAMZAS and first != written and not self.shapes[at].definite

    def _mine(self, at: int, word: Shape) -> bool:
        """Tell whether the pronoun of a reading is none: «محافظة» is not «محافظه», «تلفزيوني» an adjective."""
        suffix = word.head[0].suffix if word.head else word.suffix
        written = self.text.raw[self.words[at].end - 1]
        return (bool(suffix) and (suffix == "ي" or written == "ة")) or written == _SEATED

    def record(self, at: int, limit: int) -> tuple[ActorName | None, NameHit | None]:
        """Return the actor whose name starts at a word, with the hit."""
        if at not in self.text.names:
            return None, None
        found = self._records.get(at)
        if found is None:
            decided = ((self.naming.actor(hit), hit) for hit in self.text.names[at])
            found = self._records[at] = [(record, hit) for record, hit in decided if record]
        for pair in found:
            if pair[1].last <= limit:
                return pair
        return None, None

    def place(self, at: int, limit: int) -> tuple[PlaceName | None, str, int]:
        """Return the place told from a word on, the prefix of its first word and the index after its last."""
        start, words = at, 0
        while at < limit and words < _BEFORE_PLACE and self.shapes[at].placing and not self._names_place(at):
            at, words = at + 1, words + 1
        for hit in self.text.names.get(at, ()) if at < limit else ():
            if hit.last <= limit:
                place = self.naming.place(hit)
                if place:
                    return place, hit.prefix if at == start else self.shapes[start].prefix, hit.last
        return None, "", at

    def _names_place(self, at: int) -> bool:
        """Tell whether a noun of kind is the first word of the name of a place: «جسر الشغور»."""
        return any(hit.last - at > 1 and self.naming.place(hit) for hit in self.text.names.get(at, ()))

    def _extend(self, phrase: Phrase, limit: int, inner: bool) -> None:
        """Take in what follows the head, one piece after another, until nothing belongs to it any more."""
        complete = phrase.person is not None and phrase.role == "name"
        vague = phrase.role == "unknown"
        while phrase.last < limit:
            word = self.shapes[phrase.last]
            if word.comma:
                end = read_apposition(self, phrase, limit, inner)
            elif word.mark:
                end = 0 if vague else read_group(self, phrase, limit, inner)
            elif vague:
                end = read_seat(self, phrase, limit, inner)
            elif word.stops or complete:
                end = read_anonymity(self, phrase, limit, inner)
            else:
                end = self._further(phrase, limit, inner, word)
            if not end:
                break
            phrase.last = end
            complete = complete or phrase.person_at is not None or phrase.anonymous

    def _further(self, phrase: Phrase, limit: int, inner: bool, word: Shape) -> int:
        """Take in what a word that is no mark begins, if it belongs to the phrase; return the index after it, or 0."""
        at = phrase.last
        if (word.country or "quality" in word.roles) and is_another(self, phrase, word):
            return 0
        in_phrase = at in self.text.phrases
        end = 0
        if in_phrase or "relative" in word.tags:
            end = read_anonymity(self, phrase, limit, inner)
        if not end and (in_phrase or word.adds):
            end = read_adjective(self, phrase, limit, inner)
        if not end and (word.seats or at in self.text.names or phrase.says("stands")):
            end = read_seat(self, phrase, limit, inner)
        if not end:
            end = read_name(self, phrase, limit, inner)
        if not end and (in_phrase or word.roles):
            end = read_noun(self, phrase, limit, inner)
        return end or read_stranger(self, phrase, limit, inner)

    def is_open(self, phrase: Phrase) -> bool:
        """Tell whether the last word waits for a genitive: a noun without article and adjective."""
        last = self.shapes[phrase.last - 1]
        if phrase.last == phrase.closed or last.full or (phrase.entry and phrase.says("alone") and last.number == "s"):
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
        return self.shapes[phrase.head].number if phrase.entry else ""

    def has_prefix(self, at: int) -> bool:
        """Tell whether a word begins with «ل» or «ب», by its entry or as a name."""
        prefixes = ("ل", "ب")
        hits = self.text.names.get(at)
        return self.shapes[at].prefix in prefixes or (hits is not None and any(hit.prefix in prefixes for hit in hits))
