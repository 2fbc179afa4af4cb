"""Where the name of a speaker ends: before what the verb is about, with a name that follows a title, over two who speak."""

from __future__ import annotations

from khabar.claims.clauses import happens, is_strange, leads_with_so, skip_asides
from khabar.claims.content import RECORDED
from khabar.claims.cues import Cue
from khabar.claims.extents import extended
from khabar.claims.scene import DOMAIN, Scene
from khabar.mentions.actors import mention_of
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_NAME = 8  # words of a name behind a title
_AND = "و"
_FOR = "ل"
_WITH = "ب"
_MANNER = "ه"  # the folded ending of «بسرعة», «بقوة»
_TITLES = frozenset({"title", "target", "person", "force"})
_NAMED = frozenset({"title", "person"})
_GROUPS = frozenset({"source", "target"})
_AIMED = frozenset({"target", "object"})
_TAKING = frozenset({"target", "object", "as"})
_GIVEN = frozenset({"given", "ordinary_name"})
_THE = "ال"
_GOD = "الله"
_OBLIQUE = "ين"
_ENDS = frozenset({"complementiser", "colon"})


def before_happening(scene: Scene, mention: ActorMention) -> int:
    """Return the index of the noun of a happening that unnamed speakers tell of and that their mention took in.

    «ناشطون مقتل ثلاثة»: the end of the mention where it holds none.
    """
    if mention.role not in _GROUPS and not (mention.role == "title" and mention.anonymous and not mention.person):
        return mention.last
    for i in range(max(mention.head, mention.first) + 1, mention.last):
        if _is_loss(scene, i) or _is_told(scene, i) or _is_recording(scene, i):
            return i
    return mention.last


def before_target(scene: Scene, cue: Cue, mention: ActorMention) -> int:
    """Return the index of the mark before a known name that an unnamed title or a state took in («مسؤول محلي «الحزب»»).

    A verb that is aimed at somebody has a subject and a target: the end of the mention where it holds no such name.
    """
    if mention.role not in ("place", "title") or not cue.accepts & _AIMED:
        return mention.last
    for i in range(max(mention.head, mention.first) + 1, mention.last - 1):
        if i in scene.closing and any(hit.bearers.actors for hit in scene.text.names.get(i + 1, ())):
            return i if mention.role == "place" or _is_unnamed(scene, mention.first, i) else mention.last
    return mention.last


def before_object(scene: Scene, cue: Cue, mention: ActorMention) -> int:
    """Return the index of what is asked for, or of whom it is asked of, that the title of one person took in, else its end.

    «رئيس الوزراء العراقي وقف القصف», «النائب سالم الخطيب ضرورة الحوار», «المتحدث باسم الجيش العراقي الأطراف على».
    """
    if mention.role not in _NAMED or not mention.person or not (cue.accepts & _TAKING or cue.says("addressee")):
        return mention.last
    if mention.role == "person" and mention.name is not None:
        return mention.last  # a known name is whole
    for i in range(max(mention.head, mention.first) + 1, mention.last):
        word = shape(scene.words[i].look)
        if word.roles.keys() & _GIVEN and (
            "title" not in word.roles or is_strange(scene, min(i + 1, mention.last - 1))
        ):
            continue  # «الباحث اليمني مختار اليافعي», but not «وزير النقل التركي قائد اللواء»
        if "title" in word.roles and not word.definite:
            before = shape(scene.words[i - 1].look)
            if "nationality" in before.roles and before.definite and not word.prefix:
                return i  # «نعى وزير النقل التركي قائد اللواء»
            continue
        if "title" in word.roles or not may_end(scene, i - 1):
            continue
        if _is_act(scene, i) or _is_called(scene, i) or _is_state(scene, i, mention.last):
            return i
    return mention.last


def may_end(scene: Scene, i: int) -> bool:
    """Tell whether a title can end with a word: it has the article, or is part of a name."""
    form = scene.form(i)
    if (form.startswith(_THE) and form != _THE) or form.endswith(_GOD):
        return True
    return is_strange(scene, i) or bool(shape(scene.words[i].look).roles.keys() & _GIVEN)


def _is_act(scene: Scene, i: int) -> bool:
    """Tell whether a word is a noun of doing without the article, or one such as «ضرورة» before what is to be done."""
    look = scene.words[i].look
    if is_strange(scene, i):  # «وقف القصف»
        before = scene.form(i + 1).startswith(_THE) and not look.form.startswith(_THE)
        return before and happens(scene, i + 1)
    if any(r.pos == "masdar" and not (r.definite or r.prefix or r.suffix) for r, _ in look.entries("events")):
        return not scene.form(i + 1).startswith(_GOD)  # «فتح الله»
    return any("force" in e.fields and e.fields.get("content") and not r.prefix for r, e in look.entries(DOMAIN))


def _is_state(scene: Scene, i: int, last: int) -> bool:
    """Tell whether a word ends a mention behind a name and is a state's («الرئيس هادي الصين»)."""
    named = i + 1 == last and bool(shape(scene.words[i - 1].look).roles.keys() & _GIVEN or is_strange(scene, i - 1))
    return named and any(r.needs == "country" for hit in scene.text.names.get(i, ()) for r in hit.bearers.actors)


def _is_called(scene: Scene, i: int) -> bool:
    """Tell whether a word behind a nationality is a noun with the article: who is called to something («الأطراف»)."""
    look = scene.words[i].look
    if look.form.startswith(_THE) and look.form.endswith(_OBLIQUE):  # «متحدث باسم الجيش المسلحين بـ»
        return any(r.pos == "noun" and r.number == "p" for r in look.readings)
    if not (look.form.startswith(_THE) and "nationality" in shape(scene.words[i - 1].look).roles):
        return False
    if is_strange(scene, i):  # «المجتمع الدولي»
        return i + 1 < len(scene.words) and any(
            r.pos == "adjective" and r.definite for r in scene.words[i + 1].look.readings
        )
    return all(r.pos == "noun" and r.definite for r in look.readings)


def _is_unnamed(scene: Scene, first: int, last: int) -> bool:
    """Tell whether some words name somebody only by an office without the article («مسؤول محلي»)."""
    reader = scene.mentions.reader
    phrase = reader.read(first, last) if reader is not None else None
    if reader is None or phrase is None or phrase.last != last or phrase.head_end >= last:
        return False  # «منظمة «أطباء النهر»»: the name is the noun's
    return "quality" in shape(scene.words[last - 1].look).roles and mention_of(reader, phrase).anonymous


def before_act(scene: Scene, mention: ActorMention) -> int:
    """Return the index of the noun of an act that an unnamed body took in («اللجنة الهجوم»), else its end."""
    if mention.id or mention.role not in ("body", "force"):
        return mention.last
    for i in range(max(mention.head, mention.first) + 1, mention.last):
        acts = [
            r for r, e in scene.words[i].look.entries("events") if r.pos in ("noun", "masdar") and "type" in e.fields
        ]
        if any(r.definite and not r.prefix for r in acts) and not shape(scene.words[i].look).roles:
            return i
    return mention.last


def before_saying(scene: Scene, first: int, last: int) -> int:
    """Return the index of the noun of saying with the article that a subject took in («المصدر التأكيد»), else its end."""
    for i in range(first + 1, last):
        entries = scene.words[i].look.entries(DOMAIN)
        told = any(
            r.definite and not r.prefix and r.pos in ("masdar", "noun") and "force" in e.fields for r, e in entries
        )
        if told and may_end(scene, i - 1):
            return i  # but not «وزير النقل»
    return last


def _is_told(scene: Scene, i: int) -> bool:
    """Tell whether a word is an outlet's reporter to whom somebody spoke («ناشطون لمراسل «النهر»»)."""
    return scene.bound(i) == _FOR and "outlet" in shape(scene.words[i].look).roles


def _is_recording(scene: Scene, i: int) -> bool:
    """Tell whether a word is a film or pictures («ناشطون صوراً»), news or a sound, without the article."""
    entries = scene.words[i].look.entries(DOMAIN)
    return any(e.fields.keys() & RECORDED and not r.definite and not r.prefix for r, e in entries)


def _is_loss(scene: Scene, i: int) -> bool:
    """Tell whether a word is an indefinite noun of an attack or of what it did («مقتل», «قصف», «احتراق»)."""
    look = scene.words[i].look
    told = (
        *look.entries("casualties"),
        *look.entries("damage"),
        *((r, e) for r, e in look.entries("events") if e.fields.get("type") == "ASSAULT"),
    )
    return any(r.pos == "masdar" and not r.definite and not r.prefix for r, _ in told)


def up_to_that(scene: Scene, mention: ActorMention, last: int, limit: int) -> int:
    """Return the index of «أن» where only words of a name stand between a title and it, or `last`.

    «قائد مقاتلي عشائر السهل سالم الخطيب إن»: nothing else can stand between a verb of saying, its subject and «أن».
    """
    if mention.role not in _TITLES or mention.id:
        return last
    at = last
    while at < limit and at - last < _NAME and _goes_on(scene, at):
        at += 1
    if at == last or at >= limit:
        return last
    if scene.tags[at] & _ENDS:
        return at
    behind = skip_asides(scene, at, limit) if "comma" in scene.tags[at] else limit  # «… سالم الخطيب، اليوم، أن»
    return at if behind < limit and "complementiser" in scene.tags[behind] else last


def _goes_on(scene: Scene, i: int) -> bool:
    """Tell whether a word can belong to a name that goes on."""
    form, readings = scene.form(i), scene.words[i].look.readings
    foreign = is_strange(scene, i - 1) and leads_with_so(scene, i)  # «هاينز فيشر»
    given = "given" in shape(scene.words[i].look).roles and not scene.tags[i]  # but not «على»
    return (
        (scene.nominal(i) or foreign or given)
        and (foreign or not scene.joined(i))
        and not scene.bound(i)
        and i not in scene.time_at
        and not (scene.aside_end(i) > i)
        and not _is_loss(scene, i)
        and not (form.startswith(_WITH) and form.endswith(_MANNER))  # «ببساطة»
        and not (readings and all(r.suffix for r in readings))  # «نفسه»
        and (foreign or given or not scene.words[i].look.entries("speech"))
    )


def offices_end(scene: Scene, actor: ActorMention, last: int, limit: int) -> int:
    """Return the index after the second office of one person («نائب رئيس الوزراء ووزير النقل سالم الخطيب»), or `last`."""
    other = scene.actor_at.get(last)
    if other is None or actor.role != "title" or not actor.person or actor.anonymous or other.last > limit:
        return last
    if other.role != "title" or not other.person or scene.form(last)[:1] != _AND or _is_named(scene, actor):
        return last
    return extended(scene, other, last, limit).last if _is_named(scene, other) else last


def _is_named(scene: Scene, title: ActorMention) -> bool:
    """Tell whether a title ends with the name of its bearer."""
    given = any(
        shape(scene.words[i].look).roles.keys() & _GIVEN for i in range(max(title.head + 1, title.last - 2), title.last)
    )
    return given or (is_strange(scene, title.last - 1) and title.last - 1 > max(title.head, title.first))


def both_end(scene: Scene, first: int, last: int, limit: int) -> int:
    """Return the index after the second of two who speak together («كل من «الهيئة» و«الاتحاد»»), or `last`."""
    if "quantifier" not in scene.tags[first] or first + 1 >= limit or "from" not in scene.tags[first + 1]:
        return last
    at = last
    while at < limit and "quote" in scene.tags[at]:
        at += 1
    if at >= limit or scene.form(at)[:1] != _AND:
        return last
    second = next((scene.actor_at[i] for i in (at, at + 1, at + 2) if i in scene.actor_at), None)
    if second is not None and second.last <= limit:
        end = second.last
    elif at + 1 in scene.closing:
        end = scene.closing[at + 1]
    else:
        return last
    return end + 1 if end < limit and "quote" in scene.tags[end] else end
