"""Watching feeds: what is new in them is taken in, and where each stands is kept for the next time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from khabar.errors import StoreProblem
from khabar.intake.taking import Taken, take_intakes
from khabar.pages import Known, open_capture
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
    asked = watch(
        feeds,
        fetcher=fetcher,
        open_feed=lambda capture: open_capture(capture, Known()),
        now=now,
        sleep=sleep,
        rounds=rounds,
    )
    for polled in asked:
        taken = tuple(take_intakes(store, (*polled.new, *polled.refused), stamp=stamp))
        with store.writing() as connection:
            keep_feed(connection, polled.feed)
        yield Round(polled.feed.url, taken, polled.problem)
