"""Gazetteers of others: recognised, guarded, and used by reading from then on."""

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from khabar import Document
from khabar.errors import DataProblem
from khabar.language import load_lexicon
from khabar.reading import read
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.documents.readings import Stamp
from khabar.store.gazetteers import import_places, list_gazetteers, load_language, places_version
from khabar.store.gazetteers.formats import open_gazetteer
from khabar.store.gazetteers.guarding import guard_places
from khabar.store.gazetteers.places import Named
from khabar.store.schema import artefacts, places

STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")
WOF = (
    "sy\t11\tlocality\tKafr Wahmi\tقرية كفر وهمي\t\t35.8\t36.5\t1\t\t\tgeonames\n"
    "sy\t12\tlocality\tZaghbur\tزغبور\t\t35.7\t36.6\t2\t\t\tgeonames\n"
    "sy\t13\tlocality\tNameless\t\t\t35.7\t36.6\t3\t\t\tgeonames\n"
)
GEONAMES = (
    "77\tZaghbur\tZaghbur\tZaghbur,زغبور\t35.7\t36.6\tP\tPPL\tSY\t\t07\t\t\t\t4200\t\t300\tAsia/Damascus\t2020-01-01\n"
    "78\tNowhere airbase\tNowhere\tمطار الوهم\t35.9\t36.9\tS\tAIRB\tSY\t\t07\t\t\t\t0\t\t300\tAsia/Damascus\t2020-01-01\n"
)
OCHA = (
    "ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,latitude,longitude\n"
    "Wahm,محافظة الوهم,SY90,Zaghbur,زغبور,SY9001,35.0,36.0\n"
    "Wahm,محافظة الوهم,SY90,Kafr Wahmi,كفر وهمي,SY9002,36.0,37.0\n"
)
HEADED = "id;name;name_ar;placetype;country;latitude;longitude;population\n5;Zaghbur;زغبور;locality;SY;35.7;36.6;9000\n"


def names(data: str) -> list[tuple[str, str, float | None]]:
    opened = open_gazetteer(data.encode(), "table")
    return [(opened.format, place.id, place.lat) for place in opened.places]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (WOF, [("Who's On First", "wof-11", 35.8), ("Who's On First", "wof-12", 35.7), ("Who's On First", "wof-13", 35.7)]),
        (GEONAMES, [("GeoNames", "gn-77", 35.7), ("GeoNames", "gn-78", 35.9)]),
        (
            OCHA,
            [("OCHA COD-AB", "ocha-SY90", 35.5), ("OCHA COD-AB", "ocha-SY9001", 35.0), ("OCHA COD-AB", "ocha-SY9002", 36.0)],
        ),
        (HEADED, [("table", "wof-5", 35.7)]),
    ],
    ids=["whosonfirst", "geonames", "ocha", "headed"],
)  # fmt: skip
def test_each_table_is_recognised(table: str, found: list[tuple[str, str, float | None]]) -> None:
    assert names(table) == found


@pytest.mark.parametrize("data", [b"", b"a,b,c\n1,2,3\n", b"PK\x03\x04\xff\xfe", b"\x1f\x8bbroken"])
def test_what_is_no_gazetteer_says_so(data: bytes) -> None:
    with pytest.raises(DataProblem, match=r"^places\.csv: "):
        open_gazetteer(data, "places.csv")


def workbook(table: str, *, doctype: str = "") -> bytes:
    """Return a table as the sheet of an XLSX workbook, its words shared, its numbers plain, one cell left out."""
    words: list[str] = []
    rows = []
    for row in csv.reader(io.StringIO(table)):
        cells = []
        for at, cell in enumerate(row):
            where = f"{chr(ord('A') + at)}{len(rows) + 1}"
            if re.fullmatch(r"[\d.]+", cell):
                cells.append(f'<c r="{where}"><v>{cell}</v></c>')
            elif cell:
                words.append(cell)
                cells.append(f'<c r="{where}" t="s"><v>{len(words) - 1}</v></c>')
        rows.append(f"<row>{''.join(cells)}</row>")
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        sheet = f"{doctype}<worksheet {space}><sheetData>{''.join(rows)}</sheetData></worksheet>"
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/worksheets/sheet2.xml", f"<worksheet {space}/>")
        shared = "".join(f"<si><t>{word}</t></si>" for word in words)
        archive.writestr("xl/sharedStrings.xml", f"<sst {space}>{shared}</sst>")
    return out.getvalue()


def test_a_workbook_is_read_as_its_table() -> None:
    table = OCHA.replace("Wahm,", ",", 1)
    opened, plain = open_gazetteer(workbook(table), "adm.xlsx"), open_gazetteer(table.encode(), "adm.csv")
    assert (opened.format, list(opened.places)) == (plain.format, list(plain.places))


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", workbook(OCHA, doctype='<!DOCTYPE x [<!ENTITY a "b">]>')])
def test_a_workbook_that_is_broken_or_declares_entities_is_refused(data: bytes) -> None:
    with pytest.raises(DataProblem, match=r"^adm\.xlsx: .*save the sheet as CSV"):
        open_gazetteer(data, "adm.xlsx")


def guard(*found: Named) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.kind, p.needs, p.arabic) for p in guard_places(found, load_lexicon("ar"))]


def place(arabic: Sequence[str], **fields: object) -> Named:
    known = {"id": "x", "name": "X", "kind": "locality", "country": "SY", "lat": 33.0, "lon": 36.0} | fields
    return Named(arabic=tuple(arabic), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (place(["زغبور"]), [("village", "noun", ("زغبور",))]),
        (place(["قرية زغبور"]), [("village", "noun", ("زغبور",))]),
        (place(["زغبور التحتا"]), [("village", "context", ("زغبور التحتا",))]),
        (place(["زغبور"], population=5000), [("town", "context", ("زغبور",))]),
        (place(["على"]), []),
        (place(["الشهداء"]), [("village", "noun", ("الشهداء",))]),
        (place(["محمد زغبور"]), [("village", "noun", ("محمد زغبور",))]),
        (place(["دمشق"], lat=33.51, lon=36.29, population=2_000_000), []),
        (place(["دمشق"], lat=36.5, lon=41.0, population=9_000), [("town", "noun", ("دمشق",))]),
        (place(["Zaghbur", "", "زغبور، الكبرى"]), []),
        (place(["زغبور"], kind="timezone"), []),
        (place(["زغبور"], kind="country"), []),
    ],
)
def test_names_need_what_tells_them_from_words(given: Named, expected: list[object]) -> None:
    assert guard(given) == expected


def test_a_name_that_many_places_bear_says_of_none_where_it_is() -> None:
    assert guard(*(place(["زغبور"], id=f"x{n}", lat=30.0 + n) for n in range(6))) == []


def test_reading_knows_the_places_from_then_on(store: Store) -> None:
    imported = import_places(store, gzip.compress(WOF.encode()), "wof.tsv.gz", language="ar", stamp=STAMP)
    assert (imported.rows, imported.places, imported.known) == (3, 2, False)
    document = Document(text="قصفت الطائرات قرية زغبور في سوريا أمس.", published="2024-03-05")
    with store.reading() as connection:
        language = load_language(connection, "ar")
    told = [(e.place.name, e.place.id, e.place.lat) for e in read(document, language=language).events if e.place]
    assert told == [("Zaghbur", "wof-12", 35.7)]
    assert not any(e.place.id for e in read(document).events if e.place)
    assert verify(store).disagreements == ()


def test_importing_again_changes_nothing_and_a_newer_table_replaces(store: Store) -> None:
    for _ in range(2):
        again = import_places(store, WOF.encode(), "wof", language="ar", stamp=STAMP)
    assert again.known
    with store.reading() as connection:
        before = places_version(connection)
    import_places(store, WOF.replace("35.7", "35.9").encode(), "wof", language="ar", stamp=STAMP)
    with store.reading() as connection:
        rows = connection.execute(select(places.c.id, places.c.lat).order_by(places.c.id)).all()
        assert [tuple(row) for row in rows] == [("wof-11", 35.8), ("wof-12", 35.9)]
        assert len(list_gazetteers(connection)) == 2
        assert places_version(connection) != before
        assert len(connection.execute(select(artefacts)).all()) == 1


def test_a_store_without_imports_reads_with_what_khabar_brings(store: Store) -> None:
    with store.reading() as connection:
        assert load_language(connection, "ar") is load_lexicon("ar")
        assert places_version(connection) is None
