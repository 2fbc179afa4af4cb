"""What each incident comes to, for lists of many: described once, and again when what it is made of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXTS = "mode status place precision grade title describer".split()
_NUMBERS = "killed killed_min killed_max wounded wounded_min wounded_max origins".split()


def upgrade() -> None:
    """Make the table; opening the store fills it."""
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("described", sa.String(length=64)),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("first_day", sa.String(length=10)),
        sa.Column("last_day", sa.String(length=10)),
        sa.Column("day_told", sa.Boolean(), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("publishers", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Boolean()),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("happening", sa.LargeBinary()),
        sa.Column("record", sa.LargeBinary()),
        sa.Column("sha256", sa.String(length=64)),
        *(sa.Column(name, sa.Text()) for name in _TEXTS),
        *(sa.Column(name, sa.Integer()) for name in _NUMBERS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    for name in ("type", "last_day", "reports"):
        op.create_index(op.f(f"ix_incidents_{name}"), "incidents", [name], unique=False)
