"""One file per command; each has a ``COMMAND``. What is costly to import is imported when it runs."""
