"""Adding a document: one transaction for all that it brings, and nothing at all where it is known already."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from khabar.language.spelling import fold
from khabar.pages import Capture, Intake
from khabar.store.custody.log import append_entry
from khabar.store.documents.copies import find_first, keep_signature
from khabar.store.documents.preparing import Prepared, rename
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.documents.recognition import derive_id, locate
from khabar.store.finding.words import keep_words
from khabar.store.incidents.telling import tell_no_more
from khabar.store.inserting import insert_one
from khabar.store.opening import Store
from khabar.store.packing import canonical, deflate, digest_record
from khabar.store.schema import blobs, captures, documents

Fate = Literal["new", "version", "copy", "known"]


class Added(NamedTuple):
    """What became of a document: its id, and where it is a version or a copy, the id of the other one."""

    id: str
    fate: Fate
    of: str | None = None


class Received(NamedTuple):
    """A capture with its digest, taken once for all the documents in it."""

    capture: Capture
    sha256: str

    @classmethod
    def take(cls, capture: Capture) -> Received:
        """Return a capture with its digest."""
        return cls(capture, capture.sha256)


def is_known(connection: Connection, intake: Intake, text_sha256: str) -> str | None:
    """Return the id of the document that an intake is already stored as, None where it brings something new."""
    return _find_same(connection, intake, _find_earlier(connection, intake), text_sha256)


def find_taken(connection: Connection, received: Received, url: str | None) -> str | None:
    """Return the id of the document that was read from the same bytes at the same address, None where there is none."""
    same = (
        select(documents.c.id)
        .join(captures, captures.c.number == documents.c.capture)
        .where(
            captures.c.sha256 == received.sha256,
            captures.c.url.is_not_distinct_from(url),
            documents.c.state == "ready",
        )
    )
    return connection.execute(same.order_by(documents.c.number.desc()).limit(1)).scalar()


def add_document(store: Store, received: Received, intake: Intake, prepared: Prepared, stamp: Stamp) -> Added:
    """Store a document and all that was found in it; when this returns, it is kept for good."""
    with store.writing() as connection:
        earlier = _find_earlier(connection, intake)
        if known := _find_same(connection, intake, earlier, prepared.text_sha256):
            return Added(known, "known")
        version = earlier.version + 1 if earlier else 1
        prepared = _give_free_id(connection, prepared, version)
        first = find_first(connection, prepared, except_at=locate(intake.document))
        capture = _keep_capture(connection, received, stamp)
        number, record = _keep_document(connection, intake, prepared, capture.number, version, first, stamp)
        keep_words(connection, number, prepared.stems)
        keep_signature(connection, number, prepared.signature)
        detail = {
            "document": prepared.id,
            "sha256": prepared.packed.sha256,
            "record": record,
            "capture": capture.record,
            "tool": stamp.tool,
            "data": stamp.data,
        }
        if stamp.by:
            detail["by"] = stamp.by
        if earlier:
            _retire(connection, earlier)
            detail["replaces"] = earlier.id
        if prepared.findings:
            keep_reading(connection, number, prepared.findings, stamp)
            detail["reading"] = prepared.findings.report.sha256
        append_entry(connection, "added", stamp.at, detail)
    if earlier:
        return Added(prepared.id, "version", earlier.id)
    return Added(prepared.id, "copy", first[0]) if first else Added(prepared.id, "new")


def document_record(values: Any) -> str:
    """Return the hash that the log holds of a document's row: of all that never changes in it."""
    return digest_record({name: values[name] for name in _FIXED})


def capture_record(values: Any) -> str:
    """Return the hash of what was received and how, by which a capture is known again."""
    return digest_record({name: values[name] for name in _RECEIVED})


_FIXED = tuple(
    "id member state quality note address text_sha256 url publisher published title language taken_in version "
    "copy_of likeness sha256".split()
)
_RECEIVED = ("sha256", "name", "url", "retrieved", "media_type", "headers")


def _find_earlier(connection: Connection, intake: Intake) -> Row[Any] | None:
    """Return the newest version of the document that stands where this one stands.

    Where nobody knows the place, that is what was kept of the same bytes and could not be read.
    """
    where = locate(intake.document)
    told = [documents.c[name] for name in ("number", "id", "version", "text_sha256")]
    if where is None:
        unread = (
            select(*told)
            .join(captures, captures.c.number == documents.c.capture)
            .where(
                captures.c.sha256 == intake.document.sha256,
                documents.c.member.is_not_distinct_from(intake.member),
                documents.c.address.is_(None),
                documents.c.state.in_(("needs_ocr", "unreadable")),
                documents.c.current,
            )
        )
        return connection.execute(unread.order_by(documents.c.number.desc()).limit(1)).first()
    at_place = select(*told).where(documents.c.address == where)
    return connection.execute(at_place.order_by(documents.c.version.desc()).limit(1)).first()


def _find_same(connection: Connection, intake: Intake, earlier: Row[Any] | None, text_sha256: str) -> str | None:
    """Return the id of the document with this text that stands at the same place.

    Where nobody knows the place of either, the same publisher stands for it.
    """
    if earlier and earlier.text_sha256 == text_sha256:
        return str(earlier.id)
    if locate(intake.document) is not None:
        return None
    same = select(documents.c.id).where(
        documents.c.text_sha256 == text_sha256,
        documents.c.address.is_(None),
        documents.c.publisher_folded == fold(intake.document.publisher or ""),
    )
    return connection.execute(same).scalar()


def _give_free_id(connection: Connection, prepared: Prepared, version: int) -> Prepared:
    """Return a document under an id that no other has."""
    derived = derive_id(prepared.document)
    for id in (prepared.id, derived, f"{derived}-{version}"):
        if connection.execute(select(documents.c.number).where(documents.c.id == id)).first() is None:
            return prepared if id == prepared.id else rename(prepared, id)
    raise AssertionError(f"three documents are called {derived}")


class _Kept(NamedTuple):
    number: int
    record: str


def _keep_capture(connection: Connection, received: Received, stamp: Stamp) -> _Kept:
    capture = received.capture
    values: dict[str, Any] = {
        "sha256": received.sha256,
        "name": capture.name,
        "url": capture.url,
        "retrieved": capture.retrieved,
        "media_type": capture.media_type,
        "headers": canonical(capture.headers),
    }
    record = capture_record(values)
    known = connection.execute(select(captures.c.number).where(captures.c.record == record)).scalar()
    if known is not None:
        return _Kept(known, record)
    if connection.execute(select(blobs.c.size).where(blobs.c.sha256 == received.sha256)).first() is None:
        body = deflate(capture.data)
        connection.execute(insert(blobs).values(sha256=received.sha256, size=len(capture.data), body=body))
    made = insert(captures).values(**values, record=record, tool=stamp.tool, data=stamp.data, taken_in=stamp.at)
    return _Kept(insert_one(connection, made), record)


def _keep_document(
    connection: Connection,
    intake: Intake,
    prepared: Prepared,
    capture: int,
    version: int,
    first: tuple[str, float] | None,
    stamp: Stamp,
) -> _Kept:
    document = prepared.document
    copy_of, likeness = first or (None, None)
    values: dict[str, Any] = {
        "id": prepared.id,
        "member": intake.member,
        "state": intake.state,
        "quality": intake.quality,
        "note": intake.note,
        "address": locate(intake.document),
        "text_sha256": prepared.text_sha256,
        "url": document.url,
        "publisher": document.publisher,
        "published": document.published,
        "title": prepared.title,
        "language": document.language,
        "taken_in": stamp.at,
        "version": version,
        "copy_of": copy_of,
        "likeness": likeness,
        "sha256": prepared.packed.sha256,
    }
    made = insert(documents).values(
        **values,
        capture=capture,
        publisher_folded=fold(document.publisher or ""),
        day=document.published and document.published[:10],
        current=True,
        body=prepared.packed.body,
    )
    return _Kept(insert_one(connection, made), document_record(values))


def _retire(connection: Connection, earlier: Row[Any]) -> None:
    """Let a newer version take the place of a document: it is kept, but tells of no incident any more."""
    connection.execute(update(documents).where(documents.c.number == earlier.number).values(current=False))
    tell_no_more(connection, earlier.number)
