"""Noun phrases of people as numbers: «ثلاثة مدنيين», «طفلان», «امرأة وطفلين», «أحد العناصر», «آخرين»."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace

from khabar.language import Look, Text
from khabar.mentions.numbers import Amount, bound_after, read_amount

_COUNTED_SINGULAR = 11  # from eleven on the counted noun is singular
_CONJUNCT_REACH = 9  # words between two coordinated victims
_YEARS = range(1900, 2101)
_DAYS = range(1, 32)
_FOREIGN_DATE = re.compile(r"[A-Za-z]{3,9}\.? [0-9]{1,2}, ?\Z")
_DATE_LETTERS = 16  # letters of the longest month and its day
_DUAL_MARK = re.compile(
    "\u064e\u0651?\u064a\u0652?\u0646|\u0651\u064e\u064a\u0652?\u0646|\u064a\u064e\u0646"
)  # fatha before -yn: a dual
_BREAKS = frozenset(
    {
        "stop",
        "colon",
        "semicolon",
        "bar",
        "ellipsis",
        "dash",
        "open_bracket",
        "complementiser",
        "relative",
        "subordinator",
        "pronoun",
    }
)
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


def read_victims(text: Text, at: int, end: int) -> Victims | None:
    """Read the people whose phrase starts at word `at`, with those coordinated to them, before word `end`."""
    first = read_one(text, at, end)
    if first is None:
        return None
    total = first
    while (more := _conjunct(text, total.last, end)) is not None:
        if first.min >= _COUNTED_SINGULAR and total is first and _shares_the_number(text, first, more):
            top = None if more.max is None else first.max  # «13 جندياً وشرطياً على الأقل»
            total = Victims(
                first.first, more.last, first.min, top, first.entries, first.exact and more.exact
            )  # «13 جندياً وشرطياً»: of both
            continue
        if total is first and _shares_a_rough_word(text, first, more):
            total = Victims(first.first, more.last, first.min, first.max, first.entries, False)
            continue
        top = None if total.max is None or more.max is None else total.max + more.max
        total = Victims(
            total.first,
            more.last,
            total.min + more.min,
            top,
            (*total.entries, *more.entries),
            total.exact and more.exact,
        )
    return total


def _shares_a_rough_word(text: Text, first: Victims, more: Victims) -> bool:
    """Tell whether a rough word counts both of two bare plurals: «عدد من النساء والأطفال», «شهداء من النساء والأطفال»."""
    opens = (
        {"number", "number_word"} & text.words[first.first].look.tags
        or any(h.entry.domain == "numbers" for h in text.phrases.get(first.first, ()))
        or any("from" in text.words[j].look.tags for j in range(first.first + 1, more.first))
    )
    return bool(opens) and not first.exact and not more.exact and more.last == more.first + 1


def _shares_the_number(text: Text, first: Victims, more: Victims) -> bool:
    """Tell whether one accusative singular joined to another is counted by its number: «13 جندياً وشرطياً»."""
    return (
        more.first == first.last
        and more.min == 1
        and more.max in (1, None)
        and text.words[more.first].look.form.endswith("ا")
    )


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
    if (_could_be_year(amount) and not person) or (noun and _tells_time(text.words[last].look, "unit")):
        return None  # «عام 2022», «خديجة، 50 عاماً، قتلت»
    if is_date(text, amount) or (noun and not person and _are_places(text.words[last].look)):
        return None  # «أصابت الغارات تسع مدن»
    if noun:
        last += 1
    widened = bound_after(text, amount, last) if last < end else amount
    return Victims(amount.first, max(last, widened.last), widened.min, widened.max, widened.entries, widened.exact)


def _are_places(look: Look) -> bool:
    """Tell whether a word is a noun of places without a pronoun and no noun of people too: «قرى», «مواقع»."""
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
    if not found or any(
        record.precision == "country" for hit in text.names.get(at, ()) for record in hit.bearers.places
    ):
        return None
    plain = [(r, e) for r, e in found if not r.suffix] or found
    entry = plain[0][1]
    numbers = {r.number for r, _ in plain}
    if (
        "d" in numbers and "s" not in numbers and entry.fields.get("few")
    ):  # «شرطيين» without a number is two rather than many
        numbers = {"d"}
    if "group" in entry.fields and at + 2 < end and "from" in text.words[at + 1].look.tags:
        members = _counted(text, at + 2, end)  # «عائلة من ستة أشخاص»
        if members is not None and members.max != 1:
            return replace(members, first=at, entries=(entry.id, *members.entries))
    low, high, last = (2, None, at + 1) if "group" in entry.fields else _from_number(text, at, numbers)
    for i in range(last, min(end, last + 2)):  # «مدنيين اثنين», «عسكريين سوريين اثنين»
        if i > last and not any(
            r.pos in ("adjective", "noun") and not r.prefix for r in text.words[last].look.readings
        ):
            break
        after = read_amount(text, i, min(end, i + 1))
        few = after is not None and after.exact and not after.prefix and after.min in (1, 2)
        if after is not None and few and after.min == after.max and not is_date(text, after):
            low, high, last = after.min, after.max, after.last
            break
    if last < end and high is not None:  # «جنديان على الأقل»
        bounded = bound_after(text, Amount(at, last, low, high, ()), last)
        high, last = bounded.max, bounded.last
    return Victims(at, last, low, high, (entry.id,), exact=high is not None)


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


def _conjunct(text: Text, at: int, end: int) -> Victims | None:
    """Return the next people joined by «و» to those that end before word `at`."""
    i = at
    while i < min(end, at + _CONJUNCT_REACH):
        look = text.words[i].look
        if _BREAKS & look.tags or opens_part(text, i):
            return None
        lone = "lone_and" in look.tags
        if lone or look.form.startswith("و"):
            found = read_one(text, i, end)
            linked = found is not None and (lone or _linked(text.words[i].look, found))
            if found is not None and linked and not _other_fate(text, found, end):
                return found
            if has_part(look, "predicate") or any(r.pos == "verb" for r in look.readings):
                return None
        elif has_part(look, "predicate", "result", "cause") or any(r.pos == "verb" for r in look.readings):
            return None
        i += 1
    return None


def _linked(look: Look, found: Victims) -> bool:
    """Tell whether the word that opens the phrase carries «و»."""
    if any(
        r.prefix.startswith("و") and e.id in found.entries
        for d in ("numbers", "casualties")
        for r, e in look.entries(d)
    ):
        return True
    return not look.readings and bool(found.entries)


def opens_part(text: Text, at: int) -> bool:
    """Tell whether a part of a number told before begins at word `at` («بينهم»)."""
    hits = text.phrases.get(at)
    return hits is not None and any(
        h.entry.domain == "casualties" and h.entry.fields.get("part") == "among" for h in hits
    )


def _other_fate(text: Text, found: Victims, end: int) -> bool:
    """Tell whether the phrase names a fate itself («وعشرة جرحى») or is followed by its own predicate («وطفلان أصيبا»)."""
    if any(has_part(text.words[i].look, "victim") for i in range(found.first, found.last)):
        return True
    after = text.words[found.last].look if found.last < end else None  # at the end stands the fate of all
    return after is not None and any(
        part == "predicate" and r.pos == "verb" and not r.prefix for part, r, _ in casualty_parts(after)
    )


def widened(victims: Victims, first: int) -> Victims:
    """Return the same people with an earlier first word."""
    return replace(victims, first=min(first, victims.first))
