"""How many were killed, wounded, missing or captured, where a text says it, and where it says that nobody was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from khabar.language import Entry, Look, Text
from khabar.mentions.count_context import (
    STOPS,
    among,
    definite,
    genitive,
    genitive_after,
    in_wording,
    negation,
    unknown,
)
from khabar.mentions.model import CountMention
from khabar.mentions.numbers import Amount, read_amount
from khabar.mentions.victims import Victims, casualty_parts, has_part, opens_part, read_one, read_victims, widened

_OBJECT_REACH = 9  # words from a predicate to its victims
_SUBJECT_REACH = 16  # words from a passive verb back to its subject
_TOLL_REACH = 14
_EDGES = frozenset({"stop", "colon", "semicolon", "bar", "complementiser", "subordinator", "ellipsis"})
_NOUNS = frozenset({"noun", "adjective", "participle", "passive_participle"})
_FAR_TOLL_REACH = 26
_ONE, _TWO, _MANY = (1, 1), (2, 2), (2, None)
_BY_SUFFIX: dict[str, tuple[int, int | None]] = {"ه": _ONE, "ها": _ONE, "هما": _TWO, "هم": _MANY, "هن": _MANY}
_BY_PERSON: dict[str, tuple[int, int | None]] = {
    "3ms": _ONE,
    "3fs": _ONE,
    "3md": _TWO,
    "3fd": _TWO,
    "3mp": _MANY,
    "3fp": _MANY,
}


class _Predicate(NamedTuple):
    """A word or phrase over `[first, last)` that says what befell people."""

    first: int
    last: int
    slot: str
    entry: Entry
    reading: Any  # None for a phrase


def find_counts(text: Text) -> list[CountMention]:
    """Return the counts of a text in its order."""
    return _Counting(text).run()


class _Counting:
    """One pass over a text; `done` is the word up to which counts were read, `amounts` the numbers by their end."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.out: list[CountMention] = []
        self.amounts: dict[int, Amount] = {}
        self.done = 0

    def run(self) -> list[CountMention]:
        for sentence in self.text.sentences:
            i = sentence.first
            while i < sentence.last:
                i = max(i + 1, self._at(i, sentence.first, sentence.last))
        self.out.sort(key=lambda m: (m.first, m.slot))
        return self.out

    def _at(self, i: int, start: int, end: int) -> int:
        """Read what stands at word `i` and return the word to go on from."""
        look = self.text.words[i].look
        phrases = self.text.phrases.get(i, ())
        for hit in phrases:
            if hit.entry.domain != "casualties":
                continue
            part = hit.entry.fields.get("part")
            if part == "predicate":
                self._predicate(_Predicate(hit.first, hit.last, hit.entry.fields["slot"], hit.entry, None), start, end)
                return hit.last
            if part == "no_victims":
                return hit.last
            if part in ("loss", "only_things"):
                self._loss(hit.first, hit.last, hit.entry, start)
                return hit.last
        if (
            "number" in look.tags
            or "number_word" in look.tags
            or any(h.entry.domain == "numbers" for h in phrases)
            or look.entries("numbers")
        ):
            amount = read_amount(self.text, i, end)
            if amount is not None:
                self.amounts[amount.last] = amount
                return amount.last
        if "casualties" not in look.by_domain or i < self.done:
            return i + 1
        if has_part(look, "losses"):
            after = self.text.words[i + 1].look if i + 1 < end else None
            if after is None or not has_part(after, "things"):
                entry = next(e for p, _, e in casualty_parts(look) if p == "losses")
                self._loss(i, i + 1, entry, start)
            return i + 1
        found = _predicate_of(look, i, counted=i in self.amounts)
        if found is not None:
            self._predicate(found, start, end)
            return i + 1
        victims = [(reading, entry) for part, reading, entry in casualty_parts(look) if part == "victim"]
        if victims:
            reading, entry = min(victims, key=lambda pair: bool(pair[0].suffix))
            self._victim(i, reading, entry, start, end)
        return i + 1

    def _predicate(self, found: _Predicate, start: int, end: int) -> None:
        fields = found.entry.fields
        at = found.last
        both = (
            _predicate_of(self.text.words[at].look, at, counted=False)
            if at < end and self.text.words[at].look.form.startswith("و")
            else None
        )
        inside = self._inside(found)
        if (
            both is not None
            and both.slot != found.slot
            and inside is None
            and (found.reading is None or found.reading.number in ("s", ""))
            and self._subject(found, start) is None
        ):  # «قتل وجرح عدة أشخاص»
            victims = read_one(self.text, both.last, end)
            if victims is not None:
                self._share(found, both, widened(victims, found.first))
                return
        if found.reading is not None and found.reading.definite and found.reading.pos == "masdar":
            return  # «الاغتيال» points back to what was counted
        negated = negation(
            self.text,
            found.first,
            max(start, found.first - (3 if found.reading is not None and found.reading.pos == "masdar" else 2)),
        )
        if negated == "unknown":
            return
        if "strict" in fields:
            victims = inside or read_victims(self.text, at, end)
        else:
            victims = (
                inside
                or self._after(found, end)
                or self._suffix(found)
                or self._named(found, end)
                or self._before(found, start)
            )
        if negated:
            if found.reading is not None and found.reading.suffix:
                return
            if victims is None or not victims.exact or victims.min == 1:
                self._none(found.first, victims.last if victims else at, found.entry, found.slot)
            return
        if victims is not None:
            self._put(
                fields["slot"],
                widened(victims, found.first),
                found.entry.id,
                part=among(self.text, self.amounts, found.first),
            )

    def _inside(self, found: _Predicate) -> Victims | None:
        """Return the victims between the words of a phrase («لقي ثلاثة عمال مصرعهم»)."""
        return (
            read_victims(self.text, found.first + 1, found.last)
            if found.reading is None and found.last - found.first > 2
            else None
        )

    def _after(self, found: _Predicate, end: int) -> Victims | None:
        """Return the victims that follow a predicate; an active verb's subject is stepped over."""
        text, i = self.text, found.last
        stop = min(end, found.last + _OBJECT_REACH)
        prepositional = False
        while i < stop:
            look = text.words[i].look
            bound = any(h.entry.domain == "numbers" for h in text.phrases.get(i, ()))  # «ما لا يقل عن»
            if (
                (STOPS & look.tags and not bound)
                or opens_part(text, i)
                or _predicate_of(look, i, counted=False)
                or has_part(look, "result")
            ):
                return None
            if prepositional:
                victims = read_one(text, i, end) if i + 1 < stop else None
                if (
                    victims is not None
                    and victims.exact
                    and not definite(look)
                    and text.words[i - 1].look.form
                    and not genitive(text, i)
                    and not in_wording(text, i)
                ):
                    return read_victims(text, i, end)
            elif not look.form.startswith("و") or i == found.last:
                victims = self._object_after(found, read_victims(text, i, end), end)
                if victims is not None and (i == found.last or not definite(look) or victims.exact):
                    return victims
            if (
                "preposition" in look.tags
                or any(r.prefix[-1:] in ("ب", "ل", "ك") for r in look.readings)
                or "comma" in look.tags
            ):
                if found.reading is None or found.reading.pos != "verb":
                    return None
                prepositional = True
            i += 1
        return None

    def _object_after(self, found: _Predicate, subject: Victims | None, end: int) -> Victims | None:
        """Return the people who follow the subject of an active verb at once: «خطف مسلحون ثلاثة عمال»."""
        if (
            subject is None
            or found.reading is None
            or found.reading.pos != "verb"
            or subject.last >= end
            or (subject.exact and subject.max != 1)
        ):
            return subject
        if self.text.words[subject.last].look.form.startswith("و"):
            return subject
        return read_victims(self.text, subject.last, end) or subject

    def _named(self, found: _Predicate, end: int) -> Victims | None:
        """Return one victim where a word that nobody knows, a name, follows a predicate of death."""
        i = found.last
        if (
            i >= end
            or self.text.words[i].look.form.startswith("و")
            or (found.reading is not None and found.reading.person not in ("", "3ms", "3fs"))
        ):
            return None
        look = self.text.words[i].look
        masdar = found.reading is not None and found.reading.pos == "masdar" and found.slot == "killed"
        hits = self.text.names.get(i, ())
        person = any(getattr(record, "person", False) for hit in hits for record in hit.records)
        nothing = not look.readings and not look.tags and not hits
        passive = (
            found.reading is not None
            and found.reading.pos == "verb"
            and found.reading.passive is not False
            and found.slot == "killed"
        )
        if (
            person
            or (nothing and masdar)
            or (nothing and passive and self._subject(found, i) is None and unknown(self.text, i + 1, end))
        ):
            return Victims(i, i + 1, 1, 1, ("counts.named",))
        if (
            masdar
            and look.readings
            and not look.tags
            and not hits
            and all(r.pos in _NOUNS and not r.prefix for r in look.readings)
        ):
            low, high = _MANY if any(r.number == "p" for r in look.readings) else _ONE
            return Victims(i, i + 1, low, high, ("counts.named",))
        return None

    def _suffix(self, found: _Predicate) -> Victims | None:
        """Return the victims that a pronoun on the predicate stands for («مقتله»)."""
        if (
            found.reading is None
            or found.reading.suffix not in _BY_SUFFIX
            or found.reading.number != "s"
            or found.slot in ("captured", "missing")
        ):
            return None
        if found.slot == "wounded" and self._cause_of_death(found):
            return None
        light = next(
            (
                j
                for j in range(found.first - 1, max(-1, found.first - _TOLL_REACH), -1)
                if has_part(self.text.words[j].look, "light")
            ),
            None,
        )
        if (
            light is not None and (met := read_victims(self.text, light + 1, found.first)) is not None
        ):  # «لقي العشرات من … مصرعهم»
            return Victims(met.first, found.last, met.min, met.max, met.entries, met.exact)
        low, high = _BY_SUFFIX[found.reading.suffix]
        return Victims(found.first, found.last, low, high, ("counts.pronoun",))

    def _cause_of_death(self, found: _Predicate) -> bool:
        """Tell whether a wound is what somebody died of: «قتل إثر إصابته», «متأثراً بإصابته»."""
        if found.reading.prefix.endswith("ب"):
            return True
        return found.first > 0 and has_part(self.text.words[found.first - 1].look, "cause")

    def _before(self, found: _Predicate, start: int) -> Victims | None:
        """Return the subject before a passive verb («امرأة قُتلت»), or what the verb's own number says of it."""
        reading = found.reading or next(
            (r for r in self.text.words[found.first].look.readings if r.pos == "verb"), None
        )
        if (
            reading is None
            or reading.pos != "verb"
            or (
                found.reading is not None
                and reading.passive is False
                and found.entry.fields.get("intransitive") is None
            )
        ):
            return None
        subject = self._subject(found, start)
        if subject is not None and reading.number == "d" and (subject.max is None or subject.max == 1):
            return replace(subject, min=2, max=2)
        if subject is not None:
            return subject
        person = reading.person
        edge = self._edge(found, start)
        if person in _BY_PERSON and edge < found.first and edge > start:
            least, most = _BY_PERSON[person]
            return Victims(found.first, found.last, least, most, ("counts.agreement",), exact=most is not None)
        return None

    def _edge(self, found: _Predicate, start: int) -> int:
        """Return the first word of the clause that a predicate stands in."""
        low = max(start, self.done, found.first - _SUBJECT_REACH)
        return next((i + 1 for i in range(found.first - 1, low - 1, -1) if _EDGES & self.text.words[i].look.tags), low)

    def _subject(self, found: _Predicate, start: int) -> Victims | None:
        """Return the people who open the clause, or a part of it after a comma, before a predicate."""
        edge = self._edge(found, start)
        for at in (
            edge,
            *(i + 1 for i in range(edge, found.first - 1) if {"comma", "dash"} & self.text.words[i].look.tags),
        ):
            victims = read_victims(self.text, at, found.first)
            if victims is not None:
                return Victims(victims.first, found.last, victims.min, victims.max, victims.entries, victims.exact)
        return None

    def _victim(self, i: int, reading: Any, entry: Entry, start: int, end: int) -> None:
        """Read a noun of the dead or hurt at word `i`; cases of an illness are none."""
        if any(has_part(self.text.words[j].look, "illness") for j in range(i + 1, min(end, i + 3))):
            return
        amount = self.amounts.get(i)
        slot = entry.fields["slot"]
        if amount is not None and not (amount.definite and amount.exact):
            victims = read_one(self.text, amount.first, end)
            if victims is not None:
                self._put(slot, victims, entry.id, part=among(self.text, self.amounts, amount.first))
            return
        before = self.amounts.get(i - 1)
        if (
            before is not None and not before.exact and reading.definite and reading.prefix.startswith("و")
        ):  # «عشرات القتلى والجرحى»
            self._put(slot, Victims(before.first, i + 1, before.min, before.max, before.entries), entry.id)
            return
        if self._toll(i, slot, entry, start, end) or (reading.definite and not negation(self.text, i, start)):
            return
        negated = negation(self.text, i, start)
        if negated == "unknown" or reading.suffix or (reading.prefix.endswith("ب") and reading.number != "d"):
            return
        if negated:
            if not reading.definite and "trace" not in entry.fields and not genitive_after(self.text, i, end):
                self._none(i, i + 1, entry, slot)
        elif (i > start and "between" in self.text.words[i - 1].look.tags) or self._second_of_between(i, start):
            self._between(i, slot, entry, start)
        elif i > start and (fallen := self._fallen(i, start)) is not None:
            self._put(slot, fallen, entry.id)
        elif not genitive_after(self.text, i, end):
            low, high = {"d": _TWO, "p": _MANY}.get(reading.number, _ONE)
            self._put(slot, Victims(i, i + 1, low, high, ()), entry.id, part=among(self.text, self.amounts, i))

    def _fallen(self, i: int, start: int) -> Victims | None:
        """Return the people before a verb that the noun completes: «عشرة جنود سقطوا قتلى»."""
        verb = next(
            (r for r in self.text.words[i - 1].look.readings if r.pos == "verb" and r.person in ("3mp", "3md", "3fp")),
            None,
        )
        if verb is None:
            return None
        entry = verb.entries[0]
        return self._subject(_Predicate(i - 1, i + 1, "", entry, verb), start)

    def _toll(self, i: int, slot: str, entry: Entry, start: int, end: int) -> bool:
        """Read a running total: «ارتفع عدد القتلى إلى 15», «حصيلة القتلى بلغت ألفاً»."""
        words = self.text.words
        toll = next((j for j in range(i - 1, max(start, i - 4) - 1, -1) if has_part(words[j].look, "toll")), None)
        if toll is None:
            return False
        before = self.amounts.get(toll)
        if before is not None and any(
            has_part(words[j].look, "reach") for j in range(max(start, before.first - 3), before.first)
        ):  # «ارتفع إلى خمسة عدد القتلى»
            self._put(
                slot, Victims(before.first, i + 1, before.min, before.max, before.entries), entry.id, rule="counts.toll"
            )
            return True
        reached = next(
            (j for j in range(toll - 1, max(start, toll - 4) - 1, -1) if has_part(words[j].look, "reach")), None
        )
        for j in range(i + 1, min(end, i + _FAR_TOLL_REACH)):
            if {"stop", "semicolon"} & words[j].look.tags or (
                j >= i + _TOLL_REACH and (reached is None or "to" not in words[j - 1].look.tags)
            ):
                if {"stop", "semicolon"} & words[j].look.tags or reached is None:
                    break
                continue
            if reached is None:
                reached = j if has_part(words[j].look, "reach") else None
                continue
            amount = read_amount(self.text, j, end)
            if amount is not None and not amount.definite:
                more = any(
                    e.fields.get("bound") == "more" for p, _, e in casualty_parts(words[reached].look) if p == "reach"
                )
                low, high = (amount.min + 1, None) if more and amount.exact else (amount.min, amount.max)
                self._put(slot, Victims(toll, amount.last, low, high, amount.entries), entry.id, rule="counts.toll")
                self.done = amount.last
                return True
        return False

    def _second_of_between(self, i: int, start: int) -> bool:
        words = self.text.words
        return i - 2 >= start and "between" in words[i - 2].look.tags and has_part(words[i - 1].look, "victim")

    def _between(self, i: int, slot: str, entry: Entry, start: int) -> None:
        """Read «عدد من المدنيين بين قتيل وجريح»: the number before is of both together."""
        amount = next((self.amounts[j] for j in range(i, max(start, i - 8), -1) if j in self.amounts), None)
        if amount is None:
            return
        high = amount.max if amount.max is None or not amount.exact else max(1, amount.max - 1)
        low = 1 if amount.exact else amount.min
        self._put(slot, Victims(amount.first, i + 1, low, high, amount.entries), entry.id)

    def _share(self, one: _Predicate, other: _Predicate, victims: Victims) -> None:
        """Put one number for two fates: each may have all but one of an exact number."""
        high = victims.max if victims.max is None or not victims.exact else max(1, victims.max - 1)
        low = 1 if victims.exact else victims.min
        for found in (one, other):
            self._put(found.slot, Victims(victims.first, victims.last, low, high, victims.entries), found.entry.id)
        self.done = victims.last

    def _loss(self, first: int, last: int, entry: Entry, start: int) -> None:
        if entry.fields["part"] == "only_things" or negation(self.text, first, start) == "none":
            self._none(first, last, entry, "")

    def _none(self, first: int, last: int, entry: Entry, slot: str) -> None:
        nobody = Victims(first, last, 0, 0, ())
        for which in ("killed", "wounded"):
            if slot in ("", "wounded", which) or entry.fields.get("harm"):
                self._put(which, nobody, entry.id, rule="counts.nobody")

    def _put(self, slot: str, victims: Victims, entry: str, *, part: bool = False, rule: str = "") -> None:
        entries = tuple(e for e in (entry, *victims.entries, rule) if e)
        span = self.text.span(victims.first, victims.last)
        self.out.append(
            CountMention(
                first=victims.first,
                last=victims.last,
                span=span,
                entries=entries,
                slot=slot,
                min=victims.min,
                max=victims.max,
                part=part,
            )
        )
        self.done = max(self.done, victims.last)


def _predicate_of(look: Look, i: int, *, counted: bool) -> _Predicate | None:
    """Return the predicate that a word is; a plural noun or one that a number counts is a victim noun."""
    found = [(r, e) for p, r, e in casualty_parts(look) if p == "predicate"]
    victims = [r for p, r, _ in casualty_parts(look) if p == "victim" and not r.suffix]
    if not found or (counted and any(not r.prefix for r in victims)):
        return None
    if any(r.number == "p" for r in victims) and all(r.pos != "verb" or r.suffix for r, _ in found):
        return None
    reading, entry = min(
        found, key=lambda pair: (bool(pair[0].suffix) and any(not r.suffix for r, _ in found), pair[0].pos != "verb")
    )
    return _Predicate(i, i + 1, entry.fields["slot"], entry, reading)
