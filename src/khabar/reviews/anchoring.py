"""Finding again, in a newer reading, what a person judged in an older one.

The text of a document never changes, so characters hold: a claim is known by its cue and its content, an event by
its trigger, and of several with one trigger by its place. Numbers such as c3 mean nothing across readings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from khabar.model import Claim, Event, Report, Span
from khabar.reviews.model import Item, Review, put_values

_HALF = 0.5  # of the shorter stretch: as the codebook holds two claims for the same
Anchor = tuple[str, ...]


def anchor(item: Item) -> Anchor:
    """Return what tells an item from all others of its document, whatever it is called."""
    if isinstance(item, Claim):
        return ("claim", _write(item.cue), _write(item.content))
    return ("event", _write(item.trigger), item.type, _write(item.place.span) if item.place else "")


def find_again(report: Report, reviews: Iterable[Review]) -> dict[Anchor, str]:
    """Return the ids that judged items have in a reading, by their anchors; what is not in it any more is left out.

    Each claim and event is found once at most: where two were judged and one is left, the nearer of them has it.
    """
    judged: dict[Anchor, list[Review]] = {}
    for review in reviews:
        if review.seen is not None:
            judged.setdefault(anchor(review.seen), []).append(review)
    held: tuple[Item, ...] = (*report.claims, *report.events)
    pairs = [
        (likeness, key, item.id)
        for key, about in judged.items()
        for item in held
        if (likeness := _likeness(about, item)) > 0
    ]
    found: dict[Anchor, str] = {}
    taken: set[str] = set()
    for _, key, id in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if key not in found and id not in taken:
            found[key] = id
            taken.add(id)
    return found


def _likeness(about: Collection[Review], item: Item) -> float:
    """Return how surely an item is the one that was judged, 0 for not at all; what was corrected counts as well."""
    found = 0.0
    for review in about:
        seen = review.seen
        if review.verdict == "add":
            if seen is not None and is_same(seen, item):
                found = max(found, 1.0)
            continue
        if isinstance(seen, Claim) and isinstance(item, Claim):
            found = max(found, _same_claim(seen, item))
        elif isinstance(seen, Event) and isinstance(item, Event):
            corrected = put_values(seen, review.values)
            places = [one.place for one in (seen, corrected) if isinstance(one, Event)]
            told = {seen.type, getattr(corrected, "type", seen.type)}
            found = max(found, _same_event(seen, item, [p.span if p else None for p in places], told))
    return found


def is_same(brought: Item, item: Item) -> bool:
    """Tell whether what a person brings is what a reading has: nearly the same words, and of events type and place."""
    if isinstance(brought, Claim) and isinstance(item, Claim):
        return share(brought.cue, item.cue) > 0 and _overlap(brought.content, item.content) > _HALF
    if isinstance(brought, Event) and isinstance(item, Event):
        spans = [one.place.span if one.place else None for one in (brought, item)]
        same_words = _overlap(brought.trigger, item.trigger) > _HALF
        return same_words and brought.type == item.type and (spans[0] is None or _same_place(*spans))
    return False


def _same_claim(seen: Claim, item: Claim) -> float:
    cue, content = share(seen.cue, item.cue), share(seen.content, item.content)
    return 0.0 if cue <= 0 or content < _HALF else 1 + cue + content + (seen.span == item.span)


def _same_event(seen: Event, item: Event, places: list[Span | None], types: Collection[str]) -> float:
    if share(seen.trigger, item.trigger) < _HALF:
        return 0.0
    where = item.place.span if item.place else None
    alike = any(_same_place(one, where) for one in places)
    if not alike and where is not None and any(places):
        return 0.0  # one verb over a list of places tells of as many events
    return 1 + share(seen.trigger, item.trigger) + 2 * alike + (item.type in types)


def _same_place(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return share(one, other) >= _HALF


def share(one: Span, other: Span) -> float:
    """Return which part of the shorter of two stretches lies in both, 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return max(0.0, both / shorter) if shorter > 0 else float(one == other)


def _overlap(one: Span, other: Span) -> float:
    """Return which part of the stretch over both lies in both, 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, both / (max(one.end, other.end) - min(one.start, other.start))) if both > 0 else 0.0


def _write(span: Span) -> str:
    return f"{span.start}-{span.end}"
