import pytest

from khabar.incidents.press import Press, bare
from khabar.model import Document

from .telling import describe_all, labels, report

DAY, NEXT = "2021-10-14", "2021-10-15"
AGENCY = "وكالة الساحل للأنباء"
ITEM = (
    "قال مسؤول أمني طلب عدم كشف اسمه إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين بينهم طفل. "
    "وأضاف المسؤول أن قوات الأمن أغلقت الطرق المؤدية إلى البلدة وأن سيارات الإسعاف نقلت الجرحى إلى مشفى قريب."
)


@pytest.mark.parametrize("name", ["وكالة الساحل", "لوكالة الساحل", "وكالة الساحل للأنباء"])
def test_an_agency_that_no_record_knows_is_one_under_all_its_names(name: str) -> None:
    press = Press([Document(text="", publisher=AGENCY, url="https://sahel.example/1")])
    found = press.find(name)
    assert found is not None
    assert (found.name, found.kind) == (AGENCY, "agency")


def test_one_word_in_common_makes_no_agency() -> None:
    press = Press([Document(text="", publisher=AGENCY, url="https://sahel.example/1")])
    assert press.find("وكالة الجبل") is None
    assert press.call("لوكالة الجبل", "agency").name == "وكالة الجبل"


def test_only_the_noun_of_a_medium_loses_its_proclitic() -> None:
    assert bare("لقناة النهر") == "قناة النهر"
    assert bare("لبنان 24") == "لبنان 24"


def test_a_copy_that_credits_an_agency_without_a_record_is_the_agencys() -> None:
    record = describe_all(
        report("موقع الجبل", DAY, f"{ITEM}\nالمصدر: {AGENCY}", url="https://jabal.example/1"),
        report(AGENCY, DAY, ITEM, url="https://sahel.example/1"),
    )
    assert record.backing.counts == (2, 2, 1)
    assert [(c.document, c.of, c.reason) for c in record.copies] == [("d1", "d2", "credited_copy")]
    assert labels(record) == [f"security official to {AGENCY}"]


def test_of_two_like_texts_of_one_day_the_agencys_is_the_first() -> None:
    record = describe_all(
        report("موقع الجبل", DAY, ITEM, url="https://jabal.example/1"),
        report(AGENCY, DAY, ITEM + " ولم تعلن أي جهة مسؤوليتها عن القصف حتى الآن.", url="https://sahel.example/1"),
    )
    assert [(c.document, c.of) for c in record.copies] == [("d1", "d2")]


def test_whoever_relays_an_agency_by_its_short_name_adds_no_origin() -> None:
    told = "ونقلت وكالة الساحل عن مسؤول أمني قوله إن قذيفة سقطت على بلدة البارة جنوبي إدلب أمس وقتلت ثلاثة مدنيين."
    record = describe_all(
        report(AGENCY, DAY, ITEM, url="https://sahel.example/1"),
        report("صحيفة النهر", NEXT, told, url="https://nahr.example/1"),
    )
    assert record.backing.counts == (2, 2, 1)


def test_the_day_on_which_somebody_speaks_is_not_the_day_of_the_incident() -> None:
    record = describe_all(
        report(
            "صحيفة النهر",
            NEXT,
            "أعلن المتحدث باسم الشرطة العقيد سامر الحلو، الجمعة، مقتل ثلاثة مدنيين في قصف استهدف الخميس بلدة البارة جنوبي إدلب.",
        )
    )
    assert [v.text for v in record.slot("time").values] == [DAY]


def test_a_headline_that_denies_losses_as_its_body_does_is_no_drift() -> None:
    record = describe_all(
        report(
            "صحيفة النهر",
            DAY,
            "مسؤول أمني: سقوط صواريخ على بلدة البارة ولا إصابات\n\n"
            "قال مسؤول أمني إن صواريخ سقطت الخميس على بلدة البارة جنوبي إدلب، من دون أن تسفر عن وقوع إصابات.",
        )
    )
    assert record.drifts == ()
