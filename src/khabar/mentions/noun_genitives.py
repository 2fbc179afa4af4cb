"""Whom or what a noun belongs to: the place of an office, the name of its bearer, the party whose members are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.language import ActorName
from khabar.mentions.model import PRESS
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.persons import name_end
from khabar.mentions.shapes import Shape

if TYPE_CHECKING:
    from khabar.mentions.nouns import Reader

_FIELD = 5  # words that may tell what a speaker knows of
_REACHING = frozenset({"title", "source"})  # heads that say where their office or knowledge lies


def read_seat(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """«في دمشق», «بوزارة الدفاع», «من القرية», «لدى الأمم المتحدة»: where a speaker sits."""
    at = phrase.last
    word = reader.shapes[at]
    free = bool(word.role("on_behalf", "at", "from")) or (phrase.says("sent") == "yes" and "to" in word.roles)
    free = free or (phrase.says("stands") == "yes" and "about" in reader.words[at].look.tags)  # «النائب عن دمشق»
    bound = reader.has_prefix(at)
    if not (free or bound) or (inner and phrase.role not in _REACHING):
        return 0
    if phrase.says("seat") == "no" and phrase.plural and "from" in word.roles:
        return _from(reader, phrase, at + 1, limit)  # «نظراءه من دول الخليج»
    if (phrase.located and (inner or phrase.role != "title")) or phrase.says("seat") == "no":
        return 0  # «نظيره الكيني في الرياض» says where they met
    if "from" in word.roles and (
        phrase.role in ("force", "target") or (phrase.role == "body" and not phrase.definite and not phrase.genitive)
    ):
        return _from(reader, phrase, at + 1, limit)
    chief = phrase.role == "body" and any(q.fields.get("serves") for q in phrase.qualities)  # «المجلس الأعلى للقضاء»
    serving = (chief or phrase.says("serves") == "yes") and phrase.definite and reader.has_prefix(at)
    if (
        phrase.role not in _REACHING
        and not serving
        and not (phrase.role in ("body", "name", "target", "outlet") and not phrase.located and not phrase.person)
    ):
        return 0
    after = at + 1 if free else at
    if after >= limit:
        return 0
    loose = phrase.role not in _REACHING
    place, prefix, last = reader.place(after, limit)
    if place and (prefix == "" or bound):
        if loose:
            return 0
        phrase.place, phrase.country, phrase.located = place, phrase.country or place.country, True
        phrase.closed = last
        return last
    if loose and not serving:
        return 0
    if "field" in reader.shapes[after].roles and phrase.role in _REACHING and not _about(reader.shapes[after]):
        return _field(reader, phrase, after, limit)
    owner = reader.read(after, limit, inner=True)
    if owner is None or (owner.role == "target" and phrase.role != "title"):
        placed = reader.shapes[after].placing if bound else "at" in word.roles
        return _vaguely(reader, phrase, after) if (placed and not serving) or chief else 0
    if bound and (
        (owner.person and phrase.role == "title")
        or _carries(owner)
        or (phrase.role == "source" and not _with_b(reader, after))
    ):
        return 0
    phrase.located = True
    phrase.owner = phrase.owner or owner
    phrase.country = phrase.country or owner.country
    phrase.closed = owner.last
    return owner.last


def _field(reader: Reader, phrase: Phrase, at: int, limit: int) -> int:
    """«في شؤون الجماعات المسلحة»: what a speaker knows of."""
    phrase.located = phrase.genitive = True
    end = at + 1
    owner = reader.read(end, limit, inner=True) if end < limit else None
    if owner and not owner.person:
        end = owner.last
    while end < min(limit, at + _FIELD) and _tells_field(reader.shapes[end]):
        end += 1
    phrase.closed = end
    return end


def _about(word: Shape) -> bool:
    """«بشأن» is a preposition, «في الشأن» and «بشؤون» say what a speaker knows of."""
    reading, _ = word.roles["field"]
    return reading.prefix != "" and reading.number == "s" and not reading.definite


def _tells_field(word: Shape) -> bool:
    said = word.definite and not word.tags and not word.timely and "title" not in word.roles
    return said and (word.nominal or not word.finite)


def _with_b(reader: Reader, at: int) -> bool:
    return reader.shapes[at].prefix == "ب" or any(hit.prefix == "ب" for hit in reader.text.names.get(at, ()))


def _vaguely(reader: Reader, phrase: Phrase, at: int) -> int:
    """«في المنطقة الوسطى»: a place that no record knows."""
    word = reader.shapes[at]
    if not word.definite or word.roles or word.tags or word.timely or word.masdar or (word.finite and not word.nominal):
        return 0
    phrase.located = phrase.genitive = True
    return at + 1


def _from(reader: Reader, phrase: Phrase, at: int, limit: int) -> int:
    """«عناصر من الشرطة»: whose members they are."""
    owner = reader.read(at, limit, inner=True) if at < limit else None
    if owner is None or owner.role in ("target", "source") or owner.person:
        return 0
    phrase.owner = phrase.owner or owner
    phrase.country = phrase.country or owner.country
    return owner.last


def read_name(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """The name of the person who bears a title, of the owner or of the place of an office."""
    at = phrase.last
    if phrase.person_at:
        return 0
    record, hit = reader.record(at, limit)
    if record and hit and not hit.prefix:
        if record.person and inner and phrase.role in ("force", "body", "source", "target"):
            return 0
        if record.person and phrase.role in ("title", "source", "force", "target"):
            if phrase.role == "title" and _bare_title(reader, phrase):
                phrase.owner = phrase.owner or reader.named(at, record, hit)
                phrase.closed = hit.last
                return hit.last
            if reader.number(phrase) == "p":
                return 0
            if phrase.role == "force" and phrase.says("members") and reader.is_open(phrase) and phrase.plural:
                phrase.owner = phrase.owner or reader.named(at, record, hit)
                phrase.entries.append(record.id)
                return hit.last
            phrase.person, phrase.person_at = record, (hit.first, hit.last)
            phrase.entries.append(record.id)
            return hit.last
        if record.person:
            if not (reader.is_open(phrase) and phrase.role in ("force", "body")):
                return 0
            phrase.owner = phrase.owner or reader.named(at, record, hit)
            phrase.closed = hit.last
            return hit.last
        if reader.is_open(phrase) or (
            phrase.role in ("title", "outlet") and record.needs not in ("country", "capital")
        ):
            owner = reader.read(at, limit, inner=True) or reader.named(at, record, hit)
            if owner.person and owner.role != "name":
                owner = reader.named(at, record, hit)
            phrase.owner = phrase.owner or owner
            phrase.country = phrase.country or owner.country
            phrase.entries.append(record.id)
            phrase.closed = owner.last
            return owner.last
        return 0
    if (
        reader.number(phrase) != "p"
        and not reader.titled_by_phrase(at)
        and not (phrase.role == "force" and phrase.says("members"))  # «اعتقلت القوات أحمد الخطيب»
        and (phrase.role == "title" or (not inner and phrase.role in ("source", "target", "force")))
    ):
        end = name_end(
            reader.naming,
            at,
            limit,
            titled=phrase.role == "title" and not phrase.says("given") and not reader.is_open(phrase),
        )
        if end > at:
            phrase.person_at = (at, end)
            phrase.person = _recorded(reader, at, end, phrase.country) if phrase.role == "title" else None
            return end
    place, prefix, last = reader.place(at, limit) if reader.is_open(phrase) or _of_place(phrase) else (None, "", at)
    if place and not prefix:
        phrase.place, phrase.country = place, phrase.country or place.country
        phrase.closed = last
        return last
    return 0


def _of_place(phrase: Phrase) -> bool:
    """«مدعي عام الأهواز»: an office of several words without the article, whose place follows."""
    return phrase.role == "title" and not (phrase.definite or phrase.plural or phrase.country or phrase.located)


def _recorded(reader: Reader, first: int, end: int, country: str) -> ActorName | None:
    """Return the person of this country whose recorded name the last words of a fuller name are."""
    for at in range(first + 1, end):
        for hit in reader.text.names.get(at, ()):
            if hit.last == end and not hit.prefix:
                found = [r for r in hit.bearers.actors if r.person and country and r.country == country]
                if found:
                    return found[0]
    return None


def _bare_title(reader: Reader, phrase: Phrase) -> bool:
    """«معاون المبعوث»: a title without article whose next word says whose it is."""
    return (
        phrase.last == phrase.head_end
        and reader.is_open(phrase)
        and not phrase.says("rank")
        and not phrase.says("address")
        and phrase.says("unnamed") != "yes"
    )


def read_noun(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """A further noun with an entry: a second title, the body that an office belongs to."""
    at = phrase.last
    word = reader.shapes[at]
    if word.prefix or phrase.person_at:
        return 0
    portfolio = word.roles.get("portfolio")
    if portfolio and (word.definite or reader.is_open(phrase)):
        phrase.portfolio = phrase.portfolio or str(
            portfolio[1].fields.get("english") or portfolio[1].fields.get("portfolio", "")
        )
        phrase.entries.append(portfolio[1].id)
        return at + 1
    entry, last, _ = reader.entry(at, limit)
    if entry is None or entry.fields.get("role") == "unknown" or (word.suffix and entry.fields.get("unnamed")):
        return 0  # «التقى الوزير نظيره»
    if entry.fields["role"] == "title" and phrase.role == "title":
        phrase.titles.append(entry)
        phrase.entries.append(entry.id)
        if phrase.says("rank") or phrase.says("address"):
            phrase.take(entry)
        return last
    if reader.is_open(phrase):
        if phrase.role == "force" and entry.fields["role"] == "target" and entry.fields.get("people") == "yes":
            return 0  # «دهس مستوطن طفلة»
        owner = reader.read(at, limit, inner=True)
        if owner:
            if (
                owner.person_at
                and phrase.role in ("title", "force", "source")
                and not phrase.person_at
                and owner.role != "title"
            ):
                phrase.person, phrase.person_at = owner.person, owner.person_at
            phrase.owner = phrase.owner or owner
            phrase.country = phrase.country or owner.country
            phrase.unknown = phrase.unknown or owner.unknown
            return owner.last
    return 0


def _carries(owner: Phrase) -> bool:
    """Tell whether an object is an outlet: «لوكالة الأنباء» is where a thing was said, not whose speaker it is."""
    return owner.role == "outlet" or bool(owner.record and owner.record.kind in PRESS)
