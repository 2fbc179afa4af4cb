"""A suggested grade for an incident after the scale of Airwars, with the reasons for it. A person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.incidents.record import Grade, GradeName, GradeReason, Origin, Quoted, SlotRecord

_FAIR = 2  # independent origins, one of them known by name
_FIXED = {
    "all_deny": "everybody who speaks of it denies it",
    "some_deny": "one says that it happened, another that it did not",
    "none_named": "none of them is known by name",
}


def suggest_grade(
    origins: Sequence[Origin], slots: Sequence[SlotRecord], confessions: Mapping[str, Quoted]
) -> Grade | None:
    """Return the grade that an incident's origins and differences suggest; None where nobody tells of it.

    Confirmed: whoever is held to have done it takes it upon himself. Discounted: all who speak of it deny it.
    Contested: some say that it happened and others that it did not, or it is laid on different parties. Fair: two
    independent origins, one of them known by name. Weak: anything less. `confessions` are the words in which an
    origin, by its key, takes it upon himself.
    """
    if not origins:
        return None
    owners = [o for o in origins if o.key in confessions]
    if owners:
        confessed = GradeReason(kind="confessed", names=tuple(o.label for o in owners))
        return _grade("confirmed", [confessed, _count(origins)], tuple(confessions[o.key] for o in owners))
    return _grade(*_judge(origins, {s.slot: s for s in slots}))


def _grade(name: GradeName, told: Sequence[GradeReason], quotes: tuple[Quoted, ...] = ()) -> Grade:
    return Grade(name=name, reasons=tuple(map(_say, told)), told=tuple(told), quotes=quotes)


def _judge(origins: Sequence[Origin], slots: dict[str, SlotRecord]) -> tuple[GradeName, list[GradeReason]]:
    count = _count(origins)
    happened = slots.get("happened")
    if happened is not None and happened.values and all(v.happened is False for v in happened.values):
        return "discounted", [GradeReason(kind="all_deny"), count]
    contested = list(_contested(slots))
    if contested:
        return "contested", [*contested, count]
    if len(origins) >= _FAIR and any(o.voice != "unnamed" for o in origins):
        return "fair", [count]
    if len(origins) >= _FAIR:
        return "weak", [count, GradeReason(kind="none_named")]
    return "weak", [count]


def _count(origins: Sequence[Origin]) -> GradeReason:
    return GradeReason(kind="origins", count=len(origins))


def _contested(slots: dict[str, SlotRecord]) -> Iterator[GradeReason]:
    """Yield what is contested: whether it happened, and who did it."""
    if "happened" in slots and any(d.kind == "denied" for d in slots["happened"].differences):
        yield GradeReason(kind="some_deny")
    if "blamed" not in slots:
        return
    blamed = slots["blamed"]
    against = [
        (blamed.values[d.first], blamed.values[d.second]) for d in blamed.differences if d.kind == "disagreement"
    ]
    for one, other in against:
        if one.id is not None and other.id is not None:
            yield GradeReason(kind="laid_on", names=(one.name or one.text, other.name or other.text))


def _say(reason: GradeReason) -> str:
    """Return a reason in English."""
    match reason.kind:
        case "origins":
            return f"{reason.count} independent origin{'s' if reason.count != 1 else ''}"
        case "confessed":
            return f"{_and(reason.names)} took it upon themselves"
        case "laid_on":
            return f"it is laid on {' and on '.join(reason.names)}"
    return _FIXED[reason.kind]


def _and(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
