"""How statements travelled, as a graph in GraphML: from who says something over who carries it to who publishes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, BinaryIO
from xml.etree import ElementTree

from khabar.export.case import Case
from khabar.export.options import Options, Written
from khabar.export.withheld import MASK
from khabar.export.xml import replace_forbidden
from khabar.incidents.record import Origin, Statement

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"label": "string", "role": "string", "kind": "string", "voice": "string", "country": "string"}
_EDGE = {
    "relation": "string",
    "incident": "string",
    "document": "string",
    "published": "string",
    "force": "string",
    "certainty": "string",
    "negated": "boolean",
    "share": "double",
}
_ROLES = ("origin", "carrier", "publisher")
Fields = dict[str, Any]


class _Graph:
    """Nodes by what names them, and edges in the order in which they are told."""

    def __init__(self) -> None:
        self.nodes: dict[str, Fields] = {}
        self.edges: list[tuple[str, str, Fields]] = []

    def add_node(self, key: str, role: str, **fields: Any) -> str:
        """Add a node, or let the one that is there be what is nearer to the origin; return its key."""
        old = self.nodes.setdefault(key, {"role": role, **fields})
        if _ROLES.index(role) < _ROLES.index(old["role"]):
            old.update({"role": role, **{name: value for name, value in fields.items() if value}})
        return key

    def add_case(self, case: Case) -> None:
        """Add the way of every statement of a case, and its copies."""
        for origin in case.record.origins:
            for statement in origin.statements:
                self._add_way(case.record.id, origin, statement)
        publishers = {s.document: _publisher(s) for o in case.record.origins for s in o.statements}
        for copy in case.record.copies:
            ends = publishers.get(copy.of), publishers.get(copy.document)
            if ends[0] and ends[1] and ends[0] != ends[1]:
                fields = {"relation": "copies", "incident": case.record.id, "document": copy.document}
                self.edges.append((ends[0], ends[1], fields | {"share": round(copy.share, 3)}))

    def _add_way(self, incident: str, origin: Origin, statement: Statement) -> None:
        speaker = _publisher(statement) if origin.voice == "own" and statement.publisher == origin.publisher else None
        fields = {"kind": origin.kind, "voice": origin.voice, "country": origin.country}
        start = self.add_node(
            speaker or _name_origin(origin),
            "origin",
            label=origin.publisher or origin.label if origin.voice == "own" else origin.label,
            **fields,
        )
        way = [start]
        way += [self.add_node(f"name:{c.name}", "carrier", label=c.name) for c in reversed(statement.carriers)]
        if (end := _publisher(statement)) is not None:
            way.append(self.add_node(end, "publisher", label=end.removeprefix("name:")))
        way = list(dict.fromkeys(way))
        told = {
            "incident": incident,
            "document": statement.document,
            "published": statement.published,
            "force": statement.force,
            "certainty": statement.certainty,
            "negated": statement.negated,
        }
        for number, (a, b) in enumerate(pairwise(way)):
            relation = "says" if number == 0 else "relays"
            self.edges.append((a, b, {"relation": "publishes" if b == end and number else relation, **told}))


def _name_origin(origin: Origin) -> str:
    """Return the key of an origin's node: its name, so that who speaks here and carries there is one; else its own key."""
    named = origin.voice != "unnamed" and origin.name and MASK not in origin.name
    return f"name:{origin.name}" if named else f"origin:{origin.key}"


def _publisher(statement: Statement) -> str | None:
    return f"name:{statement.publisher}" if statement.publisher else None


def write_graphml(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one directed graph of all cases."""
    graph = _Graph()
    for case in cases:
        graph.add_case(case)
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    for kind, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, type in fields.items():
            ElementTree.SubElement(
                root, "key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type}
            )
    inside = ElementTree.SubElement(root, "graph", {"id": "transmission", "edgedefault": "directed"})
    numbers = {key: f"n{number}" for number, key in enumerate(graph.nodes)}
    for key, given in graph.nodes.items():
        _fill(ElementTree.SubElement(inside, "node", {"id": numbers[key]}), "node", given)
    for number, (a, b, given) in enumerate(graph.edges):
        ends = {"id": f"e{number}", "source": numbers[a], "target": numbers[b]}
        _fill(ElementTree.SubElement(inside, "edge", ends), "edge", given)
    ElementTree.indent(root, space=" ")
    stream.write(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return Written(rows=len(graph.nodes) + len(graph.edges))


def _fill(element: ElementTree.Element, kind: str, given: Fields) -> None:
    for name, value in _kept(given):
        ElementTree.SubElement(element, "data", {"key": f"{kind}-{name}"}).text = value


def _kept(given: Fields) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if value is not None and value != "":
            yield name, replace_forbidden(str(value).lower() if isinstance(value, bool) else str(value))
