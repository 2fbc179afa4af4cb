"""Claims of participles and nouns: «مشيراً إلى», «مزاعم X عن»."""

from __future__ import annotations

from khabar.claims.clauses import is_strange, skip_asides
from khabar.claims.complements import led
from khabar.claims.content import find_clause, find_phrase
from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft, made_of
from khabar.claims.extents import Subject
from khabar.claims.fitting import Complement
from khabar.claims.relays import carried_claim
from khabar.claims.scene import Scene
from khabar.mentions.model import PRESS, ActorMention, within
from khabar.mentions.shapes import shape

_FOR = "ل"
_THE = "ال"
_NEAR_OBJECT = 8  # words of an object before the preposition that follows it
_WITH = "ب"
_HERS = "ه"  # the folded ending of «تلبية»
_DEMAND = "demand"
_ACCUSE = "accuse"
_QUOTED = 5  # words of the name of an outlet in quotation marks
_TITLED = 3  # words between a title's noun and the title, and of a title
_ADJACENT = 1  # words between a participle and its complement

_PLAIN = frozenset({"assert", "announce"})
_LINKED = frozenset({"to", "of", "on", "from", "in", "that"})


def participle_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """Return the claim by which a participle continues a speech."""
    limit = scene.sentence_end(cue.first)
    at = _over_statement(scene, skip_asides(scene, cue.last, limit), limit)
    reach = min(limit, at + 14)
    clause = (
        find_clause(scene, cue, at, min(limit, at + _ADJACENT + 2), stops)
        if cue.accepts - {"object", "target", "blame", "assigned"}
        else None
    )
    found = clause if clause and led(scene, cue, clause) else find_phrase(scene, cue, at, reach, stops)
    if cue.entry.fields.get("carrier"):
        return carried_claim(scene, cue, None, at, limit, stops, found)
    if found is None:
        return None
    over_object = found.kind in ("from", "on", "to") and scene.nominal(at)
    if found.mark - at > (_NEAR_OBJECT if over_object else _ADJACENT):
        return None
    return made_of(scene, cue, None, found)


def _over_statement(scene: Scene, at: int, limit: int) -> int:
    """Return the index behind the outlet to which a statement was made («مؤكداً في تصريح إلى الصحيفة أن»), or `at`."""
    press = scene.actor_at.get(at + 1) if at + 1 < limit and "to" in scene.tags[at] else None
    told = press is not None and press.kind in PRESS and scene.role(at - 1, "channel")
    return press.last if press is not None and told else at


def _purpose(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«تظاهر الأهالي للمطالبة بفتح الطريق»: what somebody does something to say."""
    if not cue.entry.fields.get("purpose"):
        return None
    found = find_phrase(
        scene, cue, cue.last, min(scene.sentence_end(cue.first), cue.last + 2), stops, frozenset({"of"})
    )
    return made_of(scene, cue, None, found) if found and found.mark == cue.last else None


def noun_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«انتقادات من X», «مزاعم X عن», «تأكيد X أن», «قولها إن»."""
    limit = scene.sentence_end(cue.first)
    reading = cue.reading
    if reading is None or cue.entry.fields.get("carried"):
        return None
    if cue.entry.fields.get("titles"):
        return _title_claim(scene, cue, limit)
    masdar = reading.pos == "masdar"
    if reading.definite and masdar and cue.prefix == _FOR:
        return _purpose(scene, cue, stops)
    if reading.definite:
        return _of_states(scene, cue, limit, stops)
    if reading.suffix:
        if masdar and "that" in cue.accepts and "complementiser" in scene.tags[cue.last]:
            return made_of(scene, cue, None, Complement("that", cue.last, cue.last + 1))
        if not masdar or str(cue.entry.fields.get("force")) in _PLAIN:
            return None
        found = find_phrase(scene, cue, cue.last, min(limit, cue.last + 3), stops, cue.accepts & _LINKED)
        return made_of(scene, cue, None, found) if found and found.mark == cue.last else None
    if _is_governed(scene, cue):
        return None
    at = cue.last
    if at < limit and scene.finite(at) and any(r.suffix for r in scene.words[at].look.readings):
        at += 1  # «تهديدات أطلقها وزير»
    actor = scene.actor_at.get(at)
    if actor is None and (state := _of_state(scene, cue, at, limit)) is not None:
        found = find_phrase(scene, cue, state.last, min(limit, state.last + 2), stops)
        return made_of(scene, cue, state, found) if found and found.mark == state.last else None
    if actor is None and "from" in scene.tags[at]:
        actor, at = scene.actor_at.get(at + 1), at + 1
        if actor is not None and cue.entry.fields.get("genitive") == "yes":
            speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.genitive")
            return made_of(scene, cue, speaker, Complement("object", at, cue.first))
    if actor is None or scene.bound(at):
        return None
    speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.genitive")
    found = _told(scene, cue, actor.last, limit, stops, masdar=masdar)
    if found is not None and found.kind == "of" and reading.number != "p" and _is_accused(cue, found, actor):
        return None
    return made_of(scene, cue, speaker, found) if found else None


def _is_accused(cue: Cue, found: Complement, actor: ActorMention) -> bool:
    """Tell whether the actor behind a single accusation is whom it is made against («اتهام الأسرى بالمسؤولية»)."""
    return str(cue.entry.fields.get("force")) == _ACCUSE and found.mark == actor.last


def _is_governed(scene: Scene, cue: Cue) -> bool:
    """Tell whether a noun of calling is what others do something about («تلبية دعوة»), or at whose word («بدعوة من»)."""
    if str(cue.entry.fields.get("force")) != _DEMAND:
        return False
    readings = scene.words[cue.first - 1].look.readings if cue.first > scene.sentence_start(cue.first) else ()
    act = bool(readings) and all(r.pos == "masdar" and not r.definite for r in readings)
    before = scene.words[cue.first - 1].look
    bare = is_strange(scene, cue.first - 1) and not before.form.startswith(_THE) and cue.prefix == ""
    return act or cue.prefix == _WITH or (bare and before.form.endswith(_HERS))


def _of_states(scene: Scene, cue: Cue, limit: int, stops: frozenset[int]) -> Draft | None:
    """«التهديدات التركية ببدء عملية»: what a state said several times, told with the article."""
    at = cue.last
    several = cue.reading is not None and cue.reading.number == "p" and cue.prefix == ""
    if not several or cue.entry.fields.get("genitive") != "yes" or at + 1 >= limit:
        return None
    word = shape(scene.words[at].look)
    if not (word.definite and "nationality" in word.roles):
        return None
    found = find_phrase(scene, cue, at + 1, min(limit, at + 3), stops)
    speaker = Subject(at, at + 1, None, at + 1, "claims.ministry")
    return made_of(scene, cue, speaker, found) if found and found.mark == at + 1 else None


def _of_state(scene: Scene, cue: Cue, at: int, limit: int) -> Subject | None:
    """Return the state that an adjective names as the one who spoke («تحذيرات تركية من»)."""
    if at >= limit or cue.entry.fields.get("genitive") != "yes" or scene.form(at).startswith(_THE):
        return None
    word = shape(scene.words[at].look)
    return Subject(at, at + 1, None, at + 1, "claims.ministry") if "nationality" in word.roles else None


def _told(scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int], *, masdar: bool) -> Complement | None:
    """Return what a noun of saying and its owner tell: a clause, or what the noun asks for, behind asides."""
    on = _behind_owner(scene, at, limit)
    if on + 1 < limit and "complementiser" in scene.tags[on] and "that" in cue.accepts:
        return Complement("that", on, on + 1)
    if masdar or cue.entry.fields.get("genitive") != "yes":
        return None
    found = find_phrase(scene, cue, at, min(limit, at + 4), stops)
    if found is None and on > at:
        found = find_phrase(scene, cue, on, min(limit, on + 2), stops)
    return found


def _behind_owner(scene: Scene, at: int, limit: int) -> int:
    """Return the index after commas, times and the outlet that somebody spoke to («تأكيد الوزير، لـ«النهر»، أن»)."""
    while at < limit:
        time = scene.time_at.get(at)
        i = at + 1 if "lone_preposition" in scene.tags[at] else at
        press = scene.actor_at.get(i)
        if "comma" in scene.tags[at]:
            at += 1
        elif time is not None:
            at = time.last
        elif i > at and scene.closing.get(i, i + _QUOTED) - i < _QUOTED:
            at = scene.closing[i] + 1
        elif press is not None and press.kind in PRESS and (i > at or scene.bound(at) == _FOR):
            at = press.last
        else:
            break
    return at


def _title_claim(scene: Scene, cue: Cue, limit: int) -> Draft | None:
    """«أما الصحيفة فحمل عنوانها «…»»: the title on a page of a paper told before, or right behind the noun."""
    if scene.tags[cue.first - 1] & {"preposition", "after", "under"} or scene.bound(cue.first):
        return None
    mark = next((i for i in range(cue.last, min(cue.last + _TITLED, limit)) if i in scene.closing), 0)
    if not mark or scene.closing[mark] - mark < _TITLED:
        return None
    papers = [
        m
        for m in within(scene.mentions.actors, scene.sentence_start(cue.first), mark)
        if m.kind in PRESS and not (m.last > cue.last and m.first < cue.first)
    ]
    speaker = (
        Subject(papers[-1].first, papers[-1].last, papers[-1], papers[-1].last, "claims.paper") if papers else None
    )
    made = made_of(scene, cue, speaker, Complement("quote", mark, mark + 1, scene.closing[mark]))
    made.carriers = []
    return made


def act_claim(scene: Scene, cue: Cue) -> Draft | None:
    """«صادر الجنود شاحنات بحجة تهريب الوقود»: what somebody is said to have done, and no clause."""
    at = cue.last
    if cue.says("object") != "construct" or at + 1 >= scene.sentence_end(cue.first):
        return None
    act = scene.nominal(at) and at not in scene.actor_at and not scene.form(at).startswith(_THE) and not scene.bound(at)
    on = scene.nominal(at + 1) and scene.form(at + 1).startswith(_THE)
    return made_of(scene, cue, None, Complement("object", at, at)) if act and on else None
