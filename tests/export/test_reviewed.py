"""What people decided stands beside what the machine read, and takes its place only where that is asked for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from khabar.export import export
from khabar.export.case import Case
from khabar.export.flat import flatten
from khabar.export.options import Options
from khabar.export.profile import load_profile
from khabar.export.reviewed import use_corrections

from .conftest import REVIEWERS


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_corrected_values_stand_in_columns_of_their_own(case: Case, reviewed: Case, tmp_path: Path) -> None:
    export("csv", [reviewed], tmp_path / "out.csv", load_profile("open"))
    (row,) = rows(tmp_path / "out.csv")
    machine = flatten(case)
    assert (row["killed_low"], row["weapon"]) == (str(machine["killed_low"]), machine["weapon"] or "")
    assert row["corrected_killed_low"] == "1"
    assert {"killed_low", "weapon"} <= set(row["corrected"].split("; "))
    assert row["corrected_type"] == ""
    assert row["review"] == "in_review"
    assert row["reviewers"] == "; ".join(sorted(REVIEWERS, key=lambda name: reviewed.reviews[0].reviewers.index(name)))


def test_corrections_take_the_machines_place_where_asked(case: Case, reviewed: Case, tmp_path: Path) -> None:
    export("csv", [reviewed], tmp_path / "out.csv", load_profile("open"), options=Options(reviewed=True))
    (row,) = rows(tmp_path / "out.csv")
    assert (row["killed_low"], row["corrected"]) == ("1", "")
    mapping = json.loads((tmp_path / "out.csv.mapping.json").read_text(encoding="utf-8"))
    assert mapping["options"]["reviewed"] is True
    assert case.happening.killed != reviewed.corrected.happening.killed  # type: ignore[union-attr]
    assert reviewed.record.origins[0].key == case.record.origins[0].key, "the machine's own stays as it was"


def test_an_incident_of_which_everything_is_rejected_leaves_only_as_the_machine_has_it(case: Case) -> None:
    import dataclasses

    rejected = dataclasses.replace(case, rejected=True)
    assert list(use_corrections([rejected, case])) == [case]
    assert flatten(rejected)["rejected"] is True


def test_letters_that_people_gave_are_in_the_rows_of_origins(reviewed: Case, tmp_path: Path) -> None:
    export("csv-origins", [reviewed], tmp_path / "out.csv", load_profile("open"))
    letters = {row["origin"]: row["reliability"] for row in rows(tmp_path / "out.csv")}
    assert set(letters.values()) <= {"B", "F"}
    assert any(letter == "B" for letter in letters.values())
