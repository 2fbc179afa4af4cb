"""What OpenAPI says of the answers: made from the shapes that are sent, so that it cannot say anything else."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from khabar.web.api.examples import load_examples, show_example
from khabar.web.api.problems import Problem
from khabar.web.entrance.people import Scope, needs_scope

Responses = dict[int | str, dict[str, Any]]
_REF = "#/components/schemas/{name}"
_WHY = {
    400: "What was given cannot be read",
    401: "No token, or one that does not hold",
    403: "Not allowed to you, or under this publish profile",
    404: "Not there, or withheld",
    409: "It cannot be done to what is there",
    412: "It has changed since you looked",
    413: "Too large",
    422: "Does not fit",
    429: "Too many requests: wait as long as `Retry-After` says",
}
_ALWAYS = (401, 403, 422, 429)
_SCOPES: dict[Scope, str] = {
    "read": "looking things up",
    "export": "taking incidents along in a file",
    "add": "adding reports",
    "review": "saying what is right, and which events are one",
    "admin": "accounts, and what is kept to groups",
}
_ETAG = {
    "description": "Names this state of the answer: send it as `If-None-Match`, and what is unchanged is not sent again",
    "schema": {"type": "string"},
}
_LINK = {"description": 'The next part of the list, as `<address>; rel="next"`', "schema": {"type": "string"}}
_shapes: dict[str, Any] = {}


def gives(
    shape: type[msgspec.Struct],
    *,
    problems: Iterable[int] = (),
    status: int = 200,
    words: str = "What was asked for",
) -> Responses:
    """Return what OpenAPI says of an answer of a shape, and of the problems that may come instead."""
    _shapes[shape.__name__] = shape
    content = {"schema": {"$ref": _REF.format(name=shape.__name__)}}
    headers = {"ETag": _ETAG} | ({"Link": _LINK} if "next" in shape.__struct_fields__ else {})
    told = {"description": words, "headers": headers, "content": {"application/json": content}}
    return {status: told, **fails(*problems)}


def describe_sent(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what OpenAPI says of a body of a shape."""
    _shapes[shape.__name__] = shape
    return {"schema": {"$ref": _REF.format(name=shape.__name__)}}


def fails(*problems: int) -> Responses:
    """Return what OpenAPI says of problems, those that may come of every question among them."""
    return {code: _tell_problem(code) for code in sorted({*_ALWAYS, *problems})}


def _tell_problem(code: int) -> dict[str, Any]:
    _shapes["Problem"] = Problem
    title = HTTPStatus(code).phrase
    example = Problem(title=title, status=code, detail=_WHY[code].lower(), instance="/api/v1/incidents")
    content = {"schema": {"$ref": _REF.format(name="Problem")}, "example": msgspec.to_builtins(example)}
    return {"description": _WHY[code], "content": {"application/problem+json": content}}


def scoped(scope: Scope, **told: Any) -> dict[str, Any]:
    """Return what a route is made with that needs a scope: what asks for it, and what OpenAPI says of it."""
    secured = [{"token": [scope]}, {"session": [scope]}]
    return {"dependencies": [Depends(needs_scope(scope))], "openapi_extra": {"security": secured, **told}}


def describe_api(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description of an application."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes
        )
        components = made.setdefault("components", {})
        components["schemas"] = components.get("schemas", {}) | _describe_shapes()
        components["securitySchemes"] = _describe_security()
        for methods in made["paths"].values():
            for told in methods.values():
                _add_examples(told)
        app.openapi_schema = made
    return app.openapi_schema


def _add_examples(told: dict[str, Any]) -> None:
    """Add the examples of what is asked, sent and answered to what is said of a question."""
    examples = load_examples()
    for parameter in told.get("parameters", ()):
        if found := examples.parameters.get(parameter["name"]):
            parameter["example"] = found
    sent = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    if found := examples.sent.get(_named(sent)):
        sent["example"] = found
    for answer in told["responses"].values():
        content = answer.get("content", {}).get("application/json", {})
        shape = _shapes.get(_named(content))
        if shape is not None and (found := show_example(shape)) is not None:
            content["example"] = found


def _named(content: dict[str, Any]) -> str:
    """Return the name of the shape that some content has, of several the first."""
    schema = content.get("schema", {})
    first = schema.get("anyOf", [schema])[0]
    return str(first.get("$ref", "")).rpartition("/")[2]


def _describe_shapes() -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components(_shapes.values(), ref_template=_REF)
    for schema in schemas.values():
        if told := schema.get("description"):
            schema["description"] = inspect.cleandoc(told)
    return dict(sorted(schemas.items()))


def _describe_security() -> dict[str, Any]:
    listed = "; ".join(f"`{scope}`: {words}" for scope, words in _SCOPES.items())
    bearer = f"`Authorization: Bearer TOKEN`. What a token is for is said when it is made: {listed}."
    return {
        "token": {"type": "http", "scheme": "bearer", "description": bearer},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "khabar",
            "description": "The cookie of somebody who signed in with a browser.",
        },
    }
