"""The public names: few, listed, typed, cheap to import."""

import pickle
import subprocess
import sys

import msgspec
import pytest

import khabar

PUBLIC = {
    *(
        "read",
        "link",
        "IncidentRecord",
        "Language",
        "Document",
        "Report",
        "Claim",
        "Link",
        "Channel",
        "Event",
        "Place",
        "Time",
        "Party",
    ),
    *("Count", "Credit", "Evidence", "Span", "__version__"),
    *("KhabarError", "InputError", "EmptyInput", "BinaryInput", "EncodingProblem", "TooLarge"),
    *("DamagedInput", "MissingTool", "FetchProblem", "FetchRefused"),
    *("AccountProblem", "DateProblem", "DataProblem", "GoldProblem", "ExportProblem", "ProfileProblem"),
    *("ReviewProblem", "StoreProblem", "StoreTooNew"),
}


def test_the_list_of_public_names_is_closed() -> None:
    assert set(khabar.__all__) == PUBLIC
    assert list(khabar.__all__) == sorted(khabar.__all__)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(khabar, name) is not None
    assert name in dir(khabar)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fetch'"):
        khabar.fetch  # noqa: B018


def test_every_error_is_a_khabar_error() -> None:
    errors = [getattr(khabar, n) for n in PUBLIC if isinstance(getattr(khabar, n), type)]
    for error in errors:
        if issubclass(error, Exception):
            assert issubclass(error, khabar.KhabarError)


def test_import_is_cheap_and_loads_no_engine() -> None:
    code = "import khabar, sys; print([m for m in sys.modules if m.startswith('khabar.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert sorted(eval(loaded)) == ["khabar.errors", "khabar.model"]


def test_a_report_survives_pickle_json_and_freezing(sample: khabar.Report) -> None:
    assert pickle.loads(pickle.dumps(sample)) == sample
    assert khabar.Report.from_json(sample.to_json()) == sample
    assert khabar.Report.from_json(sample.to_json(indent=2)) == sample
    with pytest.raises(AttributeError):
        sample.document.text = "x"  # type: ignore[misc]
    with pytest.raises(msgspec.ValidationError):
        khabar.Report.from_json('{"document": {"text": 5}}')


def test_rows_have_one_set_of_columns(sample: khabar.Report) -> None:
    rows = sample.to_rows()
    assert [row["row"] for row in rows] == ["claim", "claim", "event"]
    assert len({tuple(row) for row in rows}) == 1
    assert rows[0]["origin"] == "Health Ministry official"
    assert rows[0]["chain"] == "Sahel News < Health Ministry official"
    assert (rows[2]["wounded_min"], rows[2]["wounded_max"]) == (3, None)


def test_every_value_of_the_engine_stands_where_it_says() -> None:
    text = "نفى المتحدث باسم الجيش قصف المستشفى، وقال إن القوات انسحبت من بلدة الزاوية أمس."
    report = khabar.read(khabar.Document(text=text, published="2024-03-05"))
    for claim in report.claims:
        assert claim.span.start <= claim.content.start < claim.content.end <= claim.span.end <= len(text)
        for link in claim.chain:
            assert report.words(link.span) == link.text
    for event in report.events:
        for value in (event.place, event.time, event.actor, event.target, event.killed, event.wounded):
            assert value is None or report.words(value.span) == value.text
    assert khabar.read(khabar.Document(text=text, published="2024-03-05")) == report
