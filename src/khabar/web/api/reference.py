"""The reference of the API as a page: made of what the API says of itself, with nothing loaded from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from khabar.model import Value
from khabar.views.labels import LANGUAGES
from khabar.web.api.describing import describe_api
from khabar.web.entrance.people import needs_scope
from khabar.web.rendering import render
from khabar.web.wording.phrases import load_phrases

router = APIRouter(include_in_schema=False)
_ORDER = ("incidents", "reports", "sources", "exports", "reading", "adding", "review", "decisions", "about")
_MOST = 4_000  # characters of an example


class Parameter(Value, frozen=True, kw_only=True):
    """One parameter of a question."""

    name: str
    where: str
    required: bool
    kind: str
    about: str


class Operation(Value, frozen=True, kw_only=True):
    """One question: how it is asked, and examples of what is sent and answered."""

    method: str
    path: str
    summary: str
    about: str
    scope: str
    parameters: tuple[Parameter, ...]
    sent: str
    answered: str
    shape: str
    problems: str


@router.get("/docs", dependencies=[Depends(needs_scope("read"))])
def show_reference(request: Request) -> Response:
    """Show every question that the API answers."""
    told = describe_api(request.app)
    parts: dict[str, list[Operation]] = {tag: [] for tag in _ORDER}
    for tag, operation in _list(told):
        parts.setdefault(tag, []).append(operation)
    chosen = request.cookies.get("language", "")
    asked = request.headers.get("accept-language", "").strip().lower()[:2]
    back = load_phrases(next((one for one in (chosen, asked) if one in LANGUAGES), "en"))
    return render(request, "api/api_reference.html", "en", parts=parts, reader=back)


def _list(told: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, methods in told["paths"].items():
        for method, said in methods.items():
            status, answer = next((code, one) for code, one in said["responses"].items() if code.startswith("2"))
            content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
            sent = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield (
                said["tags"][0],
                Operation(
                    method=method.upper(),
                    path=path,
                    summary=said["summary"],
                    about=said["description"],
                    scope=next(iter(said["security"][0].values()))[0],
                    parameters=tuple(_tell(one) for one in said.get("parameters", ())),
                    sent=_write(sent.get("example")),
                    answered=_write(content.get("example")),
                    shape=f"{status} {_name(content.get('schema', {}))}".strip(),
                    problems=", ".join(sorted(code for code in said["responses"] if code >= "4")),
                ),
            )


def _tell(parameter: dict[str, Any]) -> Parameter:
    schema = parameter.get("schema", {})
    return Parameter(
        name=parameter["name"],
        where=parameter["in"],
        required=parameter.get("required", False),
        kind=_name(schema),
        about=parameter.get("description", ""),
    )


def _name(schema: dict[str, Any]) -> str:
    """Return a schema in a few words: the name of a shape, a type, or its values."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(_name(one) for one in schema["anyOf"] if one.get("type") != "null")
    if schema.get("type") == "array":
        return f"{_name(schema.get('items', {}))} …"
    return str(schema.get("type", ""))


def _write(example: Any) -> str:
    if example is None:
        return ""
    written = json.dumps(example, ensure_ascii=False, indent=2)
    return written if len(written) <= _MOST else f"{written[:_MOST]}\n…"
