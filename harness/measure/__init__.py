"""Measures harness itself and scrapers: faults, audits, benches."""
