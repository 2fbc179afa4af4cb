"""What the process does that works on one job: take in what was given, and tell of each document once it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from khabar.beside import Stop
from khabar.intake.finding import Fetch
from khabar.intake.given import Given, open_given
from khabar.intake.taking import Taken, take_in
from khabar.model import Value
from khabar.pages import Capture, Refused
from khabar.pages.fetch import Fetcher, Policy
from khabar.store.custody.stamping import stamps_of
from khabar.store.opening import open_store


class Opened(Value, frozen=True):
    """One more input is being worked on."""


News = Opened | Taken


def work(address: str, given: Given, by: str, policy: Policy, tell: Callable[[News], None], stop: Stop) -> None:
    """Take in what was given, into the store at an address, and tell of it."""

    def watch(captures: Iterator[Capture | Refused]) -> Iterator[Capture | Refused]:
        for capture in captures:
            if stop.is_set():
                return
            tell(Opened())
            yield capture

    with open_store(address, create=False) as store:
        captures = watch(open_given(given, fetch=_fetcher(policy)))
        for taken in take_in(store, captures, given.known, stamp=stamps_of(store, by=by)):
            tell(taken)
            if stop.is_set():
                return


def _fetcher(policy: Policy) -> Fetch:
    """Return what asks an address; the client is made with the first one that is asked."""
    make = cache(lambda: Fetcher(policy))
    return lambda address: make().fetch(address)
