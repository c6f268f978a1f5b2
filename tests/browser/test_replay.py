"""Saved pages are served as they were, and every request gets an answer."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from harness.browser.limits import Limits
from harness.browser.load_saved import NOWHERE, Replay, address, document, fit, header_list, resolve
from harness.sources.page import Page, Resource

URL = "https://news.example/story?id=7"
MAIN = "main-frame"


def asked(url: str, kind: str = "Document", frame: str = MAIN) -> dict[str, Any]:
    return {"requestId": "r1", "resourceType": kind, "frameId": frame, "request": {"url": url}}


def body(command: tuple[str, dict[str, Any]]) -> bytes | None:
    method, params = command
    return base64.b64decode(params["body"]) if method == "Fetch.fulfillRequest" else None


def test_the_first_document_is_the_page() -> None:
    """The page is served at its own address, and again when it reloads itself or changes the scheme."""
    replay = Replay(Page("p", html="<p>hello", url=URL), Limits())

    assert [body(replay.decide(asked(u))) for u in (URL, URL + "#x", "http" + URL[5:])] == [b"<p>hello"] * 3


def test_what_is_not_saved_is_aborted() -> None:
    """An unknown document is aborted, which leaves the one that is there."""
    replay = Replay(Page("p", html="<p>hello", url=URL), Limits())
    replay.decide(asked(URL))

    method, params = replay.decide(asked("https://elsewhere.example/"))

    assert (method, params["errorReason"]) == ("Fetch.failRequest", "Aborted")


def test_a_page_that_keeps_loading_itself_is_refused_in_the_end() -> None:
    """After its budget of navigations a page gets no document any more."""
    replay = Replay(Page("p", html="<p>hello", url=URL), Limits(navigations=3))

    assert [body(replay.decide(asked(URL))) is not None for _ in range(4)] == [True, True, True, False]


def test_stored_resources_are_served() -> None:
    """A resource that was saved is served with its own type."""
    style = Resource(b"p{}", headers={"content-type": "text/css"})
    replay = Replay(Page("p", html="", url=URL, resources={"https://cdn.example/a.css": style}), Limits())

    assert body(replay.decide(asked("https://cdn.example/a.css", "Stylesheet"))) == b"p{}"


def test_redirects_are_resolved_here() -> None:
    """A stored redirect is followed among the stored answers, never on the network."""
    stored = {
        "https://a.example/1": Resource(b"", 302, {"location": "/2"}),
        "https://a.example/2": Resource(b"there"),
        "https://a.example/loop": Resource(b"", 301, {"location": "/loop"}),
    }

    assert resolve(stored, "https://a.example/1") == stored["https://a.example/2"]
    assert resolve(stored, "https://a.example/loop") is None


def test_headers_of_the_transfer_are_dropped() -> None:
    """Encodings and hop headers of the stored transfer are not repeated, nor is a header that is none."""
    kept = header_list(
        {"content-encoding": "gzip", "connection": "close", "x-a": "1", "bad name": "2", "x-b": "a\r\nb"}
    )

    assert kept == [
        {"name": "x-a", "value": "1"},
        {"name": "x-b", "value": "a"},
        {"name": "x-b", "value": "b"},
    ]


@pytest.mark.parametrize(
    ("html", "content_type", "expected"),
    [
        ("<p>ä", None, ("<p>ä".encode(), "text/html; charset=utf-8")),
        (
            "<p>ä".encode("latin-1"),
            "text/html; charset=iso-8859-1",
            (b"<p>\xe4", "text/html; charset=iso-8859-1"),
        ),
        (b"<meta charset=latin1><p>\xe4", "text/html", (b"<meta charset=latin1><p>\xe4", "text/html")),
        ("<p>ä".encode(), None, ("<p>ä".encode(), "text/html; charset=utf-8")),
    ],
    ids=["text", "header", "meta", "neither"],
)
def test_the_charset_is_kept(
    html: bytes | str, content_type: str | None, expected: tuple[bytes, str]
) -> None:
    """A charset that header or document names is left to the browser; without one the bytes tell."""
    headers = {"content-type": content_type} if content_type else {}

    assert expected == document(Page("p", html=html, headers=headers))


@pytest.mark.parametrize(
    "url", [None, "", "file:///etc/passwd", "javascript:1", "https://", "http://h:99999/", "x"]
)
def test_a_page_without_an_address_gets_one_that_is_nowhere(url: str | None) -> None:
    """Only addresses of the web are used; others are replaced by one that cannot exist."""
    assert address(url) == NOWHERE


@pytest.mark.parametrize("status", [None, 204, 301, 304, 404])
def test_a_status_without_a_body_does_not_hide_the_page(status: int | None) -> None:
    """A status by which a browser would show nothing, or leave, is not handed to it."""
    replay = Replay(Page("p", html="<p>hello", url=URL, status=status), Limits())

    assert (404 if status == 404 else 200) == replay.decide(asked(URL))[1]["responseCode"]


def test_a_document_over_its_budget_is_cut_before_a_tag() -> None:
    """Too many bytes or tags: the beginning is served, and the capture will say so."""
    html = b"<p>four</p>" * 100

    assert fit(html, 20, 1_000) == b"<p>four</p><p>four"
    assert fit(html, 10_000, 10).count(b"<") == 10
    assert getattr(Replay(Page("p", html=html), Limits(document=50)).partial, "code", None) == "too-big"
