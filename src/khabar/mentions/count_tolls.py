"""Running totals: «ارتفع عدد القتلى إلى 15», «حصيلة القتلى بلغت ألفاً»."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.language import Entry
from khabar.mentions.count_predicates import Predicates, all_but_one
from khabar.mentions.numbers import Amount, bound_after, read_amount
from khabar.mentions.victims import Victims, casualty_parts, has_part, is_date

_RISE_REACH = 6  # words from a word of rising to the total
_TOLL_REACH = 14
_FAR_TOLL_REACH = 26


class Tolls(Predicates):
    """Finds the totals that a word of reaching brings."""

    def has_risen(self, at: int, start: int) -> bool:
        """Tell whether a total reached what word `at` counts: «ارتفاع العدد إلى 14 قتيلاً و42 جريحاً»."""
        before = self.out[-1] if self.out else None
        if before is not None and before.last == at and before.entries[-1] == "counts.toll":
            return self.text.words[at].look.form.startswith("و") or "lone_and" in self.text.words[at].look.tags
        words = self.text.words
        far = at > start and "to" in words[at - 1].look.tags
        looks = [words[j].look for j in range(max(start, at - (_FAR_TOLL_REACH if far else _RISE_REACH)), at)]
        return any(has_part(w, "toll") for w in looks) and any(has_part(w, "reach") for w in looks)

    def toll(self, i: int, slot: str, entry: Entry, start: int, end: int) -> bool:
        """Read a running total: «ارتفع عدد القتلى إلى 15», «حصيلة القتلى بلغت ألفاً»."""
        words = self.text.words
        toll = next((j for j in range(i - 1, max(start, i - 4) - 1, -1) if has_part(words[j].look, "toll")), None)
        if toll is None:
            return False
        before = self.amounts.get(toll)
        if before is not None and any(
            has_part(words[j].look, "reach") for j in range(max(start, before.first - 3), before.first)
        ):  # «ارتفع إلى خمسة عدد القتلى»
            self.put(
                slot, Victims(before.first, i + 1, before.min, before.max, before.entries), entry.id, rule="counts.toll"
            )
            return True
        reached = next(
            (j for j in range(toll - 1, max(start, toll - 4) - 1, -1) if has_part(words[j].look, "reach")), None
        )
        if reached is None and self._stands(toll, i, slot, entry, end):
            return True
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
            if amount is not None and amount.max is not None and "from" in words[j - 1].look.tags:
                amount = replace(amount, min=amount.max)  # «من 10 إلى 15»
            if (
                amount is not None
                and not amount.definite
                and not self._goes_further(amount, min(end, i + _FAR_TOLL_REACH))
            ):
                counted = self._counted_fate(amount.last, slot, end)
                if counted is not None:  # «ارتفع عدد ضحايا القصف إلى 61 جريحاً»
                    told = Victims(j, amount.last + 1, amount.min, amount.max, amount.entries)
                    self.put(counted.fields["slot"], told, counted.id, rule="counts.toll")
                    return True
                more = any(
                    e.fields.get("bound") == "more" for p, _, e in casualty_parts(words[reached].look) if p == "reach"
                )
                amount = bound_after(self.text, amount, amount.last) if amount.last < end else amount
                low, high = (amount.min + 1, None) if more and amount.exact else (amount.min, amount.max)
                self._reach(i, slot, Victims(toll, amount.last, low, high, amount.entries), entry, end)
                self.done = amount.last
                return True
        return False

    def _goes_further(self, amount: Amount, end: int) -> bool:
        """Tell whether «إلى» brings the total behind a number: «عدد القتلى نتيجة خمس غارات إلى 46»."""
        words = self.text.words
        if "to" in words[amount.first - 1].look.tags:
            return False
        for j in range(amount.last, end - 1):
            if {"stop", "semicolon"} & words[j].look.tags:
                return False
            if "to" in words[j].look.tags and read_amount(self.text, j + 1, end) is not None:
                return True
        return False

    def _reach(self, i: int, slot: str, told: Victims, entry: Entry, end: int) -> None:
        """Put a total that is told of one fate or of two together: «بلغ عدد القتلى والجرحى 40»."""
        fates = {slot: entry}
        for part, reading, other in casualty_parts(self.text.words[i + 1].look) if i + 1 < end else ():
            if part == "victim" and reading.prefix == "و" and reading.definite:
                fates.setdefault(other.fields["slot"], other)
        low, high = all_but_one(told) if len(fates) > 1 else (told.min, told.max)
        for which, kind in fates.items():
            self.put(which, Victims(told.first, told.last, low, high, told.entries), kind.id, rule="counts.toll")

    def _stands(self, toll: int, i: int, slot: str, entry: Entry, end: int) -> bool:
        """Read a total that stands at once behind its noun: «لا يزال عدد القتلى 9»."""
        amount = read_amount(self.text, i + 1, end) if i + 1 < end else None
        if amount is None or amount.definite or amount.prefix or not amount.exact or is_date(self.text, amount):
            return False
        if self._counted_fate(amount.last, slot, end) is not None:
            return False
        told = Victims(toll, amount.last, amount.min, amount.max, amount.entries)
        self.put(slot, told, entry.id, rule="counts.toll")
        return True

    def _counted_fate(self, at: int, slot: str, end: int) -> Entry | None:
        """Return the noun of another fate that a number before word `at` counts: «61 جريحاً» are no dead."""
        if at >= end:
            return None
        for part, reading, entry in casualty_parts(self.text.words[at].look):
            if part == "victim" and not (reading.prefix or reading.definite) and entry.fields["slot"] != slot:
                other: Entry = entry
                return other
        return None
