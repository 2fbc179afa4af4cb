"""Watching feeds: what is new in them is taken in, and where each stands is kept for the next time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from khabar.errors import StoreProblem
from khabar.intake.taking import Taken, take_intakes
from khabar.pages.fetch.client import Answer
from khabar.pages.fetch.schedule import Feed
from khabar.pages.fetch.watch import Asker, Resting, watch
from khabar.pages.subscribing import open_feed
from khabar.store.documents.feeds import keep_feed, load_feeds
from khabar.store.documents.readings import Stamp
from khabar.store.opening import Store


class Round(NamedTuple):
    """One asking of one feed: what became of its new entries, or why it gave none, or that it was not asked."""

    url: str
    taken: tuple[Taken, ...] = ()
    problem: str | None = None
    resting: Feed | None = None  # it was not asked: it is not due, or gone


def watch_feeds(
    store: Store,
    urls: Sequence[str],
    *,
    fetcher: Asker,
    stamp: Callable[[], Stamp],
    now: Callable[[], datetime.datetime],
    sleep: Callable[[float], None],
    rounds: int | None = None,
    at_once: bool = False,
) -> Iterator[Round]:
    """Ask feeds when they are due and take in what is new, each entry stored before the feed's state is.

    Without addresses all feeds are asked that this store has watched; with `at_once` they are all due now. Ends after
    `rounds`. Raises `StoreProblem` where there is none.
    """
    with store.reading() as connection:
        feeds = load_feeds(connection, urls)
    if not feeds:
        raise StoreProblem(f"{store.name} has watched no feed yet: name one")
    noting = _Noting(fetcher)
    asked = watch(
        feeds,
        fetcher=noting,
        open_feed=open_feed,
        now=now,
        sleep=sleep,
        rounds=rounds,
        at_once=at_once,
    )
    for polled in asked:
        if isinstance(polled, Resting):
            yield Round(polled.feed.url, resting=polled.feed)
            continue
        taken = tuple(take_intakes(store, (*polled.new, *polled.refused), stamp=stamp))
        with store.writing() as connection:
            keep_feed(connection, polled.feed, before=noting.addresses_before(polled.feed.url))
        yield Round(polled.feed.url, taken, polled.problem)


class _Noting:
    """A fetcher that notes which addresses have moved for good, and where to."""

    def __init__(self, fetcher: Asker) -> None:
        self._fetcher = fetcher
        self._moved: dict[str, str] = {}

    def ask(self, address: str, *, conditions: Sequence[tuple[str, str]] = ()) -> Answer:
        """Return the answer of an address."""
        answer = self._fetcher.ask(address, conditions=conditions)
        if answer.moved:
            self._moved[address] = answer.url
        return answer

    def addresses_before(self, url: str) -> tuple[str, ...]:
        """Return the addresses from which a feed has moved to this one."""
        return tuple(old for old, new in self._moved.items() if new == url)
