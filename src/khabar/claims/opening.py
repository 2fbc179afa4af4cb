"""What each cue opens."""

from __future__ import annotations

from khabar.claims.conditions import declines
from khabar.claims.content import find_clause
from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft, made_of
from khabar.claims.nouns import act_claim, noun_claim, participle_claim
from khabar.claims.relays import relayed_claim
from khabar.claims.reported import clause_claim
from khabar.claims.scene import Scene
from khabar.claims.sources import document_claim, source_claim
from khabar.claims.verbs import verb_claim


def draft(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """Return the claim that a cue opens, or None where nothing that a claim needs stands around it."""
    made = _open(scene, cue, stops)
    return None if made is None or declines(scene, cue, made.content) else made


def _open(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    match cue.kind:
        case "verb":
            return relayed_claim(scene, cue, stops) if cue.entry.fields.get("relay") else verb_claim(scene, cue, stops)
        case "participle":
            return participle_claim(scene, cue, stops)
        case "noun":
            return noun_claim(scene, cue, stops)
        case "source":
            return source_claim(scene, cue)
        case "clause":
            return clause_claim(scene, cue)
        case "own":
            return Draft(cue, "own", cue.first, cue.first, cue.last)
        case "resume" | "pretext":
            found = find_clause(scene, cue, cue.last, min(scene.sentence_end(cue.first), cue.last + 3), stops)
            return made_of(scene, cue, None, found) if found else act_claim(scene, cue)
        case "document":
            return document_claim(scene, cue, stops)
    return None
