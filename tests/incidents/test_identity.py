"""Speakers of invented incidents that are one under different names."""

from .telling import describe_all, labels, report

DAY = "2021-10-14"


def test_somebody_in_a_body_speaks_for_it() -> None:
    record = describe_all(
        report(
            "بلدي نيوز", DAY, "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت مدنيين."
        ),
        report(
            "عنب بلدي",
            DAY,
            "قال مصدر في الدفاع المدني السوري إن رجلين قتلا الخميس بسقوط قذيفة على بلدة البارة جنوبي إدلب.",
        ),
        report(
            "موقع الساحل",
            DAY,
            "قالت منظومة الخوذ البيضاء إن القذيفة التي سقطت على بلدة البارة جنوبي إدلب الخميس قتلت اثنين.",
        ),
    )
    assert labels(record) == ["Syria Civil Defence"]


def test_a_name_that_a_known_speaker_has_is_his() -> None:
    record = describe_all(
        report(
            "بلدي نيوز", DAY, "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت مدنيين."
        ),
        report("عنب بلدي", DAY, 'قال "الدفاع المدني" إن رجلين قتلا الخميس بسقوط قذيفة على بلدة البارة.'),
    )
    assert labels(record) == ["Syria Civil Defence"]


def test_a_centre_and_its_deputy_head_are_one_in_a_report() -> None:
    record = describe_all(
        report(
            "عنب بلدي",
            DAY.replace("2021", "2022"),
            "قال مركز المصالحة الروسي إن غارة على بلدة البارة جنوبي إدلب الجمعة قتلت عشرين مسلحا. "
            "وقال أوليغ إيغوروف نائب رئيس المركز إن الغارة على بلدة البارة دمرت معسكرا.",
        )
    )
    assert len(record.origins) == 1


def test_a_states_statement_is_what_its_agency_carries_from_the_army() -> None:
    record = describe_all(
        report(
            "سانا",
            DAY,
            "قال مصدر عسكري إن إسرائيل شنت غارة على محيط بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة جنود.",
        ),
        report(
            "الجزيرة",
            DAY,
            "قالت وسائل إعلام رسمية سورية إن إسرائيل شنت غارة على محيط بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة جنود.",
        ),
    )
    assert labels(record) == ["military source to Syrian Arab News Agency"]


def test_who_is_suspected_says_nothing() -> None:
    record = describe_all(
        report(
            "عنب بلدي",
            DAY,
            "قال سكان من بلدة البارة إن غارة استهدفت البلدة الخميس وقتلت ثلاثة. "
            "وأضافوا أن العنصر الذي يُشتبه في أنه المستهدف بالغارة على بلدة البارة كان مع أسرته.",
        )
    )
    assert len(record.origins) == 1
