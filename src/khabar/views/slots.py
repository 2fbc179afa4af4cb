"""One slot of an incident for people: what most origins hold first, the course of each origin, who differs at last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khabar.incidents.record import Backing, Difference, HeldValue, SlotRecord

Say = Callable[[str], str]
_MOST_VALUES = 12
_MOST_QUOTES = 3
_MOST_AGAINST = 6
_COUNTED = frozenset({"killed", "wounded"})
_NAMES = {"happened": "whether it happened", "blamed": "who is blamed"}


def lay_slot(slot: SlotRecord, *, say: Say, name: Say) -> RenderableType:
    """Return a slot in lines; `say` sets words of a report apart, `name` calls an origin by its key."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right")
    grid.add_column(overflow="fold")
    for number, value in enumerate(slot.values[:_MOST_VALUES], start=1):
        grid.add_row(Text(str(number), style="dim"), _lay_value(value, number - 1 == slot.most, say, name))
    more = len(slot.values) - _MOST_VALUES
    notes = [Text(f"and {more} other value{'' if more == 1 else 's'}", style="dim")] if more > 0 else []
    notes += [
        *(Text(line, style="cyan") for line in _tell_courses(slot, say, name)),
        *(Text(line, style="bold yellow") for line in _tell_against(slot, say, name)),
        *(Text(line, style="bold red") for line in _tell_denials(slot, say)),
    ]
    shown = {n for d in slot.differences if d.kind != "less_precise" for n in (d.first, d.second)}
    if vague := {d.first for d in slot.differences if d.kind == "less_precise"} - shown:
        numbers = ", ".join(str(n + 1) for n in sorted(vague))
        notes.append(Text(f"{numbers}: less precise, no contradiction", style="dim"))
    title = Padding(Text(_title(slot, say), style="bold underline"), (1, 0, 0, 0))
    return Group(title, Padding(grid, (0, 0, 0, 4)), *(Padding(note, (0, 0, 0, 8)) for note in notes))


def tell_value(value: HeldValue, say: Say) -> str:
    """Return a value as a line names it."""
    if value.slot == "place":
        where = ", ".join(part for part in (value.country, value.precision) if part)
        return f"{say(value.name or value.text)} ({where})" if where else say(value.text)
    if value.slot == "weapon":
        return say(value.text.replace("_", " "))
    return say(value.text if value.denial else value.name or value.text)


def count(backing: Backing) -> str:
    """Return the three numbers that stand behind something."""
    counts = zip(backing.counts, ("report", "publisher", "independent origin"), strict=True)
    return " · ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in counts)


def tell_days(first: str | None, last: str | None) -> str:
    """Return when something was said: a day, or two."""
    if first is None:
        return ""
    one, other = first[:10], (last or first)[:10]
    return f"said {one}" if one == other else f"said {one} to {other}"


def _lay_value(value: HeldValue, held: bool, say: Say, name: Say) -> RenderableType:
    said = Text.assemble((tell_value(value, say), "bold" if held else ""), (f"  {count(value.backing)}", "cyan"))
    names = ", ".join(name(key) for key in value.backing.origins)
    quotes = "  ".join(say(quote.text) for quote in value.quotes[:_MOST_QUOTES])
    days = tell_days(value.first_said, value.last_said)
    detail = Text("\n".join(part for part in (names, days, quotes) if part))
    detail.stylize("dim", 0, len(names))
    return Group(said, detail)


def _title(slot: SlotRecord, say: Say) -> str:
    several = slot.min is not None and slot.min != slot.max
    span = f"  {slot.min} to {'more' if slot.max is None else slot.max}" if several else ""
    held = slot.held
    most = f"  {tell_value(held, say)}" if held is not None and slot.slot in _COUNTED else ""
    return _NAMES.get(slot.slot, slot.slot) + (f"{most} ({span.strip()})" if most and span else most or span)


def _tell_courses(slot: SlotRecord, say: Say, name: Say) -> Iterator[str]:
    """Yield what each origin said one after the other, where it said more than one thing."""
    steps: dict[str, list[Difference]] = {}
    for difference in slot.differences:
        if difference.kind == "update":
            for origin in difference.origins:
                steps.setdefault(origin, []).append(difference)
    for origin, course in steps.items():
        numbers = [course[0].first, *(step.second for step in course)]
        yield f"{name(origin)}: " + ", then ".join(tell_value(slot.values[n], say) for n in numbers)


def _tell_against(slot: SlotRecord, say: Say, name: Say) -> Iterator[str]:
    """Yield what stands against the value that most hold, then the other disagreements that are left."""
    quarrels = [d for d in slot.differences if d.kind == "disagreement"]
    with_most = [d for d in quarrels if slot.most in (d.first, d.second)]
    for difference in (with_most or quarrels)[:_MOST_AGAINST]:
        one, other = slot.values[difference.first], slot.values[difference.second]
        if difference.second == slot.most:
            one, other = other, one
        who = ", ".join(name(key) for key in other.backing.origins if key in difference.origins)
        yield f"they disagree: {tell_value(other, say)} ({who}) against {tell_value(one, say)}"
    if (left := len(with_most or quarrels) - _MOST_AGAINST) > 0:
        yield f"and {left} more"


def _tell_denials(slot: SlotRecord, say: Say) -> Iterator[str]:
    for difference in slot.differences:
        if difference.kind == "denied":
            pair = (
                f"{tell_value(slot.values[difference.first], say)} → {tell_value(slot.values[difference.second], say)}"
            )
            yield f"{pair}: denied{f': {difference.because}' if difference.because else ''}"
