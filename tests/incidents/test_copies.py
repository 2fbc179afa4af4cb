from hypothesis import given
from hypothesis import strategies as st

from khabar import Document
from khabar.incidents.copies import find_copies, find_shingles, resemble, sign

ITEM = (
    "قتل ثلاثة مدنيين وأصيب سبعة آخرون، الخميس، في قصف صاروخي استهدف سوقا شعبيا في بلدة البارة جنوبي إدلب. "
    "وقال مسؤول في مشفى البلدة إن بين القتلى طفلين، وإن حالة اثنين من الجرحى حرجة."
)
OTHER = (
    "أعلنت بلدية المدينة بدء أعمال صيانة شبكة المياه في الأحياء الشرقية ابتداء من الأسبوع المقبل. "
    "ودعا رئيس البلدية السكان إلى تخزين ما يكفيهم من المياه خلال أيام العمل الثلاثة."
)


def document(text: str, published: str = "2021-10-14") -> Document:
    return Document(text=text, published=published)


def test_a_text_resembles_itself_whatever_its_marks_and_spelling() -> None:
    assert resemble(sign(ITEM), sign(ITEM.replace("إن", "ان").replace("،", ","))) > 0.9
    assert resemble(sign(ITEM), sign(OTHER)) < 0.1


def test_copies_share_look_up_keys_and_strangers_do_not() -> None:
    longer = f"{OTHER}\n{ITEM}\n{OTHER.replace('المياه', 'الكهرباء')}"
    assert set(sign(ITEM).bands) & set(sign(ITEM + " وتتواصل أعمال البحث.").bands)
    assert not set(sign(ITEM).bands) & set(sign(OTHER).bands)
    assert set(sign(OTHER).sketch) <= set(sign(longer).sketch)


def test_menus_are_no_text() -> None:
    assert not find_shingles("الرئيسية\nأخبار\nاتصل بنا\nمن نحن")
    assert sign("الرئيسية\nأخبار").bands == ()


def test_the_later_of_two_texts_is_the_copy() -> None:
    copies = find_copies({"b": document(ITEM, "2021-10-14"), "a": document(ITEM, "2021-10-15")})
    assert [(c.document, c.of, c.reason) for c in copies] == [("a", "b", "near_copy")]


def test_a_credit_says_who_copied_even_against_the_clock() -> None:
    documents = {"b": document(ITEM, "2021-10-14"), "a": document(ITEM, "2021-10-15")}
    copies = find_copies(documents, {"b": frozenset({"a"})})
    assert [(c.document, c.of, c.reason) for c in copies] == [("b", "a", "credited_copy")]


def test_a_copy_with_much_around_it_is_found() -> None:
    around = f"{OTHER} {ITEM} {OTHER.replace('المياه', 'الكهرباء').replace('الشرقية', 'الغربية')}"
    copies = find_copies({"a": document(ITEM), "b": document(around, "2021-10-15")})
    assert [(c.document, c.of, c.reason) for c in copies] == [("b", "a", "contained_copy")]


def test_a_hundred_copies_have_one_original() -> None:
    documents = {f"d{n:03}": document(ITEM, f"2021-10-{14 + n % 9}") for n in range(100)}
    copies = find_copies(documents)
    originals = set(documents) - {c.document for c in copies}
    assert originals == {"d000"}


@given(st.permutations([ITEM, ITEM + " وتتواصل أعمال البحث عن مفقودين تحت الأنقاض.", OTHER]))
def test_the_order_of_the_documents_does_not_matter(texts: list[str]) -> None:
    named = {f"d{len(t)}": document(t) for t in texts}
    assert find_copies(named) == find_copies(dict(sorted(named.items())))
