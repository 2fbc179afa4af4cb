"""What an example promises of its sentence, and what was read instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from khabar.language import Text, fold
from khabar.mentions import Mentions
from khabar.mentions.numbers import read_amount
from khabar.model import Claim, Count, Event, Report

Slots = Mapping[str, Callable[[Report, Any], object]]


def broken_by_the_best(promised: Mapping[str, Any], results: Sequence[Claim | Event], report: Report) -> Iterator[str]:
    """Yield what the claim or the event that keeps most of the promises does not keep."""
    slots = _CLAIM if isinstance(results[0], Claim) else _EVENT
    promised = {key: value for key, value in promised.items() if key in slots}
    kept = [sum(_agrees(slots[key](report, r), value) for key, value in promised.items()) for r in results]
    best = results[kept.index(max(kept))]
    for key, value in promised.items():
        got = slots[key](report, best)
        if not _agrees(got, value):
            yield f"{key} is «{got}», not «{value}»"


def broken_by_all(promised: Mapping[str, Any], text: Text, mentions: Mentions, report: Report) -> Iterator[str]:
    """Yield each promise that no amount, no mention and no event of the sentence keeps."""
    for key, value in promised.items():
        if key in _AMOUNT:
            amounts = (read_amount(text, at, len(text.words)) for at in range(len(text.words)))
            found = [str(_AMOUNT[key](amount)) for amount in amounts if amount]
        elif key in _MENTION:
            found = [str(each) for each in _MENTION[key](mentions, report)]
        else:
            continue
        if not any(_agrees(each, value) for each in found):
            yield f"{key} is «{', '.join(dict.fromkeys(found)) or 'not found'}», not «{value}»"


def is_promise(key: str) -> bool:
    """Tell whether a key of an example is a promise that can be checked."""
    return any(key in slots for slots in (_CLAIM, _EVENT, _AMOUNT, _MENTION))


def _agrees(got: object, promised: object) -> bool:
    """Tell whether a value is the promised one; of words, the promised ones must stand in it."""
    if promised in ("null", "none", "", None) and got in (None, "none"):
        return True
    got_text, wanted = fold(str(got)), fold(str(promised))
    return (
        got_text == wanted
        or (" " in got_text and wanted in got_text)
        or (" " in wanted and got_text in wanted and len(got_text) > 2)
    )


def _number(count: Count | None) -> str | None:
    return None if count is None else str(count.min)


def _counted(slot: str) -> Callable[[Mentions, Report], Iterable[object]]:
    return lambda mentions, _: (c.min for c in mentions.counts if c.slot == slot)


_CLAIM: Slots = {
    "speaker": lambda report, c: c.origin and c.origin.text,
    "content": lambda report, c: report.words(c.content),
    "force": lambda report, c: c.force,
    "certainty": lambda report, c: c.certainty,
    "negated": lambda report, c: "yes" if c.negated else "no",
    "quote": lambda report, c: c.quote,
}
_EVENT: Slots = {
    "type": lambda report, e: e.type,
    "mode": lambda report, e: e.mode,
    "status": lambda report, e: e.status,
    "place": lambda report, e: e.place and e.place.text,
    "time": lambda report, e: e.time and e.time.text,
    "start": lambda report, e: e.time and e.time.start,
    "end": lambda report, e: e.time and e.time.end,
    "weapon": lambda report, e: e.weapon,
    "actor": lambda report, e: e.actor and e.actor.text,
    "target": lambda report, e: e.target and e.target.text,
    "killed": lambda report, e: _number(e.killed),
    "wounded": lambda report, e: _number(e.wounded),
    "damage": lambda report, e: e.damage,
}
_AMOUNT: Mapping[str, Callable[[Any], object]] = {
    "value": lambda amount: amount.min,
    "min": lambda amount: amount.min,
    "max": lambda amount: amount.max,
}
_MENTION: Mapping[str, Callable[[Mentions, Report], Iterable[object]]] = {
    "place": lambda m, _: (p.text for p in m.places),
    "time": lambda m, _: (t.text for t in m.times),
    "start": lambda m, _: (t.start for t in m.times),
    "end": lambda m, _: (t.end for t in m.times),
    "weapon": lambda m, _: (w.weapon for w in m.weapons),
    "damage": lambda m, _: (d.damage for d in m.damages),
    "killed": _counted("killed"),
    "wounded": _counted("wounded"),
    "missing": _counted("missing"),
    "captured": _counted("captured"),
    "unknown": lambda m, _: ("no" if m.counts else "yes",),
    "kind": lambda m, _: (a.kind for a in m.actors),
    "country": lambda m, _: (a.country for a in m.actors),
    "name": lambda m, _: (a.name for a in m.actors),
    "anonymous": lambda m, _: ("true" if a.anonymous else "false" for a in m.actors),
    "actor": lambda _, report: (e.actor.text for e in report.events if e.actor),
    "target": lambda _, report: (e.target.text for e in report.events if e.target),
}
