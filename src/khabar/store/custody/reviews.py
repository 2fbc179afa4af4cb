"""Holding what people decided about readings and sources against what the log says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from khabar.reviews.standing import sum_up
from khabar.store.custody.logged import Disagreement, Logged
from khabar.store.incidents.telling import tells_as_judged
from khabar.store.packing import digest
from khabar.store.reviews.reviewed import digest_standing, each_reviewed, list_reviewed
from khabar.store.schema import documents, ratings, reviews


def verify_reviews(connection: Connection, logged: Logged, count: Callable[[str], None]) -> Iterator[Disagreement]:
    """Yield the reviews and ratings that are not as the log has them, and the states that do not follow from them.

    `count` is told the table of each row that was looked at.
    """
    for what, table, said in (("review", reviews, logged.reviews), ("rating", ratings, logged.ratings)):
        found: dict[str, str] = {}
        for row in connection.execute(select(table.c.id, table.c.body)):
            found[row.id] = digest(row.body.encode())
            count(table.name)
        for id in sorted(found.keys() | said.keys()):
            if found.get(id) != said.get(id):
                yield Disagreement(f"{what} {id}", "is not what the log has of it")
    begun = select(documents.c.id).where(documents.c.number.in_(select(reviews.c.document)))
    due = set(connection.execute(begun).scalars())
    kept = {str(row["id"]): row for row in list_reviewed(connection)}
    for id in sorted(due ^ kept.keys()):
        yield Disagreement(f"document {id}", "is not listed with the reviews that it has")
    for id, report, made in each_reviewed(connection):
        told = digest_standing(sum_up(id, report, made))
        if any(kept[id][name] != value for name, value in told.items()):
            yield Disagreement(f"document {id}", "is not in the state that its reviews come to")
        number = connection.execute(select(documents.c.number).where(documents.c.id == id)).scalar_one()
        if not tells_as_judged(connection, number):
            yield Disagreement(f"document {id}", "does not tell in incidents what people say of its events")
