"""Claims that lead back to a source without a verb of their own: «بحسب X», «جاء في بيان لـX»."""

from __future__ import annotations

from khabar.claims.content import find_clause
from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft, made_of
from khabar.claims.extents import Subject
from khabar.claims.owners import owner_of, source_at
from khabar.claims.scene import DOMAIN, Scene
from khabar.claims.strangers import stranger_after
from khabar.claims.unlisted import is_people, unlisted_source
from khabar.claims.ways import carriers_in
from khabar.mentions import np_end
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.shapes import shape

_OVER_OBJECT = 12  # words after its subject in which a that-clause is preferred to an object
_AND = "و"
_SO = "ف"
_THE = "ال"
_WITH = "ب"
_FOR = "ل"
_CLAUSE = 3  # words of a clause on either side of a source that parts it
_REACH = 8  # words behind a source in which the outlet that it spoke to is named
_PARTING = frozenset({"comma", "stop", "complementiser", "colon", "semicolon"})
_WAYS = frozenset({"lone_preposition", "in", "preposition"})
_LED = 14  # words after a source in front of a sentence in which «فإن» may lead in what it said


def source_claim(scene: Scene, cue: Cue) -> Draft | None:
    """Return the claim of a source told with a preposition («بحسب X»)."""
    limit = scene.sentence_end(cue.first)
    at = cue.last
    if at >= limit:
        return None
    latest = at
    at += scene.role(at, "same") and scene.role(at + 1, "channel")  # «بحسب آخر إحصائيات الوزارة»
    if scene.bound(at) == "" and scene.prepositional(at):
        made = around(scene, cue, None, at + 1)  # «وفقاً لها»
        made.pointed = True
        return made
    if any(e.fields.get("measure") for _, e in scene.words[at].look.entries(DOMAIN)):
        return None  # «وفقاً لمخرجات الحوار»
    source = source_at(scene, at, limit)
    told = scene.actor_at.get(source.last) if source is not None and source.last < limit else None
    if source is not None and told is not None and told.kind in PRESS and scene.form(source.last)[:1] == _FOR:
        source = source._replace(after=told.last)  # «وبحسب مصادر خاصة لـ «النهر» فإن»
    if source is None and at + 1 < limit and (end := _medium_end(scene, at, limit)) > at:
        source = Subject(at, end, None, end, "claims.source")
    if source is None and cue.entry.fields.get("behind"):
        source = _quoted_name(scene, at) or stranger_after(scene, at, limit)
    source = source or unlisted_source(scene, at, limit)
    pointing = (
        source is None
        and any(e.fields.get("says") for _, e in scene.words[at].look.entries(DOMAIN))
        and scene.words[at].look.form.startswith(("ال", "لل"))
    )
    if source is None and not pointing and _is_document(scene, at):
        end = max(np_end(scene.text, scene.mentions, at, limit), at + 1)
        source = Subject(at, end, None, end, "claims.document")  # «وبحسب فيديو متداول، فإن»
    if source and source.actor and source.actor.role == "target" and not cue.entry.fields.get("behind"):
        return around(scene, cue, source, source.last) if is_people(scene, source.first) else None
    if source is None and not pointing:
        return None
    made = around(scene, cue, source, max(source.last, source.after) if source else at + 1)
    if scene.role(at, "channel"):
        made.channel = (at, source.last if source else at + 1)
    if source is not None:
        made.carriers = told_to(scene, source, limit)
        _got_from(scene, made, source, limit)
    made.evidence += [
        scene.evidence("channel", e.id, i, i + 1)
        for i in range(latest, at + 1)
        for _, e in scene.words[i].look.entries(DOMAIN)
    ]
    made.pointed = pointing
    return made


def _got_from(scene: Scene, made: Draft, source: Subject, limit: int) -> None:
    """Put behind an outlet those from whom it had its news («بحسب معلومات حصلت عليها الوكالة من مصادر محلية»)."""
    at = source.last
    if source.actor is None or source.actor.kind not in PRESS or at + 1 >= limit or "from" not in scene.tags[at]:
        return
    behind = source_at(scene, at + 1, limit)
    if behind is not None and behind.actor is not None and behind.actor.role in ("source", "title"):
        made.origins = [behind]
        made.content = max(made.content, behind.last) if made.kind == "leading" else made.content


def told_to(scene: Scene, source: Subject, limit: int) -> list[ActorMention]:
    """Return the agency or outlet that a source spoke to, told right behind it («بحسب الوزير لوكالة X»)."""
    end = next(
        (
            i
            for i in range(source.last, min(source.last + _REACH, limit))
            if scene.tags[i] & _PARTING or scene.finite(i)
        ),
        min(source.last + _REACH, limit),
    )
    named = scene.bound(source.last) == _FOR or bool(scene.tags[source.last] & _WAYS)
    return carriers_in(scene, source.last, end, source) if named and source.last < end else []


def _medium_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index of the mark behind an outlet or a body with the article («ووفق الشبكة، فقد», «الشبكات المحلية فإن»), or `at`."""
    word = shape(scene.words[at].look)
    if not (word.definite and ("outlet" in word.roles or "body" in word.roles)):
        return at
    end = at + 1
    while end < min(at + _CLAUSE, limit - 1) and scene.form(end).startswith(_THE) and end not in scene.actor_over:
        end += 1
    return end if scene.tags[end] & {"comma", "complementiser", "stop"} else at


def _is_document(scene: Scene, at: int) -> bool:
    """Tell whether a word is a document without the article, which says something by itself."""
    entries = scene.words[at].look.entries(DOMAIN)
    return any(
        e.fields.keys() & {"says", "recording"} and "weak" not in e.fields and not r.definite and not r.suffix
        for r, e in entries
    )


def _quoted_name(scene: Scene, at: int) -> Subject | None:
    close = scene.closing.get(at)
    return (
        Subject(at, close + 1, None, close + 1, "claims.source")
        if close is not None and close - at <= _OVER_OBJECT
        else None
    )


def around(scene: Scene, cue: Cue, source: Subject | None, after: int) -> Draft:
    """Return the claim of a source: what follows it where it opens a sentence, else what stands before it."""
    start, end = scene.sentence_start(cue.first), scene.sentence_end(cue.first)
    if cue.kind == "source" and _parenthetic(scene, start, cue.first, after, end):
        made = Draft(cue, "around", start, start, end, source)
        made.evidence.append(scene.evidence("cue", cue.entry.id, cue.first, cue.last))
        if source is not None:
            made.evidence.append(scene.evidence("chain", source.rule, source.first, source.last))
        return made
    if after < end - 1 and "semicolon" in scene.tags[after]:
        after += 1 + ("complementiser" in scene.tags[after + 1])  # «وحسب وكالة «النهر»؛ بأن»
    leading = (
        (cue.first - start <= 1 and not _said(scene, cue.first - 1))
        or cue.prefix == _AND
        or _is_when(scene, start, cue.first)
    )
    made = Draft(
        cue,
        "leading" if leading else "trailing",
        cue.first if leading else start,
        min(_clause_after(scene, after, end), end - 1) if leading else start,
        end,
        source,
    )
    close = scene.closing.get(made.content, -1) if leading else -1
    if close > made.end:
        made.end = close + 1  # a quotation of several sentences
    made.evidence.append(scene.evidence("cue", cue.entry.id, cue.first, cue.last))
    if source is not None:
        made.evidence.append(scene.evidence("chain", source.rule, source.first, source.last))
    return made


def _is_when(scene: Scene, first: int, last: int) -> bool:
    """Tell whether some words are marks, times and asides, and no clause («وقبل أيام، بحسب مراسلنا، قصف»)."""
    while first < last:
        time = scene.time_at.get(first)
        end = time.last if time is not None else scene.aside_end(first)
        if end == first and not scene.tags[first] & {"punct", "comma"}:
            return False
        first = max(end, first + 1)
    return True


def _said(scene: Scene, i: int) -> bool:
    """Tell whether a word is a verb of saying («وقال بحسب الوكالة إن»)."""
    return any(r.pos == "verb" for r, _ in scene.words[i].look.entries(DOMAIN))


def _parenthetic(scene: Scene, start: int, first: int, after: int, end: int) -> bool:
    """Tell whether a source between two dashes, or between two commas before a preposition, parts one clause."""
    while after < end and "quote" in scene.tags[after]:
        after += 1
    if first - start < _CLAUSE or end - after < _CLAUSE:
        return False
    if "dash" in scene.tags[first - 1]:
        return "dash" in scene.tags[after]
    if not ("comma" in scene.tags[first - 1] and "comma" in scene.tags[after]):
        return False
    on = after + 2 if "quote" in scene.tags[after + 1] else after + 1
    goes_on = scene.bound(on) == _WITH or "to" in scene.tags[on]  # «وأدى القصف، وفق المصدر، إلى»
    return goes_on and on not in scene.time_at and not scene.joined(on)


def _clause_after(scene: Scene, after: int, end: int) -> int:
    """Return the index after «فإن» where it leads in what a source in front of it said, else `after` itself."""
    for i in range(after, min(after + _LED, end - 1)):
        tags = scene.tags[i]
        if "complementiser" in tags and scene.form(i)[:1] == _SO:
            return i + 1
        if tags & {"stop", "colon", "complementiser", "semicolon"} or scene.finite(i):
            break
    return after


def document_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«جاء في بيان لـX أن»."""
    limit = scene.sentence_end(cue.first)
    if cue.last >= limit or not scene.role(cue.last, "channel") or "relative" in scene.tags[cue.first - 1]:
        return None
    wide = Cue(cue.first, cue.last, cue.kind, cue.entry, None, cue.prefix)
    found = find_clause(scene, wide, cue.last + 1, limit, stops)
    if found is None:
        return None
    owner = owner_of(scene, cue.last, found.mark)
    made = made_of(scene, cue, owner, found)
    made.channel, made.pointed = (cue.last, owner.last if owner else cue.last + 1), owner is None
    made.carriers = carriers_in(scene, owner.last, found.mark, owner) if owner else []
    return made
