"""Adding in the pages: what is given is told of afterwards, in both languages, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from khabar.web.rendering import show_apart

from ..own import await_job, copy_store, make_client
from ..reports import AGENCY, HOSTILE, LONG

REPORT = "أعلنت الشرطة أن عبوة ناسفة انفجرت في مدينة الباب شرقي حلب يوم الأربعاء وقتلت أربعة أشخاص.\n"
HARM = "<img src=x onerror=window.harmed=1>\u202e.txt"


@pytest.fixture(scope="module")
def own(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with make_client(copy_store(address, tmp_path_factory.mktemp("adding"))) as client:
        yield client


def begin(client: TestClient, language: str = "en", **given: object) -> str:
    sent = client.post(f"/{language}/add", follow_redirects=False, **given)  # type: ignore[arg-type]
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_became_of_everything_is_told_with_its_links(own: TestClient, language: str) -> None:
    files = [
        ("files", (f"{language}.txt", REPORT.replace("أربعة", "خمسة" if language == "ar" else "ستة").encode())),
        ("files", ("broken.pdf", b"%PDF-1.4 nothing")),
        ("files", (HARM, HOSTILE.encode())),
    ]
    data = {"addresses": "http://127.0.0.1:9/secret\nno-address", "text": AGENCY, "publisher": "وكالة فرانس برس"}
    page = await_job(own, begin(own, language, files=files, data={**data, "published": "2022-03-05"}))
    shown = text(page)
    assert "broken.pdf" in shown
    assert "no-address" in shown
    assert "127.0.0.1" in shown
    assert HARM not in page
    assert "&lt;img src=x" in page
    reports = re.findall(rf'href="/{language}/report/([0-9a-f]+)"', page)
    assert reports
    assert own.get(f"/{language}/report/{reports[0]}").status_code == 200
    incidents = re.findall(rf'href="/{language}/incident/(i[0-9a-f]+)"', page)
    assert incidents
    assert own.get(f"/{language}/incident/{incidents[0]}").status_code == 200


def test_what_is_known_is_not_taken_in_twice(own: TestClient) -> None:
    given = {"text": REPORT, "publisher": "صحيفة الغد", "published": "2022-08-11", "url": "https://new.example/1"}
    first = await_job(own, begin(own, data=given))
    again = await_job(own, begin(own, data=given))
    assert "Known already" in text(again)
    assert re.findall(r"/en/report/([0-9a-f]+)", first)[0] in again


def test_a_text_of_addresses_is_taken_for_addresses(own: TestClient) -> None:
    page = await_job(own, begin(own, data={"text": "http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n"}))
    assert {"http://127.0.0.1:9/a", "http://127.0.0.1:9/b"} <= set(re.findall(r"http://127[^<\s]+", page))


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({}, 422, "Nothing was given"),
        ({"text": REPORT, "published": "yesterday"}, 422, "no date"),
        ({"text": REPORT, "url": "javascript:alert(1)"}, 422, "no address"),
        ({"text": "ا" * 200_001}, 422, "more than 200000 characters"),
        ({"addresses": "\n".join(f"https://a.example/{n}" for n in range(201))}, 422, "too many addresses"),
    ],
)
def test_what_cannot_be_a_job_is_told_and_what_was_typed_stays(
    own: TestClient, given: dict[str, str], status: int, told: str
) -> None:
    answer = own.post("/en/add", data={"publisher": '"><script>harm</script>', **given}, follow_redirects=False)
    assert answer.status_code == status
    assert told in answer.text
    assert "<script>harm" not in answer.text
    assert "&#34;&gt;&lt;script&gt;harm" in answer.text


def test_a_request_that_is_too_large_is_refused_before_it_is_read(own: TestClient) -> None:
    answer = own.post("/en/add", content=b"x", headers={"content-length": str(1 << 40)})
    assert answer.status_code == 413


def test_a_job_that_is_not_known_is_said_to_be_forgotten_not_lost(own: TestClient) -> None:
    answer = own.get("/en/add/0123456789ab")
    assert answer.status_code == 404
    assert "What it had stored by then is stored" in answer.text


def test_very_long_words_and_bidi_tricks_stand_where_they_belong(own: TestClient) -> None:
    page = await_job(
        own, begin(own, data={"text": f"قال شاهد \u202eإن {LONG} انفجر في مدينة الباب.", "publisher": LONG[:290]})
    )
    assert "\u202e" not in page


def test_an_address_keeps_its_direction_in_an_arabic_sentence() -> None:
    told = show_apart("يبدأ العنوان بـ http:// أو https://")
    assert told == 'يبدأ العنوان بـ <bdi dir="ltr">http://</bdi> أو <bdi dir="ltr">https://</bdi>'
    assert show_apart("<b> at http://a.example") == "&lt;b&gt; at http://a.example"


def test_files_are_gone_when_the_job_is_over(own: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    await_job(own, begin(own, files=[("files", ("../../etc/passwd", REPORT.encode()))]))
    assert list(tmp_path.iterdir()) == []


def test_readers_read_while_a_job_writes(own: TestClient, tmp_path: Path) -> None:
    lines = "".join(
        f'{{"text": "{REPORT.strip()} {n}", "id": "many-{n}", "published": "2022-08-11"}}\n' for n in range(150)
    )
    where = begin(own, files=[("files", ("many.jsonl", lines.encode()))])
    for _ in range(5):
        assert own.get("/en/incidents").status_code == 200
        assert own.get("/en/report/doc-agency").status_code == 200
    own.post(f"{where}/stop")
    assert re.search(r'class="state (stopped|done)"', await_job(own, where))


@pytest.mark.parametrize(("language", "said"), [("en", "nothing was added"), ("ar", "لم يُضف شيء")])
def test_a_job_of_which_all_failed_does_not_say_that_it_is_done(own: TestClient, language: str, said: str) -> None:
    page = await_job(own, begin(own, language, data={"addresses": "http://a.example:8977/x"}))
    assert f'<span class="state bare">{said}</span>' in page
    assert "443" in page
    assert 'class="state done"' not in page
