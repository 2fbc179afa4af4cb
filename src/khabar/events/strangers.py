"""Doers of whom a report says that nobody knows them: «لم تُعرف هوية المنفذين»."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.parties import Found
from khabar.mentions.model import ActorMention

_HARM = ("ASSAULT", "COERCE")
_TOLD = ("happened", "ongoing", "foiled")
_BACK = 4  # sentences between an act and the words that its doer is unknown


def name_strangers(ground: Ground, happenings: Sequence[Happening]) -> None:
    """Give the attack told last before such words an unknown doer, where no telling of it names another."""
    for first, last in ground.strangers:
        sentence = ground.text.sentence_of[first]
        told = [(near, n) for n, h in enumerate(happenings) if (near := _told_last(h, sentence, last)) >= 0]
        if not told:
            continue
        near, n = max(told)
        happening = happenings[n]
        if sentence - near <= _BACK and all(d.actor is None for d in happening.drafts):
            mention = ActorMention(
                first=first, last=last, span=ground.span(first, last), name="unknown", anonymous=True, generic=True
            )
            happening.act.actor = Found(first, last, "events.unknown_doer", mention)


def _told_last(happening: Happening, sentence: int, last: int) -> int:
    """Return the last sentence, up to the one given, that tells of an act of harm with one doer, -1 where none does."""
    act = happening.act
    if happening.type not in _HARM or act.judgement.status not in _TOLD or "clash" in happening.modes:
        return -1
    return max((d.sentence for d in happening.some if d.sentence <= sentence and d.trigger.first < last), default=-1)
