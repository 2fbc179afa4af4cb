"""How many people: digits, words, duals, lists, bounds, parts, tolls, nobody and nothing said."""

import pytest

from khabar.compile.lexicon import SourceEntry, read_entries
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.mentions.counts import find_counts
from khabar.mentions.numbers import read_amount


def amount(words):
    text = read_text(words, load_lexicon("ar"))
    found = read_amount(text, 0, len(text.words))
    return found and (found.min, found.max)


def counts(sentence):
    text = read_text(sentence, load_lexicon("ar"))
    return {(c.slot, c.min, c.max) for c in find_counts(text) if not c.part}


def words_of(sentence, slot):
    text = read_text(sentence, load_lexicon("ar"))
    return [sentence[c.span.start : c.span.end] for c in find_counts(text) if c.slot == slot]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("٤٢ عاملاً", (42, 42)),
        ("1,500 عامل", (1500, 1500)),
        ("ثلاثة وعشرون عاملاً", (23, 23)),
        ("خمسة عشر عاملاً", (15, 15)),
        ("اثنتي عشرة عاملة", (12, 12)),
        ("أحد عشر عاملاً", (11, 11)),
        ("مئة وخمسة وثلاثين عاملاً", (135, 135)),
        ("ثلاثمئة وخمسين عاملاً", (350, 350)),
        ("ألفين وثلاثمائة عامل", (2300, 2300)),
        ("خمسة عشر ألف عامل", (15000, 15000)),
        ("9 آلاف عامل", (9000, 9000)),
        ("ثلاثة ملايين عامل", (3000000, 3000000)),
        ("عشرات العمال", (20, 99)),
        ("مئات العمال", (200, 999)),
        ("آلاف العمال", (2000, 9999)),
        ("عشرات الآلاف", (20000, 99999)),
        ("أكثر من 40 عاملاً", (41, None)),
        ("ما لا يقل عن سبعة عمال", (7, None)),
        ("نحو ألف عامل", (1000, 1000)),
        ("قرابة نحو ألف عامل", (1000, 1000)),
        ("35 إلى 40 عاملاً", (35, 40)),
        ("ما بين 3 و5 عمال", (3, 5)),
        ("سبعة أو ثمانية عمال", (7, 8)),
        ("بضعة عمال", (3, 9)),
        ("عدد من العمال", (2, None)),
        ("الثالث من الشهر", None),
    ],
)
def test_amounts(words, expected):
    assert amount(words) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ارتقى 4 أطفال في قرية السدر", {("killed", 4, 4)}),
        ("قتل ما لا يقل عن 30 عاملاً في المنجم", {("killed", 30, None)}),
        ("فقد ثلاثة عمال حياتهم في المنجم", {("killed", 3, 3)}),
        ("قضى عدد من النساء والأطفال في السوق", {("killed", 2, None)}),
        ("ارتقاء شهداء من النساء والأطفال في السوق", {("killed", 2, None)}),
        ("وكان متظاهر قتل وجرح آخران الأربعاء", {("killed", 1, 1), ("wounded", 2, 2)}),
        ("مصرع عائلة في المنجم", {("killed", 2, None)}),
        ("قتل شاب إثر إصابته في المصنع", {("killed", 1, 1)}),
        ("سقوط خمسة قتلى بينهم امرأتان وعشرة جرحى", {("killed", 5, 5), ("wounded", 10, 10)}),
        ("لم يسفر الهجوم على القاعدة عن ضحايا", {("killed", 0, 0), ("wounded", 0, 0)}),
        ("مقتل ثلاثة عمال وإصابة خمسة آخرين في المنجم", {("killed", 3, 3), ("wounded", 5, 5)}),
        ("قُتل 3 عمال وأصيب سبعة في المنجم", {("killed", 3, 3), ("wounded", 7, 7)}),
        ("سقط قتيلان وأربعة جرحى في المنجم", {("killed", 2, 2), ("wounded", 4, 4)}),
        ("قالت البلدية إن عاملَين قُتلا في المنجم", {("killed", 2, 2)}),
        ("قالت البلدية إن امرأة قُتلت وأُصيبت طفلة وشاب آخر", {("killed", 1, 1), ("wounded", 2, 2)}),
        ("مقتل طفل في سوق النخيل", {("killed", 1, 1)}),
        ("مقتل امرأة وطفلين في سوق النخيل", {("killed", 3, 3)}),
        ("استشهد مدنيان هما أب وابنه في قرية السدر", {("killed", 2, 2)}),
        ("مقتل أكثر من عشرين عاملاً", {("killed", 21, None)}),
        ("أوقع الانهيار 30 قتيلاً على الأقل و100 جريح", {("killed", 30, None), ("wounded", 100, 100)}),
        ("مقتل خمسة عمال بينهم ثلاثة سائقين", {("killed", 5, 5)}),
        ("سقوط قتلى وجرحى في سوق النخيل", {("killed", 2, None), ("wounded", 2, None)}),
        ("قتل وجرح عدة عمال في المنجم", {("killed", 2, None), ("wounded", 2, None)}),
        ("سقط عدد من العمال بين قتيل وجريح", {("killed", 2, None), ("wounded", 2, None)}),
        ("إصابة عشرات العمال في المنجم", {("wounded", 20, 99)}),
        ("سقوط العشرات من القتلى والجرحى", {("killed", 20, 99), ("wounded", 20, 99)}),
        ("ارتفعت حصيلة القتلى في المنجم إلى تسعة", {("killed", 9, 9)}),
        ("بلغ عدد الجرحى في المنجم تسعة", {("wounded", 9, 9)}),
        ("قتلت الحراسة ثلاثة لصوص قرب الجسر", {("killed", 3, 3)}),
        ("أصيب بجروح متفاوتة ثلاثة عمال", {("wounded", 3, 3)}),
        ("لقي ثلاثة عمال مصرعهم في المنجم", {("killed", 3, 3)}),
        ("انهيار أودى بحياة عشرة عمال", {("killed", 10, 10)}),
        ("تحدثت البلدية عن مقتله في الوادي", {("killed", 1, 1)}),
        ("مقتل عسكريين محليين اثنين", {("killed", 2, 2)}),
        ("مقتل ثلاثة وجرح 4 في انفجار المرجل", {("killed", 3, 3), ("wounded", 4, 4)}),
        ("قالت البلدية إن 25 عاملاً و10 من السائقين سقطوا قتلى", {("killed", 35, 35)}),
        ("ارتفاع حصيلة القتلى، جراء انهيار المنجم القريب من قرية السدر، إلى نحو 100", {("killed", 100, 100)}),
        ("قُتل 13 جندياً وشرطياً على الأقل في المنجم", {("killed", 13, None)}),
        ("قُتل 13 جندياً وشرطي في المنجم", {("killed", 14, 14)}),
        ("قتل عدداً من الجنود في المنجم", {("killed", 2, None)}),
        ("صورة من قرية السدر 2022\nقتلى وجرحى في المنجم", {("killed", 2, None), ("wounded", 2, None)}),
        ("قرية السدر - آذار 2022 قتلى في المنجم", {("killed", 2, None)}),
        ("قالت البلدية إن حليمة الساقي، 50 عام، أصيبت في المنجم", {("wounded", 1, 1)}),
        ("قالت البلدية إن امرأة وثلاثة أطفال جرحوا إثر ثمانية انهيارات", {("wounded", 4, 4)}),
        ("مقتل شلبان أميني في المنجم", {("killed", 1, 1)}),
        ("قُتل القيادي أبو علي ومرافقه في المنجم", {("killed", 2, 2)}),
        ("انتُشلت جثث 14 عاملاً من المنجم", {("killed", 14, None)}),
        ("أعلنت كتائب شهداء الأقصى أن عاملين قُتلا", {("killed", 2, 2)}),
        ("نُقل ثلاثة جرحى إلى مستشفى شهداء الأقصى", {("wounded", 3, 3)}),
        ("صدر حكم بإعدام 24 متهماً", set()),
        ("اغتيل رئيس الوزراء السابق سالم الراوي", {("killed", 1, 1)}),
        ("قضت مفرزة للجيش على ثلاثة مسلحين قرب الجسر", {("killed", 3, 3)}),
        ("القضاء على ثلاثة أوكار قرب الجسر", set()),
        ("مقتل صالح الراوي في غارة", {("killed", 1, 1)}),
    ],
)
def test_casualties(sentence, expected):
    assert counts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "انهار الجدار دون إصابات",
        "انهار الجدار ولم يسفر عن إصابات",
        "انهار الجدار دون وقوع خسائر بشرية",
        "انهار الجدار ولم يصب أحد بأذى",
        "انهار الجدار واقتصرت الأضرار على الماديات",
    ],
)
def test_nobody(sentence):
    assert counts(sentence) == {("killed", 0, 0), ("wounded", 0, 0)}


@pytest.mark.parametrize(
    "sentence",
    [
        "انهار الجدار دون معلومات عن خسائر بشرية",
        "انهار الجدار ولم ترد أنباء عن إصابات",
        "انهار الجدار ولم تعلن أي جهة رسمية عن وقوع قتلى أو جرحى",
        "لم تتم تسوية تعويضات ضحايا الانهيار",
        "نقل الجرحى إلى المشفى",
        "ضحايا الانهيار نقلوا إلى المشفى",
        "أصابت الصاعقة مبنى البلدية",
        "قاتل الحارس حتى الليل",
        "مر بساحة الشهداء",
    ],
)
def test_nothing_said(sentence):
    assert counts(sentence) == set()


def test_a_weekday_after_one_person_is_no_two():
    assert counts("وجرح آخر اليوم الاثنين بقذيفة") == {("wounded", 1, 1)}
    assert counts("وأصيب شاب الاثنين بقذيفة") == {("wounded", 1, 1)}


@pytest.mark.parametrize(
    "sentence", ["وقتل يوم الثلاثاء 22 آب بغارة على بلدة السدر", "May 12, 2021 إصابة طفل", "2021إصابة طفل"]
)
def test_dates_are_no_counts(sentence):
    assert not {low for _, low, _ in counts(sentence)} & {22, 2021}


@pytest.mark.parametrize(
    "sentence",
    [
        "سقط 13 عاملاً بين قتيل وجريح في السدر",
        "سقط 13 عاملاً بين قتل وجرح في السدر",
        "13 عاملاً بين قتل وجريح",
        "سقط 13 قتيلاً وجريحاً في السدر",
        "13 عاملاً قتلوا وأصيبوا في السدر",
    ],
)
def test_a_number_of_two_fates_is_of_neither_alone(sentence):
    assert counts(sentence) == {("killed", 1, 12), ("wounded", 1, 12)}


def test_one_hurt_beside_many_dead_is_one():
    assert counts("سقط 13 قتيلاً وجريحاً واحداً في السدر") >= {("killed", 13, 13)}
    assert counts("سقط 13 قتيلاً و15 جريحاً في السدر") == {("killed", 13, 13), ("wounded", 15, 15)}


def test_a_total_is_of_the_fate_that_its_own_noun_tells():
    told = counts("ارتفع عدد ضحايا الانفجار الذي وقع في سوق البلدة إلى 44 جريحاً، فيما لا يزال عدد القتلى 7.")
    assert told == {("wounded", 44, 44), ("killed", 7, 7)}


def test_two_totals_in_a_row_keep_their_numbers():
    told = counts("ارتفع عدد القتلى إلى 12 والجرحى إلى 30 في انهيار المنجم.")
    assert told == {("killed", 12, 12), ("wounded", 30, 30)}


def test_a_family_is_as_many_as_is_said():
    assert counts("عائلة من ستة أشخاص قُتلت في انهيار المنجم.") == {("killed", 6, 6)}


def test_people_before_a_passive_verb_are_counted_and_not_their_part():
    told = counts("أربعة أشخاص من عائلة واحدة بينهم طفلان قُتلوا في انهيار المنجم.")
    assert told == {("killed", 4, 4)}


def test_the_wound_that_somebody_died_of_is_nobody_hurt():
    assert counts("توفي العامل بعد إصابته بالانهيار، كما أُصيب عامل آخر.") == {("killed", 1, 1), ("wounded", 1, 1)}


def test_bodies_brought_out_are_at_least_the_dead():
    assert counts("انتشلت فرق الإسعاف جثتين من تحت الركام.") == {("killed", 2, None)}


def test_a_part_is_marked():
    text = read_text("مقتل خمسة عمال بينهم قتيلان من قرية السدر", load_lexicon("ar"))
    assert [(c.min, c.part) for c in find_counts(text)] == [(5, False), (2, True)]


def test_words_of_a_count():
    assert words_of("قالت البلدية إن امرأة قُتلت أمس", "killed") == ["امرأة قُتلت"]
    assert words_of("قالت البلدية إن مقتل ثلاثة عمال أمس مؤسف", "killed") == ["مقتل ثلاثة عمال"]


def promises(domain):
    """Yield the id and every example of the entries of a domain."""
    for entry in read_entries(DATA / "languages" / "ar"):
        if isinstance(entry, SourceEntry) and entry.domain == domain:
            yield from ((entry.id, example) for example in entry.fields.get("examples", ()))


@pytest.mark.parametrize(("entry", "example"), list(promises("casualties")))
def test_casualty_entries_keep_their_promises(entry, example):
    found = counts(example["text"])
    for slot in {"killed", "wounded", "missing", "captured"} & example.keys():
        assert int(example[slot]) in {low for name, low, _ in found if name == slot}, entry
    assert not ("unknown" in example and found), entry


@pytest.mark.parametrize(("entry", "example"), list(promises("numbers")))
def test_number_entries_keep_their_promises(entry, example):
    text = read_text(example["text"], load_lexicon("ar"))
    found = [a for i in range(len(text.words)) if (a := read_amount(text, i, len(text.words))) is not None]
    for key in {"value", "min", "max"} & example.keys():
        assert example[key] in {str(a.max if key == "max" else a.min) for a in found}, entry


def test_a_total_of_two_fates_is_no_total_of_one():
    assert counts("بلغ عدد القتلى والجرحى 40") == {("killed", 1, 39), ("wounded", 1, 39)}
    assert counts("بلغ عدد القتلى 40") == {("killed", 40, 40)}


def test_a_total_of_a_war_is_none_of_the_attack_told_with_it():
    told = "قتل أربعة عمال في قصف على السوق، ليرتفع عدد القتلى منذ {} إلى 3500 شخص"
    assert counts(told.format("بدء الحرب")) == {("killed", 4, 4)}
    assert ("killed", 3500, 3500) in counts(told.format("صباح اليوم"))
    assert counts("قتل 3500 مدني منذ 4 أشهر") == set()


def test_towns_are_not_hurt():
    assert counts("أصابت الغارات أهدافاً قرب تسع مدن") == set()
    assert counts("أصابت الغارة ثلاث قرى") == set()
    assert counts("قتل خمسة في ثلاث قرى") == {("killed", 5, 5)}
