"""The suggested grade of invented incidents."""

from khabar.model import Report

from .telling import describe_all, report

DAY = "2021-10-14"
CORRESPONDENT = report(
    "بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن غارة على بلدة البارة جنوبي إدلب الخميس قتلت ثلاثة مدنيين."
)
RESCUE = report(
    "عنب بلدي", DAY, "قال الدفاع المدني السوري إن ثلاثة مدنيين قتلوا الخميس في غارة على بلدة البارة جنوبي إدلب."
)
DENIAL = report("سانا", DAY, "نفى مصدر عسكري وقوع أي غارة على بلدة البارة جنوبي إدلب يوم الخميس.")


def grade(*reports: object) -> tuple[str, str]:
    found = describe_all(*reports).grade  # type: ignore[arg-type]
    assert found is not None
    return found.name, " ".join(found.reasons)


def test_one_origin_is_weak_and_two_are_fair() -> None:
    assert grade(CORRESPONDENT)[0] == "weak"
    assert grade(CORRESPONDENT, RESCUE)[0] == "fair"


def test_copies_do_not_make_it_fair() -> None:
    copy = report("موقع الساحل", DAY, CORRESPONDENT.document.text)
    assert grade(CORRESPONDENT, copy) == ("weak", "1 independent origin")


def test_what_one_side_says_did_not_happen_is_contested() -> None:
    assert grade(CORRESPONDENT, DENIAL)[0] == "contested"
    assert grade(DENIAL)[0] == "discounted"


def test_what_is_laid_on_two_parties_is_contested() -> None:
    one = report(
        "بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن القوات التركية قصفت بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين."
    )
    other = report(
        "عنب بلدي",
        DAY,
        "قال الدفاع المدني السوري إن القوات الروسية قصفت بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين.",
    )
    name, reasons = grade(one, other)
    assert name == "contested"
    assert "laid on" in reasons


def test_who_takes_it_upon_himself_confirms_it() -> None:
    own = report(
        "عنب بلدي",
        DAY,
        "تبنى تنظيم الدولة الإسلامية الهجوم الذي استهدف بلدة البارة جنوبي إدلب الخميس وقتل ثلاثة مدنيين.",
    )
    assert grade(CORRESPONDENT, own)[0] == "confirmed"


def test_what_is_suspected_of_one_and_laid_on_another_is_contested() -> None:
    told = "انفجرت سيارة مفخخة في سوق مدينة الباب الخميس وقتلت خمسة مدنيين. "
    one = report("بلدي نيوز", DAY, told + "ورجح مصدر أمني وقوف خلايا تنظيم الدولة الإسلامية وراء الهجوم.")
    other = report("عنب بلدي", DAY, told + "واتهم الجيش الوطني السوري قوات سوريا الديمقراطية بتنفيذ التفجير.")
    name, reasons = grade(one, other)
    assert name == "contested"
    assert "laid on" in reasons


def say(publisher: str, by: str, more: str = "") -> Report:
    return report(
        publisher, DAY, f"قال مراسل {publisher} إن {by} قصفت بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين. {more}"
    )


def test_what_is_laid_on_two_who_fight_on_one_side_is_not_contested() -> None:
    name, reasons = grade(say("بلدي نيوز", "القوات الروسية"), say("عنب بلدي", "قوات النظام السوري"))
    assert name == "fair"
    assert "who fight on one side" in reasons


def test_one_against_many_is_told_and_does_not_make_it_contested() -> None:
    many = [
        report(
            "بلدي نيوز",
            DAY,
            "قال مراسل بلدي نيوز إن الطيران الروسي قصف بلدة البارة جنوبي إدلب الخميس وقتل ثلاثة مدنيين.",
        ),
        report(
            "عنب بلدي",
            DAY,
            "قتل ثلاثة أشخاص من عائلة نازحة، الخميس، حين أغارت طائرات روسية على أطراف البارة بريف إدلب.",
        ),
        report(
            "نداء بوست", DAY, "استهدفت غارة جوية روسية سوقاً في البارة بجبل الزاوية يوم الخميس، وراح ضحيتها ثلاثة رجال."
        ),
        report(
            "حلب اليوم",
            DAY,
            "أفاد مراسلنا بمقتل ثلاثة مدنيين وجرح آخرين في غارات للطيران الروسي على بلدة البارة الخميس.",
        ),
    ]
    name, reasons = grade(*many, say("أورينت نت", "القوات التركية"))
    assert name == "fair"
    assert "few lay it on Turkish Armed Forces instead" in reasons


def test_who_denies_his_part_is_told_beside_the_grade() -> None:
    denial = report(
        "نورث برس",
        DAY,
        "قتل ثلاثة مدنيين في قصف على مدينة الباب شرقي حلب الخميس. ونفت قوات سوريا الديمقراطية مسؤوليتها عن قصف مدينة الباب.",
    )
    blame = report(
        "بلدي نيوز",
        DAY,
        "قال مراسل بلدي نيوز إن قوات سوريا الديمقراطية قصفت مدينة الباب شرقي حلب الخميس وقتلت ثلاثة مدنيين.",
    )
    name, reasons = grade(denial, blame)
    assert name != "contested"
    assert "Syrian Democratic Forces: not our doing" in reasons


def test_who_says_that_he_fought_nearby_and_hit_no_civilians_confirms_nothing() -> None:
    accused = report(
        "عنب بلدي",
        DAY,
        "قال الدفاع المدني السوري إن قوات سوريا الديمقراطية هاجمت بلدة البارة جنوبي إدلب الخميس وقتلت عشرين مدنيا.\n"
        "وقالت قوات سوريا الديمقراطية إنها هاجمت بلدة البارة ومواقع فيها، ولم تشر إلى مدنيين.",
    )
    denied = report(
        "سانا", DAY, "نفت قوات سوريا الديمقراطية استهداف المدنيين في الهجوم على بلدة البارة جنوبي إدلب الخميس."
    )
    assert grade(accused)[0] == "confirmed"
    assert grade(accused, denied)[0] != "confirmed"


def test_who_denies_an_act_as_his_own_and_lays_it_on_another_denies_his_part_alone() -> None:
    denial = report(
        "سانا",
        DAY,
        "قسد تنفي قصف بلدة البارة وتتهم الجيش التركي\n\n"
        "نفت قوات سوريا الديمقراطية الخميس مسؤوليتها عن قصف بلدة البارة جنوبي إدلب، وقالت إن طيران الجيش التركي هو الذي استهدف البلدة.",
    )
    told = report(
        "عنب بلدي", DAY, "قال الدفاع المدني السوري إن قوات سوريا الديمقراطية قصفت بلدة البارة جنوبي إدلب الخميس."
    )
    reasons = grade(told, denial)[1]
    assert "did not" not in reasons
    assert "Syrian Democratic Forces: not our doing" in reasons
