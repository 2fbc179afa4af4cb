"""Searching the reports of a store by their words, as far as the publish profile shows them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement

from khabar.language import load_lexicon
from khabar.model import Report, Value
from khabar.reading import LANGUAGE
from khabar.store.finding.conditions import of_source
from khabar.store.finding.searching import Found, Sought, count_found, cut_snippet, search
from khabar.store.finding.shadow import question_stems
from khabar.views.wording import find_headline
from khabar.web.desk.desk import Desk
from khabar.web.desk.sources import Shape

MOST = 50  # on a page
_LAST = 200  # page


class Hits(Value, frozen=True, kw_only=True):
    """One page of what was found. `total` is None where a publish profile keeps khabar from telling how many there are."""

    found: tuple[Found, ...] = ()
    page: int = 1
    total: int | None = None
    more: bool = False

    @property
    def until(self) -> int:
        """How many have been shown by the end of this page."""
        return (self.page - 1) * MOST + len(self.found)


def turn_to(
    desk: Desk,
    words: str,
    page: int,
    *,
    source: tuple[Shape, str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Hits:
    """Return a page of the reports in which all words stand, of one source where that is asked for.

    Nothing is found where neither is. Where the profile covers words, a number of all would also count reports whose
    words it covers: it is not told, and no source is looked for, whose name it may cover.
    """
    source = None if desk.profile.covers else source
    if not (words or source) or not desk.shows_reports:
        return Hits(total=0)
    page = min(max(page, 1), _LAST)
    first = (page - 1) * MOST
    if desk.profile.covers:
        found = search_reports(desk, words, since=since, until=until, limit=first + MOST + 1)
        more = len(found) > first + MOST
        return Hits(found=tuple(found[first : first + MOST]), page=page, total=None if more else len(found), more=more)
    further = of_source(*source) if source else []
    lexicon = load_lexicon(LANGUAGE)

    def count() -> int:
        with desk.store.reading() as connection:
            sought = Sought(words=words, since=since, until=until, further=further, hidden=desk.hidden)
            return count_found(connection, sought, lexicon=lexicon)

    total = desk.keep(("found", words, source, since, until), count)
    found = search_reports(desk, words, since=since, until=until, further=further, limit=MOST, offset=first)
    return Hits(found=tuple(found), page=page, total=total, more=total > first + len(found) and page < _LAST)


def search_reports(
    desk: Desk,
    words: str,
    *,
    since: str | None = None,
    until: str | None = None,
    further: Sequence[ColumnElement[bool]] = (),
    limit: int = MOST,
    offset: int = 0,
) -> list[Found]:
    """Return the reports in which all words stand, the latest first; nothing that the profile covers is found."""
    if not desk.shows_reports:
        return []
    lexicon = load_lexicon(LANGUAGE)
    sought = Sought(words=words, since=since, until=until, further=further, hidden=desk.hidden)
    with desk.store.reading() as connection:
        found = search(connection, sought, lexicon=lexicon, limit=limit, offset=offset)
    if not desk.profile.covers:
        return [msgspec.structs.replace(one, copy_of=None) if one.copy_of in desk.hidden else one for one in found]
    asked = question_stems(words, lexicon)
    reports = desk.shown_reports(one.document for one in found)
    return [
        kept
        for one in found
        if one.document in reports and (kept := _cover(one, reports[one.document], asked)) is not None
    ]


def _cover(found: Found, report: Report, asked: Sequence[frozenset[str]]) -> Found | None:
    """Return what was found with its words as they are published; None where none of the words is left in them."""
    snippet, hits = cut_snippet(report.document.text, asked)
    if not hits:
        return None
    document = report.document
    return msgspec.structs.replace(
        found,
        snippet=snippet,
        hits=hits,
        title=find_headline(report),
        publisher=document.publisher,
        published=document.published,
        url=document.url,
    )
