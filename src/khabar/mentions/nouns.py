"""The noun phrase of a party, word by word: its head, its adjectives, whom it belongs to and the person it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from khabar.language import ActorName, Entry, NameHit, PlaceName, Text
from khabar.mentions.naming import Naming
from khabar.mentions.persons import is_given, name_end
from khabar.mentions.shapes import Shape, shape

HEADS = ("title", "force", "body", "source", "outlet", "target")
_LONGEST = 24  # words that one phrase may take
_BEFORE_PLACE = 3  # nouns and directions before the name of a place
_GROUP = 8  # words that brackets or quotation marks inside it may hold
_SHORT = 4
_STOPS = frozenset({"complementiser", "neg", "neg_noun", "subordinator", "future", "conditional", "question", "pronoun", "demonstrative", "relative", "conjunction", "contrast", "hedge", "qad", "when", "number_word", "number_bound"})
_REACHING = frozenset({"title", "source"})  # heads that say where their office or knowledge lies


@dataclass(slots=True)
class Phrase:
    """A noun phrase as far as it is read: `[first, last)` words, and what its parts say."""

    first: int
    last: int
    head: int = -1
    head_end: int = -1
    closed: int = -1
    entry: Entry | None = None
    record: ActorName | None = None
    place: PlaceName | None = None
    owner: Phrase | None = None
    person: ActorName | None = None
    person_at: tuple[int, int] | None = None
    country: str = ""
    portfolio: str = ""
    plural: bool = False
    definite: bool = False
    suffix: str = ""
    part: bool = False
    genitive: bool = False
    grouped: bool = False
    foreign: bool = False
    unknown: bool = False
    anonymous: bool = False
    located: bool = False
    tie: str = ""
    qualities: list[Entry] = field(default_factory=list)
    titles: list[Entry] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)

    @property
    def role(self) -> str:
        """The role of its head: that of its entry, or "name"."""
        return str(self.entry.fields["role"]) if self.entry else "name" if self.record or self.person_at else "place"

    def says(self, key: str) -> str:
        """Return a field of the head's entry, "" where it has none."""
        return str(self.entry.fields.get(key, "")) if self.entry else ""


class Reader:
    """Reads the noun phrases of one text."""

    def __init__(self, text: Text, naming: Naming) -> None:
        self.text, self.naming = text, naming
        self.words = text.words
        self._closing = {}
        stack: list[int] = []
        for word in self.words:
            if "open_bracket" in word.look.tags:
                stack.append(word.index)
            elif "close_bracket" in word.look.tags and stack:
                self._closing[stack.pop()] = word.index
        self._closing |= dict(text.quotes)
        self._opening = {close: start for start, close in text.quotes}

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
            elif not ("open_quote" in word.tags or "straight_quote" in word.tags or (part and "preposition" in word.tags) or "number_bound" in word.tags):
                break
            at += 1
        return (at, part) if at < limit else (first, False)

    def _head(self, at: int, limit: int) -> Phrase | None:
        record, hit = self.record(at, limit)
        entry, last, word = self.entry(at, limit)
        if hit and record and (entry is None or hit.last >= last) and not record.needs == "capital":
            return self._named(at, record, hit)
        if entry:
            return self._nouned(at, entry, last, word)
        if hit and record:
            return self._named(at, record, hit)
        end = name_end(self.text, at, limit, self.naming.registry, titled=False)
        if end > at:
            return Phrase(at, end, head=at, person_at=(at, end), definite=True)
        return None

    def _named(self, at: int, record: ActorName, hit: NameHit) -> Phrase:
        phrase = Phrase(at, hit.last, head=at, closed=hit.last, record=record, definite=True, country=record.country, entries=[record.id])
        if record.person:
            phrase.person, phrase.person_at = record, (hit.first, hit.last)
        title = shape(self.words[at].look).role("title")
        if title and not record.person:
            phrase.entry = title[1]
        return phrase

    def _nouned(self, at: int, entry: Entry, last: int, word: Shape) -> Phrase:
        phrase = Phrase(at, last, head=at, head_end=last, entry=entry, entries=[entry.id])
        phrase.definite = word.definite or (entry.kind == "phrase" and any(shape(self.words[i].look).definite for i in range(at, last)))
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
        if "preposition" in word.tags and not word.definite and self.text.raw[self.words[at].end - 1] != "ي" or self._mine(at, word):
            return None, at, word
        unknown = word.role("unknown")
        if unknown and unknown[0].number == "p" and not unknown[0].suffix:
            return unknown[1], at + 1, word
        if word.finite and not word.definite and not word.roles:
            return None, at, word
        found = next((pair for role, pair in word.roles.items() if role in HEADS), None)
        return (found[1], at + 1, word) if found else (None, at, word)

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
        steps: tuple[Callable[[Phrase, int, bool], int], ...] = (self._anonymity, self._group, self._adjective, self._reach, self._name, self._noun, self._stranger)
        if phrase.person and phrase.role == "name":
            steps = (self._anonymity, self._group)
        elif phrase.role == "unknown":
            steps = (self._reach,)
        while phrase.last < limit:
            word = shape(self.words[phrase.last].look)
            if "comma" in word.tags:
                end = self._apposition(phrase, limit, inner)
            elif word.tags & _STOPS and not word.roles:
                end = self._anonymity(phrase, limit, inner)
            else:
                end = next((e for e in (step(phrase, limit, inner) for step in steps) if e), 0)
            if not end:
                break
            phrase.last = end
            if phrase.person_at:
                steps = (self._anonymity, self._group)

    def _open(self, phrase: Phrase) -> bool:
        """Tell whether the last word waits for a genitive: a noun without article and adjective."""
        last = shape(self.words[phrase.last - 1].look)
        if phrase.last == phrase.closed:
            return False
        if phrase.last == phrase.head_end:
            return not last.definite and not last.suffix
        return not last.definite and not last.suffix and not last.role("nationality", "quality", "unknown") and "punct" not in last.tags

    def _anonymity(self, phrase: Phrase, limit: int, inner: bool) -> int:
        at = phrase.last
        if "relative" in self.words[at].look.tags:
            at += 1
        for hit in self.text.phrases.get(at, ()):
            if hit.entry.domain == "actors" and hit.entry.fields.get("role") == "anonymity":
                phrase.anonymous = True
                phrase.entries.append(hit.entry.id)
                return hit.last
        return 0

    def _group(self, phrase: Phrase, limit: int, inner: bool) -> int:
        """Brackets or quotation marks that hold a name, a short form or a closer word."""
        at = phrase.last
        tags = self.words[at].look.tags
        if tags & {"close_quote", "straight_quote"} and self._opening.get(at, -2) >= phrase.first - 1:
            phrase.first = min(phrase.first, self._opening[at])
            return at + 1
        close = self._closing.get(at)
        if close is None or close - at > _GROUP or close >= limit:
            return 0
        record, hit = self.record(at + 1, close)
        named = hit is not None and hit.last == close
        if "open_bracket" in tags:
            if phrase.record and not phrase.entry and not named:
                return 0
            if named and record and phrase.record is None and phrase.owner is None and record.needs not in ("country", "capital"):
                phrase.owner = self._named(at + 1, record, hit) if hit else None
            if phrase.role == "title" and not phrase.person_at and name_end(self.text, at + 1, close, self.naming.registry, titled=True) == close:
                phrase.person_at = (at + 1, close)
            return close + 1
        if phrase.person_at or not (self._open(phrase) or named or phrase.role in ("outlet", "title") or phrase.record):
            return 0
        if any(self._speaks(i) for i in range(at + 1, close)) or phrase.record and not named and close - at > _SHORT:
            return 0
        if named and record:
            if record.person:
                phrase.person, phrase.person_at = record, (at + 1, close)
            elif phrase.record is None and phrase.owner is None:
                phrase.owner = self._named(at + 1, record, hit) if hit else None
                phrase.entries.append(record.id)
        elif phrase.role == "title" and name_end(self.text, at + 1, close, self.naming.registry, titled=True) == close:
            phrase.person_at = (at + 1, close)
        phrase.grouped = True
        return close + 1

    def _speaks(self, at: int) -> bool:
        """Tell whether a word belongs to a clause rather than to a name."""
        word = shape(self.words[at].look)
        return word.finite and not word.nominal or not word.tags.isdisjoint(_STOPS)

    def _adjective(self, phrase: Phrase, limit: int, inner: bool) -> int:
        at = phrase.last
        for hit in self.text.phrases.get(at, ()):
            if hit.entry.domain == "actors" and hit.entry.fields.get("role") in ("nationality", "quality") and not hit.prefix:
                self._take_nationality(phrase, hit.entry)
                return hit.last
        word = shape(self.words[at].look)
        if word.prefix:
            return self._second(phrase, word)
        if word.definite and self._open(phrase) and word.role(*HEADS, "portfolio"):
            return 0  # a genitive: an adjective would have no article
        if not word.definite and (phrase.definite or phrase.record):
            return 0
        tie = word.role("tie")
        if tie and not tie[0].suffix:
            end = self._tie(phrase, at, limit, str(tie[1].fields["how"]))
            if end:
                phrase.entries.append(tie[1].id)
                return end
        nationality, quality, unknown = word.role("nationality"), word.role("quality"), word.role("unknown")
        if unknown:
            phrase.unknown = True
            phrase.entries.append(unknown[1].id)
            return at + 1
        if nationality:
            self._take_nationality(phrase, nationality[1])
            return at + 1
        if quality:
            phrase.qualities.append(quality[1])
            phrase.entries.append(quality[1].id)
            return at + 1
        return 0

    def _take_nationality(self, phrase: Phrase, entry: Entry) -> None:
        phrase.country = phrase.country or str(entry.fields.get("country", ""))
        phrase.qualities.append(entry)
        phrase.entries.append(entry.id)

    def _second(self, phrase: Phrase, word: Shape) -> int:
        """«الصحة والسكان», «العسكرية والأمنية»: a second subject of a ministry, a second adjective or genitive."""
        before = shape(self.words[phrase.last - 1].look)
        if word.prefix != "و" or not word.definite or word.finite or phrase.person_at:
            return 0
        if "portfolio" in before.roles and not word.role("title", "force"):
            return phrase.last + 1
        if "quality" in before.roles and "quality" in word.roles:
            phrase.entries.append(word.roles["quality"][1].id)
            return phrase.last + 1
        return phrase.last + 1 if phrase.genitive and not word.roles and not before.roles else 0

    def _tie(self, phrase: Phrase, at: int, limit: int, how: str) -> int:
        """«تابعة للحزب», «مدعومة من إيران»: whose it is."""
        after = at + 1
        if after < limit and "preposition" in self.words[after].look.tags:
            after += 1
        elif after >= limit or not self._has_prefix(after):
            phrase.tie = how
            return at + 1
        if after >= limit:
            return 0
        tied = self.read(after, limit, inner=True)
        if tied is None:
            phrase.tie = how
            return at + 1
        phrase.tie = how
        if phrase.owner is None:
            phrase.owner = tied
        return tied.last

    def _has_prefix(self, at: int) -> bool:
        """Tell whether a word begins with «ل» or «ب», by its entry or as a name."""
        prefixes = ("ل", "ب")
        return shape(self.words[at].look).prefix in prefixes or any(hit.prefix in prefixes for hit in self.text.names.get(at, ()))

    def _reach(self, phrase: Phrase, limit: int, inner: bool) -> int:
        """«في دمشق», «بوزارة الدفاع», «من القرية», «لدى الأمم المتحدة»: where a speaker sits."""
        at = phrase.last
        word = shape(self.words[at].look)
        free = bool(word.role("on_behalf", "at", "from")) or phrase.role == "title" and "to" in word.roles
        bound = word.prefix in ("ب", "ل") or any(hit.prefix in ("ب", "ل") for hit in self.text.names.get(at, ()))
        if not (free or bound) or inner and phrase.role not in _REACHING:
            return 0
        if phrase.located and (inner or phrase.role != "title"):
            return 0
        if "from" in word.roles and phrase.role in ("force", "target"):
            return self._from(phrase, at + 1, limit)
        serving = phrase.says("serves") == "yes" and phrase.definite and self._has_prefix(at)
        if phrase.role not in _REACHING and not serving and not (phrase.role in ("body", "name", "target", "outlet") and not phrase.located and not phrase.person):
            return 0
        after = at + 1 if free else at
        if after >= limit:
            return 0
        loose = phrase.role not in _REACHING
        place, prefix, last = self.place(after, limit)
        if place and (prefix == "" or bound):
            if loose:
                return 0
            phrase.place, phrase.country, phrase.located = place, phrase.country or place.country, True
            phrase.closed = last
            return last
        if loose and not serving:
            return 0
        owner = self.read(after, limit, inner=True)
        if owner is None or owner.role == "target" and phrase.role != "title":
            return self._vaguely(phrase, after) if not serving and (bound or "at" in word.roles) else 0
        if bound and (owner.person and phrase.role == "title" or _carries(owner) or phrase.role == "source" and not self._with_b(after)):
            return 0
        phrase.located = True
        phrase.owner = phrase.owner or owner
        phrase.country = phrase.country or owner.country
        phrase.closed = owner.last
        return owner.last

    def _with_b(self, at: int) -> bool:
        return shape(self.words[at].look).prefix == "ب" or any(hit.prefix == "ب" for hit in self.text.names.get(at, ()))

    def _vaguely(self, phrase: Phrase, at: int) -> int:
        """«في المنطقة الوسطى»: a place that no record knows."""
        word = shape(self.words[at].look)
        if not word.definite or word.roles or word.tags or word.timely or word.finite and not word.nominal:
            return 0
        phrase.located = phrase.genitive = True
        return at + 1

    def _from(self, phrase: Phrase, at: int, limit: int) -> int:
        """«عناصر من الشرطة»: whose members they are."""
        owner = self.read(at, limit, inner=True) if at < limit else None
        if owner is None or owner.role in ("place", "target", "source") or owner.person:
            return 0
        phrase.owner = phrase.owner or owner
        phrase.country = phrase.country or owner.country
        return owner.last

    def _name(self, phrase: Phrase, limit: int, inner: bool) -> int:
        """The name of the person who bears a title, of the owner or of the place of an office."""
        at = phrase.last
        if phrase.person_at:
            return 0
        record, hit = self.record(at, limit)
        if record and hit and not hit.prefix:
            if record.person and inner and phrase.role in ("force", "body", "source", "target"):
                return 0
            if record.person and phrase.role in ("title", "source", "force", "target"):
                if phrase.role == "title" and self._bare_title(phrase):
                    phrase.owner = phrase.owner or self._named(at, record, hit)
                    phrase.closed = hit.last
                    return hit.last
                if self.number(phrase) == "p":
                    return 0
                if phrase.role == "force" and phrase.says("members") and self._open(phrase) and phrase.plural:
                    phrase.owner = phrase.owner or self._named(at, record, hit)
                    phrase.entries.append(record.id)
                    return hit.last
                phrase.person, phrase.person_at = record, (hit.first, hit.last)
                phrase.entries.append(record.id)
                return hit.last
            if record.person:
                if not (self._open(phrase) and phrase.role in ("force", "body")):
                    return 0
                phrase.owner = phrase.owner or self._named(at, record, hit)
                phrase.closed = hit.last
                return hit.last
            if self._open(phrase) or (phrase.role in ("title", "outlet") and record.needs not in ("country", "capital")):
                owner = self.read(at, limit, inner=True) or self._named(at, record, hit)
                if owner.person and owner.role != "name":
                    owner = self._named(at, record, hit)
                phrase.owner = phrase.owner or owner
                phrase.country = phrase.country or owner.country
                phrase.entries.append(record.id)
                phrase.closed = owner.last
                return owner.last
            return 0
        if self.number(phrase) != "p" and (phrase.role == "title" or not inner and phrase.role in ("source", "target", "force")):
            end = name_end(self.text, at, limit, self.naming.registry, titled=not self._open(phrase) and phrase.role == "title")
            if end > at:
                phrase.person_at = (at, end)
                phrase.person = self._recorded(at, end, phrase.country) if phrase.role == "title" else None
                return end
        place, prefix, last = self.place(at, limit) if self._open(phrase) else (None, "", at)
        if place and not prefix:
            phrase.place, phrase.country = place, phrase.country or place.country
            phrase.closed = last
            return last
        return 0

    def _recorded(self, first: int, end: int, country: str) -> ActorName | None:
        """Return the person of this country whose recorded name the last words of a fuller name are."""
        for at in range(first + 1, end):
            for hit in self.text.names.get(at, ()):
                if hit.last == end and not hit.prefix:
                    found = [r for r in hit.records if isinstance(r, ActorName) and r.person and country and r.country == country]
                    if found:
                        return found[0]
        return None

    def number(self, phrase: Phrase) -> str:
        """Return the number of the head: "s", "d", "p" or ""."""
        return shape(self.words[phrase.head].look).number if phrase.entry else ""

    def _bare_title(self, phrase: Phrase) -> bool:
        """«معاون المبعوث»: a title without article whose next word says whose it is."""
        return phrase.last == phrase.head_end and self._open(phrase) and not phrase.says("rank") and not phrase.says("address") and phrase.says("unnamed") != "yes"

    def _noun(self, phrase: Phrase, limit: int, inner: bool) -> int:
        """A further noun with an entry: a second title, the body that an office belongs to."""
        at = phrase.last
        word = shape(self.words[at].look)
        if word.prefix or phrase.person_at:
            return 0
        portfolio = word.role("portfolio")
        if portfolio and (word.definite or self._open(phrase)):
            phrase.portfolio = phrase.portfolio or str(portfolio[1].fields.get("english") or portfolio[1].fields.get("portfolio", ""))
            phrase.entries.append(portfolio[1].id)
            return at + 1
        entry, last, _ = self.entry(at, limit)
        if entry is None or entry.fields.get("role") == "unknown":
            return 0
        if entry.fields["role"] == "title" and phrase.role == "title":
            phrase.titles.append(entry)
            phrase.entries.append(entry.id)
            if phrase.says("rank") or phrase.says("address"):
                phrase.entry = entry
            return last
        if self._open(phrase):
            owner = self.read(at, limit, inner=True)
            if owner:
                if owner.person_at and phrase.role in ("title", "force", "source") and not phrase.person_at and owner.role != "title":
                    phrase.person, phrase.person_at = owner.person, owner.person_at
                phrase.owner = phrase.owner or owner
                phrase.country = phrase.country or owner.country
                phrase.unknown = phrase.unknown or owner.unknown
                return owner.last
        return 0

    def _stranger(self, phrase: Phrase, limit: int, inner: bool) -> int:
        """A word that no entry of parties knows: an adjective with the article, or a genitive."""
        at = phrase.last
        word = shape(self.words[at].look)
        if word.tags or word.timely or word.prefix or phrase.person_at:
            return 0
        if phrase.record and not phrase.entry:
            return 0
        strange = sum(1 for i in range(phrase.head + 1, at) if not shape(self.words[i].look).roles)
        if strange > 4 or word.masdar and not self._open(phrase):
            return 0
        if word.placing and word.definite and phrase.place:
            return at + 1
        if word.definite and not (word.finite and not word.nominal):
            if not phrase.definite and not self._open(phrase):
                return 0
            phrase.genitive = True
            phrase.foreign = phrase.foreign or (at == phrase.head_end and not phrase.definite)
            return at + 1
        if word.finite or not self._open(phrase):
            return 0
        phrase.foreign = phrase.foreign or at == phrase.head_end
        return at + 1 if word.nominal or phrase.role in ("title", "body", "outlet") and not word.known else 0

    def _apposition(self, phrase: Phrase, limit: int, inner: bool) -> int:
        """After a comma: the name of the one whose title was told, or words that ask for no name."""
        at = phrase.last + 1
        if at >= limit or inner:
            return 0
        for hit in self.text.phrases.get(at, ()):
            if hit.entry.domain == "actors" and hit.entry.fields.get("role") == "anonymity":
                phrase.anonymous = True
                phrase.entries.append(hit.entry.id)
                return hit.last
        if phrase.person_at or phrase.role != "title" or phrase.plural:
            return 0
        record, found = self.record(at, limit)
        if record and record.person and found and not found.prefix:
            phrase.person, phrase.person_at = record, (found.first, found.last)
            phrase.entries.append(record.id)
            return found.last
        word = shape(self.words[at].look)
        title = word.role("title")
        if word.prefix or not word.known and self.words[at].look.form.startswith("و"):
            return 0
        start = at + 1 if title and not word.prefix and title[1].fields.get("address", title[1].fields.get("rank")) else at
        end = name_end(self.text, start, limit, self.naming.registry, titled=True)
        if end > start and self._closed_by(end, limit):
            phrase.person_at = (start, end)
            return end
        return 0

    def _closed_by(self, at: int, limit: int) -> bool:
        """Tell whether an apposition may end here: at a mark, a complementiser or the limit."""
        return at >= limit or bool(self.words[at].look.tags & {"punct", "complementiser", "preposition"}) or shape(self.words[at].look).finite


def _carries(owner: Phrase) -> bool:
    """Tell whether an object is an outlet: «لوكالة الأنباء» is where a thing was said, not whose speaker it is."""
    return owner.role == "outlet" or bool(owner.record and owner.record.kind in ("outlet", "agency"))
