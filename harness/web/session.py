"""A session: what a live page is asked with, as one frozen value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from urllib.parse import quote, unquote, urlsplit

from harness.core.errors import UsageError
from harness.core.extras import lacks
from harness.core.secrets import tokens_in

Choice = Literal["accept", "reject"]
"""What a consent banner is answered."""

CHOICES: tuple[str, ...] = get_args(Choice)

_CRAWLERS = re.compile(
    r"googlebot|adsbot-google|bingbot|slurp|duckduckbot|baiduspider|yandex\w{0,20}bot|applebot|facebookexternalhit"
    r"|facebot|twitterbot|linkedinbot|gptbot|claudebot|perplexitybot|ccbot|petalbot|amazonbot|archive\.org_bot",
    re.IGNORECASE,
)
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_ELSEWHERE = {
    "cookie": "cookies come from --cookie-file or --storage-state",
    "user-agent": "the user agent is set with --user-agent",
    "host": "the browser sets it",
    "content-length": "the browser sets it",
    "proxy-authorization": "put the proxy's user and password into --proxy",
}


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy that live pages are loaded through.

    Args:
        server: ``http://host:port`` or ``https://host:port``.
        username: where the proxy wants one.
        password: its password.
    """

    server: str
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def address(self) -> str:
        """As :meth:`from_address` takes it. It holds the password."""
        if not self.username:
            return self.server
        scheme, _, host = self.server.partition("://")
        return f"{scheme}://{quote(self.username, safe='')}:{quote(self.password, safe='')}@{host}"

    @classmethod
    def from_address(cls, address: str) -> Proxy:
        """The proxy of ``http://user:password@host:port``.

        Raises:
            UsageError: it is no such address; the message does not repeat it, as it may hold a password.
        """
        try:
            parts = urlsplit(address if "://" in address else f"http://{address}")
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in ("http", "https") or not parts.hostname or not port:
            raise UsageError("the proxy must be written http://host:port, with user:password@ where needed")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(
            f"{parts.scheme}://{host}:{port}", unquote(parts.username or ""), unquote(parts.password or "")
        )


@dataclass(frozen=True, slots=True)
class Session:
    """What live pages are asked with. Saved pages take the viewport, locale, time zone and scripts of it.

    Args:
        storage: cookies and local storage, in the form of Playwright's storage state.
        headers: sent to the target's own origin only.
        proxy: what live pages are loaded through.
        user_agent: in place of the browser's own with harness's name behind it.
        viewport: width and height in CSS pixels.
        locale: ``de-DE``: language of the browser and its ``accept-language``.
        timezone: ``Europe/Berlin``.
        scripts: pages may run their scripts; without, one sees what a plain scraper sees.
        consent: what a consent banner is answered; ``None`` leaves it alone.
    """

    storage: Mapping[str, Any] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxy: Proxy | None = None
    user_agent: str | None = None
    viewport: tuple[int, int] = (1280, 900)
    locale: str | None = None
    timezone: str | None = None
    scripts: bool = True
    consent: Choice | None = None

    def __post_init__(self) -> None:
        for name in self.headers:
            if not _NAME.fullmatch(name):
                raise UsageError(f"{name!r} is no name of a header")
            if why := _ELSEWHERE.get(name.lower()):
                raise UsageError(f"the header {name} cannot be set: {why}")
        if self.user_agent is not None and (crawler := _CRAWLERS.search(self.user_agent)):
            raise UsageError(
                f"harness does not pose as {crawler[0]}: what a site shows to a crawler is not what readers get"
            )
        if self.consent not in (None, *CHOICES):
            raise UsageError(f"a banner is answered accept or reject, not {self.consent!r}")

    def secrets(self) -> Iterator[str]:
        """Every value of the session that no output may show."""
        yield from self.headers.values()
        yield from secrets_of_storage(self.storage)
        if self.proxy is not None:
            yield self.proxy.password
            yield f"{self.proxy.username}:{self.proxy.password}"


def secrets_of_storage(storage: Mapping[str, Any]) -> Iterator[str]:
    """What is secret in cookies and local storage: what in their values is a token."""
    for cookie in storage.get("cookies", ()):
        yield from tokens_in(str(cookie.get("value", "")))
    for origin in storage.get("origins", ()):
        for item in origin.get("localStorage", ()):
            yield from tokens_in(str(item.get("value", "")))


FRESH = Session()
"""Nobody in particular: an empty profile, and the browser as it is."""


def need_consent_extra(session: Session) -> None:
    """Refuse a session that answers banners while the extra that does so is not installed.

    Raises:
        UsageError: it is not; the message says how to get it.
    """
    if session.consent is not None and (lacking := lacks("consent", "duckduckgo_autoconsent")):
        raise UsageError(f"answering consent banners needs {lacking}")
