"""Exporting incidents of a store that are named, into a folder: the file, its mapping, and both as one ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from khabar.errors import StoreProblem
from khabar.export.case import Case
from khabar.export.formats import Exported, export, find_format
from khabar.export.options import Options
from khabar.export.preview import Effects, preview
from khabar.export.profile import Profile
from khabar.store.incidents.cases import load_case
from khabar.store.opening import open_store

_SOME_DAY = (1980, 1, 1, 0, 0, 0)  # the same incidents give the same bytes


def export_named(
    address: str,
    incidents: Sequence[str],
    format: str,
    folder: Path,
    profile: Profile,
    *,
    options: Options | None = None,
    stem: str = "khabar-incidents",
) -> Exported:
    """Write incidents of the store at an address, in their order, as a profile lets them go; `stem` names the file.

    One that is not there any more is left out. Raises as `export` does.
    """
    path = Path(folder) / f"{stem}{find_format(format).suffix}"
    with open_store(address, create=False) as store, store.reading() as connection:
        return export(format, find_named(connection, incidents), path, profile, options=options)


def preview_named(address: str, incidents: Sequence[str], profile: Profile) -> Effects:
    """Return what a profile would change of incidents of a store."""
    with open_store(address, create=False) as store, store.reading() as connection:
        return preview(find_named(connection, incidents), profile)


def find_named(connection: Connection, incidents: Iterable[str]) -> Iterator[Case]:
    """Yield the cases of incidents, those that are gone left out."""
    for id in incidents:
        try:
            yield load_case(connection, id)
        except StoreProblem:
            continue


def zip_export(done: Exported) -> Path:
    """Return a ZIP of a file and its mapping, beside them."""
    path = done.path.with_name(f"{done.path.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in (done.path, done.mapping):
            entry = zipfile.ZipInfo(one.name, _SOME_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, one.read_bytes())
    return path
