"""A suggested grade for an incident after the scale of Airwars, with the reasons for it. A person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.incidents.denials import Denied
from khabar.incidents.parties import are_allied, is_one_side
from khabar.incidents.record import Grade, GradeName, GradeReason, HeldValue, Origin, Quoted, SlotRecord
from khabar.model import PartyKind

_FAIR = 2  # independent origins, one of them known by name
_OUTVOTED = 4  # times as many origins as hold the contrary: that is told, and does not make it contested
_CONCERNED: frozenset[PartyKind] = frozenset({"military", "government", "armed_group"})
_FIXED = {
    "all_deny": "everybody who speaks of it denies it",
    "some_deny": "one says that it happened, another that it did not",
    "none_named": "none of them is known by name",
}


def suggest_grade(
    origins: Sequence[Origin],
    slots: Sequence[SlotRecord],
    confessions: Mapping[str, Quoted],
    denials: Mapping[Denied, frozenset[str]],
) -> Grade | None:
    """Return the grade that an incident's origins and differences suggest; None where nobody tells of it.

    Confirmed: whoever is held to have done it takes it upon himself. Discounted: all who speak of it deny it.
    Contested: some say that it happened and others that it did not, or it is laid on parties that fight each other, and
    neither stands alone against many. Fair: two independent origins, one of them known by name. Weak: anything less.
    `confessions` are the words in which an origin, by its key, takes it upon himself; `denials` who denies what of it.
    """
    if not origins:
        return None
    disowned = denials.get("part", frozenset()) | denials.get("aim", frozenset())
    owners = [o for o in origins if o.key in confessions and o.key not in disowned]  # a fight nearby is not this one
    aside = list(_tell_aside(origins, denials))
    if owners:
        confessed = GradeReason(kind="confessed", names=tuple(o.label for o in owners))
        return _grade("confirmed", [confessed, _count(origins), *aside], tuple(confessions[o.key] for o in owners))
    name, reasons = _judge(origins, {s.slot: s for s in slots})
    return _grade(name, [*reasons, *aside])


def _grade(name: GradeName, told: Sequence[GradeReason], quotes: tuple[Quoted, ...] = ()) -> Grade:
    return Grade(name=name, reasons=tuple(map(_say, told)), told=tuple(told), quotes=quotes)


def _judge(origins: Sequence[Origin], slots: dict[str, SlotRecord]) -> tuple[GradeName, list[GradeReason]]:
    count = _count(origins)
    happened = slots.get("happened")
    if happened is not None and happened.values and all(v.happened is False for v in happened.values):
        return "discounted", [GradeReason(kind="all_deny"), count]
    found = [*_find_denied(slots.get("happened"), origins), *_find_blame(slots.get("blamed"), origins)]
    contested = [reason for reason in found if reason.kind in ("some_deny", "laid_on")]
    less = [reason for reason in found if reason not in contested]
    if contested:
        return "contested", [*contested, count, *less]
    if len(origins) >= _FAIR and any(o.voice != "unnamed" for o in origins):
        return "fair", [count, *less]
    if len(origins) >= _FAIR:
        return "weak", [count, GradeReason(kind="none_named"), *less]
    return "weak", [count, *less]


def _count(origins: Sequence[Origin]) -> GradeReason:
    return GradeReason(kind="origins", count=len(origins))


def _find_denied(slot: SlotRecord | None, origins: Sequence[Origin]) -> Iterator[GradeReason]:
    """Yield that some say that it did not happen: how much that weighs depends on who and how many they are."""
    if slot is None or not any(d.kind == "denied" for d in slot.differences):
        return
    said = {o for v in slot.values if v.happened for o in v.backing.origins}
    denied = [o for o in origins if any(o.key in v.backing.origins for v in slot.values if v.happened is False)]
    concerned = any(o.kind in _CONCERNED or o.voice != "unnamed" for o in denied)
    if concerned or len(said) < _OUTVOTED * len(denied):
        yield GradeReason(kind="some_deny")
    else:
        yield GradeReason(kind="few_deny", names=tuple(o.label for o in denied))


def _find_blame(slot: SlotRecord | None, origins: Sequence[Origin]) -> Iterator[GradeReason]:
    """Yield on whom it is laid besides whom most name: an enemy, one of the same side, or by few alone.

    The accused who lays it on another is no few: two sides accuse each other.
    """
    if slot is None:
        return
    against = [(slot.values[d.first], slot.values[d.second]) for d in slot.differences if d.kind == "disagreement"]
    told: list[tuple[HeldValue, HeldValue]] = []
    for one, other in against:
        if one.id is None or other.id is None or any(_are_the_same(one, other, *pair) for pair in told):
            continue
        told.append((one, other))
        names = (one.name or one.text, other.name or other.text)
        holding, opposing = (len(_lay_on(value, slot)) for value in (one, other))
        if are_allied(one, other):
            yield GradeReason(kind="allied", names=names)
        elif _accuse_each_other(one, other, slot, origins):
            yield GradeReason(kind="laid_on", names=names)
        elif max(holding, opposing) >= _OUTVOTED * min(holding, opposing):
            yield GradeReason(kind="outvoted", names=names[holding > opposing :][:1])
        else:
            yield GradeReason(kind="laid_on", names=names)


def _accuse_each_other(one: HeldValue, other: HeldValue, slot: SlotRecord, origins: Sequence[Origin]) -> bool:
    """Tell whether each of two parties that fight is laid it on, and one of them lays it on the other."""
    return any(
        origin.kind in _CONCERNED and is_one_side(origin, accused) and origin.key in _lay_on(counter, slot)
        for accused, counter in ((one, other), (other, one))
        for origin in origins
    )


def _are_the_same(one: HeldValue, other: HeldValue, first: HeldValue, second: HeldValue) -> bool:
    """Tell whether a pair of parties is another one under the names of their parts: an air force beside its state."""
    straight = is_one_side(one, first) and is_one_side(other, second)
    return straight or (is_one_side(one, second) and is_one_side(other, first))


def _lay_on(party: HeldValue, slot: SlotRecord) -> set[str]:
    """Return the origins that lay it on a party, or on what is part of it or holds it."""
    return {
        origin
        for value in slot.values
        if value is party or (value.name is not None and not value.denial and is_one_side(value, party))
        for origin in value.backing.origins
    }


def _tell_aside(origins: Sequence[Origin], denials: Mapping[Denied, frozenset[str]]) -> Iterator[GradeReason]:
    """Yield who denies his part in it, or what he is said to have aimed at: neither says that it did not happen."""
    parts = tuple(o.label for o in origins if o.key in denials.get("part", ()) and o.kind in _CONCERNED)
    aims = tuple(o.label for o in origins if o.key in denials.get("aim", ()) and o.kind in _CONCERNED)
    if parts:
        yield GradeReason(kind="denies_part", names=parts)
    if aims:
        yield GradeReason(kind="denies_aim", names=aims)


def _say(reason: GradeReason) -> str:
    """Return a reason in English."""
    match reason.kind:
        case "origins":
            return f"{reason.count} independent origin{'s' if reason.count != 1 else ''}"
        case "confessed":
            return f"{_and(reason.names)} took it upon themselves"
        case "laid_on":
            return f"it is laid on {' and on '.join(reason.names)}"
        case "outvoted":
            return f"few lay it on {_and(reason.names)} instead"
        case "allied":
            return f"it is laid on {' or on '.join(reason.names)}, who fight on one side"
        case "few_deny":
            return f"{_and(reason.names)} alone: it did not happen"
        case "denies_part":
            return f"{_and(reason.names)}: not our doing"
        case "denies_aim":
            return f"{_and(reason.names)}: civilians were not the aim"
    return _FIXED[reason.kind]


def _and(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
