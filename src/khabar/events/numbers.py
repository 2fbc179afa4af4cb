"""The number of an event out of all the numbers that its tellings give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from khabar.events.agreement import is_long, places_agree
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.status import UNREAL
from khabar.events.sums import add_sides
from khabar.events.tallies import is_of_several
from khabar.mentions.model import CountMention, PlaceMention, TimeMention

_WEAK = ("counts.named", "counts.pronoun", "counts.agreement")
_LEAST = ("numbers/bounds:على", "numbers/bounds:ما", "numbers/bounds:لا")
_ROUGH = "numbers/vague:"
_TIMES = 10
_SEVERAL = 2
_TOLL = 3


def numbers_of(
    ground: Ground, drafts: Sequence[Draft], slot: str, placed: Sequence[PlaceMention], time: TimeMention | None
) -> list[CountMention]:
    """Return the killed or wounded of the tellings, without totals of months, victims of another place, and threats."""
    dated = time is not None and not is_long(time)
    own = [d for d in drafts if not (dated and d.time is not None and is_long(d.time))]
    own = [d for d in own if d.judgement.status not in UNREAL] or own  # «خطفوا القاضي وهددوا بقتله»
    counts = [c for d in own for c in (d.killed if slot == "killed" else d.wounded)]
    counts = [c for c in counts if not _is_elsewhere(ground, c, placed)]
    return add_sides(ground, [c for c in counts if not is_of_several(ground, c)] or counts)


def tell_number(counts: Sequence[CountMention]) -> CountMention | None:
    """Return what all numbers together say: the most exact where they agree, from the least to the most where not."""
    if not counts:
        return None
    tolls = [c for c in counts if "counts.toll" in c.entries]
    if tolls:
        return tolls[-1]
    some = _without_bodies([c for c in counts if c.max != 0]) or list(counts)
    some = _without_singles([c for c in some if not set(_WEAK) & set(c.entries)] or some)
    exact = [c for c in some if c.max is not None] or some
    if not exact:
        return None
    rough = next((c for c in some if _is_rough(c)), None)
    if rough is not None and all(_is_rough(c) or (c.max or c.min) < rough.min for c in some):
        return rough  # «عشرات القتلى» of whom some are told one by one
    low, high = max(c.min for c in some), _least(c.max for c in some)
    least = next((c for c in some if c.min == low and _is_least(c)), None)
    if least is not None and (low == high or all(c.min != c.max for c in some)):
        return least  # «14 جندياً على الأقل» and a headline of 14, or «عشرات»
    if high is None or low <= high:
        chosen = next((c for c in some if (c.min, c.max) == (low, high)), None)
        return chosen or _with(exact[0], low, high)
    first = next((c for c in exact if c.min == c.max), exact[0])  # not the «dozens» of a headline
    exact = [c for c in exact if c is first or _is_near(c, first)]
    tops = [c.max for c in exact if c.max is not None]
    beyond = any(c.max is None and tops and c.min > max(tops) and _is_near(c, first) for c in some)
    if len({(c.min, c.max) for c in exact}) == 1 and not beyond:
        return next((c for c in some if c.min == first.min and _is_least(c)), first)
    return _with(first, min(c.min for c in exact), max(tops) if len(tops) == len(exact) and not beyond else None)


def _is_rough(count: CountMention) -> bool:
    """Tell whether a number is one of dozens or hundreds."""
    return count.max is not None and count.max > count.min and any(e.startswith(_ROUGH) for e in count.entries)


def _is_least(count: CountMention) -> bool:
    """Tell whether a number is said to be the least: «ما لا يقل عن 14 جندياً»."""
    return count.max is None and any(e.startswith(_LEAST) for e in count.entries)


def _without_bodies(counts: Sequence[CountMention]) -> list[CountMention]:
    """Return the numbers without bodies brought out, where a number of the dead that can hold them is told."""
    dead = [c for c in counts if "counts.bodies" not in c.entries]
    most = max((c.min if c.max is None else c.max for c in dead), default=0)
    return [c for c in counts if "counts.bodies" not in c.entries or c.min > most]


def _without_singles(counts: list[CountMention]) -> list[CountMention]:
    """Return the numbers without one person told by a noun, where a toll is told: «مقتل تاجر» is one of eight."""
    tolls = [c for c in counts if (c.min, c.max) != (1, 1) or any(e.startswith("numbers/") for e in c.entries)]
    return tolls if any(c.min >= _TOLL or c.max is None for c in tolls) else counts


def _is_near(one: CountMention, first: CountMention) -> bool:
    """Tell whether two numbers may be of one matter: one that is many times the other is of a wider one."""
    tops = sorted((max(one.max or one.min, 1), max(first.max or first.min, 1)))
    return tops[1] < _TIMES * tops[0]


def _is_elsewhere(ground: Ground, count: CountMention, placed: Sequence[PlaceMention]) -> bool:
    """Tell whether a number belongs to none of several places, because its own sentence names another one only."""
    if len(placed) < _SEVERAL:
        return False
    sentence = ground.text.sentences[ground.text.sentence_of[count.first]]
    own = [p for p in ground.places.within(sentence.first, sentence.last) if p.precision in ("site", "town")]
    return bool(own) and not any(_is_one(p, member) for p in own for member in placed)


def _is_one(place: PlaceMention, member: PlaceMention) -> bool:
    """Tell whether a place lies in a member of a list; one that nobody knows is known by its name only."""
    return places_agree([place], [member]) if member.id else place.name == member.name


def _least(tops: Iterable[int | None]) -> int | None:
    known = [t for t in tops if t is not None]
    return min(known) if known else None


def _with(count: CountMention, low: int, high: int | None) -> CountMention:
    return replace(count, min=low, max=high, entries=(*count.entries, "events.span_of_numbers"))
