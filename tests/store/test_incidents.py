"""The incidents of a store: the same in every order of arrival, found, told, and decided on by people."""

import datetime
import random
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, select

from khabar import Count, Document, Event, Place, Report, Span, Time
from khabar.errors import StoreProblem
from khabar.incidents.cards import make_cards
from khabar.incidents.grouping import group
from khabar.incidents.model import name_group
from khabar.language import load_lexicon
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added
from khabar.store.documents.preparing import find_forms
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.documents.reports import load_reports
from khabar.store.incidents import deciding
from khabar.store.incidents.grouping import load_decisions
from khabar.store.incidents.listing import add_titles, list_incidents
from khabar.store.incidents.loading import find_incident, load_incident
from khabar.store.incidents.wanted import Wanted
from khabar.store.schema import documents, members

Add = Callable[..., Added]
LEXICON = load_lexicon("ar")
STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")
PLACES = (("الزاوية", "Zawiya", 32.75, 12.73), ("مصراتة", "Misrata", 32.37, 15.09), ("سبها", "Sabha", 27.03, 14.43))

WORDS = (
    "قتل {killed} أشخاص في قصف على {place} استهدف سوق الخضار عند الظهيرة.",
    "أسفر قصف طال مخبزاً وسط {place} عن مقتل {killed} من العمال، وتضررت واجهات المحال.",
    "سقط {killed} قتلى في قصف جوي على محطة المياه جنوبي {place} بعد منتصف الليل.",
)
NAMES = "سالم وليد نادر هيثم رامي بشير عادل منذر جابر نوري لطفي شريف حاتم زياد".split()


def make_report(number: int, place: int, day: int, killed: int) -> Report:
    """Return a report by its own publisher of a strike at one of the places on one of the days."""
    arabic, name, lat, lon = PLACES[place]
    told = WORDS[place].format(killed=killed, place=arabic)
    text = f"{told} وأفاد مراسلنا {NAMES[number % len(NAMES)]} بأن الطرق أغلقت."
    start = (datetime.date(2024, 3, 1) + datetime.timedelta(days=day)).isoformat()
    at = text.index("قصف")
    event = Event(
        id="e1",
        type="ASSAULT",
        mode="aerial",
        trigger=Span(at, at + 3),
        mentions=(Span(at, at + 3),),
        place=Place(text=arabic, span=Span(at, at + 3), name=name, country="LY", lat=lat, lon=lon, id=f"ly-{place}"),
        time=Time(text=start, span=Span(at, at + 3), start=start, end=start),
        killed=Count(min=killed, max=killed, text=str(killed), span=Span(0, 3)),
        weapon="airstrike",
    )
    document = Document(text=text, published=start, publisher=f"صحيفة {number}", url=f"https://p{number}.example/1")
    return Report(document=document, events=(event,))


def make_reports(seed: int, count: int = 14) -> list[Report]:
    chance = random.Random(seed)
    return [make_report(n, chance.randrange(3), chance.choice((0, 1, 9)), chance.choice((2, 5))) for n in range(count)]


def held(store: Store) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    with store.reading() as connection:
        for row in connection.execute(select(members)):
            out.setdefault(row.incident, set()).add(row.card)
    return out


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(store: Store, add: Add, seed: int) -> None:
    reports = make_reports(seed)
    random.Random(seed + 100).shuffle(reports)
    for report in reports:
        add(report)
    with store.reading() as connection:
        ids = connection.execute(select(documents.c.id)).scalars().all()
        cards = [card for id in ids for card in make_cards(id, load_reports(connection, [id])[id])]
        decisions = load_decisions(connection)
    assert held(store) == {g.id: set(g.members) for g in group(cards, decisions)}


def test_a_new_version_leaves_what_the_old_one_told(store: Store, add: Add) -> None:
    for number in range(4):
        add(make_report(number, 0, 0, 3))
    text = "تصحيح: لم يقع أي قصف على الزاوية."
    add(Report(document=Document(text=text, publisher="صحيفة 0", url="https://p0.example/1")))
    assert sorted(map(len, held(store).values())) == [3]
    assert verify(store).disagreements == ()


@pytest.fixture
def three(store: Store, add: Add) -> list[str]:
    """Three reports of one strike, and one of another elsewhere; the ids of the four."""
    told = ((0, 0, 3), (0, 0, 3), (0, 0, 3), (1, 9, 7))
    return [add(make_report(n, *which)).id for n, which in enumerate(told)]


def test_incidents_are_listed_by_what_most_reports_say(store: Store, three: list[str]) -> None:
    def ask(**given: object) -> list[tuple[int, str | None]]:
        with store.reading() as connection:
            found = list_incidents(connection, Wanted(**given), lexicon=LEXICON)  # type: ignore[arg-type]
        return [(one.summary.reports, one.day) for one in found]

    assert ask() == [(3, "2024-03-01"), (1, "2024-03-10")]
    assert ask(place="الزاوية", killed=3, type="ASSAULT") == ask(reports=2) == [(3, "2024-03-01")]
    assert ask(place="بمصراتة") == ask(killed=4) == ask(since="2024-03-02") == [(1, "2024-03-10")]
    assert (
        ask(killed=8) == ask(since="2024-03-02", until="2024-03-09") == ask(type="PROTEST") == ask(place="طرابلس") == []
    )


def test_an_incident_is_found_by_its_id_an_earlier_id_a_document_or_an_event(store: Store, three: list[str]) -> None:
    with store.reading() as connection:
        (listed, _) = list_incidents(connection, lexicon=LEXICON)
        incident = load_incident(connection, listed.id)
        names = [listed.id, three[1], f"{three[2]}/e1", *(name_group([card.key]) for card in incident.cards)]
        assert {find_incident(connection, name) for name in names} == {listed.id}
        with pytest.raises(StoreProblem, match="no incident «nothing»"):
            find_incident(connection, "nothing")
        (titled,) = add_titles(connection, [listed])
    assert (titled.title or "").startswith("قتل 3 أشخاص في قصف")
    assert [t.document for t in incident.tellings] == sorted(three[:3])
    assert len(incident.ties) == 2
    record = incident.describe()
    assert (len(record.backing.reports), record.day) == (3, "2024-03-01")
    killed = record.held("killed")
    assert killed
    assert killed.min == 3


def test_people_split_merge_pin_and_undo(store: Store, add: Add, three: list[str]) -> None:
    def sizes() -> list[int]:
        return sorted(map(len, held(store).values()))

    before = held(store)
    split = deciding.split(store, three[0], [three[2]], by="R.", why="another day", stamp=STAMP)
    assert sizes() == [1, 1, 2]
    merged = deciding.merge(store, [three[2], three[3]], by="R.", why=None, stamp=STAMP)
    assert sizes() == [2, 2]
    deciding.pin(store, three[0], by="R.", why=None, stamp=STAMP)
    fifth = add(make_report(9, 0, 0, 3))
    assert f"{fifth.id}/e1" not in held(store)[next(i for i, c in held(store).items() if f"{three[0]}/e1" in c)]
    for made in ("d3", merged.id, split.id):
        deciding.undo(store, made, by="R.", why=None, stamp=STAMP)
    assert sizes() == [1, 4]
    assert verify(store).disagreements == ()
    with store.reading() as connection:
        assert [d.kind for d in load_decisions(connection)] == ["split", "merge", "pin", "undo", "undo", "undo"]
    assert len(before) == 2


def test_decisions_about_what_is_not_there_are_refused(store: Store, three: list[str]) -> None:
    with pytest.raises(StoreProblem, match="nothing would be left"):
        deciding.split(store, three[0], three[:3], by=None, why=None, stamp=STAMP)
    with pytest.raises(StoreProblem, match="holds no event and no document"):
        deciding.split(store, three[0], ["elsewhere"], by=None, why=None, stamp=STAMP)
    with pytest.raises(StoreProblem, match="no decision «d9»"):
        deciding.undo(store, "d9", by=None, why=None, stamp=STAMP)
    assert verify(store).counts.get("decisions", 0) == 0


def test_a_decision_that_was_changed_is_named(store: Store, three: list[str], tamper: Callable[..., None]) -> None:
    deciding.pin(store, three[0], by="R.", why=None, stamp=STAMP)
    tamper("UPDATE decisions SET body = replace(body, 'R.', 'S.')")
    assert [d.where for d in verify(store).disagreements] == ["decision d1"]


def test_a_reading_again_keeps_what_people_decided(store: Store, three: list[str]) -> None:
    deciding.split(store, three[0], [three[2]], by="R.", why=None, stamp=STAMP)
    before = held(store)
    with store.writing() as connection:
        row = connection.execute(select(documents).where(documents.c.id == three[2])).one()
        report = load_reports(connection, [three[2]])[three[2]]
        again = find_forms(three[2], replace(report, document=report.document))
        keep_reading(connection, row.number, again, STAMP._replace(data="newer"))
    assert held(store) == before


def test_what_is_objected_to_in_the_transaction_is_not_done(store: Store, three: list[str]) -> None:
    seen: list[int] = []

    def object_to(connection: Connection) -> None:
        seen.append(len(list_incidents(connection, lexicon=LEXICON)))
        raise LookupError("it is not what was seen")

    with store.reading() as connection:
        largest = list_incidents(connection, lexicon=LEXICON)[0].id
    for act in (
        lambda: deciding.pin(store, largest, by="R", why=None, stamp=STAMP, first=object_to),
        lambda: deciding.split(store, largest, three[:1], by="R", why=None, stamp=STAMP, first=object_to),
        lambda: deciding.merge(store, [largest, three[3]], by="R", why=None, stamp=STAMP, first=object_to),
    ):
        with pytest.raises(LookupError):
            act()
    with store.reading() as connection:
        assert load_decisions(connection) == ()
    assert seen == [2, 2, 2]
