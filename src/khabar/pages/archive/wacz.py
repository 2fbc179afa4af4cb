"""WACZ: a zip of WARC files with a list of their digests, and a digest of the list."""

from __future__ import annotations

import json
import zipfile
from typing import Any

from khabar.errors import DamagedInput, InputError
from khabar.pages.archive.digests import agrees
from khabar.pages.archive.limits import Budget, Found, OpenInner
from khabar.pages.archive.zips import read_member, say_name
from khabar.pages.intake import Capture, Refused

_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
_WARCS = (".warc", ".warc.gz")


def is_wacz(archive: zipfile.ZipFile) -> bool:
    """Say whether a zip is a WACZ: it has its package list and an archive folder."""
    names = archive.namelist()
    return _PACKAGE in names and any(_is_warc(name) for name in names)


def read_wacz(archive: zipfile.ZipFile, capture: Capture, budget: Budget, open_inner: OpenInner) -> Found:
    """Yield what is found in the WARC files, each only where its digest is that of the list.

    Raises `DamagedInput` where the list itself cannot be read or is not what its digest says.
    """
    stated = _read_package(archive, budget)
    present = {info.filename: info for info in archive.infolist()}
    for path in stated:
        if path not in present:
            yield Refused(name=f"{capture.name} › {say_name(path)}", reason="the package lists it and does not hold it")
    for path, info in present.items():
        if path in (_PACKAGE, _DIGEST) or info.is_dir() or (path not in stated and not _is_warc(path)):
            continue
        budget.take_entry()
        name = f"{capture.name} › {say_name(path)}"
        try:
            data = read_member(archive, info, budget)
            _check(stated.get(path), data)
        except InputError as problem:
            yield Refused.because(name, problem)
            continue
        if _is_warc(path):
            yield from open_inner(Capture(data=data, name=name, retrieved=capture.retrieved))


def _is_warc(path: str) -> bool:
    return path.startswith("archive/") and path.lower().endswith(_WARCS)


def _read_package(archive: zipfile.ZipFile, budget: Budget) -> dict[str, str]:
    """Return the digest stated for each path."""
    listed = read_member(archive, archive.getinfo(_PACKAGE), budget)
    if _DIGEST in archive.namelist():
        proof = _load(read_member(archive, archive.getinfo(_DIGEST), budget), _DIGEST)
        if agrees(str(proof.get("hash")), listed) is not True:
            raise DamagedInput(f"{_PACKAGE} is not what {_DIGEST} says; it was changed after it was made")
    resources = _load(listed, _PACKAGE).get("resources")
    if not isinstance(resources, list):
        raise DamagedInput(f"{_PACKAGE} lists no resources")
    entries = [one for one in resources if isinstance(one, dict) and isinstance(one.get("path"), str)]
    return {entry["path"]: str(entry.get("hash")) for entry in entries}


def _load(data: bytes, name: str) -> dict[str, Any]:
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise DamagedInput(f"{name} is not valid JSON: {problem}") from None
    if not isinstance(loaded, dict):
        raise DamagedInput(f"{name} is not an object")
    return loaded


def _check(stated: str | None, data: bytes) -> None:
    if stated is None:
        raise DamagedInput(f"{_PACKAGE} does not list it, so nothing says that it is as it was")
    if agrees(stated, data) is not True:
        raise DamagedInput(f"it is not what its digest in {_PACKAGE} says; it was changed or damaged")
