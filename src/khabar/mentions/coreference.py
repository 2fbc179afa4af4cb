"""Short forms in one report: surnames, titles and definite nouns that point back to an actor told more fully.

Unnamed speakers point back only to unnamed speakers of the same report.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from khabar.mentions.identity import of_record
from khabar.mentions.model import ActorMention
from khabar.mentions.nouns import Reader
from khabar.mentions.shapes import Shape
from khabar.mentions.surnames import with_surnames

_OURS = ("نا", "ي")  # of the one who writes or speaks
_FAR = 40  # mentions that a definite noun may look back over
_WHOLE_REPORT = 300  # mentions that a title may look back over: more than a report has, less than a hostile text
_SAME_KINDS = {
    "armed_group": frozenset({"armed_group"}),
    "military": frozenset({"military", "armed_group"}),
    "politician": frozenset({"armed_group", "politician"}),
    "government": frozenset({"government", "igo"}),
    "agency": frozenset({"agency"}),
    "outlet": frozenset({"outlet"}),
    "ngo": frozenset({"ngo", "igo"}),
    "igo": frozenset({"igo"}),
    "monitor": frozenset({"monitor"}),
}


def point_back(reader: Reader, mentions: list[ActorMention]) -> list[ActorMention]:
    """Return the mentions with surnames added, and with every short form carrying the values of its fuller form."""
    named = with_surnames(reader, mentions)
    out: list[ActorMention] = []
    for mention in named:
        earlier = _antecedent(reader, mention, out)
        out.append(_like(mention, earlier) if earlier else mention)
    return out


def _like(mention: ActorMention, other: ActorMention) -> ActorMention:
    return replace(
        mention,
        name=other.name,
        kind=other.kind,
        country=other.country,
        id=other.id,
        anonymous=other.anonymous,
        person=other.person,
        entries=(*mention.entries, "mentions.coreference"),
    )


def _antecedent(reader: Reader, mention: ActorMention, earlier: list[ActorMention]) -> ActorMention | None:
    """Return what a definite, unspecific mention points back to."""
    if (
        not (mention.points or _suffixed(reader, mention))
        or mention.id
        or (earlier and earlier[-1].last == mention.first)
    ):
        return None
    recent = earlier[: -_FAR - 1 : -1]
    match mention.role:
        case "title":
            return _same_title(reader, mention, earlier)
        case "source":
            return _same_source(reader, mention, earlier)
        case "body" if mention.kind == "government" and _homeland(reader, mention):
            return _people_of(reader, mention, recent)
        case "force" if _suffixed(reader, mention):
            return _belongs_to(reader, recent)
        case "force" if _human(reader, mention) and (same := _same_source(reader, mention, earlier)):
            return same
        case "force" | "body" | "outlet":
            return _same_sort(reader, mention, recent)
        case _:
            return None


def _same_source(reader: Reader, mention: ActorMention, earlier: list[ActorMention]) -> ActorMention | None:
    """«المصدر»: the last unnamed speaker told with that noun, else the last one of any."""
    lemmas = reader.words[mention.head].look.lemmas
    unnamed = [
        m
        for m in earlier[: -_WHOLE_REPORT - 1 : -1]
        if m.anonymous and m.role in ("source", "title", "force") and m.kind != "outlet"
    ]
    same = next((m for m in unnamed if lemmas & reader.words[m.head].look.lemmas), None)
    head = reader.shapes[mention.head].roles.get("source")
    if same or not head or not head[1].fields.get("refers"):
        return same
    return next((m for m in unnamed if m.role != "force"), None)


def _human(reader: Reader, mention: ActorMention) -> bool:
    """Tell whether a noun of a force means one human being: «الضابط»."""
    head = reader.shapes[mention.head].roles.get("force")
    return head is not None and head[0].number == "s" and bool(head[1].fields.get("human"))


def _same_title(reader: Reader, mention: ActorMention, earlier: list[ActorMention]) -> ActorMention | None:
    """«الوزير», «المتحدث»: the last person with that title and, where both tell one, of that country."""
    wanted = set(mention.entries)
    lemmas = reader.words[mention.head].look.lemmas
    many = reader.shapes[mention.head].number == "p"  # «المسؤولون» after «مسؤولون»
    for other in earlier[: -_WHOLE_REPORT - 1 : -1]:
        if (
            not (other.person or other.anonymous)
            or other.person != mention.person
            or other.role not in ("title", "source")
        ):
            continue
        told = any(_same_one(reader, lemmas, i, many=many) for i in range(other.first, other.last))
        if told and (other.id or other.anonymous) and _compatible(mention, other, wanted):
            return other
    return None


def _same_one(reader: Reader, lemmas: Collection[str], at: int, *, many: bool) -> bool:
    """Tell whether a word is one of some nouns, of one man: «الوزير» is no «رئيس الوزراء»."""
    look = reader.words[at].look
    same = any(r.lemma in lemmas and (many or r.number != "p") for r in look.readings)
    return same and not look.lemmas.isdisjoint(lemmas)


def _compatible(mention: ActorMention, other: ActorMention, wanted: set[str]) -> bool:
    adjectives = {e for e in wanted if e.startswith("actors/nationalities")}
    return not adjectives or mention.country == other.country


def _suffixed(reader: Reader, mention: ActorMention) -> bool:
    """Tell whether a force carries a pronoun: «قواته», «جنودها»."""
    head = reader.shapes[mention.head].roles.get("force")
    return mention.role == "force" and bool(head and head[0].suffix and head[0].suffix not in _OURS)


def _belongs_to(reader: Reader, recent: list[ActorMention]) -> ActorMention | None:
    """Return the last organisation spoken of, or that of the last recorded person."""
    for other in recent:
        if not other.id or other.role in ("target", "source", "outlet"):
            continue
        if not other.person:
            return other
        record = reader.naming.registry.by_id.get(other.id)
        parent = reader.naming.registry.by_id.get(record.parent) if record else None
        if parent is None:
            return None
        who = of_record(parent)
        return replace(other, name=who.name, kind=who.kind, country=who.country, id=who.id, person=False)
    return None


def _judges(word: Shape) -> bool:
    quality = word.roles.get("quality")
    return quality is not None and quality[1].fields.get("kind") == "armed_group"


def _bare(reader: Reader, mention: ActorMention) -> bool:
    """Tell whether only words of judgement follow the noun («العناصر الإرهابية»)."""
    if mention.last > mention.head + 1 and not reader.shapes[mention.head].definite:
        return False  # «قوات مكافحة الشغب»
    following = (reader.shapes[i] for i in range(mention.head + 1, mention.last))
    return all(_judges(word) or not word.roles for word in following)


def _also_called(reader: Reader, mention: ActorMention, lemma: str) -> bool:
    """Tell whether some name of an actor begins with a noun: «تنظيم داعش» makes داعش an organisation."""
    return lemma in reader.naming.registry.nouns(mention.id or "")


def _homeland(reader: Reader, mention: ActorMention) -> bool:
    head = reader.shapes[mention.head].roles.get("body")
    return bool(head and head[1].fields.get("homeland"))


def _people_of(reader: Reader, mention: ActorMention, recent: list[ActorMention]) -> ActorMention | None:
    """«بلاده»: the country of the last person."""
    person = next((m for m in recent if m.person and m.country), None)
    if person is None:
        return None
    state = reader.naming.registry.state(person.country or "")
    return replace(mention, name=state.name, id=state.id, country=state.country) if state else None


def _same_sort(reader: Reader, mention: ActorMention, recent: list[ActorMention]) -> ActorMention | None:
    """«التنظيم», «الوكالة», «المنظمة»: the last actor of that sort that is named, best one told with that noun."""
    head = reader.shapes[mention.head].role("force", "body", "outlet")
    if head is None or head[1].fields.get("refers") != "yes" or not _bare(reader, mention):
        return None
    kinds = _SAME_KINDS.get(str(head[1].fields.get("kind")), frozenset())
    named = [m for m in recent if m.id and not m.person and m.role != "place"]
    lemma = head[0].lemma
    for other in named:
        if any(lemma in reader.words[i].look.lemmas for i in range(other.first, other.last)) or _also_called(
            reader, other, lemma
        ):
            return other
    if head[1].fields.get("sort") == "own":
        return None
    if mention.kind == "government" or (mention.name and mention.country and mention.kind == "military" and mention.id):
        return None
    return next((m for m in named if m.kind in kinds and _countrymen(mention, m)), None)


def _countrymen(mention: ActorMention, other: ActorMention) -> bool:
    """Tell whether a noun of a force can mean another actor by its country: «القوات» is no group of a foreign land."""
    return mention.kind != "military" or other.kind == "military" or mention.country in (None, other.country)
