"""The Scrapy middleware in a real crawl against the fault server."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from harness.measure.faults.server import FaultServer
from tests.moved_site import STATES, moved_site

# looked for, not imported: Scrapy's packages change how classes of this process answer questions
pytestmark = pytest.mark.skipif(find_spec("scrapy") is None, reason="Scrapy is not installed")

CRAWL = """
import json, sys, warnings
warnings.simplefilter("error")
import scrapy
from scrapy.crawler import CrawlerProcess

urls, settings, out = json.loads(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
seen = {"pages": {}, "failed": {}}

class News(scrapy.Spider):
    name = "news"
    async def start(self):
        for url in urls:
            yield scrapy.Request(url, self.parse, errback=self.failed, dont_filter=True,
                                 meta={"harness": False} if url.endswith("~alone") else {})
    def closed(self, reason):
        seen["reason"] = reason
    def parse(self, response):
        verdict = response.meta.get("harness")
        seen["pages"][response.url] = verdict.state.value if verdict else None
    def failed(self, failure):
        seen["failed"][failure.request.url] = failure.getErrorMessage()

process = CrawlerProcess({
    "CONCURRENT_REQUESTS": 1, "DOWNLOADER_MIDDLEWARES": {"harness.scrapy.HarnessMiddleware": 540}, "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False, "HTTPERROR_ALLOW_ALL": True, "RETRY_TIMES": 2,
    "RETRY_BACKOFF_BASE": 0, "DOWNLOAD_DELAY": 0, **settings})
crawler = process.create_crawler(News)
process.crawl(crawler)
process.start()
seen["stats"] = {k: v for k, v in crawler.stats.get_stats().items() if k.startswith("harness")}
open(out, "w").write(json.dumps(seen))
"""


def crawl(tmp_path: Path, urls: list[str], **settings: Any) -> dict[str, Any]:
    """What a spider saw: Scrapy's reactor runs once a process, so it has one of its own."""
    script, out = tmp_path / "crawl.py", tmp_path / "seen.json"
    script.write_text(CRAWL)
    argv = [sys.executable, str(script), json.dumps(urls), json.dumps(settings), str(out)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "Error:" not in done.stderr, done.stderr
    seen: dict[str, Any] = json.loads(out.read_text())
    return seen | {"log": done.stderr}


def test_every_response_has_its_verdict(harness_fault_server: FaultServer, tmp_path: Path) -> None:
    """Whatever its status; a request that asks to be left alone is."""
    whole = harness_fault_server.address("lamplighter")
    cut = harness_fault_server.address("lamplighter", "teaser_offer")
    gone = harness_fault_server.address("faro", "status_410")
    alone = harness_fault_server.address("faro") + "?~alone"

    seen = crawl(tmp_path, [whole, cut, gone, alone])

    assert seen["pages"] == {whole: "full", cut: "paywall", gone: "not_found", alone: None}
    assert seen["stats"] == {
        "harness/state/full": 1,
        "harness/state/paywall": 1,
        "harness/state/not_found": 1,
        "harness/incomplete": 2,
    }


def test_pages_are_dropped_or_tried_again_by_state(harness_fault_server: FaultServer, tmp_path: Path) -> None:
    """An error page served as 200 is tried again as a 503 would be, and given up as one."""
    cut = harness_fault_server.address("lamplighter", "teaser_offer")
    broken = harness_fault_server.address("faro", "error_in_place")
    flapping = harness_fault_server.address("horloges", "flapping_503")

    seen = crawl(tmp_path, [cut, broken, flapping], HARNESS_DROP=["paywall"], HARNESS_RETRY=["app_error"])

    assert "harness: paywall" in seen["failed"][cut]
    assert seen["pages"] == {broken: "app_error", flapping: "full"}
    assert harness_fault_server.conduct(broken).tries == 3
    assert seen["stats"]["harness/retried/app_error"] == 2
    assert seen["stats"]["harness/dropped/paywall"] == 1


def test_what_is_dropped_is_told_in_the_log(harness_fault_server: FaultServer, tmp_path: Path) -> None:
    """As Scrapy tells what it ignores itself."""
    cut = harness_fault_server.address("lamplighter", "teaser_offer")

    seen = crawl(tmp_path, [cut], HARNESS_DROP=["paywall"], LOG_LEVEL="INFO")

    assert f"[harness.scrapy] INFO: Dropped <GET {cut}>: paywall" in seen["log"]


def test_what_scrapy_has_tried_again_is_given_up_once(
    harness_fault_server: FaultServer, tmp_path: Path
) -> None:
    """A 503 is Scrapy's own to retry, and harness's by its state."""
    down = harness_fault_server.address("faro", "always_503")

    seen = crawl(tmp_path, [down], HARNESS_RETRY=["server_error"])

    assert seen["log"].count("Gave up retrying") == 1
    assert harness_fault_server.conduct(down).tries == 3


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"HARNESS_MAX_INCOMPLETE": "20%", "HARNESS_MAX_INCOMPLETE_AFTER": 4}, "harness_max_incomplete"),
        ({"HARNESS_MAX_INCOMPLETE": 1}, "harness_max_incomplete"),
        ({"HARNESS_MAX_INCOMPLETE": "20%"}, "finished"),  # too few pages for a share
        ({"HARNESS_MAX_INCOMPLETE": "90%", "HARNESS_MAX_INCOMPLETE_AFTER": 4}, "finished"),
    ],
)
def test_a_spider_is_closed_where_too_many_pages_are_incomplete(
    settings: dict[str, Any], reason: str, harness_fault_server: FaultServer, tmp_path: Path
) -> None:
    """With its own reason, and before it has asked for all the others."""
    cut = [harness_fault_server.address("lamplighter", "page_one_of") + f"?{n}" for n in range(6)]
    whole = [harness_fault_server.address("faro") + f"?{n}" for n in range(6)]
    urls = [url for pair in zip(cut, whole, strict=True) for url in pair]

    seen = crawl(tmp_path, urls, **settings)

    assert seen["reason"] == reason
    assert (len(seen["pages"]) < 12) == (reason != "finished")
    assert ("Closing spider: " in seen["log"]) == (reason != "finished")
    assert seen["stats"]["harness/incomplete"] == seen["stats"]["harness/state/truncated"] >= 2


def test_a_threshold_that_is_none_stops_the_crawl(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"HARNESS_MAX_INCOMPLETE 0\.05: write a share, such as 5%"):
        crawl(tmp_path, [], HARNESS_MAX_INCOMPLETE=0.05)


def test_a_misspelt_state_stops_the_crawl(tmp_path: Path) -> None:
    """A guard that is switched off by a slip guards nothing."""
    with pytest.raises(AssertionError, match="there is no state 'paywal'; did you mean 'paywall'"):
        crawl(tmp_path, [], HARNESS_DROP=["paywal"])


def test_all_that_is_not_whole_can_be_dropped(harness_fault_server: FaultServer, tmp_path: Path) -> None:
    cut = harness_fault_server.address("lamplighter", "page_one_of")

    seen = crawl(tmp_path, [cut, harness_fault_server.address("faro")], HARNESS_INCOMPLETE="drop")

    assert list(seen["failed"]) == [cut]
    assert list(seen["pages"].values()) == ["full"]


def test_the_address_that_was_asked_for_counts(tmp_path: Path) -> None:
    """Scrapy has followed the redirects before; a story's address that led to the home page is dropped."""
    with moved_site() as site:
        seen = crawl(tmp_path, [site + path for path in STATES], HARNESS_INCOMPLETE="drop")

    assert seen["stats"]["harness/state/redirected"] == 4
    assert seen["stats"]["harness/state/login_wall"] == 1
    assert sorted(seen["pages"].values()) == ["full", "not_article"]


def test_only_whole_articles_can_be_let_through(tmp_path: Path) -> None:
    """A home page is complete and no article."""
    with moved_site() as site:
        seen = crawl(tmp_path, [f"{site}/", f"{site}/ramp"], HARNESS_INCOMPLETE="articles_only")

    assert list(seen["pages"].values()) == ["full"]


def test_a_projects_own_rules_judge_its_crawl(harness_fault_server: FaultServer, tmp_path: Path) -> None:
    """Named in Scrapy's settings; a mistake in them stops the crawl."""
    rule = tmp_path / "my_rules" / "maintenance" / "lamps.py"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        '"""The lamps are out."""\nfrom harness.core.model import State\nfrom harness.rules.match import visible\n'
        "from harness.rules.rule import Rule\n"
        'RULE = Rule(State.MAINTENANCE, visible("article"))\n'
    )
    (tmp_path / "ours.tsv").write_text("payy\tGive us a crown.\n")
    whole = harness_fault_server.address("lamplighter")

    assert crawl(tmp_path, [whole])["pages"] == {whole: "full"}
    assert crawl(tmp_path, [whole], HARNESS_RULES=[str(tmp_path / "my_rules")])["pages"] == {
        whole: "maintenance"
    }
    with pytest.raises(AssertionError, match="Scrapy's settings: rules: there is no folder"):
        crawl(tmp_path, [], HARNESS_RULES=["nowhere"])
    with pytest.raises(AssertionError, match="line 1: unknown kind 'payy'; did you mean 'pay'"):
        crawl(tmp_path, [], HARNESS_WORDINGS=[str(tmp_path / "ours.tsv")])
