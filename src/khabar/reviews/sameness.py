"""When two values of a field are the same to people who compare them."""

from __future__ import annotations

from typing import Any

from khabar.language.spelling import fold
from khabar.model import Count, Link, Party, Place, Time


def name_value(value: Any) -> str:
    """Return what a value says, so that two that say the same are equal; nothing is empty.

    What has a record is named by it, what has none by its folded words; numbers and days by themselves, whatever words
    they were told in.
    """
    match value:
        case None:
            return ""
        case Count():
            return f"{value.min}-{'' if value.max is None else value.max}"
        case Time() if value.start:
            return f"{value.start}/{value.end}"
        case Link() | Party() | Place() if value.id or value.name:
            return value.id or value.name or ""
        case Link() | Party() | Place() | Time():
            return " ".join(fold(value.text).split())
    return str(value).lower()
