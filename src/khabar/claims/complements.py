"""Which of the complements around a verb is the one that its entry asks for."""

from __future__ import annotations

from khabar.claims.clauses import happens, skip_asides
from khabar.claims.content import find_clause, find_phrase
from khabar.claims.cues import Cue
from khabar.claims.fitting import Complement, happening
from khabar.claims.scene import Scene, between

_THAT = frozenset({"that", "quote"})
_PREPOSITIONAL = frozenset({"of", "to", "on", "about"})
_OVER_OBJECT = 12  # words after its subject in which a that-clause is preferred to an object
_APPOSED = 10  # words between commas that tell more of a subject
_LEADING = frozenset({"complementiser", "to", "about", "on"})
_LISTED = 45  # words of a list of those who are called to something
_ALSO = frozenset({"for"})
_DEED = "deed"
_DEMAND = "demand"
_FOR = "ل"
_WITH = "ب"
_NAME = 7  # words in quotation marks that are a name, the marks included
_OBJECT = "ا"
_THE = "ال"
_PARENTHESIS = 16  # words between commas before a complement


def find_complement(
    scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int], *, known: bool
) -> Complement | None:
    """Return the complement of a verb behind its subject; `known`: the subject is, so that a noun is its object."""
    if known:
        at = _over_relative(scene, cue, _over_title(scene, at, limit), limit)
    clause = (
        find_clause(scene, cue, at, limit, stops)
        if cue.accepts & (_THAT | {"of", "to", "on", "from", "about", "in", "as"})
        else None
    )
    direct = skip_asides(scene, at, limit, commas=False) if cue.entry.fields.get("direct") else limit
    if clause is not None and direct < limit and _is_name(scene, clause):
        return None  # «الذي يدعى «سالم»»
    if clause is not None and clause.mark > direct:
        clause = None  # «الذي يدعى سالم، … أن»: a name
    if not cue.accepts - _THAT:
        return clause
    start = _start(scene, cue, at, limit)
    of = frozenset({"of"}) if "as" in cue.accepts and cue.reading and cue.reading.suffix else None
    called = cue.says("for") == _DEED
    near = find_phrase(scene, cue, start, limit, stops, of or (cue.accepts - _ALSO if called else None))
    if called:
        near = _called_for(scene, cue, start, limit, stops, near)
    if cue.says("of") == _DEED and clause is not None and "with_b" in scene.tags[clause.mark]:
        return clause  # «اعترف بشار بأن»
    if near is None and ("comma" in scene.tags[at] or ("in" in scene.tags[at] and scene.role(at + 1, "channel"))):
        near = _after_parenthesis(scene, cue, at, limit, stops)  # «وثق الدفاع المدني، في تقرير صدر أمس، مقتل»
    if near is not None and near.kind in _PREPOSITIONAL and cue.entry.fields.get("adjacent") and near.mark > start:
        near = None
    if near is not None and near.mark > direct:
        near = None
    if near is None and known and cue.says("force") == _DEMAND and "to" in cue.accepts:
        near = _far_to(scene, cue, at, limit, stops)
    if clause is None or near is None:
        return near or (clause if clause and led(scene, cue, clause) else None)
    if near.kind in ("object", "target", "as", "blame", "assigned"):
        if any(_resumes(scene, i) for i in between(scene.speaking, near.mark + 1, clause.mark)):
            return near  # «نفى الوزير أي دور، قائلاً إن»
        prefer = (
            "that" in cue.accepts and clause.mark - at <= _OVER_OBJECT and (known or not happens(scene, near.first))
        )
        return clause if prefer else near
    return near if near.mark <= clause.mark else clause


def _is_name(scene: Scene, clause: Complement) -> bool:
    """Tell whether what stands in quotation marks is too short to be a speech."""
    return clause.kind == "quote" and scene.closing.get(clause.mark, clause.mark + _NAME) - clause.mark < _NAME


def of_pronoun(scene: Scene, cue: Cue, at: int, limit: int) -> Complement | None:
    """Return what a verb says of the one whom its pronoun stands for («واتهمها بقصف المدينة»)."""
    if cue.reading is None or not cue.reading.suffix or "target" not in cue.accepts:
        return None
    at = skip_asides(scene, at, limit, commas=False)
    if at + 1 >= limit or not (scene.maybe_bound(at, _WITH) or "with_b" in scene.tags[at]):
        return None
    clause = "with_b" in scene.tags[at]
    return Complement("that" if clause else "target", at, at + 1 if clause else at)


def _called_for(
    scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int], to: Complement | None
) -> Complement | None:
    """Return what «ل» calls somebody to, where it stands before «إلى» and is an act, or where nothing else does."""
    found = find_phrase(scene, cue, at, limit, stops, _ALSO)
    if found is None or to is None:
        return found or to
    act = any(r.pos == "masdar" for r in scene.words[found.mark].look.readings)
    return found if act and found.mark < to.mark else to


def _far_to(scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int]) -> Complement | None:
    """Return what many are called to, behind the list of them («ودعا المبعوث الأطراف، ولا سيما …، إلى وقف القتال»)."""
    for i in range(at, min(at + _LISTED, limit - 1)):
        tags = scene.tags[i]
        if (
            i in stops
            or tags & {"complementiser", "semicolon", "colon"}
            or (scene.finite(i) and "comma" in scene.tags[i - 1])
        ):
            return None
        if scene.depth[i] != scene.depth[cue.first]:
            continue
        if "for" in cue.accepts and any(r.pos == "masdar" and r.prefix == _FOR for r in scene.words[i].look.readings):
            return Complement("for", i, i)
        if "to" not in tags:
            continue
        act = any(r.pos == "masdar" and not r.definite for r in scene.words[i + 1].look.readings)
        if act or "comma" in scene.tags[i - 1]:
            return Complement("to", i, i + 1)
    return None


def _resumes(scene: Scene, i: int) -> bool:
    """Tell whether a word is a participle by which a speech goes on («قائلاً»)."""
    return any(r.pos == "participle" and "resumes" in e.fields for r, e in scene.words[i].look.entries("speech"))


def _start(scene: Scene, cue: Cue, at: int, limit: int) -> int:
    """Return where a phrase is looked for: behind asides, but not behind the preposition that the entry asks for."""
    i = at
    while i < limit and not _accepted_at(scene, cue, i) and scene.aside_end(i) > i:
        i = scene.aside_end(i)
    return i if _accepted_at(scene, cue, i) else skip_asides(scene, at, limit)


def _describes(scene: Scene, at: int) -> bool:
    """Tell whether a verb of the imperfect right behind an indefinite noun describes it («وسائل إعلام تنشط في السهل»)."""
    if not scene.verblike(at) or scene.joined(at) or scene.words[at].look.entries("speech"):
        return False
    now = at not in scene.actor_over and all(
        r.tense == "nonpast" for r in scene.words[at].look.readings if r.pos == "verb"
    )
    return now and not scene.form(at - 1).startswith(_THE)


def _over_description(scene: Scene, cue: Cue, at: int, limit: int) -> int:
    """Return the index of the preposition of a cue behind a verb that describes its subject, or `at`."""
    i, last = at, min(at + _PARENTHESIS, limit)
    while (i := max(i + 1, scene.after_group(i))) < last:
        if scene.tags[i] & {"complementiser", "colon"}:
            return at
        if ("about" in cue.accepts and "about" in scene.tags[i]) or (
            "to" in cue.accepts and "to" in scene.tags[i] and "comma" in scene.tags[i - 1]
        ):
            return i
    return at


def _over_relative(scene: Scene, cue: Cue, at: int, limit: int) -> int:
    """Return the index behind a relative clause that tells of the subject («التحالف الذي …، عن», «الجيش الذي … هدنة»)."""
    if at < limit and _describes(scene, at):
        return _over_description(scene, cue, at, limit)
    if at >= limit or "relative" not in scene.tags[at] or "pronoun_what" in scene.tags[at]:
        return at
    for i in range(at + 2, min(at + _PARENTHESIS, limit)):
        if "comma" in scene.tags[i]:
            return i
        if scene.tags[i] & {"complementiser", "colon", "quote"}:
            return at
        told = happening(scene, i, 1) or any(h.entry.domain == "events" for h in scene.text.phrases.get(i, ()))
        if told and scene.form(i).endswith(_OBJECT) and scene.nominal(i):
            return i
    return at


def _over_title(scene: Scene, at: int, limit: int) -> int:
    """Return the index of the comma behind a title that follows the name of the subject («، مدير المركز (البيت)، أن»), or `at`."""
    while at + 1 < limit and "comma" in scene.tags[at]:
        title = scene.actor_at.get(at + 1)
        if title is not None and title.role in ("title", "source") and not scene.bound(at + 1) and title.last < limit:
            end = title.last
        elif scene.form(at + 1).startswith(_THE) and at + 1 not in scene.actor_over:
            end = _described_end(scene, at, limit)
        else:
            break
        if end == at or "comma" not in scene.tags[end]:
            break
        at = end
    return at


def _described_end(scene: Scene, at: int, limit: int) -> int:
    """Return the comma behind words with the article that only tell more of a subject («، الواقعة شمال النهر،»), or `at`.

    Behind it follows another apposition, or what leads in what is said.
    """
    end = next((i for i in range(at + 2, min(at + _APPOSED, limit - 1)) if "comma" in scene.tags[i]), at)
    if end == at or any(scene.finite(i) for i in range(at + 1, end)):
        return at
    after = scene.actor_at.get(end + 1)
    leads = scene.tags[end + 1] & _LEADING or scene.bound(end + 1) or scene.form(end + 1) == _FOR
    return end if leads or (after is not None and after.role == "title") else at


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
