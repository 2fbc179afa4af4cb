"""Two reports side by side: the same happening or not, who speaks in both, what is copied, where they differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.incidents.comparing import compare_reports
from khabar.incidents.shared import find_shared
from khabar.model import Document, Report
from khabar.reading import read

STRIKE = """مقتل ثلاثة مدنيين بقصف على بلدة الرامي

قُتل ثلاثة مدنيين وأصيب خمسة آخرون، يوم الجمعة، جراء قصف مدفعي لقوات النظام السوري استهدف مدينة أريحا بريف إدلب الجنوبي، بحسب الدفاع المدني السوري.

وقال مصدر طبي إن القصف «ربما» أصاب سوق المدينة.
"""
OTHER = """قصف يطال أريحا

أفاد المرصد السوري لحقوق الإنسان بمقتل سبعة أشخاص في قصف صاروخي لقوات النظام السوري على مدينة أريحا في ريف إدلب، يوم الجمعة.
"""
COPY = STRIKE.replace("قُتل", "قتل").replace("وقال مصدر طبي إن القصف «ربما» أصاب سوق المدينة.", "المصدر: وكالات")
TALKS = """لقاء في عمّان

بحث وزير الخارجية الأردني أيمن الصفدي مع نظيره العراقي فؤاد حسين في عمّان يوم الاثنين أمن الحدود بين البلدين.
"""


def report(text: str, published: str = "2022-03-05", publisher: str = "صحيفة") -> Report:
    return read(Document(text=text, published=published, publisher=publisher))


def test_two_reports_of_one_attack_are_one_incident_with_what_they_contradict() -> None:
    found = compare_reports(report(STRIKE), report(OTHER, publisher="موقع"))
    assert len(found.shared) == 1
    assert found.nearest is None
    killed = found.shared[0].record.slot("killed")
    assert {value.min for value in killed.values} == {3, 7}
    assert killed.contradictions
    assert any(reason.weight > 0 for tie in found.shared[0].ties for reason in tie.reasons)
    assert found.copy is None


def test_a_copy_is_told_with_its_passages_whatever_its_marks() -> None:
    found = compare_reports(report(STRIKE), report(COPY, "2022-03-06", "موقع"))
    assert found.copy is not None
    assert found.copy.document == "second"
    assert found.share > 0.9
    assert max(passage.words for passage in found.passages) > 15
    assert {link.name for link in found.speakers} == {"Syria Civil Defence"}
    assert found.only_first == tuple(c.id for c in report(STRIKE).claims if c.id not in {m.first for m in found.met})
    assert all(not one.turns for one in found.met)


def test_two_happenings_stay_two_and_the_nearest_events_say_why() -> None:
    found = compare_reports(report(STRIKE), report(TALKS, "2022-06-14"))
    assert found.shared == ()
    assert found.nearest is not None
    assert found.nearest.score <= 0
    assert found.nearest.reasons
    assert found.met == ()


def test_a_report_of_nothing_can_be_compared() -> None:
    found = compare_reports(report(STRIKE), report("صباح الخير."))
    assert (found.shared, found.nearest, found.passages) == ((), None, ())


def test_a_claim_that_hardens_is_told() -> None:
    soft = report("قال المتحدث باسم الشرطة إن عبوة ناسفة ربما انفجرت في مدينة الباب يوم الأربعاء.")
    hard = report("أكد المتحدث باسم الشرطة أن عبوة ناسفة انفجرت في مدينة الباب يوم الأربعاء.")
    met = compare_reports(soft, hard).met
    assert len(met) == 1
    assert "certainty" in met[0].turns


@pytest.mark.parametrize("swap", [False, True])
def test_the_order_of_the_two_changes_only_their_names(swap: bool) -> None:
    a, b = report(STRIKE), report(OTHER, publisher="موقع")
    one, other = compare_reports(a, b), compare_reports(b, a)
    assert len(one.shared) == len(other.shared)
    assert one.share == other.share
    assert {(m.first, m.second) for m in one.met} == {(m.second, m.first) for m in other.met}


WORDS = st.lists(st.sampled_from("قصف مدينة قتل ثلاثة يوم على في من الجمعة قوات".split()), max_size=40)


@given(WORDS, WORDS, WORDS)
def test_shared_passages_are_the_same_words_in_both(before: list[str], both: list[str], after: list[str]) -> None:
    first, second = " ".join([*before, *both]), " ".join([*both, *after])
    found = find_shared(first, second)
    for passage in found:
        assert first[slice(*passage.first)].split() == second[slice(*passage.second)].split()
        assert len(first[slice(*passage.first)].split()) == passage.words >= 5
    ends = [0]
    for passage in found:
        assert passage.first.start >= ends[-1]
        ends.append(passage.first.end)
    if len(both) >= 5:
        assert sum(passage.words for passage in found) >= 5


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_searched_for_what_they_share(first: str, second: str) -> None:
    for passage in find_shared(first, second):
        assert 0 <= passage.first.start < passage.first.end <= len(first)
        assert 0 <= passage.second.start < passage.second.end <= len(second)
