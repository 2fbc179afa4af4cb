"""Adding, comparing, exporting and pictures in a real browser, in both languages, by mouse and keyboard."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import TOKEN
from .looks import LANGUAGES, PHONE, check
from .own import copy_store, serving
from .reports import AGENCY, LONG, OBSERVATORY

REPORT = "أعلنت الشرطة أن عبوة ناسفة انفجرت في مدينة الباب شرقي حلب يوم الأربعاء وقتلت أربعة أشخاص."
HARM = '"><script>window.harmed=1</script><img src=x onerror=window.harmed=1>\u202e'
DROP = """([name, text]) => {
  const carrier = new DataTransfer();
  carrier.items.add(new File([text], name, {type: "text/plain"}));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector("[data-drop]").dispatchEvent(
      new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carrier}));
  }
}"""


@pytest.fixture(scope="module")
def mine(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a store that may be changed."""
    with serving(copy_store(address, tmp_path_factory.mktemp("giving"))) as site:
        yield site


@pytest.fixture
def page(browser: Any, mine: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of somebody who has opened that server with its token, and on which nothing went wrong."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **getattr(request, "param", {})}
    context = browser.new_context(base_url=mine, accept_downloads=True, **options)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda problem: faults.append(str(problem)))
    opened.on("request", lambda asked: None if asked.url.startswith((mine, "blob:")) else faults.append(asked.url))
    opened.goto(f"/?token={TOKEN}")
    opened.wait_for_load_state("networkidle")
    yield opened
    context.close()
    assert [fault for fault in faults if "422" not in fault] == []


def fits(page: Any) -> bool:
    return not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_dropped_appears_among_the_incidents(page: Any, language: str) -> None:
    page.goto(f"/{language}/add")
    page.evaluate(DROP, [f"{language}.txt", f"{REPORT} قالت {language}."])
    page.evaluate(DROP, ["other.txt", "nothing"])
    assert page.locator(".chosen-files li").count() == 2
    page.locator(".chosen-files li", has_text="other.txt").locator("button").click()
    assert page.locator(".chosen-files li").count() == 1
    page.locator("input[name=publisher]").fill(HARM)
    page.locator("input[name=published]").fill("2022-08-11")
    page.locator("#give button[type=submit]").click()
    page.wait_for_url("**/add/*")
    page.locator(".state.done").wait_for(timeout=60_000)
    assert page.evaluate("window.harmed") is None
    assert check(page) == []
    page.locator(".tells a").first.click()
    page.wait_for_url("**/incident/*")
    assert "الباب" in page.locator("#reports_title").inner_text()
    assert page.evaluate("window.harmed") is None


def test_the_work_goes_on_when_its_page_is_left_and_can_be_stopped(page: Any, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = (json.dumps({"text": f"صباح الخير من الحديقة رقم {n}.", "id": f"many-{n}"}) for n in range(9000))
    many.write_text("\n".join(lines), encoding="utf-8")
    page.goto("/en/add")
    page.locator("input[type=file]").set_input_files(many)
    page.locator("#give button[type=submit]").click()
    page.wait_for_url("**/add/*")
    page.locator(".latest li").first.wait_for(timeout=60_000)
    page.goto("/en/search?q=الحديقة")
    assert page.locator(".hits li").count() > 1
    page.goto("/en/add")
    page.locator(".job-list a").first.click()
    page.locator("form button", has_text="Stop").click()
    page.locator(".state.stopped").wait_for(timeout=60_000)
    kept = [int(number.replace(",", "")) for number in page.locator(".fates dd").all_inner_texts()]
    assert 0 < sum(kept) < 9000


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_reports_are_found_and_compared(page: Any, language: str) -> None:
    page.goto(f"/{language}/compare")
    for side, words in (("a", "المرعشلي"), ("b", "فرانس برس الضفة")):
        page.locator(f"input[name=q{side}]").fill(words.split()[0])
        page.locator(f"#found-{side} input[value={'doc-agency' if side == 'a' else 'doc-copy'}]").check()
    page.locator(".two button[type=submit]").click()
    page.wait_for_url("**/compare?a=doc-agency&b=doc-copy")
    number = page.locator("[data-passage]").first
    number.focus()
    page.keyboard.press("Enter")
    assert number.get_attribute("aria-pressed") == "true"
    assert page.locator(".said-text").nth(0).locator(".copied.on").count() > 0
    assert page.locator(".said-text").nth(1).locator(".copied.on").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".copied.on").count() == 0
    first, second = (page.locator(".column").nth(n).bounding_box() for n in (0, 1))
    assert (first["x"] < second["x"]) == (language == "en")
    assert abs(first["y"] - second["y"]) < 2


def test_what_is_pasted_is_compared_and_nothing_in_it_runs(page: Any) -> None:
    page.goto("/ar/compare")
    page.locator("textarea[name=a_text]").fill(f"{AGENCY}\n{HARM} {LONG}")
    page.locator("input[name=a_publisher]").fill(HARM)
    page.locator("textarea[name=b_text]").fill(f"{OBSERVATORY}\n{HARM}")
    page.locator(".two button[type=submit]").click()
    page.locator(".verdict").wait_for()
    assert page.evaluate("window.harmed") is None
    assert page.locator("main script, main img").count() == 0
    assert fits(page)
    assert check(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_narrowed_and_leaves_as_a_table(page: Any, language: str, tmp_path: Path) -> None:
    page.goto(f"/{language}/incidents?place=منبج")
    page.locator(".give-away a[href*=export]").first.click()
    page.locator("input[name=format][value=csv]").check()
    page.locator("input[name=profile][value=strict]").check()
    page.locator(".profiles button").click()
    page.locator(".effects li").first.wait_for()
    assert page.locator("input[name=hxl]").is_visible()
    assert not page.locator("select[name=labels]").is_visible()
    with page.expect_download() as held:
        page.locator(".go button[value=zip]").click()
    path = tmp_path / "given.zip"
    held.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())
        rows = list(csv.DictReader(archive.read(names[0]).decode("utf-8").splitlines()))
    assert [row["place"] for row in rows] == ["Aleppo Governorate"]
    assert names[1].endswith(".mapping.json")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dossier_opens_in_the_browser_and_prints(page: Any, language: str, incident: str) -> None:
    page.goto(f"/{language}/export?incident={incident}")
    page.locator(".go button[value=page]").click()
    page.wait_for_url("**part=page**")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() >= 1
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
    assert page.pdf()[:5] == b"%PDF-"


def test_a_picture_is_saved_as_svg_and_png(page: Any, incident: str, tmp_path: Path) -> None:
    page.goto(f"/ar/pictures?incident={incident}")
    assert page.locator(".sheet svg").count() == 3
    for name, ending, start in (("[data-png]", "png", b"\x89PNG"), (".acts a", "svg", b"<svg")):
        with page.expect_download() as held:
            page.locator(name).first.click()
        assert held.value.suggested_filename == f"khabar-{incident}-origins.{ending}"
        path = tmp_path / ending
        held.value.save_as(path)
        assert path.read_bytes().startswith(start)
        assert path.stat().st_size > 20_000


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_and_fits(page: Any, language: str, incident: str) -> None:
    for path in (
        f"/{language}/add",
        f"/{language}/compare",
        f"/{language}/compare?a=doc-agency&b=doc-observatory",
        f"/{language}/compare?a=doc-agency&b=doc-talks",
        f"/{language}/compare?a=doc-hostile&b=doc-denial",
        f"/{language}/export",
        f"/{language}/export?incident={incident}",
        f"/{language}/export/preview?profile=strict",
        f"/{language}/pictures",
        f"/{language}/pictures?incident={incident}",
        f"/{language}/incidents",
        f"/{language}/incident/{incident}",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert check(page) == [], path
        assert fits(page), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_incidents_are_written_beside_and_downloaded(
    page: Any, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for module in ("pages", "wishes"):
        monkeypatch.setattr(f"khabar.web.exporting.{module}.MANY", 2)
    page.goto(f"/{language}/export?format=csv")
    assert check(page) == []
    page.locator(".go button[type=submit]").click()
    page.wait_for_url("**/export/jobs/*")
    page.locator(".state.done").wait_for(timeout=60_000)
    assert check(page) == []
    assert fits(page)
    with page.expect_download() as taken:
        page.locator(".acts a.button").first.click()
    path = tmp_path / "taken.zip"
    taken.value.save_as(path)
    assert any(name.endswith(".csv") for name in zipfile.ZipFile(path).namelist())
