"""Why an input gave no report: told in both languages where the messages are known."""

import pytest

from khabar.pages.fetch.guard import Policy, check_url, choose_addresses
from khabar.web.wording.failures import tell_failure


@pytest.mark.parametrize(
    "reason",
    [
        "https://a.example/1 answers with status 404: there is no such page",
        "https://a.example/1 answers with status 503: the site has a fault; try later",
        "the robots.txt of a.example does not allow khabar to fetch https://a.example/1",
        "a.example is not known: [Errno -2] Name or service not known",
        "a.example does not answer: no connection in time",
        "this is no PDF file that can be opened",
        "it is locked by a password; unlock it first",
        "not valid JSON: Expecting value: line 1 column 1 (char 0)",
        "the table has no column «text»; it has «a» and «b»",
        "its characters fit no encoding that khabar knows; save it as UTF-8",
        "larger than 1 GB: split it",
    ],
)
def test_a_reason_is_told_in_the_language_of_the_page(reason: str) -> None:
    english, arabic = tell_failure(reason, "en"), tell_failure(reason, "ar")
    assert english.language == "en"
    assert arabic.language == "ar"
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic.words)
    assert "{" not in english.words + arabic.words


def test_what_the_guard_says_is_known() -> None:
    policy = Policy()
    with pytest.raises(Exception, match="not a public address") as refused:
        choose_addresses("inside.example", 80, policy, lambda host, port: ["10.0.0.1"], seconds=1)
    assert "10.0.0.1" in tell_failure(str(refused.value), "ar").words
    for address in ("ftp://a.example/1", "http://", "http://a.example:22/"):
        with pytest.raises(Exception, match=r".") as problem:
            check_url(address, policy)
        assert tell_failure(str(problem.value), "ar").language == "ar", address


def test_what_nobody_knows_is_said_as_it_is() -> None:
    assert tell_failure("something quite new", "ar") == ("something quite new", "en")
