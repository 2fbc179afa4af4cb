"""Which sentences of a report tell of the incident, over invented reports."""

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
