"""How many were killed, wounded, missing or captured, where a text says it, and where it says that nobody was."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from khabar.language import Entry, Text
from khabar.mentions.count_context import (
    Predicate,
    among,
    genitive_after,
    negation,
)
from khabar.mentions.count_predicates import all_but_one
from khabar.mentions.count_tolls import Tolls
from khabar.mentions.model import CountMention
from khabar.mentions.numbers import read_amount
from khabar.mentions.victims import Victims, casualty_parts, has_part, is_date, parts_of, read_one

_FATES = frozenset({"losses", "predicate", "victim"})  # parts of casualties that tell of a fate by themselves
_COUNTED_SINGULAR = 11  # from eleven on the counted noun is singular
_RECOVERY_REACH = 6  # words from a verb of recovering to the bodies
_NAME_REACH = 3  # words of a name before the one that tells of the dead
_SINCE_REACH = 5  # words from a count to the war that it is counted since
_ONE, _TWO, _MANY = (1, 1), (2, 2), (2, None)


def find_counts(text: Text) -> list[CountMention]:
    """Return the counts of a text in its order."""
    return _Counting(text).run()


class _Counting(Tolls):
    """One pass over a text."""

    def run(self) -> list[CountMention]:
        text = self.text
        self._numeric = {*text.telling("numbers"), *text.at("number"), *text.at("number_word")}
        fates = [i for i in text.at("casualties") if not parts_of(text.words[i].look).names.isdisjoint(_FATES)]
        after = 0
        for i in sorted({*self._numeric, *text.phrased("casualties"), *fates}):
            if i >= after:
                sentence = self.text.sentences[self.text.sentence_of[i]]
                after = min(self._at(i, sentence.first, sentence.last), sentence.last)
        self.out.sort(key=lambda m: (m.first, m.slot))
        return [count for count in self.out if not self._in_name(count) and not self._of_war(count)]

    def _of_war(self, count: CountMention) -> bool:
        """Tell whether a count is of a whole war or year and of no happening: «عدد القتلى منذ بدء الحرب إلى 3500»."""
        end = min(count.last + _SINCE_REACH, self.text.sentences[self.text.sentence_of[count.first]].last)
        for i in range(count.first, end):
            if i >= count.last and ("comma" in self.text.words[i].look.tags or i in self.amounts):
                return False
            for hit in self.text.phrases.get(i, ()):
                if hit.entry.domain == "casualties" and hit.entry.fields.get("part") == "whole":
                    return count.min >= int(hit.entry.fields.get("least", "0"))
        return False

    def _in_name(self, count: CountMention) -> bool:
        """Tell whether a count is part of the name of somebody or of a place: «كتائب شهداء الأقصى», «ساحة الشهداء»."""
        names = self.text.names
        return any(
            hit.last >= count.last
            for at in range(max(0, count.first - _NAME_REACH), count.first)
            for hit in names.get(at, ())
        )

    def _at(self, i: int, start: int, end: int) -> int:
        """Read what stands at word `i` and return the word to go on from."""
        look = self.text.words[i].look
        for hit in self.text.phrases.get(i, ()):
            if hit.entry.domain != "casualties":
                continue
            part = hit.entry.fields.get("part")
            if part == "predicate":
                self.predicate(Predicate(hit.first, hit.last, hit.entry.fields["slot"], hit.entry, None), start, end)
                return hit.last
            if part == "no_victims":
                return hit.last
            if part in ("loss", "only_things"):
                self._loss(hit.first, hit.last, hit.entry, start)
                return hit.last
        if i in self._numeric:
            amount = read_amount(self.text, i, end)
            if amount is not None:
                if not is_date(self.text, amount):
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
        found = self.told_at(i, counted=i in self.amounts)
        if found is not None and self._is_between(i, start) and any(r.pos == "masdar" for r in look.readings):
            self._between(i, found.slot, found.entry, start)  # «13 مدنياً بين قتل وجرح»
            return i + 1
        if found is not None:
            self.predicate(found, start, end)
            return i + 1
        victims = [(reading, entry) for part, reading, entry in casualty_parts(look) if part == "victim"]
        if victims:
            reading, entry = min(victims, key=lambda pair: bool(pair[0].suffix))
            self._victim(i, reading, entry, start, end)
        return i + 1

    def _victim(self, i: int, reading: Any, entry: Entry, start: int, end: int) -> None:
        """Read a noun of the dead or hurt at word `i`; cases of an illness are none."""
        if any(has_part(self.text.words[j].look, "illness") for j in range(i + 1, min(end, i + 3))):
            return
        joined = reading.definite and reading.prefix.startswith("و")  # «عدد القتلى إلى 12 والجرحى إلى 30»
        amount = None if joined else self.amounts.get(i)
        slot = entry.fields["slot"]
        if amount is None and "trace" in entry.fields and reading.number == "p" and i + 1 in self._numeric:
            counted = read_one(self.text, i + 1, end)  # «جثث 14 مهاجراً»
            if counted is not None and counted.exact:
                self._put_found(slot, replace(counted, first=i), entry, start)
                return
        if amount is not None and (other := self._other_fate(i, slot, end)) is not None:
            for at, which, kind in ((i, slot, entry), (i + 1, other.fields["slot"], other)):
                self._between(at, which, kind, amount.first)
            self.done = i + 2
            return
        if amount is not None and not (amount.definite and amount.exact):
            victims = read_one(self.text, amount.first, end)
            if victims is not None and self.has_risen(amount.first, start):
                self.put(slot, victims, entry.id, rule="counts.toll")
            elif victims is not None:
                self._put_found(slot, victims, entry, start)
            return
        if (plural := self._numbered(i, reading, end)) is not None:
            self.put(slot, plural, entry.id)
            return
        before = self.amounts.get(i - 1)
        if (
            before is not None and not before.exact and reading.definite and reading.prefix.startswith("و")
        ):  # «عشرات القتلى والجرحى»
            self.put(slot, Victims(before.first, i + 1, before.min, before.max, before.entries), entry.id)
            return
        if self.toll(i, slot, entry, start, end):
            return
        if reading.definite and not negation(self.text, i, start):
            return
        negated = negation(self.text, i, start)
        if negated == "unknown" or reading.suffix or (reading.prefix.endswith("ب") and reading.number != "d"):
            return
        if negated:
            further = i + 1 < end and any(
                "other" in e.fields for _, _, e in casualty_parts(self.text.words[i + 1].look)
            )
            known = reading.definite or "trace" in entry.fields or genitive_after(self.text, i, end)
            if not further and not known:  # not «عدم وجود إصابات أخرى»
                self.none(i, i + 1, entry, slot)
        elif self._is_between(i, start):
            self._between(i, slot, entry, start)
        elif i > start and (fallen := self._fallen(i, start)) is not None:
            self.put(slot, fallen, entry.id)
        elif not genitive_after(self.text, i, end):
            low, high = {"d": _TWO, "p": _MANY}.get(reading.number, _ONE)
            self._put_found(slot, Victims(i, i + 1, low, high, ()), entry, start)

    def _numbered(self, i: int, reading: Any, end: int) -> Victims | None:
        """Return the people of a plural whose number stands apart: «ثلاثة جنود قتلى», «القتلى الثمانية»."""
        if reading.number != "p" or reading.prefix or reading.suffix:
            return None
        if reading.definite:
            after = read_amount(self.text, i + 1, end) if i + 1 in self._numeric else None
            if after is None or not (after.definite and after.exact) or is_date(self.text, after):
                return None
            return Victims(i, after.last, after.min, after.max, after.entries)
        before = self.amounts.get(i - 1)
        if before is None or not before.exact or not has_part(self.text.words[i - 1].look, "person"):
            return None
        told = read_one(self.text, before.first, end)
        return None if told is None else replace(told, last=i + 1)

    def _put_found(self, slot: str, victims: Victims, entry: Entry, start: int) -> None:
        """Keep people told by a noun; bodies are but some of the dead, and at least so many where they were brought out."""
        words = self.text.words
        before = range(max(start, victims.first - _RECOVERY_REACH), victims.first)
        bodies = "trace" in entry.fields
        brought = bodies and any(has_part(words[j].look, "recovery") for j in before)
        told = replace(victims, max=None, exact=False) if brought else victims
        among_others = among(self.text, self.amounts, victims.first)
        self.put(slot, told, entry.id, part=among_others, rule="counts.bodies" if bodies else "")

    def _fallen(self, i: int, start: int) -> Victims | None:
        """Return the people before a verb that the noun completes: «عشرة جنود سقطوا قتلى»."""
        verb = next(
            (
                r
                for r in self.text.words[i - 1].look.readings
                if r.pos == "verb" and r.person in ("3mp", "3md", "3fp") and not r.suffix  # «أردوه قتيلاً»
            ),
            None,
        )
        if verb is None:
            return None
        entry = verb.entries[0]
        return self.subject(Predicate(i - 1, i + 1, "", entry, verb), start)

    def _other_fate(self, i: int, slot: str, end: int) -> Entry | None:
        """Return the second noun that a number from eleven on counts with word `i`: «12 قتيلاً وجريحاً»."""
        amount, words = self.amounts[i], self.text.words
        if not amount.exact or amount.min < _COUNTED_SINGULAR or i + 1 >= end:
            return None
        if i + 2 < end and read_amount(self.text, i + 2, end) is not None:  # «12 قتيلاً وجريحاً واحداً»
            return None
        for part, reading, entry in casualty_parts(words[i + 1].look):
            together = reading.prefix == "و" and reading.number == "s" and not reading.definite and not reading.suffix
            if part == "victim" and together and entry.fields["slot"] != slot:
                other: Entry = entry
                return other
        return None

    def _is_between(self, i: int, start: int) -> bool:
        """Tell whether word `i` is the first or second fate behind «بين»."""
        words = self.text.words
        if i > start and "between" in words[i - 1].look.tags:
            return True
        return (
            i - 2 >= start
            and "between" in words[i - 2].look.tags
            and has_part(words[i - 1].look, "victim", "predicate")
        )

    def _between(self, i: int, slot: str, entry: Entry, start: int) -> None:
        """Read «عدد من المدنيين بين قتيل وجريح»: the number before is of both together."""
        amount = next((self.amounts[j] for j in range(i, max(start, i - 8), -1) if j in self.amounts), None)
        if amount is None:
            return
        low, high = all_but_one(amount)
        self.put(slot, Victims(amount.first, i + 1, low, high, amount.entries), entry.id)

    def _loss(self, first: int, last: int, entry: Entry, start: int) -> None:
        if entry.fields["part"] == "only_things" or negation(self.text, first, start) == "none":
            self.none(first, last, entry, "")
