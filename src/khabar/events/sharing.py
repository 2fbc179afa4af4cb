"""Subjects that tellings share: a verb whose subject is the noun before it, a verb that leaves its own to the clause before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.marks import SPEECH, VERB, mask
from khabar.events.means import finer
from khabar.events.parties import AGENTS, SHELLING, Found, is_armed, same
from khabar.events.party_words import has_alike
from khabar.events.triggers import Trigger
from khabar.mentions.model import ActorMention

_QAD = mask("qad")
_VERB_REACH = 14  # words between a noun and the verb that it is the subject of
_COMPLEMENTISER = mask("complementiser")
_PRONOUNS = ("ه", "ها")  # joined to «إنّ»
_AFTER = mask("after")
_ALIKE = 3  # words behind a trigger in which it is said to be like the one before
_BACK = 4  # tellings between what somebody did and what goes on from it
_NEW_MATTER = mask("conjunction", "semicolon", "stop", "contrast", "subordinator", "complementiser")
_PARTING = mask("complementiser", "subordinator", "semicolon", "conjunction", "contrast")


def verb_of_noun(ground: Ground, noun: Trigger, verb: Trigger) -> bool:
    """Tell whether the second trigger is a verb, without «و», whose subject is the first, a noun of the same sentence."""
    reading = verb.reading
    if (
        reading is None
        or reading.pos != "verb"
        or reading.prefix
        or noun.type != verb.type
        or verb.kind == "casualty"
        or noun.kind == "casualty"
    ):
        return False
    if noun.type != "ASSAULT" and noun.mode != verb.mode:
        return False
    of = ground.text.sentence_of
    if not noun.nominal or of[noun.head] != of[verb.head] or verb.first - noun.last > _VERB_REACH:
        return False
    end = verb.first - 1 if _resumes(ground, verb.first - 1) else verb.first
    return not any(_parts(ground, i) and not _resumes(ground, i) for i in range(noun.last, end))


def _resumes(ground: Ground, at: int) -> bool:
    """Tell whether word `at` is «إنه، إنها» behind a verb of saying: «غارة قيل إنها استهدفت …»."""
    if at < 1 or not ground.marks[at] & _COMPLEMENTISER or not ground.marks[at - 1] & SPEECH:
        return False
    return ground.words[at].look.form.endswith(_PRONOUNS) and bool(ground.marks[at - 1] & VERB)


def _parts(ground: Ground, at: int) -> bool:
    """Tell whether a word between a noun and a verb begins another clause («أنّ», «فيما», «فقد», a joined verb)."""
    marks = ground.marks[at]
    if marks & _PARTING:
        return True
    look = ground.words[at].look
    if marks & _QAD and look.form.startswith(("و", "ف")):
        return True
    return bool(marks & VERB) and any(r.pos == "verb" and r.prefix for r in look.readings)


def _mistaken(before: Draft, draft: Draft) -> bool:
    """Tell whether a verb took for its subject whom the verb before it did something to: «اعتقلت القوات X … وحاصرت»."""
    one, other = draft.actor, before.target
    if one is None or other is None or before.actor is None or one.rule != "events.earlier_subject":
        return False
    return draft.sentence == before.sentence and one.first < other.last and other.first < one.last


def _fought_for(ground: Ground, before: Draft, draft: Draft) -> bool:
    """Tell whether fighting without sides is that after which somebody armed did what is told before it: «سيطرت القوات … بعد معارك»."""
    trigger, actor = draft.trigger, before.actor
    if trigger.mode != "clash" or not trigger.nominal or draft.actor is not None or same(draft.target, actor):
        return False
    if not is_armed(actor) or before.trigger.mode == "clash":
        return False
    if before.trigger.type not in ("ASSAULT", "COERCE") or draft.sentence != before.sentence:
        return False
    return bool(ground.marks[trigger.first - 1] & _AFTER) or trigger.first - 1 in ground.amid


def _enemy(before: Draft) -> Found | None:
    """Return the armed party that an act was aimed at, as the other side of the fighting before it."""
    return before.target if is_armed(before.target) else None


def _shells_on(ground: Ground, before: Draft, draft: Draft) -> bool:
    """Tell whether the noun of an attack goes on from what somebody armed did right before it: «قصف الجيش القرية، بالتزامن مع قصف …»."""
    trigger = draft.trigger
    if not is_armed(before.actor) or before.trigger.type != "ASSAULT":
        return False
    if before.trigger.mode == "clash" or trigger.type != "ASSAULT" or not trigger.nominal or draft.casualty:
        return False
    told = trigger.reading is not None and trigger.reading.prefix == "ب"  # «ارتكبت الطائرات مجزرة باستهداف مزرعة»
    if draft.sentence != before.sentence or (trigger.mode not in SHELLING and not told):
        return False
    return not ground.any_of(_NEW_MATTER, before.trigger.last, trigger.first)


def _last_told(drafts: Sequence[Draft], n: int) -> Draft | None:
    """Return the last telling with a doer before telling `n`, in its sentence: «أصيب ثلاثة، كما تعرضت القرية لقصف مماثل»."""
    here = (d for d in reversed(drafts[max(0, n - _BACK) : n]) if drafts[n].sentence == d.sentence)
    return next((d for d in here if d.actor is not None), None)


def _share_means(ground: Ground, drafts: Sequence[Draft], n: int) -> None:
    """Give an act that is said to be like the one before the means and mode of that: «كما تعرضت القرية لقصف مماثل»."""
    draft = drafts[n]
    trigger = draft.trigger
    if trigger.weapon is not None or trigger.mode not in SHELLING:
        return
    if not any(has_alike(ground, i) for i in range(trigger.last, min(trigger.last + _ALIKE, len(ground.words)))):
        return
    for before in reversed(drafts[max(0, n - _BACK) : n]):
        weapon = finer(before.trigger.weapon, before.weapon)
        if weapon is None or before.trigger.mode not in SHELLING or draft.sentence - before.sentence > 1:
            continue
        draft.trigger = replace(trigger, weapon=weapon, mode=before.trigger.mode)
        return


def share_subjects(ground: Ground, drafts: Sequence[Draft]) -> None:
    """Give a verb without a subject of its own that of the telling before it, in its sentence or the one before."""
    for n in range(1, len(drafts)):
        before, draft = drafts[n - 1], drafts[n]
        if draft.trigger.nominal:
            _share_means(ground, drafts, n)
        if before.actor is not None and _mistaken(before, draft):
            draft.actor = replace(before.actor, rule="events.same_subject")
        if before.actor is None:
            before = _last_told(drafts, n) or before
        if draft.elliptic and before.actor is not None and draft.sentence - before.sentence <= 1:
            draft.actor = replace(before.actor, rule="events.same_subject")
            if draft.both_known and draft.target is None and before.target is not None:
                draft.target = replace(before.target, rule="events.same_sides")
        elif _fought_for(ground, before, draft):
            draft.actor, draft.target = before.actor, draft.target or _enemy(before)
        elif draft.actor is None and before.actor is not None and _shells_on(ground, before, draft):
            draft.actor = replace(before.actor, rule="events.same_subject")
    for draft in drafts:
        if draft.both_known and (draft.actor is None or draft.target is None):
            _name_sides(ground, draft)


def _name_sides(ground: Ground, draft: Draft) -> None:
    """Give a clash of «the two sides» the armed parties named last before it, in its sentence or the one before."""
    first = ground.text.sentences[max(0, draft.sentence - 1)].first
    named: dict[str, ActorMention] = {}
    for m in reversed(ground.parties.within(first, draft.trigger.first)):
        if m.name and m.kind in AGENTS and m.role != "place":
            named.setdefault(m.name, m)
    if draft.actor is not None:
        named.pop(draft.actor.name or "", None)
    sides = [Found(m.first, m.last, "events.same_sides", m) for m in list(named.values())[:2]]
    if draft.actor is None and draft.target is None and len(sides) == len(("actor", "target")):
        draft.target, draft.actor = sides
    elif draft.actor is not None and draft.target is None and sides:
        draft.target = sides[0]
