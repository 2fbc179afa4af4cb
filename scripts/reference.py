"""The pages of the documentation that are made from the code: the front page, the Python names, the data dictionary.

mkdocs calls `on_pre_build` and `on_page_markdown` (see mkdocs.yml). What these pages say is read from docstrings, shapes,
the layouts of the exports and the tables of the store, so that they cannot say what the program no longer does.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI
from mkdocs.config.defaults import MkDocsConfig

import khabar
from khabar.export import FORMATS
from khabar.incidents import happening, record
from khabar.model import Report
from khabar.store.schema import metadata
from khabar.web import api
from khabar.web.api.describing import describe_api

ROOT = Path(__file__).parent.parent
_LINKS = {"docs/": "", "../README.md": "index.md", "CONTRIBUTING.md": "contributing.md"}


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the pages that are made among the others; git ignores them."""
    made = {
        "index.md": turn_links((ROOT / "README.md").read_text(encoding="utf-8")),
        "contributing.md": turn_links((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")),
        "reference/python.md": list_names(),
        "reference/data.md": "\n".join(describe_data()),
        "reference/api.md": "\n".join(describe_routes()),
    }
    for path, text in made.items():
        (Path(config.docs_dir) / path).write_text(text, encoding="utf-8")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Let links to the project's front page lead to the site's."""
    return turn_links(markdown)


def turn_links(markdown: str) -> str:
    """Return a page with its links as they stand on the site; what is not part of it is no link there."""

    def turn(found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        for before, after in _LINKS.items():
            if target.startswith(before):
                return f"[{words}]({after}{target.removeprefix(before)})"
        outside = not target.startswith(("http", "#")) and not target.partition("#")[0].endswith(
            (".md", ".png", ".svg")
        )
        return f"{words}" if outside else found[0]

    return re.sub(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)", turn, markdown)


def list_names() -> str:
    """Return the page of the public Python names, each with what its docstring says."""
    parts = ["# Python\n", f"{inspect.getdoc(khabar)}\n"]
    groups: dict[str, list[str]] = {"Functions": [], "Values": [], "Errors": []}
    for name in khabar.__all__:
        held = getattr(khabar, name)
        if name.startswith("__"):
            continue
        kind = "Functions" if inspect.isfunction(held) else "Errors" if issubclass(held, Exception) else "Values"
        groups[kind].append(f"::: {held.__module__}.{held.__qualname__}\n")
    for title, entries in groups.items():
        parts += [f"## {title}\n", *entries]
    return "\n".join(parts)


def describe_routes() -> Iterator[str]:
    """Yield the page of the HTTP API, from what it says of itself at `/api/v1/openapi.json`."""
    app = FastAPI(title="khabar")
    app.include_router(api.router, prefix=api.PREFIX)
    told = describe_api(app)
    yield "# HTTP API: every address\n"
    yield "Made from what the server says of itself at `/api/v1/openapi.json`, where the shapes of all answers stand too.\n"
    routes = [(path, method, route) for path, of_path in told["paths"].items() for method, route in of_path.items()]
    for tag in dict.fromkeys(route["tags"][0] for _, _, route in routes):
        yield f"## {tag.capitalize()}\n"
        for path, method, route in routes:
            if route["tags"][0] == tag:
                yield from _describe_route(path, method, route)


def _describe_route(path: str, method: str, route: Mapping[str, Any]) -> Iterator[str]:
    scope = route["security"][0]["token"][0]
    yield f"### `{method.upper()} {path}`\n"
    yield f"{route['summary']}. {route.get('description', '')} Needs the scope `{scope}`.\n"
    if parameters := route.get("parameters"):
        yield from _tabulate(
            ("parameter", "in", "meaning"),
            ((f"`{p['name']}`", p["in"], str(p.get("description", ""))) for p in parameters),
        )
    fails = ", ".join(
        f"{code} ({told['description'].lower()})" for code, told in route["responses"].items() if code >= "4"
    )
    yield f"Besides the answer: {fails}.\n"


def describe_data() -> Iterator[str]:
    """Yield the data dictionary: shapes of a report and of an incident, columns of exports, tables of the store."""
    yield "# Data dictionary\n"
    yield "Every field, column and table that there is, taken from the program. The [codebook](../codebook.md) says how they are decided.\n"
    yield "## A report (JSON)\n"
    yield from _describe_shapes(_gather(Report))
    yield "## An incident (JSON)\n"
    yield from _describe_shapes(_gather(record.IncidentRecord))
    yield "## What an incident comes to\n"
    yield from _describe_shapes(_gather(happening.Happening))
    yield "## Exports\n"
    for form in FORMATS.values():
        yield from _describe_layout(form.name)
    yield "## Tables of the store\n"
    yield "The same in SQLite and PostgreSQL.\n"
    for table in metadata.sorted_tables:
        yield f"### {table.name}\n"
        yield from _tabulate(
            ("column", "type", "may be null", "refers to"),
            (
                (f"`{c.name}`", str(c.type).lower(), "yes" if c.nullable else "", ", ".join(str(k.column) for k in c.foreign_keys))
                for c in table.columns
            ),
        )  # fmt: skip


def _describe_layout(name: str) -> Iterator[str]:
    form = FORMATS[name]
    yield f"### {name}\n"
    yield f"`{form.suffix}`: {form.purpose}; {form.layout.rows}.\n"
    columns = FORMATS[form.described_by].layout.columns if form.described_by else form.layout.columns
    if form.described_by:
        yield f"Columns as in [{form.described_by}](#{form.described_by}).\n"
    elif columns:
        yield from _tabulate(
            ("column", "holds", "how", "note", "HXL"),
            ((f"`{c.name}`", c.source, c.fate, c.note, f"`{c.hxl}`" if c.hxl else "") for c in columns),
        )


def _gather(shape: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """Return a shape and all those that it is made of, each once."""
    found: list[type[msgspec.Struct]] = []
    waiting: list[Any] = [shape]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            if one not in found:
                found.append(one)
                waiting += typing.get_type_hints(one).values()
        else:
            waiting += typing.get_args(one)
    return found


def _describe_shapes(shapes: Iterable[type[msgspec.Struct]]) -> Iterator[str]:
    for shape in shapes:
        yield f"### {shape.__name__}\n"
        yield f"{inspect.getdoc(shape)}\n"
        hints = typing.get_type_hints(shape)
        fields = {field.name: field for field in msgspec.structs.fields(shape)}
        yield from _tabulate(
            ("field", "type", "left out"),
            ((f"`{name}`", _name_type(hints[name]), _name_default(fields[name])) for name in fields),
        )


def _name_default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        return f"`{msgspec.json.encode(field.default).decode()}`"
    return "empty" if field.default_factory is not msgspec.NODEFAULT else ""


def _name_type(kind: Any) -> str:
    """Return a type as a reader of the JSON knows it."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in parts)
    if origin in (typing.Union, types.UnionType):
        return " or ".join("null" if part is type(None) else _name_type(part) for part in parts)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return f"[{', '.join(kind._fields)}]"
    if origin is tuple:
        return f"list of {_name_type(parts[0])}" if Ellipsis in parts else f"[{', '.join(map(_name_type, parts))}]"
    if origin is not None and issubclass(origin, Mapping):
        return f"object of {_name_type(parts[1])}"
    if isinstance(kind, type) and (issubclass(kind, msgspec.Struct) or dataclasses.is_dataclass(kind)):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(kind, str(kind))


def _tabulate(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""
