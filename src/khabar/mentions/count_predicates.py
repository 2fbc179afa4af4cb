"""What befell people by a verb or a verbal noun: whom it names after it, before it, between its words."""

from __future__ import annotations

from khabar.language import Entry
from khabar.mentions.count_antecedents import antecedent
from khabar.mentions.count_context import Predicate, among, negation
from khabar.mentions.count_objects import Objects
from khabar.mentions.model import CountMention
from khabar.mentions.numbers import Amount
from khabar.mentions.victim_lists import read_victims
from khabar.mentions.victims import Victims, has_part, read_one, widened

_FATES = ("killed", "wounded")
_SEVERAL = frozenset({"3mp", "3fp", "3md", "3fd"})


def all_but_one(both: Victims | Amount) -> tuple[int, int | None]:
    """Return the least and the most of one of two fates told by one number: all but one of an exact number."""
    if not both.exact:
        return both.min, both.max
    return 1, None if both.max is None else max(1, both.max - 1)


class Predicates(Objects):
    """Counts by predicates."""

    def put(self, slot: str, victims: Victims, entry: str, *, part: bool = False, rule: str = "") -> None:
        """Keep a count."""
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

    def none(self, first: int, last: int, entry: Entry, slot: str) -> None:
        """Count nobody for a slot, or for both."""
        nobody = Victims(first, last, 0, 0, ())
        for which in ("killed", "wounded"):
            if slot in ("", "wounded", which) or entry.fields.get("harm"):
                self.put(which, nobody, entry.id, rule="counts.nobody")

    def _share(self, one: Predicate, other: Predicate, victims: Victims) -> None:
        """Put one number for two fates."""
        low, high = all_but_one(victims)
        for found in (one, other):
            self.put(found.slot, Victims(victims.first, victims.last, low, high, victims.entries), found.entry.id)
        self.done = victims.last

    def predicate(self, found: Predicate, start: int, end: int) -> None:
        """Count whom a predicate tells of."""
        fields = found.entry.fields
        at = found.last
        both = self.told_at(at) if at < end and self.text.words[at].look.form.startswith("و") else None
        if both is not None and found.reading is not None and found.reading.suffix:
            both = None
        inside = self._inside(found)
        if (
            both is not None
            and both.slot != found.slot
            and inside is None
            and (found.reading is None or found.reading.number in ("s", ""))
            and self.subject(found, start) is None
        ):  # «قتل وجرح عدة أشخاص»
            victims = read_one(self.text, both.last, end)
            if victims is not None and (both.slot in _FATES or not victims.exact):
                self._share(found, both, widened(victims, found.first))
                return
        if (
            both is not None
            and both.slot != found.slot
            and (told := self._of_both(found, both, start, end)) is not None
        ):
            self._share(found, both, told)
            return
        if found.reading is not None and found.reading.pos == "masdar":
            if found.reading.definite:
                return  # «الاغتيال» points back to what was counted
            if any(has_part(self.text.words[j].look, "sentence") for j in range(max(start, at - 4), found.first)):
                return  # «حكماً بإعدام ثلاثة»
            if found.first > start and has_part(self.text.words[found.first - 1].look, "attempt"):
                return  # «نجا من محاولة اغتيال»
        negated = negation(
            self.text,
            found.first,
            max(start, found.first - (3 if found.reading is not None and found.reading.pos == "masdar" else 2)),
        )
        if negated == "unknown":
            return
        if "strict" in fields:
            if found.reading is not None and found.reading.suffix:
                return  # it has no object: «قضية» is a case
            victims = inside or read_victims(self.text, at, end) or self._gone(found, start, end)
            if victims is not None and "people" in fields and not self._are_people(victims):
                return  # «القضاء على ثلاثة أوكار»
        else:
            known = found.reading is not None and found.reading.suffix  # «أصابته ثلاث رصاصات»
            victims = (
                inside
                or (self._whom(found, end) if known else self._after(found, end))
                or self._suffix(found)
                or self._named(found, end)
                or self._before(found, start)
            )
        if negated:
            if found.reading is not None and found.reading.suffix:
                return
            if victims is None or not victims.exact or victims.min == 1:
                self.none(found.first, victims.last if victims else at, found.entry, found.slot)
            return
        if victims is not None:
            apart = victims.first > at and "comma" in self.text.words[victims.first - 1].look.tags
            self.put(
                fields["slot"],
                victims if apart else widened(victims, found.first),
                found.entry.id,
                part=among(self.text, self.amounts, min(found.first, victims.first)),
            )

    def _of_both(self, found: Predicate, both: Predicate, start: int, end: int) -> Victims | None:
        """Return the people before two verbs of which some met the one fate, some the other: «20 مدنياً قتلوا وأصيبوا»."""
        several = all(one.reading is not None and one.reading.person in ("3mp", "3fp") for one in (found, both))
        if not several or read_one(self.text, both.last, end) is not None:
            return None
        told = self.subject(found, start)
        if told is None:
            return None
        return Victims(told.first, both.last, told.min, told.max, told.entries, told.exact)

    def _gone(self, found: Predicate, start: int, end: int) -> Victims | None:
        """Return the people before a verb of several that nothing but a preposition follows: «ثمانية أشخاص قضوا في الغارة»."""
        reading = found.reading
        if reading is None or reading.person not in _SEVERAL:
            return None
        after = self.text.words[found.last].look if found.last < end else None
        if after is not None and not {"preposition", "punct"} & after.tags and not has_part(after, "cause"):
            return None
        return antecedent(self.text, self.amounts, found.first, reading, start) or self.subject(found, start)

    def _are_people(self, victims: Victims) -> bool:
        """Tell whether some word of a phrase says that it counts people."""
        words = self.text.words[victims.first : victims.last]
        return any(has_part(w.look, "person", "victim") or w.look.plays("actors", "title", "force") for w in words)
