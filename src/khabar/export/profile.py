"""Publish profiles: what leaves khabar as it is, what is blurred, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import yaml

from khabar.errors import ProfileProblem
from khabar.model import Value

_FOLDER = Path(__file__).parent.parent / "data" / "profiles"


class Items(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is withheld by item: whole incidents and documents by id, origins by key, names wherever they stand.

    `unseen` are documents of which whoever asks must not even learn that something was withheld.
    """

    incidents: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()

    @property
    def hidden(self) -> frozenset[str]:
        """All documents that do not go out, by id."""
        return frozenset((*self.documents, *self.unseen))


class Profile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules under which incidents are given away.

    `places`: "exact", or no finer than the "district", the "governorate", or a "grid" of `grid_km` kilometres.
    `days`: "exact", or the "week" or "month" that holds them. `persons`: private persons, that is all whom khabar's
    actor records do not know. `unnamed`: what is said of sources without a name. `words`: texts and quotations.
    `addresses`: addresses, headers and hashes by which a report can be found. `reviewers`: the names of those who
    judged what was read, and what they noted.
    """

    places: Literal["exact", "district", "governorate", "grid"] = "exact"
    grid_km: int = 25
    days: Literal["exact", "week", "month"] = "exact"
    persons: Literal["named", "withheld"] = "named"
    unnamed: Literal["described", "withheld"] = "described"
    words: Literal["kept", "withheld"] = "kept"
    addresses: Literal["kept", "withheld"] = "kept"
    reviewers: Literal["named", "withheld"] = "named"
    items: Items = Items()

    @property
    def is_open(self) -> bool:
        """Tell whether nothing at all is changed."""
        return self == Profile(grid_km=self.grid_km)

    @property
    def covers(self) -> bool:
        """Tell whether anything that goes out is changed, rather than whole incidents and documents left out."""
        items = Items(origins=self.items.origins, names=self.items.names)
        return msgspec.structs.replace(self, items=items) != Profile(grid_km=self.grid_km)


def load_profile(name: str) -> Profile:
    """Return a profile that ships with khabar ("open", "careful", "strict") or stands in a YAML file.

    Raises `ProfileProblem` where there is none, or where it has a rule that khabar does not know: a profile that is
    half understood must not be used to publish.
    """
    shipped = _FOLDER / f"{name}.yaml"
    path = shipped if name.isidentifier() and shipped.is_file() else Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        known = ", ".join(list_profiles())
        raise ProfileProblem(f"no publish profile «{name}»: give {known} or a YAML file") from None
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader) or {}, type=Profile, strict=False)
    except (msgspec.ValidationError, yaml.YAMLError) as problem:
        raise ProfileProblem(f"the publish profile {path} is not one: {' '.join(str(problem).split())}") from None


def list_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that ship with khabar, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))
