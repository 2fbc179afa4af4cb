"""The account of one incident: the differences that matter, and reasons that are some."""

import io
from collections import Counter

from rich.console import Console

from khabar.incidents.grading import suggest_grade
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
        HeldValue(slot="killed", text=str(n), min=n, max=n, backing=Backing(origins=(f"o{n}",))) for n in range(1, 10)
    )
    quarrels = tuple(
        Difference(kind="disagreement", first=a, second=b, origins=(f"o{a + 1}", f"o{b + 1}"))
        for a in range(9)
        for b in range(a + 1, 9)
    )
    steps = tuple(Difference(kind="update", first=n, second=n + 1, origins=("o3",)) for n in (0, 1))
    slot = SlotRecord(slot="killed", values=values, differences=(*steps, *quarrels), min=1, max=9, most=0)
    lines = [line.strip() for line in show(IncidentRecord(id="i1", slots=(slot,))).splitlines()]
    assert "killed  1 (1 to 9)" in lines
    assert "o3: 1, then 2, then 3" in lines
    against = [line for line in lines if line.startswith("they disagree")]
    assert against[0] == "they disagree: 2 (o2) against 1"
    assert len(against) == 6
    assert "and 2 more" in lines


def test_every_report_says_why_it_is_in_it() -> None:
    tie = Tie(a="d1/e1", b="d2/e3", score=2.5, reasons=(Reason("place: same name", 1.2), Reason("weapon: other", -0.6)))
    inside = Tie(a="d1/e1", b="d1/e2", score=1.0, reasons=(Reason("report: one telling", 1.0),))
    record = IncidentRecord(id="i1", documents=("d1", "d2", "d3"), backing=Backing(reports=("d1", "d2")))
    out = io.StringIO()
    print_incident(Console(file=out, width=100), record, (tie, inside))
    assert "d1 – d2: place: same name +1.2, weapon: other -0.6; in all +2.5" in out.getvalue()
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
