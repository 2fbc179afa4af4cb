"""Weapons and damage by the words that tell them."""

import pytest

from khabar.compile.lexicon import SourceEntry, read_entries
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.mentions.weapons import find_damages, find_weapons


def weapons(sentence):
    return [w.weapon for w in find_weapons(read_text(sentence, load_lexicon("ar")))]


def damages(sentence):
    return [d.damage for d in find_damages(read_text(sentence, load_lexicon("ar")))]


@pytest.mark.parametrize(
    ("sentence", "weapon"),
    [
        ("طال قصف صاروخي قرية السدر", "rocket"),
        ("استهدفت آلية بصاروخ موجه قرب الجسر", "missile"),
        ("سقطت قذائف الهاون على السوق", "mortar"),
        ("قصفت مدفعية الجيش قرية السدر", "artillery"),
        ("استهدفت طائرة مسيّرة سيارة قرب الجسر", "drone"),
        ("استهدفت طائرات حربية قرية السدر", "airstrike"),
        ("سقطت براميل متفجرة على قرية السدر", "barrel_bomb"),
        ("انفجرت عبوة ناسفة قرب الجسر", "ied"),
        ("انفجرت سيارة مفخخة قرب الجسر", "car_bomb"),
        ("فجر نفسه بحزام ناسف", "suicide_belt"),
        ("انفجر لغم في الوادي", "mine"),
        ("ألقى ملثم قنبلة يدوية", "grenade"),
        ("قتل راع برصاص مجهولين", "small_arms"),
        ("قصفت القرية بغاز الكلور", "chemical"),
        ("قتل راع بسكين", "knife"),
    ],
)
def test_weapons(sentence, weapon):
    assert weapon in weapons(sentence)


@pytest.mark.parametrize(
    ("sentence", "damage"),
    [
        ("سقطت صواريخ قرب القاعدة من دون أن تسفر عن وقوع إصابات أو أضرار", "none"),
        ("لم يقتل أحد لكن القصف أوقع أضرارا كبيرة", "major"),
        ("سقطت قذيفة دون أضرار مادية", "none"),
        ("أوقعت القذيفة أضراراً طفيفة", "minor"),
        ("أوقعت القذيفة أضراراً مادية", "material"),
        ("أوقعت القذيفة أضراراً مادية جسيمة", "major"),
        ("أدى القصف إلى تدمير المنزل بشكل كامل", "major"),
        ("أدى القصف إلى خروج المشفى عن الخدمة", "major"),
    ],
)
def test_damage(sentence, damage):
    assert damages(sentence) == [damage]


def test_arms_control_is_no_damage():
    assert damages("تحظر المعاهدة أسلحة الدمار الشامل") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "اتفق الطرفان على وقف إطلاق النار",
        "أغلقت الأحوال الجوية المرفأ",
        "أعلنت شركة طيران وقف رحلاتها",
        "خرجت مسيرة حاشدة في المدينة",
        "الأزمة قنبلة موقوتة",
    ],
)
def test_wordings_that_are_no_weapon(sentence):
    assert weapons(sentence) == []


def test_entries_keep_their_promises():
    for entry in read_entries(DATA / "languages" / "ar"):
        if isinstance(entry, SourceEntry) and entry.domain in ("weapons", "damage"):
            for example in entry.fields.get("examples", ()):
                assert "weapon" not in example or example["weapon"] in weapons(example["text"]), entry.id
                assert "damage" not in example or example["damage"] in damages(example["text"]), entry.id
