"""Fixtures of the audit, as a scraper's own tests would have them."""

from harness.measure.audit.fixtures import _fault_cases, fault_pages, fault_server, faulty_page

__all__ = ["_fault_cases", "fault_pages", "fault_server", "faulty_page"]
