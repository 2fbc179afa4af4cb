"""Bodies that are sent in a shape of khabar's own: decoded strictly, and described by the shape."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from khabar.web.api.describing import describe_sent

T = TypeVar("T", bound=msgspec.Struct)


async def _receive(request: Request) -> bytes:
    return await request.body()


Sent = Annotated[bytes, Depends(_receive)]


def takes(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what OpenAPI says of a body of a shape, for `scoped`."""
    return {"requestBody": {"required": True, "content": {"application/json": describe_sent(shape)}}}


def decode(body: bytes, shape: type[T]) -> T:
    """Return what a body says. Raises `RequestValidationError`, which is answered with 422, where it has no such shape."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise RequestValidationError([{"loc": ("body",), "msg": str(problem), "type": "value_error"}]) from None
