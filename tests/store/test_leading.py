"""What was cited leads on: an incident's former id, a report that a newer version replaced, an event read anew."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from tests.store.test_incidents import held, make_report

from khabar import Document, Report
from khabar.errors import StoreProblem
from khabar.incidents.model import name_group
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added
from khabar.store.documents.preparing import find_forms
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.documents.reports import load_reports
from khabar.store.incidents import deciding
from khabar.store.incidents.changes import Changed
from khabar.store.incidents.leading import Lead, find_lead
from khabar.store.incidents.loading import Incident, load_incident
from khabar.views.leads import tell_change, tell_lead

Add = Callable[..., Added]
STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")


def lead(store: Store, named: str) -> Lead:
    with store.reading() as connection:
        return find_lead(connection, named)


def load(store: Store, named: str) -> Incident:
    with store.reading() as connection:
        return load_incident(connection, named)


def change(report: Report, killed: int) -> Report:
    """Return the next version of a page: one sentence more, and another number."""
    other = make_report(0, 0, 0, killed)
    document = replace(other.document, text=f"{other.document.text} تحديث.", url=report.document.url)
    return replace(other, document=replace(document, publisher=report.document.publisher))


def test_a_changed_page_takes_the_ids_of_its_incident_along(store: Store, add: Add) -> None:
    page = make_report(0, 0, 0, 4)
    old = add(page)
    (before,) = held(store)
    new = add(change(page, 3))
    assert (new.fate, new.of) == ("version", old.id)
    (after,) = held(store)
    assert after != before
    assert lead(store, before) == Lead(named=before, incident=after, how="replaced", before=old.id, now=new.id)
    assert lead(store, f"{old.id}/e1").incident == lead(store, old.id).incident == after
    assert lead(store, old.id).how == "replaced"
    assert lead(store, after) == Lead(named=after, incident=after)
    third = add(change(change(page, 3), 5))
    assert lead(store, before).now == third.id
    told = tell_lead(lead(store, before))
    assert (
        told
        == f"«{before}» is {next(iter(held(store)))} now: {old.id} was replaced by {third.id}, a newer version of that page"
    )
    assert verify(store).disagreements == ()


def test_an_account_tells_the_numbers_that_a_changed_page_had(store: Store, add: Add) -> None:
    page = make_report(0, 0, 0, 4)
    old, new = add(page), add(change(page, 3))
    (changed,) = load(store, new.id).earlier
    assert changed == Changed(
        before=old.id, now=new.id, at=STAMP.at, publisher="صحيفة 0", url="https://p0.example/1", killed=(4, 4), killed_now=(3, 3)
    )  # fmt: skip
    assert tell_change(changed).endswith("seen 2024-03-05; killed 4 before, 3 now")
    assert load(store, add(make_report(1, 1, 9, 2)).id).earlier == ()


def test_an_incident_whose_first_report_went_leads_to_what_the_others_tell(store: Store, add: Add) -> None:
    ids = [add(make_report(number, 0, 0, 3)).id for number in range(3)]
    (before,) = held(store)
    least = min(ids)
    number = ids.index(least)
    again = "تصحيح: لم يقع أي قصف على الزاوية."
    add(Report(document=Document(text=again, publisher=f"صحيفة {number}", url=f"https://p{number}.example/1")))
    (after,) = held(store)
    assert lead(store, before).incident == after != before
    with pytest.raises(StoreProblem, match=f"«{least}» was replaced by .* tells of no incident"):
        lead(store, least)


def test_an_incident_that_nobody_tells_any_more_says_so(store: Store, add: Add) -> None:
    old = add(make_report(0, 0, 0, 3))
    (before,) = held(store)
    text = "تصحيح: لم يقع أي قصف على الزاوية."
    new = add(Report(document=Document(text=text, publisher="صحيفة 0", url="https://p0.example/1")))
    with pytest.raises(StoreProblem, match=f"was told by {old.id} alone; its newer version, {new.id}, tells of it no"):
        lead(store, before)


def test_merged_incidents_lead_to_the_one_that_they_are(store: Store, add: Add) -> None:
    one, other = add(make_report(0, 0, 0, 3)), add(make_report(1, 1, 9, 7))
    names = list(held(store))
    deciding.merge(store, [one.id, other.id], by=None, why=None, stamp=STAMP)
    (merged,) = held(store)
    (gone,) = set(names) - {merged}
    assert lead(store, gone) == Lead(named=gone, incident=merged, how="joined")
    assert tell_lead(lead(store, gone)) == f"«{gone}» is part of {merged} now"


def test_what_people_decided_outlives_a_changed_page(store: Store, add: Add) -> None:
    page = make_report(0, 0, 0, 3)
    one, other, third = add(page), add(make_report(1, 1, 9, 7)), add(make_report(2, 0, 0, 3))
    deciding.merge(store, [one.id, other.id], by=None, why=None, stamp=STAMP)
    deciding.split(store, one.id, [third.id], by=None, why=None, stamp=STAMP)
    new = add(change(page, 4))
    assert sorted(held(store).values(), key=len) == [{f"{third.id}/e1"}, {f"{new.id}/e1", f"{other.id}/e1"}]
    deciding.undo(store, "d1", by=None, why=None, stamp=STAMP)
    assert sorted(map(len, held(store).values())) == [1, 1, 1]
    deciding.undo(store, "d2", by=None, why=None, stamp=STAMP)
    assert {f"{new.id}/e1", f"{third.id}/e1"} in held(store).values()
    assert verify(store).disagreements == ()


def test_an_event_that_is_numbered_anew_leads_to_itself(store: Store, add: Add) -> None:
    report = make_report(0, 0, 0, 3)
    id = add(report).id
    (before,) = held(store)
    with store.writing() as connection:
        (event,) = report.events
        again = replace(load_reports(connection, [id])[id], events=(replace(event, id="e2"),))
        keep_reading(connection, 1, find_forms(id, again), STAMP._replace(data="newer"))
    (after,) = held(store)
    assert after == name_group([f"{id}/e2"])
    assert lead(store, before) == Lead(named=before, incident=after, how="read_anew", before=id, now=id)
    with store.writing() as connection:
        keep_reading(connection, 1, find_forms(id, report), STAMP._replace(data="newest"))
    assert list(held(store)) == [before]
    assert lead(store, before).how == "is"


def test_a_store_of_an_earlier_khabar_leads_on_too(store: Store, add: Add, tamper: Callable[..., None]) -> None:
    page = make_report(0, 0, 0, 4)
    add(page)
    (before,) = held(store)
    add(change(page, 3))
    tamper("DELETE FROM former")
    with pytest.raises(StoreProblem, match="no incident"):
        lead(store, before)
    with store.writing() as connection:
        from khabar.store.incidents.former import recover

        recover(connection)
    assert lead(store, before).incident == next(iter(held(store)))
