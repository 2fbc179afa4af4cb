"""Origins over time: how few stand behind how many reports; and in how many incidents that is so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.web.desk.entry import Entry
from khabar.web.layout.histogram import Histogram, count_by_time
from khabar.web.layout.tellings import Told
from khabar.web.pictures.drawing import (
    ACCENT,
    INK,
    LINE,
    MIDDLE,
    NOTHING,
    PALE,
    PAPER,
    SOFT,
    cut,
    enumerate_words,
    letter,
    measure,
    path,
    shape,
)
from khabar.web.pictures.sheet import EDGE, INNER, WIDTH, Drawn, Turn
from khabar.web.wording.phrases import Phrases

_HIGH, _END, _DAY = 330.0, 170.0, 92.0
_BARS_HIGH, _AXIS = 300.0, 46.0
_GROUPS = (("one", PALE), ("two", MIDDLE), ("more", ACCENT), ("unknown", NOTHING))


def draw_origins(tellings: Sequence[Told], names: Sequence[str], phrases: Phrases) -> Drawn:
    """Return reports in the order of publication, and above each how many origins had spoken by then.

    `names` are those of the origins by their numbers in the tellings, which count from 1.
    """
    turn = Turn(phrases)
    reports, seen, stairs = len(tellings), set[int](), []
    for told in tellings:
        fresh = [number for number in told.origins if number not in seen]
        seen.update(fresh)
        stairs.append((told, fresh, len(seen)))
    step = (INNER - _END) / max(reports, 1)
    rise = (_HIGH - 30) / max(reports, len(seen), 1)
    parts = [_days(tellings, step, turn, phrases)]
    middle = [EDGE + (n + 0.5) * step for n in range(reports)]
    alls = [(turn.at(x), _HIGH - rise * n) for n, x in enumerate(middle, start=1)]
    parts.append(shape("path", d=path(alls), fill="none", stroke=SOFT, stroke_width=1.6, stroke_dasharray="2 5"))
    line, before = [], 0
    for x, (_, _, count) in zip(middle, stairs, strict=True):
        line += [(turn.at(x), _HIGH - rise * before), (turn.at(x), _HIGH - rise * count)]
        before = count
    end = EDGE + INNER - _END + 6
    line.append((turn.at(end), _HIGH - rise * before))
    parts.append(shape("path", d=path(line[1:]), fill="none", stroke=ACCENT, stroke_width=3, stroke_linejoin="round"))
    parts += _dots(stairs, middle, rise, turn)
    parts += _name_steps(stairs, middle, rise, names, turn)
    tops = _part(_HIGH - rise * reports, _HIGH - rise * len(seen))
    parts.append(letter(phrases.count("reports", reports), turn.at(end + 8), tops[0] + 5, size=16, fill=SOFT))
    parts.append(
        letter(phrases.count("origins", len(seen)), turn.at(end + 8), tops[1] + 5, size=16, bold=True, fill=ACCENT)
    )
    return Drawn(body="".join(parts), height=_HIGH + _AXIS)


def _part(first: float, second: float) -> tuple[float, float]:
    """Return two heights at which two lines of letters do not touch, as near to these as may be."""
    lack = 24 - abs(first - second)
    if lack <= 0:
        return first, second
    return (first - lack, second) if first < second else (first + lack, second)


def _dots(stairs: Sequence[tuple[Told, list[int], int]], middle: Sequence[float], rise: float, turn: Turn) -> list[str]:
    radius = min(7.0, max(2.5, INNER / max(len(middle), 1) / 3))
    return [
        shape(
            "circle",
            cx=turn.at(x),
            cy=_HIGH - rise * count,
            r=radius,
            fill=ACCENT if fresh else PAPER,
            stroke=ACCENT,
            stroke_width=2,
        )
        for x, (_, fresh, count) in zip(middle, stairs, strict=True)
    ]


def _name_steps(
    stairs: Sequence[tuple[Told, list[int], int]],
    middle: Sequence[float],
    rise: float,
    names: Sequence[str],
    turn: Turn,
) -> list[str]:
    """Return who is new at each step, below it, where there is room: nothing else stands below the stairs."""
    parts, last = [], _HIGH + 60
    for x, (_, fresh, count) in zip(middle, stairs, strict=True):
        y = _HIGH - rise * count + 25
        if not fresh or last - y < 18:
            continue
        told = enumerate_words((names[n - 1] for n in fresh), "، " if turn.mirrored else ", ")
        words = cut(told, EDGE + INNER - x - 14, 13.5)
        width = measure(words, 13.5) + 4
        parts.append(shape("rect", x=turn.box(x + 10, width), y=y - 14, width=width, height=19, fill=PAPER))
        parts.append(letter(words, turn.at(x + 12), y, size=13.5))
        last = y
    return parts


def _days(tellings: Sequence[Told], step: float, turn: Turn, phrases: Phrases) -> str:
    """Return the days on which reports were published, each at its first."""
    parts = [
        shape(
            "path", d=f"M{EDGE} {_HIGH + 8}H{WIDTH - EDGE - _END if not turn.mirrored else WIDTH - EDGE}", stroke=LINE
        )
    ]
    if turn.mirrored:
        parts = [shape("path", d=f"M{EDGE + _END} {_HIGH + 8}H{WIDTH - EDGE}", stroke=LINE)]
    before, free = "", 0.0
    for number, told in enumerate(tellings):
        day = (told.about.published or "")[:10]
        if number and day == before:
            continue
        before = day
        x = EDGE + number * step
        parts.append(shape("path", d=f"M{turn.at(x):.1f} 10V{_HIGH + 14}", stroke=LINE))
        if x >= free:
            parts.append(letter(day or phrases.say("no_date"), turn.at(x + 4), _HIGH + 30, size=13, fill=SOFT))
            free = x + (_DAY if day else 160)
    return "".join(parts)


def draw_incidents(entries: Sequence[Entry], phrases: Phrases) -> Drawn | None:
    """Return bars of incidents in time, each parted by how many origins stand behind; None where none has a day."""
    histogram = count_by_time(entries, mirrored=False)
    if histogram is None:
        return None
    turn = Turn(phrases)
    length = len(histogram.first)
    counts = Counter((e.start[:length], _group(e)) for e in entries if e.start)
    most = max(bar.count for bar in histogram.bars)
    parts = [_grid(most, turn)]
    scale, high = INNER / 640, _BARS_HIGH - 20
    for bar in histogram.bars:
        y = _BARS_HIGH
        for group, fill in _GROUPS:
            if part := counts[bar.name, group]:
                height = part / most * high
                y -= height
                width = max(bar.width * scale, 1.5)
                parts.append(
                    shape("rect", x=turn.box(EDGE + bar.x * scale, width), y=y, width=width, height=height, fill=fill)
                )
    parts.append(_axis(histogram, turn, phrases))
    return Drawn(
        body=f"{_key(turn, phrases)}{shape('g', ''.join(parts), transform='translate(0 34)')}",
        height=34 + _BARS_HIGH + _AXIS,
    )


def _group(entry: Entry) -> str:
    if entry.origins is None:
        return "unknown"
    return "one" if entry.origins <= 1 else "two" if entry.origins == 2 else "more"


def _key(turn: Turn, phrases: Phrases) -> str:
    parts, x = [], float(EDGE)
    for group, fill in _GROUPS:
        words = phrases.say(f"picture_group_{group}")
        parts.append(shape("rect", x=turn.box(x, 14), y=4, width=14, height=14, rx=2, fill=fill))
        parts.append(letter(words, turn.at(x + 21), 16, size=13.5, fill=SOFT))
        x += 21 + measure(words, 13.5) + 26
    return "".join(parts)


def _grid(most: int, turn: Turn) -> str:
    parts = []
    for share in (0.0, 0.5, 1.0):
        value = round(most * share)
        y = _BARS_HIGH - value / most * (_BARS_HIGH - 20)
        parts.append(shape("path", d=f"M{EDGE} {y:.1f}H{WIDTH - EDGE}", stroke=LINE))
        if value:
            parts.append(letter(f"{value:,}", turn.at(EDGE - 8), y + 4, size=12.5, fill=SOFT, anchor="end"))
    return "".join(parts)


def _axis(histogram: Histogram, turn: Turn, phrases: Phrases) -> str:
    """Return names below the bars: the first, the last, and those between that have room."""
    scale = INNER / 640
    parts, free = [], 0.0
    last = histogram.bars[-1]
    room = measure(histogram.last, 13)
    for bar in histogram.bars:
        x = EDGE + bar.x * scale
        fits = x >= free and (bar is last or x + room + 24 < EDGE + last.x * scale)
        if fits:
            at = min(x, EDGE + INNER - room)
            parts.append(letter(bar.name, turn.at(at), _BARS_HIGH + 24, size=13, fill=INK))
            free = x + room + 60
    if histogram.earlier:
        words = phrases.say("picture_earlier", number=f"{histogram.earlier:,}")
        parts.append(letter(words, turn.at(EDGE), _BARS_HIGH + 42, size=12.5, fill=SOFT))
    return "".join(parts)
