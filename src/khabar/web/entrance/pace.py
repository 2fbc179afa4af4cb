"""How often something may be done: an even pace with a reserve, and waits that double after each failure."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

_MOST_KEPT = 20_000
_State = TypeVar("_State")


class Pace(NamedTuple):
    """So many at once, and then so many a second."""

    reserve: float
    a_second: float


class _Known(Generic[_State]):
    """What is known by key; of too many, those that were not asked for the longest are forgotten."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, _State] = OrderedDict()

    def get(self, key: str, otherwise: _State) -> _State:
        return self._held.get(key, otherwise)

    def put(self, key: str, state: _State) -> None:
        self._held[key] = state
        self._held.move_to_end(key)
        while len(self._held) > _MOST_KEPT:
            self._held.popitem(last=False)

    def drop(self, key: str) -> None:
        self._held.pop(key, None)


class Paces:
    """Counts what each asks for against a pace; kept in memory only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: _Known[tuple[float, float]] = _Known()

    def take(self, key: str, pace: Pace) -> float:
        """Count one, and return 0; or return in how many seconds the next one is free."""
        now = self._clock()
        with self._lock:
            left, at = self._known.get(key, (pace.reserve, now))
            left = min(pace.reserve, left + (now - at) * pace.a_second)
            if left < 1:
                return (1 - left) / pace.a_second
            self._known.put(key, (left - 1, now))
        return 0.0


class _Failures(NamedTuple):
    number: int
    at: float


class Patience(NamedTuple):
    """How many failures cost nothing, and how long the wait after many more gets, in seconds."""

    free: int
    longest: float


OF_BOTH, OF_NAME, OF_ADDRESS = Patience(4, 900), Patience(20, 60), Patience(40, 900)
_FORGOTTEN = 3600.0


class Waits:
    """Waits after attempts that failed, doubling with each: by name and address together, and by each alone.

    Who guesses at one account from one address waits soonest; a name alone, which anybody can abuse to keep its owner
    out, never waits long.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: _Known[_Failures] = _Known()

    def left(self, name: str, address: str) -> float:
        """Return for how many seconds no attempt is looked at."""
        with self._lock:
            return max(self._left(key, patience) for key, patience in _keys(name, address))

    def fail(self, name: str, address: str) -> None:
        """Count an attempt that failed."""
        now = self._clock()
        with self._lock:
            for key, _ in _keys(name, address):
                held = self._known.get(key, _Failures(0, now))
                number = held.number if now - held.at < _FORGOTTEN else 0
                self._known.put(key, _Failures(number + 1, now))

    def succeed(self, name: str, address: str) -> None:
        """Forget what failed before by this name from this address."""
        with self._lock:
            self._known.drop(_keys(name, address)[0][0])

    def _left(self, key: str, patience: Patience) -> float:
        held = self._known.get(key, _Failures(0, 0.0))
        if held.number <= patience.free:
            return 0.0
        wait = min(patience.longest, 2.0 ** min(held.number - patience.free, 20))
        return max(0.0, held.at + wait - self._clock())


def _keys(name: str, address: str) -> tuple[tuple[str, Patience], ...]:
    folded = name.casefold()
    return (f"b {folded} {address}", OF_BOTH), (f"n {folded}", OF_NAME), (f"a {address}", OF_ADDRESS)
