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


def test_a_digest_gives_its_day_to_what_it_lists(read):
    report = "حصاد الأحداث الميدانية ليوم الاثنين 9-5-2022\n\nحلب: قصفت قوات الحكومة مدينة الباب.\n\nدرعا: اعتقلت الشرطة شاباً في مدينة طفس."
    assert [e.time and e.time.start for e in read(report)] == ["2022-05-09", "2022-05-09"]


@pytest.mark.parametrize(
    ("turn", "day"), [("كما ", "2022-05-09"), ("ومن جهة أخرى، ", None), ("وفي سياق منفصل، ", None)]
)
def test_a_day_holds_at_the_same_place_until_a_turn_to_another_matter(read, turn, day):
    report = f"اعتقلت الشرطة ثلاثة رجال أمس في مدينة سراقب. {turn}صادرت الشرطة سيارتين في مدينة سراقب."
    assert [e.time and e.time.start for e in read(report)] == ["2022-05-09", day]


def test_a_day_does_not_hold_elsewhere(read):
    report = "قصفت قوات الحكومة أمس مدينة سراقب. واستهدفت قوات الحكومة أطراف مدينة الباب بالصواريخ."
    assert [e.time and e.time.start for e in read(report)] == ["2022-05-09", None]


@pytest.mark.parametrize(
    "report",
    [
        "وأمس أعلنت الشرطة إصابة أربعة رجال في قصف على مدينة سراقب.",
        "أدانت المنظمة في بيان صادر مساء أمس القصف على مدينة سراقب.",
        "أعلن عمر الساري، مسؤول العلاقات العامة في مجلس محافظة إدلب والناطق باسم اللجنة المحلية، أمس، مقتل رجل في قصف على سراقب.",
    ],
)
def test_a_day_of_saying_is_none_of_the_attack(read, report):
    assert {e.time for e in read(report) if e.type == "ASSAULT"} == {None}


def test_what_is_like_the_last_attack_was_on_its_day(read):
    report = "قصفت قوات الحكومة اليوم مدينة سراقب. وطال قصف مماثل مدينة الباب."
    assert {e.time and e.time.start for e in read(report)} == {"2022-05-10"}


def test_a_day_told_within_a_longer_stretch_is_taken(read):
    report = "قتل القيادي رامي السالم في غارة مطلع أيار. وقالت الوزارة إن غارة قتلت رامي السالم في 3 أيار."
    assert {e.time.start for e in read(report) if e.time} == {"2022-05-03"}


@pytest.mark.parametrize(
    ("report", "days"),
    [
        (
            "اعتقلت الشرطة أمس رجلاً بعد يومين من هجوم على مدينة سراقب.",
            {"COERCE": "2022-05-09", "ASSAULT": "2022-05-07"},
        ),
        ("قتل ثلاثة أمس في قصف على سراقب، ومقتل جندي في كمين قرب مدينة الباب.", {"ASSAULT": "2022-05-09"}),
        ("قالت الوزارة إن مسلحين خطفوا رجلاً في سراقب، قبل أن تعلن أمس الإفراج عنه.", {"ASSAULT": None}),
        ("التقى الوزير أمس نظيره لبحث الغارات التي تشنها الطائرات على سراقب.", {"CONSULT": "2022-05-09"}),
    ],
)
def test_each_happening_has_its_own_day(read, report, days):
    told = {e.type: e.time and e.time.start for e in reversed(read(report))}
    assert {kind: told.get(kind) for kind in days} == days


def test_a_day_within_what_is_said_is_that_of_the_act(read):
    (event,) = read("أفادت الوكالة بأنه عند حوالي الساعة الثانية من فجر أمس، قصفت الطائرات مدينة حمص.")
    assert event.time.start == "2022-05-09"


def test_now_dates_what_goes_on_and_nothing_else(read):
    (fighting,) = [e for e in read("تدور اشتباكات عنيفة حالياً في مدينة منبج.") if e.type == "ASSAULT"]
    assert fighting.time is not None
    assert [e.time for e in read("تقدم الحكومة الآن إلى المدينة مساعدات غذائية.")] == [None]


def test_what_happened_between_two_days_is_dated_by_both(read):
    (event,) = [e for e in read("قصفت الطائرات مدينة الباب بين 3 و7 أيار.") if e.type == "ASSAULT"]
    assert event.time.text == "3 و7 أيار"
