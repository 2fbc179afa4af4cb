"""Every way in which a report makes somebody answer for a proposition: who, with what content."""

import pytest

from khabar import Document, read


def claims(text, **about):
    report = read(Document(text=text, published="2023-03-15", **about))
    return [(c.origin.text, report.words(c.content).rstrip(" .،»")) for c in report.claims]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("قال الناطق باسم البلدية إن الجسر مغلق.", "الناطق باسم البلدية", "الجسر مغلق"),
        ("قال وزير النقل، سامر الخطيب، إن المرفأ مفتوح.", "وزير النقل، سامر الخطيب", "المرفأ مفتوح"),
        ("قال ضابط طلب عدم الكشف عن اسمه إن الجسر انهار.", "ضابط طلب عدم الكشف عن اسمه", "الجسر انهار"),
        ("لكن قيادة الجيش أكدت أن الهدنة باقية.", "قيادة الجيش", "الهدنة باقية"),
        ("وكانت مصادر طبية أفادت بمقتل طفلين في الانفجار.", "مصادر طبية", "بمقتل طفلين في الانفجار"),
        ("أشارت الوزارة إلى أن المخزون يكفي شهراً.", "الوزارة", "المخزون يكفي شهراً"),
        ("نقلت وكالة رويترز عن مصدر أمني قوله إن المعبر فتح.", "مصدر أمني", "المعبر فتح"),
        ("قتل سبعة مدنيين، بحسب المرصد السوري لحقوق الإنسان.", "المرصد السوري لحقوق الإنسان", "قتل سبعة مدنيين"),
        ("سقطت قذيفتان على الحي، وفق ما أفاد به مصدر أمني.", "مصدر أمني", "سقطت قذيفتان على الحي"),
        ("جاء في بيان لوزارة الدفاع التركية أن الجنود عادوا.", "لوزارة الدفاع التركية", "الجنود عادوا"),
        ("مراقبون يقولون إن الهدنة هشة.", "مراقبون", "الهدنة هشة"),
        ("سقطت قذيفتان على الحي، وهو ما أكده مصدر أمني.", "مصدر أمني", "سقطت قذيفتان على الحي"),
        ("أعربت الأمم المتحدة عن قلقها من نزوح السكان.", "الأمم المتحدة", "نزوح السكان"),
        ("وعد رئيس الوزراء، خلال لقائه وفداً من البلدة، بفتح المعبر.", "رئيس الوزراء", "بفتح المعبر"),
        ("اتهم الانفصاليون القوات الأوكرانية بتكثيف الهجمات.", "الانفصاليون", "القوات الأوكرانية بتكثيف الهجمات"),
        ("تظاهر أهالي المخطوفين للمطالبة بفتح تحقيق.", "أهالي المخطوفين", "بفتح تحقيق"),
        ("أكدت روسيا وتركيا وإيران، في بيان مشترك، أن الهدنة صامدة.", "روسيا وتركيا وإيران", "الهدنة صامدة"),
        ("وقال مراسل “النهر.نت” في إدلب إن الغارة انتهت.", "مراسل “النهر.نت” في إدلب", "الغارة انتهت"),
        ("صحة غزة: ارتفاع عدد الجرحى إلى مئة", "صحة غزة", "ارتفاع عدد الجرحى إلى مئة"),
        ("كما أفاد مصدر أمني أمس بمقتل عاملين في المخزن.", "مصدر أمني", "بمقتل عاملين في المخزن"),
        ("رصد المرصد السوري بتاريخ 13 كانون الثاني الجاري، مقتل عامل.", "المرصد السوري", "مقتل عامل"),
        ("شككت دمشق الأربعاء في نوايا المبعوث بوقف القتال.", "دمشق", "نوايا المبعوث"),
        (
            "كشفت مصادر مقربة من الحكومة اعتزامها توجيه دعوة إلى المبعوث.",
            "مصادر مقربة من الحكومة",
            "اعتزامها توجيه دعوة",
        ),
        (
            "وأعلنت غرفة عمليات «الفتح المبين» التي تدير القتال في السهل، عن استهداف حاجز.",
            "غرفة عمليات «الفتح المبين»",
            "استهداف حاجز",
        ),
        ("وأكد الصحفي جمال ناصر، في اتصال هاتفي مع «النهر»، عملية نقل الأسرى.", "الصحفي جمال ناصر", "عملية نقل الأسرى"),
        ("وفي بيان للتنظيم تداولته حسابات محلية، أعلن مسؤوليته عن التفجير.", "للتنظيم", "مسؤوليته عن التفجير"),
    ],
)
def test_one_claim(text, speaker, content):
    ((found, said),) = claims(text)
    assert found == speaker
    assert content in said


@pytest.mark.parametrize(("verb", "force", "negated"), [("أكده", "confirm", False), ("نفاه", "deny", True)])
def test_who_answers_a_claim_makes_one_of_its_own_with_the_same_content(verb, force, negated):
    text = f"قال الناطق إن قذيفتين سقطتا على الحي، وهو ما {verb} قائد الشرطة."
    said, answer = read(Document(text=text)).claims
    assert (said.force, [link.text for link in said.chain]) == ("assert", ["الناطق"])
    assert (answer.force, answer.negated, [link.text for link in answer.chain]) == (force, negated, ["قائد الشرطة"])
    assert answer.content == said.content


@pytest.mark.parametrize(
    "told",
    [
        "نفت وزارة الدفاع ذلك.",
        "لكن وزارة الدفاع نفت ذلك.",
        "ونفت ذلك وزارة الدفاع.",
    ],
)
def test_what_another_said_is_denied_in_one_word(told):
    text = f"قالت صحيفة الساحل إن الجيش قصف المشفى. {told} وقالت إنها استهدفت مخزناً للذخيرة."
    said, denied, further = read(Document(text=text)).claims
    assert (denied.force, denied.negated, denied.content) == ("deny", True, said.content)
    assert [claim.chain[-1].text for claim in (said, denied, further)] == [
        "صحيفة الساحل",
        "وزارة الدفاع",
        "وزارة الدفاع",
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("وتبنى الهجوم تنظيم داعش.", "تنظيم داعش", "الهجوم"),
        (
            "تبنت جماعة تطلق على نفسها اسم «حراس الوادي» الهجوم على الحاجز.",
            "جماعة تطلق على نفسها اسم «حراس الوادي»",
            "الهجوم على الحاجز.",
        ),
        ("أشار سكان محليون بأصابع الاتهام إلى الجماعة.", "سكان محليون", "بأصابع الاتهام إلى الجماعة."),
        (
            "أعلنت الوزارة مقتل ثلاثة جنود في هجوم على الحاجز، وقام الجيش بقصف القرية.",
            "الوزارة",
            "مقتل ثلاثة جنود في هجوم على الحاجز",
        ),
    ],
)
def test_who_lays_it_at_whose_door_and_where_that_ends(text, speaker, said):
    (claim,) = read(Document(text=text)).claims
    assert (claim.chain[-1].text, text[claim.content.start : claim.content.end]) == (speaker, said)


@pytest.mark.parametrize(
    "text",
    ["إذا التزم الطرفان بأن ينسحبا عاد السكان.", "صدر القانون الذي يلزم الشركات بدفع التعويضات."],
)
def test_conditions_and_laws_say_nothing(text):
    assert claims(text) == []


def test_a_post_is_said_by_whose_account_it_is():
    text = (
        "قال المحافظ إن الطريق آمن.\n"
        "القصف طال مدرسة في القرية وجرح ثلاثة عمال pic.twitter.com/abc\n"
        "— سالم الأحمد (@salem) May 13, 2022\n"
        "وأضاف أن المشفى مفتوح."
    )
    assert claims(text) == [
        ("المحافظ", "الطريق آمن"),
        ("سالم الأحمد", "القصف طال مدرسة في القرية وجرح ثلاثة عمال"),
        ("المحافظ", "المشفى مفتوح"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("ونفى الخبر مصدر عسكري.", "مصدر عسكري", "الخبر"),
        ("من جهته، نفى الجيش ذلك، مؤكداً أنه لم يقصف السوق.", "الجيش", "ذلك"),
        ("وصفت الوزارة التقرير بأنه كاذب.", "الوزارة", "التقرير بأنه كاذب."),
        ("وصف الوزير الأنباء عن مقتل القائد بالأكاذيب.", "الوزير", "الأنباء عن مقتل القائد بالأكاذيب."),
        ("ووصف الوزير الاتهامات بالباطلة.", "الوزير", "الاتهامات بالباطلة."),
    ],
)
def test_other_words_that_deny(text, speaker, said):
    claim = read(Document(text=text)).claims[0]
    assert (claim.force, claim.chain[-1].text) == ("deny", speaker)
    assert text[claim.content.start : claim.content.end] == said


def test_a_denial_ends_what_it_answers():
    said, denied = read(Document(text="قالت صحيفة الساحل إن الجيش قصف المشفى، وأكد ذلك المحافظ.")).claims
    assert (denied.force, denied.content, denied.chain[-1].text) == ("confirm", said.content, "المحافظ")


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن المدينة تشهد توتراً منذ أشهر.",
        "قتل القيادي الذي يدعى سالم الأحمد في الغارة.",
        "ستوزع المقاعد وفقاً لمخرجات مؤتمر الحوار.",
        "اقرأ أيضاً: معرض الكتاب يفتح أبوابه غداً",
        "خسر الفريق اثنين من لاعبيه في المباراة.",
        "كما نشرت البلدية حاويات جديدة في الشوارع.",
        "يُعتقد أن المنفذ من سكان المدينة.",
        "لم تعلن أي جهة مسؤوليتها عن التفجير.",
        "نقلت سيارات الإسعاف الجرحى إلى المشفى.",
        "دارت اشتباكات بين الجيش ومسلحين قرب القرية.",
        "رفض الناطق التعليق على الخبر.",
        "انسحبوا عقب اشتباكات عنيفة.",
        "شدد الجيش حصاره على المدينة.",
        "من المقرر أن يعلن الوزير الخطة غداً.",
        "انسحبت القوات وفق الاتفاق.",
    ],
)
def test_nobody_answers_for_it(text):
    assert claims(text) == []


def test_an_elided_subject_is_the_speaker_in_force():
    text = "قال المحافظ إن الطريق مفتوح. وأضاف أن الحافلات ستعود غداً، مشيراً إلى أن الوقود متوفر."
    assert [speaker for speaker, _ in claims(text)] == ["المحافظ"] * 3


def test_verbs_agree_with_the_speaker_in_force():
    text = "قالت وزارة الصحة إن المشفى مفتوح. وقال المحافظ إن الطريق آمن. وأضافت أن الدواء متوفر."
    assert claims(text)[-1] == ("وزارة الصحة", "الدواء متوفر")


def test_a_quotation_runs_over_sentences():
    ((speaker, said),) = claims("قال المحافظ: «الطريق آمن. لا حواجز فيه. عودوا إلى بيوتكم».")
    assert speaker == "المحافظ"
    assert said.endswith("بيوتكم")


def test_speech_behind_a_colon_flows_on():
    text = "وقال المحافظ في تصريحات صحفية: القرية خالية. دخلها المسلحون ليلاً ثم خرجوا. وأضاف الطبيب أن المشفى فارغ."
    assert [speaker for speaker, _ in claims(text)] == ["المحافظ", "المحافظ", "الطبيب"]


def test_joined_contents_are_two_claims():
    found = claims("أكد الوزير أن الجسر مغلق، وأن المعبر سيفتح غداً.")
    assert [said for _, said in found] == ["الجسر مغلق", "المعبر سيفتح غداً"]


def test_a_headline_with_a_colon():
    found = claims("وزير النقل: المرفأ سيعمل غداً\nبدأت الورش العمل في المرفأ صباح اليوم.")
    assert found == [("وزير النقل", "المرفأ سيعمل غداً")]


def test_titles_of_other_reports_are_no_claims():
    text = "قال المحافظ إن الطريق مفتوح.\nعادت الحافلات إلى العمل.\nوزير النقل: المرفأ سيعمل غداً"
    assert [speaker for speaker, _ in claims(text)] == ["المحافظ"]


def test_a_source_behind_a_quotation_closes_it():
    text = "وأوضح طبيب في المشفى أن «حالة الجرحى الثلاثة مستقرة بعد العلاج»، وفق ما نقلت وكالة رويترز."
    (claim,) = read(Document(text=text)).claims
    assert [link.text for link in claim.chain] == ["وكالة رويترز", "طبيب في المشفى"]


def test_whom_it_is_said_to_is_no_speaker():
    assert (
        claims("قال المحافظ إن الطريق آمن. وكانت الحكومة المحلية دعت أهالي البلدة إلى الخروج.")[1][0]
        == "الحكومة المحلية"
    )
    assert claims("أصدر المجلس بياناً طالب فيه الحكومة بالاستقالة.")[0][0] == "المجلس"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("قال قائد الشرطة إن القنبلة انفجرت، رافضاً تسمية الجهة التي زرعتها.", "القنبلة انفجرت"),
        ("وقال المصدر إن الهجوم أوقع قتلى، مفضلاً عدم الكشف عن هويته.", "الهجوم أوقع قتلى"),
        ("قال الوزير إن الجيش قصف القرية، مستخدماً المدفعية.", "الجيش قصف القرية، مستخدماً المدفعية"),
        ("قال الناطق إن الشرطة أخلت السوق، مدينة السدر هادئة.", "الشرطة أخلت السوق، مدينة السدر هادئة"),
    ],
)
def test_a_content_ends_before_a_participle_of_saying_that_says_no_more(text, content):
    assert claims(text)[0][1] == content


@pytest.mark.parametrize(
    "text",
    [
        "وتُعتبر القرية منطقة آمنة للنازحين.",
        "تعتبر آمنة نسبياً، ولذلك يقصدها النازحون.",
        "واتُّهم الفصيل بتصفية قائد الجبهة.",
        "استهدفت الغارة مقراً بريف إدلب.",
        "ولن أتحدث هنا عن الجيش السوري، فالكلام هنا له جانب آخر.",
        "وتشير المعلومات غير الرسمية إلى أن الجسر مغلق.",
    ],
)
def test_passive_verbs_and_objects_make_nobody_speak(text):
    assert claims(text) == []


def test_a_quotation_that_a_source_leads_in_is_taken_whole():
    ((_, said),) = claims("وحسب رئيس المعارضة، فإن «الحكومة تضر بنفسها. وهي تعاقب الناس على صبرهم».")
    assert said.endswith("على صبرهم")


def test_what_somebody_in_a_content_admits_is_his_own():
    text = "وقالت السلطات القضائية ان رجل شرطة انهار واعترف بتورطه في إدخال الشاحنة."
    last = read(Document(text=text)).claims[-1]
    assert (last.force, [link.text for link in last.chain][:1]) == ("confirm", ["السلطات القضائية"])
    assert last.chain[-1].text.startswith("رجل شرطة")


def test_a_person_behind_what_witnesses_told_is_a_second_voice():
    text = "وذكر شهود عيان أن القصف أدى إلى سقوط سبعة قتلى بحسب مدير مكتب الصحة في عدن."
    assert [[link.text for link in c.chain] for c in read(Document(text=text)).claims] == [
        ["شهود عيان"],
        ["مدير مكتب الصحة في عدن"],
    ]


def test_a_judgement_goes_on_with_the_speech():
    text = "وأشاد الوزير بالاتفاق واعتبره خطوة مهمة نحو السلام."
    assert claims(text)[-1] == ("الوزير", "خطوة مهمة نحو السلام")


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("وبحسب مصادر خاصة لـ فرات بوست؛ القوة التي دخلت المنطقة أجنبية.", "مصادر خاصة", "القوة التي"),
        ("وبحسب فيديو متداول، فإن المكان هو في ريف حماة.", "فيديو متداول", "المكان هو"),
        ("ووثق الدفاع المدني في تقرير صادر في 18 من تشرين الثاني، مقتل 63 طفلاً.", "الدفاع المدني", "مقتل 63"),
        ("أعلن مسؤولون أمنيون عراقيون وأكراد أمس مقتل 11 من عناصر داعش.", "مسؤولون أمنيون عراقيون وأكراد", "مقتل 11"),
        ("وأسعفت منظمة اليونيسف بعض المصابين إلى المستشفى، بحسب ما أعلنته اليوم.", "منظمة اليونيسف", "وأسعفت"),
    ],
)
def test_a_source_before_what_it_says(text, speaker, said):
    ((who, content),) = claims(text)
    assert who == speaker
    assert content.startswith(said)


def test_the_name_of_an_outlet_is_not_what_it_was_told():
    text = 'وقال رئيس البلدية لشبكة سي إن إن الإخبارية أن "الجميع يشارك في هذا التحقيق".'
    assert claims(text)[-1][1].startswith('"الجميع') or claims(text)[-1][1].startswith("الجميع")


def test_who_claims_an_attack_inside_what_others_say_claims_it_himself():
    text = "أكدت مصادر طبية مقتل عشرين شخصاً في تفجير سيارة مفخخة استهدف شارعاً، تبناه تنظيم داعش."
    last = read(Document(text=text)).claims[-1]
    assert (last.force, last.chain[-1].text) == ("claim_responsibility", "تنظيم داعش")
    assert len(claims("قالت دراسة إن هناك الكثير من المواقف التي تتبناها طهران.")) == 1


def test_a_count_behind_what_a_body_says_is_no_source_of_hers():
    text = "وأعلنت منظمة اليونيسف أن عشرة أطفال لقوا حتفهم وفق تقارير أولية."
    (claim,) = read(Document(text=text)).claims
    assert len(claim.chain) == 1


def test_news_that_was_made_known_by_nobody_is_not_the_last_speakers():
    text = "وقالت وكالة الأنباء الإماراتية إن ضابطاً استشهد. وأعلن عن مقتل جندي آخر الأسبوع الماضي."
    assert [who for who, _ in claims(text)] == ["وكالة الأنباء الإماراتية"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("عاجل | هآرتس عن مصادر أمنية: الجيش يستعد لعملية واسعة", ["هآرتس", "مصادر أمنية"]),
        ("بيان لحزب الله: استهدفنا موقع المطلة بالصواريخ", ["لحزب الله"]),
        ("بيان صادر عن مجلس الأمن القومي التركي: نؤكد عزمنا على المضي", ["مجلس الأمن القومي التركي"]),
        ("إعلام إسرائيلي: إصابة 4 جنود بانفجار عبوة في جنين", ["إعلام إسرائيلي"]),
        ("الصحة اللبنانية: 9 شهداء في غارة على النبطية", ["الصحة اللبنانية"]),
    ],
)
def test_who_speaks_before_a_colon(text, speakers):
    (claim,) = read(Document(text=text)).claims
    assert [link.text for link in claim.chain] == speakers


def test_what_happened_is_no_part_of_the_statement_that_tells_it():
    assert claims("أعلن حزب الله في بيان استهداف موقع المطلة بالصواريخ.") == [
        ("حزب الله", "استهداف موقع المطلة بالصواريخ")
    ]
