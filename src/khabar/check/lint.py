"""What can be seen in the data without reading a sentence: stray letters, doubles, entries without examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from khabar.compile.lexicon import SourceEntry
from khabar.model import EventType, Force

# Letters that look like Arabic ones but are others, tatweel, presentation forms, invisible direction marks.
_STRAY = re.compile("[\u06cc\u06a9\u0640\ufb50-\ufdff\ufe70-\ufefe\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_VALUES = {"type": get_args(EventType), "force": get_args(Force)}
_DOMAIN_OF = {"type": "events", "force": "speech"}


def lint_letters(paths: Iterable[Path]) -> Iterator[str]:
    """Yield a problem for each line that holds a stray letter."""
    for path in sorted(paths):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = _STRAY.search(line)
            if found:
                yield f"{path.parent.name}/{path.name}:{number}: stray character U+{ord(found.group()):04X} in «{line.strip()[:60]}»"


def lint_entries(entries: Iterable[SourceEntry]) -> Iterator[str]:
    """Yield a problem for each entry without an example and each that stands twice."""
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield f"{entry.id}: stands twice; join the two, or give one an `id`"
        seen.add(entry.id)
        for key, values in _VALUES.items():
            if entry.fields.get(key, values[0]) not in values and entry.domain == _DOMAIN_OF[key]:
                yield f"{entry.id}: {key} «{entry.fields[key]}» is not in khabar.model; it has: {', '.join(values)}"
        if not _has_text(entry.fields.get("examples")):
            yield f"{entry.id}: has no example; add `examples: [{{text: …}}]` with a sentence that it must read"


def _has_text(examples: object) -> bool:
    return (
        isinstance(examples, list) and bool(examples) and all(isinstance(e, dict) and e.get("text") for e in examples)
    )
