"""Cases of a store: what is exported of an incident is what the store tells of it."""

from collections.abc import Callable

import pytest

from khabar.errors import StoreProblem
from khabar.language import load_lexicon
from khabar.store import Store
from khabar.store.documents.adding import Added
from khabar.store.incidents.cases import find_cases, load_case
from khabar.store.incidents.loading import load_incident
from khabar.store.incidents.wanted import Wanted

from .test_incidents import make_report

LEXICON = load_lexicon("ar")


@pytest.fixture
def filled(store: Store, add: Callable[..., Added]) -> Store:
    for number, which in enumerate(((0, 0, 3), (0, 0, 3), (1, 9, 7))):
        add(make_report(number, *which))
    return store


def test_a_case_holds_the_incident_with_its_reports_and_ties(filled: Store) -> None:
    with filled.reading() as connection:
        first, second = find_cases(connection, lexicon=LEXICON)
        incident = load_incident(connection, first.record.id)
    assert len(first.reports) == 2
    assert len(second.reports) == 1
    assert first.record == incident.describe()
    assert dict(first.reports) == incident.reports
    assert first.tellings == incident.tellings
    assert first.ties
    assert first.review == "unreviewed"
    assert first.happening.killed is not None
    assert first.happening.killed.best == 3


def test_cases_are_found_by_what_is_asked(filled: Store) -> None:
    with filled.reading() as connection:

        def found(*incidents: str, **asked: object) -> list[int]:
            wanted = Wanted(**asked)  # type: ignore[arg-type]
            cases = find_cases(connection, wanted, lexicon=LEXICON, incidents=incidents)
            return [len(case.reports) for case in cases]

        assert found() == [2, 1]
        assert found(killed=5) == [1]
        assert found(since="2024-03-05") == [1]
        assert found(until="2024-03-05") == [2]
        assert found(place="Zawiya") == [2]
        assert found(type="PROTEST") == []
        assert found(origins=99) == []
        named = [case.record.id for case in find_cases(connection, lexicon=LEXICON)][1]
        assert found(named, named) == [1]
        assert found(named, killed=100) == []


def test_an_incident_that_is_not_there_is_an_error(filled: Store) -> None:
    with filled.reading() as connection:
        with pytest.raises(StoreProblem, match="no incident"):
            load_case(connection, "i00000000")
        with pytest.raises(StoreProblem, match="no incident"):
            list(find_cases(connection, lexicon=LEXICON, incidents=("i00000000",)))
