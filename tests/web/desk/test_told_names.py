"""By what words the reports call those without a record."""

from pathlib import Path

from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.model import Document
from khabar.store import open_store
from khabar.web.desk.desk import Desk
from khabar.web.desk.told_names import list_told_names

from ..conftest import fill_store

TEXTS = (
    "أعلنت وزارة الدفاع السورية مقتل جنديين في انفجار عبوة ناسفة في مدينة درعا.",
    "قالت وزارة الدفاع السورية إن طائرات قصفت بلدة البارة.",
)


def test_a_speaker_without_a_record_is_called_as_most_reports_call_it(tmp_path: Path) -> None:
    path = str(tmp_path / "khabar.db")
    fill_store(path, [Document(text=one, published="2022-02-12", publisher="وكالة الجبل") for one in TEXTS])
    with open_store(path) as store:
        told, covered = (list_told_names(Desk(store, load_profile(name))) for name in ("open", "strict"))
    assert told["Syrian Defence Ministry"] == "وزارة الدفاع السورية"
    assert covered == {}


def test_only_the_arabic_page_of_sources_uses_them(client: TestClient) -> None:
    for language in ("ar", "en"):
        assert client.get(f"/{language}/sources?kind=speaker").status_code == 200
