"""Reviewing in a real browser, by the keyboard alone, in both languages and directions of writing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from khabar.export.profile import load_profile
from khabar.reviews.standing import Standing
from khabar.store import open_store
from khabar.store.documents.reports import load_reports
from khabar.store.reviews.rating import rate_claim, rate_source
from khabar.store.reviews.reviewing import Judgement, finish, load_standing, review
from khabar.web import create_app

from ..conftest import STAMP, TOKEN, fill_store, running
from ..looks import LANGUAGES, PHONE, check, wait_until
from ..reports import AGENCY, documents


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of its own, in which one report was judged by two people and its source rated."""
    path = str(tmp_path_factory.mktemp("review") / "khabar.db")
    fill_store(path, documents())
    with open_store(path) as store:
        with store.reading() as connection:
            report = load_reports(connection, ["doc-observatory"])["doc-observatory"]
        for person in ("Samir", "owner"):
            for item in (*report.claims, *report.events):
                verdict = "reject" if person == "Samir" and item.id == "c1" else "accept"
                given = Judgement(item=item.id, verdict=verdict, note="as told")  # type: ignore[arg-type]
                review(store, "doc-observatory", given, by=person, stamp=STAMP)
            finish(store, "doc-observatory", by=person, stamp=STAMP)
        rate_source(store, "المرصد السوري لحقوق الإنسان", "C", by="Samir", why="counts early", stamp=STAMP)
        rate_claim(store, "doc-observatory", "c1", "3", by="Samir", why="one other says so", stamp=STAMP)
    return path


@pytest.fixture(scope="module")
def site(address: str) -> Iterator[str]:
    """The address of a running server of that store, without its token."""
    with running(create_app(address, profile=load_profile("open"), token=TOKEN)) as started:
        yield started


def stand(address: str, document: str) -> Standing:
    with open_store(address) as store, store.reading() as connection:
        return load_standing(connection, document)


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-card]')?.id ?? document.activeElement.id"))


def press(page: Any, key: str, code: str = "") -> None:
    """Press a key; with `code` as a keyboard does that types another letter by it."""
    if not code:
        page.keyboard.press(key)
        return
    page.evaluate(
        "([key, code]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))",
        [key, code],
    )


# What the keys J, A, R, U and E type on an Arabic keyboard.
KEYS = {
    "en": {name: (name, "") for name in "jarue"},
    "ar": {"j": ("ت", "KeyJ"), "a": ("ش", "KeyA"), "r": ("ق", "KeyR"), "u": ("ع", "KeyU"), "e": ("ث", "KeyE")},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_judged_by_the_keyboard_alone(reader: Any, address: str, language: str) -> None:
    document = "doc-denial" if language == "en" else "doc-copy"
    keys = KEYS[language]
    page = reader.open(f"/{language}/report/{document}")
    cards = page.locator("[data-card]").evaluate_all("all => all.map(one => one.id)")
    for number, card in enumerate(cards):
        if number < 2:  # accepting one goes on to the next
            press(page, *keys["j"])
        assert focused(page) == card
        press(page, *keys["r" if number == 0 else "a"])
        page.locator(f"#{card}.is-{'rejected' if number == 0 else 'accepted'}").wait_for()
        follower = card if number == 0 or card == cards[-1] else cards[number + 1]
        wait_until(page, f"document.activeElement.id === '{follower}'")
        assert card in page.locator("#announce").inner_text()
    press(page, "k")
    assert focused(page) == cards[-2]
    press(page, *keys["u"])
    page.locator(f"#{cards[-2]}.is-{'rejected' if len(cards) == 2 else 'accepted'}").wait_for(state="detached")
    wait_until(page, f"document.activeElement.id === '{cards[-2]}'")
    press(page, *keys["a"])
    page.locator(f"#{cards[-2]}.is-accepted").wait_for()
    page.locator("#reviewbar form[action$='/done'] button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#reviewbar")
    page.locator("#reviewbar form[action$='/done']").wait_for(state="detached")
    assert stand(address, document).state == "reviewed_once"
    assert check(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_corrected_with_words_that_the_keyboard_chose(reader: Any, address: str, language: str) -> None:
    page = reader.open(f"/{language}/report/doc-agency")
    page.locator("#e1").focus()
    press(page, *KEYS[language]["e"])
    page.locator("#e1 .editor").wait_for()
    wait_until(page, "document.activeElement.closest('.editor') !== null")
    assert check(page) == []
    page.locator("#e1 [data-take$='-target']").focus()
    page.keyboard.press("Enter")
    wait_until(page, "document.activeElement.id === 'text'")
    assert page.locator("#announce").inner_text() != ""
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    chosen = page.evaluate("getSelection().toString()")
    page.keyboard.press("Enter")
    assert page.locator("#e1 input[name=target]").input_value() == chosen
    start, end = map(int, page.locator("#e1 input[name=target_at]").input_value().split("-"))
    assert AGENCY[start:end] == chosen
    page.keyboard.press("Enter")
    page.locator("#e1.is-corrected").wait_for()
    wait_until(page, "document.activeElement.id === 'e1'")
    held = stand(address, "doc-agency").item("e1")
    assert held is not None
    assert held.verdicts[0].values.target is not None
    assert held.verdicts[0].values.target.span == (start, end)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_at_its_field_within_sight(reader: Any, address: str, language: str) -> None:
    page = reader.open(f"/{language}/report/doc-arrest")
    page.locator("#e1").focus()
    press(page, *KEYS[language]["e"])
    page.locator("#e1 .editor input[name=place]").fill("مدينة حلب")
    page.locator("#e1 .editor button[type=submit]").click()
    page.locator("#wrong-e1-place").wait_for()
    wait_until(page, "document.activeElement.name === 'place'")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "wrong-e1-place"
    assert "مدينة حلب" in page.locator("#announce").inner_text()
    box = page.locator("#wrong-e1-place").bounding_box()
    assert box is not None
    assert 0 < box["y"] < page.viewport_size["height"] - box["height"]
    assert check(page) == []
    page.locator("#e1 .editor [data-cancel]").click()
    page.locator("#e1 .editor").wait_for(state="detached")
    assert stand(address, "doc-arrest").state == "unreviewed"


def test_accepting_stays_where_somebody_wants_it_to(reader: Any) -> None:
    page = reader.open("/en/report/doc-hostile")
    page.keyboard.press("?")
    page.locator("[data-goes-on]").uncheck()
    page.keyboard.press("Escape")
    page.locator("[data-card]").first.focus()
    first = focused(page)
    page.keyboard.press("a")
    page.locator(f"#{first}.is-accepted").wait_for()
    wait_until(page, f"document.activeElement.id === '{first}'")


def test_a_form_that_is_left_changes_nothing(reader: Any, address: str) -> None:
    page = reader.open("/en/report/doc-talks")
    page.locator("#c1, #e1").first.focus()
    page.keyboard.press("e")
    page.locator(".editor").first.wait_for()
    wait_until(page, "document.activeElement.closest('.editor') !== null")
    page.keyboard.press("Escape")
    page.locator("[data-card] .editor").wait_for(state="detached")
    wait_until(page, "['c1', 'e1'].includes(document.activeElement.id)")
    assert stand(address, "doc-talks").state == "unreviewed"


def test_words_are_chosen_by_the_mouse_and_hidden_characters_count(reader: Any, address: str) -> None:
    page = reader.open("/ar/report/doc-hostile")
    text = documents()[-1].text
    page.keyboard.press("n")
    page.locator("#bring input[name=span]").wait_for()
    wait_until(page, "document.activeElement.name === 'span'")
    # the word after the mark that turns the direction of writing, in the third paragraph
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf('ناسفة');
            if (at >= 0) { getSelection().setBaseAndExtent(node, at + 1, node, at + 3); return; }
          }
        }"""
    )
    page.locator("#bring [data-take$='-span']").click()
    assert page.locator("#bring input[name=span]").input_value() == "ناسفة"
    start, end = map(int, page.locator("#bring input[name=span_at]").input_value().split("-"))
    assert text[start:end] == "ناسفة"


def test_a_word_that_is_clicked_twice_is_taken_and_no_card_is_opened(reader: Any) -> None:
    page = reader.open("/ar/report/doc-drone/review/e1/correct")
    field = page.locator("#e1 input[name=target]")
    field.focus()
    page.locator("#text .m.trigger").first.dblclick()
    word = page.locator("#text .m.trigger").first.inner_text()
    wait_until(page, "document.querySelector('#e1 input[name=target]').value.length > 0")
    wait_until(page, "document.activeElement.name === 'target'")
    assert field.input_value() in word or word in field.input_value()
    assert page.locator(".card.on").count() == 0


def test_the_keys_are_shown_and_can_be_switched_off(reader: Any) -> None:
    page = reader.open("/en/report/doc-arrest")
    page.keyboard.press("?")
    dialog = page.locator("#keys")
    assert dialog.is_visible()
    assert check(page) == []
    dialog.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.keyboard.press("j")
    assert focused(page) == "" or not focused(page).startswith(("c", "e"))
    page.reload()
    page.keyboard.press("j")
    assert not page.locator("[data-card]:focus").count()


def test_an_incident_is_decided_on(reader: Any) -> None:
    page = reader.open("/en/incident/doc-agency%2Fe1")
    page.locator("#decisions summary", has_text="something else").click()
    boxes = page.locator("#decisions input[name=part]")
    before = boxes.count()
    boxes.last.check()
    page.locator("#decisions form[action$='split'] input[name=why]").fill(
        "another day <script>window.harmed=1</script>"
    )
    page.locator("#decisions form[action$='split'] button").click()
    page.locator(".decisions li").first.wait_for()
    assert page.locator("#decisions input[name=part]").count() == before - 1
    assert page.evaluate("window.harmed") is None
    page.locator("#decisions form[action$='undo'] button").first.click()
    page.locator(".decisions .undone").first.wait_for()
    assert page.locator("#decisions input[name=part]").count() == before


@pytest.mark.parametrize("reader", [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_reviewing_is_accessible(reader: Any, language: str) -> None:
    for path in (
        "report/doc-observatory",
        "report/doc-observatory/review/e1/correct",
        "report/doc-observatory/review/c1/correct?settles=1",
        "report/doc-agency",
        "incident/doc-agency%2Fe1",
        "incident/doc-agency%2Fe1?reviewed=1",
        "incident/doc-agency%2Fe1/decide/merge?q=منبج",
        "sources?kind=speaker",
        "reviews",
        "incidents?review=settled",
    ):
        page = reader.open(f"/{language}/{path}")
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        assert check(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path
