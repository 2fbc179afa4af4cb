"""What kind of act a claim is: its force, how sure, whether negated, how quoted. The content can overrule the cue."""

from __future__ import annotations

from typing import cast

from khabar.claims.announcing import announced
from khabar.claims.clauses import happens
from khabar.claims.cues import spelt_otherwise
from khabar.claims.drafts import Draft
from khabar.claims.retelling import is_its_own, told_by_grammar
from khabar.claims.scene import DOMAIN, Scene, between
from khabar.model import Certainty, Force, Quote

_JOINING = frozenset({"", "و", "ف"})  # «كامل» is no «آمل»
_QUOTED = 300  # words of a content that tell whether it is quoted
_RESPONSIBLE = 14  # words after a verb of announcing in which responsibility may be named
_HELPS = frozenset({"SUPPORT", "AID"})
HEAD = 24  # words of a content in which its main predicate is looked for
_WHAT = "pronoun_what"
_CLOSING = 2  # marks behind the last word of a content
_HEDGE = 12  # words of a content in which a hedge is about all of it
_SOFT = frozenset({"assert", "announce", "confirm"})
_THE = "ال"
_WITH = "ب"
_DEMAND = "demand"  # «نأمل» is written like a noun: it opens a clause
_OVERRULED = frozenset({"assert", "announce"})


def force_of(scene: Scene, claim: Draft, kind: str) -> Force:
    """Return the force of a claim; `kind` is that of the party behind it."""
    fields = claim.force_entry.fields
    force = claim.cue.force or str((claim.answers and fields.get("answering")) or fields.get("force", "assert"))
    first, last = content_of(claim)
    if force == "announce" and _responsible(scene, claim):
        return "claim_responsibility"
    if force == "announce":
        force = announced(scene, claim, kind, first, last)
    if force in _OVERRULED:
        told = _told_by_content(scene, claim, first, last) or told_by_grammar(scene, claim, first, last)
        acts = claim.kind == "on" and "act" in fields and _is_act(scene, first)  # «شدد على مراقبة الحدود»
        force = told or _done_by_us(scene, claim, first) or (str(fields["act"]) if acts else force)
    elif force == "warn" and _told_by_content(scene, claim, first, last) == "threaten":
        force = "threaten"
    return cast(Force, force)


def _is_act(scene: Scene, first: int) -> bool:
    """Tell whether a content is a noun of doing without the article, and no clause."""
    look = scene.words[first].look
    helps = any(e.fields.get("type") in _HELPS for _, e in look.entries("events"))  # «شدد على دعم الحكومة»
    other = (
        helps or look.entries(DOMAIN) or any(r.suffix and not spelt_otherwise(scene, first, r) for r in look.readings)
    )
    bare = scene.nominal(first) and not look.form.startswith(_THE) and not scene.tags[first]
    return bare and not other and first not in scene.actor_at


def _done_by_us(scene: Scene, claim: Draft, first: int) -> str:
    """«فجّرنا عبوة»: the speaker tells of its own attack in the first person."""
    if not any(
        r.pos == "verb" and r.person == "1p" and r.tense == "past" and e.fields.get("type") == "ASSAULT"
        for r, e in scene.words[first].look.entries("events")
    ):
        return ""
    claim.evidence.append(scene.evidence("force", "claims.done_by_us", first, first + 1))
    return "claim_responsibility"


def content_of(claim: Draft) -> tuple[int, int]:
    """Return the words of the content."""
    if claim.kind in ("back", "trailing"):
        return claim.content, max(claim.cue.first, claim.content + 1)
    end = min(claim.end, claim.closed) if claim.closed else claim.end
    return claim.content, max(end, claim.content + 1)


def _responsible(scene: Scene, claim: Draft) -> bool:
    """Tell whether a party announces its own responsibility («مسؤوليتها عن»)."""
    end = scene.sentence_end(claim.cue.first)
    for i in range(claim.cue.last, min(claim.cue.last + _RESPONSIBLE, end)):
        if "comma" in scene.tags[i]:
            return False
        for reading, entry in scene.words[i].look.entries(DOMAIN):
            if (
                entry.fields.get("content") == "responsibility"
                and (reading.suffix or reading.definite)
                and (
                    "about" in scene.tags[min(i + 1, end - 1)]
                    or ("direct" in entry.fields and reading.pos == "noun" and not _told_of(scene, i))
                )
            ):
                claim.evidence.append(scene.evidence("force", entry.id, i, i + 1))
                return True
    return False


def _told_of(scene: Scene, i: int) -> bool:
    """Tell whether a word is the verb of a relative clause, or joined («الذي تبناه», «وتبناه»)."""
    return "relative" in scene.tags[i - 1] or scene.joined(i)


def _told_by_content(scene: Scene, claim: Draft, first: int, last: int) -> str:
    """Return the force that words of the content give, "" for none."""
    for i in between(scene.speaking, first, min(last, first + HEAD)):
        for hit in scene.text.phrases.get(i, ()):
            if i - first > _HEDGE and hit.entry.fields.get("force") != "deny":
                continue
            if "opens" in hit.entry.fields and i > first:
                continue
            if (
                hit.entry.domain == DOMAIN
                and (hit.prefix in _JOINING or (hit.prefix == _WITH and "of_kind" in hit.entry.fields))
                and hit.entry.fields.get("content")
                and "force" in hit.entry.fields
                and hit.last <= last + 1
                and not (hit.entry.fields["force"] == _DEMAND and _was(scene, hit.first))
                and ("own" not in hit.entry.fields or is_its_own(scene, first))
                and not ("of_deed" in hit.entry.fields and not happens(scene, min(hit.last, len(scene.words) - 1)))
                and (hit.last > i + 1 or hit.entry.fields["force"] != _DEMAND or _opens(scene, i, first))
                and (
                    "of_kind" not in hit.entry.fields
                    or hit.entry.fields["of_kind"] in claim.cue.accepts
                    or (_WHAT in scene.tags[first] and hit.last >= last - _CLOSING)  # «ما ورد في البيان … أكاذيب»
                )
            ):
                claim.evidence.append(scene.evidence("force", hit.entry.id, hit.first, hit.last))
                return str(hit.entry.fields["force"])
        for reading, entry in scene.words[i].look.entries(DOMAIN):
            kind = entry.fields.get("content")
            if kind == "yes" and i - first <= 1 and not reading.definite:
                claim.evidence.append(scene.evidence("force", entry.id, i, i + 1))
                return str(entry.fields["force"])
            if (
                i - first <= 4
                and i not in scene.actor_over  # «نصر الله»
                and reading.pos == "verb"
                and reading.person in ("1s", "1p")
                and reading.tense == "nonpast"
                and not reading.suffix
                and not scene.tags[i - 1] & {"neg", "neg_past"}
                and reading.prefix in _JOINING
                and entry.fields.get("force") not in _SOFT
                and entry.fields.get("force") != "suspect"  # «أعتقد أن» in a speech: he says so, and is not sure
                and "with" in entry.fields
                and (
                    scene.depth[i] > scene.depth[claim.cue.first]
                    or (claim.kind == "colon" and reading.person == "1p" and scene.finite(i))
                )
                and (i == first or scene.tags[i - 1] or claim.kind == "colon")
            ):
                claim.evidence.append(scene.evidence("force", entry.id, i, i + 1))
                return str(entry.fields.get("force", ""))
    return ""


def _opens(scene: Scene, i: int, first: int) -> bool:
    """Tell whether a word opens a clause of a content: no noun that a preposition governs («على أمل»)."""
    return i == first or bool(scene.tags[i - 1] and not scene.tags[i - 1] & {"preposition"})


def _was(scene: Scene, i: int) -> bool:
    """Tell whether «كان» puts a call into the past («وكان لا بد من تفجيرها»)."""
    return "auxiliary" in scene.tags[i - 1] and any(r.tense == "past" for r in scene.words[i - 1].look.readings)


def certainty_of(scene: Scene, claim: Draft) -> Certainty:
    """Return how sure the speaker is."""
    if claim.cue.force == "suspect":
        return "possible"
    told = claim.force_entry.fields.get("certainty")
    if told and told != "certain":
        return cast(Certainty, str(told))
    first, last = content_of(claim)
    for i in between(scene.hedging, first, min(last, first + _HEDGE)):
        if "hedge" in scene.tags[i] or (
            "qad" in scene.tags[i]
            and any(r.tense == "nonpast" for r in scene.words[min(i + 1, len(scene.words) - 1)].look.readings)
        ):
            return "possible"
        hit = scene.speech_phrase(i, "impersonal")
        if (
            hit is not None
            and "void" not in hit.entry.fields
            and hit.entry.fields.get("certainty", "certain") == "certain"
        ):
            claim.evidence.append(scene.evidence("certainty", hit.entry.id, hit.first, hit.last))
        elif hit is not None and "void" not in hit.entry.fields:
            claim.evidence.append(scene.evidence("certainty", hit.entry.id, hit.first, hit.last))
            return cast(Certainty, str(hit.entry.fields["certainty"]))
    return "certain"


def quote_of(scene: Scene, claim: Draft) -> Quote:
    """Return whether the content stands in quotation marks, in part or not."""
    if claim.kind == "quote":
        return "direct"
    first, last = content_of(claim)
    base, end = scene.depth[claim.cue.first], min(last, first + _QUOTED, len(scene.words))
    if max(scene.depth[first:end], default=base) <= base:
        return "direct" if base > 0 else "indirect"
    words = [i for i in range(first, end) if "punct" not in scene.tags[i]]
    quoted = [i for i in words if scene.depth[i] > base]
    if words and len(quoted) >= 0.9 * len(words):
        return "direct"
    if base > 0:
        return "direct"
    return "mixed" if len(quoted) >= 2 else "indirect"
