"""The top of a dossier: what happened in a sentence, three numbers, and what most origins hold."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.export.case import Case
from khabar.export.countries import name_country
from khabar.export.dossier.index import Index
from khabar.export.dossier.wording import Wording, isolate, left_to_right, show_sentence
from khabar.export.facts import find_parent, name_someone
from khabar.incidents.happening import Someone, Spot, Toll
from khabar.incidents.record import Grade
from khabar.views.cards import escape
from khabar.views.grades import tell_reason
from khabar.views.sentence import is_one_number, name_party, write_number


def show_head(index: Index, wording: Wording) -> str:
    """Return the heading with the sentence in both languages, the numbers and the facts."""
    case, other = index.case, wording.other
    counts = zip(case.record.backing.counts, ("reports", "publishers", "origins"), strict=True)
    numbers = "".join(f"<div><b>{count}</b><span>{wording.say(name)}</span></div>" for count, name in counts)
    return (
        f'<header><p class="id">{wording.say("incident")} <code>{escape(case.record.id)}</code></p>'
        f"<h1>{show_sentence(case.happening, wording.labels)}</h1>"
        f'<p class="other" lang="{other.language}" dir="{other.labels.direction}">'
        f"{show_sentence(case.happening, other.labels)}</p>"
        f'<div class="numbers">{numbers}</div></header>'
        f'<section class="facts"><h2>{wording.say("facts")}</h2><dl>{"".join(_facts(case, wording))}</dl></section>'
    )


def _facts(case: Case, wording: Wording) -> Iterator[str]:
    one, labels = case.happening, wording.labels
    status = "" if one.status == "happened" else f" · {labels.name('status', one.status)}"
    yield _fact(wording, "type", escape(labels.name_kind(one.type, one.mode) + status))
    if one.start:
        days = one.start if one.start == one.end else f"{one.start} – {one.end}"
        yield _fact(wording, "when", left_to_right(days))
    if case.record.first_reported:
        yield _fact(wording, "first_reported", left_to_right(case.record.first_reported))
    if one.place:
        yield _fact(wording, "where", _where(one.place, wording))
    for key, party in (("who", one.actor), ("whom", one.target)):
        if party and name_someone(party):
            yield _fact(wording, key, _party(party, wording))
    for key, value in (("weapon", one.weapon), ("damage", one.damage)):
        if value:
            yield _fact(wording, key, escape(labels.name(key, value)))
    for key, toll in (("killed", one.killed), ("wounded", one.wounded)):
        if toll:
            yield _fact(wording, key, _toll(toll, wording))
    if case.record.grade:
        yield _fact(wording, "grade", _grade(case.record.grade, wording))
    yield _fact(wording, "review", escape(labels.name("review", case.review)))


def _grade(grade: Grade, wording: Wording) -> str:
    labels = wording.labels
    reasons = [
        wording.say("grade_origins", count=reason.count)
        if reason.count is not None
        else tell_reason(reason, labels, lambda name: isolate(wording.name(name, name)))
        for reason in grade.told
    ]
    notes = "".join(f"<small>{told}</small>" for told in (*reasons, wording.say("grade_note")))
    return f"{escape(labels.name('grade', grade.name))} {notes}"


def _fact(wording: Wording, key: str, told: str) -> str:
    return f"<div><dt>{wording.say(key)}</dt><dd>{told}</dd></div>"


def _where(place: Spot, wording: Wording) -> str:
    area = find_parent(place, "governorate")
    parts = [wording.name(place.name, place.text, place.id)]
    if wording.language == "en":
        parts += [part for part in (area, name_country(place.country)) if part and part != place.label]
    told = isolate(("، " if wording.language == "ar" else ", ").join(p for p in parts if p))
    details = [escape(wording.labels.name("precision", place.precision))] if place.precision else []
    if place.lat is None or place.lon is None:
        details.append(wording.say("no_point"))
    else:
        details.append(left_to_right(f"{place.lat:.4f}, {place.lon:.4f}"))
        if place.radius_m:
            details.append(wording.say("radius", km=place.radius_m // 1000))
    return f"{told} <small>{' · '.join(details)}</small>"


def _party(party: Someone, wording: Wording) -> str:
    kind = "" if party.kind == "other" else f" <small>{escape(wording.labels.name('kind', party.kind))}</small>"
    return isolate(name_party(party, wording.labels)) + kind


def _toll(toll: Toll, wording: Wording) -> str:
    span = escape(write_number(wording.labels, toll.low, toll.high))
    if is_one_number(toll, wording.labels):
        return span
    return f"{left_to_right(str(toll.best))} <small>{span}</small>"
