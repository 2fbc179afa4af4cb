"""Layouts: what each format's columns are, where they come from, and what the format cannot hold.

They are data (`data/exports/*.yaml`), so that the files, the mapping beside each of them and the documentation cannot
say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from khabar.errors import DataProblem
from khabar.model import Value

_FOLDER = Path(__file__).parent.parent / "data" / "exports"

Fate = Literal["kept", "derived", "folded", "blank"]
"""As khabar holds it; worked out from it; several values become one; khabar has nothing for it."""


class Column(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column or field of a format: `source` says what of an incident it holds, `hxl` is its tag."""

    name: str
    source: str = msgspec.field(default="", name="from")
    fate: Fate = "kept"
    type: Literal["text", "int", "float", "bool"] = "text"
    note: str = ""
    hxl: str = ""


class Layout(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A format as data: `lost` are the things that have no place in it, `tables` translate khabar's values."""

    suffix: str
    purpose: str
    rows: str
    columns: tuple[Column, ...] = ()
    lost: tuple[str, ...] = ()
    tables: Mapping[str, Any] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(column.name for column in self.columns)

    def table(self, name: str) -> Mapping[str, Any]:
        """Return one of the tables that translate values."""
        found: Mapping[str, Any] = self.tables[name]
        return found

    def look_up(self, name: str, keys: Iterable[str | None]) -> Any:
        """Return what a table has for the first of the keys that it knows; None for none."""
        table = self.table(name)
        return next((table[key] for key in keys if key is not None and key in table), None)


@cache
def load_layout(name: str) -> Layout:
    """Return the layout of a format. Raises `DataProblem` where its file is not one."""
    path = _FOLDER / f"{name}.yaml"
    try:
        return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), type=Layout)
    except (msgspec.ValidationError, yaml.YAMLError) as problem:
        raise DataProblem(f"{path.name} is no layout of an export: {problem}") from None


@cache
def load_table(name: str) -> Any:
    """Return the plain data of a file that is no layout."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
