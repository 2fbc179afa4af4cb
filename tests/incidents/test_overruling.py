"""What people say of a report's values takes the place of what its origins were read to say."""

from __future__ import annotations

from msgspec.structs import replace

from khabar import Document, Report
from khabar.incidents.disagreement import Entry
from khabar.incidents.overruling import Overruled, find_overruled, overrule
from khabar.incidents.record import Copy, HeldValue, Quoted, SlotName
from khabar.model import Count, Event, Span

THREE, FIVE = (HeldValue(slot="killed", text=str(n), min=n, max=n) for n in (3, 5))


def entry(origin: str, document: str, value: HeldValue, at: int = 0) -> Entry:
    quote = Quoted(document=document, span=Span(at, at + 4), text="x")
    return Entry(origin, document, None, None, replace(value, quotes=(quote,)))


def happened(origin: str, document: str, at: int) -> Entry:
    return entry(origin, document, HeldValue(slot="happened", text="yes", happened=True), at)


def told(entries: list[Entry], slot: SlotName = "killed") -> set[tuple[str | None, str, str]]:
    return {(one.origin, one.document, one.value.text) for one in entries if one.value.slot == slot}


def test_whoever_held_the_old_value_holds_the_new_one_also_in_copies_that_nobody_judged() -> None:
    entries = [entry("a", "d1", THREE), entry("b", "d1", FIVE, 50), entry("a", "d2", THREE), entry("c", "d3", THREE)]
    copies = [
        Copy(document="d2", of="d1", reason="near_copy", share=1),
        Copy(document="d3", of="d1", reason="near_copy", share=1),
    ]
    seven = HeldValue(slot="killed", text="7", min=7, max=7)
    change = Overruled("d1", "killed", THREE, seven)
    assert told(overrule(entries, [change], copies)) == {
        ("a", "d1", "7"),
        ("b", "d1", "5"),
        ("a", "d2", "7"),
        ("c", "d3", "3"),
    }
    judged = change._replace(judged=frozenset({"d1", "d2"}))
    assert ("a", "d2", "3") in told(overrule(entries, [judged], copies))
    gone = change._replace(after=None)
    assert told(overrule(entries, [gone])) == {("b", "d1", "5"), ("a", "d2", "3"), ("c", "d3", "3")}


def test_what_was_not_read_is_held_by_those_in_whose_words_it_stands() -> None:
    entries = [happened("a", "d1", 0), happened("b", "d1", 40)]
    new = HeldValue(slot="killed", text="7", min=7, max=7, quotes=(Quoted(document="d1", span=Span(40, 43), text="x"),))
    assert told(overrule(entries, [Overruled("d1", "killed", None, new)])) == {("b", "d1", "7")}
    elsewhere = HeldValue(
        slot="killed", text="7", min=7, max=7, quotes=(Quoted(document="d1", span=Span(90, 93), text="x"),)
    )
    assert told(overrule(entries, [Overruled("d1", "killed", None, elsewhere)])) == {("a", "d1", "7"), ("b", "d1", "7")}


def test_only_what_differs_in_the_incidents_own_events_is_overruled() -> None:
    count = Count(min=3, max=3, text="x", span=Span(0, 1))
    event = Event(id="e1", type="ASSAULT", trigger=Span(2, 4), killed=count, weapon="ied")
    machine = Report(document=Document(text="x" * 20), events=(event,))
    people = Report(
        document=machine.document,
        events=(Event(id="e1", type="ASSAULT", trigger=Span(2, 4), killed=None, weapon="ied", damage="major"),),
    )
    found = find_overruled("d1", machine, people, ["e1"])
    assert [(one.slot, one.before and one.before.text, one.after) for one in found] == [("killed", "3", None)]
    assert find_overruled("d1", machine, people, ["e2"]) == []
