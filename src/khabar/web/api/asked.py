"""What every question of the API is asked with: days, words, and which part of a list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from khabar.web.desks import catalogue_of, desk_of

__all__ = ["Day", "Limit", "Number", "Offset", "Words", "catalogue_of", "desk_of"]

Day = Annotated[str | None, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", examples=["2022-03-05"])]
Words = Annotated[str | None, Query(min_length=1, max_length=300)]
Number = Annotated[int | None, Query(ge=0, le=999_999)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
