"""Admiralty ratings: a letter for a source and a digit for a claim, set by people only, kept with who, when and why."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, insert, select

from khabar.errors import ReviewProblem, StoreProblem
from khabar.incidents.rating import DIGITS, LETTERS, Rating
from khabar.incidents.record import Digit, Letter
from khabar.store.custody.log import append_entry
from khabar.store.documents.readings import Stamp
from khabar.store.documents.reports import load_reports
from khabar.store.inserting import in_parts
from khabar.store.opening import Store
from khabar.store.packing import digest
from khabar.store.schema import documents, ratings

_LONGEST = 2000


def rate_source(store: Store, source: str, letter: str, *, by: str, why: str, stamp: Stamp) -> Rating:
    """Give a source, by its name, a letter A to F. Raises `ReviewProblem` where it is none, or nobody says why."""
    name = " ".join(source.split())[:_LONGEST]
    if not name:
        raise ReviewProblem("name a source")
    return _keep(store, Rating(id="", by=by, at=stamp.at, why=_why(why), source=name, letter=_letter(letter)), stamp)


def rate_claim(store: Store, document: str, claim: str, digit: str, *, by: str, why: str, stamp: Stamp) -> Rating:
    """Give a claim of a report, by its id there, a digit 1 to 6. Raises `ReviewProblem` as `rate_source` does."""
    with store.reading() as connection:
        report = load_reports(connection, [document]).get(document)
    if report is None:
        raise StoreProblem(f"the store has no report «{document}» that was read")
    seen = next((one for one in report.claims if one.id == claim), None)
    if seen is None:
        raise ReviewProblem(f"the report has no claim «{claim}»")
    bare = msgspec.structs.replace(seen, evidence=())
    made = Rating(id="", by=by, at=stamp.at, why=_why(why), document=document, claim=bare, digit=_digit(digit))
    return _keep(store, made, stamp)


def list_ratings(connection: Connection, ids: Iterable[str] | None = None) -> list[Rating]:
    """Return all ratings in their order; with ids of documents those of sources, and of claims in these documents."""
    question = select(ratings.c.number, ratings.c.body).outerjoin(documents, documents.c.number == ratings.c.document)
    whole = question.order_by(ratings.c.number)
    parts = [whole] if ids is None else [whole.where(documents.c.id.in_(part)) for part in in_parts(set(ids))]
    if ids is not None:
        parts.append(whole.where(ratings.c.document.is_(None)))
    rows = {row.number: row.body for part in parts for row in connection.execute(part)}
    return [msgspec.json.decode(body, type=Rating) for _, body in sorted(rows.items())]


def _keep(store: Store, made: Rating, stamp: Stamp) -> Rating:
    with store.writing() as connection:
        number = connection.execute(select(func.count()).select_from(ratings)).scalar_one() + 1
        kept = msgspec.structs.replace(made, id=f"r{number}")
        body = msgspec.json.encode(kept).decode()
        about = select(documents.c.number).where(documents.c.id == kept.document)
        document = connection.execute(about).scalar() if kept.document else None
        connection.execute(insert(ratings).values(id=kept.id, document=document, body=body))
        detail = {"rating": kept.id, "by": kept.by, "sha256": digest(body.encode())}
        detail |= {"tool": stamp.tool, "data": stamp.data}
        append_entry(connection, "rated", stamp.at, detail)
    return kept


def _letter(given: str) -> Letter:
    found = next((one for one in LETTERS if one == given.strip().upper()), None)
    if found is None:
        raise ReviewProblem(f"«{given}» is no letter of reliability: {', '.join(LETTERS)}")
    return found


def _digit(given: str) -> Digit:
    found = next((one for one in DIGITS if one == given.strip()), None)
    if found is None:
        raise ReviewProblem(f"«{given}» is no digit of credibility: {', '.join(DIGITS)}")
    return found


def _why(given: str) -> str:
    why = " ".join(given.split())[:_LONGEST]
    if not why:
        raise ReviewProblem("say why: a rating without a reason helps nobody")
    return why
