"""Whether two happenings may be one by their modes, parties, numbers and places."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.agreement import FINE
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.marks import mask
from khabar.events.parties import Found

_PUNCT = mask("punct")
TOLL = 3  # as many dead or more make one number in two places one toll
_LEAD_SENTENCES = 3
STRIKES = frozenset({"heavy-weapons", "aerial", "drone", "explosives", "suicide-attack"})
_FIGHTS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_STATE = frozenset({"government", "military"})
_FROM_THE_AIR = frozenset({"aerial", "drone"})
_HAND = frozenset({"firearms", "targeted", "clash", "primitive"})


def shares(ground: Ground, theirs: Sequence[Found], mine: Found | None) -> bool:
    """Tell whether a telling names one of some actors, or of some targets: by its name or by most of its words."""
    return mine is not None and any(_alike(ground, mine, other) for other in theirs)


def _alike(ground: Ground, one: Found, other: Found) -> bool:
    if one.name and other.name:
        return one.name == other.name
    a, b = (_forms(ground, found) for found in (one, other))
    return 2 * len(a & b) >= len(a | b) > 0


def _forms(ground: Ground, found: Found) -> set[str]:
    return {ground.words[i].look.form for i in range(found.first, found.last) if not ground.marks[i] & _PUNCT}


def same_toll(happening: Happening, knot: Happening) -> bool:
    """Tell whether both sides count the same dead, three or more: one number in two places of a report is one toll."""
    mine = {c.min for c in knot.killed if c.min >= TOLL}
    return bool(mine) and any(c.min in mine for c in happening.killed)


def counts_meet(happening: Happening, knot: Happening) -> bool:
    """Tell whether the numbers of both sides may be the same, slot by slot."""
    for mine, theirs in ((knot.killed, happening.killed), (knot.wounded, happening.wounded)):
        if (
            mine
            and theirs
            and not any(a.min <= (b.max or a.min) and b.min <= (a.max or b.min) for a in mine for b in theirs)
        ):
            return False
    return True


def counts_differ(happening: Happening, knot: Happening) -> bool:
    """Tell whether both give exact numbers of dead that lie far apart."""
    mine = [c for c in knot.killed if c.max is not None]
    theirs = [c for c in happening.killed if c.max is not None]
    return bool(mine and theirs) and not any(
        a.min <= 2 * b.min + 2 and b.min <= 2 * a.min + 2 for a in mine for b in theirs
    )


def is_lead(happening: Happening) -> bool:
    """Tell whether a happening is told only where a report begins: its headline and first sentences."""
    return happening.drafts[-1].sentence <= _LEAD_SENTENCES


def is_coarse(happening: Happening) -> bool:
    """Tell whether a happening is placed by a governorate or more, or not at all."""
    return not happening.places or any(FINE.index(p.precision) >= 3 for p in happening.places)


def parties_differ(happening: Happening, draft: Draft) -> bool:
    """Tell whether both sides name an actor, or both a target, and never the same."""
    fight = draft.trigger.type in _FIGHTS
    for mine, theirs in ((draft.actor, happening.actors), (draft.target, happening.targets)):
        if mine is not None and theirs and (side := _side(mine, fight)):
            sides = {_side(found, fight) for found in theirs}
            if side not in sides and sides != {""}:
                return True
    return _sides_swapped(happening, draft)


def _side(found: Found, fight: bool) -> str:
    """Return whose side a party is on, "" where unknown; in a fight a government and its forces are one side."""
    mention = found.mention
    if mention is None or not mention.name or mention.generic:
        return ""
    return mention.country if fight and mention.kind in _STATE and mention.country else mention.name


def _sides_swapped(happening: Happening, draft: Draft) -> bool:
    """Tell whether who did it to one side is whom it was done to on the other: an attack and its answer."""
    if "clash" in happening.modes:
        return False
    for mine, theirs in ((draft.actor, happening.targets), (draft.target, happening.actors)):
        side = _side(mine, fight=False) if mine is not None and theirs else ""
        if side and any(_side(found, fight=False) == side for found in theirs):
            return True
    return False


def modes_agree(happening: Happening, draft: Draft) -> bool:
    """Tell whether the modes may be of one happening: equal, unsaid, or two kinds of striking or of fighting by hand."""
    mode, modes = draft.trigger.mode, happening.modes
    if mode is None or not modes or mode in modes or {mode, *modes} <= _FROM_THE_AIR:
        return True
    if (mode == "destroy" and modes <= STRIKES) or (mode in STRIKES and modes == {"destroy"}):
        return True
    if draft.casualty or happening.casualty:
        return True
    if draft.trigger.definite:
        return draft.trigger.type == "ASSAULT" and _known_by_kind(happening, draft)
    return (mode in STRIKES and modes <= STRIKES and _loose(draft, happening)) or (
        mode in _HAND and modes <= _HAND and "clash" not in {mode, *modes}
    )


def _known_by_kind(happening: Happening, draft: Draft) -> bool:
    """Tell whether «the attack» may mean what was told with other means; «the clashes» mean no strikes."""
    return draft.trigger.mode != "clash" or not happening.modes <= STRIKES


def _loose(draft: Draft, happening: Happening) -> bool:
    """Tell whether either side says its means only by the bare word for shelling."""
    return draft.trigger.weapon is None or all(d.trigger.weapon is None for d in happening.some)


def same_word(happening: Happening, draft: Draft) -> bool:
    """Tell whether both sides name the act by one word."""
    return any(d.trigger.entry.lemma == draft.trigger.entry.lemma for d in happening.some)
