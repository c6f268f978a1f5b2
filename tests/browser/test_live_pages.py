"""Live pages from the target to the report: robots.txt, failures that pass, meters, changes, and no secrets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from jsonschema import Draft202012Validator
from loopback_site import FULL, WALL, Site, constant, opened

import harness
from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser
from harness.cli import main
from harness.core.model import Advice, State
from harness.look.change import Baseline, Kind
from harness.look.check import acheck_many
from harness.schema import verdict_schema
from harness.web.manners import Manners

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("quick_looks")]

QUICK = Manners(pace=0)
SECRET = "s3cret-Value-for-tests-63"


@pytest_asyncio.fixture(loop_scope="session")
async def site() -> AsyncIterator[Site]:
    async with opened() as one:
        yield one


async def look(url: str, browsers: Browsers, **more: Any) -> harness.Checked:
    """The one result for an address."""
    many = acheck_many([url], browsers=browsers, **{"manners": QUICK, **more})
    (checked,) = [checked async for checked in many]
    return checked


def in_turn(*answers: tuple[str, str]) -> Any:
    """One answer after the other; the last again and again."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


async def test_what_robots_txt_closes_is_a_verdict_with_its_line(site: Site, browsers: Browsers) -> None:
    """And the page is not asked for."""
    site.answers["/robots.txt"] = constant("User-agent: *\nDisallow: /story", "content-type: text/plain")
    site.answers["/story"] = constant(FULL)
    checked = await look(f"{site.address}/story", browsers)

    assert checked.verdict is not None
    assert (checked.verdict.state, checked.verdict.retry.advice) == (State.LOAD_ERROR, Advice.NEEDS_ACTION)
    assert "robots.txt closes this address to us (Disallow: /story (line 2))" in repr(checked.verdict.signals)
    assert "scraper-harness/" in site.of("/robots.txt")[0]
    assert site.of("/story") == []

    all_the_same = await look(f"{site.address}/story", browsers, manners=Manners(robots=False))
    assert all_the_same.verdict is not None
    assert all_the_same.verdict.state is State.FULL
    assert len(site.of("/robots.txt")) == 1


@pytest.mark.parametrize("leaves", ["location: THERE", "refresh: 0; url=THERE", "script", "the same site"])
async def test_robots_txt_is_asked_where_a_page_leads_to(leaves: str, site: Site, browsers: Browsers) -> None:
    """By redirect or by itself, to another site or another path: what is closed there is not asked for."""
    async with opened() as other:
        there = (site if leaves == "the same site" else other).address + "/closed/story"
        body = f"<p>Moved</p><script>location.replace('{there}')</script>" if leaves == "script" else ""
        header = "location: THERE" if leaves == "the same site" else leaves
        site.answers["/story"] = constant(body, "" if leaves == "script" else header.replace("THERE", there))
        for one in (site, other):
            closed = constant("User-agent: *\nDisallow: /closed", "content-type: text/plain")
            one.answers |= {"/robots.txt": closed, "/closed/story": constant(FULL)}
        checked = await look(f"{site.address}/story", browsers)
        asked = [head.split()[1] for head in (*site.heads, *other.heads)]

        all_the_same = await look(f"{site.address}/story", browsers, manners=Manners(robots=False))

    assert checked.verdict is not None
    assert (checked.verdict.state, checked.verdict.retry.advice) == (State.LOAD_ERROR, Advice.NEEDS_ACTION)
    assert "robots.txt closes this address to us (Disallow: /closed (line 2))" in repr(
        checked.verdict.signals
    )
    assert not any(path.endswith("/closed/story") for path in asked)
    assert all_the_same.verdict is not None
    assert all_the_same.verdict.state is State.FULL


async def test_a_page_that_leads_to_an_open_one_is_that_one(site: Site, browsers: Browsers) -> None:
    """Its site's robots.txt is asked once."""
    async with opened() as other:
        site.answers["/story"] = constant("", f"location: {other.address}/story")
        other.answers["/story"] = constant(FULL)
        checked = await look(f"{site.address}/story", browsers)
        asked = other.of("/robots.txt")

    assert checked.verdict is not None
    assert checked.verdict.state is State.FULL
    assert len(asked) == 1


async def test_robots_txt_is_asked_for_by_the_guarded_way(site: Site, found: FoundBrowser) -> None:
    """What live pages must not reach, it does not reach either."""
    site.answers["/story"] = constant(FULL)
    async with Browsers(found) as guarded:
        checked = await look(f"{site.address}/story", guarded)

    assert checked.verdict is not None
    assert "private-address" in repr(checked.verdict.signals)
    assert site.heads == []


async def test_a_server_that_asks_to_come_again_is_asked_again(site: Site, browsers: Browsers) -> None:
    site.answers["/story"] = in_turn(
        ("status: 503\nretry-after: 0", "<h1>Service Unavailable</h1>"), ("", FULL)
    )
    checked = await look(f"{site.address}/story", browsers)

    assert checked.verdict is not None
    assert checked.verdict.state is State.FULL
    assert checked.remark == "loaded 2 times; before it was server_error"


async def test_a_meter_is_caught_by_visiting_again(site: Site, browsers: Browsers) -> None:
    """The site counts in a cookie, as meters do; each load in a fresh profile would be the first."""

    def metered(head: str) -> tuple[str, str]:
        count = int(head.partition("read=")[2][:1] or 0)
        return f"set-cookie: read={count + 1}; path=/", FULL if count < 2 else WALL

    site.answers["/story"] = metered
    checked = await look(f"{site.address}/story", browsers, visits=3)

    assert [visit.state for visit in checked.visits] == [State.FULL, State.FULL, State.PAYWALL]
    assert checked.verdict is checked.visits[-1]
    assert checked.turns == (3,)
    assert not checked.passed


async def test_a_change_that_is_gone_at_the_next_look_does_not_count(site: Site, browsers: Browsers) -> None:
    """One that stays does."""
    site.answers["/a"], site.answers["/b"] = in_turn(("", WALL), ("", FULL)), constant(WALL)
    earlier = {
        f"{site.address}{path}": harness.judge(FULL, target=f"{site.address}{path}", status=200).to_json()
        for path in ("/a", "/b")
    }
    baseline = Baseline(earlier)
    passing, staying = await asyncio.gather(
        *(look(target, browsers, baseline=baseline) for target in earlier)
    )

    assert passing.change is not None
    assert staying.change is not None
    assert (passing.change.kind, passing.change.looks) == (Kind.SAME, ("paywall", "full", "full"))
    assert (staying.change.kind, staying.change.looks) == (Kind.FAILING, ("paywall", "paywall"))
    assert (passing.passed, staying.passed) == (True, False)


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.glob("out.*")}


async def test_no_secret_is_in_anything_that_is_written(
    site: Site,
    found: FoundBrowser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The site repeats all it was given, in the places that reports quote: title, text, wall and headers."""
    host = site.address.removeprefix("http://")
    body = WALL.replace("Ferry runs again", f"Hello {SECRET}-cookie").replace(
        "But then", f"{SECRET}-header …"
    )
    body = body.replace("Subscribe to read", f"Subscribe {SECRET}-token {SECRET}-new to read")
    site.answers["/story"] = constant(body, f"x-user: {SECRET}-header\nset-cookie: id={SECRET}-new")
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        cookies=f"127.0.0.1\tFALSE\t/\tFALSE\t0\tid\t{SECRET}-cookie\n",
        headers=f"Authorization: Bearer {SECRET}-header\n",
    )
    url = f"http://{SECRET}-user:{SECRET}-password@{host}/story?token={SECRET}-token&page=2"
    options = [
        "--allow-private",
        "--cookie-file",
        "cookies.txt",
        "--header",
        "@headers.txt",
        "--retries",
        "0",
        "--pace",
        "0",
    ]
    codes = [
        await asyncio.to_thread(main, ["check", url, "-o", f"out.{form}", "--format", form, *options])
        for form in ("jsonl", "text")
    ]
    again = ["check", url, f"{url}-gone", "--baseline", "out.jsonl", "--format", "json", "-o", "out.json"]
    codes.append(await asyncio.to_thread(main, [*again, *options, "--visits", "2"]))
    written = read(tmp_path)
    terminal = capfd.readouterr()

    assert codes == [1, 1, 0]
    head = site.of("/story")[0]
    assert f"{SECRET}-cookie" in head
    assert f"Bearer {SECRET}-header" in head
    assert len(written) == 3
    for name, text in written.items():
        assert "paywall" in text, name
        assert SECRET not in text, name
    assert SECRET not in terminal.out + terminal.err
    first = json.loads(written["out.jsonl"])
    assert first["target"] == f"http://{host}/story?token=[redacted]&page=2"
    assert [v["change"]["kind"] for v in json.loads(written["out.json"])] == ["same", "new"]
    for told in json.loads(written["out.json"]):
        Draft202012Validator(verdict_schema()).validate(told)


async def test_why_not_looks_at_a_live_page_as_check_does(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It asks robots.txt first, takes the session along, and tells nobody what is secret in it."""
    monkeypatch.chdir(tmp_path)
    site.answers["/story"] = constant(WALL.replace("Subscribe to read", f"Subscribe {SECRET}-header to read"))
    site.answers["/closed"] = constant(WALL)
    site.answers["/robots.txt"] = constant("User-agent: *\nDisallow: /closed", "content-type: text/plain")
    write(tmp_path, cookies="", headers=f"Authorization: Bearer {SECRET}-header\n")
    ask = ["--why-not", "paywall", "--allow-private", "--header", "@headers.txt", "--pace", "0"]

    seen = await asyncio.to_thread(main, ["check", f"{site.address}/story?token={SECRET}-token", *ask])
    told = capfd.readouterr()
    closed = await asyncio.to_thread(main, ["check", f"{site.address}/closed", *ask])
    why = capfd.readouterr().err

    assert seen == 0
    assert told.out.startswith("paywall")
    assert "[redacted]" in told.out.partition("speak for paywall")[2]
    assert SECRET not in told.out + told.err
    assert f"Bearer {SECRET}-header" in site.of("/story")[0]
    assert closed == 3
    assert "robots.txt closes this address to us" in why
    assert site.of("/closed") == []
