"""Saved-page folders: what they hold, and how their mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.core.errors import SavedPageError, TargetError
from harness.core.model import State
from harness.look.look import look_static
from harness.sources.page import Expect, Page
from harness.sources.targets import read_target
from tests.moved_site import HOME

HTML = "<!doctype html><title>Ferry</title><p>The ferry runs again.</p>"
TOML = """\
url = "https://news.example/2026/ferry"
status = 200
captured = 2026-11-23
note = "a page of our own"

[headers]
Content-Type = "text/html; charset=utf-8"

[expect]
state = "truncated"
content = "partial"
also = ["app_error", "ui_chrome"]
"""


def save(folder: Path, html: str | None = HTML, toml: str | None = TOML) -> Path:
    """Write a saved page."""
    folder.mkdir(parents=True, exist_ok=True)
    if html is not None:
        (folder / "page.html").write_text(html)
    if toml is not None:
        (folder / "page.toml").write_text(toml)
    return folder


def one(target: Path) -> Page:
    """The only page of a target."""
    [item] = read_target(target)
    if isinstance(item, TargetError):
        raise item
    return item


def test_a_saved_page_carries_its_facts_and_its_label(tmp_path: Path) -> None:
    """Address, status, headers with lower-case names, and what a human says."""
    page = one(save(tmp_path / "ferry"))

    assert page.id == "ferry"
    assert page.url == "https://news.example/2026/ferry"
    assert page.status == 200
    assert page.headers == {"content-type": "text/html; charset=utf-8"}
    assert page.note == "a page of our own"
    assert page.expect == Expect("truncated", "partial", ("app_error", "ui_chrome"))


def test_resources_stand_under_the_pages_own_address(tmp_path: Path) -> None:
    """A file in resources/ is beside the page; [resources] maps whole addresses."""
    folder = save(
        tmp_path / "ferry", toml=TOML + '[resources]\n"https://cdn.example/x.js" = "resources/x.js"\n'
    )
    (folder / "resources" / "img").mkdir(parents=True)
    (folder / "resources" / "x.js").write_text("let a = 1")
    (folder / "resources" / "img" / "a b.css").write_text("p { color: red }")

    resources = one(folder).resources

    assert set(resources) == {"https://cdn.example/x.js", "https://news.example/2026/img/a%20b.css"}
    assert resources["https://news.example/2026/img/a%20b.css"].headers["content-type"] == "text/css"


def test_a_folder_of_saved_pages_yields_them_by_name(tmp_path: Path) -> None:
    """A broken one is an error in its place; the others are pages."""
    save(tmp_path / "b")
    save(tmp_path / "a")
    save(tmp_path / "c", toml="url = ")
    (tmp_path / "notes").mkdir()

    items = list(read_target(tmp_path))

    assert [getattr(item, "id", None) for item in items] == ["a", "b", None]


URL = 'url = "https://a.example/"\n'
EXPECT = URL + "[expect]\n"


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("status = 200\n", ": url: the key is missing"),
        ('url = "news.example"\n', ":1: url: it must be an http or https address"),
        (URL + 'status = "200"\n', ":2: status: it must be an HTTP status"),
        (URL + "\nstaus = 200\n", ":3: staus: the key is unknown; did you mean 'status'?"),
        (URL + 'redirects = "x"\n', ":2: redirects: it must be a list of http or https addresses"),
        (URL + "note = 5\n", ":2: note: it must be text"),
        (URL + 'expect = "full"\n', ":2: expect: it must be a table"),
        (URL + "[headers]\nx = 5\n", ":3: headers.x: it must be text in quotes"),
        (EXPECT, ": expect.state: the key is missing"),
        (EXPECT + 'state = "paywal"\n', ":3: expect.state: 'paywal' is unknown; did you mean 'paywall'?"),
        (EXPECT + 'state = "full"\ncontent = "ful"\n', ":4: expect.content: 'ful' is unknown"),
        (
            EXPECT + 'state = "full"\nalso = ["ui-chrome"]\n',
            ":4: expect.also: 'ui-chrome' is unknown; did you",
        ),
        ('url = "https://a.example/\n', ": it is no valid TOML: Illegal character '\\n' (at line 1"),
    ],
)
def test_a_mistake_in_page_toml_is_told_with_line_and_key(tmp_path: Path, toml: str, told: str) -> None:
    """File, line and key, and the nearest known word."""
    with pytest.raises(SavedPageError) as caught:
        one(save(tmp_path / "p", toml=toml))

    assert f"page.toml{told}" in str(caught.value)


def test_missing_parts_are_named(tmp_path: Path) -> None:
    """A folder with one of the two files is a saved page that is incomplete."""
    with pytest.raises(SavedPageError, match=r"page\.toml is missing"):
        one(save(tmp_path / "a", toml=None))
    with pytest.raises(SavedPageError, match=r"page\.html is missing"):
        one(save(tmp_path / "b", html=None))


def test_a_folder_without_pages_says_what_it_lacks(tmp_path: Path) -> None:
    """And how to name loose HTML files."""
    with pytest.raises(TargetError, match="is no saved page"):
        one(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Saved pages come from strangers; theirs could point at a private file."""
    secret = tmp_path / "secret.html"
    secret.write_text(HTML)
    folder = save(tmp_path / "p", html=None)
    (folder / "page.html").symlink_to(secret)

    with pytest.raises(SavedPageError, match="leads out of the folder"):
        one(folder)


@pytest.mark.parametrize("name", ["../secret.js", "/etc/hostname", "resources/../../secret.js"])
def test_a_resource_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """Neither ``..`` nor an absolute path leads out."""
    folder = save(tmp_path / "p", toml=TOML + f'[resources]\n"https://cdn.example/x.js" = "{name}"\n')

    with pytest.raises(SavedPageError, match="leads out of the folder"):
        one(folder)


def test_a_linked_resource_folder_is_refused(tmp_path: Path) -> None:
    """A link inside resources/ is followed no further than the folder."""
    folder = save(tmp_path / "p")
    (folder / "resources").mkdir()
    (tmp_path / "outside.css").write_text("p {}")
    (folder / "resources" / "a.css").symlink_to(tmp_path / "outside.css")

    with pytest.raises(SavedPageError, match="leads out of the folder"):
        one(folder)


def test_the_way_to_a_saved_page_counts(tmp_path: Path) -> None:
    """An address that led to another one is told as it was when the page was saved."""
    asked = "https://news.example/2026/10/ferry-is-back"
    toml = f'url = "https://news.example/"\nredirects = ["{asked}", "https://news.example/hop"]\n'
    page = one(save(tmp_path / "home", html=HOME, toml=toml))
    verdict = look_static(page).verdict

    assert (page.asked, page.url) == (asked, "https://news.example/")
    assert (verdict.state, verdict.url, verdict.final_url) == (State.REDIRECTED, asked, page.url)
