"""The graph of transmission: from those who speak, through those who pass it on, to those who publish; as places on a plane."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from khabar.incidents.record import IncidentRecord, Statement
from khabar.model import Value
from khabar.web.wording.phrases import Phrases
from khabar.web.wording.values import describe_origin, name_known, name_origin

NodeKind = Literal["named", "unnamed", "own", "carrier", "publisher"]
WIDTH, HEIGHT, ROW, GAP = 250, 46, 58, 130
_LONGEST = 31
_SWEEPS = 4


class Node(Value, frozen=True, kw_only=True):
    """A box of the graph; `x`/`y` are its upper left corner, `full` is its name uncut."""

    key: str
    kind: NodeKind
    label: str
    full: str
    note: str
    x: int
    y: int
    href: str | None = None


class Edge(Value, frozen=True, kw_only=True):
    """A line between two boxes: `path` is SVG path data; `credited` is false where only likeness tells of it."""

    start: str
    end: str
    path: str
    credited: bool


class Graph(Value, frozen=True, kw_only=True):
    """Boxes and lines, and the size of the plane."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


@dataclass
class _Box:
    """A node before it has a place; columns are counted from those who speak."""

    kind: NodeKind
    name: str
    note: str
    column: int
    href: str | None = None


@dataclass
class _Draft:
    """Boxes by their keys, and for each line between two whether somebody tells of it."""

    boxes: dict[str, _Box] = field(default_factory=dict)
    edges: dict[tuple[str, str], bool] = field(default_factory=dict)


def draw_transmission(record: IncidentRecord, phrases: Phrases) -> Graph:
    """Return the graph of a record, speakers first in the direction of reading."""
    draft = _Draft()
    carriers = max((len(s.carriers) for o in record.origins for s in o.statements), default=0)
    for number, origin in enumerate(record.origins, start=1):
        draft.boxes[f"o{number}"] = _Box(
            origin.voice,
            name_origin(origin, phrases),
            describe_origin(origin, phrases, carrier=False),
            column=0,
            href=f"#origin-{number}",
        )
        for statement in origin.statements:
            _add_way(draft, f"o{number}", statement, carriers, phrases)
    return _place(draft, mirrored=phrases.direction == "rtl")


def _add_way(draft: _Draft, origin: str, statement: Statement, carriers: int, phrases: Phrases) -> None:
    """Add the way of one statement; its carriers stand nearest to the reader first."""
    way = [(origin, True)]
    publisher = statement.publisher or phrases.say("publisher_unknown")
    for carrier in reversed(statement.carriers):
        if carrier.name != publisher and f"c{carrier.name}" not in {key for key, _ in way}:
            key = f"c{carrier.name}"
            name = name_known(carrier.name, phrases) or carrier.name
            box = draft.boxes.setdefault(key, _Box("carrier", name, phrases.say("passes_on"), column=0))
            box.column = max(box.column, len(way))
            way.append((key, carrier.credited))
    key = f"p{publisher}"
    shown = name_known(publisher, phrases) or publisher
    draft.boxes[key] = _Box("publisher", shown, phrases.say("publishes"), column=carriers + 1)
    way.append((key, True))
    for (start, _), (end, credited) in pairwise(way):
        draft.edges[start, end] = draft.edges.get((start, end), False) or credited


def _place(draft: _Draft, *, mirrored: bool) -> Graph:
    used = sorted({box.column for box in draft.boxes.values()})
    columns: dict[int, list[str]] = {n: [] for n in range(len(used))}
    for key, box in draft.boxes.items():
        columns[used.index(box.column)].append(key)
    height = max((len(keys) for keys in columns.values()), default=1) * ROW
    width = len(used) * WIDTH + max(len(used) - 1, 0) * GAP
    centres = _order(columns, draft, height)
    points = {}
    for column, keys in columns.items():
        x = column * (WIDTH + GAP)
        for key in keys:
            points[key] = (width - WIDTH - x if mirrored else x, round(centres[key] - HEIGHT / 2))
    nodes = tuple(
        Node(
            key=key,
            kind=draft.boxes[key].kind,
            label=_cut(draft.boxes[key].name),
            full=draft.boxes[key].name,
            note=_cut(draft.boxes[key].note, 40),
            x=x,
            y=y,
            href=draft.boxes[key].href,
        )
        for key, (x, y) in points.items()
    )
    edges = tuple(
        Edge(start=s, end=e, path=_curve(points[s], points[e], mirrored), credited=credited)
        for (s, e), credited in draft.edges.items()
    )
    return Graph(nodes=nodes, edges=edges, width=width, height=height)


def _order(columns: dict[int, list[str]], draft: _Draft, height: int) -> dict[str, float]:
    """Return the middle of each box: columns are sorted by what their boxes are bound to, to and fro, against crossings."""
    bound: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in draft.edges:
        bound[start].append(end)
        bound[end].append(start)
    centres: dict[str, float] = {}
    forth, back = sorted(columns), sorted(columns, reverse=True)
    for column in (forth + back) * _SWEEPS + forth:
        keys = sorted(columns[column], key=lambda key: _mean([centres[b] for b in bound[key] if b in centres]))
        step = height / len(keys)
        centres |= {key: (row + 0.5) * step for row, key in enumerate(keys)}
    return centres


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _curve(start: tuple[int, int], end: tuple[int, int], mirrored: bool) -> str:
    left, right = (0, WIDTH) if mirrored else (WIDTH, 0)
    x1, y1 = start[0] + left, start[1] + HEIGHT // 2
    x2, y2 = end[0] + right, end[1] + HEIGHT // 2
    half = (x1 + x2) // 2
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"


def _cut(text: str, longest: int = _LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
