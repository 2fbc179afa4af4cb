"""What speaks for a telling being of a happening that its report has not told before."""

from __future__ import annotations

from functools import cache

from khabar.events.comparing import kind_of
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.retelling import own_place, points_back
from khabar.events.weighing import Weighed, step, weigh
from khabar.language import Reading

_BEFORE = (1, 2, 3, 5)  # happenings of its type told before
_SENTENCES = (0, 1, 2, 4, 8, 14)
_SCORES = ((-0.3, "-0.3"), (0.3, "0.3"), (1.0, "1"), (2.0, "2"), (3.0, "3"))


def as_new(ground: Ground, knot: Happening, before: int, ruled: bool) -> list[Weighed]:
    """Return what speaks for or against a new happening; `ruled`: a rule takes the telling for one told before."""
    draft = knot.act
    trigger = draft.trigger
    known = points_back(ground, draft)
    place = "own" if own_place(draft) else "before" if draft.places else "no"
    text = ground.text
    opens = text.sentences[draft.sentence].first
    return [
        _standing(known, trigger.nominal, step(before, _BEFORE), step(draft.sentence, _SENTENCES), place, ruled),
        _matter(
            draft.time is not None,
            draft.actor is not None,
            draft.target is not None,
            bool(knot.killed),
            bool(knot.wounded),
            _sure(draft.judgement.score),
        ),
        _act(knot.type, kind_of(knot), draft.judgement.status, _form(trigger.reading)),
        _beside("before", _tags(ground, trigger.first - 1)),
        _beside("opens", _tags(ground, opens)),
        _beside("behind", _tags(ground, trigger.last)),
    ]


def _sure(score: float) -> str:
    return next((name for most, name in _SCORES if score <= most), "more")


def _form(reading: Reading | None) -> str:
    return "" if reading is None else f"{reading.pos} prefix:{reading.prefix}"


def _tags(ground: Ground, at: int) -> frozenset[str]:
    return ground.text.tags[at] if 0 <= at < len(ground.words) else frozenset()


@cache
def _standing(known: bool, nominal: bool, before: str, sentence: str, place: str, ruled: bool) -> Weighed:
    return weigh(
        "new",
        f"new, known:{known} noun:{nominal}",
        f"new, told before:{before}",
        f"new, sentence:{sentence}",
        f"new, place:{place}",
        f"new, place:{place} known:{known}",
        f"new, ruled:{ruled}",
    )


@cache
def _matter(time: bool, actor: bool, target: bool, killed: bool, wounded: bool, sure: str) -> Weighed:
    return weigh(
        f"new, time:{time}",
        f"new, actor:{actor} target:{target}",
        f"new, killed:{killed} wounded:{wounded}",
        f"new, sure:{sure}",
    )


@cache
def _act(type_: str, kind: str, status: str, form: str) -> Weighed:
    names = [f"new, type:{type_}", f"new, kind:{kind}", f"new, status:{status}"]
    return weigh(*names, f"new, form:{form}") if form else weigh(*names)


@cache
def _beside(where: str, tags: frozenset[str]) -> Weighed:
    return weigh(*[f"new, {where}:{tag}" for tag in sorted(tags)])
