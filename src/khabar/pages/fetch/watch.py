"""Feeds, asked again and again: each at its own pace, none stopped by another, resumed from a saved state."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from khabar.errors import KhabarError
from khabar.model import Value
from khabar.pages.fetch.client import Answer
from khabar.pages.fetch.schedule import Feed, note_failure, note_success
from khabar.pages.intake import Capture, Intake, Refused

Now = Callable[[], datetime.datetime]
Open = Callable[[Capture], Iterable[Intake | Refused]]
"""Reads the bytes of a feed into its entries."""

_SHORTEST_SLEEP = 1.0


class Asker(Protocol):
    """What `poll` needs of a `Fetcher`."""

    def ask(self, address: str, *, conditions: Sequence[tuple[str, str]] = ()) -> Answer:
        """Return the answer of an address."""
        ...


class Polled(Value, frozen=True, kw_only=True):
    """One asking of a feed: its entries not seen before, and the state to save together with them.

    Save `feed` in the transaction that stores `new`: what was not saved is then found again.
    """

    feed: Feed
    new: tuple[Intake, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def problem(self) -> str | None:
        """Return why the feed gave nothing, if it did not."""
        return self.feed.problem


class Resting(Value, frozen=True, kw_only=True):
    """A feed that was not asked: it is not due, or gone for good."""

    feed: Feed


def poll(feed: Feed, *, fetcher: Asker, open_feed: Open, now: Now) -> Polled:
    """Ask one feed, once; a feed that fails gives its problem and the time of the next attempt, and raises nothing."""
    try:
        answer = fetcher.ask(feed.url, conditions=feed.conditions())
    except KhabarError as problem:
        return _fail(feed, str(problem), now())
    if answer.status == 304:
        return Polled(feed=note_success(feed, answer, now()))
    try:
        found = list(open_feed(answer.to_capture()))
    except KhabarError as problem:
        return _fail(feed, str(problem), now(), answer=answer)
    entries = [one for one in found if isinstance(one, Intake)]
    refused = tuple(one for one in found if isinstance(one, Refused))
    if refused and not entries:
        return _fail(feed, refused[0].reason, now(), answer=answer, refused=refused)
    keyed = {_key(entry): entry for entry in entries}
    seen = frozenset(feed.seen)
    new = tuple(entry for key, entry in keyed.items() if key not in seen)
    return Polled(feed=note_success(feed, answer, now(), keys=tuple(keyed)), new=new, refused=refused)


def watch(
    feeds: Iterable[Feed],
    *,
    fetcher: Asker,
    open_feed: Open,
    now: Now,
    sleep: Callable[[float], None],
    rounds: int | None = None,
    at_once: bool = False,
) -> Iterator[Polled | Resting]:
    """Ask each feed when it is due, and sleep between; ends after `rounds`, or when every feed is gone.

    Two feeds of one address are one. A round asks every feed that is due once, in the order given; which are not due
    is said before the first. `at_once` makes all of them due now, even those that were gone.
    """
    states = {feed.url: feed.make_due() if at_once else feed for feed in feeds}
    for feed in states.values():
        if not feed.is_due(now()):
            yield Resting(feed=feed)
    done = 0
    while any(not feed.gone for feed in states.values()) and (rounds is None or done < rounds):
        for key in list(states):
            if states[key].is_due(now()):
                polled = poll(states[key], fetcher=fetcher, open_feed=open_feed, now=now)
                states[key] = polled.feed
                yield polled
        done += 1
        if rounds is None or done < rounds:
            sleep(_time_to_next(states.values(), now()))


def _fail(
    feed: Feed, problem: str, now: datetime.datetime, *, answer: Answer | None = None, refused: tuple[Refused, ...] = ()
) -> Polled:
    return Polled(feed=note_failure(feed, problem, now, answer=answer), refused=refused)


def _key(entry: Intake) -> str:
    """Return what tells an entry from the others: its id or address, and its text, which may change under them."""
    name = entry.member or entry.document.url or ""
    return hashlib.sha256(f"{name}\n{entry.document.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _time_to_next(feeds: Iterable[Feed], now: datetime.datetime) -> float:
    waits = [
        (datetime.datetime.fromisoformat(feed.next) - now).total_seconds()
        for feed in feeds
        if feed.next is not None and not feed.gone
    ]
    return max(_SHORTEST_SLEEP, min(waits, default=_SHORTEST_SLEEP))
