"""What taking in came to, as lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from khabar.pages.fetch.schedule import Feed
from khabar.views.visible import on_one_line

FATES = {
    "new": "new",
    "version": "new versions of known ones",
    "copy": "kept, and copies of others",
    "known": "known already",
    "failed": "failed",
}
_ONE = {"version": "new version of a known one"}
STATES = {
    "needs_ocr": "kept, to be read once there is OCR",
    "other_language": "kept, not Arabic",
    "unreadable": "kept, could not be read",
}
_MOST_REASONS = 10
_LONGEST_REASON = 160


def summarise_taking(
    fates: Counter[str], states: Counter[str], reasons: Counter[str], *, skipped: Counter[str] | None = None
) -> Iterator[str]:
    """Yield one line for each fate that documents met, for each state of those that are not read, for what was skipped.

    Reasons are given only where several inputs share one: each was told of when it came.
    """
    for name, words in FATES.items():
        if fates[name]:
            yield f"{fates[name]:>7,}  {_ONE.get(name, words) if fates[name] == 1 else words}"
    for name, words in STATES.items():
        if states[name]:
            yield f"{states[name]:>7,}  {words}"
    if skipped:
        yield f"{skipped.total():>7,}  skipped: {', '.join(f'{count:,} {why}' for why, count in skipped.most_common())}"
    shared = Counter({reason: count for reason, count in reasons.items() if count > 1})
    yield from _group(shared)


def tell_resting(feed: Feed, now: datetime) -> str:
    """Return why a feed is not asked, and when it will be."""
    asked = f"last asked {_clock(feed.asked)}" if feed.asked else "asked before"
    failed = f", failed {_times(feed.failures)}" if feed.failures else ""
    why = f" ({feed.problem})" if feed.problem else ""
    if feed.gone:
        return f"not asked: it is gone for good{why}; {asked}; --now asks it all the same"
    due = f"due {_clock(feed.next)}{_ahead(feed.next, now)}" if feed.next else "due"
    return f"not asked: {asked}{failed}{why}; {due}; --now asks it all the same"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _clock(moment: str | None) -> str:
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if moment else ""


def _ahead(moment: str, now: datetime) -> str:
    minutes = round((datetime.fromisoformat(moment) - now).total_seconds() / 60)
    if minutes < 1:
        return ""
    return f", in {minutes} min" if minutes < 120 else f", in {round(minutes / 60)} h"


def _group(reasons: Counter[str]) -> Iterator[str]:
    shown: Iterable[tuple[str, int]] = reasons.most_common(_MOST_REASONS)
    for reason, count in shown:
        yield f"         {count:,} × {on_one_line(reason)[:_LONGEST_REASON]}"
    if len(reasons) > _MOST_REASONS:
        left = len(reasons) - _MOST_REASONS
        yield f"         and {left:,} other reason{'' if left == 1 else 's'}"
