"""Listing described incidents of a large store without describing all of it: only those that the list may need."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from sqlalchemy import Connection, and_, func, not_, or_, select

from khabar.language import Lexicon
from khabar.store.finding.conditions import Conditions, within_days
from khabar.store.incidents.describing import Described, describe_these
from khabar.store.incidents.descriptions import is_described
from khabar.store.incidents.listing import EVERYTHING, Listed, Order, at_place, list_incidents, order_of, told_of
from khabar.store.incidents.wanted import Wanted
from khabar.store.opening import Store
from khabar.store.schema import incidents

_FIRST, _MOST = 64, 4096  # incidents that are described before the list is looked at again
_ABOUT = 3  # days by which a description may move an incident


def list_described(
    store: Store,
    wanted: Wanted = EVERYTHING,
    *,
    lexicon: Lexicon,
    order: Order = "reports",
    limit: int,
    jobs: int = 1,
    ahead: Callable[[int], None] = lambda count: None,
    tick: Callable[[], None] = lambda: None,
) -> tuple[list[Listed], tuple[Described, ...]]:
    """Return what `list_incidents` does once all is described, and those on which describing failed, listed as they are.

    Described are, in the order of the list, those that may fit by what their events say, until none that is left can
    come before the last of the list. `ahead` is told how many may be described, `tick` is called for each.
    """
    failed: dict[str, Described] = {}
    batch = _FIRST
    while True:
        with store.reading() as connection:
            found = list_incidents(
                connection,
                wanted,
                lexicon=lexicon,
                order=order,
                limit=limit,
                described=True,
                failed=failed,
            )
            may = _may_fit(wanted, lexicon)
            may += _before(found[-1], order) if len(found) >= limit else []
            waiting, count = _find_waiting(connection, may, order, failed, batch)
        if not waiting:
            return found, tuple(failed.values())
        ahead(count)
        failed |= {one.id: one for one in describe_these(store, waiting, jobs=jobs, tick=tick)}
        batch = min(2 * batch, _MOST)


def _find_waiting(
    connection: Connection, may: Conditions, order: Order, failed: Collection[str], most: int
) -> tuple[list[str], int]:
    """Return the first of the incidents that are to be described, and how many there are."""
    undescribed = or_(incidents.c.described.is_(None), not_(is_described()))
    where = [undescribed, incidents.c.id.not_in(failed), *may]
    count = connection.execute(select(func.count()).select_from(incidents).where(*where)).scalar() or 0
    listed = select(incidents.c.id).where(*where).order_by(*order_of(order)).limit(most)
    return list(connection.execute(listed).scalars()), count


def _may_fit(wanted: Wanted, lexicon: Lexicon) -> Conditions:
    """Return the conditions of what may fit once it is described: more than what fits by its events."""
    early = wanted.since and _shift(wanted.since, -_ABOUT)
    late = wanted.until and _shift(wanted.until, _ABOUT)
    where = within_days(incidents.c.first_day, incidents.c.last_day, early, late)
    if wanted.reports:
        where.append(incidents.c.reports >= wanted.reports)
    if wanted.place:
        where.append(at_place(wanted.place, lexicon))
    if type := wanted.type:
        where.append(told_of(lambda told: told.c.type == type))
    if killed := wanted.killed:
        where.append(told_of(lambda told: func.coalesce(told.c.killed_max, told.c.killed_min + killed) >= killed))
    return where


def _before(last: Listed, order: Order) -> Conditions:
    """Return the condition of what may come before the last of a full list."""
    day = date.fromordinal(last.summary.last_day).isoformat() if last.summary.last_day else None
    reports = last.summary.reports
    if order == "newest":
        return [incidents.c.last_day >= _shift(day, -_ABOUT)] if day else []
    if not day:
        return [incidents.c.reports >= reports]
    same = and_(incidents.c.reports == reports, incidents.c.last_day >= _shift(day, -_ABOUT))
    return [or_(incidents.c.reports > reports, same)]


def _shift(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()
