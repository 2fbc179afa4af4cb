"""Place records for the name index: our own places and sites, the towns of GeoNames, and the countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khabar.compile.geonames import Town, capitals, country_records, towns
from khabar.compile.lexicon import read_yaml
from khabar.errors import DataProblem
from khabar.language.artefact import DATA
from khabar.language.geography import kilometres
from khabar.language.names import PlaceName
from khabar.language.spelling import fold

_SAME_KM = 25.0  # a town of GeoNames with the name of a place of ours is the same within this distance
_SETTLED = frozenset({"capital", "city", "town", "village", "locality", "neighbourhood"})
_UPPER = frozenset({"governorate", "province", "state", "region"})
# Countries on one ground: a town that GeoNames has in the one may be ours in the other.
_ONE_GROUND = {
    "IL": ("IL", "PS", "SY"),
    "PS": ("PS", "IL"),
    "MA": ("MA", "EH"),
    "EH": ("EH", "MA"),
    "UA": ("UA", "RU"),
    "RU": ("RU", "UA"),
}
_NEEDS = {"arabic": "", "bound": "noun", "doubtful": "context"}


class Kind:
    """How exactly the places of one kind are meant, and their weight where no population is known."""

    __slots__ = ("precision", "weight")

    def __init__(self, precision: str, weight: int) -> None:
        self.precision, self.weight = precision, weight


def place_names() -> list[PlaceName]:
    """Return all place records: ours first, then the towns of GeoNames that are not among them, then the countries."""
    kinds = {k["kind"]: Kind(k["precision"], int(k["weight"])) for k in read_yaml(DATA / "gazetteer" / "kinds.yaml")}
    own = list(_own_places())
    homes = _homes(own)
    known = _by_name(own)
    famous = {fold(n) for p in own if p["kind"] in ("capital", "city") for n in p.get("arabic", ())}
    found = [kept for town in towns() if (kept := _unfamous(town, famous, known))]
    populations: dict[str, int] = {}
    fresh: list[Town] = []
    parents: dict[tuple[str, str], dict[str, int]] = {}
    for town in found:
        twin = _twin(town, known)
        if twin is None:
            fresh.append(town)
        else:
            populations[twin["id"]] = max(town.population, populations.get(twin["id"], 0))
            if home := homes.get((twin["country"], fold(twin.get("within", "")))):
                votes = parents.setdefault((town.country, town.admin), {})
                votes[home["id"]] = votes.get(home["id"], 0) + 1
    out = [r for place in own for r in _records(place, kinds, homes, populations)]
    out += [
        _town_record(town, parents.get((town.country, town.admin), {}), needs, names)
        for town in fresh
        for needs, names in town.names
    ]
    return out + country_records()


def _own_places() -> Iterator[dict[str, Any]]:
    """Yield the records of `data/places/`; the file is the country unless a record says otherwise."""
    seats = capitals()
    for path in sorted((DATA / "places").glob("*.yaml")):
        country = path.stem if len(path.stem) == 2 else ""
        for record in read_yaml(path):
            if "kind" not in record or not any(record.get(k) for k in _NEEDS):
                raise DataProblem(f"{path}: a place needs a kind and a name: {record!r}")
            place = {"country": country} | record
            if place["kind"] == "city" and fold(place["name"]) == seats.get(place["country"]):
                place["kind"] = "capital"
            yield place


def _homes(own: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return governorates by country and the name that `within` gives them."""
    out: dict[tuple[str, str], Mapping[str, Any]] = {}
    for place in own:
        if place["kind"] in _UPPER:
            name = fold(place["name"])
            out.setdefault((place["country"], name), place)
            for tail in (" governorate", " province", " state"):
                out.setdefault((place["country"], name.removesuffix(tail)), place)
    for place in own:
        out.setdefault((place["country"], fold(place["name"])), place)
    return out


def _by_name(own: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    out: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for place in own:
        settled = place["kind"] in _SETTLED
        for slot, needs in _NEEDS.items():
            if needs != "noun" or settled:
                for name in place.get(slot, ()):
                    out.setdefault((place["country"], fold(name)), []).append(place)
    return out


def _unfamous(town: Town, famous: frozenset[str] | set[str], known: Mapping[tuple[str, str], Any]) -> Town | None:
    """Return a town without the names that mean a city of ours elsewhere: nobody means Paris, Texas."""
    names = tuple(
        (needs, kept)
        for needs, found in town.names
        if (kept := tuple(n for n in found if fold(n) not in famous or (town.country, fold(n)) in known))
    )
    return town._replace(names=names) if names else None


def _twin(town: Town, known: Mapping[tuple[str, str], list[Mapping[str, Any]]]) -> Mapping[str, Any] | None:
    """Return our own place that a town of GeoNames is, settlements before sites. «محافظة بيروت» is not the town."""
    near = [
        place
        for _, names in town.names
        for name in names
        for country in _ONE_GROUND.get(town.country, (town.country,))
        for place in known.get((country, fold(name)), ())
        if "lat" in place and kilometres(town.lat, town.lon, float(place["lat"]), float(place["lon"])) <= _SAME_KM
    ]
    return min(near, key=lambda p: p["kind"] not in _SETTLED, default=None)


def _records(
    place: Mapping[str, Any],
    kinds: Mapping[str, Kind],
    homes: Mapping[tuple[str, str], Mapping[str, Any]],
    populations: Mapping[str, int],
) -> Iterator[PlaceName]:
    kind = kinds.get(place["kind"])
    if kind is None:
        raise DataProblem(f"{place['id']}: gazetteer/kinds.yaml knows no kind «{place['kind']}»")
    home = homes.get((place["country"], fold(place.get("within", ""))))
    precision, where = kind.precision, place
    if "lat" not in place:
        precision, where = ("governorate", home) if home and "lat" in home else ("region", {})
    lat, lon = (float(where[k]) if k in where else None for k in ("lat", "lon"))
    parents = (home["id"],) if home else ()
    population = populations.get(place["id"], 0) if place["kind"] in _SETTLED else 0
    for slot, needs in _NEEDS.items():
        if names := place.get(slot):
            yield PlaceName(
                place["id"],
                place["name"],
                place["kind"],
                place["country"],
                lat,
                lon,
                population or kind.weight,
                parents,
                needs,
                precision,
                tuple(names),
            )


def _town_record(town: Town, votes: Mapping[str, int], needs: str, names: tuple[str, ...]) -> PlaceName:
    parents = (max(votes, key=lambda p: votes[p]),) if votes else ()
    kind = (
        "capital"
        if fold(town.name) == capitals().get(town.country)
        else "city"
        if town.population >= 50_000
        else "town"
        if town.population >= 3_000
        else "village"
    )
    return PlaceName(
        f"gn-{town.id}",
        town.name,
        kind,
        town.country,
        town.lat,
        town.lon,
        town.population,
        parents,
        needs,
        "town",
        names,
    )
