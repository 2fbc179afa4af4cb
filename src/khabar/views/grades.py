"""Why a grade is suggested, in Arabic or English."""

from __future__ import annotations

from collections.abc import Callable

from khabar.incidents.record import GradeReason
from khabar.views.labels import Labels


def tell_reason(reason: GradeReason, labels: Labels, name: Callable[[str], str]) -> str:
    """Return a reason that is about parties or origins; `name` returns how each of them stands in it."""
    names = labels.name("grade_joined", reason.kind).join(map(name, reason.names))
    return labels.name("grade_reason", reason.kind).format(names=names)
