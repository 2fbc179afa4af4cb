"""A text as words, quotations and sentences, each word with what the lexicon knows about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import attrgetter

from khabar.language.layout import credited, report_lines, split_lines
from khabar.language.lexicon import Lexicon
from khabar.language.looks import NAME, PHRASE
from khabar.language.matching import NameHit, PhraseHit, match_names, match_phrases
from khabar.language.quotations import find_quotations
from khabar.language.sentences import ENDING, Sentence, split_sentences
from khabar.language.words import Word, read_words
from khabar.model import Span

_NONE: frozenset[str] = frozenset()
_BEYOND = 16
_TAGS = attrgetter("look.tags")
_new = tuple.__new__  # makes a span in two thirds of the time that `Span` itself takes; a text has thousands


class Text:
    """The words of one report and their structure; all offsets are those of `raw`. Menus and links are left out.

    `depth` is the quotation depth of each word, `quotes` the (opening, closing) word indexes of each quotation,
    `phrases` and `names` the lexicon's hits by the index of their first word, longest first. `tags` are those of each
    word; the words looked at beside one lie a few past either end of the text, where there are none (-1 counts from the
    end).
    """

    __slots__ = (
        "_at",
        "_opening",
        "_phrased",
        "credit",
        "depth",
        "names",
        "paragraph_of",
        "phrases",
        "quotes",
        "raw",
        "sentence_of",
        "sentences",
        "tags",
        "words",
    )

    def __init__(self, raw: str, lexicon: Lexicon) -> None:
        self.raw = raw
        written = read_words(raw, lexicon)
        lines = split_lines(raw, written)
        self.credit = credited(raw, written, lines, lexicon)
        self.words: list[Word] = []
        self.paragraph_of: list[int] = []
        for number, line in enumerate(report_lines(written, lines, lexicon)):
            self.words += written[line.first : line.last]
            self.paragraph_of += [number] * (line.last - line.first)
        self._at = _listed(self.words)
        self.tags = [*map(_TAGS, self.words), *[_NONE] * _BEYOND]
        self.depth, self.quotes = find_quotations(raw, self.words, self.paragraph_of, self.at("quote"))
        self._opening = {close: at for at, close in self.quotes if "quote" in self.words[close].look.tags}
        self.sentences: list[Sentence] = split_sentences(self.words, self.paragraph_of, chain(*map(self.at, ENDING)))
        self.sentence_of: list[int] = []
        for number, sentence in enumerate(self.sentences):
            self.sentence_of += [number] * (sentence.last - sentence.first)
        self.phrases: dict[int, list[PhraseHit]] = match_phrases(self.words, self.at(PHRASE), lexicon)
        self._phrased = _by_domain(self.phrases)
        self.names: dict[int, list[NameHit]] = match_names(self.words, self.at(NAME))

    def at(self, key: str) -> Sequence[int]:
        """Return the indexes of the words that have a tag or an entry of a domain, in order; see `Look.listed`."""
        return self._at.get(key, ())

    def phrased(self, domain: str) -> Sequence[int]:
        """Return the words at which a phrase of a domain starts, in order."""
        return self._phrased.get(domain, ())

    def telling(self, *keys: str) -> list[int]:
        """Return the words that `at` lists by one of these keys, and those at which a phrase of such a domain starts."""
        return sorted({i for key in keys for i in chain(self.at(key), self.phrased(key))})

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words `[first, last)`, with the mark that closes a quotation opened among them."""
        words = self.words
        if last in self._opening and first <= self._opening[last] < last:
            return _new(Span, (words[first].start, words[last].end))
        return _new(Span, (words[first].start, words[last - 1].end))

    def slice(self, first: int, last: int) -> str:
        """Return the text of words `[first, last)` as it was written, like `span`."""
        start, end = self.span(first, last)
        return self.raw[start:end]

    def headlines(self) -> tuple[str, ...]:
        """Return the headlines; one line can hold several stories between bars."""
        pieces = (self.raw[s.start : s.end].rstrip("| \t") for s in self.sentences if s.headline)
        return tuple(piece for piece in pieces if piece)


def _listed(words: Sequence[Word]) -> dict[str, list[int]]:
    """Return the numbers of the words of each domain and each tag."""
    listed: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        for key in word.look.listed:
            listed[key].append(index)
    return listed


def _by_domain(phrases: Mapping[int, Sequence[PhraseHit]]) -> dict[str, list[int]]:
    """Return the words at which phrases start by the domain of their entries."""
    out: defaultdict[str, list[int]] = defaultdict(list)
    for index, hits in phrases.items():
        if len(hits) == 1:
            out[hits[0].entry.domain].append(index)
        else:
            for domain in {hit.entry.domain for hit in hits}:
                out[domain].append(index)
    return out


def read_text(raw: str, lexicon: Lexicon) -> Text:
    """Split a text into words, quotations and sentences and look every word up."""
    return Text(raw, lexicon)
