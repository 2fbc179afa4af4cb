"""How many reports a search finds, and leafing through them."""

import re

import pytest
from fastapi.testclient import TestClient

from khabar.views.labels import LANGUAGES
from khabar.web.desk import searching

from ..conftest import Serve


def listed(page: str) -> list[str]:
    return re.findall(r'class="headline"><a href="[^"]*/report/([^"]+)"', page)


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST", 2)


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_is_that_of_all_and_every_report_is_on_one_page(client: TestClient, language: str) -> None:
    address, seen = f"/{language}/search?q=في", []
    total = None
    for _ in range(60):
        page = client.get(address).text
        seen += listed(page)
        total = total or re.search(r'role="status"><b>(\d+)', page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if onward is None:
            break
        assert "q=%D9%81%D9%8A" in onward[1]
        address = f"/{language}/search{onward[1].replace('&amp;', '&')}"
    assert total
    assert len(seen) == len(set(seen)) == int(total[1]) > 2


@pytest.mark.usefixtures("short_pages")
def test_a_profile_that_covers_words_tells_no_number_of_all(serve: Serve) -> None:
    page = serve("careful").get("/en/search?q=في").text
    assert "More than 2 reports found" in page


def test_a_page_that_is_no_number_is_the_first(client: TestClient) -> None:
    first = client.get("/en/search?q=في").text
    assert listed(client.get("/en/search?q=في&page=x").text) == listed(first) != []
    assert client.get("/en/search?q=في&page=999").status_code == 200


@pytest.mark.parametrize("kind", ["outlet", "agency", "speaker"])
def test_the_name_of_a_source_leads_to_its_reports_and_to_no_others(client: TestClient, kind: str) -> None:
    for one in client.get(f"/api/v1/sources?kind={kind}&limit=5").json()["items"]:
        page = client.get("/en/search", params={"kind": kind, "source": one["name"]}).text
        assert len(set(listed(page))) == one["reports"], one["name"]
    assert re.search(rf'href="/en/search\?kind={kind}&amp;source=', client.get(f"/en/sources?kind={kind}").text) or (
        f"/en/search?kind={kind}&source=" in client.get(f"/en/sources?kind={kind}").text
    )


def test_what_a_source_has_can_be_searched(client: TestClient) -> None:
    whole = client.get("/en/search", params={"kind": "speaker", "source": "Syria Civil Defence"}).text
    some = client.get("/en/search", params={"kind": "speaker", "source": "Syria Civil Defence", "q": "اريحا"}).text
    assert set(listed(some)) <= set(listed(whole))
    assert "Syria Civil Defence" in some
    assert listed(client.get("/en/search", params={"kind": "speaker", "source": "Nobody"}).text) == []


def test_a_profile_that_covers_names_finds_nobody_by_one(serve: Serve) -> None:
    page = serve("careful").get("/en/search", params={"kind": "speaker", "source": "Syria Civil Defence"}).text
    assert listed(page) == []
    assert "source=" not in serve("careful").get("/en/sources?kind=speaker").text


def test_sources_are_leafed_through(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.web.layout.leafing.ON_A_PAGE", 2)
    first, second = (client.get(f"/ar/sources?kind=speaker&page={n}").text for n in (1, 2))
    rows = [set(re.findall(r'<th scope="row">(.*?)</th>', page)) for page in (first, second)]
    assert len(rows[0]) == 2
    assert not rows[0] & rows[1]
    assert 'rel="next" href="?kind=speaker&' in first
