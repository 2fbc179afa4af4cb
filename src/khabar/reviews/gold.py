"""Reports that people judged as gold in the codebook's JSON, so that the machine is measured on their own corrections."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from khabar.model import Report
from khabar.reviews.correcting import correct_report
from khabar.reviews.standing import Standing

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")


def is_gold(standing: Standing) -> bool:
    """Tell whether somebody judged all of a report, and nothing is left to settle."""
    return bool(standing.done) and not standing.open


def make_gold(report: Report, standing: Standing) -> bytes:
    """Return the JSON of a gold file: the report as people have it, its state, and what was gone or brought.

    Nobody's name is in it, and no evidence: it says what is right, not how khabar comes to it.
    """
    corrected = correct_report(report, standing)
    told: dict[str, Any] = msgspec.to_builtins(corrected)
    for item in (*told["claims"], *told["events"]):
        item.pop("evidence", None)
    told["review"] = {
        "state": standing.state,
        "reviewers": len(standing.done),
        "corrected": sum(1 for item in standing.items if item.corrected),
        "rejected": sum(1 for item in standing.items if item.machine is not None and item.value is None),
        "brought": sum(1 for item in standing.items if item.machine is None and item.value is not None),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def name_gold(document: str) -> str:
    """Return the name of a report's gold file: its id, where a file may be called so."""
    plain = _PLAIN.fullmatch(document) and not document.endswith(".")
    return f"{document if plain else hashlib.sha256(document.encode()).hexdigest()[:16]}.json"
