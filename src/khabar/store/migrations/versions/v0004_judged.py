"""Events as people have them, where they brought or corrected them: incidents are made of these."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; opening the store fills it."""
    op.create_table(
        "judged",
        sa.Column("document", _NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text()),
        sa.Column("place_words", sa.Text(), nullable=False),
        sa.Column("killed_min", sa.Integer()),
        sa.Column("killed_max", sa.Integer()),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_judged_document_documents")),
        sa.PrimaryKeyConstraint("document", "id", name=op.f("pk_judged")),
    )
