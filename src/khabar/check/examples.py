"""Every example must be read through its own entry, with the values it promises; every near miss must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khabar.check.promises import broken_by_all, broken_by_the_best, is_promise
from khabar.compile.lexicon import SourceEntry
from khabar.language import Text, load_lexicon, read_text
from khabar.language.matching import match_phrases
from khabar.language.words import read_words
from khabar.mentions import Mentions, find_mentions
from khabar.model import Claim, Document, Event, Report
from khabar.reading import read

# Against this day the examples count their relative times; a Wednesday.
PUBLISHED = "2023-03-15"
# What an example gives; everything else beside these is a promise.
_GIVEN = ("text", "published", "publisher")


def check_examples(entries: Iterable[SourceEntry]) -> Iterator[str]:
    """Yield a problem for each example that its entry does not read as promised and each near miss that it does."""
    for entry in entries:
        for example in _sentences(entry, "examples"):
            seen = Sighting(entry, example)
            if not seen.in_words():
                yield f"{entry.id}: «{example['text']}» is not read through this entry"
            else:
                yield from (f"{entry.id}: «{example['text']}»: {wrong}" for wrong in seen.broken_promises())
        for near_miss in _sentences(entry, "never"):
            if Sighting(entry, near_miss).in_results():
                yield f"{entry.id}: «{near_miss['text']}» must not be read through this entry ({near_miss.get('why', 'near miss')})"


def _sentences(entry: SourceEntry, key: str) -> list[dict[str, Any]]:
    found = entry.fields.get(key)
    return [e for e in found if isinstance(e, dict) and e.get("text")] if isinstance(found, list) else []


def _is_known(key: str) -> bool:
    return key in _GIVEN or is_promise(key)


class Sighting:
    """One sentence as the whole engine reads it, seen from one entry."""

    def __init__(self, entry: SourceEntry, example: Mapping[str, Any]) -> None:
        self.entry, self.example = entry, example
        document = Document(
            text=example["text"], published=example.get("published", PUBLISHED), publisher=example.get("publisher")
        )
        self.text: Text = read_text(document.text, load_lexicon("ar"))
        self.mentions: Mentions = find_mentions(self.text, document)
        self.report: Report = read(document)

    def in_words(self) -> bool:
        """Tell whether the lexicon finds the entry in the sentence at all."""
        own, lexicon = self.entry.id, load_lexicon("ar")
        words = read_words(self.text.raw, lexicon)  # all of them: furniture is no part of the text
        if any(
            hit.entry.id == own for hits in match_phrases(words, range(len(words)), lexicon).values() for hit in hits
        ):
            return True
        return any(e.id == own for w in words for r in w.look.readings for e in r.entries)

    def claims(self) -> list[Claim]:
        """Return the claims that the entry helped to make."""
        return [c for c in self.report.claims if any(e.rule == self.entry.id for e in c.evidence)]

    def events(self) -> list[Event]:
        """Return the events that the entry helped to make."""
        return [e for e in self.report.events if any(v.rule == self.entry.id for v in e.evidence)]

    def in_results(self) -> bool:
        """Tell whether the entry stands behind any claim, event or mention of the sentence."""
        lists = (
            self.mentions.actors,
            self.mentions.places,
            self.mentions.times,
            self.mentions.counts,
            self.mentions.weapons,
            self.mentions.damages,
        )
        mentioned = any(self.entry.id in m.entries for found in lists for m in found)
        return mentioned or bool(self.claims()) or bool(self.events())

    def broken_promises(self) -> Iterator[str]:
        """Yield what the example promises and the reading does not keep; an event must be of the type of its entry."""
        yield from (f"«{key}» is nothing that can be promised" for key in self.example if not _is_known(key))
        results: list[Claim] | list[Event]
        if self.entry.domain == "speech":
            results, promised = self.claims(), self.example
        elif self.entry.domain == "events":
            results, promised = self.events(), self._with_type()
        else:
            yield from broken_by_all(self.example, self.text, self.mentions, self.report)
            return
        if results:
            yield from broken_by_the_best(promised, results, self.report)
        elif any(is_promise(key) for key in self.example):
            yield f"gives no {'claim' if self.entry.domain == 'speech' else 'event'}"

    def _with_type(self) -> Mapping[str, Any]:
        own = self.entry.fields.get("type")
        return {"type": own, **self.example} if own else self.example
