"""The account of one incident: the differences that matter, and reasons that are some."""

import io
from collections import Counter

from rich.console import Console

from khabar.incidents.grading import suggest_grade
from khabar.incidents.happening import Happening
from khabar.incidents.model import Reason, Tie
from khabar.incidents.record import Backing, Difference, HeldValue, IncidentRecord, Origin, SlotRecord
from khabar.views.answers import print_incidents
from khabar.views.incident import print_incident
from khabar.views.summary import summarise_taking


def show(record: IncidentRecord) -> str:
    out = io.StringIO()
    print_incident(Console(file=out, width=100), record)
    return out.getvalue()


def test_what_stands_against_the_majority_is_shown_and_the_course_of_each_origin() -> None:
    values = tuple(
        HeldValue(slot="killed", text=str(n), min=n, max=n, backing=Backing(origins=(f"o{n}",) + ("o0",) * (n < 4)))
        for n in range(1, 10)
    )
    quarrels = tuple(
        Difference(kind="disagreement", first=a, second=b, origins=(f"o{a + 1}", f"o{b + 1}"))
        for a in range(9)
        for b in range(a + 1, 9)
    )
    steps = tuple(Difference(kind="update", first=n, second=n + 1, origins=("o0",)) for n in (0, 1))
    slot = SlotRecord(slot="killed", values=values, differences=(*steps, *quarrels), min=1, max=9, most=0)
    lines = [line.strip() for line in show(IncidentRecord(id="i1", slots=(slot,))).splitlines()]
    assert "killed  1 (1 to 9)" in lines
    assert "o0: 1, then 2, then 3" in lines
    assert [line.split("  ")[:2] for line in lines if "≠" in line] == [[str(n), "≠ 1"] for n in range(2, 10)]


def test_a_toll_that_others_raise_later_is_no_course_of_anybody() -> None:
    values = tuple(
        HeldValue(slot="killed", text=str(n), min=n, max=n, backing=Backing(origins=(f"o{n}",))) for n in (40, 54)
    )
    step = Difference(kind="update", first=0, second=1, origins=("o40", "o54"))
    slot = SlotRecord(slot="killed", values=values, differences=(step,), min=40, max=54, most=0)
    shown = show(IncidentRecord(id="i1", slots=(slot,)))
    assert "54  later than 40" in shown
    assert ", then " not in shown


def test_where_nothing_stands_against_the_majority_the_other_quarrels_are_told() -> None:
    values = tuple(HeldValue(slot="weapon", text=w, weapon=w) for w in ("drone", "mortar", "mine"))
    quarrel = Difference(kind="disagreement", first=1, second=2)
    slot = SlotRecord(slot="weapon", values=values, differences=(quarrel,), most=0)
    assert "mine ≠ mortar" in [line.strip() for line in show(IncidentRecord(id="i1", slots=(slot,))).splitlines()]


def test_numbers_are_told_as_people_tell_them_and_what_says_less_is_marked() -> None:
    values = (
        HeldValue(
            slot="killed", text="40", min=40, max=40, backing=Backing(reports=("d",), publishers=("p",), origins=("o",))
        ),
        HeldValue(slot="killed", text="20–99", min=20, max=99),
        HeldValue(slot="killed", text="31+", min=31),
    )
    vague = tuple(Difference(kind="less_precise", first=n, second=0) for n in (1, 2))
    slot = SlotRecord(slot="killed", values=values, differences=vague, min=20, max=None, most=0)
    lines = [line.strip() for line in show(IncidentRecord(id="i1", slots=(slot,))).splitlines()]
    assert "killed  40 (20 or more)" in lines
    assert "40  1 independent origin" in lines
    assert any(line.startswith("dozens  less precise, no contradiction") for line in lines)
    assert any(line.startswith("more than 30  less precise") for line in lines)


def test_what_a_party_denies_stands_against_what_it_denies() -> None:
    values = (
        HeldValue(slot="blamed", text="لواء النخل", name="Palm Brigade"),
        HeldValue(slot="blamed", text="not Palm Brigade", denial=True),
    )
    slot = SlotRecord(slot="blamed", values=values, differences=(Difference(kind="denied", first=0, second=1),), most=0)
    assert "not Palm Brigade  ≠ Palm Brigade" in show(IncidentRecord(id="i1", slots=(slot,)))


def test_what_nobody_is_quoted_with_is_said_to_be_nobodys_word() -> None:
    values = (HeldValue(slot="blamed", text="unknown", backing=Backing(reports=("d1",))),)
    shown = show(IncidentRecord(id="i1", slots=(SlotRecord(slot="blamed", values=values, most=0),)))
    assert "persons unknown" in shown
    assert "on nobody's word" in shown


def test_an_account_begins_with_what_happened_in_a_sentence() -> None:
    out = io.StringIO()
    print_incident(Console(file=out, width=100), IncidentRecord(id="i1"), (), Happening(type="ASSAULT", mode="drone"))
    assert out.getvalue().splitlines()[1] == "Drone strike."


def test_every_report_says_why_it_is_in_it() -> None:
    learned = (Reason("place: same name", 1.2), Reason("weapon: other", -0.6), Reason("target: other", 0.2))
    tie = Tie(a="d1/e1", b="d2/e3", score=2.5, reasons=learned)
    inside = Tie(a="d1/e1", b="d1/e2", score=1.0, reasons=(Reason("report: one telling", 1.0),))
    record = IncidentRecord(id="i1", documents=("d1", "d2", "d3"), backing=Backing(reports=("d1", "d2")))
    out = io.StringIO()
    print_incident(Console(file=out, width=100), record, (tie, inside))
    assert "d1 and d2: the same place. Against it: different weapons" in out.getvalue()
    assert "nothing in them was found to be about it" in out.getvalue()
    assert "d3" in out.getvalue()


def test_a_publisher_known_by_name_is_no_reason() -> None:
    origins = [Origin(key=name, voice="own", text=name) for name in ("Sidra Post", "Arz Online")]
    shown = show(IncidentRecord(id="i1", grade=suggest_grade(origins, (), {}, {})))
    assert "2 independent origins" in shown
    assert "known by name" not in shown


def test_one_is_no_plural() -> None:
    out = io.StringIO()
    row = {"id": "i1", "sentence": "Explosion.", "reports": 1, "publishers": 1, "origins": 1, "disagree": False}
    print_incidents(Console(file=out, width=100), [{**row, "grade": None, "day_told": True, "title": None}])
    assert out.getvalue().splitlines()[1].strip() == "1 report · 1 publisher · 1 origin"
    assert [line.strip() for line in summarise_taking(Counter(version=1), Counter(), Counter())] == [
        "1  new version of a known one"
    ]
