"""What all decisions about one report come to: who stands for what on each claim and event, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from khabar.model import Claim, Report, Value
from khabar.reviews.anchoring import Anchor, anchor, find_again
from khabar.reviews.blindness import list_standing, may_see
from khabar.reviews.model import Item, Kind, Review, State, Values, decide, fields_of, kind_of, read_field
from khabar.reviews.sameness import name_value

THERE = "there"  # the field that says whether an item is one at all


class Judged(Value, frozen=True, kw_only=True):
    """One claim or event and who stands for what on it.

    `machine` is how it is read now, None where the present reading has no such thing: it was brought by a person, or
    `gone` since it was judged. `verdicts` has the latest of each person, `settled` the verdict that outranks them.
    `changed` are the fields that are read otherwise than when it was judged.
    """

    id: str
    kind: Kind
    machine: Item | None = None
    gone: bool = False
    verdicts: tuple[Review, ...] = ()
    settled: Review | None = None
    disagreements: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether people disagree on it and nobody has settled it."""
        return bool(self.disagreements) and self.settled is None

    @property
    def ruling(self) -> Review | None:
        """The verdict that holds: the settled one, or the latest where all agree; None where it is open or untouched."""
        if self.settled is not None:
            return self.settled
        return self.verdicts[-1] if self.verdicts and not self.disagreements else None

    @property
    def value(self) -> Item | None:
        """What holds of it in the end: the people's where they decided, else the machine's; None for nothing.

        Of an item on which they disagree, the fields on which they do not.
        """
        ruling = self.ruling or self._agreed
        return self.machine if ruling is None else _follow(decide(ruling), ruling, self.machine)

    @property
    def _agreed(self) -> Review | None:
        """What all who corrected an open item say alike, as if one of them had said only that."""
        if not self.verdicts or THERE in self.disagreements or self.machine is None:
            return None
        last = self.verdicts[-1]
        kept = {field: value for field, value in last.values.given().items() if field not in self.disagreements}
        return msgspec.structs.replace(last, values=Values(**kept))

    @property
    def corrected(self) -> tuple[str, ...]:
        """The fields in which what holds differs from what the machine reads."""
        if self.machine is None or self.value is None:
            return ()
        return differ(self.machine, self.value)


def _follow(value: Item | None, ruling: Review, machine: Item | None) -> Item | None:
    """Return what holds under the name that it has now, with the reasons for what is still the machine's."""
    if value is None or machine is None:
        return value
    given = ruling.values.given()
    kept = tuple(one for one in machine.evidence if one.slot not in given)
    if isinstance(value, Claim) and isinstance(machine, Claim):
        return msgspec.structs.replace(value, id=machine.id, evidence=kept, events=machine.events)
    return msgspec.structs.replace(value, id=machine.id, evidence=kept)


class Standing(Value, frozen=True, kw_only=True):
    """A report and what people decided about it. `reviewers` are those who began, `done` those who have judged all."""

    document: str
    state: State = "unreviewed"
    items: tuple[Judged, ...] = ()
    reviewers: tuple[str, ...] = ()
    done: tuple[str, ...] = ()

    @property
    def touched(self) -> bool:
        """Tell whether anybody decided anything."""
        return any(item.verdicts or item.settled for item in self.items)

    @property
    def open(self) -> tuple[Judged, ...]:
        """The items on which people disagree and that nobody has settled."""
        return tuple(item for item in self.items if item.open)

    def item(self, id: str) -> Judged | None:
        """Return one claim or event by its id."""
        return next((item for item in self.items if item.id == id), None)

    def left(self, person: str) -> int:
        """Return how many of the reading's claims and events a person has not judged."""
        read = [item for item in self.items if item.machine is not None]
        return sum(1 for item in read if person not in {v.by for v in item.verdicts})


class _Held(NamedTuple):
    verdicts: dict[str, Review]
    settled: list[Review]


def sum_up(document: str, report: Report, reviews: Iterable[Review], *, blind_for: str | None = None) -> Standing:
    """Return what the decisions about a report come to; with `blind_for` only what this person may see of them.

    A person sees what others decided once they are done, or have said that they look.
    """
    every = list(reviews)
    made = list_standing(every)
    if blind_for is not None and not may_see(every, blind_for):
        made = [one for one in made if one.by == blind_for]
    known = find_again(report, made)
    held: dict[Anchor, _Held] = {}
    for review in made:
        if review.seen is None:
            continue
        one = held.setdefault(anchor(review.seen), _Held({}, []))
        one.verdicts.pop(review.by, None)  # what is decided last stands last
        if review.settles:
            one.settled.append(review)
        else:
            one.verdicts[review.by] = review
    names = {id: key for key, id in known.items()}
    items = [_judge(item, held.get(names[item.id]) if item.id in names else None) for item in _items(report)]
    items += [_judge_missing(one) for key, one in held.items() if key not in known]
    finished = {one.by for one in made if one.verdict == "done"}
    people = tuple(dict.fromkeys(one.by for one in made if one.judges and not one.settles))
    summed = Standing(document=document, items=tuple(items), reviewers=people)
    done = tuple(sorted(person for person in finished if summed.left(person) == 0))
    items = [_compare(item, done) for item in items]
    return Standing(
        document=document, state=_state(items, people, done), items=tuple(items), reviewers=people, done=done
    )


def _items(report: Report) -> tuple[Item, ...]:
    return (*report.claims, *report.events)


def _judge(item: Item, held: _Held | None) -> Judged:
    if held is None:
        return Judged(id=item.id, kind=kind_of(item), machine=item)
    verdicts = tuple(held.verdicts.values())
    seen = [one.seen for one in (*verdicts, *held.settled) if one.seen is not None]
    changed = dict.fromkeys(field for one in seen for field in differ(one, item))
    return Judged(
        id=item.id,
        kind=kind_of(item),
        machine=item,
        verdicts=verdicts,
        settled=held.settled[-1] if held.settled else None,
        changed=tuple(changed),
    )


def _judge_missing(held: _Held) -> Judged:
    """Return what was brought by a person, or is no longer read; it bears the id of its first verdict."""
    first = next(iter((*held.verdicts.values(), *held.settled)))
    assert first.seen is not None
    every = (*held.verdicts.values(), *held.settled)
    return Judged(
        id=first.seen.id if any(one.verdict == "add" for one in every) else first.id,
        kind=kind_of(first.seen),
        gone=not any(_brought(one) for one in every),
        verdicts=tuple(held.verdicts.values()),
        settled=held.settled[-1] if held.settled else None,
    )


def _brought(review: Review) -> bool:
    """Tell whether a verdict is about what a person brought: such items bear the id of that decision."""
    return review.verdict == "add" or (review.seen is not None and review.seen.id.startswith("v"))


def _compare(item: Judged, done: Iterable[str]) -> Judged:
    """Return an item with the fields on which those who are done, or have judged it, do not agree."""
    finals: dict[str, Item | None] = {one.by: decide(one) for one in item.verdicts}
    if item.machine is None and not item.gone:
        finals |= {person: None for person in done if person not in finals}  # who did not miss it says it is not there
    found = list(finals.values())
    fields: dict[str, None] = {}
    for other in found[1:]:
        fields |= dict.fromkeys(_fields_apart(found[0], other))
    return msgspec.structs.replace(item, disagreements=tuple(fields)) if fields else item


def _fields_apart(one: Item | None, other: Item | None) -> tuple[str, ...]:
    if one is None or other is None:
        return () if one is other else (THERE,)
    return differ(one, other)


def differ(one: Item, other: Item) -> tuple[str, ...]:
    """Return the fields in which two readings of one claim or event differ."""
    return tuple(f for f in fields_of(one) if name_value(read_field(one, f)) != name_value(read_field(other, f)))


def _state(items: Iterable[Judged], reviewers: tuple[str, ...], done: tuple[str, ...]) -> State:
    if len(done) >= 2:
        return "reviewed_twice" if any(item.open for item in items) else "settled"
    if done:
        return "reviewed_once"
    return "in_review" if reviewers else "unreviewed"
