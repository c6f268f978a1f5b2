"""What the open web does on its bad days, played on loopback: one registry, used by tests, table and soak."""

from faults.registry import FAULTS
from faults.server import Site, serving
from faults.what import Fault

__all__ = ["FAULTS", "Fault", "Site", "serving"]
