"""Where the report itself speaks again behind a claim: in a new clause beside it, before a contrast, with «بعد»."""

from __future__ import annotations

from khabar.claims.drafts import Draft
from khabar.claims.scene import Scene

_CONNECTS = frozenset({"conjunction", "contrast", "subordinator", "except", "when"})
_DESPITE = frozenset({"except", "contrast", "neg_noun", "although"})
_BEFORE_CLAUSE = _CONNECTS | {"comma", "qad"}
_TIMES = frozenset({"after", "before", "since"})
_MARKS = frozenset({"comma", "semicolon"})
_AND = "و"
_LED = 40  # words after a source in front of a sentence in which a contrast may end what it says
_WHEN = 4  # words between a comma and «بعد» before what somebody said («خصوصاً بعد إعلان التنظيم»)


def is_beside(scene: Scene, new: Draft) -> bool:
    """Tell whether a verb begins a new clause of the report and not one of the speech that it stands in."""
    if new.cue.prefix[:1] in ("و", "ف"):
        return True
    teller = new.speaker.first if new.speaker is not None else new.cue.first
    if teller < new.cue.first and scene.tags[teller - 1] & {"ellipsis"} and scene.form(teller)[:1] == _AND:
        return True  # «تركيا تتعهد بالحوار.. ومعارضون يشككون»
    at = new.start - 1
    while at > 0 and scene.tags[at] & {"qad", "auxiliary", "pronoun", "comma"}:
        if scene.tags[at] & {"auxiliary"} and scene.words[at].look.form[:1] == "و":
            return True
        at -= 1
    if scene.tags[at] & _CONNECTS or (
        scene.tags[at] & {"complementiser"}
        and (scene.tags[at - 1] & _DESPITE or ("from" in scene.tags[at - 1] and "although" in scene.tags[at - 2]))
    ):
        return True
    if "relative" in scene.tags[new.start - 1]:
        return False
    return new.speaker is not None and new.speaker.first > new.cue.first


def cut(scene: Scene, new: Draft, level: list[Draft]) -> None:
    """End the claims that a new clause of the report follows."""
    at = new.start
    if at > 2 and "complementiser" in scene.tags[at - 1]:
        at -= 2 if "although" in scene.tags[at - 2] else 4 if "although" in scene.tags[at - 3] else 0
    while at > 0 and (scene.tags[at - 1] & _BEFORE_CLAUSE or scene.form(at - 1) == _AND):
        at -= 1
    for d in level:
        if d.content < at < d.end:
            d.end = at


def turns_back(scene: Scene, new: Draft) -> bool:
    """Tell whether a clause with «إلا أنه», «لكنه» turns back to the subject of the clause before it."""
    return bool(scene.tags[new.start - 1] & {"complementiser", "contrast"})


def is_told_before(scene: Scene, lead: Draft, new: Draft) -> bool:
    """Tell whether what a source in front of a sentence says ends before a contrast («حسب X يقاتل …، لكن Y قال»)."""
    return any(scene.tags[i] & {"contrast"} for i in range(lead.content, min(new.cue.first, lead.content + _LED)))


def is_when(scene: Scene, new: Draft) -> bool:
    """Tell whether the report itself tells, behind a mark, before or after whose saying something happened («، وذلك بعد إعلان»)."""
    at = new.cue.first - 1
    if "from" in scene.tags[at]:
        at -= 2  # «بعد ساعات من قول الوزير»
    return bool(scene.tags[at] & _TIMES) and any(scene.tags[i] & _MARKS for i in range(at - _WHEN, at))


def is_voiced(scene: Scene, new: Draft, out: list[Draft]) -> bool:
    """Tell whether somebody speaks in the passage of a claim before it."""
    if out and scene.tags[new.cue.first - 1] & {"contrast"}:
        return True
    if (
        not out
        or new.cue.prefix[:1] not in ("و", "ف")
        or (not scene.tags[new.cue.first - 1] & {"punct"} and new.cue.first > scene.sentence_start(new.cue.first))
    ):
        return False
    return scene.text.paragraph_of[out[-1].cue.first] == scene.text.paragraph_of[new.cue.first]
