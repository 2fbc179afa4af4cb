"""The shapes of reviews and ratings, as they are sent and answered."""

from __future__ import annotations

from typing import Annotated

import msgspec

from khabar.incidents.rating import Rating
from khabar.incidents.record import Digit, Letter
from khabar.model import Claim, Event, Value
from khabar.reviews.model import Kind, Review, State
from khabar.reviews.standing import Judged, Standing
from khabar.web.api.shapes import Page


class SourceRating(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A letter for a source, by its name, and why."""

    source: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    letter: Letter
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]


class ClaimRating(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A digit for a claim of a document, and why."""

    document: Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
    claim: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    digit: Digit
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]


class RatingPage(Page[Rating], frozen=True, kw_only=True):
    """Ratings that people gave."""


class JudgedItem(Value, frozen=True, kw_only=True):
    """A claim or an event as it is read now (both null where the reading has none), and who says what of it.

    `gone`: it was judged, and is no longer read. `disagreements` are the fields on which people differ, "there" where it
    is whether there is such a thing. `changed` are the fields that are read otherwise than when it was judged.
    """

    id: str
    kind: Kind
    claim: Claim | None
    event: Event | None
    gone: bool
    verdicts: tuple[Review, ...]
    settled: Review | None
    disagreements: tuple[str, ...]
    changed: tuple[str, ...]

    @classmethod
    def of(cls, judged: Judged) -> JudgedItem:
        """Return an item in the shape in which it is sent."""
        read = judged.machine
        told = {name: getattr(judged, name) for name in cls.__struct_fields__ if name not in ("claim", "event")}
        return cls(
            claim=read if isinstance(read, Claim) else None, event=read if isinstance(read, Event) else None, **told
        )


class ReportReview(Value, frozen=True, kw_only=True):
    """What people decided about a report's reading: `reviewers` began, `done` have judged all."""

    document: str
    state: State
    reviewers: tuple[str, ...]
    done: tuple[str, ...]
    items: tuple[JudgedItem, ...]

    @classmethod
    def of(cls, standing: Standing) -> ReportReview:
        """Return what stands in the shape in which it is sent."""
        items = tuple(JudgedItem.of(one) for one in standing.items)
        told = {name: getattr(standing, name) for name in cls.__struct_fields__ if name != "items"}
        return cls(items=items, **told)
