"""What the words of a text mean to the grammar of times."""

from __future__ import annotations

from typing import Any

import msgspec

from khabar.language import Entry, Text
from khabar.mentions.numbers import read_amount

_DOMAIN = "times"
_AHEAD_WORDS = 12
_OPENING = 6  # words before a comma with which a sentence may open
PRESENT = "times.present"
_YEARS = range(1900, 2101)
_YEAR_WORDS = 8
_HIJRI_YEARS = range(1300, 1600)


class Item(msgspec.Struct, frozen=True, eq=False):
    """One element of a time: its role, the fields of its entry, the word after it, and how it is written."""

    role: str
    fields: dict[str, Any]
    entry: str
    last: int
    prefix: str = ""
    definite: bool = False
    number: str = "s"
    adverb: bool = False


class TimeWords:
    """The elements of times in one text, by word."""

    __slots__ = ("_inside", "items", "tags", "text", "words")

    def __init__(self, text: Text) -> None:
        self.text, self.words, self.tags = text, text.words, text.tags
        self._inside = _inside_names(text)
        self.items: dict[int, list[Item]] = {}
        for at in text.at(_DOMAIN):
            if at not in self._inside:
                self.items[at] = _word_items(text, at)
        for at in text.phrased(_DOMAIN):
            for hit in text.phrases[at]:
                if hit.entry.domain == _DOMAIN and at not in self._inside:
                    self.items.setdefault(at, []).insert(0, _phrase_item(hit.entry, hit.last, hit.prefix))
        for at, items in self.items.items():
            if len(items) > 1:
                items.sort(key=lambda i: at - i.last)

    def get(self, at: int, *roles: str) -> Item | None:
        """Return the longest element at `at` in one of the roles, or None."""
        for item in self.items.get(at, ()):
            if item.role in roles:
                return item
        return None

    def tagged(self, at: int, tag: str) -> bool:
        """Tell whether word `at` exists and has a grammar tag."""
        return tag in self.tags[at]

    def digits(self, at: int) -> int | None:
        """Return a plain number in digits at `at`, or None."""
        if self.tagged(at, "number"):
            form = self.words[at].form
            if form.isdigit() and len(form) <= 4:
                return int(form)
        return None

    def day_number(self, at: int) -> int | None:
        """Return a day of the month in digits at `at`, or None."""
        number = self.digits(at)
        return number if number is not None and 1 <= number <= 31 else None

    def year(self, at: int, *, hijri: bool = False) -> int | None:
        """Return a year in digits at `at`, or None."""
        number = self.digits(at)
        return number if number is not None and number in (_HIJRI_YEARS if hijri else _YEARS) else None

    def spelt_year(self, at: int) -> tuple[int, int] | None:
        """Return a year in words at `at` and the word after it («ألفين وتسعة عشر»), or None."""
        if not self.tagged(at, "number_word"):
            return None
        amount = read_amount(self.text, at, at + _YEAR_WORDS)
        if amount is None or not amount.exact or amount.min != amount.max or amount.min not in _YEARS:
            return None
        return amount.min, amount.last

    def coming(self, at: int) -> str | None:
        """Return what looks ahead before a day, if its nearest verb does: «ستبدأ الهدنة الأحد», «من المقرر أن».

        A verb of the present that opens a sentence of the report does: «ويصل الوزير إلى العاصمة الأحد».
        """
        sentence = self.text.sentences[self.text.sentence_of[at]]
        if self.tagged(at, "since"):
            return None
        for k in range(at - 1, max(sentence.first, at - _AHEAD_WORDS) - 1, -1):
            item = self.get(k, "coming")
            if item is not None:
                return item.entry
            readings = self.words[k].look.readings
            if self.tagged(k, "future"):
                return "times.coming"
            if self.tagged(k, "after") or self.tagged(k, "because") or self.tagged(k, "since"):
                return None  # «لن تتهاون بعد هجوم نفذوه الأربعاء»
            if not readings:
                continue
            if all(r.tense == "nonpast" and r.prefix.endswith("س") for r in readings):  # not «سامر», also a name
                return "times.coming"
            if all(r.tense == "past" for r in readings):
                return None
            if self._presents(k):
                return PRESENT
        return None

    def _presents(self, at: int) -> bool:
        """Tell whether a word is a verb of the present, not of saying, with which a sentence of the report opens."""
        sentence = self.text.sentences[self.text.sentence_of[at]]
        opens = at == sentence.first or (at - sentence.first <= _OPENING and self.tagged(at - 1, "comma"))
        look = self.words[at].look
        return (
            opens
            and not sentence.headline
            and all(r.pos == "verb" and r.tense == "nonpast" and r.prefix in ("", "و") for r in look.readings)
            and not look.entries("speech")
        )

    def hidden(self, at: int) -> bool:
        """Tell whether a word is part of a name of several words («سوق الجمعة», «عبد الأحد»)."""
        return at in self._inside or (at > 0 and self._needs_name(at - 1))

    def _needs_name(self, at: int) -> bool:
        return any("bound" in entry.fields for _, entry in self.words[at].look.entries("actors"))


def _word_items(text: Text, at: int) -> list[Item]:
    word = text.words[at]
    adverb = "\u064b" in text.raw[word.start : word.end] or word.form.endswith("ا")
    return [
        Item(e.fields.get("role", ""), e.fields, e.id, at + 1, r.prefix, r.definite, r.number, adverb)
        for r, e in word.look.by_domain[_DOMAIN]
        if not r.suffix
    ]


def _phrase_item(entry: Entry, last: int, prefix: str) -> Item:
    return Item(entry.fields.get("role", ""), entry.fields, entry.id, last, prefix, True)


def _inside_names(text: Text) -> frozenset[int]:
    out: set[int] = set()
    for at, hits in text.names.items():
        if hits[0].last - at > 1:
            out.update(range(at, hits[0].last))
    return frozenset(out)
