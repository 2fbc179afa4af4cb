"""Parties: who is part of whom, and who fights beside whom."""

from __future__ import annotations

import json

import pytest

from khabar.incidents.parties import are_allied
from khabar.incidents.publishers import find_record
from khabar.incidents.record import HeldValue
from khabar.language.artefact import DATA


def party(id: str) -> HeldValue:
    record = find_record(id)
    assert record is not None
    return HeldValue(slot="blamed", text=record.name, name=record.name, id=id, country=record.country)


@pytest.mark.parametrize(
    ("one", "other", "allied"),
    [
        ("ru-russian-air-force", "sy-syrian-arab-army", True),
        ("sy-ypg", "us-central-command", True),
        ("tr-turkish-armed-forces", "sy-ypg", False),
        ("ru-russian-air-force", "us-central-command", False),
        ("sa-saudi-air-force", "ye-yemeni-army", True),
        ("ye-houthis", "ye-yemeni-army", False),
    ],
)
def test_who_fights_beside_whom(one: str, other: str, allied: bool) -> None:
    assert are_allied(party(one), party(other)) is allied


def test_every_party_of_the_sides_is_known() -> None:
    sides = json.loads((DATA / "incidents" / "sides.json").read_text(encoding="utf-8"))
    assert [id for parties in sides.values() for id in parties if find_record(id) is None] == []
