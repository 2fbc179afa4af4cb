"""Nothing leaves by another way: every format under the strictest profile, searched byte by byte."""

import io
import re
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest

from khabar.export import FORMATS, Options, export
from khabar.export.case import Case
from khabar.export.profile import Items, Profile, load_profile

from .conftest import REVIEWERS, SECRETS

ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|&#x([0-9a-fA-F]+);|&#(\d+);")


def everything(path: Path) -> str:
    """Return all that a file holds, unpacked and without any way of writing characters by their numbers."""
    raw = path.read_bytes()
    parts = [raw.decode("utf-8", "replace")]
    if zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    elif path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
        parts += [str(table.schema), repr(table.to_pydict())]
    text = "\n".join(parts)
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16) if not m[3] else int(m[3])), text)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_the_strictest_profile_lets_no_secret_out(
    name: str, language: str, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    export(name, cases, path, load_profile("strict"), options=Options(language=language))
    told = "".join(everything(p) for p in tmp_path.iterdir())
    assert "i0badcafe" in told or name in ("bayanat", "annotation"), "something must be left to read"
    assert not [secret for secret in SECRETS if secret in told]


@pytest.mark.parametrize("use", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_the_strictest_profile_lets_nothing_out_that_people_decided_either(
    name: str, use: bool, reviewed: Case, tmp_path: Path
) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    export(name, [reviewed], path, load_profile("strict"), options=Options(reviewed=use))
    told = "".join(everything(p) for p in tmp_path.iterdir())
    held = (*SECRETS, *REVIEWERS, "Haddad", "القاضي", "Khaled", "Marashli", "market", "on video")
    assert not [secret for secret in held if secret in told]


def test_names_and_notes_of_reviewers_leave_only_openly(reviewed: Case, tmp_path: Path) -> None:
    for profile, leave in (("open", True), ("careful", False)):
        path = tmp_path / f"{profile}.jsonl"
        export("jsonl", [reviewed], path, load_profile(profile))
        told = everything(path)
        assert all((secret in told) == leave for secret in (*REVIEWERS, "on video"))


@pytest.mark.parametrize("secret", ["أريحا", "example", "doc-agency", "2022-03-04", "المرعشلي"])
def test_the_open_profile_lets_them_out(secret: str, cases: tuple[Case, ...], tmp_path: Path) -> None:
    export("jsonl", cases, tmp_path / "out.jsonl", load_profile("open"))
    assert secret in everything(tmp_path / "out.jsonl")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_withheld_name_and_incident_are_in_no_format(
    name: str, language: str, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    items = Items(incidents=("i0feedbee",), names=("المرصد السوري لحقوق الإنسان",))
    path = tmp_path / f"out{FORMATS[name].suffix}"
    export(name, cases, path, Profile(items=items), options=Options(language=language))
    told = "".join(everything(p) for p in tmp_path.iterdir())
    assert "Syrian Observatory" not in told
    assert "المرصد السوري" not in told
    assert "i0feedbee" not in told
