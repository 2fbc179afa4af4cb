"""Numbers of dead and hurt that stand beside an incident's and are none of it, in invented reports."""

from __future__ import annotations

from khabar.incidents import make_cards
from khabar.incidents.describing import describe
from khabar.incidents.record import IncidentRecord, Telling
from khabar.model import Report

from .telling import describe_all, report

DAY = "2024-03-14"


def describe_first(told: Report) -> IncidentRecord:
    """Describe the incident that a report tells first, with that event alone."""
    first = min(told.events, key=lambda event: event.trigger.start)
    return describe("i1", [Telling(document="d1", events=(first.id,))], {"d1": told})


def tolls(record: IncidentRecord, slot: str = "killed") -> list[str]:
    """Return the numbers of a slot as the record tells them."""
    return [v.text for s in record.slots if s.slot == slot for v in s.values]


def test_a_number_of_dead_and_hurt_together_is_that_of_neither() -> None:
    told = report("عنب بلدي", DAY, "ارتكبت الطائرات مجزرة في بلدة البارة أمس راح ضحيتها 13 مدنيا بين قتيل وجريح.")
    record = describe_all(told)
    assert tolls(record) == []
    assert tolls(record, "wounded") == []


def test_the_dead_of_a_campaign_are_not_those_of_its_last_attack() -> None:
    text = (
        "قتل مدنيان بقصف مدفعي استهدف بلدة البارة جنوبي إدلب أمس، بحسب الدفاع المدني السوري.\n"
        "واستجابت فرق الدفاع المدني منذ بداية شباط حتى يوم أمس لأكثر من 240 هجوما على منازل المدنيين.\n"
        "وتسببت تلك الهجمات بمقتل أكثر من 64 شخصا، بينهم 20 طفلا."
    )
    assert tolls(describe_all(report("عنب بلدي", DAY, text))) == ["2"]


def test_the_dead_of_the_days_before_told_in_the_same_sentence_are_not_its() -> None:
    text = (
        "أصيب مدني بقصف مدفعي على بلدة البارة جنوبي إدلب اليوم الخميس، "
        "وشهدت الأيام الماضية تصعيداً تسبب بمقتل أربعة مدنيين وإصابة تسعة آخرين."
    )
    record = describe_all(report("عنب بلدي", DAY, text))
    assert (tolls(record), tolls(record, "wounded")) == ([], ["1"])


def test_a_raid_of_several_strikes_on_one_day_is_no_campaign() -> None:
    text = "شنت طائرات حربية خلال يوم أمس 8 غارات على بلدة البارة جنوبي إدلب.\nوأدت الغارات إلى مقتل 4 مدنيين."
    assert tolls(describe_all(report("عنب بلدي", DAY, text))) == ["4"]


def test_the_dead_of_another_village_of_one_sentence_stay_there() -> None:
    text = (
        "توفيت طفلة في قصف مدفعي على مدينة سرمين صباح الأربعاء، "
        "ثم قتل 5 أفراد من عائلة واحدة في غارة على ريف حلب الغربي."
    )
    assert tolls(describe_first(report("عنب بلدي", DAY, text))) == ["1"]


def test_attacks_counted_over_a_year_are_no_incident() -> None:
    text = (
        "وبذلك يرتفع إلى 9 تعداد استهدافات الطائرات المسيرة منذ مطلع العام، وتوزعت على النحو الآتي:\n"
        "– 7 استهدافات على الحسكة أسفرت عن سقوط 4 قتلى\n– 2 استهداف على الرقة"
    )
    told = report("عنب بلدي", DAY, text)
    assert not [c for c in make_cards("d1", told) if c.killed == (4, 4)]


def test_dead_whom_the_lead_counts_and_the_speaker_only_names_are_as_many() -> None:
    text = (
        "قتل 8 أشخاص من عائلة واحدة فجر أمس في غارة جوية على منزل في بلدة البارة جنوبي إدلب.\n"
        "وقالت مصادر محلية لعنب بلدي إن أطفال العائلة قتلوا مع والديهم في الغارة على بلدة البارة."
    )
    record = describe_all(report("عنب بلدي", DAY, text))
    assert tolls(record) == ["8"]


def test_violence_only_touched_on_below_the_lead_is_no_incident() -> None:
    lead = "قتل مدنيان أمس في قصف مدفعي على بلدة البارة جنوبي إدلب، بحسب الدفاع المدني السوري. " * 6
    text = f"{lead}\nوقال مراسل عنب بلدي إن تصعيد القصف على ريف إدلب يهدد العملية التعليمية."
    places = {card.name for card in make_cards("d1", report("عنب بلدي", DAY, text))}
    assert "al-barah" in places
    assert "idlib" not in places


def test_a_truce_that_has_held_for_years_is_no_incident() -> None:
    text = "قتل مدنيان أمس في قصف على بلدة البارة.\nويسري منذ السادس من آذار 2020 وقف لإطلاق النار في المنطقة."
    assert {c.type for c in make_cards("d1", report("عنب بلدي", DAY, text))} == {"ASSAULT"}


def test_ground_that_is_held_is_no_incident() -> None:
    lead = "قتل مدنيان أمس في قصف مدفعي على بلدة البارة جنوبي إدلب، بحسب الدفاع المدني السوري. " * 8
    text = f"{lead}\nويواصل التنظيم احتلاله لمدينة تل رفعت."
    assert "tell rifaat" not in {card.name for card in make_cards("d1", report("عنب بلدي", DAY, text))}


def test_the_hurt_brought_to_a_hospital_are_no_incident_of_help() -> None:
    text = "أصيب أربعة أطفال أمس بانفجار قذيفة في بلدة البارة جنوبي إدلب.\nوتم إسعاف الأطفال إلى مشفى مدينة إدلب."
    assert {c.type for c in make_cards("d1", report("عنب بلدي", DAY, text))} == {"ASSAULT"}
