"""Secrets are taken out of texts: by their place in an address, and by their value wherever it comes back."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import harness
from harness.core.clean import clean, clean_data
from harness.core.model import Evidence, Signal, State
from harness.core.secrets import REDACTED, Redactor, redact_addresses, secrets_of_address, tokens_in
from pytest_scraper_harness.at_work.snapshot import as_snapshot


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://u:p@a.example/x", "https://a.example/x"),
        ("https://u@a.example/x", "https://a.example/x"),
        (
            "see https://u:p@a.example and http://v:q@b.example/",
            "see https://a.example and http://b.example/",
        ),
        ("https://a.example/?token=abc&page=2", f"https://a.example/?token={REDACTED}&page=2"),
        ("https://a.example/?a=1&access_token=abc#x", f"https://a.example/?a=1&access_token={REDACTED}#x"),
        ("https://a.example/#id_token=abc", f"https://a.example/#id_token={REDACTED}"),
        (
            "https://a.example/?X-Amz-Signature=abc&X-Amz-Date=1",
            f"https://a.example/?X-Amz-Signature={REDACTED}&X-Amz-Date=1",
        ),
        (
            "https://a.example/?sessionId=abc;PHPSESSID=x",
            f"https://a.example/?sessionId={REDACTED};PHPSESSID={REDACTED}",
        ),
        ("https://a.example/?key=0123456789abcdef", f"https://a.example/?key={REDACTED}"),
        ("https://a.example/?user[password]=abc", f"https://a.example/?user[password]={REDACTED}"),
    ],
)
def test_addresses_lose_what_is_secret_by_its_place(text: str, shown: str) -> None:
    assert redact_addresses(text) == shown
    assert clean(text) == shown
    assert clean_data({text: [text]}) == {shown: [shown]}


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/?author=jones&page=2&id=77&key=news&code=42",
        "https://a.example/@user/story",
        "me@a.example writes: 1 = 1",
        "https://a.example/?passage=3&tokenized=no&q=what+is+a+token",
        "the password = hunter2",
        "",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact_addresses(text) == text


@pytest.mark.parametrize(
    "spelling",
    [
        "Ab1/cd+2=e",
        quote("Ab1/cd+2=e", safe=""),
        b64encode(b"Ab1/cd+2=e").decode(),
    ],
)
def test_a_known_secret_goes_in_every_spelling(spelling: str) -> None:
    """As it is, in an address, and as basic authentication writes it."""
    assert Redactor(["Ab1/cd+2=e"]).text(f"<{spelling}>") == f"<{REDACTED}>"
    assert Redactor(["Ab1/cd+2=e"]).octets(f"ü<{spelling}>".encode()) == f"ü<{REDACTED}>".encode()


def test_letters_beyond_ascii_are_found_in_bytes_too() -> None:
    assert Redactor(["pässwörd-41"]).octets("<pässwörd-41>".encode()) == f"<{REDACTED}>".encode()


def test_a_secret_within_a_known_value_goes_too() -> None:
    """Sites repeat the token, not the whole header."""
    assert Redactor(["Bearer abc123def456"]).text("token abc123def456!") == f"token {REDACTED}!"


@pytest.mark.parametrize("word", ["1", "en", "true", "dark", "short", "12345"])
def test_common_words_are_left_alone(word: str) -> None:
    """Cookies hold them, and so do articles."""
    assert Redactor([word]).text(f"a {word} b") == f"a {word} b"


@pytest.mark.parametrize(
    ("value", "tokens"),
    [
        ("/2026/ferry-runs-again", []),
        ("Europe/Berlin", []),
        ("accepted", []),
        ("hunter2", ["hunter2"]),
        ("%7B%22jwt%22%3A%22eyJ0a1b2%22%7D", ["eyJ0a1b2"]),
        ("id=77ab88cd; path", ["id=77ab88cd"]),
    ],
)
def test_a_cookies_value_is_searched_for_tokens(value: str, tokens: list[str]) -> None:
    assert sorted(set(tokens_in(value))) == tokens


@given(st.text(), st.text(min_size=1), st.text(alphabet="abcdef0123456789", min_size=12, max_size=40))
def test_no_text_keeps_a_secret_and_nothing_is_taken_out_twice(before: str, after: str, secret: str) -> None:
    """Whatever stands around it."""
    redactor = Redactor([secret])
    shown = redactor.text(f"{before}{secret}{after}?token={secret}")

    assert secret not in shown
    assert redactor.text(shown) == shown


def test_what_is_secret_in_an_address_is_known() -> None:
    url = "https://u:pa55word@a.example/?token=abc123&page=2"

    assert set(secrets_of_address(url)) == {"u", "pa55word", "abc123"}


def test_a_verdict_is_redacted_with_its_evidence() -> None:
    html = "<html lang=en><title>s3cret41</title><article><p>Hello s3cret41, Article excerpt</p><p>The ferry…</p>"
    verdict = harness.judge(html, url="https://a.example/?token=x7")
    shown = Redactor(["s3cret41"]).verdict(verdict)

    assert "s3cret41" in repr(verdict)
    assert "s3cret41" not in repr(shown)
    assert shown.url == f"https://a.example/?token={REDACTED}"
    assert shown.state is verdict.state


def test_a_snapshot_holds_no_secret_of_an_address() -> None:
    """Evidence may quote an address of the page."""
    address = "https://a.example/?token=s3cret41"
    plain = harness.judge(f"<article><h1>{address}</h1><p>The ferry runs: {address}</p></article>")
    signal = Signal("redirected/home", State.REDIRECTED, True, (Evidence("address", address),))

    snapshot = repr(as_snapshot(replace(plain, signals=(signal,))))

    assert f"token={REDACTED}" in snapshot
    assert "s3cret41" not in snapshot
