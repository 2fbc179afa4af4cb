"""Taking in: from files, folders and addresses to documents in a store, each read once and kept for good."""

from __future__ import annotations

from khabar.intake.finding import count_inputs, find_captures
from khabar.intake.taking import Taken, take_in, take_intakes

__all__ = ["Taken", "count_inputs", "find_captures", "take_in", "take_intakes"]
