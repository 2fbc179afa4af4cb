"""What people decide about readings, kept apart from what the machine read: verdicts, what they come to, agreement."""

from __future__ import annotations
