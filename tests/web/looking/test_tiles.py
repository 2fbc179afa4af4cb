"""A base map of tiles: shown where asked for, from a file, and nothing of it otherwise."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from khabar.errors import DamagedInput
from khabar.export.profile import load_profile
from khabar.web import create_app
from khabar.web.looking.tiles import open_tiles

from ..conftest import TOKEN

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def make_file(path: Path, kind: TileType) -> Path:
    with path.open("wb") as stream:
        writer = Writer(stream)
        writer.write_tile(zxy_to_tileid(0, 0, 0), PICTURE)
        head = {"tile_type": kind, "tile_compression": Compression.NONE, "min_zoom": 0, "max_zoom": 1}
        bounds = {
            "min_lon_e7": -1800000000,
            "min_lat_e7": -850000000,
            "max_lon_e7": 1800000000,
            "max_lat_e7": 850000000,
        }
        writer.finalize(
            head | bounds | {"center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0},
            {"attribution": "Invented <b>maps</b>"},
        )
    return path


def ask(address: str, tiles: str | None) -> Iterator[TestClient]:
    app = create_app(address, profile=load_profile("open"), token=TOKEN, tiles=open_tiles(tiles) if tiles else None)
    with TestClient(app, base_url="http://127.0.0.1", headers={"authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def test_tiles_of_a_file_are_served_and_named_with_their_credit(address: str, tmp_path: Path) -> None:
    for client in ask(address, str(make_file(tmp_path / "map.pmtiles", TileType.PNG))):
        page = client.get("/en/incidents")
        assert 'data-tiles="/tiles/{z}/{x}/{y}"' in page.text
        assert "Invented &lt;b&gt;maps&lt;/b&gt;" in page.text
        assert "img-src" not in page.headers["content-security-policy"]
        tile = client.get("/tiles/0/0/0")
        assert (tile.content, tile.headers["content-type"]) == (PICTURE, "image/png")
        assert [client.get(f"/tiles/{place}").status_code for place in ("1/0/0", "0/1/0", "9/0/0", "-1/0/0")] == [
            404
        ] * 4


def test_a_server_of_tiles_is_the_only_other_host_that_a_page_may_ask(address: str) -> None:
    for client in ask(address, "https://tiles.example/{z}/{x}/{y}.png"):
        policy = client.get("/ar/incidents").headers["content-security-policy"]
        assert "img-src 'self' https://tiles.example" in policy
        assert "default-src 'self'" in policy


def test_without_tiles_nothing_is_asked_of_anybody(address: str) -> None:
    for client in ask(address, None):
        page = client.get("/en/incidents")
        assert "data-tiles" not in page.text
        assert "img-src" not in page.headers["content-security-policy"]
        assert client.get("/tiles/0/0/0").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://a; script-src *//{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(given: str) -> None:
    with pytest.raises(DamagedInput, match="PMTiles"):
        open_tiles(given)


def test_files_that_hold_no_pictures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedInput, match="MVT"):
        open_tiles(str(make_file(tmp_path / "vector.pmtiles", TileType.MVT)))
    (tmp_path / "text.pmtiles").write_text("no tiles")
    with pytest.raises(DamagedInput, match=r"text\.pmtiles"):
        open_tiles(str(tmp_path / "text.pmtiles"))
