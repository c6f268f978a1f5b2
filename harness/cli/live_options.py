"""The options of live pages: who looks, how politely, and what changed. Collected here into frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from harness.cli.options import OneOf
from harness.cli.sections import option
from harness.core.config import Settings
from harness.core.errors import UsageError

if TYPE_CHECKING:
    from harness.look.change import Baseline
    from harness.web.manners import Manners
    from harness.web.session import Session

C = TypeVar("C", bound=Callable[..., Any])

WHO = "Who looks at live pages"
HOW = "Manners towards live sites"
CHANGED = "What changed"


def session_options(command: C) -> C:
    """Add the options of a session."""
    return _all(
        command,
        option(WHO, "--cookie-file", metavar="FILE", help="Bring cookies: cookies.txt, or JSON."),
        option(WHO, "--storage-state", metavar="FILE", help="Bring cookies and storage Playwright saved."),
        option(
            WHO,
            "--header",
            "headers",
            multiple=True,
            metavar="'NAME: VALUE'",
            help="Send a header to the target's own origin only; @FILE reads them.",
        ),
        option(WHO, "--proxy", metavar="URL", help="Load through http://user:password@host:port."),
        option(WHO, "--user-agent", metavar="TEXT", help="Go by this name; no crawler's."),
        option(WHO, "--viewport", metavar="WxH", help="Size of the window; 1280x900."),
        option(WHO, "--locale", metavar="TAG", help="Language asked for, as in de-DE."),
        option(WHO, "--timezone", metavar="NAME", help="Time zone, as in Europe/Berlin."),
        option(WHO, "--no-js", is_flag=True, help="Run no scripts: see what a plain scraper sees."),
        option(
            WHO,
            "--consent",
            type=OneOf("answer", _choices),
            help="Answer consent banners; they are left alone otherwise.",
        ),
    )


def manners_options(command: C) -> C:
    """Add the options of manners."""
    number = click.FloatRange(min=0)
    return _all(
        command,
        option(HOW, "--contact", metavar="ADDRESS", help="Tell sites who runs this, in the user agent."),
        option(HOW, "--ignore-robots", is_flag=True, help="Load also what a site's robots.txt closes to us."),
        option(HOW, "--pace", type=number, metavar="SECONDS", help="From one load of a host to the next; 1."),
        option(
            HOW,
            "--per-host",
            type=click.IntRange(min=1),
            metavar="N",
            help="Pages of a host loaded together; 1.",
        ),
        option(
            HOW,
            "--retries",
            type=click.IntRange(min=0),
            metavar="N",
            help="Load again after failures that may pass; 2. Never after walls.",
        ),
        option(HOW, "--max-wait", type=number, metavar="SECONDS", help="Longest Retry-After waited for; 60."),
        option(
            HOW,
            "--budget",
            type=click.FloatRange(min=1),
            metavar="SECONDS",
            help="For a page in all, with waits and retries; 180.",
        ),
    )


def change_options(command: C) -> C:
    """Add the options that tell what changed."""
    return _all(
        command,
        option(
            CHANGED,
            "--baseline",
            metavar="FILE",
            help="Compare with an earlier run's JSON lines; only another state fails.",
        ),
        option(
            CHANGED,
            "--recheck",
            metavar="K[/N]",
            help="A live page's change counts when K of N looks see it; 2/3.",
        ),
        option(
            CHANGED,
            "--visits",
            type=click.IntRange(min=1, max=100),
            default=1,
            metavar="N",
            help="Visit live pages N times in one profile, to catch meters.",
        ),
    )


def take_session(options: dict[str, Any]) -> Session:
    """The session of the options, which are taken out of ``options``.

    Raises:
        UsageError: a file or a value is wrong; the message repeats no secret.
    """
    from harness.web.session import FRESH, Proxy, Session, need_consent_extra
    from harness.web.session_files import merged, read_cookies, read_headers, read_storage

    storage_file, cookie_file = options.pop("storage_state"), options.pop("cookie_file")
    storage: Mapping[str, Any] = read_storage(Path(storage_file)) if storage_file else {}
    if cookie_file:
        storage = merged(storage, read_cookies(Path(cookie_file)))
    proxy, viewport = options.pop("proxy"), options.pop("viewport")
    session = Session(
        storage=storage,
        headers=read_headers(options.pop("headers")),
        proxy=Proxy.from_address(proxy) if proxy else None,
        user_agent=options.pop("user_agent"),
        viewport=_size(viewport) if viewport else FRESH.viewport,
        locale=options.pop("locale"),
        timezone=options.pop("timezone"),
        scripts=not options.pop("no_js"),
        consent=options.pop("consent"),
    )
    need_consent_extra(session)
    return session


def manners_of(settings: Settings, *, ignore_robots: bool) -> Manners:
    """The manners of the settings."""
    from harness.web.manners import Manners

    return Manners(
        robots=not ignore_robots,
        contact=settings.contact,
        pace=settings.pace,
        per_host=settings.per_host,
        retries=settings.retries,
        wait=settings.max_wait,
        budget=settings.budget,
    )


def read_baseline(name: str) -> Baseline:
    """The baseline in a file.

    Raises:
        UsageError: it cannot be read, or is none.
    """
    from harness.look.change import Baseline

    try:
        text = Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: the baseline is not UTF-8") from error
    except OSError as error:
        raise UsageError(
            f"{name}: the baseline cannot be read ({error.strerror}); "
            "a run with --format jsonl -o FILE writes one"
        ) from error
    return Baseline.parse(text, name)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    try:
        size = int(width), int(height)
    except ValueError:
        size = 0, 0
    if not all(50 <= side <= 10_000 for side in size):
        raise UsageError(f"--viewport {text}: write width and height in pixels, as in 1280x900")
    return size


def _choices() -> list[str]:
    return ["accept", "reject"]


def _all(command: C, *options: Callable[[C], C]) -> C:
    for add in reversed(options):
        command = add(command)
    return command
