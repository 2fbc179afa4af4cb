"""What several formats say of a case, worked out once: its areas, who publishes and who speaks, what disagrees."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.export.case import Case
from khabar.export.coarser import find_parent_area, names_of
from khabar.export.countries import find_country
from khabar.incidents.happening import Someone, Spot
from khabar.incidents.record import Origin
from khabar.model import Document, Report
from khabar.views.labels import load_labels
from khabar.views.sentence import tell, write_number

HAPPENED = frozenset({"happened", "ongoing"})


def title(case: Case, language: str) -> str:
    """Return the sentence that tells of an incident."""
    return tell(case.happening, load_labels(language))


def find_parent(spot: Spot | None, level: str) -> str | None:
    """Return the name of the governorate or district that holds a place, where the gazetteer says so; never guessed."""
    if spot is None:
        return None
    if spot.precision == level:
        return spot.label
    area = find_parent_area(spot.id, level)
    return area.name if area else None


def name_in_arabic(spot: Spot | None) -> str | None:
    """Return a place's words, or the Arabic name that the gazetteer has for it."""
    if spot is None:
        return None
    return spot.text or next(iter(names_of(spot.id)[1:]), None)


def find_disagreements(case: Case) -> tuple[str, ...]:
    """Return the slots about which origins disagree."""
    return tuple(slot.slot for slot in case.record.slots if slot.contradictions)


def name_origins(case: Case) -> tuple[str, ...]:
    """Return the origins as a line names them."""
    return tuple(origin.label for origin in case.record.origins)


def told_by(case: Case) -> tuple[tuple[str, Report], ...]:
    """Return the reports by publication, with their ids."""
    reports = case.by_document
    return tuple((document, reports[document]) for document in case.record.documents if document in reports)


def name_publishers(case: Case) -> dict[str, str | None]:
    """Return who publishes each report: by the name that khabar knows, or else as it was given."""
    known = {s.document: s.publisher for o in case.record.origins for s in o.statements if s.publisher}
    return {document: known.get(document) or report.document.publisher for document, report in case.reports}


def headline(document: Document) -> str:
    """Return a report's headline, or its first line."""
    lines = document.headlines or tuple(line for line in document.text.splitlines() if line.strip())
    return " ".join(lines[0].split()) if lines else ""


def tell_known(case: Case) -> Iterator[str]:
    """Yield in lines the numbers of dead and wounded, and about what origins disagree."""
    for name, toll in (("killed", case.happening.killed), ("wounded", case.happening.wounded)):
        if toll is not None:
            yield f"{name}: {write_number(load_labels('en'), toll.low, toll.high)}"
    if found := find_disagreements(case):
        yield f"disagreement about: {', '.join(found)}"


def last_published(case: Case) -> str | None:
    """Return the publication of the latest of the reports."""
    return max((r.document.published for _, r in told_by(case) if r.document.published), default=None)


def is_state(party: Someone | None) -> bool:
    """Tell whether a party is a government or its forces."""
    return party is not None and party.kind in ("government", "military")


def name_someone(party: Someone | None) -> str | None:
    """Return a party's name; None where nobody is told, or the report says that nobody knows."""
    return None if party is None or party.name == "unknown" else party.label


def country_alpha3(code: str | None) -> str | None:
    """Return the three-letter code of a country."""
    country = find_country(code)
    return country.alpha3 if country else None


def who_speaks(origin: Origin) -> str:
    """Return an origin's name, or its words where it has none."""
    return origin.name or origin.text
