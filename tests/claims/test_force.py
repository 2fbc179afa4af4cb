"""What kind of act a claim is, how sure, negated or not, and how it is quoted."""

import pytest

from khabar import Document, read


def only(text):
    (claim,) = read(Document(text=text, published="2023-03-15")).claims
    return claim


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("نفى المتحدث باسم الجيش قصف المستشفى.", "deny"),
        ("قال الوزير إن أنباء الاستقالة لا أساس لها.", "deny"),
        ("أعلنت وزارة الدفاع التركية سحب قواتها من القاعدة.", "announce"),
        ("أعلن الجيش مقتل جنديين في الكمين.", "assert"),
        ("أعلن تنظيم داعش مسؤوليته عن التفجير.", "claim_responsibility"),
        ("أعرب الوزير عن إدانته للهجوم.", "condemn"),
        ("أعرب الأمين العام للأمم المتحدة عن قلقه من التصعيد.", "assert"),
        ("أعلن المتحدث باسم الجيش التركي مقتل أربعة من مسلحي تنظيم داعش في كمين.", "announce"),
        ("أعلن وزير النقل أن العمل في الميناء سيستأنف غداً.", "announce"),
        ("أعلن المرصد السوري لحقوق الإنسان أنه سقطت قذائف على القرية.", "assert"),
        ("استهدف الجيش زورقاً قرب الميناء، وفق ما أعلن المتحدث باسم الجيش التركي.", "announce"),
        ("قال الرئيس إنه لن يتهاون مع القتلة.", "threaten"),
        ("قال الوزير إن الضربات سوف تستمر ما دام القصف قائماً.", "threaten"),
        ("قال المحافظ إن الميليشيا تقف وراء التفجير.", "accuse"),
        ("قال المبعوث: «يجب فتح المعابر وعودة الناس إلى القرى».", "demand"),
        ("شدد المبعوث على أهمية فتح المعابر.", "demand"),
        ("قال المبعوث إن الجسر قديم وكان لا بد من إغلاقه.", "assert"),
        ("قالت الوزيرة إن الوفد باق على أمل فتح المعابر.", "assert"),
        ("نقلت رويترز عن السفير قوله: «أعتقد أن هناك جهوداً لفتح المعابر».", "assert"),
        ("جددت الأمم المتحدة دعوتها إلى وقف إطلاق النار.", "demand"),
        ("شدد الوزير على ضرورة فتح المعابر.", "demand"),
        ("قال قائد الفصيل إن القتلة سيدفعون الثمن.", "threaten"),
        ("اتهمت وزارة الخارجية الإيرانية إسرائيل بقصف القنصلية.", "accuse"),
        ("رجح مسؤولون أن يكون الانفجار متعمداً.", "suspect"),
        ("أقر الوزير بأن الإمدادات تأخرت.", "confirm"),
        ("رحب الرئيس باتفاق وقف إطلاق النار.", "welcome"),
        ("تعهدت وزارة الصحة بإعادة فتح المشفى.", "promise"),
    ],
)
def test_force(text, force):
    assert only(text).force == force


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("قال الوزير إن الجسر مغلق.", "certain"),
        ("رجح مسؤولون أن يكون الانفجار متعمداً.", "probable"),
        ("قال الوزير إن المفاوضات قد تعود قريباً.", "possible"),
        ("قال المحافظ إن المعلومات الأولية تشير إلى ماس كهربائي.", "probable"),
    ],
)
def test_certainty(text, certainty):
    assert only(text).certainty == certainty


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("قال الوزير إن القوات لم تنسحب من القرية.", True),
        ("قال الوزير إن القوات انسحبت من القرية.", False),
        ("قال الوزير إن القوات لا تزال في القرية.", False),
        ("أكد الوزير عدم وقوع إصابات.", True),
        ("قال الوزير إن خبر الاستقالة محض افتراء.", False),
        ("قال الوزير إن الجنود الذين لم يعودوا أسرى.", False),
    ],
)
def test_negation_follows_the_main_predicate(text, negated):
    assert only(text).negated is negated


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("قال الوزير: «الجسر مغلق منذ أمس».", "direct"),
        ("قال الوزير إن الجسر مغلق.", "indirect"),
        ("قال الوزير إن الجسر «مغلق منذ أمس» بسبب القصف.", "mixed"),
    ],
)
def test_quotation(text, quote):
    assert only(text).quote == quote


def test_the_channel_is_told():
    assert only("قال الوزير في مؤتمر صحفي إن الجسر مغلق.").channel.text == "مؤتمر صحفي"


def test_every_claim_shows_its_reasons():
    claim = only("نفى المتحدث باسم الجيش قصف المستشفى.")
    assert "speech/deny:نفى" in {e.rule for e in claim.evidence}
    assert all(e.span is not None for e in claim.evidence)
