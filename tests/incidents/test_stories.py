"""Whole accounts of invented incidents of several countries, told by several reports each."""

from __future__ import annotations

import pytest

from khabar.incidents.linking import link
from khabar.incidents.record import IncidentRecord, SlotName

from .telling import labels, report

SHELLED = [
    (
        "راديو النيلين",
        "2024-06-06",
        "مقتل 12 مدنيا في قصف على سوق الحطب بالأبيض\n"
        "قتل 12 مدنيا وأصيب 31 آخرون، صباح الأربعاء، في قصف مدفعي نفذته قوات الدعم السريع على سوق الحطب في مدينة الأبيض "
        "بولاية شمال كردفان.\n"
        "وقالت تنسيقية لجان مقاومة الأبيض، في بيان، إن «مليشيا الدعم السريع أطلقت أكثر من عشر قذائف على السوق».\n"
        "وفي حادثة منفصلة، قتل جنديان من الجيش في هجوم بطائرة مسيرة على مطار كسلا شرقي البلاد يوم الثلاثاء.",
    ),
    (
        "صحيفة السافنا",
        "2024-06-06",
        "أعلنت تنسيقية لجان مقاومة الأبيض مقتل 12 شخصا في قصف قوات الدعم السريع لسوق الحطب أمس الأربعاء.\n"
        "وقال مدير مستشفى الأبيض، سالم الخضر، لصحيفة السافنا إن المستشفى استقبل 14 جثة و31 جريحا من سوق الحطب.",
    ),
    (
        "موقع الساحل",
        "2024-06-07",
        "نفت قوات الدعم السريع، الخميس، مسؤوليتها عن قصف سوق الحطب في الأبيض.\n"
        "وقال المستشار في قوات الدعم السريع ياسر البشير، على منصة إكس، إن قواتهم لم تقصف سوق الحطب في الأبيض.\n"
        "من جهته، أفاد مصدر طبي في الأبيض لموقع الساحل بأن أحد الجرحى توفي متأثرا بإصابته ليرتفع عدد القتلى إلى 15.",
    ),
]
RAIDED = [
    (
        "موقع الجبل",
        "2024-11-12",
        "شنت الطائرات الحربية الإسرائيلية، مساء اليوم الثلاثاء، غارة استهدفت مبنى سكنيا في بلدة حانين جنوبي لبنان، "
        "ما أدى إلى مقتل 8 أشخاص.",
    ),
    (
        "موقع الساحل",
        "2024-11-13",
        "ارتفعت حصيلة الغارة الإسرائيلية على بلدة حانين ليل الثلاثاء إلى 23 قتيلا، وفق ما أعلنت وزارة الصحة اللبنانية الأربعاء.",
    ),
]
MINED = [
    (
        "موقع الجبل",
        "2023-06-14",
        "قتل ثلاثة أطفال وأصيب رابع، الثلاثاء، بانفجار لغم أرضي في مديرية حيس جنوبي الحديدة.\n"
        "وقال مرصد الألغام اليمني إن اللغم انفجر بالأطفال أثناء رعيهم الأغنام.\n"
        "وبحسب المرصد، قتل 42 مدنيا بالألغام منذ مطلع العام الجاري.",
    ),
    (
        "موقع الساحل",
        "2023-06-14",
        "قتل ثلاثة أطفال وجرح آخر بانفجار لغم في مديرية حيس، أمس الثلاثاء.\n"
        "وكان مدني قد قتل يوم الأحد بقصف على حي الروضة شمال مدينة مأرب.",
    ),
]


def tell(story: list[tuple[str, str, str]]) -> IncidentRecord:
    """Return the account of the incident that most reports of a story tell."""
    reports = (report(publisher, day, text, id=f"d{n}") for n, (publisher, day, text) in enumerate(story))
    record = link(reports)[0]
    assert len(record.documents) == len(story)
    return record


def values(record: IncidentRecord, slot: SlotName) -> set[str]:
    """Return what is told of a slot."""
    return {v.text for v in record.slot(slot).values}


def test_shelling_that_one_side_denies() -> None:
    record = tell(SHELLED)
    assert values(record, "killed") == {"12", "14", "15"}
    assert values(record, "wounded") == {"31"}
    assert values(record, "time") == {"2024-06-05"}
    assert {"Rapid Support Forces", "not Rapid Support Forces"} <= values(record, "blamed")
    assert "X / Twitter (platform)" not in labels(record)
    assert len([o for o in record.origins if "الدعم السريع" in o.text]) == 1


def test_a_raid_whose_toll_rises() -> None:
    record = tell(RAIDED)
    assert values(record, "killed") == {"8", "23"}
    assert values(record, "time") == {"2024-11-12"}
    assert [d.kind for d in record.slot("killed").differences] == ["update"]
    assert "Lebanese Health Ministry" in labels(record)


def test_a_mine_and_what_was_told_beside_it() -> None:
    record = tell(MINED)
    assert values(record, "killed") == {"3"}
    assert values(record, "weapon") == {"mine"}
    assert record.slot("place").most is not None


@pytest.mark.parametrize("story", [SHELLED, RAIDED, MINED])
def test_the_account_does_not_hang_on_the_order_of_the_reports(story: list[tuple[str, str, str]]) -> None:
    assert values(tell(story), "killed") == values(tell(story[::-1]), "killed")
