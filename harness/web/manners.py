"""What manners are: how politely live pages are loaded, as one frozen value, and the name we go by."""

from __future__ import annotations

from dataclasses import dataclass

from harness.core.errors import UsageError

NAME = "scraper-harness"
"""The product token: what ``robots.txt`` files call us, and what our user agent ends with."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How live pages are loaded. Times in seconds.

    Args:
        robots: pages that a site's ``robots.txt`` closes to us are not loaded.
        contact: a web or mail address of whoever runs this, told to sites in the user agent.
        pace: at least so long from one load of a host's page to the next; 0: no pause.
        per_host: pages of one host that are loaded together.
        retries: further loads of a page whose failure may pass; a wall or a block is never one.
        wait: longest ``Retry-After`` that is waited for; what asks for more is not tried again.
        budget: for one page in all: waiting, loading and trying again.
    """

    robots: bool = True
    contact: str = ""
    pace: float = 1.0
    per_host: int = 1
    retries: int = 2
    wait: float = 60.0
    budget: float = 180.0

    def __post_init__(self) -> None:
        if any(not 32 <= ord(c) < 127 or c in "()" for c in self.contact):
            raise UsageError("the contact must be a web or mail address, in plain ASCII and without brackets")
        if self.pace < 0 or self.retries < 0 or self.wait < 0 or self.per_host < 1 or not self.budget > 0:
            raise UsageError(
                "pace, retries and waits cannot be negative; per-host and budget must be above 0"
            )

    @property
    def suffix(self) -> str:
        """What our user agent has behind the browser's own: ``scraper-harness/0.1.0 (+mailto:me@site.example)``."""
        contact = self.contact
        if contact and "@" in contact and ":" not in contact:
            contact = f"mailto:{contact}"
        return f"{NAME}/{_version()}" + (f" (+{contact})" if contact else "")


POLITE = Manners()
"""The manners nobody chose."""


def robots_name(user_agent: str | None) -> str:
    """The name to look for in ``robots.txt``: the first product of a user agent of the user's own, else ours.

    Every browser's user agent begins with Mozilla, which names nobody.
    """
    first = (user_agent or "").split("/", 1)[0].split(" ", 1)[0].strip()
    return first if first and first.lower() != "mozilla" else NAME


def _version() -> str:
    # Imported here: it costs start-up time, and only live pages need it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(NAME)
    except PackageNotFoundError:
        return "0"
