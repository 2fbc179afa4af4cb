"""Searching the reports of a store by their words, as far as the publish profile shows them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.language import load_lexicon
from khabar.model import Report
from khabar.reading import LANGUAGE
from khabar.store.searching import Found, cut_snippet, search
from khabar.store.shadow import question_stems
from khabar.views.wording import find_headline
from khabar.web.desk import Desk

MOST = 50


def search_reports(
    desk: Desk, words: str, *, since: str | None = None, until: str | None = None, limit: int = MOST
) -> list[Found]:
    """Return the reports in which all words stand, the latest first; nothing that the profile covers is found."""
    if not desk.shows_reports:
        return []
    lexicon = load_lexicon(LANGUAGE)
    with desk.store.reading() as connection:
        found = search(connection, words, lexicon=lexicon, since=since, until=until, hidden=desk.hidden, limit=limit)
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
