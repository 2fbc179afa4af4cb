"""Which incidents are wanted: the conditions by which a list, an export and the pages choose."""

from __future__ import annotations

from khabar.incidents.record import GradeName
from khabar.model import EventType, Value


class Wanted(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Conditions that all must hold; None asks for nothing. Days are ISO dates, numbers are the least.

    `disputed`: whether origins disagree, or one denies what another says.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    type: EventType | None = None
    grade: GradeName | None = None
    killed: int | None = None
    origins: int | None = None
    reports: int | None = None
    disputed: bool | None = None

    @property
    def needs_describing(self) -> bool:
        """Tell whether it asks for what is not known of an incident before its reports were laid side by side."""
        return bool(self.origins or self.grade or self.disputed is not None)
