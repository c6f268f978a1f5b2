"""Secrets never reach what harness writes: verdicts, reports, snapshots, saved pages, errors.

Two ways, both used: addresses lose what is secret by its place (``user:password@``, ``token=…``), wherever they
stand in a text; and what is known to be secret (a session's cookies, headers, passwords) goes by its value.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, quote_plus, unquote

from harness.core.model import Evidence, Signal, Verdict

REDACTED = "[redacted]"
"""What stands where a secret stood."""

_USER = re.compile(r"(?<=://)[^/?#\s@\"'<>]{1,2000}@")
_PARAMETER = re.compile(r"(?<=[?&#;])([\w.%\-\[\]]{1,60})=([^&#;\s\"'<>]{1,8000})")
_WORDS = frozenset(
    "token secret password passwd pwd pass signature apikey auth authorization oauth session sessionid sid "
    "phpsessid jsessionid jwt credential credentials otp bearer cookie accesskey".split()
)
_ENDS = ("token", "password", "secret", "signature", "sessionid", "apikey")
_PERHAPS = frozenset("key sig ticket hash hmac code st nonce login".split())
"""Names that also stand for harmless things: only long values count."""
_LONG = 16
_PARTS = re.compile(r"[_.\-\[\]%]+")
_TOKEN = re.compile(r"[A-Za-z0-9_\-.~+=]{6,}")


def redact_addresses(text: str) -> str:
    """The text, its addresses without passwords and without the values of parameters that are secret by name."""
    if "@" in text and "://" in text:
        text = _USER.sub("", text)
    return _PARAMETER.sub(_parameter, text) if "=" in text else text


def _parameter(match: re.Match[str]) -> str:
    name, value = match[1], match[2]
    lower = name.lower()
    parts = set(_PARTS.split(lower))
    secret = bool(parts & _WORDS) or lower.endswith(_ENDS) or (parts & _PERHAPS and len(value) >= _LONG)
    return f"{name}={REDACTED}" if secret else match[0]


class Redactor:
    """Takes known secrets out of texts, in each spelling they may come back in.

    Args:
        values: the secrets. Short or common words among them are left alone: taking them out of a page's text
            would tell nothing and garble much.
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values = frozenset(values)
        known = {s for value in self._values for secret in _secret_in(value) for s in _spellings(secret)}
        # One search a secret is much quicker on a long page than one pattern of them all.
        self._known = sorted(known, key=lambda secret: (-len(secret), secret))

    def knowing(self, values: Iterable[str]) -> Redactor:
        """This one, knowing more secrets."""
        more = self._values.union(values)
        return self if more == self._values else Redactor(more)

    def text(self, text: str) -> str:
        """The text without the secrets."""
        text = redact_addresses(text)
        for secret in self._known:
            if secret in text:
                text = text.replace(secret, REDACTED)
        return text

    def octets(self, data: bytes) -> bytes:
        """As :meth:`text`, for bytes in any encoding that holds ASCII."""
        return self.text(data.decode("latin-1")).encode("latin-1")

    def verdict(self, verdict: Verdict) -> Verdict:
        """The verdict without the secrets, its evidence included."""
        return replace(
            verdict,
            target=self.text(verdict.target),
            url=self._maybe(verdict.url),
            final_url=self._maybe(verdict.final_url),
            title=self.text(verdict.title),
            article=replace(
                verdict.article,
                first=self.text(verdict.article.first),
                last=self.text(verdict.article.last),
            ),
            signals=tuple(map(self._signal, verdict.signals)),
            despite=tuple(map(self._signal, verdict.despite)),
        )

    def _maybe(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def evidence(self, seen: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Evidence without the secrets."""
        return tuple(replace(e, where=self.text(e.where), excerpt=self.text(e.excerpt)) for e in seen)

    def _signal(self, signal: Signal) -> Signal:
        return replace(signal, evidence=self.evidence(signal.evidence))


def secrets_of_address(address: str) -> Iterator[str]:
    """What is secret in an address: its password, and parameters that are secret by name."""
    for match in _USER.finditer(address):
        yield from match[0].rstrip("@").partition(":")[::2]
    for match in _PARAMETER.finditer(address):
        if _parameter(match) != match[0]:
            yield match[2]


def tokens_in(value: str) -> Iterator[str]:
    """What in a cookie's or a storage item's value is a secret: what has letters and digits in a row.

    Such values also hold languages, dates and addresses (``last=/2026/ferry``). Taking those out of a report
    would hide nothing and garble its own addresses.
    """
    value = unquote(value.strip())
    if not value.startswith(("/", "http:", "https:", "{", "[")) and _is_token(value) and " " not in value:
        yield value
    yield from filter(_is_token, _TOKEN.findall(value))


def _is_token(text: str) -> bool:
    return (len(text) >= 6 and any(map(str.isdigit, text)) and any(map(str.isalpha, text))) or len(text) >= 32


def _secret_in(value: str) -> Iterator[str]:
    """The value when it is long or odd enough to be a secret, and each token within it (JSON, ``Bearer …``)."""
    value = value.strip()
    if len(value) >= 12 or (len(value) >= 6 and not value.isalpha()):
        yield value
    yield from filter(_is_token, _TOKEN.findall(value))


def _spellings(secret: str) -> set[str]:
    """As it is, percent-encoded, as JSON and basic authentication write it, and as bytes read as Latin-1."""
    encoded = secret.encode("utf-8", "replace")
    return {
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        secret.replace("\\", "\\\\").replace('"', '\\"'),
        b64encode(encoded).decode("ascii"),
        encoded.decode("latin-1"),
    }
