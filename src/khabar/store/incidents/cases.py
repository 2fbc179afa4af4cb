"""Cases of a store: incidents with all that they stand on, to be published, exported and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from khabar.incidents.case import Case
from khabar.incidents.rating import gather
from khabar.incidents.reviewed import add_reviews
from khabar.language import Lexicon
from khabar.model import EventType
from khabar.store.incidents.listing import list_incidents
from khabar.store.incidents.loading import Incident, find_incident, load_incident
from khabar.store.reviews.rating import list_ratings
from khabar.store.reviews.reviewed import stand


def load_case(connection: Connection, named: str, *, corrected: bool = True) -> Case:
    """Return the case of an incident, named as `find_incident` takes it. Raises `StoreProblem` where there is none.

    With `corrected` also as people corrected it, where they did: that takes as long as describing it.
    """
    return make_case(connection, load_incident(connection, named), corrected=corrected)


def make_case(connection: Connection, incident: Incident, *, corrected: bool = True) -> Case:
    """Return the case of an incident that was loaded, with what people decided about its reports and sources."""
    case = Case(
        record=incident.describe(),
        tellings=incident.tellings,
        reports=tuple(sorted(incident.reports.items())),
        ties=incident.ties,
    )
    standings = stand(connection, incident.reports.keys())
    ratings = gather(list_ratings(connection, incident.reports.keys()), incident.reports)
    return add_reviews(case, standings, ratings, describing=corrected)


def find_cases(
    connection: Connection,
    *,
    lexicon: Lexicon,
    incidents: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    type: EventType | None = None,
    killed: int | None = None,
    min_origins: int = 0,
) -> Iterator[Case]:
    """Yield the cases that fit, one after the other: those named, each once, or else those told by most reports first.

    Of named incidents, only those that fit the other conditions as well. Raises `StoreProblem` where one is not there.
    """
    named = list(dict.fromkeys(find_incident(connection, name) for name in incidents))
    listed = list_incidents(
        connection,
        lexicon=lexicon,
        since=since,
        until=until,
        place=place,
        type=type,
        killed=killed,
    )
    fitting = dict.fromkeys(one.id for one in listed if one.origins is None or one.origins >= min_origins)
    for id in [id for id in named if id in fitting] if named else fitting:
        case = make_case(connection, load_incident(connection, id))
        if len(case.record.origins) >= min_origins:
            yield case
