"""The dossier as a page: what people find on it, and what it must never do."""

import io
import re
from html.parser import HTMLParser

import msgspec
import pytest

from khabar.export.case import Case
from khabar.export.dossier import write_dossier
from khabar.export.dossier.wording import Wording
from khabar.export.options import Options
from khabar.incidents.record import HeldValue
from khabar.model import Report

from .conftest import make_case, read_document


class Outline(HTMLParser):
    """Collects tags, ids, links and text, and finds what is never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []
        assert not [name for name in given if name.startswith("on") or name == "style"]
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(cases: tuple[Case, ...], language: str) -> tuple[str, Outline]:
    stream = io.BytesIO()
    write_dossier(iter(cases), stream, Options(language=language))
    raw = stream.getvalue().decode()
    outline = Outline()
    outline.feed(raw)
    assert outline.open == []
    return raw, outline


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_dossier_is_whole_and_needs_nothing_else(language: str, direction: str, cases: tuple[Case, ...]) -> None:
    raw, outline = page(cases, language)
    assert f'<html lang="{language}" dir="{direction}">' in raw
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(outline.tags)
    assert "default-src 'none'" in raw
    assert len(outline.ids) == len(set(outline.ids))
    inside = {link[1:] for link in outline.links if link.startswith("#")}
    assert inside
    assert inside <= set(outline.ids)
    assert "@media print" in raw


def test_it_says_what_happened_in_both_languages_and_who_says_what(case: Case) -> None:
    _, outline = page((case,), "en")
    assert "Shelling at Ariha" in outline.text
    assert "قصف في" in outline.text
    for part in ("independent origins", "disagree", "Syrian Observatory for Human Rights", "Syria Civil Defence"):
        assert part in outline.text
    assert "https://site.example/bb/2" in outline.text


def test_in_arabic_actors_and_slots_have_arabic_names(case: Case) -> None:
    _, outline = page((case,), "ar")
    assert "المرصد السوري لحقوق الإنسان" in outline.text
    assert "Syrian Observatory" not in outline.text
    for word in ("القتلى", "مختلَف فيه", "المصادر المستقلة"):
        assert word in outline.text


def test_nothing_of_a_report_runs_on_the_page() -> None:
    text = (
        "قصف <script>alert(1)</script> على أريحا\n\nقُتل ثلاثة مدنيين بقصف لقوات النظام السوري على مدينة أريحا، يوم الجمعة، "
        'بحسب "الدفاع المدني السوري" <img src=x onerror=alert(1)>\u202e.\n'
    )
    document, report = read_document(text, 'a"><b>', "<i>ناشر</i>", 'javascript:alert("x")')
    _, outline = page((make_case("i0hostile", ((document, report),)),), "en")
    assert not {"script", "img", "i"} & set(outline.tags) - {"i"}
    assert not [link for link in outline.links if not re.match(r"#|https?://", link)]
    assert "\u202e" not in outline.text


def test_a_case_of_which_hardly_anything_is_known_has_a_page_too(case: Case) -> None:
    bare = msgspec.structs.replace(case.record, slots=(), origins=(), grade=None, copies=(), drifts=())
    reports: tuple[tuple[str, Report], ...] = case.reports
    page((Case(record=bare, tellings=case.tellings, reports=reports),), "ar")


def test_who_denies_his_part_is_not_shown_as_blaming_himself() -> None:
    denial = HeldValue(slot="blamed", text="not Palm Brigade", name="Palm Brigade", denial=True)
    assert Wording("en").show_value(denial) == "not <bdi>Palm Brigade</bdi>"
    assert Wording("ar").show_value(denial).startswith("ليس الفاعل: ")


def test_numbers_are_told_in_words_of_the_language() -> None:
    more = HeldValue(slot="killed", text="101+", min=101)
    assert Wording("en").show_value(more) == "<bdi>more than 100</bdi>"
    assert Wording("ar").show_value(more) == "<bdi>أكثر من 100</bdi>"


def test_a_grade_has_its_reasons_beside_it(case: Case) -> None:
    assert case.record.grade
    for language, told in (("en", "independent origins: "), ("ar", "المصادر المستقلة: ")):
        raw, _ = page((case,), language)
        assert f"<small>{told}{len(case.record.origins)}</small>" in raw
