"""Those whom a report only quotes, or names on suspicion: what they tell of is not what they did."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from khabar.mentions.model import ActorMention
from khabar.model import Claim, Span

_OWN = frozenset({"announce", "claim_responsibility", "confirm", "promise", "threaten"})  # said of what one does
_SUSPECTING = frozenset({"suspect", "deny"})
_BACK = 6  # speakers and stretches before a party that are looked at


class Tellers:
    """The speakers of a report with the stretch that each tells, and the stretches of suspicion and denial."""

    __slots__ = ("_doubted", "_speakers")

    def __init__(self, claims: Sequence[Claim]) -> None:
        speech = [(link.span, c.span) for c in claims if c.force not in _OWN for link in c.chain]
        self._speakers: list[tuple[Span, Span]] = sorted(speech)
        self._doubted: list[Span] = sorted([c.content for c in claims if c.force in _SUSPECTING])

    def only_tells(self, m: ActorMention, told: int) -> bool:
        """Tell whether somebody speaks of what stands at a character, or is but suspected or cleared of something."""
        at = m.span.start
        n = bisect_right(self._speakers, at, key=_end_of_speaker)
        for speaker, stretch in self._speakers[n : n + _BACK]:
            if speaker.start < m.span.end and stretch.start <= told < stretch.end:
                return True
        n = bisect_right(self._doubted, at, key=_start)
        return any(content.end > at for content in self._doubted[max(0, n - _BACK) : n])


def _end_of_speaker(row: tuple[Span, Span]) -> int:
    return row[0].end


def _start(span: Span) -> int:
    return span.start
