"""A browser is found wherever it is, and what is missing is said in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.browser.process.launch import ENV, FoundBrowser, browsers, find_browser, need_browser, switches
from harness.browser.process.process import BrowserProcess
from harness.core.errors import BrowserError


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_setting_goes_before_everything(tmp_path: Path) -> None:
    """A browser that the user names is the only one considered."""
    named = program(tmp_path, "my-browser")
    program(tmp_path, "chromium")

    found = list(browsers(named, {"PATH": str(tmp_path), "HOME": str(tmp_path)}))

    assert [(named, "given")] == [(one.path, one.kind) for one in found]


def test_the_environment_names_one(tmp_path: Path) -> None:
    """HARNESS_BROWSER may hold a path or a program's name."""
    named = program(tmp_path, "chromium")

    found = find_browser(env={ENV: "chromium", "PATH": str(tmp_path), "HOME": str(tmp_path)})

    assert found is not None
    assert (named, "chromium", ENV) == (found.path, found.kind, found.origin)


def test_a_named_browser_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A wrong setting is not passed over in silence: the message names it and says what to do."""
    with pytest.raises(BrowserError, match=r"nowhere/chrome.*playwright install"):
        find_browser(tmp_path / "nowhere/chrome", {"PATH": ""})


def test_playwrights_own_goes_before_the_path(tmp_path: Path) -> None:
    """Playwright's newest download is preferred to a browser of the system."""
    program(tmp_path, "bin/chromium")
    program(tmp_path, "pw/chromium_headless_shell-900/linux/headless_shell")
    newest = program(tmp_path, "pw/chromium_headless_shell-1200/linux/headless_shell")

    env = {
        "PATH": str(tmp_path / "bin"),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "pw"),
        "HOME": str(tmp_path),
    }

    assert [newest, "chromium"] == [need_browser(env=env).path, list(browsers(env=env))[-1].kind]


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chromium", "google-chrome-stable", "msedge"])
def test_the_path_is_searched(tmp_path: Path, name: str) -> None:
    """Chromium, its headless shell, Chrome and Edge are found on the PATH."""
    path = program(tmp_path, name)

    assert path == need_browser(env={"PATH": str(tmp_path), "HOME": str(tmp_path)}).path


def test_no_browser_says_what_to_do(tmp_path: Path) -> None:
    """Without any browser the error says how to get one."""
    with pytest.raises(BrowserError, match="install one with"):
        need_browser(env={"PATH": str(tmp_path), "HOME": str(tmp_path)})


@pytest.mark.asyncio(loop_scope="session")
async def test_a_browser_that_does_not_start_says_so(tmp_path: Path) -> None:
    """A program that is no browser is an error with its path and a way out, and leaves no driver behind."""
    found = FoundBrowser(program(tmp_path, "chromium"), "chromium", "a test")

    with pytest.raises(BrowserError, match=r"chromium does not start: .*install one with"):
        await BrowserProcess.start(found, hermetic=True)


def test_no_browser_resolves_names() -> None:
    """A browser for saved pages reaches nothing; one for live pages nothing but the proxies on loopback."""
    rule = "--host-resolver-rules=MAP * ~NOTFOUND"

    assert rule in switches(hermetic=True)
    assert f"{rule}, EXCLUDE 127.0.0.1" in switches(hermetic=False)
    assert "--proxy-bypass-list=<-loopback>" in switches(hermetic=False)


def test_the_tabs_of_a_context_share_a_process_only_where_pages_are_saved() -> None:
    """Sites of live pages keep processes of their own."""
    limit = "--renderer-process-limit=1"

    assert limit in switches(hermetic=True)
    assert limit not in switches(hermetic=False)
