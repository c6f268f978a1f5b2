"""One file per report format; each has a ``FORMAT``. The file's name is the format's name."""
