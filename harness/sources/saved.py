"""One saved page: ``page.html``, its ``page.toml`` and the resources it needs.

    page.html        the document as served (also page.html.gz, page.html.zst)
    page.toml        url (needed), redirects, status, headers, captured, note, [expect], [resources]
    resources/       files served under the page's own address: resources/a.css is a.css beside the page

``[resources]`` maps whole addresses to files where they came from elsewhere:
``"https://cdn.example/x.js" = "resources/x.js"``.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urljoin

from harness.core.errors import SavedPageError, TargetError
from harness.sources.label import PageFile, read_page_file
from harness.sources.octets import need_text, read_file
from harness.sources.page import Page, Resource
from harness.sources.source import Limits

_DOCUMENTS = ("page.html", "page.html.gz", "page.html.zst")


def read_saved_page(folder: Path, limits: Limits) -> Page:
    """The page of one saved-page folder.

    Raises:
        SavedPageError: a file is missing, broken, too big or outside the folder.
    """
    target = str(folder)
    root = folder.resolve()
    facts = read_page_file(_inside(root, "page.toml", target), target)
    document = next((name for name in _DOCUMENTS if (folder / name).exists()), None)
    if document is None:
        raise SavedPageError(target, "page.html is missing")
    try:
        html = read_file(_inside(root, document, target), f"{target}/{document}", limits)
        need_text(html, f"{target}/{document}")
        resources = dict(_resources(root, facts, target, limits))
    except SavedPageError:
        raise
    except TargetError as error:
        raise SavedPageError(error.target, error.why) from error
    except OSError as error:
        raise SavedPageError(target, f"a file cannot be read ({error.strerror or error})") from error
    return Page(
        target=target,
        html=html,
        url=facts.url,
        redirects=facts.redirects,
        status=facts.status,
        headers=facts.headers,
        resources=resources,
        expect=facts.expect,
        id=root.name,
        note=facts.note,
    )


def _resources(root: Path, facts: PageFile, target: str, limits: Limits) -> Iterator[tuple[str, Resource]]:
    listed = {_inside(root, name, target): url for url, name in facts.resources.items()}
    for path, url in listed.items():
        if not path.is_file():
            raise SavedPageError(target, f"page.toml: [resources] names {path.name}, which is not there")
        yield url, _resource(path, target, limits)
    store = root / "resources"
    if not store.is_dir():
        return
    for found in sorted(store.rglob("*")):
        path = _inside(root, str(found.relative_to(root)), target)
        if path.is_file() and path not in listed:
            name = found.relative_to(store).as_posix()
            yield urljoin(facts.url, quote(name)), _resource(path, target, limits)


def _resource(path: Path, target: str, limits: Limits) -> Resource:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers: Mapping[str, str] = {"content-type": kind}
    return Resource(body=read_file(path, f"{target}/{path.name}", limits), headers=headers)


def _inside(root: Path, name: str, target: str) -> Path:
    """A file of the folder. A link or a ``..`` that leads out of it is refused: pages come from strangers."""
    if "\0" in name:
        raise SavedPageError(target, "a file name cannot hold a null character")
    try:
        path = (root / name).resolve()
    except (OSError, RuntimeError) as error:
        raise SavedPageError(target, f"{name[:80]!r} is no path ({error})") from error
    if not path.is_relative_to(root):
        raise SavedPageError(target, f"{name} leads out of the folder; saved pages hold their own files")
    return path
