"""Write a saved-page folder: the document as served and as rendered, what it needed, and its ``page.toml``.

No secret of the session that loaded the page is written.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import tomli_w

from harness.core.model import Verdict
from harness.core.secrets import Redactor
from harness.sources.page import Page, Resource

NOTE = (
    "The label is a proposal of harness save. A person looks at the page, mends [expect] where it is wrong, "
    "says here what the page is a case of, and takes out the line confirmed = false."
)

_LEFT_OUT = frozenset(
    "set-cookie set-cookie2 cookie authorization proxy-authorization www-authenticate content-encoding "
    "content-length transfer-encoding connection keep-alive date age etag last-modified report-to nel "
    "reporting-endpoints alt-svc".split()
)
"""Headers that are secret, of one transfer only, or of one moment."""

_PLAIN = re.compile(r"[^a-z0-9]+")
_ENDINGS = {
    "text/html": ".html",
    "text/css": ".css",
    "text/javascript": ".js",
    "application/javascript": ".js",
    "application/x-javascript": ".js",
    "application/json": ".json",
}


def write_folder(
    folder: Path, page: Page, rendered: str, verdict: Verdict, *, captured: date, redactor: Redactor
) -> None:
    """Write the files of a saved page into ``folder``, which exists and is empty.

    Args:
        folder: where.
        page: the document with its address, status, headers and resources.
        rendered: the document as its scripts left it.
        verdict: what the label proposes.
        captured: the day.
        redactor: takes secrets out of everything that is written.
    """
    html = page.html if isinstance(page.html, bytes) else (page.html or "").encode("utf-8", "replace")
    (folder / "page.html").write_bytes(redactor.octets(html))
    (folder / "rendered.html").write_bytes(redactor.text(rendered).encode("utf-8", "replace"))
    names: dict[str, str] = {}
    for url, resource in page.resources.items():
        name = f"resources/{resource_name(url, resource)}"
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(redactor.octets(resource.body))
        names[redactor.text(url)] = name
    table = _table(page, verdict, names, captured, redactor)
    (folder / "page.toml").write_text(tomli_w.dumps(table), encoding="utf-8", newline="\n")


def _table(
    page: Page, verdict: Verdict, resources: Mapping[str, str], captured: date, redactor: Redactor
) -> dict[str, Any]:
    headers = {
        name: redactor.text(value)
        for name, value in page.headers.items()
        if name not in _LEFT_OUT and value.isprintable()
    }
    table: dict[str, Any] = {"url": redactor.text(page.url or "")}
    if page.redirects:
        table["redirects"] = [redactor.text(url) for url in page.redirects]
    if page.status is not None:
        table["status"] = page.status
    table |= {"captured": captured, "note": NOTE}
    if headers:
        table["headers"] = headers
    table["expect"] = {
        "state": verdict.state.value,
        "content": verdict.content.value,
        "also": [item.value for item in verdict.also],
        "confirmed": False,
    }
    if resources:
        table["resources"] = dict(resources)
    return table


def resource_name(url: str, resource: Resource) -> str:
    """A file name for an answer: a hash of its address, what its address ends with, and its kind's ending.

    Nothing of the address but letters and digits gets into it; replay tells the kind by the ending.
    """
    path = PurePosixPath(urlsplit(url).path)
    kind = resource.headers.get("content-type", "").partition(";")[0].strip().lower()
    ending = _ENDINGS.get(kind) or mimetypes.guess_extension(kind) or ""
    if not ending and mimetypes.guess_type(path.name)[0]:
        ending = path.suffix.lower()
    stem = _PLAIN.sub("-", path.stem.lower()).strip("-")[:40] or "index"
    return f"{sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}-{stem}{ending}"
