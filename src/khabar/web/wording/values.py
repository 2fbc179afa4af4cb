"""How the values of a record are written on a page, in the language of the page."""

from __future__ import annotations

from markupsafe import Markup, escape

from khabar.incidents.record import Grade, GradeReason, HeldValue, Origin
from khabar.views.names import find_arabic
from khabar.views.sentence import UNKNOWN, write_number
from khabar.web.wording.phrases import Phrases


def write_value(value: HeldValue, phrases: Phrases) -> str:
    """Return one value of a slot: `5 to 7`, `Ariha (town or village)`, `rocket`."""
    named = value.text
    if value.slot in ("place", "blamed"):
        named = name_known(value.id, phrases) or value.name or value.text
    if value.slot == "blamed" and UNKNOWN in (value.name, value.text):
        named = phrases.name("party", UNKNOWN)
    match value.slot:
        case "killed" | "wounded" if value.min is not None:
            return write_number(phrases.labels, value.min, value.max)
        case "place":
            return f"{named} ({phrases.name('precision', value.precision)})" if value.precision else named
        case "time" if value.start:
            return value.start if value.start == value.end or not value.end else f"{value.start} – {value.end}"
        case "weapon" if value.weapon:
            return phrases.name("weapon", value.weapon)
        case "happened":
            return phrases.say("yes" if value.happened else "no")
    return phrases.say("not_so", value=named) if value.denial else named


def name_known(identity: str | None, phrases: Phrases) -> str | None:
    """Return the Arabic name of a place or an actor that has a record, by id or English name, on an Arabic page."""
    return find_arabic(identity, identity) if phrases.language == "ar" else None


def name_origin(origin: Origin, phrases: Phrases) -> str:
    """Return a speaker as the page names it: its words in Arabic, its canonical name in English where there is one."""
    known = None
    if origin.voice != "unnamed":
        known = name_known(origin.id, phrases) or name_known(origin.name, phrases)
    return known or origin.text if phrases.language == "ar" and origin.text else origin.name or origin.text


def describe_origin(origin: Origin, phrases: Phrases, *, carrier: bool = True) -> str:
    """Return in a few words what kind of speaker an origin is, and with `carrier` who carries it where it has no name."""
    if origin.voice == "own":
        return phrases.name("voice", "own")
    kind = phrases.name("kind", origin.kind) if origin.kind != "other" else ""
    carried = (
        phrases.say("carried_by", name=name_known(origin.publisher, phrases) or origin.publisher)
        if carrier and origin.voice == "unnamed" and origin.publisher
        else ""
    )
    voice = phrases.name("voice", "unnamed") if origin.voice == "unnamed" else ""
    return " · ".join(part for part in (voice, kind, carried) if part)


def name_grade_reasons(grade: Grade, phrases: Phrases) -> list[str]:
    """Return why a grade is suggested, in the language of the page, its names apart from the words around them."""
    return [_name_grade_reason(reason, phrases) for reason in grade.told]


def _name_grade_reason(reason: GradeReason, phrases: Phrases) -> str:
    if reason.count is not None:
        return phrases.count("origins", reason.count)
    names = (Markup("<bdi>{}</bdi>").format(name_known(name, phrases) or name) for name in reason.names)
    between = phrases.name("grade_joined", reason.kind)
    return escape(phrases.name("grade_reason", reason.kind)).format(names=Markup(between).join(names))


def name_reason(reason: str, phrases: Phrases) -> str:
    """Return why two reports are tied, in the language of the page."""
    return phrases.name("tie", reason)
