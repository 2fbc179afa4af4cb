"""When a feed is asked again: what it says of itself, what its server says, and how often it failed."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

import msgspec

from khabar.model import Value
from khabar.pages.fetch.client import Answer

EVERY = datetime.timedelta(minutes=15)
"""How long to wait for a feed that says nothing of it."""

_LONGEST = datetime.timedelta(days=1)
_LONGEST_ASKED = datetime.timedelta(days=7)
_MOST_DOUBLINGS = 16
_KEPT = 2000  # entries of a feed that are remembered; no feed shows as many
_TTL = re.compile(rb"<ttl>\s*(\d{1,5})\s*</ttl>", re.I)
_SKIP = re.compile(rb"<skipHours>(.*?)</skipHours>", re.I | re.S)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.I)
_HEAD = 20_000


class Feed(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One watched feed, as it is saved between two rounds. `asked` is when it was asked last, `next` when it is again.

    Both are ISO in UTC. `seen` are the keys of its entries, the newest last; `gone` feeds are never asked again.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    asked: str | None = None
    next: str | None = None
    failures: int = 0
    seen: tuple[str, ...] = ()
    gone: bool = False
    problem: str | None = None

    def is_due(self, now: datetime.datetime) -> bool:
        """Say whether it is to be asked now."""
        return not self.gone and (self.next is None or datetime.datetime.fromisoformat(self.next) <= now)

    def make_due(self) -> Feed:
        """Return it as one that is to be asked now, whatever came before."""
        return msgspec.structs.replace(self, next=None, gone=False)

    def conditions(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that ask only for what has changed."""
        given = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return tuple((name, value) for name, value in given if value)


def note_success(feed: Feed, answer: Answer, now: datetime.datetime, *, keys: tuple[str, ...] = ()) -> Feed:
    """Return the feed after an answer of 200 or 304, with the `keys` of its entries remembered."""
    pause, skipped = _read_pace(answer)
    fresh = answer.status == 200
    remembered = dict.fromkeys((*(key for key in feed.seen if key not in keys), *keys))
    return msgspec.structs.replace(
        feed,
        url=answer.url if answer.moved else feed.url,
        etag=answer.header("etag") if fresh else answer.header("etag") or feed.etag,
        modified=answer.header("last-modified") if fresh else feed.modified,
        asked=now.isoformat(timespec="seconds"),
        next=_skip_hours(now + pause, skipped).isoformat(timespec="seconds"),
        failures=0,
        seen=tuple(remembered)[-_KEPT:],
        problem=None,
    )


def note_failure(feed: Feed, problem: str, now: datetime.datetime, *, answer: Answer | None = None) -> Feed:
    """Return the feed after a failure: asked again later each time, and never again once it is gone."""
    failures = feed.failures + 1
    pause = min(EVERY * 2 ** min(failures, _MOST_DOUBLINGS), _LONGEST)
    if answer is not None and (asked := _retry_after(answer, now)) is not None:
        pause = max(pause, min(asked, _LONGEST_ASKED))
    return msgspec.structs.replace(
        feed,
        asked=now.isoformat(timespec="seconds"),
        next=(now + pause).isoformat(timespec="seconds"),
        failures=failures,
        gone=answer is not None and answer.status == 410,
        problem=problem,
    )


def _read_pace(answer: Answer) -> tuple[datetime.timedelta, frozenset[int]]:
    """Return how long to wait by the feed's `ttl` and its server's max-age, and the hours (UTC) to leave out."""
    head = answer.data[:_HEAD]
    seconds = [EVERY.total_seconds()]
    if ttl := _TTL.search(head):
        seconds.append(60.0 * int(ttl[1]))
    if age := re.search(r"max-age=(\d{1,7})", answer.header("cache-control") or ""):
        seconds.append(float(age[1]))
    skipped = _SKIP.search(head)
    hours = frozenset(int(hour) % 24 for hour in _HOUR.findall(skipped[1])) if skipped else frozenset()
    return min(datetime.timedelta(seconds=max(seconds)), _LONGEST), hours


def _skip_hours(moment: datetime.datetime, skipped: frozenset[int]) -> datetime.datetime:
    """Return the first moment from `moment` on whose hour is not left out; a feed cannot leave out all."""
    for hours in range(24):
        later = moment + datetime.timedelta(hours=hours)
        if later.astimezone(datetime.UTC).hour not in skipped:
            return later if hours == 0 else later.replace(minute=0, second=0)
    return moment


def _retry_after(answer: Answer, now: datetime.datetime) -> datetime.timedelta | None:
    value = (answer.header("retry-after") or "").strip()
    if value.isdigit():
        return datetime.timedelta(seconds=int(value[:9]))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return max(moment - now, datetime.timedelta(0))
