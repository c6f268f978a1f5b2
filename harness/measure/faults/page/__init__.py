"""Faults on pages: one module each; its docstring is its documentation (``harness faults NAME``)."""
