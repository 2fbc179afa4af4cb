"""Why reports were put to one incident, for people: of each the tie that holds it most, with what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.incidents.model import Tie, split_key

_LEAST = 0.05  # a smaller weight tells nothing
_MOST = 6  # reasons of one tie
_DECIDED = 1000.0


def lay_ties(ties: Sequence[Tie]) -> Iterator[str]:
    """Yield a line for each report that is tied to another one: to which, and for which reasons."""
    told: set[str] = set()
    for tie in sorted(ties, key=lambda tie: (-tie.score, tie.a, tie.b)):
        one, other = split_key(tie.a)[0], split_key(tie.b)[0]
        if one == other or {one, other} <= told:
            continue
        told |= {one, other}
        yield f"{one} – {other}: {_reasons(tie)}"


def _reasons(tie: Tie) -> str:
    if tie.score >= _DECIDED:
        return "a person decided it"
    named = [f"{r.name} {r.weight:+.1f}" for r in tie.reasons if abs(r.weight) >= _LEAST][:_MOST]
    return f"{', '.join(named)}; in all {tie.score:+.1f}"
