"""Arabic is told from what else is written in its letters; what khabar cannot read is kept and marked."""

import socket

import pytest

from khabar import Document
from khabar.pages import Capture, Intake, Known, open_capture
from khabar.pages.languages import mark_language, tell_language

ARABIC = "أعلنت الوزارة أن القوات انسحبت من البلدة مساء أمس"
FARSI_YEH = "قال المتحدث إن القوات انسحبت من البلدة إلی مواقعها علی أطراف المدینة"
OTHERS = {
    "fa": "وزارت امور خارجه ایران در بیانیه‌ای اعلام کرد که این حمله را محکوم می‌کند و از همه طرف‌ها خواست به آتش بس پایبند باشند",
    "ur": "وزارت خارجہ نے ایک بیان میں کہا ہے کہ یہ حملہ قابل مذمت ہے اور تمام فریقین سے جنگ بندی کی اپیل کی",
    "ckb": "وەزارەتی دەرەوە لە بەیاننامەیەکدا ڕایگەیاند کە ئەم هێرشە ئیدانە دەکات و داوای ئاگربەست دەکات",
    "ps": "د بهرنیو چارو وزارت په یوه اعلامیه کې ویلي چې دا برید غندي او له ټولو خواوو غواړي چې اوربند ومني",
    "en": "The ministry said on Thursday that the forces had withdrawn from the town.",
    "tr": "Bakanlık, güçlerin kasabadan çekildiğini ve görüşmelerin sürdüğünü açıkladı.",
    "he": "משרד החוץ הודיע כי הכוחות נסוגו מהעיירה אמש",
}
ARABIC_TYPED_PERSIAN = (
    "وزارت امور خارجه ايران اعلام كرد اين حمله را محكوم مي كند و از همه طرف ها خواست به آتش بس احترام بگذارند"
)
OTTOMAN = "دولت عليه عثمانيه مجلس وكلاسى بو كون اجتماع ايدوب حدود اوزرنده اولان عسكرك وضعيتى حقنده قرار ويرمش و ايكى طرف ايله مذاكره ايدن هيئت"


@pytest.mark.parametrize("text", [ARABIC, FARSI_YEH, "عاجل", "قتلى وجرحى", "مقتل ثلاثة مدنيين بقصف مدفعي على إدلب"])
def test_arabic(text: str) -> None:
    assert tell_language(text) == "ar"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language: str) -> None:
    assert tell_language(OTHERS[language]) == language


@pytest.mark.parametrize("text", [ARABIC_TYPED_PERSIAN, OTTOMAN])
def test_arabic_letters_do_not_make_arabic(text: str) -> None:
    assert tell_language(text) in ("fa", "und")


def test_mixed_text_is_judged_by_its_share_of_arabic() -> None:
    assert tell_language(f"{OTHERS['en']}\n{ARABIC}") == "ar"
    assert tell_language(f"{OTHERS['en'] * 10}\n{ARABIC}") == "en"


def test_text_without_letters_has_no_language() -> None:
    assert tell_language("123 – 456") is None


def test_what_cannot_be_read_yet_is_kept_and_marked() -> None:
    (intake,) = open_capture(Capture(data=OTHERS["fa"].encode(), name="a.txt"), Known())
    assert isinstance(intake, Intake)
    assert (intake.state, intake.document.language, intake.document.text) == ("other_language", "fa", OTHERS["fa"])
    assert "«fa»" in (intake.note or "")


def test_a_language_that_is_given_is_believed() -> None:
    capture = Capture(data=b"", name="a")
    given = mark_language(Intake(document=Document(text=ARABIC, language="ar-SY"), capture=capture))
    assert (given.state, given.document.language) == ("ready", "ar-SY")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert tell_language("Das Ministerium erklärte am Donnerstag, die Truppen seien abgezogen.") == "de"
