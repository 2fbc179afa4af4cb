"""Exporting in the pages: the files that the command line writes, opened by their real readers, nothing withheld let out."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from khabar.export.formats import FORMATS, export
from khabar.export.profile import load_profile
from khabar.language import load_lexicon
from khabar.reading import LANGUAGE
from khabar.store import open_store
from khabar.store.incidents.cases import find_cases
from khabar.web.exporting.pages import GROUPS
from khabar.web.wording.phrases import load_phrases

from ..conftest import wait_until_worked_out
from ..own import copy_store, make_client

SECRETS = ("أريحا", "Ariha", "المرعشلي", "2022-03-04", "example", "doc-agency", "سوق المدينة")


@pytest.fixture(scope="module")
def own(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a store whose log the exports may grow."""
    with make_client(copy_store(address, tmp_path_factory.mktemp("exporting"))) as client:
        wait_until_worked_out(client.app)  # type: ignore[arg-type]
        yield client


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_every_format_is_offered_and_told_of_in_both_languages(own: TestClient) -> None:
    assert sorted(one for _, members in GROUPS for one in members) == sorted(FORMATS)
    for language in ("en", "ar"):
        page, phrases = html.unescape(own.get(f"/{language}/export").text), load_phrases(language)
        for name in FORMATS:
            assert f'name="format" value="{name}"' in page
            assert phrases.say(f"purpose_{name}") in page
            assert phrases.say(f"opens_{name}") in page


@pytest.mark.parametrize("format", ["csv", "jsonl", "geojson", "graphml"])
def test_the_file_is_the_one_that_the_command_line_writes(
    own: TestClient, address: str, tmp_path: Path, format: str
) -> None:
    answer = own.get(f"/en/export/file?format={format}&profile=careful")
    files = unpack(answer.content)
    name = f"khabar-incidents{FORMATS[format].suffix}"
    assert set(files) == {name, f"{name}.mapping.json"}
    order = [entry.id for entry in own.app.state.catalogue.entries()]  # type: ignore[attr-defined]
    with open_store(address) as store, store.reading() as connection:
        cases = find_cases(connection, lexicon=load_lexicon(LANGUAGE), incidents=order)
        done = export(format, cases, tmp_path / name, load_profile("careful"))
    assert files[name] == done.path.read_bytes()
    assert files[f"{name}.mapping.json"] == done.mapping.read_bytes()


def test_the_question_of_the_list_chooses_what_leaves(own: TestClient) -> None:
    answer = own.get("/en/export/file?format=csv&part=file&place=منبج")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 1
    assert rows[0]["place"] == "Manbij"
    page = text(own.get("/en/export?place=منبج&killed=1").text)
    assert "1 incident" in page
    assert "منبج" in page
    assert own.get("/en/export/file?format=csv&killed=900").status_code == 404


def test_one_incident_leaves_alone(own: TestClient) -> None:
    id = own.get("/api/v1/incidents").json()["items"][0]["id"]
    answer = own.get(f"/ar/export/file?incident={id}&format=jsonl&part=file")
    assert answer.headers["content-disposition"] == f'attachment; filename="khabar-{id}.jsonl"'
    assert [json.loads(line)["record"]["id"] for line in answer.text.splitlines()] == [id]
    mapping = own.get(f"/ar/export/file?incident={id}&format=jsonl&part=mapping").json()
    assert mapping["written"] == 1


def test_hxl_tags_and_labels_are_options(own: TestClient) -> None:
    tagged = own.get("/en/export/file?format=csv&hxl=1&part=file").text.splitlines()
    assert tagged[1].startswith("#event+code")
    id = own.get("/api/v1/incidents").json()["items"][0]["id"]
    dossier = own.get(f"/en/export/file?incident={id}&part=page&labels=ar")
    assert '<html lang="ar" dir="rtl">' in dossier.text
    assert "default-src 'none'" in dossier.headers["content-security-policy"]


def test_a_preview_says_what_changes_with_examples_only_where_everything_is_shown(
    own: TestClient, serve: Callable[[str], TestClient]
) -> None:
    page = text(own.get("/en/export/preview?profile=strict", headers={"hx-request": "true"}).text)
    assert "Ariha" in page
    assert "Idlib Governorate" in page
    careful = serve("careful").get("/en/export/preview?profile=strict").text
    assert "are counts" in text(careful)
    assert "turned" not in careful


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_nothing_of_the_servers_own_profile_can_be_undone(serve: Callable[[str], TestClient], format: str) -> None:
    strict = serve("strict")
    answer = strict.get(f"/ar/export/file?format={format}&profile=open&part=zip")
    assert answer.status_code == 200
    for name, data in unpack(answer.content).items():
        for secret in SECRETS:
            assert secret.encode() not in data, f"{secret} in {name}"
    page = strict.get("/en/export").text
    assert 'name="profile" value=""' in page
    assert 'name="profile" value="careful"' not in page


def test_the_log_keeps_who_exported_what(own: TestClient) -> None:
    own.get("/en/export/file?format=ftm&place=منبج")
    entry = own.app.state.desk.store  # type: ignore[attr-defined]
    with entry.reading() as connection:
        from sqlalchemy import select

        from khabar.store.schema import log

        last = connection.execute(select(log).order_by(log.c.number.desc()).limit(1)).one()
    assert last.kind == "exported"
    detail = json.loads(last.detail)
    assert (detail["by"], detail["format"], detail["rows"] > 0) == ("owner", "ftm", True)


def test_what_makes_no_sense_is_as_if_it_were_not_there(own: TestClient) -> None:
    page = own.get('/en/export?format="><script>x</script>&profile=../../etc/passwd&labels=xx&place=<script>y</script>')
    assert page.status_code == 200
    assert "<script>x" not in page.text
    assert "<script>y" not in page.text
    assert own.get("/en/export?incident=nothing").status_code == 404


def test_real_readers_open_what_the_pages_give(own: TestClient, tmp_path: Path) -> None:
    import geopandas
    import networkx
    import openpyxl
    from followthemoney import model

    def save(format: str) -> Any:
        path = tmp_path / f"x{FORMATS[format].suffix}"
        path.write_bytes(own.get(f"/en/export/file?format={format}&part=file").content)
        return path

    book = openpyxl.load_workbook(save("xlsx"))
    assert book["Incidents"].max_row > 5
    layer = geopandas.read_file(save("geojson"))
    assert {"Ariha", "Manbij"} <= set(layer["place"])
    assert len(geopandas.read_parquet(save("geoparquet"))) == len(layer)
    assert networkx.read_graphml(save("graphml")).number_of_edges() > 3
    entities = [model.get_proxy(json.loads(line)) for line in save("ftm").read_text().splitlines()]
    assert any(one.schema.name == "Event" for one in entities)


@pytest.mark.parametrize("format", ["csv", "csv-origins", "polecat", "ucdp"])
def test_a_preview_shows_the_first_rows_of_the_very_file(own: TestClient, format: str) -> None:
    page = own.get(f"/en/export/preview?format={format}", headers={"hx-request": "true"}).text
    table = html.unescape(page[page.index('<section class="glimpse">') : page.index("</table>")])
    cells = [
        [text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in table.split("<tr>")[1:]
    ]
    file = own.get(f"/en/export/file?format={format}&part=file").text
    rows = list(csv.reader(io.StringIO(file), delimiter="\t" if format == "polecat" else ","))
    assert cells[0] == rows[0]
    for shown, written in zip(cells[1:], rows[1:6], strict=True):
        assert [letters(cell) for cell in written] == [letters(cell) for cell in shown]


@pytest.mark.parametrize("format", ["xlsx", "parquet", "geoparquet"])
def test_a_preview_shows_the_first_rows_of_tables_that_are_no_text(own: TestClient, format: str) -> None:
    def rows(asked: str) -> list[list[str]]:
        page = own.get(f"/ar/export/preview?format={asked}", headers={"hx-request": "true"}).text
        table = html.unescape(page[page.index('<section class="glimpse">') : page.index("</table>")])
        return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)[:4] for row in table.split("<tr>")[1:]]

    assert rows(format) == rows("csv")


def letters(cell: str) -> str:
    """Return the beginning of a cell without tags, which the page escapes, and without marks, which it names."""
    return re.sub(r"<[^>]*>|RLO|\W", "", cell)[:20]


def test_a_preview_of_rows_withholds_what_the_profile_does(own: TestClient, serve: Callable[..., TestClient]) -> None:
    page = own.get("/en/export/preview?format=csv&profile=strict", headers={"hx-request": "true"}).text
    glimpse = page[page.index('<section class="glimpse">') : page.index("</table>")]
    assert not [word for word in ("المرعشلي", "doc-agency", "سوق المدينة") if word in glimpse]
    assert "glimpse" not in own.get("/en/export/preview?format=geojson", headers={"hx-request": "true"}).text
