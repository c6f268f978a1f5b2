"""A page whose body is empty, served as 200."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.specimen import Specimen
from harness.audit.texts import document
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Leave nothing."""
    truth = page.case.truth.instead(State.EMPTY, Kind.ERROR)
    return replace(
        page.case, html=document("", random.choice(("", "<div></div>")), lang=page.lang), truth=truth
    )


FAULT = Fault(apply, State.EMPTY)
