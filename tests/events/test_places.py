"""Where a happening was: what lies between two towns, what a visit goes to, behind «حيث», and amid what something was."""

import pytest


@pytest.mark.parametrize(
    ("report", "kind", "places"),
    [
        ("أقامت القوات حاجزاً وقصفت مواقع بين بلدتي سراقب وسرمين.", "ASSAULT", ["Saraqib – Sarmin"]),
        ("ناقش الوزير خلال زيارة لموسكو أمس ملف المياه.", "CONSULT", ["Moscow"]),
        ("أعلنت المنسقة اعتزامها زيارة طهران.", "CONSULT", ["Tehran"]),
        ("بدأ المبعوث زيارة للكويت وقطر.", "CONSULT", ["Kuwait", "Qatar"]),
        ("أوفدت الحكومة نائب الوزير إلى أربيل حيث اعتقل حراس ثلاثة رجال.", "COERCE", ["Erbil"]),
        ("قتل رجلان في اشتباك إثر مداهمة الشرطة منزلاً في مدينة الباب.", "ASSAULT", ["Al-Bab"]),
        ("اعتقلت الشرطة رجلاً أثناء مداهمتها منازل في بلدة الهول.", "COERCE", ["Al-Hawl"]),
        ("استهدفت المدفعية مشفى في جبل الزاوية والكائن في قرية مرعيان.", "ASSAULT", ["Marayan"]),
        ("حمص: شن مسلحون هجوماً استهدف سيارة قرب مدينة السخنة.", "ASSAULT", ["Sukhnah"]),
        ("وفي بلدة حوارة بالضفة الغربية، رشق مستوطنون بالحجارة سيارات بحسب رئيس مجلس أبو غوش.", "ASSAULT", ["Huwara"]),
        ("استهدفت مسيرة مطار أربيل الدولي.", "ASSAULT", ["Erbil International Airport"]),
        ("قصف الطيران الروسي كييف.", "ASSAULT", ["Kyiv"]),
        ("زار وزير الخارجية الألماني فرانك فالتر شتاينماير طهران أمس.", "CONSULT", ["Tehran"]),
        ("اختطف مسلحون مهندساً فرنسياً في ولاية أغاديز.", "ASSAULT", ["Agadez"]),
        ("توغلت القوات داخل الأراضي اللبنانية.", "COERCE", ["Lebanon"]),
    ],
)
def test_where_a_happening_was(read, report, kind, places):
    assert list(dict.fromkeys(e.place and e.place.name for e in read(report) if e.type == kind)) == places


def test_the_spot_between_two_towns_is_their_middle(read):
    (event,) = [e for e in read("قصفت القوات مواقع بين مدينتي حلب وحماة.") if e.type == "ASSAULT"]
    assert 35.1 < event.place.lat < 36.2
    assert (event.place.precision, event.place.id) == ("region", None)


def test_whom_somebody_stands_with_is_no_place(read):
    assert [e.place for e in read("قصفت طائرات حربية الجماعة المتحالفة مع إيران.")] == [None]


def test_a_list_before_the_act_tells_one_attack_for_each_place(read):
    told = read("تعرضت بلدات بنش وسراقب ومحيط مدينة جسر الشغور لقصف مدفعي أمس.")
    assert [e.place.text for e in told] == ["بلدات بنش", "سراقب", "محيط مدينة جسر الشغور"]


def test_whom_a_group_is_loyal_to_is_no_place(read):
    (event,) = read("رجح المرصد وقوف مجموعات موالية لإيران وراء الهجوم أمس.")
    assert event.place is None


def test_helpers_come_to_where_the_attack_was(read):
    told = read("قصفت المدفعية أطراف بلدة سرمين. وأسعفت فرق الدفاع المدني المصابين إلى المشفى.")
    assert {e.place.name for e in told} == {"Sarmin"}


def test_a_country_told_with_a_preposition_is_where_an_attack_was(read):
    (event,) = [e for e in read("في الصومال، حيث تنشط جماعات عدة، قتل مسلحون خمسة جنود.") if e.type == "ASSAULT"]
    assert event.place.country == "SO"


def test_helpers_come_to_the_last_attack_told_of_though_another_was_told_between(read):
    report = "قصف مدفعي على بلدة سرمين. قتل رجلان اليوم بقصف استهدف بلدة سرمين. وطال القصف سوق البلدة، وعملت فرق الدفاع المدني على إسعاف الجرحى."
    assert {e.place and e.place.name for e in read(report)} == {"Sarmin"}


def test_whom_somebody_received_comes_from_elsewhere(read):
    (event,) = [e for e in read("استقبل الوزير الخميس وفداً من التجار القادمين من عفرين.") if e.type == "CONSULT"]
    assert event.place is None


def test_what_is_said_besides_tells_of_other_places(read):
    (event,) = [e for e in read("أكد القائد أسر عشرين مسلحاً، وأن قصر المعاشيق ما زال محاصراً.") if e.mode == "arrest"]
    assert event.place is None


def test_who_visits_a_town_meets_there(read):
    report = "يزور الوزير طهران الأحد، ويجتمع مع نظيره ويبحث معه ملف المياه."
    assert {e.place.name for e in read(report) if e.type == "CONSULT"} == {"Tehran"}


def test_a_deal_was_made_at_the_place_right_before_it(read):
    report = "وقعت الدولتان في شباط في أنقرة اتفاقاً لتدريب شرطيين في تركيا."
    assert {e.place and e.place.name for e in read(report) if e.type == "AGREE"} == {"Ankara"}
