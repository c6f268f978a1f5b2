"""One tab and what happens in it."""
