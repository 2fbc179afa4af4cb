"""What all tables of a store have in common."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData
from sqlalchemy.sql.type_api import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def count_up() -> TypeEngine[int]:
    """Return the type of keys that the database counts up."""
    return BigInteger().with_variant(Integer(), "sqlite")


def of_document(*, primary_key: bool = False, index: bool | None = None) -> Column[int]:
    """Return the column of a row that is a document's."""
    return Column(
        "document",
        count_up(),
        ForeignKey("documents.number"),
        nullable=False,
        primary_key=primary_key,
        index=index,
    )
