"""A report as it is now and what was decided about it so far: what the next decision about it is made of and kept with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from khabar.errors import StoreProblem
from khabar.model import Claim, Event, Report
from khabar.reading import LANGUAGE
from khabar.reviews.model import Item, Review, Values, Verdict
from khabar.reviews.standing import sum_up
from khabar.reviews.understanding import Reader
from khabar.store.custody.log import append_entry
from khabar.store.documents.readings import Stamp
from khabar.store.gazetteers import load_language
from khabar.store.incidents.telling import follow_verdicts
from khabar.store.opening import Store
from khabar.store.packing import digest, unpack
from khabar.store.reviews.reviewed import follow_reading, load_reviews
from khabar.store.schema import documents, readings, reviews

_LONGEST_NOTE = 2000


class Reviewable:
    """A report as it is now, and what was decided about it so far."""

    def __init__(self, connection: Connection, document: str, at: str) -> None:
        self.report, self.reading = load_read(connection, document)
        self.document = document
        self.made = load_reviews(connection, document)
        self.standing = sum_up(document, self.report, self.made)
        self.id = f"v{connection.execute(select(func.count()).select_from(reviews)).scalar_one() + 1}"
        self._connection = connection
        self.at = at

    @cached_property
    def reader(self) -> Reader:
        """What understands words of the text."""
        return Reader(self.report.document, load_language(self._connection, LANGUAGE))

    def understand(self, given: Mapping[str, Any]) -> Values:
        """Return the values that are given."""
        return self.reader.understand(given)

    def make(
        self,
        verdict: Verdict,
        note: str | None,
        *,
        by: str,
        seen: Item | None = None,
        item: str | None = None,
        values: Values | None = None,
        undoes: str | None = None,
        settles: bool = False,
    ) -> Review:
        """Return a decision that is made here and now."""
        return Review(
            id=self.id,
            document=self.document,
            verdict=verdict,
            by=by,
            at=self.at,
            reading=self.reading,
            item=item,
            claim=_bare(seen) if isinstance(seen, Claim) else None,
            event=_bare(seen) if isinstance(seen, Event) else None,
            values=values or Values(),
            note=_tidy(note),
            undoes=undoes,
            settles=settles,
        )


def keep_decision(store: Store, document: str, make: Callable[[Reviewable], Review], stamp: Stamp) -> Review:
    """Keep and log what is decided about a report, all in one. Raises `StoreProblem` where there is no such report."""
    with store.writing() as connection:
        here = Reviewable(connection, document, stamp.at)
        made = make(here)
        body = msgspec.json.encode(made).decode()
        number = connection.execute(select(documents.c.number).where(documents.c.id == document)).scalar_one()
        connection.execute(insert(reviews).values(id=made.id, document=number, body=body))
        detail = {
            "review": made.id,
            "document": document,
            "by": made.by,
            "sha256": digest(body.encode()),
            "tool": stamp.tool,
            "data": stamp.data,
        }
        append_entry(connection, "reviewed", stamp.at, detail)
        follow_reading(connection, number)
        follow_verdicts(connection, number)
    return made


def load_read(connection: Connection, document: str) -> tuple[Report, str]:
    """Return a report as it is read now, and the hash of that reading. Raises `StoreProblem` where there is none."""
    question = (
        select(readings.c.body, readings.c.sha256)
        .join(documents, documents.c.reading == readings.c.number)
        .where(documents.c.id == document)
    )
    row = connection.execute(question).first()
    if row is None:
        raise StoreProblem(f"the store has no report «{document}» that was read")
    return unpack(row.body, Report), row.sha256


def _bare(item: Any) -> Any:
    """Return an item without the evidence for it: the reading that the decision names has that."""
    return msgspec.structs.replace(item, evidence=())


def _tidy(note: str | None) -> str | None:
    return " ".join((note or "").split())[:_LONGEST_NOTE] or None
