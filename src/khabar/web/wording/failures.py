"""Why an input gave no report, in the language of the page where khabar knows how to say it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).parents[2] / "data" / "labels" / "failures.yaml"


class Why(NamedTuple):
    """A reason and the language that it is in."""

    words: str
    language: str


def tell_failure(reason: str, language: str) -> Why:
    """Return the reason for people at the pages; one that no entry knows, in the English of the command line."""
    for pattern, told in _load():
        if found := pattern.search(reason):
            return Why(told[language].format(**found.groupdict("")), language)
    return Why(reason, "en")


@cache
def _load() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    entries = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple((re.compile(entry["when"]), entry) for entry in entries)
