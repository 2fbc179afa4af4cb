"""What is kept to groups: with its other versions, with whatever tells of it, also later."""

import datetime
from collections.abc import Callable

import pytest
from sqlalchemy import select

from khabar import Count, Document, Event, Place, Report, Span, Time
from khabar.errors import StoreProblem
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added
from khabar.store.documents.preparing import prepare
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.incidents.loading import find_incident
from khabar.store.people.accounts import add_account
from khabar.store.people.restricting import find_hidden, find_touched, list_restrictions, release, restrict
from khabar.store.schema import documents

Add = Callable[..., Added]
STAMP = Stamp("0.1", "other data", "2024-03-06T10:00:00+00:00")
AT = "2024-03-05T10:00:00+00:00"
TOLD = (
    "قتل ثلاثة أشخاص في قصف على الزاوية استهدف سوق الخضار عند الظهيرة.",
    "قالت بلدية الزاوية إن قصف سوق الخضار عند الظهيرة خلف ثلاثة قتلى.",
    "سقط ثلاثة قتلى عندما طال قصف سوق الخضار في الزاوية ظهراً، وأغلقت الطرق.",
    "انتهى قصف مصراتة بثمانية قتلى بعد أن أصاب محطة المياه.",
)


def make_report(number: int, *, version: str = "") -> Report:
    """Return a report of the strike that the first three tell of, or of another one far away and later."""
    apart = number == 3
    text = TOLD[number] + version
    at = text.index("قصف")
    span, day = Span(at, at + 3), (datetime.date(2024, 3, 1) + datetime.timedelta(days=9 * apart)).isoformat()
    arabic, name, lat, lon = ("مصراتة", "Misrata", 32.37, 15.09) if apart else ("الزاوية", "Zawiya", 32.75, 12.73)
    killed = 8 if apart else 3
    event = Event(
        id="e1",
        type="ASSAULT",
        mode="aerial",
        trigger=span,
        mentions=(span,),
        place=Place(text=arabic, span=span, name=name, country="LY", lat=lat, lon=lon, id=f"ly-{name}"),
        time=Time(text=day, span=span, start=day, end=day),
        killed=Count(min=killed, max=killed, text=str(killed), span=Span(0, 3)),
        weapon="airstrike",
    )
    document = Document(text=text, published=day, publisher=f"صحيفة {number}", url=f"https://p{number}.example/1")
    return Report(document=document, events=(event,))


@pytest.fixture
def ids(store: Store, add: Add) -> list[str]:
    """Four documents, the first three of one incident; one person is in the group «field»."""
    with store.writing() as connection:
        add_account(connection, "a", role="administrator", password="x", groups=["field"], by="setup", at=AT)
    found = [str(add(make_report(number)).id) for number in range(4)]
    with store.reading() as connection:
        assert len({find_incident(connection, id) for id in found[:3]}) == 1
    return found


def test_a_document_is_hidden_from_who_is_in_none_of_its_groups(store: Store, ids: list[str]) -> None:
    with store.writing() as connection:
        restrict(connection, ids[0], ["field"], by="a", at=AT)
        assert find_hidden(connection, ()) == {ids[0]}
        assert find_hidden(connection, ("others",)) == {ids[0]}
        assert find_hidden(connection, ("field", "others")) == frozenset()
        assert find_touched(connection, [ids[0]]) == {find_incident(connection, ids[1]): True}
        release(connection, ids[0], by="a", at=AT)
        assert find_hidden(connection, ()) == frozenset()
    assert verify(store).disagreements == ()


def test_its_other_versions_are_hidden_too(store: Store, add: Add, ids: list[str]) -> None:
    with store.writing() as connection:
        restrict(connection, ids[0], ["field"], by="a", at=AT)
    newer = str(add(make_report(0, version=" وأضاف المصدر أن الحريق أخمد.")).id)
    with store.reading() as connection:
        assert find_hidden(connection, ()) == {ids[0], newer}


def test_an_incident_takes_along_whatever_tells_of_it_also_later(store: Store, add: Add, ids: list[str]) -> None:
    with store.writing() as connection:
        incident = find_incident(connection, ids[0])
        restrict(connection, incident, ["field"], by="a", at=AT)
        assert find_hidden(connection, ()) == set(ids[:3])
        assert find_touched(connection, ids[:3]) == {incident: False}
    later = make_report(1, version=" وقال شاهد إن الدخان غطى الحي.")
    fresh = Document(text=later.document.text, published="2024-03-01", publisher="وكالة", url="https://z.example/9")
    added = str(add(Report(document=fresh, events=later.events)).id)
    with store.reading() as connection:
        assert find_hidden(connection, ()) == {*ids[:3], added}


def test_what_told_of_a_restricted_incident_stays_hidden_when_it_is_read_otherwise(
    store: Store, ids: list[str]
) -> None:
    with store.writing() as connection:
        restrict(connection, find_incident(connection, ids[3]), ["field"], by="a", at=AT)
    empty = prepare(make_report(3).document, Report(document=make_report(3).document))
    with store.writing() as connection:
        number = connection.execute(select(documents.c.number).where(documents.c.id == ids[3])).scalar_one()
        keep_reading(connection, number, empty.findings, STAMP)
        with pytest.raises(StoreProblem):
            find_incident(connection, ids[3])
        assert find_hidden(connection, ()) == {ids[3]}


def test_what_cannot_be_kept_to_a_group_is_said(store: Store, ids: list[str]) -> None:
    with store.writing() as connection:
        with pytest.raises(StoreProblem, match="nobody is in the group"):
            restrict(connection, ids[0], ["feild"], by="a", at=AT)
        with pytest.raises(StoreProblem, match="at least one group"):
            restrict(connection, ids[0], [], by="a", at=AT)
        with pytest.raises(StoreProblem, match="no incident"):
            restrict(connection, "nothing", ["field"], by="a", at=AT)
        with pytest.raises(StoreProblem, match="not kept to"):
            release(connection, ids[0], by="a", at=AT)
        assert list_restrictions(connection) == []


def test_a_restriction_lifted_past_the_log_is_named(store: Store, ids: list[str], tamper: Callable[..., None]) -> None:
    with store.writing() as connection:
        restrict(connection, ids[0], ["field"], by="a", at=AT)
    tamper("DELETE FROM restrictions")
    (found,) = verify(store).disagreements
    assert "not kept to the groups" in found.what
