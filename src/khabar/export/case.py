"""One incident with everything it stands on: what every export, page and answer is made of."""

from __future__ import annotations

from khabar.incidents.case import Case

__all__ = ["Case"]
