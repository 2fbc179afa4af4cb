"""What the pages say of a store, without a browser."""

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from khabar.views.labels import LANGUAGES
from khabar.web.wording.phrases import load_phrases


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_incident_says_on_whose_word_it_rests(client: TestClient, incident: str, language: str) -> None:
    page = client.get(f"/{language}/incident/{incident}")
    record = client.get(f"/api/v1/incidents/{incident}").json()
    assert page.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page.text
    shown = text(page.text)
    for number in map(len, (record["backing"][part] for part in ("reports", "publishers", "origins"))):
        assert str(number) in shown
    assert page.text.count('<tr id="origin-') == len(record["origins"])
    assert "الدفاع المدني" in shown


def test_disagreements_are_marked_and_every_value_has_its_words(client: TestClient, incident: str) -> None:
    page = client.get(f"/en/incident/{incident}").text
    buttons = re.findall(r'popovertarget="([^"]+)">', page)
    assert buttons
    assert set(buttons) == set(re.findall(r'popover id="([^"]+)"', page))
    assert "contested" in page
    assert "سبعة أشخاص" in text(page)


def test_a_copy_is_named_with_its_reason(client: TestClient, incident: str) -> None:
    shown = text(client.get(f"/en/incident/{incident}").text)
    names = [
        load_phrases("en").name("collapse", one) for one in ("credited_copy", "near_copy", "contained_copy", "relayed")
    ]
    assert any(name in shown for name in names)


def test_conditions_narrow_the_list_and_stand_in_the_form(client: TestClient) -> None:
    whole = client.get("/en/incidents").text
    page = client.get("/en/incidents?type=CONSULT&since=2022-06-01").text
    assert whole.count('<li class="row"') > page.count('<li class="row"') == 1
    assert '<option value="CONSULT" selected>' in page
    assert 'value="2022-06-01"' in page
    assert client.get("/en/incidents?place=منبج").text.count('<li class="row"') == 1
    assert client.get("/ar/incidents?killed=900").text.count('<li class="row"') == 0


@pytest.mark.parametrize(
    "query",
    ["since=never&until=2022-99-99", "killed=-1&origins=x", "box=a,b,c,d", "box=nan,0,1,1", "page=999&type=X&order=z"],
)
def test_conditions_that_make_no_sense_are_as_if_not_there(client: TestClient, query: str) -> None:
    assert client.get(f"/en/incidents?{query}").text.count('<li class="row"') == client.get("/en/incidents").text.count(
        '<li class="row"'
    )


def test_the_map_draws_no_place_that_is_known_to_its_country_only(client: TestClient) -> None:
    drawn = client.get("/en/map.json").json()
    listed = client.get("/api/v1/incidents").json()["items"]
    placed = [one["id"] for one in listed if one["lat"] is not None and one["precision"] not in ("country", "region")]
    assert all(radius < 500_000 for _, _, radius, *_ in drawn)
    assert sorted(id for spot in drawn for id, _ in spot[5]) == sorted(placed)
    assert sum(spot[4] for spot in drawn) == len(placed)


@pytest.mark.parametrize("path", ["incident/none", "report/none", "nothing", "report/doc-agency/explain/c99"])
def test_what_is_not_there_is_said_in_the_language_of_the_page(client: TestClient, path: str) -> None:
    for language in LANGUAGES:
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 404
        assert load_phrases(language).say("error_missing") in answer.text


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/en/sources").headers["etag"]
    assert client.get("/en/sources", headers={"if-none-match": tag}).status_code == 304


def test_search_marks_what_it_finds_in_whatever_form(client: TestClient) -> None:
    page = client.get("/ar/search", params={"q": "القصف اريحا"}).text
    assert "/ar/report/doc-agency" in page
    assert re.search(r"<mark>[^<]*قصف", page)


def test_sources_count_reports(client: TestClient) -> None:
    assert "وكالة فرانس برس" in client.get("/en/sources").text
    assert "Syria Civil Defence" in client.get("/en/sources?kind=speaker").text
    assert "فرانس برس" not in client.get("/en/sources", params={"q": "الغد"}).text


def test_why_shows_the_entries_behind_a_result(client: TestClient) -> None:
    page = client.get("/en/report/doc-agency/explain/c1")
    part = client.get("/en/report/doc-agency/explain/c1", headers={"hx-request": "true"})
    assert "<html" in page.text
    assert "<html" not in part.text
    assert 'class="rule"' in part.text


def test_a_hostile_report_is_text_and_nothing_else(client: TestClient) -> None:
    paths = ["report/doc-hostile", "incidents?place=الباب", "search?q=انفجار", "sources", "sources?kind=speaker"]
    hit = client.get("/api/v1/incidents", params={"place": "الباب"}).json()["items"][0]["id"]
    for path in [*paths, f"incident/{hit}"]:
        page = client.get(f"/en/{path}").text
        assert "<script>" not in page
        assert "<img" not in page
        assert "\u202e" not in page
        assert "\u2066" not in page
    assert "RLO" in client.get("/en/report/doc-hostile").text


@pytest.mark.parametrize(
    "harm", ['"><script>harm()</script>', "{{7*7}}", "\u202eabc", "' onfocus=harm() autofocus='", "a" * 5000]
)
def test_what_a_form_is_given_comes_back_as_text(client: TestClient, harm: str) -> None:
    for path, name in (("search", "q"), ("sources", "q"), ("incidents", "place"), ("incidents", "party")):
        page = client.get(f"/en/{path}", params={name: harm})
        assert page.status_code == 200
        assert "<script>harm" not in page.text
        assert "' onfocus" not in page.text
        assert "\u202e" not in page.text
        assert ">49<" not in page.text


SECRETS = ("المرعشلي", "مصدر عسكري رفيع", "agency.example")


def test_a_strict_profile_lets_no_words_out(serve: Callable[[str], TestClient]) -> None:
    strict = serve("strict")
    found = strict.get("/api/v1/incidents").json()["items"]
    paths = ["/en/incidents", "/ar/map.json", "/ar/sources", "/ar/sources?kind=speaker", "/en/sources?kind=agency"]
    paths += [f"/ar/incident/{one['id']}" for one in found] + [f"/api/v1/incidents/{one['id']}" for one in found]
    paths += [
        "/api/v1/incidents",
        "/ar/search?q=قصف",
        "/ar/report/doc-agency",
        "/api/v1/reports/doc-agency",
        "/api/v1/search?q=قصف",
    ]
    paths += ["/api/v1/claims", "/ar/report/doc-agency/explain/c1"]
    assert found
    for path in paths:
        answer = strict.get(path).text
        for secret in (*SECRETS, "Ariha", "أريحا", "2022-03-04"):
            assert secret not in answer, (path, secret)


def test_a_careful_profile_covers_private_persons_wherever_they_are_looked_for(
    serve: Callable[[str], TestClient],
) -> None:
    careful = serve("careful")
    shown = careful.get("/ar/report/doc-agency").text
    assert "أريحا" in shown
    assert "المرعشلي" not in shown
    assert "/report/doc-agency" not in careful.get("/ar/search?q=المرعشلي").text
    assert "المرعشلي" not in careful.get("/ar/sources?kind=speaker").text
    assert careful.get("/api/v1/claims?speaker=المرعشلي").status_code == 403


def test_a_filter_says_what_is_not_counted_yet(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(client.app.state.catalogue), "waiting", 3)  # type: ignore[attr-defined]
    for asked in ("origins=2", "grade=fair", "clash=1"):
        assert "3 incidents are not counted yet and may be missing here" in client.get(f"/en/incidents?{asked}").text
    assert "may be missing" not in client.get("/en/incidents?killed=2").text
