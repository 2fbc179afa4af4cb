"""The account of one incident: the differences that matter, and reasons that are some."""

import io
from collections import Counter

from rich.console import Console

from khabar.incidents.grading import suggest_grade
from khabar.incidents.record import Backing, Difference, HeldValue, IncidentRecord, Origin, SlotRecord
from khabar.views.answers import print_incidents
from khabar.views.incident import print_incident
from khabar.views.summary import summarise_taking


def show(record: IncidentRecord) -> str:
    out = io.StringIO()
    print_incident(Console(file=out, width=100), record)
    return out.getvalue()


def test_few_differences_are_shown_and_those_of_last_totals_first() -> None:
    values = tuple(
        HeldValue(
            slot="killed", text=str(n), backing=Backing(origins=("b",) if n == 9 else ("a",)), last_said=f"2022-03-0{n}"
        )
        for n in range(1, 10)
    )
    old = tuple(Difference(kind="disagreement", first=n, second=8) for n in range(7))
    update = Difference(kind="update", first=6, second=7)
    last = Difference(kind="disagreement", first=7, second=8)
    shown = show(
        IncidentRecord(id="i1", slots=(SlotRecord(slot="killed", values=values, differences=(*old, update, last)),))
    )
    lines = [line.strip() for line in shown.splitlines() if "→" in line or "more" in line]
    assert lines[:2] == ["8 → 9: they disagree", "7 → 8: later, the same origin"]
    assert len(lines) == 7
    assert lines[-1] == "and 3 more"


def test_a_publisher_known_by_name_is_no_reason() -> None:
    origins = [Origin(key=name, voice="own", text=name) for name in ("Sidra Post", "Arz Online")]
    shown = show(IncidentRecord(id="i1", grade=suggest_grade(origins, ())))
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
