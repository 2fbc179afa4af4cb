"""Whether a telling is of a happening told before: what readers of a report would count once, or twice."""

from __future__ import annotations

import pytest

from khabar import Document, read

OPENING = "قتل أربعة عمال وأصيب ستة آخرون، اليوم الأحد، جراء قصف مدفعي لقوات الحكومة على قرية الورود بريف إدلب."


def attacks(report: str) -> list[str]:
    found = read(Document(text=report, published="2021-05-09"))
    return [found.words(e.trigger) for e in found.events if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    "second",
    [
        "وقال مراسلنا إن قوات الحكومة استهدفت قرية الورود بقذائف المدفعية، ما أدى إلى مقتل أربعة عمال.",
        "وأضاف المراسل أن القصف أصاب مدرسة في القرية.",
        "وذكرت مصادر محلية أن قصفاً لقوات النظام على الورود أوقع أربعة قتلى.",
    ],
)
def test_what_another_source_tells_again_is_counted_once(second: str) -> None:
    assert len(attacks(f"{OPENING}\n{second}")) == 1


@pytest.mark.parametrize(
    "second",
    [
        "وفي سياق منفصل، انفجرت عبوة ناسفة في مدينة عفرين ما أدى إلى إصابة شرطيين.",
        "وكانت الطائرات قد قصفت بلدة النيرب في السابع من نيسان الماضي، وقتل حينها تسعة مدنيين.",
    ],
)
def test_another_place_and_day_is_another_happening(second: str) -> None:
    assert len(attacks(f"{OPENING}\n{second}")) == 2


def test_a_participle_goes_on_from_its_verb() -> None:
    assert len(attacks("شنت الطائرات الحربية غارات جوية صباح اليوم مستهدفةً محيط قرية الورود بريف إدلب.")) == 1


def test_the_means_of_a_verb_are_no_second_happening() -> None:
    assert len(attacks("قصفت الطائرات الحربية بعدة غارات محيط قرية الورود بريف إدلب صباح اليوم.")) == 1


def test_what_was_undergone_is_told_though_its_verb_stands_far_before() -> None:
    report = (
        "جرت اشتباكات بين الجيش والمسلحين على جبهة قرية السدر، في حين تعرض محيط قريتي الورد والنخيل بالريف الغربي "
        "لقصف مدفعي من قبل قوات الحكومة."
    )
    assert "لقصف" in attacks(report)


def test_what_an_attack_leads_to_is_no_second_attack() -> None:
    report = "أطلق مسلحون قذائف صاروخية على حقل الورد النفطي، ما أدى إلى انفجارات في محيط الحقل."
    found = read(Document(text=report, published="2021-05-09"))
    assert [e.mode for e in found.events] == ["heavy-weapons"]


def test_a_site_that_is_hit_is_no_government() -> None:
    report = "قال مصدر إن صاروخين استهدفا حقل الورد للغاز في ريف دير الزور، دون وقوع إصابات."
    (event,) = read(Document(text=report, published="2021-05-09")).events
    assert event.target is not None
    assert event.target.kind == "other"


def test_the_day_between_a_carrying_verb_and_its_act_is_that_of_the_act() -> None:
    report = "جددت مدفعية قوات الحكومة، اليوم الأحد، قصفها على مناطق سكنية في ريف إدلب، ما أدى إلى إصابة مدنيين."
    (event,) = read(Document(text=report, published="2021-05-09")).events
    assert event.time is not None
    assert event.time.start == "2021-05-09"


def test_what_is_done_by_declaring_it_has_the_day_of_the_declaring() -> None:
    event, *_ = read(
        Document(text="أعلن والي الإقليم، أمس السبت، حالة الطوارئ في الولاية.", published="2021-05-09")
    ).events
    assert event.time is not None
    assert event.time.start == "2021-05-08"


def test_a_joined_verb_goes_on_with_the_day_of_its_sentence() -> None:
    report = "استقبل وزير الخارجية المصري أمس نظيره الجزائري، واتفق الوزيران على تشكيل لجنة."
    times = [e.time and e.time.start for e in read(Document(text=report, published="2021-05-09")).events]
    assert times[:2] == ["2021-05-08", "2021-05-08"]


def test_a_strike_noun_right_behind_its_verb_is_its_subject() -> None:
    report = "واستهدف قصف روسي محيط مدينة بنش شرقي إدلب قبل أيام، ما أدى لإصابة 7 مدنيين."
    assert len(read(Document(text=report, published="2021-05-09")).events) == 1
