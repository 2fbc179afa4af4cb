"""Who looks at a store and what they decide about what was read: accounts, reviews, ratings."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
