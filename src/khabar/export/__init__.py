"""Incidents in the formats that other tools read."""

from __future__ import annotations

from khabar.export.case import Case

__all__ = ["Case"]
