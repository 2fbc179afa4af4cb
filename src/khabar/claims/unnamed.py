"""Speakers without a name at the head of a report whom it names further on: they are not unnamed."""

from __future__ import annotations

from itertools import takewhile

from msgspec.structs import replace

from khabar.claims.drafts import Draft
from khabar.claims.scene import Scene
from khabar.language import fold
from khabar.model import Link

Told = tuple[Draft, tuple[Link, ...]]

_THE = "ال"
_HEAD = 3  # claims at the head of a report that one unnamed speaker may make
_APPOSED = 8  # words behind a name in which its title may stand


def named_later(scene: Scene, told: list[Told]) -> list[Told]:
    """Return the claims of a report, the speaker of its head no more unnamed where the next one is that person by name.

    «مسؤول كردي: …», «ذكر مسؤول كردي أن …» and then «وقال سالم الخطيب، مسؤول إعلام الحزب، إن …».
    """
    spoken = [i for i, (draft, chain) in enumerate(told) if chain and not draft.hidden]
    head = _unnamed(scene, told[spoken[0]]) if spoken else ""
    if not head:
        return told
    same = list(takewhile(lambda i: told[i][0].speaker is None or _unnamed(scene, told[i]) == head, spoken))
    behind = spoken[len(same) : len(same) + 1]
    if len(same) > _HEAD or not behind or not _names(scene, told[behind[0]], head):
        return told
    return [(d, (*c[:-1], replace(c[-1], anonymous=False)) if i in same else c) for i, (d, c) in enumerate(told)]


def _unnamed(scene: Scene, told: Told) -> str:
    """Return the noun by which a claim tells one speaker without a name («مسؤول»), "" where it tells none so."""
    draft, chain = told
    actor = draft.speaker.actor if draft.speaker is not None else None
    if actor is None or not chain[-1].anonymous or actor.role != "title" or not actor.person or draft.origins:
        return ""
    form = scene.form(max(actor.head, actor.first))
    return form[len(_THE) :] if form.startswith(_THE) else form


def _names(scene: Scene, told: Told, head: str) -> bool:
    """Tell whether the speaker of a claim has a name, and the noun for a title before it or behind it."""
    draft, chain = told
    speaker = draft.speaker
    if speaker is None or chain[-1].anonymous or len(fold(chain[-1].text).split()) < 2:
        return False
    if speaker.actor is not None and not speaker.actor.person:
        return False
    words = range(speaker.first, min(speaker.last + _APPOSED, len(scene.words)))
    return any(scene.form(i) in (head, _THE + head) for i in words)
