"""What is to be written, as who asks may have it: all that the one who writes needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from khabar.export.options import Options
from khabar.export.profile import Profile
from khabar.model import Value
from khabar.web.desk.chosen import Chosen
from khabar.web.desk.desks import desk_of
from khabar.web.exporting.wishes import Wish, choose_profile, options_of


class Order(Value, frozen=True, kw_only=True):
    """Which incidents, how, under which name, and the question that the log is to keep."""

    incidents: tuple[str, ...]
    format: str
    profile: Profile
    profile_name: str
    options: Options
    stem: str
    question: str

    def tell_log(self, rows: int) -> Mapping[str, Any]:
        """Return what the log keeps of it besides who asked for it and when."""
        return {
            "format": self.format,
            "profile": self.profile_name,
            "rows": rows,
            "incidents": len(self.incidents),
            "question": self.question,
        }


def make_order(request: Request, chosen: Chosen, wish: Wish) -> Order:
    """Return what is to be written, as who asks may have it."""
    desk = desk_of(request)
    return Order(
        incidents=chosen.ids,
        format=wish.format,
        profile=choose_profile(desk, wish.profile),
        profile_name=wish.profile or desk.profile_name,
        options=options_of(wish),
        stem=f"khabar-{chosen.incident}" if chosen.incident else "khabar-incidents",
        question=chosen.query,
    )
