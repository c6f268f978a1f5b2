"""SARIF 2.1.0: a result for each page that did not pass, for code scanning services."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from harness import __version__
from harness.core.clean import clean, clean_data
from harness.core.model import DEFINITIONS, RETRY
from harness.look.checked import Checked
from harness.report.findings import Finding, finding
from harness.report.words import RETRY_WORDS
from harness.report.writer import Paper

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/OWNER/harness"
_SAFE = "/:?#[]@!$&'()*+,;=%-._~"


class Sarif:
    """Keeps the results; the file is one JSON object."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream
        self._results: list[dict[str, Any]] = []
        self._notes: list[dict[str, Any]] = []

    def add(self, checked: Checked) -> None:
        found = finding(checked)
        if found is None:
            return
        if not found.state:
            self._notes.append({"level": "error", "message": {"text": found.says}})
            return
        assert checked.verdict is not None
        self._results.append(_result(found, checked.verdict.to_json()))

    def close(self) -> None:
        driver = {
            "name": "harness",
            "informationUri": _HOME,
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [
                _rule(state.value, DEFINITIONS[state], RETRY_WORDS[RETRY[state]]) for state in DEFINITIONS
            ],
        }
        invocation = {"executionSuccessful": not self._notes, "toolExecutionNotifications": self._notes}
        run = {"tool": {"driver": driver}, "invocations": [invocation], "results": self._results}
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        self._stream.write(json.dumps(log, indent=1) + "\n")
        self._stream.flush()


def _rule(state: str, definition: str, retry: str) -> dict[str, Any]:
    return {
        "id": state,
        "shortDescription": {"text": f"The page's state is {state}"},
        "fullDescription": {"text": definition[0].upper() + definition[1:] + "."},
        "help": {"text": f"Retry: {retry}. `harness explain {state}` says more."},
        "defaultConfiguration": {"level": "error"},
    }


def _result(found: Finding, told: Mapping[str, Any]) -> dict[str, Any]:
    place = found.file or clean(told["final_url"] or told["url"] or found.target)
    return {
        "ruleId": found.state,
        "level": "error" if found.grave else "warning",
        "message": {"text": "\n".join([f"{found.target}: {found.says}", *found.why])},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place, safe=_SAFE)},
                    "region": {"startLine": found.line},
                }
            }
        ],
        # What tells a finding from the next run's: the page and its state, not its words.
        "partialFingerprints": {
            "harness/v1": hashlib.sha256(f"{found.target}\n{found.state}".encode()).hexdigest()
        },
        "properties": clean_data({key: told[key] for key in ("content", "also", "retry", "engine", "url")}),
    }


FORMAT = Sarif
