"""What a report's page shows of reviews: each claim and event with what people decided, as far as who asks may see it."""

from __future__ import annotations

from typing import Any

from khabar.incidents.rating import Rating, find_digits, find_letters, name_source
from khabar.model import Claim, Count, Event, Link, Party, Place, Report, Time, Value
from khabar.reviews.blindness import may_see
from khabar.reviews.model import Item, Review, decide, fields_of, put_values, read_field
from khabar.reviews.standing import THERE, Judged, Standing, sum_up
from khabar.store.reviews.rating import list_ratings
from khabar.store.reviews.reviewed import load_reviews
from khabar.views.sentence import write_number
from khabar.web.desk.desk import Desk
from khabar.web.entrance.people import Person
from khabar.web.wording.phrases import Phrases
from khabar.web.wording.values import name_known


class Change(Value, frozen=True, kw_only=True):
    """A field that a person says is otherwise."""

    field: str
    before: Any
    after: Any


class Said(Value, frozen=True, kw_only=True):
    """One verdict as it is shown; `mine`: who asks made it."""

    id: str
    verdict: str
    by: str
    at: str
    note: str | None
    mine: bool
    settles: bool
    changes: tuple[Change, ...] = ()


class Card(Value, frozen=True, kw_only=True):
    """One claim or event: what the machine reads, or what a person brought, and what became of it.

    `now` is what a correction that holds makes of it.
    """

    id: str
    item: Item
    judged: Judged
    said: tuple[Said, ...] = ()
    mine: str | None = None
    digit: Rating | None = None

    now: Item | None = None

    @property
    def shown(self) -> Item:
        """What holds: as it was corrected, else as it is read."""
        return self.now or self.item

    def was(self, field: str) -> Change | None:
        """Return what stood in a field before it was corrected, None where it was not."""
        if self.now is None:
            return None
        before, after = read_field(self.item, field), read_field(self.now, field)
        return Change(field=field, before=before, after=after) if before != after else None

    @property
    def is_claim(self) -> bool:
        """Tell a claim from an event."""
        return isinstance(self.item, Claim)

    @property
    def came(self) -> str:
        """What became of it in a word, as who asks may see it; empty where nobody decided."""
        if self.judged.open:
            return "open"
        ruling = self.judged.ruling
        if ruling is None:
            return ""
        return {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}[ruling.verdict]


class Viewed(Value, frozen=True, kw_only=True):
    """A report's review as somebody sees it: `left` of `total` they have not judged, `blind` hides what others decided.

    It is `open` where the profile covers nothing of the report: else only what became of each is shown.
    """

    standing: Standing
    cards: tuple[Card, ...]
    letters: dict[str, Rating]
    left: int
    total: int
    done: bool
    blind: bool
    others: bool
    open: bool
    names: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Card, ...]:
        """The claims that the machine reads."""
        return tuple(card for card in self.cards if isinstance(card.item, Claim) and card.judged.machine is not None)

    @property
    def events(self) -> tuple[Card, ...]:
        """The events that the machine reads."""
        return tuple(card for card in self.cards if isinstance(card.item, Event) and card.judged.machine is not None)

    @property
    def brought(self) -> tuple[Card, ...]:
        """What people brought, and what they judged that is not read any more."""
        return tuple(card for card in self.cards if card.judged.machine is None)

    def find(self, id: str) -> Card | None:
        """Return one of the cards."""
        return next((card for card in self.cards if card.id == id), None)

    def letter(self, name: str | None) -> Rating | None:
        """Return the letter that people gave a source."""
        return self.letters.get(name_source(name)) if name and self.letters else None


def view_report(desk: Desk, report: Report, document: str, person: Person) -> Viewed:
    """Return a report's review as somebody may see it; who may not review sees what all decided."""
    whole = not desk.profile.covers
    with desk.store.reading() as connection:
        made = load_reviews(connection, document)
        ratings = list_ratings(connection, [document])
    blind = person.may("analyst") and not may_see(made, person.name)
    standing = sum_up(document, report, made, blind_for=person.name if blind else None)
    digits = find_digits(document, report, ratings)
    shown = [item for item in standing.items if whole or item.machine is not None]
    cards = tuple(_view(item, person, whole=whole, digit=digits.get(item.id)) for item in shown)
    return Viewed(
        standing=standing,
        cards=cards,
        letters=find_letters(ratings),
        left=standing.left(person.name),
        total=len(report.claims) + len(report.events),
        done=person.name in standing.done,
        blind=blind,
        others=any(one.by != person.name and one.judges for one in made),
        open=whole,
        names=standing.reviewers if whole else (),
    )


def _view(item: Judged, person: Person, *, whole: bool, digit: Rating | None) -> Card:
    every = (*item.verdicts, *((item.settled,) if item.settled else ()))
    seen = item.machine or next(one.seen for one in every if one.seen is not None)
    mine = [one for one in every if one.by == person.name]
    ruling = item.ruling if whole and not item.open else None
    return Card(
        id=item.id,
        item=seen,
        judged=item,
        said=tuple(_tell(one, seen, person) for one in every) if whole else (),
        mine=mine[-1].verdict if mine else None,
        digit=digit,
        now=put_values(seen, ruling.values) if ruling and ruling.verdict == "correct" else None,
    )


def _tell(review: Review, seen: Item, person: Person) -> Said:
    final = decide(review)
    given = review.values.given()
    base = review.seen or seen
    changes = tuple(
        Change(field=field, before=read_field(base, field), after=read_field(final, field))
        for field in fields_of(base)
        if final is not None and field in given
    )
    return Said(
        id=review.id,
        verdict=review.verdict,
        by=review.by,
        at=review.at,
        note=review.note,
        mine=review.by == person.name,
        settles=review.settles,
        changes=changes,
    )


def write_change(change: Change, phrases: Phrases) -> tuple[str, str]:
    """Return what stood in a field and what stands there now; where both have one name, by their words."""
    before, after = (write_field(change.field, value, phrases) for value in (change.before, change.after))
    if before != after or not change.before or not change.after:
        return before, after
    texts = [" ".join(getattr(value, "text", "").split()) for value in (change.before, change.after)]
    if all(texts) and texts[0] != texts[1]:
        return f"«{texts[0]}»", f"«{texts[1]}»"
    return before, after


def write_field(field: str, value: Any, phrases: Phrases) -> str:
    """Return the value of a field as the page writes it."""
    if field == THERE:
        return phrases.say("review_there")
    match value:
        case None | "":
            return phrases.say("review_none")
        case bool():
            return phrases.say("review_yes" if value else "review_no")
        case Count():
            return write_number(phrases.labels, value.min, value.max)
        case Time():
            if not value.start:
                return phrases.say("no_exact_day")
            return value.start if value.start == value.end else f"{value.start} – {value.end}"
        case Place() | Party() | Link():
            return name_known(value.id or value.name, phrases) or value.name or " ".join(value.text.split())
    if field == "mode":
        found = [name for key, name in phrases.labels.names_of("mode").items() if key.partition("/")[2] == value]
        return found[0] if found else str(value)
    return phrases.name(field, str(value))
