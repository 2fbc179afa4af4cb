"""Incidents in the formats that other tools read."""

from __future__ import annotations

from khabar.export.case import Case
from khabar.export.formats import FORMATS, Exported, Format, export
from khabar.export.options import Options

__all__ = ["FORMATS", "Case", "Exported", "Format", "Options", "export"]
