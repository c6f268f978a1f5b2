"""Load a page, write it down, look at what was written, and keep it only when it tells the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from harness.core.errors import TargetError, UsageError
from harness.core.model import State, Verdict
from harness.core.secrets import Redactor, secrets_of_address
from harness.look.look import look_static
from harness.look.looking import AS_USUAL, Looking
from harness.look.one_page import Looker
from harness.observe.capture import Capture
from harness.sources.in_thread import aside
from harness.sources.page import Page
from harness.sources.saved import read_saved_page
from harness.sources.saved_name import need_name
from harness.sources.source import MEGABYTE, Limits
from harness.sources.targets import read_target
from harness.sources.write_saved import write_folder

if TYPE_CHECKING:
    from harness.browser.pool import Browsers

RESOURCES = 3 * MEGABYTE
"""Bytes of all answers together that are saved beside the document."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page that was to be saved.

    Args:
        folder: where it is, or would have been.
        live: the verdict on the page itself.
        offline: the verdict on what was written, in the browser.
        static: the verdict on its HTML alone, for information.
        kept: it is there.
        left_out: addresses of answers that were not saved.
    """

    folder: Path
    live: Verdict
    offline: Verdict
    static: Verdict
    kept: bool
    left_out: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether what was written is judged as the page was."""
        return (self.live.state, self.live.content) == (self.offline.state, self.offline.content)


async def asave(
    target: str,
    name: str,
    *,
    pages: Path,
    today: date,
    url: str | None = None,
    force: bool = False,
    how: Looking = AS_USUAL,
    browsers: Browsers | None = None,
    **options: Any,
) -> Saved:
    """Save a page as ``pages/<name>``. Nothing is left behind unless it is kept.

    Args:
        target: an address or an HTML file.
        name: the folder's name.
        pages: the folder of saved pages.
        today: the day that is written down.
        url: the address of a file that does not tell it itself.
        force: keep it also when it is judged otherwise offline.
        how: how to look; its ``resources`` are :data:`RESOURCES` unless said.
        browsers: a pool to use, as it was made; else one is started and ended.
        options: fields of ``how`` that differ.

    Raises:
        UsageError: the name is no name, or it is taken.
        TargetError: the target cannot be read, or did not load.
        BrowserError: there is no browser.
    """
    folder = pages / need_name(name)
    if folder.exists():
        raise UsageError(f"{folder} is there already; choose another name, or remove it first")
    how = how.but(**{"resources": RESOURCES, **options, "engine": "browser", "concurrency": 1})
    page = _one(target, url, how.limits)
    async with AsyncExitStack() as stack:
        looker = Looker(how, stack, browsers)
        looks = await looker.look(page)
        live = looks.last
        got, rendered, left_out = _loaded(page, live.capture, live.verdict)
        session = how.session
        redactor = Redactor([*session.secrets(), *secrets_of_address(page.url or "")])
        if live.capture is not None and live.capture.storage is not None:
            redactor = redactor.knowing(replace(session, storage=live.capture.storage).secrets())
        with _draft(pages, name) as draft:
            write_folder(draft, got, rendered, live.verdict, captured=today, redactor=redactor)
            written = replace(read_saved_page(draft, how.limits), target=str(folder), id=name)
            offline = (await looker.load(written, session, how.timeout)).verdict
            static = (await aside(look_static, written, rulebook=how.rulebook)).verdict
            saved = Saved(folder, redactor.verdict(live.verdict), offline, static, False, left_out)
            return _keep(saved, draft) if saved.same or force else saved


@contextmanager
def _draft(pages: Path, name: str) -> Iterator[Path]:
    """A new folder beside the others; it is gone afterwards unless it was renamed."""
    pages.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{name}-", dir=pages))
    try:
        draft.chmod(0o755)  # mkdtemp's are for nobody else to read
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _keep(saved: Saved, draft: Path) -> Saved:
    draft.rename(saved.folder)
    return replace(saved, kept=True)


def _one(target: str, url: str | None, limits: Limits) -> Page:
    """The one page of a target."""
    items = list(read_target(target, limits))
    if len(items) != 1:
        raise UsageError(f"{target} holds several pages; save them one by one")
    item = items[0]
    if isinstance(item, TargetError):
        raise item
    if item.text:
        raise TargetError(item.target, "a scraper's text is no page; save its HTML")
    if url is not None and not item.live:
        item = replace(item, url=url)
    if item.url is None:
        raise TargetError(item.target, "it does not say which address it came from; name it with --url")
    return item


def _loaded(page: Page, capture: Capture | None, verdict: Verdict) -> tuple[Page, str, tuple[str, ...]]:
    """What is to be written: the page with what loading it brought, its rendered form, and what is missing.

    Raises:
        TargetError: there is no document.
    """
    taken = capture.taken if capture is not None else None
    rendered = taken.rendered if taken is not None else ""
    left_out = taken.left_out if taken is not None else ()
    if not page.live:
        return page, rendered, left_out
    if capture is None or capture.failure is not None or capture.html is None:
        why = next(
            (e.excerpt for s in verdict.signals if s.state is State.LOAD_ERROR for e in s.evidence), ""
        )
        raise TargetError(
            page.target, f"it did not load, so that there is nothing to save ({why or verdict.state})"
        )
    headers = dict(capture.headers)
    if _is_utf8(capture.html):
        # The browser hands the document over decoded; what it was encoded in before no longer holds.
        kind = headers.get("content-type", "text/html").partition(";")[0]
        headers["content-type"] = f"{kind.strip() or 'text/html'}; charset=utf-8"
    return (
        replace(
            page,
            live=False,
            html=capture.html,
            url=capture.final_url or page.url,
            redirects=capture.redirects,
            status=capture.status,
            headers=headers,
            resources=taken.resources if taken is not None else {},
        ),
        rendered,
        left_out,
    )


def _is_utf8(html: bytes | str) -> bool:
    if isinstance(html, str):
        return True
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
