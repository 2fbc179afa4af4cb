"""What all tellings of a happening settle on: the place, who did it and to whom, by the rules of grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from khabar.events.agreement import FINE
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening, ordered
from khabar.events.parties import Found
from khabar.events.sufferers import find_sufferers
from khabar.mentions.model import PlaceMention
from khabar.model import Evidence

_UNSURE = frozenset({"events.earlier_subject", "events.governing", "events.governing_after", "events.same_subject"})
_GROUND = ("seize", "siege")
_SEVERAL = 2
_BESIDE = 4


class Settled(msgspec.Struct, eq=False):
    """The tellings of a happening, the most trusted first, with its places, its doer and whom or what it was aimed at."""

    drafts: list[Draft]
    placed: Sequence[PlaceMention]
    actor: Found | None
    target: Found | None
    evidence: list[Evidence] = []


def settle(ground: Ground, happening: Happening) -> Settled:
    """Return what the tellings of a happening settle on."""
    drafts, placed = ordered(happening.drafts), _placed(happening.drafts)
    actor = _actor(drafts)
    return Settled(drafts, placed, actor, _target(ground, drafts, placed, actor))


def _placed(drafts: Sequence[Draft]) -> list[PlaceMention]:
    with_place = [d for d in drafts if d.places]
    if len(with_place) < _SEVERAL:
        return with_place[0].places if with_place else []
    return min(
        with_place,
        key=lambda d: (
            d.places[0].heading,
            FINE.index(d.places[0].precision) > 3,
            d.headline,
            _fineness(d.places[0]),
            d.places[0].lat is None,
            d.casualty,
            d.sentence,
        ),
    ).places


def _fineness(place: PlaceMention) -> int:
    """Return how finely a place is told; a name that nobody knows is as fine as a town."""
    unknown = place.id is None and place.lat is not None and place.precision in ("district", "governorate")
    return FINE.index("town" if unknown and not place.back else place.precision)


def _actor(drafts: Sequence[Draft]) -> Found | None:
    """Return who did it, by a name where a telling gives one; an adjective of another country («قصف تركي») stays."""
    found = [d.actor for d in drafts if d.actor is not None]
    if not found:
        return None
    state = found[0].country if found[0].rule == "events.nationality" else None
    named = [f for f in found if f.name and (state is None or _country(f) in (state, None))]
    sure = found[0].rule not in _UNSURE and found[0].mention is not None
    return next((f for f in named if not (sure and f.rule in _UNSURE)), found[0])


def _country(found: Found) -> str | None:
    return found.mention.country if found.mention is not None else found.country


def _target(
    ground: Ground, drafts: Sequence[Draft], placed: Sequence[PlaceMention], actor: Found | None
) -> Found | None:
    """Return what the acts were aimed at, not at their doer; else the victims; else what was besieged, or the site that was taken."""
    told = [d for d in drafts if d.target is not None and not d.casualty and not _covers(actor, d.target)]
    found = next((d.target for d in told if d is drafts[0] or d.trigger.mode != "destroy"), None)
    if found is not None:
        return found
    victims = find_sufferers(ground, drafts) or next(
        (d.target for d in (*told, *drafts) if d.target is not None and not _covers(actor, d.target)), None
    )
    kind = drafts[0].trigger.type
    if (
        victims is None
        and placed
        and kind == "COERCE"
        and _is_held(drafts, placed[0])
        and _told_beside(drafts, placed[0])
    ):
        return Found(placed[0].first, placed[0].last, "events.ground", None, placed[0].country)
    return victims


def _covers(actor: Found | None, target: Found) -> bool:
    """Tell whether the doer is told by the same words as a target."""
    return actor is not None and actor.first < target.last and target.first < actor.last


def _told_beside(drafts: Sequence[Draft], place: PlaceMention) -> bool:
    """Tell whether a place is told right behind a trigger, or within it: «سيطرت على المدينة», not in another clause."""
    return any(d.trigger.first < place.first <= d.trigger.last + _BESIDE for d in drafts)


def _is_held(drafts: Sequence[Draft], place: PlaceMention) -> bool:
    """Tell whether a place is what an act was done to: besieged, or a site taken; a town taken is but where it was."""
    held = _GROUND if place.precision == "site" else _GROUND[1:]
    return any(d.trigger.mode in held and _names_taken(d.trigger.fields.get("roles")) for d in drafts)


def _names_taken(roles: Mapping[str, str] | None) -> bool:
    """Tell whether a word says what was taken («سيطر على»), not that one went («تقدم») or from whom it was freed («تحرير»)."""
    parts = set(roles.values()) if roles else set()
    return "target" in parts and "loser" not in parts
