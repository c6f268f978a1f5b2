"""Sessions from files: cookies as browsers and curl export them, Playwright's storage state, header lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from harness.core.errors import UsageError

_HTTP_ONLY = "#HttpOnly_"
_MOST = 16 * 1024 * 1024
_SAME_SITE = {"strict": "Strict", "lax": "Lax", "none": "None", "no_restriction": "None"}

Cookie = dict[str, Any]


def read_cookies(path: Path) -> list[Cookie]:
    """The cookies of a file: Netscape's ``cookies.txt``, or JSON as browser extensions export it.

    Raises:
        UsageError: it cannot be read or is neither; the message names the line and never a value.
    """
    text = _text(path, "cookie file")
    if text.lstrip().startswith(("[", "{")):
        data = _json(text, path)
        entries = data.get("cookies") if isinstance(data, dict) else data
        if not isinstance(entries, list):
            raise UsageError(f"{path}: it holds no list of cookies")
        return [_from_json(entry, number, path) for number, entry in enumerate(entries, start=1)]
    lines = enumerate(text.splitlines(), start=1)
    found = [_from_line(line, number, path) for number, line in lines if _is_cookie(line)]
    if not found:
        raise UsageError(f"{path}: it holds no cookies; it must be a cookies.txt or a JSON list")
    return found


def read_storage(path: Path) -> dict[str, Any]:
    """A storage state as Playwright writes it (``context.storage_state(path=…)``).

    Raises:
        UsageError: it cannot be read or is no storage state.
    """
    data = _json(_text(path, "storage state"), path)
    if not isinstance(data, dict) or not {"cookies", "origins"} & set(data):
        raise UsageError(f"{path}: it is no storage state; it must have cookies or origins")
    cookies, origins = data.get("cookies", []), data.get("origins", [])
    if not isinstance(cookies, list) or not isinstance(origins, list):
        raise UsageError(f"{path}: cookies and origins must be lists")
    return {
        "cookies": [_from_json(entry, number, path) for number, entry in enumerate(cookies, start=1)],
        "origins": [_origin(entry, number, path) for number, entry in enumerate(origins, start=1)],
    }


def merged(storage: Mapping[str, Any], cookies: Iterable[Cookie]) -> dict[str, Any]:
    """The storage with more cookies; of two of one name, domain and path the later wins."""
    together = {(c["name"], c["domain"], c["path"]): c for c in (*storage.get("cookies", ()), *cookies)}
    return {"cookies": list(together.values()), "origins": list(storage.get("origins", ()))}


def read_headers(given: Iterable[str]) -> dict[str, str]:
    """Headers as written on a command line: ``Name: value``, or ``@file`` with one a line.

    Raises:
        UsageError: a line is no header, or the file cannot be read; the message never repeats a value.
    """
    found: dict[str, str] = {}
    for entry in given:
        if entry.startswith("@"):
            path = Path(entry[1:])
            lines = [
                (line, f"{path}: line {n}") for n, line in enumerate(_text(path, "file").splitlines(), 1)
            ]
        else:
            lines = [(entry, "the header")]
        for line, where in lines:
            if not line.strip() or line.startswith("#"):
                continue
            name, colon, value = line.partition(":")
            if not colon or not name.strip() or any(c in value for c in "\r\n\0"):
                raise UsageError(f"{where} must be written 'Name: value'")
            found[name.strip()] = value.strip()
    return found


def _is_cookie(line: str) -> bool:
    return bool(line.strip()) and (not line.startswith("#") or line.startswith(_HTTP_ONLY))


def _from_line(line: str, number: int, path: Path) -> Cookie:
    fields = line.removeprefix(_HTTP_ONLY).rstrip("\r\n").split("\t")
    if len(fields) == 6:
        fields.append("")  # an empty value may be written without its tab
    if len(fields) != 7:
        raise UsageError(f"{path}: line {number} is no cookie: it needs seven fields with tabs between them")
    domain, wide, where, secure, expires, name, value = fields
    host = domain.lstrip(".")
    return _cookie(
        name,
        value,
        f".{host}" if wide.upper() == "TRUE" else host,
        where,
        expires=_number(expires),
        secure=secure.upper() == "TRUE",
        http_only=line.startswith(_HTTP_ONLY),
    )


def _from_json(entry: object, number: int, path: Path) -> Cookie:
    if not isinstance(entry, dict) or not entry.get("name"):
        raise UsageError(f"{path}: cookie {number} has no name")
    domain = entry.get("domain") or urlsplit(str(entry.get("url") or "")).hostname
    if not domain:
        raise UsageError(f"{path}: cookie {number} ({entry['name']}) has no domain")
    same_site = str(entry.get("sameSite") or "").lower()
    return _cookie(
        str(entry["name"]),
        str(entry.get("value", "")),
        str(domain),
        str(entry.get("path") or "/"),
        expires=_number(entry.get("expires", entry.get("expirationDate"))),
        secure=bool(entry.get("secure")),
        http_only=bool(entry.get("httpOnly")),
        same_site=_SAME_SITE.get(same_site, "Lax"),
    )


def _cookie(
    name: str,
    value: str,
    domain: str,
    path: str,
    *,
    expires: float,
    secure: bool,
    http_only: bool,
    same_site: str = "Lax",
) -> Cookie:
    # Chromium refuses a cookie for all sites that is not secure.
    return {
        "name": name,
        "value": value,
        "domain": domain,
        "path": path or "/",
        "expires": expires,
        "secure": secure,
        "httpOnly": http_only,
        "sameSite": "Lax" if same_site == "None" and not secure else same_site,
    }


def _origin(entry: object, number: int, path: Path) -> dict[str, Any]:
    if not isinstance(entry, dict) or not isinstance(entry.get("origin"), str):
        raise UsageError(f"{path}: origin {number} has no address")
    items = entry.get("localStorage", [])
    if not isinstance(items, list) or not all(isinstance(i, dict) and "name" in i for i in items):
        raise UsageError(f"{path}: the local storage of origin {number} is no list of names and values")
    kept = [{"name": str(i["name"]), "value": str(i.get("value", ""))} for i in items]
    return {"origin": entry["origin"], "localStorage": kept}


def _number(value: object) -> float:
    """Seconds since 1970; -1 for a cookie that ends with the session, which files write in several ways."""
    try:
        seconds = float(value)  # type: ignore[arg-type]  # whatever a file holds
    except (TypeError, ValueError):
        return -1
    return seconds if seconds > 0 else -1


def _text(path: Path, what: str) -> str:
    try:
        if path.stat().st_size > _MOST:
            raise UsageError(f"{path}: the {what} is bigger than 16 MB")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: the {what} is not UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: the {what} cannot be read ({error.strerror})") from error


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}: line {error.lineno} is no valid JSON ({error.msg})") from error
