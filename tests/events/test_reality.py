from __future__ import annotations

import pytest

from khabar.events.features import set_scene
from khabar.events.ground import Ground
from khabar.events.reality import Judgement, judge
from khabar.events.triggers import find_triggers
from khabar.events.weights import load_weights
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document


def judgements(report: str, kind: str) -> list[Judgement]:
    text = read_text(report, load_lexicon("ar"))
    ground = Ground(text, find_mentions(text, Document(text=report, published="2021-05-05")))
    scene = set_scene(ground)
    return [judge(ground, t, scene) for t in find_triggers(ground) if t.type == kind]


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("قصفت المدفعية قرية الورود مساء أمس", "ASSAULT", "happened"),
        ("لا تزال المعارك مستمرة عند الجسر", "ASSAULT", "ongoing"),
        ("بدأت القوات عملية عسكرية ضد المسلحين", "ASSAULT", "happened"),
        ("أحبطت الشرطة هجوماً على المصرف", "ASSAULT", "foiled"),
        ("نجا القاضي من محاولة اغتيال", "ASSAULT", "foiled"),
        ("تستعد القوات لتحرير الميناء", "COERCE", "planned"),
        ("سيزور الوزير العاصمة الأسبوع المقبل", "CONSULT", "planned"),
        ("تعتزم المبعوثة زيارة الجزيرة", "CONSULT", "planned"),
        ("هددت الجماعة بقصف الميناء", "ASSAULT", "threatened"),
        ("نفى الناطق قصف المستشفى", "ASSAULT", "denied"),
        ("دعا المبعوث إلى وقف إطلاق النار", "RETREAT", "hypothetical"),
        ("عرضت الجماعة الإفراج عن أسيرين", "RETREAT", "hypothetical"),
        ("كانت طائرات الحلفاء تقصف التلال", "ASSAULT", "happened"),
        ("وقعت اشتباكات استمرت لمدة ست ساعات", "ASSAULT", "happened"),
        ("ليرد الجيش بقصف التلال", "ASSAULT", "happened"),
        ("حشدت القوات آلياتها في محاولة لاقتحام السهل", "COERCE", "planned"),
        ("تعرضت القرية لقصف مدفعي", "ASSAULT", "happened"),
        ("ندد الوزير بالحصار المفروض على القرية", "COERCE", "ongoing"),
        ("تأرجحت الهدنة المقرر سريانها ليلة الأحد", "RETREAT", "planned"),
        ("يفترض أن يتظاهر العمال الأحد في الساحة", "PROTEST", "planned"),
    ],
)
def test_status(sentence: str, kind: str, status: str) -> None:
    assert judgements(sentence, kind)[0].status == status


def test_a_cause_is_not_ruled_by_the_verb_before_it() -> None:
    found = judgements("هدد الحزب بالرد إثر الغارات التي شنها الجيش", "ASSAULT")
    assert found[0].status == "happened"


def test_a_negated_act_is_no_event() -> None:
    found = judgements("لم تقصف القوات القرية أمس", "ASSAULT")
    assert found[0].negated
    assert not found[0].is_event


NEWS = """قتل ثلاثة مدنيين وأصيب خمسة آخرون، صباح اليوم، جراء قصف مدفعي على قرية الورود.
وقال مراسلنا إن القذائف أصابت السوق والمدرسة.
ونقلت فرق الدفاع المدني الجرحى إلى المستشفى."""

COLUMN = """لماذا نخاف من الحوار؟ أعتقد أن الهجوم على الرأي الآخر لا يبني وطناً.
إن معركة الوعي أطول من كل المعارك، وليست الديمقراطية صندوقاً فقط.
هل نريد أن نبقى أسرى الماضي؟ يجب أن نسأل أنفسنا هذا السؤال كل يوم."""


def test_news_tells_of_events_and_a_column_does_not() -> None:
    assert any(j.is_event for j in judgements(NEWS, "ASSAULT"))
    assert not any(j.is_event for j in judgements(COLUMN, "ASSAULT"))


def test_the_strongest_reasons_are_named_with_their_weights() -> None:
    reasons = [e for e in judgements(NEWS, "ASSAULT")[0].evidence if e.slot == "reality"]
    assert reasons
    weights = [abs(e.weight or 0.0) for e in reasons]
    assert weights == sorted(weights, reverse=True)


def test_the_score_is_the_sum_that_the_bar_is_held_against() -> None:
    weights = load_weights("reality")
    for found in judgements(NEWS, "ASSAULT"):
        assert found.is_event == (found.score >= weights.bar and not found.negated)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("ارتقى أربعة أطفال صباح اليوم جراء قصف القوات بلدة الورود", "ASSAULT"),
        ("شنت طائرات التحالف غارات على مواقع الجماعة في صنعاء.", "ASSAULT"),
        ("سيطر الجيش على قرية الورود", "COERCE"),
    ],
)
def test_a_lead_by_itself_tells_of_an_event(sentence: str, kind: str) -> None:
    assert any(j.is_event for j in judgements(sentence, kind))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("تسيطر الجماعة على معظم أحياء المدينة منذ سنوات", "COERCE"),
        ("يكرر الجيش ضرباته في المنطقة بين الحين والآخر", "ASSAULT"),
        ("يتعذر وصول المساعدات الإنسانية إلى القرى", "AID"),
        ("تعد الغارة خرقاً لاتفاق وقف إطلاق النار", "RETREAT"),
    ],
)
def test_positions_habits_and_what_is_prevented_are_no_events(sentence: str, kind: str) -> None:
    assert not any(j.is_event for j in judgements(sentence, kind))


def test_reasons_say_what_they_stand_for() -> None:
    rules = {e.rule for j in judgements(NEWS, "ASSAULT") for e in j.evidence if e.slot == "reality"}
    assert any(rule.startswith("events.reality:") for rule in rules)
    assert not rules & {"events.reality.sentence", "events.reality.words", "events.reality.climate"}


def test_a_rumble_told_of_is_over() -> None:
    (found,) = judgements("وأعلن التلفزيون أن انفجاراً دوى في دير الزور مساء أمس", "ASSAULT")
    assert found.status == "happened"


def test_what_is_answered_has_happened_though_the_answer_is_threatened(read_as_told):
    (event,) = read_as_told("توعدت الحكومة بالرد على الهجوم الذي استهدف أمس قاعدة للجيش قرب بلدة بنش.")
    assert event.status == "happened"


def test_words_of_a_quoted_name_say_nothing(read_as_told):
    (event,) = read_as_told("قال «لواء أنصار الحق» إن هجوماً استهدف قرية كفر نوران أمس.")
    assert (event.status, event.place.text) == ("happened", "قرية كفر نوران")


def test_a_plan_reaches_past_an_aside():
    (judgement,) = judgements("تسعى القوات، إضافة إلى حلفائها في الجبل، إلى السيطرة على الميناء", "COERCE")
    assert judgement.status == "planned"


@pytest.mark.parametrize(
    "report",
    [
        "أشار المرصد السوري لحقوق الإنسان إلى قصف الفصائل بلدة كفربطيخ بقذائف صاروخية أمس.",
        "نفذت قوات التحالف أمس تسع ضربات جوية على مواقع للتنظيم قرب مدينة الحسكة.",
        "أسقط الجيش أمس طائرة مسيرة قادمة من وراء الحدود قرب مدينة دارة عزة.",
        "إذ نفذ الطيران أمس غارات على مدينة دارة عزة.",
    ],
)
def test_letters_of_a_wish_give_no_doubt(read_as_told, report):
    assert [e.status for e in read_as_told(report)] == ["happened"]


def test_the_dead_vouch_for_what_killed_them(read_as_told):
    (event,) = read_as_told("قتل 14 مدنياً وأصيب العشرات جراء قصف مدفعي لقوات الدعم على سوق البلدة، أمس الثلاثاء.")
    assert (event.mode, event.killed.min) == ("heavy-weapons", 14)


def test_a_denial_reaches_what_the_denied_news_say(read_as_told):
    (event,) = read_as_told("نفى الجيش الأنباء التي تحدثت عن سقوط مدينة الورود بيد المتمردين.")
    assert event.status == "denied"


@pytest.mark.parametrize(
    "sentence",
    [
        "غادرت القوة قرية الورود دون أي اشتباك",
        "حلقت المقاتلات فوق التلال من دون أن تشن غارات",
        "مرت القافلة من الحاجز دون أن يقصف المسلحون الجسر",
    ],
)
def test_what_went_without_an_act_tells_of_none(sentence: str) -> None:
    assert all(j.negated and not j.is_event for j in judgements(sentence, "ASSAULT"))


def test_a_calendar_of_history_tells_of_nothing_new(read_as_told):
    assert read_as_told("1956 - القوات البريطانية تقصف المدينة.\n1978 - اغتيال رئيس الوزراء السابق.") == []


def test_talks_that_may_be_resumed_are_not_going_on(read_as_told):
    (event,) = read_as_told("قال الرئيس إن محادثات غير مباشرة قد تستأنف في جدة الأسبوع المقبل.")
    assert event.status == "hypothetical"


def test_what_a_participle_calls_for_has_not_happened(read_as_told):
    assert "happened" not in {
        e.status for e in read_as_told("تحدث الوزير في مؤتمر، داعياً المجلس إلى تصنيف الجماعة منظمة إرهابية.")
    }


def test_a_call_reaches_past_the_long_names_of_those_who_are_called(read_as_told):
    (event,) = read_as_told(
        "دعا وزير حقوق الإنسان سالم الراوي مفوض الأمم المتحدة السامي لحقوق الإنسان والمنظمات الإنسانية إلى زيارة مدينة عدن."
    )
    assert event.status == "planned"
