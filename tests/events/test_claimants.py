"""Who claims an act has done it, where nobody else is named."""

import msgspec
import pytest

from khabar.events import name_claimants
from khabar.model import Claim, Event, Link, Party, Span

EVENT = Event(id="e1", type="ASSAULT", mode="explosives", status="happened", trigger=Span(0, 5), mentions=(Span(0, 9),))
CLAIM = Claim(
    id="c1",
    span=Span(10, 40),
    cue=Span(10, 14),
    content=Span(20, 40),
    force="claim_responsibility",
    certainty="certain",
    negated=False,
    quote="indirect",
    chain=(Link(text="تنظيم الفجر", span=Span(14, 20), kind="armed_group"),),
    events=("e1",),
)


def test_the_speaker_of_the_claim_is_the_doer():
    (event,) = name_claimants([EVENT], [CLAIM])
    assert (event.actor.text, event.actor.kind) == ("تنظيم الفجر", "armed_group")


@pytest.mark.parametrize(
    "change", [{"negated": True}, {"force": "condemn"}, {"events": ()}, {"chain": ()}], ids=lambda c: next(iter(c))
)
def test_no_other_claim_names_a_doer(change):
    (event,) = name_claimants([EVENT], [msgspec.structs.replace(CLAIM, **change)])
    assert event.actor is None


def test_a_doer_who_is_named_stays():
    named = msgspec.structs.replace(EVENT, actor=Party(text="الجيش", span=Span(5, 9), kind="military"))
    assert name_claimants([named], [CLAIM]) == [named]
