"""The form in which a claim or event is corrected: what it shows of an item, and what a filled one says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

import msgspec

from khabar.language import load_lexicon
from khabar.model import Count, Event, Report, Span, Time, Value
from khabar.reading import LANGUAGE
from khabar.reviews.model import SPANNED, Item, fields_of, read_field, span_of
from khabar.reviews.understanding import FIXED, Chosen, Reader
from khabar.views.labels import load_labels

Shape = Literal["choice", "kind", "words"]
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_LONGEST = 2000


class Unfit(Exception):
    """What was filled in is no value; the message is the key of a phrase, `field` where it stands."""

    def __init__(self, key: str, field: str, words: str = "") -> None:
        super().__init__(key)
        self.field = field
        self.words = words


class Box(Value, frozen=True, kw_only=True):
    """One field of the form as it is shown: its words and where they stand, or its value; `low` to `end` beside words."""

    field: str
    shape: Shape
    value: str = ""
    at: str = ""
    low: str = ""
    high: str = ""
    start: str = ""
    end: str = ""
    name: str = ""
    anonymous: bool = False


class Doubt(Value, frozen=True, kw_only=True):
    """A number that its own words do not tell: what they tell, and what somebody has written beside them."""

    field: str
    words: str
    told: Count
    given: Count

    @property
    def key(self) -> str:
        """What a form sends along that insists on the number."""
        return f"{self.field} {self.given.min}-{self.given.max} {self.given.span.start}-{self.given.span.end}"


def doubt_numbers(report: Report, values: Mapping[str, Any]) -> Doubt | None:
    """Return the first number that shares nothing with what its words tell: «two civilians» were not five."""
    reader = None
    for field in ("killed", "wounded"):
        chosen = values.get(field)
        if not isinstance(chosen, Chosen) or chosen.min is None:
            continue
        reader = reader or Reader(report.document, load_lexicon(LANGUAGE))
        told, most = reader.number(chosen.span), None if chosen.open else chosen.max
        if told is None or ((told.max is None or chosen.min <= told.max) and (most is None or told.min <= most)):
            continue
        words = " ".join(reader.words(chosen.span).split())
        given = Count(min=chosen.min, max=most, text=words, span=chosen.span)
        return Doubt(field=field, words=words, told=told, given=given)
    return None


def lay_out_form(item: Item) -> tuple[Box, ...]:
    """Return the form of a claim or event, filled with what it says."""
    fields = [field for field in fields_of(item) if field != "mode"]
    return tuple(_make_box(field, item) for field in fields)


def hold_form(item: Item, form: Mapping[str, str]) -> tuple[Box, ...]:
    """Return the form as somebody has filled it."""
    return tuple(
        Box(
            field=box.field,
            shape=box.shape,
            value=form.get(box.field, ""),
            at=form.get(f"{box.field}_at", ""),
            low=form.get(f"{box.field}_min", ""),
            high=form.get(f"{box.field}_max", ""),
            start=form.get(f"{box.field}_start", ""),
            end=form.get(f"{box.field}_end", ""),
            name=form.get(f"{box.field}_name", ""),
            anonymous=f"{box.field}_unnamed" in form,
        )
        for box in lay_out_form(item)
    )


def read_form(report: Report, item: Item, form: Mapping[str, str]) -> dict[str, Any]:
    """Return the values in which a filled form differs from an item. Raises `Unfit` where one is none."""
    values: dict[str, Any] = {}
    for was in lay_out_form(item):
        if was.shape == "words":
            given = _read_words(report, item, was, form)
            if given is not was:
                values[was.field] = given
            continue
        given = form.get(was.field, "")
        if given == was.value:
            continue
        if was.shape == "kind":
            type, _, mode = given.partition("/")
            values |= {"type": type, "mode": mode or None}
        else:
            values[was.field] = given == "yes" if was.field == "negated" else given or None
    return values


def read_words(report: Report, field: str, form: Mapping[str, str], near: int = 0) -> Span | None:
    """Return where the words of a field stand in the text, None where it holds none. Raises `Unfit` where they do not."""
    return _find_words(report.document.text, field, form.get(field, ""), form.get(f"{field}_at", ""), near)


def list_choices(field: str) -> Iterator[str]:
    """Yield the values of a field that has a fixed list."""
    if field == "negated":
        yield from ("no", "yes")
        return
    yield from ("" if value is None else str(value) for value in FIXED[field])


@cache
def list_kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the types of events, each with its modes as `TYPE/mode`."""
    modes = load_labels("en").names_of("mode")
    return tuple((type, tuple(key for key in modes if key.partition("/")[0] == type)) for type in FIXED["type"])


def _make_box(field: str, item: Item) -> Box:
    value = read_field(item, field)
    if field == "type" and isinstance(item, Event):
        return Box(field=field, shape="kind", value=f"{item.type}/{item.mode}" if item.mode else item.type)
    if field not in SPANNED:
        told = ("yes" if value else "no") if field == "negated" else value or ""
        return Box(field=field, shape="choice", value=told)
    if value is None:
        return Box(field=field, shape="words")
    box = Box(field=field, shape="words", value=" ".join(value.text.split()), at=f"{value.span.start}-{value.span.end}")
    match value:
        case Count():
            return _replace(box, low=str(value.min), high="+" if value.max is None else str(value.max))
        case Time():
            return _replace(box, start=value.start or "", end=value.end or "")
    return _replace(box, name=value.name or "", anonymous=bool(getattr(value, "anonymous", False)))


def _replace(box: Box, **changes: Any) -> Box:
    return msgspec.structs.replace(box, **changes)


def _read_words(report: Report, item: Item, was: Box, form: Mapping[str, str]) -> Any:
    """Return the words chosen for a field, None for none, or the box itself where nothing is otherwise."""
    field = was.field
    now = next(box for box in hold_form(item, form) if box.field == field)
    words = " ".join(now.value.split())
    if (words, now.low, now.high, now.start, now.end, now.name, now.anonymous) == (
        was.value,
        was.low,
        was.high,
        was.start,
        was.end,
        was.name,
        was.anonymous,
    ) and now.at in (was.at, ""):
        return was
    if not words:
        return None
    span = _find_words(report.document.text, field, now.value, now.at, span_of(item).start)
    assert span is not None
    fresh = words != was.value or now.at not in (was.at, "")
    chosen: dict[str, Any] = {"span": span}
    if field in ("killed", "wounded"):
        chosen |= _read_number(field, now, was, fresh=fresh)
    elif field == "time":
        kept = (now.start, now.end) == (was.start, was.end) and fresh
        chosen |= {} if kept else {"start": now.start or None, "end": now.end or None}
    else:
        chosen |= {} if (now.name == was.name and fresh) or not now.name else {"name": now.name[:_LONGEST]}
    if field == "speaker" and now.anonymous != was.anonymous:
        chosen["anonymous"] = now.anonymous
    return Chosen(**chosen)


def _read_number(field: str, now: Box, was: Box, *, fresh: bool) -> dict[str, Any]:
    """Return the number that is told beside words; one that was left as it was is read from new words."""
    if fresh and (now.low, now.high) == (was.low, was.high):
        return {}
    if not now.low:
        return {}
    high = now.high.strip() or now.low
    if not now.low.isascii() or not now.low.isdigit() or not (high == "+" or (high.isascii() and high.isdigit())):
        raise Unfit("review_no_number", field)
    if high != "+" and int(high) < int(now.low):
        raise Unfit("review_no_number", field)
    return {"min": int(now.low), "open": True} if high == "+" else {"min": int(now.low), "max": int(high)}


def _find_words(text: str, field: str, given: str, at: str, near: int) -> Span | None:
    """Return where words stand: where they were chosen, else the place in the text nearest to the item."""
    words = " ".join(given.split())[:_LONGEST]
    if not words:
        return None
    marked = _AT.fullmatch(at)
    if marked:
        span = Span(int(marked[1]), int(marked[2]))
        if 0 <= span.start < span.end <= len(text) and " ".join(text[span.start : span.end].split()) == words:
            return span
    found = [Span(*one.span()) for one in re.finditer(r"\s+".join(map(re.escape, words.split())), text)]
    if not found:
        raise Unfit("review_no_words", field, words)
    return min(found, key=lambda span: abs(span.start - near))
