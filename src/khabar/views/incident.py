"""One incident for people: what is said of it and by how many origins, who says it, and what happened to the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from khabar.incidents.record import (
    Backing,
    Collapse,
    Difference,
    HeldValue,
    IncidentRecord,
    Origin,
    Quoted,
    SlotRecord,
    Statement,
)
from khabar.views.visible import isolate, on_one_line, shorten
from khabar.views.wording import FORCE_WORDS

_LONGEST = 220
_MOST_VALUES = 12
_MOST_QUOTES = 3
_MOST_DIFFERENCES = 6
_DIFFERENCES = {
    "update": "later, the same origin",
    "disagreement": "they disagree",
    "denied": "denied",
}
_STYLES = {"update": "cyan", "disagreement": "bold yellow", "denied": "bold red"}
_COLLAPSES = {
    "credited_copy": "a copy that says so",
    "near_copy": "nearly the same text",
    "contained_copy": "its text stands inside the other",
    "same_speaker": "the same speaker",
    "same_unnamed_speaker": "the same unnamed speaker, in the same words",
    "relayed": "passed on",
}


def print_incident(console: Console, record: IncidentRecord) -> None:
    """Print an incident's record."""
    view = _View(record, isolated=console.is_terminal)
    console.print(Group(*view.parts()))


class _View:
    """Says one record in lines, every piece of Arabic kept apart from the English around it."""

    def __init__(self, record: IncidentRecord, *, isolated: bool) -> None:
        self._record = record
        self._isolated = isolated
        self._names: Mapping[str, str] = {
            origin.key: f"{origin.name or origin.text} [{number}]" for number, origin in enumerate(record.origins, 1)
        }

    def parts(self) -> Iterator[RenderableType]:
        """Yield the parts of the view from the top."""
        record = self._record
        yield Rule(Text(record.id, style="bold"), align="left", style="dim")
        yield self._head()
        for slot in record.slots:
            if slot.values:
                yield self._slot(slot)
        yield _title(f"Origins: {len(record.origins)}")
        for number, origin in enumerate(record.origins, start=1):
            yield self._origin(number, origin)
        if record.copies:
            yield _title("Copies")
            for copy in record.copies:
                why = f"{copy.document} of {copy.of}: {_COLLAPSES[copy.reason]}, {copy.share:.0%} of its words"
                yield _inside(Text(on_one_line(why)))
        if record.drifts:
            yield _title("What the words became on their way")
            for drift in record.drifts:
                yield _inside(Text(f"{drift.kind} · {self._name(drift.origin)} · {on_one_line(drift.because)}"))
                yield _inside(Text.assemble(("before ", "dim"), self._quote(drift.before)), 8)
                yield _inside(Text.assemble(("after  ", "dim"), self._quote(drift.after)), 8)
        if record.grade:
            yield _title(f"Suggested grade: {record.grade.name}  (a person decides)")
            for reason in record.grade.reasons:
                yield _inside(Text(f"· {on_one_line(reason)}"))
        yield Text()

    def _head(self) -> RenderableType:
        record, place = self._record, self._record.held("place")
        told = record.held("time") is not None
        day = record.day if record.day is None or told else f"{record.day}?"  # when it was published, told by nobody
        parts = [day or "no day", self._value(place) if place else "no place"]
        weapon, blamed = record.held("weapon"), record.held("blamed")
        parts += [self._value(held) for held in (weapon, blamed) if held]
        return Group(Text(" · ".join(parts), style="bold"), Text(_count(record.backing), style="bold cyan"))

    def _slot(self, slot: SlotRecord) -> RenderableType:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=3, justify="right")
        grid.add_column(overflow="fold")
        for number, value in enumerate(slot.values[:_MOST_VALUES], start=1):
            said = Text.assemble(
                (self._value(value), "bold" if number - 1 == slot.most else ""), (f"  {_count(value.backing)}", "cyan")
            )
            names = ", ".join(self._name(key) for key in value.backing.origins)
            days = (
                value.first_said if value.first_said == value.last_said else f"{value.first_said} to {value.last_said}"
            )
            quotes = "  ".join(self._words(quote.text) for quote in value.quotes[:_MOST_QUOTES])
            detail = Text(
                "\n".join(part for part in (names, f"said {days}" if value.first_said else "", quotes) if part)
            )
            detail.stylize("dim", 0, len(names))
            grid.add_row(Text(str(number), style="dim"), Group(said, detail))
        more = len(slot.values) - _MOST_VALUES
        notes = [Text(f"and {more} other value{'' if more == 1 else 's'}", style="dim")] if more > 0 else []
        told = [difference for difference in slot.differences if difference.kind != "less_precise"]
        told.sort(key=_rank_by(slot))
        notes += [self._difference(slot, difference) for difference in told[:_MOST_DIFFERENCES]]
        if (left := len(told) - _MOST_DIFFERENCES) > 0:
            notes.append(Text(f"and {left} more", style="dim"))
        if vague := {d.first for d in slot.differences} - {n for d in told for n in (d.first, d.second)}:
            numbers = ", ".join(str(n + 1) for n in sorted(vague))
            notes.append(Text(f"{numbers}: less precise, no contradiction", style="dim"))
        return Group(_title(_name_slot(slot)), _inside(grid), *(_inside(note, 8) for note in notes))

    def _difference(self, slot: SlotRecord, difference: Difference) -> Text:
        pair = f"{self._value(slot.values[difference.first])} → {self._value(slot.values[difference.second])}"
        because = f": {on_one_line(difference.because)}" if difference.because else ""
        return Text(f"{pair}: {_DIFFERENCES[difference.kind]}{because}", style=_STYLES[difference.kind])

    def _origin(self, number: int, origin: Origin) -> RenderableType:
        rated = f"  reliability {origin.reliability}" if origin.reliability != "F" else ""
        voice = {
            "named": "",
            "unnamed": " unnamed, carried by " + (origin.publisher or "?"),
            "own": " in its own words",
        }
        head = Text.assemble(
            (f"{number:>2}  ", "dim"),
            (self._words(origin.name or origin.text), "bold"),
            (
                f"  ({origin.kind.replace('_', ' ')}{',' + voice[origin.voice] if voice[origin.voice] else ''}){rated}",
                "dim",
            ),
        )
        return Group(
            head,
            *(_inside(self._statement(statement), 6) for statement in origin.statements),
            *(_inside(self._collapse(collapse), 6) for collapse in origin.collapses),
        )

    def _statement(self, statement: Statement) -> RenderableType:
        via = " < ".join(carrier.name for carrier in statement.carriers)
        manner = [FORCE_WORDS[statement.force]]
        manner += [statement.certainty] if statement.certainty != "certain" else []
        manner += ["negated"] if statement.negated else []
        parts = (
            statement.published,
            statement.publisher,
            f"via {self._words(via)}" if via else None,
            statement.document,
        )
        head = Text.assemble((" · ".join(on_one_line(part) for part in parts if part), "dim"), f"  {', '.join(manner)}")
        shown = sorted(statement.quotes, key=lambda quote: quote.headline)[:_MOST_QUOTES]
        return Group(head, *(_inside(self._quote(quote), 2) for quote in shown))

    def _collapse(self, collapse: Collapse) -> Text:
        words = f"  {self._words(collapse.words.text)}" if collapse.words else ""
        reason = "" if collapse.reason == "correspondent" else f"{_COLLAPSES[collapse.reason]}: "
        why = f"{collapse.document}: {reason}{on_one_line(collapse.because)}{words}"
        return Text(why, style="italic")

    def _value(self, value: HeldValue) -> str:
        if value.slot == "place":
            where = ", ".join(part for part in (value.country, value.precision) if part)
            return f"{self._words(value.name or value.text)} ({where})" if where else self._words(value.text)
        return self._words(value.text.replace("_", " ") if value.slot == "weapon" else value.name or value.text)

    def _quote(self, quote: Quoted) -> Text:
        mark = " (headline)" if quote.headline else ""
        return Text.assemble(self._words(quote.text), (mark, "dim"))

    def _name(self, key: str) -> str:
        return self._words(self._names.get(key, key))

    def _words(self, text: str) -> str:
        words = shorten(on_one_line(text), _LONGEST)
        return isolate(words) if self._isolated else words


def _name_slot(slot: SlotRecord) -> str:
    several = slot.min is not None and slot.min != slot.max
    span = f"  {slot.min} to {'more' if slot.max is None else slot.max}" if several else ""
    return {"happened": "whether it happened", "blamed": "who is blamed"}.get(slot.slot, slot.slot) + span


def _rank_by(slot: SlotRecord) -> Callable[[Difference], int]:
    """Return what orders differences: between the last values of two origins, updates, denials, the other ones."""
    last: dict[str, int] = {}
    for number, value in sorted(enumerate(slot.values), key=lambda pair: pair[1].last_said or ""):
        last.update(dict.fromkeys(value.backing.origins, number))

    def rank(difference: Difference) -> int:
        if difference.kind != "disagreement":
            return 1 if difference.kind == "update" else 2
        ends = [
            {key for key in slot.values[n].backing.origins if last[key] == n}
            for n in (difference.first, difference.second)
        ]
        return 0 if all(ends) else 3

    return rank


def _count(backing: Backing) -> str:
    counts = zip(backing.counts, ("report", "publisher", "independent origin"), strict=True)
    return " · ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in counts)


def _title(words: str) -> RenderableType:
    return Padding(Text(words, style="bold underline"), (1, 0, 0, 0))


def _inside(part: RenderableType, by: int = 4) -> RenderableType:
    return Padding(part, (0, 0, 0, by))
