"""Play every fault, one at a time, and write what came of them into docs/reliability.md.

    python benchmarks/fault_table.py            # both tables; takes minutes
    python benchmarks/fault_table.py --codes    # the table of codes alone, which comes from the code itself

Exits with 1 when a fault is not as expected.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from faults import FAULTS, serving  # noqa: E402
from faults.connections import sends  # noqa: E402
from faults.playing import LIMITS, Outcome, play  # noqa: E402
from faults.server import door  # noqa: E402
from faults.what import Fault, answer, page  # noqa: E402

from harness.browser.limits import CODES  # noqa: E402
from harness.browser.pool import Browsers  # noqa: E402
from harness.browser.process.launch import need_browser  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
FIRST = Fault("a whole story", sends(answer(page())), "full")


def main() -> int:
    """Play, write, and say what is not as expected."""
    text = between(PAGE.read_text(encoding="utf-8"), "codes", code_table())
    if sys.argv[1:] == ["--codes"]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    outcomes = asyncio.run(play_all())
    PAGE.write_text(between(text, "faults", fault_table(outcomes)), encoding="utf-8")
    wrong = [
        told
        for played in outcomes.values()
        for outcome in played
        if (told := outcome.wrong() or outcome.late())
    ]
    for told in wrong:
        print(told)
    return int(bool(wrong))


async def play_all() -> dict[str, list[Outcome]]:
    """The outcomes by theme, a browser being there already."""
    every = [fault for theme in FAULTS.values() for fault in theme]
    async with (
        serving([*every, FIRST]) as site,
        Browsers(need_browser(), door=door(), limits=LIMITS) as browsers,
    ):
        await play(FIRST, site, browsers)
        return {
            theme: [await play(fault, site, browsers) for fault in faults] for theme, faults in FAULTS.items()
        }


def code_table() -> str:
    """Every code and its sentence."""
    rows = [f"| `{code}` | {sentence} |" for code, sentence in sorted(CODES.items())]
    return "\n".join(["| code | what it says |", "| --- | --- |", *rows])


def fault_table(outcomes: dict[str, list[Outcome]]) -> str:
    """Every fault with its verdict, code, seconds and megabytes."""
    lines = [f"{sum(map(len, outcomes.values()))} faults."]
    for theme, played in outcomes.items():
        lines += ["", f"### {theme.capitalize()}", "", "| fault | state | content | code | s | MB |"]
        lines.append("| --- | --- | --- | --- | ---: | ---: |")
        for one in played:
            code = f"`{one.code}`" if one.code else ""
            lines.append(
                f"| {one.fault.name} | `{one.verdict.state}` | {one.verdict.content} | {code} "
                f"| {one.seconds:.1f} | {one.memory:.0f} |"
            )
    return "\n".join(lines)


def between(text: str, what: str, table: str) -> str:
    """``text`` with ``table`` between the two comments that name ``what``."""
    start = text.index("\n", text.index(f"<!-- {what}: ")) + 1
    end = text.index(f"<!-- end of {what} -->")
    return f"{text[:start]}\n{table}\n\n{text[end:]}"


if __name__ == "__main__":
    sys.exit(main())
