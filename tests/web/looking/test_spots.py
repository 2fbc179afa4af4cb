import random

from fastapi.testclient import TestClient

from khabar.web.desk.entry import Entry
from khabar.web.looking.spots import FEW, MOST, gather_spots


def entry(number: int, lat: float, lon: float) -> Entry:
    return Entry(
        id=f"i{number}", type="ASSAULT", lat=lat, lon=lon, precision="town", radius=5_000, reports=1, publishers=1
    )


def test_of_very_many_places_those_with_the_fewest_incidents_become_areas_and_none_is_lost() -> None:
    chance = random.Random(1)
    places = [(chance.uniform(10, 40), chance.uniform(-10, 60)) for _ in range(3 * MOST)]
    entries = [entry(n, *places[min(n % 5_000, len(places) - 1)]) for n in range(10_000)]
    spots = gather_spots(entries)
    assert sorted(one.id for here in spots.values() for one in here) == sorted(one.id for one in entries)
    alone = [where for where in spots if where[2] == 5_000]
    assert len(alone) == MOST
    assert len(spots) < 3 * MOST
    for lat, lon, radius in set(spots) - set(alone):
        assert radius == 60_000
        assert all(abs(one.lat - lat) <= 0.5 and abs(one.lon - lon) <= 0.5 for one in spots[lat, lon, radius])


def test_few_places_stay_as_they_are() -> None:
    assert len(gather_spots([entry(n, 30 + n / 10, 40) for n in range(FEW)])) == FEW


def test_a_spot_tells_its_incidents_when_it_is_asked(client: TestClient) -> None:
    for lat, lon, radius, _, number, named in client.get("/en/map.json").json():
        asked = {"lat": lat, "lon": lon, "radius": radius}
        assert client.get("/en/spot.json", params=asked).json() == named
        assert len(named) == number
        assert client.get("/en/spot.json", params=asked | {"killed": 999}).json() == []
    assert client.get("/en/spot.json", params={"lat": 1, "lon": 1, "radius": 1}).json() == []
