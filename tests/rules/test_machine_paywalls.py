"""402: payment demanded of machines, in whatever form, and the price that is told."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest

from harness.core.model import Advice, Content, State, Verdict
from harness.look.judge import judge

JSON = {"content-type": "application/json"}
WAY: dict[str, Any] = {
    "scheme": "exact",
    "network": "base-sepolia",
    "maxAmountRequired": "25000",
    "asset": "0x7b1E",
    "extra": {"name": "USDC"},
}
MACAROON = "AGIAJEemVQUTEyNCR0exk7ek90Cg"
PROSE = (
    "<p>The ferry left the harbour at six, and on the quay a crowd of people had gathered to wave at it.</p>"
)


def look(body: str, headers: dict[str, str] | None = None, status: int = 402) -> Verdict:
    return judge(body, url="https://quay.example/2026/ferry", status=status, headers=headers or {})


def evidence(verdict: Verdict, rule: str) -> list[str]:
    """What a rule saw."""
    return [e.excerpt for s in verdict.signals if s.rule == rule for e in s.evidence]


def x402(*ways: Any) -> str:
    return json.dumps({"x402Version": 1, "error": "X-PAYMENT header is required", "accepts": ways})


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("", {}),
        ("<p>Payment required</p>", {}),
        ("Payment required", {"content-type": "text/plain"}),
        (x402(WAY), JSON),
        ('{"message": "To read this, write to licences@quay.example."}', JSON),
        ("<h1>Access denied</h1><p>Sorry, you have been blocked. Crawlers need a licence from us.</p>", {}),
        ("<h1>Too many requests</h1><p>You have used up the requests of your free plan.</p>", {}),
    ],
)
def test_402_is_a_paywall_whatever_its_body_is(body: str, headers: dict[str, str]) -> None:
    """A page, JSON, a refusal's words or nothing: somebody has to pay, and asking again later does not help."""
    verdict = look(body, headers)

    assert (verdict.state, verdict.content) == (State.PAYWALL, Content.NONE)
    assert verdict.retry.advice is Advice.NEEDS_ACTION
    assert verdict.article.words == 0


def test_the_beginning_of_an_article_sent_with_402_is_a_part_of_it() -> None:
    """A teaser above the demand is text that a reader can see."""
    page = f'<meta property="og:type" content="article"><article><h1>The ferry</h1>{PROSE * 2}</article>'

    assert look(page).content is Content.PARTIAL


def test_what_else_a_402_says_stands_beside() -> None:
    """A refusal's words are kept, as they tell who refuses."""
    assert look("<h1>Access denied</h1><p>Sorry, you have been blocked.</p>").also == (State.BLOCKED,)


def test_json_with_another_status_is_no_page() -> None:
    """What an address of an interface answers is no article, and no paywall either."""
    assert look(x402(WAY), JSON, status=200).state is State.LOAD_ERROR


def test_json_lacks_no_end_tag() -> None:
    """A long description in an answer is not the text of a document that breaks off."""
    answer = x402({**WAY, "description": "One article of this newspaper, for one reading, by one machine"})

    assert look(answer, JSON).also == ()


def test_a_crawler_s_price_is_told() -> None:
    """Cloudflare's pay per crawl says it in a header."""
    verdict = look("<p>Payment Required</p>", {"crawler-price": "USD 0.01"})

    assert evidence(verdict, "paywall/crawler_price") == ["402", "USD 0.01"]


def test_a_price_that_was_paid_is_no_demand() -> None:
    """The header of another status demands nothing."""
    assert evidence(look(PROSE, {"crawler-price": "USD 0.01"}, status=200), "paywall/crawler_price") == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (x402(WAY), {}),
        (json.dumps(json.loads(x402(WAY)), indent=2), {}),
        ("{}", {"payment-required": b64encode(x402(WAY).encode()).decode()}),
    ],
)
def test_the_price_of_x402_is_told(body: str, headers: dict[str, str]) -> None:
    """In the body, however it is set, and in version 2's header."""
    seen = evidence(look(body, {**JSON, **headers}), "paywall/x402")

    assert seen == ["25000 of the smallest unit of USDC, network base-sepolia"]


def test_an_asset_without_a_name_is_told_by_its_address() -> None:
    """Version 2 calls the sum ``amount``, and need not name what it is a sum of."""
    way = {"scheme": "exact", "network": "eip155:8453", "amount": "3000000", "asset": "0x7b1E"}

    assert evidence(look(x402(way), JSON), "paywall/x402") == [
        "3000000 of the smallest unit of 0x7b1E, network eip155:8453"
    ]


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '{"accepts": 1}', '{"accepts": [1, {}]}', '{"accepts": [{"amount": []}]}', "{" * 9_000],
)
def test_odd_json_has_no_price(body: str) -> None:
    """It is a paywall all the same."""
    verdict = look(body, {**JSON, "payment-required": "%%%"})

    assert verdict.state is State.PAYWALL
    assert evidence(verdict, "paywall/x402") == []


@pytest.mark.parametrize(
    ("invoice", "price"),
    [
        ("lnbc1500n1pw5kjhmpp5", "BTC 0.0000015"),
        ("lnbc10u1pw5kjhmpp5", "BTC 0.00001"),
        ("LNBC20M1PW5KJHMPP5", "BTC 0.02"),
        ("lnbc9678785340p1pw5kjhmpp5", "BTC 0.00967878534"),
        ("lnbc21pw5kjhmpp5", "BTC 2"),
        ("lnbc1pw5kjhmpp5", "BTC, any amount"),
        ("lntb20m1pw5kjhmpp5", "BTC of a test network 0.02"),
        ("", "an invoice"),
    ],
)
def test_the_price_of_an_l402_challenge_is_told(invoice: str, price: str) -> None:
    """The first part of a Lightning invoice is a number, a power of ten and a currency."""
    verdict = look("", {"www-authenticate": f'L402 macaroon="{MACAROON}", invoice="{invoice}"'})

    assert evidence(verdict, "paywall/l402") == [f"L402: {price}"]


def test_an_older_challenge_is_told_by_its_name() -> None:
    """L402 was called LSAT."""
    verdict = look("", {"www-authenticate": f'LSAT macaroon="{MACAROON}", invoice="lnbc20m1pw5kjhmpp5"'})

    assert evidence(verdict, "paywall/l402") == ["LSAT: BTC 0.02"]


def test_what_a_challenge_grants_is_not_shown() -> None:
    """A macaroon and a paid invoice are as good as a key."""
    invoice = "lnbc20m1pw5kjhmpp5fu6xhthlt2vucm"
    verdict = look("", {"www-authenticate": f'L402 macaroon="{MACAROON}", invoice="{invoice}"'})

    assert MACAROON not in json.dumps(verdict.to_json())
    assert invoice not in json.dumps(verdict.to_json())


def test_another_challenge_is_no_l402() -> None:
    """A password is asked for with the same header."""
    verdict = look("", {"www-authenticate": 'Basic realm="lsat or L402 lnbc20m1p"'}, status=401)

    assert evidence(verdict, "paywall/l402") == []
