"""One slot of an incident for people: what most origins hold first, what each value stands against, each origin's course."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from khabar.incidents.record import Backing, Difference, HeldValue, SlotRecord
from khabar.views.labels import load_labels
from khabar.views.latest import find_latest
from khabar.views.sentence import UNKNOWN, write_number

Say = Callable[[str], str]
_MOST_VALUES = 12
_MOST_QUOTES = 3
_MOST_AGAINST = 6
_COUNTED = frozenset({"killed", "wounded"})
_NOBODYS = "on nobody's word: a headline or a lead says so, and none of those who are quoted below it"
_NAMES = {"happened": "whether it happened", "blamed": "who is blamed"}


def lay_slot(slot: SlotRecord, *, say: Say, name: Say) -> RenderableType:
    """Return a slot in lines; `say` sets words of a report apart, `name` calls an origin by its key."""
    lines: list[RenderableType] = [Padding(Text(_title(slot, say), style="bold underline"), (1, 0, 0, 0))]
    for number, value in enumerate(slot.values[:_MOST_VALUES]):
        lines += _lay_value(value, number == slot.most, _marks(slot, number, say), say, name)
    more = len(slot.values) - _MOST_VALUES
    notes = [Text(f"and {more} other value{'' if more == 1 else 's'}", style="dim")] if more > 0 else []
    notes += [Text(line, style="cyan") for line in _tell_courses(slot, say, name)]
    notes += [Text(line, style="bold yellow") for line in _tell_quarrels(slot, say)]
    return Group(*lines, *(_inside(note, 4) for note in notes))


def tell_value(value: HeldValue, say: Say) -> str:
    """Return a value as a line names it."""
    labels = load_labels("en")
    if value.slot in _COUNTED and value.min is not None:
        return write_number(labels, value.min, value.max)
    if value.slot == "place":
        where = ", ".join(part for part in (value.country, labels.name("precision", value.precision)) if part)
        return f"{say(value.name or value.text)} ({where})" if where else say(value.text)
    if value.slot == "blamed" and UNKNOWN in (value.name, value.text):
        return labels.name("party", UNKNOWN)
    if value.slot == "weapon":
        return labels.name("weapon", value.weapon) or say(value.text)
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


def _lay_value(value: HeldValue, held: bool, marks: Iterator[Text], say: Say, name: Say) -> Iterator[RenderableType]:
    """Yield who holds a value, how many, when they said it, what it stands against, and the words."""
    days = tell_days(value.first_said, value.last_said)
    stands = " · ".join(part for part in (_count_briefly(value.backing), days) if part)
    head = [Text(tell_value(value, say), style="bold" if held else ""), *marks, Text(stands, style="cyan")]
    yield _inside(Text("  ").join(head), 4)
    names = ", ".join(name(key) for key in value.backing.origins)
    yield _inside(Text(names or _NOBODYS, style="dim"), 8)
    words = list(dict.fromkeys(quote.text for quote in value.quotes))
    if quotes := "  ".join(map(say, words[:_MOST_QUOTES])):
        yield _inside(Text(quotes), 8)


def _count_briefly(backing: Backing) -> str:
    """Return the three numbers, or the one that says all where one report stands alone."""
    return "1 independent origin" if backing.counts == (1, 1, 1) else count(backing)


def _marks(slot: SlotRecord, number: int, say: Say) -> Iterator[Text]:
    """Yield what a value stands against: the one that most hold, and those that it denies; and what it raises."""
    against = {
        d.first if d.second == number else d.second
        for d in slot.differences
        if (
            number in (d.first, d.second)
            and (d.kind == "disagreement" and slot.most in (d.first, d.second) and number != slot.most)
        )
        or (d.kind == "denied" and number == d.second)
    }
    for other in sorted(against):
        yield Text(f"≠ {tell_value(slot.values[other], say)}", style="bold yellow")
    raised = sorted({d.first for d in slot.differences if d.second == number and _is_by_others(slot, d)})
    if raised:
        earlier = slot.most if slot.most in raised else raised[0]
        yield Text(f"later than {tell_value(slot.values[earlier], say)}", style="cyan")
    if not against and not raised and any(d.kind == "less_precise" and d.first == number for d in slot.differences):
        yield Text("less precise, no contradiction", style="dim")


def _holders(slot: SlotRecord, difference: Difference) -> set[str]:
    """Return the origins that hold both values of a difference."""
    first, second = (slot.values[n].backing.origins for n in (difference.first, difference.second))
    return set(first) & set(second)


def _is_by_others(slot: SlotRecord, difference: Difference) -> bool:
    """Tell whether a toll was raised by others than those who told the earlier one."""
    return difference.kind == "update" and not _holders(slot, difference)


def _title(slot: SlotRecord, say: Say) -> str:
    named, held = _NAMES.get(slot.slot, slot.slot), slot.held
    if slot.slot not in _COUNTED or held is None or held.min is None or slot.min is None:
        return named
    told = f"{named}  {tell_value(held, say)}"
    if (slot.min, slot.max) != (held.min, held.max):
        told += f" ({f'{slot.min} or more' if slot.max is None else f'{slot.min} to {slot.max}'})"
    last = find_latest(slot)
    return f"{told}, last told {tell_value(last, say)}" if last else told


def _tell_courses(slot: SlotRecord, say: Say, name: Say) -> Iterator[str]:
    """Yield what each origin said one after the other, where it said more than one thing."""
    steps: dict[str, dict[int, None]] = {}
    for difference in slot.differences:
        if difference.kind == "update":
            for origin in sorted(_holders(slot, difference)):
                steps.setdefault(origin, {}).update(dict.fromkeys((difference.first, difference.second)))
    for origin, course in steps.items():
        yield f"{name(origin)}: " + ", then ".join(tell_value(slot.values[n], say) for n in course)


def _tell_quarrels(slot: SlotRecord, say: Say) -> Iterator[str]:
    """Yield the disagreements of a slot in which nothing stands against what most hold."""
    quarrels = [d for d in slot.differences if d.kind == "disagreement"]
    if any(slot.most in (d.first, d.second) for d in quarrels):
        return
    for difference in quarrels[:_MOST_AGAINST]:
        one, other = (tell_value(slot.values[n], say) for n in (difference.first, difference.second))
        yield f"{other} ≠ {one}"
    if (left := len(quarrels) - _MOST_AGAINST) > 0:
        yield f"and {left} more"


def _inside(part: RenderableType, by: int) -> RenderableType:
    return Padding(part, (0, 0, 0, by))
