import pytest
from fastapi.testclient import TestClient

from khabar.incidents.case import Case
from khabar.views.labels import LANGUAGES
from khabar.web.layout.matrix import lay_out_matrix
from khabar.web.layout.tellings import draw_line, list_tellings
from khabar.web.layout.transmission import HEIGHT, WIDTH, draw_transmission
from khabar.web.wording.phrases import load_phrases


@pytest.fixture
def case(client: TestClient, incident: str) -> Case:
    return client.app.state.desk.case(incident)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_boxes_of_the_graph_do_not_lie_on_each_other_and_lie_inside(case: Case, language: str) -> None:
    graph = draw_transmission(case.record, load_phrases(language))
    for one in graph.nodes:
        assert 0 <= one.x <= graph.width - WIDTH
        assert 0 <= one.y <= graph.height - HEIGHT
        assert not any(
            abs(one.x - two.x) < WIDTH and abs(one.y - two.y) < HEIGHT for two in graph.nodes if two is not one
        )


def test_every_origin_reaches_a_publisher(case: Case) -> None:
    graph = draw_transmission(case.record, load_phrases("en"))
    kinds = {node.key: node.kind for node in graph.nodes}
    onward: dict[str, set[str]] = {}
    for edge in graph.edges:
        onward.setdefault(edge.start, set()).add(edge.end)
    for number, _ in enumerate(case.record.origins, start=1):
        seen, ahead = set(), [f"o{number}"]
        while ahead:
            key = ahead.pop()
            seen.add(key)
            ahead += onward.get(key, set()) - seen
        assert any(kinds[key] == "publisher" for key in seen)


def test_arabic_graphs_run_from_the_right(case: Case) -> None:
    left, right = (draw_transmission(case.record, load_phrases(language)).nodes[0].x for language in ("en", "ar"))
    assert left == 0 < right


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_shows_what_its_origin_holds_in_words_of_its_own_documents(case: Case, language: str) -> None:
    matrix = lay_out_matrix(case.record, load_phrases(language))
    assert matrix.clashes > 0
    for row in matrix.rows:
        assert len(row.cells) == len(matrix.columns)
        for held in (held for cell in row.cells for held in cell):
            assert held.text
            assert {quote.document for quote in held.quotes} <= set(row.origin.documents)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_line_of_time_holds_every_dated_report_in_order(case: Case, mirrored: bool) -> None:
    tellings = list_tellings(case)
    line = draw_line(tellings, mirrored=mirrored)
    assert line is not None
    assert {dot.told.number for dot in line.dots} == {told.number for told in tellings}
    days = [day for _, day in sorted(line.ticks, reverse=mirrored)]
    assert days == sorted(days)
    assert all(0 <= dot.x <= line.width and 0 <= dot.y <= line.height for dot in line.dots)
