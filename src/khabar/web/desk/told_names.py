"""The Arabic words by which reports name those whose name khabar put together: «وزارة الدفاع السورية»."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from khabar.language import load_lexicon
from khabar.language.spelling import fold
from khabar.model import Link
from khabar.reading import LANGUAGE
from khabar.store.documents.reports import load_reports
from khabar.store.finding.conditions import without
from khabar.store.schema import claims, documents
from khabar.views.names import find_arabic, is_arabic
from khabar.web.desk.desk import Desk

_ENOUGH = 5  # reports by which one name is called
_MARKS = "\"'“”«»()[] "


def list_told_names(desk: Desk) -> Mapping[str, str]:
    """Return the words of names in other letters that no record has, by these names.

    Most reports call them so. There are none where the profile covers anything: the words of an office may hold who has it.
    """
    return {} if desk.profile.covers else desk.keep(("told names",), lambda: _list(desk))


def _list(desk: Desk) -> dict[str, str]:
    withheld = [fold(name).lower() for name in desk.profile.items.names]
    with desk.store.reading() as connection:
        wanted = _find_unknown(connection, desk.hidden)
        reports = load_reports(connection, {one for ids in wanted.values() for one in ids})
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in reports.values():
        for link in (link for claim in report.claims for link in claim.chain):
            if link.name in wanted and (words := _read_words(link)) and not any(w in fold(words) for w in withheld):
                told[link.name].update([words])
    return {name: called for name, words in told.items() if (called := _choose(words)) is not None}


def _choose(words: Counter[str]) -> str | None:
    """Return what half of the reports say; a name that khabar put together for several bodies is none of theirs."""
    best = min(words, key=lambda one: (-words[one], len(one), one))
    return best if 2 * words[best] >= words.total() else None


def _find_unknown(connection: Connection, hidden: Collection[str]) -> dict[str, list[str]]:
    """Return some reports in which each name stands that is in other letters and that no record has."""
    question = (
        select(documents.c.id, claims.c.chain, claims.c.anonymous)
        .join(documents, documents.c.number == claims.c.document)
        .where(documents.c.current, *without(hidden), claims.c.speaker.is_not(None))
        .order_by(documents.c.number)
        .distinct()
    )
    found: dict[str, list[str]] = {}
    known: dict[str, bool] = {}
    for document, chain, anonymous in connection.execute(question):
        links = chain.split(" < ")
        for name in links[:-1] if anonymous else links:
            if name not in known:
                known[name] = is_arabic(name) or find_arabic(name, name) is not None
            if not known[name] and len(kept := found.setdefault(name, [])) < _ENOUGH and document not in kept:
                kept.append(document)
    return found


def _read_words(link: Link) -> str:
    """Return the words of a link where they say who it is: «مراسلنا» is anybody's, «لوزارة الدفاع» has a proclitic."""
    words = link.text.strip(_MARKS)
    first, *more = words.split() or [""]
    readings = load_lexicon(LANGUAGE).look(first).readings
    plain = not readings or any(not reading.prefix for reading in readings)
    return words if more and plain and is_arabic(words) else ""
