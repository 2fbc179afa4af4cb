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


def test_who_is_presented_as_an_officer_of_a_rescue_service_speaks_for_it() -> None:
    record = describe_all(
        report(
            "عنب بلدي",
            DAY,
            "قال سليم الورداني، المسؤول الإعلامي في الدفاع المدني السوري، إن غارة على بلدة البارة جنوبي إدلب الخميس "
            "قتلت مدنيين.",
        ),
        report(
            "بلدي نيوز", DAY, "أفاد الدفاع المدني السوري بأن رجلين قتلا في غارة استهدفت بلدة البارة جنوبي إدلب الخميس."
        ),
    )
    assert labels(record) == ["Syria Civil Defence"]


def test_a_journalist_who_writes_of_a_body_does_not_speak_for_it() -> None:
    record = describe_all(
        report(
            "عنب بلدي",
            DAY,
            "قال الصحفي سليم الورداني إن غارة على بلدة البارة جنوبي إدلب الخميس قتلت مدنيين، وإن الدفاع المدني السوري "
            "انتشل جثتيهما.",
        )
    )
    assert "Syria Civil Defence" not in labels(record)


def test_a_spokesman_a_command_and_its_ministry_are_one_voice() -> None:
    record = describe_all(
        report(
            "عنب بلدي",
            DAY,
            "قال متحدث باسم القيادة المركزية الأمريكية إن غارة بطائرة مسيرة قرب بلدة البارة جنوبي إدلب الخميس قتلت قياديا.",
        ),
        report(
            "بلدي نيوز",
            DAY,
            "أعلنت وزارة الدفاع الأمريكية أن طائرة مسيرة نفذت غارة قرب بلدة البارة جنوبي إدلب الخميس وقتلت أحد القادة.",
        ),
        report(
            "نداء بوست",
            DAY,
            "أكدت القيادة المركزية الأمريكية مقتل رجل في ضربة جوية على أطراف بلدة البارة بإدلب الخميس.",
        ),
    )
    assert len(record.origins) == 1


def test_a_commander_speaks_for_his_force_in_whatever_report() -> None:
    record = describe_all(
        report("عنب بلدي", DAY, "قال مظلوم عبدي إن غارة على محيط بلدة تل تمر شمال الحسكة الخميس قتلت ثلاثة مقاتلين."),
        report(
            "بلدي نيوز",
            DAY,
            "أعلنت قوات سوريا الديمقراطية مقتل ثلاثة من مقاتليها في غارة جوية على محيط تل تمر يوم الخميس.",
        ),
    )
    assert labels(record) == ["Syrian Democratic Forces"]


def test_unnamed_people_under_one_noun_are_one_in_a_report_but_not_others() -> None:
    told = "قتل ثلاثة مدنيين الخميس في غارة على بلدة البارة جنوبي إدلب، بحسب ما قال مسعفون في البلدة. "
    one = report("عنب بلدي", DAY, told + "وقال مسعفون إن الغارة على بلدة البارة أصابت سبعة مدنيين أيضا.")
    assert len([o for o in describe_all(one).origins if o.voice == "unnamed"]) == 1
    others = report(
        "عنب بلدي",
        DAY,
        "قالت مصادر طبية إن غارة على بلدة البارة جنوبي إدلب الخميس قتلت ثلاثة مدنيين. "
        "وقالت مصادر طبية أخرى إن الغارة على بلدة البارة قتلت خمسة مدنيين.",
    )
    assert len([o for o in describe_all(others).origins if o.voice == "unnamed"]) == 2


def test_a_spokesman_speaks_for_his_body_also_where_only_his_name_stands() -> None:
    told = report(
        "عنب بلدي",
        "2021-10-15",
        "أعلن المتحدث باسم التحالف الدولي العقيد سام هارتن الجمعة إصابة جنديين في هجوم صاروخي على حقل العمر النفطي الخميس.\n"
        "وقال هارتن في بيان إن ثلاثة صواريخ سقطت الخميس داخل حقل العمر النفطي.",
    )
    assert labels(describe_all(told)) == ["International Coalition"]
