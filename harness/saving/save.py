"""Load a page, write it down, look at what was written, and keep it only when it tells the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from harness.aside import aside
from harness.capture import Capture
from harness.captured import judge_capture, judge_refused
from harness.errors import TargetError, UsageError
from harness.live import LivePages, Once
from harness.manners.manners import POLITE, Manners
from harness.model import State, Verdict
from harness.rules import questions
from harness.saving.folder import write_folder
from harness.saving.name import need_name
from harness.secrets import Redactor, secrets_of_address
from harness.session.session import FRESH, Session, need_consent_extra
from harness.sources.page import Page
from harness.sources.saved import read_saved_page
from harness.sources.source import DEFAULT, MEGABYTE, Limits
from harness.sources.targets import read_target

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
    resources: int = RESOURCES,
    timeout: float = 30.0,
    limits: Limits = DEFAULT,
    session: Session = FRESH,
    manners: Manners = POLITE,
    allow_private: bool = False,
    browsers: Browsers | None = None,
) -> Saved:
    """Save a page as ``pages/<name>``. Nothing is left behind unless it is kept.

    Args:
        target: an address or an HTML file.
        name: the folder's name.
        pages: the folder of saved pages.
        today: the day that is written down.
        url: the address of a file that does not tell it itself.
        force: keep it also when it is judged otherwise offline.
        resources: bytes of sub-resources that are saved.
        timeout: seconds one load may take.
        limits: what reading a file may cost.
        session: what a live page is asked with.
        manners: how politely it is loaded.
        allow_private: a live page may be on, and ask for, addresses of private networks.
        browsers: a pool to use, as it was made; else one is started and ended.

    Raises:
        UsageError: the name is no name, or it is taken.
        TargetError: the target cannot be read, or did not load.
        BrowserError: there is no browser.
    """
    folder = pages / need_name(name)
    if folder.exists():
        raise UsageError(f"{folder} is there already; choose another name, or remove it first")
    need_consent_extra(session)
    page = _one(target, url, limits)
    async with AsyncExitStack() as stack:
        if browsers is None:
            from harness.browser.pool import Browsers

            browsers = await stack.enter_async_context(
                Browsers(
                    tabs=1,
                    allow_private=allow_private,
                    proxy=session.proxy.address if session.proxy is not None else None,
                )
            )
        look = _Look(browsers, manners, resources, timeout)
        verdict = await look.at(page, session)
        got, rendered, left_out = _loaded(page, look.capture, verdict)
        redactor = Redactor([*session.secrets(), *secrets_of_address(page.url or "")])
        if look.capture is not None and look.capture.storage is not None:
            redactor = redactor.knowing(replace(session, storage=look.capture.storage).secrets())
        with _draft(pages, name) as draft:
            write_folder(draft, got, rendered, verdict, captured=today, redactor=redactor)
            written = replace(read_saved_page(draft, limits), target=str(folder), id=name)
            offline = await look.saved(written, session)
            static = await aside(_static, written)
            saved = Saved(folder, redactor.verdict(verdict), offline, static, False, left_out)
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


class _Look:
    """Looks at pages and keeps the last capture."""

    def __init__(self, browsers: Browsers, manners: Manners, resources: int, timeout: float) -> None:
        self._browsers = browsers
        self._manners = manners
        self._resources = resources
        self._timeout = timeout
        self.capture: Capture | None = None

    async def at(self, page: Page, session: Session) -> Verdict:
        if not page.live:
            return (await self._load(page, session, self._timeout)).verdict
        live = LivePages(
            session,
            self._manners,
            timeout=self._timeout,
            load=self._load,
            refuse=judge_refused,
            opener=self._browsers.connect,
        )
        return (await live.look(page)).visits[-1]

    async def saved(self, page: Page, session: Session) -> Verdict:
        """The verdict on a saved page: with its window and language, nothing taken along."""
        return (await self._once(page, session, self._timeout, None))[0]

    async def _load(self, page: Page, session: Session, seconds: float) -> Once:
        verdict, self.capture = await self._once(page, session, seconds, self._resources)
        return Once(verdict, self.capture.storage)

    async def _once(
        self, page: Page, session: Session, seconds: float, take: int | None
    ) -> tuple[Verdict, Capture]:
        from harness.browser.guest import Guest

        guest = Guest(session, self._manners.suffix, keep_storage=page.live, take=take)
        capture = await self._browsers.capture(page, questions(), timeout=seconds, guest=guest)
        return await aside(judge_capture, capture, page.target), capture


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


def _static(page: Page) -> Verdict:
    from harness.given import judge

    assert page.html is not None
    return judge(page.html, url=page.url, status=page.status, headers=page.headers, target=page.target)
