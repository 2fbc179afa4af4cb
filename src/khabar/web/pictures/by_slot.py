"""Disagreement by slot: who many hold which value of an incident, and on what the origins of many incidents differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.incidents.record import IncidentRecord, SlotName, SlotRecord
from khabar.web.pictures.drawing import ACCENT, CLASH, CLASH_PALE, INK, PALE, SOFT, clean, cut, letter, shape
from khabar.web.pictures.sheet import EDGE, INNER, Drawn, Turn
from khabar.web.wording.phrases import Phrases
from khabar.web.wording.values import write_value

_ROW, _HEAD, _GAP = 30.0, 30.0, 12.0
_NAMES, _COUNTS = 330.0, 170.0
_MOST = 6


def draw_values(record: IncidentRecord, phrases: Phrases) -> Drawn:
    """Return every slot with its values, each as long as it has origins; those that another contradicts in amber."""
    turn = Turn(phrases)
    slots = [slot for slot in record.slots if slot.values and not _is_plain(slot)]
    most = max((len(value.backing.origins) for slot in slots for value in slot.values), default=1) or 1
    parts, y = [], 4.0
    for slot in slots:
        contested = {n for d in slot.contradictions for n in (d.first, d.second)}
        y += _HEAD
        parts.append(letter(phrases.name("slot", slot.slot), turn.at(EDGE), y - 8, size=15, bold=True))
        if contested:
            parts.append(_mark(turn.at(EDGE + INNER - 12), y - 13))
        for number, value in enumerate(slot.values[:_MOST]):
            fill, ink = (CLASH_PALE, CLASH) if number in contested else (PALE, INK)
            fill = ACCENT if number == slot.most and number not in contested else fill
            words = cut(clean(write_value(value, phrases)), _NAMES - 16, 14.5)
            parts.append(letter(words, turn.at(EDGE), y + 19, size=14.5, fill=ink, bold=number == slot.most))
            parts.append(_bar(len(value.backing.origins), most, y, fill, turn, phrases))
            y += _ROW
        if len(slot.values) > _MOST:
            parts.append(
                letter(
                    phrases.say("and_more", number=len(slot.values) - _MOST), turn.at(EDGE), y + 16, size=13, fill=SOFT
                )
            )
            y += _ROW
        y += _GAP
    return Drawn(body="".join(parts), height=y)


def _is_plain(slot: SlotRecord) -> bool:
    return slot.slot == "happened" and all(value.happened for value in slot.values)


def _bar(count: int, most: int, y: float, fill: str, turn: Turn, phrases: Phrases) -> str:
    room = INNER - _NAMES - _COUNTS
    width = max(room * count / most, 3)
    told = phrases.count("holders", count) if count else phrases.say("picture_headline_only")
    return shape(
        "rect", x=turn.box(EDGE + _NAMES, width), y=y + 5, width=width, height=_ROW - 10, rx=3, fill=fill
    ) + letter(told, turn.at(EDGE + _NAMES + width + 8), y + 19, size=13.5, fill=SOFT)


def _mark(x: float, y: float) -> str:
    """Return the sign that values are not equal."""
    lines = f"M{x - 9:.1f} {y - 3}h18M{x - 9:.1f} {y + 3}h18M{x + 4:.1f} {y - 9}l-8 18"
    return shape("path", d=lines, stroke=CLASH, stroke_width=2.2, stroke_linecap="round", fill="none")


def draw_slots(counts: Mapping[SlotName, int], looked: int, phrases: Phrases, *, slots: Sequence[SlotName]) -> Drawn:
    """Return for each slot in how many of the incidents that were looked at origins contradict each other on it."""
    turn = Turn(phrases)
    room = INNER - _NAMES - _COUNTS
    parts, y = [], 10.0
    for slot in sorted(slots, key=lambda name: -counts.get(name, 0)):
        count = counts.get(slot, 0)
        width = room * count / max(looked, 1)
        parts.append(letter(phrases.name("slot", slot), turn.at(EDGE), y + 24, size=15.5, bold=bool(count)))
        parts.append(
            shape("rect", x=turn.box(EDGE + _NAMES, room), y=y + 8, width=room, height=24, rx=3, fill="#f4f1ea")
            + shape(
                "rect",
                x=turn.box(EDGE + _NAMES, width),
                y=y + 8,
                width=width,
                height=24,
                rx=3,
                fill=CLASH_PALE,
            )
        )
        parts.append(
            letter(phrases.count("incidents", count), turn.at(EDGE + _NAMES + room + 12), y + 25, size=14, fill=SOFT)
        )
        y += 42
    return Drawn(body="".join(parts), height=y + 4)
