"""What a claim points to: an event of its report that a noun in it names without telling it anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from khabar.language import Look, Text
from khabar.language.geography import kilometres
from khabar.mentions.model import Mentions, within
from khabar.model import Claim, Event, Force, Status

_REACH = 30  # words of a content in which the noun may stand
_HEAD = 3  # words of a content that only tells more, in which it may stand
_OBJECT = 2  # words after an act in which the article of its object stands
_NEAR_KM = 5.0
_PRECISE = frozenset({"site", "town"})
_NOUNS = frozenset({"noun", "masdar"})
_THE = "ال"
_VIOLENT = (("ASSAULT", None), ("COERCE", None))
_FROM_AFAR = frozenset({"heavy-weapons", "aerial", "drone", "explosives", "suicide-attack", "destroy"})
_BY_HAND = frozenset({"firearms", "targeted", "clash", "primitive", "beat", "torture"})

_REPROACH: frozenset[Force] = frozenset({"accuse", "suspect", "deny", "condemn", "claim_responsibility"})
_LAID: frozenset[Force] = frozenset({"accuse", "suspect", "deny"})

Kind: TypeAlias = tuple[str, str | None]
_REAL: frozenset[Status] = frozenset({"happened", "ongoing", "denied", "foiled"})
_start = attrgetter("start")


class _Act(NamedTuple):
    """A noun that names an act: where it stands, and the types and modes that it may be of."""

    at: int
    kinds: frozenset[Kind]


def find_pointed(
    text: Text, mentions: Mentions, events: Sequence[Event], told: Sequence[tuple[int, int]], claim: Claim
) -> list[int]:
    """Return the numbers of the events that the first noun of an act in a claim points to.

    `told` are the offsets of the triggers, in order, each with the number of its event. A noun with the article or a
    pronoun points back («الهجوم»), as does an act on what has the article («قصف البلدة»). Of the events of its kind it
    is the one told last before it, else the first; none that the claim says was elsewhere or at another time.
    """
    first = bisect_left(text.words, claim.content.start, key=_start)
    last = bisect_left(text.words, claim.content.end, key=_start)
    reach = _REACH if claim.force in _REPROACH or _lays(text, first, min(last, first + _REACH)) else _HEAD
    act = next(_acts(text, first, min(last, first + reach), laid=claim.force in _LAID), None)
    if act is None:
        return []
    may = {
        n
        for n, event in enumerate(events)
        if event.status in _REAL
        and any(_may_be_one(kind, event) for kind in act.kinds)
        and not _is_elsewhere(mentions, event, first, last)
        and not _is_another_time(mentions, event, first, last)
    }
    at = text.words[act.at].start
    own = [start for start, n in told if n in may]
    before = [start for start in own if start < at]
    chosen = before[-1] if before else own[0] if own else None
    return sorted({n for start, n in told if n in may and start == chosen})


def _acts(text: Text, first: int, last: int, *, laid: bool) -> Iterator[_Act]:
    """Yield the nouns that point to an act; `laid`: it is laid on somebody, or denied."""
    for i in range(first, last):
        kinds = _kinds(text.words[i].look)
        if kinds and (_points(text.words[i].look) or (laid and _is_done_to(text, i, last))):
            yield _Act(i, kinds)


def _lays(text: Text, first: int, last: int) -> bool:
    """Tell whether a word makes a party the one who did it: «مسؤولة عن الهجوم», «يقف وراء الهجوم»."""
    return any(
        e.fields.get("part") == "culprit" for i in range(first, last) for _, e in text.words[i].look.entries("roles")
    )


def _kinds(look: Look) -> frozenset[Kind]:
    """Return the types and modes of the acts that a word names as a noun."""
    found = [
        (str(e.fields["type"]), _mode(e.fields.get("mode"), e.fields.get("bare")))
        for r, e in look.entries("events")
        if r.pos in _NOUNS and "type" in e.fields and "with" not in e.fields and e.kind != "phrase"
    ]
    if not found and any(r.pos in _NOUNS and e.fields.get("part") == "happening" for r, e in look.entries("roles")):
        found = list(_VIOLENT)
    return frozenset(found)


def _mode(mode: object, bare: object) -> str | None:
    return None if mode in (None, "none") or bare == "none" else str(mode)


def _points(look: Look) -> bool:
    """Tell whether a noun has the article or a pronoun and is one."""
    return any(r.pos in _NOUNS and (r.definite or r.suffix) and r.number != "p" for r in look.readings)


def _is_done_to(text: Text, i: int, last: int) -> bool:
    """Tell whether a verbal noun is told of what has the article («بقصف البلدة»)."""
    if not any(r.pos == "masdar" and not r.definite for r, _ in text.words[i].look.entries("events")):
        return False
    return any(text.words[k].look.form.startswith(_THE) for k in range(i + 1, min(i + _OBJECT, last)))


def _may_be_one(kind: Kind, event: Event) -> bool:
    """Tell whether an act of a kind may be an event."""
    if kind[0] != event.type:
        return False
    modes = {kind[1], event.mode}
    return len(modes) == 1 or None in modes or modes <= _FROM_AFAR or modes <= _BY_HAND


def _is_elsewhere(mentions: Mentions, event: Event, first: int, last: int) -> bool:
    """Tell whether some words name a place, and none where an event was."""
    place = event.place
    if place is None:
        return False
    named = [p for p in within(mentions.places, first, last) if p.precision in _PRECISE and not p.back]
    if not named or place.precision not in _PRECISE:
        return False
    return not any(
        p.id == place.id
        or (
            None not in (p.lat, p.lon, place.lat, place.lon)
            and kilometres(p.lat, p.lon, place.lat, place.lon) <= _NEAR_KM  # type: ignore[arg-type]
        )
        for p in named
    )


def _is_another_time(mentions: Mentions, event: Event, first: int, last: int) -> bool:
    """Tell whether some words name times, and none in which an event was."""
    if event.time is None or event.time.start is None:
        return False
    times = [t for t in within(mentions.times, first, last) if t.start is not None]
    start, end = _days(event.time.start, event.time.end)
    return bool(times) and not any(
        low <= end and start <= high for low, high in (_days(t.start or "", t.end) for t in times)
    )


def _days(start: str, end: str | None) -> tuple[date, date]:
    return date.fromisoformat(start[:10]), date.fromisoformat((end or start)[:10])
