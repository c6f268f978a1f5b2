"""What was done, by what, and with what outcome: one file that makes a run's results citable."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness.core.errors import UsageError
from harness.look.fingerprint import judged_by
from harness.look.looking import Looking
from harness.look.run.input_files import write_atomically
from harness.look.run.plan import Plan, Shard
from harness.look.run.tally import Tally


def manifest_file(out: Path, shard: Shard | None) -> Path:
    """Where the manifest of a run, or of a shard of it, goes."""
    return out / ("manifest.json" if shard is None else f"manifest-{shard.index}-of-{shard.of}.json")


def need_same(out: Path, shard: Shard | None, how: Looking) -> None:
    """Make sure that what a folder holds was judged by the same rules and engine.

    Raises:
        UsageError: it was not; mixed results cannot be compared.
    """
    for path in {out / "manifest.json", manifest_file(out, shard)}:
        try:
            held = json.loads(path.read_bytes())
        except FileNotFoundError:
            continue
        except ValueError:
            continue
        if (held.get("rules"), held.get("engine")) != (judged_by(how.rulebook).rules, how.engine):
            raise UsageError(
                f"{out} holds results of other rules or of another engine; use another folder, "
                "or --fresh to begin anew"
            )


def write_manifest(
    out: Path, plan: Plan, shard: Shard | None, *, how: Looking, began: datetime, tally: Tally, left: int
) -> dict[str, Any]:
    """Write the manifest; the same data is returned.

    Args:
        left: pages of the run (or the shard) that are not done.
    """
    wanted = sum(piece.pages for piece in plan.slices(shard))
    made = judged_by(how.rulebook)
    manifest = {
        "harness": made.harness,
        "python": platform.python_version(),
        "rules": made.rules,
        "engine": how.engine,
        "shard": None if shard is None else f"{shard.index}/{shard.of}",
        "began": began.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "inputs": [{"target": i.target, "bytes": i.size, "records": i.count} for i in plan.inputs],
        "slice": plan.slice,
        "records": wanted,
        "left": left,
        "counts": tally.to_json(),
        "to_browser": round(tally.browser / tally.judged, 4) if tally.judged else 0.0,
    }
    write_atomically(manifest_file(out, shard), json.dumps(manifest, indent=1, ensure_ascii=False).encode())
    return manifest
