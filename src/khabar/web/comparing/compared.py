"""What a comparison looks like: both texts with their marks, the table of values, and claims beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from markupsafe import Markup

from khabar.incidents.comparing import FIRST, SECOND, Comparison, Turn
from khabar.incidents.record import Difference, HeldValue, IncidentRecord, Origin, SlotName, SlotRecord
from khabar.model import Claim, Report, Span, Value
from khabar.views.cards import escape
from khabar.views.marks import Mark, Segment, cut_lines, cut_segments, share_marks
from khabar.web.rendering import sanitise
from khabar.web.wording.phrases import Phrases
from khabar.web.wording.values import write_value

Reports = tuple[Report, Report]
Standing = Literal["same", "contested", "denied", "update", "less_precise", "other", "one"]
_STRONG: tuple[Standing, ...] = ("contested", "denied", "update", "less_precise")
_KINDS: dict[str, Standing] = {
    "disagreement": "contested",
    "denied": "denied",
    "update": "update",
    "less_precise": "less_precise",
}


class Line(Value, frozen=True, kw_only=True):
    """One slot of one incident: the values of each report, and how the two stand to each other."""

    slot: SlotName
    first: tuple[str, ...]
    second: tuple[str, ...]
    standing: Standing


class Meeting(Value, frozen=True, kw_only=True):
    """Two claims that say the same."""

    first: Claim
    second: Claim
    turns: tuple[Turn, ...]


class Told(Value, frozen=True, kw_only=True):
    """One incident of both: its values, and the origins that speak in both, only in the first, only in the second."""

    record: IncidentRecord
    lines: tuple[Line, ...]
    both: tuple[Origin, ...]
    only_first: tuple[Origin, ...]
    only_second: tuple[Origin, ...]

    @property
    def differing(self) -> int:
        """How many slots hold values that cannot both be right."""
        return sum(line.standing in ("contested", "denied") for line in self.lines)


class View(Value, frozen=True, kw_only=True):
    """A comparison, ready for the page."""

    texts: tuple[Markup, Markup]
    told: tuple[Told, ...]
    met: tuple[Meeting, ...]
    only: tuple[tuple[Claim, ...], tuple[Claim, ...]]

    @property
    def differing(self) -> int:
        """How many slots of all incidents hold values that cannot both be right."""
        return sum(one.differing for one in self.told)

    @property
    def common(self) -> int:
        """How many origins speak in both, of all incidents."""
        return len({origin.key for one in self.told for origin in one.both})


def lay_out(comparison: Comparison, reports: Reports, phrases: Phrases) -> View:
    """Return how a comparison is shown."""
    claims = tuple({claim.id: claim for claim in report.claims} for report in reports)
    return View(
        texts=(
            mark_side(reports[0], tuple(_marks(comparison, FIRST, claims[0]))),
            mark_side(reports[1], tuple(_marks(comparison, SECOND, claims[1]))),
        ),
        told=tuple(_tell(one.record, phrases) for one in comparison.shared),
        met=tuple(
            Meeting(first=claims[0][one.first], second=claims[1][one.second], turns=one.turns) for one in comparison.met
        ),
        only=(
            tuple(claims[0][id] for id in comparison.only_first),
            tuple(claims[1][id] for id in comparison.only_second),
        ),
    )


def mark_side(report: Report, marks: tuple[Mark, ...]) -> Markup:
    """Return the paragraphs of a report with marks in unbroken text."""
    text = report.document.text
    lines = list(cut_lines(text))
    shown = []
    for line, touching in share_marks(lines, list(marks)):
        parts = (_show(segment, text) for segment in cut_segments(line, touching))
        shown.append(f"<p>{''.join(parts)}</p>")
    return sanitise("".join(shown))


def _marks(comparison: Comparison, side: str, claims: dict[str, Claim]) -> Iterator[Mark]:
    for number, passage in enumerate(comparison.passages, start=1):
        yield Mark(passage.first if side == FIRST else passage.second, "copied", f"k{number}")
    for id in comparison.only_first if side == FIRST else comparison.only_second:
        yield Mark(claims[id].content, "alone", "")
    for one in comparison.shared:
        for slot in one.record.slots:
            for span in _contested(slot, side):
                yield Mark(span, "contested", "")


def _contested(slot: SlotRecord, side: str) -> Iterator[Span]:
    """Yield where one side says what the other contradicts."""
    numbers = {n for difference in slot.contradictions for n in (difference.first, difference.second)}
    for number in sorted(numbers):
        if slot.values[number].happened:  # every sentence about it says so
            continue
        for quoted in slot.values[number].quotes:
            if quoted.document == side:
                yield quoted.span


def _show(segment: Segment, text: str) -> str:
    words = escape(text[segment.span.start : segment.span.end])
    if not segment.marks:
        return words
    roles = " ".join(dict.fromkeys(mark.role for mark in segment.marks))
    owners = " ".join(dict.fromkeys(mark.owner for mark in segment.marks if mark.owner))
    return f'<span class="m {roles}" data-of="{escape(owners)}">{words}</span>'


def _tell(record: IncidentRecord, phrases: Phrases) -> Told:
    sides = {origin.key: set(origin.documents) for origin in record.origins}
    return Told(
        record=record,
        lines=tuple(line for slot in record.slots if (line := _lay_slot(slot, phrases)) is not None),
        both=tuple(o for o in record.origins if sides[o.key] == {FIRST, SECOND}),
        only_first=tuple(o for o in record.origins if sides[o.key] == {FIRST}),
        only_second=tuple(o for o in record.origins if sides[o.key] == {SECOND}),
    )


def _lay_slot(slot: SlotRecord, phrases: Phrases) -> Line | None:
    if slot.slot == "happened" and all(value.happened for value in slot.values):
        return None
    held = [[n for n, value in enumerate(slot.values) if _holds(value, side)] for side in (FIRST, SECOND)]
    return Line(
        slot=slot.slot,
        first=tuple(write_value(slot.values[n], phrases) for n in held[0]),
        second=tuple(write_value(slot.values[n], phrases) for n in held[1]),
        standing=_stand(slot, set(held[0]), set(held[1])),
    )


def _holds(value: HeldValue, side: str) -> bool:
    return side in value.backing.reports or any(quoted.document == side for quoted in value.quotes)


def _stand(slot: SlotRecord, first: set[int], second: set[int]) -> Standing:
    """Return how the values of two reports stand to each other: by the strongest difference between them."""
    if not first or not second:
        return "one"
    between = {_KINDS[d.kind] for d in slot.differences if _lies_between(d, first, second)}
    strongest = next((kind for kind in _STRONG if kind in between), None)
    return strongest or ("same" if first & second else "other")


def _lies_between(difference: Difference, first: set[int], second: set[int]) -> bool:
    """Tell whether a difference is one of the two reports, and not one that both tell of.

    Who tells of a denial tells of what is denied too: there it is enough that only one of them does.
    """
    pair = {difference.first, difference.second}
    if difference.kind == "denied":
        return not pair <= first & second
    return bool(pair & first - second) and bool(pair & second - first)
