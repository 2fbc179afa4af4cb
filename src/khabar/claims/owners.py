"""Who a source is: an actor, the owner of a document or a channel, news that nobody in particular told."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.bearers import name_end, posted_end
from khabar.claims.clauses import apposed_end, skip_asides
from khabar.claims.cues import Cue
from khabar.claims.extents import Subject
from khabar.claims.scene import DOMAIN, Scene
from khabar.claims.ways import recorded
from khabar.mentions import np_end
from khabar.mentions.model import PRESS

_SO = "ف"
_THE = "ال"
_FOR = "ل"
_DESCRIBED = 3  # words of a noun of news with its adjectives
_LEADS = frozenset({"complementiser", "colon", "to"})
_OF = frozenset({"from", "about", "in"})
_OWNER = 14  # words after a channel in which the one who used it may be named


def source_at(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return the source that starts at a word: an actor, or the owner of a document."""
    for i in (at, at + 1):
        mention = scene.actor_over.get(i) if i == at else scene.actor_at.get(i)
        if (
            mention is not None
            and i < limit
            and (
                i == at
                or scene.tags[at] & {"quote", "open_bracket", "demonstrative", "quantifier", "number_word"}
                or scene.form(at) == "ل"
                or scene.role(at, "same")
            )
        ):
            end = apposed_end(scene, mention, mention.last, limit)
            if (posted := posted_end(scene, mention, limit)) > end:
                whole = replace(
                    scene.actor_over[posted - 1], first=mention.first, span=scene.span(mention.first, posted)
                )
                return Subject(mention.first, posted, whole, posted, "claims.source")
            if end == mention.last and mention.role == "title" and mention.person and mention.id is None:
                end = name_end(scene, end, limit)
            return Subject(mention.first, end, mention, min(end, limit), "claims.source")
    if at < limit and (bringer := _bringer(scene, at, limit)) is not None:
        return bringer
    if at < limit and (scene.role(at, "channel") or _tells(scene, at)) and not scene.speech_phrase(at, "impersonal"):
        owner = owner_of(scene, at, min(limit, at + 8))
        if owner is not None and "comma" not in {t for j in range(at, owner.first) for t in scene.tags[j]}:
            return owner
    return None


def _bringer(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return who brought the news that a relative clause tells of («المعلومات التي نقلتها وكالة X», «التي حصل عليها الموقع»)."""
    if at + 3 >= limit or "relative" not in scene.tags[at + 1]:
        return None
    if not any("news" in e.fields for _, e in scene.words[at].look.entries(DOMAIN)):
        return None
    first = at + 3 + scene.prepositional(at + 3)
    mention = scene.actor_at.get(first)
    if mention is None or mention.last > limit or mention.role in ("place", "target") or scene.bound(first):
        return None
    return Subject(mention.first, mention.last, mention, mention.last, "claims.owner")


def _tells(scene: Scene, at: int) -> bool:
    """Tell whether a word is a noun of saying, or news without the article («معلومات نشرتها الصحيفة»)."""
    entries = scene.words[at].look.entries(DOMAIN)
    return any(e.fields.get("role") != "teller" and ("news" not in e.fields or not r.definite) for r, e in entries)


def owner_of(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return the one who made the statement that starts at a word: the first actor before its content."""
    for i in range(at + 1, min(at + _OWNER, limit)):
        if scene.tags[i] & {"complementiser", "colon", "stop", "relative", "comma"} or _leads_in(scene, i):
            return None
        if scene.speech_phrase(i, "behind") is not None:
            return None  # «ذكرت تقارير نقلاً عن شهود»
        mention = scene.actor_at.get(i)
        if mention is not None and mention.role == "title" and i == at + 1 and recorded(scene, at):
            continue  # «مقطع مصور»
        if mention is not None and mention.role == "place" and not scene.bound(i) and _is_quality(scene, i):
            continue  # «وثائق حكومية سورية»
        if mention is not None:
            if "preposition" in scene.tags[i - 1] and not scene.tags[i - 1] & _OF:
                return None  # «الاتصالات مع القيادات»
            return Subject(mention.first, mention.last, mention, mention.last, "claims.owner")
    return None


def told_owner(scene: Scene, outlet: Subject, limit: int) -> list[Subject]:
    """Return whose words an outlet brings («تناقلت وسائل الإعلام تصريحات للوزير أكد فيها أن»)."""
    if outlet.actor is None or outlet.actor.kind not in PRESS:
        return []
    for i in range(outlet.last, min(outlet.last + _DESCRIBED, limit - 1)):
        owner = scene.actor_at.get(i + 1) or (scene.actor_at.get(i + 2) if "with" in scene.tags[i + 1] else None)
        if owner is not None and owner.last <= limit and scene.role(i, "channel") and not recorded(scene, i):
            return [Subject(owner.first, owner.last, owner, owner.last, "claims.owner")]
    return []


def _is_quality(scene: Scene, i: int) -> bool:
    """Tell whether the name of a country is written like an adjective."""
    return any(r.pos == "adjective" and not r.definite for r in scene.words[i].look.readings)


def _leads_in(scene: Scene, i: int) -> bool:
    """Tell whether a word begins what a statement says («وبحسب البيان فالعملية أدت إلى»)."""
    so = scene.form(i)[:1] == _SO
    return so and ("qad" in scene.tags[i] or (scene.form(i)[1:].startswith(_THE) and i not in scene.actor_at))


def document_subject(scene: Scene, cue: Cue, limit: int) -> tuple[int, Subject | None, tuple[int, int]] | None:
    """«قال البيان», «ذكرت إحصائية لـX»: a channel as subject; gives where to go on, its owner and its words."""
    at = skip_asides(scene, cue.last, limit, commas=False)
    if (
        at >= limit
        or at in scene.actor_over
        or not any(e.fields.get("says") for _, e in scene.words[at].look.entries(DOMAIN))
    ):
        return None
    if (
        scene.form(at).startswith(_THE)
        and at + 1 < limit
        and scene.bound(at + 1) != "ل"
        and not scene.form(at + 1).startswith(_THE)
    ):
        return at + 1, None, (at, at + 1)  # «البيان» alone: the one told of before
    if scene.form(at).startswith(_THE) and "of" in cue.accepts and scene.bound(at + 1) != _FOR:
        return at + 1, None, (at, at + 1)  # «وطالب البيان المجتمع الدولي بوقف القصف»
    owner = owner_of(scene, at, limit)
    if owner is None and at + 1 < limit and scene.bound(at + 1) == _FOR and scene.nominal(at + 1):
        end = np_end(scene.text, scene.mentions, at + 1, limit)
        owner = Subject(at + 1, max(end, at + 2), None, max(end, at + 2), "claims.document")
    if owner is None and not scene.form(at).startswith(_THE) and scene.role(at, "channel") and not scene.bound(at):
        end = max(np_end(scene.text, scene.mentions, at, limit), at + 1)
        if "object" in cue.accepts and (end >= limit or not scene.tags[end] & _LEADS):
            return None  # «وثقت حصيلة الضحايا»
        owner = Subject(at, end, None, end, "claims.document")  # «أفادت تقارير بأن»
    if owner is None and at + 1 < limit and scene.nominal(at + 1) and scene.form(at).startswith(_THE):
        end = np_end(scene.text, scene.mentions, at, limit)
        owner = Subject(at, max(end, at + 1), None, max(end, at + 1), "claims.document")
    return (owner.last if owner else at + 1), owner, (at, owner.last if owner else at + 1)


def news_before(scene: Scene, verb: int) -> Subject | None:
    """Return the indefinite news or document that a verb right behind it is about («معلومات صحفية أفادت بأن»)."""
    for i in range(verb - 1, max(verb - 1 - _DESCRIBED, scene.sentence_start(verb) - 1), -1):
        if i in scene.actor_over or scene.tags[i] or scene.form(i).startswith(_THE) or not scene.nominal(i):
            return None
        entries = scene.words[i].look.entries(DOMAIN)
        if any(
            ("says" in e.fields or "news" in e.fields) and "weak" not in e.fields and not r.definite and not r.suffix
            for r, e in entries
        ):
            return Subject(i, verb, None, verb + 1, "claims.document")
    return None
