"""Sessions: cookies, storage and headers from files, and what of them no output may show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.core import extras
from harness.core.errors import UsageError
from harness.web.session import Proxy, Session, need_consent_extra
from harness.web.session_files import merged, read_cookies, read_headers, read_storage

NETSCAPE = (
    "# Netscape HTTP Cookie File\n\n"
    ".news.example\tTRUE\t/\tTRUE\t1893456000\tsid\ts3cret41\n"
    "#HttpOnly_www.news.example\tFALSE\t/account\tFALSE\t0\ttoken\t\n"
    "news.example\tTRUE\t/\tFALSE\t0\twide\t1\n"
)


def file(folder: Path, text: str) -> Path:
    path = folder / "file"
    path.write_text(text)
    return path


def test_cookies_txt_is_read_as_curl_and_browsers_write_it(tmp_path: Path) -> None:
    """Domains with and without subdomains, http-only ones, and those that end with the session."""
    one, two, three = read_cookies(file(tmp_path, NETSCAPE))

    assert one == {
        "name": "sid",
        "value": "s3cret41",
        "domain": ".news.example",
        "path": "/",
        "expires": 1893456000.0,
        "secure": True,
        "httpOnly": False,
        "sameSite": "Lax",
    }
    assert (two["domain"], two["path"], two["httpOnly"], two["expires"]) == (
        "www.news.example",
        "/account",
        True,
        -1,
    )
    assert (two["value"], three["domain"]) == ("", ".news.example")


@pytest.mark.parametrize(
    "entry",
    [
        {
            "name": "sid",
            "value": "x",
            "domain": ".news.example",
            "expirationDate": 99.5,
            "sameSite": "no_restriction",
        },
        {"name": "sid", "value": "x", "url": "https://.news.example/a", "expires": 99.5},
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_json_cookies_are_read_as_extensions_export_them(
    entry: dict[str, Any], wrapped: bool, tmp_path: Path
) -> None:
    data: Any = {"cookies": [entry]} if wrapped else [entry]
    (cookie,) = read_cookies(file(tmp_path, json.dumps(data)))

    assert (cookie["name"], cookie["domain"], cookie["expires"], cookie["path"]) == (
        "sid",
        ".news.example",
        99.5,
        "/",
    )
    assert cookie["sameSite"] == "Lax"  # for all sites only where it is secure


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no cookies"),
        ("s3cret41 alone", "line 1 is no cookie"),
        ("# x\na\tb\tc s3cret41", "line 2 is no cookie"),
        ("[{]", "no valid JSON"),
        ('{"a": "s3cret41"}', "no list of cookies"),
        ('[{"value": "s3cret41", "domain": "a"}]', "cookie 1 has no name"),
        ('[{"name": "a", "value": "s3cret41"}]', "cookie 1 .a. has no domain"),
        ('["s3cret41"]', "cookie 1 has no name"),
    ],
)
def test_a_file_that_holds_no_cookies_says_where_and_shows_no_value(
    text: str, why: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        read_cookies(file(tmp_path, text))
    assert "s3cret" not in str(caught.value)


def test_a_storage_state_is_read_as_playwright_writes_it(tmp_path: Path) -> None:
    state = {
        "cookies": [{"name": "a", "value": "1", "domain": "x.example", "path": "/", "expires": -1}],
        "origins": [{"origin": "https://x.example", "localStorage": [{"name": "k", "value": "v"}]}],
    }
    read = read_storage(file(tmp_path, json.dumps(state)))

    assert read["origins"] == state["origins"]
    assert [c["name"] for c in merged(read, [{"name": "b", "domain": "x", "path": "/"}])["cookies"]] == [
        "a",
        "b",
    ]
    again = merged(read, [{**read["cookies"][0], "value": "2"}])
    assert [c["value"] for c in again["cookies"]] == ["2"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"cookies": 1}',
        '{"origins": [1]}',
        '{"origins": [{"origin": "a", "localStorage": [1]}]}',
    ],
)
def test_what_is_no_storage_state_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_storage(file(tmp_path, text))


@pytest.mark.parametrize("name", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=name):
        read_cookies(tmp_path / name)


def test_headers_come_from_the_command_line_or_a_file(tmp_path: Path) -> None:
    """A file keeps a secret out of the list of processes."""
    path = file(tmp_path, "# mine\nAuthorization: Bearer a:b\n\nX-Two:2\n")

    assert read_headers([f"@{path}", "X-One: 1"]) == {
        "Authorization": "Bearer a:b",
        "X-Two": "2",
        "X-One": "1",
    }


@pytest.mark.parametrize("entry", ["s3cret41", ": s3cret41", "A: s3cret41\r\nB: 2"])
def test_what_is_no_header_is_refused_and_not_repeated(entry: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_headers([entry])
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Cookie", "--cookie-file"),
        ("user-agent", "--user-agent"),
        ("Proxy-Authorization", "--proxy"),
        ("a b", "no name"),
    ],
)
def test_headers_with_an_option_of_their_own_name_it(name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        Session(headers={name: "x"})


@pytest.mark.parametrize(
    "agent",
    ["Mozilla/5.0 (compatible; Googlebot/2.1)", "bingbot", "Mozilla/5.0 facebookexternalhit/1.1", "GPTBot"],
)
def test_nobody_poses_as_a_crawler(agent: str) -> None:
    """Sites open their walls to some; that is a way around."""
    with pytest.raises(UsageError, match="does not pose"):
        Session(user_agent=agent)


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        ("http://p.example:3128", Proxy("http://p.example:3128")),
        ("p.example:3128", Proxy("http://p.example:3128")),
        ("https://u:p%40ss@p.example:1", Proxy("https://p.example:1", "u", "p@ss")),
        ("http://[::1]:80", Proxy("http://[::1]:80")),
    ],
)
def test_a_proxy_is_an_address_with_its_user(address: str, proxy: Proxy) -> None:
    assert Proxy.from_address(address) == proxy


@pytest.mark.parametrize(
    "address", ["", "http://u:s3cret41@p.example", "ftp://p:1", "http://p:99999", "http://p:x"]
)
def test_what_is_no_proxy_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        Proxy.from_address(address)
    assert "s3cret" not in str(caught.value)


def test_a_session_shows_none_of_its_secrets() -> None:
    """Neither when it is printed, nor in a traceback."""
    session = Session(
        storage={"cookies": [{"name": "a", "value": "s3cret41"}]},
        headers={"X-Key": "s3cret42"},
        proxy=Proxy("http://p:1", "s3cret43", "s3cret44"),
    )

    assert "s3cret" not in repr(session)
    assert {"s3cret41", "s3cret42", "s3cret44", "s3cret43:s3cret44"} <= set(session.secrets())


def test_without_the_extra_answering_banners_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    need_consent_extra(Session())
    with pytest.raises(UsageError, match=r"pip install 'scraper-harness\[consent\]'"):
        need_consent_extra(Session(consent="reject"))
