"""What a language model may ask of a store: looking things up, through the publish profile, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import func, select

from khabar.errors import StoreProblem
from khabar.export.profile import Profile
from khabar.incidents.case import Case
from khabar.language import load_lexicon
from khabar.mcp.answers import ChainAnswer, DisagreementsAnswer, FoundReport, IncidentAnswer, IncidentRef, SearchAnswer
from khabar.mcp.quoting import show_name
from khabar.mcp.telling import tell_chain, tell_chains_of, tell_differences, tell_incident, tell_sentence
from khabar.reading import LANGUAGE
from khabar.store.incidents.descriptions import is_described
from khabar.store.incidents.listing import list_incidents
from khabar.store.incidents.wanted import Wanted
from khabar.store.opening import Store
from khabar.store.people.restricting import find_hidden
from khabar.store.schema import incidents
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import hide
from khabar.web.desk.searching import search_reports

_MOST_CHAINS = 40
_MOST_LOOKED_AT = 400  # incidents of a covered store that are published to answer one question


class Asking:
    """The questions that a store answers. What is kept to groups is answered to nobody here."""

    def __init__(self, store: Store, profile: Profile) -> None:
        self._store = store
        self._profile = profile

    def search(self, words: str, since: str | None, until: str | None, limit: int) -> SearchAnswer:
        """Return reports in which all words stand, the latest first, and the incidents that they tell of."""
        desk = self._desk()
        if not desk.shows_reports:
            raise StoreProblem("the publish profile withholds single reports: ask for incidents or disagreements")
        found = search_reports(desk, words, since=since, until=until, limit=limit + 1)
        reports, told = [], dict[str, None]()
        for one in found[:limit]:
            ids = dict.fromkeys(desk.incidents_of(one.document).values())
            told.update(ids)
            reports.append(
                FoundReport(
                    document=one.document,
                    publisher=show_name(one.publisher),
                    published=one.published,
                    title=show_name(one.title),
                    snippet=show_name(one.snippet, most=400) or "",
                    copy_of=one.copy_of,
                    incidents=list(ids),
                )
            )
        refs = [IncidentRef(incident=case.record.id, sentence=tell_sentence(case)) for case in _open(desk, told)]
        return SearchAnswer(reports=reports, incidents=refs, more=len(found) > limit)

    def get_incident(self, incident: str) -> IncidentAnswer:
        """Return one incident with its origins, its values and its reports."""
        return tell_incident(self._desk().case(incident))

    def get_chain(self, incident: str | None, document: str | None, claim: str | None) -> ChainAnswer:
        """Return the chains of the claims of an incident, or of a document, or of one claim of that."""
        desk = self._desk()
        if incident and not document:
            found = list(islice(tell_chains_of(desk.case(incident)), _MOST_CHAINS + 1))
        elif document and not incident:
            report = desk.report(document)
            claims = [one for one in report.claims if claim in (None, one.id)]
            if claim and not claims:
                raise StoreProblem("the document has no claim with this id")
            found = [tell_chain(document, report, one) for one in claims[: _MOST_CHAINS + 1]]
        else:
            raise StoreProblem("give either an incident or a document")
        return ChainAnswer(chains=found[:_MOST_CHAINS], more=len(found) > _MOST_CHAINS)

    def list_disagreements(
        self, since: str | None, until: str | None, place: str | None, limit: int
    ) -> DisagreementsAnswer:
        """Return incidents on which origins disagree, those of the most reports first."""
        desk = self._desk()
        if place and desk.profile.covers:  # whoever asks for a covered word must not learn of it
            raise StoreProblem("under this publish profile incidents are not searched by place")
        with self._store.reading() as connection:
            listed = list_incidents(
                connection,
                Wanted(
                    since=None if desk.profile.covers else since,
                    until=None if desk.profile.covers else until,
                    place=place,
                    disputed=True,
                ),
                lexicon=load_lexicon(LANGUAGE),
            )
            waiting = connection.execute(select(func.count()).select_from(incidents).where(~is_described())).scalar()
        cases = _open(desk, (one.id for one in listed[:_MOST_LOOKED_AT]))
        fitting = (tell_differences(case) for case in cases if _fits(case, since, until))
        found = list(islice((told for told in fitting if told.disagreements), limit + 1))
        more = len(found) > limit
        return DisagreementsAnswer(incidents=found[:limit], more=more, not_worked_out=int(waiting or 0))

    def _desk(self) -> Desk:
        with self._store.reading() as connection:
            hidden = find_hidden(connection, ())
        return Desk(self._store, hide(self._profile, hidden) if hidden else self._profile)


def _open(desk: Desk, ids: Iterator[str] | dict[str, None]) -> Iterator[Case]:
    """Yield incidents as they are published, those that are withheld or gone left out."""
    for id in ids:
        try:
            yield desk.case(id)
        except StoreProblem:
            continue


def _fits(case: Case, since: str | None, until: str | None) -> bool:
    """Tell whether an incident, as it is published, was in a stretch of days."""
    start = case.happening.start or case.record.day
    end = case.happening.end or start
    return not ((since and (end is None or end < since)) or (until and (start is None or start > until)))
