"""A suggested grade for an incident after the scale of Airwars, with the reasons for it. A person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.incidents.record import Grade, GradeName, Origin, Quoted, SlotRecord

_FAIR = 2  # independent origins, one of them known by name


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
        told = [f"{_and([o.label for o in owners])} took it upon themselves", _count_reason(origins)]
        return Grade(name="confirmed", reasons=tuple(told), quotes=tuple(confessions[o.key] for o in owners))
    name, reasons = _judge(origins, {s.slot: s for s in slots})
    return Grade(name=name, reasons=tuple(reasons))


def _judge(origins: Sequence[Origin], slots: dict[str, SlotRecord]) -> tuple[GradeName, list[str]]:
    count = _count_reason(origins)
    happened = slots.get("happened")
    if happened is not None and happened.values and all(v.happened is False for v in happened.values):
        return "discounted", ["everybody who speaks of it denies it", count]
    contested = list(_contested(slots))
    if contested:
        return "contested", [*contested, count]
    if len(origins) >= _FAIR and any(o.voice != "unnamed" for o in origins):
        return "fair", [count]
    if len(origins) >= _FAIR:
        return "weak", [count, "none of them is known by name"]
    return "weak", [count]


def _count_reason(origins: Sequence[Origin]) -> str:
    return f"{len(origins)} independent origin{'s' if len(origins) != 1 else ''}"


def _contested(slots: dict[str, SlotRecord]) -> Iterator[str]:
    """Yield what is contested: whether it happened, and who did it."""
    if "happened" in slots and (denied := [d for d in slots["happened"].differences if d.kind == "denied"]):
        yield denied[0].because
    if "blamed" not in slots:
        return
    blamed = slots["blamed"]
    against = [
        (blamed.values[d.first], blamed.values[d.second]) for d in blamed.differences if d.kind == "disagreement"
    ]
    for one, other in against:
        if one.id is not None and other.id is not None:
            yield f"it is laid on {one.text} and on {other.text}"


def _and(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
