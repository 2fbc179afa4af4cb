"""What was cited leads on at the pages and in the API as it does everywhere."""

from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import select

from khabar import Document
from khabar.export.profile import load_profile
from khabar.pages import Capture, Intake
from khabar.reading import read
from khabar.store import open_store
from khabar.store.documents.adding import Received, add_document
from khabar.store.documents.preparing import prepare
from khabar.store.documents.readings import Stamp
from khabar.store.schema import documents as kept
from khabar.store.schema import members
from khabar.web import create_app


def test_an_id_of_a_page_that_was_changed_leads_on_and_says_what_it_told(tmp_path: Path) -> None:
    address = str(tmp_path / "khabar.db")
    stamp = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")
    ids = []
    with open_store(address) as store:
        for told in ("أربعة", "ثلاثة"):
            text = f"قتل {told} أشخاص في غارة جوية استهدفت سوق الخضار في مدينة إدلب السورية أمس الاثنين."
            document = Document(text=text, published="2024-03-05", publisher="الميناء", url="https://a.example/1")
            capture = Capture(data=text.encode(), name="page.txt", url=document.url)
            intake = Intake(document=document, capture=capture)
            add_document(store, Received.take(capture), intake, prepare(document, read(document)), stamp)
            with store.reading() as connection:
                ids.append(connection.execute(select(members.c.incident)).scalar_one())
    app = create_app(address, profile=load_profile("open"), token="t")
    with TestClient(app, base_url="http://127.0.0.1", headers={"authorization": "Bearer t"}) as client:
        for language, seen in (("en", "4 before, 3 now"), ("ar", "4 سابقاً، 3 الآن")):
            page = client.get(f"/{language}/incident/{ids[0]}")
            assert page.status_code == 200
            assert ids[0] in page.text
            assert seen in page.text
        assert ids[0] not in client.get(f"/en/incident/{ids[1]}").text
        for part, key in (("", "id"), ("/origins", "incident"), ("/disagreements", "incident")):
            led = client.get(f"/api/v1/incidents/{ids[0]}{part}", follow_redirects=False)
            assert (led.status_code, led.json()["incident"]) == (307, ids[1])
            assert (led.json()["how"], led.json()["named"]) == ("replaced", ids[0])
            found = client.get(f"/api/v1/incidents/{ids[0]}{part}")
            assert found.json()[key] == ids[1]
            assert found.headers["link"] == f'</api/v1/incidents/{ids[0]}>; rel="predecessor-version"'
            assert "link" not in client.get(f"/api/v1/incidents/{ids[1]}{part}?formerly=i00000000").headers


def test_a_page_that_was_changed_points_to_what_was_decided_about_it_before(tmp_path: Path) -> None:
    address = str(tmp_path / "khabar.db")
    documents = []
    with open_store(address) as store:
        for told in ("أربعة", "ثلاثة"):
            text = f"قال الدفاع المدني إن {told} أشخاص قتلوا في غارة جوية على سوق الخضار في مدينة إدلب السورية أمس."
            document = Document(text=text, published="2024-03-05", publisher="الميناء", url="https://a.example/1")
            capture = Capture(data=text.encode(), name="page.txt", url=document.url)
            intake = Intake(document=document, capture=capture)
            stamp = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")
            add_document(store, Received.take(capture), intake, prepare(document, read(document)), stamp)
        with store.reading() as connection:
            documents = list(connection.execute(select(kept.c.id).order_by(kept.c.version)).scalars())
    app = create_app(address, profile=load_profile("open"), token="t")
    with TestClient(app, base_url="http://127.0.0.1", headers={"authorization": "Bearer t"}) as client:
        before, now = (f"/en/report/{document}" for document in documents)
        assert f'href="{now}"' in client.get(before).text
        page = client.get(now).text
        assert f'href="{before}"' in page
        assert "not carried over" not in page
        client.post(f"{before}/review/e1/reject")
        assert "not carried over" in client.get(now).text
        assert f'href="{now}"' in client.get("/en/reviews").text
