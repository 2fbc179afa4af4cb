"""What one reading of a document has that another has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from khabar.model import Claim, Event, Report, Span, Value

_Thing = TypeVar("_Thing", Claim, Event)
_APART = frozenset({"id", "evidence", "events"})  # numbers and reasons: no change of what is said


class Change(Value, frozen=True, kw_only=True):
    """A claim or event that came, went, or changed in some of its fields; `words` are those of the report."""

    what: Literal["claim", "event"]
    kind: Literal["added", "removed", "changed"]
    words: str
    before: Claim | Event | None = None
    after: Claim | Event | None = None
    fields: tuple[str, ...] = ()


def compare_reports(before: Report, after: Report) -> tuple[Change, ...]:
    """Return what changed between two readings of one document, in the order of its text."""
    changes = [
        *_compare("claim", before.claims, after.claims, lambda c: c.cue, lambda c: (c.content,), after),
        *_compare("event", before.events, after.events, lambda e: e.trigger, lambda e: e.mentions, after),
    ]
    return tuple(sorted(changes, key=_place))


def _compare(
    what: Literal["claim", "event"],
    before: Sequence[_Thing],
    after: Sequence[_Thing],
    anchor: Callable[[_Thing], Span],
    reach: Callable[[_Thing], Sequence[Span]],
    report: Report,
) -> Iterator[Change]:
    """Pair by the word that each hangs on, then by the words that they share, and tell how the pairs differ."""
    left = list(after)
    pairs = [(old, _take(left, [n for n in left if anchor(n) == anchor(old)])) for old in before]
    for old, exact in pairs:
        new = exact or _take(left, [n for n in left if _meet(reach(old), reach(n))])
        if new is None:
            yield Change(what=what, kind="removed", words=report.words(_span(old)), before=old)
        elif fields := _differing(old, new):
            yield Change(
                what=what, kind="changed", words=report.words(_span(new)), before=old, after=new, fields=fields
            )
    for new in left:
        yield Change(what=what, kind="added", words=report.words(_span(new)), after=new)


def _take(left: list[_Thing], fitting: Sequence[_Thing]) -> _Thing | None:
    """Take the first of those that fit out of those that are left."""
    if not fitting:
        return None
    left.remove(fitting[0])
    return fitting[0]


def _meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def _differing(old: Claim | Event, new: Claim | Event) -> tuple[str, ...]:
    names = (name for name in old.__struct_fields__ if name not in _APART)
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _span(thing: Claim | Event) -> Span:
    return thing.span if isinstance(thing, Claim) else thing.trigger


def _place(change: Change) -> tuple[Span, str, str]:
    thing = change.after or change.before
    assert thing is not None
    return _span(thing), change.what, change.kind
