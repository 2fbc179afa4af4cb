"""Which sentences of a report tell of the incident, over invented reports."""

from khabar.incidents.describing import describe
from khabar.incidents.record import Telling

from .telling import describe_all, labels, report

DAY = "2021-10-14"
STRIKE = "قال الدفاع المدني إن أربعة مدنيين قتلوا، الخميس، في غارة جوية على سوق في بلدة البارة جنوبي إدلب."


def test_what_stands_before_a_turn_to_the_incident_is_another_matter() -> None:
    other = "قال قائد الشرطة سالم الأحمد إن اشتباكات اندلعت مع مهربين في دير الزور وقتل أحدهم."
    turned = f"{other}\nمن جانب آخر، قتل أربعة مدنيين الخميس في غارة جوية على سوق في بلدة البارة جنوبي إدلب."
    record = describe_all(report("موقع الجبل", DAY, STRIKE), report("موقع الساحل", DAY, turned))
    assert not any("سالم" in label for label in labels(record))


def test_a_time_up_to_now_does_not_send_what_follows_back_to_the_past() -> None:
    text = (
        f"{STRIKE}\nوهذه أعنف ضربة منذ 12 عاما.\n"
        "وقالت إدارة مشفى الرحمة إن معظم القتلى في غارة بلدة البارة عمال ومزارعون."
    )
    record = describe_all(report("موقع الجبل", DAY, STRIKE), report("موقع الساحل", DAY, text))
    assert any("الرحمة" in q.text for o in record.origins for s in o.statements for q in s.quotes)


def test_what_a_state_s_forces_struck_around_there_is_their_version() -> None:
    text = (
        f"{STRIKE}\nولم يصدر تعليق من الجيش الروسي.\n"
        "لكن وزارة الدفاع السورية قالت إن قواتها نفذت غارات جوية استهدفت مقار الإرهابيين في محافظة إدلب."
    )
    record = describe_all(report("موقع الجبل", DAY, STRIKE), report("موقع الساحل", DAY, text))
    assert "Syrian Defence Ministry" in labels(record)


def test_a_headline_over_another_day_s_attack_on_the_town_is_none_of_the_older_one() -> None:
    text = (
        "سرمين تنزف… 15 قتيلا في مجزرة مروعة\n"
        "قتل 15 مدنيا اليوم الجمعة 19 آب في قصف صاروخي استهدف السوق في مدينة سرمين شرقي إدلب.\n"
        "وكانت المدينة تعرضت لقصف مدفعي في 2 شباط الماضي خلف 8 قتلى بينهم طفل."
    )
    told = report("موقع الجبل", "2022-08-19", text)
    before = report("موقع الساحل", "2022-02-02", "قتل 8 مدنيين اليوم الأربعاء في قصف مدفعي على مدينة سرمين شرقي إدلب.")
    older = [e.id for e in told.events if e.time is not None and e.time.start == "2022-02-02"]
    assert older
    chosen = {"d1": tuple(e.id for e in before.events), "d2": tuple(older)}
    tellings = [Telling(document=d, events=events) for d, events in chosen.items()]
    record = describe("i1", tellings, {"d1": before, "d2": told})
    assert [v.text for v in record.slot("killed").values] == ["8"]


def test_what_is_told_of_today_below_an_old_caption_is_of_today() -> None:
    text = (
        "جرحى بقصف على ريف إدلب\n"
        "قصف جوي على محيط مدينة إدلب، 11 أيلول 2021.\n"
        "جددت قوات النظام، اليوم الخميس، قصفها على ريف إدلب.\n"
        "وقال مراسل موقع الجبل إن القصف المدفعي استهدف بلدة البارة، وأسفر عن إصابة 7 مدنيين."
    )
    before = report("موقع الساحل", DAY, "أصيب 6 مدنيين اليوم الخميس في قصف مدفعي على بلدة البارة جنوبي إدلب.")
    record = describe_all(report("موقع الجبل", DAY, text), before)
    assert {v.text for v in record.slot("wounded").values} >= {"6", "7"}


def test_a_count_of_the_month_before_is_no_word_on_it() -> None:
    text = (
        f"{STRIKE}\nوكان فريق منسقو استجابة سوريا أحصى الخروقات.\n"
        "وأشار الفريق إلى توثيق استشهاد 15 مدنياً خلال شهر كانون الأول الماضي.\n"
        "وأضاف أن الطائرات استهدفت المنطقة بـ 16 غارة."
    )
    record = describe_all(report("موقع الجبل", DAY, STRIKE), report("موقع الساحل", DAY, text))
    assert "Syria Response Coordinators" not in labels(record)


def test_who_condemns_it_and_tells_of_people_who_fled_is_no_word_on_it() -> None:
    text = f"{STRIKE}\nوأدان فريق منسقو استجابة سوريا القصف، وأفاد بنزوح مئات المدنيين من بلدة سرمين إلى مناطق آمنة."
    record = describe_all(report("موقع الجبل", DAY, STRIKE), report("موقع الساحل", DAY, text))
    assert "Syria Response Coordinators" not in labels(record)
