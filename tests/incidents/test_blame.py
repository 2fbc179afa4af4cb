"""On whom invented incidents are laid."""

import pytest

from khabar.incidents.describing import describe
from khabar.incidents.happening import list_events, sum_up
from khabar.incidents.record import IncidentRecord, Telling
from khabar.model import Report

from .telling import describe_all, labels, report

DAY = "2021-10-14"


def blamed(record: IncidentRecord) -> set[str]:
    return {v.text for v in record.slot("blamed").values}


def quarrels(record: IncidentRecord) -> list[str]:
    return [d.because for d in record.slot("blamed").contradictions]


def test_who_heads_a_line_did_nothing() -> None:
    for head in ("دمشق:", "دمشق: ", "سورية: "):
        told = report("عنب بلدي", DAY, f"{head}غارات إسرائيلية على بلدة البارة توقع ثلاثة قتلى الخميس.")
        assert "Syria" not in blamed(describe_all(told))


def test_who_meets_the_missiles_did_not_send_them() -> None:
    own = report("سانا", DAY, "قال مصدر عسكري إن إسرائيل شنت غارة على محيط مدينة حلب الخميس وقتلت ثلاثة جنود.")
    met = report(
        "عنب بلدي", DAY, "أفادت سانا بأن الدفاعات الجوية السورية تصدت لعدوان إسرائيلي على محيط مدينة حلب الخميس."
    )
    record = describe_all(own, met)
    assert "Syrian air defence" not in blamed(record)
    assert record.grade is not None
    assert record.grade.name != "contested"


def test_who_tells_of_it_and_helps_did_not_do_it() -> None:
    told = report("عنب بلدي", DAY, "قتل مدني بقصف على بلدة البارة جنوبي إدلب الخميس، وفق ما قاله الدفاع المدني السوري.")
    assert "Syria Civil Defence" not in blamed(describe_all(told))


def test_an_area_of_a_country_is_not_that_country() -> None:
    told = report(
        "عنب بلدي", DAY, "جددت قوات النظام قصفها شمالي سوريا، إذ استهدفت الخميس بلدة البارة جنوبي إدلب وقتلت رجلا."
    )
    assert "Syria" not in blamed(describe_all(told))


def test_those_who_did_it_together_are_both_blamed_and_contradict_nobody() -> None:
    both = report(
        "عنب بلدي",
        DAY,
        "قال الدفاع المدني السوري إن قوات النظام وقوات سوريا الديمقراطية قصفت بلدة البارة جنوبي إدلب الخميس وقتلت مدنيا.",
    )
    one = report(
        "بلدي نيوز",
        DAY,
        "قال مراسل بلدي نيوز إن قوات سوريا الديمقراطية قصفت بلدة البارة جنوبي إدلب الخميس وقتلت مدنيا.",
    )
    record = describe_all(both, one)
    assert {"Syrian government forces", "Syrian Democratic Forces"} <= blamed(record)
    assert quarrels(record) == []


def test_parts_and_their_wholes_do_not_contradict() -> None:
    pairs = (
        ("القوات الأميركية", "التحالف الدولي"),
        ("وحدات حماية الشعب", "قوات سوريا الديمقراطية"),
        ("الطيران الحربي الروسي", "روسيا"),
        ("الجيش التركي", "تركيا"),
        ("الفرقة الرابعة مدرعات", "قوات النظام السوري"),
    )
    for part, whole in pairs:
        told = [
            report(
                "عنب بلدي", DAY, f"قال الدفاع المدني السوري إن {who} قصفت بلدة البارة جنوبي إدلب الخميس وقتلت مدنيا."
            )
            for who in (part,)
        ]
        told.append(
            report("بلدي نيوز", DAY, f"قال مراسل بلدي نيوز إن {whole} قصفت بلدة البارة جنوبي إدلب الخميس وقتلت مدنيا.")
        )
        record = describe_all(*told)
        assert len(blamed(record)) == 2, (part, whole, blamed(record))
        assert quarrels(record) == [], (part, whole)


def test_two_parties_of_their_own_still_contradict() -> None:
    told = [
        report(outlet, DAY, f"{who} إن {party} قصفت بلدة البارة جنوبي إدلب الخميس وقتلت مدنيا.")
        for outlet, who, party in (
            ("عنب بلدي", "قال الدفاع المدني السوري", "القوات التركية"),
            ("بلدي نيوز", "قال مراسل بلدي نيوز", "القوات الروسية"),
        )
    ]
    assert quarrels(describe_all(*told))


def test_a_battery_of_nobody_is_not_the_states() -> None:
    told = report(
        "عنب بلدي", DAY, "قال الدفاع المدني السوري إن المدفعية قصفت بلدة البارة جنوبي إدلب الخميس وقتلت مدنيا."
    )
    assert "Syria" not in blamed(describe_all(told))


def test_answering_fire_is_no_part_of_it() -> None:
    told = report(
        "عنب بلدي",
        DAY,
        "قصفت قوات سوريا الديمقراطية مدينة عفرين الخميس وقتلت مدنيين. "
        "ورد الجيش الوطني السوري باستهداف مواقع قوات سوريا الديمقراطية في تل رفعت.",
    )
    assert blamed(describe_all(told)) == {"Syrian Democratic Forces"}


TOLD = "انفجرت سيارة مفخخة في سوق مدينة الباب الخميس وقتلت خمسة مدنيين. "


@pytest.mark.parametrize(
    "said",
    [
        "واتهم الدفاع المدني السوري قوات سوريا الديمقراطية بالوقوف وراء التفجير.",
        "وقال مصدر أمني إن التحقيقات جارية، مرجحاً وقوف قوات سوريا الديمقراطية وراء الهجوم.",
        "ورجح مصدر أمني أن تكون قوات سوريا الديمقراطية وراء التفجير.",
        "ويشتبه السكان في أن قوات سوريا الديمقراطية تقف خلف التفجير.",
        "وحمّل الجيش الوطني السوري قوات سوريا الديمقراطية مسؤولية التفجير.",
        "وقال قائد الشرطة إن قوات سوريا الديمقراطية مسؤولة عن الهجوم.",
        "ونسب الجيش الوطني السوري التفجير إلى قوات سوريا الديمقراطية.",
    ],
)
def test_who_is_accused_or_suspected_of_what_was_told_is_blamed(said: str) -> None:
    assert blamed(describe_all(report("عنب بلدي", DAY, TOLD + said))) == {"Syrian Democratic Forces"}


def test_who_is_only_said_to_have_let_it_happen_is_not_blamed() -> None:
    said = "واتهم السكان الجيش الوطني السوري بالتقاعس عن منع التفجير."
    assert blamed(describe_all(report("عنب بلدي", DAY, TOLD + said))) == set()


def test_who_denies_his_part_is_not_blamed_by_it() -> None:
    accused = report("عنب بلدي", DAY, TOLD + "واتهم الجيش الوطني السوري قوات سوريا الديمقراطية بتنفيذ التفجير.")
    denied = report("نورث برس", DAY, TOLD + "ونفت قوات سوريا الديمقراطية أي صلة لها بالتفجير.")
    values = describe_all(accused, denied).slot("blamed").values
    assert {(v.text, v.denial) for v in values} == {
        ("Syrian Democratic Forces", False),
        ("not Syrian Democratic Forces", True),
    }


def test_another_state_that_condemns_it_is_no_origin() -> None:
    told = "انفجرت سيارة مفخخة في بلدة البارة جنوبي إدلب الخميس وقتلت خمسة مدنيين. "
    record = describe_all(
        report("عنب بلدي", DAY, told + "ودانت ألمانيا الهجوم. وأدان الأمين العام للأمم المتحدة الهجوم.")
    )
    assert labels(record) == ["Enab Baladi (own voice)"]


def test_who_denies_his_part_and_accuses_another_does_not_blame_himself() -> None:
    told = report(
        "عنب بلدي",
        DAY,
        "أفاد الدفاع المدني السوري بمقتل أربعة مدنيين في قصف شنته قوات سوريا الديمقراطية الخميس على بلدة البارة جنوبي إدلب.\n"
        "من جهتها نفت قوات سوريا الديمقراطية مسؤوليتها عن القصف، واتهمت الجيش التركي بقصف البلدة.",
    )
    slot = describe_all(told).slot("blamed")
    holders = {v.text: v.backing.origins for v in slot.values if not v.denial}
    assert holders["Syrian Democratic Forces"] == ("sy-white-helmets",)


def test_the_row_of_an_incident_says_that_whom_most_blame_denies_it() -> None:
    accused = report(
        "عنب بلدي", DAY, "قال الدفاع المدني السوري إن قوات سوريا الديمقراطية قصفت بلدة البارة جنوبي إدلب الخميس."
    )
    denied = report("سانا", DAY, "نفت قوات سوريا الديمقراطية مسؤوليتها عن قصف بلدة البارة جنوبي إدلب الخميس.")

    def disowned(*reports: Report) -> bool:
        record = describe_all(*reports)
        return sum_up(record, list_events(record), {f"d{n}": r for n, r in enumerate(reports, 1)}).disowned

    assert disowned(accused, denied)
    assert not disowned(accused)


def test_who_denies_it_and_lays_it_on_the_other_side_makes_two_sides_accuse_each_other() -> None:
    text = (
        "اتهمت قوات الدعم السريع الجيش السوداني بقصف قافلة مساعدات في مدينة الفاشر، مساء الاثنين.\n"
        "ونفى الجيش الاتهامات وقال إن مليشيا الدعم السريع هي التي هاجمت القافلة بالمسيرات."
    )
    told = report("وكالة المشرق", DAY, text)
    record = describe("i1", [Telling(document="d1", events=("e1",))], {"d1": told})
    assert {"Sudanese Armed Forces", "Rapid Support Forces"} <= blamed(record)
    assert record.grade is not None
    assert record.grade.name == "contested"


def test_who_was_killed_is_not_who_did_it() -> None:
    text = (
        "قُتل المدعو (عبد الحكيم علي الحسون) وأصيب آخر جراء انفجار عبوة ناسفة بسيارة عسكرية في بلدة البارة جنوبي إدلب."
    )
    record = describe_all(report("موقع الجبل", DAY, text))
    assert not [v for s in record.slots if s.slot == "blamed" for v in s.values]


def test_who_repelled_an_attempt_did_not_make_it() -> None:
    text = "صدت هيئة تحرير الشام، ليلة أمس، محاولة تسلل لقوات النظام على محور قرية البارة في ريف إدلب الجنوبي."
    record = describe_all(report("موقع الجبل", DAY, text))
    assert "Hay'at Tahrir al-Sham" not in {v.name for s in record.slots if s.slot == "blamed" for v in s.values}


def test_a_state_s_drone_stands_for_the_state() -> None:
    text = "قتل مدنيان أمس حين استهدفت طائرة مسيرة تركية سيارة قرب قرية البارة."
    record = describe_all(report("موقع الجبل", DAY, text))
    assert [v.text for s in record.slots if s.slot == "blamed" for v in s.values] == ["Turkey"]


def test_guns_of_nobody_are_no_party() -> None:
    text = "قتل مدنيان أمس بقصف المدفعية الثقيلة على قرية البارة جنوبي إدلب."
    record = describe_all(report("موقع الجبل", DAY, text))
    assert not [v for s in record.slots if s.slot == "blamed" for v in s.values]


def test_nobody_aims_at_his_own_side() -> None:
    text = "أصيبت سيدة بجراح أمس، إثر استهداف قوات النظام السوري، بالرشاشات الثقيلة، قرية البارة جنوبي إدلب."
    reports = {"d1": report("موقع الجبل", DAY, text)}
    record = describe_all(*reports.values())
    happening = sum_up(record, list_events(record), reports)
    assert happening.actor is not None
    assert happening.actor.name == "Syrian government forces"
    assert happening.target is None or happening.target.name != "Syrian government forces"


def test_the_teams_of_who_tells_did_nothing() -> None:
    text = "قتل رجل في قصف على بلدة البارة الخميس.\nوذكر الدفاع المدني السوري أن فرقه انتشلت جثة الرجل في بلدة البارة بعد القصف."
    assert "فرقه" not in blamed(describe_all(report("عنب بلدي", DAY, text)))
