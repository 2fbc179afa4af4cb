"""Who says what, through whom, and how: the claims of a text."""

from __future__ import annotations

from collections.abc import Callable

from khabar.claims.arranging import arrange
from khabar.claims.chains import Register
from khabar.claims.content import CLAUSES
from khabar.claims.cues import Cue, find_cues
from khabar.claims.drafts import Draft
from khabar.claims.finishing import finish
from khabar.claims.flow import flowing, going_on, link_lines, teaser_lines
from khabar.claims.headlines import find_colons
from khabar.claims.joining import joined_contents
from khabar.claims.opening import draft
from khabar.claims.posts import find_posts, without_told
from khabar.claims.questions import answered
from khabar.claims.scene import Scene, between
from khabar.claims.turns import end_at_clauses, end_at_turns
from khabar.claims.unnamed import named_later
from khabar.language import Text
from khabar.mentions.model import Mentions
from khabar.model import Claim, Document

_THE = "ال"
_REACH = 56  # words between a cue and what it says

__all__ = ["find_claims"]


def find_claims(text: Text, mentions: Mentions, document: Document) -> list[Claim]:
    """Return the claims of a text in order."""
    scene = Scene(text, mentions, document)
    arranged = arrange(scene, _drafts(scene))
    end_at_turns(scene, arranged)
    end_at_clauses(scene, arranged)
    arranged = answered(scene, going_on(scene, flowing(scene, arranged)))
    register = Register(scene)
    for claim in arranged:
        register.resolve(claim)
    resolved = named_later(scene, [(d, register.chain_of(d)) for d in arranged])
    return finish(scene, [(part, chain) for d, chain in resolved for part in (d, *joined_contents(scene, d))])


def _drafts(scene: Scene) -> list[Draft]:
    """Return what each cue opens, in order; a colon or a verb that belongs to another cue opens nothing."""
    cues = find_cues(scene)
    stops = frozenset(readings[0].first for readings in cues if _stops(scene, readings[0]))
    links, teasers = link_lines(scene), teaser_lines(scene)
    drafts: list[Draft] = []
    taken: set[int] = set()
    marks: set[int] = set()
    for readings in cues:
        first = readings[0].first
        paragraph = scene.text.paragraph_of[first]
        if first in taken or paragraph in teasers or (paragraph in links and _titles(readings[0])):
            continue
        if readings[0].kind == "participle" and first in marks:
            continue  # «وقال الوزير مشيراً إلى الهدنة: «…»»: what he speaks of
        made = next((d for d in (draft(scene, cue, stops) for cue in readings) if d), None)
        if made is not None and made.cue.kind == "source" and first in marks and _told_inside(made, drafts[-1]):
            continue  # «وقالت الوزارة - بحسب الوكالة - إن»: told with the claim that it stands in
        if made is not None and not (drafts and made.content == drafts[-1].content and made.kind in CLAUSES):
            drafts.append(made)
            taken.update(range(made.cue.first, made.cue.last))
            zone = range(made.cue.last, made.content)
            marks.update(zone)
            taken.update(zone if made.kind == "colon" or made.entry is not None else ())
    drafts += _reached(scene, cues, drafts, stops, lambda cue: scene.text.paragraph_of[cue.first] in teasers | links)
    colons = [
        c for c in find_colons(scene) if c.cue.first not in marks and scene.text.paragraph_of[c.cue.first] not in links
    ]
    posts = without_told(find_posts(scene), [*drafts, *colons])
    return sorted([*drafts, *colons, *posts], key=lambda d: (d.cue.first, d.start))


def _told_inside(source: Draft, claim: Draft) -> bool:
    """Tell whether a source between a cue and its content is told with that claim, and put one behind its speaker there."""
    if source.kind == "around" and source.speaker is not None and "behind" in source.cue.entry.fields:
        claim.origins = [*claim.origins, source.speaker]  # «وقالت الوكالة - نقلاً عن شهود - إن»
        claim.evidence += source.evidence
        return True
    return claim.carries(source.speaker)


def _reached(
    scene: Scene,
    cues: list[tuple[Cue, ...]],
    drafts: list[Draft],
    stops: frozenset[int],
    beside: Callable[[Cue], bool],
) -> list[Draft]:
    """Return the claims of verbs whose content stands behind a word that looks like a cue and opened nothing."""
    opened = {i for d in drafts for i in (d.cue.first, d.content)}
    marks = {i for d in drafts for i in range(d.cue.first, d.content)}
    idle = stops - {d.cue.first for d in drafts}
    if not idle:
        return []
    real, waiting = stops - idle, sorted(idle)
    out: list[Draft] = []
    for readings in cues:
        cue = readings[0]
        end = min(scene.sentence_end(cue.first), cue.first + _REACH)
        if not _opens(scene, cue) or cue.first in marks or beside(cue) or not between(waiting, cue.last, end):
            continue
        made = next((d for d in (draft(scene, c, real) for c in readings) if d), None)
        told = made is not None and made.speaker is not None and made.speaker.first > cue.first
        if made is not None and told and made.kind in CLAUSES and made.content not in opened:
            out.append(made)
            opened.add(made.content)
    return out


def _opens(scene: Scene, cue: Cue) -> bool:
    """Tell whether a cue is a verb that may begin a sentence: in no relative clause, and with no pronoun."""
    verb = cue.kind == "verb" and cue.reading is not None and not cue.reading.suffix
    return verb and not scene.tags[cue.first - 1] & {"relative", "pronoun_what"}


def _titles(cue: Cue) -> bool:
    """Tell whether a cue is of the kind that titles have: a verb in the imperfect, or no verb."""
    return cue.reading is None or cue.reading.tense != "past"


def _stops(scene: Scene, cue: Cue) -> bool:
    """Tell whether a cue ends the search of another for its content: it begins a new clause."""
    if cue.kind == "verb" and "origin" in cue.entry.fields and cue.last < len(scene.words):
        noun = scene.form(cue.last).startswith(_THE) and cue.last not in scene.actor_over
        if noun:
            return False  # «القانون وعلم الاجتماع»
    if cue.kind == "verb":
        return cue.prefix[:1] in ("و", "ف") or "comma" in scene.tags[cue.first - 1]
    return cue.kind in ("participle", "clause", "own") and not cue.entry.fields.get("resumes")
