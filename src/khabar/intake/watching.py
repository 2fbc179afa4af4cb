"""Watching feeds: what is new in them is taken in, and where each stands is kept for the next time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from khabar.errors import StoreProblem
from khabar.intake.taking import Taken, take_intakes
from khabar.pages import Known, open_capture
from khabar.pages.fetch.client import Answer
from khabar.pages.fetch.watch import Asker, watch
from khabar.store.feeds import keep_feed, load_feeds
from khabar.store.opening import Store
from khabar.store.readings import Stamp


class Round(NamedTuple):
    """One asking of one feed: what became of its new entries, or why it gave none."""

    url: str
    taken: tuple[Taken, ...]
    problem: str | None


def watch_feeds(
    store: Store,
    urls: Sequence[str],
    *,
    fetcher: Asker,
    stamp: Callable[[], Stamp],
    now: Callable[[], datetime.datetime],
    sleep: Callable[[float], None],
    rounds: int | None = None,
) -> Iterator[Round]:
    """Ask feeds when they are due and take in what is new, each entry stored before the feed's state is.

    Without addresses all feeds are asked that this store has watched. Ends after `rounds`. Raises `StoreProblem`
    where there is none.
    """
    with store.reading() as connection:
        feeds = load_feeds(connection, urls)
    if not feeds:
        raise StoreProblem(f"{store.name} has watched no feed yet: name one")
    noting = _Noting(fetcher)
    asked = watch(
        feeds,
        fetcher=noting,
        open_feed=lambda capture: open_capture(capture, Known()),
        now=now,
        sleep=sleep,
        rounds=rounds,
    )
    for polled in asked:
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
