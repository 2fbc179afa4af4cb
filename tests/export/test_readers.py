"""What was written, opened in the programs that people have."""

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import followthemoney
import geopandas
import networkx
import openpyxl
import pyarrow.parquet

from khabar.export import FORMATS, Options, export
from khabar.export.case import Case
from khabar.export.dates import count_days, find_middle
from khabar.export.profile import Profile
from khabar.export.ucdp import find_cell

OPEN = Profile()


def written(name: str, cases: tuple[Case, ...], tmp_path: Path) -> Path:
    return export(name, cases, tmp_path / f"out{FORMATS[name].suffix}", OPEN).path


def test_openpyxl_reads_the_workbook(cases: tuple[Case, ...], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written("xlsx", cases, tmp_path))
    assert book.sheetnames == ["Incidents", "Values", "Columns"]
    head, first, *_ = book["Incidents"].iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert row["incident"] == "i0badcafe"
    assert (row["killed_low"], row["killed_high"]) == (3, 4)
    assert isinstance(row["lat"], float)
    assert row["place_ar"] is not None


def test_a_formula_in_a_name_is_text_in_the_workbook(cases: tuple[Case, ...], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written("xlsx", cases, tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_workbook_knows_no_time_of_its_making(cases: tuple[Case, ...], tmp_path: Path) -> None:
    with zipfile.ZipFile(written("xlsx", cases, tmp_path)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:modified" not in archive.read("docProps/core.xml")


def test_arrow_reads_the_table_with_its_types(cases: tuple[Case, ...], tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(written("parquet", cases, tmp_path))
    assert table.num_rows == 2
    assert str(table.schema.field("killed_low").type) == "int64"
    assert str(table.schema.field("lat").type) == "double"
    assert table.column("killed_high").to_pylist()[0] == 4


def test_geopandas_reads_the_map_layers(cases: tuple[Case, ...], tmp_path: Path) -> None:
    spot = cases[0].happening.place
    assert spot is not None
    layer = geopandas.read_parquet(written("geoparquet", cases, tmp_path))
    assert (layer.geometry.x.iloc[0], layer.geometry.y.iloc[0]) == (spot.lon, spot.lat)
    assert layer.crs.to_epsg() == 4326 or layer.crs.to_string() == "OGC:CRS84"
    features = geopandas.read_file(written("geojson", cases, tmp_path))
    assert features.geometry.iloc[0].equals(layer.geometry.iloc[0])
    assert features["radius_m"].iloc[0] == spot.radius_m
    assert features["place_precision"].iloc[0] == "town"


def test_networkx_reads_the_ways_of_the_words(cases: tuple[Case, ...], tmp_path: Path) -> None:
    graph = networkx.read_graphml(written("graphml", cases, tmp_path))
    names = {data["label"]: key for key, data in graph.nodes(data=True)}
    origin = names["Syrian Observatory for Human Rights"]
    assert graph.nodes[origin]["role"] == "origin"
    assert "موقع الضفة" in {graph.nodes[end]["label"] for end in graph.successors(origin)}
    assert {data["incident"] for *_, data in graph.edges(data=True)} == {"i0badcafe", "i0feedbee"}


def test_followthemoney_takes_every_entity_and_property(cases: tuple[Case, ...], tmp_path: Path) -> None:
    lines = written("ftm", cases, tmp_path).read_text(encoding="utf-8").splitlines()
    entities = []
    for raw in map(json.loads, lines):
        entity = followthemoney.model.get_proxy({"id": raw["id"], "schema": raw["schema"], "properties": {}})
        for name, values in raw["properties"].items():
            entity.add(name, values)  # raises for a property that its schema does not have
            assert len(entity.get(name)) == len(values), (raw["schema"], name, values)
        entities.append(entity)
    by_schema = Counter(entity.schema.name for entity in entities)
    assert by_schema["Event"] == 2
    assert by_schema["Article"] == 3
    event = next(e for e in entities if e.schema.name == "Event")
    assert event.first("recordId") == "i0badcafe"
    assert event.first("startDate") == "2022-03-04"
    ids = {entity.id for entity in entities}
    assert len(ids) == len(entities)
    assert set(event.get("proof")) | set(event.get("involved")) <= ids


def test_annotations_point_at_the_words_they_quote(cases: tuple[Case, ...], tmp_path: Path) -> None:
    page = json.loads(written("annotation", cases, tmp_path).read_text(encoding="utf-8"))
    assert page["type"] == "AnnotationPage"
    texts = {r.document.url: r.document.text for one in cases for _, r in one.reports}
    assert page["items"]
    for annotation in page["items"]:
        text = texts[annotation["target"]["source"]]
        quote, position = annotation["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert len({annotation["id"] for annotation in page["items"]}) == len(page["items"])


def test_timemap_has_events_with_their_sources(cases: tuple[Case, ...]) -> None:
    stream = io.BytesIO()
    FORMATS["timemap"].write(iter(cases), stream, Options(language="ar"))
    made = json.loads(stream.getvalue())
    sources = {source["id"] for source in made["sources"]}
    for event in made["events"]:
        assert isinstance(event["latitude"], str)
        assert set(event["sources"]) <= sources
        assert set(event["associations"]) <= {one["id"] for one in made["associations"]}
        assert event["date"] == "2022-03-04"
    assert "أريحا" in made["events"][0]["location"]


def test_days_and_cells_are_counted_as_the_formats_count_them() -> None:
    assert find_middle("2022-02-01", "2022-02-28") == "2022-02-14"
    assert count_days("2022-02-28", "2022-03-01") == 2
    assert find_cell(-90, -180) == 1
    assert find_cell(36.5, 36.5) == 253 * 720 + 433 + 1
