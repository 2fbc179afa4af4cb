"""Claims that a noun or another carries: «أعرب عن قلقه», «نقلت A عن B قوله»."""

from __future__ import annotations

from khabar.claims.before import subject_before
from khabar.claims.clauses import skip_asides
from khabar.claims.complements import find_complement
from khabar.claims.content import find_clause, find_phrase
from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft, made_of
from khabar.claims.extents import Subject
from khabar.claims.fitting import Complement
from khabar.claims.owners import source_at
from khabar.claims.scene import DOMAIN, Scene
from khabar.claims.speakers import subject_after
from khabar.claims.strangers import stranger_after, stranger_around
from khabar.mentions.model import PRESS

_DAMMA = "\u064f"
_CARRIED = 5  # words after a carrier verb and its subject in which its noun stands


def carried_claim(
    scene: Scene,
    cue: Cue,
    speaker: Subject | None,
    at: int,
    limit: int,
    stops: frozenset[int],
    found: Complement | None,
) -> Draft | None:
    """«أعرب عن قلقه من», «جدد تأكيده أن»: the noun gives the force."""
    for i in range(at, min(at + _CARRIED, limit)):
        if i in stops and i > at:
            break
        noun = next(
            (
                (r, e)
                for r, e in scene.words[i].look.entries(DOMAIN)
                if r.pos in ("masdar", "noun")
                and "force" in e.fields
                and e.fields.get("role") != "channel"
                and e.fields.get("content", "yes") == "yes"
                and cue.says("carries") in ("", e.fields["force"])
            ),
            None,
        )
        over = scene.actor_over.get(i)
        if noun is None or (over is not None and over.first >= at):
            continue
        inner = Cue(i, i + 1, "noun", noun[1], noun[0])
        deeper = find_complement(scene, inner, i + 1, limit, stops, known=True)
        kind, first = (
            (deeper.kind, deeper.first) if deeper and deeper.mark - i <= 8 else ("object", min(i + 1, limit - 1))
        )
        return made_of(scene, cue, speaker, Complement(kind, i, first), noun[1])
    if found is None or cue.says("carrier") == "only":
        return None
    if "demonstrative" in scene.tags[found.first] or (found.kind == "about" and scene.prepositional(cue.last)):
        return None
    return made_of(scene, cue, speaker, found)


def relayed_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«نقلت A عن B قوله إن»: A carries, B says."""
    limit = scene.sentence_end(cue.first)
    carrier = subject_before(scene, cue) if cue.prefix == "" else None
    carrier = (
        carrier
        or subject_after(scene, cue, limit)
        or stranger_around(scene, cue, Complement("that", min(cue.last + 8, limit), 0))
    )
    at = carrier.last if carrier and carrier.first > cue.first else cue.last
    mark = "to" if cue.says("relay") == "to" else "about"
    about = next((i for i in range(at, min(at + 12, limit)) if mark in scene.tags[i]), None)
    if about is None or any(
        scene.prepositional(i) and not scene.words[i].look.tags for i in range(at, min(at + 2, about))
    ):
        back = next((i for i in range(cue.last, min(at + 3, limit)) if scene.pronoun_of(i, mark)), None)
        found = find_clause(scene, cue, max(at, back + 1), limit, stops) if back is not None else None
        if found is None:
            return _brought_by(scene, cue, carrier, at, limit, stops) if mark == "about" and about is None else None
        made = made_of(scene, cue, None, found)
        made.carriers, made.pointed = [carrier.actor] if carrier and carrier.actor else [], True
        return made
    if about is None or about + 1 >= limit:
        return None
    source = source_at(scene, about + 1, limit) or stranger_after(scene, about + 1, limit)
    if source is None and any("says" in e.fields for _, e in scene.words[about + 1].look.entries(DOMAIN)):
        source = Subject(about + 1, about + 2, None, about + 2, "claims.document")  # «عن التقرير أن»
    if source is None:
        return None
    if source.last - source.first > 1 and saying(scene, source.last - 1, source.last):
        source = source._replace(last=source.last - 1)  # «ضابط قوله»
    found = find_clause(scene, cue, source.last, limit, stops)
    if found is None:
        found = find_phrase(scene, cue, skip_asides(scene, source.last, limit), limit, stops, frozenset({"object"}))
        if found is None or not saying(scene, source.last, found.first + 1):
            return None
    if mark == "to" and not saying(scene, about + 1, found.first + 1):
        return None  # «نسبت الحريق إلى …»: a cause
    made = made_of(scene, cue, source, found)
    made.start = min(cue.first, carrier.first) if carrier else cue.first
    made.pointed = carrier is None and mark == "about" and _is_told_on(scene, cue, about)
    made.evidence.append(scene.evidence("chain", "claims.relay", about, about + 1))
    made.evidence += [
        scene.evidence("cue", e.id, i, i + 1)
        for i in range(source.last, found.first)
        for r, e in scene.words[i].look.entries(DOMAIN)
        if r.pos == "masdar"
    ]
    if carrier and carrier.actor:
        made.carriers = [carrier.actor]
    elif carrier:
        made.origins = [made.speaker] if made.speaker else []
        made.speaker = carrier
    return made


def _brought_by(
    scene: Scene, cue: Cue, carrier: Subject | None, at: int, limit: int, stops: frozenset[int]
) -> Draft | None:
    """«نقلت الوكالة أن»: an outlet carries news and tells from nobody."""
    if carrier is None or carrier.actor is None or carrier.actor.kind not in PRESS:
        return None
    if cue.reading is not None and cue.reading.suffix:
        return None  # «في تصريحات نقلتها الوكالة أن»
    found = find_clause(scene, cue, at, limit, stops)
    return made_of(scene, cue, carrier, found) if found is not None and found.kind == "that" else None


def _is_told_on(scene: Scene, cue: Cue, about: int) -> bool:
    """Tell whether who carries a saying is the last one who told something: «ونقل التقرير عن», «كما نقلت عن»."""
    if about == cue.last:
        raw = scene.text.raw[scene.words[cue.first].start : scene.words[cue.first].end]
        return _DAMMA not in raw
    entries = scene.words[cue.last].look.entries(DOMAIN)
    return about == cue.last + 1 and any("says" in e.fields and r.definite for r, e in entries)


def saying(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a verbal noun of saying stands among some words («قوله», «تأكيده»)."""
    return any(
        r.pos == "masdar"
        for i in range(first, min(last, len(scene.words)))
        for r, _ in scene.words[i].look.entries(DOMAIN)
    )
