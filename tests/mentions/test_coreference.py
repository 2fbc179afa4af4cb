"""Short forms carry the values of the fuller forms of the same report."""

from __future__ import annotations

from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.mentions.model import ActorMention
from khabar.model import Document


def actors(raw: str) -> dict[str, list[ActorMention]]:
    """Return the mentions of a text by their words, in order."""
    text = read_text(raw, load_lexicon("ar"))
    out: dict[str, list[ActorMention]] = {}
    for mention in find_mentions(text, Document(text=raw, published="2019-05-06")).actors:
        out.setdefault(text.slice(mention.first, mention.last), []).append(mention)
    return out


def test_a_surname_stands_for_the_person_named_before() -> None:
    found = actors("قال رئيس البلدية سالم الراوي إن الجسر انهار. وأضاف الراوي أن الطريق مغلق.")
    assert found["الراوي"][0].id == found["رئيس البلدية سالم الراوي"][0].id


def test_a_surname_in_the_headline_stands_for_the_person_named_below() -> None:
    found = actors("الراوي: الجسر انهار\nقال رئيس البلدية سالم الراوي إن الجسر انهار قرب المدرسة القديمة في القرية.")
    assert found["الراوي"][0].person


def test_a_surname_after_another_first_name_is_somebody_else() -> None:
    found = actors("قال رئيس البلدية سالم الراوي إن الجسر انهار. وحضر تمارا الراوي.")
    assert "الراوي" not in found


def test_a_title_alone_points_to_its_bearer() -> None:
    found = actors("قال المبعوث الكيني بيتر أوموندي إن اللقاء مؤجل. وأكد المبعوث أن الموعد سيعلن.")
    assert found["المبعوث"][0].id == found["المبعوث الكيني بيتر أوموندي"][0].id


def test_the_source_points_to_the_unnamed_speaker() -> None:
    found = actors("قال مصدر عسكري كيني إن الجسر انهار. وأضاف المصدر أن الطريق مغلق.")
    assert found["المصدر"][0].anonymous
    assert found["المصدر"][0].kind == "military"
    assert found["المصدر"][0].country == "KE"


def test_a_definite_noun_points_to_the_group_told_with_it() -> None:
    found = actors("هاجم تنظيم داعش قرية الوادي. وقال سكان إن التنظيم خطف ثلاثة صيادين.")
    assert found["التنظيم"][0].name == "Islamic State"


def test_the_observatory_is_the_one_named_in_full() -> None:
    found = actors("قال المرصد السوري لحقوق الإنسان إن الجسر انهار. وأضاف المرصد أن الطريق مغلق.")
    assert found["المرصد"][0].name == "Syrian Observatory for Human Rights"


def test_the_agency_points_to_the_agency_named_before() -> None:
    found = actors("ذكرت وكالة رويترز أن الجسر انهار. ونقلت الوكالة عن سكان أن الطريق مغلق.")
    assert found["الوكالة"][0].name == "Reuters"


def test_his_country_is_that_of_the_speaker() -> None:
    found = actors("قال وزير الخارجية السعودي عادل الجبير إن بلاده ترفض الاتفاق.")
    assert (found["بلاده"][0].name, found["بلاده"][0].kind) == ("Saudi Arabia", "government")
