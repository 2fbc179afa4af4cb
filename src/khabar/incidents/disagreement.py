"""Where the origins of an incident differ: updates, disagreements, values less precise than others, denials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import msgspec

from khabar.incidents.agreeing import PRECISIONS, is_at_one, is_vague, says_less, tell_grain
from khabar.incidents.parties import are_allied, is_one_side
from khabar.incidents.record import Backing, Difference, HeldValue, Quoted, SlotName, SlotRecord
from khabar.incidents.values import SLOTS

_COUNTED = frozenset({"killed", "wounded"})
_UPDATED = _COUNTED | {"blamed"}
_DENIED = "one says that it happened, another that it did not"
_MOST_COMPARED = 24  # values of one slot


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as one origin holds it in one document; `relayed`: as a copy or a relay has it, not as he said it.

    `origin` is None where only a headline or a lead says it, above the words of others.
    """

    origin: str | None
    document: str
    publisher: str | None
    published: str | None
    value: HeldValue
    relayed: bool = False

    @property
    def when(self) -> tuple[str, int, str, int]:
        """When it was said: publication, the number, document, place in the document; a toll of one day rises."""
        return (
            self.published or "9999",
            self.value.min or 0,
            self.document,
            self.value.quotes[0].span.start if self.value.quotes else 0,
        )


def lay_out(entries: Sequence[Entry]) -> tuple[SlotRecord, ...]:
    """Return what is said of every slot of which something is said."""
    by_slot: dict[SlotName, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_slot[entry.value.slot].append(entry)
    return tuple(_lay_slot(slot, by_slot[slot]) for slot in SLOTS if slot in by_slot)


def _lay_slot(slot: SlotName, entries: Sequence[Entry]) -> SlotRecord:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (e.when, e.origin or "", e.value.text)):
        groups[_key(entry.value)].append(entry)
    values = [_hold(group) for group in groups.values()]
    listed = list(groups.values())
    holders = [_to_the_last(n, listed) if slot in _COUNTED else set(v.backing.origins) for n, v in enumerate(values)]
    # what no origin itself says, as a headline that hardened, is held by none
    support = [len(_supporters(value, values, holders)) if holders[n] else 0 for n, value in enumerate(values)]
    order = sorted(range(len(values)), key=lambda n: (-support[n], *_rank(values[n])))[:_MOST_COMPARED]
    values = [values[n] for n in order]
    groups_in_order = [listed[n] for n in order]
    lows, highs = _range(values, [holders[n] for n in order])
    return SlotRecord(
        slot=slot,
        values=tuple(values),
        differences=tuple(_differences(values, groups_in_order)),
        min=min(lows, default=None),
        max=None if None in highs else max((h for h in highs if h is not None), default=None),
        most=0 if values else None,
    )


def _range(values: Sequence[HeldValue], holders: Sequence[set[str]]) -> tuple[list[int], list[int | None]]:
    """Return the lower and the upper ends of the numbers by which an origin stands at last, but for vaguer ones."""
    stood = [v for v, held in zip(values, holders, strict=True) if held and v.min is not None] or list(values)
    told = [v for v in stood if not is_vague(v)] or stood
    exact = [v for v in told if not any(says_less(v, other) for other in told)]
    return [v.min for v in exact if v.min is not None], [v.max for v in exact if v.min is not None]


def _key(value: HeldValue) -> str:
    return value.id if value.slot == "place" and value.id is not None else value.text


def _hold(entries: Sequence[Entry]) -> HeldValue:
    """Return one value with all who hold it; the entries come in the order of their saying."""
    quotes: dict[tuple[str, int], Quoted] = {}
    for entry in entries:
        for quote in entry.value.quotes:
            quotes.setdefault((quote.document, quote.span.start), quote)
    dated = [e.published for e in entries if e.published]
    return msgspec.structs.replace(
        entries[0].value,
        backing=Backing(
            reports=tuple(sorted({e.document for e in entries})),
            publishers=tuple(sorted({e.publisher for e in entries if e.publisher})),
            origins=tuple(sorted({e.origin for e in entries if e.origin is not None})),
        ),
        quotes=tuple(quotes.values()),
        first_said=min(dated, default=None),
        last_said=max(dated, default=None),
    )


def _supporters(value: HeldValue, values: Sequence[HeldValue], holders: Sequence[set[str]]) -> set[str]:
    """Return the origins that hold a value in what they said last, or one that stands for it as well.

    Who says less does; of parties, who names a part of one does: what a brigade did its army did, not the reverse.
    """
    out: set[str] = set()
    for other, held in zip(values, holders, strict=True):
        parts = value.slot == "blamed" and value.name is not None and other.name is not None
        less, more = (value, other) if parts else (other, value)
        if other is value or (held and says_less(less, more)):
            out |= held
    return out


def _rank(value: HeldValue) -> tuple[float, int, str]:
    """Return what orders equally supported values: the more precise first, then the one of more reports, then the later.

    Of those that are equal in this too, the one told first comes first: an accusation before what answers it.
    """
    said = (value.last_said or "")[:10]
    later = "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in said)
    return _vagueness(value), -len(value.backing.reports), later


def _vagueness(value: HeldValue) -> float:
    """Return a number that grows with how little a value says."""
    if value.slot == "place":
        grain = tell_grain(value)
        return PRECISIONS.index(grain) if grain else len(PRECISIONS)
    if value.slot in ("killed", "wounded") and value.min is not None:
        return float("inf") if value.max is None else value.max - value.min
    if value.slot == "time" and value.start and value.end:
        return float(value.start != value.end)
    return float(value.name is None and value.slot == "blamed")


def _differences(values: Sequence[HeldValue], groups: Sequence[Sequence[Entry]]) -> Iterator[Difference]:
    if values and values[0].slot in _UPDATED:
        yield from _find_updates(values, groups)
    for a, b in combinations(range(len(values)), 2):
        yield from _compare(a, b, values, groups)


def _compare(a: int, b: int, values: Sequence[HeldValue], groups: Sequence[Sequence[Entry]]) -> Iterator[Difference]:
    """Yield how two values differ: for those who hold both, and between those who hold one of them to the last."""
    one, other = values[a], values[b]
    origins = tuple(sorted({*one.backing.origins, *other.backing.origins}))
    if one.slot == "happened":
        yes, no = (a, b) if one.happened else (b, a)
        yield Difference(kind="denied", first=yes, second=no, origins=origins, because=_DENIED)
        return
    if one.denial != other.denial:
        said, denied = (b, a) if one.denial else (a, b)
        if one.slot in _COUNTED or one.name == other.name:
            because = f"{values[denied].text} against {values[said].text}"
            yield Difference(kind="denied", first=said, second=denied, origins=origins, because=because)
        return
    for less, more in ((a, b), (b, a)):
        if says_less(values[less], values[more]):
            because = f"{values[less].text} says less than {values[more].text}"
            yield Difference(kind="less_precise", first=less, second=more, origins=origins, because=because)
            return
    if is_at_one(one, other):
        return
    if _rises(a, b, values, groups) or _rises(b, a, values, groups):
        return
    both = sorted(set(one.backing.origins) & set(other.backing.origins))
    if one.slot in _COUNTED:
        holding, opposing = (_to_the_last(n, groups) for n in (a, b))
    else:
        holding, opposing = (set(v.backing.origins) for v in (one, other))
        if both:
            return  # one origin names both: two places, two means, two parties of one happening
        if one.slot == "blamed" and (_share_blame(holding, opposing, values) or _did_it_together(one, other, values)):
            return
    if holding and opposing and holding != opposing:
        apart_origins = tuple(sorted(holding | opposing))
        because = f"{one.text} against {other.text}"
        yield Difference(kind="disagreement", first=a, second=b, origins=apart_origins, because=because)


def _share_blame(holding: set[str], opposing: set[str], values: Sequence[HeldValue]) -> bool:
    """Tell whether all who lay it on one party lay it on another as well that the others name: they did it together."""
    laid = {o: [v for v in values if o in v.backing.origins and not v.denial] for o in holding | opposing}
    return all(
        any(x.text == y.text or says_less(x, y) or says_less(y, x) for x in laid[one] for y in laid[other])
        for one in holding
        for other in opposing
    )


def _did_it_together(one: HeldValue, other: HeldValue, values: Sequence[HeldValue]) -> bool:
    """Tell whether two parties fight on one side, and somebody lays it on both: others name the one or the other."""
    if not are_allied(one, other):
        return False
    both = [{o for v in values if _is_as_much(v, party) for o in v.backing.origins} for party in (one, other)]
    return not both[0].isdisjoint(both[1])


def _is_as_much(value: HeldValue, party: HeldValue) -> bool:
    """Tell whether a value lays it on a party, or on what is part of it or holds it."""
    return value.name is not None and not value.denial and is_one_side(value, party)


def _find_updates(values: Sequence[HeldValue], groups: Sequence[Sequence[Entry]]) -> Iterator[Difference]:
    """Yield the course of what each origin says: another value in a later report of his."""
    yield from _find_rises(values, groups)
    for origin in sorted({o for v in values for o in v.backing.origins}):
        said = sorted((e.when, e.document, n) for n, group in enumerate(groups) for e in _his(group, origin))
        for (_, earlier, first), (_, later, second) in pairwise(said):
            one, other = values[first], values[second]
            if first == second or earlier == later:
                continue  # again, or in one breath
            if one.denial != other.denial or says_less(one, other) or says_less(other, one):
                continue
            if one.slot == "blamed" and (
                is_at_one(one, other)
                or _says_in(earlier, origin, groups[second])
                or _says_in(later, origin, groups[first])
            ):
                continue  # he names both at once, or one of them not closely
            because = f"{one.text} first, then {other.text}"
            yield Difference(kind="update", first=first, second=second, origins=(origin,), because=because)


def _says_in(document: str, origin: str, group: Sequence[Entry]) -> bool:
    """Tell whether an origin holds a value in a document as well."""
    return any(e.document == document and e.origin == origin for e in group)


def _find_rises(values: Sequence[HeldValue], groups: Sequence[Sequence[Entry]]) -> Iterator[Difference]:
    """Yield where a toll rose: a higher number that others give only on days after everybody had said the lower one."""
    for a, b in combinations(range(len(values)), 2):
        first, second = (a, b) if (values[a].min or 0) < (values[b].min or 0) else (b, a)
        if _rises(first, second, values, groups):
            one, other = values[first], values[second]
            origins = tuple(sorted({*one.backing.origins, *other.backing.origins}))
            because = f"{one.text} first, then {other.text} on a later day"
            yield Difference(kind="update", first=first, second=second, origins=origins, because=because)


def _rises(first: int, second: int, values: Sequence[HeldValue], groups: Sequence[Sequence[Entry]]) -> bool:
    """Tell whether a number is one to which another rose, each as it stands with different origins to the last."""
    one, other = values[first], values[second]
    if one.slot not in _COUNTED or one.denial or other.denial or not 0 < (one.min or 0) < (other.min or 0):
        return False
    if is_at_one(one, other):
        return False
    holding, opposing = (_to_the_last(n, groups) for n in (first, second))
    last = max((e.published for e in groups[first] if e.published), default=None)
    began = min((e.published for e in groups[second] if e.published), default=None)
    if last is None or began is None or not holding or not opposing or holding & opposing:
        return False
    if any(_is_as_high(v, other) and _was_said(groups[n], last) for n, v in enumerate(values) if n != first):
        return False  # some knew it from the beginning
    return last[:10] < began[:10] and not says_less(one, other) and not says_less(other, one)


def _is_as_high(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether a number is another one, told more or less closely."""
    return value is other or says_less(value, other) or says_less(other, value)


def _was_said(entries: Sequence[Entry], day: str) -> bool:
    """Tell whether somebody held a value himself up to a day."""
    return any(
        e.origin is not None
        and e.published
        and e.published[:10] <= day[:10]
        and (e.value.max is None or e.value.max == e.value.min)
        for e in entries
    )


def _his(entries: Sequence[Entry], origin: str) -> list[Entry]:
    """Return what an origin said himself."""
    return [e for e in entries if e.origin == origin and not e.relayed]


def _to_the_last(n: int, groups: Sequence[Sequence[Entry]]) -> set[str]:
    """Return the origins that hold a value in what they said last; himself before those who relay him."""
    last: dict[str, tuple[bool, tuple[str, int, str, int], int]] = {}
    for number, group in enumerate(groups):
        for entry in group:
            if entry.origin is None:
                continue
            said = (not entry.relayed, entry.when, number)
            last[entry.origin] = max(said, last.get(entry.origin, said))
    return {origin for origin, (_, _, number) in last.items() if number == n}
