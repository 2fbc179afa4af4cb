"""Values in data that others made, which may be of another kind than they should."""

from __future__ import annotations

import json
import re
from typing import Any

from khabar.errors import InputError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def load_json(text: str) -> Any:
    """Return what JSON holds; raises `InputError` where it is none."""
    try:
        return json.loads(text)
    except ValueError as problem:
        raise InputError(f"not valid JSON: {problem}") from None
    except RecursionError:
        raise InputError("JSON nested too deeply") from None


def open_record(value: Any) -> dict[str, Any]:
    """Return the fields of a report: those at the top, or under `document` as khabar writes them.

    Raises `InputError` for anything but an object.
    """
    if isinstance(value, dict) and isinstance(value.get("document"), dict):
        value = value["document"]
    if not isinstance(value, dict):
        raise InputError("expected an object with a «text» that is a string")
    return value


def string_of(value: object) -> str | None:
    """Return a string without the blanks around it, None for one of nothing else and for other values."""
    return value.strip() or None if isinstance(value, str) else None


def strings_of(value: object) -> tuple[str, ...]:
    """Return the strings of a list, none for other values."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()


def mend_halves(text: str) -> str:
    """Return a text without half characters, which no encoding can write out again."""
    return _LONE_SURROGATE.sub("\ufffd", text)
