"""Who says it: the subject after a verb, the subject before it, and the noun phrase after a cue."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from khabar.claims.bounds import before_happening, before_target, both_end, up_to_that
from khabar.claims.clauses import apposed_end, is_oblique, is_strange, skip_asides
from khabar.claims.content import Complement, is_quotation
from khabar.claims.cues import Cue
from khabar.claims.scene import Scene
from khabar.mentions.actors import mention_of
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.shapes import shape

_GIVEN = frozenset({"given", "ordinary_name"})
_ADDRESS = ("ي", "ه", "و")  # ends of «معالي», «سعادة», «سمو»
_NAME = 5  # words of a name that a mention may have left out
_AND = "و"
_THE = "ال"
_NOMINATIVE = "ون"
_TWO = "ان"
_NISBA = "ي"
_FOR = "ل"
_QUALITIES = 3  # adjectives between a noun and the name that a group gives itself
_OFFICE = 9  # words of a body in a title
_UNNAMED = frozenset({"source", "title"})
_PLURAL = frozenset({"3mp", "3fp", "3md", "3fd"})


class Subject(NamedTuple):
    """The words `[first, last)` of a speaker, the actor that they mention if any, and where the search goes on.

    `told` is an agency or outlet whose name its mention had taken in («سياسي يمني لرويترز»).
    """

    first: int
    last: int
    actor: ActorMention | None
    after: int
    rule: str
    told: ActorMention | None = None


def subject_after(scene: Scene, cue: Cue, limit: int) -> Subject | None:
    """Return the subject right after a verb, over words that belong to neither."""
    if cue.reading is not None and cue.reading.person in _PLURAL:
        return None
    at = skip_asides(scene, cue.last, limit, commas=False)
    if at >= limit:
        return None
    found = actor_at(scene, at, limit)
    if found is None and cue.first in scene.actor_over and (reader := scene.mentions.reader) is not None:
        phrase = reader.read(at, limit)  # «طالب الأهالي»: the cue was read into the noun phrase
        found = mention_of(reader, phrase) if phrase and phrase.role != "place" else None
    if found is None and at == cue.last and at + 1 < limit and scene.words[at].look.plays("actors", "part"):
        some = shape(scene.words[at + 1].look)
        if some.definite and at + 1 not in scene.time_at and not scene.bound(at + 1):
            return Subject(at, at + 2, None, at + 2, "claims.subject")  # «دعت بعض الأطراف الحكومة إلى»
    if found is None:
        return _nominative(scene, cue, at, limit)
    if (cue.entry.fields.get("addressee") or cue.accepts & {"object", "target"}) and is_oblique(scene, found):
        return None  # «الذي وعد المتظاهرين بأن»: whom it is said to
    if cue.entry.fields.get("addressee") and _told_press(scene, cue, found, limit):
        return None
    parted = _of_agency(scene, found, limit) or _without_agency(scene, found)
    return parted or _bounded(
        scene, cue, extended(scene, found, at if is_strange(scene, at) else found.first, limit), at, limit
    )


def _told_press(scene: Scene, cue: Cue, found: ActorMention, limit: int) -> bool:
    """Tell whether an outlet between a verb and its content is only told it («المتحدث أبلغ الشبكة أن»)."""
    return (
        found.kind in PRESS
        and found.last < limit
        and "complementiser" in scene.tags[found.last]
        and cue.prefix == ""
        and cue.first - 1 in scene.actor_over
    )


def subject_behind_object(scene: Scene, cue: Cue, found: Complement, limit: int) -> Subject | None:
    """Return the subject behind the happening that it is said to have done («وتبنى الهجوم تنظيم داعش»), else None."""
    act = cue.last
    while act < limit and ("demonstrative" in scene.tags[act] or scene.words[act].look.plays("actors", "part")):
        act += 1  # «معظم هذه الهجمات»
    if found.kind != "object" or found.first not in (cue.last, act) or act + 1 >= limit:
        return None
    done = cue.says("object") == "happening" and cue.says("subject") == "actor"
    if not (done or cue.says("force") == "deny") or not shape(scene.words[act].look).definite:
        return None
    at = act + 1
    mention = scene.actor_at.get(at)
    if mention is None or mention.last > limit or scene.bound(at) or scene.joined(at) or mention.role == "place":
        return None
    return extended(scene, mention, at, limit)


def _bounded(scene: Scene, cue: Cue, subject: Subject, at: int, limit: int) -> Subject:
    """Return a subject without the happening that it tells of, with all its name, and with the one who speaks with it."""
    actor = subject.actor
    if actor is None:
        return subject
    end = min(before_happening(scene, actor), before_target(scene, cue, actor))
    if end < actor.last:
        return cut(scene, subject, end)
    end = subject.last
    if "that" in cue.accepts and not cue.entry.fields.get("addressee"):
        end = up_to_that(scene, actor, end, limit)
    end = both_end(scene, at, end, limit)
    return subject._replace(last=end, after=max(end, subject.after, _behind_title(scene, cue, actor, end, limit)))


def _behind_title(scene: Scene, cue: Cue, actor: ActorMention, end: int, limit: int) -> int:
    """Return the index after the title that follows a name («أعلن سالم الخطيب زعيم الحزب استعداده»), or `end`."""
    title = scene.actor_at.get(end)
    if actor.role != "person" or title is None or title.role != "title" or "that" not in cue.accepts:
        return end
    if not _apposes(scene, title, limit):
        return end
    return next(
        (i for i in range(title.first, title.last) if i in scene.closing and is_quotation(scene, i)), title.last
    )


def cut(scene: Scene, subject: Subject, end: int) -> Subject:
    """Return a subject that ends at a word, its actor read anew from what is left of it."""
    actor, reader = subject.actor, scene.mentions.reader
    phrase = reader.read(actor.first, end) if actor is not None and reader is not None else None
    if reader is not None and phrase is not None:
        actor = mention_of(reader, phrase)
    return Subject(subject.first, end, actor, end, "claims.subject_shortened")


def _nominative(scene: Scene, cue: Cue, at: int, limit: int) -> Subject | None:
    """Return a subject that no mention knows but whose ending tells it («اتهم الانفصاليون القوات»)."""
    if cue.reading is None or cue.reading.person[2:] != "s" or at != cue.last or scene.bound(at) or scene.joined(at):
        return None
    if not scene.form(at).startswith(_THE):
        return None
    if any(r.number == "d" and r.pos == "noun" for r in scene.words[at].look.readings) and scene.form(at).endswith(
        _TWO
    ):
        return Subject(at, at + 1, None, at + 1, "claims.subject")  # «وجدد الجانبان الدعوة»
    if not scene.form(at).endswith(_NOMINATIVE):
        return None
    end = at + 1
    while end < limit and scene.form(end).endswith(_NOMINATIVE) and scene.form(end).startswith(_THE):
        end += 1
    return Subject(at, end, None, end, "claims.crowd")


def _of_agency(scene: Scene, mention: ActorMention, limit: int) -> Subject | None:
    """Return the correspondent of an agency that is told behind him («مراسل لوكالة فرانس برس»)."""
    agency = scene.actor_at.get(mention.last)
    if agency is None or agency.last > limit or agency.kind not in PRESS or scene.bound(agency.first) != _FOR:
        return None
    if mention.kind != "outlet" or mention.role != "title" or mention.name or mention.last - mention.first > 1:
        return None
    actor = replace(agency, anonymous=True, kind="outlet")
    return Subject(mention.first, agency.last, actor, agency.last, "claims.subject")


def _without_agency(scene: Scene, mention: ActorMention) -> Subject | None:
    """Return the subject without the agency that it spoke to, where its mention took both in."""
    reader = scene.mentions.reader
    if reader is None:
        return None
    for i in range(mention.first + 1, mention.last):
        if any(
            hit.prefix.endswith("ل") and any(r.kind == "agency" for r in hit.bearers.actors)
            for hit in scene.text.names.get(i, ())
        ):
            own, agency = reader.read(mention.first, i), reader.read(i, mention.last)
            if own is None or agency is None:
                return None
            actor = mention_of(reader, own)
            return Subject(actor.first, i, actor, mention.last, "claims.subject", mention_of(reader, agency))
    return None


def shortened(scene: Scene, subject: Subject) -> Subject | None:
    """Return a subject without the words that may be the object of its verb and no name, None where there are none."""
    actor = subject.actor
    if actor is None or actor.role not in ("title", "body", "force", "source", "outlet"):
        return None
    for i in range(max(actor.head, actor.first) + 1, subject.last):
        word = shape(scene.words[i].look)
        if is_strange(scene, i) or (
            not word.roles and (scene.words[i].look.entries("events") or scene.words[i].look.entries("speech"))
        ):
            return cut(scene, subject, i)
    return None


def actor_at(scene: Scene, at: int, limit: int) -> ActorMention | None:
    """Return the actor that starts at a word, at the mark before it or one plain noun after it («مكتب محافظ»)."""
    for i in (at, at + 1):
        mention = scene.actor_at.get(i)
        if (
            mention is None
            or i >= limit
            or (
                shape(scene.words[i].look).suffix
                and any(r.pos == "verb" and r.suffix for r in scene.words[i].look.readings)
            )
        ):
            continue
        if scene.bound(i) in ("ل", "ب", "ك"):
            return None
        if i > at and at in scene.closing and mention.last < scene.closing[at] and is_quotation(scene, at):
            return None  # «قالت تحت عنوان «القرية تنتصر …»»
        if (
            i == at
            or scene.tags[at] & {"quote", "open_bracket", "demonstrative", "quantifier"}
            or (
                mention.person
                and (mention.role != "title" or scene.form(at).endswith(_ADDRESS))
                and (is_strange(scene, at) or shape(scene.words[at].look).roles.keys() & _GIVEN)
            )
            or (
                i in scene.closing
                and mention.last == scene.closing[i] + 1
                and scene.nominal(at)
                and not scene.bound(at)
            )
        ):
            return mention
    return None


def extended(scene: Scene, mention: ActorMention, first: int, limit: int) -> Subject:
    """Return a subject with the words of a name that its mention left out, up to a mark, «أن» or a preposition."""
    if mention.role == "outlet" and (known := _in_brackets(scene, mention, limit)) is not None:
        return Subject(first, known.last, known, known.last + 1, "claims.subject")  # «وكالة أنباء النظام (سانا)»
    shut = scene.closing.get(mention.first, limit)
    if shut + 1 < min(mention.last, limit):
        return Subject(first, shut + 1, mention, shut + 1, "claims.subject")  # «“منسقو الاستجابة” مقتل»
    end = at = min(mention.last, limit)
    if (named := _named_itself(scene, at, limit)) > at:
        return Subject(first, named, mention, named, "claims.subject")  # «جماعة تطلق على نفسها اسم «حراس الوادي»»
    bearer = scene.actor_at.get(at)
    if bearer is not None and bearer.person and mention.kind == "outlet" and bearer.last <= limit:
        return Subject(first, bearer.last, mention, bearer.last, "claims.subject")  # «مراسلنا سالم الخطيب»
    if bearer is not None and mention.id is not None and bearer.id == mention.id and bearer.last <= limit:
        whole = replace(mention, last=bearer.last, span=scene.span(mention.first, bearer.last))
        return Subject(first, bearer.last, whole, bearer.last, "claims.subject")  # «الرئيس هادي»
    if bearer is not None and mention.role == "title" and not mention.person and _names_bearer(scene, bearer, limit):
        return Subject(first, bearer.last, mention, bearer.last, "claims.subject")  # «قائد اللواء العميد سالم الخطيب»
    name = scene.actor_at.get(at + 1) if mention.role == "title" and _is_of_country(scene, at) else None
    if name is not None and name.role == "person" and name.last <= limit:
        return Subject(first, name.last, mention, name.last, "claims.subject")  # «وزير النقل الفلسطينية سالم الخطيب»
    if mention.role == "title" and mention.person and (holder := _holder(scene, mention, first, limit)) is not None:
        return Subject(first, holder.last, holder, holder.last, "claims.subject")
    if mention.role == "title" and mention.person and mention.id is None:
        named = _given_end(scene, at, limit)
        if named > at + 1:
            return Subject(first, named, mention, named, "claims.subject")  # «المتحدث … العميد رحيم ستوده أي»
    close = scene.closing.get(at)
    if (
        close is not None
        and close < limit
        and close - at <= _NAME
        and mention.kind == "outlet"
        and not is_quotation(scene, at)
    ):
        return Subject(first, close + 1, mention, close + 1, "claims.subject")  # «مراسل «الساحل»»
    if mention.anonymous and at < limit and scene.verblike(at):
        return Subject(first, end, mention, end, "claims.subject")  # «وسائل إعلام تنشط في السهل»
    named_by_index = mention.person and mention.id is not None
    while at < limit and at - end < _NAME and _in_name(scene, at, end, limit, known=named_by_index):
        at += 1
    last = at if _is_name_to(scene, mention, end, at, limit) else apposed_end(scene, mention, end, limit)
    last = _joined_end(scene, mention, last, limit)
    return Subject(first, last, mention, last, "claims.subject")


def _given_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the name that starts with a first name at a word, or whose second word is a person's, or `at`."""
    person = scene.actor_at.get(at + 1) if at + 1 < limit else None
    known = person is not None and person.role == "person" and person.last <= limit
    if at >= limit or scene.bound(at) or scene.joined(at) or scene.tags[at] or at in scene.actor_at:
        return at
    if person is not None and known and scene.nominal(at) and not scene.form(at).startswith(_THE):
        return person.last
    if not shape(scene.words[at].look).roles.keys() & _GIVEN:
        return at
    end = at + 1
    while end < min(at + _NAME, limit) and _like_name(scene, end):
        end += 1
    return end


def _like_name(scene: Scene, i: int) -> bool:
    """Tell whether a word may go on a name: a first name, one that no entry reads, or one that is read as a verb alone."""
    look = scene.words[i].look
    if look.tags or i in scene.actor_at or i in scene.time_at or scene.joined(i):
        return False
    verb = bool(look.readings) and all(r.pos == "verb" and r.prefix and r.suffix for r in look.readings)
    return is_strange(scene, i) or verb or bool(shape(look).roles.keys() & _GIVEN)


def _holder(scene: Scene, mention: ActorMention, first: int, limit: int) -> ActorMention | None:
    """Return the bearer of an office whose title stops short of his name, with all of the title.

    «قائد هذه القوات اللواء سالم الخطيب», «المسؤول الإعلامي للجناح العسكري لحزب العمال بختيار دوغان».
    """
    at = min(mention.last, limit)
    if mention.id is not None or at >= limit:
        return None
    if "demonstrative" in scene.tags[at]:
        for i in range(at + 2, min(at + _NAME, limit)):
            bearer = scene.actor_at.get(i)
            if bearer is not None and bearer.last <= limit and _names_bearer(scene, bearer, limit):
                return replace(bearer, first=first, span=scene.span(first, bearer.last))
        return None
    end = at
    while end < min(at + _OFFICE, limit) and (scene.bound(end) == _FOR or (end > at and _in_office(scene, end))):
        end += 1
    name = end
    while (
        name < min(end + _NAME, limit) and is_strange(scene, name) and not scene.joined(name) and not scene.bound(name)
    ):
        name += 1
    if end == at or name - end < 2:
        return None
    return replace(mention, last=name, span=scene.span(first, name), first=first)


def _in_office(scene: Scene, i: int) -> bool:
    """Tell whether a word may belong to the body whose office somebody holds."""
    return not scene.tags[i] and (i in scene.actor_over or (scene.form(i).startswith(_THE) and scene.nominal(i)))


def _is_name_to(scene: Scene, mention: ActorMention, end: int, at: int, limit: int) -> bool:
    """Tell whether the words from the end of a mention up to an index are the rest of its name."""
    bare = mention.role == "force" and mention.last - mention.first == 1 and not mention.definite
    if at <= end or not (bare or mention.person or mention.role in ("title", "outlet", "source", "person")):
        return False  # «قوات بيشمركة زيرفاني»
    if not any(is_strange(scene, i) for i in range(end, end + 1 if mention.anonymous else at)):
        return False
    if at >= limit or scene.bound(at) or at in scene.time_at:
        return True
    if scene.tags[at] & {"punct", "complementiser", "preposition", "any", "neg_noun", "relative"}:
        return True
    return is_strange(scene, at - 1) and _known(scene, at)


def _in_brackets(scene: Scene, mention: ActorMention, limit: int) -> ActorMention | None:
    """Return the agency or outlet whose name stands in brackets behind a noun for one, None where none does."""
    for i in range(mention.last, min(mention.last + 2, limit)):
        known = scene.actor_at.get(i + 1) if i in scene.brackets else None
        if known is not None and known.kind in PRESS and known.name and known.last == scene.brackets[i]:
            return known
        if scene.tags[i] or i in scene.actor_at:
            break
    return None


def _named_itself(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the name that a group gives itself behind its noun, or `at`."""
    start = at
    while at < min(start + _QUALITIES, limit) and scene.nominal(at) and not scene.speech_phrase(at, "named_by"):
        at += 1  # «مجموعة غير معروفة تطلق على نفسها اسم»
    hit = scene.speech_phrase(at, "named_by") if at < limit else None
    at = at if hit is not None else start
    if hit is None or hit.last >= limit:
        return at
    if hit.last in scene.closing:
        return scene.closing[hit.last] + 1
    known = scene.actor_at.get(hit.last)
    return min(known.last, limit) if known is not None else hit.last + 1


def _is_of_country(scene: Scene, i: int) -> bool:
    """Tell whether a word is a nationality with the article."""
    word = shape(scene.words[i].look) if i < len(scene.words) else None
    return word is not None and word.definite and "nationality" in word.roles


def _names_bearer(scene: Scene, bearer: ActorMention, limit: int) -> bool:
    """Tell whether an actor right behind a title is a named person with a rank, who bears the title."""
    return (
        bearer.role == "title"
        and bearer.person
        and not bearer.anonymous
        and bearer.last - bearer.first > 1
        and _apposes(scene, bearer, limit)
    )


def _apposes(scene: Scene, bearer: ActorMention, limit: int) -> bool:
    """Tell whether an actor right behind another may be the same one: neither joined nor bound to a preposition."""
    return bearer.last <= limit and not (scene.bound(bearer.first) or scene.joined(bearer.first))


def _in_name(scene: Scene, at: int, end: int, limit: int, *, known: bool) -> bool:
    """Tell whether a word may go on a name that its mention left out from `end` on."""
    if scene.bound(at) or at in scene.time_at or at in scene.actor_at or scene.aside_end(at) > at:
        return False
    if shape(scene.words[at].look).nameless:
        return False
    if known and scene.form(at).startswith(_THE):
        return False  # «طالب سالم الخطيب الاطار بالاجتماع»
    if (at > end and _ends_name(scene, at, limit)) or _before_surname(scene, at, limit):
        return True
    return (
        scene.nominal(at)
        and not scene.joined(at)
        and not scene.words[at].look.entries("speech")
        and not (at > end and is_strange(scene, at - 1) and _known(scene, at))
    )


def _before_surname(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word stands before a surname that no entry knows and that ends its phrase («مثنى التميمي إن»)."""
    if at + 2 > limit or not (is_strange(scene, at + 1) and scene.form(at + 1).startswith(_THE)):
        return False
    after = scene.tags[at + 2]
    return scene.form(at + 1).endswith(_NISBA) and (
        bool(after & {"complementiser", "comma", "colon"}) or scene.bound(at + 2) == _FOR
    )


def _ends_name(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word between a strange one and «أن» or a comma is the end of a name («هاينز فيشر إن»)."""
    after = scene.tags[at + 1] if at + 1 < limit else frozenset()
    return is_strange(scene, at - 1) and not scene.tags[at] and bool(after & {"complementiser", "comma", "colon"})


def _joined_end(scene: Scene, mention: ActorMention, last: int, limit: int) -> int:
    """Return the index after the states that speak together («روسيا وتركيا وإيران»), or `last`."""
    joined = shape(scene.words[last].look) if last < limit and mention.anonymous else None
    if joined is not None and joined.prefix[:1] == _AND and "nationality" in joined.roles:
        return last + 1  # «مسؤولون عراقيون وأكراد»
    other = scene.actor_at.get(last) if mention.anonymous and mention.role in _UNNAMED else None
    if other is not None and other.anonymous and other.role in _UNNAMED and scene.form(last)[:1] == _AND:
        return other.last if other.last <= limit and scene.bound(last) == "" else last  # «شهود ومصادر من البلدة»
    while mention.role == "place" and last < limit:
        other = scene.actor_at.get(last)
        if other is None or other.role != "place" or scene.form(last)[:1] != _AND or other.last > limit:
            break
        last = other.last
    return last


def _known(scene: Scene, at: int) -> bool:
    """Tell whether a word is a definite noun that an entry knows: what follows a foreign name and is no part of it."""
    word = shape(scene.words[at].look)
    return word.definite and bool(scene.words[at].look.readings)
