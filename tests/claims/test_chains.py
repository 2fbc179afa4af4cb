"""Through whom a claim came to the reader, nearest first, and who stands behind it."""

import pytest

from khabar import Document, read


def chains(text, **about):
    report = read(Document(text=text, published="2023-03-15", **about))
    return [[link.name or link.text for link in c.chain] for c in report.claims]


def test_an_agency_carries_a_source():
    assert chains("نقلت وكالة رويترز عن مصدر أمني قوله إن المعبر فتح.")[0][0] == "Reuters"


def test_told_to_an_agency():
    (chain,) = chains("قال المحافظ لوكالة رويترز إن المعبر فتح.")
    assert chain[0] == "Reuters"
    assert len(chain) == 2


def test_the_publisher_is_no_link():
    (chain,) = chains("قال المحافظ لـ«الشرق الأوسط» إن المعبر فتح.", publisher="aawsat")
    assert len(chain) == 1


def test_another_paper_is_a_link():
    (chain,) = chains("قال المحافظ لـ«الشرق الأوسط» إن المعبر فتح.", publisher="almadina")
    assert len(chain) == 2


def test_a_relay_reaches_over_continuations():
    found = chains("نقلت وكالة رويترز عن مصدر أمني قوله إن المعبر فتح. وأضاف أن الحافلات عادت.")
    assert [chain[0] for chain in found] == ["Reuters", "Reuters"]


def test_the_same_unnamed_source_keeps_its_relay():
    found = chains("نقلت وكالة رويترز عن مصدر أمني قوله إن المعبر فتح. وأوضح المصدر أن الحافلات عادت.")
    assert [chain[0] for chain in found] == ["Reuters", "Reuters"]


def test_a_closing_source_is_a_relay():
    (chain,) = chains("أكد المحافظ أن المعبر فتح، بحسب وكالة رويترز.")
    assert chain[0] == "Reuters"
    assert len(chain) == 2


def test_speech_that_is_all_of_a_speech_is_one_claim_of_two_speakers():
    (chain,) = chains("قالت مصادر محلية إن وسطاء من القرية أكدوا أن المعبر فتح.")
    assert len(chain) == 2


def test_sources_quoted_behind_a_speaker_come_last():
    (chain,) = chains("ذكرت المنظمة الدولية للهجرة نقلاً عن شهود عيان أن القارب غرق.")
    assert chain[-1] == "شهود عيان"


def test_who_told_last_brings_what_another_says():
    text = (
        "اتهمت منظمة العفو الدولية السجن بالتعذيب. ونقل التقرير عن طبيب السجن قوله إن الجرحى كثر. "
        "ونقلت عن مصادر طبية قولها إن الدواء نفد."
    )
    assert [chain[0] for chain in chains(text)] == ["Amnesty International"] * 3


def test_a_saying_that_is_told_by_nobody_has_no_carrier():
    text = "قال المرصد السوري لحقوق الإنسان إن الهدوء عاد. ونُقل عن الوزير قوله إن الهدنة باقية."
    assert [len(chain) for chain in chains(text)] == [1, 1]


GUEST = "وزير النقل سالم الخطيب"


@pytest.mark.parametrize(
    "told",
    [
        f"أعلن {GUEST} أن الميناء آمن وذلك في حديث على قناة العربية. وقال الخطيب إن السفن عادت. وأضاف أن الجسر سليم.",
        f"أعلن {GUEST} أن الميناء آمن. وقال الخطيب في مقابلة مع قناة العربية إن السفن عادت. وأضاف أن الجسر سليم.",
        f"قال {GUEST} في حوار مع قناة العربية إن الميناء آمن.\nوأكد الخطيب أن السفن عادت.\nورأى الخطيب أن الجسر سليم.",
    ],
)
def test_an_interview_is_the_way_of_all_that_its_guest_says(told):
    assert [chain[0] for chain in chains(told)] == ["Al Arabiya"] * 3


def test_an_interview_is_not_the_way_of_a_statement_or_of_another():
    text = (
        f"قال {GUEST} في مقابلة مع قناة العربية إن الميناء آمن. وقالت الشرطة إن الجسر مغلق. "
        "وقال الخطيب في بيان إن السفن عادت."
    )
    assert [len(chain) for chain in chains(text)] == [2, 1, 1]


def test_what_a_quotation_says_was_published_is_not_its_own_way():
    text = "كتب القيادي سالم الخطيب يقول: «لا حساب لي، والبيان الذي نشرته وسائل الإعلام مزور ولم أكتبه»."
    assert [len(chain) for chain in chains(text)] == [1]


def test_speech_inside_speech_has_both_speakers():
    text = "قال المحافظ إن القرية هادئة، مضيفاً أن الطريق الذي أعلن الجيش فتحه آمن."
    assert chains(text)[-1] == ["المحافظ", "الجيش"]


@pytest.mark.parametrize(
    ("publisher", "url"), [("Hills News", None), ("RT", "https://arabic.rt.com/1"), ("Arab Press", None), (None, None)]
)
def test_words_that_many_outlets_have_make_no_agency_the_publisher(publisher, url):
    (chain,) = chains("قال المحافظ لوكالة سانا إن المعبر فتح.", publisher=publisher, url=url)
    assert chain[0] == "Syrian Arab News Agency"


@pytest.mark.parametrize("publisher", ["Syrian Arab News Agency", "SANA"])
def test_an_agency_does_not_carry_to_itself(publisher):
    (chain,) = chains("قال المحافظ لوكالة سانا إن المعبر فتح.", publisher=publisher)
    assert len(chain) == 1


def test_who_speaks_behind_a_quotation_that_is_not_closed_is_not_told_in_it():
    text = "وقال المحافظ: «سنعيد الكهرباء إلى القرية قريباً. وأكد مدير المركز سالم الراوي أن الجسر سليم."
    assert [chain[-1] for chain in chains(text)] == ["المحافظ", "مدير المركز سالم الراوي"]
    assert [len(chain) for chain in chains(text)] == [1, 1]


def test_what_the_report_sets_against_a_speech_is_not_told_in_it():
    found = chains("واعتبر المحافظ أن الجسر سليم رغم أن خبراء يرون أن العبور عليه خطر.")
    assert found == [["المحافظ"], ["خبراء"]]


def test_after_whose_saying_something_was_said_is_told_by_the_report():
    found = chains("وقال المحافظ إن المعبر لن يغلق، وذلك بعد إعلان وزير النقل أن الجسر سليم.")
    assert found == [["المحافظ"], ["وزير النقل"]]


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("ورداً على أسئلة وكالة رويترز، قال المحافظ إن المعبر فتح.", "Reuters"),
        ("وقال شهود لمراسل وكالة رويترز في القرية إن المعبر فتح.", "Reuters correspondent"),
    ],
)
def test_who_asked_is_a_relay(text, relay):
    (chain,) = chains(text)
    assert chain[0] == relay
    assert len(chain) == 2


def test_two_agencies_that_say_a_thing_together_are_no_relay_of_each_other():
    (chain,) = chains("ذكرت وكالتا الأنباء النهر والأناضول أن المعبر فتح.")
    assert len(chain) == 1


def test_a_captive_may_stand_behind_what_others_tell():
    (chain,) = chains("وقالت هذه المصادر، نقلاً عن أحد الأسرى، إن اشتباكات دارت قرب الجسر.")
    assert chain == ["المصادر", "prisoners"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("وقال المحافظ إن لقاءً جرى مع سكان قالوا إن الجسر خطر.", ["المحافظ", "سكان"]),
        ("ونشرت وكالة رويترز تصريحات لمسؤولين انتقدوا القرار.", ["Reuters", "لمسؤولين"]),
        ("وقال الناطق إن لجنة القرية تعلن انهيار المفاوضات.", ["الناطق", "لجنة القرية"]),
        ("وقالت الشرطة إن الموقوفين اعترفوا بالتخطيط للهجوم.", ["الشرطة", "detainees"]),
    ],
)
def test_people_of_whom_a_speech_tells_speak_in_it(text, chain):
    assert chains(text)[-1] == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("وذكرت تقارير نقلاً عن شهود أن الجسر سليم.", ["تقارير", "شهود"]),
        ("وقالت رويترز نقلاً عن صحيفة «النهر» إن الجسر سليم.", ["Reuters", "صحيفة «النهر»"]),
        ("وفي تصريح لوكالة رويترز أكد المحافظ أن الجسر سليم.", ["Reuters", "المحافظ"]),
        ("وذكرت رويترز أن المحافظ أبلغ الصحافيين أن الجسر سليم.", ["Reuters", "المحافظ"]),
    ],
)
def test_who_stands_before_whom(text, chain):
    assert chains(text) == [chain]


def test_what_goes_on_behind_a_relay_agrees_with_whom_it_brings():
    text = (
        "وقال المرصد إن القرية قصفت. ونقلت وكالة رويترز عن المحافظ أن الجسر سليم. وأضاف أن المعبر فتح."
        " وقالت الوزارة إن الطريق آمن."
    )
    assert chains(text)[2] == ["Reuters", "المحافظ"]


def test_who_told_the_clause_told_what_its_subject_asks_for():
    text = "عائلات من القرية تظاهرت الاثنين، بحسب المرصد السوري، مطالبة بحماية السكان."
    assert [len(chain) for chain in chains(text)] == [1, 2]


def test_an_outlet_brings_an_interview():
    (chain,) = chains("ونشرت وكالة رويترز مقابلة مع المحافظ قال فيها إن الجسر سليم.")
    assert chain == ["Reuters", "المحافظ"]


def test_people_inside_a_speech_go_on_there():
    found = chains("وقال المحافظ إن السكان عادوا إلى القرية وطالبوا بفتح الطريق.")
    assert found[-1] == ["المحافظ", "local residents"] or found[-1] == ["المحافظ", "السكان"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("وقالت السفيرة إن باكستان ترحب بهذا الاتفاق لكنها تطالب بضرورة تنفيذه.", ["السفيرة", "Pakistan"]),
        ("وكان أوبرمان قد قال إن الجسر مغلق.", ["أوبرمان"]),
        ("وأضاف المحافظ لوكالة رويترز: «لن يغلق الجسر هذا العام»، لكنه أكد أن الطريق خطر.", ["Reuters", "المحافظ"]),
        ("أكدت السفيرة أن المحافظ تحدث مع الوفد، وأكد له أن الطريق آمن.", ["السفيرة", "المحافظ"]),
        (
            "وقال رحمة الله يوسف زائي الخبير في الشؤون المحلية لوكالة رويترز إن الجسر مغلق.",
            ["Reuters", "رحمة الله يوسف زائي"],
        ),
        ("ورأى أبو زيد أن الخطاب الذي بثه التلفزيون السوري أمس لا يغير شيئاً.", ["أبو زيد"]),
        ("تركيا تتعهد بمواجهة الفيضان.. ومعارضون يشككون في جديتها", ["ومعارضون"]),
        ("دعا المحافظ الوزارة إلى فتح الطريق، كما دعا الوزارة إلى استيعاب الطلاب.", ["المحافظ"]),
    ],
)
def test_who_speaks_on(text, chain):
    assert chains(text)[-1] == chain
