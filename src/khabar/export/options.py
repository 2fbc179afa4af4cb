"""What a writer of a format is told, and what it tells when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from khabar.export.case import Case
from khabar.model import Value


class Options(Value, frozen=True, kw_only=True):
    """`language` is that of labels, "ar" or "en"; `hxl` puts a row of HXL tags below the head of a CSV.

    `reviewed` puts what people decided in the place of what the machine read.
    """

    language: str = "en"
    hxl: bool = False
    reviewed: bool = False


class Written(Value, frozen=True, kw_only=True):
    """How many rows (or features, entities, pages) were written, and how many incidents were left out and why."""

    rows: int
    left_out: Mapping[str, int] = {}


Writer = Callable[[Iterable[Case], BinaryIO, Options], Written]
