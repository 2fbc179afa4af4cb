"""When two values count as the same: stretches, names, places, times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from khabar.evaluation.gold import Annotated, Dates, Naming, Stretch
from khabar.language.geography import kilometres
from khabar.language.spelling import fold

_NEAR_KM = {"site": 20, "town": 20, "district": 20, "governorate": 75}
_SHARED_WORDS = 0.5
_SHARED_DAYS = 0.4
# The article with the proclitics that melt into it; names are compared without them.
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=...)")


def overlap(a: Stretch, b: Stretch) -> float:
    """Return which part of the shorter stretch the two share."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / max(1, min(a[1] - a[0], b[1] - b[0])) if shared > 0 else 0.0


def best_overlap(first: Iterable[Stretch], second: Sequence[Stretch]) -> float:
    """Return the largest overlap of any two stretches."""
    return max((overlap(a, b) for a in first for b in second), default=0.0)


def _words(text: str | None) -> Counter[str]:
    return Counter(_ARTICLE.sub("", word) for word in re.findall(r"\w+", fold(text or "")))


def _share_words(a: Counter[str], b: Counter[str]) -> bool:
    return bool(a and b) and 2 * (a & b).total() / (a.total() + b.total()) >= _SHARED_WORDS


def same_name(gold: Naming | None, said: Naming | None, aliases: Iterable[str] = ()) -> bool:
    """Say whether both have one canonical name, or half of their words, counting the aliases of the gold one."""
    if gold is None or said is None:
        return False
    if gold.name and said.name and gold.name.lower() == said.name.lower():
        return True
    words = _words(said.text or said.name)
    return any(_share_words(_words(alias), words) for alias in {gold.text or gold.name or "", *aliases})


class NameBook:
    """All the words by which one gold report names each of its speakers and parties."""

    def __init__(self, gold: Annotated) -> None:
        """Collect them from its chains, actors and targets."""
        self._texts: dict[str, set[str]] = {}
        parties = [link for claim in gold.claims for link in claim.chain]
        parties += [p for event in gold.events for p in (event.actor, event.target) if p]
        for party in parties:
            if party.name and party.text and party.name.lower() != "unknown":
                self._texts.setdefault(party.name.lower(), set()).add(party.text)

    def same(self, gold: Naming | None, said: Naming | None) -> bool:
        """Say whether both name the same speaker or party."""
        aliases = self._texts.get((gold.name or "").lower(), ()) if gold else ()
        return same_name(gold, said, aliases)

    def same_party(self, gold: Naming | None, said: Naming | None) -> bool:
        """Say whether both name the same party, both none, or both one that the report calls unknown."""
        if gold is None or said is None:
            return gold is said
        if (gold.name or "").lower() == "unknown":
            return (said.name or "").lower() == "unknown"
        return self.same(gold, said)


def same_place(gold: Naming | None, said: Naming | None) -> bool:
    """Say whether both are near enough for the precision of the gold one, or of one name in one country."""
    if gold is None or said is None:
        return gold is said
    if gold.precision in _NEAR_KM and gold.point:
        return said.point is not None and kilometres(*gold.point, *said.point) <= _NEAR_KM[gold.precision]
    if gold.country != said.country:
        return False
    return same_name(gold, said) or (gold.precision == "country" and said.precision in ("country", None))


def same_time(gold: Dates, said: Dates, precision: str | None) -> bool:
    """Say whether the intervals are the same; weeks and months may differ a little at their ends."""
    if gold == said:
        return True
    if precision not in ("week", "month") or None in gold + said:
        return False
    (a, b), (c, d) = _days(gold), _days(said)
    shared = min(b, d) - max(a, c) + 1
    return shared > 0 and shared / (max(b, d) - min(a, c) + 1) >= _SHARED_DAYS


def _days(dates: Dates) -> tuple[int, int]:
    first, last = (date.fromisoformat((d or "")[:10]).toordinal() for d in dates)
    return first, last
