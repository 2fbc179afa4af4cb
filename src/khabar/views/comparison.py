"""Two reports side by side for people at a terminal: one incident or two, what both have, where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from khabar.incidents.comparing import FIRST, SECOND, Comparison, Shared
from khabar.incidents.model import Reason
from khabar.incidents.record import HeldValue, SlotRecord
from khabar.model import Claim, Report
from khabar.views.visible import isolate, on_one_line, shorten
from khabar.views.wording import FORCE_WORDS

_LONGEST = 160
_KINDS = {"disagreement": "they disagree", "denied": "denied", "update": "updated", "less_precise": "one says less"}


def print_comparison(console: Console, comparison: Comparison, reports: tuple[Report, Report]) -> None:
    """Print what two reports share and where they differ."""
    console.print(Group(*_View(comparison, reports, isolated=console.is_terminal).parts()))


class _View:
    """Says a comparison in lines, every piece of Arabic kept apart from the English around it."""

    def __init__(self, comparison: Comparison, reports: tuple[Report, Report], *, isolated: bool) -> None:
        self._found, self._reports, self._isolated = comparison, reports, isolated

    def parts(self) -> Iterator[RenderableType]:
        """Yield the parts of the view from the top."""
        found = self._found
        if found.shared:
            several = f"{len(found.shared)} incidents" if len(found.shared) > 1 else "one incident"
            yield Text(f"Both tell of {several}", style="bold green")
        else:
            yield Text(
                "They tell of different incidents" if found.nearest else "Nothing to compare", style="bold yellow"
            )
        yield Text(f"{found.share:.0%} of the shorter text stands in the other, {len(found.passages)} passages")
        if found.copy:
            copy, of = (found.copy.document, found.copy.of)
            yield Text(f"the {copy} is a copy of the {of} ({found.copy.reason.replace('_', ' ')})", style="yellow")
        for one in found.shared:
            yield from self._tell(one)
        if found.nearest:
            near = found.nearest
            yield Text(
                f"\nThe two events most alike, {near.first} and {near.second}, score {near.score:+.1f}: too little"
            )
            yield _reasons(near.reasons)
        yield from self._claims()

    def _tell(self, one: Shared) -> Iterator[RenderableType]:
        for tie in one.ties[:2]:
            yield Text(f"\nWhy one: {tie.a} and {tie.b}, score {tie.score:+.1f}")
            yield _reasons(tie.reasons)
        grid = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for head in ("", FIRST, SECOND, ""):
            grid.add_column(head, overflow="fold")
        for slot in one.record.slots:
            sides = [[v for v in slot.values if side in v.backing.reports] for side in (FIRST, SECOND)]
            told = [", ".join(self._value(value) for value in side) or "—" for side in sides]
            grid.add_row(slot.slot, *told, _stand(slot))
        yield Text()
        yield grid
        sides_of = {origin.key: set(origin.documents) for origin in one.record.origins}
        for title, wanted in (("both", {FIRST, SECOND}), (f"{FIRST} only", {FIRST}), (f"{SECOND} only", {SECOND})):
            names = [self._words(o.label) for o in one.record.origins if sides_of[o.key] == wanted]
            yield Text(f"Origins in {title}: {', '.join(names) or 'none'}")

    def _claims(self) -> Iterator[RenderableType]:
        held = [{claim.id: claim for claim in report.claims} for report in self._reports]
        for one in self._found.met:
            turns = f"  ({', '.join(one.turns)} differs)" if one.turns else ""
            yield Text(f"\nIn both{turns}", style="bold" if one.turns else "")
            yield self._claim(held[0][one.first], 0)
            yield self._claim(held[1][one.second], 1)
        for number, side, ids in ((0, FIRST, self._found.only_first), (1, SECOND, self._found.only_second)):
            if ids:
                yield Text(f"\nOnly in the {side}")
                yield from (self._claim(held[number][id], number) for id in ids)

    def _claim(self, claim: Claim, side: int) -> Text:
        who = claim.origin.name or claim.origin.text if claim.origin else "nobody named"
        sure = f", {claim.certainty}" if claim.certainty != "certain" else ""
        words = self._reports[side].words(claim.content)
        return Text(f"  {claim.id}  {self._words(who)} {FORCE_WORDS[claim.force]}{sure}: {self._words(words)}")

    def _value(self, value: HeldValue) -> str:
        return self._words(value.name or value.text)

    def _words(self, text: str) -> str:
        words = shorten(on_one_line(text), _LONGEST)
        return isolate(words) if self._isolated else words


def _stand(slot: SlotRecord) -> Text:
    kinds = [_KINDS[d.kind] for d in slot.differences]
    if kinds:
        return Text(", ".join(dict.fromkeys(kinds)), style="bold yellow" if slot.contradictions else "dim")
    return Text("")


def _reasons(reasons: tuple[Reason, ...]) -> Text:
    told = (f"{reason.name} {reason.weight:+.1f}" for reason in reasons if abs(reason.weight) >= 0.05)
    return Text("  " + " · ".join(told), style="dim")
