"""Searching the documents of a store by the words in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, select, text

from khabar.language import Lexicon
from khabar.model import Document, Span, Value
from khabar.store.documents.copies import find_leads
from khabar.store.finding.conditions import of_publisher, within_days, without
from khabar.store.finding.shadow import Token, question_stems, read_tokens
from khabar.store.packing import unpack
from khabar.store.schema import documents

_AROUND = 9  # words shown on each side of the first that was found
_MOST_WORDS = 40
_USUAL = 2000  # documents: of so many the latest are found sooner by going back through the days


class Found(Value, frozen=True, kw_only=True):
    """A document in which all words stand. `hits` are spans of `snippet`, which is a part of its text.

    `copy_of` is the document with this text, or nearly this text, that was published first.
    """

    document: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    snippet: str
    hits: tuple[Span, ...] = ()
    copy_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is asked for: documents that hold all the words, in whatever form, published on these days and by somebody.

    `hidden` are the ids of documents that are not looked at. With `further` conditions all documents that fit them are
    found where no words are asked for.
    """

    words: str
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    further: Sequence[ColumnElement[bool]] = ()
    hidden: Collection[str] = ()


def search(
    connection: Connection, sought: Sought, *, lexicon: Lexicon, limit: int = 20, offset: int = 0
) -> list[Found]:
    """Return the current documents that fit, the latest published first; `offset` of them are passed over."""
    asked = question_stems(sought.words, lexicon)
    if not asked and not sought.further:
        return []
    usual = bool(asked) and _is_sqlite(connection) and _is_usual(connection, asked)
    order = (documents.c.day.desc().nulls_last(), documents.c.id)
    fitting = select(documents.c.number).where(*_where(connection, sought, asked, usual=usual))
    first = fitting.order_by(*order).limit(limit).offset(offset)
    numbers = connection.execute(first).scalars().all()  # texts of thousands of others need not be put in order
    rows = connection.execute(select(documents).where(documents.c.number.in_(numbers)).order_by(*order)).all()
    leads = find_leads(connection, [row.id for row in rows])
    return [_show(row, asked, leads.get(row.id)) for row in rows]


def count_found(connection: Connection, sought: Sought, *, lexicon: Lexicon) -> int:
    """Return how many documents `search` finds where it is not limited."""
    asked = question_stems(sought.words, lexicon)
    if not asked and not sought.further:
        return 0
    fitting = select(func.count()).select_from(documents).where(*_where(connection, sought, asked))
    return connection.execute(fitting).scalar_one()


def _where(
    connection: Connection, sought: Sought, asked: Sequence[frozenset[str]], *, usual: bool = False
) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of what is sought; of `usual` words few documents are looked at before enough are found."""
    published = within_days(documents.c.day, documents.c.day, sought.since, sought.until)
    words = (_holding(connection, asked, usual=usual),) if asked else ()
    others = (*of_publisher(sought.publisher), *without(sought.hidden), *sought.further)
    return (documents.c.current, *words, *published, *others)


def _holding(connection: Connection, asked: Sequence[frozenset[str]], *, usual: bool) -> ColumnElement[bool]:
    """Return the condition that every word is there by one of its stems, as each database's index takes it.

    SQLite goes through all that holds `usual` words and puts it in order, unless it is kept from it: "+".
    """
    sign = "+" if usual else ""
    statement = f"{sign}documents.number IN ({_NUMBERS[connection.dialect.name]})"
    return text(statement).bindparams(_ask(connection, asked))  # type: ignore[return-value]


def _is_usual(connection: Connection, asked: Sequence[frozenset[str]]) -> bool:
    """Tell whether very many documents hold all the words."""
    some = text(f"SELECT count(*) FROM ({_NUMBERS[connection.dialect.name]} LIMIT {_USUAL}) AS held")
    return bool(connection.execute(some.bindparams(_ask(connection, asked))).scalar_one() == _USUAL)


def _ask(connection: Connection, asked: Sequence[frozenset[str]]) -> BindParameter[str]:
    either, both, quoted = (" OR ", " AND ", '"{}"') if _is_sqlite(connection) else (" | ", " & ", "'{}'")
    groups = (either.join(quoted.format(stem) for stem in sorted(stems)) for stems in asked)
    return bindparam("stems", both.join(f"({group})" for group in groups))


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


_NUMBERS = {
    "sqlite": "SELECT rowid FROM document_words WHERE document_words MATCH :stems",
    "postgresql": "SELECT number FROM document_words WHERE words @@ CAST(:stems AS tsquery)",
}


def _show(row: Any, asked: Sequence[frozenset[str]], copy_of: str | None) -> Found:
    document = unpack(row.body, Document)
    snippet, hits = cut_snippet(document.text, asked)
    return Found(
        document=row.id,
        published=row.published,
        publisher=row.publisher,
        title=row.title,
        url=row.url,
        snippet=snippet,
        hits=hits,
        copy_of=copy_of,
    )


def cut_snippet(text: str, asked: Sequence[frozenset[str]]) -> tuple[str, tuple[Span, ...]]:
    """Return the part of a text in which the most of the words stand closest, and where they stand in it."""
    tokens = list(read_tokens(text))
    known: dict[frozenset[str], int | None] = {}
    for token in tokens:
        if token.stems not in known:
            known[token.stems] = _which(token, asked)
    found = [(n, which) for n, token in enumerate(tokens) if (which := known[token.stems]) is not None]
    if not found:
        return " ".join(text.split())[:200], ()
    best = max(found, key=lambda hit: (len({w for n, w in found if 0 <= n - hit[0] <= 2 * _AROUND}), -hit[0]))[0]
    first, last = max(0, best - _AROUND), min(len(tokens), best + _MOST_WORDS - _AROUND)
    start, end = tokens[first].start, tokens[last - 1].end
    hits = (Span(tokens[n].start - start, tokens[n].end - start) for n, _ in found if first <= n < last)
    return text[start:end], tuple(hits)


def _which(token: Token, asked: Sequence[frozenset[str]]) -> int | None:
    return next((n for n, stems in enumerate(asked) if not stems.isdisjoint(token.stems)), None)
