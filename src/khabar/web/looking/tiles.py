"""A base map of pictures behind the borders: from a PMTiles file beside the store, or from a server of tiles.

Off unless somebody asks for it: a server of tiles learns from the requests where one looks. Of a file nobody learns
anything. Only pictures are shown; a file of vector tiles is refused.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from khabar.errors import DamagedInput, MissingTool
from khabar.web.entrance.guard import HEADERS

router = APIRouter(include_in_schema=False)
_PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "AVIF": "image/avif"}
_GAPS = ("{z}", "{x}", "{y}")


class Tiles:
    """Where a map's tiles come from: `address` for the browser, deepest `zoom`, `host` beyond this server or None."""

    def __init__(self, address: str, *, zoom: int, credit: str, host: str | None = None) -> None:
        self.address, self.zoom, self.credit, self.host = address, zoom, credit, host

    def tile(self, zoom: int, column: int, row: int) -> tuple[bytes, str] | None:
        """Return a tile that this server has and its media type, else None."""
        return None


class FileTiles(Tiles):
    """The tiles of a PMTiles file."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises `DamagedInput` where it is no PMTiles file of pictures, `MissingTool` without pmtiles."""
        try:
            from pmtiles.reader import Reader
            from pmtiles.tile import TileType
        except ModuleNotFoundError:
            raise MissingTool("a PMTiles file needs «pmtiles»: pip install 'khabar[tiles]'") from None
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._reader = Reader(lambda start, length: self._bytes[start : start + length])
            header: dict[str, Any] = self._reader.header()
            told: dict[str, Any] = self._reader.metadata()
        except OSError as problem:
            raise DamagedInput(f"{path}: {problem.strerror or problem}") from None
        except Exception:
            raise DamagedInput(f"{path} is no PMTiles file that can be read") from None
        kind = header["tile_type"]
        if kind.name not in _PICTURES:
            known = ", ".join(_PICTURES)
            raise DamagedInput(f"{path} holds {TileType(kind).name} tiles: only pictures are shown ({known})")
        self._type = _PICTURES[kind.name]
        super().__init__("/tiles/{z}/{x}/{y}", zoom=int(header["max_zoom"]), credit=str(told.get("attribution") or ""))

    def tile(self, zoom: int, column: int, row: int) -> tuple[bytes, str] | None:
        """Return a tile of the file and its media type, None where the file has none."""
        if not (0 <= zoom <= self.zoom and 0 <= column < 2**zoom and 0 <= row < 2**zoom):
            return None
        found = self._reader.get(zoom, column, row)
        return (bytes(found), self._type) if found else None


def open_tiles(given: str) -> Tiles:
    """Return the tiles of a PMTiles file, or of an https address with {z}, {x} and {y} in it.

    Raises `DamagedInput` where it is neither, `MissingTool` where a package is missing.
    """
    parts = urlsplit(given)
    if not parts.netloc:
        return FileTiles(Path(given))
    if (
        parts.scheme != "https"
        or not all(gap in given for gap in _GAPS)
        or any(mark in parts.netloc for mark in "; ,'\"{")
    ):
        raise DamagedInput(
            f"{given}: tiles come from a PMTiles file or an address such as https://HOST/{{z}}/{{x}}/{{y}}.png"
        )
    return Tiles(given, zoom=19, credit=parts.hostname or "", host=f"https://{parts.netloc}")


def let_tiles_in(answer: Response, tiles: Tiles | None) -> Response:
    """Return an answer whose page may ask the host of its tiles for pictures, and nobody else for anything."""
    if tiles and tiles.host:
        answer.headers["content-security-policy"] = f"{HEADERS['content-security-policy']}; img-src 'self' {tiles.host}"
    return answer


@router.get("/tiles/{zoom}/{column}/{row}")
def show_tile(request: Request, zoom: int, column: int, row: int) -> Response:
    """Answer with a tile of the file that the server was started with."""
    tiles: Tiles | None = request.app.state.tiles
    found = tiles.tile(zoom, column, row) if tiles else None
    if found is None:
        raise HTTPException(404, "the map has no such tile")
    body, kind = found
    return Response(body, media_type=kind, headers={"cache-control": "private, max-age=86400"})
