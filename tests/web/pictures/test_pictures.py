"""Pictures: well-formed, whole, of what is published only, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from khabar.web.pictures.atlas import Window, clip, cut_countries, find_middle
from khabar.web.pictures.drawing import clean, cut, measure, wrap
from khabar.web.pictures.on_map import draw_map
from khabar.web.pictures.sheet import Facts, lay_on_sheet
from khabar.web.pictures.window import Spot, choose_window
from khabar.web.wording.phrases import load_phrases

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("origins", "values", "map")


def words(svg: str) -> str:
    return " ".join("".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_brings_its_title_counts_name_and_what_it_does_not_say(
    client: TestClient, incident: str, language: str, kind: str
) -> None:
    phrases = load_phrases(language)
    answer = client.get(f"/{language}/picture/{kind}.svg?incident={incident}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].endswith(f'-{kind}.svg"')
    shown = words(answer.text)
    assert phrases.say(f"picture_{kind}") in shown
    assert phrases.count("reports", 4) in shown
    assert "khabar" in shown
    assert phrases.say(f"picture_{kind}_not").split()[0] in shown
    assert re.search(r"\d{4}-\d\d-\d\d", shown)
    assert "font/woff2;base64" in answer.text
    assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")


def test_disagreements_are_amber_and_origins_named(client: TestClient, incident: str) -> None:
    values = client.get(f"/en/picture/values.svg?incident={incident}").text
    assert "#f3c98b" in values
    assert "Syrian Observatory for Human Rights" in words(
        client.get(f"/en/picture/origins.svg?incident={incident}").text
    )


def test_the_list_is_drawn_by_its_question(client: TestClient) -> None:
    whole = words(client.get("/en/picture/map.svg").text)
    assert "Manbij" in whole
    part = client.get("/en/picture/map.svg?place=أريحا").text
    assert "Ariha" in words(part)
    assert "Al-Tayyanah" not in words(part)
    assert client.get("/en/picture/map.svg?killed=900").status_code == 404
    assert "three or more" in words(client.get("/en/picture/origins.svg").text)
    assert "contradict each other on" in words(client.get("/en/picture/values.svg").text)


@pytest.mark.parametrize("kind", KINDS)
def test_under_a_profile_only_what_is_published_is_drawn(serve: Callable[[str], TestClient], kind: str) -> None:
    strict = serve("strict")
    id = strict.get("/api/v1/incidents?origins=3").json()["items"][0]["id"]
    for query in (f"?incident={id}", ""):
        shown = words(strict.get(f"/ar/picture/{kind}.svg{query}").text)
        secrets = ("أريحا", "Ariha") if kind != "map" else ()  # a town around may be one
        for secret in (*secrets, "المرعشلي", "2022-03-04"):
            assert secret not in shown, secret


def test_nothing_of_a_hostile_report_is_markup_in_a_picture(client: TestClient) -> None:
    hit = client.get("/api/v1/incidents", params={"place": "الباب"}).json()["items"][0]["id"]
    for kind in KINDS:
        svg = client.get(f"/ar/picture/{kind}.svg?incident={hit}").text
        root = ElementTree.fromstring(svg)
        tags = {one.tag for one in root.iter()}
        assert tags <= {f"{SVG}{name}" for name in "svg title style g rect text path circle clipPath".split()}
        assert "\u202e" not in svg
    assert "<script>window" not in client.get(f"/ar/pictures?incident={hit}").text


@given(st.text(max_size=80), st.integers(60, 900))
def test_words_are_cut_to_their_room(given_words: str, room: int) -> None:
    held = clean(given_words)
    assert measure(cut(held, room, 14), 14) <= room
    lines = wrap(held, room, 14, most=3)
    assert len(lines) <= 3
    assert all(measure(line, 14) <= room for line in lines)


@given(st.text(max_size=120))
def test_any_title_makes_a_picture_that_can_be_read(title: str) -> None:
    from khabar.web.pictures.sheet import Drawn

    svg = lay_on_sheet(
        Drawn(body="", height=10),
        Facts(title=clean(title), counts="", made="2024-01-01"),
        load_phrases("ar"),
        kind="map",
        fonts=False,
    )
    assert ElementTree.fromstring(svg).get("viewBox", "").startswith("0 0 1000 ")


def test_days_keep_their_order_among_arabic_words() -> None:
    assert clean("وقع بتاريخ 2022-03-04 في") == "وقع بتاريخ \u20662022-03-04\u2069 في"


@given(st.floats(-60, 60), st.floats(-170, 170), st.sampled_from([1000, 5000, 75_000]))
def test_the_map_holds_what_it_shows(lat: float, lon: float, radius: int) -> None:
    window = choose_window([Spot(lat=lat, lon=lon, radius=radius, name="x")])
    assert window.holds(lat, lon)
    assert window.north - window.south >= 1.1 - 1e-9


def test_outlines_are_cut_to_the_window() -> None:
    window = Window(35.0, 35.0, 38.0, 37.0)
    names = set()
    for name, ring in cut_countries(window):
        names.add(name)
        assert all(35 - 1e-9 <= x <= 38 + 1e-9 and 35 - 1e-9 <= y <= 37 + 1e-9 for x, y in ring)
    assert {"Syria", "Turkey"} <= names
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    assert set(clip(square, Window(1, 1, 2, 2))) == {(1, 1), (2, 1), (2, 2), (1, 2)}
    assert clip(square, Window(9, 9, 10, 10)) == ()
    assert find_middle(square) == (16.0, (2.0, 2.0))


def test_a_place_known_to_its_governorate_has_no_dot() -> None:
    drawn = draw_map([Spot(lat=36, lon=37, radius=75_000, name="x")], load_phrases("en"))
    assert drawn is not None
    assert "stroke-dasharray" in drawn.body
    assert drawn.body.count('fill="#0c5a53"') == 1
    assert draw_map([], load_phrases("en")) is None


def test_a_few_that_lie_far_from_all_others_are_left_outside_the_map() -> None:
    near = [Spot(lat=35 + n / 50, lon=37, radius=5000, name="x", weight=10) for n in range(10)]
    far = Spot(lat=-30.0, lon=140, radius=5000, name="y")
    window = choose_window([*near, far])
    assert all(window.holds(spot.lat, spot.lon) for spot in near)
    assert not window.holds(far.lat, far.lon)
    assert choose_window([*near[:2], far]).holds(far.lat, far.lon)


def test_outlines_go_on_beyond_the_meridian_of_180_degrees() -> None:
    for _, ring in cut_countries(Window(-179, 60, 179, 75)):
        assert all(abs(a[0] - b[0]) < 120 for a, b in pairwise(ring) if 60.01 < a[1] < 74.99 and 60.01 < b[1] < 74.99)


def test_names_in_a_title_keep_their_direction_over_the_end_of_a_line() -> None:
    lines = wrap("before \u2068one two three four five six seven\u2069 after", 150, 24, most=9)
    assert len(lines) > 2
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)
    assert all("\u2068" in line for line in lines[1:-1])
