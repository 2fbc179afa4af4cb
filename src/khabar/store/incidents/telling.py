"""What a document tells of in incidents: its events as they are read or, where people judged them, as people have them.

The reading stays as it is; the cards, and the table `judged`, are worked out from it and from the verdicts anew
whenever either changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from khabar.incidents.decided import find_otherwise, make_decided_cards
from khabar.incidents.model import Card
from khabar.model import Report
from khabar.reviews.correcting import correct_report
from khabar.reviews.standing import Standing, sum_up
from khabar.store.documents.rows import event_rows
from khabar.store.incidents.former import forget
from khabar.store.incidents.grouping import forget_cards, keep_cards
from khabar.store.packing import digest, unpack
from khabar.store.reviews.reviewed import load_reviews
from khabar.store.schema import cards, documents, judged, readings, reviewed

Row = dict[str, Any]
_SHOWN = ("type", "place_id", "place_words", "killed_min", "killed_max")


def tell(connection: Connection, document: int, read: Sequence[Card]) -> None:
    """Let incidents follow a new reading of a document: `read` are the cards of its events, as they are read."""
    standing, report = _stand(connection, document)
    if standing is None or report is None:
        _replace(connection, document, read, ())
    else:
        made = make_decided_cards(standing.document, report, standing)
        _replace(connection, document, made, list_judged(report, standing))


def tell_no_more(connection: Connection, document: int) -> None:
    """Take away what a document tells in incidents."""
    connection.execute(delete(judged).where(judged.c.document == document))
    forget_cards(connection, document)


def follow_verdicts(connection: Connection, document: int) -> None:
    """Let incidents follow what people decided about a document; one that is not current tells of none."""
    standing, report = _stand(connection, document)
    if standing is None or report is None or not _is_current(connection, document):
        return
    made, rows = make_decided_cards(standing.document, report, standing), list_judged(report, standing)
    if _is_otherwise(connection, document, made, rows):
        _replace(connection, document, made, rows)


def follow_all_verdicts(connection: Connection) -> None:
    """Let incidents follow all that people decided about documents."""
    for document in connection.execute(select(reviewed.c.document).order_by(reviewed.c.document)).scalars().all():
        follow_verdicts(connection, document)


def tells_as_judged(connection: Connection, document: int) -> bool:
    """Tell whether the rows that are kept of a document's events, as people have them, are those that there should be."""
    standing, report = _stand(connection, document)
    if standing is None or report is None or not _is_current(connection, document):
        return not _find_hashes(connection, document)
    return _find_hashes(connection, document) == _hash(list_judged(report, standing))


def list_judged(report: Report, standing: Standing) -> list[Row]:
    """Return the rows of the events of a report that people brought or corrected, without its document."""
    came = find_otherwise(standing)
    if not came:
        return []
    people = correct_report(report, standing)
    whole = digest(msgspec.msgpack.encode((people.claims, people.events)))
    alone = {event.id: digest(msgspec.msgpack.encode(event)) for event in people.events}
    return [
        {"id": row["id"], "came": how, "sha256": whole if how == "added" else alone[row["id"]]}
        | {name: row[name] for name in _SHOWN}
        for row in event_rows(people)
        if (how := came.get(row["id"])) is not None
    ]


def _stand(connection: Connection, document: int) -> tuple[Standing | None, Report | None]:
    """Return what people decided about a document, and its report; nothing where nobody did, or it is not read."""
    question = (
        select(documents.c.id, readings.c.body)
        .join(reviewed, reviewed.c.document == documents.c.number)
        .join(readings, readings.c.number == documents.c.reading)
        .where(documents.c.number == document)
    )
    row = connection.execute(question).first()
    if row is None:
        return None, None
    report = unpack(row.body, Report)
    return sum_up(row.id, report, load_reviews(connection, row.id)), report


def _is_otherwise(connection: Connection, document: int, made: Sequence[Card], rows: Sequence[Row]) -> bool:
    """Tell whether a document tells otherwise than what is kept of it."""
    kept = connection.execute(select(cards.c.key, cards.c.body).where(cards.c.document == document))
    if {row.key: row.body for row in kept} != {card.key: msgspec.msgpack.encode(card) for card in made}:
        return True
    return _find_hashes(connection, document) != _hash(rows)


def _find_hashes(connection: Connection, document: int) -> dict[str, str]:
    return _hash(connection.execute(select(judged).where(judged.c.document == document)).mappings())


def _hash(rows: Iterable[Any]) -> dict[str, str]:
    return {row["id"]: row["sha256"] for row in rows}


def _is_current(connection: Connection, document: int) -> bool:
    return bool(connection.execute(select(documents.c.current).where(documents.c.number == document)).scalar())


def _replace(connection: Connection, document: int, made: Sequence[Card], rows: Sequence[Row]) -> None:
    tell_no_more(connection, document)
    if rows:
        connection.execute(insert(judged), [{"document": document} | row for row in rows])
    forget(connection, (card.key for card in made))  # what is there again stands for itself
    keep_cards(connection, document, made)
