"""Which events are one in an incident, and which of them people brought, corrected or rejected."""

from __future__ import annotations

from khabar.incidents.case import Case
from khabar.incidents.model import split_key
from khabar.reviews.telling import Ruled
from khabar.web.api.shapes import Telling


def find_tellings(case: Case) -> tuple[Telling, ...]:
    """Return the events of a case, report by report: those that are read, and those that people brought."""
    judged = {f"{review.document}/{item.item}": item for review in case.reviews for item in review.items}
    read = {f"{telling.document}/{event}" for telling in case.tellings for event in telling.events}
    keys = sorted({*read, *case.brought}, key=split_key)
    return tuple(_make(key, judged.get(key), added=key in case.brought) for key in keys)


def _make(key: str, ruled: Ruled | None, *, added: bool) -> Telling:
    document, event = split_key(key)
    by = ruled.by if ruled else ()
    if added:
        return Telling(document=document, event=event, came="added", by=by)
    if ruled is not None and ruled.came in ("corrected", "rejected"):
        return Telling(document=document, event=event, came=ruled.came, by=by)
    return Telling(document=document, event=event, came="read", by=by)
