"""Decisions about incidents as they may be shown to who asks."""

from __future__ import annotations

from sqlalchemy import select

from khabar.incidents.decisions import Decision, DecisionKind
from khabar.incidents.model import split_key
from khabar.model import Value
from khabar.store.incidents.grouping import load_decisions
from khabar.store.inserting import in_parts
from khabar.store.schema import members
from khabar.web.desk.desk import Desk


class MadeDecision(Value, frozen=True, kw_only=True):
    """What somebody decided: `events` ("document/e1") are one, or with "split" are not one with those of `apart_from`.

    `undoes` is the decision that it takes back. `incidents` are those in which these events are now.
    """

    id: str
    kind: DecisionKind
    events: tuple[str, ...]
    apart_from: tuple[str, ...]
    undoes: str | None
    by: str | None
    at: str | None
    why: str | None
    incidents: tuple[str, ...]


def list_decisions(desk: Desk) -> list[MadeDecision]:
    """Return the decisions about incidents that may be shown, the latest first."""
    with desk.store.reading() as connection:
        made = load_decisions(connection)
    by_id = {one.id: one for one in made}
    incidents = _incidents_of(desk, {key for one in made for key in (*one.cards, *one.others)})
    shown = []
    for one in reversed(made):
        about = one
        while about.undoes is not None:
            about = by_id[about.undoes]
        keys = (*about.cards, *about.others)
        if not _hides(desk, keys, incidents):
            shown.append(lay_out(one, tuple(sorted({incidents[key] for key in keys if key in incidents}))))
    return shown


def find_incidents_of(desk: Desk, made: Decision) -> tuple[str, ...]:
    """Return the ids of the incidents that a decision has left, by its own cards."""
    with desk.store.reading() as connection:
        by_id = {one.id: one for one in load_decisions(connection)}
    while made.undoes is not None:
        made = by_id[made.undoes]
    return tuple(sorted(set(_incidents_of(desk, {*made.cards, *made.others}).values())))


def lay_out(made: Decision, incidents: tuple[str, ...]) -> MadeDecision:
    """Return a decision with the incidents that its events are in now."""
    return MadeDecision(
        id=made.id,
        kind=made.kind,
        events=made.cards,
        apart_from=made.others,
        undoes=made.undoes,
        by=made.by,
        at=made.at,
        why=made.why,
        incidents=incidents,
    )


def _incidents_of(desk: Desk, keys: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    with desk.store.reading() as connection:
        for part in in_parts(keys):
            rows = connection.execute(select(members.c.card, members.c.incident).where(members.c.card.in_(part)))
            found.update({row.card: row.incident for row in rows})
    return found


def _hides(desk: Desk, keys: tuple[str, ...], incidents: dict[str, str]) -> bool:
    """Tell whether the profile withholds one of the events that a decision speaks of."""
    items = desk.profile.items
    return any(split_key(key)[0] in items.hidden or incidents.get(key) in items.incidents for key in keys)
