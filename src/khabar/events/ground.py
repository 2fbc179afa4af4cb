"""The ground that events are looked for on: one text with its mentions, indexed once for all who search it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from khabar.events.marks import NUMERIC, marks_of, mask
from khabar.language import Sentence, Text
from khabar.language.matching import PhraseHit
from khabar.mentions.model import ActorMention, Mention, Mentions
from khabar.mentions.numbers import Amount, read_amount
from khabar.model import Span

M = TypeVar("M", bound=Mention)
_REPORTERS = frozenset({"outlet", "agency", "monitor", "witness", "analyst"})
_BEYOND = 1 << 60  # no word of any text
_REACH = 12  # words over which a place covers what stands in it
_NAME = 4  # words of a name between quotation marks, with its closing mark, at most
_QUOTED = 3  # words of a name between quotation marks, with the marks, at least
_LINK = 5  # words of a phrase that links a party, at most
_OPEN, _CLOSE, _STOP = mask("open_quote"), mask("close_quote"), mask("stop")
ACCOMPANYING = frozenset({"light", "carrier", "same"})  # parts of event entries that only accompany a trigger


class Row(Generic[M]):
    """The mentions of one kind, in the order of the text."""

    __slots__ = ("_at", "_starts", "all")

    def __init__(self, mentions: Sequence[M]) -> None:
        self.all = mentions
        self._starts = [m.first for m in mentions]
        self._starts.append(_BEYOND)
        self._at: dict[int, M] | None = None

    def within(self, first: int, last: int) -> Sequence[M]:
        """Return the mentions that start inside the words `first` to `last` (exclusive)."""
        if not self.all:
            return ()
        starts = self._starts
        low = bisect_left(starts, first)
        if starts[low] >= last:
            return ()
        if starts[low + 1] >= last:  # mostly there is but one
            return (self.all[low],)
        return self.all[low : bisect_left(starts, last, low)]

    def at(self, first: int) -> M | None:
        """Return the first mention that starts at a word."""
        if self._at is None:
            self._at = {m.first: m for m in reversed(self.all)}
        return self._at.get(first)


class Ground:
    """One text, its mentions, and where the words stand that matter to events.

    `marks` are the bits of each word; `actors`, `places`, `times`, `counts`, `weapons`, `damages` the mentions;
    `parties` are the actors that are no places and no nameless reporters; `covered` the words of places; `tellers` the phrases of events by their first word, `hints` those of reality;
    `links` the part that a phrase ending with a word gives to the party behind it, with the phrase's first word;
    `answers` the first and last words of phrases of answering, `strangers` of those that say that the doer is unknown, `amid`, `sides` and `turns` (to another matter) where such phrases begin, `permits` where words of permission end;
    `numerals` the first words of phrases that are numbers; `named` the words of phrases that bar a trigger; `quoted`
    those of parties that stand between quotation marks: «أنصار الحق» is a name, whatever its words mean; `echoes` the
    rare words, `names` those of actors and `spots` those of places of each sentence, `around` the words around each
    trigger, found out when first asked for.
    """

    __slots__ = (
        "_spans",
        "actors",
        "amid",
        "answers",
        "around",
        "counts",
        "covered",
        "damages",
        "echoes",
        "hints",
        "links",
        "marks",
        "mentions",
        "named",
        "names",
        "numerals",
        "openings",
        "parties",
        "permits",
        "places",
        "quoted",
        "sides",
        "spots",
        "strangers",
        "tellers",
        "text",
        "ties",
        "times",
        "turns",
        "weapons",
        "words",
    )

    def __init__(self, text: Text, mentions: Mentions) -> None:
        self.text, self.mentions, self.words = text, mentions, text.words
        self.marks = marks_of(text.words)
        self.actors, self.places, self.times = Row(mentions.actors), Row(mentions.places), Row(mentions.times)
        self.counts, self.weapons, self.damages = Row(mentions.counts), Row(mentions.weapons), Row(mentions.damages)
        self.covered = {
            i for place in mentions.places for i in range(place.first, min(place.last, place.first + _REACH + 1))
        }
        self.parties = Row([m for m in mentions.actors if self._may_take_part(m)])
        self.tellers: dict[int, list[PhraseHit]] = {}
        self.hints: dict[int, list[PhraseHit]] = {}
        self.links: dict[int, tuple[int, str]] = {}
        self.answers: list[tuple[int, int]] = []
        self.amid: set[int] = set()
        self.turns: list[int] = []
        self.sides: dict[int, int] = {}
        self.permits: set[int] = set()
        self.strangers: list[tuple[int, int]] = []
        self.named: set[int] = set()
        self.numerals: set[int] = set()
        self.quoted = {i for m in mentions.actors if m.last - m.first >= _QUOTED for i in self._between_quotes(m)}
        self.ties: dict[int, tuple[str, int]] = {}
        self.openings: dict[int, tuple[int, int]] = {}
        self.echoes: list[frozenset[str]] = []
        self.around: dict[int, frozenset[str]] = {}
        self.names: dict[int, frozenset[str]] = {}
        self.spots: dict[int, frozenset[str]] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        for hits in text.phrases.values():
            for hit in hits:
                self._place(hit)

    def _may_take_part(self, m: ActorMention) -> bool:
        if m.kind in _REPORTERS and not m.name:
            return False
        return not (m.generic and m.first in self.covered)

    def _between_quotes(self, m: ActorMention) -> Iterator[int]:
        """Yield the words of a party from its opening quotation mark to its closing one."""
        opened = -1
        for i in range(m.first, min(m.last, m.first + _REACH)):
            if self.marks[i] & _OPEN:
                opened = i
            elif self.marks[i] & _CLOSE and opened >= 0:
                if i - opened <= _NAME:
                    yield from range(opened + 1, i)
                opened = -1

    def _place(self, hit: PhraseHit) -> None:
        """Enter a phrase where it matters."""
        domain, fields = hit.entry.domain, hit.entry.fields
        part = fields.get("part")
        if domain == "events":
            if part not in ACCOMPANYING:
                self.tellers.setdefault(hit.first, []).append(hit)
        elif domain == "reality":
            self.hints.setdefault(hit.first, []).append(hit)
        elif domain == "numbers":
            self.numerals.add(hit.first)
        elif part == "unknown":
            self.strangers.append((hit.first, hit.last))
        elif part == "permits":
            self.permits.add(hit.last - 1)
        elif domain == "roles":
            self._place_link(hit, str(part))
        if part == "response":
            self.answers.append((hit.first, hit.last))
        if fields.get("evidence") == "name" or "bars" in fields:
            self.named.update(range(hit.first, hit.last))

    def _place_link(self, hit: PhraseHit, part: str) -> None:
        end = hit.last - 1
        if part == "turn":
            self.turns.append(hit.first)
            return
        before = self.links.get(end, (len(self.words), ""))[0]
        if hit.last - hit.first <= _LINK and hit.first < before:
            self.links[end] = hit.first, part  # the longest of the phrases that end here
        if part == "amid":
            self.amid.add(hit.first)
        elif part == "side":
            self.sides.setdefault(hit.first, hit.last)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words `[first, last)`, as `Text.span` does, made once."""
        found = self._spans.get((first, last))
        if found is None:
            found = self._spans[first, last] = self.text.span(first, last)
        return found

    def amount(self, at: int, end: int) -> Amount | None:
        """Read the number that begins at a word and ends before word `end`."""
        if at >= len(self.marks) or not (self.marks[at] & NUMERIC or at in self.numerals):
            return None
        return read_amount(self.text, at, end)

    def any_of(self, mask: int, first: int, last: int) -> bool:
        """Tell whether some word of `[first, last)` has one of the marks."""
        for marks in self.marks[first:last]:  # noqa: SIM110 (asked very often)
            if marks & mask:
                return True
        return False

    def is_closed(self, sentence: Sentence) -> bool:
        """Tell whether a sentence ends with a full stop, a closing mark behind it or not."""
        return self.any_of(_STOP, max(sentence.first, sentence.last - 2), sentence.last)

    def answers_from(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the phrases of answering that begin inside the words `first` to `last` (exclusive)."""
        for at in range(bisect_left(self.answers, (first, 0)), len(self.answers)):
            found = self.answers[at]
            if found[0] >= last:
                return
            yield found
