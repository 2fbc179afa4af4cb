"""Dates in digits behind the day of the week that they are told with."""

from __future__ import annotations

from khabar.mentions.time_distances import read_numeric
from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_words import TimeWords

_BRACKETED = 14  # words from a weekday to the end of its date in brackets
_ERA = 2  # letters of an era


def read_date_of_day(words: TimeWords, parts: TimeParts) -> None:
    """Take in the date in digits that follows a weekday, in brackets or bare: «الأحد (10/10/1436) الموافق (26/7/2015)», «الأحد 26/7/2015»."""
    at = parts.last
    if not (words.tagged(at, "open_bracket") or words.get(at, "joint") or words.tagged(at, "number")):
        return
    best: TimeParts | None = None
    for k in range(at, at + _BRACKETED):
        if words.tagged(k, "number") and (dated := read_numeric(words, k)) is not None:
            best = dated if best is None or dated.month else best
            if dated.month:
                break
        elif not (words.tagged(k, "punct") or words.tagged(k, "number") or k in words.items or _is_letter(words, k)):
            break
    if best is not None:
        parts.day, parts.month, parts.hijri, parts.year = best.day, best.month, best.hijri, best.year
        parts.last = best.last


def _is_letter(words: TimeWords, at: int) -> bool:
    """Tell whether a word is the letter of an era: «1436هـ», «2015م»."""
    return at < len(words.words) and len(words.words[at].form) <= _ERA
