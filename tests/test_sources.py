"""Targets become pages: one source per kind, errors as values."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
import zstandard

from harness.core.errors import TargetError
from harness.sources.page import Page
from harness.sources.source import DEFAULT, Limits
from harness.sources.targets import all_sources, count_pages, read_target, read_targets

HTML = b"<!doctype html><html><title>Ferry</title><body><p>The ferry runs again.</p></body></html>"


def one(target: str | Path, limits: Limits = DEFAULT) -> Page:
    """The only page of a target."""
    [item] = read_target(target, limits)
    if isinstance(item, TargetError):
        raise item
    return item


@pytest.fixture
def html(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_bytes(HTML)
    return path


def test_an_html_file_is_its_bytes(html: Path) -> None:
    """Bytes are not decoded: engines do that the way browsers do."""
    page = one(html)

    assert page.html == HTML
    assert page.target == str(html)
    assert page.url is None


@pytest.mark.parametrize("ending", [".html.gz", ".htm.zst"])
def test_compressed_html_is_unpacked(tmp_path: Path, ending: str) -> None:
    """Endings .gz and .zst say how the document is stored."""
    pack = gzip.compress if ending.endswith(".gz") else zstandard.ZstdCompressor().compress
    path = tmp_path / f"a{ending}"
    path.write_bytes(pack(HTML))

    assert one(path).html == HTML


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://news.example/a">', "https://news.example/a"),
        ("<link href='https://news.example/b' rel=canonical>", "https://news.example/b"),
        (
            '<meta property="og:url" content="https://news.example/c?x=1&amp;y=2">',
            "https://news.example/c?x=1&y=2",
        ),
        ("<!-- saved from url=(0027)https://news.example/story -->", "https://news.example/story"),
        (
            "<!--\n Page saved with SingleFile \n url: https://news.example/single \n-->",
            "https://news.example/single",
        ),
        ('<link rel="canonical" href="/relative">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[broken">', None),
    ],
)
def test_a_saved_document_names_its_address(tmp_path: Path, head: str, url: str | None) -> None:
    """Comment of the saving program, canonical link, og:url; only whole web addresses count."""
    path = tmp_path / "a.html"
    path.write_text(f"<html><head>{head}</head><body><p>Text</p></body></html>")

    assert one(path).url == url


def test_the_saving_programs_comment_wins_over_the_canonical_link(tmp_path: Path) -> None:
    """A syndicated story's canonical link points to another site."""
    path = tmp_path / "a.html"
    path.write_text(
        '<!-- saved from url=(0014)https://here.example/a --><link rel="canonical" href="https://there.example/">'
    )

    assert one(path).url == "https://here.example/a"


def test_a_text_file_is_a_scrapers_output(tmp_path: Path) -> None:
    """.txt is text even where it begins with a tag."""
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff<p>Über".encode())

    page = one(path)

    assert page.text
    assert page.html == "<p>Über"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_text_is_decoded_by_its_mark_or_its_bytes(tmp_path: Path, encoding: str) -> None:
    """UTF-8, marked UTF-16 and Western European are read without being told."""
    path = tmp_path / "a.txt"
    path.write_bytes("Das Schloß öffnet wieder, für 5 £.".encode(encoding))

    assert one(path).html == "Das Schloß öffnet wieder, für 5 £."


def test_one_broken_byte_does_not_garble_a_utf8_text(tmp_path: Path) -> None:
    """Mostly UTF-8 stays UTF-8; the broken byte shows as a replacement character."""
    path = tmp_path / "a.txt"
    path.write_bytes("Größe ".encode() * 100 + b"\xff" + b"Ende")

    text = one(path).html

    assert isinstance(text, str)
    assert text.endswith("\ufffdEnde")
    assert "Größe" in text


@pytest.mark.parametrize(("data", "is_text"), [(HTML, False), (b"Just words.", True)])
def test_standard_input_is_told_apart_by_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, data: bytes, is_text: bool
) -> None:
    """HTML or a scraper's text, both as ``-``."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert one("-").text is is_text


def test_an_address_is_a_live_page() -> None:
    """Nothing is loaded by the source; a password is not shown in reports."""
    page = one("https://anna:secret@news.example/a")

    assert page.live
    assert page.url == "https://anna:secret@news.example/a"
    assert page.target == "https://news.example/a"


@pytest.mark.parametrize(
    "address", ["ftp://news.example/", "file:///etc/hostname", "javascript:alert(1)", "data:text/html,x"]
)
def test_only_web_addresses_are_looked_at(address: str) -> None:
    """Other schemes could read local files."""
    with pytest.raises(TargetError, match="only http and https"):
        one(address)


@pytest.mark.parametrize("address", ["https://", "http://host:99999/", "http://[::1", "https://a b/"])
def test_a_malformed_address_is_refused(address: str) -> None:
    """A sentence, not a browser error."""
    with pytest.raises(TargetError, match="address"):
        one(address)


def test_a_list_yields_its_targets_and_its_mistakes(
    tmp_path: Path, html: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad line is an error with its number; the lines around it are read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text(
        "# pages\n\na.html\nmissing.html\n@list.txt\n  https://news.example/a  \nftp://x.example/\n"
    )

    items = list(read_target("@list.txt"))

    assert [type(item).__name__ for item in items] == [
        "Page",
        "TargetError",
        "TargetError",
        "Page",
        "TargetError",
    ]
    assert [item.target for item in items if isinstance(item, TargetError)] == [
        "list.txt:4",
        "list.txt:5",
        "list.txt:7",
    ]


def test_a_page_in_hand_is_a_target() -> None:
    """The library's callers may have read the page themselves."""
    page = Page(target="mine", html="<p>x</p>")

    assert list(read_targets([page])) == [page]


def test_every_source_shows_an_example_it_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of target is claimed by one source only; files without a kind fall to the last."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages" / "seed-excerpt").mkdir(parents=True)
    *kinds, last = all_sources()

    assert last.fallback
    for source in kinds:
        assert [s for s in kinds if s.claims(source.example)] == [source]
    assert not any(s.claims(last.example) for s in kinds)


def test_a_decompression_bomb_costs_no_more_than_the_cap(tmp_path: Path) -> None:
    """The cap counts unpacked bytes."""
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(b"<p>" + b"a" * 5_000_000))

    with pytest.raises(TargetError, match="bigger than 1 MB"):
        one(path, Limits(max_bytes=1024 * 1024))


def test_a_folder_gives_the_saved_pages_and_html_files_in_it_and_below(tmp_path: Path) -> None:
    """By name. What a browser saved beside a page, hidden folders and linked ones are no pages of it."""
    pages = ["a.html", "b/deep/c.htm.gz", "saved/page.html", "story.html", "@z.xhtml"]
    others = [
        "story_files/frame.html",
        "saved/resources/frame.html",
        ".git/x.html",
        "notes.txt",
        "b/logo.png",
    ]
    for name in (*pages, *others):
        (tmp_path / "crawl" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "crawl" / name).write_bytes(
            gzip.compress(b"<p>Ferry") if name.endswith(".gz") else b"<p>Ferry"
        )
    (tmp_path / "crawl" / "saved" / "page.toml").write_text('url = "https://news.example/a"')
    (tmp_path / "crawl" / "again").symlink_to(tmp_path / "crawl")

    found = [str(item.target) for item in read_target(tmp_path / "crawl")]

    names = ["@z.xhtml", "a.html", "b/deep/c.htm.gz", "saved", "story.html"]
    assert found == [str(tmp_path / "crawl" / name) for name in names]
    assert count_pages([str(tmp_path / "crawl")]) == len(found)


def test_a_file_of_the_current_folder_is_a_file_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``@list.html`` would be a list at a prompt."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "@list.html").write_text("<p>Ferry")

    assert isinstance(one(Path()), Page)


def test_pages_are_counted_for_progress(tmp_path: Path, html: Path) -> None:
    """Lines of a list, folders of saved pages; what is not there counts as one."""
    listing = tmp_path / "list.txt"
    listing.write_text(f"# two\n{html}\n\n{html}\n")
    for name in ("a", "b", "c"):
        (tmp_path / "pages" / name).mkdir(parents=True)
        (tmp_path / "pages" / name / "page.toml").write_text("")

    assert count_pages([f"@{listing}", str(html), str(tmp_path / "pages"), "@missing", "-"]) == 8
