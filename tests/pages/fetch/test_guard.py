"""What must never be asked, however the address is dressed up."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import FetchProblem, FetchRefused
from khabar.pages.fetch.guard import Policy, check_url, choose_addresses, is_public, resolve_host


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "0.0.0.0", "255.255.255.255"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.254", "224.0.0.1", "240.0.0.1", "198.18.0.1", "192.0.0.8"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::1"),
        *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "::ffff:0:10.0.0.1", "::127.0.0.1", "not an address", ""),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_inside_another_as_alone(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address)) == is_public(f"64:ff9b::{address}")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://example.org/x", "only http"),
        ("gopher://example.org", "only http"),
        ("javascript:alert(1)", "only http"),
        ("//example.org/x", "only http"),
        ("example.org", "only http"),
        ("http:///x", "no host"),
        ("http://", "no host"),
        ("http://user:secret@example.org/", "password"),
        ("http://user@example.org/", "password"),
        ("http://example.org:22/", "port 22"),
        ("https://example.org:6379/", "port 6379"),
        ("http://example.org:port/", "not an address"),
        ("http://[::1/", "not an address"),
    ],
)
def test_addresses_that_are_not_asked(address: str, why: str) -> None:
    with pytest.raises(FetchRefused, match=why):
        check_url(address, Policy())


def test_a_refusal_does_not_repeat_a_password() -> None:
    with pytest.raises(FetchRefused) as refused:
        check_url("http://user:secret@example.org/", Policy())
    assert "secret" not in str(refused.value)


def test_an_arabic_address_is_asked_in_ascii_and_without_its_fragment() -> None:
    url = check_url("  https://مثال.إختبار/أخبار?ص=1#آخر ", Policy())
    assert str(url).isascii()
    assert url.raw_host.startswith(b"xn--")
    assert "#" not in str(url)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost"])
def test_other_spellings_of_the_loopback_are_resolved_and_refused(host: str) -> None:
    with pytest.raises(FetchProblem):
        choose_addresses(host, 80, Policy(), resolve_host, seconds=5)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        choose_addresses("example.org", 80, Policy(), lambda *_: ["8.8.8.8", "10.0.0.1"], seconds=5)


def test_a_network_may_be_allowed_and_only_that_one() -> None:
    policy = Policy(networks=("10.0.0.0/24",))
    assert choose_addresses("intranet", 80, policy, lambda *_: ["10.0.0.9"], seconds=5) == ["10.0.0.9"]
    assert choose_addresses("intranet", 80, policy, lambda *_: ["::ffff:10.0.0.9"], seconds=5)
    with pytest.raises(FetchRefused):
        choose_addresses("intranet", 80, policy, lambda *_: ["10.0.1.9"], seconds=5)
    with pytest.raises(FetchRefused, match="not a range"):
        Policy(networks=("ten",))


def test_a_host_that_is_unknown_has_no_address_or_takes_too_long() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    def slow(_host: str, _port: int) -> list[str]:
        import time

        time.sleep(0.5)
        return ["8.8.8.8"]

    with pytest.raises(FetchProblem, match="not known"):
        choose_addresses("nowhere", 80, Policy(), unknown, seconds=5)
    with pytest.raises(FetchProblem, match="no address"):
        choose_addresses("nowhere", 80, Policy(), lambda *_: [], seconds=5)
    with pytest.raises(FetchProblem, match="in time"):
        choose_addresses("nowhere", 80, Policy(), slow, seconds=0.05)
