"""What somebody filled into a form, where all of it is text."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

Form = dict[str, str]
_MOST_FIELDS = 100
_MOST_BYTES = 2**16  # of one field


async def read_fields(request: Request) -> Form:
    """Return the fields of a form that hold text, of several with one name the last."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_BYTES) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


Fields = Annotated[Form, Depends(read_fields)]
