"""Signing in and keeping accounts in a real browser: by the keyboard alone, in both languages, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from khabar.export.profile import load_profile
from khabar.web import create_app

from ..conftest import running
from ..looks import LANGUAGES, PHONE, check
from ..team import PASSWORD, make_team


@pytest.fixture(scope="module")
def team_site(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a team's server; one report of it is kept to the reviewer's group."""
    path = make_team(address, tmp_path_factory.mktemp("team-site"), kept=["doc-arrest"])
    app = create_app(path, profile=load_profile("open"))
    with running(app, proxy_headers=False) as started:
        yield started


@pytest.fixture
def page(browser: Any, team_site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of a fresh browser; what goes wrong on it fails the test."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **getattr(request, "param", {})}
    context = browser.new_context(base_url=team_site, **options)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda problem: faults.append(str(problem)))
    opened.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert faults == []


def sign_in(page: Any, language: str, name: str) -> None:
    """Sign in by the keyboard alone: the cursor stands in the first field."""
    page.goto(f"/{language}/incidents")
    page.wait_for_url(f"**/{language}/sign-in**")
    page.locator("input[name=name]:focus").wait_for()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/incidents")


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_accounts_is_accessible(page: Any, language: str) -> None:
    page.goto(f"/{language}/sign-in")
    assert check(page) == []
    page.fill("input[name=name]", "adam")
    page.fill("input[name=password]", "not the password")
    page.keyboard.press("Enter")
    page.locator("[role=alert]").wait_for()
    assert check(page) == []
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents")
    for path in ("account", "people", "restricted", "audit", "nothing-of-this-name"):
        page.goto(f"/{language}/{path}")
        for summary in page.locator("details:not([open]) > summary").all()[:2]:
            summary.click()
        assert check(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_signs_in_makes_a_token_and_signs_out_by_the_keyboard(page: Any, language: str) -> None:
    sign_in(page, language, "vera")
    me = page.locator(".me")
    assert me.inner_text().endswith("vera")
    me.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/account")
    page.locator("input[name=label]").focus()
    page.keyboard.type("nightly")
    page.keyboard.press("Enter")
    secret = page.locator(".secret code")
    secret.wait_for()
    assert secret.inner_text().startswith("khabar_")
    assert check(page) == []
    page.locator("form[action$='/sign-out'] button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    page.goto(f"/{language}/account")
    page.wait_for_url("**/sign-in**")


def test_a_reviewer_keeps_a_report_to_a_group_and_frees_it(page: Any, browser: Any, team_site: str) -> None:
    sign_in(page, "en", "rima")
    page.goto("/en/report/doc-drone")
    page.locator(".keeping summary").click()
    page.locator(".keeping input[value=field]").check()
    page.locator(".keeping button").click()
    page.wait_for_url("**/report/doc-drone")
    assert page.locator(".keeping[open] summary .tag").inner_text() == "field"
    assert check(page) == []
    other = browser.new_context(base_url=team_site).new_page()
    sign_in(other, "en", "nader")
    assert other.goto("/en/report/doc-drone").status == 404
    page.locator(".keeping input[value=field]").uncheck()
    page.locator(".keeping button").click()
    page.wait_for_load_state()
    assert other.goto("/en/report/doc-drone").status == 200
    assert other.locator(".keeping").count() == 0
    other.context.close()


def test_a_form_of_another_site_changes_nothing(page: Any, team_site: str) -> None:
    sign_in(page, "en", "vera")
    page.route(
        "http://evil.example/",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<form method="post" action="{team_site}/en/account/sign-out"><input name="form_key" value="x"></form>'
            "<script>document.forms[0].submit()</script>",
        ),
    )
    page.goto("http://evil.example/", wait_until="commit")
    page.wait_for_timeout(500)
    page.goto("/en/account")
    assert page.url.endswith("/en/account"), "still signed in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_person_finds_their_name_and_the_trail_and_no_form_that_does_nothing(reader: Any, language: str) -> None:
    page = reader.open(f"/{language}/account")
    assert page.locator(".me").inner_text().endswith("owner")
    assert page.locator("main form").count() == 0
    for path in ("account", "people", "audit"):
        page = reader.open(f"/{language}/{path}")
        assert check(page) == [], path
        assert page.locator("main form[method=post]").count() == 0
