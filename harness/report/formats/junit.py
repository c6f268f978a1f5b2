"""JUnit XML: a test case for each page, as CI services show them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from harness.core.clean import clean
from harness.look.checked import Checked
from harness.report.findings import file_of, finding
from harness.report.writer import Paper

# What XML 1.0 cannot hold and clean() leaves: U+FFFE, U+FFFF and their like at the end of other planes.
_NO_XML = re.compile(
    "[" + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]"
)


class JUnit:
    """Keeps the cases; the suite's first line counts them, so it is written at the end."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream
        self._suite = Element("testsuite", name="harness")
        self._failures = self._errors = 0
        self._seconds = 0.0

    def add(self, checked: Checked) -> None:
        case = SubElement(
            self._suite, "testcase", classname="harness.check", name=_xml(clean(checked.target))
        )
        case.set("time", f"{checked.seconds:.3f}")
        self._seconds += checked.seconds
        if file := file_of(checked):
            case.set("file", _xml(file))
        found = finding(checked)
        if found is None:
            return
        self._errors += not found.state
        self._failures += bool(found.state)
        kind = "failure" if found.state else "error"
        told = SubElement(case, kind, message=_xml(found.says), type=found.state or "could-not-look")
        told.text = _xml("\n".join(found.why))

    def close(self) -> None:
        counts = {"tests": len(self._suite), "failures": self._failures, "errors": self._errors, "skipped": 0}
        for name, count in counts.items():
            self._suite.set(name, str(count))
        self._suite.set("time", f"{self._seconds:.3f}")
        suites = Element("testsuites")
        suites.append(self._suite)
        # ASCII with character references, so that it is right in whatever encoding the stream writes
        text = tostring(suites, encoding="us-ascii", xml_declaration=False).decode("ascii")
        self._stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')
        self._stream.flush()


def _xml(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


FORMAT = JUnit
