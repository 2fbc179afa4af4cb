"""How often something may be done: never more than the reserve and the pace allow, and guessing ever slower."""

from hypothesis import given
from hypothesis import strategies as st

from khabar.web.entrance.pace import OF_BOTH, OF_NAME, Pace, Paces, Waits


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(st.integers(1, 20), st.floats(0.1, 50), st.lists(st.floats(0, 5, allow_nan=False), min_size=1, max_size=200))
def test_no_more_is_let_through_than_the_pace_allows(reserve: int, pace: float, steps: list[float]) -> None:
    clock = Clock()
    paces = Paces(clock)
    let_through = 0
    for step in steps:
        clock.now += step
        let_through += not paces.take("a", Pace(reserve, pace))
    assert let_through <= reserve + sum(steps) * pace + 1e-6


@given(st.floats(0.1, 50))
def test_who_waits_as_long_as_told_is_let_through(pace: float) -> None:
    clock = Clock()
    paces = Paces(clock)
    assert paces.take("a", Pace(1, pace)) == 0
    wait = paces.take("a", Pace(1, pace))
    assert wait > 0
    clock.now += wait * 1.0001
    assert paces.take("a", Pace(1, pace)) == 0


def test_the_wait_doubles_and_others_do_not_wait() -> None:
    clock = Clock()
    waits = Waits(clock)
    told = []
    for _ in range(OF_BOTH.free + 12):
        waits.fail("vera", "10.0.0.1")
        told.append(waits.left("VERA", "10.0.0.1"))
        clock.now += told[-1]
    assert told[: OF_BOTH.free] == [0.0] * OF_BOTH.free
    assert told[OF_BOTH.free : OF_BOTH.free + 4] == [2.0, 4.0, 8.0, 16.0]
    assert max(told) == OF_BOTH.longest
    assert waits.left("nader", "10.0.0.1") == 0
    assert waits.left("vera", "10.0.0.2") <= OF_NAME.longest


def test_nobody_keeps_somebody_out_for_long_from_everywhere() -> None:
    clock = Clock()
    waits = Waits(clock)
    for number in range(5000):
        waits.fail("vera", f"10.0.{number // 250}.{number % 250}")
    assert 0 < waits.left("vera", "192.0.2.1") <= OF_NAME.longest


def test_coming_in_forgets_what_failed_before() -> None:
    waits = Waits(Clock())
    for _ in range(OF_BOTH.free + 3):
        waits.fail("vera", "10.0.0.1")
    waits.succeed("vera", "10.0.0.1")
    assert waits.left("vera", "10.0.0.1") == 0


def test_what_is_remembered_has_a_limit() -> None:
    paces = Paces(Clock())
    for number in range(30_000):
        paces.take(str(number), Pace(1, 1))
    assert len(paces._known._held) <= 20_000
