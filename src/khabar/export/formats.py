"""The formats in which incidents leave khabar: the one list, and the one way out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import msgspec

import khabar
from khabar.errors import ExportProblem
from khabar.export.case import Case
from khabar.export.layout import Layout, load_layout
from khabar.export.options import Options, Writer, Written
from khabar.export.preview import Watcher
from khabar.export.profile import Profile
from khabar.export.reviewed import use_corrections
from khabar.language.artefact import data_version
from khabar.reading import LANGUAGE


@dataclass(frozen=True)
class Format:
    """One format: its writer, loaded when it is needed, and whether a row of HXL tags or a language has a meaning in it."""

    name: str
    function: str
    hxl: bool = False
    language: bool = False
    described_by: str | None = None

    @property
    def layout(self) -> Layout:
        """What the format is for, its columns, and what it cannot hold."""
        return load_layout(self.name)

    @property
    def suffix(self) -> str:
        """The ending of its files' names."""
        return self.layout.suffix

    @property
    def purpose(self) -> str:
        """What it is for, in a line."""
        return self.layout.purpose

    @property
    def write(self) -> Writer:
        """What writes cases, already published, in this format."""
        module, _, name = self.function.partition(":")
        return cast(Writer, getattr(import_module(f"khabar.export.{module}"), name))


_ALL = (
    Format("jsonl", "jsonl:write_jsonl"),
    Format("csv", "flat:write_csv", hxl=True),
    Format("csv-origins", "flat:write_origins", hxl=True),
    Format("xlsx", "xlsx:write_xlsx", described_by="csv"),
    Format("acled", "acled:write_acled", hxl=True),
    Format("geojson", "geojson:write_geojson", described_by="csv"),
    Format("parquet", "parquet:write_parquet", described_by="csv"),
    Format("geoparquet", "parquet:write_geoparquet", described_by="csv"),
    Format("dossier", "dossier:write_dossier", language=True),
    Format("polecat", "polecat:write_polecat"),
    Format("ucdp", "ucdp:write_ucdp", hxl=True),
    Format("bayanat", "bayanat:write_bulletins", hxl=True),
    Format("bayanat-incidents", "bayanat:write_incidents", hxl=True),
    Format("ftm", "ftm:write_ftm"),
    Format("annotation", "annotation:write_annotations"),
    Format("timemap", "timemap:write_timemap", language=True),
    Format("graphml", "graphml:write_graphml"),
)
FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}


class Exported(msgspec.Struct, frozen=True):
    """What an export came to: the files, how many rows, and which incidents have none."""

    path: Path
    mapping: Path
    written: Written


def export(
    name: str, cases: Iterable[Case], path: Path, profile: Profile, *, options: Options | None = None
) -> Exported:
    """Write cases in a format, as a profile lets them go, and beside the file what became of them.

    Both files appear only when they are whole. Raises `ExportProblem` for a format that is not one or a file that
    cannot be written, `MissingTool` where a format needs a package that is not installed.
    """
    how = find_format(name)
    path, told = Path(path), options or Options()
    watcher = Watcher()
    written: list[Written] = []
    given = use_corrections(cases) if told.reviewed else cases
    _write_whole(path, lambda stream: written.append(how.write(watcher.publish(given, profile), stream, told)))
    beside = mapping_path(path)
    mapping = msgspec.json.encode(describe_mapping(how, profile, watcher, written[0], told))
    _write_whole(beside, lambda stream: stream.write(msgspec.json.format(mapping, indent=2) + b"\n"))
    return Exported(path, beside, written[0])


def find_format(name: str) -> Format:
    """Return a format by its name. Raises `ExportProblem` where there is none."""
    if name not in FORMATS:
        raise ExportProblem(f"khabar has no export format «{name}»: {', '.join(FORMATS)}")
    return FORMATS[name]


def mapping_path(path: Path) -> Path:
    """Return where the mapping of a file lies: beside it, under its whole name."""
    return path.with_name(f"{path.name}.mapping.json")


def describe_mapping(
    how: Format, profile: Profile, watcher: Watcher, written: Written, options: Options
) -> dict[str, Any]:
    """Return what stands beside a file: how its columns were made, what it lost, and what the profile did.

    The profile's items are only counted: naming them would tell what they withhold. Of what is kept to groups not even
    the number is told.
    """
    layout = how.layout
    described = load_layout(how.described_by) if how.described_by else layout
    items = msgspec.to_builtins(profile.items)
    rules = {rule: value for rule, value in msgspec.to_builtins(profile).items() if rule != "items"}
    return {
        "format": how.name,
        "purpose": layout.purpose,
        "rows": layout.rows,
        "written": written.rows,
        "left_out": dict(written.left_out),
        "columns": [
            {"name": c.name, "from": c.source or None, "how": c.fate, "note": c.note or None} for c in described.columns
        ],
        "tables": dict(layout.tables),
        "lost": list(layout.lost),
        "options": {
            "language": options.language if how.language else None,
            "hxl": options.hxl if how.hxl else None,
            "reviewed": options.reviewed,
        },
        "profile": {"rules": rules, "items": {kind: len(held) for kind, held in items.items() if kind != "unseen"}},
        "profile_effects": watcher.tell().count(),
        "khabar": khabar.__version__,
        "data": data_version(LANGUAGE),
    }


def _write_whole(path: Path, write: Callable[[BinaryIO], Any]) -> None:
    """Write a file that appears only when it is whole."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            write(stream)
            _settle(stream)
        part.replace(path)
    except OSError as problem:
        raise ExportProblem(f"{path} cannot be written: {problem.strerror or problem}") from None
    finally:
        part.unlink(missing_ok=True)


def _settle(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())
