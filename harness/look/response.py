"""The verdict on a response as an HTTP client, a crawler or a browser's driver hands it over.

Known by what it has, so that none of them is needed here: a body, a status, headers, an address, and the way to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import iscoroutinefunction
from typing import Any

from harness.core.errors import UsageError
from harness.core.model import Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.judge import judge

_KNOWN = "a response of requests, httpx, aiohttp, curl_cffi, Scrapy or Playwright"

_UNPACKED = ("content-encoding", "transfer-encoding")
"""Clients hand bodies over unpacked."""


def judge_response(
    response: Any, *, body: bytes | str | None = None, target: str = "", rulebook: Rulebook = STANDARD
) -> Verdict:
    """The verdict on a response you have: its body, status, headers, address and redirects are taken from it.

    Args:
        response: of requests, httpx, curl_cffi, Scrapy, or Playwright's sync API as it is; of aiohttp or Playwright's
            async API with its ``body``, or with ``await harness.ajudge_response(response)``.
        body: its body, where you have read it already.
        target: what reports call it; its address by default.
        rulebook: the rules, phrases and wordings it is judged by.

    Raises:
        UsageError: it is no response, or its body has to be awaited.
        RuleError: a rule raised while it looked.
    """
    if body is None:
        name, reader = _reader(response)
        if iscoroutinefunction(reader):
            raise UsageError(
                f"the body of {_named(response)} has to be awaited: await harness.ajudge_response(response), or "
                f"judge_response(response, body=await response.{name}())"
            )
        body = reader() if callable(reader) else reader
    return _judge(response, body, target, rulebook)


async def ajudge_response(response: Any, *, target: str = "", rulebook: Rulebook = STANDARD) -> Verdict:
    """:func:`judge_response` for responses whose body has to be awaited, aiohttp's and async Playwright's; takes
    the others, too.

    Raises:
        UsageError: it is no response.
        RuleError: a rule raised while it looked.
    """
    _, reader = _reader(response)
    if iscoroutinefunction(reader):
        return _judge(response, await reader(), target, rulebook)
    return _judge(response, reader() if callable(reader) else reader, target, rulebook)


def _judge(response: Any, body: object, target: str, rulebook: Rulebook) -> Verdict:
    if not isinstance(body, bytes | bytearray | str):
        raise UsageError(f"the body of {_named(response)} is no bytes, and no text")
    passed = tuple(_passed(response))
    return judge(
        bytes(body) if isinstance(body, bytearray) else body,
        url=passed[0] if passed else None,
        final_url=passed[-1] if passed else None,
        history=passed,
        status=_of(response, "status_code", "status"),
        headers=plain_headers(_of(response, "headers", "response_headers") or {}),
        target=target,
        rulebook=rulebook,
    )


def plain_headers(headers: Mapping[Any, Any]) -> dict[str, str]:
    """Headers of any client as plain text, those of a packed body left out; a header that came twice is joined."""
    plain: dict[str, str] = {}
    for name, value in headers.items():
        key = _text(name).lower()
        values = value if isinstance(value, list | tuple) else [value]
        plain[key] = ", ".join([*([plain[key]] if key in plain else []), *map(_text, values)])
    for gone in _UNPACKED:
        plain.pop(gone, None)
    return plain


def _passed(response: Any) -> Iterator[str]:
    """The addresses of a response, the one asked for first, its own last."""
    request = _of(response, "request")
    meta = _of(request, "meta")
    if isinstance(meta, Mapping) and meta.get("redirect_urls"):  # Scrapy
        yield from map(str, meta["redirect_urls"])
    elif _of(request, "redirected_from") is not None:  # Playwright
        yield from reversed(list(_before(request)))
    elif history := _of(response, "history"):  # requests, httpx, aiohttp
        yield from (str(url) for one in history if (url := _of(one, "url")) is not None)
    elif (asked := _of(request, "url")) is not None:  # curl_cffi
        yield str(asked)
    for name in ("url", "redirected_url"):  # crawl4ai keeps both
        if (url := _of(response, name)) is not None:
            yield str(url)


def _before(request: Any) -> Iterator[str]:
    while (request := request.redirected_from) is not None:
        yield str(request.url)


def _reader(response: Any) -> tuple[str, Any]:
    """What gives the body: the body itself, or a method that returns it, or one that has to be awaited."""
    if _of(response, "status_code", "status") is not None:
        for name in ("content", "body", "html"):
            found = _of(response, name)
            if isinstance(found, bytes | str) or callable(found):
                return name, found
        if iscoroutinefunction(read := _of(response, "read")):  # aiohttp, whose content is a stream
            return "read", read
    raise UsageError(f"judge_response takes {_KNOWN}, not {_named(response)}")


def _of(thing: Any, *names: str) -> Any:
    """The first of its attributes that is there; some raise a RuntimeError of their own while it cannot be had."""
    for name in names:
        try:
            found = getattr(thing, name, None)
        except RuntimeError:  # httpx: not read yet, or no request
            continue
        if found is not None:
            return found
    return None


def _named(response: object) -> str:
    kind = type(response)
    return f"a {kind.__module__.partition('.')[0]} {kind.__qualname__}"


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
