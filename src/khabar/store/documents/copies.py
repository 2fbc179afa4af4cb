"""Which stored document had this text first, or nearly this text."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, insert, or_, select

from khabar.incidents.copies import Signature, resemble
from khabar.store.documents.preparing import Prepared
from khabar.store.inserting import in_parts, insert_rows
from khabar.store.packing import pack, unpack
from khabar.store.schema import documents, signature_bands, signatures

NEAR = 0.5  # share of the runs of words that two texts have in common


def keep_signature(connection: Connection, document: int, signature: Signature) -> None:
    """Store the signature of a document's text, so that its copies are recognised."""
    if not signature.bands:
        return
    connection.execute(insert(signatures).values(document=document, body=pack(signature).body))
    bands = [{"band": band, "document": document} for band in dict.fromkeys(signature.bands)]
    insert_rows(connection, signature_bands, bands)


def find_first(connection: Connection, prepared: Prepared, *, except_at: str | None) -> tuple[str, float] | None:
    """Return the first document with the same or nearly the same text, and the likeness; versions are no copies."""
    elsewhere = documents.c.address.is_distinct_from(except_at) if except_at else documents.c.number.is_not(None)
    same = select(documents.c.id).where(documents.c.text_sha256 == prepared.text_sha256, elsewhere)
    if first := connection.execute(same.order_by(documents.c.number).limit(1)).scalar():
        return str(first), 1.0
    if not prepared.signature.bands:
        return None
    alike = (
        select(documents.c.id, documents.c.copy_of, signatures.c.body)
        .join(signatures, signatures.c.document == documents.c.number)
        .where(
            documents.c.number.in_(
                select(signature_bands.c.document).where(signature_bands.c.band.in_(prepared.signature.bands))
            ),
            elsewhere,
        )
        .order_by(documents.c.number)
    )
    found = [
        (round(likeness, 3), row.copy_of or row.id)
        for row in connection.execute(alike)
        if (likeness := resemble(prepared.signature, unpack(row.body, Signature))) >= NEAR
    ]
    likeness, first = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return (first, likeness) if first else None


def find_leads(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return of which document each is a copy: of those with one text, the one that was published first.

    `copy_of` in a document's row says which was there first when it was taken in; here time decides, as it does in
    incidents, and arrival only where time does not. Those that are no copies are left out.
    """
    families: dict[str, str] = {}
    for part in in_parts(ids):
        found = select(documents.c.id, documents.c.copy_of).where(documents.c.id.in_(part))
        families.update({row.id: row.copy_of or row.id for row in connection.execute(found)})
    first: dict[str, str] = {}
    for part in in_parts(set(families.values())):
        root = func.coalesce(documents.c.copy_of, documents.c.id)
        held = (
            select(documents.c.id, root.label("root"))
            .where(or_(documents.c.id.in_(part), documents.c.copy_of.in_(part)), documents.c.current)
            .order_by(documents.c.published.is_(None), documents.c.published, documents.c.number)
        )
        for row in connection.execute(held):
            first.setdefault(row.root, row.id)
    led = {id: first.get(root, root) for id, root in families.items()}
    return {id: lead for id, lead in led.items() if lead != id}
