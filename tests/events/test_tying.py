"""Claims are tied to the events that they only point to."""

import pytest

from khabar import Document, read

STRIKE = "انفجرت سيارة مفخخة في سوق مدينة الباب الخميس وقتلت خمسة مدنيين. "


def ties(text):
    return [c.events for c in read(Document(text=text, published="2021-10-15")).claims]


@pytest.mark.parametrize(
    "said",
    [
        "وقال مصدر أمني إن التحقيقات جارية، مرجحاً وقوف خلايا تنظيم الدولة وراء الهجوم.",
        "واتهم المجلس المحلي قوات سوريا الديمقراطية باستهداف السوق.",
        "ونفت وزارة الدفاع التركية مسؤوليتها عن الهجوم.",
        "ونفت قوات سوريا الديمقراطية أي صلة لها بالتفجير.",
        "ويشتبه السكان في أن قوات سوريا الديمقراطية تقف خلف التفجير.",
        "وحمّل الجيش الوطني قوات سوريا الديمقراطية مسؤولية الحادث.",
        "ودانت فرنسا هذا الاعتداء.",
    ],
)
def test_a_noun_with_the_article_points_to_what_was_told(said):
    assert ties(STRIKE + said)[-1] == ("e1",)


@pytest.mark.parametrize(
    "said",
    [
        "واتهمت المعارضة قوات النظام بقصف مدينة درعا.",
        "واتهمت المعارضة روسيا بالوقوف وراء الهجوم الذي وقع في آذار 2019.",
        "وقالت الوزارة إن الاستعدادات جارية لمواجهة خطر الهجمات.",
        "ودانت فرنسا اعتقال الصحفي.",
    ],
)
def test_another_place_time_or_kind_is_not_tied(said):
    assert "e1" not in ties(STRIKE + said)[-1]
