"""Amounts: digits, number words, compounds, rough words («عشرات») and bounds («أكثر من», «نحو»)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import replace

from khabar.language import Entry, Look, PhraseHit, Reading, Text

_WINDOW = 12  # words that one amount may take
_GROUPED = re.compile(r"\d{1,3}(?:[.,٫٬]\d{3})+$")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d)$")
_RANGE = re.compile(r"(\d{1,6})-(\d{1,6})$")
_MOST = 10**12


class Amount(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The words `[first, last)` as a number from `min` to `max` (None: open). `exact`: a number, not a rough word."""

    first: int
    last: int
    min: int
    max: int | None
    entries: tuple[str, ...]
    prefix: str = ""
    exact: bool = True
    definite: bool = False


class _Sum(msgspec.Struct, gc=False):
    """A number in the making: what is settled, and what a following scale word may still multiply."""

    total: int = 0
    current: int = 0
    magnitude: int = _MOST  # of the last part added; only smaller parts may follow

    @property
    def value(self) -> int:
        return self.total + self.current


def read_amount(text: Text, at: int, end: int) -> Amount | None:
    """Read the amount whose first word, bounds and proclitics included, is `at`; it ends before `end`."""
    end = min(end, at + _WINDOW, len(text.words))
    if at >= end:
        return None
    if at not in text.phrases:
        look = text.words[at].look
        if "numbers" not in look.by_domain:
            return _range(text, at, end) if "number" in look.tags or "number_word" in look.tags else None
    bound, start, entries, prefix = _bound_before(text, at, end)
    base = _range(text, start, end)
    if base is None and bound and start < end and "lone_preposition" in text.words[start].look.tags:
        base = _range(text, start + 1, end)
    if base is None:
        return None
    if bound:
        return replace(_bounded(base, bound), first=at, entries=(*entries, *base.entries), prefix=prefix)
    return base


def bound_after(text: Text, amount: Amount, at: int) -> Amount:
    """Return the amount widened by a bound that stands after it at word `at` («على الأقل»), or as it is."""
    for hit in text.phrases.get(at, ()):
        if hit.entry.domain == "numbers" and hit.entry.fields.get("after"):
            return replace(
                _bounded(amount, hit.entry.fields["bound"]), last=hit.last, entries=(*amount.entries, hit.entry.id)
            )
    return amount


def _bound_before(text: Text, at: int, end: int) -> tuple[str, int, tuple[str, ...], str]:
    """Return the bound that opens at `at`, the word after it, its entries, and the proclitics of its first word."""
    kind, prefix = "", ""
    entries: tuple[str, ...] = ()
    for _ in range(2):  # «قرابة نحو ألف»: two bounds in a row
        hit = _bound_phrase(text.phrases.get(at, ()))
        if hit is not None and hit.last < end:
            kind, entries, prefix, at = (
                hit.entry.fields["bound"],
                (*entries, hit.entry.id),
                prefix or hit.prefix,
                hit.last,
            )
            continue
        found = _bound_word(text.words[at].look) if at < end else None
        if found is None:
            break
        kind, entries, prefix, at = found[1].fields["bound"], (*entries, found[1].id), prefix or found[0].prefix, at + 1
    return kind, at, entries, prefix


def _bound_phrase(hits: Sequence[PhraseHit]) -> PhraseHit | None:
    for hit in hits:
        entry = hit.entry
        if entry.domain == "numbers" and "bound" in entry.fields and "after" not in entry.fields:
            return hit
    return None


@lru_cache(maxsize=1 << 14)
def _bound_word(look: Look) -> tuple[Reading, Entry] | None:
    for pair in look.entries("numbers"):
        if pair[1].fields.get("bound") in ("about", "between"):
            return pair
    return None


def _bounded(amount: Amount, bound: str) -> Amount:
    """Return an amount as a bound word means it."""
    if not amount.exact:
        return replace(amount, max=None) if bound in ("more", "least") else amount
    match bound:
        case "more":
            return replace(amount, min=amount.min + 1, max=None)
        case "least":
            return replace(amount, max=None)
        case "most":
            return replace(amount, min=1)
        case "less":
            return replace(amount, min=1, max=max(1, amount.min - 1))
        case _:
            return amount


def _range(text: Text, at: int, end: int) -> Amount | None:
    """Read a number, or two numbers as a range («35 إلى 40», «سبعة أو ثمانية», «بين 3 و5»)."""
    low = _single(text, at, end)
    if low is None or not low.exact or low.last >= end:
        return low
    between = at > 0 and _binds(text.words[at - 1].look, "between")  # «بين 3 و5»
    look = text.words[low.last].look
    joined = _binds(look, "range") or "dash" in look.tags
    start = low.last + 1 if joined or (between and "lone_and" in look.tags) else low.last
    if start == low.last and not between:
        return low
    high = _single(text, start, end)
    if (
        high is None
        or not high.exact
        or high.max is None
        or high.max < low.min
        or (start == low.last and not high.prefix)
    ):
        return low
    return replace(low, last=high.last, max=high.max, entries=(*low.entries, *high.entries))


def _binds(look: Look, bound: str) -> bool:
    for _, entry in look.entries("numbers"):  # noqa: SIM110 (asked of every number)
        if entry.fields.get("bound") == bound:
            return True
    return False


def _single(text: Text, at: int, end: int) -> Amount | None:
    """Read one amount without bounds: a rough word or a composed number."""
    if at >= end:
        return None
    for hit in text.phrases.get(at, ()):
        if hit.entry.domain == "numbers" and "min" in hit.entry.fields:
            return _rough(at, hit.last, hit.entry.fields, hit.entry.id, hit.prefix)
    look = text.words[at].look
    if "number" in look.tags:
        return _composed(text, at, end)
    if "number_word" not in look.tags:
        return None
    found = _number_entry(look)
    if found is None:
        return None
    prefix, definite, fields, entry = found
    if "min" in fields and "value" not in fields:
        if fields["part"] == "one":
            after = _number_entry(text.words[at + 1].look) if at + 1 < end else None
            if after is not None and after[2]["part"] == "ten":  # «أحد عشر»
                return Amount(at, at + 2, 11, 11, (entry, after[3]), prefix, definite=definite)
            if definite:
                return None
        scale = _number_entry(text.words[at + 1].look) if at + 1 < end else None
        if scale is not None and scale[2]["part"] == "scale" and not scale[0]:
            by = int(scale[2]["value"])
            return Amount(
                at,
                at + 2,
                int(fields["min"]) * by,
                (int(fields["max"]) + 1) * by - 1 if "max" in fields else None,
                (entry, scale[3]),
                prefix,
                exact=False,
            )
        last = (
            at + 2 if definite and at + 1 < end and "from" in text.words[at + 1].look.tags else at + 1
        )  # «العشرات من»
        return _rough(at, last, fields, entry, prefix)
    return _composed(text, at, end)


def _rough(at: int, last: int, fields: dict[str, Any], entry: str, prefix: str) -> Amount:
    return Amount(
        at, last, int(fields["min"]), int(fields["max"]) if "max" in fields else None, (entry,), prefix, exact=False
    )


@lru_cache(maxsize=1 << 14)
def _number_entry(look: Look) -> tuple[str, bool, dict[str, Any], str] | None:
    """Return (proclitics, definite, fields, id) of the number word that a look is, or None."""
    for reading, entry in look.entries("numbers"):
        if (
            "part" in entry.fields
            and not reading.suffix
            and entry.kind != "phrase"
            and reading.number != "d"
            and (reading.number != "p" or "min" in entry.fields)
        ):
            return reading.prefix, reading.definite, entry.fields, entry.id
    return None


def _composed(text: Text, at: int, end: int) -> Amount | None:
    """Read digits and number words that make one number together."""
    total, entries, prefix, definite, i = _Sum(), [], "", False, at
    while i < end:
        look = text.words[i].look
        skipped = i > at and "lone_and" in look.tags and i + 1 < end
        if skipped:
            look = text.words[i + 1].look
        part = _part(look)
        if part is None:
            break
        joined, is_definite, kind, value, entry = part
        if i == at:
            prefix, definite = joined, is_definite
            if kind == "range":
                low, high = divmod(value, _MOST)
                return Amount(at, at + 1, low, high, (), "")
        if not _add(total, kind, value, linked=skipped or joined.startswith("و"), opening=i == at):
            break
        if entry:
            entries.append(entry)
        i += 2 if skipped else 1
    if i == at:
        return None
    rough = i == at + 1 and _number_entry(text.words[at].look)
    if rough and "min" in rough[2]:
        return Amount(
            at, i, int(rough[2]["min"]), int(rough[2]["max"]), (rough[3],), prefix, exact=False, definite=definite
        )
    return Amount(at, i, total.value, total.value, tuple(entries), prefix, definite=definite)


def _part(look: Look) -> tuple[str, bool, str, int, str] | None:
    """Return (proclitics, definite, kind, value, entry id) of one word or number in digits."""
    if "number" in look.tags:
        digits = look.form
        if digits.isdigit():
            return ("", False, "digits", int(digits), "") if len(digits) <= 9 else None
        if _GROUPED.match(digits) and len(digits) <= 12:
            return "", False, "digits", int(re.sub(r"\D", "", digits)), ""
        if (pair := _RANGE.match(digits)) and int(pair[1]) < int(pair[2]):
            return "", False, "range", int(pair[1]) * _MOST + int(pair[2]), ""
        if part := _DECIMAL.match(digits):
            return "", False, "digits", int(part[1]), ""
        return None
    found = _number_entry(look) if "number_word" in look.tags else None
    if found is None or "value" not in found[2]:
        return None
    return found[0], found[1], found[2]["part"], int(found[2]["value"]), found[3]


def _add(total: _Sum, kind: str, value: int, *, linked: bool, opening: bool) -> bool:
    """Add one part to a number; False where it cannot belong to it."""
    magnitude = {"unit": 1, "ten": 10, "tens": 10, "hundred": 100, "scale": value}.get(
        kind, 1 if value < 10 else 10 if value < 100 else 100
    )
    if opening:
        if kind == "scale":
            total.total = value
        else:
            total.current = value
        total.magnitude = magnitude
        return True
    if kind == "scale" and not linked and total.current and total.total % value == 0:
        total.total, total.current, total.magnitude = total.total + total.current * value, 0, value
        return True
    if kind == "hundred" and not linked and 1 < total.current < 10:
        total.current, total.magnitude = total.current * 100, 100
        return True
    if kind == "ten" and not linked and 0 < total.current < 10:
        total.current, total.magnitude = total.current + 10, 1
        return True
    if not linked:
        return False
    tens_after_unit = kind == "tens" and 0 < total.current % 100 < 10
    if tens_after_unit or (kind != "digits" and magnitude < total.magnitude):
        total.current += value
        total.magnitude = min(magnitude, total.magnitude) if not tens_after_unit else 1
        return True
    return False
