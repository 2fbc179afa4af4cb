"""The table of origins × slots, and every value with the words that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.export.dossier.index import Index
from khabar.export.dossier.wording import Wording, isolate, quote
from khabar.incidents.record import Difference, HeldValue, Origin, SlotRecord
from khabar.views.cards import escape

_MOST_QUOTES = 3
# Drawn, for a font may lack the sign, and turned text mirrors it.
_UNEQUAL = (
    '<svg class="sign" viewBox="0 0 12 12" width="12" height="12" role="img" aria-label="≠">'
    '<path d="M1 4.2h10M1 7.8h10M8.6 1 3.4 11"/></svg>'
)


def show_table(index: Index, wording: Wording) -> str:
    """Return the table: a row for each origin, a column for each slot of which something is said."""
    slots = [slot for slot in index.case.record.slots if slot.values and _tells(slot)]
    heads = "".join(
        f'<th scope="col"{_class("disagree", bool(slot.contradictions))}>{escape(wording.labels.name("slot", slot.slot))}'
        f"{_flag(slot, wording)}</th>"
        for slot in slots
    )
    note = wording.say("table_note").replace("≠", _UNEQUAL)
    rows = "".join(_row(index, origin, slots, wording) for origin in index.origins)
    return (
        f'<section><h2>{wording.say("table")}</h2><p class="note">{note}</p>'
        f'<div class="wide" tabindex="0"><table class="matrix"><thead><tr><th scope="col">{wording.say("origin")}</th>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div></section>"
    )


def _tells(slot: SlotRecord) -> bool:
    """Tell whether a column says more than that all agree that it happened."""
    return slot.slot != "happened" or bool(slot.contradictions)


def _flag(slot: SlotRecord, wording: Wording) -> str:
    return f'<span class="flag">{_UNEQUAL} {wording.say("disagree")}</span>' if slot.contradictions else ""


def _class(name: str, wanted: bool) -> str:
    return f' class="{name}"' if wanted else ""


def _row(index: Index, origin: Origin, slots: list[SlotRecord], wording: Wording) -> str:
    number = index.number_origin(origin.key) or 0
    link = f'<a href="#{index.anchor("o", number)}">{isolate(wording.origin(origin))}</a>'
    cells = "".join(f"<td>{_cell(slot, origin.key, wording)}</td>" for slot in slots)
    return f'<tr><th scope="row"><span class="no">{number}</span> {link}{show_voice(origin, wording)}</th>{cells}</tr>'


def show_voice(origin: Origin, wording: Wording) -> str:
    """Return what sort of voice an origin is, where it is not somebody with a name."""
    if origin.voice == "own":
        return f" <small>{wording.say('own')}</small>"
    if origin.voice == "unnamed":
        carrier = wording.name(origin.publisher, origin.publisher or "") or wording.say("unknown_publisher")
        return f" <small>{wording.say('unnamed', publisher=carrier)}</small>"
    return ""


def _cell(slot: SlotRecord, origin: str, wording: Wording) -> str:
    held = [(n, value) for n, value in enumerate(slot.values) if origin in value.backing.origins]
    return "".join(_held(slot, n, value, origin, wording) for n, value in held) or '<span class="none">·</span>'


def _held(slot: SlotRecord, number: int, value: HeldValue, origin: str, wording: Wording) -> str:
    marks = ""
    if any(number in (d.first, d.second) and origin in d.origins for d in slot.contradictions):
        marks += f'<span class="mark hard">{_UNEQUAL}</span>'
    if any(d.kind == "update" and number == d.second and origin in d.origins for d in slot.differences):
        marks += '<span class="mark later">↻</span>'
    tag = "b" if number == slot.most else "span"
    return f"<div><{tag}>{wording.show_value(value)}</{tag}>{marks}</div>"


def show_values(index: Index, wording: Wording) -> str:
    """Return every slot with its values, who holds them, what contradicts them, and their words."""
    told = "".join(_slot(index, slot, wording) for slot in index.case.record.slots if slot.values)
    return f'<section><h2>{wording.say("values")}</h2><p class="note">{wording.say("values_note")}</p>{told}</section>'


def _slot(index: Index, slot: SlotRecord, wording: Wording) -> str:
    values = "".join(_value(index, slot, n, value, wording) for n, value in enumerate(slot.values))
    name = escape(wording.labels.name("slot", slot.slot))
    return f'<div class="slot"><h3>{name}{_flag(slot, wording)}</h3><ul>{values}</ul></div>'


def _value(index: Index, slot: SlotRecord, number: int, value: HeldValue, wording: Wording) -> str:
    name = wording.show_value(value)
    head = f"<b>{name}</b>" if number == slot.most else name
    count = wording.say("held_by", count=len(value.backing.origins))
    words = "".join(
        f"<li>{index.refer([q.document])}{quote(q.text)}</li>" for q in value.quotes[:_MOST_QUOTES] if q.text
    )
    listed = f'<ul class="quotes">{words}</ul>' if words else ""
    differs = "".join(_differ(index, slot, number, wording))
    return (
        f'<li class="value"><div class="line">{head} <span class="chip">{count}</span>'
        f"{index.refer(value.backing.reports)}{differs}</div>{listed}</li>"
    )


def _differ(index: Index, slot: SlotRecord, number: int, wording: Wording) -> Iterator[str]:
    """Yield what contradicts a value, who denies it, and what its origins said later."""
    against = {
        d.second if d.first == number else d.first for d in slot.differences if _between(d, number, "disagreement")
    }
    denials = [slot.values[d.second] for d in slot.differences if d.kind == "denied" and d.first == number]
    deniers = {key for denial in denials for key in denial.backing.origins}
    later = {d.second for d in slot.differences if d.kind == "update" and d.first == number}
    names = [isolate(wording.origin(origin)) for origin in index.origins if origin.key in deniers]
    for key, shown, style in (
        ("against", _show(slot, against, wording), "hard"),
        ("denied_by", names, "hard"),
        ("updated", _show(slot, later, wording), "later"),
    ):
        if shown:
            yield f'<span class="differs {style}">{wording.frame(key, wording.join(shown))}</span>'


def _show(slot: SlotRecord, numbers: Iterable[int], wording: Wording) -> list[str]:
    return [wording.show_value(slot.values[n]) for n in sorted(numbers)]


def _between(difference: Difference, number: int, kind: str) -> bool:
    return difference.kind == kind and number in (difference.first, difference.second)
