"""What taking in came to, as lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from khabar.views.visible import on_one_line

FATES = {
    "new": "new",
    "version": "new versions of known ones",
    "copy": "kept, and copies of others",
    "known": "known already",
    "failed": "failed",
}
_ONE = {"version": "new version of a known one"}
STATES = {
    "needs_ocr": "kept, to be read once there is OCR",
    "other_language": "kept, not Arabic",
    "unreadable": "kept, could not be read",
}
_MOST_REASONS = 10
_LONGEST_REASON = 160


def summarise_taking(fates: Counter[str], states: Counter[str], reasons: Counter[str]) -> Iterator[str]:
    """Yield one line for each fate that documents met, then for each state, then why some failed, grouped."""
    for name, words in FATES.items():
        if fates[name]:
            yield f"{fates[name]:>7,}  {_ONE.get(name, words) if fates[name] == 1 else words}"
    for name, words in STATES.items():
        if states[name]:
            yield f"{states[name]:>7,}  {words}"
    yield from _group(reasons)


def _group(reasons: Counter[str]) -> Iterator[str]:
    shown: Iterable[tuple[str, int]] = reasons.most_common(_MOST_REASONS)
    for reason, count in shown:
        yield f"         {count:,} × {on_one_line(reason)[:_LONGEST_REASON]}"
    if len(reasons) > _MOST_REASONS:
        left = len(reasons) - _MOST_REASONS
        yield f"         and {left:,} other reason{'' if left == 1 else 's'}"
