"""The day of a happening: not that of what came after it, and for a truce until its end."""

import pytest

from khabar import events
from khabar.events.reality import Judgement


def test_what_was_before_a_day_does_not_take_it(read):
    told = read("تراجعت الحكومة المحلية، الجمعة، عن قرارها بعد احتجاجات في مدينة السماوة.")
    assert [e.time for e in told if e.type == "PROTEST"] == [None]


@pytest.mark.parametrize(
    ("report", "end"),
    [
        ("أعلن التحالف هدنة إنسانية تبدأ مساء اليوم وتستمر لمدة 5 أيام.", 5),
        ("أعلنت القيادة بدء هدنة إنسانية اليوم ولمدة (خمسة) أيام.", 5),
        ("وقعت الفصائل هدنة اليوم بعد مقتل 5 رجال.", 0),
    ],
)
def test_a_truce_lasts_as_long_as_it_is_told_to(read, report, end):
    (event,) = [e for e in read(report) if e.mode == "ceasefire"]
    first, last = (int(day[8:10]) for day in (event.time.start, event.time.end))
    assert last - first == end


def test_a_doubtful_telling_needs_something_of_its_own(monkeypatch, read):
    doubtful = Judgement(status="happened", is_event=True, score=0.3)
    monkeypatch.setattr(events, "judge", lambda *told: doubtful)
    assert read("وقع اشتباك.") == []
    assert len(read("وقع اشتباك في مدينة بعقوبة.")) == 1
