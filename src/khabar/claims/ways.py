"""The ways by which a speech came to the reader: agencies and outlets, statements and calls."""

from __future__ import annotations

from khabar.claims.clauses import happens
from khabar.claims.extents import Subject
from khabar.claims.scene import DOMAIN, Scene
from khabar.mentions.model import PRESS, ActorMention, within
from khabar.mentions.shapes import shape

CORRESPONDENT = " correspondent"  # what the name of an outlet's unnamed reporter ends with
_TOLD = 4  # words of an interview before «مع»
_GUESTS = frozenset({"local_source", "witness", "analyst", "ngo", "other", "military"})
_BRINGS = "brings"
_FOR = "ل"
_THE = "ال"
_AND = "و"
_TATWEEL = "ـ"
_CHANNEL = 5  # words before an outlet in which the statement that it published is named
_PUBLISHED_REACH = 60  # words after the speaker in which the outlet may be named


def carriers_in(
    scene: Scene, first: int, last: int, speaker: Subject | None, *, told: bool = False
) -> list[ActorMention]:
    """Return the agencies and outlets that a speech went through, named between its cue and its content."""
    out = []
    for mention in within(scene.mentions.actors, first, last):
        if speaker is not None and speaker.first <= mention.first < speaker.last:
            continue
        own = bool(shape(scene.words[max(mention.head, mention.first)].look).suffix)  # «موقعها»
        after = mention.last
        own = own or (scene.form(after)[:1] == _FOR and scene.prepositional(after))  # «موقع تابع له»
        many = mention.anonymous and shape(scene.words[max(mention.head, mention.first)].look).number == "p"
        brings = carries(scene, mention) or (told and not many)  # «أبلغ الصحافيين» names no way
        if mention.kind in PRESS and not (own or mention.person) and brings:
            out.append(mention)
    return out[:1]


def carries(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether words before a mention make it a way to the reader: «لوكالة», «مع قناة», «نشرته صحيفة»."""
    at = mention.first
    if any(r.pos == "verb" and r.suffix for r in scene.words[at].look.readings):
        return True
    if _joined(scene, at):
        return False  # «وكالتا النهر والساحل»
    if mention.anonymous and scene.bound(at) == _FOR and (mention.name or "").endswith(CORRESPONDENT):
        return shape(scene.words[at].look).number != "p"  # «لمراسل الأناضول», but not «للصحفيين اليوم»
    if "platform" in (mention.name or "") or mention.anonymous:
        return published(scene, at)
    if any("asked" in e.fields for _, e in scene.words[at - 1].look.entries(DOMAIN)):
        return True  # «رداً على أسئلة الصحيفة»
    if mention.kind == "agency" and mention.name and not scene.tags[at - 1] & {"from", "about", "against"}:
        return True
    stretched = scene.text.raw[scene.words[at].start :][1:2] == _TATWEEL  # «لـCNN»
    bare = mention.kind == "outlet" and not stretched and "outlet" not in shape(scene.words[at].look).roles
    if (
        (scene.bound(at) == "ل" and not bare)
        or scene.form(at - 1) == "ل"
        or (scene.tags[at] & {"quote"} and scene.form(at - 1) == "ل")
    ):
        return True
    if scene.tags[at - 1] & {"preposition"} and not scene.tags[at - 1] & {"from", "about"}:
        return True
    return published(scene, at) or _brought(scene, at) or _behind_noun(scene, mention)


def _behind_noun(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a preposition governs the noun for an outlet that its mention left out («على محطة الـ«س»», «لمحطة «س»»)."""
    at = mention.first - 1
    at -= scene.form(at) == _THE
    noun = at > 0 and (scene.role(at, _BRINGS) or "outlet" in shape(scene.words[at].look).roles)
    if mention.name is None or not noun or scene.form(at).startswith(_THE):
        return False
    governs = scene.tags[at - 1] & {"preposition"} and not scene.tags[at - 1] & {"from", "about"}
    return scene.bound(at) == _FOR or bool(governs)


def _brought(scene: Scene, at: int) -> bool:
    """Tell whether words such as «خص بها» or «عبر شاشة» stand before an outlet."""
    hits = scene.text.phrases.get(at - 2, ())
    return any(hit.last == at and hit.entry.fields.get("role") == _BRINGS for hit in hits)


def _joined(scene: Scene, at: int) -> bool:
    """Tell whether a name is joined to what stands before it."""
    return any(hit.prefix[:1] == _AND for hit in scene.text.names.get(at, ()))


def published(scene: Scene, at: int) -> bool:
    """Tell whether a statement that was published stands before a word: «بيان نشرته الوكالة», «تداولته مواقع»."""
    if not any(r.pos == "verb" and r.suffix for r in scene.words[at - 1].look.readings):
        return False
    return any(scene.role(i, "channel") and not recorded(scene, i) for i in range(max(0, at - _CHANNEL), at - 1))


def recorded(scene: Scene, i: int) -> bool:
    """Tell whether a word is a film or a picture, which says nothing by itself."""
    return any("recording" in entry.fields for _, entry in scene.words[i].look.entries(DOMAIN))


def published_in(scene: Scene, first: int, last: int, depth: int) -> ActorMention | None:
    """Return the outlet that published a statement named among some words («في بيان تداولته مواقع»)."""
    for mention in within(scene.mentions.actors, first, min(last, first + _PUBLISHED_REACH)):
        at = mention.first
        about = scene.role(first, "channel") and at - first <= _CHANNEL  # «رأى أن الخطاب الذي بثه التلفزيون»
        if (
            mention.kind in PRESS
            and scene.depth[at] == depth
            and at - 2 >= first
            and published(scene, at)
            and not about
        ):
            return mention
    return None


def channel_in(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the words that tell how it was said («بيان», «اتصال هاتفي»)."""
    for i in range(first, min(last, len(scene.words))):
        if (
            i not in scene.actor_over
            and scene.role(i, "channel")
            and (scene.tags[i - 1] & {"preposition"} or scene.bound(i) == "ب")
        ):
            end = i + 1
            while (
                end < last
                and scene.words[end].look.form.startswith("ال") is False
                and scene.nominal(end)
                and not scene.bound(end)
                and end not in scene.actor_over
                and not happens(scene, end)
                and end - i < 3
            ):
                end += 1
            return i, end
    return None


def _guest(scene: Scene, channel: int, verb: int) -> ActorMention | None:
    """Return the person whom an interview that opens a sentence was given by («وفي حديث خاص مع الناشط سالم، أكد»)."""
    if not any("holds" in e.fields for _, e in scene.words[channel].look.entries(DOMAIN)):
        return None
    for i in range(channel + 1, min(channel + _TOLD, verb - 1)):
        if "with" in scene.tags[i]:
            guest = scene.actor_at.get(i + 1)
            return guest if guest is not None and guest.person and guest.kind in _GUESTS else None
        if scene.tags[i]:
            return None
    return None


def opening_owner(scene: Scene, start: int, verb: int) -> ActorMention | None:
    """Return whose statement opens a sentence («وفي بيان للتنظيم، أعلن»)."""
    if not scene.role(start + 1, "channel") or "in" not in scene.tags[start] or start + 2 >= verb:
        return None
    if (guest := _guest(scene, start + 1, verb)) is not None:
        return guest
    mention = scene.actor_at.get(start + 2)
    owned = scene.bound(start + 2) == _FOR or not scene.form(start + 1).startswith(_THE)  # «في بيان وزارة النقل»
    return mention if mention is not None and owned else None
