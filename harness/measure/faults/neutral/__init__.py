"""Neutral edits: they change a page and must not change its verdict. One module each."""
