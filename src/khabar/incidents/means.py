"""With what it was done, as each teller has it, and not with what others of his report are armed."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.incidents.agreeing import are_akin
from khabar.incidents.confessions import acts_of
from khabar.incidents.passages import Page, Passage
from khabar.incidents.record import HeldValue
from khabar.incidents.tellers import Told
from khabar.model import Span

_FROM_ABOVE = frozenset({"airstrike", "drone", "barrel_bomb"})
_STRIKES = frozenset({"aerial", "drone", "heavy-weapons"})


def find_weapons(told: Told, chosen: frozenset[str]) -> Iterator[HeldValue]:
    """Yield the means that a teller names; of a sentence that tells of other events too, those next to the incident's."""
    seen: set[str] = set()
    own = {e.weapon for e in told.events_of(chosen) if e.weapon is not None}
    strikes = _are_strikes(told.page, chosen)
    for passage in told.passages:
        tied = not chosen or any(e.id in chosen for e in passage.events)
        for weapon in passage.weapons:
            if weapon.weapon is None or weapon.weapon in seen or not told.holds(weapon.span):
                continue
            if _is_beside_another(weapon.span, passage, chosen):
                continue
            if own and not any(are_akin(weapon.weapon, means) for means in own):
                continue  # what somebody else was armed with
            if weapon.weapon in _FROM_ABOVE and not strikes and not own:
                continue  # aircraft that brought the men, or that came after it
            if not tied and (passage.events or not own):
                continue  # «ولم يحمل سكيناً قط»
            seen.add(weapon.weapon)
            quotes = (told.page.quote(weapon.span),)
            yield HeldValue(slot="weapon", text=weapon.weapon, weapon=weapon.weapon, quotes=quotes)


def _are_strikes(page: Page, chosen: frozenset[str]) -> bool:
    """Tell whether some event of the incident may be a strike from above, as its report has it."""
    modes = {e.mode for e in page.report.events if e.type == "ASSAULT" and (not chosen or e.id in chosen)}
    return not chosen or not modes.isdisjoint(_STRIKES)


def _is_beside_another(span: Span, passage: Passage, chosen: frozenset[str]) -> bool:
    """Tell whether the event whose words stand nearest to a stretch is none of the incident's."""
    if not chosen or all(e.id in chosen for e in passage.events):
        return False
    near = [(_apart(span, act), e.id in chosen) for e in passage.events for act in acts_of(e) if passage.holds(act)]
    return bool(near) and not min(near, key=lambda found: (found[0], not found[1]))[1]


def _apart(one: Span, other: Span) -> int:
    """Return the characters between two stretches."""
    return max(one.start - other.end, other.start - one.end, 0)
