"""Every format as its readers see it: the values of a case in the columns that were promised."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

from khabar.errors import ExportProblem
from khabar.export import FORMATS, Options, export
from khabar.export.case import Case
from khabar.export.layout import load_layout
from khabar.export.profile import Items, Profile

OPEN = Profile()


def write(name: str, cases: tuple[Case, ...], options: Options | None = None) -> bytes:
    stream = io.BytesIO()
    FORMATS[name].write(iter(cases), stream, options or Options())
    return stream.getvalue()


def rows(name: str, cases: tuple[Case, ...], delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(name, cases).decode()), delimiter=delimiter))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_cases_give_the_same_bytes(name: str, cases: tuple[Case, ...]) -> None:
    assert write(name, cases) == write(name, cases)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_without_an_error(name: str) -> None:
    write(name, ())


@pytest.mark.parametrize("name", FORMATS)
def test_a_mapping_lies_beside_the_file(name: str, cases: tuple[Case, ...], tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    done = export(name, cases, path, OPEN)
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, f"{path.name}.mapping.json"]
    mapping = json.loads(done.mapping.read_text(encoding="utf-8"))
    assert mapping["format"] == name
    assert mapping["profile"]["rules"]["places"] == "exact"
    assert mapping["khabar"]
    assert mapping["data"]
    assert mapping["lost"] or name == "jsonl"


def test_a_mapping_counts_items_and_does_not_name_them(cases: tuple[Case, ...], tmp_path: Path) -> None:
    profile = Profile(items=Items(names=("خالد المرعشلي",), documents=("doc-site-2",)))
    done = export("csv", cases, tmp_path / "out.csv", profile)
    told = done.mapping.read_text(encoding="utf-8")
    assert "خالد" not in told
    assert "doc-site-2" not in told
    assert json.loads(told)["profile"]["items"] == {"incidents": 0, "documents": 1, "origins": 0, "names": 1}
    assert json.loads(told)["profile_effects"]["documents_withheld"] == 1


def test_what_is_no_format_or_cannot_be_written_is_an_error(cases: tuple[Case, ...], tmp_path: Path) -> None:
    with pytest.raises(ExportProblem, match="geojson"):
        export("shapefile", cases, tmp_path / "x", OPEN)
    with pytest.raises(ExportProblem, match="cannot be written"):
        export("csv", cases, tmp_path / "none" / "x.csv", OPEN)


def test_csv_has_a_row_an_incident(cases: tuple[Case, ...]) -> None:
    first, second = rows("csv", cases)
    assert first["incident"] == "i0badcafe"
    assert (first["place"], first["governorate"], first["country"]) == ("Ariha", "Idlib Governorate", "SY")
    assert (first["killed_low"], first["killed_high"], first["wounded_best"]) == ("3", "4", "5")
    assert "killed" in first["disagreements"]
    assert first["start"] == first["end"] == "2022-03-04"
    assert int(first["origins"]) == len(cases[0].record.origins)
    assert "أريحا" in first["title_ar"]
    assert first["addresses"].split() == ["https://news.example/aa/1", "https://site.example/bb/2"]
    assert second["publisher_names"].startswith("'=")


def test_csv_origins_has_a_row_a_value_and_origin(case: Case) -> None:
    found = rows("csv-origins", (case,))
    killed = {(r["value"], r["origin"]) for r in found if r["slot"] == "killed"}
    assert {value for value, _ in killed} == {"3", "4"}
    (observatory,) = [r for r in found if r["slot"] == "killed" and r["value"] == "4"]
    assert observatory["origin"] == "Syrian Observatory for Human Rights"
    assert observatory["contradicted"] == "true"
    assert observatory["documents"] == "doc-site-2"
    assert "أربعة" in observatory["words"]


@pytest.mark.parametrize("name", ["csv", "csv-origins", "acled", "ucdp", "bayanat", "bayanat-incidents"])
def test_a_row_of_hxl_tags_stands_below_the_head(name: str, case: Case) -> None:
    plain, tagged = (write(name, (case,), Options(hxl=hxl)).decode() for hxl in (False, True))
    head, tags, *rest = csv.reader(io.StringIO(tagged))
    assert [head, *rest] == list(csv.reader(io.StringIO(plain)))
    assert len(tags) == len(head)
    assert any(tag.startswith("#") for tag in tags)
    assert all(not tag or tag.startswith("#") for tag in tags)


def test_acled_has_its_31_columns(case: Case) -> None:
    (row,) = rows("acled", (case,))
    assert ",".join(row) == (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
        "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
        "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
    )
    assert row["event_id_cnty"] == "KHBi0badcafe"
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2022-03-04", "2022", "1")
    assert row["event_type"] == "Explosions/Remote violence"
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert row["actor1"] == "Syrian government forces"
    assert row["inter1"] == "State forces"
    assert (row["iso"], row["region"], row["country"], row["admin1"]) == (
        "760",
        "Middle East",
        "Syria",
        "Idlib Governorate",
    )
    assert row["fatalities"] == "3"
    assert "origins=" in row["tags"]
    assert row["timestamp"] == "1646438400"


def test_ucdp_has_its_49_columns_and_names_origins_and_publishers(case: Case) -> None:
    (row,) = rows("ucdp", (case,))
    assert len(row) == 49
    assert row["source_original"].split("; ")[0]
    assert "Syrian Observatory for Human Rights" in row["source_original"]
    assert "موقع الضفة" in row["source_office"]
    assert row["number_of_sources"] == str(len(case.record.origins))
    assert (row["low"], row["high"], row["date_prec"], row["where_prec"]) == ("3", "4", "1", "1")
    assert row["country_id"] == "652"
    assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    assert 1 <= int(row["priogrid_gid"]) <= 259200


def test_polecat_has_its_40_columns_and_verbal_acts(case: Case) -> None:
    found = rows("polecat", (case,), "\t")
    assert all(len(row) == 40 for row in found)
    assert found[0]["Event Type"] == "ASSAULT"
    assert (found[0]["Actor Name"], found[0]["Actor Country"]) == ("Syrian government forces", "SYR")
    denied = [row for row in found if row["Event Type"] == "REJECT"]
    assert denied
    assert denied[0]["Quad Code"] == "VERBAL CONFLICT"
    assert denied[0]["Source"] == "موقع الضفة"


@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_what_has_no_place_in_a_format_is_left_out_and_counted(name: str, case: Case) -> None:
    change = msgspec.structs.replace
    reports = tuple(
        (d, change(r, events=tuple(change(e, status="planned") for e in r.events))) for d, r in case.reports
    )
    planned = Case(record=case.record, tellings=case.tellings, reports=reports)
    written = FORMATS[name].write(iter((case, planned)), io.BytesIO(), Options())
    assert written.rows == 1
    assert written.left_out == {"status planned": 1}


def test_bayanat_has_a_row_a_report_that_names_all_its_incidents(cases: tuple[Case, ...]) -> None:
    found = {row["origin_id"]: row for row in rows("bayanat", cases)}
    assert len(found["doc-agency-1"]) == 20
    assert set(found) == {"doc-agency-1", "doc-site-2", "doc-site-3"}
    assert found["doc-agency-1"]["related_incidents"] == "i0badcafe; i0feedbee"
    assert found["doc-agency-1"]["publish_date"] == "2022-03-05"
    assert found["doc-agency-1"]["description"].strip() == cases[0].by_document["doc-agency-1"].document.text.strip()
    incidents = rows("bayanat-incidents", cases)
    assert [row["id"] for row in incidents] == ["i0badcafe", "i0feedbee"]
    assert incidents[0]["related_bulletins"].split("; ") == ["doc-agency-1", "doc-site-2"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_layout_says_where_its_columns_come_from(name: str) -> None:
    layout = load_layout(name)
    assert layout.purpose
    assert layout.rows
    for column in layout.columns:
        assert bool(column.source) != (column.fate == "blank") or column.note, column.name
