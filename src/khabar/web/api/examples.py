"""Examples for OpenAPI, each read into the shape that it is an example of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from khabar.errors import DataProblem
from khabar.model import Value

_FILE = Path(__file__).parents[2] / "data" / "api" / "examples.yaml"


class Examples(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Examples by the names of parameters, of what is sent, and of what is answered."""

    parameters: Mapping[str, str]
    sent: Mapping[str, Any]
    answered: Mapping[str, Any]


@cache
def load_examples() -> Examples:
    """Return all examples."""
    return msgspec.convert(yaml.safe_load(_FILE.read_text(encoding="utf-8")), type=Examples)


def show_example(shape: type[Any]) -> Any:
    """Return the example of a shape as JSON has it, None where there is none. Raises `DataProblem` for one that does not fit."""
    found = load_examples().answered.get(shape.__name__)
    try:
        return None if found is None else msgspec.to_builtins(msgspec.convert(found, type=shape))
    except msgspec.ValidationError as problem:
        raise DataProblem(f"{_FILE.name}: the example of {shape.__name__} does not fit: {problem}") from None
