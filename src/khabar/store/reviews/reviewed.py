"""What the reviews of documents come to, worked out from them and kept for lists: made anew when either changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from khabar.model import Document, Report
from khabar.reviews.blindness import may_see
from khabar.reviews.model import Review, State, join_states
from khabar.reviews.standing import Standing, sum_up
from khabar.store.inserting import in_parts
from khabar.store.packing import unpack
from khabar.store.schema import cards, documents, judged, members, readings, reviewed, reviews


def load_reviews(connection: Connection, document: str) -> tuple[Review, ...]:
    """Return all that people decided about a document, in its order, undone or not."""
    question = select(reviews.c.body).join(documents, documents.c.number == reviews.c.document)
    bodies = connection.execute(question.where(documents.c.id == document).order_by(reviews.c.number)).scalars()
    return tuple(_decode(body) for body in bodies)


def each_reviewed(
    connection: Connection, ids: Collection[str] | None = None
) -> Iterator[tuple[str, Report, tuple[Review, ...]]]:
    """Yield the documents on which people decided anything: id, present reading, decisions; of these ids where given."""
    question = (
        select(documents.c.id, documents.c.number, documents.c.body.label("text"), readings.c.body)
        .join(reviewed, reviewed.c.document == documents.c.number)
        .outerjoin(readings, readings.c.number == documents.c.reading)
        .order_by(documents.c.number)
    )
    parts = [question] if ids is None else [question.where(documents.c.id.in_(part)) for part in in_parts(set(ids))]
    for part in parts:
        for row in connection.execute(part).all():
            yield row.id, _load_report(row), _load(connection, row.number)


def stand(connection: Connection, ids: Collection[str]) -> dict[str, Standing]:
    """Return what was decided about documents, by their ids; those on which nobody decided anything are left out."""
    return {id: sum_up(id, report, made) for id, report, made in each_reviewed(connection, ids)}


def follow_reading(connection: Connection, document: int) -> None:
    """Work out anew what the reviews of a document, by its number, come to; does nothing where there are none."""
    found = _work_out(connection, document)
    connection.execute(delete(reviewed).where(reviewed.c.document == document))
    if found is not None:
        connection.execute(insert(reviewed).values(document=document, **found))


def find_report_states(connection: Connection, ids: Iterable[str]) -> dict[str, State]:
    """Return the states of documents by their ids; those that nobody began are left out."""
    out: dict[str, State] = {}
    question = select(documents.c.id, reviewed.c.state).join(documents, documents.c.number == reviewed.c.document)
    for part in in_parts(set(ids)):
        out.update({row.id: row.state for row in connection.execute(question.where(documents.c.id.in_(part)))})
    return out


def find_incident_states(connection: Connection, incidents: Collection[str] | None = None) -> dict[str, State]:
    """Return the review states of incidents, of all without any named; those in which nothing was begun are left out."""
    begun = (
        select(members.c.incident)
        .join(cards, cards.c.key == members.c.card)
        .join(reviewed, reviewed.c.document == cards.c.document)
    )
    question = (
        select(members.c.incident, cards.c.document, reviewed.c.state)
        .join(cards, cards.c.key == members.c.card)
        .outerjoin(reviewed, reviewed.c.document == cards.c.document)
        .where(members.c.incident.in_(begun))
    )
    parts = (
        [question]
        if incidents is None
        else [question.where(members.c.incident.in_(part)) for part in in_parts(set(incidents))]
    )
    told: dict[str, dict[str, State]] = {}
    for part in parts:
        for row in connection.execute(part):
            told.setdefault(row.incident, {})[str(row.document)] = row.state or "unreviewed"
    states = {incident: join_states(found, found) for incident, found in told.items()}
    return {incident: state for incident, state in states.items() if state != "unreviewed"}


def find_last_reviews(connection: Connection) -> dict[str, int]:
    """Return the number of the last thing that anybody decided about a report of each incident; of others nothing."""
    question = (
        select(members.c.incident, func.max(reviews.c.number))
        .join(cards, cards.c.key == members.c.card)
        .join(reviews, reviews.c.document == cards.c.document)
        .group_by(members.c.incident)
    )
    return {row[0]: row[1] for row in connection.execute(question)}


def find_added(connection: Connection) -> frozenset[str]:
    """Return the incidents of which nobody but people tells."""
    brought = (judged.c.document == cards.c.document) & (judged.c.id == cards.c.event) & (judged.c.came == "added")
    some = select(members.c.incident).join(cards, cards.c.key == members.c.card).join(judged, brought)
    question = (
        select(members.c.incident)
        .join(cards, cards.c.key == members.c.card)
        .outerjoin(judged, brought)
        .where(members.c.incident.in_(some))
        .group_by(members.c.incident)
        .having(func.count() == func.count(judged.c.id))
    )
    return frozenset(connection.execute(question).scalars())


def find_begun(connection: Connection, person: str) -> frozenset[str]:
    """Return the incidents with a report that somebody has begun to judge and not ended, and others have judged as well.

    What these decided is not to be shown to that person unasked.
    """
    made: dict[int, list[Review]] = {}
    for document, body in connection.execute(select(reviews.c.document, reviews.c.body).order_by(reviews.c.number)):
        made.setdefault(document, []).append(_decode(body))
    begun = [
        document for document, held in made.items() if {person} < {one.by for one in held} and not may_see(held, person)
    ]
    told = select(members.c.incident).join(cards, cards.c.key == members.c.card)
    return frozenset(
        incident
        for part in in_parts(begun)
        for incident in connection.execute(told.where(cards.c.document.in_(part))).scalars()
    )


def digest_standing(standing: Standing) -> dict[str, Any]:
    """Return the row of what was decided about a document."""
    judged = [item for item in standing.items if item.verdicts or item.settled]
    return {
        "state": standing.state,
        "judged": len(judged),
        "corrected": sum(1 for item in judged if item.value is None or item.machine is None or item.corrected),
        "open": len(standing.open),
    }


def list_reviewed(connection: Connection) -> list[Mapping[str, Any]]:
    """Return the rows of all documents on which people decided anything, with their ids, in the order they came in."""
    question = select(documents.c.id, documents.c.publisher, documents.c.published, documents.c.title, reviewed)
    joined = question.join(documents, documents.c.number == reviewed.c.document).order_by(documents.c.number)
    return [dict(row) for row in connection.execute(joined).mappings()]


def _work_out(connection: Connection, document: int) -> dict[str, Any] | None:
    made = _load(connection, document)
    if not made:
        return None
    question = (
        select(documents.c.id, documents.c.body.label("text"), readings.c.body)
        .outerjoin(readings, readings.c.number == documents.c.reading)
        .where(documents.c.number == document)
    )
    row = connection.execute(question).one()
    return digest_standing(sum_up(row.id, _load_report(row), made))


def _load(connection: Connection, document: int) -> tuple[Review, ...]:
    question = select(reviews.c.body).where(reviews.c.document == document).order_by(reviews.c.number)
    return tuple(_decode(body) for body in connection.execute(question).scalars())


def _load_report(row: Any) -> Report:
    return unpack(row.body, Report) if row.body is not None else Report(document=unpack(row.text, Document))


def _decode(body: str) -> Review:
    return msgspec.json.decode(body, type=Review)
