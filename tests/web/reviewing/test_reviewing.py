"""Reviewing in the pages: verdicts, corrections, a second reviewer, ratings, decisions; who may do so, and what is shown to whom."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from khabar.store import open_store
from khabar.store.custody.verifying import verify
from khabar.web.wording.phrases import load_phrases

from ..conftest import fill_store, wait_until_worked_out
from ..reports import AGENCY, documents
from .conftest import Open

HTMX = {"hx-request": "true"}


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store of its own for each test: reviews are never taken out of one."""
    path = str(tmp_path / "khabar.db")
    fill_store(path, documents()[:4])
    return path


def form_of(page: str) -> dict[str, str]:
    """Return what the open form of a card holds."""
    form = page[page.index('<form class="editor"') :]
    form = form[: form.index("</form>")]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        fields[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return {name: value for name, value in fields.items() if name != "speaker_unnamed"}


def items_of(client: TestClient, document: str = "doc-agency") -> list[str]:
    return re.findall(r'data-card="(\w+)"', client.get(f"/en/report/{document}").text)


def judge_all(client: TestClient, verdict: str = "accept", document: str = "doc-agency") -> None:
    for item in items_of(client, document):
        assert client.post(f"/en/report/{document}/review/{item}/{verdict}", headers=HTMX).status_code == 200
    client.post(f"/en/report/{document}/review/done")


def test_a_verdict_is_kept_and_taken_back(start: Open, store: str) -> None:
    client = start()
    answered = client.post("/en/report/doc-agency/review/c1/accept", headers=HTMX).text
    assert 'id="c1"' in answered
    assert "c1 accepted." in answered
    assert re.search(r"accepted</b>.*you", answered)
    assert "is-rejected" in client.post("/ar/report/doc-agency/review/c1/reject", headers=HTMX).text
    assert "is-accepted" in client.post("/en/report/doc-agency/review/c1/undo", headers=HTMX).text
    with open_store(store) as opened:
        assert verify(opened).disagreements == ()


def test_without_scripts_everything_leads_back_to_the_page(start: Open) -> None:
    client = start()
    answered = client.post("/en/report/doc-agency/review/c1/accept", follow_redirects=False)
    assert (answered.status_code, answered.headers["location"]) == (303, "/en/report/doc-agency#c1")
    whole = client.get("/en/report/doc-agency/review/e1/correct").text
    assert "<!doctype html>" in whole
    form = form_of(whole) | {"weapon": "mortar"}
    answered = client.post("/en/report/doc-agency/review/e1/correct", data=form, follow_redirects=False)
    assert answered.headers["location"] == "/en/report/doc-agency#e1"
    assert "mortar" in client.get("/en/report/doc-agency").text


def test_the_form_as_it_was_opened_changes_nothing(start: Open) -> None:
    client = start()
    for item in items_of(client):
        form = form_of(client.get(f"/en/report/doc-agency/review/{item}/correct", headers=HTMX).text)
        if item == "c3":
            form["speaker_unnamed"] = "1"
        answered = client.post(f"/en/report/doc-agency/review/{item}/correct", data=form, headers=HTMX).text
        assert "Nothing is otherwise" in answered, item


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"place": "مدينة لا ترد في النص"}, "does not stand in the text"),
        ({"killed_min": "many"}, "no number of people"),
        ({"killed_min": "9", "killed_max": "3"}, "no number of people"),
        ({"time_start": "2022-03-04", "time_end": "2022-03-01"}, "cannot be kept"),
        ({"weapon": "catapult"}, "cannot be kept"),
    ],
)
def test_what_is_no_value_is_told_beside_the_form(start: Open, changes: dict[str, str], told: str) -> None:
    client = start()
    form = form_of(client.get("/en/report/doc-agency/review/e1/correct", headers=HTMX).text) | changes
    answered = client.post("/en/report/doc-agency/review/e1/correct", data=form, headers=HTMX)
    assert told in answered.text
    assert next(iter(changes.values())) in answered.text or "weapon" in changes
    whole = client.post("/ar/report/doc-agency/review/e1/correct", data=form)
    assert whole.status_code == 422
    assert 'role="alert"' in whole.text


def test_words_are_understood_and_empty_ones_mean_nothing(start: Open) -> None:
    client = start()
    form = form_of(client.get("/en/report/doc-agency/review/e1/correct", headers=HTMX).text)
    form |= {"target": "", "target_at": "", "killed": "خمسة آخرون", "killed_at": "", "wounded_max": "+"}
    at = AGENCY.index("معسكر قريب")
    form |= {"place": "معسكر قريب", "place_at": f"{at}-{at + 10}", "place_name": ""}
    answered = client.post("/en/report/doc-agency/review/e1/correct", data=form, headers=HTMX).text
    changes = dict(re.findall(r'class="field">([^<]+)</span>.*?<ins><bdi[^>]*>([^<]*)', answered, re.DOTALL))
    assert changes["To whom"] == "none"
    assert changes["Killed"] == "5"
    assert changes["Wounded"] == "at least 5"
    assert changes["Where"] == "معسكر قريب"


def test_a_number_that_its_words_do_not_tell_is_doubted_once(start: Open) -> None:
    client = start()
    where = "/en/report/doc-agency/review/e1/correct"
    form = form_of(client.get(where, headers=HTMX).text) | {"wounded_min": "7", "wounded_max": "7"}
    asked = client.post(where, data=form, headers=HTMX).text
    assert 'id="wrong-e1-wounded"' in asked
    assert "tells 5 by itself, not 7" in asked
    other = client.post(where, data=form_of(asked) | {"wounded_min": "8", "wounded_max": "8"}, headers=HTMX).text
    assert "not 8" in other
    kept = client.post(where, data=form_of(asked), headers=HTMX).text
    assert "is-corrected" in kept
    line = kept[kept.index("<dt>Wounded</dt>") : kept.index("</dl>")]
    assert line.index(">7<") < line.index('<del class="was"') < line.index(">5<")


def test_two_places_of_one_name_are_told_apart_by_their_words(start: Open) -> None:
    client = start()
    where = "/en/report/doc-agency/review/e1/correct"
    form = form_of(client.get(where, headers=HTMX).text)
    at = AGENCY.index("أريحا")
    form |= {"place": "أريحا", "place_at": f"{at}-{at + 5}"}
    answered = client.post(where, data=form, headers=HTMX).text
    pairs = re.findall(r"<del[^>]*>.*?<bdi[^>]*>([^<]*).*?<ins><bdi[^>]*>([^<]*)", answered, re.DOTALL)
    assert all(before != after for before, after in pairs)


def test_what_is_missing_is_added_with_its_words(start: Open) -> None:
    client = start()
    given = {"kind": "event", "span": "أصاب سوق المدينة", "type": "ASSAULT/destroy"}
    page = client.post("/en/report/doc-agency/review/bring", data=given)
    assert page.status_code == 200
    assert "Brought by people" in page.text
    wrong = client.post(
        "/en/report/doc-agency/review/bring", data={"kind": "claim", "span": "ما ليس هنا", "force": "deny"}
    )
    assert wrong.status_code == 422
    assert "does not stand in the text" in wrong.text
    assert client.post("/en/report/doc-agency/review/bring", data={"kind": "claim", "force": "deny"}).status_code == 422


def test_the_second_reviewer_sees_nothing_of_the_first_until_done(start: Open) -> None:
    first, second = start("Rana"), start("Samir")
    judge_all(first, "reject")
    page = second.get("/en/report/doc-agency").text
    assert "Rana" not in page
    assert "is-rejected" not in page
    assert "Others have judged it too" in page
    assert "Rana" not in second.get("/en/reviews").text
    answered = second.post("/en/report/doc-agency/review/c1/accept", headers=HTMX).text
    assert "Rana" not in answered
    judge_all(second)
    page = second.get("/en/report/doc-agency").text
    assert "Reviewers disagree" in page
    assert "As Rana has it" in page
    settled = re.search(r'name="as" value="(v\d+)"', page)
    assert settled
    item = items_of(second)[0]
    answered = second.post(f"/en/report/doc-agency/review/{item}/settle", data={"as": settled[1]}, headers=HTMX).text
    assert "Settled:" in answered
    assert "is-rejected" in answered
    listed = second.get("/en/reviews").text
    assert "reviewed twice" in listed
    assert "Krippendorff" in listed


def test_reviews_are_leafed_through(start: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.web.layout.leafing.ON_A_PAGE", 2)
    client = start()
    for document in ("doc-agency", "doc-observatory", "doc-copy"):
        client.post(f"/en/report/{document}/review/{items_of(client, document)[0]}/reject", headers=HTMX)
    first, second = (client.get(f"/en/reviews?state=in_review&page={page}").text for page in (1, 2))
    assert (first.count('<th scope="row"><a'), second.count('<th scope="row"><a')) == (2, 1)
    assert re.search(r'rel="next" href="([^"]*)"', first)[1] == "?state=in_review&amp;page=2"  # type: ignore[index]


def test_who_looks_sees_and_that_is_kept(start: Open) -> None:
    first, second = start("Rana"), start("Samir")
    first.post("/en/report/doc-agency/review/c1/reject", headers=HTMX)
    assert "Rana" in second.post("/en/report/doc-agency/review/look").text


def test_what_people_write_is_shown_as_text(start: Open) -> None:
    client = start('<img src=x onerror="harm()">')
    harm = "<script>harm()</script> \u202eاقلب"
    form = form_of(client.get("/en/report/doc-agency/review/e1/correct", headers=HTMX).text)
    form |= {"actor": "خالد", "actor_at": "", "actor_name": harm, "weapon": "mortar", "note": harm}
    answered = client.post("/en/report/doc-agency/review/e1/correct", data=form, headers=HTMX).text
    rated = client.post("/en/report/doc-agency/review/c1/rate", data={"digit": "3", "why": harm}, headers=HTMX).text
    sources = client.post("/en/sources/rate", data={"source": "وكالة سانا", "letter": "E", "why": harm}).text
    for page in (answered, rated, sources, client.get("/en/report/doc-agency").text, client.get("/en/reviews").text):
        assert "<script>harm" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page


def test_nobody_is_done_who_has_not_judged_all(start: Open) -> None:
    answered = start().post("/en/report/doc-agency/review/done")
    assert answered.status_code == 409
    assert "not judged yet" in answered.text


@pytest.mark.parametrize("profile", ["careful", "strict"])
def test_what_a_profile_covers_is_neither_judged_nor_told(start: Open, profile: str) -> None:
    whole = start("Rana Haddad")
    form = form_of(whole.get("/en/report/doc-agency/review/c1/correct", headers=HTMX).text)
    form |= {"speaker": "خالد المرعشلي", "speaker_at": "", "speaker_name": "Khaled al-Marashli", "note": "call him"}
    assert "corrected" in whole.post("/en/report/doc-agency/review/c1/correct", data=form, headers=HTMX).text
    whole.post("/en/sources/rate", data={"source": "وكالة فرانس برس", "letter": "B", "why": "my friend Omar says so"})
    covered = start("Rana Haddad", profile)
    named = whole.get("/api/v1/incidents").json()["items"][0]["id"]
    covered.get("/en/incidents")
    wait_until_worked_out(covered.app)  # type: ignore[arg-type]
    for path in ("report/doc-agency", "sources", "reviews", f"incident/{named}", f"incident/{named}?reviewed=1"):
        text = covered.get(f"/en/{path}").text.replace("Rana Haddad</a>", "")
        held = ("Marashli", "call him", "Omar", "المرعشلي")
        assert not [word for word in held if word in text], path
    assert covered.post("/en/report/doc-agency/review/c1/accept").status_code in (403, 404)


def test_a_letter_is_set_with_its_reason_and_stands_where_the_source_does(start: Open) -> None:
    client = start("Rana")
    given = {"source": "الدفاع المدني السوري", "letter": "B", "why": "on the spot", "kind": "speaker"}
    page = client.post("/en/sources/rate", data=given).text
    assert "on the spot" in page
    assert client.post("/en/sources/rate", data=given | {"why": " "}).url.query.endswith(b"refused=1")
    assert client.post("/en/sources/rate", data=given | {"letter": "G"}).url.query.endswith(b"refused=1")
    rated = client.post(
        "/en/report/doc-agency/review/c1/rate", data={"digit": "2", "why": "two more"}, headers=HTMX
    ).text
    assert re.search(r"Credibility <b>2</b>", rated)
    named = client.get("/api/v1/incidents").json()["items"][0]["id"]
    assert re.search(r'class="letter"[^>]*>B2<', client.get(f"/en/incident/{named}").text)


def test_an_incident_is_taken_apart_joined_pinned_and_put_back(start: Open) -> None:
    client = start("Rana")
    named = client.get("/api/v1/incidents").json()["items"][0]["id"]
    page = client.get(f"/en/incident/{named}").text
    parts = re.findall(r'name="part" value="([^"]+)"', page)
    assert len(parts) >= 3
    page = client.post(f"/en/incident/{named}/decide/split", data={"part": parts[-1:], "why": "another day"}).text
    assert len(re.findall(r'name="part"', page)) == len(parts) - 1
    assert "another day" in page
    assert "What you chose is out of this incident" in page
    log = page[page.index('<ol class="lines decisions"') :]
    assert f'href="/en/report/{parts[-1].replace("/", "#")}"' in log
    assert re.search(r'The other incident: <a href="/en/incident/i[0-9a-f]{8}">', log)
    other = client.get(f"/en/incident/{parts[-1]}", follow_redirects=True)
    other_id = re.search(r"/incident/(i[0-9a-f]{8})/decide/", other.text)
    assert other_id
    found = client.get(f"/en/incident/{named}/decide/merge", params={"q": other_id[1]}).text
    assert f'value="{other_id[1]}" checked' in found
    page = client.post(f"/en/incident/{named}/decide/merge", data={"other": other_id[1]}).text
    assert len(re.findall(r'name="part"', page)) == len(parts)
    decision = re.findall(r'name="decision" value="(d\d+)"', page)[0]
    page = client.post(f"/en/incident/{named}/decide/undo", data={"decision": decision}).text
    assert len(re.findall(r'name="part"', page)) == len(parts) - 1
    assert "pinned" in client.post(f"/en/incident/{named}/decide/pin", data={"why": "enough"}).text
    again = client.post(f"/en/incident/{named}/decide/pin", data={"reviewed": "0"})
    assert again.url.params.get("reviewed") == "0"
    for wrong in ({"part": parts[:-1]}, {}):
        refused = client.post(f"/en/incident/{named}/decide/split", data=wrong)
        assert 'role="alert"' in refused.text


def test_the_list_knows_how_far_people_are(start: Open) -> None:
    client = start("Rana")
    judge_all(client)
    assert "in review" in client.get("/en/incidents?review=in_review").text
    rows = [client.get(f"/en/incidents?review={state}").text.count('class="row"') for state in ("in_review", "settled")]
    assert rows == [1, 0]


def test_corrections_are_shown_in_the_list_and_on_the_incident_with_the_machines_beside(start: Open) -> None:
    client = start("Rana")
    named = client.get("/api/v1/incidents").json()["items"][0]["id"]
    form = form_of(client.get("/en/report/doc-agency/review/e1/correct", headers=HTMX).text)
    form |= {"killed_min": "6", "killed_max": "6"}
    doubted = client.post("/en/report/doc-agency/review/e1/correct", data=form, headers=HTMX).text
    client.post("/en/report/doc-agency/review/e1/correct", data=form_of(doubted), headers=HTMX)
    machine = client.get(f"/en/incident/{named}?reviewed=0").text
    people = client.get(f"/en/incident/{named}").text
    values = [re.findall(r'class="value[^>]*><bdi dir="auto">(\w+)</bdi>', page) for page in (machine, people)]
    assert 'href="?reviewed=1">Show it as corrected' in machine
    assert 'href="?reviewed=0"' in people
    assert ["6" in held for held in values] == [False, True]
    given = {"format": "csv", "part": "file", "incident": named}
    files = [client.get("/en/export/file", params=given | more).text for more in ({}, {"reviewed": "1"})]
    through = client.get("/api/v1/exports/csv", params={"incident": named, "reviewed": "true"}).text
    assert files[0] != files[1]
    assert through == files[1]
    for language, said in (("en", "as people corrected it"), ("ar", "كما صحّحها الناس")):
        row = await_row(client, language, named, said)
        assert "6" in row[row.index("<h2>") : row.index("</h2>")]
        assert load_phrases(language).name("review", "in_review") in row
        assert f'href="/{language}/incident/{named}?reviewed=0"' in row
    held = [client.get("/api/v1/incidents", params=given).json()["items"][0] for given in ({}, {"reviewed": "true"})]
    assert [one["corrected"] for one in held] == [False, True]
    assert held[0]["killed"] != held[1]["killed"]
    client.post("/en/report/doc-agency/review/e1/undo", headers=HTMX)
    until = time.monotonic() + 30
    while "as people corrected it" in client.get("/en/incidents").text:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_who_is_judging_a_report_is_shown_the_machines_reading_unless_they_ask(start: Open) -> None:
    first, second = start("Rana"), start("Samir")
    named = first.get("/api/v1/incidents").json()["items"][0]["id"]
    form = form_of(first.get("/en/report/doc-agency/review/e1/correct", headers=HTMX).text)
    form |= {"killed_min": "6", "killed_max": "6"}
    doubted = first.post("/en/report/doc-agency/review/e1/correct", data=form, headers=HTMX).text
    first.post("/en/report/doc-agency/review/e1/correct", data=form_of(doubted), headers=HTMX)
    await_row(second, "en", named, "as people corrected it")
    second.post("/en/report/doc-agency/review/c1/accept", headers=HTMX)
    assert "as people corrected it" not in second.get("/en/incidents").text
    assert 'href="?reviewed=1">Show it as corrected' in second.get(f"/en/incident/{named}").text
    assert "Show it as it was read" in second.get(f"/en/incident/{named}?reviewed=1").text
    second.post("/en/report/doc-agency/review/look")
    await_row(second, "en", named, "as people corrected it")


def await_row(client: TestClient, language: str, incident: str, said: str) -> str:
    """Return an incident's row of the list once it says something: what people decided is worked out beside."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        rows = client.get(f"/{language}/incidents").text.split('<li class="row"')
        row = next(one for one in rows if f'data-id="{incident}"' in one)
        if said in row:
            return row
        time.sleep(0.1)
    raise AssertionError(f"the row of {incident} does not say «{said}»")
