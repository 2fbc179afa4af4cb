"""Who did what a happening tells, where no rule of grammar finds anybody: evidence for all who are near, added up.

The weights are learned from annotated reports (`scripts/train_parties.py`); no single feature decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import msgspec

from khabar.events.bearings import bearings, nobody, view
from khabar.events.drafts import Draft
from khabar.events.fame import Fame
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.marks import JOINED, mask
from khabar.events.parties import AGENTS, WATCHERS, Found
from khabar.events.scope import marker
from khabar.events.settled import Settled
from khabar.events.tellers import Tellers
from khabar.events.weighing import Weighed, add_up
from khabar.events.weights import load_weights
from khabar.mentions.model import ActorMention
from khabar.model import Claim, Evidence

_LIKELY = "events.likely"
_TELLINGS = 4  # tellings whose parties are looked at
_REACH = 30  # words around a telling
_SHOWN = 4  # reasons that a choice names, strongest first
_HARM = ("ASSAULT", "COERCE")
_LONE_AND = mask("lone_and")
_PUNCT = mask("punct")


class Chance(msgspec.Struct, frozen=True, eq=False):
    """Somebody who may have done it, or None for nobody, with what speaks for or against it, and its sum."""

    mention: ActorMention | None
    reasons: list[Weighed]
    score: float


_SCORE = attrgetter("score")


def cast(ground: Ground, happenings: Sequence[Happening], settled: Sequence[Settled], claims: Sequence[Claim]) -> None:
    """Give each happening without a doer the likeliest of all who are near, unless it is likelier that nobody is told."""
    fame, tellers = Fame(ground, settled), Tellers(claims)
    for happening, said in zip(happenings, settled, strict=True):
        if said.actor is not None:
            continue
        some = chances(ground, fame, tellers, happening, said)
        best = max(some, key=_SCORE)
        if best.mention is not None and best.score - some[-1].score > load_weights("actor").bar:
            said.actor = found_of(ground, best.mention)
            said.evidence += _reasons(ground, best)


def chances(ground: Ground, fame: Fame, tellers: Tellers, happening: Happening, settled: Settled) -> list[Chance]:
    """Return all who may have done what a happening tells, nobody last."""
    told, main = happening.drafts[:_TELLINGS], settled.drafts[0]
    own = view(ground, main)
    out: list[Chance] = []
    seen: set[int] = set()
    for draft in told:
        trigger, sentence = draft.trigger, ground.text.sentences[draft.sentence]
        first, last = max(sentence.first, trigger.first - _REACH), min(sentence.last, trigger.last + _REACH)
        its = own if draft is main else view(ground, draft)
        for m in ground.actors.within(trigger.last if its.only_told else first, last):
            if m.first in seen or not _may_do(m, happening.type) or trigger.first <= m.first < trigger.last:
                continue
            if happening.type in _HARM and tellers.only_tells(m, trigger.span.start):
                continue
            if settled.target is not None and settled.target.first < m.last and m.first < settled.target.last:
                continue
            if happening.type != "PROTEST" and its.is_told_by(m):
                continue  # who calls for a strike strikes, who calls for a release releases nobody
            if happening.type in _HARM and _is_fought(ground, m, sentence.first):
                continue
            if len(told) == 1 or _nearest(ground, told, m.first) is draft:
                seen.add(m.first)
                out.append(_chance(m, bearings(ground, fame, its, draft, m, settled.target)))
    out.append(_chance(None, [nobody(own, main, settled.target, placed=bool(settled.placed))]))
    return out


def found_of(ground: Ground, m: ActorMention) -> Found:
    """Return somebody likely to have done it, with those of its kind that «و» joins to it."""
    return Found(m.first, _end(ground, m), _LIKELY, m)


def _chance(m: ActorMention | None, reasons: list[Weighed]) -> Chance:
    return Chance(m, reasons, add_up(reasons))


def _is_fought(ground: Ground, m: ActorMention, low: int) -> bool:
    """Tell whether somebody is whom others lost or fight: «قتلى في صفوف القوات», «التحالف لمحاربة (داعش)»."""
    if marker(ground, m.first, low) == "ranks":
        return True
    at = m.first - 1
    while at > low and ground.marks[at] & _PUNCT:
        at -= 1
    return at > low and any(r.pos == "masdar" and r.prefix.endswith("ل") for r in ground.words[at].look.readings)


def _may_do(m: ActorMention, kind: str) -> bool:
    """Tell whether somebody can do a thing at all: not who only watches, victims and things harm nobody, armies do not protest."""
    if m.kind in WATCHERS:
        return False
    return m.kind != "military" if kind == "PROTEST" else m.role != "target" or kind not in _HARM


def _nearest(ground: Ground, told: Sequence[Draft], at: int) -> Draft | None:
    """Return the telling of the sentence of word `at` that is nearest to it."""
    number, best, least = ground.text.sentence_of[at], None, 0
    for draft in told:
        if draft.sentence == number:
            trigger = draft.trigger
            gap = at - trigger.last if at >= trigger.first else trigger.first - at
            if best is None or gap < least:
                best, least = draft, gap
    return best


def _end(ground: Ground, m: ActorMention) -> int:
    """Return where a party ends with those of its kind that «و» joins to it."""
    last, low = m.last, ground.text.sentences[ground.text.sentence_of[m.first]].first
    while last < len(ground.marks) and ground.marks[last] & (JOINED | _LONE_AND):
        after = next(iter(ground.actors.within(last, last + 2)), None)
        if after is None or after.last <= last or marker(ground, after.first, low) != "and":
            break
        if after.kind != m.kind and not (after.kind in AGENTS and m.kind in AGENTS):
            break
        last = after.last
    return last


def _reasons(ground: Ground, chance: Chance) -> list[Evidence]:
    """Return the strongest reasons for a choice."""
    weights = load_weights("actor").features
    names = {name for some in chance.reasons for name in some.names if weights.get(name)}
    strong = sorted(names, key=lambda name: (-abs(weights[name]), name))[:_SHOWN]
    m = chance.mention
    span = ground.span(m.first, m.last) if m is not None else None
    return [Evidence(slot="actor", rule=f"{_LIKELY}:{name}", span=span, weight=weights[name]) for name in strong]
