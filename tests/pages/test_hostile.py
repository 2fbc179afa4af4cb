"""Pages made to break a reader cost little and give text or a refusal."""

from collections.abc import Callable

import pytest

from khabar.pages import LIMIT, Capture, Intake, Known, Refused, open_capture

SENTENCE = "أعلنت الوزارة أن القوات انسحبت من البلدة مساء أمس بعد مفاوضات استمرت ثلاثة أيام بين الطرفين."
BODY = f"<p>{SENTENCE}</p><p>وقال المتحدث إن الطريق مفتوح.</p>"
LINKS = "".join(f'<li><a href="/{i}">قسم الأخبار {i}</a></li>' for i in range(100_000))
PAGES: dict[str, Callable[[], str]] = {
    "links": lambda: f"<html><body><article>{BODY}</article><ul>{LINKS}</ul></body></html>",
    "deep": lambda: "<html><body>" + "<div>" * 100_000 + BODY,
    "attributes": lambda: f'<html><body><article class="{"share " * 100_000}" id="{"x-" * 100_000}">{BODY}</article>',
    "script": lambda: f"<html><body><script>{'x(chr(60));' * 100_000}</script><article>{BODY}</article>",
    "data": lambda: f'<html><head><script type="application/ld+json">{"[" * 50_000}</script></head><body>{BODY}',
    "nodes": lambda: (
        '<html><head><script type="application/ld+json">['
        + ",".join(['{"@type":"NewsArticle"}'] * 20_000)
        + f"]</script></head><body>{BODY}"
    ),
    "headings": lambda: f"<html><head><title>عنوان الصفحة</title></head><body>{'<h1>عنوان</h1>' * 5_000}{BODY}",
    "times": lambda: "<html><body>" + "<div class=post>" * 100 + "<time>1</time>" * 5_000 + BODY,
    "metas": lambda: f"<html><head>{'<meta name=date content=12>' * 20_000}</head><body>{BODY}",
    "tables": lambda: "<html><body>" + "<table><tr><td>" * 100 + BODY,
    "nulls": lambda: f"<html>\x00<body>\x00<article>{BODY}</article>\x00</body></html>",
}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_give_their_text(name: str) -> None:
    (found,) = open_capture(Capture(data=PAGES[name]().encode(), name="page.html"), Known())
    assert isinstance(found, Intake)
    assert SENTENCE in found.document.text
    assert "chr(60)" not in found.document.text


def test_many_comments_before_a_page_do_not_hang() -> None:
    for data in (b"<!---->" * 2_000 + b"<zzz>", b"<!--" * 5_000, b"<?x?>" * 3_000, b"<!DOCTYPE " * 2_000):
        list(open_capture(Capture(data=data, name="a"), Known()))


def test_a_page_above_the_limit_is_refused() -> None:
    (found,) = open_capture(Capture(data=b"<html>" + b" " * LIMIT, name="a.html"), Known())
    assert isinstance(found, Refused)
    assert "20 MB" in found.reason
