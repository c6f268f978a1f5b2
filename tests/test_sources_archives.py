"""Archives become pages: WARC, WACZ, HAR, MHTML, saved-complete folders; broken and hostile ones are told."""

from __future__ import annotations

import base64
import gzip
import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest
import zstandard

from harness.core.errors import TargetError
from harness.sources.page import Page
from harness.sources.source import DEFAULT, Limits, NotAPage
from harness.sources.targets import count_pages, read_records, read_target
from tests.warcs import HTML, Warc


def pages(path: Path, limits: Limits = DEFAULT) -> list[Page]:
    return [item for item in read_target(path, limits) if isinstance(item, Page)]


def errors(path: Path, limits: Limits = DEFAULT) -> list[str]:
    return [str(item) for item in read_target(path, limits) if isinstance(item, TargetError)]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.zst"])
def test_each_html_response_of_a_warc_is_a_page(tmp_path: Path, ending: str) -> None:
    """With its address, status and headers; pictures and style sheets are no pages."""
    warc = Warc(gzip=ending == ".warc.gz")
    warc.response("https://news.example/a").response(
        "https://news.example/p.png", b"x", Content_Type="image/png"
    )
    warc.response("https://news.example/b", status="404 Not Found")
    path = warc.write(tmp_path / f"crawl{ending}")
    if ending == ".warc.zst":
        path.write_bytes(zstandard.ZstdCompressor().compress(warc.bytes()))

    first, second = pages(path)

    assert (first.url, first.status, first.html) == ("https://news.example/a", 200, HTML)
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    assert (second.url, second.status) == ("https://news.example/b", 404)
    assert count_pages([str(path)]) == 2


def test_html_resources_are_pages_without_a_status(tmp_path: Path) -> None:
    """Tools that archive what a browser rendered write resource records."""
    path = Warc().resource("https://news.example/a", HTML, "text/html").write(tmp_path / "a.warc.gz")

    [page] = pages(path)

    assert (page.url, page.status, page.html) == ("https://news.example/a", None, HTML)


def test_the_archive_answers_a_pages_requests(tmp_path: Path) -> None:
    """Its style sheets and pictures come from the archive, also in another process."""
    warc = Warc().response("https://news.example/a")
    warc.response("https://cdn.example/a.css", b"p{color:red}", Content_Type="text/css")
    [page] = pages(warc.write(tmp_path / "a.warc.gz"))

    resources = pickle.loads(pickle.dumps(page.resources))

    assert resources["https://cdn.example/a.css"].body == b"p{color:red}"
    assert resources["https://cdn.example/a.css"].headers["content-type"] == "text/css"
    assert "https://cdn.example/b.css" not in resources
    assert len(resources) == 2


def test_a_page_knows_by_which_redirects_it_was_reached(tmp_path: Path) -> None:
    """A redirect is no page of its own, but part of the way to one."""
    warc = Warc().response("http://news.example/a", b"", "301 Moved", Location="https://news.example/a")
    warc.response("https://news.example/a", b"", "302 Found", Location="/story")
    warc.response("https://news.example/story")
    path = warc.write(tmp_path / "a.warc.gz")

    [page] = pages(path)

    assert page.redirects == ("http://news.example/a", "https://news.example/a")
    assert sum(isinstance(item, NotAPage) for item in read_records(path)) == 2


@pytest.mark.parametrize("coding", ["gzip", "zstd", "deflate", "br"])
def test_stored_encodings_are_undone(tmp_path: Path, coding: str) -> None:
    """Archives hold bodies as they came over the wire."""
    import zlib

    packed = {
        "gzip": gzip.compress(HTML),
        "zstd": zstandard.ZstdCompressor().compress(HTML),
        "deflate": zlib.compress(HTML),
        "br": _brotli(HTML),
    }[coding]
    path = (
        Warc()
        .response("https://news.example/a", packed, Content_Encoding=coding)
        .write(tmp_path / "a.warc.gz")
    )

    [page] = pages(path)

    assert page.html == HTML
    assert "content-encoding" not in page.headers


def _brotli(data: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    packed = io.BytesIO()
    writer = BrotliWriter(packed)
    writer.write(data)
    writer.close()
    return packed.getvalue()


def test_a_body_that_is_stored_plain_is_left_plain(tmp_path: Path) -> None:
    """Some archives keep the header of an encoding that they have undone."""
    path = Warc().response("https://news.example/a", Content_Encoding="gzip").write(tmp_path / "a.warc.gz")

    assert pages(path)[0].html == HTML


def test_chunks_are_joined(tmp_path: Path) -> None:
    """Chunked bodies are stored with their chunk sizes."""
    body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, HTML[:10], len(HTML) - 10, HTML[10:])
    path = (
        Warc()
        .response("https://news.example/a", body, Transfer_Encoding="chunked")
        .write(tmp_path / "a.warc")
    )

    assert pages(path)[0].html == HTML


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
@pytest.mark.parametrize("cut", [20, 400])
def test_a_cut_warc_is_noticed(tmp_path: Path, ending: str, cut: int) -> None:
    """The record in which it ends is an error; those before it are pages."""
    import random

    noise = random.Random(5).randbytes(3_000).hex().encode()
    warc = Warc(gzip=ending == ".warc.gz").response("https://news.example/a")
    warc.response("https://news.example/b", HTML + noise)
    path = tmp_path / f"a{ending}"
    path.write_bytes(warc.bytes()[:-cut])

    assert [page.url for page in pages(path)] == ["https://news.example/a"]
    assert "cut in the middle" in errors(path)[0]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_a_broken_record_costs_only_itself(tmp_path: Path, ending: str) -> None:
    """Some bytes of the second of three records are wrong: it is counted and skipped."""
    packed = ending == ".warc.gz"
    one = Warc(packed).response("https://news.example/a").bytes()
    two = bytearray(Warc(packed).response("https://news.example/b").bytes())
    two[12:40] = b"\xff" * 28 if packed else two[12:40]
    two[:4] = two[:4] if packed else b"XXXX"
    three = Warc(packed).response("https://news.example/c").bytes()
    path = tmp_path / f"a{ending}"
    path.write_bytes(one + bytes(two) + three)

    assert [page.url for page in pages(path)] == ["https://news.example/a", "https://news.example/c"]
    assert "is broken; it is skipped" in errors(path)[0]


def test_a_whole_file_gzip_is_read(tmp_path: Path) -> None:
    """Some tools compress the file instead of each record."""
    warc = Warc(gzip=False).response("https://news.example/a").response("https://news.example/b")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(warc.bytes()))

    assert len(pages(path)) == 2


def test_a_body_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    """It is not unpacked further than the cap."""
    bomb = gzip.compress(b"<p>" + b"a" * 5_000_000)
    path = (
        Warc().response("https://news.example/a", bomb, Content_Encoding="gzip").write(tmp_path / "a.warc.gz")
    )

    assert "bigger than 1 MB" in errors(path, Limits(max_bytes=1024 * 1024))[0]


def test_an_archive_without_documents_says_so(tmp_path: Path) -> None:
    """Silence would look like success."""
    path = (
        Warc()
        .response("https://news.example/a.css", b"p{}", Content_Type="text/css")
        .write(tmp_path / "a.warc")
    )
    (tmp_path / "empty.warc").write_bytes(b"")

    assert "holds no HTML document" in errors(path)[0]
    assert "it is empty" in errors(tmp_path / "empty.warc")[0]


def test_a_copy_of_the_wayback_machine_is_known_by_its_original_address(tmp_path: Path) -> None:
    """Rules need the address the page lived at."""
    url = "https://web.archive.org/web/20240301120000id_/https://news.example/a?b=1"
    path = Warc().response(url).write(tmp_path / "a.warc.gz")

    assert pages(path)[0].url == "https://news.example/a?b=1"


def wacz(path: Path, compression: int, *listed: str) -> Path:
    warc = Warc().response("https://news.example/a").response("https://news.example/frame")
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("archive/data.warc.gz", warc.bytes())
        lines = [{"format": "json-pages-1.0"}, *({"url": url} for url in listed)]
        archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
    return path


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_listed_pages_of_a_wacz_are_looked_at(tmp_path: Path, compression: int) -> None:
    """Frames and other documents of the crawl are there for their pages only."""
    path = wacz(tmp_path / "a.wacz", compression, "https://news.example/a")

    [page] = read_target(path)

    assert isinstance(page, Page)
    assert page.url == "https://news.example/a"
    assert page.resources["https://news.example/frame"].body == HTML


def test_a_wacz_without_a_list_gives_all_its_documents(tmp_path: Path) -> None:
    """A list is optional."""
    assert len(pages(wacz(tmp_path / "a.wacz", zipfile.ZIP_STORED))) == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("../../etc/x.warc.gz", b"x", "leads out of the archive"),
        ("archive/data.warc", b"\0" * 30_000_000, "it is a bomb"),
        ("other/data.txt", b"x", "holds no archive"),
    ],
)
def test_hostile_zip_files_are_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    """Before anything of them is unpacked."""
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)

    assert why in errors(path)[0]


def test_what_is_no_zip_file_says_so(tmp_path: Path) -> None:
    """A name promises nothing."""
    path = tmp_path / "a.wacz"
    path.write_bytes(b"PK\x03\x04 cut")

    assert "no ZIP file" in errors(path)[0]


def har(*entries: dict[str, object]) -> bytes:
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def entry(
    url: str, body: bytes = HTML, mime: str = "text/html", kind: str | None = None, **more: object
) -> dict[str, object]:
    content = {"mimeType": mime, "text": base64.b64encode(body).decode(), "encoding": "base64"} | more
    found: dict[str, object] = {
        "request": {"url": url, "method": "GET"},
        "response": {"status": 200, "headers": [{"name": "X-A", "value": "1"}], "content": content},
    }
    return found | ({"_resourceType": kind} if kind else {})


def test_the_documents_of_a_har_are_pages(tmp_path: Path) -> None:
    """The rest of the recording answers their requests."""
    path = tmp_path / "a.har"
    path.write_bytes(
        har(
            entry("https://news.example/a", kind="document"),
            entry("https://news.example/a.css", b"p{}", "text/css", kind="stylesheet"),
        )
    )

    [page] = read_target(path)

    assert isinstance(page, Page)
    assert (page.url, page.html, page.status) == ("https://news.example/a", HTML, 200)
    assert page.headers["x-a"] == "1"
    assert page.resources["https://news.example/a.css"].body == b"p{}"


def test_bodies_beside_a_zipped_har_are_read(tmp_path: Path) -> None:
    """Playwright keeps them as files of the same archive."""
    path = tmp_path / "a.har.zip"
    attached = entry("https://news.example/a", b"", encoding=None, text=None, _file="abc.html")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("har.har", har(attached))
        archive.writestr("abc.html", HTML)

    assert pages(path)[0].html == HTML


def test_a_broken_har_says_so(tmp_path: Path) -> None:
    """No JSON, no log, or a broken entry among good ones."""
    path = tmp_path / "a.har"
    path.write_bytes(b"{}")
    assert "it is no HAR" in errors(path)[0]

    path.write_bytes(har({"request": {}}, entry("https://news.example/a")))

    assert "the entry is broken" in errors(path)[0]
    assert len(pages(path)) == 1


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/a
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-ID: <f@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/a

<html><body><p class=3D"x">The ferry runs again.</p></body></html>
------b
Content-Type: text/css
Content-Transfer-Encoding: base64
Content-Location: https://news.example/a.css

cHt9
------b--
"""


def test_an_mhtml_file_is_one_page_with_its_resources(tmp_path: Path) -> None:
    """Chromium writes it as "webpage, single file"."""
    path = tmp_path / "a.mhtml"
    path.write_bytes(MHTML)

    [page] = read_target(path)

    assert isinstance(page, Page)
    assert page.url == "https://news.example/a"
    assert page.html is not None
    assert b'class="x"' in bytes(page.html)  # type: ignore[arg-type]
    assert page.resources["https://news.example/a.css"].body == b"p{}"


def test_what_is_no_mhtml_says_so(tmp_path: Path) -> None:
    """Plain HTML under that name has no parts."""
    path = tmp_path / "a.mht"
    path.write_bytes(HTML)

    assert "it is no MHTML" in errors(path)[0]


def test_the_folder_beside_a_page_saved_complete_answers_its_requests(tmp_path: Path) -> None:
    """Relative links count from the page's own address; links that lead out are not followed."""
    path = tmp_path / "Ferry story.html"
    path.write_bytes(
        HTML.replace(b"<title>", b'<link rel="canonical" href="https://news.example/a/b"><title>')
    )
    folder = tmp_path / "Ferry story_files"
    folder.mkdir()
    (folder / "a.css").write_bytes(b"p{}")
    (folder / "out").symlink_to("/etc/hostname")

    [page] = pages(path)

    assert dict(page.resources).keys() == {"https://news.example/a/Ferry%20story_files/a.css"}
    assert page.resources["https://news.example/a/Ferry%20story_files/a.css"].body == b"p{}"


def test_rows_of_tables_are_pages(tmp_path: Path) -> None:
    """CSV and JSON lines, also compressed; columns are known by their names."""
    row = {"id": "7", "url": "https://news.example/a", "status": 200, "html": HTML.decode()}
    lines = tmp_path / "a.jsonl.gz"
    lines.write_bytes(gzip.compress(json.dumps(row).encode() + b"\n"))
    commas = tmp_path / "a.csv"
    commas.write_text('ID,URL,Status,HTML\n7,https://news.example/a,200,"<p>Two\nlines</p>"\n')

    [one], [two] = pages(lines), pages(commas)

    assert (one.url, one.status, one.html, one.id) == ("https://news.example/a", 200, HTML.decode(), "7")
    assert (two.url, two.status, two.html) == ("https://news.example/a", 200, "<p>Two\nlines</p>")


def test_rows_may_name_files_texts_or_live_pages(tmp_path: Path) -> None:
    """HTML beside the table, a scraper's text, an address; a row with nothing is an error of its own."""
    (tmp_path / "b.html").write_bytes(HTML)
    rows = [
        {"path": "b.html", "headers": {"Server": "x"}},
        {"text": "The ferry runs again."},
        {"url": "https://news.example/c"},
        {"colour": "red"},
        {"path": "../../etc/hostname"},
    ]
    path = tmp_path / "a.ndjson"
    path.write_text("\n".join([*map(json.dumps, rows), "{broken", "[1]"]))

    file, text, live = pages(path)

    assert (file.html, file.headers) == (HTML, {"server": "x"})
    assert text.text
    assert live.live
    assert [e.partition(": ")[2][:14] for e in errors(path)] == [
        "the row has no",
        "'../../etc/hos",
        "it is no JSON ",
        "it is no JSON ",
    ]
    assert count_pages([str(path)]) == 7


def test_rows_of_parquet_files_are_pages(tmp_path: Path) -> None:
    """The form in which big corpora come."""
    pyarrow = pytest.importorskip("pyarrow", reason="the extra scraper-harness[parquet] is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    table = pyarrow.table({"url": ["https://news.example/a"], "html": [HTML], "other": [1]})
    parquet.write_table(table, path)
    (tmp_path / "b.parquet").write_bytes(b"no")

    [page] = pages(path)

    assert (page.url, page.html) == ("https://news.example/a", HTML)
    assert count_pages([str(path)]) == 1
    assert "no Parquet file" in errors(tmp_path / "b.parquet")[0]
