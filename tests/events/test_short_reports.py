"""Short reports in the manner of many outlets, countries and decades: their events are read, and no others."""

from pathlib import Path

import pytest

import khabar
from khabar.evaluation.short import Expected, read_short_reports

REPORTS = Path(__file__).parents[1] / "gold" / "short.yaml"
FOUND, RIGHT = 0.90, 0.90  # of the events; of those that are read. Both may only rise.


def test_an_expected_event_is_real_unless_its_status_is_told():
    assert Expected.parse("ASSAULT/drone") == Expected("ASSAULT", "drone", ("happened", "ongoing"))
    assert Expected.parse("COERCE//planned") == Expected("COERCE", "", ("planned",))


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    out = {"told": 0, "missed": 0, "read": 0, "extra": 0}
    for row in read_short_reports(REPORTS):
        report = khabar.read(khabar.Document(text=row.text, published="2024-05-15"))
        missed, extra = row.compare(report)
        for name, value in zip(out, (len(row.events), len(missed), len(report.events), len(extra)), strict=True):
            out[name] += value
    return out


def test_their_events_are_read(counts: dict[str, int]) -> None:
    assert 1 - counts["missed"] / counts["told"] >= FOUND


def test_what_is_read_is_told(counts: dict[str, int]) -> None:
    assert 1 - counts["extra"] / counts["read"] >= RIGHT
