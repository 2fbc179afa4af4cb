"""What is asked of the list of incidents: the address of a view, read and written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar, get_args
from urllib.parse import urlencode

import msgspec

from khabar.incidents.record import GradeName
from khabar.language import load_lexicon
from khabar.language.spelling import fold
from khabar.model import EventType
from khabar.reading import LANGUAGE
from khabar.reviews.model import STATES, State
from khabar.store.finding.placing import Region, find_region
from khabar.store.incidents.wanted import Wanted
from khabar.web.desk.entry import Entry

Order = Literal["reports", "newest", "oldest", "killed", "origins"]
Named = TypeVar("Named", bound=str)
Box = tuple[float, float, float, float]
TYPES: tuple[EventType, ...] = get_args(EventType)
GRADES: tuple[GradeName, ...] = get_args(GradeName)
ORDERS: tuple[Order, ...] = get_args(Order)
_LONGEST = 200
_WRITTEN = {"disputed": "clash"}  # by what an address names it


class Question(Wanted, frozen=True, kw_only=True, omit_defaults=True):
    """What is wanted of the list, with what only pages ask: `box` is west, south, east, north in degrees."""

    party: str | None = None
    review: State | None = None
    box: Box | None = None
    order: Order = "reports"

    def pick(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the incidents that fit, in the order that is asked for."""
        found = list(entries)
        for fits in self._conditions():
            found = [entry for entry in found if fits(entry)]
        match self.order:
            case "newest":
                found.sort(key=lambda e: e.start or "", reverse=True)
            case "oldest":
                found.sort(key=lambda e: e.start or "9999")
            case "killed":
                found.sort(key=lambda e: -(e.killed.best if e.killed else -1))
            case "origins":
                found.sort(key=lambda e: -(e.origins or 0))
        return found

    def _conditions(self) -> Iterator[Callable[[Entry], bool]]:
        """Yield a check for each condition that is asked for, so that a long list is not asked about the others."""
        if (since := self.since) is not None:
            yield lambda entry: entry.end is not None and entry.end >= since
        if (until := self.until) is not None:
            yield lambda entry: entry.start is not None and entry.start <= until
        if (type := self.type) is not None:
            yield lambda entry: entry.type == type
        if (grade := self.grade) is not None:
            yield lambda entry: entry.grade == grade
        if (review := self.review) is not None:
            yield lambda entry: entry.review == review
        if (killed := self.killed) is not None:
            yield lambda entry: entry.killed is not None and entry.killed.best >= killed
        if (origins := self.origins) is not None:
            yield lambda entry: (entry.origins or 0) >= origins
        if (reports := self.reports) is not None:
            yield lambda entry: entry.reports >= reports
        if (disputed := self.disputed) is not None:
            yield lambda entry: bool(entry.disputed) == disputed
        if place := _words_of(self.place):
            region = find_region(self.place or "", load_lexicon(LANGUAGE))
            yield lambda entry: all(word in entry.names for word in place) or _lies_in(entry, region)
        if party := _words_of(self.party):
            yield lambda entry: all(word in entry.parties for word in party)
        if (box := self.box) is not None:
            yield lambda entry: _inside(entry, box)

    @property
    def needs_counting(self) -> bool:
        """Tell whether it asks for what is not known of an incident before its reports were laid side by side."""
        return bool(self.needs_describing or self.party)

    def query(self, **changes: Any) -> str:
        """Return the question as the query of an address, with changes; what is not asked is left out."""
        asked = msgspec.structs.replace(self, **changes) if changes else self
        pairs = {
            _WRITTEN.get(name, name): asked.box_text if name == "box" else 1 if value is True else value
            for name, value in msgspec.structs.asdict(asked).items()
            if value is not None and value is not False and value != "" and not (name == "order" and value == "reports")
        }
        return urlencode(pairs)

    @property
    def clash(self) -> bool:
        """Whether only those are asked for on which origins disagree."""
        return self.disputed is True

    @property
    def box_text(self) -> str:
        """The box as an address has it."""
        return ",".join(f"{degrees:.4f}" for degrees in self.box or ())


def read_question(given: Mapping[str, str]) -> Question:
    """Return the question of an address; what makes no sense in it is as if it were not there."""
    return Question(
        since=_day(given.get("since")),
        until=_day(given.get("until")),
        place=_text(given.get("place")),
        party=_text(given.get("party")),
        type=_one_of(given.get("type"), TYPES),
        grade=_one_of(given.get("grade"), GRADES),
        review=_one_of(given.get("review"), STATES),
        killed=_number(given.get("killed")),
        origins=_number(given.get("origins")),
        reports=_number(given.get("reports")),
        disputed=given.get("clash") == "1" or None,
        box=_box(given.get("box")),
        order=_one_of(given.get("order"), ORDERS) or "reports",
    )


def _text(given: str | None) -> str | None:
    return " ".join((given or "").split())[:_LONGEST] or None


def _day(given: str | None) -> str | None:
    try:
        return datetime.date.fromisoformat(given or "").isoformat()
    except ValueError:
        return None


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= 6 else None


def _one_of(given: str | None, known: tuple[Named, ...]) -> Named | None:
    return next((one for one in known if one == given), None)


def _box(given: str | None) -> Box | None:
    try:
        west, south, east, north = (float(part) for part in (given or "").split(","))
    except ValueError:
        return None
    if not (-90 <= south <= north <= 90 and -540 <= west <= east <= 540):  # nan fails too
        return None
    return west, south, east, north


def _words_of(asked: str | None) -> list[str]:
    return fold(asked).lower().split() if asked else []


def _lies_in(entry: Entry, region: Region) -> bool:
    spot = entry.happening.place if entry.happening else None
    return spot is not None and (spot.country in region.countries or spot.id in region.ids)


def _inside(entry: Entry, box: Box) -> bool:
    if entry.lat is None or entry.lon is None:
        return False
    west, south, east, north = box
    return south <= entry.lat <= north and west <= entry.lon <= east
