"""``harness save``: a page becomes a folder that is judged as the page was, or none at all."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from loopback_site import ARTICLE, FULL, WALL, Site, constant, opened

from harness.browser.pool import Browsers
from harness.core.errors import TargetError, UsageError
from harness.core.model import State
from harness.look.check import acheck_many
from harness.look.save import Saved, asave
from harness.sources.saved import read_saved_page
from harness.sources.saved_name import need_name
from harness.sources.source import DEFAULT
from harness.web.manners import Manners
from harness.web.session import Session

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("quick_looks")]

RUDE = Manners(pace=0, retries=0)
DAY = date(2026, 5, 4)


@pytest_asyncio.fixture(loop_scope="session")
async def site() -> AsyncIterator[Site]:
    async with opened() as one:
        yield one


async def save(target: str, name: str, pages: Path, browsers: Browsers, **more: Any) -> Saved:
    more = {"manners": RUDE, "today": DAY, **more}
    return await asave(target, name, pages=pages, browsers=browsers, **more)


def inside(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


async def test_a_live_page_is_saved_with_what_it_needs(
    site: Site, browsers: Browsers, tmp_path: Path
) -> None:
    """Its text is brought by a script from an address of its own; offline it comes just the same."""
    site.answers["/story"] = constant(
        "<!doctype html><html lang=en><title>Ferry runs again</title><link rel=stylesheet href=/s.css>"
        "<img src=/p.png><article id=a></article>"
        "<script>fetch('/text').then(r => r.text()).then(t => a.innerHTML = t)</script>",
        "etag: x",
    )
    site.answers["/text"] = constant(ARTICLE, "content-type: text/plain")
    site.answers["/s.css"] = constant("article { color: green }", "content-type: text/css")
    saved = await save(f"{site.address}/story", "full-by-script", tmp_path, browsers)
    folder = tmp_path / "full-by-script"
    table = tomllib.loads((folder / "page.toml").read_text())
    page = read_saved_page(folder, DEFAULT)

    assert (saved.kept, saved.live.state, saved.offline.state) == (True, State.FULL, State.FULL)
    assert saved.static.state is not State.FULL
    assert sorted(page.resources) == [f"{site.address}/s.css", f"{site.address}/text"]
    assert "runs again</h1>" in (folder / "rendered.html").read_text()
    assert (folder / "page.html").read_text().startswith("<!doctype html>")
    assert (table["url"], table["status"], table["captured"]) == (f"{site.address}/story", 200, DAY)
    assert table["expect"]["confirmed"] is False
    assert inside(tmp_path) == [folder.name]


async def test_what_is_judged_otherwise_offline_is_not_kept_unless_forced(
    site: Site, browsers: Browsers, tmp_path: Path
) -> None:
    """Here the address of the text is another one each time."""
    site.answers["/story"] = constant(
        "<!doctype html><html lang=en><title>Ferry runs again</title><article id=a></article><script>"
        "fetch('/text?' + Math.random()).then(r => r.text()).then(t => a.innerHTML = t)</script>"
    )
    site.answers["/text"] = constant(ARTICLE, "content-type: text/plain")
    saved = await save(f"{site.address}/story", "full-by-chance", tmp_path, browsers)

    assert not saved.kept
    assert saved.live.state is State.FULL
    assert saved.offline.state is not State.FULL
    assert inside(tmp_path) == []

    forced = await save(f"{site.address}/story", "full-by-chance", tmp_path, browsers, force=True)
    assert (forced.kept, forced.same) == (True, False)


async def test_what_does_not_fit_the_budget_is_told(site: Site, browsers: Browsers, tmp_path: Path) -> None:
    """The small answers are saved, the large one is named."""
    site.answers["/story"] = constant(FULL + "<script src=/big.js></script><script src=/small.js></script>")
    site.answers["/big.js"] = constant("//" + "x" * 5000, "content-type: text/javascript")
    site.answers["/small.js"] = constant("//", "content-type: text/javascript")
    saved = await save(f"{site.address}/story", "full-and-big", tmp_path, browsers, resources=1000)

    assert saved.left_out == (f"{site.address}/big.js",)
    assert list(read_saved_page(saved.folder, DEFAULT).resources) == [f"{site.address}/small.js"]


async def test_an_error_page_and_its_status_are_saved(site: Site, browsers: Browsers, tmp_path: Path) -> None:
    site.answers["/story"] = constant("<h1>Page not found</h1><p>There is no such page.</p>", "status: 404")
    saved = await save(f"{site.address}/story", "not-found-plain", tmp_path, browsers)

    assert read_saved_page(saved.folder, DEFAULT).status == 404
    assert saved.live.state is State.NOT_FOUND


async def test_a_file_is_saved_under_the_address_it_came_from(browsers: Browsers, tmp_path: Path) -> None:
    """As it says itself, or as the user says."""
    file = tmp_path / "story.html"
    file.write_text(WALL)
    with pytest.raises(TargetError, match="--url"):
        await save(str(file), "wall", tmp_path / "pages", browsers)
    saved = await save(str(file), "wall", tmp_path / "pages", browsers, url="https://news.example/2026/ferry")

    assert saved.kept
    assert (saved.folder / "page.html").read_text() == WALL
    assert read_saved_page(saved.folder, DEFAULT).url == "https://news.example/2026/ferry"


async def test_a_proposed_label_fails_until_a_person_confirms_it(browsers: Browsers, tmp_path: Path) -> None:
    """Although the verdict is as proposed."""
    file = tmp_path / "story.html"
    file.write_text(FULL)
    saved = await save(str(file), "open-story", tmp_path, browsers, url="https://news.example/2026/ferry")

    async def look() -> tuple[bool, str]:
        (checked,) = [c async for c in acheck_many([saved.folder], engine="static")]
        return checked.passed, " ".join(checked.differs)

    passed, why = await look()
    assert not passed
    assert why.startswith("confirm the label")
    label = saved.folder / "page.toml"
    label.write_text(label.read_text().replace("confirmed = false\n", ""))
    assert await look() == (True, "")


async def test_no_page_is_nothing_to_save(site: Site, browsers: Browsers, tmp_path: Path) -> None:
    """Closed by robots.txt, no HTML, nobody there."""
    site.answers["/robots.txt"] = constant("User-agent: *\nDisallow: /closed", "content-type: text/plain")
    site.answers["/data"] = constant("{}", "content-type: application/json")
    for path, why in (("/closed", "robots: .*Disallow: /closed"), ("/data", "not-html")):
        with pytest.raises(TargetError, match=why):
            await save(site.address + path, "nothing", tmp_path, browsers)
    assert inside(tmp_path) == []


async def test_a_name_that_is_taken_is_refused(browsers: Browsers, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(UsageError, match="there already"):
        await save("https://news.example/", "taken", tmp_path, browsers)


NO_NAMES = "../x a/b a\\b .. .hidden CON con lpt1 nul A a--b -a a- ä x.html".split()


@pytest.mark.parametrize("name", [*NO_NAMES, "", "a b", "a" * 101, "a\n", "a\0b"])
async def test_a_name_is_one_folder_on_every_system(name: str) -> None:
    with pytest.raises(UsageError):
        need_name(name)


@pytest.mark.parametrize("name", ["a", "paywall-offer-shown", "2026", "console", "a" * 100])
async def test_names_as_they_should_be(name: str) -> None:
    assert need_name(name) == name


async def test_a_session_leaves_no_secret_in_what_is_saved(
    site: Site, browsers: Browsers, tmp_path: Path
) -> None:
    """Although the site repeats it in its page, its headers, its data and its addresses."""
    secret = "s3cret-Value-for-tests-97"
    site.answers["/story"] = lambda head: (
        f"set-cookie: session={secret}-of-the-site; path=/\nx-user: {secret}",
        FULL.replace("<h1>", f"<a href='/logout?token={secret}-2'>{secret}</a><h1>")
        + f"<script src='/a.js?access_token={secret}-3'></script>",
    )
    site.answers["/a.js"] = constant(
        f"let key = '{secret}', own = '{secret}-of-the-site'", "content-type: text/javascript"
    )
    session = Session(
        headers={"X-Key": secret},
        storage={
            "cookies": [],
            "origins": [{"origin": site.address, "localStorage": [{"name": "k", "value": secret}]}],
        },
    )
    url = f"{site.address}/story?token={secret}-4"
    saved = await save(url, "open-secret", tmp_path, browsers, session=session, force=True)

    assert f"x-key: {secret}" in site.of("/story")[0].lower().replace(secret.lower(), secret)
    files = [path for path in saved.folder.rglob("*") if path.is_file()]
    assert len(files) == 4
    for path in files:
        assert secret not in path.read_text(errors="replace"), path.name
        assert secret not in path.name
    assert secret not in repr(saved)
