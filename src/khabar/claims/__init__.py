"""Who says what, through whom, and how: the claims of a text."""

from __future__ import annotations

from khabar.claims.arranging import arrange
from khabar.claims.chains import Register
from khabar.claims.cues import find_cues
from khabar.claims.drafts import Draft, draft, joined_contents
from khabar.claims.finishing import finish
from khabar.claims.headlines import find_colons
from khabar.claims.scene import Scene
from khabar.language import Text
from khabar.mentions.model import Mentions
from khabar.model import Claim, Document

__all__ = ["find_claims"]


def find_claims(text: Text, mentions: Mentions, document: Document) -> list[Claim]:
    """Return the claims of a text in order."""
    scene = Scene(text, mentions, document)
    cues = find_cues(scene)
    stops = frozenset(c[0].first for c in cues if c[0].kind in ("participle", "clause", "own") and not c[0].entry.fields.get("resumes") or (c[0].kind == "verb" and (c[0].prefix[:1] in ("و", "ف") or "comma" in scene.tags(c[0].first - 1))))
    drafts: list[Draft] = find_colons(scene)
    for readings in cues:
        made = next((d for d in (draft(scene, cue, stops) for cue in readings) if d), None)
        if made is not None:
            drafts.append(made)
    drafts.sort(key=lambda d: (d.cue.first, d.start))
    arranged = arrange(scene, drafts)
    register = Register(scene)
    for claim in arranged:
        register.resolve(claim)
    resolved = [(d, register.chain_of(d)) for d in arranged]
    return finish(scene, [(part, chain) for d, chain in resolved for part in (d, *joined_contents(scene, d))])
