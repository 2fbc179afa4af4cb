"""What a report tells of somebody elsewhere: does he do what other happenings tell, suffer it, is he its main actor?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.events.ground import Ground
from khabar.events.parties import AGENTS, Found
from khabar.events.settled import Settled
from khabar.mentions.model import ActorMention

_OFTEN = 2


class Fame:
    """Who acts and suffers in a report, by name, and who is named most of those who rule or bear arms."""

    __slots__ = ("_acting", "_doers", "_main", "_struck", "_suffering")

    def __init__(self, ground: Ground, happenings: Sequence[Settled]) -> None:
        self._acting = Counter([name for settled in happenings if (name := _name(settled.actor))])
        self._suffering = Counter([name for settled in happenings if (name := _name(settled.target))])
        self._doers = {s.actor.first for s in happenings if s.actor is not None}
        self._struck = Counter([s.target.first for s in happenings if s.target is not None])
        names = Counter([m.name for m in ground.mentions.actors if m.name and m.kind in AGENTS and m.role != "place"])
        self._main = max(names, key=lambda name: names[name], default=None)

    def tell(self, m: ActorMention, target: Found | None) -> tuple[str, ...]:
        """Return the features of somebody in other happenings than the one that was done to `target`."""
        told = []
        if m.first in self._doers:
            told.append("acts here")
        if self._struck[m.first] > (target is not None and target.first == m.first):
            told.append("suffers here")
        if name := m.name:
            acts = self._acting[name]
            if acts:
                told.append("acts elsewhere")
            if acts >= _OFTEN:
                told.append("acts often")
            if self._suffering[name] > (name == _name(target)):
                told.append("suffers elsewhere")
            if name == self._main:
                told.append("main")
        return tuple(told)


def _name(found: Found | None) -> str:
    return (found.name or "") if found is not None else ""
