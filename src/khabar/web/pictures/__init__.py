"""Pictures for reports: SVG that needs nothing else, made of what a publish profile lets go."""

from __future__ import annotations
