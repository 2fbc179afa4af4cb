"""Every example must be read through its own entry, with the values it promises; every near miss must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khabar.compile.lexicon import SourceEntry
from khabar.language import Text, fold, load_lexicon, read_text
from khabar.language.matching import match_phrases
from khabar.language.words import read_words
from khabar.mentions import Mentions, find_mentions
from khabar.model import Claim, Document, Event, Report
from khabar.reading import read

# Against this day the examples count their relative times; a Wednesday.
PUBLISHED = "2023-03-15"


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
        if any(hit.entry.id == own for hits in match_phrases(words, lexicon).values() for hit in hits):
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
        """Yield what the example promises and the reading does not keep."""
        if self.entry.domain == "speech":
            yield from _one_keeps(self, self.claims(), "claim", _CLAIM)
        elif self.entry.domain == "events":
            yield from _one_keeps(self, self.events(), "event", _EVENT)


def _one_keeps(seen: Sighting, results: list[Any], kind: str, slots: Mapping[str, Any]) -> Iterator[str]:
    promised = {k: v for k, v in seen.example.items() if k in slots}
    if not promised:
        return
    if not results:
        yield f"gives no {kind}"
        return
    kept = [sum(_agrees(slots[k](seen.report, r), v) for k, v in promised.items()) for r in results]
    best = results[kept.index(max(kept))]
    for key, value in promised.items():
        got = slots[key](seen.report, best)
        if not _agrees(got, value):
            yield f"{key} is «{got}», not «{value}»"


def _agrees(got: object, promised: object) -> bool:
    """Tell whether a value is the promised one; of words, the promised ones must stand in it."""
    if promised in ("null", "none", "", None) and got in (None, "none"):
        return True
    got_text, wanted = fold(str(got)), fold(str(promised))
    return (
        got_text == wanted
        or (" " in got_text and wanted in got_text)
        or (" " in wanted and got_text in wanted and len(got_text) > 2)
    )


def _number(count: Any) -> str | None:
    return None if count is None else str(count.min)


_CLAIM = {
    "speaker": lambda report, c: c.origin and c.origin.text,
    "content": lambda report, c: report.words(c.content),
    "force": lambda report, c: c.force,
    "certainty": lambda report, c: c.certainty,
    "negated": lambda report, c: "yes" if c.negated else "no",
    "quote": lambda report, c: c.quote,
}
_EVENT = {
    "type": lambda report, e: e.type,
    "mode": lambda report, e: e.mode,
    "status": lambda report, e: e.status,
    "weapon": lambda report, e: e.weapon,
    "actor": lambda report, e: e.actor and e.actor.text,
    "target": lambda report, e: e.target and e.target.text,
    "killed": lambda report, e: _number(e.killed),
    "wounded": lambda report, e: _number(e.wounded),
    "damage": lambda report, e: e.damage,
}
