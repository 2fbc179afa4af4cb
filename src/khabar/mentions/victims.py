"""Noun phrases of people as numbers: «ثلاثة مدنيين», «طفلان», «امرأة وطفلين», «أحد العناصر», «آخرين»."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace

from khabar.language import Look, Text
from khabar.mentions.numbers import Amount, bound_after, read_amount

COUNTED_SINGULAR = 11  # from eleven on the counted noun is singular
_BOUND_REACH = 5  # words from a counted noun to «على الأقل»
_GROUP_REACH = 4  # words from a group to the number of its people
_YEARS = range(1900, 2101)
_DAYS = range(1, 32)
_FOREIGN_DATE = re.compile(r"[A-Za-z]{3,9}\.? [0-9]{1,2}, ?\Z")
_DATE_LETTERS = 16  # letters of the longest month and its day
_DUAL_MARK = re.compile(
    "\u064e\u0651?\u064a\u0652?\u0646|\u0651\u064e\u064a\u0652?\u0646|\u064a\u064e\u0646"
)  # fatha before -yn: a dual
_NO_NOUN = frozenset(
    {
        "punct",
        "preposition",
        "conjunction",
        "relative",
        "complementiser",
        "neg",
        "pronoun",
        "demonstrative",
        "number",
        "qad",
        "auxiliary",
    }
)


class Victims(msgspec.Struct, frozen=True, gc=False):
    """The words `[first, last)` as a number of people."""

    first: int
    last: int
    min: int
    max: int | None
    entries: tuple[str, ...]
    exact: bool = True


class Parts(msgspec.Struct, frozen=True, eq=False):
    """The casualty entries of a word as (part, reading, entry), and the names of their parts."""

    told: tuple[tuple[str, Any, Any], ...]
    names: frozenset[str]


_NO_PARTS = Parts((), frozenset())


def parts_of(look: Look) -> Parts:
    """Return the casualty entries of a word, looked up once."""
    kept: Parts | None = look.parts
    return _read_parts(look) if kept is None else kept


def _read_parts(look: Look) -> Parts:
    told = tuple((e.fields.get("part", ""), r, e) for r, e in look.entries("casualties") if e.kind != "phrase")
    made = look.parts = Parts(told, frozenset(part for part, _, _ in told)) if told else _NO_PARTS
    return made


def casualty_parts(look: Look) -> tuple[tuple[str, Any, Any], ...]:
    """Return (part, reading, entry) for each casualty entry of a word."""
    return parts_of(look).told


def has_part(look: Look, *parts: str) -> bool:
    """Tell whether some casualty entry of a word plays one of the parts."""
    kept: Parts | None = look.parts
    names = (_read_parts(look) if kept is None else kept).names
    return bool(names) and not names.isdisjoint(parts)


def read_one(text: Text, at: int, end: int) -> Victims | None:
    """Read one uncoordinated phrase of people that starts at word `at`."""
    while at < end and (
        "quote" in text.words[at].look.tags
        or "lone_and" in text.words[at].look.tags
        or "lone_preposition" in text.words[at].look.tags
    ):
        at += 1
    if at >= end:
        return None
    return _counted(text, at, end) or _person(text, at, end)


def _counted(text: Text, at: int, end: int) -> Victims | None:
    """Read a phrase that a number opens."""
    amount = read_amount(text, at, end)
    if amount is None or (amount.definite and amount.exact):
        return None
    last = amount.last
    noun = (
        last < end
        and not (_NO_NOUN & text.words[last].look.tags)
        and not opens_part(text, last)
        and not any(r.prefix.startswith("و") for r in text.words[last].look.readings)
    )
    person = noun and has_part(text.words[last].look, "person", "victim")
    if noun and not person and _tells_time(text.words[last].look, "unit") and _is_definite(text.words[last].look):
        noun = False  # «أصيب 173 اليوم»
    if (_could_be_year(amount) and not person) or (noun and _tells_time(text.words[last].look, "unit")):
        return None  # «عام 2022», «خديجة، 50 عاماً، قتلت»
    if is_date(text, amount) or (noun and not person and _are_things(text.words[last].look)):
        return None  # «أصابت الغارات تسع مدن»
    if noun:
        last += 1
    widened = _bound_behind(text, amount, last, end)
    return Victims(amount.first, max(last, widened.last), widened.min, widened.max, widened.entries, widened.exact)


def _bound_behind(text: Text, amount: Amount, last: int, end: int) -> Amount:
    """Return the amount widened by a bound that stands behind its noun, or behind what describes it: «14 جندياً أفغانياً على الأقل»."""
    for at in range(last, min(end, last + _BOUND_REACH)):
        if at in text.phrases and (widened := bound_after(text, amount, at)) is not amount:
            return widened
        look = text.words[at].look
        if {"from", "comma"} & look.tags:
            continue  # «7 من المسلحين، على الأقل»
        if not any(r.pos in ("adjective", "noun", "participle") and not r.prefix for r in look.readings):
            break
    return amount


def _is_definite(look: Look) -> bool:
    return any(r.definite for r in look.readings)


def _are_things(look: Look) -> bool:
    """Tell whether a word is a noun of places or arms and no noun of people too: «قرى», «مواقع», «رصاصات»."""
    if "weapons" in look.by_domain:
        return True
    if not look.plays("places", "noun") or look.plays("actors", "title", "force", "source"):
        return False
    if any(e.fields.get("people") for _, e in look.entries("actors")):
        return False
    return any(not (r.prefix or r.suffix or r.definite) for r, _ in look.entries("places"))


def is_date(text: Text, amount: Amount) -> bool:
    """Tell whether a number is surely a day («22 آب», «آخر الاثنين») or a year: behind a month or «عام», ending a line, glued on."""
    if _is_day(text, amount) or _is_weekday(text, amount):
        return True
    if not _could_be_year(amount):
        return False
    words, at = text.words, amount.first
    if at > 0 and _tells_time(words[at - 1].look, "unit", "month"):
        return True
    if _FOREIGN_DATE.search(text.raw, max(0, words[at].start - _DATE_LETTERS), words[at].start):
        return True  # «May 12, 2021 إصابة»
    if amount.last >= len(words):
        return False
    between = text.raw[words[at].end : words[amount.last].start]
    return "\n" in between or (not between and text.raw[words[amount.last].start].isalpha())


def _is_day(text: Text, amount: Amount) -> bool:
    """Tell whether a number before the name of a month is its day."""
    named = amount.last < len(text.words) and _tells_time(text.words[amount.last].look, "month")
    return named and amount.exact and amount.min in _DAYS


def _is_weekday(text: Text, amount: Amount) -> bool:
    """Tell whether a number is the name of a weekday, as «الاثنين» is but behind two who are known: «الشابين الاثنين»."""
    words, at = text.words, amount.first
    if not amount.definite or amount.last != at + 1 or not _tells_time(words[at].look, "weekday"):
        return False
    return at == 0 or not any(r.definite and r.number in ("d", "p") for r in words[at - 1].look.readings)


def _could_be_year(amount: Amount) -> bool:
    return amount.exact and amount.min == amount.max and amount.min in _YEARS and amount.last == amount.first + 1


def _tells_time(look: Look, *roles: str) -> bool:
    return look.plays("times", *roles)


def _person(text: Text, at: int, end: int) -> Victims | None:
    """Read a phrase that a noun of people opens: its own number tells how many."""
    look = text.words[at].look
    found = [(r, e) for p, r, e in casualty_parts(look) if p in ("person", "victim")]
    found += [(r, e) for r, e in look.entries("actors") if e.fields.get("role") == "title" or e.fields.get("people")]
    if titled := _titled_by_phrase(text, at, end):
        return Victims(at, titled, 1, 1, ("counts.titled",))
    if (
        not found
        or _is_last_of(text, look, at, end)
        or any(record.precision == "country" for hit in text.names.get(at, ()) for record in hit.bearers.places)
    ):
        return None
    plain = [(r, e) for r, e in found if not r.suffix] or found
    entry = plain[0][1]
    numbers = {r.number for r, _ in plain}
    if (
        "d" in numbers
        and "s" not in numbers
        and entry.fields.get("few")
        and not (plain[0][0].definite and look.plays("actors", "nationality"))
    ):  # «شرطيين» without a number is two rather than many
        numbers = {"d"}
    if (
        numbers == {"s", "d"}
        and "five" not in entry.fields
        and plain[0][0].suffix
        and look.form.endswith("ا" + plain[0][0].suffix)
    ):
        numbers = {"d"}  # «وطفلاها»
    if "group" in entry.fields and (members := _members(text, at, end)) is not None:
        return replace(members, first=at, entries=(entry.id, *members.entries))
    low, high, last = (2, None, at + 1) if "group" in entry.fields else _from_number(text, at, numbers)
    known = high is None and any(r.definite or r.suffix for r, _ in plain)
    for i in range(last, min(end, last + 2)):  # «مدنيين اثنين», «عسكريين سوريين اثنين», «أطفاله الثلاثة»
        if i > last and not any(
            r.pos in ("adjective", "noun") and not r.prefix for r in text.words[last].look.readings
        ):
            break
        after = read_amount(text, i, min(end, i + 1))
        if after is None or not after.exact or after.prefix or after.min != after.max or is_date(text, after):
            continue
        if after.min in (1, 2) or (known and after.definite):
            low, high, last = after.min, after.max, after.last
            break
    if last < end and high is not None:  # «جنديان على الأقل»
        bounded = bound_after(text, Amount(at, last, low, high, ()), last)
        high, last = bounded.max, bounded.last
    return Victims(at, last, low, high, (entry.id,), exact=high is not None)


def _is_last_of(text: Text, look: Look, at: int, end: int) -> bool:
    """Tell whether «آخر» means the last of what the noun behind it names: «آخر جيوب المسلحين»."""
    if at + 1 >= end or not any(r.number == "s" and "other" in e.fields for _, r, e in casualty_parts(look)):
        return False
    readings = text.words[at + 1].look.readings
    return bool(readings) and all(r.pos == "noun" and not (r.prefix or r.definite) for r in readings)


def _members(text: Text, at: int, end: int) -> Victims | None:
    """Return the people that a group at word `at` is said to have: «عائلة من ستة أشخاص», «عائلة مكونة من ستة أشخاص», «طاقمها البالغ عددهم 3»."""
    for i in range(at + 1, min(end - 1, at + _GROUP_REACH)):
        if "from" in text.words[i].look.tags or has_part(text.words[i].look, "toll"):
            members = _counted(text, i + 1, end)
            return members if members is not None and members.max != 1 else None
    return None


def _titled_by_phrase(text: Text, at: int, end: int) -> int:
    """Return the word after a title of several words that begins at a word, 0 where none does: «رئيس الوزراء»."""
    titles = (
        h.last for h in text.phrases.get(at, ()) if h.entry.domain == "actors" and h.entry.fields.get("role") == "title"
    )
    return next((last for last in titles if last <= end), 0)


def _from_number(text: Text, at: int, numbers: set[str]) -> tuple[int, int | None, int]:
    """Return (min, max, last) from the grammatical number of the noun at `at`; marks decide between dual and plural."""
    if "s" in numbers:
        return 1, 1, at + 1
    if "d" in numbers and ("p" not in numbers or _DUAL_MARK.search(text.slice(at, at + 1))):
        return 2, 2, at + 1
    if "p" in numbers:
        return 2, None, at + 1
    return 1, 1, at + 1


def opens_part(text: Text, at: int) -> bool:
    """Tell whether a part of a number told before begins at word `at` («بينهم»)."""
    hits = text.phrases.get(at)
    return hits is not None and any(
        h.entry.domain == "casualties" and h.entry.fields.get("part") == "among" for h in hits
    )


def widened(victims: Victims, first: int) -> Victims:
    """Return the same people with an earlier first word."""
    return replace(victims, first=min(first, victims.first))
