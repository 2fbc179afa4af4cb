"""Whom the text itself credits: a closing line, an agency in brackets, a dateline; and its reporter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from khabar.language import ActorName, NameHit, Text
from khabar.language.spelling import fold
from khabar.mentions.model import PRESS
from khabar.mentions.place_datelines import dateline_end
from khabar.model import Credit, CreditKind, Document, Span
from khabar.pages.wording import find_byline, load_wording

_FIRST = 3  # paragraphs at the beginning in which a dateline or an agency of the lead may stand
_FULL = 20  # words of a paragraph, to tell it from the caption of a picture, which credits a photographer
_CLOSING = 8  # words of a closing line
_BETWEEN = frozenset({"comma", "slash", "dash", "quote", "and", "number"})
_JOINTS = re.compile(r"\s*[+&/،,|]\s*|\s+[-–]\s+")
_BYLINES = 6  # lines at either end of a text in which its reporter may be named
_NEAR = 0.75  # likeness of two spellings of one name
_QUOTED = re.compile(r"[\"'“”«(\[]([^\"'“”«»()\[\]]+)[\"'“”»)\]]")
_PAIR = 2  # names of the press that make a dateline without a place («الساحل – وكالات:»)
_MARKED = frozenset({"quote", "open_bracket"})
_PARTING = frozenset({"dash", "slash", "open_bracket", "colon"})
_APART = 2  # words between a name and the brackets that explain it
_PLATFORM = "platform"  # in the place of a superior
_LINE = 80  # characters of such a line


class Crediting(NamedTuple):
    """A credit and the records of the press that bear its name, none where nobody knows it."""

    credit: Credit
    records: tuple[ActorName, ...] = ()


def describe_credits(text: Text, document: Document, byline: Text | None = None) -> Document:
    """Return the document with the credits of its text behind those it has, and the first of another as its source.

    A byline that is an agency or an outlet, and no reporter, credits it too.
    """
    found = {_key(credit.text): Crediting(credit) for credit in document.credits}
    for crediting in (*_from_byline(byline), *find_credits(text)):
        found.setdefault(_key(crediting.credit.text), crediting)
    if not found:
        return document
    others = (c.credit.text for c in found.values() if not _is_publisher(c, document.publisher))
    return replace(
        document,
        credits=tuple(c.credit for c in found.values()),
        credited_source=document.credited_source or next(others, None),
    )


def find_credits(text: Text) -> Iterator[Crediting]:
    """Yield whom the words of a report credit: first its lines («المصدر: …»), then brackets, then datelines."""
    paragraphs = _paragraphs(text)
    yield from _line_credits(text, paragraphs)
    for number, (first, last) in enumerate(paragraphs):
        closing = number == len(paragraphs) - 1
        if number < _FIRST or closing:
            yield from _bracketed(text, first, last, closing)
    for first, last in paragraphs[:_FIRST]:
        yield from _in_dateline(text, first, last)


def find_reporter(raw: str) -> str | None:
    """Return the reporter whom a line of the text names («كتب: …», «إعداد: …»)."""
    lines = raw.splitlines()
    near = lines if len(lines) <= 2 * _BYLINES else lines[:_BYLINES] + lines[-_BYLINES:]
    return next((name for line in near if len(line) <= _LINE and ":" in line and (name := find_byline(line))), None)


def _key(name: str) -> str:
    return fold(name).casefold()


def _is_publisher(crediting: Crediting, publisher: str | None) -> bool:
    """Say whether a credit names the publisher itself, as a dateline often does, in this spelling or a near one."""
    ours = _letters(publisher or "")
    if not ours:
        return False
    records = crediting.records
    initials = {"".join(word[0] for word in record.name.split()).casefold() for record in records}
    if not initials.isdisjoint(_key(publisher or "").split()):
        return True
    names = [_letters(name) for name in (crediting.credit.text, *(record.name for record in records))]
    names += [_letters(alias) for record in records for alias in record.arabic]
    if any(ours in theirs or theirs in ours for theirs in names if theirs):
        return True
    return any(SequenceMatcher(None, ours, theirs).ratio() >= _NEAR for theirs in names[: 1 + len(records)])


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, _key(name)))


def _from_byline(byline: Text | None) -> Iterator[Crediting]:
    hits = list(_press(byline, 0, len(byline.words))) if byline else []
    if byline and hits and _covered(byline, 0, len(byline.words), hits):
        for hit in hits:
            crediting = _credit(byline, hit, "page")
            yield crediting._replace(credit=replace(crediting.credit, span=None))


def _line_credits(text: Text, paragraphs: list[tuple[int, int]]) -> Iterator[Crediting]:
    """Yield each name on the credit line, and the press on a closing line of its own («رويترز + وكالات»)."""
    if text.credit and (at := text.raw.rfind(text.credit)) >= 0:
        start = at
        for joint in [*_JOINTS.finditer(text.credit), None]:
            end = at + joint.start() if joint else at + len(text.credit)
            if name := _unquote(text.raw[start:end].strip(" \t\r\n.")):
                begins = text.raw.index(name, start)
                span = Span(begins, begins + len(name))
                yield Crediting(Credit(text=name, kind="line", span=span), _records_at(text, begins))
            start = at + joint.end() if joint else end
        return
    if len(paragraphs) > 1:
        first, last = paragraphs[-1]
        hits = list(_press(text, first, last)) if last - first <= _CLOSING else []
        if hits and _covered(text, first, last, hits):
            yield from (_credit(text, hit, "line") for hit in hits)


@lru_cache(maxsize=1)
def _press_nouns() -> frozenset[str]:
    return frozenset(map(fold, load_wording().press_nouns))


def _unquote(name: str) -> str:
    whole = _QUOTED.fullmatch(name)
    return whole[1] if whole else name


def _bracketed(text: Text, first: int, last: int, closing: bool) -> Iterator[Crediting]:
    """Yield the press in the brackets with which a full paragraph ends («… (رويترز).»)."""
    end = last
    while end > first and "stop" in text.words[end - 1].look.tags:
        end -= 1
    if end == first or "close_bracket" not in text.words[end - 1].look.tags:
        return
    start = end - 2
    while start >= max(first, end - _CLOSING) and "open_bracket" not in text.words[start].look.tags:
        start -= 1
    alone = closing and start == first
    if start > first and text.words[start - 1].form in _press_nouns():
        return
    before = [hit for hit in _press(text, max(first, start - _CLOSING), start) if hit.last >= start - _APART]
    if any(not record.needs for hit in before for record in _credit(text, hit, "bracket").records):
        return  # «وكالة الأنباء السورية (سانا)» explains a name
    if start < first or "open_bracket" not in text.words[start].look.tags or not (alone or last - first >= _FULL):
        return
    hits = list(_press(text, start + 1, end - 1))
    if hits and _covered(text, start + 1, end - 1, hits):
        yield from (_credit(text, hit, "bracket") for hit in hits)


def _in_dateline(text: Text, first: int, last: int) -> Iterator[Crediting]:
    """Yield the press in a dateline, and at the end of a short line of place, reporter and agency between slashes."""
    slash = next((at for at in range(last - 1, first, -1) if "slash" in text.words[at].look.tags), None)
    if slash is not None and last - first <= _CLOSING + _BYLINES and last - slash <= _CLOSING:
        hits = list(_press(text, slash + 1, last))
        if hits and _covered(text, slash + 1, last, hits):
            yield from (_credit(text, hit, "dateline") for hit in hits)
            return
    end = dateline_end(text, first)
    if not any(_PARTING & text.words[at].look.tags for at in range(first, end)):
        return
    places = [hit for at in range(first, end) for hit in text.names.get(at, ())[:1] if _is_place(hit)]
    press = list(_press(text, first, end))
    if not places and len(press) < _PAIR:
        return
    for hit in press:
        # «الرياض» is a town and a newspaper: the latter in quotation marks, or behind the name of another place.
        marked = hit.first > 0 and not _MARKED.isdisjoint(text.words[hit.first - 1].look.tags)
        if not _is_place(hit) or marked or any(place.last <= hit.first for place in places):
            yield _credit(text, hit, "dateline")


def _press(text: Text, first: int, last: int) -> Iterator[NameHit]:
    """Yield the names of agencies and outlets among the words `[first, last)`, the longest of each place."""
    at = first
    while at < last:
        hits = [hit for hit in text.names.get(at, ()) if hit.last <= last and not hit.prefix]
        hit = next((hit for hit in hits if hit.last == hits[0].last and _is_press(hit)), None)
        if hit is not None:
            yield hit
        at = hits[0].last if hits else at + 1


def _is_place(hit: NameHit) -> bool:
    return bool(hit.bearers.places)


def _is_press(hit: NameHit) -> bool:
    return any(_tells_news(record) for record in hit.bearers.actors)


def _tells_news(record: ActorName) -> bool:
    """Say whether a record is of the press and no platform, where everybody writes."""
    return record.kind in PRESS and record.parent != _PLATFORM


def _covered(text: Text, first: int, last: int, hits: list[NameHit]) -> bool:
    """Say whether names and marks between them are all that the words `[first, last)` hold."""
    named = {at for hit in hits for at in range(hit.first, hit.last)}
    return all(
        at in named or "punct" in text.words[at].look.tags or not _BETWEEN.isdisjoint(text.words[at].look.tags)
        for at in range(first, last)
    )


def _credit(text: Text, hit: NameHit, kind: CreditKind) -> Crediting:
    span = text.span(hit.first, hit.last)
    records = tuple(r for r in hit.bearers.actors if _tells_news(r))
    return Crediting(Credit(text=text.raw[span.start : span.end], kind=kind, span=span), records)


def _records_at(text: Text, start: int) -> tuple[ActorName, ...]:
    """Return the records of the longest name of the press that starts at a character."""
    for first, hits in text.names.items():
        if text.words[first].start == start:
            return next((_credit(text, hit, "line").records for hit in hits if _is_press(hit)), ())
    return ()


def _paragraphs(text: Text) -> list[tuple[int, int]]:
    """Return the words `[first, last)` of each paragraph."""
    of, starts = text.paragraph_of, [0] if text.words else []
    while starts and (after := bisect_right(of, of[starts[-1]], starts[-1])) < len(of):
        starts.append(after)
    return list(pairwise([*starts, len(of)]))
