"""A newcomer's way through the pages in a real browser, and what a hostile report does there: nothing."""

from typing import Any

import pytest

from ..looks import LANGUAGES, PHONE, check, wait_until


def pages(language: str, incident: str) -> list[str]:
    return [
        f"/{language}/incidents",
        f"/{language}/incidents?clash=1",
        f"/{language}/incidents?killed=900",
        f"/{language}/incident/{incident}",
        f"/{language}/report/doc-agency",
        f"/{language}/report/doc-hostile",
        f"/{language}/report/doc-agency/explain/c1",
        f"/{language}/search",
        f"/{language}/search?q=قصف",
        f"/{language}/sources",
        f"/{language}/sources?kind=speaker",
    ]


@pytest.mark.parametrize("reader", [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible(reader: Any, incident: str, language: str) -> None:
    for path in pages(language, incident):
        page = reader.open(path)
        assert check(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path
    reader.faults[:] = [fault for fault in reader.faults if "404" not in fault]


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_every_value_without_swiping(reader: Any, incident: str, language: str) -> None:
    page = reader.open(f"/{language}/incident/{incident}")
    box = page.locator("#values .matrix").bounding_box()
    assert box["width"] <= 390
    told = page.locator("#values .matrix td:has(.value)")
    assert told.count() > 3
    for at in range(told.count()):
        cell = told.nth(at)
        head = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert cell.get_attribute("data-head") in head
        for value in cell.locator("> .value").all():
            place = value.bounding_box()
            assert 0 <= place["x"] <= place["x"] + place["width"] <= 390
    assert page.locator("#values .matrix td:empty").count() == page.locator("#values .matrix td:not(:has(*))").count()
    assert page.locator("#values .matrix td:empty:visible").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newcomer_finds_an_incident_and_sees_on_whose_word_it_rests(reader: Any, language: str) -> None:
    page = reader.open("/")
    page = reader.open(f"/{language}/incidents")
    rows = page.locator(".row")
    before = rows.count()
    page.locator("#map path.dot").first.wait_for()
    page.locator("input[name=place]").fill("أريحا")
    page.wait_for_url("**place=**")
    wait_until(page, f"document.querySelectorAll('.row').length < {before}")
    page.locator(".row h2 a").first.click()
    page.locator("h1").wait_for()
    page.locator(".number.key summary").click()
    assert page.locator(".number.key li").count() == int(page.locator(".number.key b").inner_text())
    value = page.locator(".value.contested").first
    value.click()
    said = page.locator(".said:popover-open")
    assert said.locator(".words").count() >= 1
    assert said.locator(".against").count() >= 1
    assert check(page) == []
    said.locator("figcaption a", has_not_text="1").last.click()
    page.wait_for_url("**/report/**")
    assert page.locator("#asked").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_read_by_the_keyboard_alone(reader: Any, language: str) -> None:
    page = reader.open(f"/{language}/report/doc-agency")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.pick === 'c1'"):
            break
    page.keyboard.press("Enter")
    assert page.locator(".card.on").get_attribute("id") == "c1"
    assert page.locator(".text .m.on").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".card.on").count() == 0
    page.locator("#c1 .why").focus()
    page.keyboard.press("Enter")
    page.locator("#why-c1 table").wait_for()
    page.keyboard.press("Enter")
    wait_until(page, "document.getElementById('why-c1').childElementCount === 0")


def test_the_theme_and_the_language_are_remembered(reader: Any) -> None:
    page = reader.open("/en/incidents")
    page.locator("[data-theme-switch]").click()
    chosen = page.evaluate("document.documentElement.dataset.theme")
    page.locator("[data-language]").click()
    page.wait_for_url("**/ar/incidents")
    assert page.locator("html").get_attribute("data-theme") == chosen
    assert page.locator("html").get_attribute("dir") == "rtl"
    page = reader.open("/")
    assert "/ar/incidents" in page.url


def test_the_timeline_and_the_map_narrow_the_list(reader: Any) -> None:
    page = reader.open("/en/incidents")
    whole = page.locator(".row").count()
    page.locator(".times a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    assert page.locator(".row").count() < whole
    page = reader.open("/en/incidents")
    page.locator("[data-only-here]").click()
    page.wait_for_url("**box=**")
    page.locator("[data-everywhere]").click()
    wait_until(page, f"document.querySelectorAll('.row').length === {whole}")


def test_nothing_of_a_hostile_report_runs(reader: Any, client: Any) -> None:
    hit = client.get("/api/v1/incidents", params={"place": "الباب"}).json()["items"][0]["id"]
    for path in ("report/doc-hostile", f"incident/{hit}", "incidents?place=الباب", "search?q=انفجار", "sources"):
        page = reader.open(f"/ar/{path}")
        assert page.evaluate("window.harmed") is None
        assert page.locator("main script, main img").count() == 0
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path
    assert reader.open("/ar/report/doc-hostile").locator(".hidden", has_text="RLO").count() >= 1


@pytest.mark.parametrize("harm", ['"><script>window.harmed=1</script>', "<img src=x onerror=window.harmed=1>"])
def test_no_form_runs_what_it_is_given(reader: Any, harm: str) -> None:
    for path, name in (("search", "q"), ("sources", "q"), ("incidents", "place")):
        page = reader.open(f"/en/{path}")
        page.locator(f"[role=search] input[name={name}]").fill(harm)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(150)
        assert page.evaluate("window.harmed") is None
        assert page.locator(f"[role=search] input[name={name}]").input_value() == harm


def test_the_map_follows_a_filter_until_a_person_moves_it(reader: Any) -> None:
    page = reader.open("/en/incidents")
    page.locator("#map path.dot").first.wait_for()
    page.wait_for_load_state("networkidle")

    def borders() -> str:
        return str(
            page.evaluate("[...document.querySelectorAll('#map path.land')].map((one) => one.getAttribute('d')).join()")
        )

    def ask_for(place: str) -> None:
        with page.expect_response("**/map.json**"):
            page.fill("[role=search] input[name=place]", place)
        page.wait_for_timeout(200)

    whole = borders()
    ask_for("الباب")
    narrowed = borders()
    assert narrowed != whole
    page.locator(".leaflet-control-zoom-out").click()
    page.wait_for_timeout(500)
    chosen = borders()
    ask_for("اريحا")
    assert borders() == chosen
