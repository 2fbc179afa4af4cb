"""How a party stands to what is told: all that speaks for or against its having done it, as named features."""

from __future__ import annotations

from functools import cache

import msgspec

from khabar.events.comparing import step_named
from khabar.events.drafts import Draft
from khabar.events.fame import Fame
from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import FINITE, SPEECH, mask
from khabar.events.parties import PARTS, Found
from khabar.events.party_words import folded
from khabar.events.scope import is_genitive, marker
from khabar.events.weighing import Weighed, weigh_for
from khabar.mentions.model import ActorMention

_DISTANCES = ((0, "0"), (1, "1"), (3, "2-3"), (6, "4-6"), (12, "7-12"), (20, "13-20"))
_DEEDS = {
    "ASSAULT": "assault",
    "COERCE": "hold",
    "CONSULT": "talk",
    "AGREE": "deal",
    "COOPERATE": "deal",
    "PROTEST": "protest",
    "RETREAT": "retreat",
}
_OF_MODE = {"clash": "clash", "seize": "ground", "siege": "ground", "ceasefire": "deal"}
_LINKS = frozenset("and ل ب من في علي الي عن مع بين بعد خلال agent target ranks about".split()) | {""}
_LOSSES = "fallen declared"
_OF_OTHERS = frozenset({"demand", "welcome", "condemn", "accuse", "suspect", "warn", "deny"})  # said of what others do
_COMMA = mask("comma")
_STOPS = FINITE | mask("stop", "semicolon", "complementiser")
_GOVERNING = 12  # words before the noun of an act in which somebody speaks of it


class View(msgspec.Struct, frozen=True, eq=False):
    """What a telling says of itself, whoever took part: the deed, how it is told, what governs its noun."""

    deed: str
    voice: str
    governed: str
    spoken: int = -1  # the word by which somebody speaks of what others do

    def is_told_by(self, m: ActorMention) -> bool:
        """Tell whether somebody only speaks of it as what others do: «دعا المبعوث إلى إطلاق المحتجزين»."""
        return self.spoken >= 0 and self.spoken in (m.first - 1, m.last)

    @property
    def only_told(self) -> bool:
        """Whether those before it only speak of it: «أعلن الجيش مقتل ثلاثة من جنوده», «ضغوط بشأن إقالة»."""
        return self.voice == _LOSSES or self.governed.startswith("about")


def view(ground: Ground, draft: Draft) -> View:
    """Return what a telling says of itself."""
    trigger = draft.trigger
    deed = _OF_MODE.get(trigger.mode or "") or _DEEDS.get(trigger.type, "other")
    return View(deed, _voice(ground, draft), *_governed(ground, draft))


def _voice(ground: Ground, draft: Draft) -> str:
    """Return how a telling tells: by a verb, a noun, what it is carried by, its victims."""
    t = draft.trigger
    if t.light is not None:
        found = light_of(ground.words[t.light].look)
        stage = str(found[1].fields["stage"]) if found is not None else ""
        return f"{'fallen' if t.kind == 'casualty' else 'noun'} {stage}"
    if t.kind == "casualty":
        return "fallen"
    if t.nominal:
        return "noun"
    return "passive" if t.reading is not None and t.reading.passive else "verb"


def _governed(ground: Ground, draft: Draft) -> tuple[str, int]:
    """Return what governs the noun of an act: a preposition and the force of the word of speaking before it, with that word, -1 unless it tells of what others do."""
    trigger = draft.trigger
    if not trigger.nominal or trigger.light is not None:
        return "", -1
    first = ground.text.sentences[draft.sentence].first
    link = _short(marker(ground, trigger.first, first))
    for i in range(trigger.first - 1, max(first, trigger.first - _GOVERNING) - 1, -1):
        marks = ground.marks[i]
        if marks & SPEECH:
            spoken = ground.words[i].look.entries("speech")
            if force := next((str(e.fields["force"]) for _, e in spoken if e.fields.get("force")), ""):
                return f"{link} {force}", i if force in _OF_OTHERS else -1
        if marks & _STOPS:
            break
    return link, -1


def bearings(
    ground: Ground, fame: Fame, seen: View, draft: Draft, m: ActorMention, target: Found | None
) -> list[Weighed]:
    """Return what speaks for or against somebody as the doer of what a telling tells, which was done to `target`."""
    t, first = draft.trigger, ground.text.sentences[draft.sentence].first
    after = m.first >= t.first
    where, low, high = ("after", t.last, m.first) if after else ("before", m.last, t.first)
    between = 0
    for marks in ground.marks[low:high]:
        between |= marks
    broken = "break" if between & PARTS else "finite" if between & FINITE else "comma" if between & _COMMA else ""
    link = marker(ground, m.first, first)
    role = folded(t.fields.get("roles")).get(link, "") if link else ""
    hangs = "hangs" if is_genitive(ground, m.first, first) else "free"
    others = ground.actors.within(low, high)
    nearest = True
    for other in others:
        if marker(ground, other.first, first) == "":
            nearest = False
            break
    named = m.name is not None and not m.generic
    out = [
        _who(seen.deed, m.kind, m.role, named, m.person, m.anonymous, m.definite),
        _beside("nobody" if target is None else _kind(target), m.kind, bool(m.name) and m.name == _name(target)),
        _stand(seen.voice, where, _short(link), role, hangs, broken),
        _near(seen.voice, where, step_named(high - low, _DISTANCES, "21+"), min(2, len(others)), nearest),
    ]
    if seen.governed:
        out.append(_weigh(f"{where} act by {seen.governed}"))
    if known := fame.tell(m, target):
        out.append(_weigh(*known))
    return out


def nobody(seen: View, draft: Draft, target: Found | None, *, placed: bool) -> Weighed:
    """Return what speaks for or against that nobody is told to have done it."""
    t = draft.trigger
    counted = bool(draft.killed or draft.wounded)
    return _nobody(t.type, t.mode or "", seen.voice, seen.governed, target is not None, placed, counted, t.definite)


@cache
def _weigh(*names: str) -> Weighed:
    return weigh_for("actor", names)


def _kind(found: Found) -> str:
    return found.mention.kind if found.mention is not None else "words"


def _name(found: Found | None) -> str | None:
    return found.name if found is not None else None


@cache
def _who(deed: str, kind: str, role: str, named: bool, person: bool, anonymous: bool, definite: bool) -> Weighed:
    name = "named" if named else "nameless"
    some = {"person": person, "anonymous": anonymous, "definite": definite}
    return _weigh(
        f"kind:{kind}",
        f"kind:{kind} {deed}",
        f"role:{role}",
        f"role:{role} {deed}",
        name,
        f"{name} {deed}",
        *[f"{name} {deed}" for name, holds in some.items() if holds],
    )


@cache
def _beside(target: str, kind: str, same: bool) -> Weighed:
    return _weigh(f"beside {target}:{kind}", *(["named like the target"] if same else []))


def _short(link: str) -> str:
    return link if link in _LINKS else "other"


@cache
def _stand(voice: str, where: str, link: str, role: str, hangs: str, broken: str) -> Weighed:
    """Return what it says how a party is linked to a telling, and whether another clause or verb stands between."""
    link, role, broken = link or "nothing", role or "none", broken or "nothing"
    return _weigh(
        f"{where} by {link}",
        f"{voice} {where} by {link} {hangs}",
        f"{where} role:{role}",
        f"{where} broken:{broken}",
        f"{voice} {where} broken:{broken} by {link}",
    )


@cache
def _near(voice: str, where: str, distance: str, between: int, nearest: bool) -> Weighed:
    """Return what it says how near a party stands to a telling."""
    names = [f"{where} {distance}", f"{voice} {where} {distance}", f"{voice} {where} past:{between}"]
    return _weigh(*names, *([f"{voice} {where} nearest"] if nearest else []))


@cache
def _nobody(
    type_: str, mode: str, voice: str, governed: str, target: bool, placed: bool, counted: bool, definite: bool
) -> Weighed:
    names = ["nobody", f"nobody {type_}", f"nobody {type_}/{mode}", f"nobody {voice}"]
    if governed:
        names.append(f"nobody act by {governed}")
    some = {"target": target, "placed": placed, "counted": counted, "definite": definite}
    return _weigh(*names, *[f"nobody {name}" for name, holds in some.items() if holds])
