"""What was judged is found again in every reading that still has it, and never taken for something else."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from khabar import Document, Report
from khabar.model import Claim, Event, Place, Span
from khabar.reviews.anchoring import anchor, find_again
from khabar.reviews.correcting import correct_report
from khabar.reviews.model import Item, Review, Values
from khabar.reviews.standing import sum_up

TEXT = "نص " * 200
DOCUMENT = Document(text=TEXT)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a reading: claims one after the other, events with triggers of their own or one trigger over a list of places."""
    at, claims, events = 0, [], []
    for number in range(draw(st.integers(0, 5))):
        cue, content = draw(st.integers(1, 9)), draw(st.integers(2, 30))
        span = Span(at, at + cue + content)
        claims.append(
            Claim(
                id=f"c{number + 1}", span=span, cue=Span(at, at + cue), content=Span(at + cue, span.end), force="assert"
            )
        )
        at = span.end + draw(st.integers(0, 5))
    for _ in range(draw(st.integers(0, 4))):
        trigger = Span(at, at + draw(st.integers(2, 8)))
        at = trigger.end
        for _ in range(draw(st.integers(1, 3))):
            place = Place(text="x", span=Span(at + 1, at + 4))
            at = place.span.end
            events.append(Event(id=f"e{len(events) + 1}", type="ASSAULT", trigger=trigger, place=place))
    return Report(document=DOCUMENT, claims=tuple(claims), events=tuple(events))


def items(report: Report) -> tuple[Item, ...]:
    return (*report.claims, *report.events)


def accept(item: Item, number: int) -> Review:
    seen = {"claim": item} if isinstance(item, Claim) else {"event": item}
    return Review(id=f"v{number}", document="d", verdict="accept", by="a", at="2024", **seen)  # type: ignore[arg-type]


@given(reports(), st.randoms(use_true_random=False))
def test_what_is_left_is_found_under_whatever_name_and_order(report: Report, chance: object) -> None:
    reviews = [accept(item, n) for n, item in enumerate(items(report), start=1)]
    kept = [item for item in items(report) if chance.random() < 0.7]  # type: ignore[attr-defined]
    renamed = [msgspec.structs.replace(item, id=f"{item.id[0]}{n + 50}") for n, item in enumerate(kept)]
    again = Report(
        document=DOCUMENT,
        claims=tuple(item for item in renamed if isinstance(item, Claim)),
        events=tuple(item for item in renamed if isinstance(item, Event)),
    )
    found = find_again(again, reviews)
    assert found == {anchor(old): new.id for old, new in zip(kept, renamed, strict=True)}
    standing = sum_up("d", again, reviews)
    assert sum(item.gone for item in standing.items) == len(items(report)) - len(kept)
    corrected = correct_report(again, standing)
    assert {anchor(item) for item in items(corrected)} == {anchor(item) for item in items(report)}, (
        "what was accepted stays"
    )


@given(reports())
def test_nobody_changes_a_report_by_accepting_it(report: Report) -> None:
    reviews = [accept(item, n) for n, item in enumerate(items(report), start=1)]
    standing = sum_up("d", report, reviews)
    assert correct_report(report, standing) == report
    assert all(not item.corrected and not item.disagreements for item in standing.items)


def test_a_place_that_was_corrected_leads_back_to_the_event_that_has_it_now() -> None:
    wrong, right = Place(text="أ", span=Span(10, 14)), Place(text="ب", span=Span(20, 25))
    event = Event(id="e1", type="ASSAULT", trigger=Span(0, 5), place=wrong)
    made = Review(id="v1", document="d", verdict="correct", by="a", at="2024", event=event, values=Values(place=right))
    learned = Report(document=DOCUMENT, events=(msgspec.structs.replace(event, id="e4", place=right),))
    assert list(find_again(learned, [made]).values()) == ["e4"]
    other = Report(
        document=DOCUMENT, events=(msgspec.structs.replace(event, place=Place(text="ج", span=Span(30, 33))),)
    )
    assert find_again(other, [made]) == {}
    assert sum_up("d", other, [made]).items[1].gone
