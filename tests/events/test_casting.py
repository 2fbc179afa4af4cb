"""Doers whom no rule of grammar finds: who is near, weighed against nobody being told."""

from __future__ import annotations

import pytest

from khabar import Document, read
from khabar.explain import explain_report

ACCUSED = "اتهم المجلس المحلي قوات الحكومة بالوقوف وراء التفجيرات التي هزت بلدة الورد أمس."


def doers(report: str, kind: str) -> list[str | None]:
    events = read(Document(text=report, published="2021-05-09")).events
    return [e.actor.text if e.actor else None for e in events if e.type == kind]


@pytest.mark.parametrize(
    ("report", "kind", "doer"),
    [
        (ACCUSED, "ASSAULT", "قوات الحكومة"),
        ("دعت حركة الشباب إلى مقاطعة الانتخابات المقررة الشهر المقبل في مدينة الورد.", "PROTEST", "حركة الشباب"),
        ("وقعت في بلدة الورد معارك تمكنت خلالها المقاومة الشعبية من دخول البلدة أمس.", "ASSAULT", "المقاومة الشعبية"),
    ],
)
def test_the_likeliest_of_those_near_did_it(report: str, kind: str, doer: str) -> None:
    assert doer in doers(report, kind)


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        ("أعلن الجيش الجزائري مقتل ثلاثة من جنوده أمس في تيزي وزو.", "ASSAULT"),
        ("قتل أكثر من 27 شخصاً في انفجار هز بلدة الورد بجنوب شرق تركيا قرب الحدود مع سوريا أمس.", "ASSAULT"),
        ("قال مراسلنا إن ثلاثة مزارعين قتلوا أمس جراء القصف على بلدة الورد.", "ASSAULT"),
        ("قامت قوات الاحتلال أمس بقمع مسيرة سلمية في قرية بلعين.", "PROTEST"),
        ("سقطت خمسة صواريخ قرب حقل الورد أمس. ورجح ناشطون أن يكون «لواء أنصار الحق» وراء الهجوم.", "ASSAULT"),
        ("وبحسب الوحدة التنفيذية لإدارة مخيمات النازحين، نزحت 130 أسرة من قرية الورد أمس.", "COERCE"),
    ],
)
def test_nobody_is_made_the_doer_who_only_tells_suffers_or_is_where_it_was(report: str, kind: str) -> None:
    assert doers(report, kind) == [None]


def test_whom_a_rule_finds_stays() -> None:
    assert doers("قصفت قوات النظام بلدة الورد أمس، وقال حزب الله إنه لم يشارك.", "ASSAULT")[:1] == ["قوات النظام"]


def test_a_choice_is_anchored_and_says_why() -> None:
    report = read(Document(text=ACCUSED, published="2021-05-09"))
    (event,) = [e for e in report.events if e.type == "ASSAULT"]
    assert event.actor is not None
    assert report.words(event.actor.span) == "قوات الحكومة"
    (told,) = explain_report(report, ids=(event.id,))
    reasons = [r for r in told.reasons if r.slot == "actor" and r.rule.startswith("events.likely:")]
    assert reasons
    assert all(r.weight and r.words == "قوات الحكومة" for r in reasons)
