"""Cases of a store: incidents with all that they stand on, to be published, exported and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection

from khabar.incidents.case import Case
from khabar.incidents.rating import gather
from khabar.incidents.reviewed import add_reviews
from khabar.language import Lexicon
from khabar.store.incidents.listing import EVERYTHING, list_incidents
from khabar.store.incidents.loading import Incident, find_incident, load_incident
from khabar.store.incidents.wanted import Wanted
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
        brought=tuple(card.key for card in incident.cards if card.came == "added"),
    )
    standings = stand(connection, incident.reports.keys())
    ratings = gather(list_ratings(connection, incident.reports.keys()), incident.reports)
    return add_reviews(case, standings, ratings, held=incident.held, describing=corrected)


def find_cases(
    connection: Connection,
    wanted: Wanted = EVERYTHING,
    *,
    lexicon: Lexicon,
    incidents: Iterable[str] = (),
) -> Iterator[Case]:
    """Yield the cases that are wanted, one after the other: those named, each once, or else of most reports first.

    Of named incidents, only those that fit as well. One that is not described yet is looked at whole, where it is asked
    for its origins. Raises `StoreProblem` where one is not there.
    """
    named = list(dict.fromkeys(find_incident(connection, name) for name in incidents))
    least = wanted.origins or 0
    listed = list_incidents(connection, msgspec.structs.replace(wanted, origins=None), lexicon=lexicon)
    fitting = dict.fromkeys(one.id for one in listed if one.origins is None or one.origins >= least)
    for id in [id for id in named if id in fitting] if named else fitting:
        case = make_case(connection, load_incident(connection, id))
        if len(case.record.origins) >= least:
            yield case
