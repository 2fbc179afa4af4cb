"""How many reports a search finds, and leafing through them."""

import re

import pytest
from fastapi.testclient import TestClient

from khabar.views.labels import LANGUAGES
from khabar.web import searching

from .conftest import Serve


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
