"""What people decide about the reading of a report: kept in order, logged, and apart from what the machine read.

These functions know nothing of pages or of HTTP. To offer them there: decode what somebody sends as a `Judgement` (or a
`Missing`), and call `review` (or `bring`) with who they are, as in

    given = msgspec.json.decode(body, type=Judgement)
    made = review(store, document, given, by=person.name, stamp=stamps())
    standing = load_standing(connection, document, blind_for=person.name)

Whether somebody may do so is asked before: a reviewer settles (`Judgement.settles`), an analyst does all the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import Connection, select

from khabar.errors import ReviewProblem
from khabar.model import Claim, Event, EventType, Force, Span, Value
from khabar.reviews.anchoring import is_same
from khabar.reviews.model import Item, Review, Values, fields_of, put_values, read_field
from khabar.reviews.sameness import name_value
from khabar.reviews.standing import Judged, Standing, sum_up
from khabar.store.documents.readings import Stamp
from khabar.store.opening import Store
from khabar.store.reviews.reviewable import Reviewable, keep_decision, load_read
from khabar.store.reviews.reviewed import load_reviews
from khabar.store.schema import documents, reviews


class Judgement(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody says of one claim or event of a report, by the id that it has there.

    `values` has, where it is to be corrected, a value for each field that is otherwise: one of the codebook's for
    force, certainty, negated, type, mode, status, weapon, damage; for speaker, place, time, actor, target, killed and
    wounded words of the text, `{"span": [start, end]}`, with what they say where khabar does not read it from them (see
    `khabar.reviews.understanding.Chosen`); null where there is no such thing.
    """

    item: str
    verdict: Literal["accept", "correct", "reject"]
    values: Mapping[str, Any] = {}
    note: str | None = None
    settles: bool = False


class Missing(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim or an event that the reading lacks: words of the text, what it is, and values as in a `Judgement`.

    `span` are the words of a claim or the word that names an event. `cue` are those by which somebody is made
    responsible for a claim; without any all its words stand for them.
    """

    kind: Literal["claim", "event"]
    span: Span
    cue: Span | None = None
    force: Force = "assert"
    type: EventType = "ASSAULT"
    values: Mapping[str, Any] = {}
    note: str | None = None


def review(store: Store, document: str, given: Judgement, *, by: str, stamp: Stamp) -> Review:
    """Keep a verdict on a claim or an event. The same person's earlier one counts no more; `undo` lets it count again.

    Raises `StoreProblem` where there is no such report, `ReviewProblem` where it has no such item, or where a value is
    none that the text or the codebook has.
    """

    def make(here: Reviewable) -> Review:
        item = _find(here.standing, given.item)
        seen = _seen(item)
        values = Values()
        if given.verdict == "correct":
            if unknown := given.values.keys() - set(fields_of(seen)):
                raise ReviewProblem(f"{given.item} has no {', '.join(sorted(unknown))}")
            values = _differing(seen, here.understand(given.values))
            if not values.given():
                raise ReviewProblem(f"{given.item}: nothing is otherwise than khabar reads it: accept it instead")
        return here.make(
            given.verdict, given.note, seen=seen, item=given.item, values=values, settles=given.settles, by=by
        )

    return keep_decision(store, document, make, stamp)


def bring(store: Store, document: str, given: Missing, *, by: str, stamp: Stamp) -> Review:
    """Keep a claim or an event that the reading lacks; it bears the id of this decision. Raises as `review` does."""

    def make(here: Reviewable) -> Review:
        made = _make_item(here, given)
        held = [one.machine or _seen(one) for one in here.standing.items]
        if same := next((one for one in held if is_same(made, one)), None):
            raise ReviewProblem(f"that is {same.id}: judge or correct it instead")
        return here.make("add", given.note, seen=made, item=made.id, by=by)

    return keep_decision(store, document, make, stamp)


def undo(store: Store, decision: str, *, by: str, stamp: Stamp, note: str | None = None) -> Review:
    """Take back an own decision; taking back an undoing lets it count again. Raises `ReviewProblem` for another's."""
    with store.reading() as connection:
        question = select(documents.c.id).join(reviews, reviews.c.document == documents.c.number)
        document = connection.execute(question.where(reviews.c.id == decision)).scalar()
    if document is None:
        raise ReviewProblem(f"there is no decision «{decision}»")

    def make(here: Reviewable) -> Review:
        made = next(one for one in here.made if one.id == decision)
        if made.by != by:
            raise ReviewProblem(f"«{decision}» is a decision of {made.by}: only they take it back")
        return here.make("undo", note, undoes=decision, by=by)

    return keep_decision(store, str(document), make, stamp)


def undo_last(store: Store, document: str, item: str, *, by: str, stamp: Stamp) -> Review:
    """Take back somebody's latest decision on an item. Raises `ReviewProblem` where they made none."""
    with store.reading() as connection:
        held = _find(load_standing(connection, document), item)
    own = [one for one in (*held.verdicts, held.settled) if one is not None and one.by == by]
    if not own:
        raise ReviewProblem(f"you decided nothing about {item}")
    return undo(store, max(own, key=lambda one: int(one.id[1:])).id, by=by, stamp=stamp)


def settle(
    store: Store, document: str, item: str, verdict: str | None, *, by: str, stamp: Stamp, note: str | None = None
) -> Review:
    """Let one verdict on an item hold, by the id of that decision, or what the machine reads where None is given.

    Raises `ReviewProblem` where there is no such verdict on it.
    """

    def make(here: Reviewable) -> Review:
        held = _find(here.standing, item)
        if verdict is None:
            return here.make("accept", note, seen=_seen(held), item=item, settles=True, by=by)
        chosen = next((one for one in held.verdicts if one.id == verdict), None)
        if chosen is None or chosen.seen is None:
            raise ReviewProblem(f"«{verdict}» is no verdict on {item}")
        act = "accept" if chosen.verdict == "add" else chosen.verdict
        return here.make(act, note, seen=chosen.seen, item=item, values=chosen.values, settles=True, by=by)

    return keep_decision(store, document, make, stamp)


def finish(store: Store, document: str, *, by: str, stamp: Stamp) -> Review:
    """Keep that somebody has judged all claims and events; from then on they see what others decided.

    Raises `ReviewProblem` where some are left.
    """

    def make(here: Reviewable) -> Review:
        if left := here.standing.left(by):
            raise ReviewProblem(f"{left} claims and events are not judged yet")
        return here.make("done", None, by=by)

    return keep_decision(store, document, make, stamp)


def look(store: Store, document: str, *, by: str, stamp: Stamp) -> Review:
    """Keep that somebody looks at what others decided; what they decide from then on is not independent."""
    return keep_decision(store, document, lambda here: here.make("look", None, by=by), stamp)


def load_standing(connection: Connection, document: str, *, blind_for: str | None = None) -> Standing:
    """Return what was decided about a report; with `blind_for` only what this person may see of it.

    Raises `StoreProblem` where there is no such report.
    """
    report, _ = load_read(connection, document)
    return sum_up(document, report, load_reviews(connection, document), blind_for=blind_for)


def _find(standing: Standing, item: str) -> Judged:
    found = standing.item(item)
    if found is None:
        raise ReviewProblem(
            f"the report has no «{item}»: it has {', '.join(one.id for one in standing.items) or 'nothing'}"
        )
    return found


def _seen(item: Judged) -> Item:
    """Return the claim or event as somebody sees it now: the machine's, or else what was brought or judged first."""
    if item.machine is not None:
        return item.machine
    return next(one.seen for one in (*item.verdicts, item.settled) if one is not None and one.seen is not None)


def _differing(item: Item, values: Values) -> Values:
    """Return those of the values that say otherwise than an item does, or say it in other words."""
    given = values.given()
    return Values(**{field: value for field, value in given.items() if not _is_same(read_field(item, field), value)})


def _is_same(one: Any, other: Any) -> bool:
    return name_value(one) == name_value(other) and getattr(one, "span", None) == getattr(other, "span", None)


def _make_item(here: Reviewable, given: Missing) -> Item:
    here.reader.words(given.span)
    if given.kind == "claim":
        if given.cue is not None:
            here.reader.words(given.cue)
        bare: Item = Claim(
            id=here.id, span=given.span, cue=given.cue or given.span, content=given.span, force=given.force
        )
    else:
        bare = Event(
            id=here.id,
            type=given.type,
            trigger=given.span,
            mentions=(_find_line(here.report.document.text, given.span),),
        )
    if unknown := given.values.keys() - set(fields_of(bare)):
        raise ReviewProblem(f"no {given.kind} has {', '.join(sorted(unknown))}")
    return put_values(bare, here.understand(given.values))


def _find_line(text: str, span: Span) -> Span:
    """Return the line in which a stretch begins."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)
