"""A report cut into sentences, each with what it mentions and the events and claims that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from khabar.incidents.press import Press
from khabar.incidents.publishers import LANGUAGE, Publisher, find_publisher
from khabar.incidents.record import Quoted
from khabar.language import Text, fold, load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.mentions.model import ActorMention, CountMention, PlaceMention, TimeMention, WeaponMention
from khabar.model import Claim, Document, Event, Report, Span

_REMEMBERED = 256  # documents


@dataclass(slots=True)
class Passage:
    """One sentence of a report; `lead` where it heads the report: a headline or the first paragraph of its body."""

    number: int
    span: Span
    paragraph: int
    headline: bool
    lead: bool = False
    counts: list[CountMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def holds(self, span: Span) -> bool:
        """Tell whether a stretch begins in the passage."""
        return self.span.start <= span.start < self.span.end


@dataclass(frozen=True, slots=True)
class Page:
    """One report as the incident's describer reads it."""

    id: str
    report: Report
    publisher: Publisher | None
    passages: tuple[Passage, ...]
    press: Press

    def words(self, span: Span) -> str:
        """Return the characters that a span stands for."""
        return self.report.words(span)

    def quote(self, span: Span) -> Quoted:
        """Return a span with its words and whether it stands in a headline."""
        passage = self.passage_at(span.start)
        headline = passage is not None and passage.headline
        return Quoted(document=self.id, span=span, text=self.words(span), headline=headline)

    def passage_at(self, offset: int) -> Passage | None:
        """Return the passage in which a character stands, or the one before it."""
        at = bisect_right(self.passages, offset, key=_start) - 1
        return self.passages[at] if at >= 0 else None


def read_page(identity: str, report: Report, press: Press) -> Page:
    """Return a report's sentences with what stands in them; `identity` is the document's id among the reports."""
    document = report.document
    cut, end = _cut(document.text, document.published, document.publisher, document.language)
    passages = [replace(passage, events=[], claims=[]) for passage in cut]
    _place(passages, report)
    _mark_lead(passages, document.text)
    kept = tuple(_once(passages[:end], document.text))
    return Page(identity, report, find_publisher(document), kept, press)


@lru_cache(maxsize=_REMEMBERED)
def _cut(
    text: str, published: str | None, publisher: str | None, language: str | None
) -> tuple[tuple[Passage, ...], int]:
    """Return the sentences of a document with what they mention, and how many of them are its own.

    The incidents of one report come close together, and all of them need it.
    """
    read = read_text(text, load_lexicon(LANGUAGE))
    if not read.words:
        return (), 0
    mentions = find_mentions(read, Document(text=text, published=published, publisher=publisher, language=language))
    places = [p for p in mentions.places if not _is_in_name(p, mentions.actors)]
    passages = tuple(Passage(n, Span(s.start, s.end), s.paragraph, s.headline) for n, s in enumerate(read.sentences))
    for kind in ("counts", "times", "weapons", "actors"):
        for mention in getattr(mentions, kind):
            getattr(passages[read.sentence_of[mention.first]], kind).append(mention)
    for place in places:
        passages[read.sentence_of[place.first]].places.append(place)
    return passages, _end(read)


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def _is_in_name(place: PlaceMention, actors: Sequence[ActorMention]) -> bool:
    """Tell whether a place only stands in the name of a body: «مجلس منبج العسكري»."""
    return any(
        a.id is not None
        and a.first <= place.first
        and place.last <= a.last
        and a.last - a.first > place.last - place.first
        for a in actors
    )


def _end(text: Text) -> int:
    """Return the number of the sentence where the links to other reports begin: short lines without a stop, at the end."""
    last = 0
    for number, sentence in enumerate(text.sentences):
        tags = [text.words[i].look.tags for i in range(max(sentence.first, sentence.last - 2), sentence.last)]
        if any("stop" in t for t in tags) or sentence.end - sentence.start > _LINK:
            last = number + 1
    return last or len(text.sentences)


def _once(passages: Sequence[Passage], text: str) -> Iterator[Passage]:
    """Yield the sentences without those that the page repeats: galleries and embedded posts say everything twice."""
    seen: set[str] = set()
    for passage in passages:
        words = fold(text[passage.span.start : passage.span.end]).strip()
        if len(words) < _SAID_TWICE or words not in seen:
            yield passage
        seen.add(words)


def _start(passage: Passage) -> int:
    return passage.span.start


def _place(passages: Sequence[Passage], report: Report) -> None:
    """Put events and claims into the passages that tell of them."""
    for event in report.events:
        for span in dict.fromkeys((event.trigger, *event.mentions)):
            at = bisect_right(passages, span.start, key=_start) - 1
            if at >= 0 and event not in passages[at].events:
                passages[at].events.append(event)
    for claim in report.claims:
        at = bisect_right(passages, claim.content.start, key=_start) - 1
        if at >= 0:
            passages[at].claims.append(claim)


def _mark_lead(passages: Sequence[Passage], text: str) -> None:
    """Mark headlines, lines that repeat them, and the first paragraph of the body that tells of an event."""
    by_paragraph: Mapping[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_paragraph[passage.paragraph].append(passage)
    for paragraph in sorted(by_paragraph):
        told = by_paragraph[paragraph]
        if told[0].claims and not told[0].headline:
            return
        for passage in told[:1]:
            passage.lead = True
        if not told[0].headline and told[0].events and is_prose(text[told[0].span.start : told[0].span.end]):
            return


def is_prose(sentence: str) -> bool:
    """Tell a sentence of the body from a title or a caption: longer, and closed by a stop."""
    return len(sentence) > _TITLE or (len(sentence) > _TITLE // 2 and sentence.rstrip(_QUOTES)[-1:] in _STOPS)


_SAID_TWICE = 60  # characters of a sentence that nobody writes twice
_LINK = 140  # characters: a longer line is no title of another report
_STOPS = frozenset(".!؟…")
_QUOTES = '"”») '
_TITLE = 160  # characters: a shorter line at the top is a title or a caption
