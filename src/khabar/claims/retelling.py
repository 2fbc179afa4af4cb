"""What the grammar of a content makes of a claim: calls («على الحكومة فتح»), acts of the speaker told by itself («إنها تدين»)."""

from __future__ import annotations

from khabar.claims.clauses import is_strange
from khabar.claims.content import CLAUSES
from khabar.claims.cues import has_pronoun
from khabar.claims.drafts import Draft
from khabar.claims.lookalikes import is_passive
from khabar.claims.scene import DOMAIN, Scene

_SPOKEN = frozenset({"demand", "condemn", "welcome", "warn", "promise", "threaten", "deny", "accuse"})
_SHORTEST = 3  # letters of a word that may begin with «و» of its own
_OBLIGED = 6  # words of those who are called upon
_THE = "ال"
_HERS = ("ه", "ها", "هم")  # the folded endings of «بلاده», «حكومتها»
_PERSON = {"3ms": ("نه",), "3fs": ("نها",), "3mp": ("نهم",)}  # the endings of «إنه», «إنها», «إنهم»


def told_by_grammar(scene: Scene, claim: Draft, first: int, last: int) -> str:
    """Return the force that the grammar of a content gives, "" for none."""
    if first + 1 >= last:
        return ""
    if claim.kind not in CLAUSES:
        return _own_will(scene, claim, first)
    if "on" in scene.tags[first] and _is_called_upon(scene, first + 1, last):
        claim.evidence.append(scene.evidence("force", "claims.called_upon", first, first + 2))
        return "demand"
    return _own_act(scene, claim, first) or _own_denial(scene, claim, first)


def is_its_own(scene: Scene, first: int) -> bool:
    """Tell whether a content begins with the speaker or what is its own («إنه مستعد», «إن بلاده مستعدة»)."""
    return has_pronoun(scene, first - 1) or _is_hers(scene, first)


def _is_hers(scene: Scene, i: int) -> bool:
    """Tell whether a word is a noun with the pronoun of a speaker («بلاده», «حكومتها»)."""
    look = scene.words[i].look
    return look.form.endswith(_HERS) and any(r.suffix and r.pos == "noun" for r in look.readings)


def _is_called_upon(scene: Scene, at: int, last: int) -> bool:
    """Tell whether somebody stands behind «على» who is to do something: «أن» or a noun of doing follows."""
    at += "quote" in scene.tags[at]
    party = scene.actor_at.get(at)
    end = party.last if party is not None and party.role != "target" else at + 1
    if "although" in scene.tags[at] or (party is None and not scene.form(at).startswith(_THE)):
        return False
    act = min(end, last - 1)
    known = (
        party.role != "place" if party is not None else is_strange(scene, act) and scene.form(act + 1).startswith(_THE)
    )
    if known and _is_bare(scene, act):
        return True  # «على الأطراف وقف القتال»
    for i in range(end, min(end + _OBLIGED, last)):
        tags = scene.tags[i]
        if "complementiser" in tags:
            verb = min(i + 1, last - 1)
            return scene.verblike(verb) or any(r.tense == "nonpast" for r in scene.words[verb].look.readings)
        if any(r.pos == "masdar" and not r.prefix for r in scene.words[i].look.readings):
            return True
        if tags & {"stop", "comma", "relative", "from", "about"} or scene.finite(i):
            return False
    return False


def _is_bare(scene: Scene, i: int) -> bool:
    """Tell whether a word is a noun without the article that stands alone, as a noun of doing that no entry knows."""
    joined = scene.joined(i) and len(scene.form(i)) > _SHORTEST  # but not «وقف»
    plain = not (scene.tags[i] or scene.bound(i) or scene.form(i).startswith(_THE) or joined)
    return plain and scene.nominal(i) and i not in scene.time_at and i not in scene.actor_at and i not in scene.placed


def _own_act(scene: Scene, claim: Draft, first: int) -> str:
    """Return the force of what a speaker says that it does by saying it («قالت إنها تدين», «قال إن بلاده ترحب»)."""
    pronoun = has_pronoun(scene, first - 1)
    if not pronoun and not _is_hers(scene, first):
        return ""
    verb = first if pronoun else first + 1
    if verb >= len(scene.words):
        return ""
    for reading, entry in scene.words[verb].look.entries(DOMAIN):
        told = str(entry.fields.get("force", ""))
        if reading.pos != "verb" or reading.tense != "nonpast" or reading.prefix or reading.suffix:
            continue
        if reading.passive is True or is_passive(scene, verb, reading, entry):
            continue  # «إنه يدعى سالم»
        if pronoun and not scene.form(first - 1).endswith(_PERSON.get(reading.person, "-")):
            continue
        kinds = entry.fields.get("with", ())
        if told in _SPOKEN and kinds and not {"blame", "assigned"} & set(kinds) and "hope" not in entry.fields:
            claim.evidence.append(scene.evidence("force", entry.id, verb, verb + 1))
            return told
    return ""


def _own_will(scene: Scene, claim: Draft, first: int) -> str:
    """Return the force of a noun of what the speaker binds itself to («أكد استعداده لـ», «أكد التزام بلاده بـ»)."""
    if claim.cue.entry.fields.get("force") != "assert":
        return ""
    for reading, entry in scene.words[first].look.entries(DOMAIN):
        if "own" not in entry.fields or reading.definite or reading.prefix:
            continue
        if reading.suffix or _is_hers(scene, min(first + 1, len(scene.words) - 1)):
            claim.evidence.append(scene.evidence("force", entry.id, first, first + 1))
            return str(entry.fields["force"])
    return ""


def _own_denial(scene: Scene, claim: Draft, first: int) -> str:
    """Return "deny" where the speaker says in the first person that it did not attack («لم نقصف المستشفى»)."""
    if "neg_past" not in scene.tags[first] or first + 1 >= len(scene.words):
        return ""
    ours = any(
        r.pos == "verb" and r.person in ("1p", "1s") and e.fields.get("type") == "ASSAULT"
        for r, e in scene.words[first + 1].look.entries("events")
    )
    if ours:
        claim.evidence.append(scene.evidence("force", "claims.own_denial", first, first + 2))
    return "deny" if ours else ""
