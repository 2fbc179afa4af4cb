"""Why reports were put to one incident, for people: of each the tie that holds it most, with what speaks for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from khabar.incidents.model import Reason, Tie, split_key
from khabar.views.labels import load_labels

_LEAST = 0.15  # a smaller weight tells nothing
_MOST = 6  # reasons of one tie
_DECIDED = 1000.0


def lay_ties(ties: Sequence[Tie], name: Callable[[str], str]) -> Iterator[str]:
    """Yield a line for each report that is tied to another one: to which, and for which reasons.

    `name` calls a document by its id.
    """
    told: set[str] = set()
    for tie in sorted(ties, key=lambda tie: (-tie.score, tie.a, tie.b)):
        one, other = split_key(tie.a)[0], split_key(tie.b)[0]
        if one == other or {one, other} <= told:
            continue
        told |= {one, other}
        yield f"{name(one)} and {name(other)}: {_tell(tie)}"


def _tell(tie: Tie) -> str:
    if tie.score >= _DECIDED:
        return "a person decided it"
    heavy = [reason for reason in tie.reasons if abs(reason.weight) >= _LEAST and not _is_odd(reason)]
    spoken = "; ".join(map(_name, [reason for reason in heavy if reason.weight > 0][:_MOST])) or "much that is small"
    against = "; ".join(map(_name, [reason for reason in heavy if reason.weight < 0][:_MOST]))
    return f"{spoken}. Against it: {against}" if against else spoken


def _is_odd(reason: Reason) -> bool:
    """Tell whether a weight, which was learned together with all others, speaks against what it is called."""
    alike = reason.name.endswith((": same", ": near"))
    return (alike and reason.weight < 0) or (reason.name.endswith(": other") and reason.weight > 0)


def _name(reason: Reason) -> str:
    return load_labels("en").name("tie", reason.name)
