"""The golden net: the verdict on every page there is, kept as digests, and what changed between two revisions.

    python benchmarks/verdicts.py -o now.jsonl            verdicts of the work tree
    python benchmarks/verdicts.py --diff REV              what changed since REV, page by page
    python benchmarks/verdicts.py --only pages,dev        a part of the sets: pages, browser, faults, dev, natural

Verdicts are whole (evidence included), but for rule ids with ``--states``. ``dev`` and ``natural`` are read where
``../shared/corpus`` is there; the faults are the audit's, on complete pages of ``pages/``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SETS = ("pages", "browser", "faults", "dev", "natural")
Row = dict[str, Any]


def main() -> int:
    """Write the verdicts of this tree, or what changed since a revision."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--diff", metavar="REV")
    parser.add_argument("--only", default=",".join(SETS))
    parser.add_argument("--states", action="store_true", help="compare states alone, not evidence")
    asked = parser.parse_args()
    wanted = asked.only.split(",")
    if asked.diff:
        return _diff(asked.diff, wanted, states=asked.states)
    out = asked.output.open("w", encoding="utf-8") if asked.output else sys.stdout
    for row in verdicts(wanted):
        out.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
    return 0


def verdicts(wanted: list[str]) -> Iterator[Row]:
    """A row a page: the set it is of, its id, its verdict as JSON."""
    for engine, name in (("static", "pages"), ("browser", "browser")):
        if name in wanted:
            yield from _saved_pages(engine, name)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        if "faults" in wanted:
            folders = sorted(p.name for p in (ROOT / "pages").glob("open-*"))
            for rows in pool.map(_faulty, folders):
                yield from rows
        for name, file in (("dev", "labels.jsonl"), ("natural", "pages.jsonl")):
            if name in wanted and (CORPUS / name / file).is_file():
                lines = (CORPUS / name / file).read_text(encoding="utf-8").splitlines()
                yield from pool.map(partial(_labelled, name), lines, chunksize=16)


def _saved_pages(engine: str, name: str) -> Iterator[Row]:
    command = [sys.executable, "-m", "harness", "check", "pages", "--engine", engine, "--format", "jsonl"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    for line in done.stdout.decode("utf-8").splitlines():
        verdict = json.loads(line)
        yield {"set": name, "id": Path(verdict["target"]).name, "verdict": verdict}


def _faulty(folder: str) -> list[Row]:
    from harness import judge
    from harness.measure.audit.suite import labelled
    from harness.measure.faults.fault import all_faults, mutate
    from harness.measure.faults.specimen import examine

    rows = []
    for page in labelled([str(ROOT / "pages" / folder)]):
        specimen = examine(page)
        for fault in all_faults() if specimen else ():
            case = mutate(specimen, [fault])
            if case is not None:
                verdict = judge(case.html, url=case.url, status=case.status, headers=case.headers)
                rows.append({"set": "faults", "id": case.id, "verdict": verdict.to_json()})
    return rows


def _labelled(name: str, line: str) -> Row:
    from harness import judge

    page = json.loads(line)
    html = gzip.decompress((CORPUS / name / page["path"]).read_bytes())
    verdict = judge(html, url=page["url"], status=page["status"], headers=page["headers"])
    return {"set": name, "id": page["id"], "verdict": verdict.to_json()}


def digest(row: Row) -> str:
    """Sixteen digits that change with anything a verdict says."""
    told = {name: value for name, value in row["verdict"].items() if name != "judged_by"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _diff(revision: str, wanted: list[str], *, states: bool) -> int:
    now = {(row["set"], row["id"]): row for row in verdicts(wanted)}
    before = {(row["set"], row["id"]): row for row in _of_revision(revision, wanted)}
    tell: Callable[[Row], str] = _state if states else digest
    changed = [key for key in now if key not in before or tell(now[key]) != tell(before[key])]
    for key in changed:
        print(*key, sep="/")
        for line in _told(before.get(key), now[key]):
            print("   ", line)
    gone = len(before.keys() - now.keys())
    print(f"{len(now)} verdicts, {len(changed)} changed since {revision}, {gone} gone")
    return 1 if changed or gone else 0


def _of_revision(revision: str, wanted: list[str]) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", str(tree), revision], cwd=ROOT, check=True)
        try:
            script = tree / "benchmarks" / "verdicts.py"
            script.write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
            if CORPUS.is_dir():
                (tree.parent / "shared").symlink_to(CORPUS.parent)
            out = Path(folder) / "rows.jsonl"
            command = [sys.executable, str(script), "--only", ",".join(wanted), "-o", str(out)]
            environment = {**os.environ, "PYTHONPATH": str(tree)}
            subprocess.run(command, cwd=tree, env=environment, check=True)
            return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)


def _state(row: Row) -> str:
    verdict = row["verdict"]
    return f"{verdict['state']} {verdict['content']} {' '.join(verdict['also'])}"


def _told(before: Row | None, now: Row) -> Iterator[str]:
    """The fields that differ, the old value beside the new one."""
    if before is None:
        yield f"new: {_state(now)}"
        return
    old, new = before["verdict"], now["verdict"]
    for name in new:
        if old.get(name) != new[name]:
            yield f"{name}: {_short(old.get(name))} -> {_short(new[name])}"


def _short(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = [one["rule"] for one in value]
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:299] + "…"


if __name__ == "__main__":
    sys.exit(main())
