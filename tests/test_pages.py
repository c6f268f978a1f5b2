"""Every page in pages/, both engines: the human's label, and the reasons we last approved."""

from __future__ import annotations

import re
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from harness.core.model import Content, Note, State, Verdict
from harness.look.check import acheck
from harness.look.checked import Checked
from harness.look.looking import EngineName
from harness.sources.page import Page
from harness.sources.saved import read_saved_page
from harness.sources.source import DEFAULT
from pytest_scraper_harness.at_work.approval import VerdictAssertion, approval
from pytest_scraper_harness.at_work.looks import remember

if TYPE_CHECKING:
    from harness.browser.pool import Browsers

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(path.parent for path in (ROOT / "pages").glob("*/page.toml"))
IDS = [folder.name for folder in FOLDERS]
SEEDS = ROOT.parent / "shared" / "seeds"

both_engines = pytest.mark.parametrize("engine", ["static", "browser"])
every_page = pytest.mark.parametrize("folder", FOLDERS, ids=IDS)


class Looks:
    """Looks at each page once per engine; the label's test and the snapshot's share what it saw."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self._browsers: Browsers | None = None
        self._seen: dict[tuple[EngineName, str], Verdict] = {}

    async def at(self, page: Page, engine: EngineName) -> Verdict:
        if (engine, page.id) not in self._seen:
            browsers = await self._started() if engine == "browser" else None
            self._seen[engine, page.id] = await acheck(page, engine=engine, browsers=browsers)
        return self._seen[engine, page.id]

    async def _started(self) -> Browsers:
        """The run's one pool, started by the first page that needs it: the static half needs no browser."""
        if self._browsers is None:
            from harness.browser.pool import Browsers

            self._browsers = await self._stack.enter_async_context(Browsers())
        return self._browsers


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def looks() -> AsyncIterator[Looks]:
    """What both engines saw of the pages, for the whole run."""
    async with AsyncExitStack() as stack:
        yield Looks(stack)


@pytest.fixture
def approved(request: pytest.FixtureRequest) -> VerdictAssertion:
    """The verdict we last approved; --snapshot-update approves none that the page's label contradicts."""
    return approval(request)


@every_page
@both_engines
@pytest.mark.asyncio(loop_scope="session")
async def test_label(folder: Path, engine: EngineName, looks: Looks) -> None:
    """A saved page is judged as a human labelled it. The snapshot has no say in this."""
    page = read_saved_page(folder, DEFAULT)
    verdict = await looks.at(page, engine)

    assert page.expect is not None
    assert Checked(page.target, verdict, expect=page.expect).differs == (), page.note


@every_page
@both_engines
@pytest.mark.asyncio(loop_scope="session")
async def test_verdict(
    folder: Path,
    engine: EngineName,
    looks: Looks,
    approved: VerdictAssertion,
    request: pytest.FixtureRequest,
) -> None:
    """A saved page gets the verdict, for the reasons, that we last approved."""
    page = read_saved_page(folder, DEFAULT)
    verdict = await looks.at(page, engine)
    remember(request.node, Checked(page.target, verdict, expect=page.expect))

    assert verdict == approved


def test_every_state_has_a_page() -> None:
    """Every state is shown by a saved page."""
    shown = {facts(folder)["expect"]["state"] for folder in FOLDERS}

    assert {s.value for s in State} == shown


@every_page
def test_page_file_is_complete(folder: Path) -> None:
    """A page.toml says where the page is from, when it was made, why it is a case and what a human sees."""
    known = facts(folder)
    expect = known["expect"]

    assert set(known) <= {"url", "status", "captured", "note", "headers", "expect", "resources"}
    assert str(urlsplit(known["url"]).hostname).endswith(".example")
    assert type(known.get("status", 200)) is int
    assert isinstance(known["captured"], date)
    assert known["note"].endswith(".")
    assert 5 <= len(known["note"].split()) <= 60
    assert all(name == name.lower() for name in known.get("headers", {}))
    assert set(expect) <= {"state", "content", "also"}
    assert expect["state"] in set(State)
    assert expect["content"] in set(Content)
    assert set(expect.get("also", ())) <= {*State, *Note}
    assert expect["state"] not in expect.get("also", ())


@every_page
def test_page_id_starts_with_its_state(folder: Path) -> None:
    """A page's id starts with its state's word; whole articles are called open."""
    word = folder.name.split("-")[0]
    state = facts(folder)["expect"]["state"]

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", folder.name)
    assert word in {"open" if state == "full" else state.split("_")[0], "seed"}


@every_page
def test_page_is_small(folder: Path) -> None:
    """A saved page of ours can be read by a person: at most 25 kB."""
    assert (folder / "page.html").stat().st_size <= 25_000


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed texts beside the project (../shared/seeds)")
def test_no_page_repeats_a_seed_article() -> None:
    """No page has eight words in a row from a seed's article; its interface words may come back."""
    copied = set()
    for seed in sorted(SEEDS.glob("*.txt")):
        article, _, _ = seed.read_text(encoding="utf-8").partition("Search by...")
        copied |= set(eights(article))
    for folder in FOLDERS:
        html = (folder / "page.html").read_text(encoding="utf-8")

        assert copied.isdisjoint(eights(re.sub(r"<[^>]*>", " ", html))), folder.name


def eights(text: str) -> Iterator[str]:
    """Every eight words in a row."""
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + 8]) for i in range(len(words) - 7))


def facts(folder: Path) -> dict[str, Any]:
    """A page.toml as it stands."""
    return tomllib.loads((folder / "page.toml").read_text(encoding="utf-8"))
