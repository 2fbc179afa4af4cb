"""Which column of a table holds what, as the user says or as its name tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from khabar.errors import InputError
from khabar.model import Value
from khabar.pages.data import load_data
from khabar.pages.wording import fold

_LONGEST_LIST = 20


class Columns(Value, frozen=True, kw_only=True):
    """The name of the column that holds each field of a report; None where no column does."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    id: str | None = None
    byline: str | None = None
    language: str | None = None
    credited_source: str | None = None

    def chosen(self) -> dict[str, str]:
        """Return the columns in use, by field."""
        return {field: name for field in self.__struct_fields__ if (name := getattr(self, field)) is not None}


def read_columns(given: str) -> Columns:
    """Return the columns of `text=body,published=date`; raises `InputError` for another form or field."""
    pairs = [pair.partition("=") for pair in given.split(",") if pair.strip()]
    chosen = {field.strip(): name.strip() for field, equals, name in pairs if equals and name.strip()}
    unknown = sorted(set(chosen) - set(Columns.__struct_fields__))
    if len(chosen) != len(pairs) or unknown:
        wrong = f"«{', '.join(unknown)}» is not one of" if unknown else "give columns as text=body,published=date, from"
        raise InputError(f"{wrong} {', '.join(Columns.__struct_fields__)}")
    return Columns(**chosen)


def guess_columns(names: Sequence[str], given: Columns | None = None) -> Columns:
    """Return what each column of a table is; what is `given` goes before what a name tells.

    Raises `InputError` where a given column is not there, or where none is known to hold the text.
    """
    chosen = given.chosen() if given else {}
    missing = [name for name in chosen.values() if name not in names]
    if missing:
        raise InputError(f"the table has no column «{missing[0]}»; it has {_list_names(names)}")
    folded: dict[str, str] = {}
    for name in names:
        if name not in chosen.values():
            folded.setdefault(fold_name(name), name)
    for field, known in load_names().items():
        found = next((folded[one] for one in known if one in folded), None)
        if field not in chosen and found is not None:
            chosen[field] = found
    if "text" not in chosen:
        raise InputError(
            f"no column is known to hold the text; name it, as in text=body; the table has {_list_names(names)}"
        )
    return Columns(**chosen)


@lru_cache(maxsize=1)
def load_names() -> dict[str, tuple[str, ...]]:
    """Return the usual names of each field's column, folded, read once in a process."""
    return {field: tuple(map(fold_name, names)) for field, names in load_data("columns")["fields"].items()}


def fold_name(name: str) -> str:
    """Return the name of a column without what does not tell it from others."""
    return re.sub(r"[\s_\-.]+", "", fold(name).lower())


def _list_names(names: Sequence[str]) -> str:
    shown = ", ".join(f"«{name[:40]}»" for name in names[:_LONGEST_LIST])
    return f"{shown} and {len(names) - _LONGEST_LIST} more" if len(names) > _LONGEST_LIST else shown or "none"
