"""Turn a page into a test case: a folder in ``pages/`` with a label that a person still has to confirm."""
