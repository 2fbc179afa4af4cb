"""Who stands before a verb: its subject, what «أما» put there, the noun that its clause is about."""

from __future__ import annotations

from khabar.claims.clauses import clause_start, parted
from khabar.claims.content import CLAUSES, RECORDED
from khabar.claims.cues import Cue
from khabar.claims.extents import Subject, extended
from khabar.claims.fitting import Complement
from khabar.claims.scene import DOMAIN, Scene
from khabar.language import Entry
from khabar.mentions.model import PRESS, ActorMention

_RELATIVE = 24  # words of a relative clause between commas
_TOPIC = 12  # words of a subject before its clause
_WORDS = 3  # words before a name that tell what its bearer is
_CONFESSED = "confirm"
DESCRIBED = "claims.described"  # the rule of speakers whom an indefinite noun tells of
_MANY = frozenset({"3mp", "3fp"})
_SEVERAL = ("ون", "ين")
_AND = "و"
_THE = "ال"


def subject_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return the subject that stands before a verb in its clause."""
    verb = cue.first
    start = clause_start(scene, verb)
    found = None
    at = start
    while at < verb:
        mention = scene.actor_at.get(at)
        if mention is None and scene.tags[at] & {"quote", "open_bracket"}:
            mention = scene.actor_at.get(at + 1)
        if (
            mention is not None
            and (mention.last <= verb or (mention.last == verb + 1 and mention.head < verb))
            and scene.bound(mention.first) == ""
            and (mention.role != "target" or cue.says("force") == _CONFESSED)
        ):
            found = mention
            break
        if (
            "auxiliary" in scene.tags[at]
            or scene.tags[at] & {"comma", "qad", "punct", "demonstrative", "quantifier", "dash", "number"}
            or scene.aside_end(at) > at
        ):
            at = max(at + 1, scene.aside_end(at))
            continue
        break
    if found is None or parted(scene, min(found.last, verb), verb) or (found.role == "place" and found.last < verb - 1):
        found = _adjacent(scene, verb)
    if found is None:
        found = _before_relative(scene, verb)
    if found is None:
        return _introduced(scene, start, cue) or _document(scene, cue)
    end = verb
    while end > found.last and "qad" in scene.tags[end - 1]:
        end -= 1
    return Subject(
        found.first,
        max(min(found.last, verb), extended(scene, found, found.first, end).last),
        found,
        cue.last,
        "claims.subject_before",
    )


def _introduced(scene: Scene, start: int, cue: Cue) -> Subject | None:
    """Return a named person right before a verb with the words before the name that no entry knows («الرحالة العراقي سالم الخطيب قال»)."""
    mention = scene.actor_over.get(cue.first - 1)
    if mention is None or mention.role != "person" or mention.last != cue.first:
        return None
    first = mention.first
    while first > start and mention.first - first < _WORDS and _introduces(scene, first - 1):
        first -= 1
    opens = first == start or first == scene.sentence_start(first) or "comma" in scene.tags[first - 1]
    if first == mention.first or not opens:
        return None
    return Subject(first, cue.first, mention, cue.last, "claims.subject_before")


def _document(scene: Scene, cue: Cue) -> Subject | None:
    """Return the owner of a document that opens its sentence right before a verb («تقرير صحيفة الساحل أشار إلى أن»)."""
    owner = scene.actor_over.get(cue.first - 1)
    if owner is None or owner.last != cue.first or owner.first != scene.sentence_start(cue.first) + 1:
        return None
    entries = scene.words[owner.first - 1].look.entries(DOMAIN)
    if not any("says" in e.fields and not r.prefix and not r.suffix for r, e in entries):
        return None
    return Subject(owner.first, owner.last, owner, cue.last, "claims.subject_before")


def _introduces(scene: Scene, i: int) -> bool:
    """Tell whether a word may belong to what a person is called before his name: definite, and nothing else."""
    return (
        scene.form(i).startswith(_THE)
        and not scene.tags[i]
        and scene.nominal(i)
        and i not in scene.actor_over
        and i not in scene.time_at
        and not scene.bound(i)
    )


def _before_relative(scene: Scene, verb: int) -> ActorMention | None:
    """Return the person that a relative clause between commas parts from a verb («سالم الخطيب، الذي …، تحدث»)."""
    at, floor = verb - 1, max(scene.sentence_start(verb), verb - _RELATIVE)
    while at > floor and "qad" in scene.tags[at]:
        at -= 1
    if at <= floor or "comma" not in scene.tags[at]:
        return None
    for i in range(at - 1, floor, -1):
        if "comma" in scene.tags[i]:
            mention = scene.actor_over.get(i - 1) if "relative" in scene.tags[i + 1] else None
            fits = mention is not None and mention.role not in ("target", "place") and not scene.governed(mention)
            return mention if fits else None
    return None


def described_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return the indefinite people right before a verb of the plural that tells of them («تحدث مع سكان قالوا إن»)."""
    reading, at = cue.reading, cue.first - 1
    if cue.prefix or reading is None or reading.person not in _MANY or at < scene.sentence_start(cue.first):
        return None
    mention = scene.actor_over.get(at)
    if mention is not None:
        fits = mention.last == cue.first and not mention.definite and mention.role not in ("place", "person")
        return Subject(mention.first, mention.last, mention, cue.last, DESCRIBED) if fits else None
    form = scene.form(at)
    if not form.endswith(_SEVERAL) or form.startswith(_THE) or scene.tags[at] or not scene.nominal(at):
        return None
    return Subject(at, cue.first, None, cue.last, DESCRIBED) if at not in scene.time_at else None


def describes_speech(scene: Scene, described: Subject, found: Complement | None) -> bool:
    """Tell whether a verb that tells of indefinite people says what they said: a clause, or what their statement holds."""
    if found is None:
        return False
    return found.kind in CLAUSES or scene.role(described.first - 1, "channel")  # «تصريحات لمسؤولين انتقدوا»


def brought_by(scene: Scene, described: Subject) -> list[ActorMention]:
    """Return the outlet that brought the statement whose makers are told behind it («نشرت الصحيفة تصريحات لمسؤولين»)."""
    at = described.first - 1
    if not scene.role(at, "channel"):
        return []
    told = scene.actor_over.get(at - 1)
    verb = told.first - 1 if told is not None and told.kind in PRESS else -1
    brings = verb >= scene.sentence_start(at) and any(
        "relay" in e.fields or e.fields.get("object") in RECORDED for _, e in scene.words[verb].look.entries(DOMAIN)
    )
    return [told] if told is not None and brings else []


def topic_entries(scene: Scene, at: int) -> list[Entry]:
    """Return the entries by which a word puts a subject before its clause."""
    return [e for _, e in scene.words[at].look.entries(DOMAIN) if e.fields.get("role") == "topic"]


def topic_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return the subject that a word puts before its clause («أما الوزير، فقال»)."""
    for at in range(cue.first - 2, max(cue.first - _TOPIC, scene.sentence_start(cue.first)) - 1, -1):
        if not topic_entries(scene, at):
            continue
        last = next((i for i in range(at + 1, cue.first) if "comma" in scene.tags[i]), cue.first)
        while last > at + 1 and "qad" in scene.tags[last - 1]:
            last -= 1  # «أما الصحيفة فقد قالت»
        mention = scene.actor_at.get(at + 1)
        if (
            last == at + 1
            or not scene.nominal(at + 1)
            or any(scene.finite(i) or "relative" in scene.tags[i] for i in range(at + 1, last))
        ):
            return None
        return Subject(at + 1, last, mention if mention and mention.last <= last else None, cue.last, "claims.topic")
    return None


def _adjacent(scene: Scene, verb: int) -> ActorMention | None:
    """Return the actor right before a verb that opens its own clause: after a mark or an auxiliary."""
    at, floor = verb - 1, scene.sentence_start(verb)
    while at > floor and scene.tags[at] & {"qad", "quote", "close_bracket"}:
        at -= 1
    mention = scene.actor_over.get(at) if at >= floor else None
    if mention is None or mention.role == "target" or scene.bound(mention.first):
        return None
    left = mention.first - 1
    while left >= 0 and scene.tags[left] & {"quote"}:
        left -= 1
    joined = scene.form(mention.first)[:1] == _AND and any(
        hit.prefix == _AND for hit in scene.text.names.get(mention.first, ())
    )
    opens = (
        joined
        or left < scene.sentence_start(verb)
        or scene.tags[left]
        & {
            "dash",
            "bar",
            "ellipsis",
            "colon",
            "semicolon",
            "stop",
            "auxiliary",
            "contrast",
            "complementiser",
        }
    )
    return mention if opens else None


def antecedent(scene: Scene, verb: int) -> Subject | None:
    """Return the actor that a relative clause is about («يونيسف، التي وثقت»)."""
    if scene.tags[verb - 1] & {"pronoun_what", "result"}:
        return None  # «ما وصفته», «مما يؤكد»: a thing
    at = verb - 2
    while at > 0 and scene.tags[at] & {"comma", "quote", "close_bracket"}:
        at -= 1
    mention = scene.actor_over.get(at) if at >= scene.sentence_start(verb) else None
    if mention is None or mention.role in ("target", "place"):
        return None
    return Subject(mention.first, mention.last, mention, verb + 1, "claims.relative")
