"""Words of one root that grow harder, in invented reports."""

from khabar.incidents.record import Drift

from .telling import describe_all, report

DAY = "2021-10-14"


def only(drifts: tuple[Drift, ...], kind: str) -> Drift:
    found = [d for d in drifts if d.kind == kind]
    assert len(found) == 1, drifts
    return found[0]


def test_not_disclosed_becomes_a_denial_in_the_headline() -> None:
    text = (
        "التحالف ينفي وقوع إصابات في القصف على بلدة البارة\n"
        "قال التحالف الدولي إن التقارير الأولية لم تكشف عن إصابات في القصف الذي استهدف بلدة البارة جنوبي إدلب يوم الخميس."
    )
    drift = only(describe_all(report("بلدي نيوز", DAY, text)).drifts, "force")
    assert drift.after.headline
    assert drift.before.text.startswith("قال التحالف")
    assert drift.after.text.startswith("التحالف ينفي")


def test_an_open_number_is_exact_further_on_and_the_unknown_has_a_name() -> None:
    record = describe_all(
        report(
            "رويترز",
            DAY,
            "قال مسؤول أمني لرويترز إن مسلحين مجهولين هاجموا الخميس بلدة البارة جنوبي إدلب وقتلوا ثلاثة مدنيين على الأقل.",
        ),
        report(
            "عنب بلدي",
            DAY,
            "نقلت وكالة رويترز عن مسؤول أمني قوله إن القوات الروسية هاجمت الخميس بلدة البارة جنوبي إدلب وقتلت خمسة مدنيين.",
        ),
    )
    assert only(record.drifts, "numbers").because == "killed: 3+ becomes 5"
    assert only(record.drifts, "attribution").before.document == "d1"


def test_the_suspected_is_told_flatly_in_the_headline() -> None:
    text = (
        "«لواء أنصار الحق» يقصف بلدة البارة\n"
        "رجح ناشطون أن يكون «لواء أنصار الحق» وراء القصف الذي استهدف بلدة البارة جنوبي إدلب الخميس وأدى إلى مقتل مدني."
    )
    assert only(describe_all(report("بلدي نيوز", DAY, text)).drifts, "certainty").because.endswith("«flat narration»")


def test_a_new_toll_of_a_later_day_is_no_drift() -> None:
    record = describe_all(
        report(
            "بلدي نيوز",
            DAY,
            "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين.",
        ),
        report(
            "عنب بلدي",
            "2021-10-15",
            "قال الدفاع المدني السوري إن حصيلة القصف على بلدة البارة الخميس ارتفعت إلى خمسة قتلى.",
        ),
    )
    assert record.drifts == ()


def test_whoever_tells_the_former_number_too_tells_of_a_rise() -> None:
    said = "قالت شبكة أطباء السودان إن حصيلة قصف سوق الفاشر ارتفعت إلى 61 قتيلا بعد وفاة أحد المصابين."
    record = describe_all(
        report("بلدي نيوز", DAY, "أعلنت شبكة أطباء السودان مقتل 60 شخصا في قصف سوق الفاشر الخميس."),
        report("عنب بلدي", DAY, f"{said}\nوكانت الشبكة أعلنت مساء الخميس أن عدد قتلى القصف بلغ 60 قتيلا."),
    )
    assert not [d for d in record.drifts if "60 becomes 61" in d.because]


def test_a_number_that_hardened_alike_in_several_reports_is_told_once() -> None:
    open_ = "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين على الأقل."
    flat = open_.replace(" على الأقل", "")
    record = describe_all(
        report("بلدي نيوز", DAY, open_),
        report("عنب بلدي", DAY, flat),
        report("موقع الساحل", DAY, flat + " واندلع حريق."),
    )
    assert len([d for d in record.drifts if d.kind == "numbers"]) == 1


def test_words_that_travel_unchanged_do_not_drift() -> None:
    text = "قال الدفاع المدني السوري إن قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين."
    assert describe_all(report("بلدي نيوز", DAY, text), report("عنب بلدي", DAY, text)).drifts == ()


def test_a_headline_names_whom_nobody_below_names() -> None:
    record = describe_all(
        report(
            "موقع الساحل",
            DAY,
            "فصيل موالٍ لإيران يقصف قاعدة قرب حقل كونيكو بخمسة صواريخ\n\n"
            "قال مسؤول أمني إن خمسة صواريخ سقطت الخميس على قاعدة قرب حقل كونيكو، مشيراً إلى أن الجهة المنفذة لم تُعرف بعد.",
        )
    )
    assert [(d.kind, d.after.headline) for d in record.drifts] == [("attribution", True)]
    blamed = record.slot("blamed").values
    assert [(v.text, v.backing.counts) for v in blamed] == [("فصيل موالٍ لإيران", (1, 1, 0))]


def test_a_headline_that_denies_another_matter_hardens_nothing() -> None:
    text = (
        'انفجار في بلدة البارة.. و"قسد" تنفي إطلاق سجناء\n'
        "قال الناشط سليم الحداد إن عبوة ناسفة انفجرت في بلدة البارة جنوبي إدلب يوم الخميس وقتلت رجلاً.\n"
    )
    assert not [d for d in describe_all(report("عنب بلدي", DAY, text)).drifts if d.kind == "force"]
