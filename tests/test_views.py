"""The page shows a report whole and unbroken, escapes everything, and loads nothing."""

import base64
import hashlib
import html
import re
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from khabar import Claim, Document, Event, Evidence, Report, Span
from khabar.explain import explain_result
from khabar.model import Force
from khabar.views.cards import TONES
from khabar.views.explanation import print_explanation
from khabar.views.html import notebook, write_page
from khabar.views.marks import Mark, cut_lines, cut_segments, share_marks
from khabar.views.output import WRITERS
from khabar.views.terminal import print_report
from khabar.views.visible import isolate, make_visible
from khabar.views.wording import FORCE_WORDS

CSS = (Path(__file__).parent.parent / "src/khabar/views/page.css").read_text(encoding="utf-8")


def page_of(*reports: Report) -> str:
    out = StringIO()
    write_page([(f"report {i}", r) for i, r in enumerate(reports)], out)
    return out.getvalue()


def words_of(fragment: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", fragment))


def text_pane(page: str) -> str:
    found = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.S)
    assert found
    return found[1]


def test_the_text_is_whole(sample: Report) -> None:
    paragraphs = re.findall("<p[^>]*>(.*?)</p>", text_pane(page_of(sample)))
    assert "\n\n".join(map(words_of, paragraphs)) == sample.document.text


def test_marks_cover_what_they_stand_for(sample: Report) -> None:
    pane = text_pane(page_of(sample))
    for owner, role, words in (
        ("r1-c1", "cue", "نفى"),
        ("r1-c2", "cue", "وأضاف"),
        ("r1-c1", "speaker", "أنباء الساحل"),
        ("r1-e1", "trigger", "انفجار"),
    ):
        spans = re.findall(r'<span class="m ([^"]*)" data-of="([^"]*)">([^<]*)</span>', pane)
        assert any(role in c.split() and owner in o.split() and w == words for c, o, w in spans), (owner, role)


def test_the_page_loads_nothing_and_runs_only_its_own_script(sample: Report) -> None:
    page = page_of(sample, sample)
    policy = html.unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0])
    assert "default-src 'none'" in policy
    for kind in ("style", "script"):
        (body,) = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"\s(src|style|on\w+)\s*=", re.sub("<(style|script)>.*?</\\1>", "", page, flags=re.S))
    assert not re.search(r"url\(|@import|https?://", CSS)


def test_ids_are_unique_on_a_page_of_many_reports(sample: Report) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page_of(sample, sample, sample))
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]+)"', page_of(sample, sample))
    assert set(targets) <= set(ids)


def test_everything_is_escaped() -> None:
    bad = "<script>alert(1)</script>\"&'<b>"
    text = f"نفى {bad} ذلك"
    report = Report(
        document=Document(text=text, publisher=bad, url=f"javascript:{bad}", id=bad, credited_source=bad),
        claims=(Claim(id=bad, span=Span(0, 20), cue=Span(0, 3), content=Span(4, len(text)), force="deny"),),
        events=(Event(id=bad, type="ASSAULT", trigger=Span(4, 12)),),
    )
    out = StringIO()
    write_page([(bad, report)], out)
    for shown in (out.getvalue(), notebook(report)):
        assert shown.count("<script>") == shown.count('"use strict"')  # only the page's own
        assert "<b>" not in re.sub(r"<b>\d+</b>", "", shown)
        assert "javascript:" not in shown
        assert "alert(1)</script>" not in shown


def test_hidden_characters_are_shown_and_do_nothing() -> None:
    text = "قال\u202e المتحدث\u200f \x1b[31m\x00 و\u200cهذا"
    page = page_of(Report(document=Document(text=text)))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x1b]", page)
    assert ">RLO<" in page
    assert ">RLM<" in page
    assert "\u200c" in page  # a joiner chooses letter shapes and stays
    assert make_visible("\x1b[31m\u202e\n") == "␛[31m‹RLO›\n"


def test_marks_take_no_room_so_that_letters_keep_their_joins() -> None:
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", CSS)
    for selector, body in rules:
        if re.search(r"\.m(\.|:| |$|,)", selector) and ".legend" not in selector:
            assert not re.search(
                r"(?<![-\w])(margin|padding|border|font|letter-spacing|display|position)\b",
                body.replace("border-radius", ""),
            ), selector


@given(st.data())
def test_segments_are_the_line_and_carry_every_mark(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ابت \n\r"), min_size=1, max_size=40))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda s: s[0] < s[1])
    marks = [Mark(Span(*s), "claim", f"c{i}") for i, s in enumerate(data.draw(st.lists(spans, max_size=8)))]
    shown = []
    for line, near in share_marks(list(cut_lines(text)), marks):
        segments = list(cut_segments(line, near))
        assert [line.start, *(s.span.end for s in segments)] == [*(s.span.start for s in segments), line.end]
        for segment in segments:
            holding = {m.owner for m in marks if m.span.start <= segment.span.start and segment.span.end <= m.span.end}
            assert {m.owner for m in segment.marks} == holding
        shown.append(text[line.start : line.end])
    assert "".join("".join(shown).split()) == "".join(text.split())


def test_a_notebook_gets_a_piece_with_its_style_and_no_script(sample: Report) -> None:
    piece = sample._repr_html_()
    assert piece.startswith('<div class="khabar">')
    assert 'dir="rtl"' in piece
    assert "<script" not in piece
    assert all(rule.strip().startswith((".khabar", "body:has(> .khabar")) for rule in _top_rules(CSS))


def _top_rules(css: str) -> list[str]:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1", css)
    return [selector for selector in re.findall(r"([^{}]+)\{", css) if selector.strip()]


def test_every_force_has_a_word_and_a_colour() -> None:
    forces = set(Force.__args__)  # type: ignore[attr-defined]
    assert set(FORCE_WORDS) == set(TONES) == forces


def shown_in_terminal(report: Report, *, terminal: bool) -> str:
    out = StringIO()
    print_report(
        Console(file=out, width=100, force_terminal=terminal, color_system=None, legacy_windows=False), report, "a.txt"
    )
    return out.getvalue()


def test_the_terminal_shows_who_what_and_where(sample: Report) -> None:
    shown = shown_in_terminal(sample, terminal=False)
    for part in (
        "denies",
        "negated",
        "Health Ministry official, unnamed, LY",
        "Sahel News",
        "ASSAULT · explosives",
    ):
        assert part in shown
    for part in (
        "Zawiya port, LY · site · 32.790, 12.690",
        "2024-03-04",
        "3 or more",
        "car bomb",
        "سقوط قتلى في انفجار",
    ):
        assert part in shown


def test_arabic_is_isolated_on_a_terminal_only(sample: Report) -> None:
    assert isolate("نفى") in shown_in_terminal(sample, terminal=True)
    assert "\u2068" not in shown_in_terminal(sample, terminal=False)


def test_a_report_cannot_drive_the_terminal() -> None:
    text = "نفى\x1b]0;x\x07 ذلك"
    report = Report(
        document=Document(text=text, publisher="\x1b[2J"),
        claims=(Claim(id="c1", span=Span(0, len(text)), cue=Span(0, 3), content=Span(3, len(text)), force="deny"),),
    )
    assert not re.search("[\x1b\x07]", shown_in_terminal(report, terminal=False))


@pytest.mark.parametrize(("text", "why"), [("نص", ""), ("The town was quiet. هدوء", "this text is not Arabic")])
def test_a_report_without_claims_says_so_and_why(text: str, why: str) -> None:
    report = Report(document=Document(text=text))
    for shown in (shown_in_terminal(report, terminal=False), page_of(report)):
        assert "No claims and no events" in shown
        assert (why in shown) if why else "not Arabic" not in shown


def test_the_terminal_shows_the_headline_and_no_edges_of_sentences() -> None:
    text = "هدوء في الميناء\n\nقال الناطق، إن السفينة رست،"
    content = Span(text.index("،"), len(text))
    claim = Claim(id="c1", span=content, cue=Span(18, 21), content=content, force="assert")
    report = Report(document=Document(text=text, credited_source="وكالة الميناء"), claims=(claim,))
    shown = [line.strip() for line in shown_in_terminal(report, terminal=False).splitlines()]
    assert "هدوء في الميناء" in shown
    assert "no date of publication · credits وكالة الميناء" in shown
    assert "what      إن السفينة رست" in shown


def test_what_several_mentions_have_in_common_is_explained_once(sample: Report) -> None:
    shared = Evidence(slot="reality", rule="events.reality:places", weight=0.5)
    event = msgspec.structs.replace(sample.events[0], evidence=(shared, shared))
    out = StringIO()
    print_explanation(Console(file=out, width=100), sample, explain_result(sample, event))
    assert out.getvalue().count("events.reality:places") == 1


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_an_object_for_one_report_and_a_list_for_several(sample: Report, count: int) -> None:
    out = StringIO()
    WRITERS["json"]([("a", sample)] * count, out)
    if count == 0:
        assert out.getvalue() == ""
    elif count == 1:
        assert Report.from_json(out.getvalue()) == sample
    else:
        assert msgspec.json.decode(out.getvalue(), type=list[Report]) == [sample] * count


def test_json_lines_are_one_report_a_line(sample: Report) -> None:
    out = StringIO()
    WRITERS["jsonl"]([("a", sample)] * 2, out)
    assert [Report.from_json(line) for line in out.getvalue().splitlines()] == [sample] * 2


def test_json_lines_in_a_file_are_those_of_a_string_after_what_was_written_before(sample: Report) -> None:
    text, file = StringIO(), BytesIO()
    stream = TextIOWrapper(file, encoding="utf-8", newline="\n")
    for out in (text, stream):
        out.write("before\n")
        WRITERS["jsonl"]([("a", sample)] * 2, out)
    stream.flush()
    assert file.getvalue().decode() == text.getvalue()
