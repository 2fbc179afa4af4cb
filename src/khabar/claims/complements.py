"""Which of the complements around a verb is the one that its entry asks for."""

from __future__ import annotations

from khabar.claims.clauses import skip_asides
from khabar.claims.content import Complement, find_clause, find_phrase, happening
from khabar.claims.cues import Cue
from khabar.claims.scene import Scene

_THAT = frozenset({"that", "quote"})
_PREPOSITIONAL = frozenset({"of", "to", "on", "about"})
_OVER_OBJECT = 12  # words after its subject in which a that-clause is preferred to an object
_PARENTHESIS = 16  # words between commas before a complement


def find_complement(
    scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int], *, known: bool
) -> Complement | None:
    """Return the complement of a verb behind its subject; `known`: the subject is, so that a noun is its object."""
    if known:
        at = _over_title(scene, at, limit)
    clause = (
        find_clause(scene, cue, at, limit, stops)
        if cue.accepts & (_THAT | {"of", "to", "on", "from", "about", "in", "as"})
        else None
    )
    direct = skip_asides(scene, at, limit, commas=False) if cue.entry.fields.get("direct") else limit
    if clause is not None and clause.mark > direct:
        clause = None  # «الذي يدعى سالم، … أن»: a name
    if not cue.accepts - _THAT:
        return clause
    start = at if _accepted_at(scene, cue, at) else skip_asides(scene, at, limit)
    near = find_phrase(
        scene,
        cue,
        start,
        limit,
        stops,
        frozenset({"of"}) if "as" in cue.accepts and cue.reading and cue.reading.suffix else None,
    )
    if near is None and "comma" in scene.tags[at]:
        near = _after_parenthesis(scene, cue, at, limit, stops)
    if near is not None and near.kind in _PREPOSITIONAL and cue.entry.fields.get("adjacent") and near.mark > start:
        near = None
    if near is not None and near.mark > direct:
        near = None
    if clause is None or near is None:
        return near or (clause if clause and led(scene, cue, clause) else None)
    if near.kind in ("object", "target", "as", "blame", "assigned"):
        prefer = (
            "that" in cue.accepts
            and clause.mark - at <= _OVER_OBJECT
            and (known or not happening(scene, near.first, 1))
        )
        return clause if prefer else near
    return near if near.mark <= clause.mark else clause


def _over_title(scene: Scene, at: int, limit: int) -> int:
    """Return the index of the comma behind a title that follows the name of the subject («، مدير المركز (البيت)، أن»), or `at`."""
    title = scene.actor_at.get(at + 1) if at + 1 < limit and "comma" in scene.tags[at] else None
    if title is None or title.role != "title" or scene.bound(at + 1) or title.last >= limit:
        return at
    return title.last if "comma" in scene.tags[title.last] else at


def _after_parenthesis(scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int]) -> Complement | None:
    """Return the complement behind words between commas («وعد الوزير، خلال لقائه وفداً، بفتح المعبر»)."""
    close = next((i for i in range(at + 2, min(at + _PARENTHESIS, limit)) if "comma" in scene.tags[i]), None)
    if close is None or any(i in stops for i in range(at + 1, close)):
        return None
    found = find_phrase(scene, cue, close + 1, min(limit, close + 3), stops)
    return found if found and found.mark == close + 1 else None


def _accepted_at(scene: Scene, cue: Cue, at: int) -> bool:
    """Tell whether the preposition at a word is one that the entry asks for, and no place or channel."""
    if at >= len(scene.words) or at in scene.time_at or scene.role(at + 1, "channel"):
        return False
    tags = scene.tags[at]
    return ("in" in cue.accepts and "in" in tags) or (
        "for" in cue.accepts and scene.bound(at) == "ل" and at not in scene.actor_over
    )


def led(scene: Scene, cue: Cue, clause: Complement) -> bool:
    """Tell whether a that-clause is one that the entry takes by itself, or a quotation."""
    return (
        clause.kind != "that"
        or "that" in cue.accepts
        or ("with_b" in scene.tags[clause.mark] and bool(cue.accepts & {"of", "as"}))
    )
