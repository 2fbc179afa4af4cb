"""Claims of a source told with a clause: «بحسب ما أفاد X», «كما قال X», «وفق ما ذكر الموقع نقلاً عن X»."""

from __future__ import annotations

from khabar.claims.clauses import is_strange, skip_asides
from khabar.claims.cues import Cue, spelt_otherwise
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.owners import source_at
from khabar.claims.scene import DOMAIN, Scene
from khabar.claims.sources import around, told_to
from khabar.claims.speakers import subject_after
from khabar.claims.strangers import stranger_after
from khabar.claims.unlisted import unlisted_source
from khabar.language import Entry, Reading
from khabar.mentions.model import PRESS

_WITH = "ب"
_SAYS = frozenset({"assert", "announce", "confirm"})


def clause_claim(scene: Scene, cue: Cue) -> Draft | None:
    """«بحسب ما أفاد X», «كما قال X»: a verb of saying and its subject, and no complement."""
    limit = scene.sentence_end(cue.first)
    verb = next((i for i in (cue.last, cue.last + 1) if i < limit and says(scene, i)), None)
    if verb is None or scene.tags[verb - 1] & {"neg", "neg_past"}:
        return None  # «الأمر الذي لم تؤكده قسد ولم تنفه»
    reading, entry = says(scene, verb) or (None, cue.entry)
    inner = Cue(verb, verb + 1, "verb", entry, reading)
    subject = subject_after(scene, inner, limit)
    if subject is None and "answers" not in cue.entry.fields:
        at = skip_asides(scene, inner.last, limit, commas=False)
        subject = source_at(scene, at, limit)
        if subject is None and at > inner.last:
            subject = unlisted_source(scene, at, limit)  # «بحسب ما أفاد أمس مسؤول محلي»
    if "that" not in inner.accepts and "object" not in inner.accepts:
        return None
    if subject is None and reading is not None and reading.suffix and "answers" not in cue.entry.fields:
        after = skip_asides(scene, inner.last, limit, commas=False)
        closed = after >= limit or bool(scene.tags[after] & {"comma", "stop"})
        subject = _opener(scene, cue.first, after) if closed else None  # «وأسعف الدفاع المدني …، بحسب ما أعلنه أمس»
    past = reading is not None and reading.tense == "past" and not cue.entry.fields.keys() & {"also", "answers"}
    if (
        subject is None
        and past
        and inner.last < limit
        and not (scene.tags[inner.last] or scene.maybe_bound(inner.last, _WITH))
    ):
        subject = stranger_after(scene, inner.last, limit)  # «حسبما قال سياسي يمني»
    if subject is None:
        return None
    made = around(scene, Cue(cue.first, verb + 1, "clause", cue.entry, None, cue.prefix), subject, subject.last)
    if cue.entry.fields.get("also"):
        if reading is not None and reading.suffix and entry.fields.get("force") not in _SAYS:
            return None  # «كما دانه X»: an act of his own
        after = skip_asides(scene, max(subject.last, subject.after), limit, commas=False)
        if after < limit and "punct" not in scene.tags[after]:
            return None  # «كما أعلن X أن»: another statement
    made.entry = entry
    made.evidence.append(scene.evidence("force", entry.id, verb, verb + 1))
    if (behind := _behind(scene, entry, subject, limit)) is not None:
        made.origins = [behind]
        made.content = max(made.content, behind.last) if made.kind == "leading" else made.content
        return made
    made.carriers = [subject.told] if subject.told is not None else told_to(scene, subject, limit)
    return made


def _behind(scene: Scene, entry: Entry, teller: Subject, limit: int) -> Subject | None:
    """Return who stands behind an outlet that told something («بحسب ما نقلت الوكالة عن X», «وفق ما ذكر الموقع نقلاً عن X»)."""
    at = teller.last
    hit = scene.speech_phrase(at, "behind") if at < limit else None
    press = teller.actor is not None and teller.actor.kind in PRESS
    if hit is not None:
        at = hit.last - 1
    elif not (at < limit and "about" in scene.tags[at] and (press or entry.fields.get("relay"))):
        return None
    if at + 1 >= limit:
        return None
    return source_at(scene, at + 1, limit) or stranger_after(scene, at + 1, limit)


def _opener(scene: Scene, at: int, after: int) -> Subject | None:
    """Return the subject of the verb that opens the sentence of a word."""
    start = scene.sentence_start(at)
    mention = next((scene.actor_at[i] for i in range(start + 1, start + 4) if i in scene.actor_at), None)
    if (
        mention is None
        or not (scene.verblike(start) or is_strange(scene, start))
        or scene.bound(mention.first)
        or mention.role in ("place", "target")
    ):
        return None
    return Subject(mention.first, mention.last, mention, after, "claims.main_subject")


def says(scene: Scene, i: int) -> tuple[Reading, Entry] | None:
    """Return how a word reads as a verb of saying."""
    return next(
        (
            (r, e)
            for r, e in scene.words[i].look.entries(DOMAIN)
            if r.pos == "verb"
            and e.fields.get("tense", r.tense) == r.tense
            and e.fields.get("carrier") != "only"
            and not r.prefix
            and r.passive is not True
            and not spelt_otherwise(scene, i, r)
        ),
        None,
    )
