"""Where the origins of invented incidents differ."""

from khabar.incidents.record import IncidentRecord, SlotName

from .telling import describe_all, report

DAY, NEXT = "2021-10-14", "2021-10-15"


def kinds(record: IncidentRecord, slot: SlotName) -> set[tuple[str, str, str]]:
    """Return (kind, first value, second value) of all differences of a slot."""
    told = record.slot(slot)
    return {(d.kind, told.values[d.first].text, told.values[d.second].text) for d in told.differences}


FIRST = report(
    "بلدي نيوز", DAY, "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين."
)
LATER = report(
    "عنب بلدي", NEXT, "قال الدفاع المدني السوري إن حصيلة القصف على بلدة البارة جنوبي إدلب الخميس ارتفعت إلى خمسة قتلى."
)
AGAINST = report("سانا", NEXT, "أفاد مصدر عسكري بأن القصف على بلدة البارة في ريف إدلب يوم الخميس قتل مسلحين اثنين.")


def test_the_same_origin_later_is_an_update_and_another_origin_disagrees() -> None:
    record = describe_all(FIRST, LATER, AGAINST)
    assert kinds(record, "killed") == {("update", "3", "5"), ("disagreement", "2", "5")}
    assert (record.slot("killed").min, record.slot("killed").max) == (2, 5)


def test_nobody_disagrees_with_what_was_given_up() -> None:
    assert kinds(describe_all(FIRST, LATER), "killed") == {("update", "3", "5")}
    held = describe_all(FIRST, LATER).held("killed")
    assert held is not None
    assert held.text == "5"


def test_others_and_a_governorate_are_less_precise() -> None:
    record = describe_all(
        report(
            "بلدي نيوز",
            DAY,
            "قال مراسل بلدي نيوز إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين وأصابت آخرين.",
        ),
        report(
            "عنب بلدي",
            DAY,
            "قال الدفاع المدني السوري إن قصفا استهدف ريف إدلب الجنوبي الخميس وأدى إلى مقتل ثلاثة مدنيين وإصابة أربعة.",
        ),
    )
    assert kinds(record, "wounded") == {("less_precise", "2+", "4")}
    assert kinds(record, "place") == {("less_precise", "Idlib", "Al-Barah")}
    assert kinds(record, "killed") == set()
    place, wounded = record.held("place"), record.held("wounded")
    assert place is not None
    assert wounded is not None
    assert (place.text, wounded.text) == ("Al-Barah", "4")


def test_who_denies_that_it_happened_is_told_apart_from_who_denies_his_part() -> None:
    told = report(
        "بلدي نيوز",
        DAY,
        "قال مراسل بلدي نيوز إن قوات سوريا الديمقراطية قصفت بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين.",
    )
    never = report("سانا", DAY, "نفى مصدر عسكري وقوع أي قصف على بلدة البارة جنوبي إدلب يوم الخميس.")
    not_us = report("عنب بلدي", DAY, "نفت قوات سوريا الديمقراطية أي صلة لها بالقصف الذي استهدف بلدة البارة يوم الخميس.")
    assert kinds(describe_all(told, never), "happened") == {("denied", "yes", "no")}
    record = describe_all(told, not_us)
    assert kinds(record, "happened") == set()
    assert kinds(record, "blamed") == {("denied", "Syrian Democratic Forces", "not Syrian Democratic Forces")}


def test_a_denial_of_losses_denies_the_number() -> None:
    told = report("بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن غارة على بلدة البارة جنوبي إدلب الخميس قتلت ثلاثة مدنيين.")
    none = report("عنب بلدي", DAY, "نفى التحالف الدولي سقوط قتلى في الغارة على بلدة البارة جنوبي إدلب يوم الخميس.")
    assert kinds(describe_all(told, none), "killed") == {("denied", "3", "0")}


def test_three_numbers_stand_behind_each_value() -> None:
    record = describe_all(FIRST, AGAINST, report("موقع الساحل", DAY, FIRST.document.text))
    three = next(v for v in record.slot("killed").values if v.text == "3")
    assert three.backing.counts == (2, 2, 1)
    assert three.first_said == DAY


def test_a_denial_of_an_aim_denies_neither_the_happening_nor_his_part() -> None:
    told = report(
        "بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن الجيش التركي قصف سوق بلدة البارة جنوبي إدلب الخميس وقتل مدنيين."
    )
    aim = report("عنب بلدي", DAY, "نفى الجيش التركي استهداف المدنيين في قصف سوق بلدة البارة جنوبي إدلب الخميس.")
    record = describe_all(told, aim)
    assert kinds(record, "happened") == set()
    assert not any(v.denial for v in record.slot("blamed").values)
    assert record.grade is not None
    assert record.grade.name != "contested"


def test_a_side_that_denies_an_act_denies_its_part() -> None:
    told = report(
        "بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن الجيش التركي قصف بلدة البارة جنوبي إدلب الخميس وقتل مدنيين."
    )
    ours = report("عنب بلدي", DAY, "نفى الجيش التركي قصف بلدة البارة جنوبي إدلب الخميس.")
    record = describe_all(told, ours)
    assert kinds(record, "happened") == set()
    assert kinds(record, "blamed") == {("denied", "Turkish Armed Forces", "not Turkish Armed Forces")}


def test_of_the_numbers_of_one_report_the_highest_is_its_toll() -> None:
    record = describe_all(
        report(
            "بلدي نيوز",
            DAY,
            "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت سبعة مدنيين. "
            "وأضاف أن القذيفة على بلدة البارة قتلت أربعة أطفال.",
        )
    )
    assert [v.text for v in record.slot("killed").values] == ["7"]


def test_the_dead_and_hurt_told_together_contradict_no_number_of_either() -> None:
    record = describe_all(
        FIRST,
        report("عنب بلدي", DAY, "قال مراسل عنب بلدي إن 12 قتيلا وجريحا سقطوا بقصف على بلدة البارة جنوبي إدلب الخميس."),
    )
    assert not record.slot("killed").contradictions
    held = record.held("killed")
    assert held is not None
    assert held.text == "3"
    assert (record.slot("killed").min, record.slot("killed").max) == (3, 3)


def test_an_update_is_a_step_of_one_origin_not_a_pair_of_all_its_numbers() -> None:
    third = report(
        "عنب بلدي",
        "2021-10-16",
        "قال الدفاع المدني السوري إن حصيلة القصف على بلدة البارة جنوبي إدلب الخميس ارتفعت إلى ستة قتلى.",
    )
    assert kinds(describe_all(FIRST, LATER, third), "killed") == {("update", "3", "5"), ("update", "5", "6")}


def toll(publisher: str, published: str, words: str) -> object:
    return report(publisher, published, f"قال مراسل {publisher} إن قصفا على بلدة البارة جنوبي إدلب يوم الخميس {words}.")


def test_a_toll_that_others_raise_on_a_later_day_is_an_update_of_the_matter() -> None:
    record = describe_all(
        toll("بلدي نيوز", DAY, "قتل ثلاثة مدنيين في سوق الخضار"),  # type: ignore[arg-type]
        toll("عنب بلدي", NEXT, "أوقع خمسة قتلى بعد وفاة جريحين متأثرين بجراحهما"),  # type: ignore[arg-type]
    )
    assert kinds(record, "killed") == {("update", "3", "5")}


def test_a_lower_toll_on_a_later_day_is_a_disagreement() -> None:
    record = describe_all(
        toll("بلدي نيوز", DAY, "أوقع خمسة قتلى في سوق الخضار"),  # type: ignore[arg-type]
        toll("عنب بلدي", NEXT, "قتل ثلاثة مدنيين كانوا في حقل زيتون"),  # type: ignore[arg-type]
    )
    assert {kind for kind, _, _ in kinds(record, "killed")} == {"disagreement"}


def test_vague_numbers_that_meet_contradict_nothing() -> None:
    record = describe_all(
        toll("بلدي نيوز", DAY, "جرح أكثر من ثلاثين مدنيا في سوق الخضار"),  # type: ignore[arg-type]
        toll("عنب بلدي", DAY, "أوقع عشرات الجرحى كانوا في حقل زيتون"),  # type: ignore[arg-type]
    )
    assert {kind for kind, _, _ in kinds(record, "wounded")} <= {"less_precise"}


def test_a_night_told_by_either_of_its_days_is_no_disagreement() -> None:
    record = describe_all(
        report(
            "بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن قذيفة سقطت فجر اليوم على بلدة البارة جنوبي إدلب وقتلت مدنيين."
        ),
        report(
            "عنب بلدي",
            DAY,
            "قال مراسل عنب بلدي إن رجلين قتلا الليلة الماضية حين قصفت بلدة البارة في جبل الزاوية بإدلب.",
        ),
    )
    assert not record.slot("time").contradictions


def test_a_word_for_many_is_no_bound_of_the_range() -> None:
    record = describe_all(
        report("بلدي نيوز", DAY, "قال الدفاع المدني السوري إن قصفا على بلدة البارة الخميس أصاب 158 مدنيا."),
        report("عنب بلدي", DAY, "قال مراسل عنب بلدي إن قصفا على بلدة البارة الخميس أصاب العشرات."),
    )
    assert (record.slot("wounded").min, record.slot("wounded").max) == (158, 158)


def test_a_village_that_no_gazetteer_has_is_told_as_closely_as_one_on_the_map() -> None:
    record = describe_all(
        report("موقع الجبل", DAY, "قتل ثلاثة مدنيين الخميس في قصف على قرية عين الشوحاوي شمال مدينة منبج."),
        report("موقع الساحل", DAY, "قتل ثلاثة مدنيين الخميس في قصف على قرية عين الشوحاوي في ريف مدينة منبج."),
        report("موقع النهر", DAY, "قتل ثلاثة مدنيين الخميس في قصف على مدينة منبج شرقي حلب."),
    )
    place = record.slot("place")
    assert place.values[0].text == "عين الشوحاوي"
    assert not place.differences


def test_two_parties_named_together_in_each_report_are_no_update() -> None:
    text = "قال الدفاع المدني السوري إن قوات النظام وروسيا قصفت الخميس بلدة البارة جنوبي إدلب"
    record = describe_all(report("موقع الجبل", DAY, text + "."), report("موقع الساحل", NEXT, text + " وجرحت طفلا."))
    assert not [d for d in record.slot("blamed").differences if d.kind == "update"]


def test_the_town_in_the_name_of_a_body_is_no_place_of_the_incident() -> None:
    text = "أعلن مجلس منبج العسكري مقتل أربعة من مقاتليه الخميس في قصف على قرية الدندنية."
    record = describe_all(report("موقع الجبل", DAY, text))
    assert [v.text for v in record.slot("place").values] == ["Al-Dandaniya"]


def test_a_higher_toll_that_some_told_from_the_beginning_is_no_rise() -> None:
    told = "قتلوا الخميس في غارة على مسجد في بلدة البارة"
    record = describe_all(
        report(
            "موقع الجبل", DAY, f"قال الدفاع المدني السوري إن 20 مدنيا {told}.\nوقالت لجنة الأهالي إن 31 مدنيا {told}."
        ),
        report("موقع الساحل", NEXT, f"قال المجلس المحلي إن 31 مدنيا على الأقل {told}."),
    )
    assert not [d for d in record.slot("killed").differences if d.kind == "update"]
