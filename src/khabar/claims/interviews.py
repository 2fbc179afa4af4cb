"""Interviews: the outlet that asked is the way by which all that its guest says in a report came to the reader."""

from __future__ import annotations

from khabar.claims.scene import DOMAIN, Scene, between
from khabar.claims.ways import carries
from khabar.mentions.model import PRESS, ActorMention, within

_NEAR = 8  # words after an interview in which the outlet is named
_BACK = 80  # words from the end of a content back to the interview that is told behind it
_LEAST = 2  # words of a content before the interview in which it was said


def is_interview(scene: Scene, i: int) -> bool:
    """Tell whether a word is an interview («مقابلة», «حوار»)."""
    return any("holds" in entry.fields for _, entry in scene.words[i].look.entries(DOMAIN))


def interview_at_end(scene: Scene, first: int, last: int) -> tuple[ActorMention, tuple[int, int]] | None:
    """Return the outlet of an interview told behind a content, and its word («…، وذلك في حديث على قناة الساحل»)."""
    for i in between(scene.speaking, max(first + _LEAST, last - _BACK), last):
        if (
            scene.depth[i] != scene.depth[first]
            or "in" not in scene.tags[i - 1]
            or not scene.tags[i - 2] & {"comma", "that_alone"}
            or not is_interview(scene, i)
        ):
            continue
        for mention in within(scene.mentions.actors, i + 1, min(i + _NEAR, last)):
            if mention.kind in PRESS and carries(scene, mention):
                return mention, (i, i + 1)
    return None
