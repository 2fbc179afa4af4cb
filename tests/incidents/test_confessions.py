"""Who takes invented incidents upon himself."""

import pytest

from khabar.incidents.record import Grade, GradeReason

from .telling import describe_all, report

DAY = "2021-10-14"
SHELLING = report(
    "بلدي نيوز", DAY, "قال مراسل بلدي نيوز إن قصفا مدفعيا على بلدة البارة جنوبي إدلب الخميس قتل ثلاثة مدنيين."
)


def grade(text: str) -> Grade:
    found = describe_all(SHELLING, report("عنب بلدي", DAY, text)).grade
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "تبنى تنظيم الدولة الإسلامية القصف المدفعي الذي استهدف بلدة البارة جنوبي إدلب الخميس وقتل ثلاثة مدنيين.",
        "أعلن الجيش التركي قصف بلدة البارة جنوبي إدلب الخميس بالمدفعية.",
        "أعلن الجيش التركي أن مدفعيته قصفت بلدة البارة جنوبي إدلب الخميس.",
    ],
)
def test_who_tells_of_the_act_as_his_own_confirms_it_in_his_words(text: str) -> None:
    found = grade(text)
    assert found.name == "confirmed"
    assert found.quotes[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "قصف مدفعي على بلدة البارة جنوبي إدلب الخميس. وأعلن مقاتلو العشائر الخميس السيطرة على بلدة البارة.",
        "أعلنت وزارة الدفاع التركية استهداف مصادر النيران بعد قصف مدفعي على بلدة البارة جنوبي إدلب الخميس.",
        "أعلنت قوات سوريا الديمقراطية أن القصف التركي على بلدة البارة جنوبي إدلب الخميس قتل ثلاثة مدنيين.",
        "تبنى فصيل أنصار التوحيد هجوما أعقب القصف المدفعي على بلدة البارة جنوبي إدلب الخميس.",
        "أكد الدفاع المدني السوري قصف بلدة البارة جنوبي إدلب الخميس ومقتل ثلاثة مدنيين.",
        "نفى الجيش التركي قصف بلدة البارة جنوبي إدلب الخميس.",
    ],
)
def test_words_about_another_act_confess_nothing(text: str) -> None:
    assert grade(text).name != "confirmed"


def test_that_a_speaker_has_a_name_is_no_reason() -> None:
    other = "قال الدفاع المدني السوري إن ثلاثة مدنيين قتلوا الخميس بقصف مدفعي على بلدة البارة جنوبي إدلب."
    counted = GradeReason(kind="origins", count=2)
    assert grade(other) == Grade(name="fair", reasons=("2 independent origins",), told=(counted,))
