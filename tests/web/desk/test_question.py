import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.incidents.happening import Toll
from khabar.web.desk.entry import Entry
from khabar.web.desk.question import GRADES, ORDERS, TYPES, Question, read_question
from khabar.web.layout.histogram import WIDTH, count_by_time

days = st.dates().map(lambda day: day.isoformat())
entries = st.builds(
    Entry,
    id=st.text("abc", min_size=1),
    type=st.sampled_from(TYPES),
    start=st.none() | days,
    reports=st.integers(1, 9),
    publishers=st.just(1),
    origins=st.none() | st.integers(0, 9),
    killed=st.none() | st.builds(Toll, low=st.just(0), best=st.integers(0, 99), high=st.just(99)),
)
questions = st.builds(
    Question,
    since=st.none() | days,
    until=st.none() | days,
    place=st.none() | st.sampled_from(["دمشق", "Abu Kamal", "a&b=c#d"]),
    type=st.none() | st.sampled_from(TYPES),
    grade=st.none() | st.sampled_from(GRADES),
    killed=st.none() | st.integers(0, 999),
    disputed=st.sampled_from([None, True]),
    box=st.none() | st.just((1.5, 2.0, 3.25, 4.0)),
    order=st.sampled_from(ORDERS),
)


@given(questions)
def test_an_address_holds_the_whole_view(question: Question) -> None:
    from urllib.parse import parse_qsl

    assert read_question(dict(parse_qsl(question.query()))) == question


@settings(deadline=None)  # other programs may be at work here
@given(st.dictionaries(st.sampled_from(["since", "until", "killed", "box", "type", "order", "place"]), st.text()))
def test_any_address_is_some_question(given_: dict[str, str]) -> None:
    question = read_question(given_)
    assert read_question({}) == Question()
    question.pick([])


@given(st.lists(entries, max_size=30))
def test_bars_hold_every_incident_with_a_day_once(found: list[Entry]) -> None:
    drawn = count_by_time(found, mirrored=False)
    dated = sum(1 for one in found if one.start)
    if drawn is None:
        assert dated == 0
        return
    assert sum(bar.count for bar in drawn.bars) + drawn.earlier == dated
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.1 and bar.since <= bar.until for bar in drawn.bars)


@given(st.lists(entries, max_size=20), st.sampled_from(ORDERS))
def test_an_order_loses_no_incident(found: list[Entry], order: str) -> None:
    picked = read_question({"order": order}).pick(found)
    assert sorted(one.id for one in picked) == sorted(one.id for one in found)


def test_one_day_alone_is_a_bar_in_the_middle_and_no_wall() -> None:
    drawn = count_by_time([Entry(id="a", type="ASSAULT", reports=1, publishers=1, start="2024-03-05")], mirrored=True)
    assert drawn is not None
    (bar,) = drawn.bars
    assert bar.width < WIDTH / 10
    assert bar.x + bar.width / 2 == pytest.approx(WIDTH / 2, abs=0.1)
