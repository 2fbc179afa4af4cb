"""Agreement: the coefficients against published examples, and what two people's verdicts come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import Document, Report
from khabar.model import Claim, Event, Span
from khabar.reviews.agreement import Told, find_alpha, find_kappa, measure
from khabar.reviews.model import Review, Values, join_states
from khabar.reviews.standing import sum_up

TEXT = "قال الناطق إن القصف توقف ووقع انفجار في السوق"
CLAIM = Claim(id="c1", span=Span(0, 24), cue=Span(0, 3), content=Span(14, 24), force="assert")
EVENT = Event(id="e1", type="ASSAULT", trigger=Span(29, 34))
REPORT = Report(document=Document(text=TEXT), claims=(CLAIM,), events=(EVENT,))


def decided(number: int, verdict: str, by: str, **more: object) -> Review:
    return Review(id=f"v{number}", document="d", verdict=verdict, by=by, at="2024-01-01", **more)  # type: ignore[arg-type]


def test_kappa_is_cohens() -> None:
    """The standard example of 50 grant proposals: 20 twice yes, 15 twice no, 5 and 10 apart; kappa is 0.4."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert find_kappa(pairs) == pytest.approx(0.4)


def test_alpha_is_krippendorffs() -> None:
    """Example C of "Computing Krippendorff's alpha-reliability": four observers, twelve units, some left out; 0.743."""
    rows = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    units = [[label for label in unit if label != "."] for unit in zip(*(row.split() for row in rows), strict=True)]
    assert find_alpha(units) == pytest.approx(0.743, abs=0.001)


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_full_agreement_is_one_or_says_nothing(labels: list[str]) -> None:
    expected = None if len(set(labels)) == 1 else 1
    for found in (find_kappa([(x, x) for x in labels]), find_alpha([[x, x] for x in labels])):
        assert found is None if expected is None else found == pytest.approx(1)


def test_only_independent_verdicts_are_measured() -> None:
    made = [
        decided(1, "accept", "a", claim=CLAIM),
        decided(2, "correct", "a", event=EVENT, values=Values(weapon="ied", killed=None)),
        decided(3, "done", "a"),
        decided(4, "accept", "b", claim=CLAIM),
        decided(5, "accept", "b", event=EVENT),
        decided(6, "done", "b"),
        decided(7, "correct", "b", event=EVENT, values=Values(weapon="ied")),  # after b saw what a decided
    ]
    found = {one.field: one for one in measure([Told(REPORT, made)])}
    assert (found["there"].items, found["there"].share) == (2, 1)
    assert (found["force"].items, found["force"].share) == (1, 1)
    assert (found["weapon"].items, found["weapon"].share) == (1, 0)
    assert sum_up("d", REPORT, made).state == "settled", "what b changed afterwards counts for the report"


def test_who_looked_is_not_measured_and_a_missing_claim_counts_against_who_missed_it() -> None:
    brought = Claim(id="v1", span=Span(24, 45), cue=Span(24, 28), content=Span(29, 45), force="assert")
    made = [
        decided(1, "add", "a", claim=brought),
        decided(2, "accept", "a", claim=CLAIM),
        decided(3, "accept", "a", event=EVENT),
        decided(4, "done", "a"),
        decided(5, "accept", "b", claim=CLAIM),
        decided(6, "accept", "b", event=EVENT),
        decided(7, "done", "b"),
    ]
    found = {one.field: one for one in measure([Told(REPORT, made)])}
    assert (found["there"].items, found["there"].share) == (3, pytest.approx(2 / 3))
    assert [one.id for one in sum_up("d", REPORT, made).open] == ["v1"]
    looked = [decided(9, "look", "b"), *made]
    assert measure([Told(REPORT, looked)]) == ()


def test_an_incident_is_as_far_as_all_its_reports_are() -> None:
    assert join_states({}, ["x", "y"]) == "unreviewed"
    assert join_states({"x": "settled"}, ["x", "y"]) == "in_review"
    assert join_states({"x": "settled", "y": "reviewed_once"}, ["x", "y"]) == "reviewed_once"
