from __future__ import annotations

import pytest

from khabar.events.ground import Ground
from khabar.events.triggers import Trigger, find_triggers
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document


def triggers(sentence: str) -> list[Trigger]:
    text = read_text(sentence, load_lexicon("ar"))
    return find_triggers(Ground(text, find_mentions(text, Document(text=sentence, published="2021-05-05"))))


def only(sentence: str, kind: str) -> Trigger:
    found = [t for t in triggers(sentence) if t.type == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "type_", "mode"),
    [
        ("قصفت المدفعية قرية الورود مساء أمس", "ASSAULT", "heavy-weapons"),
        ("شنت الطائرات الحربية ثلاث غارات على أطراف القرية", "ASSAULT", "aerial"),
        ("استهدفت طائرة مسيرة سيارة على طريق الجبل", "ASSAULT", "drone"),
        ("أطلق مجهولون النار على سائق حافلة", "ASSAULT", "firearms"),
        ("اندلعت اشتباكات عنيفة بين الطرفين عند الجسر", "ASSAULT", "clash"),
        ("اغتال مجهولون مختار القرية أمام بيته", "ASSAULT", "targeted"),
        ("خطف مسلحون طبيباً من عيادته", "ASSAULT", "abduct"),
        ("سيطرت القوات على تلة النسور بعد ساعات", "COERCE", "seize"),
        ("اعتقلت الشرطة ثلاثة شبان في السوق", "COERCE", "arrest"),
        ("وصلت تعزيزات عسكرية إلى القاعدة", "MOBILIZE", "troops"),
        ("تظاهر مئات العمال أمام الوزارة", "PROTEST", "demo"),
        ("انسحبت الوحدات من محيط المطار", "RETREAT", "withdraw"),
        ("أقال الرئيس قائد الشرطة", "SANCTION", "expel"),
        ("وزعت المنظمة مساعدات على العائلات النازحة", "AID", "humanitarian"),
        ("زار وزير الخارجية العاصمة يوم الأحد", "CONSULT", "visit"),
        ("وقع الوزيران اتفاقية لترسيم الحدود", "AGREE", None),
    ],
)
def test_types_and_modes(sentence: str, type_: str, mode: str | None) -> None:
    assert only(sentence, type_).mode == mode


@pytest.mark.parametrize(
    ("sentence", "mode", "weapon"),
    [
        ("استهدف المسلحون النقطة بقذائف الهاون", "heavy-weapons", "mortar"),
        ("استهدف المسلحون النقطة بعبوة ناسفة", "explosives", "ied"),
        ("استهدف المسلحون النقطة بطائرة مسيرة", "drone", "drone"),
    ],
)
def test_means_decide_the_mode(sentence: str, mode: str, weapon: str) -> None:
    found = only(sentence, "ASSAULT")
    assert (found.mode, found.weapon) == (mode, weapon)


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلنت هيئة تحرير الشام موقفها في بيان",
        "قالت وزارة الزراعة إن الموسم جيد",
        "يعد الوزير من أبرز وجوه الحكومة",
        "كتب رئيس تحرير الصحيفة مقالاً عن الأدب",
        "فجر اليوم وصل الوفد إلى القرية",
    ],
)
def test_look_alikes_are_no_triggers(sentence: str) -> None:
    assert [t for t in triggers(sentence) if t.type in ("ASSAULT", "COERCE", "RETREAT")] == []


def test_a_truce_is_no_shooting() -> None:
    assert [t.type for t in triggers("أعلن الطرفان وقف إطلاق النار في الوادي")] == ["RETREAT"]


def test_light_verb_and_noun() -> None:
    sentence = "نفذت القوات صباح اليوم هجوماً على الثكنة"
    found = only(sentence, "ASSAULT")
    text = read_text(sentence, load_lexicon("ar"))
    assert found.light is not None
    assert text.words[found.light].form == "نفذت"
    assert not found.definite


def test_definite_and_anaphoric_nouns() -> None:
    assert only("وأدى القصف إلى دمار واسع", "ASSAULT").definite
    assert only("وقالت القيادة إن هذا الهجوم لن يمر", "ASSAULT").anaphoric


def test_victims_without_an_act_are_casualties() -> None:
    assert only("قتل ثلاثة مدنيين في قرية الورود", "ASSAULT").kind == "casualty"


def test_spans_are_those_of_the_text() -> None:
    sentence = "في القرية: قُصِفَت المدرسةُ أمس"
    found = only(sentence, "ASSAULT")
    assert sentence[found.span.start : found.span.end] == "قُصِفَت"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("وصلت التعزيزات إلى لحج وعدن صباح أمس", "RETREAT"),
        ("قال والدهما إن الشابين غادرا المنزل", "COERCE"),
        ("قالت الوزارة في بيان صادر عنها إن الطريق مفتوح", "COERCE"),
        ("عاد الهدوء إلى القرية مساء أمس", "RETREAT"),
        ("سيطر القلق على الأسواق", "COERCE"),
        ("يستهدف المشروع تدريب مئة شاب", "ASSAULT"),
        ("تبنت مجموعة «فجر» البيان", "ASSAULT"),
        ("دخلت القافلة البلدة الخاضعة لسيطرة الجماعة", "COERCE"),
        ("حضر حاكم الولاية السابق", "SANCTION"),
    ],
)
def test_names_everyday_words_and_things_that_do_not_act(sentence: str, kind: str) -> None:
    assert [t for t in triggers(sentence) if t.type == kind] == []


def test_a_companion_may_stand_before_its_verb() -> None:
    assert only("قالت المنظمة إن نحو ألف شخص فروا من القرية", "COERCE").mode == "displace"


def test_what_an_act_was_for_is_no_act_beside_it() -> None:
    assert len([t for t in triggers("زار الوزير العاصمة لبحث الأزمة") if t.type == "CONSULT"]) == 1


def test_what_is_told_besides_is_no_aim() -> None:
    sentence = "استهدفت المدفعية قرية الورود، إضافة لقصف طريق الجبل"
    assert [t.type for t in triggers(sentence)] == ["ASSAULT", "ASSAULT"]


def test_at_whom_an_arrest_was_aimed_is_no_attack() -> None:
    assert [t.type for t in triggers("نفذت الشرطة حملة مداهمات استهدفت منازل في البلدة")] == ["COERCE"]


def test_forces_that_are_struck_and_aid_that_is_kept_out_are_not_sent() -> None:
    assert [t.type for t in triggers("شنت المقاتلات غارات على تعزيزات عسكرية قرب الجسر")] == ["ASSAULT"]
    assert [t.type for t in triggers("منعت القوات إدخال المساعدات إلى البلدة")] == ["COERCE"]


def test_an_operation_that_carries_another_act_is_that_act() -> None:
    assert [t.type for t in triggers("شنت القوات عملية تفتيش في أطراف القضاء")] == ["COERCE"]


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("جرى تسليم خمسة أسرى إلى الصليب الأحمر أمس", "release"),
        ("حكمت محكمة في العاصمة أمس بالإعدام على ثلاثة متهمين", "convict"),
        ("تم تفكيك عبوة ناسفة قرب المدرسة", "explosives"),
    ],
)
def test_captives_handed_over_sentences_and_defused_bombs(sentence: str, mode: str) -> None:
    assert [t.mode for t in triggers(sentence)] == [mode]


def test_what_a_scene_is_called_and_who_comes_to_hospital_are_nothing_beside_the_attack() -> None:
    report = "قتل ثلاثة في قصف على السوق، وقالت المنظمة إن المستشفى استقبل عشرات الجرحى ووصفت المشهد بأنه مجزرة"
    assert {t.type for t in triggers(report)} == {"ASSAULT"}
    assert "مجزرة" not in [t.entry.lemma for t in triggers(report)]


def test_the_shelling_of_an_occupier_is_a_shelling_and_the_occupier_no_seizure() -> None:
    assert [t.type for t in triggers("استهدف قصف الاحتلال مدرسة في خان يونس")] == ["ASSAULT", "ASSAULT"]


def test_where_forces_are_stationed_nothing_is_sent() -> None:
    assert [t.type for t in triggers("قصفت الطائرات المنطقة حيث تنتشر قوات المتمردين")] == ["ASSAULT"]


@pytest.mark.parametrize(
    "sentence",
    [
        "عادت الطائرات لتقصف القرية",
        "قصفت الطائرات سيارة أثناء عودة ركابها من الحقل",
        "قصفت الطائرات سكان القرية وهم سكان عزل",
    ],
)
def test_what_is_done_again_the_way_home_and_the_unarmed_are_nothing_beside_a_shelling(sentence: str) -> None:
    assert {t.type for t in triggers(sentence)} == {"ASSAULT"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("تمكنت القوات من السيطرة على المعبر", "COERCE"),
        ("شنت الطائرات غارات على تجمع للمسلحين", "ASSAULT"),
        ("شنت حسابات مجهولة حملة تضليل عن اللقاح", "COERCE"),
        ("نقلت المروحيات جنوداً إلى الجزيرة", "MOBILIZE"),
        ("فتحت السلطات معبراً إنسانياً قرب المدينة", "RETREAT"),
        ("أوقف الناشط ثم أطلق سراحه بعد يومين", "RETREAT"),
    ],
)
def test_words_beside_an_act_do_not_hide_it(sentence: str, kind: str) -> None:
    assert kind in {t.type for t in triggers(sentence)}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("دخلت قوات كبيرة المنطقة فجر أمس", "COERCE"),
        ("قال سكان إن مسلحي الحزب انتشروا في العاصمة أمس", "MOBILIZE"),
        ("عاد السكان إلى مدينة حلب التي استعادتها القوات أمس", "COERCE"),
    ],
)
def test_forces_that_move_stand_on_either_side_and_a_pronoun_points_to_ground(sentence: str, type_: str) -> None:
    assert only(sentence, type_)


@pytest.mark.parametrize("sentence", ["انتشرت صور الحريق في العاصمة أمس", "دخل الطلاب قاعة الامتحان صباح أمس"])
def test_who_is_no_force_neither_spreads_nor_enters(sentence: str) -> None:
    assert not [t for t in triggers(sentence) if t.type in ("COERCE", "MOBILIZE")]
